#include "pipeline/vector.h"

#include "base/nearest.h"
#include "campaign/cell_text.h"
#include "model/field.h"
#include "sink/csv_cell.h"

#include <ctype.h>
#include <string.h>

static const char place_name[] = "--vector";

/* By number of the field; empty of those that move no verdict. */
static const char *const keys[CIR_FIELD_CANONICAL] = {
#define CIR_FIELD(symbol, name, key, type, unit, options, meaning) key,
#include "model/field.def"
#undef CIR_FIELD
};

/* ---- writing ---- */

static bool is_escaped(unsigned char c)
{
    return c <= ' ' || c == '/' || c == '%' || c == 0x7f;
}

static void add_escaped(struct cir_buffer *buffer, struct cir_text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (is_escaped((unsigned char)text.data[i]))
            cir_buffer_add_format(buffer, "%%%02X", (unsigned)(unsigned char)text.data[i]);
        else
            cir_buffer_add_char(buffer, text.data[i]);
}

static void add_head(struct cir_buffer *buffer, const struct cir_classifier *classifier)
{
    for (size_t i = 0; i < cir_classifier_scheme_count(classifier); i++) {
        const struct cir_scheme *scheme = cir_classifier_scheme(classifier, i);
        if (i > 0)
            cir_buffer_add_char(buffer, '+');
        for (const char *c = scheme->name; *c != '\0'; c++)
            cir_buffer_add_char(buffer, (char)toupper((unsigned char)*c));
        cir_buffer_add_char(buffer, ':');
        add_escaped(buffer, cir_text_of(scheme->version));
    }
}

static const char *key_of(const struct cir_fields *fields, size_t field)
{
    return field < CIR_FIELD_CANONICAL ? keys[field] : fields->list[field].name;
}

void cir_vector_add(struct cir_buffer *buffer, const struct cir_classifier *classifier, const struct cir_cell *cells)
{
    const struct cir_fields *fields = cir_classifier_fields(classifier);
    struct cir_buffer cell = {0};
    add_head(buffer, classifier);
    for (size_t i = 0; i < fields->count; i++) {
        cir_buffer_clear(&cell);
        if (*key_of(fields, i) != '\0')
            cir_cell_text_add(&cell, &cells[i], &fields->list[i], cir_classifier_definitions(classifier));
        if (cell.size == 0)
            continue;
        cir_buffer_add_format(buffer, "/%s:", key_of(fields, i));
        add_escaped(buffer, cir_buffer_text(&cell));
    }
    buffer->failed = buffer->failed || cell.failed;
    cir_buffer_free(&cell);
}

/* ---- reading ---- */

static enum cir_status refuse(size_t column, const char *sentence, struct cir_text what, struct cir_error *error)
{
    const struct cir_place place = {.file = place_name, .line = 1, .column = column};
    return cir_fail(error, CIR_BAD_USE, place, "'%.*s': %s", CIR_TEXT_ARGS(cir_text_cut(what, CIR_NEAREST_SIZE)),
                    sentence);
}

static int hex_value(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *found = c != '\0' ? strchr(digits, tolower((unsigned char)c)) : NULL;
    return found != NULL ? (int)(found - digits) : -1;
}

/* The byte that "%XX" stands for; -1 where it stands for none, or for NUL, which no cell may hold. */
static int escaped_byte(struct cir_text text)
{
    if (text.size < 3)
        return -1;
    int high = hex_value(text.data[1]);
    int low = hex_value(text.data[2]);
    return high < 0 || low < 0 || high + low == 0 ? -1 : high * 16 + low;
}

/* @param to room for from.size bytes
 * @return false where a '%' begins nothing */
static bool unescape(char *to, size_t *size, struct cir_text from)
{
    *size = 0;
    for (size_t i = 0; i < from.size; i++) {
        int byte = (unsigned char)from.data[i];
        if (byte == '%') {
            byte = escaped_byte((struct cir_text){from.data + i, from.size - i});
            i += 2;
        }
        if (byte < 0)
            return false;
        to[(*size)++] = (char)byte;
    }
    return true;
}

/* "KEY:value" at this column. */
static enum cir_status read_part(struct cir_vector_part *part, struct cir_vector *vector, struct cir_text text,
                                 size_t column, struct cir_error *error)
{
    struct cir_text rest = text;
    char *value = cir_arena_take(&vector->arena, text.size + 1, 1);
    if (value == NULL)
        return cir_fail_memory(error);
    *part = (struct cir_vector_part){.value = {value, 0}, .column = column};
    if (!cir_text_next(&part->key, &rest, ':') || part->key.size == text.size || part->key.size == 0 || rest.size == 0)
        return refuse(column, "expected a key, ':' and a value, such as PA:1.2e5", text, error);
    if (!unescape(value, &part->value.size, rest))
        return refuse(column, "a '%' must be followed by two hexadecimal digits, not 00", text, error);
    if (cir_text_valid_utf8(part->value) < part->value.size)
        return refuse(column, "it is not UTF-8", part->key, error);
    return CIR_OK;
}

/* All parts of a text, cut at a separator. */
static enum cir_status read_parts(struct cir_vector *vector, struct cir_text text, char separator, size_t column,
                                  struct cir_vector_part **parts, size_t *count, struct cir_error *error)
{
    struct cir_text part;
    struct cir_text rest = text;
    size_t capacity = 0;
    enum cir_status status = CIR_OK;
    while (status == CIR_OK && cir_text_next(&part, &rest, separator)) {
        struct cir_vector_part *grown = cir_arena_grow(&vector->arena, *parts, *count, &capacity, sizeof **parts);
        if (grown == NULL)
            return cir_fail_memory(error);
        *parts = grown;
        status = read_part(&grown[(*count)++], vector, part, column + (size_t)(part.data - text.data), error);
    }
    return status;
}

/* The names as the option --schemes has them. */
static enum cir_status list_schemes(struct cir_vector *vector, struct cir_error *error)
{
    struct cir_buffer list = {0};
    for (size_t i = 0; i < vector->scheme_count; i++) {
        const struct cir_text name = vector->schemes[i].key;
        if (i > 0)
            cir_buffer_add_char(&list, ',');
        for (size_t k = 0; k < name.size; k++)
            cir_buffer_add_char(&list, (char)tolower((unsigned char)name.data[k]));
    }
    vector->scheme_list = list.failed ? NULL : cir_arena_copy(&vector->arena, cir_buffer_text(&list));
    cir_buffer_free(&list);
    return vector->scheme_list != NULL ? CIR_OK : cir_fail_memory(error);
}

enum cir_status cir_vector_read(struct cir_vector *vector, struct cir_text text, struct cir_error *error)
{
    struct cir_text head;
    struct cir_text rest = text;
    *vector = (struct cir_vector){0};
    cir_text_next(&head, &rest, '/');
    enum cir_status status = read_parts(vector, head, '+', 1, &vector->schemes, &vector->scheme_count, error);
    if (status == CIR_OK && head.size == text.size)
        status = refuse(1, "expected facts behind the scheme, such as GGE:1.0/SE:power/PA:1.2e5", text, error);
    if (status == CIR_OK)
        status = read_parts(vector, rest, '/', head.size + 2, &vector->facts, &vector->fact_count, error);
    return status == CIR_OK ? list_schemes(vector, error) : status;
}

void cir_vector_free(struct cir_vector *vector)
{
    cir_arena_free(&vector->arena);
}

static const struct cir_scheme *find_scheme(const struct cir_classifier *classifier, struct cir_text name)
{
    for (size_t i = 0; i < cir_classifier_scheme_count(classifier); i++) {
        const struct cir_scheme *scheme = cir_classifier_scheme(classifier, i);
        if (cir_text_equal_case(cir_text_of(scheme->name), name))
            return scheme;
    }
    return NULL;
}

enum cir_status cir_vector_check_versions(const struct cir_vector *vector, const struct cir_classifier *classifier,
                                          struct cir_error *error)
{
    for (size_t i = 0; i < vector->scheme_count; i++) {
        const struct cir_vector_part *part = &vector->schemes[i];
        const struct cir_scheme *scheme = find_scheme(classifier, part->key);
        const struct cir_place place = {.file = place_name, .line = 1, .column = part->column};
        if (scheme != NULL && !cir_text_is(part->value, scheme->version))
            return cir_fail(
                error, CIR_BAD_USE, place,
                "it was judged by version %.*s of %s, and this is version %s: give --schemes to judge it anew",
                CIR_TEXT_ARGS(part->value), scheme->name, scheme->version);
    }
    return CIR_OK;
}

/* ---- the log it stands for ---- */

static size_t find_field(const struct cir_fields *fields, struct cir_text key)
{
    for (size_t i = 0; i < fields->count; i++)
        if (*key_of(fields, i) != '\0' && (cir_text_equal_case(key, cir_text_of(key_of(fields, i))) ||
                                           cir_text_equal_case(key, cir_text_of(fields->list[i].name))))
            return i;
    return CIR_INDEX_NONE;
}

static enum cir_status refuse_key(const struct cir_vector_part *fact, const struct cir_fields *fields,
                                  struct cir_error *error)
{
    const struct cir_place place = {.file = place_name, .line = 1, .column = fact->column};
    struct cir_nearest search = cir_nearest_start(fact->key);
    for (size_t i = 0; i < fields->count; i++)
        if (*key_of(fields, i) != '\0')
            cir_nearest_offer(&search, cir_text_of(fields->list[i].name));
    struct cir_text key = cir_text_cut(fact->key, CIR_NEAREST_SIZE);
    if (search.found.size > 0)
        return cir_fail(error, CIR_BAD_USE, place, "no fact has the key '%.*s'; did you mean '%.*s'?",
                        CIR_TEXT_ARGS(key), CIR_TEXT_ARGS(search.found));
    return cir_fail(error, CIR_BAD_USE, place, "no fact has the key '%.*s'; 'cirisk help formats' lists them",
                    CIR_TEXT_ARGS(key));
}

/* The facts by number of the field, NULL where there is none. */
static enum cir_status place_facts(const struct cir_vector_part **placed, const struct cir_vector *vector,
                                   const struct cir_fields *fields, struct cir_error *error)
{
    for (size_t i = 0; i < vector->fact_count; i++) {
        const struct cir_vector_part *fact = &vector->facts[i];
        size_t field = find_field(fields, fact->key);
        if (field == CIR_INDEX_NONE)
            return refuse_key(fact, fields, error);
        if (placed[field] != NULL)
            return refuse(fact->column, "this key stands twice", fact->key, error);
        placed[field] = fact;
    }
    return CIR_OK;
}

/* What every log must tell, were it only that it is not known. */
static bool is_needed(size_t field)
{
    return field == CIR_FIELD_DATE || field == CIR_FIELD_COUNTRY || field == CIR_FIELD_SECTOR;
}

static void add_log(struct cir_buffer *log, const struct cir_vector_part *const *placed,
                    const struct cir_fields *fields)
{
    cir_buffer_add_string(log, "id");
    for (size_t i = 0; i < fields->count; i++)
        if (placed[i] != NULL || is_needed(i))
            cir_buffer_add_format(log, ",%s", fields->list[i].name);
    cir_buffer_add_string(log, "\n" CIR_VECTOR_ID);
    for (size_t i = 0; i < fields->count; i++)
        if (placed[i] != NULL || is_needed(i)) {
            cir_buffer_add_char(log, ',');
            cir_csv_add_cell(log, placed[i] != NULL ? placed[i]->value : cir_text_of("unknown"), ',', false);
        }
    cir_buffer_add_char(log, '\n');
}

enum cir_status cir_vector_log(struct cir_buffer *log, const struct cir_vector *vector,
                               const struct cir_classifier *classifier, struct cir_error *error)
{
    const struct cir_vector_part *placed[CIR_FIELDS_MAX] = {0};
    const struct cir_fields *fields = cir_classifier_fields(classifier);
    enum cir_status status = place_facts(placed, vector, fields, error);
    if (status != CIR_OK)
        return status;
    add_log(log, placed, fields);
    return log->failed ? cir_fail_memory(error) : CIR_OK;
}
