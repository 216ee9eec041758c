#include "pipeline/table_asked.h"

#include "agreement/agreement.h"
#include "base/date.h"
#include "base/nearest.h"
#include "base/number.h"

#include <math.h>

enum { TOP_USUAL = 10, SIGNIFICANT_USUAL = 3, RESAMPLES = 1000, SEED = 1 };

/* ---- what is asked ---- */

static enum cir_status refuse(struct cir_error *error, const struct cir_told_source *source, const char *sentence)
{
    return cir_fail(error, CIR_BAD_USE, (struct cir_place){.file = source->name}, "%s", sentence);
}

static bool names_scheme(const char *dimension)
{
    return dimension != NULL && strncmp(dimension, "SCHEME_", sizeof "SCHEME_" - 1) == 0;
}

/* The first name of "A,B", or all of it. */
static enum cir_status choose_scheme(struct cir_table_asked *asked, struct cir_error *error)
{
    struct cir_text rest = cir_text_of(asked->request->scheme != NULL ? asked->request->scheme : "");
    struct cir_text name;
    if (asked->request->scheme == NULL)
        return CIR_OK;
    (void)cir_text_next(&name, &rest, ',');
    return cir_told_scheme_find(&asked->scheme, cir_text_trim(name), asked->source, error);
}

static enum cir_status find_side(struct cir_table_asked *asked, enum cir_side_number side, const char *name,
                                 struct cir_text_columns *columns, struct cir_error *error)
{
    if (name == NULL || name[0] == '\0')
        name = "none";
    if (names_scheme(name) && asked->source->scheme_count == 0)
        return refuse(error, asked->source, "it is judged by no scheme: a table of levels needs one");
    return cir_dimension_find(&asked->sides[side], cir_text_of(name), asked->source, asked->scheme, columns,
                              asked->arena, error);
}

/* Scale and severity, or else the first two axes that weigh. */
static enum cir_status find_axes(struct cir_table_asked *asked, struct cir_error *error)
{
    const struct cir_told_source *source = asked->source;
    if (source->scheme_count == 0)
        return refuse(error, source, "it is judged by no scheme: a matrix needs one with two axes");
    const struct cir_told_scheme *scheme = &source->schemes[asked->scheme];
    unsigned found = 0;
    for (unsigned i = 0; scheme->tables != NULL && i < scheme->tables->axis_count && found < 2; i++) {
        if (scheme->tables->axes[i].kind != CIR_AXIS_WEIGHT)
            continue;
        asked->sides[found++ == 0 ? CIR_SIDE_COLUMN : CIR_SIDE_ROW] = (struct cir_dimension){
            .kind = CIR_DIMENSION_AXIS, .scheme = asked->scheme, .axis = i, .arena = asked->arena};
    }
    if (found < 2)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){.file = source->name},
                        "%s has no two axes to set against each other; gge has", scheme->name);
    return CIR_OK;
}

static enum cir_status find_schemes(struct cir_table_asked *asked, struct cir_error *error)
{
    const struct cir_told_source *source = asked->source;
    const char *comma = asked->request->scheme != NULL ? strchr(asked->request->scheme, ',') : NULL;
    unsigned second = asked->scheme == 0 ? 1 : 0;
    enum cir_status status = CIR_OK;
    if (source->scheme_count < 2)
        return refuse(error, source, "it is judged by one scheme only, which agrees with itself");
    if (comma != NULL)
        status = cir_told_scheme_find(&second, cir_text_trim(cir_text_of(comma + 1)), source, error);
    if (status == CIR_OK && second == asked->scheme)
        return refuse(error, source, "two different schemes are set against each other");
    asked->sides[CIR_SIDE_ROW] =
        (struct cir_dimension){.kind = CIR_DIMENSION_LEVEL, .scheme = asked->scheme, .arena = asked->arena};
    asked->sides[CIR_SIDE_COLUMN] =
        (struct cir_dimension){.kind = CIR_DIMENSION_LEVEL, .scheme = second, .arena = asked->arena};
    asked->counts_patterns = true;
    asked->patterns.scheme_count = 2;
    return status;
}

/* What the kind itself stands along the sides of its table. */
static enum cir_status find_own_sides(struct cir_table_asked *asked, struct cir_text_columns *columns,
                                      struct cir_error *error)
{
    const struct cir_table_request *request = asked->request;
    const struct cir_table_kind_row *kind = &cir_table_kind_list()[request->kind];
    const char *rows = request->rows != NULL ? request->rows : kind->rows;
    const char *across = request->columns != NULL ? request->columns : kind->columns;
    if (request->kind == CIR_TABLE_MATRIX && request->rows == NULL && request->columns == NULL)
        return find_axes(asked, error);
    if (request->kind == CIR_TABLE_SCHEMES)
        return find_schemes(asked, error);
    if (request->kind == CIR_TABLE_TREND && request->by != NULL)
        rows = request->by;
    if (request->kind == CIR_TABLE_THRESHOLDS)
        rows = asked->source->has_designations ? "criterion" : "SCHEME_reason";
    if (request->kind == CIR_TABLE_DESIGNATION && !asked->source->has_designations)
        return refuse(error, asked->source, "it is no list of assets: 'cirisk designate' writes one");
    if (request->kind == CIR_TABLE_FREE && rows[0] == '\0' && request->by == NULL)
        return refuse(error, asked->source, "--rows is missing, or --kind");
    enum cir_status status = find_side(asked, CIR_SIDE_ROW, rows, columns, error);
    return status == CIR_OK ? find_side(asked, CIR_SIDE_COLUMN, across, columns, error) : status;
}

static enum cir_status find_blocks(struct cir_table_asked *asked, struct cir_text_columns *columns,
                                   struct cir_error *error)
{
    const struct cir_table_request *request = asked->request;
    bool has_by = request->by != NULL && request->kind != CIR_TABLE_TREND;
    if (has_by && request->regime != NULL)
        return refuse(error, asked->source, "a table is split by --by or by --regime, not by both");
    asked->blocks_are_regimes = request->regime != NULL;
    enum cir_status status = find_side(asked, CIR_SIDE_BLOCK, has_by ? request->by : request->regime, columns, error);
    if (status == CIR_OK && request->by != NULL &&
        !cir_dimension_is_period(asked->sides[has_by ? CIR_SIDE_BLOCK : CIR_SIDE_ROW].kind) &&
        !(request->kind == CIR_TABLE_TREND && request->rows != NULL))
        return refuse(error, asked->source, "--by is year, quarter or month");
    return status;
}

static enum cir_status read_filters(struct cir_table_asked *asked, struct cir_text_columns *columns,
                                    struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    if (asked->request->filter_count > CIR_TABLE_FILTERS_MAX)
        return refuse(error, asked->source, "too many conditions");
    for (size_t i = 0; i < asked->request->filter_count && status == CIR_OK; i++)
        status = cir_filter_read(&asked->filters[asked->filter_count++], asked->request->filters[i], asked->source,
                                 asked->scheme, columns, asked->arena, error);
    return status;
}

static enum cir_status read_span(struct cir_table_asked *asked, struct cir_error *error)
{
    const struct cir_table_request *request = asked->request;
    struct cir_date from = {NAN, NAN};
    struct cir_date until = {NAN, NAN};
    if (request->from != NULL && !cir_date_read(cir_text_of(request->from), CIR_DATE_ISO, &from))
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "'%s' is no date; expected one such as 2026-01-31",
                        request->from);
    if (request->until != NULL && !cir_date_read(cir_text_of(request->until), CIR_DATE_ISO, &until))
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "'%s' is no date; expected one such as 2026-12-31",
                        request->until);
    asked->from_h = from.first_h;
    asked->until_h = until.last_h;
    return CIR_OK;
}

static enum cir_status read_tlp(struct cir_table_asked *asked, struct cir_error *error)
{
    const struct cir_index *options = &asked->source->fields[CIR_FIELD_TLP].option_index;
    const char *tlp = asked->request->tlp;
    uint32_t option = tlp != NULL ? cir_index_find(options, cir_text_of(tlp)) : CIR_INDEX_NONE;
    if (tlp != NULL && option == CIR_INDEX_NONE)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "'%s' is no TLP marking; expected clear, green, amber, amber-strict or red", tlp);
    asked->least_tlp = tlp != NULL ? option + 1 : 0;
    return CIR_OK;
}

static enum cir_status read_statistic(struct cir_table_asked *asked, struct cir_error *error)
{
    const struct cir_table_request *request = asked->request;
    const char *measure = request->measure != NULL ? request->measure : "count";
    enum cir_status status = cir_statistic_read(&asked->statistic, measure, asked->source, asked->scheme, error);
    if (status == CIR_OK && asked->statistic.kind == CIR_STATISTIC_RATE &&
        asked->sides[CIR_SIDE_ROW].kind != CIR_DIMENSION_COUNTRY)
        return refuse(error, asked->source, "a rate by population needs the rows 'country'");
    if (status == CIR_OK && !cir_statistic_is_of_rows(&asked->statistic) && asked->source->scheme_count > 0 &&
        asked->statistic.of == CIR_STATISTIC_OF_SCORE && asked->source->schemes[asked->statistic.number].tables == NULL)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){.file = asked->source->name},
                        "no table knows the scheme %s, so its scores have no scale",
                        asked->source->schemes[asked->statistic.number].name);
    asked->cube.keeps_quantiles = cir_statistic_needs_quantiles(&asked->statistic);
    return status;
}

static enum cir_status make_top(struct cir_table_asked *asked, struct cir_error *error)
{
    if (asked->source->scheme_count == 0)
        return refuse(error, asked->source, "it is judged by no scheme: the gravest incidents are those of one");
    if (asked->request->suppress > 1)
        return refuse(error, asked->source, "a list of single incidents cannot hide small counts");
    asked->ranking.most = asked->request->top > 0 ? asked->request->top : TOP_USUAL;
    asked->ranking.scheme = asked->scheme;
    return CIR_OK;
}

static enum cir_table_sort sort_of(const struct cir_table_request *request)
{
    bool by_value = request->kind == CIR_TABLE_COUNTRIES || request->kind == CIR_TABLE_CROSSBORDER ||
                    request->kind == CIR_TABLE_THRESHOLDS;
    return request->sort == CIR_TABLE_SORT_OWN && by_value ? CIR_TABLE_SORT_VALUE : request->sort;
}

enum cir_status cir_table_asked_make(struct cir_table_asked *asked, const struct cir_table_request *request,
                                     const struct cir_told_source *source, struct cir_text_columns *columns,
                                     struct cir_arena *arena, struct cir_error *error)
{
    asked->request = request;
    asked->source = source;
    asked->arena = arena;
    asked->sort = sort_of(request);
    if (request->top > CIR_TABLE_TOP_MAX)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "at most %d rows are kept", CIR_TABLE_TOP_MAX);
    enum cir_status status = choose_scheme(asked, error);
    if (status == CIR_OK && request->kind == CIR_TABLE_TOP)
        status = make_top(asked, error);
    else if (status == CIR_OK)
        status = find_own_sides(asked, columns, error);
    if (status == CIR_OK)
        status = find_blocks(asked, columns, error);
    if (status == CIR_OK)
        status = read_statistic(asked, error);
    if (status == CIR_OK)
        status = read_filters(asked, columns, error);
    if (status == CIR_OK)
        status = read_span(asked, error);
    return status == CIR_OK ? read_tlp(asked, error) : status;
}

static void need_dimension(struct cir_told_needs *needs, const struct cir_dimension *dimension)
{
    bool is_of_scheme = dimension->kind == CIR_DIMENSION_LEVEL || dimension->kind == CIR_DIMENSION_REASON ||
                        dimension->kind == CIR_DIMENSION_AXIS;
    if (is_of_scheme)
        needs->schemes |= 1U << dimension->scheme;
    needs->scores = needs->scores || dimension->kind == CIR_DIMENSION_AXIS;
    needs->designations =
        needs->designations || dimension->kind == CIR_DIMENSION_PROPOSAL || dimension->kind == CIR_DIMENSION_CRITERION;
}

void cir_table_asked_needs(struct cir_told_needs *needs, const struct cir_table_asked *asked)
{
    bool is_of_rows = cir_statistic_is_of_rows(&asked->statistic);
    bool is_of_score = !is_of_rows && asked->statistic.of == CIR_STATISTIC_OF_SCORE;
    needs->schemes |= 1U << asked->scheme | (is_of_score ? 1U << asked->statistic.number : 0);
    for (size_t i = 0; i < CIR_SIDES; i++)
        need_dimension(needs, &asked->sides[i]);
    for (size_t i = 0; i < asked->filter_count; i++)
        need_dimension(needs, &asked->filters[i].dimension);
    needs->scores = needs->scores || asked->ranking.most > 0 || is_of_score;
    if (!is_of_rows && asked->statistic.of == CIR_STATISTIC_OF_MEASURE)
        needs->measures |= 1U << asked->statistic.number;
    needs->impacts = needs->impacts || (!is_of_rows && asked->statistic.of == CIR_STATISTIC_OF_IMPACT);
}

/* ---- rows ---- */

/* Where a span is asked for, an incident without a date is in none. */
static bool is_in_span(const struct cir_table_asked *asked, const struct cir_told_facts *facts)
{
    bool after = isnan(asked->from_h) || facts->first_h >= asked->from_h;
    bool before = isnan(asked->until_h) || facts->last_h <= asked->until_h;
    return after && before;
}

static bool is_asked_about(struct cir_table_asked *asked, const struct cir_told_row *row)
{
    if (!is_in_span(asked, &row->facts))
        return false;
    for (size_t i = 0; i < asked->filter_count; i++)
        if (!cir_filter_holds(&asked->filters[i], row, asked->source))
            return false;
    return true;
}

/* Place on the scale; of a scale that grows there is none yet. */
static uint8_t place_of(const struct cir_told_source *source, unsigned scheme, int level)
{
    const struct cir_scale *scale = &source->schemes[scheme].scale;
    if (level == CIR_LEVEL_NOT_APPLICABLE)
        return CIR_PLACE_OUTSIDE;
    for (size_t i = 0; i < scale->count; i++)
        if (scale->levels[i] == level)
            return (uint8_t)i;
    return CIR_PLACE_UNTOLD;
}

static bool add_pattern(struct cir_table_asked *asked, const struct cir_told_row *row)
{
    uint8_t places[2];
    uint32_t number = 0;
    for (size_t i = 0; i < 2; i++) {
        unsigned scheme = asked->sides[CIR_SIDE_ROW + i].scheme;
        places[i] = place_of(asked->source, scheme, row->verdicts[scheme].level);
    }
    return cir_patterns_add(&asked->patterns, places, &number);
}

/* The number of "104", ">= 104"; NAN of "is yes". */
static double threshold_of(struct cir_text text)
{
    double value = NAN;
    while (text.size > 0 && (text.data[0] < '0' || text.data[0] > '9'))
        text = (struct cir_text){text.data + 1, text.size - 1};
    return text.size > 0 && cir_number_read(text, &value) ? value : (double)NAN;
}

/* Of a list every row tells its criterion itself; the first counts. */
static bool keep_detail(struct cir_table_asked *asked, uint32_t code, const struct cir_told_row *row)
{
    if (asked->sides[CIR_SIDE_ROW].kind != CIR_DIMENSION_CRITERION || code != asked->detail_count)
        return true;
    struct cir_grid_detail *details =
        cir_arena_grow(asked->arena, asked->details, asked->detail_count, &asked->detail_capacity, sizeof *details);
    const char *unit = cir_arena_copy(asked->arena, row->designation.unit);
    const char *source = cir_arena_copy(asked->arena, row->designation.source);
    if (details == NULL || unit == NULL || source == NULL)
        return false;
    asked->details = details;
    details[asked->detail_count++] =
        (struct cir_grid_detail){threshold_of(row->designation.threshold), cir_text_of(unit), cir_text_of(source)};
    return true;
}

static bool add_to_cube(struct cir_table_asked *asked, const struct cir_told_row *row)
{
    uint32_t lists[CIR_SIDES][CIR_DIMENSION_CODES_MAX];
    struct cir_codes sides[CIR_SIDES];
    for (size_t i = 0; i < CIR_SIDES; i++) {
        sides[i] = (struct cir_codes){lists[i], cir_dimension_codes(lists[i], &asked->sides[i], row, asked->source)};
        if (sides[i].count == 0)
            return false;
    }
    return keep_detail(asked, lists[CIR_SIDE_ROW][0], row) &&
           cir_cube_add(&asked->cube, sides, cir_statistic_range(&asked->statistic, row));
}

enum cir_status cir_table_asked_add(struct cir_table_asked *asked, const struct cir_told_row *row,
                                    struct cir_error *error)
{
    if (!is_asked_about(asked, row))
        return CIR_OK;
    if (row->facts.tlp > asked->tlp)
        asked->tlp = row->facts.tlp;
    bool whole = asked->ranking.most > 0 ? cir_ranking_add(&asked->ranking, row) : add_to_cube(asked, row);
    if (whole && asked->counts_patterns)
        whole = add_pattern(asked, row);
    return whole ? CIR_OK : cir_fail_memory(error);
}

/* ---- showing ---- */

static enum cir_status find_agreement(struct cir_grid_agreement *told, bool *is_told, struct cir_table_asked *asked,
                                      struct cir_error *error)
{
    struct cir_agreement agreement = {0};
    for (size_t i = 0; i < 2; i++) {
        const struct cir_told_scheme *scheme = &asked->source->schemes[asked->sides[CIR_SIDE_ROW + i].scheme];
        if (scheme->scale.is_seen)
            return CIR_OK;
        asked->patterns.level_counts[i] = scheme->scale.count;
    }
    cir_patterns_sort(&asked->patterns);
    enum cir_status status =
        cir_agreement_compute(&agreement, &asked->patterns, &(const struct cir_resampling){RESAMPLES, SEED}, error);
    if (status != CIR_OK)
        return status;
    const struct cir_estimate *tau = &agreement.pairs[0].tau_b;
    *told = (struct cir_grid_agreement){tau->value, tau->low, tau->high};
    *is_told = true;
    cir_agreement_free(&agreement);
    return CIR_OK;
}

static struct cir_grid_detail detail_of(const struct cir_scheme *tables, struct cir_text reason)
{
    struct cir_grid_detail detail = {NAN, {"", 0}, {"", 0}};
    for (size_t i = 0; i < tables->criterion_count; i++)
        if (cir_text_is(reason, tables->criteria[i].name))
            return (struct cir_grid_detail){tables->criteria[i].threshold, cir_text_of(tables->criteria[i].unit),
                                            cir_text_of(tables->criteria[i].source)};
    for (size_t i = 0; i < tables->rule_count; i++)
        if (cir_text_is(reason, tables->rules[i].name))
            detail.source = cir_text_of(tables->rules[i].source);
    for (size_t i = 0; i < tables->factor_count; i++)
        if (cir_text_is(reason, tables->factors[i].name))
            detail.source = cir_text_of(tables->factors[i].inputs[0].source);
    return detail;
}

/* What the tables of the scheme say of each reason that came up. */
static enum cir_status find_details(struct cir_table_asked *asked, struct cir_error *error)
{
    const struct cir_dimension *rows = &asked->sides[CIR_SIDE_ROW];
    if (rows->kind != CIR_DIMENSION_REASON)
        return CIR_OK;
    const struct cir_scheme *tables = asked->source->schemes[rows->scheme].tables;
    struct cir_grid_detail *details = cir_arena_take(asked->arena, rows->text_count + 1, sizeof *details);
    if (details == NULL)
        return cir_fail_memory(error);
    for (size_t i = 0; i < rows->text_count; i++)
        details[i] =
            tables != NULL ? detail_of(tables, rows->texts[i]) : (struct cir_grid_detail){NAN, {"", 0}, {"", 0}};
    asked->details = details;
    return CIR_OK;
}

static enum cir_status check_tlp(const struct cir_table_asked *asked, struct cir_error *error)
{
    if (asked->least_tlp == 0 || asked->least_tlp >= asked->tlp)
        return CIR_OK;
    return cir_fail(error, CIR_BAD_USE, (struct cir_place){.file = asked->source->name},
                    "rows of the table are marked %s, so it cannot be %s: leave out --tlp, or those rows by --where",
                    cir_tlp_label(asked->tlp), cir_tlp_label(asked->least_tlp));
}

static enum cir_status show_grid(const struct cir_shown_table **table, struct cir_table_asked *asked,
                                 struct cir_draft *draft, const struct cir_draft_facts *facts, const char *source_name,
                                 struct cir_error *error)
{
    struct cir_grid_agreement agreement;
    bool agrees = false;
    enum cir_status status = CIR_OK;
    if (asked->counts_patterns)
        status = find_agreement(&agreement, &agrees, asked, error);
    if (status == CIR_OK && asked->request->kind == CIR_TABLE_THRESHOLDS)
        status = find_details(asked, error);
    if (status != CIR_OK)
        return status;
    const struct cir_grid grid = {
        .cube = &asked->cube,
        .sides = {&asked->sides[CIR_SIDE_BLOCK], &asked->sides[CIR_SIDE_ROW], &asked->sides[CIR_SIDE_COLUMN]},
        .blocks_are_regimes = asked->blocks_are_regimes,
        .statistic = asked->statistic,
        .request = asked->request,
        .sort = asked->sort,
        .facts = facts,
        .agreement = agrees ? &agreement : NULL,
        .details = asked->request->kind == CIR_TABLE_THRESHOLDS ? asked->details : NULL,
        .source_name = source_name,
        .scheme = asked->scheme,
    };
    return cir_grid_make(table, draft, &grid, error);
}

enum cir_status cir_table_asked_show(const struct cir_shown_table **table, struct cir_table_asked *asked,
                                     const struct cir_labelling *labelling, double first_h, double last_h,
                                     const char *source_name, struct cir_error *error)
{
    const struct cir_table_request *request = asked->request;
    bool is_top = asked->ranking.most > 0;
    if (is_top ? asked->ranking.count == 0 : asked->cube.count == 0)
        return cir_fail(error, CIR_NOTHING_LEFT, (struct cir_place){.file = asked->source->name},
                        "no row is left for the table '%s': nothing is written",
                        request->id != NULL ? request->id : cir_table_kind_list()[request->kind].name);
    enum cir_status status = check_tlp(asked, error);
    if (status != CIR_OK)
        return status;
    struct cir_draft draft = {
        .labelling = labelling,
        .significant = request->significant > 0 ? request->significant : SIGNIFICANT_USUAL,
    };
    const struct cir_draft_facts facts = {
        .from_h = isnan(asked->from_h) ? first_h : asked->from_h,
        .until_h = isnan(asked->until_h) ? last_h : asked->until_h,
        .tlp = asked->least_tlp > 0 ? asked->least_tlp : asked->tlp,
    };
    const char *name = request->source != NULL ? request->source : source_name;
    status = is_top ? cir_top_table_make(table, &draft, &asked->ranking, request, &facts, name, error)
                    : show_grid(table, asked, &draft, &facts, name, error);
    cir_draft_free(&draft);
    return status;
}

void cir_table_asked_free(struct cir_table_asked *asked)
{
    cir_cube_free(&asked->cube);
    cir_ranking_free(&asked->ranking);
    cir_patterns_free(&asked->patterns);
}
