#include "suite.h"
#include "toy_network.h"

#include <stdio.h>

#define FLOWS       TOY "flows.csv"
#define LONG_HEADER "expected from,to,flow"

// clang-format off
static const struct fault long_faults[] = {
    {FLOWS, 3, "DEU:grid,DEU:other,-10.5", 3, 3, "the flow '-10.5' is below 0"},
    {FLOWS, 3, "DEU:grid,DEU:other,", 3, 3, "a flow is blank; expected 0 where there is none"},
    {FLOWS, 3, "DEU:grid,DEU:other, ", 3, 3, "a flow is blank; expected 0 where there is none"},
    {FLOWS, 3, "DEU:grid,DEU:other,much", 3, 3, "'much' is not a number"},
    {FLOWS, 3, "DEU:grid,DEU:other,1 000", 3, 3, "'1 000' is not a number"},
    {FLOWS, 3, "DEU:grid,DEU:other,nan", 3, 3, "'nan' is not a number"},
    {FLOWS, 3, "DEU:grid,DEU:other,inf", 3, 3, "'inf' is not a number"},
    {FLOWS, 3, "DEU:grid,DEU:other,1e400", 3, 3, "'1e400' is not a number"},
    {FLOWS, 3, "DEU:grid,DEU:others,10.5", 3, 2, "'DEU:others' is no node of nodes.csv"},
    {FLOWS, 3, "DE:grid,DEU:other,10.5", 3, 1, "'DE:grid' is no node of nodes.csv"},
    {FLOWS, 3, ",DEU:other,10.5", 3, 1, "'' is no node of nodes.csv"},
    {FLOWS, 3, "DEU:grid,DEU:other", 3, 0, "2 cells, expected 3"},
    {FLOWS, 3, "DEU:grid,DEU:other,10.5,", 3, 0, "4 cells, expected 3"},
    {FLOWS, 3, "", 3, 0, "the line is blank"},
    {FLOWS, 3, "\"DEU:grid\"x,DEU:other,10.5", 3, 1, "a quote where none may stand, or that is not closed"},
    {FLOWS, 17, "ROW:grid,\"ROW:grid,0", 17, 2, "a quote where none may stand, or that is not closed"},
    {FLOWS, 3, "DEU:grid,DEU:other,10.5\r", 3, 0, "byte 24 of the line is a carriage return; lines end in LF alone"},
    {FLOWS, 3, "DEU:grid,DEU:oth\xFFr,10.5", 3, 0, "byte 17 of the line is not UTF-8"},
    {FLOWS, 18, "DEU:grid,DEU:other,10.5", 18, 2, "the flow from DEU:grid to DEU:other is repeated; it stands in line 3"},
    {FLOWS, 18, "DEU:grid,DEU:other,0", 18, 2, "the flow from DEU:grid to DEU:other is repeated; it stands in line 3"},
    {FLOWS, 18, "DEU:mains,ROW:grid,0", 18, 2, "the flow from DEU:mains to ROW:grid is repeated; it stands in line 17"},
    {FLOWS, 1, "seller,to,flow", 1, 1, "the header begins with 'seller'; " LONG_HEADER " or from and the nodes"},
    {FLOWS, 1, "\xEF\xBB\xBF" "from,to,flow", 1, 0, "byte 1 of the line is a byte order mark, where the header was expected"},
    {FLOWS, 1, "from,to,value", 1, 3, "'value' is not a column of this table; " LONG_HEADER},
    {FLOWS, 1, "from,to,flow,year", 1, 4, "'year' is not a column of this table; " LONG_HEADER},
    {FLOWS, 1, "from,to", 1, 3, "the header is cut short; " LONG_HEADER " or from and the nodes"},
    {FLOWS, 1, "from", 1, 2, "the header is cut short; " LONG_HEADER " or from and the nodes"},
    {FLOWS, 1, "", 1, 1, "the header is cut short; " LONG_HEADER " or from and the nodes"},
    {FLOWS, 1, "from,flow,to", 1, 2, "'flow' is no node of nodes.csv"},
};

#define HEADER "from,DEU:grid,DEU:mains,DEU:other,FRA:grid,FRA:other,ROW:grid"

static const struct fault matrix_faults[] = {
    {FLOWS, 2, "DEU:grid,0,-2.385,10.5,1.25,0,0,0", 2, 3, "the flow '-2.385' is below 0"},
    {FLOWS, 2, "DEU:grid,0,2.385,,1.25,0,0,0", 2, 4, "a flow is blank; expected 0 where there is none"},
    {FLOWS, 2, "DEU:grid,0,2.385,10.5,1.25,0,0,", 2, 8, "a flow is blank; expected 0 where there is none"},
    {FLOWS, 2, "DEU:grid,0,2.385,10.5,..,0,0,0", 2, 5, "'..' is not a number"},
    {FLOWS, 2, "DEU:grids,0,2.385,10.5,1.25,0,0,0", 2, 1, "'DEU:grids' is no node of nodes.csv"},
    {FLOWS, 2, "DEU:mains,0,2.385,10.5,1.25,0,0,0", 3, 1, "row 'DEU:mains' is repeated"},
    {FLOWS, 2, "DEU:mains,0,2.385,10.5,1.25,0,0,0", 3, 1, "row 'DEU:mains' is repeated"},
    {FLOWS, 2, "DEU:grid,0,2.385,10.5,1.25,0,0", 2, 0, "7 cells, expected 8"},
    {FLOWS, 2, "DEU:grid,0,2.385,10.5,1.25,0,0,0,0", 2, 0, "9 cells, expected 8"},
    {FLOWS, 2, "DEU:grid", 2, 0, "1 cells, expected 8"},
    {FLOWS, 2, "", 2, 0, "the line is blank"},
    {FLOWS, 2, NULL, 0, 0, "DEU:grid of nodes.csv has no row"},
    {FLOWS, 8, NULL, 0, 0, "ROW:other of nodes.csv has no row"},
    {FLOWS, 1, HEADER ",ROW:grid", 1, 8, "column 'ROW:grid' is repeated"},
    {FLOWS, 1, HEADER ",ROW:mains", 1, 8, "'ROW:mains' is no node of nodes.csv"},
    {FLOWS, 1, HEADER ",", 1, 8, "'' is no node of nodes.csv"},
    {FLOWS, 1, HEADER, 1, 8, "some nodes of nodes.csv have no column"},
    {FLOWS, 1, HEADER ",ROW:other,ROW:other", 1, 9, "'ROW:other' is one column more than there are nodes"},
    {FLOWS, 1, "to,DEU:grid", 1, 1, "the header begins with 'to'; " LONG_HEADER " or from and the nodes"},
};
// clang-format on

static void test_flow_table__refuses_what_is_wrong_in_the_long_form(void)
{
    toy_network_check_faults(long_faults, sizeof long_faults / sizeof long_faults[0], false);
}

static void test_flow_table__refuses_what_is_wrong_in_a_matrix(void)
{
    toy_network_check_faults(matrix_faults, sizeof matrix_faults / sizeof matrix_faults[0], true);
}

static void test_flow_table__needs_a_header(void)
{
    static struct found found;
    const struct fault fault = {FLOWS, 0, NULL, 0, 0, "no header; " LONG_HEADER " or from and the nodes"};
    struct overlay overlay;
    toy_network_make(&overlay);
    overlay_write(&overlay, FLOWS, "");
    toy_network_load(&overlay, &found);
    overlay_check_found(&overlay, &fault, &found);
    CU_ASSERT_EQUAL(found.count, 1);
    overlay_remove(&overlay);
}

/* A header that is wrong makes no finding of each row. */
static void test_flow_table__tells_a_wrong_header_once(void)
{
    static struct found found;
    struct overlay overlay;
    toy_network_make(&overlay);
    overlay_edit(&overlay, FLOWS, 1, "from,to,value");
    toy_network_load(&overlay, &found);
    CU_ASSERT_EQUAL(found.count, 1);
    overlay_edit(&overlay, FLOWS, 1, "from,to,flow,year");
    toy_network_load(&overlay, &found);
    CU_ASSERT_EQUAL(found.count, 1);
    overlay_remove(&overlay);
}

/* A table of another's nodes would else have a finding a cell. */
static void test_flow_table__stops_at_twenty_findings(void)
{
    static struct found found;
    struct overlay overlay;
    toy_network_make(&overlay);
    for (size_t line = 18; line < 50; line++)
        overlay_edit(&overlay, FLOWS, line, "DEU:none,FRA:none,1");
    toy_network_load(&overlay, &found);
    CU_ASSERT_EQUAL(found.count, 20);
    CU_ASSERT_EQUAL(found.list[19].line, 27);
    overlay_remove(&overlay);
}

static void check_flows(const struct overlay *overlay)
{
    struct cir_definitions *definitions = overlay_definitions(overlay);
    struct cir_network *network = toy_network_open(overlay, definitions, "toy");
    CU_ASSERT_EQUAL(network->flow_count, 15);
    CU_ASSERT_EQUAL(toy_network_flow(network, "DEU:grid", "DEU:mains"), 2.385);
    CU_ASSERT_EQUAL(toy_network_flow(network, "DEU:grid", "DEU:other"), 10.5);
    CU_ASSERT_EQUAL(toy_network_flow(network, "DEU:mains", "DEU:grid"), 0.615);
    CU_ASSERT_EQUAL(toy_network_flow(network, "DEU:mains", "ROW:grid"), 0);
    CU_ASSERT_EQUAL(toy_network_flow(network, "FRA:other", "FRA:grid"), 5);
    CU_ASSERT_EQUAL(toy_network_flow(network, "ROW:other", "DEU:other"), 11.5);
    CU_ASSERT_EQUAL(toy_network_flow(network, "ROW:other", "ROW:other"), 50);
    for (size_t i = 0; i < network->node_count; i++)
        for (size_t k = 1; k < network->flows[i].count; k++)
            CU_ASSERT(network->flows[i].buyers[k - 1] < network->flows[i].buyers[k]);
    cir_network_free(network);
    cir_definitions_free(definitions);
}

static const char moved_matrix[] = "from,ROW:other,FRA:grid,DEU:mains,DEU:other,DEU:grid,ROW:grid,FRA:other\n"
                                   "ROW:grid,20,0,0,0,0,6,0\n"
                                   "FRA:other,0,5,0,3,0,0,0\n"
                                   "\"DEU:grid\", 0,1.25,2.385,10.5,0,0,0\n"
                                   "DEU:other,7.5,0,0,0,4,0.0,0\n"
                                   "ROW:other,5e1,0,0,1.15E+1,0,9.,0\n"
                                   "FRA:grid,0,0,0,0,2,0,8\n"
                                   "DEU:mains,0,0,0,0,61.5e-2,0,0";

static void test_flow_table__is_the_same_in_any_form_and_order(void)
{
    struct overlay overlay;
    toy_network_make(&overlay);
    check_flows(&overlay);
    overlay_edit(&overlay, FLOWS, 17, "ROW:grid,FRA:grid,0.000");
    overlay_edit(&overlay, FLOWS, 2, NULL);
    overlay_edit(&overlay, FLOWS, 17, "DEU:grid,DEU:mains,2.385");
    check_flows(&overlay);
    toy_network_lay_matrix(&overlay);
    check_flows(&overlay);
    overlay_write(&overlay, FLOWS, moved_matrix);
    check_flows(&overlay);
    overlay_remove(&overlay);
}

/* What rounding may hide: here up to half the last decimal of each of 4 terms, beside 0.002 of the output. */
static void test_flow_table__takes_decimals_for_what_was_rounded(void)
{
    static const struct {
        const char *flow;
        bool is_balanced;
    } rows[] = {
        {"2", true},       {"3", false},     {"0.63", true},    {"0.65", false},    {"0.626", true},   {"0.628", false},
        {"63e-2", true},   {"65e-2", false}, {"6.26e-1", true}, {"6.28E-1", false}, {"0.6e+00", true}, {"0.63e0", true},
        {"0.65e0", false}, {"626e-3", true}, {"628e-3", false}, {"0.615", true},
    };
    static struct found found;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct overlay overlay;
        char line[64];
        toy_network_make(&overlay);
        overlay_write(&overlay, TOY "nodes.csv", "node,output,final_demand\nDEU:mains,5,4.385\nDEU:grid,1,1\n");
        snprintf(line, sizeof line, "from,to,flow\nDEU:mains,DEU:grid,%s\n", rows[i].flow);
        overlay_write(&overlay, FLOWS, line);
        overlay_edit(&overlay, TOY "network.csv", 8, NULL);
        overlay_edit(&overlay, TOY "network.csv", 8, NULL);
        toy_network_load(&overlay, &found);
        if ((found.status == CIR_OK) != rows[i].is_balanced)
            printf("%s: %s\n", rows[i].flow, found.error.message);
        CU_ASSERT_EQUAL(found.status == CIR_OK, rows[i].is_balanced);
        overlay_remove(&overlay);
    }
}

CIR_SUITE("flow_table",
          {"refuses what is wrong in the long form", test_flow_table__refuses_what_is_wrong_in_the_long_form},
          {"refuses what is wrong in a matrix", test_flow_table__refuses_what_is_wrong_in_a_matrix},
          {"needs a header", test_flow_table__needs_a_header},
          {"tells a wrong header once", test_flow_table__tells_a_wrong_header_once},
          {"stops at twenty findings", test_flow_table__stops_at_twenty_findings},
          {"is the same in any form and order", test_flow_table__is_the_same_in_any_form_and_order},
          {"takes decimals for what was rounded", test_flow_table__takes_decimals_for_what_was_rounded})
