#include "reports.h"

#include "report/keys.h"

#include <math.h>

enum { ROWS = 4, COLUMNS = 7 };

/* Sectors by five levels and those that cannot be told, with totals. */
static const struct cir_shown_column columns[COLUMNS] = {
    {.id = {"sector", 6}, .label = {"Sector", 6}, .is_header = true},
    {.id = {"gge_level_0", 11}, .label = {"none", 4}, .is_number = true},
    {.id = {"gge_level_1", 11}, .label = {"minor", 5}, .is_number = true},
    {.id = {"gge_level_2", 11}, .label = {"severe", 6}, .is_number = true},
    {.id = {"gge_level_10", 12}, .label = {"emergency", 9}, .is_number = true},
    {.id = {"unknown", 7}, .label = {"cannot tell", 11}, .is_number = true},
    {.id = {"total", 5}, .label = {"Total", 5}, .is_number = true},
};

struct sample {
    struct cir_shown_cell cells[ROWS][COLUMNS];
    struct cir_shown_row rows[ROWS];
    struct cir_shown_table table;
    struct cir_report report;
};

static struct cir_shown_cell cell(enum cir_shown_kind kind, double value, const char *text)
{
    return (struct cir_shown_cell){.kind = kind, .text = cir_text_of(text), .value = value, .low = NAN, .high = NAN};
}

static void fill(struct sample *sample, const struct cir_tongue *tongue)
{
    for (size_t i = 0; i < ROWS; i++) {
        sample->cells[i][0] = cell(i == 2 ? CIR_SHOWN_UNKNOWN : CIR_SHOWN_WORDS, NAN, "name");
        for (size_t k = 1; k < COLUMNS; k++)
            sample->cells[i][k] = cell(CIR_SHOWN_NUMBER, 7, "7");
        sample->rows[i] = (struct cir_shown_row){i + 1 < ROWS ? CIR_SHOWN_BODY : CIR_SHOWN_TOTAL, sample->cells[i]};
    }
    sample->cells[ROWS - 1][3] = cell(CIR_SHOWN_NUMBER, 1200, "1,200");
    sample->cells[ROWS - 1][COLUMNS - 1] = cell(CIR_SHOWN_NUMBER, 2385, "2,385");
    sample->table =
        (struct cir_shown_table){.columns = columns, .column_count = COLUMNS, .rows = sample->rows, .row_count = ROWS};
    sample->report = (struct cir_report){.tongue = tongue};
    sample->report.parts[CIR_REPORT_SECTORS].table = &sample->table;
    sample->report.sectors = &sample->table;
}

/* The keys of a sample, one a line: value|label|detail. */
static bool keys_are(const struct sample *sample, const char *expected)
{
    struct cir_report_key keys[CIR_REPORT_KEYS_MAX];
    struct cir_arena arena = {0};
    struct cir_buffer found = {0};
    struct cir_error error;
    size_t count = 0;
    CU_ASSERT_EQUAL_FATAL(cir_report_find_keys(keys, &count, &arena, &sample->report, &error), CIR_OK);
    for (size_t i = 0; i < count; i++)
        cir_buffer_add_format(&found, "%.*s|%.*s|%.*s\n", CIR_TEXT_ARGS(keys[i].value), CIR_TEXT_ARGS(keys[i].label),
                              CIR_TEXT_ARGS(keys[i].detail));
    bool are = cir_text_is(cir_buffer_text(&found), expected);
    if (!are)
        printf("%.*s", CIR_TEXT_ARGS(cir_buffer_text(&found)));
    cir_buffer_free(&found);
    cir_arena_free(&arena);
    return are;
}

static void test_keys__are_read_off_the_totals(void)
{
    struct cir_definitions *definitions = load_words();
    struct cir_tongue tongue = cir_tongue_of(definitions, CIR_EN);
    struct sample sample;
    fill(&sample, &tongue);
    CU_ASSERT(keys_are(&sample, "2,385|Incidents|\n"
                                "1,207|incidents at level \u201csevere\u201d or above|50.6% of all\n"
                                "2|sectors hit|\n"));
    sample.report.parts[CIR_REPORT_COUNTRIES].table = &sample.table;
    CU_ASSERT(keys_are(&sample, "2,385|Incidents|\n"
                                "1,207|incidents at level \u201csevere\u201d or above|50.6% of all\n"
                                "2|States hit|\n2|sectors hit|\n"));
    cir_definitions_free(definitions);
}

static void test_keys__do_not_tell_what_is_hidden(void)
{
    struct cir_definitions *definitions = load_words();
    struct cir_tongue tongue = cir_tongue_of(definitions, CIR_EN);
    struct sample sample;
    fill(&sample, &tongue);
    sample.cells[ROWS - 1][4] = cell(CIR_SHOWN_HIDDEN, NAN, "hidden");
    CU_ASSERT(keys_are(&sample, "2,385|Incidents|\n2|sectors hit|\n"));
    sample.cells[ROWS - 1][COLUMNS - 1] = cell(CIR_SHOWN_HIDDEN, NAN, "hidden");
    CU_ASSERT(keys_are(&sample, "2|sectors hit|\n"));
    cir_definitions_free(definitions);
}

static void test_keys__of_a_scheme_of_few_levels_tell_the_highest(void)
{
    struct cir_definitions *definitions = load_words();
    struct cir_tongue tongue = cir_tongue_of(definitions, CIR_EN);
    struct sample sample;
    fill(&sample, &tongue);
    sample.table.columns = columns + 2; /* three levels, the rest as before */
    sample.table.column_count = 5;
    for (size_t i = 0; i < ROWS; i++)
        sample.rows[i].cells = sample.cells[i] + 2;
    CU_ASSERT(keys_are(&sample, "2,385|Incidents|\n7|incidents at level \u201cemergency\u201d or above|0.294% of all\n"
                                "3|sectors hit|\n"));
    cir_definitions_free(definitions);
}

static void test_keys__need_no_table(void)
{
    const struct sample sample = {.report = {.tongue = NULL}};
    CU_ASSERT(keys_are(&sample, ""));
    CU_ASSERT_PTR_NULL(cir_report_total(NULL));
}

CIR_SUITE("report_keys", {"are read off the totals", test_keys__are_read_off_the_totals},
          {"do not tell what is hidden", test_keys__do_not_tell_what_is_hidden},
          {"of a scheme of few levels tell the highest", test_keys__of_a_scheme_of_few_levels_tell_the_highest},
          {"need no table", test_keys__need_no_table})
