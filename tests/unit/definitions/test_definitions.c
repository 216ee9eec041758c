#include "overlay.h"
#include "suite.h"

static void hash_of(const struct overlay *overlay, char hash[65])
{
    struct cir_definitions *definitions = overlay_definitions(overlay);
    memcpy(hash, definitions->sha256, sizeof definitions->sha256);
    cir_definitions_free(definitions);
}

static void test_definitions__hash_every_file_in_use(void)
{
    struct overlay overlay;
    char first[65];
    char again[65];
    char changed[65];
    char more[65];
    overlay_make(&overlay);
    hash_of(&overlay, first);
    hash_of(&overlay, again);
    overlay_edit(&overlay, "sectors/sectors.csv", 2, "energy,45,6.51,yes,yes,own; para 45");
    hash_of(&overlay, changed);
    overlay_write(&overlay, "datasets/schemes/mine/scheme.csv", "");
    hash_of(&overlay, more);
    CU_ASSERT_EQUAL(strlen(first), 64);
    CU_ASSERT_EQUAL(strspn(first, "0123456789abcdef"), 64);
    CU_ASSERT_STRING_EQUAL(first, again);
    CU_ASSERT_STRING_NOT_EQUAL(first, changed);
    CU_ASSERT_STRING_NOT_EQUAL(changed, more);
    overlay_remove(&overlay);
}

static void test_definitions__stop_at_tables_that_cannot_be_read(void)
{
    static struct found found;
    struct overlay overlay;
    overlay_make(&overlay);
    overlay_edit(&overlay, "sectors/sectors.csv", 1, "code,paragraph,tolerable_outage_h,life_critical,source");
    overlay_edit(&overlay, "datasets/measures/reach.csv", 2, "global,3");
    overlay_load(&overlay, &found);
    CU_ASSERT_EQUAL(found.status, CIR_BAD_TABLE);
    CU_ASSERT_EQUAL_FATAL(found.count, 2);
    CU_ASSERT_STRING_EQUAL(found.list[0].message, "2 cells, expected 4");
    CU_ASSERT_PTR_NOT_NULL(strstr(found.list[1].message, "column 'several_states' is missing"));
    overlay_remove(&overlay);
}

static void test_definitions__report_all_that_is_wrong_and_the_first_as_error(void)
{
    static struct found found;
    struct overlay overlay;
    overlay_make(&overlay);
    overlay_edit(&overlay, "sectors/sectors.csv", 4, "finance,46,-48,no,yes,");
    overlay_edit(&overlay, "datasets/measures/time_units.csv", 3, "days,x,own");
    overlay_load(&overlay, &found);
    CU_ASSERT_EQUAL_FATAL(found.count, 3);
    CU_ASSERT_STRING_EQUAL(found.error.message, "hours: 'x' is not a number above 0");
    CU_ASSERT_EQUAL(found.list[1].column, 3);
    CU_ASSERT_EQUAL(found.list[2].column, 6);
    CU_ASSERT_EQUAL(cir_definitions_load(&(struct cir_definitions *){NULL}, overlay.folder, NULL, NULL), CIR_BAD_TABLE);
    overlay_remove(&overlay);
}

static void test_definitions__say_that_a_folder_is_not_there(void)
{
    struct cir_definitions *definitions;
    struct cir_error error;
    CU_ASSERT_EQUAL(cir_definitions_load(&definitions, "/tmp/no-such-folder", NULL, &error), CIR_NO_FILE);
    CU_ASSERT_PTR_NULL(definitions);
}

CIR_SUITE("definitions", {"hash every file in use", test_definitions__hash_every_file_in_use},
          {"stop at tables that cannot be read", test_definitions__stop_at_tables_that_cannot_be_read},
          {"report all that is wrong, and the first as error",
           test_definitions__report_all_that_is_wrong_and_the_first_as_error},
          {"say that a folder is not there", test_definitions__say_that_a_folder_is_not_there})
