#include "sink/ndjson_sink.h"

#include "sink/json_text.h"
#include "sink/verdict_columns.h"
#include "suite.h"
#include "toy.h"

#include <stdio.h>

static void expect(const struct cir_buffer *out, const char *expected)
{
    bool equal = cir_text_is(cir_buffer_text(out), expected);
    if (!equal)
        printf("got:      %.*s\nexpected: %s\n", (int)out->size, out->data, expected);
    CU_ASSERT(equal);
}

struct row {
    const char *names[6];
    size_t name_count;
    const char *line;
    unsigned columns;
    size_t scheme_count;
    const struct cir_verdict *verdicts;
    const char *expected;
};

static void expect_row(const struct row *row)
{
    struct cir_text names[6];
    for (size_t i = 0; i < row->name_count; i++)
        names[i] = cir_text_of(row->names[i]);
    struct cir_ndjson_sink *sink = NULL;
    struct toy_row split;
    struct cir_buffer out = {0};
    const struct cir_ndjson_options options = {.columns = row->columns, .tool_version = "0.1.0"};
    CU_ASSERT_EQUAL_FATAL(
        cir_ndjson_sink_new(&sink, toy_schemes, row->scheme_count, names, row->name_count, &options, NULL), CIR_OK);
    toy_split(&split, row->line, ',');
    cir_ndjson_sink_row(sink, &split.record, &toy_no_overrides, row->verdicts, NULL, NULL, &out);
    expect(&out, row->expected);
    cir_ndjson_sink_free(sink);
    cir_buffer_free(&out);
}

#define HEAD "{\"schema_version\":1,\"tool_version\":\"0.1.0\",\"input\":{"

static void test_ndjson_sink__writes_one_object_a_row(void)
{
    expect_row(&(struct row){
        {"id", "title"},
        2,
        "A-1,\"say \"\"so\"\"\"",
        CIR_COLUMNS_ALL,
        2,
        toy_known,
        HEAD
        "\"id\":\"A-1\",\"title\":\"say \\\"so\\\"\"},\"verdicts\":{\"gge\":{\"level\":3,\"label\":\"significant\","
        "\"score\":62.3,\"low\":38.3,\"high\":70,\"level_low\":1,\"level_high\":3,\"coverage\":0.85,"
        "\"reason\":\"a-factor-of-a-long-name\",\"scale\":33.3,\"severity\":100,\"outlook\":0},"
        "\"own\":{\"level\":100,\"label\":\"say \\\"so\\\", please\",\"score\":null,\"low\":null,\"high\":null,"
        "\"level_low\":7,\"level_high\":100,\"coverage\":0.5,\"reason\":\"@users\"}}}\n"});
}

static void test_ndjson_sink__what_cannot_be_told_is_null(void)
{
    expect_row(&(struct row){
        {"id"},
        1,
        "A-1",
        CIR_COLUMNS_ALL,
        1,
        toy_unknown,
        HEAD "\"id\":\"A-1\"},\"verdicts\":{\"gge\":{\"level\":null,\"label\":\"cannot-tell\",\"score\":null,\"low\":0,"
             "\"high\":100,\"level_low\":0,\"level_high\":null,\"coverage\":0,\"reason\":\"people_share\","
             "\"scale\":null,\"severity\":null,\"outlook\":null}}}\n"});
}

static void test_ndjson_sink__what_is_not_applicable_is_null_but_for_its_reason(void)
{
    expect_row(&(struct row){
        {"id"},
        1,
        "A-1",
        CIR_COLUMNS_ALL,
        1,
        toy_outside,
        HEAD "\"id\":\"A-1\"},\"verdicts\":{\"gge\":{\"level\":null,\"label\":\"not-applicable\",\"score\":null,"
             "\"low\":null,\"high\":null,\"level_low\":null,\"level_high\":null,\"coverage\":null,"
             "\"reason\":\"hit-in-the-north\",\"scale\":null,\"severity\":null,\"outlook\":null}}}\n"});
}

static void test_ndjson_sink__writes_the_columns_chosen(void)
{
    expect_row(&(struct row){{"id"},
                             1,
                             "=A",
                             1U << CIR_COLUMN_LABEL,
                             1,
                             toy_known,
                             HEAD "\"id\":\"=A\"},\"verdicts\":{\"gge\":{\"label\":\"significant\"}}}\n"});
    expect_row(&(struct row){{"id"},
                             1,
                             "A",
                             1U << CIR_COLUMN_AXES,
                             2,
                             toy_known,
                             HEAD "\"id\":\"A\"},\"verdicts\":{\"gge\":{\"scale\":33.3,\"severity\":100,"
                                  "\"outlook\":0},\"own\":{}}}\n"});
}

static void test_ndjson_sink__writes_probabilities_where_they_are_asked_for(void)
{
    static const struct cir_probabilities probabilities[] = {
        {{0.12349, 0, 0.37651}, 0.5},
        {{NAN, NAN}, NAN},
    };
    const struct cir_text names[] = {{"id", 2}};
    const struct cir_ndjson_options options = {.columns = 1U << CIR_COLUMN_PROBABILITIES, .tool_version = "0.1.0"};
    struct cir_ndjson_sink *sink = NULL;
    struct toy_row split;
    struct cir_buffer out = {0};
    CU_ASSERT_EQUAL_FATAL(cir_ndjson_sink_new(&sink, toy_schemes, 2, names, 1, &options, NULL), CIR_OK);
    toy_split(&split, "A", ',');
    cir_ndjson_sink_row(sink, &split.record, &toy_no_overrides, toy_known, probabilities, NULL, &out);
    expect(&out, HEAD "\"id\":\"A\"},\"verdicts\":{\"gge\":{\"p0\":0.123,\"p1\":0,\"p3\":0.377,\"p_cannot_tell\":0.5},"
                      "\"own\":{\"p7\":null,\"p100\":null,\"p_cannot_tell\":null}}}\n");
    cir_ndjson_sink_free(sink);
    cir_buffer_free(&out);
}

static void test_ndjson_sink__no_key_stands_twice(void)
{
    expect_row(&(struct row){{"a", "", "a", "column_2", "column_3", "a"},
                             6,
                             "1,2,3,4,5,6",
                             0,
                             0,
                             NULL,
                             HEAD "\"a\":\"1\",\"column_2_\":\"2\",\"column_3_\":\"3\",\"column_2\":\"4\","
                                  "\"column_3\":\"5\",\"column_6\":\"6\"},\"verdicts\":{}}\n"});
}

static void test_ndjson_sink__strings_are_valid_whatever_the_bytes(void)
{
    static const struct {
        struct cir_text text;
        bool doubled;
        const char *json;
    } rows[] = {
        {{"", 0}, false, "\"\""},
        {{"a\0b", 3}, false, "\"a\\u0000b\""},
        {{"\b\t\n\f\r\x1f", 6}, false, "\"\\b\\t\\n\\f\\r\\u001f\""},
        {{"\\/\x7f", 3}, false, "\"\\\\/\x7f\""},
        {{"\"\"", 2}, false, "\"\\\"\\\"\""},
        {{"\"\"", 2}, true, "\"\\\"\""},
        {{"\xC3\xA9\xF0\x9F\x92\xA7", 6}, false, "\"\xC3\xA9\xF0\x9F\x92\xA7\""},
        {{"a\xFFz\xC3", 4}, false, "\"a\xEF\xBF\xBDz\xEF\xBF\xBD\""},
        {{"\xED\xA0\x80", 3}, false, "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct cir_buffer out = {0};
        cir_json_add_string(&out, rows[i].text, rows[i].doubled);
        expect(&out, rows[i].json);
        cir_buffer_free(&out);
    }
}

static void test_ndjson_sink__every_byte_gives_valid_text_of_printing_bytes(void)
{
    for (int byte = 0; byte < 256; byte++) {
        char c = (char)byte;
        struct cir_buffer out = {0};
        cir_json_add_string(&out, (struct cir_text){&c, 1}, false);
        CU_ASSERT_EQUAL(cir_text_valid_utf8(cir_buffer_text(&out)), out.size);
        for (size_t i = 0; i < out.size; i++)
            CU_ASSERT((unsigned char)out.data[i] >= 0x20);
        cir_buffer_free(&out);
    }
}

/* Before the verdicts, in every row. */
static void test_ndjson_sink__shows_overrides(void)
{
    const struct cir_ndjson_options options = {
        .columns = 1U << CIR_COLUMN_LEVEL, .tool_version = "0.1.0", .overrides = true};
    const struct cir_override_list last = {&toy_override_rows[2], 1};
    const struct cir_text name = cir_text_of("id");
    struct cir_ndjson_sink *sink = NULL;
    struct toy_row split;
    struct cir_buffer out = {0};
    CU_ASSERT_EQUAL_FATAL(cir_ndjson_sink_new(&sink, toy_schemes, 1, &name, 1, &options, NULL), CIR_OK);
    toy_split(&split, "A-1", ',');
    cir_ndjson_sink_row(sink, &split.record, &last, toy_known, NULL, NULL, &out);
    expect(&out, "{\"schema_version\":1,\"tool_version\":\"0.1.0\",\"input\":{\"id\":\"A-1\"},\"overrides\":[{\"id\":"
                 "\"A-1\",\"field\":\"gge_level\",\"old\":\"2\",\"new\":\"\",\"reason\":\"x\",\"who\":\"y\",\"when\":"
                 "\"2026\"}],\"verdicts\":{\"gge\":{\"level\":3}}}\n");
    cir_buffer_clear(&out);
    cir_ndjson_sink_row(sink, &split.record, &toy_no_overrides, toy_known, NULL, NULL, &out);
    expect(&out, "{\"schema_version\":1,\"tool_version\":\"0.1.0\",\"input\":{\"id\":\"A-1\"},\"overrides\":[],"
                 "\"verdicts\":{\"gge\":{\"level\":3}}}\n");
    cir_ndjson_sink_free(sink);
    cir_buffer_free(&out);
}

CIR_SUITE("ndjson_sink", {"shows overrides", test_ndjson_sink__shows_overrides},
          {"writes one object a row", test_ndjson_sink__writes_one_object_a_row},
          {"what cannot be told is null", test_ndjson_sink__what_cannot_be_told_is_null},
          {"writes probabilities where they are asked for",
           test_ndjson_sink__writes_probabilities_where_they_are_asked_for},
          {"what is not applicable is null but for its reason",
           test_ndjson_sink__what_is_not_applicable_is_null_but_for_its_reason},
          {"writes the columns chosen", test_ndjson_sink__writes_the_columns_chosen},
          {"no key stands twice", test_ndjson_sink__no_key_stands_twice},
          {"strings are valid whatever the bytes", test_ndjson_sink__strings_are_valid_whatever_the_bytes},
          {"every byte gives valid text of printing bytes",
           test_ndjson_sink__every_byte_gives_valid_text_of_printing_bytes})
