#include "made_network.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_SIZE = 64 * 1024, WIOD_STATES = 41, WIOD_SECTORS = 35, WIOD_GROUPS = 15 };

static const char data[] = CIR_SOURCE_DIR "/../shared/data/dependency/wiod2013/";

static const char *const groups[WIOD_GROUPS] = {"ENERGY",       "FUEL",   "TRANSPORT", "FINANCE",   "TELECOM",
                                                "BUSINESS_ICT", "HEALTH", "FOOD",      "CHEM",      "MANUF",
                                                "TRADE",        "CONSTR", "PUBLIC",    "EDUCATION", "OTHER"};

static const char *const states[WIOD_STATES] = {
    "AUS", "AUT", "BEL", "BGR", "BRA", "CAN", "CHN", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN",
    "FRA", "GBR", "GRC", "HUN", "IDN", "IND", "IRL", "ITA", "JPN", "KOR", "LTU", "LUX", "LVA", "MEX",
    "MLT", "NLD", "POL", "PRT", "ROU", "RUS", "SVK", "SVN", "SWE", "TUR", "TWN", "USA", "ROW"};

static void *take(struct cir_network *network, size_t count, size_t size)
{
    void *taken = cir_arena_take(&network->arena, count, size);
    if (taken == NULL)
        abort();
    return taken;
}

static const char *made_name(struct cir_network *network, const char *format, size_t first, size_t second)
{
    char name[64];
    snprintf(name, sizeof name, format, first, second);
    const char *copy = cir_arena_copy(&network->arena, cir_text_of(name));
    if (copy == NULL)
        abort();
    return copy;
}

static void name_all(struct cir_network *network, size_t state_count, size_t sector_count)
{
    network->states = take(network, state_count, sizeof *network->states);
    network->sectors = take(network, sector_count, sizeof *network->sectors);
    network->nodes = take(network, state_count * sector_count, sizeof *network->nodes);
    for (size_t i = 0; i < state_count; i++)
        network->states[i] = (struct cir_network_state){.code = made_name(network, "R%zu", i + 1, 0),
                                                        .country = (uint32_t)i,
                                                        .first_node = (unsigned)(i * sector_count),
                                                        .node_count = (unsigned)sector_count};
    for (size_t i = 0; i < sector_count; i++)
        network->sectors[i] = (struct cir_network_sector){
            .code = made_name(network, "S%zu", i + 1, 0), .name = "", .sector = (uint32_t)i, .source = ""};
    for (size_t i = 0; i < state_count * sector_count; i++)
        network->nodes[i] = (struct cir_network_node){
            .state = (unsigned)(i / sector_count),
            .sector = (unsigned)(i % sector_count),
            .name = made_name(network, "R%zu:S%zu", i / sector_count + 1, i % sector_count + 1)};
}

struct cir_network *made_sparse_network(size_t state_count, size_t sector_count, const struct made_flow *flows,
                                        size_t count, const double *output)
{
    struct cir_network *network = calloc(1, sizeof *network);
    if (network == NULL)
        abort();
    size_t node_count = state_count * sector_count;
    network->name = "made";
    network->state_count = state_count;
    network->sector_count = sector_count;
    network->node_count = node_count;
    network->rest = CIR_INDEX_NONE;
    name_all(network, state_count, sector_count);
    network->flows = take(network, node_count, sizeof *network->flows);
    uint32_t *buyers = take(network, count + 1, sizeof *buyers);
    double *values = take(network, count + 1, sizeof *values);
    size_t at = 0;
    for (size_t i = 0; i < node_count; i++) {
        double sold = 0;
        network->flows[i] = (struct cir_flow_row){0, &buyers[at], &values[at]};
        for (; at < count && flows[at].seller == i; at++) {
            buyers[at] = flows[at].buyer;
            values[at] = flows[at].value;
            sold += flows[at].value;
            network->flows[i].count++;
        }
        network->nodes[i].output = output[i];
        network->nodes[i].final_demand = output[i] - sold;
    }
    network->flow_count = at;
    return network;
}

struct cir_network *made_network(size_t state_count, size_t sector_count, const double *flows, const double *output,
                                 const double *final_demand)
{
    size_t nodes = state_count * sector_count;
    struct made_flow *list = calloc(nodes * nodes + 1, sizeof *list);
    size_t count = 0;
    if (list == NULL)
        abort();
    for (size_t i = 0; i < nodes * nodes; i++)
        if (flows[i] > 0)
            list[count++] = (struct made_flow){(uint32_t)(i / nodes), (uint32_t)(i % nodes), flows[i]};
    struct cir_network *network = made_sparse_network(state_count, sector_count, list, count, output);
    free(list);
    for (size_t i = 0; final_demand != NULL && i < nodes; i++)
        network->nodes[i].final_demand = final_demand[i];
    return network;
}

/* ---- the test data ---- */

static FILE *open_data(const char *name, const char *packed_by)
{
    char text[512];
    snprintf(text, sizeof text, "%s%s", data, name);
    FILE *file = fopen(text, "r");
    if (file == NULL || packed_by == NULL)
        return file;
    fclose(file);
    snprintf(text, sizeof text, "%s %s%s", packed_by, data, name);
    return popen(text, "r"); /* NOLINT(cert-env33-c): a fixed command */
}

static double *read_output(const char *name, unsigned column, size_t count)
{
    FILE *file = open_data(name, NULL);
    double *output = file != NULL ? calloc(count, sizeof *output) : NULL;
    char line[512];
    if (file == NULL)
        return NULL;
    if (output == NULL || fgets(line, sizeof line, file) == NULL)
        abort();
    for (size_t i = 0; i < count && fgets(line, sizeof line, file) != NULL; i++) {
        const char *at = line;
        for (unsigned k = 0; k < column && at != NULL; k++)
            at = strchr(at, ',') != NULL ? strchr(at, ',') + 1 : NULL;
        output[i] = at != NULL ? strtod(at, NULL) : 0;
    }
    fclose(file);
    return output;
}

static struct cir_network *finish(size_t sector_count, struct made_flow *flows, size_t count, double *output)
{
    struct cir_network *network = NULL;
    if (flows != NULL && output != NULL)
        network = made_sparse_network(WIOD_STATES, sector_count, flows, count, output);
    free(flows);
    free(output);
    for (size_t i = 0; network != NULL && i < WIOD_STATES; i++)
        network->states[i].code = states[i];
    return network;
}

struct cir_network *made_wiod_full(void)
{
    enum { FLOWS = 413525 };
    FILE *file = open_data("wiot2011_Z_sparse.csv.gz", "gzip -dc");
    struct made_flow *flows = file != NULL ? calloc(FLOWS, sizeof *flows) : NULL;
    size_t count = 0;
    char line[128];
    if (file == NULL)
        return NULL;
    if (flows == NULL || fgets(line, sizeof line, file) == NULL)
        abort();
    while (count < FLOWS && fgets(line, sizeof line, file) != NULL) {
        char *at = line;
        flows[count].seller = (uint32_t)strtoul(at, &at, 10);
        flows[count].buyer = (uint32_t)strtoul(at + 1, &at, 10);
        flows[count++].value = strtod(at + 1, NULL);
    }
    pclose(file);
    return finish(WIOD_SECTORS, flows, count,
                  read_output("wiot2011_x_f_va.csv", 3, (size_t)WIOD_STATES * WIOD_SECTORS));
}

struct cir_network *made_wiod_groups(void)
{
    enum { NODES = WIOD_STATES * WIOD_GROUPS };
    static char line[LINE_SIZE];
    FILE *file = open_data("mrio2011_ci15_Z.csv", NULL);
    struct made_flow *flows = file != NULL ? calloc((size_t)NODES * NODES, sizeof *flows) : NULL;
    size_t count = 0;
    if (file == NULL)
        return NULL;
    if (flows == NULL || fgets(line, sizeof line, file) == NULL)
        abort();
    for (uint32_t i = 0; i < NODES && fgets(line, sizeof line, file) != NULL; i++) {
        char *at = strchr(strchr(line, ',') + 1, ',');
        for (uint32_t j = 0; j < NODES && *at == ','; j++) {
            double value = strtod(at + 1, &at);
            if (value > 0)
                flows[count++] = (struct made_flow){i, j, value};
        }
    }
    fclose(file);
    struct cir_network *network = finish(WIOD_GROUPS, flows, count, read_output("mrio2011_ci15_x_f.csv", 2, NODES));
    for (size_t i = 0; network != NULL && i < WIOD_GROUPS; i++)
        network->sectors[i].code = groups[i];
    return network;
}

static unsigned place_of(const char *const *list, unsigned count, const char *name)
{
    for (unsigned i = 0; i < count; i++)
        if (strcmp(list[i], name) == 0)
            return i;
    abort();
}

unsigned made_group(const char *name)
{
    return place_of(groups, WIOD_GROUPS, name);
}

unsigned made_state(const char *code)
{
    return place_of(states, WIOD_STATES, code);
}

bool made_wiod_criticality(struct cir_network *network)
{
    FILE *file = fopen(CIR_SOURCE_DIR "/../shared/data/dependency/ihs_criticality_pyIEEM/theta_ci15_derived.csv", "r");
    char line[256];
    if (file == NULL)
        return false;
    network->criticality = take(network, (size_t)WIOD_GROUPS * WIOD_GROUPS, sizeof *network->criticality);
    if (fgets(line, sizeof line, file) == NULL)
        abort();
    while (fgets(line, sizeof line, file) != NULL) {
        char *user = strchr(line, ',') + 1;
        char *mean = strchr(user, ',') + 1;
        user[-1] = mean[-1] = '\0';
        network->criticality[made_group(line) * WIOD_GROUPS + made_group(user)] =
            (struct cir_criticality){.criticality = strtod(mean, NULL), .source = "test"};
    }
    fclose(file);
    return true;
}

void made_rate(struct cir_network *network, unsigned input, unsigned user, double criticality, double redundancy,
               double felt_after_h)
{
    const size_t count = network->sector_count;
    if (network->criticality == NULL)
        network->criticality = take(network, count * count, sizeof *network->criticality);
    network->criticality[input * count + user] =
        (struct cir_criticality){criticality, redundancy, felt_after_h, "test"};
}

void made_network_free(struct cir_network *network)
{
    if (network == NULL)
        return;
    cir_arena_free(&network->arena);
    free(network);
}
