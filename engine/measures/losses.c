/* Money, data and time. */
#include "base/date.h"
#include "measures/derived.h"

static const double HOURS_PER_DAY = 24;
static const double DAYS_PER_YEAR = 365.2425;

int64_t cir_year_of(double hour)
{
    int64_t day = (int64_t)floor(hour / HOURS_PER_DAY);
    int64_t year = 1970 + (int64_t)floor((double)day / DAYS_PER_YEAR);
    while (day < cir_date_days(year, 1, 1))
        year--;
    while (day >= cir_date_days(year + 1, 1, 1))
        year++;
    return year;
}

double cir_year_start(int64_t year)
{
    return (double)cir_date_days(year, 1, 1) * HOURS_PER_DAY;
}

/* A US dollar is a US dollar in any year, also one that the table of rates does not reach. */
static bool is_dollar(const struct cir_currency *currency)
{
    return cir_text_is(cir_text_of(currency->code), "USD");
}

/* US dollars per unit over the years that the date may mean: the nearest year of the table does not stand in for
 * one outside it. */
static struct cir_quantity dollars_per_unit(const struct cir_facts *facts, size_t i)
{
    const struct cir_cell *cell = cir_facts_cell(facts, CIR_FIELD_CURRENCY, i);
    const struct cir_cell *date = cir_facts_cell(facts, CIR_FIELD_DATE, i);
    const struct cir_quantity unknown = {.answer = CIR_UNANSWERED, .point = NAN, .high = INFINITY};
    if (cell->state != CIR_CELL_KNOWN)
        return unknown;
    const struct cir_currency *currency = &facts->definitions->currencies[cell->first];
    if (is_dollar(currency))
        return (struct cir_quantity){.answer = CIR_ANSWERED, .low = 1, .point = 1, .high = 1};
    if (date->state != CIR_CELL_KNOWN || !isfinite(date->number.low) || !isfinite(date->number.high))
        return unknown;
    int64_t first = cir_year_of(date->number.low);
    int64_t last = cir_year_of(date->number.high);
    if (first < currency->first_year || last >= (int64_t)currency->first_year + currency->year_count)
        return unknown;
    struct cir_quantity rate = {.answer = CIR_ANSWERED, .low = INFINITY};
    double sum = 0;
    for (int64_t year = first; year <= last; year++) {
        double dollars = currency->usd_per_unit[year - currency->first_year];
        if (isnan(dollars))
            return unknown;
        rate.low = cir_lesser(rate.low, dollars);
        rate.high = cir_greater(rate.high, dollars);
        sum += dollars;
    }
    rate.point = cir_within(sum / (double)(last - first + 1), rate.low, rate.high);
    return rate;
}

/* Losses that are told in a currency, by subject: dollars per unit of those. */
static bool find_rates(struct cir_column rates, const struct cir_facts *facts, struct cir_column losses)
{
    bool any = false;
    for (size_t i = 0; i < facts->count; i++) {
        struct cir_quantity rate = {.point = NAN, .high = INFINITY};
        if (!isnan(losses.point[i])) {
            rate = dollars_per_unit(facts, i);
            any = true;
        }
        cir_column_set_number(rates, i, rate.low, rate.point, rate.high);
    }
    return any;
}

/* loss_usd, or else loss x mean rate of the year of date */
void cir_measure_loss_usd(struct cir_column made, const struct cir_facts *facts)
{
    double low[CIR_BATCH], point[CIR_BATCH], high[CIR_BATCH];
    const struct cir_column rates = {.low = low, .point = point, .high = high};
    const struct cir_column losses = cir_facts_field(facts, CIR_FIELD_LOSS);
    if (find_rates(rates, facts, losses))
        cir_columns_multiply(made, losses, rates, facts->count);
    else
        cir_columns_copy(made, losses, facts->count);
    cir_columns_prefer(made, cir_facts_field(facts, CIR_FIELD_LOSS_USD), losses, facts->count);
}

/* loss_usd / yearly GDP of the State hit */
void cir_measure_loss_gdp_share(struct cir_column made, const struct cir_facts *facts)
{
    cir_columns_divide(made, cir_facts_measure(facts, CIR_MEASURE_LOSS_USD), facts->products, facts->count);
}

/* records_affected; 0 where information is surely none */
void cir_measure_records(struct cir_column made, const struct cir_facts *facts)
{
    cir_columns_copy(made, cir_facts_field(facts, CIR_FIELD_RECORDS_AFFECTED), facts->count);
    for (size_t i = 0; i < facts->count; i++) {
        const struct cir_cell *information = cir_facts_cell(facts, CIR_FIELD_INFORMATION, i);
        if (!isnan(made.point[i]))
            continue;
        if (information->state == CIR_CELL_KNOWN && information->options == CIR_INFORMATION_NONE)
            cir_column_set_number(made, i, 0, 0, 0);
        else if (information->state == CIR_CELL_NOT_APPLICABLE)
            cir_column_set_not_applicable(made, i);
    }
}

/* (date_end - date) / 24, at least 0 */
void cir_measure_days_lasted(struct cir_column made, const struct cir_facts *facts)
{
    const struct cir_column start = cir_facts_field(facts, CIR_FIELD_DATE);
    const struct cir_column end = cir_facts_field(facts, CIR_FIELD_DATE_END);
    for (size_t i = 0; i < facts->count; i++) {
        double low = cir_greater((end.low[i] - start.high[i]) / HOURS_PER_DAY, 0);
        double high = cir_greater((end.high[i] - start.low[i]) / HOURS_PER_DAY, 0);
        double point = cir_within((end.point[i] - start.point[i]) / HOURS_PER_DAY, low, high);
        if (isnan(start.low[i]) || isnan(end.low[i]))
            cir_column_set_not_applicable(made, i);
        else
            cir_column_set_number(made, i, low, point, high); /* the point is NAN where one of both is */
    }
}
