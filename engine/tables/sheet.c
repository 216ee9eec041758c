#include "tables/sheet.h"

#include <math.h>

void cir_sheet_add_column(struct cir_sheet *sheet, const struct cir_shown_column *column)
{
    struct cir_shown_column *columns = cir_arena_grow(
        sheet->labelling->arena, sheet->columns, sheet->table.column_count, &sheet->column_capacity, sizeof *columns);
    if (columns == NULL) {
        sheet->failed = true;
        return;
    }
    sheet->columns = columns;
    columns[sheet->table.column_count++] = *column;
}

struct cir_shown_cell *cir_sheet_add_row(struct cir_sheet *sheet, enum cir_shown_row_kind kind)
{
    struct cir_arena *arena = sheet->labelling->arena;
    struct cir_shown_row *rows =
        cir_arena_grow(arena, sheet->rows, sheet->table.row_count, &sheet->row_capacity, sizeof *rows);
    struct cir_shown_cell *cells = cir_arena_take(arena, sheet->table.column_count, sizeof *cells);
    if (rows == NULL || cells == NULL || sheet->failed) {
        sheet->failed = true;
        return NULL;
    }
    sheet->rows = rows;
    rows[sheet->table.row_count++] = (struct cir_shown_row){kind, cells};
    for (size_t i = 0; i < sheet->table.column_count; i++)
        cells[i] = cir_sheet_nothing();
    return cells;
}

static struct cir_text keep(struct cir_sheet *sheet, struct cir_buffer *buffer)
{
    struct cir_text text;
    sheet->failed = !cir_label_keep(&text, buffer, sheet->labelling->arena) || sheet->failed;
    return text;
}

struct cir_text cir_sheet_phrase(struct cir_sheet *sheet, enum cir_word word, const struct cir_filling *fillings,
                                 size_t count)
{
    struct cir_buffer buffer = {0};
    cir_tongue_add_phrase(&buffer, sheet->labelling->tongue, word, fillings, count);
    return keep(sheet, &buffer);
}

void cir_sheet_add_note(struct cir_sheet *sheet, enum cir_word word, const struct cir_filling *fillings, size_t count)
{
    struct cir_text *notes =
        cir_arena_grow(sheet->labelling->arena, sheet->notes, sheet->note_count, &sheet->note_capacity, sizeof *notes);
    struct cir_text note = cir_sheet_phrase(sheet, word, fillings, count);
    if (notes == NULL) {
        sheet->failed = true;
        return;
    }
    sheet->notes = notes;
    notes[sheet->note_count++] = note;
}

void cir_sheet_add_sentence(struct cir_sheet *sheet, struct cir_buffer *line, enum cir_word word,
                            const struct cir_filling *fillings, size_t count)
{
    if (line->size > 0 && sheet->labelling->tongue->language != CIR_ZH)
        cir_buffer_add_char(line, ' ');
    cir_tongue_add_phrase(line, sheet->labelling->tongue, word, fillings, count);
}

struct cir_text cir_sheet_incidents(struct cir_sheet *sheet, uint64_t count)
{
    struct cir_buffer buffer = {0};
    bool is_list = sheet->labelling->source->has_designations;
    cir_tongue_add_counted(&buffer, sheet->labelling->tongue, is_list ? CIR_COUNTED_ASSET : CIR_COUNTED_INCIDENT,
                           count);
    return keep(sheet, &buffer);
}

/* ---- cells ---- */

static struct cir_shown_cell cell_of(enum cir_shown_kind kind, struct cir_text text)
{
    return (struct cir_shown_cell){.kind = kind, .text = text, .value = NAN, .low = NAN, .high = NAN};
}

struct cir_shown_cell cir_sheet_words(struct cir_text text)
{
    return cell_of(CIR_SHOWN_WORDS, text);
}

struct cir_shown_cell cir_sheet_code(struct cir_text text)
{
    return text.size > 0 ? cell_of(CIR_SHOWN_CODE, text) : cir_sheet_nothing();
}

struct cir_shown_cell cir_sheet_nothing(void)
{
    return cell_of(CIR_SHOWN_NOTHING, (struct cir_text){"", 0});
}

struct cir_shown_cell cir_sheet_hidden(void)
{
    return cell_of(CIR_SHOWN_HIDDEN, cir_text_of("x"));
}

struct cir_shown_cell cir_sheet_unknown(const struct cir_sheet *sheet)
{
    return cell_of(CIR_SHOWN_UNKNOWN, cir_tongue_word(sheet->labelling->tongue, CIR_WORD_NOT_KNOWN));
}

struct cir_shown_cell cir_sheet_count(struct cir_sheet *sheet, uint64_t count)
{
    enum { EXACT = 17 };
    struct cir_buffer buffer = {0};
    cir_tongue_add_count(&buffer, sheet->labelling->tongue, count);
    struct cir_shown_cell cell = cell_of(CIR_SHOWN_NUMBER, keep(sheet, &buffer));
    cell.value = (double)count;
    cell.significant = EXACT;
    return cell;
}

struct cir_shown_cell cir_sheet_value(struct cir_sheet *sheet, double value)
{
    struct cir_buffer buffer = {0};
    if (isnan(value))
        return cir_sheet_unknown(sheet);
    cir_tongue_add_number(&buffer, sheet->labelling->tongue, value, sheet->significant);
    struct cir_shown_cell cell = cell_of(CIR_SHOWN_NUMBER, keep(sheet, &buffer));
    cell.value = value;
    cell.significant = sheet->significant;
    return cell;
}

struct cir_shown_cell cir_sheet_share(struct cir_sheet *sheet, double share)
{
    struct cir_buffer buffer = {0};
    if (isnan(share))
        return cir_sheet_nothing();
    cir_tongue_add_share(&buffer, sheet->labelling->tongue, share, sheet->significant);
    struct cir_shown_cell cell = cell_of(CIR_SHOWN_NUMBER, keep(sheet, &buffer));
    cell.value = share;
    cell.significant = sheet->significant;
    cell.percent = true;
    return cell;
}

struct cir_shown_cell cir_sheet_range(struct cir_sheet *sheet, double low, double point, double high)
{
    struct cir_buffer buffer = {0};
    if (isnan(low) || !(low < high))
        return cir_sheet_value(sheet, point);
    cir_tongue_add_interval(&buffer, sheet->labelling->tongue, low, high, sheet->significant);
    struct cir_shown_cell cell = cell_of(CIR_SHOWN_INTERVAL, keep(sheet, &buffer));
    cell.value = point;
    cell.low = low;
    cell.high = high;
    cell.significant = sheet->significant;
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

static void gather_notes(struct cir_sheet *sheet)
{
    size_t marked = sheet->marked_note.size > 0;
    struct cir_text *notes = cir_arena_take(sheet->labelling->arena, sheet->note_count + 1, sizeof *notes);
    if (notes == NULL) {
        sheet->failed = true;
        return;
    }
    notes[0] = sheet->marked_note;
    for (size_t i = 0; i < sheet->note_count; i++)
        notes[marked + i] = sheet->notes[i];
    sheet->table.notes = notes;
    sheet->table.note_count = marked + sheet->note_count;
    sheet->table.marked_note_count = marked;
}

enum cir_status cir_sheet_finish(const struct cir_shown_table **table, struct cir_sheet *sheet, struct cir_text id,
                                 struct cir_text caption, unsigned tlp, struct cir_error *error)
{
    struct cir_buffer capital = {0};
    struct cir_shown_table *made = cir_arena_take(sheet->labelling->arena, 1, sizeof *made);
    gather_notes(sheet);
    add_capital(&capital, caption);
    sheet->table.id = id;
    sheet->table.language = sheet->labelling->tongue->language;
    sheet->table.caption = keep(sheet, &capital);
    sheet->table.tlp = cir_text_of(cir_tlp_label(tlp));
    sheet->table.groups = sheet->groups;
    sheet->table.columns = sheet->columns;
    sheet->table.rows = sheet->rows;
    sheet->table.source = keep(sheet, &sheet->source);
    sheet->table.unknown = keep(sheet, &sheet->unknown);
    if (made == NULL || sheet->failed)
        return cir_fail_memory(error);
    *made = sheet->table;
    *table = made;
    return CIR_OK;
}

void cir_sheet_free(struct cir_sheet *sheet)
{
    cir_buffer_free(&sheet->source);
    cir_buffer_free(&sheet->unknown);
}
