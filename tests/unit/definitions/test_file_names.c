#include "overlay.h"
#include "suite.h"

#include <stdio.h>

static const char source_rows[] = "key,title,reference,year,licence\n";

/* The finding of this file, or NULL. */
static const struct cir_error *find(const struct overlay *overlay, const struct found *found, const char *file)
{
    char path[2 * CIR_ERROR_FILE_SIZE];
    snprintf(path, sizeof path, "%s%s%s", overlay->folder, *file != '\0' ? "/" : "", file);
    for (size_t i = 0; i < found->count; i++)
        if (strcmp(found->list[i].file, path) == 0)
            return &found->list[i];
    return NULL;
}

static void expect(const struct overlay *overlay, const struct found *found, const char *file, const char *message)
{
    const struct cir_error *finding = find(overlay, found, file);
    CU_ASSERT_PTR_NOT_NULL(finding);
    if (finding != NULL)
        CU_ASSERT_STRING_EQUAL(finding->message, message);
}

static void test_file_names__suggest_what_may_be_meant(void)
{
    static struct found found;
    struct overlay overlay;
    overlay_make(&overlay);
    overlay_write(&overlay, "sectors/sector.csv", "code\n");
    overlay_write(&overlay, "datasets/countries/weather.csv", "code\n");
    overlay_write(&overlay, "datasets/schemes/toy/criterias.csv", "code\n");
    overlay_write(&overlay, "datasets/schemes/toy/weather.csv", "code\n");
    overlay_write(&overlay, "datasets/schemes/tyo/criteria.csv", "code\n");
    overlay_write(&overlay, "datasets/schemes/toy/notes/criteria.csv", "code\n");
    overlay_load(&overlay, &found);
    CU_ASSERT_EQUAL(found.status, CIR_BAD_TABLE);
    CU_ASSERT_EQUAL(found.count, 6);
    expect(&overlay, &found, "sectors/sector.csv",
           "there is no table of this name; did you mean 'sectors/sectors.csv'?");
    expect(&overlay, &found, "datasets/countries/weather.csv", "there is no table of this name");
    expect(&overlay, &found, "datasets/schemes/toy/criterias.csv",
           "there is no table of this name; did you mean 'criteria.csv'?");
    expect(&overlay, &found, "datasets/schemes/toy/weather.csv", "there is no table of this name");
    expect(&overlay, &found, "datasets/schemes/tyo/criteria.csv",
           "a table of no scheme: there is no datasets/schemes/tyo/scheme.csv; did you mean 'datasets/schemes/toy/'?");
    expect(&overlay, &found, "datasets/schemes/toy/notes/criteria.csv",
           "a table of no scheme: there is no datasets/schemes/toy/notes/scheme.csv");
    overlay_remove(&overlay);
}

static void test_file_names__let_pass_what_is_read_or_no_table(void)
{
    static struct found found;
    struct overlay overlay;
    overlay_make(&overlay);
    overlay_write(&overlay, "README.md", "read me\n");
    overlay_write(&overlay, "log.csv", "id\n");
    overlay_write(&overlay, "hospitals/scheme.csv", "key,value\n");
    overlay_write(&overlay, "datasets/MANIFEST.csv", "file\n");
    overlay_write(&overlay, "datasets/schemes/toy/notes.txt", "notes\n");
    overlay_write(&overlay, "datasets/schemes/toy/vectors.csv", "id\n");
    overlay_write(&overlay, "datasets/schemes/gge/sources.csv", source_rows); /* over a built-in scheme */
    overlay_write(&overlay, "datasets/mappings/mine.csv", "column,target\n");
    overlay_write(&overlay, "datasets/networks/mills/nodes.csv", "node\n");
    overlay_load(&overlay, &found);
    CU_ASSERT_EQUAL(found.status, CIR_OK);
    CU_ASSERT_EQUAL(found.count, 0);
    overlay_remove(&overlay);
}

static void test_file_names__refuse_tables_beside_the_tree(void)
{
    static struct found found;
    struct overlay overlay;
    overlay_make(&overlay);
    overlay_write(&overlay, "thresholds.csv", "facility\n");
    overlay_write(&overlay, "dataset/schemes/gge/bands.csv", "level\n");
    overlay_load(&overlay, &found);
    CU_ASSERT_EQUAL(found.status, CIR_BAD_TABLE);
    CU_ASSERT_EQUAL(found.count, 2);
    expect(&overlay, &found, "thresholds.csv", "no table is read from here; expected below it: sectors/ or datasets/");
    CU_ASSERT_PTR_NOT_NULL(find(&overlay, &found, "dataset/schemes/gge/bands.csv"));
    overlay_remove(&overlay);
}

static void test_file_names__refuse_a_folder_that_changes_nothing(void)
{
    static struct found found;
    struct overlay overlay;
    cir_temporary_folder(overlay.folder);
    overlay_load(&overlay, &found);
    CU_ASSERT_EQUAL(found.status, CIR_BAD_TABLE);
    CU_ASSERT_EQUAL(found.count, 1);
    CU_ASSERT_PTR_NOT_NULL(find(&overlay, &found, ""));
    CU_ASSERT_PTR_NOT_NULL(strstr(found.error.message, "no table is laid over: expected sectors/*.csv, "));
    overlay_write(&overlay, "schemes/gge/bands.csv", "level\n");
    overlay_load(&overlay, &found);
    CU_ASSERT_EQUAL(found.count, 2);
    CU_ASSERT_PTR_NOT_NULL(find(&overlay, &found, "schemes/gge/bands.csv"));
    overlay_write(&overlay, "datasets/mappings/mine.csv", "column,target\n");
    overlay_load(&overlay, &found);
    CU_ASSERT_EQUAL(found.status, CIR_OK);
    overlay_remove(&overlay);
}

static void test_file_names__refuse_a_letter_where_none_is_read(void)
{
    static struct found found;
    struct overlay overlay;
    overlay_make(&overlay);
    overlay_write(&overlay, "datasets/letters/mine/fr.txt", "read where it is asked for by name");
    overlay_write(&overlay, "datasets/notes.txt", "no letter");
    overlay_load(&overlay, &found);
    CU_ASSERT_EQUAL(found.status, CIR_OK);
    overlay_write(&overlay, "datasets/letters/mine/sp.txt", "");
    overlay_write(&overlay, "datasets/letters/mine/fr.old.txt", "");
    overlay_write(&overlay, "datasets/letters/fr.txt", "");
    overlay_write(&overlay, "datasets/letters/mine/words.csv", "id\n");
    overlay_load(&overlay, &found);
    CU_ASSERT_EQUAL(found.status, CIR_BAD_TABLE);
    CU_ASSERT_EQUAL(found.count, 4);
    expect(&overlay, &found, "datasets/letters/mine/sp.txt",
           "no letter is read from here; expected datasets/letters/NAME/LANG.txt, where LANG is one of "
           "ar;en;es;fr;ru;zh");
    CU_ASSERT_PTR_NOT_NULL(find(&overlay, &found, "datasets/letters/mine/fr.old.txt"));
    CU_ASSERT_PTR_NOT_NULL(find(&overlay, &found, "datasets/letters/fr.txt"));
    CU_ASSERT_PTR_NOT_NULL(find(&overlay, &found, "datasets/letters/mine/words.csv"));
    overlay_remove(&overlay);
}

static void load_folder(const char *folder, struct found *found)
{
    struct cir_definitions *definitions = NULL;
    struct cir_fields fields = {0};
    struct cir_scheme *scheme = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&definitions, NULL, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_fields_canonical(&fields, definitions, NULL), CIR_OK);
    found->status = cir_scheme_load(&scheme, definitions, &fields, NULL, folder, NULL, &found->error);
    cir_scheme_free(scheme);
    cir_definitions_free(definitions);
}

static void test_file_names__refuse_a_misspelt_table_in_the_folder_of_a_scheme(void)
{
    static struct found found;
    struct overlay overlay;
    char folder[CIR_TEMPORARY_SIZE + 64];
    overlay_make(&overlay);
    snprintf(folder, sizeof folder, "%s/datasets/schemes/toy", overlay.folder);
    overlay_write(&overlay, "datasets/schemes/toy/sources.csv",
                  "key,title,reference,year,licence\nown,Own judgement,docs,2020,free\n");
    overlay_write(&overlay, "datasets/schemes/toy/incidents.csv", "id\n"); /* a log beside the tables */
    overlay_write(&overlay, "datasets/schemes/toy/vectors.csv", "id\n");
    load_folder(folder, &found);
    CU_ASSERT_EQUAL(found.status, CIR_OK);
    overlay_write(&overlay, "datasets/schemes/toy/Criteria.csv", "criterion\n");
    load_folder(folder, &found);
    CU_ASSERT_EQUAL(found.status, CIR_BAD_TABLE);
    CU_ASSERT_STRING_EQUAL(found.error.message, "there is no table of this name; did you mean 'criteria.csv'?");
    overlay_remove(&overlay);
}

CIR_SUITE("file_names", {"suggest what may be meant", test_file_names__suggest_what_may_be_meant},
          {"let pass what is read, or no table", test_file_names__let_pass_what_is_read_or_no_table},
          {"refuse tables beside the tree", test_file_names__refuse_tables_beside_the_tree},
          {"refuse a folder that changes nothing", test_file_names__refuse_a_folder_that_changes_nothing},
          {"refuse a letter where none is read", test_file_names__refuse_a_letter_where_none_is_read},
          {"refuse a misspelt table in the folder of a scheme",
           test_file_names__refuse_a_misspelt_table_in_the_folder_of_a_scheme})
