/** A small world for tests: invented States, sectors, currencies and units, and the cells of one incident. */
#ifndef CIR_TESTS_FACTS_H
#define CIR_TESTS_FACTS_H

#include "measures/measures.h"

#include <CUnit/CUnit.h>
#include <math.h>

enum { ALDER, BIRCH, CEDAR, DATE_PALM, ELM, FROST, COUNTRY_COUNT };
enum { POWER, WATER, SCHOOLS, SECTOR_COUNT };
enum { DOLLAR, EURO, CROWN, CURRENCY_COUNT };
enum { PERSONS, HOUSEHOLDS, CUSTOMERS, UNIT_COUNT };
enum { LOCAL, SUBNATIONAL, NATIONAL, REGIONAL, GLOBAL };
enum { FIELD_COUNT = CIR_FIELD_CANONICAL };

/* Two in region 0, Frost in none. */
#define FACTS_REGION_BITS 1, 1, 2, 4, 8, 0
#define OUTSIDE_BIT       (UINT64_C(1) << CIR_SECTOR_NONE)

struct facts {
    struct cir_definitions definitions;
    struct cir_fields fields;
    struct cir_field list[FIELD_COUNT];
    struct cir_cell cells[FIELD_COUNT]; /**< all blank */
    struct cir_quantity quantities[CIR_MEASURES_MAX];
};

static inline size_t facts_count_options(const char *options)
{
    size_t count = *options == '\0' ? 0 : 1;
    for (; *options != '\0'; options++)
        count += *options == ';' ? 1 : 0;
    return count;
}

/** Blank cells in the small world. */
static inline void facts_init(struct facts *facts)
{
    // clang-format off
    static struct cir_country countries[] = { /* two in region 0, Frost in none, Date Palm without figures */
        [ALDER]     = {.alpha2 = "AL", .region = 0,              .population = 1.3e6, .gdp_usd = 2.6e10},
        [BIRCH]     = {.alpha2 = "BI", .region = 0,              .population = 83e6,  .gdp_usd = 4.2e12},
        [CEDAR]     = {.alpha2 = "CE", .region = 1,              .population = 330e6, .gdp_usd = 2.5e13},
        [DATE_PALM] = {.alpha2 = "DA", .region = 2,              .population = NAN,   .gdp_usd = NAN},
        [ELM]       = {.alpha2 = "EL", .region = 3,              .population = 2e7,   .gdp_usd = 1.1e11},
        [FROST]     = {.alpha2 = "FR", .region = CIR_INDEX_NONE, .population = 1e3,   .gdp_usd = 3e7},
    };
    static struct cir_sector sectors[] = {
        [POWER]   = {.code = "power",   .tolerable_outage_h = 4,   .life_critical = true, .several_states = true, .dependents_share = 0.8},
        [WATER]   = {.code = "water",   .tolerable_outage_h = 24,  .life_critical = true, .dependents_share = 0.45},
        [SCHOOLS] = {.code = "schools", .tolerable_outage_h = 168, .dependents_share = 0.05},
    };
    static double euro_rates[] = {1.25, 1.5, 1.75};
    static double crown_rates[] = {0.125, NAN, 0.25};
    static struct cir_currency currencies[] = {
        [DOLLAR] = {.code = "USD"},
        [EURO]   = {.code = "EUR", .usd_per_unit = euro_rates,  .first_year = 2015, .year_count = 3},
        [CROWN]  = {.code = "CZK", .usd_per_unit = crown_rates, .first_year = 2015, .year_count = 3},
    };
    static struct cir_range_row units[] = {
        [PERSONS] = {"persons", 1, 1, 1, ""}, [HOUSEHOLDS] = {"households", 2, 3.5, 6, ""}, [CUSTOMERS] = {"customers", 1, 2, 3.5, ""},
    };
    static struct cir_reach_row reaches[] = {{REGIONAL, 2, 1}, {GLOBAL, 3, 3}};
    static const struct { const char *name; enum cir_type type; const char *options; } fields[] = {
#define CIR_FIELD(symbol, name, key, type, unit, options, meaning) {name, CIR_TYPE_##type, options},
#include "model/field.def"
#undef CIR_FIELD
    };
    // clang-format on
    *facts = (struct facts){
        .definitions = {.countries = countries,
                        .country_count = COUNTRY_COUNT,
                        .region_bits = {FACTS_REGION_BITS},
                        .inhabited_count = 4,
                        .sectors = sectors,
                        .sector_count = SECTOR_COUNT,
                        .currencies = currencies,
                        .currency_count = CURRENCY_COUNT,
                        .people_units = units,
                        .people_unit_count = UNIT_COUNT,
                        .reaches = reaches,
                        .reach_count = 2},
        .fields = {.list = facts->list, .count = FIELD_COUNT},
    };
    for (size_t i = 0; i < FIELD_COUNT; i++)
        facts->list[i] = (struct cir_field){
            .name = fields[i].name, .type = fields[i].type, .option_count = facts_count_options(fields[i].options)};
    facts->list[CIR_FIELD_PEOPLE_UNIT].option_count = UNIT_COUNT;
}

static inline struct cir_cell cell_of(double value)
{
    return (struct cir_cell){.state = CIR_CELL_KNOWN, .number = {value, value, value}};
}

static inline struct cir_cell cell_range(double low, double point, double high)
{
    return (struct cir_cell){.state = CIR_CELL_KNOWN, .number = {low, point, high}};
}

static inline struct cir_cell cell_one_of(uint64_t options)
{
    return (struct cir_cell){.state = CIR_CELL_KNOWN, .options = options};
}

static inline struct cir_cell cell_together(uint64_t options)
{
    return (struct cir_cell){.state = CIR_CELL_KNOWN, .options = options, .together = true};
}

/** States of a bit mask over the small world. */
static inline struct cir_cell cell_states(uint64_t mask, bool together)
{
    static const uint32_t region_bits[COUNTRY_COUNT] = {FACTS_REGION_BITS};
    struct cir_cell cell = {.state = CIR_CELL_KNOWN, .together = together, .states = {{mask}}};
    for (unsigned i = 0; i < COUNTRY_COUNT; i++)
        cell.regions |= (mask >> i & 1) != 0 ? region_bits[i] : 0;
    cell.first = mask == 0 ? 0 : (uint16_t)__builtin_ctzll(mask);
    cell.count = (uint16_t)__builtin_popcountll(mask);
    return cell;
}

static inline struct cir_cell cell_state(unsigned country)
{
    return cell_states(UINT64_C(1) << country, false);
}

static inline struct cir_cell cell_not_applicable(void)
{
    return (struct cir_cell){.state = CIR_CELL_NOT_APPLICABLE};
}

static inline struct cir_cell cell_unknown(void)
{
    return (struct cir_cell){.state = CIR_CELL_UNKNOWN};
}

/** One measure of the cells as they are, through a plan that asks for it alone. */
static inline struct cir_quantity facts_measure(struct facts *facts, unsigned measure)
{
    struct cir_input input = {.measure = measure};
    struct cir_factor factor = {.inputs = &input, .input_count = 1};
    struct cir_scheme scheme = {.factors = &factor, .factor_count = 1};
    const struct cir_scheme *schemes[] = {&scheme};
    struct cir_measure_plan plan;
    cir_measure_plan_make(&plan, &facts->definitions, &facts->fields, schemes, 1, NULL);
    cir_measures_compute_single(&plan, facts->cells, facts->quantities);
    return facts->quantities[measure];
}

static inline bool is_near(double a, double b)
{
    return a == b || fabs(a - b) <= 1e-12 * fabs(b);
}

/** NAN of `point` stands for unanswered. */
static inline void check_number(struct cir_quantity quantity, double low, double point, double high)
{
    CU_ASSERT_EQUAL(quantity.answer, isnan(point) ? CIR_UNANSWERED : CIR_ANSWERED);
    CU_ASSERT(is_near(quantity.low, low));
    CU_ASSERT(isnan(point) ? isnan(quantity.point) : is_near(quantity.point, point));
    CU_ASSERT(is_near(quantity.high, high));
}

static inline void check_options(struct cir_quantity quantity, enum cir_answer answer, uint64_t options)
{
    CU_ASSERT_EQUAL(quantity.answer, answer);
    CU_ASSERT_EQUAL(quantity.options, options);
}

#endif
