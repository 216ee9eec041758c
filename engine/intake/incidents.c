/* A column is read twice: first, in one short loop without a call, the plain values of its type, which nearly every
 * cell holds; then the others, as cir_incident_read reads them. No plain value holds a quote but a text's, so that the
 * loops need not ask whether a cell is escaped. */
#include "intake/incidents.h"

#include "base/date_usual.h"
#include "base/wide.h"
#include "intake/overrides.h"
#include "intake/words.h"

#include <assert.h>
#include <stdlib.h>

/* A row as the loops see it: one that is not to be read has blank cells. */
struct row {
    const char *data;
    const struct cir_span *spans;
};

struct batch {
    struct cir_incidents *incidents;
    const struct cir_record *records;
    size_t count;
    struct row rows[CIR_BATCH];
};

/* Read the cells of one column. @return false when memory is exhausted */
typedef bool read_column(struct batch *batch, const struct cir_incidents_column *column);

struct cir_incidents_column {
    read_column *read;
    const struct cir_intake_entry *entry; /* borrowed from the plan */
    struct cir_cell *cells;               /* borrowed */
    struct cir_words *words;              /* owned; NULL where nothing is kept */
};

/* A cell of a column, where it stands; what does not change from row to row is kept in hand. */
struct place {
    const struct row *rows;
    size_t column;
};

static inline struct place place_of(const struct batch *batch, const struct cir_incidents_column *column)
{
    return (struct place){batch->rows, column->entry->column};
}

static inline const struct cir_span *span_at(struct place place, size_t row)
{
    return &place.rows[row].spans[place.column];
}

static inline struct cir_text text_at(struct place place, size_t row)
{
    const struct cir_span *span = span_at(place, row);
    return (struct cir_text){place.rows[row].data + span->start, span->size};
}

/* ---- what is not plain ---- */

/* The rows whose cell the loop of the column did not take. */
struct others {
    size_t count;
    uint32_t rows[CIR_BATCH];
};

static inline void add_other(struct others *others, size_t row)
{
    others->rows[others->count++] = (uint32_t)row;
}

static bool read_any(struct batch *batch, const struct cir_incidents_column *column, size_t row)
{
    struct cir_incidents *incidents = batch->incidents;
    const struct cir_intake_entry *entry = column->entry;
    struct cir_cell *cell = &column->cells[row];
    struct place place = place_of(batch, column);
    struct cir_text text;
    struct cir_text value;
    bool is_changed = span_at(place, row)->escaped || entry->step_count > 0;
    if (incidents->is_bad[row] || (!is_changed && cir_cell_take(cell, &entry->reader, text_at(place, row))))
        return true;
    if (!cir_intake_text(&text, &value, entry, &batch->records[row], &incidents->arena))
        return false;
    incidents->is_bad[row] = !cir_cell_reader_read(cell, &entry->reader, text, NULL);
    return true;
}

static bool read_others(struct batch *batch, const struct cir_incidents_column *column, const struct others *others)
{
    for (size_t i = 0; i < others->count; i++)
        if (!read_any(batch, column, others->rows[i]))
            return false;
    return true;
}

static bool read_all(struct batch *batch, const struct cir_incidents_column *column)
{
    for (size_t i = 0; i < batch->count; i++)
        if (!read_any(batch, column, i))
            return false;
    return true;
}

/* ---- words ---- */

/* Whether the words can be asked for the text of a cell. */
static inline bool can_find(const struct cir_span *span)
{
    return span->size <= CIR_WORDS_LONGEST && (size_t)span->start + span->size >= CIR_WORDS_LONGEST;
}

/* A word that is not known yet, or a text that cannot be found. */
static bool read_new_word(struct batch *batch, const struct cir_incidents_column *column, size_t row)
{
    const struct place place = place_of(batch, column);
    const struct cir_span *span = span_at(place, row);
    struct cir_text text = text_at(place, row);
    struct cir_words *words = column->words;
    if (!can_find(span))
        return read_any(batch, column, row);
    struct cir_word_pair word = cir_word_pair_load(text.data + text.size, text.size);
    if (cir_words_find(&column->cells[row], words, words->multiplier, word)) /* of a row above */
        return true;
    if (!read_any(batch, column, row))
        return false;
    if (!batch->incidents->is_bad[row])
        cir_words_keep(words, word, &column->cells[row]);
    return true;
}

CIR_WIDE static bool read_words(struct batch *batch, const struct cir_incidents_column *column)
{
    const struct place place = place_of(batch, column);
    const struct cir_words *words = column->words;
    const uint64_t multiplier = words->multiplier;
    struct cir_cell *cell = column->cells;
    struct others others;
    others.count = 0;
    for (size_t i = 0, count = batch->count; i < count; i++, cell++) {
        struct cir_text text = text_at(place, i);
        if (!can_find(span_at(place, i)) ||
            !cir_words_find(cell, words, multiplier, cir_word_pair_load(text.data + text.size, text.size)))
            add_other(&others, i);
    }
    for (size_t i = 0; i < others.count; i++)
        if (!read_new_word(batch, column, others.rows[i]))
            return false;
    return true;
}

/* ---- numbers and dates ---- */

/* The numbers of a column, by row: in columns of their own, so that a processor takes several at once. */
struct numbers {
    uint64_t figures[CIR_BATCH];
    double values[CIR_BATCH];
    uint64_t are_good[CIR_BATCH];
};

/* Of a cell that cannot be looked at whole they are none that a number has. */
static inline uint64_t figures_at(struct place place, size_t row)
{
    const struct cir_span *span = span_at(place, row);
    struct cir_text text = text_at(place, row);
    bool is_short = text.size <= CIR_WORD_SIZE && span->start + text.size >= CIR_WORD_SIZE;
    return is_short ? cir_word_figures(text.data + text.size, text.size) : UINT64_MAX;
}

static inline void make_numbers(struct numbers *numbers, size_t count, double factor, double greatest)
{
    for (size_t i = 0; i < count; i++) {
        double value;
        bool is_decimal = cir_word_decimal(&value, numbers->figures[i]);
        value *= factor;
        numbers->values[i] = value;
        numbers->are_good[i] = (is_decimal & (value <= greatest)) ? 1 : 0;
    }
}

CIR_WIDE static bool read_numbers(struct batch *batch, const struct cir_incidents_column *column)
{
    const struct place place = place_of(batch, column);
    const struct cir_cell_reader *reader = &column->entry->reader;
    struct cir_cell *cell = column->cells;
    struct numbers numbers;
    struct others others;
    others.count = 0;
    for (size_t i = 0, count = batch->count; i < count; i++)
        numbers.figures[i] = figures_at(place, i);
    make_numbers(&numbers, batch->count, reader->format.factor, reader->greatest);
    for (size_t i = 0, count = batch->count; i < count; i++, cell++) {
        cir_cell_set_number(cell, numbers.values[i], numbers.values[i], numbers.values[i]);
        cell->state = span_at(place, i)->size > 0 ? CIR_CELL_KNOWN : CIR_CELL_BLANK;
        if (numbers.are_good[i] == 0)
            add_other(&others, i);
    }
    return read_others(batch, column, &others);
}

/* The instants of a column, likewise. */
struct instants {
    uint64_t start[CIR_BATCH], middle[CIR_BATCH], end[CIR_BATCH];
    double hours[CIR_BATCH];
    uint64_t are_good[CIR_BATCH];
};

/* Of a cell of another size they are none that an instant has. */
static inline struct cir_date_words date_words_at(struct place place, size_t row)
{
    static const char none[CIR_DATE_INSTANT_SIZE] = "";
    struct cir_text text = text_at(place, row);
    return cir_date_words_load(text.size == CIR_DATE_INSTANT_SIZE ? text.data : none);
}

static inline void make_instants(struct instants *instants, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct cir_date_words words = {instants->start[i], instants->middle[i], instants->end[i]};
        double hours;
        instants->are_good[i] = cir_date_instant(&hours, words) ? 1 : 0;
        instants->hours[i] = hours;
    }
}

CIR_WIDE static bool read_dates(struct batch *batch, const struct cir_incidents_column *column)
{
    const struct place place = place_of(batch, column);
    struct cir_cell *cell = column->cells;
    struct instants instants;
    struct others others;
    others.count = 0;
    for (size_t i = 0, count = batch->count; i < count; i++) {
        struct cir_date_words words = date_words_at(place, i);
        instants.start[i] = words.start;
        instants.middle[i] = words.middle;
        instants.end[i] = words.end;
    }
    make_instants(&instants, batch->count);
    for (size_t i = 0, count = batch->count; i < count; i++, cell++) {
        cir_cell_set_number(cell, instants.hours[i], instants.hours[i], instants.hours[i]);
        if (instants.are_good[i] == 0)
            add_other(&others, i);
    }
    return read_others(batch, column, &others);
}

/* ---- States ---- */

CIR_WIDE static bool read_states(struct batch *batch, const struct cir_incidents_column *column)
{
    const struct place place = place_of(batch, column);
    const struct cir_definitions *definitions = column->entry->reader.definitions;
    const char separator = column->entry->reader.format.separator;
    struct cir_cell *cell = column->cells;
    struct others others;
    others.count = 0;
    for (size_t i = 0, count = batch->count; i < count; i++, cell++)
        if (!cir_cell_take_codes(cell, definitions, separator, text_at(place, i)))
            add_other(&others, i);
    return read_others(batch, column, &others);
}

/* Whether a list of codes could also be the name of a State, which goes before. */
static bool is_name_of_codes(const struct cir_cell_reader *reader)
{
    const struct cir_index *names = &reader->definitions->country_index;
    for (size_t i = 0; i < names->capacity; i++) {
        struct cir_cell cell;
        struct cir_text name = names->slots[i].key;
        if (name.data != NULL && name.size > 2 &&
            cir_cell_take_codes(&cell, reader->definitions, reader->format.separator, name))
            return true;
    }
    return false;
}

/* ---- texts ---- */

/* Blanks around a text and words for not knowing are left to read_any; two bytes and the size tell. */
static inline bool is_plain_text(struct cir_text text)
{
    return text.size > 0 && text.size != 3 && text.size != 7 && (unsigned char)text.data[0] > ' ' &&
           (unsigned char)text.data[text.size - 1] > ' ';
}

CIR_WIDE static bool read_texts(struct batch *batch, const struct cir_incidents_column *column)
{
    const struct place place = place_of(batch, column);
    struct cir_cell *cell = column->cells;
    struct others others;
    others.count = 0;
    for (size_t i = 0, count = batch->count; i < count; i++, cell++) {
        struct cir_text text = text_at(place, i);
        cir_cell_set_state(cell, CIR_CELL_KNOWN);
        cell->text = text;
        if (!is_plain_text(text) || span_at(place, i)->escaped)
            add_other(&others, i);
    }
    return read_others(batch, column, &others);
}

/* ---- how a column is read ---- */

static read_column *reading_of(const struct cir_intake_entry *entry)
{
    const struct cir_cell_reader *reader = &entry->reader;
    const struct cir_cell_format *format = &reader->format;
    bool is_letter = cir_cell_letter(format->separator) < 26;
    switch (reader->field->type) {
    case CIR_TYPE_SECTORS:
    case CIR_TYPE_OPTION:
    case CIR_TYPE_OPTIONS:
    case CIR_TYPE_YESNO:
    case CIR_TYPE_CURRENCY:
        return read_words;
    case CIR_TYPE_COUNT:
    case CIR_TYPE_NUMBER:
    case CIR_TYPE_AMOUNT:
    case CIR_TYPE_SHARE:
    case CIR_TYPE_LOSS:
        return entry->step_count == 0 && format->decimal == '.' && format->thousands == '\0' ? read_numbers : read_all;
    case CIR_TYPE_DATE:
        return entry->step_count == 0 && format->date_order == CIR_DATE_ISO ? read_dates : read_all;
    case CIR_TYPE_STATES:
        return entry->step_count == 0 && !is_letter && !is_name_of_codes(reader) ? read_states : read_all;
    case CIR_TYPE_TEXT:
    case CIR_TYPE_ID:
        return entry->step_count == 0 ? read_texts : read_all;
    }
    return read_all;
}

static bool make_column(struct cir_incidents_column *column, const struct cir_incidents *incidents,
                        const struct cir_intake_entry *entry)
{
    *column = (struct cir_incidents_column){
        .read = reading_of(entry), .entry = entry, .cells = cir_incidents_cells(incidents, entry->number)};
    if (column->read != read_words)
        return true;
    column->words = calloc(1, sizeof *column->words);
    return column->words != NULL;
}

/* Every text is as good as any other, unless the mapping changes it. */
static bool is_mere_text(const struct cir_intake_entry *entry)
{
    return entry->reader.field->type == CIR_TYPE_TEXT && entry->step_count == 0;
}

static bool make_columns(struct cir_incidents *incidents, const struct cir_intake_plan *plan, bool keeps_texts)
{
    incidents->cells = calloc(plan->field_count * CIR_BATCH, sizeof *incidents->cells);
    incidents->columns = calloc(plan->entry_count + 1, sizeof *incidents->columns); /* + 1: never none */
    incidents->no_spans = calloc(plan->column_count + 1, sizeof *incidents->no_spans);
    if (incidents->cells == NULL || incidents->columns == NULL || incidents->no_spans == NULL)
        return false;
    for (size_t i = 0; i < plan->entry_count; i++) {
        const struct cir_intake_entry *entry = &plan->entries[i];
        if (!keeps_texts && is_mere_text(entry))
            continue;
        if (!make_column(&incidents->columns[incidents->column_count], incidents, entry))
            return false;
        incidents->column_count++;
    }
    return true;
}

enum cir_status cir_incidents_init(struct cir_incidents *incidents, const struct cir_intake_plan *plan,
                                   bool keeps_texts, struct cir_error *error)
{
    *incidents = (struct cir_incidents){0};
    if (!make_columns(incidents, plan, keeps_texts)) {
        cir_incidents_free(incidents);
        return cir_fail_memory(error);
    }
    for (size_t i = 0; i < plan->constant_count; i++)
        for (size_t row = 0; row < CIR_BATCH; row++)
            cir_incidents_cells(incidents, plan->constants[i].number)[row] = plan->constants[i].cell;
    enum cir_status status = plan->overrides != NULL ? cir_incident_init(&incidents->single, plan, error) : CIR_OK;
    if (status != CIR_OK)
        cir_incidents_free(incidents);
    return status;
}

void cir_incidents_free(struct cir_incidents *incidents)
{
    for (size_t i = 0; i < incidents->column_count; i++)
        free(incidents->columns[i].words);
    free(incidents->columns);
    free(incidents->cells);
    free(incidents->no_spans);
    cir_arena_free(&incidents->arena);
    cir_incident_free(&incidents->single);
    *incidents = (struct cir_incidents){0};
}

/* ---- whole records ---- */

static bool is_utf8(struct cir_text text)
{
    return cir_text_valid_utf8(text) == text.size && (text.size == 0 || memchr(text.data, '\0', text.size) == NULL);
}

static bool has_small_cells(const struct cir_record *record, size_t max_field)
{
    for (size_t i = 0; i < record->count; i++)
        if (record->spans[i].size > max_field)
            return false;
    return true;
}

/* Whether the cells of a record can be read. */
static inline bool is_readable(const struct cir_record *record, const struct cir_intake_plan *plan)
{
    return !record->is_bad && record->count == plan->column_count && (record->is_plain || is_utf8(record->text)) &&
           (record->text.size <= plan->max_field || has_small_cells(record, plan->max_field));
}

static void take_rows(struct batch *batch, const struct cir_intake_plan *plan)
{
    struct cir_incidents *incidents = batch->incidents;
    for (size_t i = 0; i < batch->count; i++) {
        const struct cir_record *record = &batch->records[i];
        bool is_good = is_readable(record, plan);
        incidents->is_bad[i] = !is_good;
        batch->rows[i] =
            is_good ? (struct row){record->text.data, record->spans} : (struct row){"", incidents->no_spans};
    }
}

static bool number_rows(struct batch *batch, const struct cir_intake_plan *plan, size_t first_row)
{
    struct cir_incidents *incidents = batch->incidents;
    for (size_t i = 0; i < plan->numbering_count; i++) {
        const struct cir_intake_numbering *numbering = &plan->numberings[i];
        struct cir_cell *cells = cir_incidents_cells(incidents, numbering->number);
        for (size_t row = 0; row < batch->count; row++)
            if (!cir_intake_number_row(&cells[row], numbering, first_row + row, &incidents->arena))
                return false;
    }
    return true;
}

/* ---- overrides ---- */

static void take_back_overrides(struct cir_incidents *incidents, const struct cir_intake_plan *plan)
{
    for (size_t i = 0; i < CIR_BATCH; i++) {
        cir_overrides_take_back(incidents->cells + i, CIR_BATCH, &incidents->overrides[i], plan);
        incidents->overrides[i] = (struct cir_override_list){0};
    }
}

/* The id of a bad row may not have been read. */
static bool may_be_overridden(const struct cir_incidents *incidents, const struct cir_intake_plan *plan, size_t row)
{
    const struct cir_cell *id = &cir_incidents_cells(incidents, CIR_FIELD_ID)[row];
    return incidents->is_bad[row] || cir_overrides_of(plan->overrides, id->text).count > 0;
}

/* Texts of the row that was read by itself lie in its arena, which the next such row needs. */
static bool keep_text(struct cir_text *text, struct cir_arena *arena)
{
    const char *copy = cir_arena_copy(arena, *text);
    if (copy != NULL)
        text->data = copy;
    return copy != NULL;
}

static bool take_single_cell(struct cir_incidents *incidents, const struct cir_intake_entry *entry, size_t row)
{
    struct cir_cell *cell = &cir_incidents_cells(incidents, entry->number)[row];
    bool is_text = entry->reader.field->type == CIR_TYPE_TEXT || entry->reader.field->type == CIR_TYPE_ID;
    *cell = incidents->single.cells[entry->number];
    return !is_text || cell->state != CIR_CELL_KNOWN || keep_text(&cell->text, &incidents->arena);
}

/* The row as it was read by itself: the cells of columns, and those that an override alone gives. */
static bool take_single(struct cir_incidents *incidents, const struct cir_intake_plan *plan, size_t row)
{
    const struct cir_incident *single = &incidents->single;
    for (size_t i = 0; i < plan->entry_count; i++)
        if (!take_single_cell(incidents, &plan->entries[i], row))
            return false;
    for (size_t i = 0; i < single->overrides.count; i++) {
        const struct cir_override *override = &single->overrides.list[i];
        if (override->field != CIR_INDEX_NONE)
            cir_incidents_cells(incidents, override->field)[row] = override->cell;
    }
    incidents->misfits[row] = single->misfit;
    return single->misfit.override == NULL || keep_text(&incidents->misfits[row].found, &incidents->arena);
}

/* A row that overrides name is read by itself. */
static enum cir_status override_row(struct batch *batch, const struct cir_intake_plan *plan, size_t row, size_t number,
                                    struct cir_error *error)
{
    struct cir_incidents *incidents = batch->incidents;
    struct cir_incident *single = &incidents->single;
    enum cir_status status = cir_incident_read(single, plan, &batch->records[row], number, error);
    if (status != CIR_OK || single->overrides.count == 0)
        return status;
    incidents->overrides[row] = single->overrides;
    incidents->is_bad[row] = single->problem_count > 0;
    return incidents->is_bad[row] || take_single(incidents, plan, row) ? CIR_OK : cir_fail_memory(error);
}

static enum cir_status override_rows(struct batch *batch, const struct cir_intake_plan *plan, size_t first_row,
                                     struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < batch->count && status == CIR_OK; i++)
        if (may_be_overridden(batch->incidents, plan, i))
            status = override_row(batch, plan, i, first_row + i, error);
    return status;
}

/* ---- a batch ---- */

static void forget_row(struct cir_incidents *incidents, size_t row)
{
    for (size_t i = 0; i < incidents->column_count; i++)
        cir_cell_set_state(&incidents->columns[i].cells[row], CIR_CELL_UNKNOWN);
}

static void finish_rows(struct batch *batch)
{
    struct cir_incidents *incidents = batch->incidents;
    const struct cir_cell *ids = cir_incidents_cells(incidents, CIR_FIELD_ID);
    const struct cir_cell *dates = cir_incidents_cells(incidents, CIR_FIELD_DATE);
    const struct cir_cell *ends = cir_incidents_cells(incidents, CIR_FIELD_DATE_END);
    for (size_t i = 0; i < batch->count; i++) {
        if (ends[i].state == CIR_CELL_KNOWN && dates[i].state == CIR_CELL_KNOWN &&
            ends[i].number.high < dates[i].number.low)
            incidents->is_bad[i] = true;
        if (incidents->is_bad[i])
            forget_row(incidents, i);
        bool has_id = ids[i].state == CIR_CELL_KNOWN && !incidents->is_bad[i];
        incidents->ids[i] = has_id ? ids[i].text : (struct cir_text){0};
    }
}

enum cir_status cir_incidents_read(struct cir_incidents *incidents, const struct cir_intake_plan *plan,
                                   const struct cir_record *records, size_t count, size_t first_row,
                                   struct cir_error *error)
{
    assert(count <= CIR_BATCH);
    struct batch batch = {.incidents = incidents, .records = records, .count = count};
    cir_arena_reset(&incidents->arena);
    if (plan->overrides != NULL)
        take_back_overrides(incidents, plan);
    take_rows(&batch, plan);
    for (size_t i = 0; i < incidents->column_count; i++)
        if (!incidents->columns[i].read(&batch, &incidents->columns[i]))
            return cir_fail_memory(error);
    if (!number_rows(&batch, plan, first_row))
        return cir_fail_memory(error);
    enum cir_status status = plan->overrides != NULL ? override_rows(&batch, plan, first_row, error) : CIR_OK;
    finish_rows(&batch);
    return status;
}
