/* The same table in every layout; what tells them apart. */
#include "network/published_network.h"

#include "made_tables.h"
#include "suite.h"

#include <stdlib.h>

typedef void make_function(struct cir_buffer *text, const struct made_order *order);

static const struct {
    const char *name;
    make_function *make;
    enum cir_network_layout layout;
    const char *unit;
} layouts[] = {
    {"icio", made_icio, CIR_NETWORK_ICIO, "million USD"},
    {"figaro", made_figaro, CIR_NETWORK_FIGARO, "million EUR"},
    {"wiod", made_wiod, CIR_NETWORK_WIOD, "million USD"},
};

enum { LAYOUTS = sizeof layouts / sizeof layouts[0] };

static const struct made_order *const orders[] = {&made_as_printed, &made_mixed};

static void expect_load(struct cir_text text, enum cir_network_layout layout, const char *unit)
{
    struct cir_network *network;
    struct cir_error error;
    CU_ASSERT_EQUAL_FATAL(made_load_text(&network, text, layout, &error), CIR_OK);
    CU_ASSERT_STRING_EQUAL(network->unit, unit);
    CU_ASSERT_EQUAL(strlen(network->sha256), 64);
    made_expect(network);
}

static void test_published_network__is_the_same_in_every_layout_of_one_file(void)
{
    for (size_t i = 0; i < LAYOUTS; i++)
        for (size_t k = 0; k < 2; k++) {
            struct cir_buffer text = {0};
            layouts[i].make(&text, orders[k]);
            expect_load(cir_buffer_text(&text), layouts[i].layout, layouts[i].unit);
            expect_load(cir_buffer_text(&text), CIR_NETWORK_ANY, layouts[i].unit);
            cir_buffer_free(&text);
        }
}

static void expect_folder(const char *const *names, make_function *const *makes, const struct made_order *order)
{
    struct cir_buffer texts[4] = {{0}};
    const char *strings[4] = {NULL};
    char path[CIR_TEMPORARY_SIZE];
    struct cir_network *network;
    struct cir_error error;
    for (size_t i = 0; names[i] != NULL; i++) {
        makes[i](&texts[i], order);
        cir_buffer_add_char(&texts[i], '\0');
        strings[i] = texts[i].data;
    }
    made_folder(path, names, strings);
    CU_ASSERT_EQUAL_FATAL(made_load(&network, path, CIR_NETWORK_ANY, &error), CIR_OK);
    made_expect(network);
    cir_temporary_remove(path);
    for (size_t i = 0; names[i] != NULL; i++)
        cir_buffer_free(&texts[i]);
}

static void test_published_network__is_the_same_as_a_folder(void)
{
    static const char *const pymrio[] = {"Z.txt", "Y.txt", "x.txt", NULL};
    static make_function *const pymrio_makes[] = {made_pymrio_flows, made_pymrio_final_demand, made_pymrio_output};
    static const char *const plain[] = {"nodes.csv", "flows.csv", NULL};
    static make_function *const plain_makes[] = {made_own_nodes, made_own_flows};
    for (size_t k = 0; k < 2; k++) {
        expect_folder(pymrio, pymrio_makes, orders[k]);
        expect_folder(plain, plain_makes, orders[k]);
    }
}

/* With a byte order mark, with CRLF, without an end of the last line: the same. */
static void test_published_network__does_not_mind_how_lines_end(void)
{
    struct cir_buffer text = {0};
    struct cir_buffer other = {0};
    made_icio(&text, &made_as_printed);
    cir_buffer_add_string(&other, "\xEF\xBB\xBF");
    for (size_t i = 0; i + 1 < text.size; i++)
        if (text.data[i] == '\n')
            cir_buffer_add_string(&other, "\r\n");
        else
            cir_buffer_add_char(&other, text.data[i]);
    expect_load(cir_buffer_text(&other), CIR_NETWORK_ANY, "million USD");
    cir_buffer_free(&text);
    cir_buffer_free(&other);
}

static void expect_refused(const char *text, enum cir_network_layout layout, const char *says)
{
    struct cir_network *network;
    struct cir_error error;
    CU_ASSERT_EQUAL(made_load_text(&network, cir_text_of(text), layout, &error), CIR_BAD_NETWORK);
    CU_ASSERT_PTR_NULL(network);
    CU_ASSERT_EQUAL(error.status, CIR_BAD_NETWORK);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, says));
    if (strstr(error.message, says) == NULL)
        puts(error.message);
}

static void test_published_network__refuses_a_file_of_no_layout(void)
{
    static const char *const texts[] = {"", "\n", "id,date\n1,2\n", "rowLabels\n", "\"", "from,to,flow\na,b,1\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        expect_refused(texts[i], CIR_NETWORK_ANY, "in no layout that is known");
    expect_refused("", CIR_NETWORK_ICIO, "the header is not whole");
    expect_refused("", CIR_NETWORK_WIOD, "no line of numbers of columns");
}

static void test_published_network__says_what_is_not_there(void)
{
    struct cir_network *network;
    struct cir_error error;
    CU_ASSERT_EQUAL(made_load(&network, "/there/is/no/file.csv", CIR_NETWORK_ANY, &error), CIR_NO_FILE);
    CU_ASSERT_STRING_EQUAL(error.file, "/there/is/no/file.csv");
    CU_ASSERT_EQUAL(made_load(&network, "/there/is/no/file.csv", CIR_NETWORK_ICIO, &error), CIR_NO_FILE);
    CU_ASSERT_EQUAL(made_load(&network, "/", CIR_NETWORK_ICIO, &error), CIR_NO_FILE);
    CU_ASSERT_PTR_NULL(network);
}

static void test_published_network__has_a_word_for_each_layout(void)
{
    struct cir_text rest = cir_text_of(CIR_NETWORK_LAYOUT_WORDS);
    struct cir_text word;
    size_t count = 0;
    for (; cir_text_next(&word, &rest, ';'); count++)
        CU_ASSERT_EQUAL(cir_text_is(word, "wiod"), count == CIR_NETWORK_WIOD);
    CU_ASSERT_EQUAL(count, CIR_NETWORK_LAYOUTS);
}

CIR_SUITE("published_network",
          {"is the same in every layout of one file", test_published_network__is_the_same_in_every_layout_of_one_file},
          {"is the same as a folder", test_published_network__is_the_same_as_a_folder},
          {"does not mind how lines end", test_published_network__does_not_mind_how_lines_end},
          {"refuses a file of no layout", test_published_network__refuses_a_file_of_no_layout},
          {"says what is not there", test_published_network__says_what_is_not_there},
          {"has a word for each layout", test_published_network__has_a_word_for_each_layout})
