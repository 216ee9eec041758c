#include "suite.h"

#include "definitions/definitions.h"
#include "faults.h"
#include "temporary.h"
#include "tongue/tongue.h"

#include <stdio.h>
#include <sys/stat.h>

/* ---- what is said while memory runs out ---- */

static void say(struct cir_buffer *buffer, const struct cir_tongue *tongue)
{
    const struct cir_text items[] = {cir_text_of("Francia"), cir_text_of("Irán")};
    const struct cir_filling filling = {"file", cir_text_of("a.csv")};
    cir_tongue_add_phrase(buffer, tongue, CIR_WORD_MADE_FROM, &filling, 1);
    cir_buffer_add_char(buffer, '|');
    cir_tongue_add_counted(buffer, tongue, CIR_COUNTED_INCIDENT, 2385);
    cir_buffer_add_char(buffer, '|');
    cir_tongue_add_list(buffer, tongue, items, 2);
    cir_buffer_add_char(buffer, '|');
    cir_tongue_add_share(buffer, tongue, 0.1234, 3);
    cir_buffer_add_char(buffer, '|');
    cir_tongue_add_interval(buffer, tongue, -2.5, 12345.678, 3);
    cir_buffer_add_char(buffer, '|');
    cir_tongue_add_date(buffer, tongue, (struct cir_date){12.5, 12.5});
    cir_buffer_add_char(buffer, '|');
    cir_tongue_add_date(buffer, tongue, (struct cir_date){0, 47});
}

static enum cir_status say_all(void *context, struct cir_error *error)
{
    static const char expected[] =
        "elaborado a partir de a.csv|2385 incidentes|Francia e Irán|12,3\u00A0%|de -2,5 a 12.300|"
        "1 de enero de 1970, 12:30 UTC|del 1 de enero de 1970 al 2 de enero de 1970";
    const struct cir_tongue *tongue = context;
    struct cir_buffer buffer = {0};
    say(&buffer, tongue);
    bool failed = buffer.failed;
    CU_ASSERT(failed || cir_text_is(cir_buffer_text(&buffer), expected));
    cir_buffer_free(&buffer);
    return failed ? cir_fail_memory(error) : CIR_OK;
}

static void test_faults_tongue__what_is_said_is_whole_or_fails(void)
{
    struct cir_definitions *definitions = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&definitions, NULL, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_words_load(definitions, NULL, NULL, NULL), CIR_OK);
    struct cir_tongue tongue = cir_tongue_of(definitions, CIR_ES);
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, say_all, &tongue) > 5);
    cir_definitions_free(definitions);
}

/* ---- words that are laid over ---- */

struct laid_over {
    struct cir_definitions *definitions;
    const char *folder;
};

/* A folder with a copy of a table that is built in. */
static void lay_over(const char *folder, const char *path)
{
    struct cir_definition_files files;
    char name[CIR_TEMPORARY_SIZE + 64];
    CU_ASSERT_EQUAL_FATAL(cir_definition_files_open(&files, NULL, NULL), CIR_OK);
    const struct cir_definition_file *file = cir_definition_files_find(&files, path);
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    for (const char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        snprintf(name, sizeof name, "%s/%.*s", folder, (int)(slash - path), path);
        CU_ASSERT_EQUAL(mkdir(name, 0700), 0);
    }
    snprintf(name, sizeof name, "%s/%s", folder, path);
    cir_temporary_write(name, file->text.data, file->text.size);
    cir_definition_files_close(&files);
}

static enum cir_status load_words(void *context, struct cir_error *error)
{
    const struct laid_over *laid_over = context;
    laid_over->definitions->words = NULL;
    enum cir_status status = cir_words_load(laid_over->definitions, laid_over->folder, NULL, error);
    CU_ASSERT_EQUAL(laid_over->definitions->words != NULL, status == CIR_OK);
    return status;
}

static void test_faults_tongue__words_that_cannot_be_read_are_not_loaded(void)
{
    char folder[CIR_TEMPORARY_SIZE];
    cir_temporary_folder(folder);
    lay_over(folder, "datasets/words/common.csv");
    struct laid_over laid_over = {.folder = folder};
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&laid_over.definitions, NULL, NULL, NULL), CIR_OK);
    CU_ASSERT(cir_fault_run(CIR_FAULT_READ, load_words, &laid_over) > 2);
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, load_words, &laid_over) > 6);
    cir_definitions_free(laid_over.definitions);
    cir_temporary_remove(folder);
}

CIR_SUITE("faults_tongue", {"what is said is whole or fails", test_faults_tongue__what_is_said_is_whole_or_fails},
          {"words that cannot be read are not loaded", test_faults_tongue__words_that_cannot_be_read_are_not_loaded})
