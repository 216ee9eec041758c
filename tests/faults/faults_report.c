#include "suite.h"

#include "definitions/definitions.h"
#include "faults.h"
#include "report/keys.h"
#include "report/report.h"

#include <math.h>

/* A table of two sectors by two levels. */
enum { ROWS = 3, COLUMNS = 4 };

struct sample {
    struct cir_tongue tongue;
    struct cir_shown_cell cells[ROWS][COLUMNS];
    struct cir_shown_row rows[ROWS];
    struct cir_shown_table table;
    struct cir_table_facts facts;
    struct cir_report report;
};

static const struct cir_shown_column columns[COLUMNS] = {
    {.id = {"sector", 6}, .label = {"Sector", 6}, .is_header = true},
    {.id = {"gge_level_0", 11}, .label = {"0 none", 6}, .is_number = true},
    {.id = {"gge_level_1", 11}, .label = {"1 severe", 8}, .is_number = true},
    {.id = {"total", 5}, .label = {"Total", 5}, .is_number = true},
};
static const struct cir_table_scheme scheme = {"gge", "Scale and severity", "1.0", "verified", "cirisk-gge", "a1b2"};

static void fill_table(struct sample *sample)
{
    for (size_t i = 0; i < ROWS; i++) {
        sample->cells[i][0] = (struct cir_shown_cell){
            .kind = CIR_SHOWN_WORDS, .text = cir_text_of("Water"), .value = NAN, .low = NAN, .high = NAN};
        for (size_t k = 1; k < COLUMNS; k++)
            sample->cells[i][k] = (struct cir_shown_cell){
                .kind = CIR_SHOWN_NUMBER, .text = cir_text_of("3"), .value = 3, .low = NAN, .high = NAN};
        sample->rows[i] = (struct cir_shown_row){i + 1 < ROWS ? CIR_SHOWN_BODY : CIR_SHOWN_TOTAL, sample->cells[i]};
    }
    sample->table = (struct cir_shown_table){.id = cir_text_of("table-sectors"),
                                             .language = CIR_AR,
                                             .caption = cir_text_of("Sectors"),
                                             .tlp = cir_text_of("TLP:GREEN"),
                                             .columns = columns,
                                             .column_count = COLUMNS,
                                             .rows = sample->rows,
                                             .row_count = ROWS,
                                             .unknown = cir_text_of("Of 9, 2 are not known.")};
}

static void fill(struct sample *sample, const struct cir_definitions *definitions)
{
    fill_table(sample);
    sample->tongue = cir_tongue_of(definitions, CIR_AR);
    sample->facts = (struct cir_table_facts){.name = "log.csv",
                                             .definitions_sha256 = "0123",
                                             .rows = 9,
                                             .undated = 2,
                                             .unmarked = 9,
                                             .schemes = &scheme,
                                             .scheme_count = 1};
    sample->report = (struct cir_report){.tongue = &sample->tongue,
                                         .tlp = cir_text_of("TLP:GREEN"),
                                         .facts = &sample->facts,
                                         .incidents = 9,
                                         .period = {0, 8760},
                                         .suppress = 5};
    sample->report.parts[CIR_REPORT_SECTORS].table = &sample->table;
    sample->report.sectors = &sample->table;
}

static enum cir_status write_report(void *context, struct cir_error *error)
{
    struct sample *sample = context;
    struct cir_report_key keys[CIR_REPORT_KEYS_MAX];
    struct cir_arena arena = {0};
    struct cir_buffer html = {0};
    sample->report.keys = keys;
    enum cir_status status = cir_report_find_keys(keys, &sample->report.key_count, &arena, &sample->report, error);
    if (status == CIR_OK)
        status = cir_report_write(&html, &sample->report, error);
    if (status == CIR_OK) {
        static const char end[] = "</html>\n";
        CU_ASSERT_EQUAL(sample->report.key_count, 3);
        CU_ASSERT(html.size > sizeof end && memcmp(html.data + html.size - (sizeof end - 1), end, sizeof end - 1) == 0);
    }
    cir_buffer_free(&html);
    cir_arena_free(&arena);
    return status;
}

static void test_report__survives_without_memory(void)
{
    struct cir_definitions *definitions = NULL;
    struct cir_error error;
    struct sample sample;
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&definitions, NULL, NULL, &error), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_words_load(definitions, NULL, NULL, &error), CIR_OK);
    fill(&sample, definitions);
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, write_report, &sample) > 50);
    cir_definitions_free(definitions);
}

CIR_SUITE("faults of reports", {"survives without memory", test_report__survives_without_memory})
