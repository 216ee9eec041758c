#include "overlay.h"
#include "suite.h"

#include <stdio.h>

/* What a scheme says of its tables. */
struct told {
    char sha256[65];
    char tables_of[CIR_TEMPORARY_SIZE + 32]; /* "": the built-in ones */
};

static struct told load(const char *overlay, const char *name)
{
    struct told told = {.sha256 = ""};
    struct cir_definitions *definitions = NULL;
    struct cir_fields fields = {0};
    struct cir_scheme *scheme = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&definitions, overlay, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_fields_canonical(&fields, definitions, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_scheme_load(&scheme, definitions, &fields, overlay, name, NULL, NULL), CIR_OK);
    memcpy(told.sha256, scheme->sha256, sizeof told.sha256);
    snprintf(told.tables_of, sizeof told.tables_of, "%s", scheme->tables_of != NULL ? scheme->tables_of : "");
    cir_scheme_free(scheme);
    cir_definitions_free(definitions);
    return told;
}

/* The tables of the scheme eci-2008-114 as they come, into a folder below `overlay`. */
static void copy_built_in(const struct overlay *overlay, const char *folder)
{
    static const char tree[] = "datasets/schemes/eci-2008-114/";
    struct cir_definition_files files;
    CU_ASSERT_EQUAL_FATAL(cir_definition_files_open(&files, NULL, NULL), CIR_OK);
    for (size_t i = 0; i < files.count; i++) {
        char path[128];
        char text[64 * 1024];
        const struct cir_definition_file *file = &files.list[i];
        if (strncmp(file->path, tree, strlen(tree)) != 0)
            continue;
        snprintf(path, sizeof path, "%s%s", folder, file->path + strlen(tree));
        CU_ASSERT_FATAL((size_t)snprintf(text, sizeof text, "%.*s", CIR_TEXT_ARGS(file->text)) < sizeof text);
        overlay_write(overlay, path, text);
    }
    cir_definition_files_close(&files);
}

static void test_scheme_provenance__is_of_the_tables_and_not_of_their_folder(void)
{
    struct overlay overlay;
    char path[CIR_TEMPORARY_SIZE + 32];
    cir_temporary_folder(overlay.folder);
    copy_built_in(&overlay, "mine/");
    snprintf(path, sizeof path, "%s/mine", overlay.folder);
    struct told built_in = load(NULL, "eci-2008-114");
    struct told copy = load(NULL, path);
    CU_ASSERT_EQUAL(strspn(built_in.sha256, "0123456789abcdef"), 64);
    CU_ASSERT_STRING_EQUAL(built_in.tables_of, "");
    CU_ASSERT_STRING_EQUAL(copy.sha256, built_in.sha256);
    CU_ASSERT_STRING_EQUAL(copy.tables_of, "");
    CU_ASSERT_STRING_NOT_EQUAL(load(NULL, "gge").sha256, built_in.sha256);
    overlay_remove(&overlay);
}

static void test_scheme_provenance__names_the_folder_of_other_tables(void)
{
    struct overlay overlay;
    char path[CIR_TEMPORARY_SIZE + 32];
    cir_temporary_folder(overlay.folder);
    copy_built_in(&overlay, "mine/");
    overlay_edit(&overlay, "mine/scheme.csv", 4, "version,2008 as amended");
    snprintf(path, sizeof path, "%s/mine", overlay.folder);
    struct told built_in = load(NULL, "eci-2008-114");
    struct told changed = load(NULL, path);
    CU_ASSERT_STRING_NOT_EQUAL(changed.sha256, built_in.sha256);
    CU_ASSERT_STRING_EQUAL(changed.tables_of, path);
    copy_built_in(&overlay, "datasets/schemes/eci-2008-114/");
    CU_ASSERT_STRING_EQUAL(load(overlay.folder, "eci-2008-114").tables_of, "");
    overlay_edit(&overlay, "datasets/schemes/eci-2008-114/scheme.csv", 4, "version,2008 as amended");
    struct told laid_over = load(overlay.folder, "eci-2008-114");
    CU_ASSERT_STRING_EQUAL(laid_over.sha256, changed.sha256);
    CU_ASSERT_STRING_EQUAL(laid_over.tables_of, overlay.folder);
    CU_ASSERT_STRING_EQUAL(load(overlay.folder, "gge").tables_of, ""); /* nothing of it is laid over */
    overlay_remove(&overlay);
}

static void test_scheme_provenance__counts_what_judges_alone(void)
{
    struct overlay overlay;
    overlay_make(&overlay);
    struct told before = load(overlay.folder, "toy");
    CU_ASSERT_STRING_EQUAL(before.tables_of, overlay.folder);
    overlay_write(&overlay, "datasets/schemes/toy/vectors.csv", "id,expect_level,expect_source\n");
    overlay_write(&overlay, "datasets/schemes/toy/README", "read me\n");
    CU_ASSERT_STRING_EQUAL(load(overlay.folder, "toy").sha256, before.sha256);
    overlay_edit(&overlay, "datasets/schemes/toy/criteria.csv", 2, "many_dead,,,,deaths,>=,101,persons,own");
    struct told other = load(overlay.folder, "toy");
    CU_ASSERT_STRING_NOT_EQUAL(other.sha256, before.sha256);
    overlay_write(&overlay, "datasets/schemes/toy/sources.csv", "key,title,reference,year,licence\n");
    CU_ASSERT_STRING_NOT_EQUAL(load(overlay.folder, "toy").sha256, other.sha256); /* empty is not absent */
    overlay_remove(&overlay);
}

CIR_SUITE("scheme_provenance",
          {"is of the tables and not of their folder",
           test_scheme_provenance__is_of_the_tables_and_not_of_their_folder},
          {"names the folder of other tables", test_scheme_provenance__names_the_folder_of_other_tables},
          {"counts what judges alone", test_scheme_provenance__counts_what_judges_alone})
