#include "toy_network.h"

#include <CUnit/CUnit.h>
#include <stdio.h>

// clang-format off
static const struct {
    const char *path;
    const char *text;
} tables[] = {
    {TOY "network.csv",
     "key,value,source\nname,toy,own\ntitle,A toy,own\nyear,2020,own\nunit,million EUR,own\nlicence,free,own\n"
     "source,by hand,own\nrest,ROW,own\nrest_domestic_share,0.75,own\ntolerance,0.002,own\n"},
    {TOY "sectors.csv",
     "code,name,sector,recovery_h,source\ngrid,Grids,energy,48.5,own\nmains,Water mains,water,24,own\n"
     "other,All others,,,own\n"},
    {TOY "nodes.csv",
     "node,output,final_demand\nDEU:grid,30,15.865\nDEU:mains,5,4.385\nDEU:other,80,68.5\nFRA:grid,25,15\n"
     "FRA:other,60,52\nROW:grid,50,24\nROW:other,200,129.5\n"},
    {TOY "flows.csv",
     "from,to,flow\nDEU:grid,DEU:mains,2.385\nDEU:grid,DEU:other,10.5\nDEU:grid,FRA:grid,1.25\n"
     "DEU:mains,DEU:grid,0.615\nDEU:other,DEU:grid,4\nDEU:other,ROW:other,7.5\nFRA:grid,DEU:grid,2\n"
     "FRA:grid,FRA:other,8\nFRA:other,DEU:other,3\nFRA:other,FRA:grid,5\nROW:grid,ROW:grid,6\n"
     "ROW:grid,ROW:other,20\nROW:other,DEU:other,11.5\nROW:other,ROW:grid,9\nROW:other,ROW:other,50\n"
     "DEU:mains,ROW:grid,0\n"},
    {TOY "criticality.csv",
     "input,user,criticality,redundancy,felt_after_h,source\ngrid,other,0.55,0.2,1.5,own\nmains,grid,0.3,,,own\n"},
    {TOY "links.csv",
     "from,to,input,capacity_mw,share,source\nFRA,DEU,grid,2250,0.125,own\nATA,FRA,grid,,1,own\n"},
};
// clang-format on

static const char matrix[] = "from,DEU:grid,DEU:mains,DEU:other,FRA:grid,FRA:other,ROW:grid,ROW:other\n"
                             "DEU:grid,0,2.385,10.5,1.25,0,0,0\n"
                             "DEU:mains,0.615,0,0,0,0,0,0\n"
                             "DEU:other,4,0,0,0,0,0,7.5\n"
                             "FRA:grid,2,0,0,0,8,0,0\n"
                             "FRA:other,0,0,3,5,0,0,0\n"
                             "ROW:grid,0,0,0,0,0,6,20\n"
                             "ROW:other,0,0,11.5,0,0,9,50\n";

void toy_network_make(struct overlay *overlay)
{
    overlay_make(overlay);
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        overlay_write(overlay, tables[i].path, tables[i].text);
}

void toy_network_lay_matrix(const struct overlay *overlay)
{
    overlay_write(overlay, TOY "flows.csv", matrix);
}

static void collect(void *context, const struct cir_error *finding)
{
    struct found *found = context;
    if (found->count < sizeof found->list / sizeof found->list[0])
        found->list[found->count] = *finding;
    found->count++;
}

void toy_network_load(const struct overlay *overlay, struct found *found)
{
    struct cir_findings findings = {collect, found};
    struct cir_definitions *definitions = overlay_definitions(overlay);
    struct cir_network *network;
    found->count = 0;
    found->status = cir_network_load(&network, definitions, overlay->folder, "toy", NULL, &findings, &found->error);
    CU_ASSERT_EQUAL(network != NULL, found->status == CIR_OK);
    cir_network_free(network);
    cir_definitions_free(definitions);
}

void toy_network_check_faults(const struct fault *faults, size_t count, bool is_matrix)
{
    static struct found found;
    for (size_t i = 0; i < count; i++) {
        struct overlay overlay;
        toy_network_make(&overlay);
        if (is_matrix)
            toy_network_lay_matrix(&overlay);
        overlay_edit(&overlay, faults[i].path, faults[i].line, faults[i].replacement);
        toy_network_load(&overlay, &found);
        overlay_check_found(&overlay, &faults[i], &found);
        overlay_remove(&overlay);
    }
}

struct cir_network *toy_network_open(const struct overlay *overlay, const struct cir_definitions *definitions,
                                     const char *name)
{
    struct cir_network *network = NULL;
    struct cir_error error = {0};
    enum cir_status status =
        cir_network_load(&network, definitions, overlay != NULL ? overlay->folder : NULL, name, NULL, NULL, &error);
    if (status != CIR_OK)
        printf("%s:%zu:%zu: %s\n", error.file, error.line, error.column, error.message);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
    return network;
}

uint32_t toy_network_node(const struct cir_network *network, const char *name)
{
    uint32_t node = cir_index_find(&network->node_index, cir_text_of(name));
    CU_ASSERT_FATAL(node != CIR_INDEX_NONE);
    return node;
}

double toy_network_flow(const struct cir_network *network, const char *from, const char *to)
{
    const struct cir_flow_row *row = &network->flows[toy_network_node(network, from)];
    uint32_t buyer = toy_network_node(network, to);
    for (size_t k = 0; k < row->count; k++)
        if (row->buyers[k] == buyer)
            return row->values[k];
    return 0;
}

void toy_world_open(struct toy_world *world)
{
    world->definitions = overlay_definitions(&world->overlay);
    world->network = toy_network_open(&world->overlay, world->definitions, "toy");
}

void toy_world_close(struct toy_world *world)
{
    cir_network_free(world->network);
    cir_definitions_free(world->definitions);
    overlay_remove(&world->overlay);
}
