/* The interval of a half-known incident holds whatever its unknowns turn out to be: the landmark incidents, completed
 * at random in every way that their cells allow, wholly or in part, never fall outside what was said of them before. */
#include "base/file.h"
#include "intake/cells.h"
#include "run.h"
#include "sheet.h"
#include "suite.h"

#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

enum {
    COMPLETIONS = 240,
    LANDMARKS = 80,
    SCHEMES = 12,
    SCOPED = 3,
    TEXT_SIZE = 512,
    HOURS_PER_DAY = 24,
    SECONDS_PER_HOUR = 3600
};

/* Rounding on the way from a number to its text and back. */
static const double TOLERANCE = 1e-9;

static const char *const yardsticks[SCHEMES] = {"gge",     "nciss",          "dora-2024-1772", "ciss",
                                                "ncsc-uk", "nis2-2024-2690", "es-rd43-2021",   "cn-2023-draft",
                                                "eurepoc", "enisa-telecom",  "jp-nisc",        "nis-cg"};
static const char *const scoped[SCOPED] = {"dora-2024-1772", "enisa-telecom", "es-rd43-2021"};
static const char *const *schemes; /* those at hand */
static size_t scheme_count;

struct incident {
    struct cir_cell cells[CIR_FIELDS_MAX];
    char texts[CIR_FIELDS_MAX][TEXT_SIZE];
};

static struct cir_classifier *classifier;
static gsl_rng *rng;

static const struct cir_definitions *definitions(void)
{
    return cir_classifier_definitions(classifier);
}

static const struct cir_fields *fields(void)
{
    return cir_classifier_fields(classifier);
}

static bool chance(double share)
{
    return gsl_rng_uniform(rng) < share;
}

static size_t below(size_t count)
{
    return (size_t)gsl_rng_uniform_int(rng, (unsigned long)count);
}

static bool is_open(const struct cir_cell *cell)
{
    return cell->state == CIR_CELL_BLANK || cell->state == CIR_CELL_UNKNOWN;
}

/* ---- what a cell may turn out to be, as text ---- */

/* A number of a range: its ends, and what lies between; of an open one any decade. */
static double draw_number(double low, double high, bool whole)
{
    if (chance(0.2) || low == high)
        return low;
    if (isinf(high))
        return floor((low + 1) * pow(10, 9 * gsl_rng_uniform(rng)));
    if (chance(0.2))
        return high;
    double drawn = low + (high - low) * gsl_rng_uniform(rng);
    return whole && floor(drawn) >= low ? floor(drawn) : drawn;
}

static double greatest_of(const struct cir_field *field)
{
    bool is_share = field->type == CIR_TYPE_SHARE || field->type == CIR_TYPE_LOSS;
    return is_share ? 1 : field->unit != NULL && strcmp(field->unit, "0..100") == 0 ? 100 : INFINITY;
}

static void write_number(char *text, const struct cir_field *field, const struct cir_cell *cell)
{
    bool open = is_open(cell);
    double low = open ? 0 : cell->number.low;
    double high = open ? greatest_of(field) : cell->number.high;
    snprintf(text, TEXT_SIZE, "%.17g", draw_number(low, high, field->type == CIR_TYPE_COUNT));
}

/* An instant of the span that the date was given with. */
static void write_date(char *text, const struct cir_cell *cell)
{
    if (is_open(cell) || isinf(cell->number.low) || isinf(cell->number.high))
        return;
    double hour = floor(draw_number(cell->number.low, cell->number.high, true));
    time_t seconds = (time_t)(fmax(hour, cell->number.low) * SECONDS_PER_HOUR);
    struct tm moment;
    gmtime_r(&seconds, &moment);
    strftime(text, TEXT_SIZE, "%Y-%m-%dT%H:%M:%SZ", &moment);
}

/* The n-th bit that is set. */
static unsigned nth_bit(uint64_t bits, size_t n)
{
    for (; n > 0; n--)
        bits &= bits - 1;
    return (unsigned)__builtin_ctzll(bits);
}

static unsigned draw_bit(uint64_t bits)
{
    return nth_bit(bits, below((size_t)__builtin_popcountll(bits)));
}

static uint64_t all_options(size_t count)
{
    return (UINT64_C(1) << count) - 1;
}

static void write_option(char *text, const struct cir_field *field, const struct cir_cell *cell)
{
    static const char *const yes_or_no[] = {"no", "yes"};
    const char *const *names = field->type == CIR_TYPE_YESNO ? yes_or_no : field->options;
    size_t count = field->type == CIR_TYPE_YESNO ? 2 : field->option_count;
    uint64_t options = is_open(cell) ? all_options(count) : cell->options;
    if (!is_open(cell) && cell->together)
        return;
    unsigned first = draw_bit(options);
    unsigned second = draw_bit(options);
    bool several = is_open(cell) && field->type == CIR_TYPE_OPTIONS && first != second && chance(0.3);
    snprintf(text, TEXT_SIZE, "%s%s%s", names[first], several ? ";" : "", several ? names[second] : "");
}

/* The code of an industry that is outside every sector. */
static void write_no_sector(char *text)
{
    for (size_t i = 0; i < definitions()->crosswalk_count; i++) {
        const struct cir_crosswalk *row = &definitions()->crosswalk[i];
        if (row->sector == CIR_SECTOR_NONE)
            snprintf(text, TEXT_SIZE, "%s:%s", row->system, row->code);
    }
}

static void write_sectors(char *text, const struct cir_cell *cell)
{
    const struct cir_sector *sectors = definitions()->sectors;
    if (!is_open(cell) && cell->together)
        return;
    const uint64_t none = UINT64_C(1) << CIR_SECTOR_NONE;
    unsigned first = draw_bit(is_open(cell) ? all_options(definitions()->sector_count) | none : cell->options);
    if (first == CIR_SECTOR_NONE) {
        write_no_sector(text);
        return;
    }
    size_t used = (size_t)snprintf(text, TEXT_SIZE, "%s", sectors[first].code);
    for (size_t i = 0; is_open(cell) && chance(0.4) && i < 4; i++)
        used +=
            (size_t)snprintf(text + used, TEXT_SIZE - used, ";%s", sectors[below(definitions()->sector_count)].code);
}

static const struct cir_country *draw_country(void)
{
    return &definitions()->countries[below(definitions()->country_count)];
}

static void write_one_of_states(char *text, const struct cir_states *states)
{
    size_t left = below(cir_states_count(states));
    for (unsigned i = 0; i < definitions()->country_count; i++)
        if (cir_states_has(states, i) && left-- == 0)
            snprintf(text, TEXT_SIZE, "%s", definitions()->countries[i].alpha2);
}

static void write_states(char *text, const struct cir_cell *cell, bool may_be_none)
{
    if (!is_open(cell)) {
        if (!cell->together && cir_states_count(&cell->states) > 1)
            write_one_of_states(text, &cell->states);
        return;
    }
    bool is_none = may_be_none && chance(0.3);
    size_t used = (size_t)snprintf(text, TEXT_SIZE, "%s", is_none ? "none" : draw_country()->alpha2);
    if (is_none || !may_be_none)
        return;
    for (size_t i = below(50); i > 0; i--)
        used += (size_t)snprintf(text + used, TEXT_SIZE - used, ";%s", draw_country()->alpha2);
}

static void write_currency(char *text, const struct cir_cell *cell)
{
    if (is_open(cell))
        snprintf(text, TEXT_SIZE, "%s", definitions()->currencies[below(definitions()->currency_count)].code);
}

static void write_value(char *text, unsigned number, const struct cir_cell *cell)
{
    const struct cir_field *field = &fields()->list[number];
    switch (field->type) {
    case CIR_TYPE_ID:
    case CIR_TYPE_TEXT:
        return;
    case CIR_TYPE_DATE:
        write_date(text, cell);
        return;
    case CIR_TYPE_STATES:
        write_states(text, cell, number == CIR_FIELD_OTHER_COUNTRIES);
        return;
    case CIR_TYPE_SECTORS:
        write_sectors(text, cell);
        return;
    case CIR_TYPE_OPTION:
    case CIR_TYPE_OPTIONS:
    case CIR_TYPE_YESNO:
        write_option(text, field, cell);
        return;
    case CIR_TYPE_CURRENCY:
        write_currency(text, cell);
        return;
    case CIR_TYPE_COUNT:
    case CIR_TYPE_NUMBER:
    case CIR_TYPE_AMOUNT:
    case CIR_TYPE_SHARE:
    case CIR_TYPE_LOSS:
        write_number(text, field, cell);
        return;
    }
}

/* ---- incidents ---- */

static void read_cell(struct incident *incident, unsigned number, struct cir_text text)
{
    const struct cir_cell_format format = cir_cell_format_plain();
    struct cir_cell_fault fault;
    bool good = cir_cell_read(&incident->cells[number], &fields()->list[number], &format, definitions(), text, &fault);
    if (!good)
        printf("%s: '%s': expected %s\n", fields()->list[number].name, text.data, fault.expected);
    CU_ASSERT_TRUE(good);
    snprintf(incident->texts[number], TEXT_SIZE, "%.*s", CIR_TEXT_ARGS(text));
}

static void read_incident(struct incident *incident, const struct sheet *landmarks, size_t row)
{
    *incident = (struct incident){0};
    for (unsigned i = 0; i < fields()->count; i++)
        if (sheet_column(landmarks, fields()->list[i].name) < landmarks->header.count)
            read_cell(incident, i, sheet_cell(landmarks, row, fields()->list[i].name));
}

/* Cells that other cells answer already: to complete them too would be to contradict what is known. */
static bool is_answered_elsewhere(const struct incident *incident, unsigned number)
{
    const struct cir_cell *cells = incident->cells;
    switch (number) {
    case CIR_FIELD_PEOPLE_UNIT: /* blank means persons */
        return cells[CIR_FIELD_PEOPLE_UNIT].state == CIR_CELL_BLANK;
    case CIR_FIELD_PEOPLE_SHARE: /* people / population */
        return true;
    case CIR_FIELD_LOSS_USD: /* loss in its currency */
        return cells[CIR_FIELD_LOSS].state == CIR_CELL_KNOWN;
    case CIR_FIELD_LOSS:
        return true;
    case CIR_FIELD_RECORDS_AFFECTED: /* none */
        return cells[CIR_FIELD_INFORMATION].state == CIR_CELL_KNOWN && (cells[CIR_FIELD_INFORMATION].options & 1) != 0;
    case CIR_FIELD_REACH: /* what the States tell: see complete_reach */
        return true;
    default:
        return false;
    }
}

static void complete(struct incident *completed, const struct incident *incident, bool wholly)
{
    for (unsigned i = 0; i < fields()->count; i++) {
        const struct cir_cell *cell = &incident->cells[i];
        memcpy(completed->texts[i], incident->texts[i], TEXT_SIZE);
        if (cell->state == CIR_CELL_NOT_APPLICABLE || (is_open(cell) && is_answered_elsewhere(incident, i)))
            continue;
        if (wholly || chance(0.6))
            write_value(completed->texts[i], i, cell);
    }
}

/* One State alone is no more than national: reach.csv speaks from two States on. */
static void complete_reach(struct incident *completed, const struct incident *incident)
{
    static const char *const of_one_state[] = {"local", "subnational", "national"};
    const char *others = completed->texts[CIR_FIELD_OTHER_COUNTRIES];
    bool one_state = strcmp(others, "none") == 0 && strlen(completed->texts[CIR_FIELD_COUNTRY]) == 2;
    const struct cir_cell *reach = &incident->cells[CIR_FIELD_REACH];
    if (is_open(reach) && one_state)
        snprintf(completed->texts[CIR_FIELD_REACH], TEXT_SIZE, "%s", of_one_state[below(3)]);
    else if (!is_open(reach) && reach->state == CIR_CELL_KNOWN)
        write_value(completed->texts[CIR_FIELD_REACH], CIR_FIELD_REACH, reach);
}

static void judge(const struct incident *incident, struct cir_verdict verdicts[SCHEMES])
{
    struct cir_fact facts[CIR_FIELDS_MAX];
    struct cir_error error;
    for (unsigned i = 0; i < fields()->count; i++)
        facts[i] = (struct cir_fact){fields()->list[i].name, incident->texts[i]};
    facts[CIR_FIELD_ID].text = "any";
    facts[CIR_FIELD_DATE_END].text = ""; /* no scheme here asks it, and drawn by itself it may lie before the date */
    enum cir_status status = cir_classify(classifier, facts, fields()->count, verdicts, &error);
    if (status != CIR_OK)
        printf("%s\n", error.message);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
}

/* ---- the promise ---- */

/* Whether the scope is what is asked for: the scopes here have one clause without groups. */
static bool may_not_apply(const struct cir_verdict *verdict, const struct cir_scheme *scheme)
{
    unsigned asked = verdict->reason_number;
    return verdict->level == CIR_LEVEL_UNKNOWN && verdict->reason == CIR_REASON_CRITERION && scheme->scope != NULL &&
           (scheme->scope->clauses[0].conditions[0].criteria[asked / 64] >> (asked % 64) & 1) != 0;
}

/* Nothing is told of what may turn out to lie outside the scope of the scheme. */
static bool is_within(const struct cir_verdict *inner, const struct cir_verdict *outer, const struct cir_scheme *scheme)
{
    if (outer->level == CIR_LEVEL_NOT_APPLICABLE || inner->level == CIR_LEVEL_NOT_APPLICABLE)
        return outer->level == inner->level || may_not_apply(outer, scheme);
    bool scores = isnan(outer->score.low) || (inner->score.low >= outer->score.low - TOLERANCE &&
                                              inner->score.high <= outer->score.high + TOLERANCE);
    bool point = isnan(inner->score.point) || (inner->score.point >= outer->score.low - TOLERANCE &&
                                               inner->score.point <= outer->score.high + TOLERANCE);
    bool levels = inner->level_low >= outer->level_low && inner->level_high <= outer->level_high;
    bool level =
        inner->level == CIR_LEVEL_UNKNOWN || (inner->level >= outer->level_low && inner->level <= outer->level_high);
    return scores && point && levels && level;
}

static void tell(const struct incident *completed, const char *scheme, const struct cir_verdict *inner,
                 const struct cir_verdict *outer)
{
    printf("%s: %s: %g..%g..%g level %d..%d..%d is not within %g..%g level %d..%d:", completed->texts[CIR_FIELD_ID],
           scheme, inner->score.low, inner->score.point, inner->score.high, inner->level_low, inner->level,
           inner->level_high, outer->score.low, outer->score.high, outer->level_low, outer->level_high);
    for (unsigned i = 0; i < fields()->count; i++)
        if (completed->texts[i][0] != '\0' && fields()->list[i].type != CIR_TYPE_TEXT)
            printf(" %s=%s", fields()->list[i].name, completed->texts[i]);
    printf("\n");
}

/* What happened by scheme, so that the test cannot pass by trying nothing. */
struct counts {
    unsigned open;    /* incidents whose verdict was not sure */
    unsigned moved;   /* completions whose level was another than the least that was sure */
    unsigned sure;    /* completions of which nothing is open any more */
    unsigned outside; /* completions that lie outside the scope, where that was not sure */
    unsigned inside;  /* completions that lie inside, where that was not sure */
};

static void try_completion(const struct incident *incident, const struct cir_verdict before[SCHEMES], bool wholly,
                           struct counts counts[SCHEMES])
{
    static struct incident completed;
    struct cir_verdict after[SCHEMES];
    complete(&completed, incident, wholly);
    complete_reach(&completed, incident);
    judge(&completed, after);
    for (size_t i = 0; i < scheme_count; i++) {
        bool within = is_within(&after[i], &before[i], cir_classifier_scheme(classifier, i));
        if (!within)
            tell(&completed, schemes[i], &after[i], &before[i]);
        CU_ASSERT_TRUE(within);
        bool may_lie_outside = may_not_apply(&before[i], cir_classifier_scheme(classifier, i));
        counts[i].outside += may_lie_outside && after[i].level == CIR_LEVEL_NOT_APPLICABLE;
        counts[i].inside += may_lie_outside && cir_level_is_told(after[i].level);
        counts[i].moved += after[i].level > before[i].level_low;
        counts[i].sure +=
            after[i].level_low == after[i].level_high && !(after[i].score.high - after[i].score.low > TOLERANCE);
    }
}

static void try_incident(const struct incident *incident, struct counts counts[SCHEMES])
{
    struct cir_verdict before[SCHEMES];
    judge(incident, before);
    for (size_t i = 0; i < scheme_count; i++)
        counts[i].open += before[i].level_low < before[i].level_high;
    for (unsigned i = 0; i < COMPLETIONS; i++)
        try_completion(incident, before, i % 3 != 0, counts);
}

static void read_landmarks(struct sheet *landmarks)
{
    struct cir_buffer text = {0};
    CU_ASSERT_EQUAL_FATAL(cir_file_read(&text, CIR_SOURCE_DIR "/datasets/incidents/landmarks.csv", NULL), CIR_OK);
    sheet_read(landmarks, cir_buffer_text(&text), ',');
    cir_buffer_free(&text);
}

static void try_landmarks(struct counts counts[SCHEMES], const char *const *names, size_t count, enum cir_scope_use use)
{
    static struct incident incident;
    struct sheet landmarks;
    schemes = names;
    scheme_count = count;
    classifier = run_classifier(schemes, scheme_count);
    cir_classifier_use_scopes(classifier, use);
    rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 2385);
    read_landmarks(&landmarks);
    CU_ASSERT_TRUE(landmarks.row_count > LANDMARKS);
    for (size_t row = 0; row < landmarks.row_count; row++) {
        read_incident(&incident, &landmarks, row);
        try_incident(&incident, counts);
    }
    sheet_free(&landmarks);
    gsl_rng_free(rng);
    cir_classifier_free(classifier);
}

static void test_completions__never_leave_the_interval(void)
{
    struct counts counts[SCHEMES] = {{0}};
    try_landmarks(counts, yardsticks, SCHEMES, CIR_SCOPE_IGNORE);
    for (size_t i = 0; i < scheme_count; i++) {
        printf("%s: %u landmarks open, %u completions sure, %u above the least\n", schemes[i], counts[i].open,
               counts[i].sure, counts[i].moved);
        CU_ASSERT_TRUE(counts[i].open > LANDMARKS / 4);
        CU_ASSERT_TRUE(counts[i].sure > LANDMARKS * COMPLETIONS / 4);
        CU_ASSERT_TRUE(counts[i].moved > LANDMARKS);
    }
}

static void test_completions__never_belie_the_scope(void)
{
    struct counts counts[SCHEMES] = {{0}};
    try_landmarks(counts, scoped, SCOPED, CIR_SCOPE_APPLY);
    for (size_t i = 0; i < scheme_count; i++) {
        printf("%s: %u completions turn out outside, %u inside\n", schemes[i], counts[i].outside, counts[i].inside);
        CU_ASSERT_TRUE(counts[i].outside > 20);
        CU_ASSERT_TRUE(counts[i].inside > 20);
    }
}

/* The judge itself. */
static void test_completions__outside_are_found(void)
{
    const struct cir_verdict outer = {.level = 2, .level_low = 1, .level_high = 3, .score = {20.5, 30.25, 62.385, 0.5}};
    const struct cir_scheme scheme = {.scope = NULL};
    struct cir_verdict inner = outer;
    CU_ASSERT_TRUE(is_within(&inner, &outer, &scheme));
    inner.score.high = 62.386;
    CU_ASSERT_FALSE(is_within(&inner, &outer, &scheme));
    inner = outer;
    inner.score.low = 20.4;
    CU_ASSERT_FALSE(is_within(&inner, &outer, &scheme));
    inner = outer;
    inner.level_low = 0;
    CU_ASSERT_FALSE(is_within(&inner, &outer, &scheme));
    inner = outer;
    inner.level = inner.level_high = 4;
    CU_ASSERT_FALSE(is_within(&inner, &outer, &scheme));
    inner.level = inner.level_low = inner.level_high = CIR_LEVEL_NOT_APPLICABLE;
    CU_ASSERT_FALSE(is_within(&inner, &outer, &scheme));
    CU_ASSERT_FALSE(is_within(&outer, &inner, &scheme));
    CU_ASSERT_TRUE(is_within(&inner, &inner, &scheme));
}

CIR_SUITE("completions", {"never leave the interval", test_completions__never_leave_the_interval},
          {"never belie the scope", test_completions__never_belie_the_scope},
          {"outside are found", test_completions__outside_are_found})
