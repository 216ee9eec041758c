#include "scheme_chapter.h"

#include "definitions/row.h"
#include "field_words.h"
#include "listing.h"
#include "measure_words.h"
#include "scheme_card.h"

#include <math.h>

static void add_code(struct cir_buffer *page, const char *name)
{
    markdown_add_code(page, cir_text_of(name));
}

static void add_text(struct cir_buffer *page, const char *text)
{
    markdown_add_text(page, cir_text_of(text));
}

static void cell_code(struct markdown_table *table, const char *name)
{
    add_code(&table->cells, name);
    markdown_end_cell(table);
}

static void cell_text(struct markdown_table *table, const char *text)
{
    add_text(&table->cells, text);
    markdown_end_cell(table);
}

/* Empty where it is NAN. */
static void cell_number(struct markdown_table *table, double number)
{
    if (!isnan(number))
        listing_add_number(&table->cells, number);
    markdown_end_cell(table);
}

/* A text made of names and numbers, whose memory is given back. */
static void cell_words(struct markdown_table *table, struct cir_buffer *words)
{
    markdown_add_text(&table->cells, cir_buffer_text(words));
    table->cells.failed = table->cells.failed || words->failed;
    cir_buffer_free(words);
    markdown_end_cell(table);
}

static const struct cir_table *table_of(const struct scheme_chapter *chapter, enum cir_scheme_table table)
{
    return &chapter->tables[table];
}

static void cell_label(struct markdown_table *table, const struct cir_scheme *scheme, const char *id)
{
    uint32_t label = cir_index_find(&scheme->label_index, cir_text_of(id));
    cell_text(table, label != CIR_INDEX_NONE ? scheme->labels[label].texts[CIR_EN] : "");
}

/* ---- notes ---- */

/* Number of the note that holds this source, from 1. */
static size_t note(struct cir_buffer *page, struct scheme_chapter *chapter, const char *source)
{
    for (size_t i = 0; i < chapter->note_count; i++)
        if (strcmp(chapter->notes[i], source) == 0)
            return i + 1;
    const char **notes = cir_arena_grow(chapter->arena, chapter->notes, chapter->note_count, &chapter->note_capacity,
                                        sizeof *chapter->notes);
    if (notes == NULL) {
        page->failed = true;
        return 0;
    }
    chapter->notes = notes;
    notes[chapter->note_count] = source;
    return ++chapter->note_count;
}

/* The last cell of a row: where it comes from. */
static void cell_source(struct markdown_table *table, struct scheme_chapter *chapter, const char *source)
{
    cir_buffer_add_format(&table->cells, "%zu", note(&table->cells, chapter, source));
    markdown_end_cell(table);
}

static struct cir_text key_of(const char *source)
{
    struct cir_text key, rest = cir_text_of(source);
    (void)cir_text_next(&key, &rest, ';');
    return cir_text_trim(key);
}

/* "key; place" with the key as code. */
static void add_source(struct cir_buffer *page, const char *source)
{
    struct cir_text key = key_of(source);
    markdown_add_code(page, key);
    add_text(page, source + key.size);
}

static const struct cir_row *find_source(const struct cir_table *table, struct cir_text key)
{
    for (size_t i = 0; i < table->row_count; i++)
        if (cir_text_is(key, cir_row_raw(&table->rows[i], "key")))
            return &table->rows[i];
    return NULL;
}

static void add_source_row(struct cir_buffer *page, const struct scheme_chapter *chapter, struct cir_text key)
{
    const struct cir_row *row = find_source(table_of(chapter, CIR_SCHEME_SOURCES), key);
    if (row == NULL)
        row = find_source(&chapter->sources, key);
    if (row == NULL) /* lint lets no such key through */
        return;
    const char *year = cir_row_raw(row, "year");
    cir_buffer_add_string(page, "- ");
    markdown_add_code(page, key);
    cir_buffer_add_string(page, ": ");
    add_text(page, cir_row_raw(row, "title"));
    cir_buffer_add_string(page, ". Reference: ");
    add_text(page, cir_row_raw(row, "reference"));
    cir_buffer_add_format(page, ". Year: %s. Licence: ", *year != '\0' ? year : "not known");
    add_text(page, cir_row_raw(row, "licence"));
    cir_buffer_add_string(page, ".\n");
}

/* Whether the scheme itself or one of the first `count` notes names the source. */
static bool is_listed(const struct scheme_chapter *chapter, size_t count, struct cir_text key)
{
    bool found = cir_text_equal(key, key_of(chapter->scheme->source));
    for (size_t i = 0; i < count && !found; i++)
        found = cir_text_equal(key, key_of(chapter->notes[i]));
    return found;
}

static void add_sources(struct cir_buffer *page, struct scheme_chapter *chapter)
{
    cir_buffer_add_string(page, "\n### Sources\n\n");
    add_source_row(page, chapter, key_of(chapter->scheme->source));
    for (size_t i = 0; i < chapter->note_count; i++)
        if (!is_listed(chapter, i, key_of(chapter->notes[i])))
            add_source_row(page, chapter, key_of(chapter->notes[i]));
    cir_buffer_add_string(page, "\nThe numbers in the last columns above:\n\n");
    for (size_t i = 0; i < chapter->note_count; i++) {
        cir_buffer_add_format(page, "%zu. ", i + 1);
        add_source(page, chapter->notes[i]);
        cir_buffer_add_char(page, '\n');
    }
}

/* ---- head ---- */

static const char *unknown_words(enum cir_unknown_policy unknown)
{
    static const char *const words[] = {
        [CIR_UNKNOWN_BOUNDS] = "an unanswered factor is left out of the score, and its ends make the interval",
        [CIR_UNKNOWN_RENORMALISE] = "an unanswered factor is left out of the score, and its ends make the interval",
        [CIR_UNKNOWN_WORST] = "an unanswered factor counts with its greatest value",
        [CIR_UNKNOWN_ZERO] = "an unanswered factor counts 0",
        [CIR_UNKNOWN_REFUSE] = "no score unless every factor is answered",
    };
    return words[unknown];
}

static void add_how(struct cir_buffer *page, const struct cir_scheme *scheme)
{
    if (scheme->factor_count == 0) {
        cir_buffer_add_string(page, "rules alone, no score; the highest level whose rule holds");
        return;
    }
    cir_buffer_add_format(page, "weights%s; score from 0 to ",
                          scheme->rule_count > 0 ? ", and rules that lift the level" : "");
    listing_add_number(page, scheme->score_max);
    cir_buffer_add_format(page, ", printed with %d decimal%s; mean of the axes with exponent ", scheme->digits,
                          scheme->digits == 1 ? "" : "s");
    listing_add_number(page, scheme->exponent);
    cir_buffer_add_string(page, scheme->normalise_span
                                    ? "; the sum is set between the least and the greatest that the options allow"
                                    : "; the sum is divided by the weight that was answered");
    cir_buffer_add_format(page, "; %s", unknown_words(scheme->unknown));
    if (scheme->coverage_min > 0) {
        cir_buffer_add_string(page, "; no score with less than ");
        listing_add_number(page, 100 * scheme->coverage_min);
        cir_buffer_add_string(page, " % of the weight answered");
    }
}

static void add_status(struct cir_buffer *page, const struct cir_scheme *scheme)
{
    const char *meaning = scheme_status_meaning(scheme);
    if (strcmp(scheme->status, "verified") == 0)
        cir_buffer_add_format(page, "- Status: verified: %s\n", meaning);
    else if (strcmp(scheme->status, "partly") == 0)
        cir_buffer_add_format(page, "- Status: **PARTLY VERIFIED: %s; read the basis below before you rely on it**\n",
                              meaning);
    else
        cir_buffer_add_format(page, "- Status: **NOT VERIFIED: %s**\n", meaning);
}

static void add_head(struct cir_buffer *page, const struct scheme_chapter *chapter)
{
    const struct cir_scheme *scheme = chapter->scheme;
    cir_buffer_add_format(page, "\n## %s\n\n- Title: ", scheme->name);
    add_text(page, scheme->title);
    cir_buffer_add_string(page, "\n- Authority: ");
    add_text(page, scheme->authority);
    cir_buffer_add_string(page, "\n- Version: ");
    add_text(page, scheme->version);
    cir_buffer_add_char(page, '\n');
    add_status(page, scheme);
    if (*scheme->repealed_from != '\0')
        cir_buffer_add_format(page, "- Repealed: **no law any more from %s on**\n", scheme->repealed_from);
    cir_buffer_add_format(page, "- Judges: %s\n- How: ", scheme->subject_is_asset ? "assets" : "incidents");
    add_how(page, scheme);
    cir_buffer_add_string(page, "\n- Basis: ");
    add_source(page, scheme->source);
    cir_buffer_add_format(page, "\n- Worked examples (vectors.csv): %zu\n", chapter->vectors);
}

/* ---- levels ---- */

static void add_levels(struct cir_buffer *page, const struct cir_scheme *scheme)
{
    struct markdown_table table = {.columns = "level;from score;label;in English;level of PPD-41"};
    cir_buffer_add_string(page, "\n### Levels\n\n");
    for (size_t i = 0; i < scheme->band_count; i++) {
        const struct cir_band *band = &scheme->bands[i];
        cell_number(&table, band->level);
        cell_number(&table, band->low);
        cell_code(&table, band->label);
        cell_label(&table, scheme, band->label);
        cell_number(&table, band->ppd41 >= 0 ? (double)band->ppd41 : NAN);
    }
    markdown_add_table(page, &table);
}

/* ---- factors ---- */

static void add_function(struct cir_buffer *page, const struct cir_input *input)
{
    switch (input->function) {
    case CIR_FUNCTION_TABLE:
        cir_buffer_add_string(page, "by option");
        return;
    case CIR_FUNCTION_STEPS:
        cir_buffer_add_string(page, "by step");
        return;
    case CIR_FUNCTION_LINEAR:
    case CIR_FUNCTION_LOG:
        cir_buffer_add_string(page, input->function == CIR_FUNCTION_LOG ? "logarithmic, 0 at " : "linear, 0 at ");
        listing_add_number(page, input->low);
        cir_buffer_add_string(page, ", 1 at ");
        listing_add_number(page, input->high);
    }
}

static void add_input(struct markdown_table *table, struct scheme_chapter *chapter, const struct cir_factor *factor,
                      const struct cir_input *input)
{
    bool is_first = input == factor->inputs;
    if (is_first)
        cell_code(table, factor->name);
    else
        cell_text(table, "or");
    cell_number(table, is_first ? factor->weight : NAN);
    cell_code(table, measure_name(chapter->fields, input->measure));
    cell_text(table, measure_unit(chapter->fields, input->measure));
    add_function(&table->cells, input);
    markdown_end_cell(table);
    cell_source(table, chapter, input->source);
}

static void add_axis_head(struct cir_buffer *page, struct scheme_chapter *chapter, const struct cir_axis *axis)
{
    cir_buffer_add_string(page, "\nAxis ");
    add_code(page, axis->name);
    if (axis->kind == CIR_AXIS_LIFT) {
        cir_buffer_add_string(page, ", which multiplies the total by ");
        listing_add_number(page, axis->lift_low);
        cir_buffer_add_string(page, " to ");
        listing_add_number(page, axis->lift_high);
    } else {
        cir_buffer_add_string(page, ", weight ");
        listing_add_number(page, axis->weight);
    }
    cir_buffer_add_string(page, "; mean of its factors with exponent ");
    listing_add_number(page, axis->exponent);
    if (table_of(chapter, CIR_SCHEME_AXES)->row_count > 0)
        cir_buffer_add_format(page, " (source %zu)", note(page, chapter, axis->source));
    cir_buffer_add_string(page, ":\n\n");
}

static void add_factors(struct cir_buffer *page, struct scheme_chapter *chapter)
{
    const struct cir_scheme *scheme = chapter->scheme;
    if (scheme->factor_count == 0)
        return;
    cir_buffer_add_string(page, "\n### Factors\n\nOf several rows of one factor (or) the larger value counts.\n");
    for (size_t i = 0; i < scheme->axis_count; i++) {
        const struct cir_axis *axis = &scheme->axes[i];
        add_axis_head(page, chapter, axis);
        struct markdown_table table = {.columns = "factor;weight;measure;unit;value;source"};
        for (unsigned j = axis->first_factor; j < axis->first_factor + axis->factor_count; j++)
            for (size_t input = 0; input < scheme->factors[j].input_count; input++)
                add_input(&table, chapter, &scheme->factors[j], &scheme->factors[j].inputs[input]);
        markdown_add_table(page, &table);
    }
}

/* Whether a row of options.csv is a step: it says from where on its value holds. */
static bool is_step(const struct scheme_chapter *chapter, const struct cir_row *row)
{
    for (size_t i = 0; i < chapter->scheme->factor_count; i++) {
        const struct cir_factor *factor = &chapter->scheme->factors[i];
        for (size_t j = 0; j < factor->input_count && strcmp(factor->name, cir_row_raw(row, "factor")) == 0; j++)
            if (strcmp(measure_name(chapter->fields, factor->inputs[j].measure), cir_row_raw(row, "measure")) == 0)
                return factor->inputs[j].function == CIR_FUNCTION_STEPS;
    }
    return false;
}

static void add_option(struct markdown_table *table, struct scheme_chapter *chapter, const struct cir_row *row)
{
    cell_code(table, cir_row_raw(row, "factor"));
    cell_code(table, cir_row_raw(row, "measure"));
    cir_buffer_add_string(&table->cells, is_step(chapter, row) ? "from " : "");
    cell_code(table, cir_row_raw(row, "option"));
    cell_label(table, chapter->scheme, cir_row_raw(row, "label"));
    cell_text(table, cir_row_raw(row, "value"));
    cell_source(table, chapter, cir_row_raw(row, "source"));
}

static void add_options(struct cir_buffer *page, struct scheme_chapter *chapter)
{
    struct markdown_table table = {.columns = "factor;measure;option;in English;value;source"};
    const struct cir_table *options = table_of(chapter, CIR_SCHEME_OPTIONS);
    if (options->row_count == 0)
        return;
    cir_buffer_add_string(page, "\n### Options and steps\n\n");
    for (size_t i = 0; i < options->row_count; i++)
        add_option(&table, chapter, &options->rows[i]);
    markdown_add_table(page, &table);
}

/* ---- rules ---- */

static void add_scope(struct cir_buffer *page, struct scheme_chapter *chapter)
{
    struct markdown_table table = {.columns = "rule;if;source"};
    const struct cir_scheme *scheme = chapter->scheme;
    struct cir_buffer when = {0};
    cir_buffer_add_string(page, "\n### Scope\n\n");
    if (scheme->scope == NULL) {
        cir_buffer_add_string(page, "It speaks of every subject.\n");
        return;
    }
    cir_buffer_add_string(page,
                          "It speaks of subjects for which this rule holds, and is not applicable to others.\n\n");
    scheme_add_conditions(&when, scheme, scheme->scope, NULL);
    cell_code(&table, scheme->scope->name);
    cell_words(&table, &when);
    cell_source(&table, chapter, scheme->scope->source);
    markdown_add_table(page, &table);
}

static void add_rules(struct cir_buffer *page, struct scheme_chapter *chapter)
{
    struct markdown_table table = {.columns = "level;rule;if;source"};
    const struct cir_scheme *scheme = chapter->scheme;
    if (scheme->rule_count == 0)
        return;
    cir_buffer_add_string(page, "\n### Rules\n\nThe highest level whose rule holds.\n\n");
    for (size_t i = 0; i < scheme->rule_count; i++) {
        struct cir_buffer when = {0};
        scheme_add_conditions(&when, scheme, &scheme->rules[i], NULL);
        cell_number(&table, scheme->rules[i].level);
        cell_code(&table, scheme->rules[i].name);
        cell_words(&table, &when);
        cell_source(&table, chapter, scheme->rules[i].source);
    }
    markdown_add_table(page, &table);
}

static void add_criteria(struct cir_buffer *page, struct scheme_chapter *chapter)
{
    struct markdown_table table = {.columns = "criterion;group;holds when;source"};
    const struct cir_scheme *scheme = chapter->scheme;
    if (scheme->first_threshold == 0)
        return;
    cir_buffer_add_format(page, "\n### Criteria\n\n%s",
                          scheme->group_count > 0 ? "A group holds when any of its criteria holds.\n\n" : "");
    for (size_t i = 0; i < scheme->first_threshold; i++) {
        const struct cir_criterion *criterion = &scheme->criteria[i];
        struct cir_buffer when = {0};
        measure_add_criterion(&when, chapter->fields, criterion, ", ");
        cell_code(&table, criterion->name);
        cell_code(&table, criterion->group != CIR_INDEX_NONE ? scheme->groups[criterion->group].name : "");
        cell_words(&table, &when);
        cell_source(&table, chapter, criterion->source);
    }
    markdown_add_table(page, &table);
}

/* "capacity_mw >= 104 MW; or 2 of: black_start is yes, capacity_mw >= 20 MW" */
static void add_clause(struct cir_buffer *when, const struct scheme_chapter *chapter, const struct cir_clause *clause)
{
    const struct cir_condition *condition = &clause->conditions[0];
    const char *before = when->size > 0 ? "; or " : "";
    if (condition->at_least > 1) {
        cir_buffer_add_format(when, "%s%u of: ", before, condition->at_least);
        before = "";
    }
    for (unsigned i = 0; i < chapter->scheme->criterion_count; i++) {
        if ((condition->criteria[i / 64] >> (i % 64) & 1) == 0)
            continue;
        cir_buffer_add_string(when, before);
        measure_add_criterion(when, chapter->fields, &chapter->scheme->criteria[i], "|");
        before = ", ";
    }
}

static void add_facilities(struct cir_buffer *page, struct scheme_chapter *chapter)
{
    struct markdown_table table = {.columns = "facility;number;sector;meaning;reached when;source"};
    const struct cir_scheme *scheme = chapter->scheme;
    if (scheme->facility_count == 0)
        return;
    cir_buffer_add_format(page, "\n### Facilities\n\nEach gives level %d.\n\n", CIR_FACILITY_LEVEL);
    for (size_t i = 0; i < scheme->facility_count; i++) {
        const struct cir_facility *facility = &scheme->facilities[i];
        struct cir_buffer when = {0};
        for (size_t k = 0; k < facility->rule.clause_count; k++)
            add_clause(&when, chapter, &facility->rule.clauses[k]);
        cell_code(&table, facility->name);
        cell_text(&table, facility->number);
        cell_code(&table, facility->sector);
        cell_text(&table, facility->meaning);
        cell_words(&table, &when);
        cell_source(&table, chapter, facility->rule.source);
    }
    markdown_add_table(page, &table);
}

/* ---- columns ---- */

static void add_column(struct markdown_table *table, struct scheme_chapter *chapter, const struct cir_row *row)
{
    const char *name = cir_row_raw(row, "field");
    uint32_t field = cir_index_find(&chapter->fields->index, cir_text_of(name));
    cell_code(table, name);
    cell_text(table, field != CIR_INDEX_NONE ? field_type_words(chapter->fields->list[field].type) : "");
    cell_text(table, cir_row_raw(row, "unit"));
    markdown_add_codes(&table->cells, cir_text_of(cir_row_raw(row, "options")));
    markdown_end_cell(table);
    cell_text(table, cir_row_raw(row, "question"));
    cell_source(table, chapter, cir_row_raw(row, "source"));
}

static void add_columns(struct cir_buffer *page, struct scheme_chapter *chapter)
{
    struct markdown_table table = {.columns = "column;holds;unit;options;question;source"};
    const struct cir_table *fields = table_of(chapter, CIR_SCHEME_FIELDS);
    cir_buffer_add_string(page, "\n### Columns of its own\n\n");
    if (fields->row_count == 0) {
        cir_buffer_add_string(page, "None: it asks for columns of [formats.md](formats.md) only.\n");
        return;
    }
    for (size_t i = 0; i < fields->row_count; i++)
        add_column(&table, chapter, &fields->rows[i]);
    markdown_add_table(page, &table);
}

/* ---- the whole ---- */

void scheme_chapter_add_overview(struct markdown_table *overview, const struct scheme_chapter *chapter)
{
    const struct cir_scheme *scheme = chapter->scheme;
    const char *loud = strcmp(scheme->status, "verified") == 0 ? "" : "**";
    cir_buffer_add_format(&overview->cells, "[%s](#%s)\n", scheme->name, scheme->name);
    cell_text(overview, scheme->title);
    cell_text(overview, scheme->subject_is_asset ? "asset" : "incident");
    cir_buffer_add_format(&overview->cells, "%s%s%s%s\n", loud, scheme->status, loud,
                          *scheme->repealed_from != '\0' ? ", **repealed**" : "");
    cir_buffer_add_format(&overview->cells, "%d to %d\n", scheme->bands[0].level,
                          scheme->bands[scheme->band_count - 1].level);
    if (scheme->factor_count > 0)
        cir_buffer_add_format(&overview->cells, "%zu factors%s", scheme->factor_count,
                              scheme->rule_count > 0 ? ", " : "");
    if (scheme->rule_count > 0)
        cir_buffer_add_format(&overview->cells, "%zu rules", scheme->rule_count);
    if (scheme->facility_count > 0)
        cir_buffer_add_format(&overview->cells, "%s%zu facilities", scheme->rule_count > 0 ? ", " : "",
                              scheme->facility_count);
    markdown_end_cell(overview);
    cir_buffer_add_format(&overview->cells, "%zu\n%zu\n", table_of(chapter, CIR_SCHEME_FIELDS)->row_count,
                          chapter->vectors);
}

void scheme_chapter_add(struct cir_buffer *page, struct scheme_chapter *chapter)
{
    add_head(page, chapter);
    add_scope(page, chapter);
    add_levels(page, chapter->scheme);
    add_factors(page, chapter);
    add_options(page, chapter);
    add_rules(page, chapter);
    add_criteria(page, chapter);
    add_facilities(page, chapter);
    add_columns(page, chapter);
    add_sources(page, chapter);
}
