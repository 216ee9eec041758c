/* What sheets of the World Input-Output Database are read as: both releases, comma and semicolon. */
#include "network/check.h"

#include "made_network.h"
#include "made_tables.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Release of 2013: codes of ISIC Rev. 3, numbers to name sectors by. */
static const char release_2013[] =
    "Intercountry Input-Output Table;;;;;;;;\n"
    "in millions of US$;;;;;;;;\n"
    ";;;;AtB;E;AtB;E;;;\n"
    ";;;;Agriculture;\"Electricity; gas\";Agriculture;\"Electricity; gas\";Final consumption expenditure by households;"
    "Changes in inventories and valuables;Total output\n"
    ";;;;DEU;DEU;RoW;RoW;DEU;RoW;TOT\n"
    ";;;;c1;c17;c1;c17;c37;c42;c43\n"
    "AtB;Agriculture;DEU;c1;10;20;0;3;5;-2;36\n"
    "E;\"Electricity; gas\";DEU;c17;1;2;3;4;5;0;15\n"
    "AtB;Agriculture;RoW;c1;0;1;7;8;9;0;25\n"
    "E;\"Electricity; gas\";RoW;c17;2;2;2;2;2;2;12\n"
    ";Total intermediate consumption;TOT;r60;13;25;12;17;21;0;88\n"
    ";Output at basic prices;TOT;r69;36;15;25;12;0;0;88\n";

static void test_wiod_layout__reads_the_release_of_2013(void)
{
    struct cir_network *network;
    struct cir_error error;
    CU_ASSERT_EQUAL_FATAL(made_load_text(&network, cir_text_of(release_2013), CIR_NETWORK_ANY, &error), CIR_OK);
    CU_ASSERT_EQUAL(network->node_count, 4);
    CU_ASSERT_STRING_EQUAL(network->nodes[1].name, "DEU:c17");
    CU_ASSERT_EQUAL(network->nodes[0].final_demand, 3);
    CU_ASSERT_EQUAL(network->nodes[0].output, 36);
    CU_ASSERT_EQUAL(network->rest, 1);
    /* E is electricity, gas and water here, and water in ISIC Rev. 4. */
    CU_ASSERT_EQUAL(network->sectors[0].sector, CIR_INDEX_NONE);
    CU_ASSERT_EQUAL(network->sectors[1].sector,
                    cir_index_find(&made_definitions()->sector_index, cir_text_of("energy")));
    CU_ASSERT_NOT_EQUAL(network->sectors[1].holds, 0);
    cir_network_free(network);
}

static void test_wiod_layout__names_sectors_of_2016_by_code(void)
{
    struct cir_network *network;
    struct cir_error error;
    struct cir_buffer text = {0};
    made_wiod(&text, &made_as_printed);
    CU_ASSERT_EQUAL_FATAL(made_load_text(&network, cir_buffer_text(&text), CIR_NETWORK_ANY, &error), CIR_OK);
    CU_ASSERT_STRING_EQUAL(network->nodes[0].name, "DEU:D35");
    CU_ASSERT_EQUAL(network->sectors[0].sector,
                    cir_index_find(&made_definitions()->sector_index, cir_text_of("energy")));
    cir_network_free(network);
    cir_buffer_free(&text);
}

static const struct {
    const char *from, *to;
    size_t line, column;
    const char *says;
} refusals[] = {
    // clang-format off
    {";DEU;c17;1;2", ";DEU;c17;1;-2", 8, 6, "the flow '-2' is below 0"},
    {";RoW;c17;2;2", ";RoW;c18;2;2", 10, 1, "row 'E Electricity; gas RoW c18' has no column"},
    {"DEU;DEU;RoW;RoW;DEU", "DEU;DEU;DEU;RoW;DEU", 6, 7, "column 'DEU:c1' is repeated"},
    {";AtB;E;AtB;E;;;", ";AtB;E;AtB;E;;", 4, 0, "11 cells, expected 10"},
    // clang-format on
};

static void test_wiod_layout__refuses_with_the_place(void)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        struct cir_network *network;
        struct cir_error error;
        char *text = made_edit(release_2013, refusals[i].from, refusals[i].to);
        CU_ASSERT_EQUAL(made_load_text(&network, cir_text_of(text), CIR_NETWORK_ANY, &error), CIR_BAD_NETWORK);
        CU_ASSERT_STRING_EQUAL(error.message, refusals[i].says);
        CU_ASSERT_EQUAL(error.line, refusals[i].line);
        CU_ASSERT_EQUAL(error.column, refusals[i].column);
        cir_network_free(network);
        free(text);
    }
}

/* ---- the table of 2011 ---- */

static void add_labels(FILE *file, const char *const *words, const struct cir_network *whole, const char *last)
{
    fputs(",,,", file);
    for (size_t i = 0; i < whole->node_count; i++) {
        unsigned sector = whole->nodes[i].sector + 1;
        if (words != NULL)
            fprintf(file, ",%s", sector == 1 ? words[0] : words[1]);
        else if (last[0] == 'T')
            fprintf(file, ",%s", whole->states[whole->nodes[i].state].code);
        else
            fprintf(file, ",c%u", sector);
    }
}

/* As a sheet of the release of 2013, whose final demand stands in one column. */
static void write_sheet(const char *path, const struct cir_network *whole, const double *final_demand)
{
    static const char *const codes[] = {"AtB", "C"};
    static const char *const descriptions[] = {"Agriculture", "Others"};
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("World Input-Output Table\nmillions of US$\n", file);
    add_labels(file, codes, whole, "");
    fputs(",,\n", file);
    add_labels(file, descriptions, whole, "");
    fputs(",Final consumption expenditure by households,Total output\n", file);
    add_labels(file, NULL, whole, "TOT");
    fputs(",ROW,TOT\n", file);
    add_labels(file, NULL, whole, "c");
    fputs(",c37,c43\n", file);
    for (size_t i = 0; i < whole->node_count; i++) {
        const struct cir_flow_row *row = &whole->flows[i];
        size_t k = 0;
        fprintf(file, "x,x,%s,c%u", whole->states[whole->nodes[i].state].code, whole->nodes[i].sector + 1);
        for (uint32_t buyer = 0; buyer < whole->node_count; buyer++)
            fprintf(file, ",%.0f", k < row->count && row->buyers[k] == buyer ? row->values[k++] : 0.0);
        fprintf(file, ",%.0f,%.0f\n", final_demand[i], whole->nodes[i].output);
    }
    fclose(file);
}

static bool read_final_demand(double *final_demand, size_t count)
{
    FILE *file = fopen(CIR_SOURCE_DIR "/../shared/data/dependency/wiod2013/wiot2011_x_f_va.csv", "r");
    char line[256];
    bool is_whole = file != NULL && fgets(line, sizeof line, file) != NULL;
    for (size_t i = 0; is_whole && i < count; i++) {
        is_whole = fgets(line, sizeof line, file) != NULL;
        const char *at = line;
        for (int k = 0; k < 4 && is_whole; k++)
            at = strchr(at, ',') + 1;
        final_demand[i] = strtod(at, NULL);
    }
    if (file != NULL)
        fclose(file);
    return is_whole;
}

/* Refineries; electricity, gas and water; four of transport; post and telecommunications; finance; education; health. */
static void check_sectors_of_2011(const struct cir_network *network)
{
    struct cir_network_check check;
    CU_ASSERT_EQUAL(cir_network_check(&check, network, NULL), CIR_OK);
    CU_ASSERT_EQUAL(check.no_sector, 35 - 10);
    CU_ASSERT_DOUBLE_EQUAL(check.no_sector_output, 0.7703843953282966, 1e-9);
    CU_ASSERT_EQUAL(check.in_part, 3);
    CU_ASSERT_DOUBLE_EQUAL(check.in_part_output, 0.0712881809975832, 1e-9);
}

static void test_wiod_layout__reads_the_whole_table_of_2011(void)
{
    enum { NODES = 1435 };
    static double final_demand[NODES];
    char path[CIR_TEMPORARY_SIZE];
    struct cir_network *whole = made_wiod_full();
    struct cir_network *network;
    struct cir_error error;
    if (whole == NULL || !read_final_demand(final_demand, NODES)) {
        cir_skip("the World Input-Output Table is not there");
        return;
    }
    cir_temporary_file(path, "", 0);
    write_sheet(path, whole, final_demand);
    CU_ASSERT_EQUAL_FATAL(made_load(&network, path, CIR_NETWORK_ANY, &error), CIR_OK);
    CU_ASSERT_EQUAL(network->node_count, NODES);
    CU_ASSERT_EQUAL(network->flow_count, 413525);
    double output = 0;
    for (size_t i = 0; i < network->node_count; i++) {
        output += network->nodes[i].output;
        CU_ASSERT_EQUAL(network->nodes[i].final_demand, final_demand[i]);
        CU_ASSERT_EQUAL(network->flows[i].count, whole->flows[i].count);
    }
    CU_ASSERT_DOUBLE_EQUAL(output, 141767904, 0);
    check_sectors_of_2011(network);
    cir_network_free(network);
    made_network_free(whole);
    CU_ASSERT_EQUAL(unlink(path), 0);
}

CIR_SUITE("wiod_layout", {"reads the release of 2013", test_wiod_layout__reads_the_release_of_2013},
          {"names sectors of 2016 by code", test_wiod_layout__names_sectors_of_2016_by_code},
          {"refuses with the place", test_wiod_layout__refuses_with_the_place},
          {"reads the whole table of 2011", test_wiod_layout__reads_the_whole_table_of_2011})
