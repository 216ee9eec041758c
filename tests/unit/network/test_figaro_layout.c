/* What tables of FIGARO are read as: States by alpha-2, no output, a rest of the world that rounding may leave below 0. */
#include "made_tables.h"
#include "suite.h"

#include <stdlib.h>

static const char table[] = "rowLabels,EL_D35,EL_C31_32,UK_D35,UK_C31_32,FIGW1_D35,FIGW1_C31_32,EL_P3_S13,FIGW1_P5M\n"
                            "EL_D35,1.25,0,2,0,1,0,4,0.125\n"
                            "EL_C31_32,0,0.5,0,0,0,0,1,0\n"
                            "UK_D35,3,0,2.385,0,1,0,9,0\n"
                            "UK_C31_32,0,0,0,1,0,0,2,0\n"
                            "FIGW1_D35,1,0,1,0,5,0,8,0\n"
                            "FIGW1_C31_32,0,0,0,0,0,0,0,-0.001\n"
                            "W2_D21X31,1,1,1,1,1,1,1,1\n"
                            "W2_B2A3G,-5,1,1,1,1,1,0,0\n";

static void test_figaro_layout__is_read(void)
{
    struct cir_network *network;
    struct cir_error error;
    CU_ASSERT_EQUAL_FATAL(made_load_text(&network, cir_text_of(table), CIR_NETWORK_ANY, &error), CIR_OK);
    CU_ASSERT_EQUAL(network->node_count, 6);
    CU_ASSERT_STRING_EQUAL(network->states[0].code, "GRC");
    CU_ASSERT_STRING_EQUAL(network->states[1].code, "GBR");
    CU_ASSERT_EQUAL(network->rest, 2);
    CU_ASSERT_EQUAL(network->nodes[0].output, 8.375);
    CU_ASSERT_EQUAL(network->nodes[0].final_demand, 4.125);
    /* Rounded to thousandths, it makes nothing. */
    CU_ASSERT_STRING_EQUAL(network->nodes[5].name, "FIGW1:C31_32");
    CU_ASSERT_EQUAL(network->nodes[5].output, 0);
    cir_network_free(network);
}

static void test_figaro_layout__tells_energy_by_its_code(void)
{
    struct cir_network *network;
    struct cir_error error;
    CU_ASSERT_EQUAL_FATAL(made_load_text(&network, cir_text_of(table), CIR_NETWORK_FIGARO, &error), CIR_OK);
    uint32_t energy = cir_index_find(&made_definitions()->sector_index, cir_text_of("energy"));
    CU_ASSERT_EQUAL(network->sectors[0].sector, energy);
    CU_ASSERT_EQUAL(network->sectors[1].sector, CIR_INDEX_NONE);
    cir_network_free(network);
}

static void test_figaro_layout__refuses_an_output_below_0(void)
{
    struct cir_network *network;
    struct cir_error error;
    char *text = made_edit(table, "-0.001", "-0.5");
    CU_ASSERT_EQUAL(made_load_text(&network, cir_text_of(text), CIR_NETWORK_ANY, &error), CIR_BAD_NETWORK);
    CU_ASSERT_STRING_EQUAL(error.message, "the output of FIGW1:C31_32 is below 0");
    free(text);
}

CIR_SUITE("figaro_layout", {"is read", test_figaro_layout__is_read},
          {"tells energy by its code", test_figaro_layout__tells_energy_by_its_code},
          {"refuses an output below 0", test_figaro_layout__refuses_an_output_below_0})
