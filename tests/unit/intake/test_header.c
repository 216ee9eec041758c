#include "suite.h"
#include "temporary.h"

#include "base/buffer.h"
#include "intake/header.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MAX_FIELD = 1 << 20 };

static char path[CIR_TEMPORARY_SIZE];

static enum cir_status read_as(struct cir_header *header, struct cir_text text, char delimiter, struct cir_error *error)
{
    cir_temporary_file(path, text.data, text.size);
    struct cir_log_file *file = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_log_file_open(&file, path, NULL, NULL), CIR_OK);
    enum cir_status status = cir_header_read(header, file, delimiter, MAX_FIELD, error);
    cir_log_file_close(file);
    unlink(path);
    return status;
}

/* Names in brackets. */
static void show(struct cir_buffer *out, const struct cir_header *header)
{
    for (size_t i = 0; i < header->column_count; i++) {
        cir_buffer_add_char(out, '[');
        cir_buffer_add(out, header->columns[i]);
        cir_buffer_add_char(out, ']');
    }
}

static const struct {
    const char *text;
    char declared;
    char delimiter;
    const char *columns;
    const char *rest;
    size_t rest_offset;
    size_t lines;
} readable[] = {
    // clang-format off
    {"id,date\nA,2015\n",                 '\0', ',',  "[id][date]",         "A,2015\n",        8, 1},
    {"id;date\nA;2015\n",                 '\0', ';',  "[id][date]",         "A;2015\n",        8, 1},
    {"id\tdate\nA\t2015\n",               '\0', '\t', "[id][date]",         "A\t2015\n",       8, 1},
    {"id|date\nA|2015\n",                 '\0', '|',  "[id][date]",         "A|2015\n",        8, 1},
    {"id\nA\n",                           '\0', ',',  "[id]",               "A\n",             3, 1},
    {"id",                                '\0', ',',  "[id]",               "",                2, 1},
    {"id,date",                           '\0', ',',  "[id][date]",         "",                7, 1},
    {"id,date\r\nA,1\r\n",                '\0', ',',  "[id][date]",         "A,1\r\n",         9, 1},
    {"id,date\rA,1\r",                    '\0', ',',  "[id][date]",         "A,1\r",           8, 1},
    {"\n\r\n\nid,date\nA,1\n",            '\0', ',',  "[id][date]",         "A,1\n",          12, 4},
    {"\"id\",\"the\nday\"\nA,1\n",        '\0', ',',  "[id][the\nday]",     "A,1\n",          15, 2},
    {"\"a \"\"b\"\"\",c\n",               '\0', ',',  "[a \"b\"][c]",       "",               12, 1},
    {"\"id;x\",\"date\"\n1;2,3\n",        '\0', ',',  "[id;x][date]",       "1;2,3\n",        14, 1},
    {"\xef\xbb\xbfid,date\nA,1\n",        '\0', ',',  "[id][date]",         "A,1\n",          11, 1},
    {"\xef\xbb\xbf\"id\",\"date\"\nA,1\n", '\0', ',', "[id][date]",         "A,1\n",          15, 1},
    {"id,id,,\"\"\n",                     '\0', ',',  "[id][id][][]",       "",               10, 1},
    {" id , date \n",                     '\0', ',',  "[ id ][ date ]",     "",               12, 1},
    /* more than one delimiter stands in the header: the rows decide */
    {"id;loss, EUR\n1;2,5\n2;3,5\n",      ',',  ',',  "[id;loss][ EUR]",    "1;2,5\n2;3,5\n", 13, 1},
    {"id;loss, EUR\n1;2\n2;3\n",          '\0', ';',  "[id][loss, EUR]",    "1;2\n2;3\n",     13, 1},
    {"id;loss, EUR\n1;2\n2;3\n\n\n",      '\0', ';',  "[id][loss, EUR]",    "1;2\n2;3\n\n\n", 13, 1},
    {"id,a|b;c\nA,1\nB,\"2\n\n;|\"\n",    '\0', ',',  "[id][a|b;c]",        "A,1\nB,\"2\n\n;|\"\n", 9, 1},
    {"id;x\nA;1\n",                       ',',  ',',  "[id;x]",             "A;1\n",           5, 1},
    {"id^x\nA^1\n",                       '^',  '^',  "[id][x]",            "A^1\n",           5, 1},
    // clang-format on
};

static void test_header__finds_columns_and_delimiter(void)
{
    for (size_t i = 0; i < sizeof readable / sizeof readable[0]; i++) {
        struct cir_header header;
        struct cir_buffer out = {0};
        CU_ASSERT_EQUAL(read_as(&header, cir_text_of(readable[i].text), readable[i].declared, NULL), CIR_OK);
        show(&out, &header);
        if (!cir_text_is(cir_buffer_text(&out), readable[i].columns) || header.delimiter != readable[i].delimiter ||
            !cir_text_is(header.rest, readable[i].rest) || header.rest_offset != readable[i].rest_offset ||
            header.lines != readable[i].lines)
            CU_FAIL(readable[i].text);
        cir_buffer_free(&out);
        cir_header_free(&header);
    }
}

static void test_header__keeps_itself_as_it_stood(void)
{
    struct cir_header header;
    CU_ASSERT_EQUAL(read_as(&header, cir_text_of("\xef\xbb\xbf\n\"id\",date\r\nA,1\r\n"), '\0', NULL), CIR_OK);
    CU_ASSERT_TRUE(header.has_bom);
    CU_ASSERT_TRUE(cir_text_is(header.record.text, "\"id\",date"));
    CU_ASSERT_EQUAL(header.record.count, 2);
    CU_ASSERT_TRUE(header.record.spans[0].quoted);
    cir_header_free(&header);
    CU_ASSERT_EQUAL(read_as(&header, cir_text_of("id\n"), '\0', NULL), CIR_OK);
    CU_ASSERT_FALSE(header.has_bom);
    cir_header_free(&header);
}

static const struct {
    const char *text;
    size_t size;
    const char *message;
    size_t line, column;
} unreadable[] = {
    // clang-format off
    {"", 0,                             "the file is empty", 0, 0},
    {"\n\r\n\r", 4,                     "the file holds nothing but empty lines", 0, 0},
    {"\xef\xbb\xbf", 3,                 "the file holds nothing but empty lines", 0, 0},
    {"id,\"date\nA,1\n", 14,            "the header cannot be read: a quoted cell is not closed", 1, 4},
    {"\nid,da\"te\nA,1\n", 15,          "the header cannot be read: a quote stands inside", 2, 6},
    {"\"id\"x,date\nA,1\n", 16,         "the header cannot be read: text follows", 1, 5},
    {"id;loss, EUR\n", 13,              "more than one delimiter", 1, 0},
    {"id;loss, EUR\n1;2,5\n2;3,5\n", 25, "more than one delimiter", 1, 0},
    {"id;loss, EUR\n1\n2\n", 17,        "more than one delimiter", 1, 0},
    {"ident\0fier,x\n", 13,             "a NUL byte stands in the header", 1, 6},
    {"ident\xe9,x\n", 9,                 "the header is not UTF-8", 1, 6},
    {"\n\nident\0fier,x\n", 15,         "a NUL byte stands in the header", 3, 6},
    {"PK\3\4id,date\n", 12,             "this is a ZIP archive", 0, 0},
    {"i\0d\0,\0x\0\n\0", 10,            "this looks like UTF-16", 0, 0},
    // clang-format on
};

static void test_header__says_why_it_cannot_be_read(void)
{
    for (size_t i = 0; i < sizeof unreadable / sizeof unreadable[0]; i++) {
        struct cir_header header;
        struct cir_error error = {0};
        struct cir_text text = {unreadable[i].text, unreadable[i].size};
        CU_ASSERT_EQUAL(read_as(&header, text, '\0', &error), CIR_BAD_LOG);
        if (strncmp(error.message, unreadable[i].message, strlen(unreadable[i].message)) != 0 ||
            error.line != unreadable[i].line || error.column != unreadable[i].column)
            CU_FAIL(error.message);
        CU_ASSERT_STRING_EQUAL(error.file, path);
        cir_header_free(&header);
    }
}

static void test_header__may_have_a_hundred_thousand_columns(void)
{
    enum { COLUMNS = 100000 };
    struct cir_buffer text = {0};
    for (int i = 0; i < COLUMNS; i++)
        cir_buffer_add_format(&text, "%scolumn_%d", i > 0 ? ";" : "", i);
    cir_buffer_add_string(&text, "\nA;1\n");
    struct cir_header header;
    CU_ASSERT_EQUAL(read_as(&header, cir_buffer_text(&text), '\0', NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(header.column_count, COLUMNS);
    CU_ASSERT_EQUAL(header.delimiter, ';');
    CU_ASSERT_TRUE(cir_text_is(header.columns[COLUMNS - 1], "column_99999"));
    CU_ASSERT_TRUE(cir_text_is(header.rest, "A;1\n"));
    cir_header_free(&header);
    cir_buffer_free(&text);
}

static void test_header__refuses_what_cannot_be_a_delimiter(void)
{
    static const char none[] = {'\n', '\r', '"'};
    for (size_t i = 0; i < sizeof none; i++) {
        struct cir_header header;
        struct cir_error error = {0};
        CU_ASSERT_EQUAL(read_as(&header, cir_text_of("id,date\n"), none[i], &error), CIR_BAD_USE);
        CU_ASSERT_STRING_EQUAL(error.message, "a line end or a quote cannot be the delimiter");
        cir_header_free(&header);
    }
}

/* A header of many lines that is larger than a block is whole by its own delimiter only; that is not known yet. */
static void test_header__is_read_whole_whatever_its_delimiter(void)
{
    static const char *const fronts[] = {"", "\xef\xbb\xbf", "\n\n"};
    for (size_t front = 0; front < 3; front++) {
        enum { COLUMNS = 3 };
        struct cir_buffer text = {0};
        cir_buffer_add_string(&text, fronts[front]);
        for (int i = 0; i < COLUMNS; i++) {
            cir_buffer_add_string(&text, i > 0 ? ";\"" : "\"");
            for (int k = 0; k < CIR_BLOCK_SIZE / 16; k++)
                cir_buffer_add_string(&text, "a line, another\n");
            cir_buffer_add_char(&text, '"');
        }
        cir_buffer_add_string(&text, "\nA;1;2\n");
        struct cir_header header;
        CU_ASSERT_EQUAL(read_as(&header, cir_buffer_text(&text), '\0', NULL), CIR_OK);
        CU_ASSERT_EQUAL(header.column_count, COLUMNS);
        CU_ASSERT_EQUAL(header.delimiter, ';');
        CU_ASSERT_TRUE(cir_text_is(header.rest, "A;1;2\n"));
        cir_header_free(&header);
        cir_buffer_free(&text);
    }
}

static void test_header__is_refused_beyond_all_measure(void)
{
    struct cir_buffer text = {0};
    struct cir_header header;
    struct cir_error error;
    CU_ASSERT_TRUE_FATAL(cir_buffer_reserve(&text, CIR_RECORD_SIZE_MAX * 3UL));
    memset(text.data, 'x', CIR_RECORD_SIZE_MAX * 3UL);
    text.size = CIR_RECORD_SIZE_MAX * 3UL;
    CU_ASSERT_EQUAL(read_as(&header, cir_buffer_text(&text), '\0', &error), CIR_BAD_LOG);
    CU_ASSERT_STRING_EQUAL(error.message, "the header is larger than 16 MiB: is this a log?");
    cir_header_free(&header);
    cir_buffer_free(&text);
}

CIR_SUITE("header", {"finds columns and delimiter", test_header__finds_columns_and_delimiter},
          {"keeps itself as it stood", test_header__keeps_itself_as_it_stood},
          {"refuses what cannot be a delimiter", test_header__refuses_what_cannot_be_a_delimiter},
          {"says why it cannot be read", test_header__says_why_it_cannot_be_read},
          {"may have a hundred thousand columns", test_header__may_have_a_hundred_thousand_columns},
          {"is read whole whatever its delimiter", test_header__is_read_whole_whatever_its_delimiter},
          {"is refused beyond all measure", test_header__is_refused_beyond_all_measure})
