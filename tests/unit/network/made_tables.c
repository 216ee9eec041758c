#include "made_tables.h"

#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Regions L and M of the example. */
static const struct {
    const char *alpha3;
    const char *alpha2;
    const char *sector;
    double output;
    double final_demand;
    double flows[MADE_NODES];
} nodes[MADE_NODES] = {
    {"DEU", "DE", "D35", 1000, 200, {150, 500, 50, 25, 75}},
    {"DEU", "DE", "J61", 2000, 1000, {200, 100, 400, 200, 100}},
    {"DEU", "DE", "K64", 1000, 50, {300, 500, 50, 60, 40}},
    {"FRA", "FR", "D35", 1200, 515, {75, 100, 60, 200, 250}},
    {"FRA", "FR", "J61", 800, 450, {50, 25, 25, 150, 100}},
};

const struct made_order made_as_printed = {{0, 1, 2, 3, 4}, {0, 1, 2, 3, 4}};
const struct made_order made_mixed = {{3, 0, 4, 2, 1}, {2, 4, 1, 0, 3}};

const struct cir_definitions *made_definitions(void)
{
    static struct cir_definitions *definitions;
    if (definitions == NULL)
        CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&definitions, NULL, NULL, NULL), CIR_OK);
    return definitions;
}

/* ---- files of one table ---- */

static void add_flows(struct cir_buffer *text, size_t row, const struct made_order *order, char delimiter)
{
    for (size_t k = 0; k < MADE_NODES; k++)
        cir_buffer_add_format(text, "%c%d", delimiter, (int)nodes[row].flows[order->columns[k]]);
}

/* Two columns of final demand each, that add up to it: households get a part, stocks the rest. */
static void add_final_demand(struct cir_buffer *text, size_t row, char delimiter)
{
    int whole = (int)nodes[row].final_demand;
    cir_buffer_add_format(text, "%c%d%c%d%c%d%c%d", delimiter, whole + 30, delimiter, -40, delimiter, 7, delimiter, 3);
}

void made_icio(struct cir_buffer *text, const struct made_order *order)
{
    cir_buffer_add_string(text, "V1");
    for (size_t k = 0; k < MADE_NODES; k++)
        cir_buffer_add_format(text, ",%s_%s", nodes[order->columns[k]].alpha3, nodes[order->columns[k]].sector);
    cir_buffer_add_string(text, ",DEU_HFCE,DEU_INVNT,FRA_HFCE,FRA_INVNT,OUT\n");
    for (size_t i = 0; i < MADE_NODES; i++) {
        size_t row = order->rows[i];
        cir_buffer_add_format(text, "%s_%s", nodes[row].alpha3, nodes[row].sector);
        add_flows(text, row, order, ',');
        add_final_demand(text, row, ',');
        cir_buffer_add_format(text, ",%d\n", (int)nodes[row].output);
    }
    cir_buffer_add_string(text, "TLS,1,2,3,4,5,6,7,8,9,45\nVA,,,,,,,,,,\nOUT");
    for (size_t k = 0; k < MADE_NODES; k++)
        cir_buffer_add_format(text, ",%d", (int)nodes[order->columns[k]].output);
    cir_buffer_add_string(text, ",,,,,\n");
}

void made_figaro(struct cir_buffer *text, const struct made_order *order)
{
    cir_buffer_add_string(text, "rowLabels");
    for (size_t k = 0; k < MADE_NODES; k++)
        cir_buffer_add_format(text, ",%s_%s", nodes[order->columns[k]].alpha2, nodes[order->columns[k]].sector);
    cir_buffer_add_string(text, ",DE_P3_S14,DE_P5M,FR_P3_S14,FR_P5M\n");
    for (size_t i = 0; i < MADE_NODES; i++) {
        cir_buffer_add_format(text, "%s_%s", nodes[order->rows[i]].alpha2, nodes[order->rows[i]].sector);
        add_flows(text, order->rows[i], order, ',');
        add_final_demand(text, order->rows[i], ',');
        cir_buffer_add_string(text, "\n");
    }
    cir_buffer_add_string(text, "W2_D21X31,1,2,3,4,5,6,7,8,9\nW2_D1,-1,2,3,4,5,0,0,0,0\n");
}

void made_wiod(struct cir_buffer *text, const struct made_order *order)
{
    static const char *const final_demand[] = {"Final consumption expenditure by households",
                                               "Changes in inventories and valuables"};
    const struct {
        const char *code, *end;
    } lines[] = {{"code", "CONS_h"}, {"description", ""}, {"country", ""}, {"number", "c57"}};
    cir_buffer_add_string(text, "Intercountry Input-Output Table,\nin millions of US$,\n");
    for (size_t line = 0; line < sizeof lines / sizeof lines[0]; line++) {
        cir_buffer_add_string(text, ",,,");
        for (size_t k = 0; k < MADE_NODES; k++) {
            size_t node = order->columns[k];
            if (line == 3)
                cir_buffer_add_format(text, ",c%zu", node + 1);
            else
                cir_buffer_add_format(text, ",%s",
                                      line == 0   ? nodes[node].sector
                                      : line == 1 ? "\"Gas, water\""
                                                  : nodes[node].alpha3);
        }
        for (size_t k = 0; k < 4; k++)
            cir_buffer_add_format(text, ",%s",
                                  line == 1   ? final_demand[k % 2]
                                  : line == 2 ? (k < 2 ? "DEU" : "FRA")
                                              : lines[line].end);
        cir_buffer_add_format(text, ",%s\n", line == 2 ? "TOT" : line == 0 ? "GO" : "c62");
    }
    for (size_t i = 0; i < MADE_NODES; i++) {
        size_t row = order->rows[i];
        cir_buffer_add_format(text, "%s,\"Gas, water\",%s,r%zu", nodes[row].sector, nodes[row].alpha3, row + 1);
        add_flows(text, row, order, ',');
        add_final_demand(text, row, ',');
        cir_buffer_add_format(text, ",%d\n", (int)nodes[row].output);
    }
    cir_buffer_add_string(text, "VA,Value added at basic prices,TOT,r70,1,2,3,4,5,0,0,0,0,15\n"
                                "GO,Output at basic prices,TOT,r73");
    for (size_t k = 0; k < MADE_NODES; k++)
        cir_buffer_add_format(text, ",%d", (int)nodes[order->columns[k]].output);
    cir_buffer_add_string(text, ",0,0,0,0,6000\n");
}

/* ---- folders ---- */

void made_pymrio_flows(struct cir_buffer *text, const struct made_order *order)
{
    cir_buffer_add_string(text, "region\t");
    for (size_t k = 0; k < MADE_NODES; k++)
        cir_buffer_add_format(text, "\t%s", nodes[order->columns[k]].alpha3);
    cir_buffer_add_string(text, "\nsector\t");
    for (size_t k = 0; k < MADE_NODES; k++)
        cir_buffer_add_format(text, "\t%s", nodes[order->columns[k]].sector);
    cir_buffer_add_string(text, "\nregion\tsector\t\t\t\t\t\n");
    for (size_t i = 0; i < MADE_NODES; i++) {
        cir_buffer_add_format(text, "%s\t%s", nodes[order->rows[i]].alpha3, nodes[order->rows[i]].sector);
        add_flows(text, order->rows[i], order, '\t');
        cir_buffer_add_string(text, "\n");
    }
}

void made_pymrio_final_demand(struct cir_buffer *text, const struct made_order *order)
{
    cir_buffer_add_string(text, "region\t\tDEU\tDEU\tFRA\tFRA\ncategory\t\tHouseholds\tStocks\tHouseholds\tStocks\n"
                                "region\tsector\t\t\t\t\n");
    for (size_t i = 0; i < MADE_NODES; i++) {
        cir_buffer_add_format(text, "%s\t%s", nodes[order->rows[i]].alpha3, nodes[order->rows[i]].sector);
        add_final_demand(text, order->rows[i], '\t');
        cir_buffer_add_string(text, "\n");
    }
}

void made_pymrio_output(struct cir_buffer *text, const struct made_order *order)
{
    cir_buffer_add_string(text, "region\tsector\tindout\n");
    for (size_t i = 0; i < MADE_NODES; i++)
        cir_buffer_add_format(text, "%s\t%s\t%d\n", nodes[order->rows[i]].alpha3, nodes[order->rows[i]].sector,
                              (int)nodes[order->rows[i]].output);
}

void made_own_nodes(struct cir_buffer *text, const struct made_order *order)
{
    cir_buffer_add_string(text, "node,output,final_demand\n");
    for (size_t i = 0; i < MADE_NODES; i++)
        cir_buffer_add_format(text, "%s:%s,%d,%d\n", nodes[order->rows[i]].alpha3, nodes[order->rows[i]].sector,
                              (int)nodes[order->rows[i]].output, (int)nodes[order->rows[i]].final_demand);
}

void made_own_flows(struct cir_buffer *text, const struct made_order *order)
{
    cir_buffer_add_string(text, "from,to,flow\n");
    for (size_t i = 0; i < MADE_NODES; i++)
        for (size_t k = 0; k < MADE_NODES; k++)
            cir_buffer_add_format(text, "%s:%s,%s:%s,%d\n", nodes[order->rows[i]].alpha3, nodes[order->rows[i]].sector,
                                  nodes[order->columns[k]].alpha3, nodes[order->columns[k]].sector,
                                  (int)nodes[order->rows[i]].flows[order->columns[k]]);
}

void made_folder(char path[CIR_TEMPORARY_SIZE], const char *const *names, const char *const *texts)
{
    cir_temporary_folder(path);
    for (size_t i = 0; names[i] != NULL; i++) {
        char file[2 * CIR_TEMPORARY_SIZE];
        snprintf(file, sizeof file, "%s/%s", path, names[i]);
        cir_temporary_write(file, texts[i], strlen(texts[i]));
    }
}

/* ---- loading ---- */

enum cir_status made_load(struct cir_network **network, const char *path, enum cir_network_layout layout,
                          struct cir_error *error)
{
    const struct cir_network_options options = {.layout = layout};
    *error = (struct cir_error){0};
    return cir_network_load(network, made_definitions(), NULL, path, &options, NULL, error);
}

enum cir_status made_load_text(struct cir_network **network, struct cir_text text, enum cir_network_layout layout,
                               struct cir_error *error)
{
    char path[CIR_TEMPORARY_SIZE];
    cir_temporary_file(path, text.data, text.size);
    enum cir_status status = made_load(network, path, layout, error);
    CU_ASSERT_EQUAL(unlink(path), 0);
    return status;
}

static uint32_t find_node(const struct cir_network *network, size_t number)
{
    char name[32];
    snprintf(name, sizeof name, "%s:%s", nodes[number].alpha3, nodes[number].sector);
    return cir_index_find(&network->node_index, cir_text_of(name));
}

static double flow_to(const struct cir_flow_row *row, uint32_t buyer)
{
    for (size_t k = 0; k < row->count; k++)
        if (row->buyers[k] == buyer)
            return row->values[k];
    return 0;
}

void made_expect(struct cir_network *network)
{
    CU_ASSERT_PTR_NOT_NULL_FATAL(network);
    CU_ASSERT_EQUAL(network->state_count, 2);
    CU_ASSERT_EQUAL(network->sector_count, 3);
    CU_ASSERT_EQUAL_FATAL(network->node_count, MADE_NODES);
    CU_ASSERT_EQUAL(network->flow_count, (size_t)MADE_NODES * MADE_NODES);
    for (size_t i = 0; i < MADE_NODES; i++) {
        uint32_t node = find_node(network, i);
        CU_ASSERT_NOT_EQUAL_FATAL(node, CIR_INDEX_NONE);
        CU_ASSERT_EQUAL(network->nodes[node].output, nodes[i].output);
        CU_ASSERT_EQUAL(network->nodes[node].final_demand, nodes[i].final_demand);
        for (size_t k = 0; k < MADE_NODES; k++)
            CU_ASSERT_EQUAL(flow_to(&network->flows[node], find_node(network, k)), nodes[i].flows[k]);
    }
    cir_network_free(network);
}

char *made_edit(const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);
    CU_ASSERT_PTR_NOT_NULL_FATAL(at);
    CU_ASSERT_PTR_NULL(strstr(at + 1, from));
    size_t size = strlen(text) + strlen(to) + 1;
    char *edited = malloc(size);
    CU_ASSERT_PTR_NOT_NULL_FATAL(edited);
    snprintf(edited, size, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    return edited;
}
