#include "completion.h"

#include "base/file.h"
#include "intake/cells.h"

#include <CUnit/CUnit.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

enum { SECONDS_PER_HOUR = 3600 };

static const struct cir_classifier *classifier;
static gsl_rng *rng;

void completion_use(const struct cir_classifier *of, gsl_rng *random)
{
    classifier = of;
    rng = random;
}

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
    snprintf(text, COMPLETION_TEXT_SIZE, "%.17g", draw_number(low, high, field->type == CIR_TYPE_COUNT));
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
    strftime(text, COMPLETION_TEXT_SIZE, "%Y-%m-%dT%H:%M:%SZ", &moment);
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
    snprintf(text, COMPLETION_TEXT_SIZE, "%s%s%s", names[first], several ? ";" : "", several ? names[second] : "");
}

/* The code of an industry that is outside every sector. */
static void write_no_sector(char *text)
{
    for (size_t i = 0; i < definitions()->crosswalk_count; i++) {
        const struct cir_crosswalk *row = &definitions()->crosswalk[i];
        if (row->sector == CIR_SECTOR_NONE)
            snprintf(text, COMPLETION_TEXT_SIZE, "%s:%s", row->system, row->code);
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
    size_t used = (size_t)snprintf(text, COMPLETION_TEXT_SIZE, "%s", sectors[first].code);
    for (size_t i = 0; is_open(cell) && chance(0.4) && i < 4; i++)
        used += (size_t)snprintf(text + used, COMPLETION_TEXT_SIZE - used, ";%s",
                                 sectors[below(definitions()->sector_count)].code);
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
            snprintf(text, COMPLETION_TEXT_SIZE, "%s", definitions()->countries[i].alpha2);
}

static void write_states(char *text, const struct cir_cell *cell, bool may_be_none)
{
    if (!is_open(cell)) {
        if (!cell->together && cir_states_count(&cell->states) > 1)
            write_one_of_states(text, &cell->states);
        return;
    }
    bool is_none = may_be_none && chance(0.3);
    size_t used = (size_t)snprintf(text, COMPLETION_TEXT_SIZE, "%s", is_none ? "none" : draw_country()->alpha2);
    if (is_none || !may_be_none)
        return;
    for (size_t i = below(50); i > 0; i--)
        used += (size_t)snprintf(text + used, COMPLETION_TEXT_SIZE - used, ";%s", draw_country()->alpha2);
}

static void write_currency(char *text, const struct cir_cell *cell)
{
    if (is_open(cell))
        snprintf(text, COMPLETION_TEXT_SIZE, "%s",
                 definitions()->currencies[below(definitions()->currency_count)].code);
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

static void read_cell(struct completion *incident, unsigned number, struct cir_text text)
{
    const struct cir_cell_format format = cir_cell_format_plain();
    struct cir_cell_fault fault;
    bool good = cir_cell_read(&incident->cells[number], &fields()->list[number], &format, definitions(), text, &fault);
    if (!good)
        printf("%s: '%s': expected %s\n", fields()->list[number].name, text.data, fault.expected);
    CU_ASSERT_TRUE(good);
    snprintf(incident->texts[number], COMPLETION_TEXT_SIZE, "%.*s", CIR_TEXT_ARGS(text));
}

void completion_read(struct completion *incident, const struct sheet *landmarks, size_t row)
{
    *incident = (struct completion){0};
    for (unsigned i = 0; i < fields()->count; i++)
        if (sheet_column(landmarks, fields()->list[i].name) < landmarks->header.count)
            read_cell(incident, i, sheet_cell(landmarks, row, fields()->list[i].name));
}

/* Cells that other cells answer already: to complete them too would be to contradict what is known. */
static bool is_answered_elsewhere(const struct completion *incident, unsigned number)
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

static void complete(struct completion *completed, const struct completion *incident, bool wholly)
{
    for (unsigned i = 0; i < fields()->count; i++) {
        const struct cir_cell *cell = &incident->cells[i];
        memcpy(completed->texts[i], incident->texts[i], COMPLETION_TEXT_SIZE);
        if (cell->state == CIR_CELL_NOT_APPLICABLE || (is_open(cell) && is_answered_elsewhere(incident, i)))
            continue;
        if (wholly || chance(0.6))
            write_value(completed->texts[i], i, cell);
    }
}

/* One State alone is no more than national: reach.csv speaks from two States on. */
static void complete_reach(struct completion *completed, const struct completion *incident)
{
    static const char *const of_one_state[] = {"local", "subnational", "national"};
    const char *others = completed->texts[CIR_FIELD_OTHER_COUNTRIES];
    bool one_state = strcmp(others, "none") == 0 && strlen(completed->texts[CIR_FIELD_COUNTRY]) == 2;
    const struct cir_cell *reach = &incident->cells[CIR_FIELD_REACH];
    if (is_open(reach) && one_state)
        snprintf(completed->texts[CIR_FIELD_REACH], COMPLETION_TEXT_SIZE, "%s", of_one_state[below(3)]);
    else if (!is_open(reach) && reach->state == CIR_CELL_KNOWN)
        write_value(completed->texts[CIR_FIELD_REACH], CIR_FIELD_REACH, reach);
}

void completion_draw(struct completion *completed, const struct completion *incident, bool wholly)
{
    complete(completed, incident, wholly);
    complete_reach(completed, incident);
}

void completion_landmarks(struct sheet *landmarks)
{
    struct cir_buffer text = {0};
    CU_ASSERT_EQUAL_FATAL(cir_file_read(&text, CIR_SOURCE_DIR "/datasets/incidents/landmarks.csv", NULL), CIR_OK);
    sheet_read(landmarks, cir_buffer_text(&text), ',');
    cir_buffer_free(&text);
}
