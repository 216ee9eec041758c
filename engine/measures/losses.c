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
    struct cir_quantity unknown = cir_quantity_unanswered(0, INFINITY);
    if (cell->state != CIR_CELL_KNOWN)
        return unknown;
    const struct cir_currency *currency = &facts->definitions->currencies[cell->first];
    if (is_dollar(currency))
        return cir_quantity_answered(1, 1, 1);
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

/* loss_usd, or else loss x mean rate of the year of date */
static struct cir_quantity loss_usd(const struct cir_facts *facts, size_t i)
{
    struct cir_quantity given = cir_quantity_of_cell(cir_facts_cell(facts, CIR_FIELD_LOSS_USD, i), 0, INFINITY);
    if (given.answer == CIR_ANSWERED)
        return given;
    struct cir_quantity loss = cir_quantity_of_cell(cir_facts_cell(facts, CIR_FIELD_LOSS, i), 0, INFINITY);
    if (loss.answer != CIR_ANSWERED)
        return given.answer == CIR_NOT_APPLICABLE ? given : loss;
    return cir_quantity_product(loss, dollars_per_unit(facts, i));
}

void cir_measure_loss_usd(struct cir_quantity *quantities, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        cir_quantity_store(&quantities[i], loss_usd(facts, i));
}

/* loss_usd / yearly GDP of the State hit */
static struct cir_quantity loss_gdp_share(const struct cir_facts *facts, size_t i)
{
    struct cir_figure figure = cir_country_figure(facts, i, facts->plan->yearly_products_usd);
    return cir_quantity_ratio(*cir_facts_measure(facts, CIR_MEASURE_LOSS_USD, i), figure);
}

void cir_measure_loss_gdp_share(struct cir_quantity *quantities, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        cir_quantity_store(&quantities[i], loss_gdp_share(facts, i));
}

/* records_affected; 0 where information is surely none */
static struct cir_quantity records(const struct cir_facts *facts, size_t i)
{
    const struct cir_cell *information = cir_facts_cell(facts, CIR_FIELD_INFORMATION, i);
    struct cir_quantity given = cir_quantity_of_cell(cir_facts_cell(facts, CIR_FIELD_RECORDS_AFFECTED, i), 0, INFINITY);
    if (given.answer == CIR_ANSWERED)
        return given;
    if (information->state == CIR_CELL_KNOWN && information->options == CIR_INFORMATION_NONE)
        return cir_quantity_answered(0, 0, 0);
    return information->state == CIR_CELL_NOT_APPLICABLE ? cir_quantity_not_applicable() : given;
}

void cir_measure_records(struct cir_quantity *quantities, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        cir_quantity_store(&quantities[i], records(facts, i));
}

/* (date_end - date) / 24, at least 0 */
static struct cir_quantity days_lasted(const struct cir_facts *facts, size_t i)
{
    struct cir_quantity start = cir_quantity_of_cell(cir_facts_cell(facts, CIR_FIELD_DATE, i), -INFINITY, INFINITY);
    struct cir_quantity end = cir_quantity_of_cell(cir_facts_cell(facts, CIR_FIELD_DATE_END, i), -INFINITY, INFINITY);
    if (start.answer == CIR_NOT_APPLICABLE || end.answer == CIR_NOT_APPLICABLE)
        return cir_quantity_not_applicable();
    double low = cir_greater((end.low - start.high) / HOURS_PER_DAY, 0);
    double high = cir_greater((end.high - start.low) / HOURS_PER_DAY, 0);
    if (start.answer == CIR_UNANSWERED || end.answer == CIR_UNANSWERED)
        return cir_quantity_unanswered(low, high);
    return cir_quantity_answered(low, cir_within((end.point - start.point) / HOURS_PER_DAY, low, high), high);
}

void cir_measure_days_lasted(struct cir_quantity *quantities, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        cir_quantity_store(&quantities[i], days_lasted(facts, i));
}
