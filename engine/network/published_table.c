#include "network/published_table.h"

#include "base/buffer.h"
#include "base/csv_reader.h"
#include "base/number.h"
#include "network/published_file.h"

#include <math.h>
#include <stdio.h>

enum { FINDINGS_MAX = 20, SHOWN_MAX = 100 };

struct column {
    enum cir_heading_kind kind;
    uint32_t node; /* of CIR_HEADING_NODE */
};

/* A file being read. */
struct reader {
    struct cir_published *published;
    struct cir_load *load;
    const struct cir_table_shape *shape;
    const char *file;
    struct cir_csv_reader csv;
    size_t record;           /* behind the lines before the header, from 0 */
    struct cir_text *header; /* texts of the header, line by line in one list; scratch */
    size_t header_count;
    size_t header_capacity;
    size_t first_line_cells;
    struct column *columns; /* scratch */
    size_t column_count;
    bool *is_seen; /* labels that have a row; scratch */
    bool has_output_row;
    struct cir_text parts[CIR_HEADING_PARTS]; /* of the label of the row at hand */
    enum cir_heading_kind row;
    uint32_t seller;
    double *sold; /* by the row at hand, to each node; scratch */
    bool is_broken;
};

static bool is_done(const struct reader *reader)
{
    return reader->is_broken || reader->load->no_memory || reader->load->count >= FINDINGS_MAX;
}

/* ---- labels ---- */

/* All parts of a label, as messages show it; scratch. */
static const char *show(struct reader *reader, const struct cir_text *parts, size_t count)
{
    struct cir_buffer buffer = {0};
    for (size_t i = 0; i < count; i++) {
        cir_buffer_add_string(&buffer, i > 0 ? " " : "");
        cir_buffer_add(&buffer, parts[i]);
    }
    const char *shown = cir_arena_copy(&reader->load->scratch, cir_text_cut(cir_buffer_text(&buffer), SHOWN_MAX));
    reader->load->no_memory = reader->load->no_memory || buffer.failed || shown == NULL;
    cir_buffer_free(&buffer);
    return shown != NULL ? shown : "";
}

/* Name of a node; scratch. */
static const char *join(struct reader *reader, struct cir_text state, struct cir_text sector)
{
    size_t size = state.size + sector.size + 2;
    char *name = cir_load_take_scratch(reader->load, size, 1);
    if (name != NULL)
        snprintf(name, size, "%.*s:%.*s", CIR_TEXT_ARGS(state), CIR_TEXT_ARGS(sector));
    return name;
}

static void add_node(struct reader *reader, struct cir_text state, struct cir_text sector, size_t column)
{
    struct cir_published *published = reader->published;
    struct cir_raw_network *raw = published->raw;
    struct cir_raw_node *nodes =
        cir_arena_grow(reader->load->arena, raw->nodes, raw->node_count, &published->node_capacity, sizeof *nodes);
    const char *state_copy = cir_arena_copy(reader->load->arena, state);
    const char *sector_copy = cir_arena_copy(reader->load->arena, sector);
    if (nodes == NULL || state_copy == NULL || sector_copy == NULL) {
        reader->load->no_memory = true;
        return;
    }
    raw->nodes = nodes;
    nodes[raw->node_count++] = (struct cir_raw_node){.state = state_copy,
                                                     .sector = sector_copy,
                                                     .output = NAN,
                                                     .final_demand = NAN,
                                                     .place = {reader->file, reader->csv.line, column + 1}};
}

/* The node of a column, made when it is the first of its State and sector. */
static uint32_t node_of(struct reader *reader, const struct cir_heading *label, size_t column)
{
    struct cir_published *published = reader->published;
    struct cir_text state = label->part_of != NULL ? cir_text_of(label->part_of) : label->state;
    const char *name = join(reader, state, label->sector);
    size_t count = published->raw->node_count;
    if (name == NULL)
        return CIR_INDEX_NONE;
    uint32_t node = cir_load_insert(reader->load, &published->nodes, name, (uint32_t)count);
    if (node == count)
        add_node(reader, state, label->sector, column);
    return node;
}

static void add_label(struct reader *reader, const struct cir_heading *label, size_t column)
{
    struct cir_published *published = reader->published;
    const char *name = join(reader, label->state, label->sector);
    size_t count = published->label_count;
    uint32_t *nodes =
        cir_arena_grow(reader->load->arena, published->label_nodes, count, &published->label_capacity, sizeof *nodes);
    reader->load->no_memory = reader->load->no_memory || nodes == NULL;
    if (name == NULL || nodes == NULL)
        return;
    published->label_nodes = nodes;
    if (cir_load_insert(reader->load, &published->labels, name, (uint32_t)count) != count) {
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->csv.line, column + 1},
                        "column '%.100s' is repeated", name);
        return;
    }
    nodes[published->label_count++] = node_of(reader, label, column);
    reader->columns[column].node = nodes[count];
}

static uint32_t find_label(struct reader *reader, const struct cir_heading *label)
{
    const char *name = join(reader, label->state, label->sector);
    return name != NULL ? cir_index_find(&reader->published->labels, cir_text_of(name)) : CIR_INDEX_NONE;
}

/* ---- header ---- */

static struct cir_text keep_text(struct reader *reader, struct cir_text text)
{
    const char *copy = cir_arena_copy(&reader->load->scratch, text);
    reader->load->no_memory = reader->load->no_memory || copy == NULL;
    if (cir_text_valid_utf8(text) < text.size)
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->csv.line, reader->csv.cell + 1},
                        "not UTF-8");
    return (struct cir_text){copy, copy != NULL ? text.size : 0};
}

static void take_header_cell(struct reader *reader, struct cir_text text)
{
    struct cir_text *header = cir_arena_grow(&reader->load->scratch, reader->header, reader->header_count,
                                             &reader->header_capacity, sizeof *header);
    if (header == NULL) {
        reader->load->no_memory = true;
        return;
    }
    reader->header = header;
    header[reader->header_count++] = keep_text(reader, cir_text_trim(text));
}

static void take_column(struct reader *reader, size_t column)
{
    struct cir_text parts[CIR_HEADING_PARTS] = {{0}};
    for (size_t i = 0; i < reader->shape->header_lines; i++)
        parts[i] = reader->header[i * reader->first_line_cells + column];
    struct cir_heading label = reader->shape->column(parts);
    reader->columns[column] = (struct column){label.kind, CIR_INDEX_NONE};
    if (label.kind == CIR_HEADING_UNKNOWN)
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->csv.line, column + 1},
                        "'%s' is no column of this layout", show(reader, parts, reader->shape->header_lines));
    else if (label.kind == CIR_HEADING_NODE)
        add_label(reader, &label, column);
}

/* What rows need, as soon as the nodes are known. */
static void take_room(struct reader *reader)
{
    struct cir_published *published = reader->published;
    struct cir_raw_network *raw = published->raw;
    reader->is_seen = cir_load_take_scratch(reader->load, published->label_count, sizeof *reader->is_seen);
    reader->sold = cir_load_take_scratch(reader->load, raw->node_count, sizeof *reader->sold);
    if (raw->rows != NULL)
        return;
    raw->rows = cir_load_take(reader->load, raw->node_count, sizeof *raw->rows);
    published->output_by_row = cir_load_take_scratch(reader->load, raw->node_count, sizeof(double));
    published->output_by_column = cir_load_take_scratch(reader->load, raw->node_count, sizeof(double));
    for (size_t i = 0; !reader->load->no_memory && i < raw->node_count; i++)
        published->output_by_row[i] = published->output_by_column[i] = NAN;
}

/* A column that stands twice would be counted twice; nodes are looked at by add_label. */
static void check_columns(struct reader *reader)
{
    struct cir_index seen = {0};
    for (size_t i = reader->shape->label_cells; i < reader->column_count && !is_done(reader); i++) {
        struct cir_text parts[CIR_HEADING_PARTS] = {{0}};
        for (size_t k = 0; k < reader->shape->header_lines; k++)
            parts[k] = reader->header[k * reader->first_line_cells + i];
        uint32_t there = CIR_INDEX_NONE;
        const char *name = show(reader, parts, reader->shape->header_lines);
        if (reader->columns[i].kind == CIR_HEADING_NODE || reader->columns[i].kind == CIR_HEADING_ASIDE)
            continue;
        if (!cir_index_insert(&seen, &reader->load->scratch, cir_text_of(name), (uint32_t)i, &there))
            reader->load->no_memory = true;
        else if (there != CIR_INDEX_NONE)
            cir_load_report(reader->load, (struct cir_place){reader->file, reader->csv.line, i + 1},
                            "column '%s' is repeated", name);
    }
}

static void end_header(struct reader *reader)
{
    reader->column_count = reader->first_line_cells;
    reader->columns = cir_load_take_scratch(reader->load, reader->column_count, sizeof *reader->columns);
    for (size_t i = reader->shape->label_cells; i < reader->column_count && !is_done(reader); i++)
        take_column(reader, i);
    if (!is_done(reader))
        check_columns(reader);
    if (cir_load_clean(reader->load) && reader->published->label_count == 0)
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->csv.line, 0}, "no column is a node");
    reader->is_broken = !cir_load_clean(reader->load);
    if (!reader->is_broken)
        take_room(reader);
}

static void end_header_line(struct reader *reader)
{
    if (reader->record == 0)
        reader->first_line_cells = reader->csv.cell;
    if (reader->csv.cell != reader->first_line_cells) {
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->csv.line, 0}, "%zu cells, expected %zu",
                        reader->csv.cell, reader->first_line_cells);
        reader->is_broken = true;
    } else if (reader->record + 1 == reader->shape->header_lines) {
        end_header(reader);
    }
}

/* ---- cells ---- */

void cir_published_count_decimals(struct cir_published *published, struct cir_text number)
{
    const char *point = memchr(number.data, '.', number.size);
    size_t decimals = point != NULL ? number.size - (size_t)(point - number.data) - 1 : 0;
    if (memchr(number.data, 'e', number.size) != NULL || memchr(number.data, 'E', number.size) != NULL)
        published->is_exact = true;
    else if (decimals > published->decimals)
        published->decimals = (unsigned)decimals;
}

static bool read_number(struct reader *reader, struct cir_text text, double *value)
{
    const struct cir_place place = {reader->file, reader->csv.line, reader->csv.cell + 1};
    if (text.size == 0)
        cir_load_report(reader->load, place, "the cell is blank; expected a number, 0 where there is none");
    else if (!cir_number_read(text, value))
        cir_load_report(reader->load, place, "'%.*s' is not a number", CIR_TEXT_ARGS(cir_text_cut(text, SHOWN_MAX)));
    else
        return true;
    return false;
}

static void add_to(double *sum, double value)
{
    *sum = isnan(*sum) ? value : *sum + value;
}

static void take_flow(struct reader *reader, uint32_t buyer, struct cir_text number, double value)
{
    if (value < 0)
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->csv.line, reader->csv.cell + 1},
                        "the flow '%.*s' is below 0", CIR_TEXT_ARGS(cir_text_cut(number, SHOWN_MAX)));
    cir_published_count_decimals(reader->published, number);
    reader->sold[buyer] += value;
}

static void take_cell_of_node(struct reader *reader, const struct column *column, struct cir_text number)
{
    double value;
    if (column->kind == CIR_HEADING_ASIDE || !read_number(reader, number, &value))
        return;
    if (column->kind == CIR_HEADING_NODE)
        take_flow(reader, column->node, number, value);
    else if (column->kind == CIR_HEADING_FINAL_DEMAND)
        add_to(&reader->published->raw->nodes[reader->seller].final_demand, value);
    else if (column->kind == CIR_HEADING_OUTPUT)
        add_to(&reader->published->output_by_column[reader->seller], value);
}

static void take_number(struct reader *reader, struct cir_text text)
{
    const struct column *column = &reader->columns[reader->csv.cell];
    double value;
    if (reader->row == CIR_HEADING_NODE)
        take_cell_of_node(reader, column, cir_text_trim(text));
    else if (reader->row == CIR_HEADING_OUTPUT && column->kind == CIR_HEADING_NODE &&
             read_number(reader, cir_text_trim(text), &value))
        add_to(&reader->published->output_by_row[column->node], value);
}

/* ---- rows ---- */

static void refuse_row(struct reader *reader, const char *what)
{
    cir_load_report(reader->load, (struct cir_place){reader->file, reader->csv.line, 1}, "row '%s' %s",
                    show(reader, reader->parts, reader->shape->label_cells), what);
    reader->row = CIR_HEADING_ASIDE;
}

static void begin_row_of_node(struct reader *reader, const struct cir_heading *label)
{
    uint32_t number = find_label(reader, label);
    if (number == CIR_INDEX_NONE) {
        refuse_row(reader, "has no column");
        return;
    }
    if (reader->is_seen[number])
        refuse_row(reader, "is repeated");
    reader->is_seen[number] = true;
    reader->seller = reader->published->label_nodes[number];
}

static void begin_row(struct reader *reader)
{
    struct cir_heading label = reader->shape->row(reader->parts);
    reader->row = label.kind;
    if (label.kind == CIR_HEADING_UNKNOWN || label.kind == CIR_HEADING_FINAL_DEMAND)
        refuse_row(reader, "is none of this layout");
    else if (label.kind == CIR_HEADING_NODE)
        begin_row_of_node(reader, &label);
    else if (label.kind == CIR_HEADING_OUTPUT && reader->has_output_row)
        refuse_row(reader, "is repeated");
    reader->has_output_row = reader->has_output_row || label.kind == CIR_HEADING_OUTPUT;
}

/* What the row sold joins what other parts of the same node sold. */
static void keep_flows(struct reader *reader)
{
    struct cir_raw_network *raw = reader->published->raw;
    struct cir_raw_row *row = &raw->rows[reader->seller];
    size_t count = 0;
    for (size_t k = 0; k < row->count; k++)
        reader->sold[row->buyers[k]] += row->values[k];
    for (size_t i = 0; i < raw->node_count; i++)
        count += reader->sold[i] > 0;
    row->buyers = cir_load_take(reader->load, count, sizeof *row->buyers);
    row->values = cir_load_take(reader->load, count, sizeof *row->values);
    row->count = 0;
    for (size_t i = 0; !reader->load->no_memory && i < raw->node_count; i++)
        if (reader->sold[i] > 0) {
            row->buyers[row->count] = (uint32_t)i;
            row->values[row->count++] = reader->sold[i];
        }
    memset(reader->sold, 0, raw->node_count * sizeof *reader->sold);
}

static void end_row(struct reader *reader)
{
    if (reader->csv.cell != reader->column_count)
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->csv.line, 0}, "%zu cells, expected %zu",
                        reader->csv.cell, reader->column_count);
    else if (reader->row == CIR_HEADING_NODE)
        keep_flows(reader);
}

/* A seller without a row would be taken for one that sells nothing. */
static void check_all_rows(struct reader *reader)
{
    const struct cir_index *labels = &reader->published->labels;
    for (size_t i = 0; i < labels->capacity && !is_done(reader); i++)
        if (labels->slots[i].key.data != NULL && !reader->is_seen[labels->slots[i].value])
            cir_load_report(reader->load, (struct cir_place){.file = reader->file}, "%.*s has a column and no row",
                            CIR_TEXT_ARGS(cir_text_cut(labels->slots[i].key, SHOWN_MAX)));
}

/* ---- the file ---- */

static bool take_cell(void *context, struct cir_text text)
{
    struct reader *reader = context;
    const struct cir_table_shape *shape = reader->shape;
    const size_t cell = reader->csv.cell;
    if (reader->csv.line <= shape->lines_before)
        return true;
    if (reader->record < shape->header_lines)
        take_header_cell(reader, text);
    if (reader->record < shape->header_lines + shape->lines_after)
        return !is_done(reader);
    if (cell < shape->label_cells)
        reader->parts[cell] = keep_text(reader, cir_text_trim(text));
    else if (cell < reader->column_count)
        take_number(reader, text);
    if (cell + 1 == shape->label_cells && !is_done(reader))
        begin_row(reader);
    return !is_done(reader);
}

/* Blank lines bring nothing. */
static bool take_end(void *context)
{
    struct reader *reader = context;
    if (reader->csv.line <= reader->shape->lines_before || reader->csv.cell == 0)
        return true;
    if (reader->record < reader->shape->header_lines)
        end_header_line(reader);
    else if (reader->record >= reader->shape->header_lines + reader->shape->lines_after)
        end_row(reader);
    reader->record++;
    return !is_done(reader);
}

struct sha256_ctx *cir_published_hash(struct cir_published *published)
{
    if (!published->is_hashed)
        sha256_init(&published->hash);
    published->is_hashed = true;
    return &published->hash;
}

enum cir_status cir_published_read(struct cir_published *published, const struct cir_table_shape *shape,
                                   const char *path, struct cir_error *error)
{
    struct reader reader = {.published = published, .load = published->load, .shape = shape, .file = path};
    cir_csv_reader_open(&reader.csv, (struct cir_csv_taker){take_cell, take_end, &reader}, shape->delimiter);
    enum cir_status status = cir_published_feed(reader.load, &reader.csv, cir_published_hash(published), path, error);
    cir_csv_reader_close(&reader.csv);
    if (status == CIR_BAD_TABLE)
        return CIR_OK; /* it was reported */
    if (status == CIR_OK && !is_done(&reader) && reader.is_seen == NULL)
        cir_load_report(reader.load, (struct cir_place){.file = path}, "the header is not whole");
    if (status == CIR_OK && cir_load_clean(reader.load) && reader.is_seen != NULL)
        check_all_rows(&reader);
    return status;
}
