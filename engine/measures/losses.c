/* Money, data and time. */
#include "base/date.h"
#include "measures/derived.h"

static const double HOURS_PER_DAY = 24;
static const double DAYS_PER_YEAR = 365.2425;

/* The calendar year of an hour counted from 1970. */
static int64_t year_of(double hour)
{
    int64_t day = (int64_t)floor(hour / HOURS_PER_DAY);
    int64_t year = 1970 + (int64_t)floor((double)day / DAYS_PER_YEAR);
    while (day < cir_date_days(year, 1, 1))
        year--;
    while (day >= cir_date_days(year + 1, 1, 1))
        year++;
    return year;
}

/* A US dollar is a US dollar in any year, also one that the table of rates does not reach. */
static bool is_dollar(const struct cir_currency *currency)
{
    return cir_text_is(cir_text_of(currency->code), "USD");
}

/* US dollars per unit over the years that the date may mean: the nearest year of the table does not stand in for
 * one outside it. */
static struct cir_quantity dollars_per_unit(const struct cir_facts *facts)
{
    const struct cir_cell *cell = &facts->cells[CIR_FIELD_CURRENCY];
    const struct cir_cell *date = &facts->cells[CIR_FIELD_DATE];
    struct cir_quantity unknown = cir_quantity_unanswered(0, INFINITY);
    if (cell->state != CIR_CELL_KNOWN)
        return unknown;
    const struct cir_currency *currency = &facts->definitions->currencies[cell->first];
    if (is_dollar(currency))
        return cir_quantity_answered(1, 1, 1);
    if (date->state != CIR_CELL_KNOWN || !isfinite(date->number.low) || !isfinite(date->number.high))
        return unknown;
    int64_t first = year_of(date->number.low);
    int64_t last = year_of(date->number.high);
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
void cir_measure_loss_usd(struct cir_quantity *quantity, const struct cir_facts *facts)
{
    struct cir_quantity given = cir_quantity_of_cell(&facts->cells[CIR_FIELD_LOSS_USD], 0, INFINITY);
    if (given.answer == CIR_ANSWERED) {
        cir_quantity_store(quantity, given);
        return;
    }
    struct cir_quantity loss = cir_quantity_of_cell(&facts->cells[CIR_FIELD_LOSS], 0, INFINITY);
    if (loss.answer != CIR_ANSWERED) {
        cir_quantity_store(quantity, given.answer == CIR_NOT_APPLICABLE ? given : loss);
        return;
    }
    cir_quantity_store(quantity, cir_quantity_product(loss, dollars_per_unit(facts)));
}

static double gdp(const struct cir_country *country)
{
    return country->gdp_usd;
}

/* loss_usd / yearly GDP of the State hit */
void cir_measure_loss_gdp_share(struct cir_quantity *quantity, const struct cir_facts *facts)
{
    struct cir_figure figure;
    cir_country_figure(&figure, facts, gdp);
    cir_quantity_store(quantity, cir_quantity_ratio(facts->quantities[CIR_MEASURE_LOSS_USD], figure));
}

/* records_affected; 0 where information is surely none */
void cir_measure_records(struct cir_quantity *quantity, const struct cir_facts *facts)
{
    const struct cir_cell *information = &facts->cells[CIR_FIELD_INFORMATION];
    struct cir_quantity given = cir_quantity_of_cell(&facts->cells[CIR_FIELD_RECORDS_AFFECTED], 0, INFINITY);
    if (given.answer == CIR_ANSWERED) {
        cir_quantity_store(quantity, given);
        return;
    }
    if (information->state == CIR_CELL_KNOWN && information->options == CIR_INFORMATION_NONE) {
        cir_quantity_store(quantity, cir_quantity_answered(0, 0, 0));
        return;
    }
    cir_quantity_store(quantity, information->state == CIR_CELL_NOT_APPLICABLE ? cir_quantity_not_applicable() : given);
}

/* (date_end - date) / 24, at least 0 */
void cir_measure_days_lasted(struct cir_quantity *quantity, const struct cir_facts *facts)
{
    struct cir_quantity start = cir_quantity_of_cell(&facts->cells[CIR_FIELD_DATE], -INFINITY, INFINITY);
    struct cir_quantity end = cir_quantity_of_cell(&facts->cells[CIR_FIELD_DATE_END], -INFINITY, INFINITY);
    if (start.answer == CIR_NOT_APPLICABLE || end.answer == CIR_NOT_APPLICABLE) {
        cir_quantity_store(quantity, cir_quantity_not_applicable());
        return;
    }
    double low = cir_greater((end.low - start.high) / HOURS_PER_DAY, 0);
    double high = cir_greater((end.high - start.low) / HOURS_PER_DAY, 0);
    if (start.answer == CIR_UNANSWERED || end.answer == CIR_UNANSWERED) {
        cir_quantity_store(quantity, cir_quantity_unanswered(low, high));
        return;
    }
    cir_quantity_store(
        quantity, cir_quantity_answered(low, cir_within((end.point - start.point) / HOURS_PER_DAY, low, high), high));
}
