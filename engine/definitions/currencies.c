#include "definitions/families.h"
#include "definitions/row.h"

#include <math.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2200, MINOR_UNIT_MAX = 9, NUMERIC_MAX = 999 };

static bool is_code(const char *code)
{
    size_t size = strlen(code);
    return size == 3 && strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == size;
}

static void fill_currencies(struct cir_family *family)
{
    struct cir_load *load = family->load;
    struct cir_definitions *definitions = family->definitions;
    const struct cir_table *table = &family->tables[CIR_TABLE_CURRENCIES];
    struct cir_index seen = {0};
    definitions->currency_index.fold_case = true;
    definitions->currencies = cir_load_take(load, table->row_count, sizeof *definitions->currencies);
    for (size_t i = 0; definitions->currencies != NULL && i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        const char *code = cir_row_raw(row, "code");
        if (!is_code(code))
            cir_row_refuse(load, row, "code", "a code of three capital letters");
        (void)cir_row_optional_integer(load, row, "numeric", 0, NUMERIC_MAX, 0);
        (void)cir_row_optional_integer(load, row, "minor_unit", 0, MINOR_UNIT_MAX, 0);
        (void)cir_row_unique(load, &seen, row, "code", NULL);
        definitions->currencies[i] = (struct cir_currency){.code = code, .name = cir_row_text(load, row, "name")};
        (void)cir_load_insert(load, &definitions->currency_index, code, (uint32_t)i);
        definitions->currency_count = i + 1;
    }
}

static void widen_years(struct cir_currency *currency, int year)
{
    int first = currency->year_count == 0 || year < currency->first_year ? year : currency->first_year;
    int end = currency->first_year + currency->year_count;
    int last = currency->year_count == 0 || year >= end ? year + 1 : end;
    currency->first_year = first;
    currency->year_count = last - first;
}

static void take_years(struct cir_family *family, struct cir_currency *currency)
{
    size_t count = (size_t)currency->year_count;
    currency->usd_per_unit = cir_load_take(family->load, count, sizeof *currency->usd_per_unit);
    for (size_t i = 0; currency->usd_per_unit != NULL && i < count; i++)
        currency->usd_per_unit[i] = NAN;
}

static void fill_rate(struct cir_family *family, const struct cir_row *row, struct cir_currency *currency, int year)
{
    struct cir_load *load = family->load;
    double rate = cir_row_number(load, row, "usd_per_unit", &cir_bounds_positive);
    (void)cir_row_source(load, row, &family->dataset_sources);
    if (currency != NULL && currency->usd_per_unit != NULL)
        currency->usd_per_unit[year - currency->first_year] = rate;
}

/* Twice over the rows: once for the years that a currency has, once for the rates. */
static void fill_rates(struct cir_family *family)
{
    struct cir_load *load = family->load;
    struct cir_definitions *definitions = family->definitions;
    const struct cir_table *table = &family->tables[CIR_TABLE_RATES];
    struct cir_index seen = {0};
    struct rate {
        struct cir_currency *currency;
        int year;
    } *rates = cir_load_take_scratch(load, table->row_count, sizeof *rates);
    for (size_t i = 0; rates != NULL && i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        uint32_t number =
            cir_row_reference(load, row, "currency", &definitions->currency_index, "a code of currencies.csv");
        rates[i].currency = number != CIR_INDEX_NONE ? &definitions->currencies[number] : NULL;
        rates[i].year = cir_row_integer(load, row, "year", FIRST_YEAR, LAST_YEAR);
        (void)cir_row_unique(load, &seen, row, "currency", "year");
        if (rates[i].currency != NULL)
            widen_years(rates[i].currency, rates[i].year);
    }
    for (size_t i = 0; definitions->currencies != NULL && i < definitions->currency_count; i++)
        if (definitions->currencies[i].year_count > 0)
            take_years(family, &definitions->currencies[i]);
    for (size_t i = 0; rates != NULL && i < table->row_count; i++)
        fill_rate(family, &table->rows[i], rates[i].currency, rates[i].year);
}

void cir_currencies_fill(struct cir_family *family)
{
    fill_currencies(family);
    fill_rates(family);
}
