/* What a sparse matrix is read as, with the file of nodes beside it. */
#include "network/check.h"

#include "made_network.h"
#include "made_tables.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DATA CIR_SOURCE_DIR "/../shared/data/dependency/wiod2013/"

static const char *const names[] = {"flows_2009.csv", "nodes.csv", "other.csv", NULL};

static const char flows[] = "row,col,musd\n"
                            "2,0,2.385\n"
                            "0,1,1.25\n"
                            "0,0,0\n"
                            "1,2,4\n";
static const char nodes[] = "index,iso3,sector,output_musd,final_demand_musd,note\n"
                            "1,RoW,c17,12,8,a\n"
                            "0,DEU,c17,10,8.75,b\n"
                            "2,DEU,c1,5,2.615,\n";
static const char other[] = "iso3,sector,output_musd\nDEU,c17,10\n";

static enum cir_status load(struct cir_network **network, const char *const *texts, enum cir_network_layout layout,
                            char *folder, struct cir_error *error)
{
    char path[2 * CIR_TEMPORARY_SIZE];
    made_folder(folder, names, texts);
    snprintf(path, sizeof path, "%s/%s", folder, names[0]);
    enum cir_status status = made_load(network, path, layout, error);
    cir_temporary_remove(folder);
    return status;
}

static void test_sparse_layout__is_read_in_any_order(void)
{
    static const char *const texts[] = {flows, nodes, other};
    static const enum cir_network_layout layouts[] = {CIR_NETWORK_ANY, CIR_NETWORK_SPARSE};
    for (size_t i = 0; i < 2; i++) {
        char folder[CIR_TEMPORARY_SIZE];
        struct cir_network *network;
        struct cir_error error;
        CU_ASSERT_EQUAL_FATAL(load(&network, texts, layouts[i], folder, &error), CIR_OK);
        CU_ASSERT_STRING_EQUAL(network->name, "flows_2009");
        CU_ASSERT_EQUAL(network->year, 2009);
        CU_ASSERT_STRING_EQUAL(network->unit, "million USD");
        CU_ASSERT_EQUAL(network->node_count, 3);
        CU_ASSERT_EQUAL(network->flow_count, 3);
        CU_ASSERT_STRING_EQUAL(network->nodes[0].name, "DEU:c17");
        CU_ASSERT_STRING_EQUAL(network->nodes[1].name, "DEU:c1");
        CU_ASSERT_STRING_EQUAL(network->nodes[2].name, "RoW:c17");
        CU_ASSERT_EQUAL(network->rest, 1);
        CU_ASSERT_EQUAL(network->nodes[1].output, 5);
        CU_ASSERT_EQUAL(network->nodes[1].final_demand, 2.615);
        CU_ASSERT_EQUAL_FATAL(network->flows[1].count, 1);
        CU_ASSERT_EQUAL(network->flows[1].buyers[0], 0);
        CU_ASSERT_EQUAL(network->flows[1].values[0], 2.385);
        CU_ASSERT_EQUAL(network->sectors[0].sector,
                        cir_index_find(&made_definitions()->sector_index, cir_text_of("energy")));
        cir_network_free(network);
    }
}

static void test_sparse_layout__lets_a_byte_order_mark_and_crlf_pass(void)
{
    static const char *const texts[] = {"\xEF\xBB\xBFrow,col,thousand\r\n0,1,1.25\r\n2,0,2.385\r\n1,2,4", nodes, other};
    char folder[CIR_TEMPORARY_SIZE];
    struct cir_network *network;
    struct cir_error error;
    CU_ASSERT_EQUAL_FATAL(load(&network, texts, CIR_NETWORK_ANY, folder, &error), CIR_OK);
    CU_ASSERT_STRING_EQUAL(network->unit, "thousand");
    CU_ASSERT_EQUAL(network->flow_count, 3);
    cir_network_free(network);
}

enum file { FLOWS, NODES, OTHER, FILES };

static const struct {
    enum file file;
    const char *from, *to;
    size_t line, column;
    const char *says;
} refusals[] = {
    // clang-format off
    {FLOWS, "2,0,2.385", "3,0,2.385", 2, 1, "'3' is not the number of a node, from 0 on"},
    {FLOWS, "2,0,2.385", "2,0.5,2.385", 2, 2, "'0.5' is not the number of a node, from 0 on"},
    {FLOWS, "2,0,2.385", "-1,0,2.385", 2, 1, "'-1' is not the number of a node, from 0 on"},
    {FLOWS, "2,0,2.385", "2,0,two", 2, 3, "'two' is not a number"},
    {FLOWS, "2,0,2.385", "2,0,", 2, 3, "'' is not a number"},
    {FLOWS, "2,0,2.385", "2,0,-2.385", 2, 3, "the flow '-2.385' is below 0"},
    {FLOWS, "2,0,2.385", "2,0", 2, 0, "2 cells, expected 3"},
    {FLOWS, "2,0,2.385", "2,\"0,2.385", 6, 2, "a quote where none may stand, or that is not closed"},
    {FLOWS, "2,0,2.385", "2,0,2.385\xFF", 2, 0, "not UTF-8"},
    {FLOWS, "2,0,2.385", "", 4, 1, "DEU:c1 does not balance: it sells 0 to others and 2.615 to final demand, but makes 5"},
    {FLOWS, "0,0,0\n", "2,0,1\n", 4, 0, "the flow from 2 to 0 is repeated; it stands in line 2"},
    {FLOWS, "1,2,4", "1,2,40", 2, 1, "RoW:c17 does not balance: it sells 40 to others and 8 to final demand, but makes 12"},
    {NODES, "0,DEU,c17", "1,DEU,c17", 3, 1, "'1' is repeated"},
    {NODES, "0,DEU,c17", "3,DEU,c17", 3, 1, "'3' is not the number of a node, from 0 on"},
    {NODES, "0,DEU,c17", "0,DEU,c1", 4, 1, "DEU:c1 is there twice"},
    {NODES, "0,DEU,c17", "0,,c17", 3, 2, "'' is no name"},
    {NODES, "0,DEU,c17", "0,DEU,", 3, 3, "'' is no name"},
    {NODES, "0,DEU,c17", "0,XYZ,c17", 3, 1, "'XYZ' is no country that is known, and not the rest of the world"},
    {NODES, "10,8.75,b", "ten,8.75,b", 3, 4, "'ten' is not a number"},
    {NODES, "10,8.75,b", "10,,b", 3, 5, "'' is not a number"},
    {NODES, "10,8.75,b", "10,8.75", 3, 0, "5 cells, expected 6"},
    {NODES, "sector", "branch", 0, 0, "0 files beside it tell of the nodes, expected one with the columns index, iso3, sector, output... and final_demand..."},
    {OTHER, "iso3,sector,output_musd\nDEU,c17,10\n", "index,iso3,sector,output,final_demand\n", 0, 0, "2 files beside it tell of the nodes, expected one with the columns index, iso3, sector, output... and final_demand..."},
    // clang-format on
};

static void test_sparse_layout__refuses_with_the_place(void)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        const char *texts[FILES] = {flows, nodes, other};
        char folder[CIR_TEMPORARY_SIZE];
        struct cir_network *network;
        struct cir_error error;
        char *text = made_edit(texts[refusals[i].file], refusals[i].from, refusals[i].to);
        texts[refusals[i].file] = text;
        CU_ASSERT_EQUAL(load(&network, texts, CIR_NETWORK_SPARSE, folder, &error), CIR_BAD_NETWORK);
        if (strcmp(error.message, refusals[i].says) != 0 || error.line != refusals[i].line)
            printf("%s: %zu:%zu: %s\n", refusals[i].to, error.line, error.column, error.message);
        CU_ASSERT_STRING_EQUAL(error.message, refusals[i].says);
        CU_ASSERT_EQUAL(error.line, refusals[i].line);
        CU_ASSERT_EQUAL(error.column, refusals[i].column);
        cir_network_free(network);
        free(text);
    }
}

/* ---- the table of 2011 ---- */

static void copy_file(const char *from, const char *to)
{
    FILE *in = fopen(from, "r");
    FILE *out = fopen(to, "w");
    int c;
    CU_ASSERT_PTR_NOT_NULL_FATAL(in);
    CU_ASSERT_PTR_NOT_NULL_FATAL(out);
    while ((c = getc(in)) != EOF)
        putc(c, out);
    fclose(in);
    fclose(out);
}

static void write_flows(const char *path, const struct cir_network *whole)
{
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("row,col,musd\n", file);
    for (size_t i = 0; i < whole->node_count; i++)
        for (size_t k = 0; k < whole->flows[i].count; k++)
            fprintf(file, "%zu,%u,%.0f\n", i, whole->flows[i].buyers[k], whole->flows[i].values[k]);
    fclose(file);
}

static void test_sparse_layout__reads_the_whole_table_of_2011(void)
{
    char folder[CIR_TEMPORARY_SIZE];
    char path[2 * CIR_TEMPORARY_SIZE];
    struct cir_network *whole = made_wiod_full();
    struct cir_network *network;
    struct cir_network_check check;
    struct cir_error error;
    if (whole == NULL) {
        cir_skip("the World Input-Output Table is not there");
        return;
    }
    cir_temporary_folder(folder);
    snprintf(path, sizeof path, "%s/wiot2011_x_f_va.csv", folder);
    copy_file(DATA "wiot2011_x_f_va.csv", path);
    snprintf(path, sizeof path, "%s/wiot2011_Z_sparse.csv", folder);
    write_flows(path, whole);
    CU_ASSERT_EQUAL_FATAL(made_load(&network, path, CIR_NETWORK_ANY, &error), CIR_OK);
    CU_ASSERT_EQUAL(network->node_count, 1435);
    CU_ASSERT_EQUAL(network->flow_count, 413525);
    CU_ASSERT_EQUAL(network->year, 2011);
    CU_ASSERT_EQUAL(cir_network_check(&check, network, NULL), CIR_OK);
    CU_ASSERT_EQUAL(check.output, 141767904);
    CU_ASSERT_EQUAL(check.flow, 72440092);
    CU_ASSERT_EQUAL(check.zero_output, 22);
    CU_ASSERT_EQUAL(check.negative_final_demand, 10);
    CU_ASSERT_EQUAL(check.unbalanced, 108);
    CU_ASSERT_EQUAL(check.no_sector, 25);
    cir_network_free(network);
    made_network_free(whole);
    cir_temporary_remove(folder);
}

CIR_SUITE("sparse_layout", {"is read in any order", test_sparse_layout__is_read_in_any_order},
          {"lets a byte order mark and CRLF pass", test_sparse_layout__lets_a_byte_order_mark_and_crlf_pass},
          {"refuses with the place", test_sparse_layout__refuses_with_the_place},
          {"reads the whole table of 2011", test_sparse_layout__reads_the_whole_table_of_2011})
