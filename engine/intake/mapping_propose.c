/* Names first: each field takes the column whose name is its own, a synonym, or near. Then, for what has found no
 * column, values that all read as a date, a State or a sector. Last, from the values of the column taken, how they are
 * written. */
#include "intake/mapping.h"

#include "base/nearest.h"

/* Evidence of the values asks for some of them: fewer fit by chance. */
enum { SAMPLES_MIN = 3 };

struct proposer {
    struct cir_buffer *out;
    const struct cir_mapping_evidence *evidence;
    const struct cir_fields *fields;
    const struct cir_definitions *definitions;
    size_t column_of[CIR_FIELDS_MAX]; /* by field; column_count where none was found */
    struct cir_arena arena;
    bool *taken; /* by column */
};

/* ---- names ---- */

static char fold(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c + 32);
    return c == ' ' || c == '-' || c == '.' || c == '/' ? '_' : c;
}

/* Equal but for case and for the sign between words: "Date End" is date_end. */
static bool equal_names(struct cir_text a, struct cir_text b)
{
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++)
        if (fold(a.data[i]) != fold(b.data[i]))
            return false;
    return true;
}

static bool is_synonym(const struct proposer *proposer, struct cir_text target, struct cir_text name)
{
    const struct cir_mapping_evidence *evidence = proposer->evidence;
    for (size_t i = 0; i < evidence->synonym_count; i++)
        if (cir_text_equal(evidence->synonyms[i].target, target) && equal_names(evidence->synonyms[i].name, name))
            return true;
    return false;
}

static bool is_near(struct cir_text target, struct cir_text name)
{
    struct cir_nearest nearest = cir_nearest_start(target);
    cir_nearest_offer(&nearest, name);
    return nearest.found.size > 0;
}

/* ---- values ---- */

/* Whether all samples of the column that are not blank read as the field; *known: how many say something. */
static bool all_read(const struct proposer *proposer, unsigned field, size_t column,
                     const struct cir_cell_format *format, size_t *known)
{
    const struct cir_mapping_evidence *evidence = proposer->evidence;
    struct cir_cell cell;
    *known = 0;
    for (size_t row = 0; row < evidence->sample_rows; row++) {
        struct cir_text text = evidence->samples[row * evidence->column_count + column];
        if (!cir_cell_read(&cell, &proposer->fields->list[field], format, proposer->definitions, text, NULL))
            return false;
        *known += cell.state == CIR_CELL_KNOWN;
    }
    return true;
}

static bool reads(const struct proposer *proposer, unsigned field, size_t column, struct cir_cell_format format)
{
    size_t known = 0;
    return all_read(proposer, field, column, &format, &known) && known > 0;
}

/* As the field in some writing of it, with enough samples to go by. */
static bool looks_like(const struct proposer *proposer, unsigned field, size_t column)
{
    size_t known = 0;
    for (int order = CIR_DATE_ISO; order <= CIR_DATE_YMD; order++) {
        struct cir_cell_format format = cir_cell_format_plain();
        format.date_order = (enum cir_date_order)order;
        if (all_read(proposer, field, column, &format, &known) && known >= SAMPLES_MIN)
            return true;
    }
    return false;
}

enum fit { FIT_NAME, FIT_SYNONYM, FIT_NEAR, FITS };

static bool fits(const struct proposer *proposer, unsigned field, size_t column, enum fit fit)
{
    struct cir_text target = cir_text_of(proposer->fields->list[field].name);
    struct cir_text name = cir_text_trim(proposer->evidence->columns[column]);
    switch (fit) {
    case FIT_NAME:
        return equal_names(target, name);
    case FIT_SYNONYM:
        return is_synonym(proposer, target, name);
    default:
        /* "data" is near to "date": the values decide */
        return is_near(target, name) && looks_like(proposer, field, column);
    }
}

static void take(struct proposer *proposer, unsigned field, size_t column)
{
    proposer->column_of[field] = column;
    proposer->taken[column] = true;
}

static void take_by(struct proposer *proposer, enum fit fit)
{
    size_t count = proposer->evidence->column_count;
    for (unsigned field = 0; field < proposer->fields->count; field++)
        for (size_t column = 0; proposer->column_of[field] == count && column < count; column++)
            if (!proposer->taken[column] && fits(proposer, field, column, fit))
                take(proposer, field, column);
}

/* Only of these does a value tell that it is one; any small number is a count. */
static void take_by_values(struct proposer *proposer)
{
    static const unsigned telling[] = {CIR_FIELD_DATE, CIR_FIELD_COUNTRY, CIR_FIELD_SECTOR};
    size_t count = proposer->evidence->column_count;
    for (size_t i = 0; i < sizeof telling / sizeof telling[0]; i++)
        for (size_t column = 0; proposer->column_of[telling[i]] == count && column < count; column++)
            if (!proposer->taken[column] && looks_like(proposer, telling[i], column))
                take(proposer, telling[i], column);
}

/* ---- how they are written ---- */

static void put_cell(struct cir_buffer *out, struct cir_text text)
{
    bool quoted = false;
    for (size_t i = 0; i < text.size; i++)
        quoted = quoted || strchr(",\"\r\n", text.data[i]) != NULL;
    if (quoted)
        cir_buffer_add_char(out, '"');
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '"')
            cir_buffer_add_char(out, '"');
        cir_buffer_add_char(out, text.data[i]);
    }
    if (quoted)
        cir_buffer_add_char(out, '"');
}

static void put_row(const struct proposer *proposer, unsigned field, const char *transform, const char *argument)
{
    size_t column = proposer->column_of[field];
    bool has_column = column < proposer->evidence->column_count;
    cir_buffer_add_string(proposer->out, proposer->fields->list[field].name);
    cir_buffer_add_char(proposer->out, ',');
    if (has_column)
        put_cell(proposer->out, cir_text_trim(proposer->evidence->columns[column]));
    cir_buffer_add_format(proposer->out, ",%s,", transform);
    put_cell(proposer->out, cir_text_of(argument));
    cir_buffer_add_char(proposer->out, '\n');
}

/* Only the one order by which all samples are dates. */
static bool put_date_order(const struct proposer *proposer, unsigned field)
{
    static const char *const names[] = {[CIR_DATE_DMY] = "dmy", [CIR_DATE_MDY] = "mdy", [CIR_DATE_YMD] = "ymd"};
    struct cir_cell_format format = cir_cell_format_plain();
    const char *only = NULL;
    for (int order = CIR_DATE_DMY; order <= CIR_DATE_YMD; order++) {
        format.date_order = (enum cir_date_order)order;
        if (!reads(proposer, field, proposer->column_of[field], format))
            continue;
        if (only != NULL)
            return false;
        only = names[order];
    }
    if (only != NULL)
        put_row(proposer, field, "date-order", only);
    return only != NULL;
}

static bool holds_sign(const struct proposer *proposer, size_t column, char sign)
{
    const struct cir_mapping_evidence *evidence = proposer->evidence;
    for (size_t row = 0; row < evidence->sample_rows; row++) {
        struct cir_text text = evidence->samples[row * evidence->column_count + column];
        if (text.size > 0 && memchr(text.data, sign, text.size) != NULL)
            return true;
    }
    return false;
}

/* "1,234.5" can be read one way, "1,234" two ways: then nothing is proposed. */
static bool put_number_signs(const struct proposer *proposer, unsigned field)
{
    size_t column = proposer->column_of[field];
    struct cir_cell_format comma_groups = cir_cell_format_plain();
    struct cir_cell_format comma_decimal = comma_groups;
    comma_groups.thousands = ',';
    comma_decimal.decimal = ',';
    comma_decimal.thousands = '.';
    bool groups = reads(proposer, field, column, comma_groups);
    if (groups == reads(proposer, field, column, comma_decimal))
        return false;
    if (!groups)
        put_row(proposer, field, "decimal", ",");
    if (groups || holds_sign(proposer, column, '.'))
        put_row(proposer, field, "thousands", groups ? "," : ".");
    return true;
}

static bool put_separator(const struct proposer *proposer, unsigned field)
{
    static const char *const signs[] = {",", "/", "+"};
    struct cir_cell_format format = cir_cell_format_plain();
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        format.separator = signs[i][0];
        if (!reads(proposer, field, proposer->column_of[field], format))
            continue;
        put_row(proposer, field, "separator", signs[i]);
        return true;
    }
    return false;
}

/* "victim_industry_naics" says of which system its codes are. */
static bool names_system(struct cir_text name, struct cir_text system)
{
    for (size_t i = 0; i + system.size <= name.size; i++)
        if (equal_names((struct cir_text){name.data + i, system.size}, system))
            return true;
    return false;
}

static bool put_crosswalk(const struct proposer *proposer, unsigned field)
{
    struct cir_text name = proposer->evidence->columns[proposer->column_of[field]];
    const struct cir_index *systems = &proposer->definitions->crosswalk_systems;
    for (size_t i = 0; i < systems->capacity; i++) {
        struct cir_text system = systems->slots[i].key;
        char prefix[CIR_NEAREST_SIZE];
        if (system.data == NULL || system.size + 2 > sizeof prefix || !names_system(name, system))
            continue;
        memcpy(prefix, system.data, system.size);
        memcpy(prefix + system.size, ":", 2);
        put_row(proposer, field, "prefix", prefix);
        return true;
    }
    return false;
}

static bool put_writing(const struct proposer *proposer, unsigned field)
{
    if (reads(proposer, field, proposer->column_of[field], cir_cell_format_plain()))
        return false;
    switch (proposer->fields->list[field].type) {
    case CIR_TYPE_DATE:
        return put_date_order(proposer, field);
    case CIR_TYPE_COUNT:
    case CIR_TYPE_NUMBER:
    case CIR_TYPE_AMOUNT:
        return put_number_signs(proposer, field);
    case CIR_TYPE_SECTORS:
        return put_crosswalk(proposer, field) || put_separator(proposer, field);
    case CIR_TYPE_STATES:
    case CIR_TYPE_OPTIONS:
        return put_separator(proposer, field);
    default:
        return false;
    }
}

static void put_fields(const struct proposer *proposer)
{
    size_t count = proposer->evidence->column_count;
    cir_buffer_add_string(proposer->out, "target,source,transform,argument\n");
    for (unsigned field = 0; field < proposer->fields->count; field++) {
        if (proposer->column_of[field] < count) {
            if (!put_writing(proposer, field))
                put_row(proposer, field, "copy", "");
        } else if (field == CIR_FIELD_ID) {
            put_row(proposer, field, "row-number", "row-");
        }
    }
}

enum cir_status cir_mapping_propose(struct cir_buffer *proposal, const struct cir_mapping_evidence *evidence,
                                    const struct cir_fields *fields, const struct cir_definitions *definitions,
                                    struct cir_error *error)
{
    struct proposer proposer = {.out = proposal, .evidence = evidence, .fields = fields, .definitions = definitions};
    proposer.taken = cir_arena_take(&proposer.arena, evidence->column_count, sizeof *proposer.taken);
    if (proposer.taken == NULL)
        return cir_fail_memory(error);
    for (size_t i = 0; i < CIR_FIELDS_MAX; i++)
        proposer.column_of[i] = evidence->column_count;
    for (int fit = 0; fit < FITS; fit++)
        take_by(&proposer, (enum fit)fit);
    take_by_values(&proposer);
    put_fields(&proposer);
    cir_arena_free(&proposer.arena);
    return proposal->failed ? cir_fail_memory(error) : CIR_OK;
}
