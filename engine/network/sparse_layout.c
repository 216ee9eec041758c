/* Flows by the numbers of nodes, and the nodes in a file beside them: so the World Input-Output Table is handed on where a
 * matrix of two million cells, most of them 0, would be too large. */
#include "network/published_layouts.h"

#include "base/buffer.h"
#include "base/number.h"
#include "network/published_file.h"
#include "network/sector_code.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { FINDINGS_MAX = 20, CELLS_MAX = 16, SHOWN_MAX = 100 };

enum flow_column { SELLER, BUYER, FLOW, FLOW_COLUMNS };

enum node_column { NUMBER, STATE, SECTOR, OUTPUT, FINAL_DEMAND, NODE_COLUMNS };

static const char flows_start[] = "row,col,";

/* How the columns of nodes are called; of the last two how they begin, as their unit follows. */
static const char *const node_columns[NODE_COLUMNS] = {"index", "iso3", "sector", "output", "final_demand"};

static const struct {
    const char *column; /* of flows */
    const char *unit;
} units[] = {{"musd", "million USD"}, {"meur", "million EUR"}};

struct flow {
    uint32_t seller;
    uint32_t buyer;
    double value;
    size_t line;
};

struct numbered_node {
    uint32_t number;
    struct cir_raw_node node;
    double output;
};

static const char not_a_node[] = "is not the number of a node, from 0 on";

/* A file being read, record by record. */
struct reader {
    struct cir_published *published;
    struct cir_load *load;
    const char *file;
    struct cir_csv_reader csv;
    struct cir_buffer text;           /* of the cells of the record at hand, one behind the other */
    size_t ends[CELLS_MAX];           /* of each in it */
    struct cir_text cells[CELLS_MAX]; /* all of them, once the record is whole */
    bool (*take_header)(struct reader *reader);
    void (*take_record)(struct reader *reader);
    size_t cells_expected; /* of a record; 0: the header was not seen yet */
    /* nodes */
    size_t places[NODE_COLUMNS]; /* of the columns */
    struct numbered_node *nodes;
    size_t node_count;
    size_t node_capacity;
    /* flows */
    const char *unit;
    struct flow *flows;
    size_t flow_count;
    size_t flow_capacity;
};

/* ---- records ---- */

static void report(struct reader *reader, size_t cell, const char *what, struct cir_text text)
{
    cir_load_report(reader->load, (struct cir_place){reader->file, reader->csv.record_line, cell + 1}, "'%.*s' %s",
                    CIR_TEXT_ARGS(cir_text_cut(text, SHOWN_MAX)), what);
}

static bool is_done(const struct reader *reader)
{
    return reader->load->no_memory || reader->load->count >= FINDINGS_MAX;
}

static bool take_cell(void *context, struct cir_text text)
{
    struct reader *reader = context;
    if (reader->csv.cell >= CELLS_MAX)
        return true;
    cir_buffer_add(&reader->text, text);
    reader->ends[reader->csv.cell] = reader->text.size;
    reader->load->no_memory = reader->load->no_memory || reader->text.failed;
    return !is_done(reader);
}

static void lay_out_cells(struct reader *reader)
{
    size_t start = 0;
    for (size_t i = 0; i < reader->csv.cell && i < CELLS_MAX; i++) {
        reader->cells[i] = (struct cir_text){reader->text.data + start, reader->ends[i] - start};
        start = reader->ends[i];
    }
}

/* Whether the record is one of as many cells as the header. */
static bool is_whole(struct reader *reader)
{
    const struct cir_place place = {reader->file, reader->csv.record_line, 0};
    struct cir_text text = cir_buffer_text(&reader->text);
    if (cir_text_valid_utf8(text) < text.size)
        cir_load_report(reader->load, place, "not UTF-8");
    else if (reader->cells_expected > 0 && reader->csv.cell != reader->cells_expected)
        cir_load_report(reader->load, place, "%zu cells, expected %zu", reader->csv.cell, reader->cells_expected);
    else
        return true;
    return false;
}

/* Blank lines bring nothing. */
static bool take_end(void *context)
{
    struct reader *reader = context;
    bool goes_on = true;
    if (reader->csv.cell == 0)
        return true;
    lay_out_cells(reader);
    if (is_whole(reader) && reader->cells_expected > 0)
        reader->take_record(reader);
    else if (reader->cells_expected == 0)
        goes_on = reader->take_header(reader);
    reader->cells_expected = reader->cells_expected > 0 ? reader->cells_expected : reader->csv.cell;
    cir_buffer_clear(&reader->text);
    return goes_on && !is_done(reader);
}

static enum cir_status read_file(struct reader *reader, struct cir_error *error)
{
    cir_csv_reader_open(&reader->csv, (struct cir_csv_taker){take_cell, take_end, reader}, ',');
    enum cir_status status =
        cir_published_feed(reader->load, &reader->csv, cir_published_hash(reader->published), reader->file, error);
    cir_csv_reader_close(&reader->csv);
    cir_buffer_free(&reader->text);
    return status == CIR_BAD_TABLE ? CIR_OK : status; /* it was reported */
}

/* A whole number that a node may have, or CIR_INDEX_NONE. */
static uint32_t read_whole_number(struct reader *reader, size_t cell, double below)
{
    double number;
    if (cir_number_read(reader->cells[cell], &number) && number >= 0 && number < below && floor(number) == number)
        return (uint32_t)number;
    report(reader, cell, not_a_node, reader->cells[cell]);
    return CIR_INDEX_NONE;
}

static double read_number(struct reader *reader, size_t cell)
{
    double number;
    if (cir_number_read(reader->cells[cell], &number))
        return number;
    report(reader, cell, "is not a number", reader->cells[cell]);
    return NAN;
}

/* ---- nodes ---- */

static bool is_column(struct cir_text cell, enum node_column column)
{
    return column >= OUTPUT ? cir_text_starts_with(cell, node_columns[column])
                            : cir_text_is(cell, node_columns[column]);
}

/* Where the columns of nodes are in a header; false where one is missing. */
static bool find_columns(size_t *places, const struct cir_text *cells, size_t count)
{
    size_t found = 0;
    for (enum node_column i = NUMBER; i < NODE_COLUMNS; i++)
        for (size_t k = 0; k < count && k < CELLS_MAX && found == (size_t)i; k++)
            if (is_column(cells[k], i)) {
                places[i] = k;
                found++;
            }
    return found == NODE_COLUMNS;
}

static const char *keep(struct reader *reader, struct cir_text text)
{
    const char *copy = cir_arena_copy(reader->load->arena, text);
    reader->load->no_memory = reader->load->no_memory || copy == NULL;
    return copy;
}

static bool take_node_header(struct reader *reader)
{
    return find_columns(reader->places, reader->cells, reader->csv.cell);
}

static void take_node(struct reader *reader)
{
    const size_t *places = reader->places;
    struct numbered_node *nodes = cir_arena_grow(&reader->load->scratch, reader->nodes, reader->node_count,
                                                 &reader->node_capacity, sizeof *nodes);
    uint32_t number = read_whole_number(reader, places[NUMBER], CIR_INDEX_NONE);
    reader->load->no_memory = reader->load->no_memory || nodes == NULL;
    if (nodes == NULL || number == CIR_INDEX_NONE)
        return;
    reader->nodes = nodes;
    for (enum node_column i = STATE; i <= SECTOR; i++)
        if (reader->cells[places[i]].size == 0)
            report(reader, places[i], "is no name", reader->cells[places[i]]);
    nodes[reader->node_count++] =
        (struct numbered_node){.number = number,
                               .node = {.state = keep(reader, reader->cells[places[STATE]]),
                                        .sector = keep(reader, reader->cells[places[SECTOR]]),
                                        .output = NAN,
                                        .final_demand = read_number(reader, places[FINAL_DEMAND]),
                                        .place = {reader->file, reader->csv.record_line, places[NUMBER] + 1}},
                               .output = read_number(reader, places[OUTPUT])};
}

static bool take_room(struct reader *reader)
{
    struct cir_published *published = reader->published;
    struct cir_raw_network *raw = published->raw;
    raw->node_count = reader->node_count;
    raw->nodes = cir_load_take(reader->load, raw->node_count, sizeof *raw->nodes);
    raw->rows = cir_load_take(reader->load, raw->node_count, sizeof *raw->rows);
    published->output_by_row = cir_load_take_scratch(reader->load, raw->node_count, sizeof(double));
    published->output_by_column = cir_load_take_scratch(reader->load, raw->node_count, sizeof(double));
    return !reader->load->no_memory;
}

static void place_node(struct reader *reader, const struct numbered_node *numbered)
{
    struct cir_published *published = reader->published;
    const struct cir_place *place = &numbered->node.place;
    if (numbered->number >= published->raw->node_count) {
        cir_load_report(reader->load, *place, "'%u' %s", numbered->number, not_a_node);
        return;
    }
    struct cir_raw_node *node = &published->raw->nodes[numbered->number];
    if (node->state != NULL)
        cir_load_report(reader->load, *place, "'%u' is repeated", numbered->number);
    *node = numbered->node;
    published->output_by_row[numbered->number] = numbered->output;
    published->output_by_column[numbered->number] = NAN;
}

/* As many records as nodes, each with a number below their count and none twice: no node is without a record. */
static enum cir_status read_nodes(struct reader *reader, struct cir_error *error)
{
    reader->take_header = take_node_header;
    reader->take_record = take_node;
    enum cir_status status = read_file(reader, error);
    if (status != CIR_OK || !cir_load_clean(reader->load) || !take_room(reader))
        return status;
    for (size_t i = 0; i < reader->node_count; i++)
        place_node(reader, &reader->nodes[i]);
    return status;
}

/* ---- flows ---- */

static const char *read_unit(struct reader *reader, struct cir_text column)
{
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (cir_text_is(column, units[i].column))
            return units[i].unit;
    return column.size > 0 ? keep(reader, column) : NULL;
}

static bool take_flow_header(struct reader *reader)
{
    if (reader->csv.cell != FLOW_COLUMNS)
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->csv.record_line, 0},
                        "%zu cells, expected %d", reader->csv.cell, FLOW_COLUMNS);
    else
        reader->unit = read_unit(reader, reader->cells[FLOW]);
    return reader->csv.cell == FLOW_COLUMNS;
}

static void take_flow(struct reader *reader)
{
    const double node_count = (double)reader->published->raw->node_count;
    struct flow *flows = cir_arena_grow(&reader->load->scratch, reader->flows, reader->flow_count,
                                        &reader->flow_capacity, sizeof *flows);
    reader->load->no_memory = reader->load->no_memory || flows == NULL;
    if (flows == NULL)
        return;
    reader->flows = flows;
    struct flow flow = {.seller = read_whole_number(reader, SELLER, node_count),
                        .buyer = read_whole_number(reader, BUYER, node_count),
                        .value = read_number(reader, FLOW),
                        .line = reader->csv.record_line};
    if (flow.value < 0)
        cir_load_report(reader->load, (struct cir_place){reader->file, flow.line, FLOW + 1},
                        "the flow '%.*s' is below 0", CIR_TEXT_ARGS(cir_text_cut(reader->cells[FLOW], SHOWN_MAX)));
    cir_published_count_decimals(reader->published, reader->cells[FLOW]);
    flows[reader->flow_count++] = flow;
}

static int compare_flows(const void *left, const void *right)
{
    const struct flow *a = left;
    const struct flow *b = right;
    if (a->seller != b->seller)
        return (a->seller > b->seller) - (a->seller < b->seller);
    if (a->buyer != b->buyer)
        return (a->buyer > b->buyer) - (a->buyer < b->buyer);
    return (a->line > b->line) - (a->line < b->line);
}

static void refuse_repeated(struct reader *reader, const struct flow *flows, size_t count)
{
    for (size_t i = 1; i < count && !is_done(reader); i++)
        if (flows[i].seller == flows[i - 1].seller && flows[i].buyer == flows[i - 1].buyer)
            cir_load_report(reader->load, (struct cir_place){reader->file, flows[i].line, 0},
                            "the flow from %u to %u is repeated; it stands in line %zu", flows[i].seller,
                            flows[i].buyer, flows[i - 1].line);
}

/* Flows stand by seller; those of 0 are left out. */
static void keep_flows(struct reader *reader, const struct flow *flows, size_t count)
{
    uint32_t *buyers = cir_load_take(reader->load, count, sizeof *buyers);
    double *values = cir_load_take(reader->load, count, sizeof *values);
    for (size_t i = 0; !reader->load->no_memory && i < count; i++) {
        struct cir_raw_row *row = &reader->published->raw->rows[flows[i].seller];
        if (flows[i].value <= 0)
            continue;
        if (row->count == 0) {
            row->buyers = buyers + i;
            row->values = values + i;
        }
        row->buyers[row->count] = flows[i].buyer;
        row->values[row->count++] = flows[i].value;
    }
}

static enum cir_status read_flows(struct reader *reader, struct cir_error *error)
{
    reader->take_header = take_flow_header;
    reader->take_record = take_flow;
    enum cir_status status = read_file(reader, error);
    if (status != CIR_OK || !cir_load_clean(reader->load) || reader->flow_count == 0)
        return status;
    qsort(reader->flows, reader->flow_count, sizeof *reader->flows, compare_flows);
    refuse_repeated(reader, reader->flows, reader->flow_count);
    keep_flows(reader, reader->flows, reader->flow_count);
    return status;
}

/* ---- the file of nodes ---- */

static struct cir_text skip_mark(struct cir_text text)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t size = cir_text_starts_with(text, mark) ? sizeof mark - 1 : 0;
    return (struct cir_text){text.data + size, text.size - size};
}

/* Names of columns have no quotes. */
static bool tells_nodes(struct cir_text start)
{
    struct cir_text cells[CELLS_MAX];
    size_t places[NODE_COLUMNS];
    size_t count = 0;
    struct cir_text line;
    start = skip_mark(start);
    if (!cir_published_line(&line, &start))
        return false;
    while (count < CELLS_MAX && cir_text_next(&cells[count], &line, ','))
        count++;
    return find_columns(places, cells, count);
}

static const char *join(struct cir_load *load, struct cir_text folder, const char *file)
{
    size_t size = folder.size + strlen(file) + 1;
    char *path = cir_load_take(load, size, 1);
    if (path != NULL)
        snprintf(path, size, "%.*s%s", CIR_TEXT_ARGS(folder), file);
    return path;
}

/* The folder of the file, with the slash behind it: a network that is a file is written with one. */
static struct cir_text folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return (struct cir_text){path, slash != NULL ? (size_t)(slash - path) + 1 : 0};
}

static bool is_table(const char *name)
{
    static const char ending[] = ".csv";
    size_t size = strlen(name);
    return size >= sizeof ending && strcmp(name + size - (sizeof ending - 1), ending) == 0;
}

/* Files beside the flows that tell of nodes. */
struct beside {
    const char *nodes; /* the last of them */
    size_t count;
    enum cir_status status; /* not CIR_OK: one could not be read */
};

static void look_at(struct beside *beside, const char *path, struct cir_error *error)
{
    struct cir_buffer start = {0};
    struct cir_error unread;
    enum cir_status status = path != NULL ? cir_published_start(&start, path, &unread) : CIR_OK;
    if (status != CIR_OK && beside->status == CIR_OK) {
        beside->status = status;
        *error = unread;
    }
    if (path != NULL && status == CIR_OK && tells_nodes(cir_buffer_text(&start))) {
        beside->nodes = path;
        beside->count++;
    }
    cir_buffer_free(&start);
}

/* What cannot be read is none of them, unless nothing else is. */
static enum cir_status find_nodes(const char **nodes, struct cir_load *load, const char *flows, struct cir_error *error)
{
    struct beside beside = {.count = 0};
    struct cir_error unread = {0};
    struct cir_text folder = folder_of(flows);
    const char *name = join(load, folder, "");
    const struct dirent *entry;
    if (name == NULL)
        return CIR_OK;
    DIR *files = opendir(name);
    if (files == NULL)
        return cir_fail_system(error, name, errno);
    while (!load->no_memory && (entry = readdir(files)) != NULL)
        if (is_table(entry->d_name))
            look_at(&beside, join(load, folder, entry->d_name), &unread);
    closedir(files);
    *nodes = beside.nodes;
    if (beside.count == 1 || load->no_memory)
        return CIR_OK;
    if (beside.count == 0 && beside.status != CIR_OK) {
        if (error != NULL)
            *error = unread;
        return beside.status;
    }
    cir_load_report(
        load, (struct cir_place){.file = flows},
        "%zu files beside it tell of the nodes, expected one with the columns index, iso3, sector, output... "
        "and final_demand...",
        beside.count);
    return CIR_OK;
}

/* ---- the whole ---- */

static bool recognises(const struct cir_published_path *path)
{
    return cir_text_starts_with(skip_mark(path->start), flows_start);
}

static enum cir_status read_both(struct cir_published *published, struct cir_published_words *words, const char *flows,
                                 const char *nodes, struct cir_error *error)
{
    struct reader nodes_reader = {.published = published, .load = published->load, .file = nodes};
    struct reader flows_reader = {.published = published, .load = published->load, .file = flows};
    enum cir_status status = read_nodes(&nodes_reader, error);
    if (status == CIR_OK && cir_load_clean(published->load))
        status = read_flows(&flows_reader, error);
    words->unit = flows_reader.unit;
    return status;
}

static enum cir_status read_files(struct cir_published *published, struct cir_finish_rules *rules,
                                  const struct cir_published_path *path, const struct cir_definitions *definitions,
                                  struct cir_error *error)
{
    struct cir_published_words words = {.systems = cir_industry_any_system, .rest = "ROW"};
    const char *nodes = NULL;
    (void)definitions;
    enum cir_status status = find_nodes(&nodes, published->load, path->path, error);
    if (status == CIR_OK && cir_load_clean(published->load))
        status = read_both(published, &words, path->path, nodes, error);
    if (status == CIR_OK)
        cir_published_end(published, rules, &words);
    return status;
}

const struct cir_published_layout cir_sparse_layout = {.recognises = recognises, .read = read_files};
