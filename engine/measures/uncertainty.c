#include "measures/uncertainty.h"

#include "measures/derived.h"

#include <math.h>

/* Relative: the point of a range went through two roots. */
static const double SAME = 1e-9;

/* A bound, whose point is its closed end. */
static bool is_open_ended(const struct cir_cell *cell)
{
    double low = cell->number.low;
    double high = cell->number.high;
    return !isfinite(low) || !isfinite(high) || cell->number.point == low || (low == 0 && cell->number.point == high);
}

static bool is_geometric(const struct cir_cell *cell)
{
    double low = cell->number.low;
    double ratio = low > 0 ? cell->number.point / low * (cell->number.point / cell->number.high) : 0;
    return fabs(ratio - 1) <= SAME;
}

static void take_whole(struct cir_uncertainty *uncertainty)
{
    double low = ceil(uncertainty->low);
    double high = floor(uncertainty->high) + 1;
    if (low >= high)
        return; /* there is no whole number between the ends */
    uncertainty->is_whole = true;
    uncertainty->low = low;
    uncertainty->high = high;
    uncertainty->count = high - low <= CIR_WHOLE_VALUES_MAX ? (size_t)(high - low) : 0;
}

static bool number_uncertainty(struct cir_uncertainty *uncertainty, const struct cir_cell *cell, bool is_count)
{
    if (cell->number.low == cell->number.high || is_open_ended(cell))
        return false;
    *uncertainty = (struct cir_uncertainty){
        .spread = is_geometric(cell) ? CIR_SPREAD_LOG : CIR_SPREAD_EVEN,
        .low = cell->number.low,
        .high = cell->number.high,
    };
    if (is_count)
        take_whole(uncertainty);
    if (uncertainty->spread == CIR_SPREAD_LOG)
        uncertainty->stretch = log(uncertainty->high / uncertainty->low);
    return true;
}

static bool date_uncertainty(struct cir_uncertainty *uncertainty, const struct cir_cell *cell, bool only_years)
{
    if (cell->number.low == cell->number.high || is_open_ended(cell))
        return false;
    size_t years = (size_t)(cir_year_of(cell->number.high) - cir_year_of(cell->number.low) + 1);
    *uncertainty = (struct cir_uncertainty){
        .spread = CIR_SPREAD_EVEN,
        .is_years = only_years,
        .low = cell->number.low,
        .high = cell->number.high,
        .years = years,
        .count = only_years ? years : 0,
    };
    return !only_years || years > 1;
}

static bool set_uncertainty(struct cir_uncertainty *uncertainty, enum cir_spread spread, bool together, size_t count)
{
    *uncertainty = (struct cir_uncertainty){.spread = spread, .count = count};
    return !together && count > 1;
}

bool cir_uncertainty_of(struct cir_uncertainty *uncertainty, const struct cir_field *field, const struct cir_cell *cell,
                        bool only_years)
{
    if (cell->state != CIR_CELL_KNOWN)
        return false;
    switch (field->type) {
    case CIR_TYPE_COUNT:
        return number_uncertainty(uncertainty, cell, true);
    case CIR_TYPE_NUMBER:
    case CIR_TYPE_AMOUNT:
    case CIR_TYPE_SHARE:
    case CIR_TYPE_LOSS:
        return number_uncertainty(uncertainty, cell, false);
    case CIR_TYPE_DATE:
        return date_uncertainty(uncertainty, cell, only_years);
    case CIR_TYPE_SECTORS:
    case CIR_TYPE_OPTION:
    case CIR_TYPE_OPTIONS:
    case CIR_TYPE_YESNO:
        return set_uncertainty(uncertainty, CIR_SPREAD_OPTIONS, cell->together,
                               (size_t)__builtin_popcountll(cell->options));
    case CIR_TYPE_STATES:
        return set_uncertainty(uncertainty, CIR_SPREAD_STATES, cell->together, cell->count);
    case CIR_TYPE_TEXT:
    case CIR_TYPE_ID:
    case CIR_TYPE_CURRENCY:
        break;
    }
    return false;
}

/* The hour at which year number `value` of a date begins, held between its ends. */
static double year_start(const struct cir_uncertainty *uncertainty, size_t value)
{
    double hour = cir_year_start(cir_year_of(uncertainty->low) + (int64_t)value);
    return cir_within(hour, uncertainty->low, uncertainty->high);
}

double cir_uncertainty_share(const struct cir_uncertainty *uncertainty, size_t value)
{
    if (value >= uncertainty->count)
        return 1;
    if (uncertainty->is_years)
        return (year_start(uncertainty, value) - uncertainty->low) / (uncertainty->high - uncertainty->low);
    if (uncertainty->spread == CIR_SPREAD_LOG)
        return log((uncertainty->low + (double)value) / uncertainty->low) / uncertainty->stretch;
    return (double)value / (double)uncertainty->count;
}

static double number_at(const struct cir_uncertainty *uncertainty, double share)
{
    double low = uncertainty->low;
    double high = uncertainty->high;
    double number =
        uncertainty->spread == CIR_SPREAD_LOG ? low * exp(share * uncertainty->stretch) : low + share * (high - low);
    number = cir_within(number, low, high);
    return uncertainty->is_whole ? cir_lesser(floor(number), high - 1) : number;
}

/* Number of the value that lies at this share of a set. */
static size_t value_at(const struct cir_uncertainty *uncertainty, double share)
{
    size_t value = (size_t)(share * (double)uncertainty->count);
    return value < uncertainty->count ? value : uncertainty->count - 1;
}

static uint64_t nth_bit(uint64_t bits, size_t n)
{
    for (; n > 0; n--)
        bits &= bits - 1;
    return bits & (~bits + 1);
}

static void take_nth_state(struct cir_cell *completed, const struct cir_states *states, size_t n,
                           const struct cir_definitions *definitions)
{
    unsigned word = 0;
    for (size_t in_word; n >= (in_word = (size_t)__builtin_popcountll(states->bits[word])); word++)
        n -= in_word;
    uint64_t bit = nth_bit(states->bits[word], n);
    completed->first = (uint16_t)(word * 64 + (unsigned)__builtin_ctzll(bit));
    completed->count = 1;
    completed->regions = definitions->region_bits[completed->first];
    completed->states = (struct cir_states){{0}};
    completed->states.bits[word] = bit;
}

void cir_uncertainty_complete(struct cir_cell *completed, const struct cir_uncertainty *uncertainty,
                              const struct cir_cell *cell, double share, const struct cir_definitions *definitions)
{
    *completed = *cell;
    switch (uncertainty->spread) {
    case CIR_SPREAD_EVEN:
    case CIR_SPREAD_LOG:
        completed->number.low = completed->number.point = completed->number.high = number_at(uncertainty, share);
        break;
    case CIR_SPREAD_OPTIONS:
        completed->options = nth_bit(cell->options, value_at(uncertainty, share));
        break;
    case CIR_SPREAD_STATES:
        take_nth_state(completed, &cell->states, value_at(uncertainty, share), definitions);
        break;
    }
}
