/* A line with the path of a table, then any bytes in its place: all definitions, a scheme and the words are loaded with it,
 * and the words said. */
#include "input.h"

#include "definitions/definitions.h"
#include "tongue/tongue.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 512 };

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
    for (const char *at = path + strlen(fuzz_folder()) + 1; (at = strchr(at, '/')) != NULL; at++) {
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

/* Everything that is said in a language, by words that the lint let pass. */
static void say(const struct cir_definitions *definitions, enum cir_language language)
{
    const struct cir_text items[] = {cir_text_of("a"), cir_text_of("b"), cir_text_of("c"), cir_text_of("d")};
    struct cir_tongue tongue = cir_tongue_of(definitions, language);
    struct cir_buffer buffer = {0};
    for (int i = 0; i < CIR_WORD_COUNT; i++)
        cir_tongue_add_phrase(&buffer, &tongue, (enum cir_word)i, NULL, 0);
    for (int i = 0; i < CIR_COUNTED_COUNT; i++)
        for (uint64_t count = 0; count < 12; count++)
            cir_tongue_add_counted(&buffer, &tongue, (enum cir_counted)i, count);
    cir_tongue_add_list(&buffer, &tongue, items, sizeof items / sizeof items[0]);
    cir_tongue_add_share_interval(&buffer, &tongue, -0.02385, 12345.6789, 3);
    cir_tongue_add_date(&buffer, &tongue, (struct cir_date){24, 24});
    cir_buffer_free(&buffer);
}

static void load_words(struct cir_definitions *definitions)
{
    struct cir_error error = {0};
    enum cir_status status = cir_words_load(definitions, fuzz_folder(), NULL, &error);
    expect_told(status, &error);
    for (int i = 0; status == CIR_OK && i < CIR_LANGUAGES; i++)
        say(definitions, (enum cir_language)i);
}

static void load(void)
{
    struct cir_definitions *definitions = NULL;
    struct cir_scheme *scheme = NULL;
    struct cir_fields fields = {0};
    struct cir_error error = {0};
    enum cir_status status = cir_definitions_load(&definitions, fuzz_folder(), NULL, &error);
    expect_told(status, &error);
    if (status == CIR_OK && cir_fields_canonical(&fields, definitions, &error) == CIR_OK) {
        status = cir_scheme_load(&scheme, definitions, &fields, fuzz_folder(), "gge", NULL, &error);
        expect_told(status, &error);
    }
    if (status == CIR_OK)
        cir_scheme_free(scheme);
    if (definitions != NULL)
        load_words(definitions);
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
    snprintf(path, sizeof path, "%s/%.*s", fuzz_folder(), CIR_TEXT_ARGS(table));
    write_table(path, rest);
    load();
    unlink(path);
    return 0;
}
