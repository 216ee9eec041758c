/* A line with the name of a table, then any bytes in its place among the tables of a small network. */
#include "input.h"

#include "network/network.h"
#include "network/own_layout.h"
#include "networks.h"

enum { FILES = 7 };

static const char *const paths[FILES] = {"net/network.csv",     "net/sectors.csv",     "net/nodes.csv",
                                         "net/flows.csv",       "net/criticality.csv", "net/links.csv",
                                         "datasets/sources.csv"};

static const char *const texts[FILES] = {
    "key,value,source\nname,net,own\ntitle,A net,own\nyear,2020,own\nunit,EUR,own\nlicence,free,own\nsource,own,own\n"
    "rest,ROW,own\nrest_domestic_share,0.75,own\n",
    "code,name,sector,recovery_h,source\ngrid,Grids,energy,48.5,own\nother,All others,,,own\n",
    "node,output,final_demand\nDEU:grid,30,19.5\nDEU:other,80,76\nROW:grid,50,24\nROW:other,200,129.5\n",
    "from,to,flow\nDEU:grid,DEU:other,10.5\nDEU:other,DEU:grid,4\nROW:grid,ROW:grid,6\nROW:grid,ROW:other,20\n"
    "ROW:other,DEU:other,11.5\nROW:other,ROW:grid,9\nROW:other,ROW:other,50\n",
    "input,user,criticality,redundancy,felt_after_h,source\ngrid,other,0.55,0.2,1.5,own\n",
    "from,to,input,capacity_mw,share,source\nFRA,DEU,grid,2250,0.125,own\n",
    "key,title,reference,year,licence\nown,Own judgement,docs,2020,free\n",
};

static void load(const struct cir_definition_files *files)
{
    struct cir_network network = {.rest = CIR_INDEX_NONE};
    struct cir_load load = {.files = files, .arena = &network.arena};
    struct cir_error error = {0};
    cir_network_read_own(&load, &network, "net", "net", fuzz_definitions());
    enum cir_status status = cir_load_end(&load, NULL, &error);
    if (status == CIR_OK)
        fuzz_expect_network(&network);
    else if (status != CIR_BAD_TABLE || error.message[0] == '\0' || error.file[0] == '\0')
        fuzz_expect("a network that is refused is told why");
    cir_arena_free(&network.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cir_text rest = {size > 0 ? (const char *)data : "", size};
    struct cir_text name;
    struct cir_definition_file list[FILES];
    const struct cir_definition_files files = {.list = list, .count = FILES};
    bool is_there = false;
    cir_text_next(&name, &rest, '\n');
    for (size_t i = 0; i < FILES; i++) {
        bool is_it = cir_text_is(name, strrchr(paths[i], '/') + 1);
        list[i] = (struct cir_definition_file){paths[i], is_it ? rest : cir_text_of(texts[i]), paths[i]};
        is_there = is_there || is_it;
    }
    if (rest.data == NULL || !is_there)
        return -1; /* not worth keeping */
    load(&files);
    return 0;
}
