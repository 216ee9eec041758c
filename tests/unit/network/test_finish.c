/* Published examples as files, and what a network is whatever the order of its tables. */
#include "impact/coupling.h"
#include "network/check.h"
#include "suite.h"
#include "toy_network.h"

#include <math.h>
#include <stdio.h>

enum { NODES_MAX = 6 };

/* Nodes and flows, what is lost upstream when the first node loses `given` of its final demand, and the radius. */
struct example {
    const char *name;
    const char *nodes;
    const char *flows;
    double given;
    double lost[NODES_MAX];
    double tolerance;
    double radius;
    double radius_tolerance;
};

static const struct example examples[] = {
    {"Miller and Blair, tables 2.3 and 2.4: one State of 2 sectors",
     "node,output,final_demand\nUSA:one,1000,350\nUSA:two,2000,1700\n",
     "from,USA:one,USA:two\nUSA:one,150,500\nUSA:two,200,100\n",
     100,
     {125.412541, 26.402640},
     1e-6,
     0.32912878474779,
     1e-9},
    {"Miller and Blair, two regions of 3 and 2 sectors",
     "node,output,final_demand\nDEU:1,1000,\nDEU:2,2000,\nDEU:3,1000,\nFRA:1,1200,\nFRA:2,800,\n",
     "from,DEU:1,DEU:2,DEU:3,FRA:1,FRA:2\nDEU:1,150,500,50,25,75\nDEU:2,200,100,400,200,100\n"
     "DEU:3,300,500,50,60,40\nFRA:1,75,100,60,200,250\nFRA:2,50,25,25,150,100\n",
     100,
     {142.3409, 63.4613, 63.8291, 26.7195, 14.6811},
     5e-5,
     NAN,
     0},
    {"pymrio, 2 regions of 3 sectors",
     "node,output,final_demand\nDEU:1,51,17\nDEU:2,15,5\nDEU:3,58,19\nFRA:1,50,25\nFRA:2,52,20\nFRA:3,39,13\n",
     "from,DEU:1,DEU:2,DEU:3,FRA:1,FRA:2,FRA:3\nDEU:1,10,5,1,6,5,7\nDEU:2,0,2,0,0,5,3\nDEU:3,10,3,20,4,2,0\n"
     "FRA:1,5,0,0,1,10,9\nFRA:2,0,10,1,0,20,1\nFRA:3,5,0,0,1,10,10\n",
     5.1,
     {6.827445, .112240, 2.207812, .958774, .224450, .984005},
     1e-6,
     .637477,
     5e-7},
};

static struct cir_network *open_tables(const struct overlay *overlay, const struct cir_definitions *definitions,
                                       const char *nodes, const char *flows)
{
    char path[CIR_TEMPORARY_SIZE + 2];
    snprintf(path, sizeof path, "%s/", overlay->folder);
    overlay_write(overlay, "nodes.csv", nodes);
    overlay_write(overlay, "flows.csv", flows);
    return toy_network_open(NULL, definitions, path);
}

static struct cir_definitions *begin(struct overlay *overlay)
{
    struct cir_definitions *definitions = NULL;
    cir_temporary_folder(overlay->folder);
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&definitions, NULL, NULL, NULL), CIR_OK);
    return definitions;
}

static void end(struct overlay *overlay, struct cir_definitions *definitions)
{
    cir_definitions_free(definitions);
    overlay_remove(overlay);
}

static void check_losses(const struct cir_network *network, const struct example *example)
{
    struct cir_coupling *coupling;
    double lost[NODES_MAX] = {example->given / network->nodes[0].output};
    CU_ASSERT_EQUAL_FATAL(cir_coupling_new(&coupling, network, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_coupling_solve(lost, 1, coupling, CIR_UPSTREAM, NULL), CIR_OK);
    for (size_t i = 0; i < network->node_count; i++)
        if (!(fabs(lost[i] * network->nodes[i].output - example->lost[i]) <= example->tolerance))
            CU_FAIL(example->name);
    cir_coupling_free(coupling);
}

static void test_finish__makes_published_networks_of_files(void)
{
    struct overlay overlay;
    struct cir_definitions *definitions = begin(&overlay);
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        struct cir_network *network = open_tables(&overlay, definitions, examples[i].nodes, examples[i].flows);
        struct cir_network_check check;
        CU_ASSERT_EQUAL(cir_network_check(&check, network, NULL), CIR_OK);
        CU_ASSERT_EQUAL(check.unbalanced, 0);
        if (!isnan(examples[i].radius))
            CU_ASSERT_DOUBLE_EQUAL(check.spectral_radius, examples[i].radius, examples[i].radius_tolerance);
        check_losses(network, &examples[i]);
        cir_network_free(network);
    }
    end(&overlay, definitions);
}

/* Of the same nodes, flows and numbers by name. */
static void check_same(const struct cir_network *network, const struct cir_network *other)
{
    CU_ASSERT_EQUAL_FATAL(network->node_count, other->node_count);
    CU_ASSERT_EQUAL(network->flow_count, other->flow_count);
    for (uint32_t i = 0; i < network->node_count; i++) {
        const struct cir_network_node *node = &network->nodes[i];
        const struct cir_network_node *there = &other->nodes[toy_network_node(other, node->name)];
        CU_ASSERT_EQUAL(node->output, there->output);
        CU_ASSERT_EQUAL(node->final_demand, there->final_demand);
        CU_ASSERT_STRING_EQUAL(network->sectors[node->sector].code, other->sectors[there->sector].code);
        for (uint32_t k = 0; k < network->node_count; k++)
            CU_ASSERT_EQUAL(toy_network_flow(network, node->name, network->nodes[k].name),
                            toy_network_flow(other, node->name, network->nodes[k].name));
    }
}

static void check_laid_by_state(const struct cir_network *network)
{
    unsigned next = 0;
    for (size_t i = 0; i < network->state_count; i++) {
        CU_ASSERT_EQUAL(network->states[i].first_node, next);
        for (unsigned k = 0; k < network->states[i].node_count; k++)
            CU_ASSERT_EQUAL(network->nodes[next + k].state, i);
        next += network->states[i].node_count;
    }
    CU_ASSERT_EQUAL(next, network->node_count);
}

static void test_finish__is_the_same_in_any_order_of_nodes(void)
{
    static const char mixed[] = "final_demand,node,output\n24,ROW:grid,50\n52,FRA:other,60\n4.385,DEU:mains,5\n"
                                "129.5,ROW:other,200\n15,FRA:grid,25\n15.865,DEU:grid,30\n68.5,DEU:other,80\n";
    struct overlay overlay;
    toy_network_make(&overlay);
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    struct cir_network *network = toy_network_open(&overlay, definitions, "toy");
    overlay_write(&overlay, TOY "nodes.csv", mixed);
    struct cir_network *other = toy_network_open(&overlay, definitions, "toy");
    CU_ASSERT_STRING_EQUAL(other->states[0].code, "ROW");
    CU_ASSERT_EQUAL(other->rest, 0);
    check_laid_by_state(network);
    check_laid_by_state(other);
    check_same(network, other);
    cir_network_free(other);
    toy_network_lay_matrix(&overlay);
    other = toy_network_open(&overlay, definitions, "toy");
    check_same(network, other);
    cir_network_free(other);
    cir_network_free(network);
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

/* NACE T and U: neither make, buy nor sell anything; or make what nobody else buys. */
static void test_finish__lets_empty_and_isolated_nodes_stand(void)
{
    struct overlay overlay;
    struct cir_network_check check;
    struct cir_definitions *definitions = begin(&overlay);
    struct cir_network *network =
        open_tables(&overlay, definitions, "node,output,final_demand\nDEU:A,10,8\nDEU:T,0,0\nFRA:U,3.5,\nFRA:B,2,1.5\n",
                    "from,to,flow\nDEU:A,FRA:B,2\nFRA:B,DEU:A,0.5\n");
    CU_ASSERT_EQUAL(cir_network_check(&check, network, NULL), CIR_OK);
    CU_ASSERT_EQUAL(check.zero_output, 1);
    CU_ASSERT_EQUAL(check.isolated, 2);
    CU_ASSERT_DOUBLE_EQUAL(check.spectral_radius, sqrt(0.2 * 0.25), 1e-9);
    CU_ASSERT_EQUAL(network->flows[1].count, 0);
    CU_ASSERT_EQUAL(network->nodes[toy_network_node(network, "FRA:U")].final_demand, 3.5);
    cir_network_free(network);
    end(&overlay, definitions);
}

/* What only the whole table shows. */
static const struct {
    const char *nodes;
    const char *flows;
    const char *file;
    size_t line;
    const char *message;
} refused[] = {
    {"DEU:A,7,\nFRA:A,7,\n", "DEU:A,FRA:A,7\nFRA:A,DEU:A,7\n", "nodes.csv", 0,
     "the spectral radius of the table is 1; expected less than 1"},
    {"DEU:A,10,\nFRA:A,10,\n", "DEU:A,FRA:A,9\nFRA:A,DEU:A,25\n", "nodes.csv", 0,
     "the spectral radius of the table is 1.5; expected less than 1"},
    {"DEU:A,1e-10,\nFRA:A,1e-10,\n", "DEU:A,FRA:A,1e308\nFRA:A,DEU:A,1e308\n", "nodes.csv", 0,
     "the spectral radius of the table is inf; expected less than 1"},
    {"DEU:A,0,0\nFRA:A,0,0\n", "", "nodes.csv", 0, "no node makes anything"},
    {"", "", "nodes.csv", 0, "there are no nodes"},
    {"DEU:A,,1e308\nFRA:A,1,\n", "DEU:A,FRA:A,1.7e308\n", "nodes.csv", 2,
     "DEU:A does not balance: it sells 1.7e+308 to others and 1e+308 to final demand, but makes inf"},
    {"DEU:A,1,\nATL:A,1,\n", "", "nodes.csv", 3, "'ATL' is no country that is known, and not the rest of the world"},
    {"DEU:A,1,\nDE:B,1,\n", "", "nodes.csv", 3, "'DEU' and 'DE' are one State"},
    {"DEU:A,1,\nGermany:A,1,\n", "", "nodes.csv", 3, "'DEU' and 'Germany' are one State"},
};

static void test_finish__refuses_what_only_the_whole_shows(void)
{
    struct overlay overlay;
    struct cir_definitions *definitions = begin(&overlay);
    char path[CIR_TEMPORARY_SIZE + 2];
    char text[256];
    snprintf(path, sizeof path, "%s/", overlay.folder);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct cir_network *network;
        struct cir_error error = {0};
        snprintf(text, sizeof text, "node,output,final_demand\n%s", refused[i].nodes);
        overlay_write(&overlay, "nodes.csv", text);
        snprintf(text, sizeof text, "from,to,flow\n%s", refused[i].flows);
        overlay_write(&overlay, "flows.csv", text);
        CU_ASSERT_EQUAL(cir_network_load(&network, definitions, NULL, path, NULL, NULL, &error), CIR_BAD_TABLE);
        CU_ASSERT_STRING_EQUAL(error.message, refused[i].message);
        CU_ASSERT_EQUAL(error.line, refused[i].line);
        CU_ASSERT_PTR_NOT_NULL(strstr(error.file, refused[i].file));
        if (strcmp(error.message, refused[i].message) != 0)
            printf("%s:%zu: %s\n", error.file, error.line, error.message);
    }
    end(&overlay, definitions);
}

CIR_SUITE("finish", {"makes published networks of files", test_finish__makes_published_networks_of_files},
          {"is the same in any order of nodes", test_finish__is_the_same_in_any_order_of_nodes},
          {"lets empty and isolated nodes stand", test_finish__lets_empty_and_isolated_nodes_stand},
          {"refuses what only the whole shows", test_finish__refuses_what_only_the_whole_shows})
