#include "model/measure.h"

#include "definitions/option_list.h"
#include "overlay.h"
#include "suite.h"

static void test_canonical_fields__are_the_canonical_columns(void)
{
    struct overlay overlay;
    struct cir_fields fields;
    overlay_make(&overlay);
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    CU_ASSERT_EQUAL_FATAL(cir_fields_canonical(&fields, definitions, NULL), CIR_OK);
    CU_ASSERT_EQUAL(fields.count, CIR_FIELD_CANONICAL);
    for (uint32_t i = 0; i < fields.count; i++)
        CU_ASSERT_EQUAL(cir_index_find(&fields.index, cir_text_of(fields.list[i].name)), i);
    const struct cir_field *reach = &fields.list[CIR_FIELD_REACH];
    CU_ASSERT_STRING_EQUAL(reach->name, "reach");
    CU_ASSERT_EQUAL(reach->type, CIR_TYPE_OPTION);
    CU_ASSERT_EQUAL_FATAL(reach->option_count, 5);
    CU_ASSERT_STRING_EQUAL(reach->options[3], "regional");
    CU_ASSERT_EQUAL(cir_index_find(&reach->option_index, cir_text_of("Regional")), 3);
    CU_ASSERT_PTR_NULL(reach->asked_by);
    CU_ASSERT_STRING_EQUAL(fields.list[CIR_FIELD_DURATION_H].unit, "h");
    CU_ASSERT_EQUAL(fields.list[CIR_FIELD_CRITICAL_PERIOD].option_count, 2);
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

static void test_canonical_fields__take_people_units_from_their_table(void)
{
    struct overlay overlay;
    struct cir_fields fields;
    overlay_make(&overlay);
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    CU_ASSERT_EQUAL_FATAL(cir_fields_canonical(&fields, definitions, NULL), CIR_OK);
    const struct cir_field *unit = &fields.list[CIR_FIELD_PEOPLE_UNIT];
    CU_ASSERT_EQUAL_FATAL(unit->option_count, 2);
    CU_ASSERT_STRING_EQUAL(unit->options[1], "households");
    CU_ASSERT_EQUAL(cir_index_find(&unit->option_index, cir_text_of("households")), 1);
    CU_ASSERT_EQUAL(fields.list[CIR_FIELD_COUNTRY].option_count, 0);
    CU_ASSERT_EQUAL(fields.list[CIR_FIELD_CURRENCY].option_count, 0);
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

static void test_canonical_fields__name_the_bits_of_sectors(void)
{
    struct overlay overlay;
    struct cir_fields fields;
    overlay_make(&overlay);
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    CU_ASSERT_EQUAL_FATAL(cir_fields_canonical(&fields, definitions, NULL), CIR_OK);
    const struct cir_field *sector = &fields.list[CIR_FIELD_SECTOR];
    CU_ASSERT_EQUAL_FATAL(sector->option_count, definitions->sector_count);
    for (unsigned i = 0; i < sector->option_count; i++)
        CU_ASSERT_EQUAL(cir_definitions_sector(definitions, cir_text_of(sector->options[i])), i);
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

static void test_canonical_fields__stand_for_the_derived_measures_too(void)
{
    struct cir_arena arena = {0};
    const struct cir_field *measures = cir_measure_fields(&arena);
    CU_ASSERT_PTR_NOT_NULL(measures);
    if (measures == NULL)
        return;
    CU_ASSERT_STRING_EQUAL(measures[CIR_MEASURE_USER_HOURS].name, "user_hours");
    CU_ASSERT_EQUAL(measures[CIR_MEASURE_USER_HOURS].type, CIR_TYPE_NUMBER);
    CU_ASSERT_STRING_EQUAL(measures[CIR_MEASURE_USER_HOURS].unit, "person-h");
    CU_ASSERT_EQUAL(measures[CIR_MEASURE_REACH].option_count, 5);
    cir_arena_free(&arena);
}

static void test_canonical_fields__tell_a_repeated_option(void)
{
    struct cir_arena arena = {0};
    struct cir_field field = {0};
    struct cir_text repeated;
    CU_ASSERT(cir_options_add(&field, &arena, "low;mid;LOW;high", &repeated));
    CU_ASSERT(cir_text_is(repeated, "LOW"));
    CU_ASSERT_EQUAL(field.option_count, 3);
    CU_ASSERT(cir_options_add(&field, &arena, "", &repeated));
    CU_ASSERT_PTR_NULL(repeated.data);
    CU_ASSERT_EQUAL(field.option_count, 3);
    cir_arena_free(&arena);
}

static void test_canonical_fields__take_in_the_share_of_an_asset_once(void)
{
    struct overlay overlay;
    struct cir_fields fields;
    struct cir_error error = {0};
    overlay_make(&overlay);
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    CU_ASSERT_EQUAL_FATAL(cir_fields_canonical(&fields, definitions, NULL), CIR_OK);
    for (int i = 0; i < 2; i++)
        CU_ASSERT_EQUAL(cir_fields_add_national_share(&fields, definitions, NULL), CIR_OK);
    CU_ASSERT_EQUAL(fields.count, CIR_FIELD_CANONICAL + 1);
    CU_ASSERT_EQUAL(cir_index_find(&fields.index, cir_text_of("national_share")), CIR_FIELD_CANONICAL);
    CU_ASSERT(fields.list[CIR_FIELD_CANONICAL].type == CIR_TYPE_SHARE &&
              cir_field_greatest(&fields.list[CIR_FIELD_CANONICAL]) == 1);
    CU_ASSERT_EQUAL_FATAL(cir_fields_canonical(&fields, definitions, NULL), CIR_OK);
    fields.count = CIR_FIELDS_MAX;
    CU_ASSERT_EQUAL(cir_fields_add_national_share(&fields, definitions, &error), CIR_BAD_USE);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "at most 256 fields"));
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

CIR_SUITE("canonical_fields", {"are the canonical columns", test_canonical_fields__are_the_canonical_columns},
          {"take people units from their table", test_canonical_fields__take_people_units_from_their_table},
          {"name the bits of sectors", test_canonical_fields__name_the_bits_of_sectors},
          {"stand for the derived measures too", test_canonical_fields__stand_for_the_derived_measures_too},
          {"take in the share of an asset once", test_canonical_fields__take_in_the_share_of_an_asset_once},
          {"tell a repeated option", test_canonical_fields__tell_a_repeated_option})
