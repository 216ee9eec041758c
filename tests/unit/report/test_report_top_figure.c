#include "suite.h"

#include "report/top_figure.h"

#include <math.h>

enum { ROWS = 2, COLUMNS = 5 };

/* Two of the gravest incidents. */
static const struct cir_shown_column columns[COLUMNS] = {
    {.id = {"rank", 4}, .label = {"Rank", 4}, .group = 1, .is_number = true},
    {.id = {"id", 2}, .label = {"Incident", 8}, .group = 1},
    {.id = {"title", 5}, .label = {"Title", 5}},
    {.id = {"score_range", 11}, .label = {"Score", 5}, .is_number = true},
    {.id = {"level", 5}, .label = {"Level", 5}},
};

struct sample {
    struct cir_shown_cell cells[ROWS][COLUMNS];
    struct cir_shown_row rows[ROWS];
    struct cir_shown_table table;
};

static struct cir_shown_cell cell(enum cir_shown_kind kind, const char *text)
{
    return (struct cir_shown_cell){.kind = kind, .text = cir_text_of(text), .value = NAN, .low = NAN, .high = NAN};
}

static void fill(struct sample *sample, enum cir_shown_kind second_title)
{
    static const char *const ids[ROWS] = {"T-01", "T-02"};
    for (size_t i = 0; i < ROWS; i++) {
        sample->cells[i][0] = cell(CIR_SHOWN_NUMBER, "1");
        sample->cells[i][1] = cell(CIR_SHOWN_CODE, ids[i]);
        sample->cells[i][2] = cell(i == 0 ? CIR_SHOWN_CODE : second_title, "Blackout");
        sample->cells[i][3] = cell(CIR_SHOWN_INTERVAL, "20.385 to 30");
        sample->cells[i][4] = cell(CIR_SHOWN_WORDS, "4 severe");
        sample->rows[i] = (struct cir_shown_row){CIR_SHOWN_BODY, sample->cells[i]};
    }
    sample->table = (struct cir_shown_table){.caption = cir_text_of("The gravest"),
                                             .group_count = 1,
                                             .columns = columns,
                                             .column_count = COLUMNS,
                                             .rows = sample->rows,
                                             .row_count = ROWS};
}

/* Whether the rows are named by this column, and the ranges and levels stand behind. */
static bool is_named_by(const struct sample *sample, const char *column, const char *second)
{
    struct cir_arena arena = {0};
    struct cir_shown_table narrow;
    struct cir_error error;
    CU_ASSERT_EQUAL_FATAL(cir_report_narrow_top(&narrow, &sample->table, &arena, &error), CIR_OK);
    bool is = narrow.column_count == 3 && narrow.row_count == ROWS && cir_text_is(narrow.caption, "The gravest") &&
              cir_text_is(narrow.columns[0].id, column) && narrow.columns[0].is_header &&
              narrow.columns[0].group == 0 && cir_text_is(narrow.rows[1].cells[0].text, second) &&
              cir_text_is(narrow.rows[1].cells[1].text, "20.385 to 30") &&
              cir_text_is(narrow.rows[1].cells[2].text, "4 severe");
    cir_arena_free(&arena);
    return is;
}

static void test_top_figure__names_incidents_by_their_titles(void)
{
    struct sample sample;
    fill(&sample, CIR_SHOWN_CODE);
    CU_ASSERT(is_named_by(&sample, "title", "Blackout"));
}

static void test_top_figure__names_them_by_their_ids_where_one_has_no_title(void)
{
    struct sample sample;
    fill(&sample, CIR_SHOWN_UNKNOWN);
    CU_ASSERT(is_named_by(&sample, "id", "T-02"));
    fill(&sample, CIR_SHOWN_NOTHING);
    CU_ASSERT(is_named_by(&sample, "id", "T-02"));
}

static void test_top_figure__needs_ranges_and_levels(void)
{
    struct sample sample;
    struct cir_arena arena = {0};
    struct cir_shown_table narrow;
    struct cir_error error;
    fill(&sample, CIR_SHOWN_CODE);
    sample.table.column_count = COLUMNS - 1;
    CU_ASSERT_EQUAL(cir_report_narrow_top(&narrow, &sample.table, &arena, &error), CIR_BAD_USE);
    cir_arena_free(&arena);
}

CIR_SUITE("report_top_figure", {"names incidents by their titles", test_top_figure__names_incidents_by_their_titles},
          {"names them by their ids where one has no title",
           test_top_figure__names_them_by_their_ids_where_one_has_no_title},
          {"needs ranges and levels", test_top_figure__needs_ranges_and_levels})
