#include "network/own_layout.h"

#include "base/sha256.h"
#include "definitions/row.h"
#include "network/finish.h"
#include "network/flow_table.h"
#include "network/sector_code.h"

#include <math.h>
#include <stdio.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2200 };

enum table { NETWORK, SECTORS, NODES, CRITICALITY, LINKS, TABLES };

static const struct {
    const char *file;
    const char *columns;
} shapes[TABLES] = {
    [NETWORK] = {"network.csv", "key,value,source"},
    [SECTORS] = {"sectors.csv", "code,name,sector,recovery_h,source"},
    [NODES] = {"nodes.csv", "node,output,final_demand"},
    [CRITICALITY] = {"criticality.csv", "input,user,criticality,redundancy,felt_after_h,source"},
    [LINKS] = {"links.csv", "from,to,input,capacity_mw,share,source"},
};

static const char flows_file[] = "flows.csv";

const char *const cir_network_files[] = {"network.csv",     "sectors.csv", "nodes.csv", "flows.csv",
                                         "criticality.csv", "links.csv",   NULL};

static const char *const keys[] = {
    "name", "title", "year", "unit", "licence", "source", "rest", "rest_domestic_share", "tolerance"};

/* A network on its way from its tables. */
struct own {
    struct cir_load *load;
    struct cir_network *network;
    const char *folder;
    const char *name;
    const struct cir_definitions *definitions;
    struct cir_table tables[TABLES];
    struct cir_index
        sources; /* of datasets/sources.csv: what tables below datasets/ name, while others may say it in words */
    struct cir_raw_network raw;
    struct cir_finish_rules rules;
    bool is_plain; /* nodes and flows alone */
};

static char *path_of(struct own *own, const char *file)
{
    size_t size = strlen(own->folder) + strlen(file) + 2;
    char *path = cir_load_take_scratch(own->load, size, 1);
    if (path != NULL)
        snprintf(path, size, "%s/%s", own->folder, file);
    return path;
}

static const struct cir_definition_file *find_file(struct own *own, const char *file)
{
    const char *path = path_of(own, file);
    return path != NULL ? cir_definition_files_find(own->load->files, path) : NULL;
}

/* A folder of the tree is named as its network; a copy for editing may lie anywhere. */
static bool is_in_tree(const struct own *own)
{
    return cir_text_starts_with(cir_text_of(own->folder), "datasets/");
}

static const char *source_of(struct own *own, const struct cir_row *row)
{
    return is_in_tree(own) ? cir_row_source(own->load, row, &own->sources) : cir_row_text(own->load, row, "source");
}

static void read_tables(struct own *own)
{
    static const char sources_columns[] = "key,title,reference,year,licence";
    struct cir_table sources;
    own->is_plain = find_file(own, shapes[NETWORK].file) == NULL && find_file(own, shapes[SECTORS].file) == NULL;
    for (size_t i = 0; i < TABLES; i++) {
        const char *path = path_of(own, shapes[i].file);
        bool is_required = i == NODES || (!own->is_plain && (i == NETWORK || i == SECTORS));
        if (path != NULL)
            cir_table_read(own->load, &own->tables[i], path, shapes[i].columns, is_required);
    }
    cir_table_read(own->load, &sources, "datasets/sources.csv", sources_columns, true);
    cir_sources_fill(own->load, &sources, &own->sources);
}

/* ---- network.csv ---- */

static const struct cir_row *find_key(const struct own *own, const char *name)
{
    const struct cir_table *table = &own->tables[NETWORK];
    for (size_t i = 0; i < table->row_count; i++)
        if (strcmp(cir_row_raw(&table->rows[i], "key"), name) == 0)
            return &table->rows[i];
    return NULL;
}

static const char *text_of(struct own *own, const char *name, bool is_required)
{
    const struct cir_row *row = find_key(own, name);
    if (row == NULL && is_required)
        cir_load_report(own->load, (struct cir_place){.file = own->tables[NETWORK].file}, "key '%s' is missing", name);
    return row != NULL ? cir_row_text(own->load, row, "value") : NULL;
}

static double share_of(struct own *own, const char *name, double otherwise)
{
    const struct cir_row *row = find_key(own, name);
    return row != NULL ? cir_row_number(own->load, row, "value", &cir_bounds_share) : otherwise;
}

static void check_keys(struct own *own)
{
    const struct cir_table *table = &own->tables[NETWORK];
    struct cir_index seen = {0};
    for (size_t i = 0; i < table->row_count; i++) {
        bool is_key = false;
        for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++)
            is_key = is_key || strcmp(keys[k], cir_row_raw(&table->rows[i], "key")) == 0;
        if (!is_key)
            cir_row_refuse(own->load, &table->rows[i], "key", "a key of a network");
        (void)cir_row_unique(own->load, &seen, &table->rows[i], "key", NULL);
        (void)source_of(own, &table->rows[i]);
    }
}

static void take_keys(struct own *own)
{
    struct cir_raw_network *raw = &own->raw;
    own->rules = (struct cir_finish_rules){.file = own->tables[own->is_plain ? NODES : NETWORK].file,
                                           .systems = cir_industry_any_system,
                                           .tolerance = share_of(own, "tolerance", CIR_NETWORK_TOLERANCE)};
    raw->name = own->name;
    if (own->is_plain)
        return;
    check_keys(own);
    const char *name = text_of(own, "name", true);
    if (is_in_tree(own) && name != NULL && strcmp(name, own->name) != 0)
        cir_row_refuse(own->load, find_key(own, "name"), "value", "the name of the folder");
    raw->title = text_of(own, "title", true);
    raw->unit = text_of(own, "unit", true);
    raw->licence = text_of(own, "licence", true);
    raw->source = text_of(own, "source", true);
    if (text_of(own, "year", true) != NULL)
        raw->year = cir_row_integer(own->load, find_key(own, "year"), "value", FIRST_YEAR, LAST_YEAR);
    own->rules.rest = text_of(own, "rest", false);
    if (own->rules.rest == NULL && find_key(own, "rest_domestic_share") != NULL)
        cir_row_refuse(own->load, find_key(own, "rest_domestic_share"), "key", "of use without the key 'rest'");
    if (own->rules.rest != NULL && text_of(own, "rest_domestic_share", true) != NULL)
        own->rules.rest_domestic_share = share_of(own, "rest_domestic_share", 0);
}

/* ---- sectors.csv ---- */

static void take_sectors(struct own *own)
{
    static const struct cir_bounds hours = {.low = 0, .high = INFINITY, .above = true, .expected = "hours above 0"};
    const struct cir_table *table = &own->tables[SECTORS];
    struct cir_network_sector *sectors = cir_load_take(own->load, table->row_count + 1, sizeof *sectors);
    struct cir_index seen = {0};
    for (size_t i = 0; sectors != NULL && i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        bool is_ours = *cir_row_raw(row, "sector") != '\0';
        sectors[i] = (struct cir_network_sector){
            .code = cir_row_text(own->load, row, "code"),
            .name = cir_row_text(own->load, row, "name"),
            .sector = is_ours ? cir_row_reference(own->load, row, "sector", &own->definitions->sector_index,
                                                  "a code of sectors/sectors.csv, or empty")
                              : CIR_INDEX_NONE,
            .recovery_h = cir_row_optional_number(own->load, row, "recovery_h", &hours),
            .source = source_of(own, row)};
        (void)cir_row_unique(own->load, &seen, row, "code", NULL);
    }
    own->rules.sectors = own->is_plain ? NULL : sectors;
    own->rules.sector_count = table->row_count;
}

/* ---- nodes.csv ---- */

static void take_node(struct own *own, const struct cir_row *row, struct cir_raw_node *node)
{
    const char *name = cir_row_text(own->load, row, "node");
    const char *colon = strchr(name, ':');
    *node =
        (struct cir_raw_node){.state = "",
                              .sector = "",
                              .output = cir_row_optional_number(own->load, row, "output", &cir_bounds_not_negative),
                              .final_demand = cir_row_optional_number(own->load, row, "final_demand", &cir_bounds_any),
                              .place = {own->tables[NODES].file, row->line, cir_row_cell(row, "node")->column}};
    if (colon == NULL || colon == name || colon[1] == '\0') {
        cir_row_refuse(own->load, row, "node", "STATE:SECTOR");
        return;
    }
    char *state = cir_arena_copy(own->load->arena, (struct cir_text){name, (size_t)(colon - name)});
    own->load->no_memory = own->load->no_memory || state == NULL;
    node->state = state;
    node->sector = colon + 1;
}

static void take_nodes(struct own *own, struct cir_index *numbers)
{
    const struct cir_table *table = &own->tables[NODES];
    own->raw.nodes = cir_load_take(own->load, table->row_count, sizeof *own->raw.nodes);
    for (size_t i = 0; own->raw.nodes != NULL && i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        take_node(own, row, &own->raw.nodes[i]);
        own->raw.node_count = i + 1;
        if (cir_load_insert(own->load, numbers, cir_row_raw(row, "node"), (uint32_t)i) != i)
            cir_row_report(own->load, row, "node", "'%.100s' is there twice", cir_row_raw(row, "node"));
    }
}

static void take_flows(struct own *own, const struct cir_index *numbers)
{
    const struct cir_definition_file *file = find_file(own, flows_file);
    if (file == NULL)
        cir_load_report(own->load, (struct cir_place){.file = path_of(own, flows_file)}, "the table is missing");
    else
        cir_flow_table_read(own->load, &own->raw, numbers, file->origin, file->text);
}

/* ---- criticality.csv and links.csv ---- */

static void take_criticality(struct own *own)
{
    const struct cir_table *table = &own->tables[CRITICALITY];
    struct cir_network *network = own->network;
    struct cir_index seen = {0};
    for (size_t i = 0; i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        uint32_t input = cir_row_reference(own->load, row, "input", &network->sector_index, "a code of sectors.csv");
        uint32_t user = cir_row_reference(own->load, row, "user", &network->sector_index, "a code of sectors.csv");
        struct cir_criticality need = {
            .criticality = cir_row_number(own->load, row, "criticality", &cir_bounds_share),
            .redundancy = cir_row_optional_number(own->load, row, "redundancy", &cir_bounds_share),
            .felt_after_h = cir_row_optional_number(own->load, row, "felt_after_h", &cir_bounds_not_negative),
            .source = source_of(own, row)};
        (void)cir_row_unique(own->load, &seen, row, "input", "user");
        if (input == CIR_INDEX_NONE || user == CIR_INDEX_NONE)
            continue;
        if (input == user)
            cir_row_refuse(own->load, row, "user", "another sector than the input");
        need.redundancy = isnan(need.redundancy) ? 0 : need.redundancy;
        need.felt_after_h = isnan(need.felt_after_h) ? 0 : need.felt_after_h;
        network->criticality[input * network->sector_count + user] = need;
    }
}

static uint32_t country_of(struct own *own, const struct cir_row *row, const char *column)
{
    return cir_row_reference(own->load, row, column, &own->definitions->country_index, "a code of a country");
}

/* A line is told once, or else its shares could be two. */
static void check_link(struct own *own, struct cir_index *seen, const struct cir_row *row,
                       const struct cir_network_link *link)
{
    char key[64];
    if (link->from == CIR_INDEX_NONE || link->to == CIR_INDEX_NONE || link->input == CIR_INDEX_NONE)
        return;
    if (link->from == link->to)
        cir_row_refuse(own->load, row, "to", "another country");
    snprintf(key, sizeof key, "%u:%u:%u", link->from, link->to, link->input);
    const char *kept = cir_arena_copy(own->load->arena, cir_text_of(key));
    own->load->no_memory = own->load->no_memory || kept == NULL;
    uint32_t line = kept != NULL ? cir_load_insert(own->load, seen, kept, (uint32_t)row->line) : CIR_INDEX_NONE;
    if (line != CIR_INDEX_NONE && line != row->line)
        cir_row_report(own->load, row, "from", "'%.100s' to '%.100s' with '%.100s' is repeated; it stands in line %u",
                       cir_row_raw(row, "from"), cir_row_raw(row, "to"), cir_row_raw(row, "input"), line);
}

static void take_links(struct own *own)
{
    struct cir_index seen = {0};
    const struct cir_table *table = &own->tables[LINKS];
    struct cir_network *network = own->network;
    network->links = cir_load_take(own->load, table->row_count, sizeof *network->links);
    for (size_t i = 0; network->links != NULL && i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        network->links[i] = (struct cir_network_link){
            .from = country_of(own, row, "from"),
            .to = country_of(own, row, "to"),
            .input = cir_row_reference(own->load, row, "input", &network->sector_index, "a code of sectors.csv"),
            .capacity_mw = cir_row_optional_number(own->load, row, "capacity_mw", &cir_bounds_not_negative),
            .share = cir_row_number(own->load, row, "share", &cir_bounds_share),
            .source = source_of(own, row)};
        check_link(own, &seen, row, &network->links[i]);
        network->link_count = i + 1;
    }
}

/* ---- the whole ---- */

static void check_rest(struct own *own)
{
    if (own->rules.rest != NULL && own->network->rest == CIR_INDEX_NONE)
        cir_row_refuse(own->load, find_key(own, "rest"), "value", "a State of nodes.csv");
}

/* Of the network's own files: what comes of the definitions has their hash. */
static void hash_files(struct own *own)
{
    struct sha256_ctx context;
    sha256_init(&context);
    for (size_t i = 0; cir_network_files[i] != NULL; i++) {
        const struct cir_definition_file *file = find_file(own, cir_network_files[i]);
        sha256_update(&context, strlen(cir_network_files[i]) + 1, (const uint8_t *)cir_network_files[i]);
        if (file != NULL)
            sha256_update(&context, file->text.size, (const uint8_t *)file->text.data);
    }
    cir_sha256_hex(&context, own->raw.sha256);
}

void cir_network_read_own(struct cir_load *load, struct cir_network *network, const char *folder, const char *name,
                          const struct cir_definitions *definitions)
{
    struct own own = {.load = load, .network = network, .folder = folder, .name = name, .definitions = definitions};
    struct cir_index numbers = {0};
    read_tables(&own);
    if (!cir_load_clean(load))
        return;
    take_keys(&own);
    take_sectors(&own);
    take_nodes(&own, &numbers);
    if (cir_load_clean(load))
        take_flows(&own, &numbers);
    hash_files(&own);
    cir_network_finish(load, network, &own.raw, &own.rules, definitions);
    if (cir_load_clean(load)) {
        check_rest(&own);
        take_criticality(&own);
        take_links(&own);
    }
}
