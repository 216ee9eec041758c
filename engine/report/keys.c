#include "report/keys.h"

#include <math.h>

/* Keys while they are found. */
struct finder {
    const struct cir_report *report;
    struct cir_arena *arena;
    struct cir_report_key *keys;
    size_t count;
    bool failed; /* memory is exhausted */
};

static const struct cir_shown_row *total_row(const struct cir_shown_table *table)
{
    if (table == NULL || table->row_count == 0)
        return NULL;
    const struct cir_shown_row *last = &table->rows[table->row_count - 1];
    return last->kind == CIR_SHOWN_TOTAL ? last : NULL;
}

const struct cir_shown_cell *cir_report_total(const struct cir_shown_table *table)
{
    const struct cir_shown_row *row = total_row(table);
    return row != NULL ? &row->cells[table->column_count - 1] : NULL;
}

static struct cir_text keep(struct finder *finder, struct cir_buffer *buffer)
{
    const char *copy = buffer->failed ? NULL : cir_arena_copy(finder->arena, cir_buffer_text(buffer));
    const struct cir_text kept = {copy != NULL ? copy : "", copy != NULL ? buffer->size : 0};
    finder->failed = finder->failed || copy == NULL;
    cir_buffer_free(buffer);
    return kept;
}

static void add_key(struct finder *finder, struct cir_text value, struct cir_text label, struct cir_text detail)
{
    finder->keys[finder->count++] = (struct cir_report_key){value, label, detail};
}

static void add_count(struct finder *finder, enum cir_word label, uint64_t count)
{
    struct cir_buffer buffer = {0};
    if (count == 0)
        return;
    cir_tongue_add_count(&buffer, finder->report->tongue, count);
    add_key(finder, keep(finder, &buffer), cir_tongue_word(finder->report->tongue, label), (struct cir_text){"", 0});
}

static void find_incidents(struct finder *finder)
{
    const struct cir_shown_cell *total = cir_report_total(finder->report->parts[CIR_REPORT_SECTORS].table);
    if (total != NULL && total->kind == CIR_SHOWN_NUMBER)
        add_key(finder, total->text, cir_tongue_word(finder->report->tongue, CIR_WORD_REPORT_INCIDENTS),
                (struct cir_text){"", 0});
}

/* Columns of levels end in "_level_N". */
static bool is_level(const struct cir_shown_column *column)
{
    static const char infix[] = "_level_";
    struct cir_text id = column->id;
    size_t digits = 0;
    while (digits < id.size && id.data[id.size - 1 - digits] >= '0' && id.data[id.size - 1 - digits] <= '9')
        digits++;
    const struct cir_text before = {id.data, id.size - digits};
    return digits > 0 && before.size >= sizeof infix - 1 &&
           memcmp(before.data + before.size - (sizeof infix - 1), infix, sizeof infix - 1) == 0;
}

/* The column from which on levels count as the gravest: the last but one, the last where a scheme has few.
 * @return false when there are no levels */
static bool find_gravest_column(const struct cir_shown_table *table, size_t *first, size_t *behind)
{
    size_t levels = 0;
    for (size_t i = 0; i < table->column_count; i++)
        if (is_level(&table->columns[i])) {
            levels++;
            *behind = i + 1;
        }
    *first = *behind - (levels > 3 ? 2 : 1);
    return levels > 1;
}

static void add_gravest(struct finder *finder, double count, double of_all, struct cir_text level)
{
    const struct cir_tongue *tongue = finder->report->tongue;
    const struct cir_filling filling = {"level", level};
    struct cir_buffer value = {0};
    struct cir_buffer label = {0};
    struct cir_buffer share = {0};
    struct cir_buffer detail = {0};
    cir_tongue_add_count(&value, tongue, (uint64_t)count);
    cir_tongue_add_phrase(&label, tongue, CIR_WORD_REPORT_KEY_GRAVEST, &filling, 1);
    cir_tongue_add_share(&share, tongue, count / of_all, 3);
    const struct cir_filling told = {"share", cir_buffer_text(&share)};
    cir_tongue_add_phrase(&detail, tongue, CIR_WORD_REPORT_KEY_SHARE, &told, 1);
    finder->failed = finder->failed || share.failed;
    cir_buffer_free(&share);
    struct cir_text kept[] = {keep(finder, &value), keep(finder, &label), keep(finder, &detail)};
    add_key(finder, kept[0], kept[1], kept[2]);
}

static void find_gravest(struct finder *finder)
{
    const struct cir_shown_table *table = finder->report->parts[CIR_REPORT_SECTORS].table;
    const struct cir_shown_row *row = total_row(table);
    const struct cir_shown_cell *total = cir_report_total(table);
    size_t first = 0;
    size_t behind = 1;
    double count = 0;
    if (row == NULL || !find_gravest_column(table, &first, &behind) || total->kind != CIR_SHOWN_NUMBER ||
        !(total->value > 0))
        return;
    for (size_t i = first; i < behind; i++)
        count += row->cells[i].kind == CIR_SHOWN_NUMBER ? row->cells[i].value : NAN;
    if (!isnan(count))
        add_gravest(finder, count, total->value, table->columns[first].label);
}

/* Rows of a table that something known heads. */
static uint64_t known_rows(const struct cir_shown_table *table)
{
    uint64_t known = 0;
    for (size_t i = 0; table != NULL && i < table->row_count; i++)
        known += table->rows[i].kind == CIR_SHOWN_BODY && table->rows[i].cells[0].kind != CIR_SHOWN_UNKNOWN;
    return known;
}

enum cir_status cir_report_find_keys(struct cir_report_key *keys, size_t *count, struct cir_arena *arena,
                                     const struct cir_report *report, struct cir_error *error)
{
    struct finder finder = {.report = report, .arena = arena, .keys = keys};
    find_incidents(&finder);
    find_gravest(&finder);
    add_count(&finder, CIR_WORD_REPORT_KEY_STATES, known_rows(report->parts[CIR_REPORT_COUNTRIES].table));
    add_count(&finder, CIR_WORD_REPORT_KEY_SECTORS, known_rows(report->sectors));
    *count = finder.count;
    return finder.failed ? cir_fail_memory(error) : CIR_OK;
}
