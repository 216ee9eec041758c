/* Incidents go the way that they go in a run: measured, told alone, gathered, told together. */
#include "measures/joint_impact.h"

#include "campaign/outages.h"
#include "measures/impacts.h"
#include "suite.h"

#include <gsl/gsl_rng.h>
#include <math.h>

enum { STATES = 6, COUNTRIES = 9, STRANGER = 2, INCIDENTS = 5, TRIES = 3000 };

/* A network of two sectors in States 0 and 1, and State 2, which is cut out of the rest: hours 0 and 10; what it tells is
 * made up. */
static const double hours[] = {0, 10};
static const float few[] = {.5F, .002F, .0004F, .0002F, 0, 0};
static const float more[] = {.9F, .3F, .02F, .004F, .001F, 0};
static const float strange[] = {.2F, .1F, .01F, .003F, .0005F, .0003F, 0};

static const struct cir_impact_summary power = {
    .output_per_h = 20,
    .money_per_h = {1, .5, .25},
    .state_count = STATES,
    .hours = {{{0, 2, 0}, {0, 0, 0}, {few, STATES}, {few, STATES}, {"A:x", 3}},
              {{8, 2, 1}, {0, 20, 0}, {few, STATES}, {more, STATES}, {"B:y;A:x", 7}}},
};

static const struct cir_impact_summary health = {
    .output_per_h = 10,
    .money_per_h = {.3, .1, .1},
    .state_count = STATES,
    .hours = {{{.2, .2, .2}, {0, 0, 0}, {few, STATES}, {few, STATES}, {"A:h", 3}},
              {{.4, .2, .9}, {2, 2, 2}, {few, STATES}, {few, STATES}, {"A:h", 3}}},
};

static const struct cir_impact_summary stranger = {
    .output_per_h = 3,
    .money_per_h = {.2, .7, .1},
    .state_count = STATES + 1,
    .hours = {{{0, .5, .1}, {0, 0, 0}, {strange, STATES + 1}, {strange, STATES + 1}, {"C:x", 3}},
              {{.1, 3, .1}, {0, 5, 1}, {strange, STATES + 1}, {strange, STATES + 1}, {"C:x", 3}}},
};

static const struct cir_impact_summary *find(void *context, unsigned country, unsigned sector)
{
    (void)context;
    if (country > STRANGER || sector > 1)
        return NULL;
    return country == STRANGER ? &stranger : sector == country ? &power : &health;
}

static const struct cir_impact_source source = {NULL, find, .001, hours, 2};

/* An incident: what is known of share and hours, and whom it hit. */
struct hit {
    double share_low, share, share_high;
    double low_h, point_h, high_h;
    struct cir_cell country;
    struct cir_cell sector;
};

static struct cir_cell states(uint64_t bits, bool together)
{
    struct cir_cell cell = {.state = CIR_CELL_KNOWN,
                            .first = (uint16_t)__builtin_ctzll(bits),
                            .count = (uint16_t)__builtin_popcountll(bits),
                            .together = together};
    cell.states.bits[0] = bits;
    return cell;
}

static struct cir_cell sectors(uint64_t bits, bool together)
{
    return (struct cir_cell){.state = CIR_CELL_KNOWN, .options = bits, .together = together};
}

static struct hit exact(double share, double duration_h, unsigned country, unsigned sector)
{
    return (struct hit){share,
                        share,
                        share,
                        duration_h,
                        duration_h,
                        duration_h,
                        states(UINT64_C(1) << country, false),
                        sectors(UINT64_C(1) << sector, false)};
}

static struct cir_incident_impact member_of(const struct hit *hit)
{
    struct cir_measured_single single = {.together = {0}};
    struct cir_measured measured = cir_measured_of_single(&single);
    struct cir_cell cells[CIR_FIELDS_MAX] = {{.state = CIR_CELL_BLANK}};
    struct cir_incident_impact member;
    cells[CIR_FIELD_COUNTRY] = hit->country;
    cells[CIR_FIELD_SECTOR] = hit->sector;
    cir_column_set_number(cir_measured_column(&measured, CIR_MEASURE_PEOPLE_SHARE), 0, hit->share_low, hit->share,
                          hit->share_high);
    cir_column_set_number(cir_measured_column(&measured, CIR_MEASURE_DERIVED + CIR_FIELD_SERVICE_LOSS), 0, 1, 1, 1);
    cir_column_set_number(cir_measured_column(&measured, CIR_MEASURE_DERIVED + CIR_FIELD_DURATION_H), 0, hit->low_h,
                          hit->point_h, hit->high_h);
    member.alone = cir_impact_measure(&source, &cells[CIR_FIELD_COUNTRY], &cells[CIR_FIELD_SECTOR], &measured, 0);
    member.has_meaning = cir_impacts_shock(&member.shock, cells, &measured, 0);
    return member;
}

static struct cir_row_impact alone(const struct hit *hit)
{
    return member_of(hit).alone;
}

static struct cir_row_impact together(const struct hit *hits, size_t count)
{
    struct cir_outages outages = {.joint = {.pairs = NULL}};
    struct cir_arena arena = {0};
    for (size_t i = 0; i < count; i++) {
        const struct cir_incident_impact member = member_of(&hits[i]);
        CU_ASSERT_TRUE_FATAL(cir_outages_add(&outages, &arena, &hits[i].country, &hits[i].sector, &member));
    }
    struct cir_row_impact impact = cir_joint_impact(&outages.joint, &source, STATES, COUNTRIES);
    cir_arena_free(&arena);
    return impact;
}

static bool is_near(double a, double b)
{
    return (isnan(a) && isnan(b)) || fabs(a - b) <= 1e-9 * (1 + fabs(b));
}

static void expect_same(const struct cir_row_impact *a, const struct cir_row_impact *b)
{
    bool are_same = a->outcome == b->outcome && is_near(a->direct, b->direct) &&
                    is_near(a->states_low, b->states_low) && is_near(a->states_high, b->states_high) &&
                    cir_text_equal(a->top, b->top);
    for (size_t i = 0; i < CIR_SUMMARY_PARTS; i++)
        are_same = are_same && is_near(a->low[i], b->low[i]) && is_near(a->high[i], b->high[i]);
    CU_ASSERT_TRUE(are_same);
}

/* ---- at random ---- */

static double draw(gsl_rng *rng, double low, double high)
{
    return low + (high - low) * gsl_rng_uniform(rng);
}

static bool toss(gsl_rng *rng)
{
    return gsl_rng_uniform(rng) < 0.5;
}

/* Of one State and sector, or of several, or of one of several. */
static struct hit draw_hit(gsl_rng *rng)
{
    struct hit hit = exact(0, 0, 0, 0);
    uint64_t countries = 1 + gsl_rng_uniform_int(rng, 7);
    hit.share_low = draw(rng, 0, .6);
    hit.share_high = toss(rng) ? hit.share_low : draw(rng, hit.share_low, 1);
    hit.share = sqrt(hit.share_low * hit.share_high);
    hit.low_h = draw(rng, 0, 14);
    hit.high_h = toss(rng) ? hit.low_h : draw(rng, hit.low_h, 40);
    hit.point_h = sqrt(hit.low_h * hit.high_h);
    hit.country = toss(rng) ? states(countries & -countries, false) : states(countries, toss(rng) && countries > 2);
    hit.sector = sectors(1 + gsl_rng_uniform_int(rng, 3), toss(rng));
    return hit;
}

static size_t draw_hits(gsl_rng *rng, struct hit *hits)
{
    size_t count = 1 + gsl_rng_uniform_int(rng, INCIDENTS);
    for (size_t i = 0; i < count; i++)
        hits[i] = draw_hit(rng);
    return count;
}

static uint64_t draw_bit(gsl_rng *rng, uint64_t bits)
{
    uint64_t one = 0;
    while ((one & bits) == 0)
        one = UINT64_C(1) << gsl_rng_uniform_int(rng, 3);
    return one;
}

/* What was left open, answered. */
static struct hit complete(gsl_rng *rng, const struct hit *open)
{
    struct hit hit = *open;
    hit.share_low = hit.share = hit.share_high = draw(rng, open->share_low, open->share_high);
    hit.low_h = hit.point_h = hit.high_h = draw(rng, open->low_h, open->high_h);
    if (!open->country.together)
        hit.country = states(draw_bit(rng, open->country.states.bits[0]), false);
    if (!open->sector.together)
        hit.sector = sectors(draw_bit(rng, open->sector.options), false);
    return hit;
}

static gsl_rng *start(void)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 2385);
    return rng;
}

/* ---- what it promises ---- */

static void test_joint_impact__of_one_incident_is_that_of_the_incident(void)
{
    gsl_rng *rng = start();
    for (int i = 0; i < TRIES; i++) {
        const struct hit hit = draw_hit(rng);
        const struct cir_row_impact row = alone(&hit);
        const struct cir_row_impact campaign = together(&hit, 1);
        expect_same(&campaign, &row);
    }
    gsl_rng_free(rng);
}

static void test_joint_impact__does_not_depend_on_the_order(void)
{
    gsl_rng *rng = start();
    for (int i = 0; i < TRIES; i++) {
        struct hit hits[INCIDENTS];
        size_t count = draw_hits(rng, hits);
        const struct cir_row_impact before = together(hits, count);
        for (size_t k = count - 1; k > 0; k--) {
            size_t other = gsl_rng_uniform_int(rng, k + 1);
            struct hit swapped = hits[k];
            hits[k] = hits[other];
            hits[other] = swapped;
        }
        const struct cir_row_impact after = together(hits, count);
        expect_same(&after, &before);
    }
    gsl_rng_free(rng);
}

static void test_joint_impact__is_no_less_than_the_worst_and_grows(void)
{
    gsl_rng *rng = start();
    for (int i = 0; i < TRIES; i++) {
        struct hit hits[INCIDENTS];
        size_t count = draw_hits(rng, hits);
        const struct cir_row_impact all = together(hits, count);
        const struct cir_row_impact fewer = together(hits, count > 1 ? count - 1 : 1);
        double greatest_low = 0;
        for (size_t k = 0; k < count; k++) {
            const struct cir_row_impact one = alone(&hits[k]);
            greatest_low = fmax(greatest_low, one.low[CIR_SUMMARY_REGIONAL]);
            CU_ASSERT_TRUE(all.states_low >= one.states_low && all.states_high >= one.states_high);
            for (size_t part = 0; part < CIR_SUMMARY_PARTS; part++)
                CU_ASSERT_TRUE(all.high[part] >= one.high[part] - 1e-9 && all.low[part] >= one.low[part]);
        }
        CU_ASSERT_EQUAL(all.low[CIR_SUMMARY_REGIONAL], greatest_low);
        for (size_t part = 0; part < CIR_SUMMARY_PARTS; part++)
            CU_ASSERT_TRUE(all.low[part] <= all.high[part] && all.high[part] >= fewer.high[part] - 1e-9);
        CU_ASSERT_TRUE(all.states_low <= all.states_high && all.states_high >= fewer.states_high);
        CU_ASSERT_TRUE(all.states_high <= STATES + 1);
    }
    gsl_rng_free(rng);
}

static void test_joint_impact__holds_every_completion(void)
{
    gsl_rng *rng = start();
    for (int i = 0; i < TRIES; i++) {
        struct hit hits[INCIDENTS];
        struct hit completed[INCIDENTS];
        size_t count = draw_hits(rng, hits);
        const struct cir_row_impact outer = together(hits, count);
        for (int k = 0; k < 8; k++) {
            for (size_t n = 0; n < count; n++)
                completed[n] = complete(rng, &hits[n]);
            const struct cir_row_impact inner = together(completed, count);
            for (size_t part = 0; part < CIR_SUMMARY_PARTS; part++)
                CU_ASSERT_TRUE(inner.low[part] >= outer.low[part] - 1e-9 &&
                               inner.high[part] <= outer.high[part] + 1e-9);
            CU_ASSERT_TRUE(inner.states_low >= outer.states_low && inner.states_high <= outer.states_high);
        }
    }
    gsl_rng_free(rng);
}

/* ---- by hand ---- */

static double part_loss(const struct cir_impact_summary *summary, size_t part, double duration_h)
{
    const struct cir_summary_hour *hour = &summary->hours[duration_h > hours[1]];
    double functional =
        hour->functional_until[part] + hour->functional_per_h[part] * (duration_h - hours[duration_h > hours[1]]);
    return fmax(summary->money_per_h[part] * duration_h, functional);
}

static void test_joint_impact__of_a_pair_hit_twice_is_lost_last(void)
{
    const struct hit hits[] = {exact(.3, 10, 0, 0), exact(.5, 5, 0, 0)};
    const struct cir_row_impact impact = together(hits, 2);
    double last_h = (.3 * 10 + .5 * 5) / .8;
    for (size_t part = 0; part < CIR_SUMMARY_PARTS; part++) {
        double high = .8 * (part_loss(&power, part, 15) - part_loss(&power, part, 15 - last_h));
        CU_ASSERT_DOUBLE_EQUAL(impact.high[part], high, 1e-12);
        CU_ASSERT_EQUAL(impact.low[part], fmax(alone(&hits[0]).low[part], alone(&hits[1]).low[part]));
    }
    CU_ASSERT_TRUE(impact.high[CIR_SUMMARY_DOMESTIC] >
                   alone(&hits[0]).high[CIR_SUMMARY_DOMESTIC] + alone(&hits[1]).high[CIR_SUMMARY_DOMESTIC]);
    CU_ASSERT_DOUBLE_EQUAL(impact.direct, sqrt(3 * 5.5) * 20, 1e-9); /* 3 to 5.5 hours of the whole */
}

static void test_joint_impact__never_loses_more_than_the_whole(void)
{
    const struct hit hits[] = {exact(.9, 12, 0, 0), exact(.8, 12, 0, 0), exact(1, 12, 0, 0)};
    const struct cir_row_impact impact = together(hits, 3);
    double lost_h = (.9 + .8 + 1) * 12;
    for (size_t part = 0; part < CIR_SUMMARY_PARTS; part++)
        CU_ASSERT_DOUBLE_EQUAL(impact.high[part], part_loss(&power, part, 36) - part_loss(&power, part, 36 - lost_h),
                               1e-9);
}

static void test_joint_impact__of_several_pairs_is_added_up(void)
{
    const struct hit hits[] = {exact(.3, 10, 0, 0), exact(.5, 5, 0, 1), exact(.2, 20, 1, 1)};
    const struct cir_row_impact impact = together(hits, 3);
    double direct = 0;
    double high = 0;
    for (size_t i = 0; i < 3; i++) {
        direct += alone(&hits[i]).direct;
        high += alone(&hits[i]).high[CIR_SUMMARY_GLOBAL];
    }
    CU_ASSERT_DOUBLE_EQUAL(impact.direct, direct, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(impact.high[CIR_SUMMARY_GLOBAL], high, 1e-9);
}

/* Twenty small outages at once reach States that none of them reaches. */
static void test_joint_impact__reaches_together_what_none_reaches_alone(void)
{
    struct hit hits[20];
    for (size_t i = 0; i < 20; i++)
        hits[i] = exact(.04, 6, 0, 0);
    CU_ASSERT_EQUAL(alone(&hits[0]).states_high, 1);    /* .04 x .5 */
    CU_ASSERT_EQUAL(together(hits, 2).states_high, 3);  /* after 12 h .08 x .02 */
    CU_ASSERT_EQUAL(together(hits, 20).states_high, 4); /* .8 x .004 */
    CU_ASSERT_EQUAL(together(hits, 20).states_low, 1);
}

enum { STEPS_PER_H = 4, LONGEST = 12 * STEPS_PER_H, DAYS = 3, STEPS = DAYS * 24 * STEPS_PER_H };

/* What is lost when outages of one pair begin at some step each; stocks are full again as soon as none of them lasts. */
static double simulate(const double *shares, const size_t *begin, const size_t *lasts, size_t count, size_t part)
{
    double lost = 0;
    double since_h = 0;
    for (size_t step = 0; step < STEPS; step++) {
        double share = 0;
        for (size_t i = 0; i < count; i++)
            share += step >= begin[i] && step < begin[i] + lasts[i] ? shares[i] : 0;
        double next_h = share > 0 ? since_h + 1.0 / STEPS_PER_H : 0;
        if (share > 0)
            lost += fmin(share, 1) * (part_loss(&power, part, next_h) - part_loss(&power, part, since_h));
        since_h = next_h;
    }
    return lost;
}

/* However the outages of a pair lie in time. */
static void test_joint_impact__holds_every_course_of_events(void)
{
    gsl_rng *rng = start();
    double closest = 0;
    for (int i = 0; i < TRIES; i++) {
        struct hit hits[INCIDENTS];
        double shares[INCIDENTS];
        size_t begin[INCIDENTS], lasts[INCIDENTS];
        size_t count = 1 + gsl_rng_uniform_int(rng, INCIDENTS);
        for (size_t k = 0; k < count; k++) {
            shares[k] = draw(rng, 0.01, .7);
            lasts[k] = 1 + gsl_rng_uniform_int(rng, LONGEST);
            begin[k] = toss(rng) || k == 0 ? gsl_rng_uniform_int(rng, 48) : begin[k - 1] + lasts[k - 1];
            hits[k] = exact(shares[k], (double)lasts[k] / STEPS_PER_H, 0, 0);
        }
        const struct cir_row_impact impact = together(hits, count);
        for (size_t part = 0; part < CIR_SUMMARY_PARTS; part++) {
            double lost = simulate(shares, begin, lasts, count, part);
            CU_ASSERT_TRUE(lost <= impact.high[part] + 1e-9);
            closest = fmax(closest, count > 1 && impact.high[part] > 0 ? lost / impact.high[part] : 0);
        }
    }
    CU_ASSERT_TRUE(closest > 0.99); /* and no more than that is told */
    gsl_rng_free(rng);
}

/* One of two pairs was hit, and the other one surely. */
static void test_joint_impact__counts_a_choice_once_where_it_does_the_most(void)
{
    struct hit hits[] = {exact(.3, 10, 0, 0), exact(.5, 5, 0, 0)};
    hits[1].sector = sectors(3, false);
    const struct cir_row_impact impact = together(hits, 2);
    for (size_t part = 0; part < CIR_SUMMARY_PARTS; part++) {
        double same =
            .8 * (part_loss(&power, part, 15) - part_loss(&power, part, 15 - 5.5 / .8)); /* by hours lost, 3 to 2.5 */
        double other = .5 * part_loss(&health, part, 5);
        CU_ASSERT_DOUBLE_EQUAL(impact.high[part], same * 3 / 5.5 + fmax(same * 2.5 / 5.5, other), 1e-9);
    }
    CU_ASSERT_TRUE(isnan(impact.direct));
}

static void test_joint_impact__is_open_where_an_incident_cannot_be_told(void)
{
    struct hit hits[] = {exact(.3, 10, 0, 0), exact(.5, 5, 0, 1), exact(.5, 5, 0, 1)};
    const struct cir_row_impact worst = alone(&hits[0]);
    hits[1].country = (struct cir_cell){.state = CIR_CELL_UNKNOWN};
    hits[2].country = states(UINT64_C(1) << 9, false); /* no State of the network */
    for (size_t other = 1; other <= 2; other++) {
        const struct hit both[] = {hits[other], hits[0]};
        const struct cir_row_impact impact = together(both, 2);
        CU_ASSERT_EQUAL(impact.outcome, CIR_IMPACT_TOLD);
        CU_ASSERT_TRUE(isnan(impact.direct) && isnan(impact.high[CIR_SUMMARY_DOMESTIC]));
        CU_ASSERT_EQUAL(impact.low[CIR_SUMMARY_GLOBAL], worst.low[CIR_SUMMARY_GLOBAL]);
        CU_ASSERT_TRUE(impact.states_low == worst.states_low && impact.states_high == COUNTRIES);
        CU_ASSERT(cir_text_equal(impact.top, worst.top));
    }
    CU_ASSERT_EQUAL(together(&hits[1], 1).outcome, CIR_IMPACT_CANNOT_TELL);
    CU_ASSERT_EQUAL(together(&hits[2], 1).outcome, CIR_IMPACT_NOT_IN_NETWORK);
    CU_ASSERT_EQUAL(together(&hits[1], 2).outcome, CIR_IMPACT_CANNOT_TELL);
    CU_ASSERT_TRUE(isnan(together(&hits[1], 1).states_high));
}

static void test_joint_impact__of_what_is_no_outage_is_none(void)
{
    struct hit hits[] = {exact(.3, 10, 0, 0), exact(.5, 5, 0, 1)};
    hits[1].low_h = NAN; /* n/a */
    const struct cir_row_impact impact = together(hits, 2);
    const struct cir_row_impact one = alone(&hits[0]);
    expect_same(&impact, &one);
    CU_ASSERT_EQUAL(together(&hits[1], 1).outcome, CIR_IMPACT_CANNOT_TELL);
}

static void test_joint_impact__without_a_greatest_duration_has_no_high_end(void)
{
    struct hit hits[] = {exact(.3, 10, 0, 0), exact(.5, 5, 0, 0)};
    hits[1].high_h = INFINITY;
    hits[1].point_h = NAN;
    hits[1].low_h = 0;
    const struct cir_row_impact impact = together(hits, 2);
    CU_ASSERT_TRUE(isnan(impact.direct) && isnan(impact.high[CIR_SUMMARY_DOMESTIC]));
    CU_ASSERT_EQUAL(impact.low[CIR_SUMMARY_DOMESTIC], alone(&hits[0]).low[CIR_SUMMARY_DOMESTIC]);
    CU_ASSERT_EQUAL(impact.states_high, 4);
}

/* A country that is cut out of the rest is one more State. */
static void test_joint_impact__reaches_no_more_states_than_there_are(void)
{
    struct hit hits[INCIDENTS];
    for (unsigned i = 0; i < INCIDENTS; i++)
        hits[i] = exact(1, 20, i % 3, 1);
    CU_ASSERT_EQUAL(together(hits, 2).states_high, STATES);
    CU_ASSERT_EQUAL(together(hits, INCIDENTS).states_high, STATES + 1);
}

CIR_SUITE("joint_impact",
          {"of one incident is that of the incident", test_joint_impact__of_one_incident_is_that_of_the_incident},
          {"does not depend on the order", test_joint_impact__does_not_depend_on_the_order},
          {"is no less than the worst, and grows", test_joint_impact__is_no_less_than_the_worst_and_grows},
          {"holds every completion", test_joint_impact__holds_every_completion},
          {"of a pair hit twice is lost last", test_joint_impact__of_a_pair_hit_twice_is_lost_last},
          {"never loses more than the whole", test_joint_impact__never_loses_more_than_the_whole},
          {"of several pairs is added up", test_joint_impact__of_several_pairs_is_added_up},
          {"reaches together what none reaches alone", test_joint_impact__reaches_together_what_none_reaches_alone},
          {"holds every course of events", test_joint_impact__holds_every_course_of_events},
          {"counts a choice once, where it does the most",
           test_joint_impact__counts_a_choice_once_where_it_does_the_most},
          {"is open where an incident cannot be told", test_joint_impact__is_open_where_an_incident_cannot_be_told},
          {"of what is no outage is none", test_joint_impact__of_what_is_no_outage_is_none},
          {"without a greatest duration has no high end",
           test_joint_impact__without_a_greatest_duration_has_no_high_end},
          {"reaches no more States than there are", test_joint_impact__reaches_no_more_states_than_there_are})
