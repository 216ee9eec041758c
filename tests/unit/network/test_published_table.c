/* What is refused of a table, with its place; and tables that are large. */
#include "network/published_table.h"

#include "made_tables.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char table[] = "V1,DEU_D35,DEU_J61,FRA_D35,DEU_HFCE,FRA_HFCE,OUT\n"
                            "DEU_D35,1.25,2.5,3,4,5.25,16\n"
                            "DEU_J61,2.385,0,1,6,0.615,10\n"
                            "FRA_D35,4,5,6,7,8,30\n"
                            "TLS,1,1,1,1,1,5\n"
                            "OUT,16,10,30,,,\n";

static const struct {
    const char *from, *to;
    size_t line, column;
    const char *says;
} refusals[] = {
    // clang-format off
    {"2.385", "-2.385", 3, 2, "the flow '-2.385' is below 0"},
    {"2.385", "many", 3, 2, "'many' is not a number"},
    {"2.385", "1,000.5", 3, 0, "8 cells, expected 7"},
    {"2.385", "\"1,000.5\"", 3, 2, "'1,000.5' is not a number"},
    {"2.385", "", 3, 2, "the cell is blank; expected a number, 0 where there is none"},
    {"2.385", "nan", 3, 2, "'nan' is not a number"},
    {"2.385", "\xff", 3, 2, "'\xff' is not a number"},
    {",6,0.615", ",6,", 3, 6, "the cell is blank; expected a number, 0 where there is none"},
    {"16\nDEU_J61", "few\nDEU_J61", 2, 7, "'few' is not a number"},
    {"OUT,16", "OUT,x", 6, 2, "'x' is not a number"},
    {"4,5,6,7,8,30", "4,5,6", 4, 0, "4 cells, expected 7"},
    {"4,5,6,7,8,30", "4,5,6,7,8,30,1", 4, 0, "8 cells, expected 7"},
    {"FRA_D35,4,5,6,7,8,30\n", "", 0, 0, "FRA:D35 has a column and no row"},
    {"FRA_D35,4", "FRA_D36,4", 4, 1, "row 'FRA_D36' has no column"},
    {"FRA_D35,4", "DEU_D35,4", 4, 1, "row 'DEU_D35' is repeated"},
    {"TLS,", "TAX,", 5, 1, "row 'TAX' is none of this layout"},
    {"TLS,", "DEU_HFCE,", 5, 1, "row 'DEU_HFCE' is none of this layout"},
    {"TLS,1,1,1,1,1,5", "OUTPUT,16,10,30,0,0,0", 6, 1, "row 'OUT' is repeated"},
    {"V1,DEU_D35,DEU_J61", "V1,DEU_D35,DEU_D35", 1, 3, "column 'DEU:D35' is repeated"},
    {"FRA_HFCE", "DEU_HFCE ", 1, 6, "column 'DEU_HFCE' is repeated"},
    {"FRA_HFCE", "FRANCE", 1, 6, "'FRANCE' is no column of this layout"},
    {"FRA_HFCE", "", 1, 6, "'' is no column of this layout"},
    {"FRA_HFCE", "FRA_\xc3(", 1, 6, "not UTF-8"},
    {"DEU_J61,2.385", "DEU\"J61,2.385", 3, 1, "a quote where none may stand, or that is not closed"},
    {"DEU_J61,2.385", "\"DEU_J61,2.385", 7, 1, "a quote where none may stand, or that is not closed"},
    {"DEU_D35,DEU_J61,FRA_D35,DEU_HFCE", "TLS,VA,VALU,DEU_HFCE", 1, 0, "no column is a node"},
    {"4,5.25,16\n", "4,7.25,16\n", 1, 2, "DEU:D35 does not balance: it sells 6.75 to others and 11.25 to final demand, but makes 16"},
    {"FRA_D35,4,5,6,7,8,30\nTLS,1,1,1,1,1,5\nOUT,16,10,30", "FRA_D35,4,5,6,7,8,0\nTLS,1,1,1,1,1,5\nOUT,16,10,0", 1, 4, "FRA:D35 sells 15 but makes 0"},
    // clang-format on
};

static void test_published_table__refuses_with_the_place(void)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        struct cir_network *network;
        struct cir_error error;
        char *text = made_edit(table, refusals[i].from, refusals[i].to);
        CU_ASSERT_EQUAL(made_load_text(&network, cir_text_of(text), CIR_NETWORK_ICIO, &error), CIR_BAD_NETWORK);
        CU_ASSERT_STRING_EQUAL(error.message, refusals[i].says);
        CU_ASSERT_EQUAL(error.line, refusals[i].line);
        CU_ASSERT_EQUAL(error.column, refusals[i].column);
        if (strcmp(error.message, refusals[i].says) != 0 || error.line != refusals[i].line)
            printf("case %zu: %zu:%zu: %s\n", i, error.line, error.column, error.message);
        cir_network_free(network);
        free(text);
    }
}

static void test_published_table__refuses_NUL(void)
{
    char text[sizeof table];
    struct cir_network *network;
    struct cir_error error;
    memcpy(text, table, sizeof table);
    *strstr(text, "2.385") = '\0';
    CU_ASSERT_EQUAL(made_load_text(&network, (struct cir_text){text, sizeof text - 1}, CIR_NETWORK_ICIO, &error),
                    CIR_BAD_NETWORK);
    CU_ASSERT_STRING_EQUAL(error.message, "NUL");
    CU_ASSERT_EQUAL(error.line, 3);
}

/* Output stands in a column too, so that its row can be spared; of taxes nothing is read. */
static bool is_enough(size_t size)
{
    static const char *const ends[] = {"FRA_D35,4,5,6,7,8,30", "TLS,1,1,1,1,1,", "TLS,1,1,1,1,1,5", "OUT,16,10,30,,,"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t end = (size_t)(strstr(table, ends[i]) - table) + strlen(ends[i]);
        bool is_at_line_end = end < sizeof table && table[end] == '\n';
        if (size == end || (size == end + 1 && is_at_line_end))
            return true;
    }
    return false;
}

/* Whatever is missing at the end of a file, what is left is no smaller network. */
static void test_published_table__refuses_a_file_cut_short(void)
{
    for (size_t size = 0; size < sizeof table; size++) {
        struct cir_network *network;
        struct cir_error error;
        enum cir_status expected = is_enough(size) ? CIR_OK : CIR_BAD_NETWORK;
        enum cir_status status = made_load_text(&network, (struct cir_text){table, size}, CIR_NETWORK_ICIO, &error);
        CU_ASSERT_EQUAL(status, expected);
        if (status != expected)
            printf("cut behind byte %zu\n", size);
        cir_network_free(network);
    }
}

/* All that is wrong is told, up to a number that a person reads. */
static void count_finding(void *context, const struct cir_error *finding)
{
    (void)finding;
    ++*(size_t *)context;
}

static void test_published_table__ends_a_hopeless_list(void)
{
    enum { COLUMNS = 100000 };
    struct cir_buffer text = {0};
    char path[CIR_TEMPORARY_SIZE];
    struct cir_network *network;
    struct cir_error error;
    size_t count = 0;
    const struct cir_network_options options = {.layout = CIR_NETWORK_ICIO};
    const struct cir_findings findings = {count_finding, &count};
    for (size_t i = 0; i < COLUMNS; i++)
        cir_buffer_add_string(&text, ",x");
    cir_buffer_add_string(&text, "\n");
    cir_temporary_file(path, text.data, text.size);
    CU_ASSERT_EQUAL(cir_network_load(&network, made_definitions(), NULL, path, &options, &findings, &error),
                    CIR_BAD_NETWORK);
    CU_ASSERT_EQUAL(count, 20);
    CU_ASSERT_EQUAL(unlink(path), 0);
    cir_buffer_free(&text);
}

CIR_SUITE("published_table", {"refuses with the place", test_published_table__refuses_with_the_place},
          {"refuses NUL", test_published_table__refuses_NUL},
          {"refuses a file cut short", test_published_table__refuses_a_file_cut_short},
          {"ends a hopeless list", test_published_table__ends_a_hopeless_list})
