#include "base/csv_reader.h"

#include "suite.h"

#include "base/buffer.h"

enum { NEVER = -1 };

/* What was read, as text: "[0 a@1][1 b@1]2@1;" are two cells, each with its number and the line on which it ends, and the
 * end of their record, with the number of its cells and the line on which it began. */
struct taken {
    struct cir_csv_reader reader;
    struct cir_buffer text;
    int most; /* cells and ends that are taken; NEVER: without end */
};

static bool goes_on(struct taken *taken)
{
    return taken->most == NEVER || --taken->most > 0;
}

static bool take_cell(void *context, struct cir_text cell)
{
    struct taken *taken = context;
    cir_buffer_add_format(&taken->text, "[%zu ", taken->reader.cell);
    cir_buffer_add(&taken->text, cell);
    cir_buffer_add_format(&taken->text, "@%zu]", taken->reader.line);
    return goes_on(taken);
}

static bool take_end(void *context)
{
    struct taken *taken = context;
    cir_buffer_add_format(&taken->text, "%zu@%zu;", taken->reader.cell, taken->reader.record_line);
    return goes_on(taken);
}

static void start(struct taken *taken, char delimiter, int most)
{
    *taken = (struct taken){.most = most};
    cir_csv_reader_open(&taken->reader, (struct cir_csv_taker){take_cell, take_end, taken}, delimiter);
}

static void end(struct taken *taken)
{
    cir_csv_reader_close(&taken->reader);
    cir_buffer_free(&taken->text);
}

static void expect(const struct taken *taken, const char *expected)
{
    CU_ASSERT_TRUE(cir_text_is(cir_buffer_text(&taken->text), expected));
}

static const struct {
    char delimiter;
    const char *text;
    const char *taken;
} texts[] = {
    // clang-format off
    {',', "", ""},
    {',', "a,2.385\nb,\n",             "[0 a@1][1 2.385@1]2@1;[0 b@2][1 @2]2@2;"},
    {',', "a,2.385",                   "[0 a@1][1 2.385@1]2@1;"},
    {',', "a\n\n\nb\n",                "[0 a@1]1@1;0@2;0@3;[0 b@4]1@4;"},
    {',', "\"a\nb\n\",\"c\n\"\nd\n",   "[0 a\nb\n@3][1 c\n@4]2@1;[0 d@5]1@5;"},
    {',', "a\r\nb\r\n",                "[0 a@1]1@1;0@1;[0 b@2]1@2;0@2;"},
    {',', "a\rb\r\"c\nd\"\re",         "[0 a@1]1@1;[0 b@1]1@1;[0 c\nd@2]1@1;[0 e@2]1@2;"},
    {',', " a ,\t\n \n",               "[0  a @1][1 \t@1]2@1;[0  @2]1@2;"},
    {',', "\"a\"\"b\",\"\"\n",         "[0 a\"b@1][1 @1]2@1;"},
    {';', "a,b;c\n",                   "[0 a,b@1][1 c@1]2@1;"},
    {'\t', "a\t\tb\n",                 "[0 a@1][1 @1][2 b@1]3@1;"},
    // clang-format on
};

static void test_csv_reader__knows_the_line_of_every_cell_and_record(void)
{
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct taken taken;
        start(&taken, texts[i].delimiter, NEVER);
        CU_ASSERT_EQUAL(cir_csv_reader_feed(&taken.reader, cir_text_of(texts[i].text)), CIR_OK);
        CU_ASSERT_EQUAL(cir_csv_reader_finish(&taken.reader), CIR_OK);
        expect(&taken, texts[i].taken);
        end(&taken);
    }
}

static void test_csv_reader__does_not_mind_where_pieces_end(void)
{
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        for (size_t size = 1; size < 5; size++) {
            struct taken taken;
            struct cir_text rest = cir_text_of(texts[i].text);
            start(&taken, texts[i].delimiter, NEVER);
            while (rest.size > 0) {
                struct cir_text piece = {rest.data, size < rest.size ? size : rest.size};
                CU_ASSERT_EQUAL(cir_csv_reader_feed(&taken.reader, piece), CIR_OK);
                rest = (struct cir_text){rest.data + piece.size, rest.size - piece.size};
            }
            CU_ASSERT_EQUAL(cir_csv_reader_finish(&taken.reader), CIR_OK);
            expect(&taken, texts[i].taken);
            end(&taken);
        }
}

static void test_csv_reader__points_at_a_stray_quote(void)
{
    static const struct {
        const char *text;
        size_t line, cell;
    } stray[] = {{"a,b\n1,2\"3\n", 2, 1},
                 {"a,b\n\"1\"2,3\n", 2, 0},
                 {"\"a\n\n\",\"b\nc\" ,d\n", 4, 1},
                 {"a\n\n\n\"b\"\"\"c", 4, 0}};
    for (size_t i = 0; i < sizeof stray / sizeof stray[0]; i++) {
        struct taken taken;
        start(&taken, ',', NEVER);
        CU_ASSERT_EQUAL(cir_csv_reader_feed(&taken.reader, cir_text_of(stray[i].text)), CIR_BAD_TABLE);
        CU_ASSERT_EQUAL(taken.reader.line, stray[i].line);
        CU_ASSERT_EQUAL(taken.reader.cell, stray[i].cell);
        end(&taken);
    }
}

static void test_csv_reader__points_at_the_record_of_an_open_quote(void)
{
    struct taken taken;
    start(&taken, ',', NEVER);
    CU_ASSERT_EQUAL(cir_csv_reader_feed(&taken.reader, cir_text_of("a,b\n\"1\n\",\"2\n3,4\n")), CIR_OK);
    CU_ASSERT_EQUAL(cir_csv_reader_finish(&taken.reader), CIR_BAD_TABLE);
    CU_ASSERT_EQUAL(taken.reader.record_line, 2);
    CU_ASSERT_EQUAL(taken.reader.cell, 1);
    end(&taken);
}

/* What stands behind is not looked at for faults, either. */
static void test_csv_reader__stops_when_its_taker_has_enough(void)
{
    static const struct {
        const char *text;
        int most;
        const char *taken;
    } enough[] = {{"a,b\nc,d\n", 1, "[0 a@1]"},
                  {"a,b\nc,d\n", 3, "[0 a@1][1 b@1]2@1;"},
                  {"a,b,\"c\"d\n", 2, "[0 a@1][1 b@1]"},
                  {"a,b\n\"c\"d\n", 3, "[0 a@1][1 b@1]2@1;"},
                  {"a,b,\"c\n", 2, "[0 a@1][1 b@1]"}};
    for (size_t i = 0; i < sizeof enough / sizeof enough[0]; i++) {
        struct taken taken;
        start(&taken, ',', enough[i].most);
        CU_ASSERT_EQUAL(cir_csv_reader_feed(&taken.reader, cir_text_of(enough[i].text)), CIR_OK);
        CU_ASSERT_EQUAL(cir_csv_reader_feed(&taken.reader, cir_text_of("e,f\n")), CIR_OK);
        CU_ASSERT_EQUAL(cir_csv_reader_finish(&taken.reader), CIR_OK);
        expect(&taken, enough[i].taken);
        end(&taken);
    }
}

CIR_SUITE("csv_reader",
          {"knows the line of every cell and record", test_csv_reader__knows_the_line_of_every_cell_and_record},
          {"does not mind where pieces end", test_csv_reader__does_not_mind_where_pieces_end},
          {"points at a stray quote", test_csv_reader__points_at_a_stray_quote},
          {"points at the record of an open quote", test_csv_reader__points_at_the_record_of_an_open_quote},
          {"stops when its taker has enough", test_csv_reader__stops_when_its_taker_has_enough})
