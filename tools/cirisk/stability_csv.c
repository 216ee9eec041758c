#include "command.h"
#include "say.h"
#include "sink/csv_cell.h"
#include "stability/list.h"
#include "stability/stability.h"
#include "stability_view.h"

#include <math.h>
#include <stdlib.h>

static const char first_columns[] = "asset,place,score,listed,share,share_error,rank_from,rank_to,confidence,"
                                    "confidence_error,weight_of,weight_from,weight_to,fact_of,fact_from,fact_to,"
                                    "moves_without";

/* The table on its way out, row by row: it may be long. */
struct table {
    const struct stability_view *view;
    const struct cir_close_look **looks; /* owned; by alternative, NULL where it was not looked at */
    struct cir_buffer row;
};

enum { VALUE_DIGITS = 6 };

static void add_text(struct table *table, const char *text)
{
    cir_buffer_add_char(&table->row, ',');
    cir_csv_add_cell(&table->row, cir_text_of(text), ',', true);
}

static void add_value(struct table *table, double value)
{
    char digits[CIR_NUMBER_SIZE];
    cir_buffer_add_char(&table->row, ',');
    if (!isnan(value))
        cir_buffer_add(&table->row, (struct cir_text){digits, cir_number_write(digits, value, VALUE_DIGITS)});
}

static void add_share(struct table *table, const struct told_share *share)
{
    char digits[CIR_NUMBER_SIZE];
    cir_buffer_add_char(&table->row, ',');
    cir_buffer_add(&table->row, (struct cir_text){digits, stability_write_share(digits, share)});
}

static void add_flip(struct table *table, const struct cir_flip *flip, bool is_fact)
{
    const struct cir_panel_criteria *criteria = &table->view->result->criteria;
    if (flip == NULL || flip->criterion == criteria->count) {
        cir_buffer_add_string(&table->row, ",,,");
        return;
    }
    add_text(table, criteria->list[flip->criterion].code);
    if (!is_fact) {
        add_value(table, flip->from);
        add_value(table, flip->to);
        return;
    }
    cir_buffer_add_char(&table->row, ',');
    stability_add_fact(&table->row, stability_fact(table->view, flip->criterion, flip->from));
    cir_buffer_add_char(&table->row, ',');
    stability_add_fact(&table->row, stability_fact(table->view, flip->criterion, flip->to));
}

static int compare_numbers(const void *first, const void *second)
{
    const size_t a = *(const size_t *)first;
    const size_t b = *(const size_t *)second;
    return (a > b) - (a < b);
}

static bool is_in(const size_t *list, size_t count, size_t alternative)
{
    return count > 0 && bsearch(&alternative, list, count, sizeof *list, compare_numbers) != NULL;
}

static void add_experts(struct table *table, size_t alternative)
{
    const struct cir_list_stability *result = table->view->result;
    struct cir_buffer names = {0};
    for (size_t e = 0; e < result->without_count; e++) {
        const struct cir_without_expert *without = &result->without[e];
        if (is_in(without->entered, without->entered_count, alternative) ||
            is_in(without->left, without->left_count, alternative))
            cir_buffer_add_format(&names, "%s%s", names.size > 0 ? ";" : "", without->expert);
    }
    cir_buffer_add_char(&table->row, ',');
    cir_csv_add_cell(&table->row, cir_buffer_text(&names), ',', true);
    table->row.failed = table->row.failed || names.failed;
    cir_buffer_free(&names);
}

/* In what share of the draws it has each rank, or of many assets one of several ranks. */
static void add_ranks(struct table *table, size_t alternative)
{
    const struct cir_list_stability *result = table->view->result;
    const struct cir_stability *stability = &result->stability;
    for (size_t bin = 0; bin < cir_rank_bin_count(result->assets.count); bin++) {
        uint64_t hits = stability->ranks[alternative * CIR_RANK_BINS + bin];
        const struct told_share share = {(double)hits / (double)stability->draws,
                                         cir_share_error(hits, stability->draws)};
        add_share(table, &share);
    }
}

static void add_asset(struct table *table, size_t alternative)
{
    const struct cir_list_stability *result = table->view->result;
    const struct cir_close_look *look = table->looks[alternative];
    const struct told_share share = stability_share(table->view, alternative);
    const struct told_share confidence = {look != NULL ? look->confidence : (double)NAN,
                                          look != NULL ? look->confidence_error : (double)NAN};
    const struct cir_rank_span ranks = cir_rank_span_of(&result->stability, alternative, result->assets.count);
    cir_csv_add_cell(&table->row, cir_text_of(result->assets.names[alternative]), ',', true);
    cir_buffer_add_format(&table->row, ",%zu", result->list.ranks[alternative] + 1);
    add_value(table, result->list.scores[alternative]);
    add_text(table, cir_list_has(&result->list, alternative) ? "yes" : "no");
    add_share(table, &share);
    add_value(table, share.error);
    cir_buffer_add_format(&table->row, ",%zu,%zu", ranks.first + 1, ranks.last + 1);
    add_share(table, &confidence);
    add_value(table, confidence.error);
    add_flip(table, look != NULL ? &look->by_weight : NULL, false);
    add_flip(table, look != NULL ? &look->by_fact : NULL, true);
    add_experts(table, alternative);
    for (size_t j = 0; j < result->criteria.count; j++) {
        struct told_share weight = stability_central(table->view, alternative, j);
        add_share(table, &weight);
    }
    add_ranks(table, alternative);
    cir_buffer_add_char(&table->row, '\n');
}

/* "rank_3", "ranks_4_6". */
static void add_rank_names(struct table *table)
{
    size_t count = table->view->result->assets.count;
    for (size_t bin = 0; bin < cir_rank_bin_count(count); bin++) {
        struct cir_rank_span span = cir_rank_bin_span(bin, count);
        if (span.first == span.last)
            cir_buffer_add_format(&table->row, ",rank_%zu", span.first + 1);
        else
            cir_buffer_add_format(&table->row, ",ranks_%zu_%zu", span.first + 1, span.last + 1);
    }
}

static void add_header(struct table *table)
{
    const struct cir_panel_criteria *criteria = &table->view->result->criteria;
    cir_buffer_add_string(&table->row, first_columns);
    for (size_t j = 0; j < criteria->count; j++) {
        struct cir_buffer name = {0};
        cir_buffer_add_format(&name, "central_%s", criteria->list[j].code);
        cir_buffer_add_char(&table->row, ',');
        cir_csv_add_cell(&table->row, cir_buffer_text(&name), ',', true);
        table->row.failed = table->row.failed || name.failed;
        cir_buffer_free(&name);
    }
    add_rank_names(table);
    cir_buffer_add_char(&table->row, '\n');
}

static void flush(struct table *table, FILE *out)
{
    if (!table->row.failed)
        fwrite(table->row.data, 1, table->row.size, out);
    cir_buffer_clear(&table->row);
}

int stability_print_csv(const struct stability_view *view, FILE *out)
{
    const struct cir_list_stability *result = view->result;
    struct table table = {.view = view, .looks = calloc(result->assets.count, sizeof(struct cir_close_look *))};
    if (table.looks == NULL)
        return say_no_memory();
    for (size_t k = 0; k < result->look_count; k++)
        table.looks[result->looks[k].alternative] = &result->looks[k];
    add_header(&table);
    flush(&table, out);
    for (size_t i = 0; i < result->assets.count && !table.row.failed; i++) {
        add_asset(&table, result->order[i]);
        flush(&table, out);
    }
    bool failed = table.row.failed;
    cir_buffer_free(&table.row);
    free(table.looks);
    return failed ? say_no_memory() : EXIT_CLEAN;
}
