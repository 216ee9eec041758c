/* Ready-made texts begin with the delimiter and are padded, so that the usual one is a copy of 16 bytes whatever
 * its size. A buffer is asked for room once a row. */
#include "sink/csv_sink.h"

#include "base/formula.h"
#include "base/number.h"
#include "base/wide.h"
#include "sink/csv_cell.h"
#include "sink/impact_columns.h"
#include "sink/override_text.h"
#include "sink/said_verdicts.h"
#include "sink/verdict_columns.h"

#include <math.h>
#include <stdlib.h>

enum {
    PADDING = 16,                 /* bytes that may be read behind a ready text */
    OVERHANG = CIR_SAID_TEXT_MAX, /* bytes that may be written behind a row */
    READY_NUMBERS_MAX = 1 << 14,  /* numbers of one scheme made ready; beyond, they are written digit by digit */
    COVERAGE_DIGITS = 2,
    COVERAGE_STEPS = 100,
    PROBABILITY_STEPS = 1000, /* 10^CIR_PROBABILITY_DIGITS */
};

/* Of no text at all when the column is not chosen. */
struct ready {
    const char *data; /* in the arena, PADDING bytes longer than size */
    size_t size;
};

/* ",62.5": a number in 8 bytes. */
struct ready_number {
    char data[7];
    unsigned char size;
};

struct scheme_texts {
    const struct cir_scheme *scheme;
    struct ready levels[CIR_OUTCOMES_MAX];                  /* level and label, by the place of cir_verdict_band */
    struct ready pairs[CIR_OUTCOMES_MAX][CIR_OUTCOMES_MAX]; /* level_low and level_high */
    struct ready coverage[COVERAGE_STEPS + 1];
    struct ready *reasons[CIR_REASON_COUNT]; /* by kind, then by number; of NONE the first */
    struct ready no_scores;                  /* of a scheme of rules alone: the score columns, empty */
    double scale;                            /* 10^digits */
    struct ready_number *numbers;            /* by value * scale, rounded */
    uint64_t numbers_end;                    /* bits of value * scale: below them the rounded one is ready */
    unsigned axes[CIR_AXES_MAX];             /* those that are columns, when chosen */
    size_t axis_count;
    bool writes_score, writes_low, writes_high, writes_pairs, writes_coverage;
};

struct cir_csv_sink {
    struct cir_arena arena;
    struct cir_csv_options options;
    struct scheme_texts *schemes;
    size_t scheme_count;
    struct ready_number probabilities[PROBABILITY_STEPS + 1]; /* by probability, rounded */
    size_t verdict_size_max;                                  /* bytes of the longest verdict text of a row */
};

struct cir_csv_memory {
    struct cir_said_verdicts *schemes; /* owned; of each scheme */
};

/* What making a sink needs besides the sink. */
struct maker {
    struct cir_csv_sink *sink;
    struct cir_buffer text; /* being put together */
    bool failed;
};

static bool has(const struct cir_csv_sink *sink, enum cir_verdict_column_number column)
{
    return cir_verdict_columns_has(sink->options.columns, column);
}

static void add_cell(struct maker *maker, struct cir_text cell)
{
    const struct cir_csv_options *options = &maker->sink->options;
    cir_buffer_add_char(&maker->text, options->delimiter);
    cir_csv_add_cell(&maker->text, cell, options->delimiter, !options->raw);
}

static void add_level(struct maker *maker, const struct cir_scheme *scheme, size_t band)
{
    cir_buffer_add_char(&maker->text, maker->sink->options.delimiter);
    if (band < scheme->band_count)
        cir_buffer_add_format(&maker->text, "%d", scheme->bands[band].level);
}

/* Take what was put together into the arena. */
static struct ready take(struct maker *maker)
{
    struct cir_text text = cir_buffer_text(&maker->text);
    char *data = cir_arena_take(&maker->sink->arena, text.size + PADDING, 1);
    maker->failed = maker->failed || maker->text.failed || data == NULL;
    if (maker->failed)
        return (struct ready){0};
    if (text.size > 0)
        memcpy(data, text.data, text.size);
    cir_buffer_clear(&maker->text);
    return (struct ready){data, text.size};
}

static void make_levels(struct maker *maker, struct scheme_texts *texts)
{
    const struct cir_scheme *scheme = texts->scheme;
    for (size_t band = 0; band < cir_verdict_outcomes(scheme); band++) {
        if (has(maker->sink, CIR_COLUMN_LEVEL))
            add_level(maker, scheme, band);
        if (has(maker->sink, CIR_COLUMN_LABEL))
            add_cell(maker, cir_text_of(cir_verdict_label(scheme, cir_verdict_level(scheme, band))));
        texts->levels[band] = take(maker);
    }
}

static void make_pairs(struct maker *maker, struct scheme_texts *texts)
{
    size_t outcomes = cir_verdict_outcomes(texts->scheme);
    for (size_t low = 0; low < outcomes; low++)
        for (size_t high = 0; high < outcomes; high++) {
            if (has(maker->sink, CIR_COLUMN_LEVEL_LOW))
                add_level(maker, texts->scheme, low);
            if (has(maker->sink, CIR_COLUMN_LEVEL_HIGH))
                add_level(maker, texts->scheme, high);
            texts->pairs[low][high] = take(maker);
        }
}

static void make_coverage(struct maker *maker, struct scheme_texts *texts)
{
    for (int i = 0; i <= COVERAGE_STEPS; i++) {
        char number[CIR_NUMBER_SIZE];
        size_t size = cir_number_write(number, (double)i / COVERAGE_STEPS, COVERAGE_DIGITS);
        add_cell(maker, (struct cir_text){number, size});
        texts->coverage[i] = take(maker);
    }
}

static void make_no_scores(struct maker *maker, struct scheme_texts *texts)
{
    const bool columns[] = {texts->writes_score, texts->writes_low, texts->writes_high};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        if (columns[i])
            cir_buffer_add_char(&maker->text, maker->sink->options.delimiter);
    texts->no_scores = take(maker);
}

static struct ready make_reason(struct maker *maker, const char *name)
{
    if (has(maker->sink, CIR_COLUMN_REASON))
        add_cell(maker, cir_text_of(name));
    return take(maker);
}

static struct ready *take_list(struct maker *maker, size_t count)
{
    struct ready *list = cir_arena_take(&maker->sink->arena, count + 1, sizeof *list);
    maker->failed = maker->failed || list == NULL;
    return list;
}

static void make_reasons(struct maker *maker, struct scheme_texts *texts)
{
    const struct cir_scheme *scheme = texts->scheme;
    struct ready *none = take_list(maker, 0);
    struct ready *factors = take_list(maker, scheme->factor_count);
    struct ready *rules = take_list(maker, scheme->rule_count);
    struct ready *criteria = take_list(maker, scheme->criterion_count);
    struct ready *override = take_list(maker, 0);
    if (maker->failed)
        return;
    none[0] = make_reason(maker, "");
    override[0] = make_reason(maker, cir_verdict_reason(&(struct cir_verdict){.reason = CIR_REASON_OVERRIDE}, scheme));
    for (size_t i = 0; i < scheme->factor_count; i++)
        factors[i] = make_reason(maker, scheme->factors[i].name);
    for (size_t i = 0; i < scheme->rule_count; i++)
        rules[i] = make_reason(maker, scheme->rules[i].name);
    for (size_t i = 0; i < scheme->criterion_count; i++)
        criteria[i] = make_reason(maker, scheme->criteria[i].name);
    texts->reasons[CIR_REASON_NONE] = none;
    texts->reasons[CIR_REASON_FACTOR] = texts->reasons[CIR_REASON_MISSING] = factors;
    texts->reasons[CIR_REASON_RULE] = rules;
    texts->reasons[CIR_REASON_CRITERION] = texts->reasons[CIR_REASON_OUTSIDE] = criteria;
    texts->reasons[CIR_REASON_OVERRIDE] = override;
}

static void set_ready_number(struct ready_number *ready, char delimiter, const char *number, size_t size)
{
    ready->data[0] = delimiter;
    memcpy(ready->data + 1, number, size);
    ready->size = (unsigned char)(size + 1);
}

static void make_numbers(struct maker *maker, struct scheme_texts *texts)
{
    const struct cir_scheme *scheme = texts->scheme;
    texts->scale = 1;
    for (int i = 0; i < scheme->digits; i++)
        texts->scale *= 10;
    double count = floor(scheme->score_max * texts->scale) + 1;
    if (!(count >= 1 && count <= READY_NUMBERS_MAX))
        return;
    texts->numbers = cir_arena_take(&maker->sink->arena, (size_t)count, sizeof *texts->numbers);
    maker->failed = maker->failed || texts->numbers == NULL;
    for (size_t i = 0; !maker->failed && i < (size_t)count; i++) {
        char number[CIR_NUMBER_SIZE];
        size_t size = cir_number_write(number, (double)i / texts->scale, scheme->digits);
        if (size >= sizeof texts->numbers[i].data)
            return; /* those before it stay usable */
        set_ready_number(&texts->numbers[i], maker->sink->options.delimiter, number, size);
        texts->numbers_end = cir_bits_of((double)i) + 1;
    }
}

static void make_probabilities(struct cir_csv_sink *sink)
{
    for (int i = 0; i <= PROBABILITY_STEPS; i++) {
        char number[CIR_NUMBER_SIZE];
        size_t size = cir_number_write(number, (double)i / PROBABILITY_STEPS, CIR_PROBABILITY_DIGITS);
        set_ready_number(&sink->probabilities[i], sink->options.delimiter, number, size);
    }
}

static void choose_axes(const struct cir_csv_sink *sink, struct scheme_texts *texts)
{
    for (unsigned i = 0; has(sink, CIR_COLUMN_AXES) && i < texts->scheme->axis_count; i++)
        if (cir_verdict_columns_axis(&texts->scheme->axes[i]))
            texts->axes[texts->axis_count++] = i;
}

static size_t longest(const struct ready *list, size_t count)
{
    size_t size = 0;
    for (size_t i = 0; i < count; i++)
        size = list[i].size > size ? list[i].size : size;
    return size;
}

static size_t verdict_size_max(const struct scheme_texts *texts)
{
    const struct cir_scheme *scheme = texts->scheme;
    size_t bands = cir_verdict_outcomes(scheme);
    size_t size = longest(texts->levels, bands) + longest(texts->coverage, COVERAGE_STEPS + 1) +
                  longest(texts->reasons[CIR_REASON_FACTOR], scheme->factor_count) +
                  longest(texts->reasons[CIR_REASON_RULE], scheme->rule_count) +
                  longest(texts->reasons[CIR_REASON_CRITERION], scheme->criterion_count) +
                  texts->reasons[CIR_REASON_NONE]->size + texts->reasons[CIR_REASON_OVERRIDE]->size;
    size_t pair = 0;
    for (size_t low = 0; low < bands; low++) {
        size_t row = longest(texts->pairs[low], bands);
        pair = row > pair ? row : pair;
    }
    size_t numbers = 3 + texts->axis_count;
    return size + pair + numbers * (CIR_NUMBER_SIZE + 1) + (bands + 1) * sizeof(struct ready_number);
}

static void make_scheme(struct maker *maker, struct scheme_texts *texts)
{
    const struct cir_csv_sink *sink = maker->sink;
    texts->writes_score = has(sink, CIR_COLUMN_SCORE);
    texts->writes_low = has(sink, CIR_COLUMN_LOW);
    texts->writes_high = has(sink, CIR_COLUMN_HIGH);
    texts->writes_pairs = has(sink, CIR_COLUMN_LEVEL_LOW) || has(sink, CIR_COLUMN_LEVEL_HIGH);
    texts->writes_coverage = has(sink, CIR_COLUMN_COVERAGE);
    make_no_scores(maker, texts);
    make_levels(maker, texts);
    make_pairs(maker, texts);
    make_coverage(maker, texts);
    make_reasons(maker, texts);
    make_numbers(maker, texts);
    choose_axes(sink, texts);
    if (!maker->failed)
        maker->sink->verdict_size_max += verdict_size_max(texts);
}

static bool make(struct cir_csv_sink *sink, const struct cir_scheme *const *schemes)
{
    struct maker maker = {.sink = sink};
    sink->schemes = cir_arena_take(&sink->arena, sink->scheme_count + 1, sizeof *sink->schemes);
    maker.failed = sink->schemes == NULL;
    make_probabilities(sink);
    for (size_t i = 0; !maker.failed && i < sink->scheme_count; i++) {
        sink->schemes[i].scheme = schemes[i];
        make_scheme(&maker, &sink->schemes[i]);
    }
    cir_buffer_free(&maker.text);
    return !maker.failed;
}

enum cir_status cir_csv_sink_new(struct cir_csv_sink **sink, const struct cir_scheme *const *schemes,
                                 size_t scheme_count, const struct cir_csv_options *options, struct cir_error *error)
{
    *sink = NULL;
    struct cir_csv_sink *made = calloc(1, sizeof *made);
    if (made == NULL)
        return cir_fail_memory(error);
    made->options = *options;
    made->scheme_count = scheme_count;
    if (!make(made, schemes)) {
        cir_csv_sink_free(made);
        return cir_fail_memory(error);
    }
    *sink = made;
    return CIR_OK;
}

void cir_csv_sink_free(struct cir_csv_sink *sink)
{
    if (sink == NULL)
        return;
    cir_arena_free(&sink->arena);
    free(sink);
}

enum cir_status cir_csv_memory_new(struct cir_csv_memory **memory, const struct cir_csv_sink *sink,
                                   struct cir_error *error)
{
    *memory = NULL;
    struct cir_csv_memory *made = calloc(1, sizeof *made);
    if (made != NULL)
        made->schemes = calloc(sink->scheme_count + 1, sizeof *made->schemes);
    if (made == NULL || made->schemes == NULL) {
        cir_csv_memory_free(made);
        return cir_fail_memory(error);
    }
    *memory = made;
    return CIR_OK;
}

void cir_csv_memory_free(struct cir_csv_memory *memory)
{
    if (memory == NULL)
        return;
    free(memory->schemes);
    free(memory);
}

/* The first cell from `from` on that could be taken for a formula; record->count when there is none. */
static size_t next_formula(const struct cir_record *record, size_t from)
{
    for (size_t i = from; i < record->count; i++) {
        const struct cir_span *span = &record->spans[i];
        if (span->size > 0 && cir_formula_may_begin(record->text.data[span->start]) &&
            cir_csv_is_formula((struct cir_text){record->text.data + span->start, span->size}))
            return i;
    }
    return record->count;
}

static char *put(char *out, const char *data, size_t size)
{
    memcpy(out, data, size);
    return out + size;
}

/* An apostrophe before each formula: behind its quote, where it has one. */
static __attribute__((noinline)) char *put_guarded(const struct cir_record *record, char *out)
{
    size_t done = 0;
    for (size_t i = next_formula(record, 0); i < record->count; i = next_formula(record, i + 1)) {
        size_t start = record->spans[i].start;
        out = put(out, record->text.data + done, start - done);
        *out++ = '\'';
        done = start;
    }
    return put(out, record->text.data + done, record->text.size - done);
}

/* The record as it is, but for formulas. */
static inline char *put_record(const struct cir_csv_sink *sink, const struct cir_record *record, char *out)
{
    if (record->text.size == 0)
        return out;
    if (record->may_hold_formula && !sink->options.raw)
        return put_guarded(record, out);
    return put(out, record->text.data, record->text.size);
}

static char *put_ready(char *out, const struct ready *ready)
{
    memcpy(out, ready->data, PADDING);
    if (ready->size > PADDING)
        memcpy(out, ready->data, ready->size);
    return out + ready->size;
}

/* Added before the fraction is dropped, it rounds as cir_number_write does: half away from zero, and what is less than
 * half down. Half itself would lift what is just below it. */
static const double JUST_BELOW_HALF = 0.49999999999999994;

static char *put_number(char *out, const struct scheme_texts *texts, double value, char delimiter)
{
    double exact = value * texts->scale;
    if (cir_bits_of(exact) < texts->numbers_end) { /* those of NAN and of what is below 0 are larger */
        const struct ready_number *number = &texts->numbers[(size_t)(int64_t)(exact + JUST_BELOW_HALF)];
        memcpy(out, number, sizeof *number); /* its size, too, is overwritten by what follows */
        return out + number->size;
    }
    *out++ = delimiter;
    return isfinite(value) ? out + cir_number_write(out, value, texts->scheme->digits) : out;
}

static char *put_coverage(char *out, const struct scheme_texts *texts, double coverage, char delimiter)
{
    double step = coverage * COVERAGE_STEPS + 0.5;
    if (step >= 0 && step < COVERAGE_STEPS + 1)
        return put_ready(out, &texts->coverage[(size_t)step]);
    *out++ = delimiter;
    return out;
}

static char *put_scores(char *out, const struct scheme_texts *texts, const struct cir_interval *score, char delimiter)
{
    if (texts->scheme->factor_count == 0)
        return put_ready(out, &texts->no_scores);
    if (texts->writes_score)
        out = put_number(out, texts, score->point, delimiter);
    if (texts->writes_low)
        out = put_number(out, texts, score->low, delimiter);
    if (texts->writes_high)
        out = put_number(out, texts, score->high, delimiter);
    return out;
}

static char *put_verdict(char *out, const struct scheme_texts *texts, const struct cir_verdict *verdict, char delimiter)
{
    const struct cir_scheme *scheme = texts->scheme;
    out = put_ready(out, &texts->levels[cir_verdict_band(scheme, verdict->level)]);
    out = put_scores(out, texts, &verdict->score, delimiter);
    if (texts->writes_pairs)
        out = put_ready(
            out,
            &texts->pairs[cir_verdict_band(scheme, verdict->level_low)][cir_verdict_band(scheme, verdict->level_high)]);
    if (texts->writes_coverage)
        out = put_coverage(out, texts, verdict->score.coverage, delimiter);
    out = put_ready(out, &texts->reasons[verdict->reason][verdict->reason_number]);
    for (size_t i = 0; i < texts->axis_count; i++)
        out = put_number(out, texts, verdict->axes[texts->axes[i]].point, delimiter);
    return out;
}

/* What a scheme of rules alone said before is not put together again. */
static inline char *put_scheme(char *out, const struct scheme_texts *texts, const struct cir_verdict *verdict,
                               char delimiter, struct cir_said_verdicts *verdicts)
{
    const bool is_kept = texts->scheme->factor_count == 0;
    struct cir_said_key key;
    struct cir_said *said = NULL;
    if (is_kept) {
        key = cir_said_key_of(verdict);
        said = cir_said_slot(verdicts, &key);
        if (cir_said_is(said, &key)) {
            memcpy(out, said->text, sizeof said->text);
            return out + said->size;
        }
    }
    char *end = put_verdict(out, texts, verdict, delimiter);
    if (is_kept)
        cir_said_keep(said, &key, out, (size_t)(end - out));
    return end;
}

static char *put_probability(char *out, const struct cir_csv_sink *sink, double probability)
{
    if (isnan(probability)) {
        *out++ = sink->options.delimiter;
        return out;
    }
    const struct ready_number *number = &sink->probabilities[(int)(probability * PROBABILITY_STEPS + 0.5)];
    memcpy(out, number, sizeof *number);
    return out + number->size;
}

static char *put_probabilities(char *out, const struct cir_csv_sink *sink, const struct cir_scheme *scheme,
                               const struct cir_probabilities *probabilities)
{
    for (size_t band = 0; band < scheme->band_count; band++)
        out = put_probability(out, sink, probabilities->bands[band]);
    return put_probability(out, sink, probabilities->cannot_tell);
}

static void add_overrides(const struct cir_csv_sink *sink, const struct cir_override_list *overrides,
                          struct cir_buffer *buffer)
{
    struct cir_buffer text = {0};
    cir_override_add_text(&text, overrides);
    cir_buffer_add_char(buffer, sink->options.delimiter);
    cir_csv_add_cell(buffer, cir_buffer_text(&text), sink->options.delimiter, !sink->options.raw);
    buffer->failed = buffer->failed || text.failed;
    cir_buffer_free(&text);
}

static void add_impact(const struct cir_csv_sink *sink, const struct cir_row_impact *impact, struct cir_buffer *buffer)
{
    double numbers[CIR_IMPACT_NUMBERS];
    cir_impact_numbers(numbers, impact);
    if (!cir_buffer_reserve(buffer, CIR_IMPACT_NUMBERS * (1 + CIR_NUMBER_SIZE) + 1))
        return;
    char *out = buffer->data + buffer->size;
    for (int i = 0; i < CIR_IMPACT_NUMBERS; i++) {
        *out++ = sink->options.delimiter;
        out += cir_impact_write(out, numbers[i]);
    }
    *out++ = sink->options.delimiter;
    buffer->size = (size_t)(out - buffer->data);
    cir_csv_add_cell(buffer, impact->top, sink->options.delimiter, !sink->options.raw);
}

void cir_csv_sink_row(const struct cir_csv_sink *sink, const struct cir_record *record,
                      const struct cir_override_list *overrides, const struct cir_verdict *verdicts,
                      const struct cir_probabilities *probabilities, const struct cir_row_impact *impact,
                      struct cir_csv_memory *memory, struct cir_buffer *buffer)
{
    const char delimiter = sink->options.delimiter;
    size_t apostrophes = record->count;
    size_t verdicts_size = sink->verdict_size_max + 2 + OVERHANG;
    if (!cir_buffer_reserve(buffer, record->text.size + apostrophes + verdicts_size))
        return;
    char *out = put_record(sink, record, buffer->data + buffer->size);
    if (sink->options.overrides && overrides->count > 0) {
        buffer->size = (size_t)(out - buffer->data);
        add_overrides(sink, overrides, buffer);
        if (!cir_buffer_reserve(buffer, verdicts_size))
            return;
        out = buffer->data + buffer->size;
    } else if (sink->options.overrides) {
        *out++ = delimiter;
    }
    for (size_t i = 0, count = sink->scheme_count; i < count; i++) {
        out = put_scheme(out, &sink->schemes[i], &verdicts[i], delimiter, &memory->schemes[i]);
        if (has(sink, CIR_COLUMN_PROBABILITIES))
            out = put_probabilities(out, sink, sink->schemes[i].scheme, &probabilities[i]);
    }
    if (impact != NULL) {
        buffer->size = (size_t)(out - buffer->data);
        add_impact(sink, impact, buffer);
        if (!cir_buffer_reserve(buffer, 1))
            return;
        out = buffer->data + buffer->size;
    }
    *out++ = '\n';
    buffer->size = (size_t)(out - buffer->data);
}

static void add_name(const struct cir_csv_sink *sink, const struct cir_scheme *scheme, const char *column,
                     struct cir_buffer *buffer)
{
    cir_buffer_add_char(buffer, sink->options.delimiter);
    struct cir_buffer name = {0};
    cir_buffer_add_string(&name, scheme->name);
    cir_buffer_add_char(&name, '_');
    cir_buffer_add_string(&name, column);
    cir_csv_add_cell(buffer, cir_buffer_text(&name), sink->options.delimiter, !sink->options.raw);
    buffer->failed = buffer->failed || name.failed;
    cir_buffer_free(&name);
}

static void add_names(const struct cir_csv_sink *sink, const struct scheme_texts *texts, struct cir_buffer *buffer)
{
    for (unsigned i = 0; i < CIR_COLUMN_AXES; i++)
        if (has(sink, (enum cir_verdict_column_number)i))
            add_name(sink, texts->scheme, cir_verdict_column_list()[i].name, buffer);
    for (size_t i = 0; i < texts->axis_count; i++)
        add_name(sink, texts->scheme, texts->scheme->axes[texts->axes[i]].name, buffer);
    if (!has(sink, CIR_COLUMN_PROBABILITIES))
        return;
    char name[CIR_PROBABILITY_NAME_SIZE];
    for (size_t band = 0; band < texts->scheme->band_count; band++)
        add_name(sink, texts->scheme, cir_probability_column(name, texts->scheme->bands[band].level), buffer);
    add_name(sink, texts->scheme, cir_probability_column(name, CIR_LEVEL_UNKNOWN), buffer);
}

void cir_csv_sink_header(const struct cir_csv_sink *sink, const struct cir_record *header, struct cir_buffer *buffer)
{
    if (!cir_buffer_reserve(buffer, header->text.size + header->count))
        return;
    buffer->size = (size_t)(put_record(sink, header, buffer->data + buffer->size) - buffer->data);
    if (sink->options.overrides) {
        cir_buffer_add_char(buffer, sink->options.delimiter);
        cir_buffer_add_string(buffer, CIR_OVERRIDES_COLUMN);
    }
    for (size_t i = 0; i < sink->scheme_count; i++)
        add_names(sink, &sink->schemes[i], buffer);
    for (int i = 0; sink->options.impacts && i < CIR_IMPACT_NUMBERS; i++) {
        cir_buffer_add_char(buffer, sink->options.delimiter);
        cir_buffer_add_string(buffer, cir_impact_column_list()[i].name);
    }
    if (sink->options.impacts) {
        cir_buffer_add_char(buffer, sink->options.delimiter);
        cir_buffer_add_string(buffer, CIR_IMPACT_TOP_COLUMN);
    }
    cir_buffer_add_char(buffer, '\n');
}
