/* What sheets of the World Input-Output Database are read as: both releases, comma and semicolon. */
#include "made_tables.h"
#include "suite.h"

#include <stdlib.h>

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
    /* E is electricity, gas and water here, and water in ISIC Rev. 4: nothing is concluded from it. */
    CU_ASSERT_EQUAL(network->sectors[1].sector, CIR_INDEX_NONE);
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

CIR_SUITE("wiod_layout", {"reads the release of 2013", test_wiod_layout__reads_the_release_of_2013},
          {"names sectors of 2016 by code", test_wiod_layout__names_sectors_of_2016_by_code},
          {"refuses with the place", test_wiod_layout__refuses_with_the_place})
