/* What tables of the OECD are read as: releases, parts of States, output, the rest of the world. */
#include "made_tables.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>

/* Release of 2018: China and Mexico make and sell in parts, and buy for final use as a whole. */
static const char in_parts[] = ",BEL_05T06,CHN_05T06,CN1_05T06,CN2_05T06,BEL_HFCE,CHN_HFCE,CHN_P33,TOTAL\n"
                               "BEL_05T06,1,0,2,3,4,5,0.5,15.5\n"
                               "CHN_05T06,0,0,0,0,0,0,0,0\n"
                               "CN1_05T06,1.5,0,2.25,0.125,7,20,1,31.875\n"
                               "CN2_05T06,0,0,4,8,9,10,-2,29\n"
                               "BEL_TAXSUB,1,1,1,1,1,1,1,1\n"
                               "CHN_TAXSUB,1,1,1,1,1,1,1,1\n"
                               "VALU,13,0,23.625,17.875,0,0,0,54.5\n"
                               "OUTPUT,15.5,0,31.875,29,0,0,0,76.375\n";

static const struct cir_network_node *node_of(const struct cir_network *network, const char *name)
{
    uint32_t number = cir_index_find(&network->node_index, cir_text_of(name));
    CU_ASSERT_NOT_EQUAL_FATAL(number, CIR_INDEX_NONE);
    return &network->nodes[number];
}

static struct cir_network *load(const char *text)
{
    struct cir_network *network;
    struct cir_error error;
    CU_ASSERT_EQUAL_FATAL(made_load_text(&network, cir_text_of(text), CIR_NETWORK_ANY, &error), CIR_OK);
    return network;
}

static void test_icio_layout__adds_up_the_parts_of_a_State(void)
{
    struct cir_network *network = load(in_parts);
    const struct cir_network_node *china = node_of(network, "CHN:05T06");
    const struct cir_flow_row *flows = &network->flows[china - network->nodes];
    CU_ASSERT_EQUAL(network->node_count, 2);
    CU_ASSERT_EQUAL(china->output, 31.875 + 29);
    CU_ASSERT_EQUAL(china->final_demand, 7 + 20 + 1 + 9 + 10 - 2);
    CU_ASSERT_EQUAL_FATAL(flows->count, 2);
    CU_ASSERT_EQUAL(flows->values[0], 1.5);
    CU_ASSERT_EQUAL(flows->values[1], 2.25 + 0.125 + 4 + 8);
    CU_ASSERT_EQUAL(network->flows[node_of(network, "BEL:05T06") - network->nodes].values[1], 2 + 3);
    cir_network_free(network);
}

/* Release of 2016: quoted, categories before States, what is left over as a column. */
static void test_icio_layout__reads_categories_before_States(void)
{
    struct cir_network *network = load("\"\",\"AUS_C01T05AGR\",\"NZL_C01T05AGR\",\"HFCE_AUS\",\"NPS_NZL\",\"DISC\"\n"
                                       "\"AUS_C01T05AGR\",1.5,2,3,4,-0.5\n"
                                       "\"NZL_C01T05AGR\",0,2.385,1,1,0\n"
                                       "\"OUT\",10,4.385,0,0,0\n");
    CU_ASSERT_EQUAL(network->node_count, 2);
    CU_ASSERT_EQUAL(node_of(network, "AUS:C01T05AGR")->final_demand, 6.5);
    CU_ASSERT_EQUAL(node_of(network, "AUS:C01T05AGR")->output, 10);
    CU_ASSERT_EQUAL(network->flow_count, 3);
    cir_network_free(network);
}

static void test_icio_layout__knows_the_rest_of_the_world(void)
{
    struct cir_network *network = load("V1,DEU_D,ROW_D,FRA_D,DEU_HFCE,OUT\n"
                                       "DEU_D,1,2,3,10,16\n"
                                       "ROW_D,4,5,6,7,22\n"
                                       "FRA_D,2,1,1,4,8\n");
    CU_ASSERT_EQUAL_FATAL(network->rest, 1);
    CU_ASSERT_STRING_EQUAL(network->states[1].code, "ROW");
    CU_ASSERT_EQUAL(network->states[1].country, CIR_INDEX_NONE);
    /* Germany buys 1 of 7 at home, France 1 of 10. */
    CU_ASSERT_DOUBLE_EQUAL(network->rest_domestic_share, 2.0 / 17, 1e-15);
    cir_network_free(network);
    network = load("V1,DEU_D,DEU_HFCE,OUT\nDEU_D,1,2,3\n");
    CU_ASSERT_EQUAL(network->rest, CIR_INDEX_NONE);
    CU_ASSERT_STRING_EQUAL(network->title, "OECD Inter-Country Input-Output tables");
    cir_network_free(network);
}

static const char *sector_of(const struct cir_network *network, const char *code)
{
    uint32_t number = cir_index_find(&network->sector_index, cir_text_of(code));
    CU_ASSERT_NOT_EQUAL_FATAL(number, CIR_INDEX_NONE);
    uint32_t sector = network->sectors[number].sector;
    return sector != CIR_INDEX_NONE ? made_definitions()->sectors[sector].code : "none";
}

/* The release of 2016 is of Rev. 3 of the ISIC, in which 40 is electricity, and 64 post and telecommunications; in Rev. 4,
 * in which later ones are, 64 is finance. */
static void test_icio_layout__knows_the_industries_of_each_edition(void)
{
    struct cir_network *network = load("\"\",DEU_C15T16FOD,DEU_C40T41EGW,DEU_C64PTL,DEU_C85HTH,HFCE_DEU,OUT\n"
                                       "DEU_C15T16FOD,1,0,0,0,9,10\n"
                                       "DEU_C40T41EGW,1,1,1,1,6,10\n"
                                       "DEU_C64PTL,0,0,1,0.5,2.385,3.885\n"
                                       "DEU_C85HTH,0,0,0,0,7,7\n");
    CU_ASSERT_STRING_EQUAL(sector_of(network, "C15T16FOD"), "none");
    CU_ASSERT_STRING_EQUAL(sector_of(network, "C40T41EGW"), "energy");
    CU_ASSERT_STRING_EQUAL(sector_of(network, "C64PTL"), "telecom");
    CU_ASSERT_STRING_EQUAL(sector_of(network, "C85HTH"), "health");
    cir_network_free(network);
    network = load("V1,DEU_C10T12,DEU_D,DEU_J61,DEU_K,DEU_HFCE,OUT\n"
                   "DEU_C10T12,1,0,0,0,9,10\n"
                   "DEU_D,1,1,1,1,6,10\n"
                   "DEU_J61,0,0,1,0.5,2.385,3.885\n"
                   "DEU_K,0,0,0,0,7,7\n");
    CU_ASSERT_STRING_EQUAL(sector_of(network, "C10T12"), "none");
    CU_ASSERT_STRING_EQUAL(sector_of(network, "D"), "energy");
    CU_ASSERT_STRING_EQUAL(sector_of(network, "J61"), "telecom");
    CU_ASSERT_STRING_EQUAL(sector_of(network, "K"), "finance");
    cir_network_free(network);
}

/* The sum of a column, where it is told, is what the sum of a row is held against. */
static void test_icio_layout__prefers_the_row_of_output(void)
{
    struct cir_network *network;
    struct cir_error error;
    const char *text = "V1,DEU_D,DEU_HFCE,OUT\nDEU_D,1.000,2,3\nOUT,4,0,0\n";
    CU_ASSERT_EQUAL(made_load_text(&network, cir_text_of(text), CIR_NETWORK_ANY, &error), CIR_BAD_NETWORK);
    CU_ASSERT_STRING_EQUAL(error.message,
                           "DEU:D does not balance: it sells 1 to others and 2 to final demand, but makes 4");
    text = "V1,DEU_D,DEU_HFCE\nDEU_D,1,2\nVA,2,0\n";
    CU_ASSERT_EQUAL(made_load_text(&network, cir_text_of(text), CIR_NETWORK_ANY, &error), CIR_BAD_NETWORK);
    CU_ASSERT_STRING_EQUAL(error.message, "the output of the nodes is not told; expected a row OUT or OUTPUT, or a "
                                          "column OUT or TOTAL");
}

CIR_SUITE("icio_layout", {"adds up the parts of a State", test_icio_layout__adds_up_the_parts_of_a_State},
          {"reads categories before States", test_icio_layout__reads_categories_before_States},
          {"knows the rest of the world", test_icio_layout__knows_the_rest_of_the_world},
          {"knows the industries of each edition", test_icio_layout__knows_the_industries_of_each_edition},
          {"prefers the row of output", test_icio_layout__prefers_the_row_of_output})
