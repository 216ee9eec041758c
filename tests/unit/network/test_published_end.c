#include "network/published_table.h"

#include "suite.h"
#include "temporary.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

/* A network on its way: of a file whose nodes are STATE_sector, F final demand and O output. */
struct run {
    struct cir_arena arena;
    struct cir_load load;
    struct cir_raw_network raw;
    struct cir_finish_rules rules;
    struct cir_error error; /* the first finding */
    enum cir_status status;
};

static struct cir_heading read_label(const struct cir_text *parts)
{
    struct cir_text rest = parts[0];
    struct cir_text state;
    if (cir_text_is(parts[0], "F"))
        return (struct cir_heading){.kind = CIR_HEADING_FINAL_DEMAND};
    if (cir_text_is(parts[0], "O"))
        return (struct cir_heading){.kind = CIR_HEADING_OUTPUT};
    cir_text_next(&state, &rest, '_');
    return (struct cir_heading){.kind = CIR_HEADING_NODE, .state = state, .sector = rest};
}

static const struct cir_table_shape shape = {
    .delimiter = ';', .header_lines = 1, .label_cells = 1, .column = read_label, .row = read_label};

static const struct cir_published_words usual = {
    .title = "A table", .unit = "GBP", .source = "a book", .systems = "nace", .rest = "row"};

static void read_text(struct run *run, const char *text, const struct cir_published_words *words)
{
    char path[CIR_TEMPORARY_SIZE];
    cir_temporary_file(path, text, strlen(text));
    *run = (struct run){.load.arena = &run->arena};
    struct cir_published published = {.load = &run->load, .raw = &run->raw};
    CU_ASSERT_EQUAL_FATAL(cir_published_read_one(&published, &run->rules, &shape, words, path, NULL), CIR_OK);
    run->status = cir_load_end(&run->load, NULL, &run->error);
    unlink(path);
}

static void run_free(struct run *run)
{
    cir_arena_free(&run->arena);
}

static void test_published_end__tells_what_is_known_of_the_layout(void)
{
    struct run run;
    read_text(&run, "x;DEU_D;F\nDEU_D;2.4;10\n", &usual);
    CU_ASSERT_EQUAL(run.status, CIR_OK);
    CU_ASSERT_STRING_EQUAL(run.raw.title, "A table");
    CU_ASSERT_STRING_EQUAL(run.raw.unit, "GBP");
    CU_ASSERT_STRING_EQUAL(run.raw.source, "a book");
    CU_ASSERT_STRING_EQUAL(run.rules.systems, "nace");
    CU_ASSERT_EQUAL(run.rules.tolerance, CIR_NETWORK_TOLERANCE);
    CU_ASSERT_PTR_NULL(run.rules.rest);
    CU_ASSERT_EQUAL(strlen(run.raw.sha256), 64);
    run_free(&run);
}

static void test_published_end__believes_a_row_of_outputs_before_a_column(void)
{
    struct run run;
    read_text(&run, "x;DEU_D;FRA_D;F;O\nDEU_D;1;2;3;6.5\nFRA_D;1;2;3;7\nO;6;5.5;;\n", &usual);
    CU_ASSERT_EQUAL_FATAL(run.raw.node_count, 2);
    CU_ASSERT_EQUAL(run.raw.nodes[0].output, 6);
    CU_ASSERT_EQUAL(run.raw.nodes[1].output, 5.5);
    run_free(&run);
    read_text(&run, "x;DEU_D;FRA_D;F;O\nDEU_D;1;2;3;6.5\nFRA_D;1;2;3;7\n", &usual);
    CU_ASSERT_EQUAL(run.raw.nodes[0].output, 6.5);
    CU_ASSERT_EQUAL(run.raw.nodes[1].output, 7);
    run_free(&run);
    read_text(&run, "x;DEU_D;FRA_D;F;O\nDEU_D;1;2;3;6.5\nFRA_D;1;2;3;7\nO;6;;;\n", &usual);
    CU_ASSERT_EQUAL(run.status, CIR_BAD_TABLE); /* a blank is no output */
    run_free(&run);
}

static void test_published_end__wants_outputs_where_the_layout_tells_them(void)
{
    static const char text[] = "x;DEU_D;F\nDEU_D;2.4;10\n";
    struct cir_published_words words = usual;
    struct run run;
    read_text(&run, text, &words);
    CU_ASSERT_EQUAL(run.status, CIR_OK);
    CU_ASSERT(isnan(run.raw.nodes[0].output));
    run_free(&run);
    words.output_expected = "a row or a column O";
    read_text(&run, text, &words);
    CU_ASSERT_EQUAL(run.status, CIR_BAD_TABLE);
    CU_ASSERT_STRING_EQUAL(run.error.message, "the output of the nodes is not told; expected a row or a column O");
    CU_ASSERT(run.error.line == 1 && run.error.column == 2);
    run_free(&run);
}

static void test_published_end__knows_what_rounding_may_hide(void)
{
    static const struct {
        const char *flows;
        double resolution;
    } cases[] = {{"17", 1}, {"2.4", 0.1}, {"2.385", 0.001}, {"2.385e1", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[64];
        struct run run;
        snprintf(text, sizeof text, "x;DEU_D;F\nDEU_D;%s;10.12345\n", cases[i].flows);
        read_text(&run, text, &usual);
        CU_ASSERT_DOUBLE_EQUAL(run.raw.resolution, cases[i].resolution, 1e-15);
        run_free(&run);
    }
}

/* Germany buys 1 of 7 at home, France 1 of 10. */
static void test_published_end__takes_the_rest_of_the_world_for_like_the_others(void)
{
    struct run run;
    read_text(&run, "x;DEU_D;Row_D;FRA_D;F\nDEU_D;1;2;3;10\nRow_D;4;5;6;7\nFRA_D;2;1;1;4\n", &usual);
    CU_ASSERT_PTR_NOT_NULL_FATAL(run.rules.rest);
    CU_ASSERT_STRING_EQUAL(run.rules.rest, "Row");
    CU_ASSERT_DOUBLE_EQUAL(run.rules.rest_domestic_share, 2.0 / 17, 1e-15);
    run_free(&run);
}

static void test_published_end__leaves_what_has_findings(void)
{
    struct run run;
    read_text(&run, "x;DEU_D;F\nDEU_D;-2.4;10\n", &usual);
    CU_ASSERT_EQUAL(run.status, CIR_BAD_TABLE);
    CU_ASSERT_PTR_NULL(run.raw.title);
    run_free(&run);
}

CIR_SUITE("published_end", {"tells what is known of the layout", test_published_end__tells_what_is_known_of_the_layout},
          {"believes a row of outputs before a column", test_published_end__believes_a_row_of_outputs_before_a_column},
          {"wants outputs where the layout tells them", test_published_end__wants_outputs_where_the_layout_tells_them},
          {"knows what rounding may hide", test_published_end__knows_what_rounding_may_hide},
          {"takes the rest of the world for like the others",
           test_published_end__takes_the_rest_of_the_world_for_like_the_others},
          {"leaves what has findings", test_published_end__leaves_what_has_findings})
