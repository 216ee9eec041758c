#include "facts.h"

#include "suite.h"

static struct facts facts;

static struct cir_quantity field(unsigned number)
{
    return facts_measure(&facts, CIR_MEASURE_DERIVED + number);
}

static void test_fields__known_cells_pass_as_they_are(void)
{
    facts_init(&facts);
    facts.cells[CIR_FIELD_DEATHS] = cell_range(2, 3.5, 6);
    check_number(field(CIR_FIELD_DEATHS), 2, 3.5, 6);
    facts.cells[CIR_FIELD_INFORMATION] = cell_together(0x14);
    check_options(field(CIR_FIELD_INFORMATION), CIR_ANSWERED, 0x14);
    CU_ASSERT_TRUE(field(CIR_FIELD_INFORMATION).together);
    facts.cells[CIR_FIELD_REPLICABILITY] = cell_one_of(0x6);
    CU_ASSERT_FALSE(field(CIR_FIELD_REPLICABILITY).together);
}

static void test_fields__silence_leaves_what_the_type_allows(void)
{
    facts_init(&facts);
    check_number(field(CIR_FIELD_DEATHS), 0, NAN, INFINITY);
    check_number(field(CIR_FIELD_SYSTEMS_SHARE), 0, NAN, 1);
    check_number(field(CIR_FIELD_SERVICE_LOSS), 0, NAN, 1);
    check_number(field(CIR_FIELD_DATE_END), -INFINITY, NAN, INFINITY);
    check_options(field(CIR_FIELD_PHYSICAL), CIR_UNANSWERED, 0x7);
    check_options(field(CIR_FIELD_CRITICAL_PERIOD), CIR_UNANSWERED, 0x3);
    check_options(field(CIR_FIELD_SECTOR), CIR_UNANSWERED, 0x7 | OUTSIDE_BIT);
    facts.cells[CIR_FIELD_PHYSICAL] = cell_unknown();
    check_options(field(CIR_FIELD_PHYSICAL), CIR_UNANSWERED, 0x7);
}

static void test_fields__not_applicable_stays_so(void)
{
    facts_init(&facts);
    facts.cells[CIR_FIELD_PHYSICAL] = cell_not_applicable();
    facts.cells[CIR_FIELD_INJURED] = cell_not_applicable();
    CU_ASSERT_EQUAL(field(CIR_FIELD_PHYSICAL).answer, CIR_NOT_APPLICABLE);
    CU_ASSERT_EQUAL(field(CIR_FIELD_INJURED).answer, CIR_NOT_APPLICABLE);
}

CIR_SUITE("fields", {"known cells pass as they are", test_fields__known_cells_pass_as_they_are},
          {"silence leaves what the type allows", test_fields__silence_leaves_what_the_type_allows},
          {"not applicable stays so", test_fields__not_applicable_stays_so})
