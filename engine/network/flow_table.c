#include "network/flow_table.h"

#include "base/csv_reader.h"
#include "base/number.h"
#include "definitions/table.h"

#include <math.h>
#include <stdlib.h>

enum { FINDINGS_MAX = 20, LONG_CELLS = 3 };

enum shape { NOT_KNOWN, LONG, MATRIX, BROKEN };

struct flow {
    uint32_t buyer;
    uint32_t line; /* of the file */
    double value;  /* may be 0: a pair is named once whatever flows */
};

/* What a seller sells, as far as it was read. */
struct flow_list {
    struct flow *flows; /* owned */
    size_t count;
    size_t capacity;
};

struct reader {
    struct cir_load *load;
    struct cir_raw_network *raw;
    const struct cir_index *nodes;
    const char *file;
    struct cir_csv_reader csv;
    enum shape shape;
    bool has_header;
    uint32_t *columns; /* of a matrix: the node of each cell; owned */
    size_t column_count;
    uint32_t seller;
    uint32_t buyer;
    struct flow_list row;    /* of a matrix, the row at hand */
    struct flow_list *lists; /* of the long form, by seller; owned */
    bool *is_seen;           /* of a matrix: sellers that have a row; owned */
};

static void report(struct reader *reader, const char *what, struct cir_text value)
{
    if (reader->load->count < FINDINGS_MAX)
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->csv.line, reader->csv.cell + 1}, what,
                        CIR_TEXT_ARGS(cir_text_cut(value, 100)));
}

static uint32_t find_node(struct reader *reader, struct cir_text name)
{
    uint32_t node = cir_index_find(reader->nodes, cir_text_trim(name));
    if (node == CIR_INDEX_NONE)
        report(reader, "'%.*s' is no node of nodes.csv", name);
    return node;
}

/* ---- flows ---- */

static bool grow(struct flow_list *list)
{
    if (list->count < list->capacity)
        return true;
    size_t capacity = list->capacity > 0 ? list->capacity * 2 : 16;
    struct flow *flows = realloc(list->flows, capacity * sizeof *flows);
    if (flows == NULL)
        return false;
    list->flows = flows;
    list->capacity = capacity;
    return true;
}

/* Power of ten that ends a number, whose mark stands at `start`: -3 of "2.5e-3". */
static double exponent_of(struct cir_text number, size_t start)
{
    double power = 0;
    start++;
    start += start < number.size && number.data[start] == '+';
    (void)cir_number_read((struct cir_text){number.data + start, number.size - start}, &power);
    return power;
}

/* Worth of the last decimal that is written: 0.01 of "2.38", 0.0001 of "2.5e-3". */
static double resolution_of(struct cir_text number)
{
    size_t point = number.size;
    size_t end = 0;
    for (; end < number.size && number.data[end] != 'e' && number.data[end] != 'E'; end++)
        if (number.data[end] == '.')
            point = end;
    const double decimals = point < end ? (double)(end - point - 1) : 0;
    const double power = end < number.size ? exponent_of(number, end) : 0;
    return power == decimals ? 1 : pow(10, power - decimals); /* most flows of a table are whole, and very many are 0 */
}

static void take_flow(struct reader *reader, struct flow_list *list, uint32_t buyer, struct cir_text text)
{
    double value;
    struct cir_text number = cir_text_trim(text);
    if (number.size == 0) {
        report(reader, "a flow is blank%.*s; expected 0 where there is none", number);
        return;
    }
    if (!cir_number_read(number, &value)) {
        report(reader, "'%.*s' is not a number", text);
        return;
    }
    if (value < 0)
        report(reader, "the flow '%.*s' is below 0", number);
    reader->raw->resolution = fmin(reader->raw->resolution, resolution_of(number));
    if (value <= 0 && reader->shape == MATRIX)
        return;
    if (!grow(list)) {
        reader->load->no_memory = true;
        return;
    }
    list->flows[list->count++] = (struct flow){buyer, (uint32_t)reader->csv.line, value};
}

/* Kept in the arena as long as it is. */
static void keep(struct reader *reader, uint32_t seller, const struct flow_list *list)
{
    struct cir_raw_row *row = &reader->raw->rows[seller];
    row->buyers = cir_load_take(reader->load, list->count + 1, sizeof *row->buyers);
    row->values = cir_load_take(reader->load, list->count + 1, sizeof *row->values);
    if (reader->load->no_memory || list->count == 0)
        return;
    row->count = 0;
    for (size_t k = 0; k < list->count; k++)
        if (list->flows[k].value > 0) {
            row->buyers[row->count] = list->flows[k].buyer;
            row->values[row->count++] = list->flows[k].value;
        }
}

/* ---- header ---- */

static void take_header_cell(struct reader *reader, struct cir_text text)
{
    static const char *const words[LONG_CELLS] = {"from", "to", "flow"};
    if (reader->csv.cell == 0 && !cir_text_is(text, "from"))
        report(reader, "the header begins with '%.*s'; expected from,to,flow or from and the nodes", text);
    if (reader->csv.cell == 1)
        reader->shape = cir_text_is(text, words[1]) ? LONG : MATRIX;
    if (reader->csv.cell == 0)
        return;
    if (reader->shape == LONG) {
        if (reader->csv.cell >= LONG_CELLS || !cir_text_is(text, words[reader->csv.cell]))
            report(reader, "'%.*s' is not a column of this table; expected from,to,flow", text);
        return;
    }
    if (reader->column_count == reader->raw->node_count) {
        report(reader, "'%.*s' is one column more than there are nodes", text);
        return;
    }
    uint32_t node = find_node(reader, text);
    for (size_t i = 0; i < reader->column_count && node != CIR_INDEX_NONE; i++)
        if (reader->columns[i] == node) {
            report(reader, "column '%.*s' is repeated", text);
            break;
        }
    reader->columns[reader->column_count++] = node;
}

static void end_header(struct reader *reader)
{
    const struct cir_text nothing = {0};
    if (reader->shape == NOT_KNOWN || (reader->shape == LONG && reader->csv.cell < LONG_CELLS))
        report(reader, "the header is cut short%.*s; expected from,to,flow or from and the nodes", nothing);
    if (reader->shape == MATRIX && reader->column_count < reader->raw->node_count)
        report(reader, "some nodes of nodes.csv have no column%.*s", nothing);
    if (!cir_load_clean(reader->load))
        reader->shape = BROKEN;
}

/* ---- rows ---- */

static void take_long_cell(struct reader *reader, struct cir_text text)
{
    if (reader->csv.cell == 0)
        reader->seller = find_node(reader, text);
    else if (reader->csv.cell == 1)
        reader->buyer = find_node(reader, text);
    else if (reader->csv.cell == 2 && reader->seller != CIR_INDEX_NONE && reader->buyer != CIR_INDEX_NONE)
        take_flow(reader, &reader->lists[reader->seller], reader->buyer, text);
}

static void take_matrix_cell(struct reader *reader, struct cir_text text)
{
    if (reader->csv.cell > reader->column_count)
        return;
    if (reader->csv.cell > 0) {
        take_flow(reader, &reader->row, reader->columns[reader->csv.cell - 1], text);
        return;
    }
    reader->row.count = 0;
    reader->seller = find_node(reader, text);
    if (reader->seller == CIR_INDEX_NONE)
        return;
    if (reader->is_seen[reader->seller])
        report(reader, "row '%.*s' is repeated", text);
    reader->is_seen[reader->seller] = true;
}

static void end_row(struct reader *reader)
{
    size_t expected = reader->shape == LONG ? LONG_CELLS : reader->column_count + 1;
    if (reader->csv.cell == 0)
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->csv.record_line, 0},
                        "the line is blank");
    else if (reader->csv.cell != expected && reader->load->count < FINDINGS_MAX)
        cir_load_report(reader->load, (struct cir_place){reader->file, reader->csv.record_line, 0},
                        "%zu cells, expected %zu", reader->csv.cell, expected);
    if (reader->shape == MATRIX && reader->csv.cell > 0 && reader->seller != CIR_INDEX_NONE)
        keep(reader, reader->seller, &reader->row);
}

/* ---- the file ---- */

/* Rows below a header that is no good, or behind enough findings, are passed over. */
static bool is_passed_over(const struct reader *reader)
{
    return reader->shape == BROKEN || reader->load->count >= FINDINGS_MAX;
}

static bool take_cell(void *context, struct cir_text text)
{
    struct reader *reader = context;
    if (is_passed_over(reader))
        return true;
    if (!reader->has_header)
        take_header_cell(reader, text);
    else if (reader->shape == LONG)
        take_long_cell(reader, text);
    else
        take_matrix_cell(reader, text);
    return !reader->load->no_memory;
}

static bool take_end(void *context)
{
    struct reader *reader = context;
    if (!is_passed_over(reader) && reader->has_header)
        end_row(reader);
    else if (!is_passed_over(reader))
        end_header(reader);
    reader->has_header = true;
    return !reader->load->no_memory;
}

static void end_file(struct reader *reader, enum cir_status status, size_t line)
{
    if (status == CIR_NO_MEMORY)
        reader->load->no_memory = true;
    else if (status != CIR_OK)
        cir_load_report(reader->load, (struct cir_place){reader->file, line, reader->csv.cell + 1},
                        "a quote where none may stand, or that is not closed");
}

static void parse(struct reader *reader, struct cir_text text)
{
    cir_csv_reader_open(&reader->csv, (struct cir_csv_taker){take_cell, take_end, reader}, ',');
    enum cir_status status = cir_csv_reader_feed(&reader->csv, text);
    end_file(reader, status, reader->csv.line);
    if (status == CIR_OK)
        end_file(reader, cir_csv_reader_finish(&reader->csv), reader->csv.record_line);
    cir_csv_reader_close(&reader->csv);
}

static void report_twice(struct reader *reader, uint32_t seller, const struct flow *flow, uint32_t line)
{
    const struct cir_raw_node *from = &reader->raw->nodes[seller];
    const struct cir_raw_node *to = &reader->raw->nodes[flow->buyer];
    if (reader->load->count < FINDINGS_MAX)
        cir_load_report(reader->load, (struct cir_place){reader->file, flow->line, 2},
                        "the flow from %s:%s to %s:%s is repeated; it stands in line %u", from->state, from->sector,
                        to->state, to->sector, line);
}

/* The long form names a pair once. `lines` has one of each buyer: 0 before and after. */
static void check_once(struct reader *reader, uint32_t seller, uint32_t *lines)
{
    const struct flow_list *list = &reader->lists[seller];
    for (size_t k = 0; k < list->count; k++) {
        uint32_t *line = &lines[list->flows[k].buyer];
        if (*line != 0)
            report_twice(reader, seller, &list->flows[k], *line);
        else
            *line = list->flows[k].line;
    }
    for (size_t k = 0; k < list->count; k++)
        lines[list->flows[k].buyer] = 0;
}

static void keep_lists(struct reader *reader)
{
    uint32_t *lines = cir_load_take_scratch(reader->load, reader->raw->node_count, sizeof *lines);
    for (uint32_t i = 0; lines != NULL && i < reader->raw->node_count; i++) {
        check_once(reader, i, lines);
        keep(reader, i, &reader->lists[i]);
    }
}

/* A seller without a row would be taken for one that sells nothing. */
static void check_all_rows(struct reader *reader)
{
    for (size_t i = 0; i < reader->raw->node_count && reader->load->count < FINDINGS_MAX; i++)
        if (!reader->is_seen[i])
            cir_load_report(reader->load, (struct cir_place){.file = reader->file}, "%s:%s of nodes.csv has no row",
                            reader->raw->nodes[i].state, reader->raw->nodes[i].sector);
}

static void reader_free(struct reader *reader)
{
    for (size_t i = 0; reader->lists != NULL && i < reader->raw->node_count; i++)
        free(reader->lists[i].flows);
    free(reader->row.flows);
    free(reader->lists);
    free(reader->columns);
    free(reader->is_seen);
}

void cir_flow_table_read(struct cir_load *load, struct cir_raw_network *raw, const struct cir_index *nodes,
                         const char *file, struct cir_text text)
{
    size_t count = raw->node_count + 1;
    struct reader reader = {.load = load,
                            .raw = raw,
                            .nodes = nodes,
                            .file = file,
                            .columns = calloc(count, sizeof(uint32_t)),
                            .lists = calloc(count, sizeof(struct flow_list)),
                            .is_seen = calloc(count, sizeof(bool))};
    raw->rows = cir_load_take(load, count, sizeof *raw->rows);
    raw->resolution = 1;
    if (reader.columns == NULL || reader.lists == NULL || reader.is_seen == NULL)
        load->no_memory = true;
    if (!load->no_memory && cir_table_check_bytes(load, file, text))
        parse(&reader, text);
    if (cir_load_clean(load) && reader.shape == LONG)
        keep_lists(&reader);
    else if (cir_load_clean(load) && reader.shape == MATRIX)
        check_all_rows(&reader);
    else if (cir_load_clean(load))
        cir_load_report(load, (struct cir_place){.file = file},
                        "no header; expected from,to,flow or from and the nodes");
    reader_free(&reader);
}
