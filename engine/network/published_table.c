/* libcsv knows no lines. It is fed pieces that end with a physical line or with what was read of one, so that a cell lies
 * on the line that is being fed; blank lines bring nothing and are not asked about. */
#include "network/published_table.h"

#include "base/buffer.h"
#include "base/number.h"

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { FINDINGS_MAX = 20, PIECE_SIZE = 64 * 1024, SHOWN_MAX = 100 };

static const char byte_order_mark[] = "\xEF\xBB\xBF";

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
    size_t line;             /* being fed */
    size_t record;           /* behind the lines before the header, from 0 */
    size_t cell;             /* of the record, from 0 */
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
                                                     .place = {reader->file, reader->line, column + 1}};
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
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->line, column + 1},
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
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->line, reader->cell + 1}, "not UTF-8");
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
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->line, column + 1},
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
            cir_load_report(reader->load, (struct cir_place){reader->file, reader->line, i + 1},
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
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->line, 0}, "no column is a node");
    reader->is_broken = !cir_load_clean(reader->load);
    if (!reader->is_broken)
        take_room(reader);
}

static void end_header_line(struct reader *reader)
{
    if (reader->record == 0)
        reader->first_line_cells = reader->cell;
    if (reader->cell != reader->first_line_cells) {
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->line, 0}, "%zu cells, expected %zu",
                        reader->cell, reader->first_line_cells);
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
    const struct cir_place place = {reader->file, reader->line, reader->cell + 1};
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
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->line, reader->cell + 1},
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
    const struct column *column = &reader->columns[reader->cell];
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
    cir_load_report(reader->load, (struct cir_place){reader->file, reader->line, 1}, "row '%s' %s",
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
    if (reader->cell != reader->column_count)
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->line, 0}, "%zu cells, expected %zu",
                        reader->cell, reader->column_count);
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

static void take_cell(void *data, size_t size, void *context)
{
    struct reader *reader = context;
    const struct cir_table_shape *shape = reader->shape;
    const struct cir_text text = {data, size};
    if (is_done(reader) || reader->line <= shape->lines_before)
        return;
    if (reader->record < shape->header_lines)
        take_header_cell(reader, text);
    else if (reader->record >= shape->header_lines + shape->lines_after && reader->cell < shape->label_cells)
        reader->parts[reader->cell] = keep_text(reader, cir_text_trim(text));
    else if (reader->record >= shape->header_lines + shape->lines_after && reader->cell < reader->column_count)
        take_number(reader, text);
    reader->cell++;
    if (reader->record >= shape->header_lines + shape->lines_after && reader->cell == shape->label_cells &&
        !is_done(reader))
        begin_row(reader);
}

static void take_end(int terminator, void *context)
{
    struct reader *reader = context;
    (void)terminator;
    if (is_done(reader) || reader->line <= reader->shape->lines_before)
        return;
    if (reader->record < reader->shape->header_lines)
        end_header_line(reader);
    else if (reader->record >= reader->shape->header_lines + reader->shape->lines_after)
        end_row(reader);
    reader->record++;
    reader->cell = 0;
}

static void refuse_csv(struct reader *reader, struct csv_parser *parser)
{
    if (csv_error(parser) == CSV_ENOMEM)
        reader->load->no_memory = true;
    else
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->line, reader->cell + 1},
                        "a quote where none may stand, or that is not closed");
    reader->is_broken = true;
}

/* A piece of a line, with its end if it is there. */
static void feed(struct reader *reader, struct csv_parser *parser, struct cir_text piece)
{
    const char *nul = memchr(piece.data, '\0', piece.size);
    if (nul != NULL) {
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->line, 0}, "NUL");
        reader->is_broken = true;
    } else if (csv_parse(parser, piece.data, piece.size, take_cell, take_end, reader) != piece.size) {
        refuse_csv(reader, parser);
    }
    if (piece.data[piece.size - 1] == '\n')
        reader->line++;
}

static void feed_lines(struct reader *reader, struct csv_parser *parser, struct cir_text text)
{
    while (text.size > 0 && !is_done(reader)) {
        const char *end = memchr(text.data, '\n', text.size);
        size_t size = end != NULL ? (size_t)(end - text.data) + 1 : text.size;
        feed(reader, parser, (struct cir_text){text.data, size});
        text = (struct cir_text){text.data + size, text.size - size};
    }
}

void cir_published_hash(struct cir_published *published, struct cir_text text)
{
    if (!published->is_hashed)
        sha256_init(&published->hash);
    published->is_hashed = true;
    sha256_update(&published->hash, text.size, (const uint8_t *)text.data);
}

static enum cir_status feed_file(struct reader *reader, struct csv_parser *parser, int file, struct cir_error *error)
{
    char piece[PIECE_SIZE];
    ssize_t size;
    bool is_first = true;
    while (!is_done(reader) && (size = read(file, piece, sizeof piece)) != 0) {
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return cir_fail_system(error, reader->file, errno);
        struct cir_text text = {piece, (size_t)size};
        cir_published_hash(reader->published, text);
        if (is_first && cir_text_starts_with(text, byte_order_mark))
            text = (struct cir_text){piece + strlen(byte_order_mark), text.size - strlen(byte_order_mark)};
        is_first = false;
        feed_lines(reader, parser, text);
    }
    if (!is_done(reader) && csv_fini(parser, take_cell, take_end, reader) != 0)
        refuse_csv(reader, parser);
    return CIR_OK;
}

/* Blanks belong to the cell: libcsv would drop them. */
static int no_space(unsigned char c)
{
    (void)c;
    return 0;
}

static enum cir_status parse(struct reader *reader, int file, struct cir_error *error)
{
    struct csv_parser parser;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&parser, (unsigned char)reader->shape->delimiter);
    csv_set_space_func(&parser, no_space);
    csv_set_realloc_func(&parser, realloc);
    csv_set_free_func(&parser, free);
    enum cir_status status = feed_file(reader, &parser, file, error);
    csv_free(&parser);
    return status;
}

enum cir_status cir_published_read(struct cir_published *published, const struct cir_table_shape *shape,
                                   const char *path, struct cir_error *error)
{
    struct reader reader = {.published = published, .load = published->load, .shape = shape, .file = path, .line = 1};
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return cir_fail_system(error, path, errno);
    enum cir_status status = parse(&reader, file, error);
    close(file);
    if (status == CIR_OK && !is_done(&reader) && reader.is_seen == NULL)
        cir_load_report(reader.load, (struct cir_place){.file = path}, "the header is not whole");
    if (status == CIR_OK && cir_load_clean(reader.load) && reader.is_seen != NULL)
        check_all_rows(&reader);
    return status;
}

/* ---- the whole ---- */

/* The State as the table writes it, or NULL. */
static const char *find_state(const struct cir_raw_network *raw, const char *state)
{
    for (size_t i = 0; i < raw->node_count; i++)
        if (cir_text_equal_case(cir_text_of(raw->nodes[i].state), cir_text_of(state)))
            return raw->nodes[i].state;
    return NULL;
}

/* Of what the nodes of all States but the rest buy from nodes, the share that they buy at home. */
static double domestic_share(const struct cir_raw_network *raw, const char *rest)
{
    double domestic = 0;
    double all = 0;
    for (size_t i = 0; i < raw->node_count; i++)
        for (size_t k = 0; k < raw->rows[i].count; k++) {
            const char *buyer = raw->nodes[raw->rows[i].buyers[k]].state;
            if (strcmp(buyer, rest) == 0)
                continue;
            all += raw->rows[i].values[k];
            domestic += strcmp(buyer, raw->nodes[i].state) == 0 ? raw->rows[i].values[k] : 0;
        }
    return all > 0 ? domestic / all : 0;
}

static void take_output(struct cir_published *published, const struct cir_published_words *words)
{
    struct cir_raw_network *raw = published->raw;
    bool is_told = false;
    for (size_t i = 0; i < raw->node_count; i++) {
        double by_row = published->output_by_row[i];
        raw->nodes[i].output = isnan(by_row) ? published->output_by_column[i] : by_row;
        is_told = is_told || !isnan(raw->nodes[i].output);
    }
    if (!is_told && words->output_expected != NULL)
        cir_load_report(published->load, raw->nodes[0].place, "the output of the nodes is not told; expected %s",
                        words->output_expected);
}

void cir_published_end(struct cir_published *published, struct cir_finish_rules *rules,
                       const struct cir_published_words *words)
{
    struct cir_raw_network *raw = published->raw;
    if (!cir_load_clean(published->load))
        return;
    take_output(published, words);
    raw->resolution = published->is_exact ? 0 : pow(10, -(double)published->decimals);
    raw->title = words->title;
    raw->unit = words->unit;
    raw->source = words->source;
    cir_sha256_hex(&published->hash, raw->sha256);
    rules->systems = words->systems;
    rules->tolerance = CIR_NETWORK_TOLERANCE;
    rules->rest = words->rest != NULL ? find_state(raw, words->rest) : NULL;
    if (rules->rest != NULL)
        rules->rest_domestic_share = domestic_share(raw, rules->rest);
}
