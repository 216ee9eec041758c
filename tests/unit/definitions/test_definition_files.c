#include "overlay.h"
#include "suite.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static void test_definition_files__are_sorted_and_hold_the_embedded_tables(void)
{
    struct cir_definition_files files;
    CU_ASSERT_EQUAL_FATAL(cir_definition_files_open(&files, NULL, NULL), CIR_OK);
    for (size_t i = 1; i < files.count; i++)
        CU_ASSERT(strcmp(files.list[i - 1].path, files.list[i].path) < 0);
    const struct cir_definition_file *sectors = cir_definition_files_find(&files, "sectors/sectors.csv");
    CU_ASSERT_PTR_NOT_NULL(sectors);
    if (sectors == NULL)
        return;
    CU_ASSERT(cir_text_starts_with(sectors->text, "code,"));
    CU_ASSERT_EQUAL(sectors->text.data[sectors->text.size - 1], '\n');
    CU_ASSERT_STRING_EQUAL(sectors->origin, "sectors/sectors.csv");
    CU_ASSERT_PTR_NULL(cir_definition_files_find(&files, "datasets/MANIFEST.csv"));
    CU_ASSERT_PTR_NULL(cir_definition_files_find(&files, "sectors/none.csv"));
    cir_definition_files_close(&files);
}

static void test_definition_files__are_the_bytes_of_the_source_tree(void)
{
    struct cir_definition_files files;
    CU_ASSERT_EQUAL_FATAL(cir_definition_files_open(&files, NULL, NULL), CIR_OK);
    for (size_t i = 0; i < files.count; i++) {
        static char bytes[4 << 20];
        char path[512];
        snprintf(path, sizeof path, "%s/%s", CIR_SOURCE_DIR, files.list[i].path);
        FILE *file = fopen(path, "r");
        CU_ASSERT_PTR_NOT_NULL_FATAL(file);
        struct cir_text text = {bytes, fread(bytes, 1, sizeof bytes, file)};
        CU_ASSERT(cir_text_equal(text, files.list[i].text));
        fclose(file);
    }
    cir_definition_files_close(&files);
}

static void test_definition_files__lay_a_folder_over_file_by_file(void)
{
    struct overlay overlay;
    struct cir_definition_files embedded;
    struct cir_definition_files files;
    char origin[CIR_TEMPORARY_SIZE + 64];
    overlay_make(&overlay);
    overlay_write(&overlay, "datasets/schemes/mine/scheme.csv", "key,value\n");
    overlay_write(&overlay, "datasets/schemes/mine/notes.txt", "not a table");
    overlay_write(&overlay, "datasets/MANIFEST.csv", "file\n");
    overlay_write(&overlay, "elsewhere/sectors.csv", "code\n");
    overlay_write(&overlay, "sectors/.hidden.csv", "code\n");
    CU_ASSERT_EQUAL_FATAL(cir_definition_files_open(&embedded, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_definition_files_open(&files, overlay.folder, NULL), CIR_OK);
    const struct cir_definition_file *mine = cir_definition_files_find(&files, "datasets/schemes/mine/scheme.csv");
    CU_ASSERT_PTR_NOT_NULL(mine);
    if (mine == NULL)
        return;
    CU_ASSERT(cir_text_is(mine->text, "key,value\n"));
    snprintf(origin, sizeof origin, "%s/datasets/schemes/mine/scheme.csv", overlay.folder);
    CU_ASSERT_STRING_EQUAL(mine->origin, origin);
    CU_ASSERT_EQUAL(files.count, embedded.count + 10); /* nine tables of the scheme toy, one of mine */
    for (size_t i = 1; i < files.count; i++)
        CU_ASSERT(strcmp(files.list[i - 1].path, files.list[i].path) < 0);
    cir_definition_files_close(&files);
    cir_definition_files_close(&embedded);
    overlay_remove(&overlay);
}

static void test_definition_files__say_which_folder_is_not_there(void)
{
    struct cir_definition_files files;
    struct cir_error error;
    CU_ASSERT_EQUAL(cir_definition_files_open(&files, "/tmp/no-such-folder", &error), CIR_NO_FILE);
    CU_ASSERT_STRING_EQUAL(error.file, "/tmp/no-such-folder/");
    CU_ASSERT_STRING_EQUAL(error.message, "No such file or directory");
    CU_ASSERT_EQUAL(files.count, 0);
}

static void test_definition_files__say_which_file_cannot_be_read(void)
{
    struct overlay overlay;
    struct cir_definition_files files;
    struct cir_error error;
    char path[CIR_TEMPORARY_SIZE + 64];
    overlay_make(&overlay);
    snprintf(path, sizeof path, "%s/sectors/lost.csv", overlay.folder);
    CU_ASSERT_EQUAL(symlink("nowhere", path), 0);
    CU_ASSERT_EQUAL(cir_definition_files_open(&files, overlay.folder, &error), CIR_NO_FILE);
    CU_ASSERT_STRING_EQUAL(error.file, path);
    unlink(path);
    snprintf(path, sizeof path, "%s/sectors/round", overlay.folder);
    CU_ASSERT_EQUAL(symlink(".", path), 0);
    CU_ASSERT_EQUAL(cir_definition_files_open(&files, overlay.folder, &error), CIR_NO_FILE);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.file, "/sectors/round/round/"));
    overlay_remove(&overlay);
}

CIR_SUITE("definition_files",
          {"are sorted and hold the embedded tables", test_definition_files__are_sorted_and_hold_the_embedded_tables},
          {"are the bytes of the source tree", test_definition_files__are_the_bytes_of_the_source_tree},
          {"lay a folder over file by file", test_definition_files__lay_a_folder_over_file_by_file},
          {"say which folder is not there", test_definition_files__say_which_folder_is_not_there},
          {"say which file cannot be read", test_definition_files__say_which_file_cannot_be_read})
