#include "figures/figure.h"

#include "drawn.h"
#include "samples.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>

static struct sample sample;
static struct drawn drawn;
static struct cir_error error;

struct example {
    enum cir_figure_kind kind;
    void (*make)(struct sample *sample, enum cir_language language);
};

static const struct example examples[] = {{CIR_FIGURE_MATRIX, sample_matrix},
                                          {CIR_FIGURE_CROSSBORDER, sample_crossborder},
                                          {CIR_FIGURE_LEVELS, sample_levels},
                                          {CIR_FIGURE_TREND, sample_trend},
                                          {CIR_FIGURE_INTERVALS, sample_intervals},
                                          {CIR_FIGURE_RECOVERY, sample_recovery},
                                          {CIR_FIGURE_ACCEPTABILITY, sample_acceptability}};

static enum cir_status write_as(enum cir_figure_kind kind, const struct cir_figure_size *size)
{
    struct cir_buffer svg = {0};
    error = (struct cir_error){.message = ""};
    enum cir_status status = sample_draw(&svg, &sample, kind, size, &error);
    bool is_right = status == CIR_OK ? drawn_read(&drawn, cir_buffer_text(&svg)) : svg.size == 0;
    CU_ASSERT_TRUE(is_right);
    cir_buffer_free(&svg);
    return status;
}

/* Do something with every kind in every language. */
static void with_all(void (*look)(void))
{
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++)
        for (int language = 0; language < CIR_LANGUAGES; language++) {
            examples[i].make(&sample, (enum cir_language)language);
            CU_ASSERT_EQUAL_FATAL(write_as(examples[i].kind, NULL), CIR_OK);
            look();
        }
}

/* ---- what all have ---- */

static void look_at_parts(void)
{
    CU_ASSERT_TRUE(drawn.is_labelled);
    CU_ASSERT_EQUAL(drawn.bad_ids, 0);
    CU_ASSERT_EQUAL(drawn.bad_parts, 0);
    CU_ASSERT_EQUAL(drawn.is_from_right, sample.table.language == CIR_AR);
    CU_ASSERT(strncmp(drawn.title, sample.table.caption.data, sample.table.caption.size) == 0);
}

static void test_figure__is_told_in_words_and_harmless(void)
{
    with_all(look_at_parts);
}

static void look_at_places(void)
{
    for (size_t i = 0; i < drawn.count; i++) {
        const struct drawn_shape *shape = &drawn.list[i];
        CU_ASSERT(shape->left >= 0 && shape->right <= drawn.width && shape->top >= 0 && shape->bottom <= drawn.height);
        if (shape->left < 0 || shape->right > drawn.width)
            fprintf(stderr, "%s: '%s' stands out\n", drawn.title, shape->text);
    }
}

static void test_figure__nothing_stands_outside(void)
{
    with_all(look_at_places);
}

static bool overlap(const struct drawn_shape *a, const struct drawn_shape *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

static void look_at_texts(void)
{
    for (size_t i = 0; i < drawn.count; i++)
        for (size_t j = 0; drawn.list[i].kind == DRAWN_TEXT && j < i; j++) {
            bool is_upon = drawn.list[j].kind == DRAWN_TEXT && overlap(&drawn.list[i], &drawn.list[j]);
            CU_ASSERT_FALSE(is_upon);
            if (is_upon)
                fprintf(stderr, "%s: '%s' upon '%s'\n", drawn.title, drawn.list[i].text, drawn.list[j].text);
        }
}

static void test_figure__no_text_stands_upon_another(void)
{
    with_all(look_at_texts);
}

/* Behind a cell's text may stand the number of its note. */
static bool is_written(struct cir_text text, unsigned note)
{
    char with_note[DRAWN_TEXT_SIZE];
    char alone[DRAWN_TEXT_SIZE];
    snprintf(alone, sizeof alone, "%.*s", CIR_TEXT_ARGS(text));
    snprintf(with_note, sizeof with_note, "%.*s %u", CIR_TEXT_ARGS(text), note);
    for (size_t i = 0; i < drawn.count; i++)
        if (drawn.list[i].kind == DRAWN_TEXT && (strstr(drawn.list[i].text, alone) != NULL))
            return true;
    return drawn_count_text(&drawn, with_note) > 0;
}

static void look_at_frame(void)
{
    CU_ASSERT_TRUE(is_written(sample.table.tlp, 0));
    CU_ASSERT_TRUE(is_written(sample.table.unknown, 0));
    CU_ASSERT_TRUE(is_written(sample.table.source, 0));
    for (size_t i = 0; i < sample.table.note_count; i++)
        CU_ASSERT_TRUE(is_written(sample.table.notes[i], 0));
}

static void test_figure__has_label_notes_and_source(void)
{
    with_all(look_at_frame);
}

static void look_at_cells(void)
{
    for (size_t i = 0; i < sample.table.row_count; i++)
        for (size_t j = 1; j < sample.table.column_count; j++) {
            const struct cir_shown_cell *cell = &sample.cells[i][j];
            CU_ASSERT_TRUE(is_written(cell->text, cell->note));
        }
}

/* Also what is hidden, not known, or nothing; of trends that are columns the totals. */
static void test_figure__cells_stand_in_matrices_and_levels(void)
{
    for (size_t i = 0; i < 3; i++)
        for (int language = 0; language < CIR_LANGUAGES; language++) {
            examples[i].make(&sample, (enum cir_language)language);
            CU_ASSERT_EQUAL_FATAL(write_as(examples[i].kind, NULL), CIR_OK);
            look_at_cells();
        }
}

static void test_figure__same_table_same_bytes(void)
{
    struct cir_buffer first = {0};
    struct cir_buffer second = {0};
    sample_levels(&sample, CIR_AR);
    CU_ASSERT_EQUAL(sample_draw(&first, &sample, CIR_FIGURE_LEVELS, NULL, NULL), CIR_OK);
    sample_levels(&sample, CIR_AR);
    CU_ASSERT_EQUAL(sample_draw(&second, &sample, CIR_FIGURE_LEVELS, NULL, NULL), CIR_OK);
    CU_ASSERT_TRUE(cir_text_equal(cir_buffer_text(&first), cir_buffer_text(&second)));
    cir_buffer_free(&first);
    cir_buffer_free(&second);
}

static void test_figure__stands_behind_what_is_there(void)
{
    struct cir_buffer svg = {0};
    cir_buffer_add_string(&svg, "<p>");
    sample_matrix(&sample, CIR_EN);
    CU_ASSERT_EQUAL(sample_draw(&svg, &sample, CIR_FIGURE_MATRIX, NULL, NULL), CIR_OK);
    CU_ASSERT(strncmp(svg.data, "<p><svg ", 8) == 0);
    size_t size = svg.size;
    sample.table.row_count = 0;
    CU_ASSERT_EQUAL(sample_draw(&svg, &sample, CIR_FIGURE_MATRIX, NULL, NULL), CIR_NOTHING_LEFT);
    CU_ASSERT_EQUAL(svg.size, size);
    cir_buffer_free(&svg);
}

/* ---- hostile texts ---- */

/* NOLINTBEGIN(misc-misleading-bidirectional): that is what they are for */
static const char *const hostile[] = {"<script>alert(1)</script>",
                                      "\"' onload=\"x()\"",
                                      "]]><!-- & &amp; --><?x ?>",
                                      "bell \a, null-like \x01, \x7f",
                                      "not \xFF UTF-8 \xC3",
                                      "\xE2\x80\xAEoverride",
                                      "\xE2\x81\xA7isolate never closed",
                                      "\xE2\x81\xA9\xE2\x81\xA9 closed",
                                      "\xEF\xBF\xBE noncharacter",
                                      "line\nend\r\ttab",
                                      "https://example.org/#x"};
/* NOLINTEND(misc-misleading-bidirectional) */

static void look_at_hostile(size_t number)
{
    static const char override[] = {'\xE2', '\x80', '\xAE', '\0'};
    sample_matrix(&sample, number % 2 == 0 ? CIR_EN : CIR_AR);
    struct cir_text text = cir_text_of(hostile[number]);
    sample.table.caption = sample.table.tlp = sample.table.source = sample.table.unknown = text;
    sample.notes[0] = sample.groups[0] = sample.columns[1].label = sample.columns[2].unit = text;
    sample.cells[0][0].text = sample.cells[1][1].text = sample.cells[2][2].text = text;
    CU_ASSERT_EQUAL(write_as(CIR_FIGURE_MATRIX, &(struct cir_figure_size){1400, 0}), CIR_OK);
    CU_ASSERT_EQUAL(drawn.bad_parts + drawn.bad_ids, 0);
    for (size_t i = 0; i < drawn.count; i++)
        CU_ASSERT_PTR_NULL(strstr(drawn.list[i].text, override));
}

static void test_figure__hostile_texts_are_texts(void)
{
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++)
        look_at_hostile(i);
    sample_matrix(&sample, CIR_EN);
    sample.cells[0][0].text = cir_text_of(hostile[0]);
    CU_ASSERT_EQUAL(write_as(CIR_FIGURE_MATRIX, NULL), CIR_OK);
    CU_ASSERT_PTR_NOT_NULL(drawn_find(&drawn, DRAWN_TEXT, hostile[0]));
}

static void test_figure__its_id_is_fit_for_one(void)
{
    static const char *const ids[] = {"", "9 lives", "\"><x", "-a", "a b", "_"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        sample_matrix(&sample, CIR_EN);
        sample.table.id = cir_text_of(ids[i]);
        CU_ASSERT_EQUAL(write_as(CIR_FIGURE_MATRIX, NULL), CIR_OK);
        CU_ASSERT_EQUAL(drawn.bad_ids + drawn.bad_parts, 0);
        CU_ASSERT_TRUE(drawn.is_labelled);
    }
}

/* ---- refusals ---- */

static void refused_as(enum cir_status status, enum cir_figure_kind kind, const struct cir_figure_size *size,
                       const char *why)
{
    CU_ASSERT_EQUAL(write_as(kind, size), status);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, why));
    if (strstr(error.message, why) == NULL)
        fprintf(stderr, "'%s' is not in '%s'\n", why, error.message);
}

static void refused(enum cir_figure_kind kind, const struct cir_figure_size *size, const char *why)
{
    refused_as(CIR_BAD_USE, kind, size, why);
}

static void test_figure__refuses_what_cannot_be_drawn(void)
{
    for (unsigned kind = 0; kind < CIR_FIGURE_KINDS; kind++) {
        sample_matrix(&sample, CIR_EN);
        sample.table.row_count = 0;
        refused_as(CIR_NOTHING_LEFT, (enum cir_figure_kind)kind, NULL, "without rows");
        sample_matrix(&sample, CIR_EN);
        sample_cut(&sample, 5, 1);
        refused_as(CIR_NOTHING_LEFT, (enum cir_figure_kind)kind, NULL, "no column of numbers");
        for (size_t i = 0; i < 5; i++)
            for (size_t j = 1; j < 6; j++)
                sample_mark(&sample, i, j, CIR_SHOWN_HIDDEN, "<5");
        sample_cut(&sample, 5, 6);
        refused_as(CIR_NOTHING_LEFT, (enum cir_figure_kind)kind, NULL, "hidden or not known");
    }
}

static void test_figure__refuses_more_than_can_be_read(void)
{
    sample_matrix(&sample, CIR_EN);
    for (size_t i = 0; i < SAMPLE_ROWS; i++)
        for (size_t j = 0; j < 6; j++)
            sample_set(&sample, i, j, 2.385);
    sample.rows[5].kind = CIR_SHOWN_BODY;
    sample_cut(&sample, 41, 6);
    refused(CIR_FIGURE_MATRIX, NULL, "41 rows cannot be read: at most 40");
    refused(CIR_FIGURE_LEVELS, NULL, "41 rows");
    sample_cut(&sample, 40, 6);
    CU_ASSERT_EQUAL(write_as(CIR_FIGURE_MATRIX, NULL), CIR_OK);
    CU_ASSERT_EQUAL(write_as(CIR_FIGURE_LEVELS, NULL), CIR_OK);
    sample_crossborder(&sample, CIR_EN);
    refused(CIR_FIGURE_LEVELS, NULL, "10 parts cannot be told apart");
    refused(CIR_FIGURE_TREND, NULL, "10 series cannot be told apart");
}

static void test_figure__refuses_a_size_that_is_none(void)
{
    static const struct cir_figure_size sizes[] = {{319, 0},      {2401, 0}, {-1, 0},   {NAN, 0},
                                                   {INFINITY, 0}, {0, 79},   {0, 1601}, {0, NAN}};
    sample_matrix(&sample, CIR_EN);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        refused(CIR_FIGURE_MATRIX, &sizes[i], i < 5 ? "px wide" : "px high");
    sample_crossborder(&sample, CIR_EN);
    refused(CIR_FIGURE_MATRIX, &(struct cir_figure_size){320, 0}, "do not fit into a figure 320 px wide: it takes");
    sample_levels(&sample, CIR_EN);
    refused(CIR_FIGURE_LEVELS, &(struct cir_figure_size){320, 0}, "do not fit into a figure 320 px wide");
}

static void test_figure__kinds_have_words(void)
{
    enum cir_figure_kind kind;
    for (unsigned i = 0; i < CIR_FIGURE_KINDS; i++) {
        CU_ASSERT_TRUE(cir_figure_kind_find(cir_text_of(cir_figure_kind_word((enum cir_figure_kind)i)), &kind));
        CU_ASSERT_EQUAL(kind, i);
        CU_ASSERT(cir_figure_kind_meaning(kind)[0] != '\0');
    }
    CU_ASSERT_FALSE(cir_figure_kind_find(cir_text_of("pie"), &kind));
}

CIR_SUITE("figure", {"is told in words and harmless", test_figure__is_told_in_words_and_harmless},
          {"nothing stands outside", test_figure__nothing_stands_outside},
          {"no text stands upon another", test_figure__no_text_stands_upon_another},
          {"has label, notes and source", test_figure__has_label_notes_and_source},
          {"cells stand in matrices and levels", test_figure__cells_stand_in_matrices_and_levels},
          {"same table, same bytes", test_figure__same_table_same_bytes},
          {"stands behind what is there", test_figure__stands_behind_what_is_there},
          {"hostile texts are texts", test_figure__hostile_texts_are_texts},
          {"its id is fit for one", test_figure__its_id_is_fit_for_one},
          {"refuses what cannot be drawn", test_figure__refuses_what_cannot_be_drawn},
          {"refuses more than can be read", test_figure__refuses_more_than_can_be_read},
          {"refuses a size that is none", test_figure__refuses_a_size_that_is_none},
          {"kinds have words", test_figure__kinds_have_words})
