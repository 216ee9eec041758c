/* Flows by the numbers of nodes, and the nodes in a file beside them: so the World Input-Output Table is handed on where a
 * matrix of two million cells, most of them 0, would be too large. */
#include "network/published_layouts.h"

#include "base/file.h"
#include "base/number.h"
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

/* A file being read. */
struct reader {
    struct cir_published *published;
    struct cir_load *load;
    const char *file;
    size_t line;
    struct cir_text rest;
    struct cir_text cells[CELLS_MAX]; /* of the line at hand */
    size_t cell_count;
};

/* ---- lines ---- */

static struct cir_text skip_mark(struct cir_text text)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t size = cir_text_starts_with(text, mark) ? sizeof mark - 1 : 0;
    return (struct cir_text){text.data + size, text.size - size};
}

static void report(struct reader *reader, size_t cell, const char *what, struct cir_text text)
{
    cir_load_report(reader->load, (struct cir_place){reader->file, reader->line, cell + 1}, "'%.*s' %s",
                    CIR_TEXT_ARGS(cir_text_cut(text, SHOWN_MAX)), what);
}

static bool is_done(const struct reader *reader)
{
    return reader->load->no_memory || reader->load->count >= FINDINGS_MAX;
}

static size_t split(struct cir_text *cells, struct cir_text line)
{
    struct cir_text cell;
    size_t count = 0;
    while (cir_text_next(&cell, &line, ','))
        if (count++ < CELLS_MAX)
            cells[count - 1] = cell;
    return count;
}

/* The next line as cells; a line that no CSV without quotes has is reported. */
static bool next_line(struct reader *reader)
{
    struct cir_text line;
    if (is_done(reader) || !cir_published_line(&line, &reader->rest))
        return false;
    reader->line++;
    const size_t before = reader->load->count;
    const struct cir_place place = {reader->file, reader->line, 0};
    if (memchr(line.data, '"', line.size) != NULL)
        cir_load_report(reader->load, place, "a quote; expected plain cells");
    else if (memchr(line.data, '\0', line.size) != NULL)
        cir_load_report(reader->load, place, "NUL");
    else if (cir_text_valid_utf8(line) < line.size)
        cir_load_report(reader->load, place, "not UTF-8");
    reader->cell_count = split(reader->cells, line);
    return reader->load->count == before;
}

static bool has_cells(struct reader *reader, size_t expected)
{
    if (reader->cell_count != expected)
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->line, 0}, "%zu cells, expected %zu",
                        reader->cell_count, expected);
    return reader->cell_count == expected;
}

/* The number of a node, or CIR_INDEX_NONE. */
static uint32_t read_node(struct reader *reader, size_t cell)
{
    double number;
    if (cir_number_read(reader->cells[cell], &number) && number >= 0 &&
        number < (double)reader->published->raw->node_count && floor(number) == number)
        return (uint32_t)number;
    report(reader, cell, "is not the number of a node, from 0 on", reader->cells[cell]);
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

static size_t count_lines(struct cir_text text)
{
    struct cir_text line;
    size_t count = 0;
    while (cir_published_line(&line, &text))
        count++;
    return count;
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

static void take_node(struct reader *reader, const size_t *places)
{
    struct cir_published *published = reader->published;
    uint32_t number = read_node(reader, places[NUMBER]);
    if (number == CIR_INDEX_NONE)
        return;
    struct cir_raw_node *node = &published->raw->nodes[number];
    if (node->state != NULL)
        report(reader, places[NUMBER], "is repeated", reader->cells[places[NUMBER]]);
    for (enum node_column i = STATE; i <= SECTOR; i++)
        if (reader->cells[places[i]].size == 0)
            report(reader, places[i], "is no name", reader->cells[places[i]]);
    *node = (struct cir_raw_node){.state = keep(reader, reader->cells[places[STATE]]),
                                  .sector = keep(reader, reader->cells[places[SECTOR]]),
                                  .output = NAN,
                                  .final_demand = read_number(reader, places[FINAL_DEMAND]),
                                  .place = {reader->file, reader->line, places[NUMBER] + 1}};
    published->output_by_row[number] = read_number(reader, places[OUTPUT]);
    published->output_by_column[number] = NAN;
}

static bool take_room(struct reader *reader)
{
    struct cir_published *published = reader->published;
    struct cir_raw_network *raw = published->raw;
    raw->node_count = count_lines(reader->rest);
    raw->nodes = cir_load_take(reader->load, raw->node_count, sizeof *raw->nodes);
    raw->rows = cir_load_take(reader->load, raw->node_count, sizeof *raw->rows);
    published->output_by_row = cir_load_take_scratch(reader->load, raw->node_count, sizeof(double));
    published->output_by_column = cir_load_take_scratch(reader->load, raw->node_count, sizeof(double));
    return !reader->load->no_memory;
}

/* As many lines as nodes, each with a number below their count and none twice: no node is without a line. */
static void read_nodes(struct reader *reader)
{
    size_t places[NODE_COLUMNS];
    if (!next_line(reader) || !find_columns(places, reader->cells, reader->cell_count))
        return;
    size_t cells = reader->cell_count;
    if (!take_room(reader))
        return;
    while (next_line(reader))
        if (has_cells(reader, cells))
            take_node(reader, places);
}

/* ---- flows ---- */

static void take_flow(struct reader *reader, struct flow *flows, size_t *count)
{
    struct flow flow = {.seller = read_node(reader, SELLER),
                        .buyer = read_node(reader, BUYER),
                        .value = read_number(reader, FLOW),
                        .line = reader->line};
    if (flow.value < 0)
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->line, FLOW + 1},
                        "the flow '%.*s' is below 0", CIR_TEXT_ARGS(cir_text_cut(reader->cells[FLOW], SHOWN_MAX)));
    cir_published_count_decimals(reader->published, reader->cells[FLOW]);
    flows[(*count)++] = flow;
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

static const char *read_unit(struct reader *reader, struct cir_text column)
{
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (cir_text_is(column, units[i].column))
            return units[i].unit;
    return column.size > 0 ? keep(reader, column) : NULL;
}

static void read_flows(struct reader *reader, struct cir_published_words *words)
{
    size_t count = 0;
    if (!next_line(reader) || !has_cells(reader, FLOW_COLUMNS))
        return;
    words->unit = read_unit(reader, reader->cells[FLOW]);
    struct flow *flows = cir_load_take_scratch(reader->load, count_lines(reader->rest), sizeof *flows);
    while (flows != NULL && next_line(reader))
        if (has_cells(reader, FLOW_COLUMNS))
            take_flow(reader, flows, &count);
    if (flows == NULL || !cir_load_clean(reader->load))
        return;
    qsort(flows, count, sizeof *flows, compare_flows);
    refuse_repeated(reader, flows, count);
    keep_flows(reader, flows, count);
}

/* ---- the file of nodes ---- */

static bool tells_nodes(struct cir_text start)
{
    struct cir_text cells[CELLS_MAX];
    size_t places[NODE_COLUMNS];
    struct cir_text line;
    start = skip_mark(start);
    return cir_published_line(&line, &start) && find_columns(places, cells, split(cells, line));
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

static enum cir_status read_whole(struct cir_buffer *buffer, struct reader *reader, struct cir_error *error)
{
    enum cir_status status = cir_file_read(buffer, reader->file, error);
    if (status != CIR_OK)
        return status;
    cir_published_hash(reader->published, cir_buffer_text(buffer));
    reader->rest = skip_mark(cir_buffer_text(buffer));
    return CIR_OK;
}

static enum cir_status read_both(struct cir_published *published, struct cir_published_words *words, const char *flows,
                                 const char *nodes, struct cir_error *error)
{
    struct cir_buffer buffer = {0};
    struct reader nodes_reader = {.published = published, .load = published->load, .file = nodes};
    struct reader flows_reader = {.published = published, .load = published->load, .file = flows};
    enum cir_status status = read_whole(&buffer, &nodes_reader, error);
    if (status == CIR_OK)
        read_nodes(&nodes_reader);
    cir_buffer_free(&buffer);
    buffer = (struct cir_buffer){0};
    if (status == CIR_OK && cir_load_clean(published->load)) {
        status = read_whole(&buffer, &flows_reader, error);
        if (status == CIR_OK)
            read_flows(&flows_reader, words);
    }
    cir_buffer_free(&buffer);
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
