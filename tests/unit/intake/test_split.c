#include "suite.h"

#include "base/buffer.h"
#include "base/formula.h"
#include "base/scan.h"
#include "intake/split.h"
#include "model/measured.h"

#include "../../fuzz/split_checks.h"
#include "../base/random.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAX_FIELD = 100 };

/* Records as text: cells in brackets, records by '/', a bad one as its code, its place and its line. */
static void show(struct cir_buffer *out, struct cir_text text, char delimiter, size_t max_field)
{
    struct cir_splitter splitter = {.delimiter = delimiter, .max_field = max_field};
    struct cir_record record;
    struct cir_arena arena = {0};
    while (cir_splitter_next(&splitter, &record, &text, NULL) == CIR_OK) {
        cir_buffer_add_format(out, "%s%u:", out->size > 0 ? " / " : "", record.line);
        if (record.is_bad) {
            cir_buffer_add_format(out, "%s@%u ", cir_problem_code(record.problem), record.problem_at);
            cir_buffer_add(out, record.text);
        }
        for (size_t i = 0; i < record.count; i++) {
            struct cir_text cell;
            CU_ASSERT_TRUE(cir_span_text(&cell, &record, &record.spans[i], &arena));
            cir_buffer_add_char(out, '[');
            cir_buffer_add(out, cell);
            cir_buffer_add_char(out, ']');
        }
    }
    cir_arena_free(&arena);
    cir_splitter_free(&splitter);
}

struct example {
    char delimiter;
    const char *text;
    const char *records;
};

static void expect(const struct example *example)
{
    struct cir_buffer out = {0};
    show(&out, cir_text_of(example->text), example->delimiter, MAX_FIELD);
    if (!cir_text_is(cir_buffer_text(&out), example->records)) {
        printf("\n  is      %.*s\n", CIR_TEXT_ARGS(cir_buffer_text(&out)));
        CU_FAIL(example->records);
    }
    cir_buffer_free(&out);
}

static const struct example well_formed[] = {
    // clang-format off
    {',', "",                                  ""},
    {',', "a",                                 "1:[a]"},
    {',', "a\n",                               "1:[a]"},
    {',', "a,b\nc,d\n",                        "1:[a][b] / 2:[c][d]"},
    {',', "a,b\nc,d",                          "1:[a][b] / 2:[c][d]"},
    {',', "a,b\r\nc,d\r\n",                    "1:[a][b] / 2:[c][d]"},
    {',', "a,b\rc,d\r",                        "1:[a][b] / 2:[c][d]"},
    {',', "a\nb\r\nc\rd",                      "1:[a] / 2:[b] / 3:[c] / 4:[d]"},
    {',', ",",                                 "1:[][]"},
    {',', ",,\n,",                             "1:[][][] / 2:[][]"},
    {',', "a,",                                "1:[a][]"},
    {',', " a , b ",                           "1:[ a ][ b ]"},
    {',', "\"\"",                              "1:[]"},
    {',', "\"\",\"\"\n",                       "1:[][]"},
    {',', "\"a,b\",c",                         "1:[a,b][c]"},
    {',', "\"a\"\"b\"",                        "1:[a\"b]"},
    {',', "\"\"\"\"",                          "1:[\"]"},
    {',', "\"\"\"a\"\"\"",                     "1:[\"a\"]"},
    {',', "\"a\nb\",c\nd",                     "1:[a\nb][c] / 3:[d]"},
    {',', "\"a\r\nb\r\n\",c\r\nd",             "1:[a\r\nb\r\n][c] / 4:[d]"},
    {',', "\"\r\",a\rb",                       "1:[\r][a] / 3:[b]"},
    {',', "a,\"b\"\r\nc",                      "1:[a][b] / 2:[c]"},
    {';', "a;\"b;c\";1,5",                     "1:[a][b;c][1,5]"},
    {'\t', "a\t\"b\tc\"\t",                    "1:[a][b\tc][]"},
    {'|', "a|\"b|c\"|d,e",                     "1:[a][b|c][d,e]"},
    {',', "\n\n\na\n\n\nb\n\n",                "4:[a] / 7:[b]"},
    {',', "\r\n\r\na\r\n\r\nb",                "3:[a] / 5:[b]"},
    {',', "\r\r\na\n\r\nb",                    "3:[a] / 5:[b]"},
    {',', "\n",                                ""},
    {',', " \n",                               "1:[ ]"},
    {',', "\xef\xbb\xbf" "a,b",                "1:[\xef\xbb\xbf" "a][b]"},
    {',', "0123456789abcdef,0123456789abcde,\"0123456789abcdef,0123456789abcdef\",x\n0123456789abcdef\n",
          "1:[0123456789abcdef][0123456789abcde][0123456789abcdef,0123456789abcdef][x] / 2:[0123456789abcdef]"},
    // clang-format on
};

static void test_split__reads_what_is_well_formed(void)
{
    for (size_t i = 0; i < sizeof well_formed / sizeof well_formed[0]; i++)
        expect(&well_formed[i]);
}

static const struct example broken[] = {
    // clang-format off
    {',', "a\"b,c\nd",                         "1:stray-quote@1 a\"b,c / 2:[d]"},
    {',', "a,b\"\nc,d",                        "1:stray-quote@3 a,b\" / 2:[c][d]"},
    {',', "a, \"b\"\nc",                       "1:stray-quote@3 a, \"b\" / 2:[c]"},
    {',', "5' 11\" tall,x\ny",                 "1:stray-quote@5 5' 11\" tall,x / 2:[y]"},
    {',', "\"a\"b,c\nd",                       "1:text-after-quote@3 \"a\"b,c / 2:[d]"},
    {',', "\"a\" ,c\nd",                       "1:text-after-quote@3 \"a\" ,c / 2:[d]"},
    {',', "\"a\\\"b\",c\nd",                   "1:text-after-quote@4 \"a\\\"b\",c / 2:[d]"},
    {',', "a;\"b;c\"\n",                       "1:stray-quote@2 a;\"b;c\""},
    {';', "\"a\",\"b\"\n",                     "1:text-after-quote@3 \"a\",\"b\""},
    {',', "a,\"b\nc,d\ne,f",                   "1:unclosed-quote@2 a,\"b / 2:[c][d] / 3:[e][f]"},
    {',', "a,\"b\r\nc,d\re,f",                 "1:unclosed-quote@2 a,\"b / 2:[c][d] / 3:[e][f]"},
    {',', "a,\"b",                             "1:unclosed-quote@2 a,\"b"},
    {',', "a\n\"",                             "1:[a] / 2:unclosed-quote@0 \""},
    {',', "\"\"\"",                            "1:unclosed-quote@0 \"\"\""},
    {',', "\"a\"\"",                           "1:unclosed-quote@0 \"a\"\""},
    /* The fault lies on a later line: the line that is rejected is the one whose quote reached there. */
    {',', "\"a\nb\"c\nd,e\n",                  "1:unclosed-quote@0 \"a / 2:stray-quote@1 b\"c / 3:[d][e]"},
    {',', "x,\"a\nb\",c\"d\ne",                "1:unclosed-quote@2 x,\"a / 2:stray-quote@1 b\",c\"d / 3:[e]"},
    {',', "x,\"a\nb\",\"c\nd\"e\nf",           "1:unclosed-quote@2 x,\"a / 2:stray-quote@1 b\",\"c / 3:stray-quote@1 d\"e / 4:[f]"},
    {',', "\"a\nb\",\"c",                      "1:unclosed-quote@0 \"a / 2:stray-quote@1 b\",\"c"},
    /* One stray quote costs one row. */
    {',', "a,b\nc,\"d\ne,f\ng,\"h\"\ni,j\n",   "1:[a][b] / 2:unclosed-quote@2 c,\"d / 3:[e][f] / 4:[g][h] / 5:[i][j]"},
    // clang-format on
};

static void test_split__names_what_is_broken_and_goes_on_behind_its_line(void)
{
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
        expect(&broken[i]);
}

static void test_split__takes_a_quoted_cell_up_to_its_largest_size(void)
{
    for (int more = 0; more < 2; more++) {
        char text[2 * MAX_FIELD + 32];
        struct cir_buffer out = {0};
        int size = snprintf(text, sizeof text, "\"%0*d\",x\ny\n", MAX_FIELD + more, 0);
        show(&out, (struct cir_text){text, (size_t)size}, ',', MAX_FIELD);
        bool is_bad = cir_text_starts_with(cir_buffer_text(&out), "1:unclosed-quote@0");
        CU_ASSERT_EQUAL(is_bad, more == 1);
        CU_ASSERT_EQUAL(memcmp(out.data + out.size - 5, "2:[y]", 5), 0);
        cir_buffer_free(&out);
    }
}

/* The size is that of the cell as it stands, doubled quotes and all. */
static void test_split__counts_doubled_quotes_twice(void)
{
    struct cir_buffer out = {0};
    show(&out, cir_text_of("\"1234\"\"7890\"\n\"1234\"\"78901\"\n"), ',', 10);
    CU_ASSERT_TRUE(cir_text_is(cir_buffer_text(&out), "1:[1234\"7890] / 2:unclosed-quote@0 \"1234\"\"78901\""));
    cir_buffer_free(&out);
}

static void test_split__keeps_nul_bytes(void)
{
    struct cir_buffer out = {0};
    show(&out, (struct cir_text){"a\0b,\"c\0\",\0\n", 11}, ',', MAX_FIELD);
    CU_ASSERT_TRUE(cir_text_equal(cir_buffer_text(&out), (struct cir_text){"1:[a\0b][c\0][\0]", 14}));
    cir_buffer_free(&out);
}

static void test_split__finds_no_cells_in_what_is_padding(void)
{
    struct cir_buffer out = {0};
    show(&out, (struct cir_text){"a\0b", 3}, '\0', MAX_FIELD);
    CU_ASSERT_TRUE(cir_text_is(cir_buffer_text(&out), "1:[a][b]"));
    cir_buffer_free(&out);
}

static void test_split__tells_where_whole_records_end(void)
{
    static const struct {
        const char *text;
        size_t open, at_end;
    } cases[] = {
        // clang-format off
        {"",                     0,  0},
        {"a,b",                  0,  3},
        {"a,b\n",                4,  4},
        {"a,b\nc",               4,  5},
        {"a,b\r",                0,  4},
        {"a,b\r\n",              5,  5},
        {"a,b\rc",               4,  5},
        {"\"a\nb\"",             0,  5},
        {"\"a\nb\"\nc",          6,  7},
        {"x\n\"a\nb",            2,  6},
        {"x\n\"a\nb\"",          2,  7},
        {"x\n\"a\nb\"\n",        8,  8},
        {"x\n\"a\nb\"\"\n",      2,  9},
        {"\"a\nb\"c\n",          7,  7},
        {"a\"b\n\"c",            4,  6},
        {"\n\n",                 2,  2},
        // clang-format on
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct cir_text text = cir_text_of(cases[i].text);
        if (cir_split_boundary(text, ',', MAX_FIELD, false) != cases[i].open ||
            cir_split_boundary(text, ',', MAX_FIELD, true) != cases[i].at_end)
            CU_FAIL(cases[i].text);
    }
}

/* A cell that no block could close is given up at its largest size, and not at the end of the file. */
static void test_split__does_not_wait_for_a_quote_beyond_the_largest_size(void)
{
    char text[MAX_FIELD + 8];
    memset(text, 'x', sizeof text);
    text[0] = '"';
    text[2] = '\n';
    struct cir_text seen = {text, MAX_FIELD + 2};
    CU_ASSERT_EQUAL(cir_split_boundary(seen, ',', MAX_FIELD, false), 0);
    seen.size++;
    CU_ASSERT_EQUAL(cir_split_boundary(seen, ',', MAX_FIELD, false), 3);
}

static void add_random_cell(struct cir_buffer *text, char delimiter, uint64_t *random)
{
    const char letters[] = {'a', 'b', ' ', '.', delimiter, '"', '\n', '\r', (char)0xc3, '\0', ',', ';'};
    bool quoted = random_below(random, 3) == 0;
    unsigned size = random_below(random, random_below(random, 10) == 0 ? 60 : 8);
    if (quoted)
        cir_buffer_add_char(text, '"');
    for (unsigned i = 0; i < size; i++) {
        char c = letters[random_below(random, sizeof letters)];
        bool is_special = c == delimiter || c == '"' || c == '\n' || c == '\r';
        if (quoted && c == '"')
            cir_buffer_add_char(text, '"');
        cir_buffer_add_char(text, !quoted && is_special ? 'x' : c);
    }
    if (quoted)
        cir_buffer_add_char(text, '"');
}

static void add_random_log(struct cir_buffer *text, char delimiter, uint64_t *random)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    const char *end = ends[random_below(random, 3)];
    unsigned rows = random_below(random, 12);
    for (unsigned row = 0; row < rows; row++) {
        unsigned cells = 1 + random_below(random, 6);
        for (unsigned cell = 0; cell < cells; cell++) {
            if (cell > 0)
                cir_buffer_add_char(text, delimiter);
            add_random_cell(text, delimiter, random);
        }
        if (row + 1 < rows || random_below(random, 2) == 0)
            cir_buffer_add_string(text, random_below(random, 9) == 0 ? ends[random_below(random, 3)] : end);
    }
}

static void expect_promises(struct cir_text text, char delimiter, size_t max_field, uint64_t *random)
{
    struct split_rules rules = {delimiter, max_field};
    const char *promise = split_check_cover(text, rules);
    if (promise == NULL)
        promise = split_check_blocks(text, rules, 64, random);
    if (promise == NULL)
        promise = split_check_libcsv(text, delimiter);
    if (promise == NULL)
        return;
    printf("\n  broken by ");
    for (size_t i = 0; i < text.size; i++)
        printf(text.data[i] > ' ' && text.data[i] < 127 ? "%c" : "\\x%02x", (unsigned char)text.data[i]);
    CU_FAIL(promise);
}

static size_t count_bad(struct cir_text text, char delimiter, size_t *good)
{
    struct cir_splitter splitter = {.delimiter = delimiter, .max_field = text.size};
    struct cir_record record;
    size_t bad = 0;
    while (cir_splitter_next(&splitter, &record, &text, NULL) == CIR_OK) {
        bad += record.is_bad;
        *good += !record.is_bad;
    }
    cir_splitter_free(&splitter);
    return bad;
}

static void test_split__reads_well_formed_logs_as_libcsv_does(void)
{
    static const char delimiters[] = {',', ';', '\t', '|'};
    uint64_t random = 4180;
    size_t good = 0;
    for (int i = 0; i < 20000; i++) {
        struct cir_buffer text = {0};
        char delimiter = delimiters[random_below(&random, sizeof delimiters)];
        add_random_log(&text, delimiter, &random);
        struct cir_text log = {text.size > 0 ? text.data : "", text.size};
        CU_ASSERT_EQUAL(count_bad(log, delimiter, &good), 0);
        expect_promises(log, delimiter, 200, &random);
        cir_buffer_free(&text);
    }
    CU_ASSERT(good > 80000);
}

/* The most important promise of all: on any bytes, boundary and splitter are of one mind. */
static void test_split__finds_the_same_records_in_blocks_as_in_the_whole(void)
{
    static const char letters[] = {'a', ',', '"', '\n', '\r', ' '};
    uint64_t random = 90210;
    size_t good = 0;
    size_t bad = 0;
    for (int i = 0; i < 100000; i++) {
        char bytes[200];
        unsigned size = random_below(&random, i % 4 == 0 ? sizeof bytes : 24);
        unsigned likely_a = random_below(&random, 4);
        for (unsigned k = 0; k < size; k++)
            bytes[k] = random_below(&random, 4) < likely_a ? 'a' : letters[random_below(&random, sizeof letters)];
        char *copy = malloc(size + 1U);
        memcpy(copy, bytes, size);
        struct cir_text text = {copy, size};
        bad += count_bad(text, ',', &good);
        expect_promises(text, ',', 1 + random_below(&random, 40), &random);
        free(copy);
    }
    CU_ASSERT(good > 100000 && bad > 100000);
}

/* Every text of up to seven bytes, with every limit that matters to it. */
static void test_split__keeps_its_promises_on_all_short_texts(void)
{
    static const char letters[] = {'a', ',', '"', '\n', '\r'};
    uint64_t random = 5;
    for (unsigned size = 0; size <= 7; size++) {
        unsigned count = 1;
        for (unsigned i = 0; i < size; i++)
            count *= sizeof letters;
        for (unsigned number = 0; number < count; number++) {
            char bytes[8];
            for (unsigned i = 0, left = number; i < size; i++, left /= sizeof letters)
                bytes[i] = letters[left % sizeof letters];
            const struct split_rules rules = {',', number % 5};
            const char *promise = split_check_blocks((struct cir_text){bytes, size}, rules, 2, &random);
            if (promise != NULL)
                CU_FAIL(promise);
        }
    }
}

/* ---- what is said of a record's bytes ---- */

static bool is_plain(struct cir_text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] <= 0)
            return false;
    return true;
}

static bool may_hold_formula(const struct cir_record *record)
{
    for (size_t i = 0; i < record->count; i++)
        if (record->spans[i].size > 0 && cir_formula_may_begin(record->text.data[record->spans[i].start]))
            return true;
    return false;
}

/* Both are exact for a whole record, but for delimiters that are NUL or may begin a formula themselves. */
static void expect_flags(const struct cir_record *record, char delimiter)
{
    bool plain = is_plain(record->text);
    bool formula = may_hold_formula(record);
    if (record->is_plain && !plain)
        CU_FAIL("plain, and is not");
    if (!record->may_hold_formula && formula)
        CU_FAIL("a formula is overlooked");
    if (!record->is_bad && delimiter != '\0' && record->is_plain != plain)
        CU_FAIL("plain is not seen");
    if (!record->is_bad && !cir_formula_may_begin(delimiter) && record->may_hold_formula != formula)
        CU_FAIL("a formula where none is");
}

static size_t expect_flags_of_all(struct cir_text text, char delimiter)
{
    struct cir_splitter splitter = {.delimiter = delimiter, .max_field = MAX_FIELD};
    struct cir_record record;
    size_t plain = 0;
    while (cir_splitter_next(&splitter, &record, &text, NULL) == CIR_OK) {
        expect_flags(&record, delimiter);
        plain += record.is_plain && !record.may_hold_formula;
    }
    cir_splitter_free(&splitter);
    return plain;
}

static void add_random_bytes(struct cir_buffer *text, char delimiter, uint64_t *random)
{
    static const char odd[] = {'=', '+', '-', '@', '\t', '\n', '\r', '"', '\0', (char)0xef, (char)0xc3};
    unsigned size = random_below(random, 400);
    unsigned seldom = 1 + random_below(random, 60);
    for (unsigned i = 0; i < size; i++) {
        char c = random_below(random, 6) == 0 ? delimiter : 'a';
        c = random_below(random, 30) == 0 ? '\n' : c;
        cir_buffer_add_char(text, random_below(random, seldom) == 0 ? odd[random_below(random, sizeof odd)] : c);
    }
}

static void test_split__says_what_a_record_may_hold(void)
{
    static const char delimiters[] = {',', ';', '\t', '|', '\0', '-', (char)0xef};
    uint64_t random = 2206;
    size_t plain = 0;
    for (int i = 0; i < 20000; i++) {
        struct cir_buffer text = {0};
        char delimiter = delimiters[random_below(&random, sizeof delimiters)];
        if (i % 2 == 0)
            add_random_bytes(&text, delimiter, &random);
        else
            add_random_log(&text, delimiter, &random);
        plain += expect_flags_of_all((struct cir_text){text.size > 0 ? text.data : "", text.size}, delimiter);
        cir_buffer_free(&text);
    }
    CU_ASSERT(plain > 20000);
}

static void test_split__sees_formulas_in_and_out_of_quotes(void)
{
    static const struct {
        const char *text;
        bool may_hold_formula;
    } cases[] = {
        // clang-format off
        {"INC-1,2024-01-29,=,",                 true},
        {"INC-1,2024-01-29,a=b,+",              true},
        {"=1,b",                                true},
        {"a,\"@b\"",                            true},
        {"\"-\",b",                             true},
        {"a,\"\nb\",c",                         true},
        {"a,\tb",                               true},
        {"a,\xef\xbc\x9d",                      true},
        {"INC-1,2024-01-29T10:00:00Z,a=b@c+d",  false},
        {"a,\"b,=c\",\"\"",                     false},
        {"a,,\n",                               false},
        {"a,\"\"\r\n=",                         false},
        // clang-format on
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct cir_splitter splitter = {.delimiter = ',', .max_field = MAX_FIELD};
        struct cir_record record;
        struct cir_text text = cir_text_of(cases[i].text);
        CU_ASSERT_EQUAL(cir_splitter_next(&splitter, &record, &text, NULL), CIR_OK);
        if (record.may_hold_formula != cases[i].may_hold_formula)
            CU_FAIL(cases[i].text);
        cir_splitter_free(&splitter);
    }
}

/* ---- from record to record ---- */

/* Records of every size one behind the other stand at every place of what is scanned at once, with and without
 * quotes; of a record over two lines the second is its own size. */
static void add_sized_record(struct cir_buffer *text, unsigned size)
{
    static const char *const starts[] = {"", "\"x,\"\"y\",", "\"\n\","};
    const char *start = starts[size % 3];
    cir_buffer_add_string(text, start);
    for (unsigned i = 0; i < size; i++)
        cir_buffer_add_char(text, i % 7 == 3 ? ',' : 'z');
    cir_buffer_add_string(text, "k\n");
}

static void expect_sized_record(const struct cir_record *record, unsigned size)
{
    static const size_t cells[] = {1, 2, 2};
    static const size_t start_sizes[] = {0, 8, 4};
    CU_ASSERT_FALSE(record->is_bad);
    CU_ASSERT_EQUAL(record->text.size, start_sizes[size % 3] + size + 1);
    CU_ASSERT_EQUAL(record->count, cells[size % 3] + (size + 3) / 7);
    CU_ASSERT_EQUAL(record->lines, size % 3 == 2 ? 2 : 1);
    CU_ASSERT_TRUE(record->is_plain);
    for (size_t i = 0; i < record->count; i++)
        CU_ASSERT_EQUAL(record->spans[i].quoted, i == 0 && size % 3 != 0);
}

static void test_split__goes_on_from_record_to_record_at_every_place(void)
{
    enum { SIZES = 4 * CIR_SCAN_WORD_SIZE };
    struct cir_splitter splitter = {.delimiter = ',', .max_field = MAX_FIELD};
    for (unsigned front = 0; front < CIR_SCAN_WORD_SIZE; front++) {
        struct cir_buffer text = {0};
        struct cir_record record;
        for (unsigned i = 0; i < front; i++)
            cir_buffer_add_char(&text, '\n');
        for (unsigned size = 0; size < SIZES; size++)
            add_sized_record(&text, size);
        struct cir_text rest = cir_buffer_text(&text);
        splitter.line = 0;
        for (unsigned size = 0; size < SIZES; size++) {
            CU_ASSERT_EQUAL(cir_splitter_next(&splitter, &record, &rest, NULL), CIR_OK);
            expect_sized_record(&record, size);
        }
        CU_ASSERT_EQUAL(cir_splitter_next(&splitter, &record, &rest, NULL), CIR_END);
        cir_buffer_free(&text);
    }
    cir_splitter_free(&splitter);
}

/* A record larger than what is scanned at once. */
static void test_split__reads_records_of_many_cells(void)
{
    enum { CELLS = 50000 };
    struct cir_buffer text = {0};
    for (int i = 0; i < CELLS; i++)
        cir_buffer_add_string(&text, i + 1 < CELLS ? "ab,\"\"," : "ab,\"\"\nc\n");
    struct cir_splitter splitter = {.delimiter = ',', .max_field = MAX_FIELD};
    struct cir_record record;
    struct cir_text rest = cir_buffer_text(&text);
    CU_ASSERT_EQUAL(cir_splitter_next(&splitter, &record, &rest, NULL), CIR_OK);
    CU_ASSERT_EQUAL(record.count, (size_t)2 * CELLS);
    for (size_t i = 0; i < record.count; i++)
        if (record.spans[i].start != 6 * (i / 2) + 4 * (i % 2) || record.spans[i].size != (i % 2 == 0 ? 2 : 0))
            CU_FAIL("another cell");
    CU_ASSERT_EQUAL(cir_splitter_next(&splitter, &record, &rest, NULL), CIR_OK);
    CU_ASSERT_EQUAL(record.count, 1);
    cir_splitter_free(&splitter);
    cir_buffer_free(&text);
}

/* The cells of the next record, in a splitter that was used before. */
static size_t count_next(struct cir_splitter *splitter, struct cir_text *rest)
{
    struct cir_record record;
    CU_ASSERT_EQUAL(cir_splitter_next(splitter, &record, rest, NULL), CIR_OK);
    return record.count;
}

static void put(char *bytes, const char *text)
{
    while (*text != '\0')
        *bytes++ = *text++;
}

/* What was scanned is not taken for another text, even where that stands in the very same bytes. */
static void test_split__reads_another_text_where_the_last_one_stood(void)
{
    char bytes[] = "a,b\nc,d\ne,f\n";
    struct cir_splitter splitter = {.delimiter = ',', .max_field = MAX_FIELD};
    struct cir_text rest = cir_text_of(bytes);
    CU_ASSERT_EQUAL(count_next(&splitter, &rest), 2);
    put(bytes, ",,,,,,,,,,\n");
    splitter.line = 0;
    CU_ASSERT_EQUAL(count_next(&splitter, &rest), 7);
    CU_ASSERT_EQUAL(splitter.line, 1);
    cir_splitter_free(&splitter);
}

/* Nor what was scanned of a text that was read to its end, whatever the line. */
static void test_split__forgets_a_text_that_has_ended(void)
{
    char bytes[] = "a\n\n\n";
    struct cir_splitter splitter = {.delimiter = ',', .max_field = MAX_FIELD};
    struct cir_text rest = cir_text_of(bytes);
    struct cir_record record;
    CU_ASSERT_EQUAL(count_next(&splitter, &rest), 1);
    CU_ASSERT_EQUAL(cir_splitter_next(&splitter, &record, &rest, NULL), CIR_END);
    splitter.line = 1;
    put(bytes, "a\n,,");
    rest = (struct cir_text){bytes + 2, 2};
    CU_ASSERT_EQUAL(count_next(&splitter, &rest), 3);
    cir_splitter_free(&splitter);
}

/* ---- many records at a time ---- */

static bool same_span(const struct cir_span *a, const struct cir_span *b)
{
    return a->start == b->start && a->size == b->size && a->quoted == b->quoted && a->escaped == b->escaped;
}

static bool same_record(const struct cir_record *a, const struct cir_record *b)
{
    if (a->text.data != b->text.data || a->text.size != b->text.size || a->count != b->count || a->line != b->line ||
        a->lines != b->lines || a->is_plain != b->is_plain || a->may_hold_formula != b->may_hold_formula ||
        a->is_bad != b->is_bad || a->problem != b->problem || a->problem_at != b->problem_at)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!same_span(&a->spans[i], &b->spans[i]))
            return false;
    return true;
}

/* The records of a call stand together, and are those that come one at a time, however wide a machine looks. */
static void expect_same_records(struct cir_text text, char delimiter, uint64_t *random)
{
    struct cir_splitter many = {.delimiter = delimiter, .max_field = MAX_FIELD};
    struct cir_splitter single = many;
    single.at_most = (enum cir_scan_width)(CIR_SCAN_NARROW + random_below(random, (unsigned)cir_scan_width()));
    struct cir_record records[CIR_BATCH];
    struct cir_record record;
    struct cir_text rest = text;
    size_t count;
    size_t capacity = 1 + random_below(random, CIR_BATCH);
    while (cir_splitter_take(records, &count, capacity, &many, &text, NULL) == CIR_OK) {
        CU_ASSERT(count > 0 && count <= capacity);
        CU_ASSERT(count == capacity || text.size == 0);
        for (size_t i = 0; i < count; i++)
            if (cir_splitter_next(&single, &record, &rest, NULL) != CIR_OK || !same_record(&records[i], &record))
                CU_FAIL("another record");
        if (text.size > 0)
            CU_ASSERT(text.data == rest.data && many.line == single.line);
        capacity = 1 + random_below(random, CIR_BATCH);
    }
    CU_ASSERT_EQUAL(count, 0);
    CU_ASSERT_EQUAL(cir_splitter_next(&single, &record, &rest, NULL), CIR_END);
    CU_ASSERT_EQUAL(many.line, single.line);
    cir_splitter_free(&single);
    cir_splitter_free(&many);
}

static void test_split__takes_the_same_records_many_at_a_time(void)
{
    uint64_t random = 6464;
    for (int i = 0; i < 5000; i++) {
        struct cir_buffer text = {0};
        for (unsigned part = random_below(&random, 12); part > 0; part--) {
            add_random_bytes(&text, ',', &random);
            add_random_log(&text, ',', &random);
        }
        expect_same_records((struct cir_text){text.size > 0 ? text.data : "", text.size}, ',', &random);
        cir_buffer_free(&text);
    }
}

static void expect_wide_record(const struct cir_record *record, size_t cells)
{
    CU_ASSERT_EQUAL(record->count, cells);
    for (size_t i = 0; i < record->count; i++)
        if (record->spans[i].start != 2 * i || record->spans[i].size != 1)
            CU_FAIL("another cell");
}

/* What is taken stays where it can be read while more is taken, and is not all that there is where that is much. */
static void test_split__takes_fewer_records_of_very_many_cells(void)
{
    enum { CELLS = 3000, ROWS = 2 * CIR_BATCH };
    struct cir_buffer text = {0};
    for (int i = 0; i < CELLS * ROWS; i++)
        cir_buffer_add_string(&text, i % CELLS + 1 < CELLS ? "a," : "b\n");
    struct cir_splitter splitter = {.delimiter = ',', .max_field = MAX_FIELD};
    struct cir_record records[CIR_BATCH];
    struct cir_text rest = cir_buffer_text(&text);
    size_t taken = 0;
    size_t count;
    while (cir_splitter_take(records, &count, CIR_BATCH, &splitter, &rest, NULL) == CIR_OK) {
        for (size_t i = 0; i < count; i++)
            expect_wide_record(&records[i], CELLS);
        CU_ASSERT(count > 1 && count < CIR_BATCH);
        taken += count;
    }
    CU_ASSERT_EQUAL(taken, ROWS);
    cir_splitter_free(&splitter);
    cir_buffer_free(&text);
}

/* Broken records, after which the scanning begins anew, leave room for what stands between them. */
static void test_split__takes_wide_records_between_broken_ones(void)
{
    enum { CELLS = 60, PAIRS = 500 };
    struct cir_buffer text = {0};
    for (int i = 0; i < PAIRS; i++) {
        for (int cell = 1; cell < CELLS; cell++)
            cir_buffer_add_char(&text, ',');
        cir_buffer_add_string(&text, "\na\"\n");
    }
    struct cir_splitter splitter = {.delimiter = ',', .max_field = MAX_FIELD};
    struct cir_record records[2 * PAIRS];
    struct cir_text rest = cir_buffer_text(&text);
    size_t count;
    CU_ASSERT_EQUAL(cir_splitter_take(records, &count, (size_t)2 * PAIRS, &splitter, &rest, NULL), CIR_OK);
    CU_ASSERT_EQUAL(count, (size_t)2 * PAIRS);
    for (size_t i = 0; i < count; i++) {
        CU_ASSERT_EQUAL(records[i].is_bad, i % 2 == 1);
        CU_ASSERT_EQUAL(records[i].count, i % 2 == 1 ? 0 : CELLS);
        CU_ASSERT_EQUAL(records[i].line, i + 1);
    }
    cir_splitter_free(&splitter);
    cir_buffer_free(&text);
}

CIR_SUITE("split", {"reads what is well-formed", test_split__reads_what_is_well_formed},
          {"names what is broken and goes on behind its line",
           test_split__names_what_is_broken_and_goes_on_behind_its_line},
          {"takes a quoted cell up to its largest size", test_split__takes_a_quoted_cell_up_to_its_largest_size},
          {"counts doubled quotes twice", test_split__counts_doubled_quotes_twice},
          {"keeps NUL bytes", test_split__keeps_nul_bytes},
          {"finds no cells in what is padding", test_split__finds_no_cells_in_what_is_padding},
          {"tells where whole records end", test_split__tells_where_whole_records_end},
          {"does not wait for a quote beyond the largest size",
           test_split__does_not_wait_for_a_quote_beyond_the_largest_size},
          {"reads well-formed logs as libcsv does", test_split__reads_well_formed_logs_as_libcsv_does},
          {"finds the same records in blocks as in the whole",
           test_split__finds_the_same_records_in_blocks_as_in_the_whole},
          {"keeps its promises on all short texts", test_split__keeps_its_promises_on_all_short_texts},
          {"says what a record may hold", test_split__says_what_a_record_may_hold},
          {"sees formulas in and out of quotes", test_split__sees_formulas_in_and_out_of_quotes},
          {"goes on from record to record at every place", test_split__goes_on_from_record_to_record_at_every_place},
          {"reads records of many cells", test_split__reads_records_of_many_cells},
          {"reads another text where the last one stood", test_split__reads_another_text_where_the_last_one_stood},
          {"forgets a text that has ended", test_split__forgets_a_text_that_has_ended},
          {"takes the same records many at a time", test_split__takes_the_same_records_many_at_a_time},
          {"takes fewer records of very many cells", test_split__takes_fewer_records_of_very_many_cells},
          {"takes wide records between broken ones", test_split__takes_wide_records_between_broken_ones})
