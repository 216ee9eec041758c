#include "tables/draft.h"

#include <math.h>

void cir_draft_add_column(struct cir_draft *draft, const struct cir_shown_column *column)
{
    struct cir_shown_column *columns = cir_arena_grow(
        draft->labelling->arena, draft->columns, draft->table.column_count, &draft->column_capacity, sizeof *columns);
    if (columns == NULL) {
        draft->failed = true;
        return;
    }
    draft->columns = columns;
    columns[draft->table.column_count++] = *column;
}

struct cir_shown_cell *cir_draft_add_row(struct cir_draft *draft, enum cir_shown_row_kind kind)
{
    struct cir_arena *arena = draft->labelling->arena;
    struct cir_shown_row *rows =
        cir_arena_grow(arena, draft->rows, draft->table.row_count, &draft->row_capacity, sizeof *rows);
    struct cir_shown_cell *cells = cir_arena_take(arena, draft->table.column_count, sizeof *cells);
    if (rows == NULL || cells == NULL || draft->failed) {
        draft->failed = true;
        return NULL;
    }
    draft->rows = rows;
    rows[draft->table.row_count++] = (struct cir_shown_row){kind, cells};
    for (size_t i = 0; i < draft->table.column_count; i++)
        cells[i] = cir_draft_nothing();
    return cells;
}

static struct cir_text keep(struct cir_draft *draft, struct cir_buffer *buffer)
{
    struct cir_text text;
    draft->failed = !cir_label_keep(&text, buffer, draft->labelling->arena) || draft->failed;
    return text;
}

struct cir_text cir_draft_phrase(struct cir_draft *draft, enum cir_word word, const struct cir_filling *fillings,
                                 size_t count)
{
    struct cir_buffer buffer = {0};
    cir_tongue_add_phrase(&buffer, draft->labelling->tongue, word, fillings, count);
    return keep(draft, &buffer);
}

void cir_draft_add_note(struct cir_draft *draft, enum cir_word word, const struct cir_filling *fillings, size_t count)
{
    struct cir_text *notes =
        cir_arena_grow(draft->labelling->arena, draft->notes, draft->note_count, &draft->note_capacity, sizeof *notes);
    struct cir_text note = cir_draft_phrase(draft, word, fillings, count);
    if (notes == NULL) {
        draft->failed = true;
        return;
    }
    draft->notes = notes;
    notes[draft->note_count++] = note;
}

void cir_draft_add_sentence(struct cir_draft *draft, struct cir_buffer *line, enum cir_word word,
                            const struct cir_filling *fillings, size_t count)
{
    if (line->size > 0 && draft->labelling->tongue->language != CIR_ZH)
        cir_buffer_add_char(line, ' ');
    cir_tongue_add_phrase(line, draft->labelling->tongue, word, fillings, count);
}

struct cir_text cir_draft_incidents(struct cir_draft *draft, uint64_t count)
{
    struct cir_buffer buffer = {0};
    bool is_list = draft->labelling->source->has_designations;
    cir_tongue_add_counted(&buffer, draft->labelling->tongue, is_list ? CIR_COUNTED_ASSET : CIR_COUNTED_INCIDENT,
                           count);
    return keep(draft, &buffer);
}

/* ---- cells ---- */

static struct cir_shown_cell cell_of(enum cir_shown_kind kind, struct cir_text text)
{
    return (struct cir_shown_cell){.kind = kind, .text = text, .value = NAN, .low = NAN, .high = NAN};
}

struct cir_shown_cell cir_draft_words(struct cir_text text)
{
    return cell_of(CIR_SHOWN_WORDS, text);
}

struct cir_shown_cell cir_draft_code(struct cir_text text)
{
    return text.size > 0 ? cell_of(CIR_SHOWN_CODE, text) : cir_draft_nothing();
}

struct cir_shown_cell cir_draft_nothing(void)
{
    return cell_of(CIR_SHOWN_NOTHING, (struct cir_text){"", 0});
}

struct cir_shown_cell cir_draft_hidden(void)
{
    return cell_of(CIR_SHOWN_HIDDEN, cir_text_of("x"));
}

struct cir_shown_cell cir_draft_unknown(const struct cir_draft *draft)
{
    return cell_of(CIR_SHOWN_UNKNOWN, cir_tongue_word(draft->labelling->tongue, CIR_WORD_NOT_KNOWN));
}

struct cir_shown_cell cir_draft_count(struct cir_draft *draft, uint64_t count)
{
    enum { EXACT = 17 };
    struct cir_buffer buffer = {0};
    cir_tongue_add_count(&buffer, draft->labelling->tongue, count);
    struct cir_shown_cell cell = cell_of(CIR_SHOWN_NUMBER, keep(draft, &buffer));
    cell.value = (double)count;
    cell.significant = EXACT;
    return cell;
}

struct cir_shown_cell cir_draft_number(struct cir_draft *draft, double value)
{
    struct cir_buffer buffer = {0};
    if (isnan(value))
        return cir_draft_unknown(draft);
    cir_tongue_add_number(&buffer, draft->labelling->tongue, value, draft->significant);
    struct cir_shown_cell cell = cell_of(CIR_SHOWN_NUMBER, keep(draft, &buffer));
    cell.value = value;
    cell.significant = draft->significant;
    return cell;
}

struct cir_shown_cell cir_draft_share(struct cir_draft *draft, double share)
{
    struct cir_buffer buffer = {0};
    if (isnan(share))
        return cir_draft_nothing();
    cir_tongue_add_share(&buffer, draft->labelling->tongue, share, draft->significant);
    struct cir_shown_cell cell = cell_of(CIR_SHOWN_NUMBER, keep(draft, &buffer));
    cell.value = share;
    cell.significant = draft->significant;
    cell.percent = true;
    return cell;
}

struct cir_shown_cell cir_draft_range(struct cir_draft *draft, double low, double point, double high)
{
    struct cir_buffer buffer = {0};
    if (isnan(low) || !(low < high))
        return cir_draft_number(draft, point);
    cir_tongue_add_interval(&buffer, draft->labelling->tongue, low, high, draft->significant);
    struct cir_shown_cell cell = cell_of(CIR_SHOWN_INTERVAL, keep(draft, &buffer));
    cell.value = point;
    cell.low = low;
    cell.high = high;
    cell.significant = draft->significant;
    return cell;
}

/* ---- the end ---- */

/* The capital of a letter that a text of ours may begin with: ASCII, Latin-1, Cyrillic. */
static void add_capital(struct cir_buffer *buffer, struct cir_text text)
{
    unsigned char first = text.size > 0 ? (unsigned char)text.data[0] : 0;
    unsigned char second = text.size > 1 ? (unsigned char)text.data[1] : 0;
    char capital[2] = {(char)first, (char)second};
    size_t size = first < 0x80 ? 1 : 2;
    if (first >= 'a' && first <= 'z')
        capital[0] = (char)(first - 0x20);
    else if ((first == 0xc3 && second >= 0xa0 && second != 0xb7 && second != 0xbf) || (first == 0xd0 && second >= 0xb0))
        capital[1] = (char)(second - 0x20);
    else if (first == 0xd1 && second >= 0x80 && second <= 0x8f) {
        capital[0] = (char)0xd0;
        capital[1] = (char)(second + 0x20);
    } else {
        size = 0;
    }
    cir_buffer_add(buffer, (struct cir_text){capital, size});
    cir_buffer_add(buffer, (struct cir_text){text.data + size, text.size - size});
}

static void gather_notes(struct cir_draft *draft)
{
    size_t marked = draft->marked_note.size > 0;
    struct cir_text *notes = cir_arena_take(draft->labelling->arena, draft->note_count + 1, sizeof *notes);
    if (notes == NULL) {
        draft->failed = true;
        return;
    }
    notes[0] = draft->marked_note;
    for (size_t i = 0; i < draft->note_count; i++)
        notes[marked + i] = draft->notes[i];
    draft->table.notes = notes;
    draft->table.note_count = marked + draft->note_count;
    draft->table.marked_note_count = marked;
}

enum cir_status cir_draft_finish(const struct cir_shown_table **table, struct cir_draft *draft, struct cir_text id,
                                 struct cir_text caption, unsigned tlp, struct cir_error *error)
{
    struct cir_buffer capital = {0};
    struct cir_shown_table *made = cir_arena_take(draft->labelling->arena, 1, sizeof *made);
    gather_notes(draft);
    add_capital(&capital, caption);
    draft->table.id = id;
    draft->table.language = draft->labelling->tongue->language;
    draft->table.caption = keep(draft, &capital);
    draft->table.tlp = cir_text_of(cir_tlp_label(tlp));
    draft->table.groups = draft->groups;
    draft->table.columns = draft->columns;
    draft->table.rows = draft->rows;
    draft->table.source = keep(draft, &draft->source);
    draft->table.unknown = keep(draft, &draft->unknown);
    if (made == NULL || draft->failed)
        return cir_fail_memory(error);
    *made = draft->table;
    *table = made;
    return CIR_OK;
}

void cir_draft_free(struct cir_draft *draft)
{
    cir_buffer_free(&draft->source);
    cir_buffer_free(&draft->unknown);
}
