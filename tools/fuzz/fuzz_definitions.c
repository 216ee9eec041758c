/* A line with the path of a table, then any bytes in its place: all definitions and a scheme are loaded with it. */
#include "input.h"

#include "definitions/definitions.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_SIZE = 256, PATH_SIZE = 512 };

static char folder[FOLDER_SIZE];

static void remove_folder(void)
{
    static const char *const parts[] = {"datasets/schemes/gge",
                                        "datasets/schemes",
                                        "datasets/measures",
                                        "datasets/mappings",
                                        "datasets/currencies",
                                        "datasets/countries",
                                        "datasets",
                                        "sectors",
                                        ""};
    char path[PATH_SIZE];
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, parts[i]);
        rmdir(path);
    }
}

static void make_folder(void)
{
    const char *temporary = getenv("TMPDIR");
    if (folder[0] != '\0')
        return;
    int size = snprintf(folder, sizeof folder, "%s/cirisk-fuzz-XXXXXX", temporary != NULL ? temporary : P_tmpdir);
    if (size < 0 || size >= FOLDER_SIZE || mkdtemp(folder) == NULL)
        fuzz_expect("a folder can be made");
    atexit(remove_folder);
}

static bool is_table(struct cir_text path)
{
    struct cir_definition_files files;
    if (cir_definition_files_open(&files, NULL, NULL) != CIR_OK)
        fuzz_expect("the built-in definitions can be loaded");
    bool found = false;
    for (size_t i = 0; i < files.count && !found; i++)
        found = cir_text_is(path, files.list[i].path);
    cir_definition_files_close(&files);
    return found;
}

static void write_table(const char *path, struct cir_text text)
{
    char parent[PATH_SIZE];
    for (const char *at = path + strlen(folder) + 1; (at = strchr(at, '/')) != NULL; at++) {
        snprintf(parent, sizeof parent, "%.*s", (int)(at - path), path);
        mkdir(parent, 0700);
    }
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (descriptor < 0 || write(descriptor, text.data, text.size) != (ssize_t)text.size)
        fuzz_expect("a table can be written");
    close(descriptor);
}

static void expect_told(enum cir_status status, const struct cir_error *error)
{
    if (status != CIR_OK && (status != CIR_BAD_TABLE || error->message[0] == '\0' || error->file[0] == '\0'))
        fuzz_expect("a table that is refused is told why");
}

static void load(void)
{
    struct cir_definitions *definitions = NULL;
    struct cir_scheme *scheme = NULL;
    struct cir_fields fields = {0};
    struct cir_error error = {0};
    enum cir_status status = cir_definitions_load(&definitions, folder, NULL, &error);
    expect_told(status, &error);
    if (status == CIR_OK && cir_fields_canonical(&fields, definitions, &error) == CIR_OK) {
        status = cir_scheme_load(&scheme, definitions, &fields, folder, "gge", NULL, &error);
        expect_told(status, &error);
    }
    if (status == CIR_OK)
        cir_scheme_free(scheme);
    cir_definitions_free(definitions);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cir_text rest = {size > 0 ? (const char *)data : "", size};
    struct cir_text table;
    char path[PATH_SIZE];
    cir_text_next(&table, &rest, '\n');
    if (rest.data == NULL || !is_table(table))
        return -1; /* not worth keeping */
    make_folder();
    snprintf(path, sizeof path, "%s/%.*s", folder, CIR_TEXT_ARGS(table));
    write_table(path, rest);
    load();
    unlink(path);
    return 0;
}
