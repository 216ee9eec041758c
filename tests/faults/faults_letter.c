#include "suite.h"
#include "temporary.h"

#include "cirisk.h"
#include "faults.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A letter from a log that was scored before, in a language that is written from the right, as a page. */
struct run {
    char folder[CIR_TEMPORARY_SIZE];
    char input[CIR_TEMPORARY_SIZE + 16];
    struct cir_classifier *classifier;
};

static void open_run(struct run *run)
{
    const char *schemes[] = {"gge", "nis-cg"};
    cir_temporary_folder(run->folder);
    snprintf(run->input, sizeof run->input, "%s/log.csv", run->folder);
    FILE *file = fopen(run->input, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("id,date,country,sector,title,other_countries,people_affected,people_unit,reach,loss,currency,gge_level,gge_"
          "label\n"
          "A-0,2026,UA,power,First,,,,,,,,cannot-tell\n"
          "A-1,2026-05-01,UA,power;health,\"The \"\"second\"\"\",PL|RO,2385..2500,households|meters,local|national,"
          "2.385,EUR,,cannot-tell\n",
          file);
    fclose(file);
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&run->classifier, NULL, schemes, 2, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_classifier_load_words(run->classifier, NULL, NULL), CIR_OK);
}

static void close_run(struct run *run)
{
    cir_classifier_free(run->classifier);
    cir_temporary_remove(run->folder);
}

static enum cir_status write_letter(void *context, struct cir_error *error)
{
    const struct run *run = context;
    const struct cir_letter_order order = {
        .name = "notification",
        .language = CIR_AR,
        .format = CIR_LETTER_HTML,
        .log = run->input,
        .id = "A-1",
        .given =
            {[CIR_LETTER_REFERENCE] = "17/2026", [CIR_LETTER_SENDER_STATE] = "UA", [CIR_LETTER_DATE] = "2026-05-02"},
        .times = {494074, NAN, NAN, false},
        .received_h = NAN,
        .switches = UINT32_C(1) << CIR_LETTER_IS_INCIDENT,
        .tlp = "red"};
    struct cir_buffer text = {0};
    enum cir_status status = cir_letter_write(&text, run->classifier, &order, error);
    CU_ASSERT(status == CIR_OK ? text.size > 8000 && memcmp(text.data + text.size - 8, "</html>\n", 8) == 0
                               : text.size == 0);
    cir_buffer_free(&text);
    return status;
}

static enum cir_status write_text(void *context, struct cir_error *error)
{
    const struct run *run = context;
    const struct cir_letter_order order = {
        .name = "request", .language = CIR_ZH, .times = {NAN, NAN, NAN, false}, .received_h = NAN};
    struct cir_buffer text = {0};
    enum cir_status status = cir_letter_write(&text, run->classifier, &order, error);
    CU_ASSERT(status == CIR_OK ? text.size > 3000 : text.size == 0);
    cir_buffer_free(&text);
    return status;
}

static void with_run(enum cir_fault_kind kind, cir_fault_scenario scenario, unsigned runs_min)
{
    struct run run = {.folder = ""};
    open_run(&run);
    CU_ASSERT(cir_fault_run(kind, scenario, &run) >= runs_min);
    close_run(&run);
}

static void test_letter__survives_without_memory(void)
{
    with_run(CIR_FAULT_MEMORY, write_letter, 100);
    with_run(CIR_FAULT_MEMORY, write_text, 60);
}

static void test_letter__says_that_a_file_cannot_be_read(void)
{
    with_run(CIR_FAULT_READ, write_letter, 3);
}

CIR_SUITE("faults of letters", {"survives without memory", test_letter__survives_without_memory},
          {"says that a file cannot be read", test_letter__says_that_a_file_cannot_be_read})
