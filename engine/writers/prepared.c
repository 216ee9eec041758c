#include "writers/prepared.h"

#include "writers/visible.h"

#include <ctype.h>
#include <stdio.h>
#include <strings.h>
#include <uniwidth.h>

const char *cir_shown_language(enum cir_language language)
{
    static const char *const names[CIR_LANGUAGES] = {
        [CIR_AR] = "ar", [CIR_EN] = "en", [CIR_ES] = "es", [CIR_FR] = "fr", [CIR_RU] = "ru", [CIR_ZH] = "zh"};
    return names[language];
}

const char *cir_shown_row_kind_name(enum cir_shown_row_kind kind)
{
    static const char *const names[] = {
        [CIR_SHOWN_BODY] = "body", [CIR_SHOWN_SUBTOTAL] = "subtotal", [CIR_SHOWN_TOTAL] = "total"};
    return names[kind];
}

const char *cir_shown_kind_name(enum cir_shown_kind kind)
{
    static const char *const names[] = {
        [CIR_SHOWN_WORDS] = "words",       [CIR_SHOWN_CODE] = "code",       [CIR_SHOWN_NUMBER] = "number",
        [CIR_SHOWN_INTERVAL] = "interval", [CIR_SHOWN_UNKNOWN] = "unknown", [CIR_SHOWN_HIDDEN] = "hidden",
        [CIR_SHOWN_NOTHING] = "nothing"};
    return names[kind];
}

size_t cir_prepared_group_size(const struct cir_shown_table *table, size_t column)
{
    unsigned group = table->columns[column].group;
    size_t size = 1;
    while (group > 0 && column + size < table->column_count && table->columns[column + size].group == group)
        size++;
    return size;
}

/* Whether a column before this one's neighbour stands under its group. */
static bool is_parted(const struct cir_shown_column *columns, size_t i)
{
    bool parted = false;
    if (i == 0 || columns[i].group == 0 || columns[i].group == columns[i - 1].group)
        return false;
    for (size_t k = 0; k < i && !parted; k++)
        parted = columns[k].group == columns[i].group;
    return parted;
}

static const char *wrong_column(const struct cir_shown_table *table)
{
    const struct cir_shown_column *columns = table->columns;
    for (size_t i = 0; i < table->column_count; i++) {
        if (columns[i].group > table->group_count)
            return "a column stands under a group that is not there";
        if (is_parted(columns, i))
            return "columns of a group do not stand side by side";
        if (i > 0 && columns[i].is_header && !columns[i - 1].is_header)
            return "a column that names rows stands behind one that does not";
    }
    return NULL;
}

static const char *wrong_row(const struct cir_shown_table *table, const struct cir_shown_row *row)
{
    if (row->kind > CIR_SHOWN_TOTAL)
        return "a row is of a kind that is not there";
    for (size_t i = 0; i < table->column_count; i++)
        if (row->cells[i].kind > CIR_SHOWN_NOTHING)
            return "a cell is of a kind that is not there";
        else if (row->cells[i].note > table->marked_note_count)
            return "a cell refers to a note that is not there";
    return NULL;
}

/* What contradicts the record of a table; NULL when nothing does. */
static const char *wrong_table(const struct cir_shown_table *table)
{
    if (table->language >= CIR_LANGUAGES)
        return "it is in a language that is not there";
    if (table->column_count == 0)
        return "it has no columns";
    if (table->tlp.size == 0)
        return "it has no TLP label";
    if (table->marked_note_count > table->note_count)
        return "it has fewer notes than cells refer to";
    const char *wrong = wrong_column(table);
    for (size_t i = 0; wrong == NULL && i < table->row_count; i++)
        wrong = wrong_row(table, &table->rows[i]);
    return wrong;
}

static bool is_name_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/* "History" is a sheet that spreadsheets keep for themselves. */
static bool is_taken(const struct cir_prepared *prepared, size_t before, const char *name)
{
    bool taken = strcasecmp(name, "history") == 0;
    for (size_t i = 0; i < before && !taken; i++)
        taken = strcasecmp(name, prepared->tables[i].name) == 0;
    return taken;
}

static void write_name(char name[CIR_TABLE_NAME_MAX + 1], struct cir_text id)
{
    size_t size = 0;
    if (id.size == 0 || !isalpha((unsigned char)id.data[0]))
        name[size++] = 't';
    for (size_t i = 0; i < id.size && size < CIR_TABLE_NAME_MAX; i++)
        name[size++] = is_name_character(id.data[i]) ? id.data[i] : '_';
    name[size] = '\0';
}

/* The name of table number `i`: its id, with a number behind it where an earlier table has that. */
static bool name_table(struct cir_prepared *prepared, size_t i, struct cir_text id)
{
    char base[CIR_TABLE_NAME_MAX + 1];
    char name[CIR_TABLE_NAME_MAX + 1];
    char tail[24] = "";
    write_name(base, id);
    size_t number = 1;
    do {
        if (number > 1)
            snprintf(tail, sizeof tail, "-%zu", number);
        snprintf(name, sizeof name, "%.*s%s", (int)(CIR_TABLE_NAME_MAX - strlen(tail)), base, tail);
        number++;
    } while (is_taken(prepared, i, name));
    prepared->tables[i].name = cir_arena_copy(&prepared->arena, cir_text_of(name));
    return prepared->tables[i].name != NULL;
}

static bool make_texts(struct cir_arena *arena, const struct cir_text **texts, size_t count, bool one_line)
{
    struct cir_text *made = cir_arena_take(arena, count, sizeof *made);
    if (made == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        made[i] = (*texts)[i];
        if (!cir_visible_make(arena, &made[i], one_line))
            return false;
    }
    *texts = made;
    return true;
}

static bool make_columns(struct cir_arena *arena, struct cir_shown_table *shown)
{
    struct cir_shown_column *columns = cir_arena_take(arena, shown->column_count, sizeof *columns);
    for (size_t i = 0; columns != NULL && i < shown->column_count; i++) {
        columns[i] = shown->columns[i];
        if (!cir_visible_make(arena, &columns[i].id, true) || !cir_visible_make(arena, &columns[i].label, true) ||
            !cir_visible_make(arena, &columns[i].unit, true))
            return false;
    }
    shown->columns = columns;
    return columns != NULL;
}

static bool make_rows(struct cir_arena *arena, struct cir_shown_table *shown)
{
    struct cir_shown_row *rows = cir_arena_take(arena, shown->row_count, sizeof *rows);
    for (size_t i = 0; rows != NULL && i < shown->row_count; i++) {
        struct cir_shown_cell *cells = cir_arena_take(arena, shown->column_count, sizeof *cells);
        if (cells == NULL)
            return false;
        memcpy(cells, shown->rows[i].cells, shown->column_count * sizeof *cells);
        for (size_t k = 0; k < shown->column_count; k++)
            if (!cir_visible_make(arena, &cells[k].text, false))
                return false;
        rows[i] = (struct cir_shown_row){shown->rows[i].kind, cells};
    }
    shown->rows = rows;
    return rows != NULL;
}

static bool make_visible(struct cir_arena *arena, struct cir_shown_table *shown)
{
    return cir_visible_make(arena, &shown->caption, true) && cir_visible_make(arena, &shown->tlp, true) &&
           cir_visible_make(arena, &shown->source, true) && cir_visible_make(arena, &shown->unknown, true) &&
           make_texts(arena, &shown->groups, shown->group_count, true) &&
           make_texts(arena, &shown->notes, shown->note_count, false) && make_columns(arena, shown) &&
           make_rows(arena, shown);
}

static bool make_head(struct cir_arena *arena, struct cir_text *head, const struct cir_shown_column *column)
{
    *head = column->label;
    if (column->unit.size == 0)
        return true;
    struct cir_buffer buffer = {0};
    cir_buffer_add(&buffer, column->label);
    cir_buffer_add_string(&buffer, " (");
    cir_buffer_add(&buffer, column->unit);
    cir_buffer_add_char(&buffer, ')');
    const char *copy = buffer.failed ? NULL : cir_arena_copy(arena, cir_buffer_text(&buffer));
    *head = (struct cir_text){copy, buffer.size};
    cir_buffer_free(&buffer);
    return copy != NULL;
}

size_t cir_prepared_width(struct cir_text text)
{
    size_t widest = 0;
    struct cir_text line;
    while (cir_text_next(&line, &text, '\n')) {
        size_t width = line.size > 0 ? (size_t)u8_width((const uint8_t *)line.data, line.size, "UTF-8") : 0;
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void look_at_text(struct cir_prepared_column *made, struct cir_text text)
{
    size_t width = cir_prepared_width(text);
    made->width = width > made->width ? width : made->width;
    made->has_lines = made->has_lines || (text.size > 0 && memchr(text.data, '\n', text.size) != NULL);
}

static void look_at_cells(struct cir_prepared_column *made, const struct cir_shown_table *shown, size_t column)
{
    bool gaps = false;
    look_at_text(made, made->head);
    for (size_t i = 0; i < shown->row_count; i++) {
        const struct cir_shown_cell *cell = &shown->rows[i].cells[column];
        look_at_text(made, cell->text);
        made->is_measured |= cell->kind == CIR_SHOWN_NUMBER || cell->kind == CIR_SHOWN_INTERVAL;
        made->has_intervals |= cell->kind == CIR_SHOWN_INTERVAL;
        made->has_notes |= cell->note > 0;
        gaps |= cell->kind >= CIR_SHOWN_UNKNOWN;
    }
    made->has_gaps = gaps && made->is_measured;
}

static bool shape_columns(struct cir_arena *arena, struct cir_prepared_table *table)
{
    const struct cir_shown_table *shown = &table->shown;
    struct cir_prepared_column *made = cir_arena_take(arena, shown->column_count, sizeof *made);
    for (size_t i = 0; made != NULL && i < shown->column_count; i++) {
        if (!make_head(arena, &made[i].head, &shown->columns[i]))
            return false;
        look_at_cells(&made[i], shown, i);
    }
    table->columns = made;
    return made != NULL;
}

static void find_ends(struct cir_prepared_table *table)
{
    const struct cir_shown_table *shown = &table->shown;
    while (table->header_count < shown->column_count && shown->columns[table->header_count].is_header)
        table->header_count++;
    table->foot_start = shown->row_count;
    while (table->foot_start > 0 && shown->rows[table->foot_start - 1].kind == CIR_SHOWN_TOTAL)
        table->foot_start--;
}

static enum cir_status prepare_table(struct cir_prepared *prepared, size_t i, const struct cir_shown_table *given,
                                     struct cir_error *error)
{
    struct cir_prepared_table *table = &prepared->tables[i];
    const char *wrong = wrong_table(given);
    if (wrong != NULL)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "table %zu of %zu: %s", i + 1, prepared->count,
                        wrong);
    table->shown = *given;
    if (!make_visible(&prepared->arena, &table->shown) || !shape_columns(&prepared->arena, table) ||
        !name_table(prepared, i, given->id))
        return cir_fail_memory(error);
    find_ends(table);
    return CIR_OK;
}

/* From lax to strict; whatever else is written is taken for stricter than all. */
static size_t tlp_rank(struct cir_text tlp)
{
    static const char *const labels[] = {"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"};
    size_t rank = 0;
    while (rank < sizeof labels / sizeof labels[0] && !cir_text_is(tlp, labels[rank]))
        rank++;
    return rank;
}

/* What is told of all tables together. */
static bool prepare_whole(struct cir_prepared *prepared)
{
    prepared->title = prepared->writing.title;
    if (prepared->title.size == 0)
        prepared->title = prepared->tables[0].shown.caption;
    for (size_t i = 0; i < prepared->count; i++)
        if (i == 0 || tlp_rank(prepared->tables[i].shown.tlp) > tlp_rank(prepared->tlp))
            prepared->tlp = prepared->tables[i].shown.tlp;
    return cir_visible_make(&prepared->arena, &prepared->title, true);
}

static enum cir_status prepare(struct cir_prepared *prepared, const struct cir_shown_table *const *tables,
                               struct cir_error *error)
{
    if (prepared->count == 0)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "there is no table to be written");
    prepared->tables = cir_arena_take(&prepared->arena, prepared->count, sizeof *prepared->tables);
    if (prepared->tables == NULL)
        return cir_fail_memory(error);
    for (size_t i = 0; i < prepared->count; i++) {
        enum cir_status status = prepare_table(prepared, i, tables[i], error);
        if (status != CIR_OK)
            return status;
    }
    return prepare_whole(prepared) ? CIR_OK : cir_fail_memory(error);
}

enum cir_status cir_write_prepared(struct cir_buffer *buffer, const struct cir_shown_table *const *tables, size_t count,
                                   const struct cir_writing *writing, cir_prepared_write *write,
                                   struct cir_error *error)
{
    struct cir_prepared prepared = {.count = count};
    if (writing != NULL)
        prepared.writing = *writing;
    enum cir_status status = prepare(&prepared, tables, error);
    if (status == CIR_OK)
        status = write(buffer, &prepared, error);
    if (status == CIR_OK && buffer->failed)
        status = cir_fail_memory(error);
    cir_arena_free(&prepared.arena);
    return status;
}
