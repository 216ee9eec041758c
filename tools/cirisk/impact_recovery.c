#include "impact_recovery.h"

#include "base/number.h"
#include "listing.h"

#include <math.h>
#include <stdlib.h>

/* Behind the end of the longest shock, in recoveries of the slowest sector: from there on nothing is left to see. */
static const double behind = 2;

/* Fewer than what mathematical libraries differ in. */
enum { CSV_FIGURES = 9 };

/* What is added up as the run goes on. */
struct adding {
    const struct impact_curve *curve;
    struct impact_course *course;
    const struct impact_view *view;
    size_t next; /* hour of the curve */
    double until[CIR_PARTS];
};

static void add_rates(double *per_h, const struct impact_view *view, const double *lost)
{
    for (size_t i = 0; i < view->network->node_count; i++)
        per_h[view->impact->parts[i]] += lost[i] * view->network->nodes[i].output / cir_year_h;
}

static void see(void *context, double hour, const double *lost)
{
    struct adding *adding = context;
    const struct impact_curve *curve = adding->curve;
    double per_h[CIR_PARTS] = {0};
    add_rates(per_h, adding->view, lost);
    for (; adding->next < curve->count && hour >= curve->hours[adding->next]; adding->next++)
        for (size_t part = 0; part < CIR_PARTS; part++) {
            adding->course->per_h[adding->next][part] = per_h[part];
            adding->course->until[adding->next][part] = adding->until[part];
        }
    for (size_t part = 0; part < CIR_PARTS; part++)
        adding->until[part] += per_h[part] * curve->step_h;
}

static double longest_shock(const struct impact_view *view)
{
    double longest = 0;
    for (size_t i = 0; i < view->shock_count; i++)
        longest = fmax(longest, view->spans[i].duration_high_h);
    return longest;
}

static double slowest_recovery(const struct cir_network *network)
{
    double slowest = 0;
    for (size_t i = 0; i < network->sector_count; i++)
        slowest =
            fmax(slowest, isnan(network->sectors[i].recovery_h) ? IMPACT_OTHERWISE_H : network->sectors[i].recovery_h);
    return slowest;
}

/* From the beginning to the end of the shock, and from there until all has recovered: in even steps each, or, where they
 * are to be drawn, in steps that grow from the end of the shock on. */
static void choose_hours(struct impact_curve *curve, const struct impact_view *view, bool is_fine)
{
    double shock_h = longest_shock(view);
    double after_h = behind * slowest_recovery(view->network);
    curve->count = is_fine ? IMPACT_CURVE_MAX : IMPACT_CURVE_FEW;
    size_t half = curve->count / 2;
    for (size_t i = 0; i < half; i++)
        curve->hours[i] = shock_h * (double)i / (double)half;
    for (size_t i = half; i < curve->count; i++) {
        double share = (double)(i - half) / (double)(half - 1);
        curve->hours[i] = shock_h + after_h * (is_fine ? share * share : share);
    }
}

/* The money layer over time, of these shocks. */
static enum cir_status follow(struct impact_course *course, const struct impact_curve *curve,
                              const struct impact_view *view, const struct cir_shock *shocks, const double *rates,
                              struct cir_error *error)
{
    struct adding adding = {.curve = curve, .course = course, .view = view};
    const struct cir_recovery run = {.network = view->network,
                                     .direction = CIR_DOWNSTREAM,
                                     .step_h = curve->step_h,
                                     .steps = (size_t)ceil(curve->hours[curve->count - 1] / curve->step_h),
                                     .rates = rates,
                                     .shocks = shocks,
                                     .shock_count = view->shock_count};
    return cir_recovery_run(&run, &(struct cir_recovery_viewer){see, &adding}, error);
}

/* The shocks at one end of their spans. */
static void take_end(struct cir_shock *shocks, const struct impact_view *view, enum cir_impact_end end)
{
    for (size_t i = 0; i < view->shock_count; i++) {
        const struct cir_shock_spans *spans = &view->spans[i];
        bool is_high = end == CIR_END_HIGH;
        shocks[i] = (struct cir_shock){spans->node, is_high ? spans->share_high : spans->share_low,
                                       is_high ? spans->duration_high_h : spans->duration_low_h};
    }
}

static enum cir_status follow_ends(struct impact_curve *curve, const struct impact_view *view, const double *rates,
                                   struct cir_shock *shocks, struct cir_error *error)
{
    enum cir_status status = follow(&curve->middle, curve, view, view->shocks, rates, error);
    curve->ends[CIR_END_LOW] = curve->ends[CIR_END_HIGH] = curve->middle;
    for (unsigned end = 0; status == CIR_OK && impact_has_spans(view) && end < CIR_ENDS; end++) {
        take_end(shocks, view, (enum cir_impact_end)end);
        status = follow(&curve->ends[end], curve, view, shocks, rates, error);
    }
    return status;
}

enum cir_status impact_find_curve(struct impact_curve *curve, const struct impact_view *view, bool is_fine,
                                  struct cir_error *error)
{
    double *rates = calloc(view->network->node_count + 1, sizeof *rates);
    struct cir_shock *shocks = calloc(view->shock_count + 1, sizeof *shocks);
    enum cir_status status = CIR_OK;
    *curve = (struct impact_curve){.step_h = cir_recovery_step_h(view->network, IMPACT_OTHERWISE_H)};
    if (rates != NULL && shocks != NULL) {
        choose_hours(curve, view, is_fine);
        cir_recovery_rates(rates, view->network, curve->step_h, IMPACT_OTHERWISE_H);
        status = follow_ends(curve, view, rates, shocks, error);
    } else {
        status = cir_fail_memory(error);
    }
    free(shocks);
    free(rates);
    return status;
}

int impact_print_curve(const struct impact_curve *curve, const struct impact_view *view,
                       const struct terminal *terminal, FILE *out)
{
    static const struct listing_column columns[] = {{"hour", LISTING_NUMBER},         {"direct/h", LISTING_NUMBER},
                                                    {"domestic/h", LISTING_NUMBER},   {"regional/h", LISTING_NUMBER},
                                                    {"global/h", LISTING_NUMBER},     {"direct so far", LISTING_NUMBER},
                                                    {"others so far", LISTING_NUMBER}};
    struct cir_arena arena = {0};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &arena);
    for (size_t i = 0; i < curve->count; i++) {
        listing_row(&listing);
        listing_set_number(&listing, 0, curve->hours[i]);
        for (size_t part = 0; part < CIR_PARTS; part++)
            listing_set_number(&listing, 1 + part, curve->middle.per_h[i][part]);
        listing_set_number(&listing, 1 + CIR_PARTS, curve->middle.until[i][CIR_PART_DIRECT]);
        listing_set_number(&listing, 2 + CIR_PARTS,
                           curve->middle.until[i][CIR_PART_DOMESTIC] + curve->middle.until[i][CIR_PART_REGIONAL] +
                               curve->middle.until[i][CIR_PART_GLOBAL]);
    }
    fprintf(out, "\nOver time, by money, until all has recovered: %s lost an hour, and so far\n", view->network->unit);
    int code = listing_print(&listing, LISTING_TEXT, terminal, out);
    cir_arena_free(&arena);
    return code;
}

/* ---- as CSV ---- */

static void set_exact(struct listing *listing, size_t column, double value)
{
    char digits[CIR_NUMBER_SIZE];
    struct cir_buffer buffer = {0};
    cir_buffer_add(&buffer, (struct cir_text){digits, cir_number_write_figures(digits, value, CSV_FIGURES)});
    listing_set_buffer(listing, column, &buffer);
}

static void add_moment(struct listing *listing, const struct impact_curve *curve, const struct impact_view *view,
                       size_t moment, size_t part)
{
    size_t column = 0;
    listing_row(listing);
    set_exact(listing, column++, curve->hours[moment]);
    listing_set(listing, column++, impact_parts[part]);
    set_exact(listing, column++, curve->ends[CIR_END_LOW].per_h[moment][part]);
    set_exact(listing, column++, curve->middle.per_h[moment][part]);
    set_exact(listing, column++, curve->ends[CIR_END_HIGH].per_h[moment][part]);
    set_exact(listing, column++, curve->ends[CIR_END_LOW].until[moment][part]);
    set_exact(listing, column++, curve->middle.until[moment][part]);
    set_exact(listing, column++, curve->ends[CIR_END_HIGH].until[moment][part]);
    listing_set(listing, column++, view->network->unit);
    if (view->network->year > 0)
        listing_set_format(listing, column, "%d", view->network->year);
    listing_set(listing, column + 1, view->network->licence);
}

int impact_print_curve_csv(const struct impact_curve *curve, const struct impact_view *view, FILE *out)
{
    static const struct listing_column columns[] = {{"hour", LISTING_NUMBER},
                                                    {"part", LISTING_WORDS},
                                                    {"lost_per_hour_low", LISTING_NUMBER},
                                                    {"lost_per_hour", LISTING_NUMBER},
                                                    {"lost_per_hour_high", LISTING_NUMBER},
                                                    {"lost_so_far_low", LISTING_NUMBER},
                                                    {"lost_so_far", LISTING_NUMBER},
                                                    {"lost_so_far_high", LISTING_NUMBER},
                                                    {"unit", LISTING_WORDS},
                                                    {"data_year", LISTING_NUMBER},
                                                    {"licence", LISTING_WORDS}};
    struct cir_arena arena = {0};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &arena);
    for (size_t i = 0; i < curve->count; i++)
        for (size_t part = 0; part < CIR_PARTS; part++)
            add_moment(&listing, curve, view, i, part);
    int code = listing_print(&listing, LISTING_CSV, &(struct terminal){.width = TERMINAL_WIDTH}, out);
    cir_arena_free(&arena);
    return code;
}

/* ---- as JSON ---- */

static json_t *parts_json(const double *values)
{
    json_t *object = json_object();
    for (size_t part = 0; part < CIR_PARTS; part++)
        json_object_set_new(object, impact_parts[part], json_real(values[part]));
    return object;
}

json_t *impact_curve_json(const struct impact_curve *curve)
{
    json_t *list = json_array();
    for (size_t i = 0; i < curve->count; i++)
        json_array_append_new(list, json_pack("{s:f, s:o, s:o}", "hour", curve->hours[i], "lost_per_hour",
                                              parts_json(curve->middle.per_h[i]), "lost_so_far",
                                              parts_json(curve->middle.until[i])));
    return list;
}
