#include "sink/ndjson_sink.h"

#include "sink/impact_columns.h"
#include "sink/json_text.h"
#include "sink/override_text.h"
#include "sink/verdict_columns.h"

#include <assert.h>
#include <stdlib.h>

enum { COVERAGE_DIGITS = 2 };

struct cir_ndjson_sink {
    struct cir_arena arena;
    const struct cir_scheme *const *schemes;
    size_t scheme_count;
    unsigned columns;
    bool overrides;
    struct cir_text head;  /* up to the first cell */
    struct cir_text *keys; /* of the cells: "name": with comma and quotes */
    size_t key_count;
    struct cir_text *scheme_keys; /* as keys, up to the opening brace */
};

static struct cir_text take(struct cir_ndjson_sink *sink, struct cir_buffer *text)
{
    char *copy = text->failed ? NULL : cir_arena_copy(&sink->arena, cir_buffer_text(text));
    struct cir_text taken = {copy, copy != NULL ? text->size : 0};
    cir_buffer_clear(text);
    return taken;
}

/* "column_3", with underscores behind while another column has that very name. */
static struct cir_text place_name(struct cir_ndjson_sink *sink, struct cir_buffer *text, struct cir_index *used,
                                  size_t column)
{
    cir_buffer_add_format(text, "column_%zu", column + 1);
    while (cir_index_find(used, cir_buffer_text(text)) != CIR_INDEX_NONE)
        cir_buffer_add_char(text, '_');
    struct cir_text name = take(sink, text);
    if (name.data != NULL && !cir_index_insert(used, &sink->arena, name, (uint32_t)column, NULL))
        name.data = NULL;
    return name;
}

/* Names that the input gives are kept for their first column before any is made up. */
static bool use_given_names(struct cir_ndjson_sink *sink, const struct cir_text *names, struct cir_index *used)
{
    for (size_t i = 0; i < sink->key_count; i++)
        if (names[i].size > 0 && !cir_index_insert(used, &sink->arena, names[i], (uint32_t)i, NULL))
            return false;
    return true;
}

static bool make_keys(struct cir_ndjson_sink *sink, const struct cir_text *names, struct cir_buffer *text)
{
    struct cir_index used = {0};
    sink->keys = cir_arena_take(&sink->arena, sink->key_count + 1, sizeof *sink->keys);
    if (sink->keys == NULL || !use_given_names(sink, names, &used))
        return false;
    for (size_t i = 0; i < sink->key_count; i++) {
        bool is_first = names[i].size > 0 && cir_index_find(&used, names[i]) == i;
        struct cir_text name = is_first ? names[i] : place_name(sink, text, &used, i);
        if (name.data == NULL)
            return false;
        if (i > 0)
            cir_buffer_add_char(text, ',');
        cir_json_add_string(text, name, false);
        cir_buffer_add_char(text, ':');
        sink->keys[i] = take(sink, text);
        if (sink->keys[i].data == NULL)
            return false;
    }
    return true;
}

static bool make_scheme_keys(struct cir_ndjson_sink *sink, struct cir_buffer *text)
{
    sink->scheme_keys = cir_arena_take(&sink->arena, sink->scheme_count + 1, sizeof *sink->scheme_keys);
    for (size_t i = 0; sink->scheme_keys != NULL && i < sink->scheme_count; i++) {
        if (i > 0)
            cir_buffer_add_char(text, ',');
        cir_json_add_string(text, cir_text_of(sink->schemes[i]->name), false);
        cir_buffer_add_string(text, ":{");
        sink->scheme_keys[i] = take(sink, text);
        if (sink->scheme_keys[i].data == NULL)
            return false;
    }
    return sink->scheme_keys != NULL;
}

static bool make(struct cir_ndjson_sink *sink, const struct cir_text *names, const char *tool_version)
{
    struct cir_buffer text = {0};
    cir_buffer_add_format(&text, "{\"schema_version\":%d,\"tool_version\":", CIR_NDJSON_SCHEMA_VERSION);
    cir_json_add_string(&text, cir_text_of(tool_version), false);
    cir_buffer_add_string(&text, ",\"input\":{");
    sink->head = take(sink, &text);
    bool made = sink->head.data != NULL && make_keys(sink, names, &text) && make_scheme_keys(sink, &text);
    cir_buffer_free(&text);
    return made;
}

enum cir_status cir_ndjson_sink_new(struct cir_ndjson_sink **sink, const struct cir_scheme *const *schemes,
                                    size_t scheme_count, const struct cir_text *names, size_t name_count,
                                    const struct cir_ndjson_options *options, struct cir_error *error)
{
    *sink = NULL;
    struct cir_ndjson_sink *made = calloc(1, sizeof *made);
    if (made == NULL)
        return cir_fail_memory(error);
    made->schemes = schemes;
    made->scheme_count = scheme_count;
    made->key_count = name_count;
    made->columns = options->columns;
    made->overrides = options->overrides;
    if (!make(made, names, options->tool_version)) {
        cir_ndjson_sink_free(made);
        return cir_fail_memory(error);
    }
    *sink = made;
    return CIR_OK;
}

void cir_ndjson_sink_free(struct cir_ndjson_sink *sink)
{
    if (sink == NULL)
        return;
    cir_arena_free(&sink->arena);
    free(sink);
}

static void add_key(struct cir_buffer *buffer, const char *name, bool *first)
{
    if (!*first)
        cir_buffer_add_char(buffer, ',');
    *first = false;
    cir_json_add_string(buffer, cir_text_of(name), false);
    cir_buffer_add_char(buffer, ':');
}

static void add_level(struct cir_buffer *buffer, int level)
{
    if (!cir_level_is_told(level))
        cir_buffer_add_string(buffer, "null");
    else
        cir_json_add_number(buffer, level, 0);
}

static void add_column(struct cir_buffer *buffer, const struct cir_scheme *scheme, const struct cir_verdict *verdict,
                       enum cir_verdict_column_number column)
{
    switch (column) {
    case CIR_COLUMN_LEVEL:
        add_level(buffer, verdict->level);
        break;
    case CIR_COLUMN_LABEL:
        cir_json_add_string(buffer, cir_text_of(cir_verdict_label(scheme, verdict->level)), false);
        break;
    case CIR_COLUMN_SCORE:
        cir_json_add_number(buffer, verdict->score.point, scheme->digits);
        break;
    case CIR_COLUMN_LOW:
        cir_json_add_number(buffer, verdict->score.low, scheme->digits);
        break;
    case CIR_COLUMN_HIGH:
        cir_json_add_number(buffer, verdict->score.high, scheme->digits);
        break;
    case CIR_COLUMN_LEVEL_LOW:
        add_level(buffer, verdict->level_low);
        break;
    case CIR_COLUMN_LEVEL_HIGH:
        add_level(buffer, verdict->level_high);
        break;
    case CIR_COLUMN_COVERAGE:
        cir_json_add_number(buffer, verdict->score.coverage, COVERAGE_DIGITS);
        break;
    case CIR_COLUMN_REASON:
        cir_json_add_string(buffer, cir_text_of(cir_verdict_reason(verdict, scheme)), false);
        break;
    case CIR_COLUMN_AXES: /* a key an axis, see add_axes */
    case CIR_COLUMN_PROBABILITIES:
    case CIR_COLUMN_COUNT:
        break;
    }
}

static void add_axes(struct cir_buffer *buffer, const struct cir_scheme *scheme, const struct cir_verdict *verdict,
                     bool *first)
{
    for (size_t i = 0; i < scheme->axis_count; i++)
        if (cir_verdict_columns_axis(&scheme->axes[i])) {
            add_key(buffer, scheme->axes[i].name, first);
            cir_json_add_number(buffer, verdict->axes[i].point, scheme->digits);
        }
}

/* As the columns of CSV are named: "p0", "p1", ... "p_cannot_tell". */
static void add_probabilities(struct cir_buffer *buffer, const struct cir_scheme *scheme,
                              const struct cir_probabilities *probabilities, bool *first)
{
    char name[CIR_PROBABILITY_NAME_SIZE];
    for (size_t band = 0; band < scheme->band_count; band++) {
        add_key(buffer, cir_probability_column(name, scheme->bands[band].level), first);
        cir_json_add_number(buffer, probabilities->bands[band], CIR_PROBABILITY_DIGITS);
    }
    add_key(buffer, cir_probability_column(name, CIR_LEVEL_UNKNOWN), first);
    cir_json_add_number(buffer, probabilities->cannot_tell, CIR_PROBABILITY_DIGITS);
}

static void add_verdict(struct cir_buffer *buffer, const struct cir_scheme *scheme, const struct cir_verdict *verdict,
                        const struct cir_probabilities *probabilities, unsigned columns)
{
    bool first = true;
    for (unsigned i = 0; i < CIR_COLUMN_AXES; i++) {
        enum cir_verdict_column_number column = (enum cir_verdict_column_number)i;
        if (!cir_verdict_columns_has(columns, column))
            continue;
        add_key(buffer, cir_verdict_column_list()[i].name, &first);
        add_column(buffer, scheme, verdict, column);
    }
    if (cir_verdict_columns_has(columns, CIR_COLUMN_AXES))
        add_axes(buffer, scheme, verdict, &first);
    if (cir_verdict_columns_has(columns, CIR_COLUMN_PROBABILITIES))
        add_probabilities(buffer, scheme, probabilities, &first);
}

static void add_input(const struct cir_ndjson_sink *sink, const struct cir_record *record, struct cir_buffer *buffer)
{
    assert(record->count == sink->key_count);
    for (size_t i = 0; i < record->count; i++) {
        const struct cir_span *span = &record->spans[i];
        cir_buffer_add(buffer, sink->keys[i]);
        cir_json_add_string(buffer, (struct cir_text){record->text.data + span->start, span->size}, span->escaped);
    }
}

static void add_impact(struct cir_buffer *buffer, const struct cir_row_impact *impact)
{
    double numbers[CIR_IMPACT_NUMBERS];
    bool first = true;
    cir_impact_numbers(numbers, impact);
    cir_buffer_add_string(buffer, ",\"impact\":{");
    for (int i = 0; i < CIR_IMPACT_NUMBERS; i++) {
        char number[CIR_NUMBER_SIZE];
        size_t size = cir_impact_write(number, numbers[i]);
        add_key(buffer, cir_impact_column_list()[i].name, &first);
        cir_buffer_add(buffer, size > 0 ? (struct cir_text){number, size} : cir_text_of("null"));
    }
    add_key(buffer, CIR_IMPACT_TOP_COLUMN, &first);
    cir_json_add_string(buffer, impact->top, false);
    cir_buffer_add_char(buffer, '}');
}

void cir_ndjson_sink_row(const struct cir_ndjson_sink *sink, const struct cir_record *record,
                         const struct cir_override_list *overrides, const struct cir_verdict *verdicts,
                         const struct cir_probabilities *probabilities, const struct cir_row_impact *impact,
                         struct cir_buffer *buffer)
{
    cir_buffer_add(buffer, sink->head);
    add_input(sink, record, buffer);
    cir_buffer_add_char(buffer, '}');
    if (sink->overrides) {
        cir_buffer_add_string(buffer, ",\"" CIR_OVERRIDES_COLUMN "\":");
        cir_override_add_json(buffer, overrides);
    }
    cir_buffer_add_string(buffer, ",\"verdicts\":{");
    for (size_t i = 0; i < sink->scheme_count; i++) {
        cir_buffer_add(buffer, sink->scheme_keys[i]);
        add_verdict(buffer, sink->schemes[i], &verdicts[i], probabilities != NULL ? &probabilities[i] : NULL,
                    sink->columns);
        cir_buffer_add_char(buffer, '}');
    }
    cir_buffer_add_char(buffer, '}');
    if (impact != NULL)
        add_impact(buffer, impact);
    cir_buffer_add_string(buffer, "}\n");
}
