#include "sink/csv_sink.h"

#include "base/number.h"
#include "sink/verdict_columns.h"
#include "suite.h"
#include "toy.h"

#include <stdio.h>

static struct cir_csv_sink *make(size_t scheme_count, char delimiter, unsigned columns, bool raw)
{
    const struct cir_csv_options options = {.delimiter = delimiter, .columns = columns, .raw = raw};
    struct cir_csv_sink *sink = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_csv_sink_new(&sink, toy_schemes, scheme_count, &options, NULL), CIR_OK);
    return sink;
}

static struct cir_csv_memory *make_memory(const struct cir_csv_sink *sink)
{
    struct cir_csv_memory *memory = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_csv_memory_new(&memory, sink, NULL), CIR_OK);
    return memory;
}

static void expect(struct cir_buffer *out, const char *expected)
{
    bool equal = cir_text_is(cir_buffer_text(out), expected);
    if (!equal)
        printf("got:      %.*s\nexpected: %s\n", (int)out->size, out->data, expected);
    CU_ASSERT(equal);
    cir_buffer_clear(out);
}

struct row {
    char delimiter;
    unsigned columns;
    bool raw;
    const char *line;
    const struct cir_verdict *verdicts;
    const char *expected;
};

static void expect_row(const struct row *row, size_t scheme_count)
{
    struct toy_row split;
    struct cir_buffer out = {0};
    struct cir_csv_sink *sink = make(scheme_count, row->delimiter, row->columns, row->raw);
    struct cir_csv_memory *memory = make_memory(sink);
    toy_split(&split, row->line, row->delimiter);
    cir_csv_sink_row(sink, &split.record, &toy_no_overrides, row->verdicts, NULL, NULL, memory, &out);
    expect(&out, row->expected);
    cir_csv_memory_free(memory);
    cir_csv_sink_free(sink);
    cir_buffer_free(&out);
}

static void test_csv_sink__header_keeps_the_input_and_names_the_verdicts(void)
{
    struct toy_row split;
    struct cir_buffer out = {0};
    struct cir_csv_sink *sink = make(2, ';', CIR_COLUMNS_ALL, false);
    toy_split(&split, "id;\"a;\"\"b\";;=x()", ';');
    cir_csv_sink_header(sink, &split.record, &out);
    expect(&out, "id;\"a;\"\"b\";;'=x();gge_level;gge_label;gge_score;gge_low;gge_high;gge_level_low;gge_level_high;"
                 "gge_coverage;gge_reason;gge_scale;gge_severity;gge_outlook;own_level;own_label;own_score;own_low;"
                 "own_high;own_level_low;own_level_high;own_coverage;own_reason\n");
    cir_csv_sink_free(sink);
    cir_buffer_free(&out);
}

static void test_csv_sink__writes_verdicts_behind_the_row(void)
{
    expect_row(
        &(struct row){',', CIR_COLUMNS_ALL, false, "A-1,\"Kyiv, UA\",\"x \"\"y\"\"\",", toy_known,
                      "A-1,\"Kyiv, UA\",\"x \"\"y\"\"\",,3,significant,62.3,38.3,70,1,3,0.85,"
                      "a-factor-of-a-long-name,33.3,100,0,100,\"say \"\"so\"\", please\",,,,7,100,0.5,'@users\n"},
        2);
}

static void test_csv_sink__what_cannot_be_told_is_empty(void)
{
    expect_row(&(struct row){',', CIR_COLUMNS_ALL, false, "A-1", toy_unknown,
                             "A-1,,cannot-tell,,0,100,0,,0,people_share,,,,,cannot-tell,,,,7,7,,\n"},
               2);
}

static void test_csv_sink__what_is_not_applicable_is_empty_but_for_its_reason(void)
{
    expect_row(&(struct row){',', CIR_COLUMNS_ALL, false, "A-1", toy_outside,
                             "A-1,,not-applicable,,,,,,,hit-in-the-north,,,,,cannot-tell,,,,100,100,0.25,'@users\n"},
               2);
}

static void test_csv_sink__writes_the_columns_chosen(void)
{
    static const struct {
        const char *columns;
        const char *expected;
    } rows[] = {
        {"level", "A,3\n"},
        {"label", "A,significant\n"},
        {"level,label", "A,3,significant\n"},
        {"low", "A,38.3\n"},
        {"level_high", "A,3\n"},
        {"level_low,level_high", "A,1,3\n"},
        {"coverage", "A,0.85\n"},
        {"reason", "A,a-factor-of-a-long-name\n"},
        {"axes,high", "A,70,33.3,100,0\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        unsigned columns = 0;
        CU_ASSERT(cir_verdict_columns_read(&columns, cir_text_of(rows[i].columns), NULL));
        expect_row(&(struct row){',', columns, false, "A", toy_known, rows[i].expected}, 1);
    }
    expect_row(&(struct row){',', CIR_COLUMNS_ALL, false, "A,b", NULL, "A,b\n"}, 0);
}

static void test_csv_sink__writes_probabilities_where_they_are_asked_for(void)
{
    static const struct cir_probabilities probabilities[] = {
        {{0.12349, 0, 0.87651}, 0},
        {{NAN, NAN}, NAN},
    };
    struct toy_row split;
    struct cir_buffer out = {0};
    struct cir_csv_sink *sink = make(2, ',', 1U << CIR_COLUMN_LEVEL | 1U << CIR_COLUMN_PROBABILITIES, false);
    struct cir_csv_memory *memory = make_memory(sink);
    toy_split(&split, "A-1", ',');
    cir_csv_sink_header(sink, &split.record, &out);
    cir_csv_sink_row(sink, &split.record, &toy_no_overrides, toy_known, probabilities, NULL, memory, &out);
    expect(&out, "A-1,gge_level,gge_p0,gge_p1,gge_p3,gge_p_cannot_tell,own_level,own_p7,own_p100,own_p_cannot_tell\n"
                 "A-1,3,0.123,0,0.877,0,100,,,\n");
    cir_csv_memory_free(memory);
    cir_csv_sink_free(sink);
    cir_buffer_free(&out);
}

static void test_csv_sink__makes_hostile_cells_harmless(void)
{
    const unsigned level = 1U << CIR_COLUMN_LEVEL;
    static const struct {
        char delimiter;
        const char *line;
        const char *guarded;
    } rows[] = {
        {',', "=cmd|'/c calc'!A0,x", "'=cmd|'/c calc'!A0,x,3\n"},
        {',', "x,@SUM(A1),+1+1,-x", "x,'@SUM(A1),'+1+1,'-x,3\n"},
        {',', "x,\"=HYPERLINK(\"\"u\"\",1)\"", "x,\"'=HYPERLINK(\"\"u\"\",1)\",3\n"},
        {',', "\"\t=1\",\"\r=1\",\"\n=1\"", "\"'\t=1\",\"'\r=1\",\"'\n=1\",3\n"},
        {',', "-5,+2.5e3,-,-0.5", "-5,+2.5e3,-,-0.5,3\n"},
        {';', "-1,5;=1,5", "-1,5;'=1,5;3\n"},
        {'\t', "a\t\t=b\t", "a\t\t'=b\t\t3\n"},
        {',', "<script>,\\input,\xE2\x80\xAE\xE2\x80\xAC", "<script>,\\input,\xE2\x80\xAE\xE2\x80\xAC,3\n"},
        {',', ",,=", ",,'=,3\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        expect_row(&(struct row){rows[i].delimiter, level, false, rows[i].line, toy_known, rows[i].guarded}, 1);
        char raw[128];
        snprintf(raw, sizeof raw, "%s%c3\n", rows[i].line, rows[i].delimiter);
        expect_row(&(struct row){rows[i].delimiter, level, true, rows[i].line, toy_known, raw}, 1);
    }
}

static void test_csv_sink__keeps_what_a_buffer_holds(void)
{
    struct cir_buffer out = {0};
    struct cir_csv_sink *sink = make(1, ',', 1U << CIR_COLUMN_LABEL, false);
    struct cir_csv_memory *memory = make_memory(sink);
    struct cir_span spans[] = {{.start = 0, .size = 3}, {.start = 4, .size = 1}};
    struct cir_record record = {.text = {"A\0B,c", 5}, .spans = spans, .count = 2};
    cir_csv_sink_row(sink, &record, &toy_no_overrides, toy_known, NULL, NULL, memory, &out);
    cir_csv_sink_row(sink, &record, &toy_no_overrides, toy_unknown, NULL, NULL, memory, &out);
    static const char expected[] = "A\0B,c,significant\nA\0B,c,cannot-tell\n";
    CU_ASSERT(cir_text_equal(cir_buffer_text(&out), (struct cir_text){expected, sizeof expected - 1}));
    cir_csv_memory_free(memory);
    cir_csv_sink_free(sink);
    cir_buffer_free(&out);
}

/* Numbers made ready are those that the number writer writes. */
static void expect_number(const struct cir_csv_sink *sink, const struct cir_scheme *scheme, double value)
{
    struct cir_verdict verdict = toy_known[0];
    verdict.score.point = value;
    struct cir_record record = {0};
    struct cir_buffer out = {0};
    struct cir_csv_memory *memory = make_memory(sink);
    char expected[CIR_NUMBER_SIZE + 2] = ",";
    size_t size = 1 + cir_number_write(expected + 1, value, scheme->digits);
    expected[size++] = '\n';
    cir_csv_sink_row(sink, &record, &toy_no_overrides, &verdict, NULL, NULL, memory, &out);
    bool equal = cir_text_equal(cir_buffer_text(&out), (struct cir_text){expected, size});
    if (!equal)
        printf("value %a: got%.*s expected%.*s", value, (int)out.size, out.data, (int)size, expected);
    CU_ASSERT(equal);
    cir_csv_memory_free(memory);
    cir_buffer_free(&out);
}

static void test_csv_sink__numbers_are_rounded_alike_everywhere(void)
{
    static const double maxima[] = {100, 100, 100, 10, 1, 100, 33.3, 1e6};
    static const int digits[] = {0, 1, 2, 3, 9, 5, 1, 2};
    for (size_t i = 0; i < sizeof maxima / sizeof maxima[0]; i++) {
        struct cir_scheme scheme = toy_gge;
        scheme.score_max = maxima[i];
        scheme.digits = digits[i];
        const struct cir_scheme *const list[] = {&scheme};
        const struct cir_csv_options options = {',', 1U << CIR_COLUMN_SCORE, false, false, false};
        struct cir_csv_sink *sink = NULL;
        CU_ASSERT_EQUAL_FATAL(cir_csv_sink_new(&sink, list, 1, &options, NULL), CIR_OK);
        for (int step = -20; step <= 2020; step++)
            expect_number(sink, &scheme, maxima[i] * step / 2000);
        expect_number(sink, &scheme, 0.05);
        expect_number(sink, &scheme, nextafter(0.05, 0));
        expect_number(sink, &scheme, -0.0);
        cir_csv_sink_free(sink);
    }
}

/* Between the columns of the input and those of the verdicts, a cell in every row. */
static void test_csv_sink__shows_overrides(void)
{
    const struct cir_csv_options options = {.delimiter = ';', .columns = 1U << CIR_COLUMN_LEVEL, .overrides = true};
    struct cir_csv_sink *sink = NULL;
    struct toy_row split;
    struct cir_buffer out = {0};
    CU_ASSERT_EQUAL_FATAL(cir_csv_sink_new(&sink, toy_schemes, 1, &options, NULL), CIR_OK);
    struct cir_csv_memory *memory = make_memory(sink);
    toy_split(&split, "id;title", ';');
    cir_csv_sink_header(sink, &split.record, &out);
    expect(&out, "id;title;overrides;gge_level\n");
    toy_split(&split, "A-1;x", ';');
    cir_csv_sink_row(sink, &split.record, &toy_overrides, toy_known, NULL, NULL, memory, &out);
    expect(&out, "A-1;x;\"people_affected: 1200 -> 12000; title: -> one,\ntwo \"\"x\"\"; gge_level: 2 ->\";3\n");
    cir_csv_sink_row(sink, &split.record, &toy_no_overrides, toy_known, NULL, NULL, memory, &out);
    expect(&out, "A-1;x;;3\n");
    cir_csv_memory_free(memory);
    cir_csv_sink_free(sink);
    cir_buffer_free(&out);
}

/* A level that a person decided, in the place of the computed one. */
static void test_csv_sink__names_an_override_as_the_reason(void)
{
    struct cir_verdict verdict = toy_known[0];
    verdict.level = 1;
    verdict.reason = CIR_REASON_OVERRIDE;
    verdict.reason_number = 0;
    const struct row row = {.delimiter = ',',
                            .columns = 1U << CIR_COLUMN_LEVEL | 1U << CIR_COLUMN_LABEL | 1U << CIR_COLUMN_REASON,
                            .line = "A-1",
                            .verdicts = &verdict,
                            .expected = "A-1,1,minor,override\n"};
    expect_row(&row, 1);
}

/* A verdict of a scheme of rules alone; more of them differ than are kept. */
static struct cir_verdict various(unsigned number)
{
    static const int levels[] = {7, 100, CIR_LEVEL_UNKNOWN, CIR_LEVEL_NOT_APPLICABLE};
    static const enum cir_reason_kind reasons[] = {CIR_REASON_NONE, CIR_REASON_CRITERION, CIR_REASON_OUTSIDE,
                                                   CIR_REASON_OVERRIDE};
    struct cir_verdict verdict = toy_known[1];
    verdict.level = levels[number % 4];
    verdict.level_low = levels[number / 4 % 2];
    verdict.level_high = levels[number / 8 % 2];
    verdict.reason = reasons[number / 16 % 4];
    verdict.score.coverage = number / 64 % 8 == 7 ? NAN : number / 64 % 8 * 0.135;
    return verdict;
}

static void add_row(struct cir_buffer *out, const struct cir_csv_sink *sink, struct cir_csv_memory *memory,
                    const struct cir_verdict *verdict)
{
    const struct cir_record record = {0};
    cir_csv_sink_row(sink, &record, &toy_no_overrides, verdict, NULL, NULL, memory, out);
}

static void add_row_alone(struct cir_buffer *out, const struct cir_csv_sink *sink, const struct cir_verdict *verdict)
{
    struct cir_csv_memory *memory = make_memory(sink);
    add_row(out, sink, memory, verdict);
    cir_csv_memory_free(memory);
}

static void expect_same(unsigned columns, const char *label)
{
    enum { KINDS = 512, ROWS = 4 * KINDS };
    struct cir_band bands[] = {toy_own_bands[0], toy_own_bands[1]};
    struct cir_scheme scheme = toy_own;
    const struct cir_scheme *const list[] = {&scheme};
    const struct cir_csv_options options = {.delimiter = ',', .columns = columns};
    struct cir_buffer out = {0};
    struct cir_buffer alone = {0};
    struct cir_csv_sink *sink = NULL;
    bands[0].label = label;
    scheme.bands = bands;
    CU_ASSERT_EQUAL_FATAL(cir_csv_sink_new(&sink, list, 1, &options, NULL), CIR_OK);
    struct cir_csv_memory *memory = make_memory(sink);
    for (unsigned i = 0; i < ROWS; i++) {
        const struct cir_verdict verdict = various(i / 2 * 37 % KINDS); /* each twice, then after many others */
        add_row(&out, sink, memory, &verdict);
        add_row_alone(&alone, sink, &verdict);
    }
    CU_ASSERT(cir_text_equal(cir_buffer_text(&out), cir_buffer_text(&alone)));
    cir_csv_memory_free(memory);
    cir_csv_sink_free(sink);
    cir_buffer_free(&out);
    cir_buffer_free(&alone);
}

static void test_csv_sink__writes_the_same_whatever_it_wrote_before(void)
{
    expect_same(CIR_COLUMNS_ALL, "low");
    expect_same(CIR_COLUMNS_ALL, "a label that is longer than all that a thread cares to remember of a verdict");
    expect_same(1U << CIR_COLUMN_COVERAGE, "low");
    expect_same(1U << CIR_COLUMN_LEVEL_LOW | 1U << CIR_COLUMN_REASON, "low");
}

CIR_SUITE("csv_sink", {"shows overrides", test_csv_sink__shows_overrides},
          {"names an override as the reason", test_csv_sink__names_an_override_as_the_reason},
          {"header keeps the input and names the verdicts",
           test_csv_sink__header_keeps_the_input_and_names_the_verdicts},
          {"writes the same whatever it wrote before", test_csv_sink__writes_the_same_whatever_it_wrote_before},
          {"writes verdicts behind the row", test_csv_sink__writes_verdicts_behind_the_row},
          {"what cannot be told is empty", test_csv_sink__what_cannot_be_told_is_empty},
          {"writes probabilities where they are asked for",
           test_csv_sink__writes_probabilities_where_they_are_asked_for},
          {"what is not applicable is empty but for its reason",
           test_csv_sink__what_is_not_applicable_is_empty_but_for_its_reason},
          {"writes the columns chosen", test_csv_sink__writes_the_columns_chosen},
          {"makes hostile cells harmless", test_csv_sink__makes_hostile_cells_harmless},
          {"keeps what a buffer holds", test_csv_sink__keeps_what_a_buffer_holds},
          {"numbers are rounded alike everywhere", test_csv_sink__numbers_are_rounded_alike_everywhere})
