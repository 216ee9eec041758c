#include "tables/list_tables.h"

#include <math.h>

struct listing {
    struct cir_sheet *sheet;
    const struct cir_labelling *labelling;
    const struct cir_ranking *ranking;
};

static void add_columns(const struct listing *listing)
{
    static const struct {
        const char *id;
        enum cir_word label;
        bool is_header;
        bool is_number;
    } columns[] = {{"rank", CIR_WORD_RANK, true, true},           {"id", CIR_WORD_INCIDENT, true, false},
                   {"title", CIR_WORD_TITLE, false, false},       {"date", CIR_WORD_DATE, false, false},
                   {"country", CIR_WORD_STATE_HIT, false, false}, {"sector", CIR_WORD_SECTOR, false, false},
                   {"score", CIR_WORD_SCORE, false, true},        {"score_range", CIR_WORD_SCORE_RANGE, false, true},
                   {"level", CIR_WORD_LEVEL, false, false},       {"level_range", CIR_WORD_LEVEL_RANGE, false, true},
                   {"reason", CIR_WORD_REASON, false, false}};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        cir_sheet_add_column(listing->sheet, &(const struct cir_shown_column){
                                                 .id = cir_text_of(columns[i].id),
                                                 .label = cir_tongue_word(listing->labelling->tongue, columns[i].label),
                                                 .unit = {"", 0},
                                                 .is_header = columns[i].is_header,
                                                 .is_number = columns[i].is_number});
}

static struct cir_shown_cell show_date(const struct listing *listing, const struct cir_ranked *ranked)
{
    struct cir_buffer buffer = {0};
    struct cir_text text;
    if (isnan(ranked->first_h))
        return cir_sheet_unknown(listing->sheet);
    cir_tongue_add_date(&buffer, listing->labelling->tongue, (struct cir_date){ranked->first_h, ranked->last_h});
    listing->sheet->failed = !cir_label_keep(&text, &buffer, listing->labelling->arena) || listing->sheet->failed;
    return cir_sheet_words(text);
}

static struct cir_shown_cell show_state(const struct listing *listing, const struct cir_ranked *ranked)
{
    const struct cir_definitions *definitions = listing->labelling->source->definitions;
    if (ranked->country == CIR_INDEX_NONE)
        return cir_sheet_unknown(listing->sheet);
    return cir_sheet_words(
        cir_text_of(definitions->countries[ranked->country].names[listing->labelling->tongue->language]));
}

static struct cir_shown_cell show_sectors(const struct listing *listing, const struct cir_ranked *ranked)
{
    const struct cir_definitions *definitions = listing->labelling->source->definitions;
    struct cir_text names[CIR_SECTOR_NONE + 1];
    size_t count = 0;
    struct cir_buffer buffer = {0};
    struct cir_text text;
    if (ranked->sectors == 0)
        return cir_sheet_unknown(listing->sheet);
    for (size_t i = 0; i < definitions->sector_count; i++)
        if ((ranked->sectors >> i & 1) != 0)
            names[count++] = cir_text_of(definitions->sectors[i].names[listing->labelling->tongue->language]);
    if (count == 0)
        return cir_sheet_words(cir_tongue_word(listing->labelling->tongue, CIR_WORD_OUTSIDE_SECTORS));
    cir_tongue_add_list(&buffer, listing->labelling->tongue, names, count);
    listing->sheet->failed = !cir_label_keep(&text, &buffer, listing->labelling->arena) || listing->sheet->failed;
    return cir_sheet_words(text);
}

/* A score has the digits of its scheme, and is shown with them. */
static struct cir_shown_cell show_score(const struct listing *listing, double score)
{
    enum { DIGITS = 15 };
    unsigned significant = listing->sheet->significant;
    listing->sheet->significant = DIGITS;
    struct cir_shown_cell cell = isnan(score) ? cir_sheet_nothing() : cir_sheet_value(listing->sheet, score);
    listing->sheet->significant = significant;
    return cell;
}

static struct cir_shown_cell show_score_range(const struct listing *listing, const struct cir_range *score)
{
    enum { DIGITS = 15 };
    unsigned significant = listing->sheet->significant;
    if (isnan(score->low) || isnan(score->high))
        return cir_sheet_nothing();
    listing->sheet->significant = DIGITS;
    struct cir_shown_cell cell =
        cir_sheet_range(listing->sheet, score->low, isnan(score->point) ? score->low : score->point, score->high);
    listing->sheet->significant = significant;
    return cell;
}

static struct cir_shown_cell show_level_range(const struct listing *listing, const struct cir_ranked *ranked)
{
    if (!cir_level_is_told(ranked->level_low) || !cir_level_is_told(ranked->level_high))
        return cir_sheet_nothing();
    return cir_sheet_range(listing->sheet, ranked->level_low, ranked->level, ranked->level_high);
}

static enum cir_status show_row(const struct listing *listing, size_t number, struct cir_error *error)
{
    const struct cir_ranked *ranked = &listing->ranking->list[number];
    struct cir_shown_cell *cells = cir_sheet_add_row(listing->sheet, CIR_SHOWN_BODY);
    struct cir_text level = {"", 0};
    if (cells == NULL)
        return cir_fail_memory(error);
    enum cir_status status =
        cir_label_level(&level, listing->labelling, listing->ranking->scheme, ranked->level, error);
    size_t at = 0;
    cells[at++] = cir_sheet_count(listing->sheet, number + 1);
    cells[at++] = cir_sheet_code(cir_text_of(ranked->id));
    cells[at++] = cir_sheet_code(cir_text_of(ranked->title));
    cells[at++] = show_date(listing, ranked);
    cells[at++] = show_state(listing, ranked);
    cells[at++] = show_sectors(listing, ranked);
    cells[at++] = show_score(listing, ranked->score.point);
    cells[at++] = show_score_range(listing, &ranked->score);
    cells[at++] = cir_sheet_words(level);
    cells[at++] = show_level_range(listing, ranked);
    cells[at] = cir_sheet_code(cir_text_of(ranked->reason));
    return status;
}

static void tell_unknown(const struct listing *listing)
{
    struct cir_sheet *sheet = listing->sheet;
    const struct cir_filling count = {"count", cir_sheet_incidents(sheet, listing->ranking->rows)};
    struct cir_buffer number = {0};
    if (listing->ranking->untold == 0) {
        cir_sheet_add_sentence(sheet, &sheet->unknown, CIR_WORD_UNKNOWN_NONE, &count, 1);
        return;
    }
    cir_tongue_add_count(&number, listing->labelling->tongue, listing->ranking->untold);
    const struct cir_filling fillings[] = {count,
                                           {"unknown", cir_buffer_text(&number)},
                                           {"what", cir_tongue_word(listing->labelling->tongue, CIR_WORD_LEVEL)}};
    cir_sheet_add_sentence(sheet, &sheet->unknown, CIR_WORD_UNKNOWN_OF, fillings, 3);
    sheet->failed = sheet->failed || number.failed;
    cir_buffer_free(&number);
}

static void add_scale_note(const struct listing *listing)
{
    enum { DIGITS = 15 };
    const struct cir_scheme *tables = listing->labelling->source->schemes[listing->ranking->scheme].tables;
    struct cir_buffer number = {0};
    if (tables == NULL || tables->factor_count == 0)
        return;
    cir_tongue_add_number(&number, listing->labelling->tongue, tables->score_max, DIGITS);
    cir_sheet_add_note(listing->sheet, CIR_WORD_SCORES_TO, &(const struct cir_filling){"max", cir_buffer_text(&number)},
                       1);
    cir_buffer_free(&number);
}

enum cir_status cir_top_table_make(const struct cir_shown_table **table, struct cir_sheet *sheet,
                                   const struct cir_ranking *ranking, const struct cir_table_request *request,
                                   const struct cir_sheet_facts *facts, const char *source_name,
                                   struct cir_error *error)
{
    const struct listing listing = {sheet, sheet->labelling, ranking};
    const char *scheme = sheet->labelling->source->schemes[ranking->scheme].name;
    enum cir_status status = CIR_OK;
    add_columns(&listing);
    for (size_t i = 0; i < ranking->count && status == CIR_OK; i++)
        status = show_row(&listing, i, error);
    if (status != CIR_OK)
        return status;
    add_scale_note(&listing);
    cir_sheet_tell_source(sheet, request, facts, source_name, ranking->scheme, ranking->rows);
    tell_unknown(&listing);
    struct cir_text caption =
        cir_sheet_phrase(sheet, CIR_WORD_CAPTION_TOP, &(const struct cir_filling){"scheme", cir_text_of(scheme)}, 1);
    if (request->caption != NULL)
        caption = cir_text_of(request->caption);
    return cir_sheet_finish(table, sheet, cir_text_of(request->id != NULL ? request->id : "top"), caption, facts->tlp,
                            error);
}
