#include "intake/mapping.h"

#include "base/nearest.h"
#include "intake/sidecar.h"

#include <stdint.h>

/* ---- the transforms ---- */

enum {
    ALL_TYPES = UINT16_MAX,
    LIST_TYPES = 1 << CIR_TYPE_STATES | 1 << CIR_TYPE_SECTORS | 1 << CIR_TYPE_OPTIONS,
    SIZE_TYPES = 1 << CIR_TYPE_COUNT | 1 << CIR_TYPE_NUMBER | 1 << CIR_TYPE_AMOUNT,
    SHARE_TYPES = 1 << CIR_TYPE_SHARE | 1 << CIR_TYPE_LOSS,
    TEXT_TYPES = 1 << CIR_TYPE_TEXT | 1 << CIR_TYPE_ID,
};

static const struct {
    const char *name;
    unsigned types;       /* of the targets that it makes sense for */
    bool alone;           /* makes the whole cell: no source, no other step */
    bool once;            /* holds for the whole column */
    const char *argument; /* what is expected */
} transforms[] = {
    // clang-format off
    [CIR_TRANSFORM_COPY]       = {"copy",       ALL_TYPES,                false, true,  "nothing"},
    [CIR_TRANSFORM_CONSTANT]   = {"constant",   ALL_TYPES,                true,  true,  "the text of the cell"},
    [CIR_TRANSFORM_ROW_NUMBER] = {"row-number", TEXT_TYPES,               true,  true,  "a prefix or nothing"},
    [CIR_TRANSFORM_VALUE]      = {"value",      ALL_TYPES,                false, false, "from=to"},
    [CIR_TRANSFORM_PREFIX]     = {"prefix",     ALL_TYPES,                false, false, "the text to put before"},
    [CIR_TRANSFORM_UNIT]       = {"unit",       SIZE_TYPES | SHARE_TYPES, false, true,  "a unit"},
    [CIR_TRANSFORM_SEPARATOR]  = {"separator",  LIST_TYPES,               false, true,  "one ASCII sign"},
    [CIR_TRANSFORM_DATE_ORDER] = {"date-order", 1 << CIR_TYPE_DATE,       false, true,  "dmy, mdy or ymd"},
    [CIR_TRANSFORM_DECIMAL]    = {"decimal",    SIZE_TYPES | SHARE_TYPES, false, true,  "one ASCII sign"},
    [CIR_TRANSFORM_THOUSANDS]  = {"thousands",  SIZE_TYPES | SHARE_TYPES, false, true,  "one ASCII sign"},
    // clang-format on
};

enum { TRANSFORM_COUNT = sizeof transforms / sizeof transforms[0] };

static const struct {
    const char *name;
    enum cir_date_order order;
} date_orders[] = {{"dmy", CIR_DATE_DMY}, {"mdy", CIR_DATE_MDY}, {"ymd", CIR_DATE_YMD}};

enum { DATE_ORDER_COUNT = sizeof date_orders / sizeof date_orders[0] };

/* Units beside those of time; of percent the targets are the shares. */
static const struct {
    const char *name;
    double factor;
    unsigned types;
} units[] = {
    {"percent", 0.01, SHARE_TYPES},
    {"thousand", 1e3, SIZE_TYPES},
    {"million", 1e6, SIZE_TYPES},
    {"billion", 1e9, SIZE_TYPES},
};

enum { UNIT_COUNT = sizeof units / sizeof units[0] };

static bool is_of(unsigned types, const struct cir_field *field)
{
    return (types >> field->type & 1) != 0;
}

/* What a number in `unit` is to be multiplied by to be in the unit of `field`; 0 when it cannot be. */
static double unit_factor(const struct cir_field *field, const struct cir_definitions *definitions, const char *unit)
{
    for (size_t i = 0; i < UNIT_COUNT; i++)
        if (strcmp(unit, units[i].name) == 0)
            return is_of(units[i].types, field) ? units[i].factor : 0;
    uint32_t from = cir_index_find(&definitions->time_unit_index, cir_text_of(unit));
    uint32_t to = cir_index_find(&definitions->time_unit_index, cir_text_of(field->unit));
    if (from == CIR_INDEX_NONE || to == CIR_INDEX_NONE)
        return 0;
    return definitions->time_units[from].point / definitions->time_units[to].point;
}

static int date_order_number(const char *name)
{
    for (int i = 0; i < DATE_ORDER_COUNT; i++)
        if (strcmp(name, date_orders[i].name) == 0)
            return i;
    return -1;
}

void cir_mapping_value(const struct cir_mapping_row *row, struct cir_text *from, struct cir_text *to)
{
    const char *equals = strchr(row->argument, '=');
    *from = cir_text_trim((struct cir_text){row->argument, (size_t)(equals - row->argument)});
    *to = cir_text_trim(cir_text_of(equals + 1));
}

static void add_format(struct cir_cell_format *format, const struct cir_mapping_row *row, const struct cir_field *field,
                       const struct cir_definitions *definitions)
{
    switch (row->transform) {
    case CIR_TRANSFORM_UNIT:
        format->factor = unit_factor(field, definitions, row->argument);
        break;
    case CIR_TRANSFORM_SEPARATOR:
        format->separator = row->argument[0];
        break;
    case CIR_TRANSFORM_DATE_ORDER:
        format->date_order = date_orders[date_order_number(row->argument)].order;
        break;
    case CIR_TRANSFORM_DECIMAL:
        format->decimal = row->argument[0];
        break;
    case CIR_TRANSFORM_THOUSANDS:
        format->thousands = row->argument[0];
        break;
    default:
        break;
    }
}

void cir_mapping_format(struct cir_cell_format *format, const struct cir_mapping *mapping, unsigned target,
                        const struct cir_fields *fields, const struct cir_definitions *definitions)
{
    for (size_t i = 0; i < mapping->count; i++)
        if (mapping->rows[i].target == target)
            add_format(format, &mapping->rows[i], &fields->list[target], definitions);
}

void cir_mapping_free(struct cir_mapping *mapping)
{
    cir_arena_free(&mapping->arena);
    *mapping = (struct cir_mapping){0};
}

/* ---- lint of a row ---- */

enum { TARGET, SOURCE, TRANSFORM, ARGUMENT };

/* The file on its way in; `status` stays at the first refusal. */
struct reader {
    struct cir_mapping *mapping;
    const struct cir_fields *fields;
    const struct cir_definitions *definitions;
    struct cir_error *error;
    enum cir_status status;
    size_t capacity; /* of mapping->rows */
    struct cir_sidecar sidecar;
    const struct cir_sidecar_row *row; /* in hand */
};

static struct cir_place place_of(const struct reader *reader, size_t line, unsigned cell)
{
    return cir_sidecar_place(&reader->sidecar, line, cell);
}

static const char *cell_of(const struct reader *reader, unsigned cell)
{
    return reader->row->cells[cell];
}

/* "'colour' is no target, expected a column of a log (nearest: 'counter')" */
static bool refuse(struct reader *reader, unsigned cell, const char *what, const char *expected, struct cir_text near)
{
    reader->status = cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, reader->row->line, cell),
                              "'%s' is no %s, expected %s%s%.*s%s", cell_of(reader, cell), what, expected,
                              near.size > 0 ? " (nearest: '" : "", CIR_TEXT_ARGS(near), near.size > 0 ? "')" : "");
    return false;
}

static const struct cir_text nothing_near = {"", 0};

static bool read_target(struct reader *reader, struct cir_mapping_row *row)
{
    struct cir_text name = cir_text_of(cell_of(reader, TARGET));
    uint32_t number = cir_index_find(&reader->fields->index, name);
    if (number == CIR_INDEX_NONE)
        return refuse(reader, TARGET, "target", "a canonical column or a field of a scheme in use",
                      cir_nearest_key(&reader->fields->index, name));
    row->target = number;
    return true;
}

static bool read_transform(struct reader *reader, struct cir_mapping_row *row)
{
    const char *name = cell_of(reader, TRANSFORM);
    struct cir_nearest nearest = cir_nearest_start(cir_text_of(name));
    for (unsigned i = 0; i < TRANSFORM_COUNT; i++) {
        if (strcmp(name, transforms[i].name) == 0) {
            row->transform = (enum cir_transform)i;
            return true;
        }
        cir_nearest_offer(&nearest, cir_text_of(transforms[i].name));
    }
    return refuse(reader, TRANSFORM, "transform",
                  "copy, constant, row-number, value, prefix, unit, separator, date-order, decimal or thousands",
                  nearest.found);
}

static bool check_type(struct reader *reader, const struct cir_mapping_row *row)
{
    const struct cir_field *field = &reader->fields->list[row->target];
    if (is_of(transforms[row->transform].types, field))
        return true;
    struct cir_place place = place_of(reader, reader->row->line, TRANSFORM);
    reader->status = cir_fail(reader->error, CIR_BAD_TABLE, place, "'%s' makes no sense for the column '%s'",
                              transforms[row->transform].name, field->name);
    return false;
}

static bool check_source(struct reader *reader, const struct cir_mapping_row *row)
{
    bool alone = transforms[row->transform].alone;
    if (alone == (row->source[0] == '\0'))
        return true;
    return refuse(reader, SOURCE, "source", alone ? "nothing: the transform needs no column" : "the name of a column",
                  nothing_near);
}

static bool refuse_argument(struct reader *reader, const struct cir_mapping_row *row, struct cir_text near)
{
    return refuse(reader, ARGUMENT, "argument", transforms[row->transform].argument, near);
}

static bool check_unit(struct reader *reader, const struct cir_mapping_row *row)
{
    const struct cir_field *field = &reader->fields->list[row->target];
    if (unit_factor(field, reader->definitions, row->argument) > 0)
        return true;
    struct cir_text wanted = cir_text_of(row->argument);
    struct cir_nearest nearest = cir_nearest_start(wanted);
    for (size_t i = 0; i < UNIT_COUNT; i++)
        if (is_of(units[i].types, field))
            cir_nearest_offer(&nearest, cir_text_of(units[i].name));
    if (cir_index_find(&reader->definitions->time_unit_index, cir_text_of(field->unit)) != CIR_INDEX_NONE)
        for (size_t i = 0; i < reader->definitions->time_unit_count; i++)
            cir_nearest_offer(&nearest, cir_text_of(reader->definitions->time_units[i].code));
    return refuse(reader, ARGUMENT, "unit of this column",
                  "a unit of time for a column of time, percent for a share, else thousand, million or billion",
                  nearest.found);
}

static bool is_sign(const char *argument)
{
    char c = argument[0];
    return c >= ' ' && c < 0x7f && argument[1] == '\0';
}

static bool is_number_sign(const char *argument)
{
    char c = argument[0];
    return is_sign(argument) && !(c >= '0' && c <= '9') && strchr("+-eE~<>=%|", c) == NULL;
}

static bool is_value(const char *argument)
{
    const char *equals = strchr(argument, '=');
    return equals != NULL && cir_text_trim((struct cir_text){argument, (size_t)(equals - argument)}).size > 0;
}

static bool check_argument(struct reader *reader, const struct cir_mapping_row *row)
{
    const char *argument = row->argument;
    bool good = true;
    switch (row->transform) {
    case CIR_TRANSFORM_COPY:
        good = argument[0] == '\0';
        break;
    case CIR_TRANSFORM_CONSTANT:
    case CIR_TRANSFORM_PREFIX:
        good = argument[0] != '\0';
        break;
    case CIR_TRANSFORM_ROW_NUMBER:
        break;
    case CIR_TRANSFORM_VALUE:
        good = is_value(argument);
        break;
    case CIR_TRANSFORM_UNIT:
        return check_unit(reader, row);
    case CIR_TRANSFORM_SEPARATOR:
        good = is_sign(argument) || strcmp(argument, "\t") == 0;
        break;
    case CIR_TRANSFORM_DATE_ORDER:
        good = date_order_number(argument) >= 0;
        break;
    case CIR_TRANSFORM_DECIMAL:
    case CIR_TRANSFORM_THOUSANDS:
        good = is_number_sign(argument);
        break;
    }
    return good || refuse_argument(reader, row, nothing_near);
}

/* ---- lint of a row against the rows before it ---- */

static bool refuse_beside(struct reader *reader, unsigned cell, const struct cir_mapping_row *before, const char *why)
{
    reader->status = cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, reader->row->line, cell),
                              "'%s': line %zu %s", cell_of(reader, cell), before->line, why);
    return false;
}

/* Rows of one value table: value rows of one target with no prefix between them. */
static bool check_values(struct reader *reader, const struct cir_mapping_row *row, const struct cir_mapping_row *before)
{
    struct cir_text from;
    struct cir_text from_before;
    struct cir_text to;
    cir_mapping_value(row, &from, &to);
    cir_mapping_value(before, &from_before, &to);
    if (cir_text_is(from_before, "*"))
        return refuse_beside(reader, ARGUMENT, before, "catches all, so that this row would never be used");
    return !cir_text_equal_case(from, from_before) || refuse_beside(reader, ARGUMENT, before, "has this value already");
}

static bool check_against(struct reader *reader, const struct cir_mapping_row *row,
                          const struct cir_mapping_row *before, bool same_table)
{
    if (transforms[row->transform].alone || transforms[before->transform].alone)
        return refuse_beside(reader, TARGET, before,
                             "makes this target too, and a constant or row-number stands alone");
    if (strcmp(row->source, before->source) != 0)
        return refuse_beside(reader, SOURCE, before, "reads this target from another column");
    if (transforms[row->transform].once && row->transform == before->transform)
        return refuse_beside(reader, TRANSFORM, before, "says so already for this target");
    return !same_table || check_values(reader, row, before);
}

static bool check_beside_others(struct reader *reader, const struct cir_mapping_row *row)
{
    bool same_table = row->transform == CIR_TRANSFORM_VALUE;
    for (size_t i = reader->mapping->count; i > 0; i--) {
        const struct cir_mapping_row *before = &reader->mapping->rows[i - 1];
        if (before->target != row->target)
            continue;
        same_table = same_table && before->transform != CIR_TRANSFORM_PREFIX;
        if (!check_against(reader, row, before, same_table && before->transform == CIR_TRANSFORM_VALUE))
            return false;
    }
    return true;
}

static bool add_row(struct reader *reader)
{
    struct cir_mapping *mapping = reader->mapping;
    struct cir_mapping_row row = {
        .source = cell_of(reader, SOURCE), .argument = cell_of(reader, ARGUMENT), .line = reader->row->line};
    if (!read_target(reader, &row) || !read_transform(reader, &row) || !check_type(reader, &row) ||
        !check_source(reader, &row) || !check_argument(reader, &row) || !check_beside_others(reader, &row))
        return false;
    void *rows = cir_arena_grow(&mapping->arena, mapping->rows, mapping->count, &reader->capacity, sizeof row);
    if (rows == NULL) {
        reader->status = cir_fail_memory(reader->error);
        return false;
    }
    mapping->rows = rows;
    mapping->rows[mapping->count++] = row;
    return true;
}

static enum cir_status take_row(void *context, const struct cir_sidecar_row *row)
{
    struct reader *reader = context;
    reader->row = row;
    (void)add_row(reader);
    return reader->status;
}

/* ---- lint of the whole ---- */

/* Whether a later step changes the text that this row puts in. */
static bool is_changed_later(const struct cir_mapping *mapping, size_t number)
{
    for (size_t i = number + 1; i < mapping->count; i++)
        if (mapping->rows[i].target == mapping->rows[number].target &&
            mapping->rows[i].transform == CIR_TRANSFORM_PREFIX)
            return true;
    return false;
}

static bool check_cell(struct reader *reader, const struct cir_mapping_row *row, const struct cir_cell_format *format,
                       struct cir_text text)
{
    struct cir_cell cell;
    struct cir_cell_fault fault;
    const struct cir_field *field = &reader->fields->list[row->target];
    if (cir_cell_read(&cell, field, format, reader->definitions, text, &fault))
        return true;
    reader->status =
        cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, row->line, ARGUMENT),
                 "'%.*s' cannot stand in '%s': %s, expected %s%s%s%s", CIR_TEXT_ARGS(text), field->name,
                 cir_problem_meaning(fault.code), fault.expected, fault.suggestion[0] != '\0' ? " (nearest: '" : "",
                 fault.suggestion, fault.suggestion[0] != '\0' ? "')" : "");
    return false;
}

/* Texts that the mapping itself puts into cells are wrong for every row or for none: said here, once. */
static bool check_texts(struct reader *reader, size_t number)
{
    const struct cir_mapping *mapping = reader->mapping;
    const struct cir_mapping_row *row = &mapping->rows[number];
    struct cir_cell_format format = cir_cell_format_plain();
    if (row->transform == CIR_TRANSFORM_CONSTANT)
        return check_cell(reader, row, &format, cir_text_of(row->argument));
    if (row->transform != CIR_TRANSFORM_VALUE || is_changed_later(mapping, number))
        return true;
    struct cir_text from;
    struct cir_text to;
    cir_mapping_value(row, &from, &to);
    cir_mapping_format(&format, mapping, row->target, reader->fields, reader->definitions);
    return to.size == 0 || check_cell(reader, row, &format, to);
}

static bool check_signs(struct reader *reader, const struct cir_mapping_row *row)
{
    struct cir_cell_format format = cir_cell_format_plain();
    cir_mapping_format(&format, reader->mapping, row->target, reader->fields, reader->definitions);
    if (format.decimal != format.thousands)
        return true;
    reader->status = cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, row->line, ARGUMENT),
                              "'%c' is both the decimal and the thousands sign of '%s'", format.decimal,
                              reader->fields->list[row->target].name);
    return false;
}

static enum cir_status check_whole(struct reader *reader)
{
    for (size_t i = 0; i < reader->mapping->count; i++)
        if (!check_signs(reader, &reader->mapping->rows[i]) || !check_texts(reader, i))
            return reader->status;
    return CIR_OK;
}

/* ---- the file ---- */

enum cir_status cir_mapping_read(struct cir_mapping *mapping, const char *file, struct cir_text text,
                                 const struct cir_fields *fields, const struct cir_definitions *definitions,
                                 struct cir_error *error)
{
    *mapping = (struct cir_mapping){0};
    mapping->file = cir_arena_copy(&mapping->arena, cir_text_of(file));
    if (mapping->file == NULL)
        return cir_fail_memory(error);
    struct reader reader = {.mapping = mapping, .fields = fields, .definitions = definitions, .error = error};
    reader.sidecar = (struct cir_sidecar){.file = mapping->file, .columns = "target,source,transform,argument"};
    enum cir_status status = cir_sidecar_read(&reader.sidecar, text, &mapping->arena, take_row, &reader, error);
    return status == CIR_OK ? check_whole(&reader) : status;
}
