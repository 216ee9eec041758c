#include "base/date.h"
#include "facts.h"

#include "suite.h"

static struct facts facts;

static struct cir_cell cell_date(const char *text)
{
    struct cir_date date = {0};
    CU_ASSERT_TRUE(cir_date_read(cir_text_of(text), CIR_DATE_ISO, &date));
    return cell_range(date.first_h, (date.first_h + date.last_h) / 2, date.last_h);
}

static void set_loss(double loss, unsigned currency, const char *date)
{
    facts_init(&facts);
    facts.cells[CIR_FIELD_LOSS] = cell_of(loss);
    facts.cells[CIR_FIELD_CURRENCY] = cell_one_of(1);
    facts.cells[CIR_FIELD_CURRENCY].first = (uint16_t)currency;
    facts.cells[CIR_FIELD_DATE] = cell_date(date);
}

static void check(unsigned measure, double low, double point, double high)
{
    check_number(facts_measure(&facts, measure), low, point, high);
}

static void test_losses__convert_at_the_rate_of_the_year(void)
{
    set_loss(2e6, EURO, "2016-12-31");
    check(CIR_MEASURE_LOSS_USD, 3e6, 3e6, 3e6);
    set_loss(2e6, EURO, "2016-01-01T00:00");
    check(CIR_MEASURE_LOSS_USD, 3e6, 3e6, 3e6);
    set_loss(2e6, EURO, "2017");
    check(CIR_MEASURE_LOSS_USD, 3.5e6, 3.5e6, 3.5e6);
    set_loss(2e6, EURO, "2015-12-31T23:59");
    check(CIR_MEASURE_LOSS_USD, 2.5e6, 2.5e6, 2.5e6);
}

static void test_losses__a_span_of_years_is_a_range(void)
{
    set_loss(2e6, EURO, "2015");
    facts.cells[CIR_FIELD_DATE].number.high += 366.0 * 24;
    check(CIR_MEASURE_LOSS_USD, 2.5e6, 2.75e6, 3e6);
}

static void test_losses__no_other_year_stands_in(void)
{
    set_loss(2e6, EURO, "2014-12-31");
    check(CIR_MEASURE_LOSS_USD, 0, NAN, INFINITY);
    set_loss(2e6, EURO, "2018-01-01");
    check(CIR_MEASURE_LOSS_USD, 0, NAN, INFINITY);
    set_loss(2e6, CROWN, "2016-05");
    check(CIR_MEASURE_LOSS_USD, 0, NAN, INFINITY);
    set_loss(2e6, CROWN, "2015-05");
    check(CIR_MEASURE_LOSS_USD, 2.5e5, 2.5e5, 2.5e5);
    facts.cells[CIR_FIELD_DATE] = cell_unknown();
    check(CIR_MEASURE_LOSS_USD, 0, NAN, INFINITY);
    set_loss(0, CROWN, "2016-05");
    check(CIR_MEASURE_LOSS_USD, 0, 0, 0);
}

static void test_losses__dollars_need_no_rate(void)
{
    set_loss(2.385e6, DOLLAR, "1999");
    check(CIR_MEASURE_LOSS_USD, 2.385e6, 2.385e6, 2.385e6);
    facts.cells[CIR_FIELD_LOSS_USD] = cell_of(7.5e6); /* what is given in dollars counts first */
    check(CIR_MEASURE_LOSS_USD, 7.5e6, 7.5e6, 7.5e6);
    facts.cells[CIR_FIELD_LOSS_USD] = cell_not_applicable();
    check(CIR_MEASURE_LOSS_USD, 2.385e6, 2.385e6, 2.385e6);
    facts.cells[CIR_FIELD_LOSS] = cell_unknown();
    CU_ASSERT_EQUAL(facts_measure(&facts, CIR_MEASURE_LOSS_USD).answer, CIR_NOT_APPLICABLE);
}

static void test_losses__share_of_the_product_of_the_state(void)
{
    set_loss(1.3e7, DOLLAR, "2016");
    facts.cells[CIR_FIELD_COUNTRY] = cell_state(ALDER);
    check(CIR_MEASURE_LOSS_GDP_SHARE, 5e-4, 5e-4, 5e-4);
    facts.cells[CIR_FIELD_COUNTRY] = cell_state(DATE_PALM);
    check(CIR_MEASURE_LOSS_GDP_SHARE, 0, NAN, INFINITY);
    facts.cells[CIR_FIELD_LOSS] = cell_unknown();
    facts.cells[CIR_FIELD_COUNTRY] = cell_state(ALDER);
    check(CIR_MEASURE_LOSS_GDP_SHARE, 0, NAN, INFINITY);
}

static void test_losses__no_information_means_no_records(void)
{
    facts_init(&facts);
    check(CIR_MEASURE_RECORDS, 0, NAN, INFINITY);
    facts.cells[CIR_FIELD_INFORMATION] = cell_one_of(1);
    check(CIR_MEASURE_RECORDS, 0, 0, 0);
    facts.cells[CIR_FIELD_INFORMATION] = cell_one_of(1 | 4);
    check(CIR_MEASURE_RECORDS, 0, NAN, INFINITY);
    facts.cells[CIR_FIELD_RECORDS_AFFECTED] = cell_of(145e6);
    check(CIR_MEASURE_RECORDS, 145e6, 145e6, 145e6);
    facts.cells[CIR_FIELD_RECORDS_AFFECTED] = cell_unknown();
    facts.cells[CIR_FIELD_INFORMATION] = cell_not_applicable();
    CU_ASSERT_EQUAL(facts_measure(&facts, CIR_MEASURE_RECORDS).answer, CIR_NOT_APPLICABLE);
}

static void test_losses__days_from_date_to_end(void)
{
    facts_init(&facts);
    facts.cells[CIR_FIELD_DATE] = cell_date("2015-12-23T12:00");
    check(CIR_MEASURE_INTERVAL_DAYS, 0, NAN, INFINITY);
    facts.cells[CIR_FIELD_DATE_END] = cell_date("2015-12-26T18:00");
    check(CIR_MEASURE_INTERVAL_DAYS, 3.25, 3.25, 3.25);
    facts.cells[CIR_FIELD_DATE_END] = cell_date("2015-12-24");
    check(CIR_MEASURE_INTERVAL_DAYS, 0.5, 23.5 / 24, 35.0 / 24);
    facts.cells[CIR_FIELD_DATE] = cell_date("2015-12-24");
    CU_ASSERT_EQUAL(facts_measure(&facts, CIR_MEASURE_INTERVAL_DAYS).low, 0);
}

CIR_SUITE("losses", {"convert at the rate of the year", test_losses__convert_at_the_rate_of_the_year},
          {"a span of years is a range", test_losses__a_span_of_years_is_a_range},
          {"no other year stands in", test_losses__no_other_year_stands_in},
          {"dollars need no rate", test_losses__dollars_need_no_rate},
          {"share of the product of the State", test_losses__share_of_the_product_of_the_state},
          {"no information means no records", test_losses__no_information_means_no_records},
          {"days from date to end", test_losses__days_from_date_to_end})
