#include "intake/cells.h"

#include "fixture.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>

/* One world for all cases; the suite is a process of its own. */
static struct fixture world;

static bool read_as(struct cir_cell *cell, struct cir_cell_fault *fault, unsigned field, const char *text,
                    struct cir_cell_format format)
{
    memset(cell, 0x5a, sizeof *cell); /* what an earlier row left behind must not show */
    return cir_cell_read(cell, &world.fields.list[field], &format, &world.definitions, cir_text_of(text), fault);
}

static bool near_to(double a, double b)
{
    return a == b || fabs(a - b) <= 1e-12 * fabs(b);
}

static void expect(bool holds, const char *text)
{
    if (!holds)
        printf("\n  cell: '%s'", text);
    CU_ASSERT(holds);
}

static const struct {
    unsigned field;
    const char *text;
    double low, point, high;
} numbers[] = {
    // clang-format off
    {CIR_FIELD_PEOPLE_AFFECTED, "12000",          12000, 12000, 12000},
    {CIR_FIELD_PEOPLE_AFFECTED, " 12000\t",       12000, 12000, 12000},
    {CIR_FIELD_PEOPLE_AFFECTED, "1.2e6",          1.2e6, 1.2e6, 1.2e6},
    {CIR_FIELD_PEOPLE_AFFECTED, "-0",             0, 0, 0},
    {CIR_FIELD_PEOPLE_AFFECTED, "100..400",       100, 200, 400},
    {CIR_FIELD_PEOPLE_AFFECTED, "100 .. 400",     100, 200, 400},
    {CIR_FIELD_PEOPLE_AFFECTED, "0..500",         0, 250, 500},
    {CIR_FIELD_PEOPLE_AFFECTED, "250..250",       250, 250, 250},
    {CIR_FIELD_PEOPLE_AFFECTED, ">=500",          500, 500, INFINITY},
    {CIR_FIELD_PEOPLE_AFFECTED, ">= 500",         500, 500, INFINITY},
    {CIR_FIELD_PEOPLE_AFFECTED, "<=500",          0, 500, 500},
    {CIR_FIELD_PEOPLE_AFFECTED, "~300",           150, 300, 600},
    {CIR_FIELD_LOSS,            "1e300..1e308",   1e300, 1e304, 1e308},
    {CIR_FIELD_DURATION_H,      "2.385",          2.385, 2.385, 2.385},
    {CIR_FIELD_PEOPLE_SHARE,    "0.12",           0.12, 0.12, 0.12},
    {CIR_FIELD_PEOPLE_SHARE,    "1",              1, 1, 1},
    {CIR_FIELD_PEOPLE_SHARE,    "12 %",           0.12, 0.12, 0.12},
    {CIR_FIELD_PEOPLE_SHARE,    "12%",            0.12, 0.12, 0.12},
    {CIR_FIELD_PEOPLE_SHARE,    "0.0006 %",       0.000006, 0.000006, 0.000006},
    {CIR_FIELD_PEOPLE_SHARE,    "10%..40 %",      0.1, 0.2, 0.4},
    {CIR_FIELD_PEOPLE_SHARE,    ">=0.3",          0.3, 0.3, 1},
    {CIR_FIELD_PEOPLE_SHARE,    "~0.7",           0.35, 0.7, 1},
    {CIR_FIELD_SERVICE_LOSS,    "0.6",            0.6, 0.6, 0.6},
    {CIR_FIELD_SERVICE_LOSS,    "60 %",           0.6, 0.6, 0.6},
    {CIR_FIELD_SERVICE_LOSS,    "Severe",         0.5, 0.75, 0.95},
    {CIR_FIELD_SERVICE_LOSS,    "none",           0, 0, 0},
    {CIR_FIELD_SERVICE_LOSS,    "none|degraded",  0, 0.125, 0.5},
    {CIR_FIELD_SERVICE_LOSS,    "severe|total",   0.5, 0.875, 1},
    {CIR_FIELD_ATTRIBUTION_CONFIDENCE, "85.5",    85.5, 85.5, 85.5},
    {CIR_FIELD_ATTRIBUTION_CONFIDENCE, ">=60",    60, 60, 100},
    /* hours from 1970-01-01T00:00Z */
    {CIR_FIELD_DATE, "1970-01-02",                24, 35.5, 47},
    {CIR_FIELD_DATE, "1970-02",                   744, 1079.5, 1415},
    {CIR_FIELD_DATE, "1970-01-03T05:30Z",         53.5, 53.5, 53.5},
    {CIR_FIELD_DATE, "1970-01-01..1970-01-03",    0, 35.5, 71},
    {CIR_FIELD_DATE, "1970-03..1970",             1416, 5087.5, 8759},
    {CIR_FIELD_DATE, ">=1970-01-02",              24, 24, INFINITY},
    {CIR_FIELD_DATE, "<=1970-01-02",              -INFINITY, 47, 47},
    // clang-format on
};

static void test_cells__read_numbers_and_dates(void)
{
    struct cir_cell cell;
    struct cir_cell_fault fault;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        bool read = read_as(&cell, &fault, numbers[i].field, numbers[i].text, cir_cell_format_plain());
        expect(read && cell.state == CIR_CELL_KNOWN, numbers[i].text);
        expect(near_to(cell.number.low, numbers[i].low), numbers[i].text);
        expect(near_to(cell.number.point, numbers[i].point), numbers[i].text);
        expect(near_to(cell.number.high, numbers[i].high), numbers[i].text);
        expect(!signbit(cell.number.low) || cell.number.low < 0, numbers[i].text);
    }
}

static const struct {
    unsigned field;
    const char *text;
    uint64_t options; /* of states: their bits */
    unsigned first;   /* of states and currencies */
    bool together;
} sets[] = {
    // clang-format off
    {CIR_FIELD_REACH,           "national",            1 << 2, 0, false},
    {CIR_FIELD_REACH,           "National",            1 << 2, 0, false},
    {CIR_FIELD_REACH,           "local|national",      1 << 0 | 1 << 2, 0, false},
    {CIR_FIELD_REACH,           "local | national",    1 << 0 | 1 << 2, 0, false},
    {CIR_FIELD_PEOPLE_UNIT,     "households",          1 << 1, 0, false},
    {FIXTURE_ACTOR,             "unknown",             1 << 1, 0, false},
    {FIXTURE_ACTOR,             "unknown|criminal",    1 << 1 | 1 << 2, 0, false},
    {CIR_FIELD_INFORMATION,     "none",                1 << 0, 0, false},
    {CIR_FIELD_INFORMATION,     "personal;critical",   1 << 2 | 1 << 6, 0, true},
    {CIR_FIELD_INFORMATION,     "personal; critical;", 1 << 2 | 1 << 6, 0, true},
    {CIR_FIELD_INFORMATION,     "personal;Personal",   1 << 2, 0, false},
    {CIR_FIELD_INFORMATION,     "personal|critical",   1 << 2 | 1 << 6, 0, false},
    {CIR_FIELD_CRITICAL_PERIOD, "no",                  1 << 0, 0, false},
    {CIR_FIELD_CRITICAL_PERIOD, "YES",                 1 << 1, 0, false},
    {CIR_FIELD_CRITICAL_PERIOD, "yes|no",              1 << 0 | 1 << 1, 0, false},
    {CIR_FIELD_SECTOR,          "finance",             1 << FIXTURE_FINANCE, 0, false},
    {CIR_FIELD_SECTOR,          "Power",               1 << FIXTURE_ENERGY, 0, false},
    {CIR_FIELD_SECTOR,          "naics:2211",          1 << FIXTURE_ENERGY, 0, false},
    {CIR_FIELD_SECTOR,          "NAICS:221310",        1 << FIXTURE_WATER, 0, false},
    {CIR_FIELD_SECTOR,          "energy;water",        1 << FIXTURE_ENERGY | 1 << FIXTURE_WATER, 0, true},
    {CIR_FIELD_SECTOR,          "energy|water",        1 << FIXTURE_ENERGY | 1 << FIXTURE_WATER, 0, false},
    {CIR_FIELD_SECTOR,          "naics:445",           UINT64_C(1) << CIR_SECTOR_NONE, 0, false},
    {CIR_FIELD_SECTOR,          "none",                UINT64_C(1) << CIR_SECTOR_NONE, 0, false},
    {CIR_FIELD_SECTOR,          "naics:445;energy",    1 << FIXTURE_ENERGY, 0, false},
    {CIR_FIELD_SECTOR,          "none;energy;water",   1 << FIXTURE_ENERGY | 1 << FIXTURE_WATER, 0, true},
    {CIR_FIELD_SECTOR,          "none|energy",         1 << FIXTURE_ENERGY | UINT64_C(1) << CIR_SECTOR_NONE, 0, false},
    {CIR_FIELD_COUNTRY,         "IT",                  1 << FIXTURE_IT, FIXTURE_IT, false},
    {CIR_FIELD_COUNTRY,         "it",                  1 << FIXTURE_IT, FIXTURE_IT, false},
    {CIR_FIELD_COUNTRY,         "UK",                  1 << FIXTURE_GB, FIXTURE_GB, false},
    {CIR_FIELD_COUNTRY,         "che",                 1 << FIXTURE_CH, FIXTURE_CH, false},
    {CIR_FIELD_COUNTRY,         "United Kingdom",      1 << FIXTURE_GB, FIXTURE_GB, false},
    {CIR_FIELD_COUNTRY,         "FR;Germany",          1 << FIXTURE_FR | 1 << FIXTURE_DE, FIXTURE_FR, true},
    {CIR_FIELD_COUNTRY,         "FR|DE",               1 << FIXTURE_FR | 1 << FIXTURE_DE, FIXTURE_FR, false},
    {CIR_FIELD_COUNTRY,         "FR;FRA",              1 << FIXTURE_FR, FIXTURE_FR, false},
    {CIR_FIELD_OTHER_COUNTRIES, "None",                0, 0, false},
    {CIR_FIELD_CURRENCY,        "chf",                 0, FIXTURE_CHF, false},
    // clang-format on
};

static bool is_set(const struct cir_cell *cell, enum cir_type type, uint64_t options)
{
    if (type == CIR_TYPE_CURRENCY)
        return true;
    if (type != CIR_TYPE_STATES)
        return cell->options == options;
    bool rest_empty = (cell->states.bits[1] | cell->states.bits[2] | cell->states.bits[3] | cell->states.bits[4]) == 0;
    return cell->states.bits[0] == options && rest_empty;
}

static void test_cells__read_names_and_lists(void)
{
    struct cir_cell cell;
    struct cir_cell_fault fault;
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
        bool read = read_as(&cell, &fault, sets[i].field, sets[i].text, cir_cell_format_plain());
        expect(read && cell.state == CIR_CELL_KNOWN, sets[i].text);
        expect(is_set(&cell, world.fields.list[sets[i].field].type, sets[i].options), sets[i].text);
        expect(cell.together == sets[i].together && cell.first == sets[i].first, sets[i].text);
    }
}

/* Lists of codes have a way of their own, which must come to what the long way comes to. */
static void test_cells__count_the_states(void)
{
    static const struct {
        const char *text;
        unsigned count;
        uint64_t states;
        unsigned first;
        bool together;
    } lists[] = {
        // clang-format off
        {"none",            0, 0, 0, false},
        {"FR",              1, 1 << FIXTURE_FR, FIXTURE_FR, false},
        {"Germany",         1, 1 << FIXTURE_DE, FIXTURE_DE, false},
        {"IT;FR",           2, 1 << FIXTURE_IT | 1 << FIXTURE_FR, FIXTURE_IT, true},
        {"it;Fr;dE",        3, 1 << FIXTURE_IT | 1 << FIXTURE_FR | 1 << FIXTURE_DE, FIXTURE_IT, true},
        {"IT;FR;IT",        2, 1 << FIXTURE_IT | 1 << FIXTURE_FR, FIXTURE_IT, true},
        {"IT; FR",          2, 1 << FIXTURE_IT | 1 << FIXTURE_FR, FIXTURE_IT, true},
        {"IT;FR;",          2, 1 << FIXTURE_IT | 1 << FIXTURE_FR, FIXTURE_IT, true},
        {"IT;;FR",          2, 1 << FIXTURE_IT | 1 << FIXTURE_FR, FIXTURE_IT, true},
        {"IT;FRA",          2, 1 << FIXTURE_IT | 1 << FIXTURE_FR, FIXTURE_IT, true},
        {"IT;UK",           2, 1 << FIXTURE_IT | 1 << FIXTURE_GB, FIXTURE_IT, true},
        {"FR;FR",           1, 1 << FIXTURE_FR, FIXTURE_FR, false},
        {"FR;France",       1, 1 << FIXTURE_FR, FIXTURE_FR, false},
        {"IT|FR",           2, 1 << FIXTURE_IT | 1 << FIXTURE_FR, FIXTURE_IT, false},
        {"IT|FRA|FR",       2, 1 << FIXTURE_IT | 1 << FIXTURE_FR, FIXTURE_IT, false},
        // clang-format on
    };
    struct cir_cell cell;
    struct cir_cell_fault fault;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        bool read = read_as(&cell, &fault, CIR_FIELD_OTHER_COUNTRIES, lists[i].text, cir_cell_format_plain());
        expect(read && cell.state == CIR_CELL_KNOWN, lists[i].text);
        expect(is_set(&cell, CIR_TYPE_STATES, lists[i].states), lists[i].text);
        expect(cell.count == lists[i].count && cell.count == cir_states_count(&cell.states), lists[i].text);
        expect(cell.first == lists[i].first && cell.together == lists[i].together, lists[i].text);
    }
    static const char *const refused[] = {"IT;XX", "IT;F", "ITFR", "IT,FR", "IT;FR|DE", "IT;none", "IT;@E"};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        expect(!read_as(&cell, &fault, CIR_FIELD_OTHER_COUNTRIES, refused[i], cir_cell_format_plain()) &&
                   cell.state == CIR_CELL_BLANK,
               refused[i]);
    struct cir_cell_format format = cir_cell_format_plain();
    format.separator = 'T'; /* "IT" falls apart */
    expect(!read_as(&cell, &fault, CIR_FIELD_OTHER_COUNTRIES, "FRTIT", format), "FRTIT");
}

static const struct {
    const char *text;
    unsigned field;
    enum cir_problem_code code;
    const char *suggestion;
} refusals[] = {
    // clang-format off
    {"",               CIR_FIELD_ID, CIR_PROBLEM_ID_MISSING, ""},
    {" \t ",           CIR_FIELD_ID, CIR_PROBLEM_ID_MISSING, ""},
    {"23.12.2015",     CIR_FIELD_DATE, CIR_PROBLEM_BAD_DATE, "declare --date-order dmy"},
    {"12/23/2015",     CIR_FIELD_DATE, CIR_PROBLEM_BAD_DATE, "declare --date-order mdy"},
    {"2015/12/23",     CIR_FIELD_DATE, CIR_PROBLEM_BAD_DATE, "declare --date-order ymd"},
    {"05/06/2015",     CIR_FIELD_DATE, CIR_PROBLEM_DATE_AMBIGUOUS, "declare --date-order dmy or --date-order mdy"},
    {"2015-02-29",     CIR_FIELD_DATE, CIR_PROBLEM_BAD_DATE, ""},
    {"yesterday",      CIR_FIELD_DATE, CIR_PROBLEM_BAD_DATE, ""},
    {"~2015",          CIR_FIELD_DATE, CIR_PROBLEM_BAD_DATE, ""},
    {">=",             CIR_FIELD_DATE, CIR_PROBLEM_BAD_DATE, ""},
    {"2015..",         CIR_FIELD_DATE, CIR_PROBLEM_BAD_DATE, ""},
    {"2016..2015-12",  CIR_FIELD_DATE, CIR_PROBLEM_BAD_RANGE, ""},
    {"12,000",         CIR_FIELD_PEOPLE_AFFECTED, CIR_PROBLEM_BAD_NUMBER, ""},
    {"12 000",         CIR_FIELD_PEOPLE_AFFECTED, CIR_PROBLEM_BAD_NUMBER, ""},
    {"many",           CIR_FIELD_PEOPLE_AFFECTED, CIR_PROBLEM_BAD_NUMBER, ""},
    {"1200x",          CIR_FIELD_PEOPLE_AFFECTED, CIR_PROBLEM_BAD_NUMBER, ""},
    {"inf",            CIR_FIELD_PEOPLE_AFFECTED, CIR_PROBLEM_BAD_NUMBER, ""},
    {"1e999",          CIR_FIELD_PEOPLE_AFFECTED, CIR_PROBLEM_BAD_NUMBER, ""},
    {"12 %",           CIR_FIELD_PEOPLE_AFFECTED, CIR_PROBLEM_BAD_NUMBER, ""},
    {"~",              CIR_FIELD_PEOPLE_AFFECTED, CIR_PROBLEM_BAD_NUMBER, ""},
    {">500",           CIR_FIELD_PEOPLE_AFFECTED, CIR_PROBLEM_BAD_NUMBER, ""},
    {"100..",          CIR_FIELD_PEOPLE_AFFECTED, CIR_PROBLEM_BAD_NUMBER, ""},
    {"100|200",        CIR_FIELD_PEOPLE_AFFECTED, CIR_PROBLEM_BAD_NUMBER, ""},
    {"-5",             CIR_FIELD_PEOPLE_AFFECTED, CIR_PROBLEM_OUT_OF_RANGE, ""},
    {"-5..5",          CIR_FIELD_PEOPLE_AFFECTED, CIR_PROBLEM_OUT_OF_RANGE, ""},
    {"500..100",       CIR_FIELD_PEOPLE_AFFECTED, CIR_PROBLEM_BAD_RANGE, ""},
    {"45",             CIR_FIELD_PEOPLE_SHARE, CIR_PROBLEM_OUT_OF_RANGE, "45 %"},
    {"1.001",          CIR_FIELD_PEOPLE_SHARE, CIR_PROBLEM_OUT_OF_RANGE, "1.001 %"},
    {"120 %",          CIR_FIELD_PEOPLE_SHARE, CIR_PROBLEM_OUT_OF_RANGE, ""},
    {"10..20 %",       CIR_FIELD_PEOPLE_SHARE, CIR_PROBLEM_OUT_OF_RANGE, "10 %"},
    {"%",              CIR_FIELD_PEOPLE_SHARE, CIR_PROBLEM_BAD_NUMBER, ""},
    {"sevre",          CIR_FIELD_SERVICE_LOSS, CIR_PROBLEM_UNKNOWN_OPTION, "severe"},
    {"1.5",            CIR_FIELD_SERVICE_LOSS, CIR_PROBLEM_OUT_OF_RANGE, "1.5 %"},
    {"100.5",          CIR_FIELD_ATTRIBUTION_CONFIDENCE, CIR_PROBLEM_OUT_OF_RANGE, ""},
    {"natoinal",       CIR_FIELD_REACH, CIR_PROBLEM_UNKNOWN_OPTION, "national"},
    {"local;national", CIR_FIELD_REACH, CIR_PROBLEM_UNKNOWN_OPTION, ""},
    {"|",              CIR_FIELD_REACH, CIR_PROBLEM_UNKNOWN_OPTION, ""},
    {"personal;critcal",CIR_FIELD_INFORMATION, CIR_PROBLEM_UNKNOWN_OPTION, "critical"},
    {"personal;unknown",CIR_FIELD_INFORMATION, CIR_PROBLEM_UNKNOWN_OPTION, ""},
    {";",              CIR_FIELD_INFORMATION, CIR_PROBLEM_UNKNOWN_OPTION, ""},
    {"true",           CIR_FIELD_CRITICAL_PERIOD, CIR_PROBLEM_UNKNOWN_OPTION, ""},
    {"enrgy",          CIR_FIELD_SECTOR, CIR_PROBLEM_UNKNOWN_SECTOR, "energy"},
    {"naics:99",       CIR_FIELD_SECTOR, CIR_PROBLEM_UNKNOWN_SECTOR, "naics"},
    {"naisc:22",       CIR_FIELD_SECTOR, CIR_PROBLEM_UNKNOWN_SECTOR, "naics"},
    {"22",             CIR_FIELD_SECTOR, CIR_PROBLEM_UNKNOWN_SECTOR, "naics:22"},
    {"223",            CIR_FIELD_SECTOR, CIR_PROBLEM_UNKNOWN_SECTOR, ""},
    {"energy;44",      CIR_FIELD_SECTOR, CIR_PROBLEM_UNKNOWN_SECTOR, "naics:44"},
    {"Germnay",        CIR_FIELD_COUNTRY, CIR_PROBLEM_UNKNOWN_COUNTRY, "Germany"},
    {"XX",             CIR_FIELD_COUNTRY, CIR_PROBLEM_UNKNOWN_COUNTRY, ""},
    {"@E",             CIR_FIELD_COUNTRY, CIR_PROBLEM_UNKNOWN_COUNTRY, ""},
    {"FR;none",        CIR_FIELD_OTHER_COUNTRIES, CIR_PROBLEM_UNKNOWN_COUNTRY, ""},
    {"EURO",           CIR_FIELD_CURRENCY, CIR_PROBLEM_UNKNOWN_CURRENCY, "EUR"},
    {"EUR|USD",        CIR_FIELD_CURRENCY, CIR_PROBLEM_UNKNOWN_CURRENCY, ""},
    // clang-format on
};

static void test_cells__refuse_and_say_what_was_expected(void)
{
    struct cir_cell cell;
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        struct cir_cell_fault fault = {.code = CIR_PROBLEM_COUNT};
        expect(!read_as(&cell, &fault, refusals[i].field, refusals[i].text, cir_cell_format_plain()), refusals[i].text);
        expect(fault.code == refusals[i].code, refusals[i].text);
        expect(strcmp(fault.suggestion, refusals[i].suggestion) == 0, refusals[i].text);
        expect(fault.expected[0] != '\0', refusals[i].text);
    }
}

static void test_cells__name_the_options_expected(void)
{
    struct cir_cell cell;
    struct cir_cell_fault fault;
    CU_ASSERT_FALSE(read_as(&cell, &fault, CIR_FIELD_PHYSICAL, "broken", cir_cell_format_plain()));
    CU_ASSERT_STRING_EQUAL(fault.expected, "one of none, temporary, lasting");
    CU_ASSERT_FALSE(read_as(&cell, &fault, CIR_FIELD_PEOPLE_SHARE, "45", cir_cell_format_plain()));
    CU_ASSERT_STRING_EQUAL(fault.expected, "a number from 0 to 1, or a percentage with its sign");
}

/* 63 options of 20 letters do not fit; what is said must still be whole names. */
static void test_cells__cut_a_long_list_of_options_at_a_name(void)
{
    static char names[CIR_OPTIONS_MAX][32];
    const char *options[CIR_OPTIONS_MAX];
    for (int i = 0; i < CIR_OPTIONS_MAX; i++) {
        snprintf(names[i], sizeof names[i], "option_of_a_scheme%02d", i);
        options[i] = names[i];
    }
    struct cir_field field = {.type = CIR_TYPE_OPTION, .unit = "", .options = options, .option_count = CIR_OPTIONS_MAX};
    struct cir_cell_format format = cir_cell_format_plain();
    struct cir_cell cell;
    struct cir_cell_fault fault;
    CU_ASSERT_FALSE(cir_cell_read(&cell, &field, &format, &world.definitions, cir_text_of("x"), &fault));
    size_t size = strlen(fault.expected);
    CU_ASSERT(size > 230 && size < sizeof fault.expected);
    CU_ASSERT_STRING_EQUAL(fault.expected + size - 7, "10, ...");
}

static bool says_unknown(unsigned field)
{
    return field != CIR_FIELD_ID && field != FIXTURE_ACTOR;
}

static void test_cells__know_four_states_in_every_field(void)
{
    struct cir_cell cell;
    struct cir_cell_fault fault;
    struct cir_cell_format format = cir_cell_format_plain();
    for (unsigned i = 0; i < world.fields.count; i++) {
        const char *name = world.fields.list[i].name;
        if (i != CIR_FIELD_ID) {
            expect(read_as(&cell, &fault, i, "", format) && cell.state == CIR_CELL_BLANK, name);
            expect(read_as(&cell, &fault, i, " \t", format) && cell.state == CIR_CELL_BLANK, name);
            expect(read_as(&cell, &fault, i, " N/A ", format) && cell.state == CIR_CELL_NOT_APPLICABLE, name);
        }
        if (says_unknown(i))
            expect(read_as(&cell, &fault, i, "Unknown", format) && cell.state == CIR_CELL_UNKNOWN, name);
    }
    CU_ASSERT(read_as(&cell, &fault, CIR_FIELD_ID, "unknown", format));
    CU_ASSERT(cell.state == CIR_CELL_KNOWN && cir_text_is(cell.text, "unknown"));
}

static void test_cells__keep_text_without_blanks_around_it(void)
{
    struct cir_cell cell;
    struct cir_cell_fault fault;
    CU_ASSERT(read_as(&cell, &fault, CIR_FIELD_TITLE, "  Ransomware – Zürich; =cmd() ", cir_cell_format_plain()));
    CU_ASSERT(cell.state == CIR_CELL_KNOWN && cir_text_is(cell.text, "Ransomware – Zürich; =cmd()"));
}

static const struct {
    char decimal, thousands;
    const char *text;
    double value; /* NAN: refused */
} written[] = {
    // clang-format off
    {',', '.',  "1.234.567,5", 1234567.5},
    {',', '.',  "1234567,5",   1234567.5},
    {',', '.',  "12,5",        12.5},
    {',', '\0', "12,5",        12.5},
    {',', '\0', "12.5",        NAN},
    {',', '\0', "1.234",       NAN},
    {'.', ',',  "1,234",       1234},
    {'.', ',',  "12,345,678",  12345678},
    {'.', ',',  "1,234.5",     1234.5},
    {'.', ',',  "1,234e3",     1234000},
    {'.', ',',  "1,23",        NAN},
    {'.', ',',  "1234,567",    NAN},
    {'.', ',',  ",234",        NAN},
    {'.', ',',  "1,,234",      NAN},
    {'.', ',',  "1,234,",      NAN},
    {'.', ',',  "1.5,000",     NAN},
    {'.', ',',  "1,234,5",     NAN},
    {'.', ' ',  "12 000",      12000},
    {'.', '\'', "12'000",      12000},
    {',', '.',  "1,5e2",       150},
    {',', '.',  "--1",         NAN},
    // clang-format on
};

static void test_cells__read_numbers_only_as_declared(void)
{
    struct cir_cell cell;
    struct cir_cell_fault fault;
    for (size_t i = 0; i < sizeof written / sizeof written[0]; i++) {
        struct cir_cell_format format = cir_cell_format_plain();
        format.decimal = written[i].decimal;
        format.thousands = written[i].thousands;
        bool read = read_as(&cell, &fault, CIR_FIELD_PEOPLE_AFFECTED, written[i].text, format);
        expect(read == !isnan(written[i].value), written[i].text);
        expect(read ? cell.number.point == written[i].value : fault.code == CIR_PROBLEM_BAD_NUMBER, written[i].text);
    }
    struct cir_cell_format format = cir_cell_format_plain();
    format.decimal = ',';
    format.thousands = '.';
    CU_ASSERT(read_as(&cell, &fault, CIR_FIELD_PEOPLE_AFFECTED, "1.000..4.000", format));
    CU_ASSERT(cell.number.low == 1000 && cell.number.high == 4000);
    CU_ASSERT_FALSE(read_as(&cell, &fault, CIR_FIELD_PEOPLE_AFFECTED, "x", format));
    CU_ASSERT_STRING_EQUAL(fault.expected, "a number with the decimal sign ',' and the thousands sign '.'");
}

static void test_cells__convert_units(void)
{
    struct cir_cell cell;
    struct cir_cell_fault fault;
    struct cir_cell_format format = cir_cell_format_plain();
    format.factor = 24;
    CU_ASSERT(read_as(&cell, &fault, CIR_FIELD_DURATION_H, "2..8", format));
    CU_ASSERT(cell.number.low == 48 && near_to(cell.number.point, 96) && cell.number.high == 192);
    format.factor = 1e9;
    CU_ASSERT_FALSE(read_as(&cell, &fault, CIR_FIELD_LOSS, "1e305", format));
    CU_ASSERT(fault.code == CIR_PROBLEM_OUT_OF_RANGE);
    format.factor = 0.01; /* a percent sign in the cell is the unit itself, not a second one */
    CU_ASSERT(read_as(&cell, &fault, CIR_FIELD_PEOPLE_SHARE, "45", format) && near_to(cell.number.point, 0.45));
    CU_ASSERT(read_as(&cell, &fault, CIR_FIELD_PEOPLE_SHARE, "45 %", format) && near_to(cell.number.point, 0.45));
}

static void test_cells__read_dates_only_as_declared(void)
{
    struct cir_cell cell;
    struct cir_cell_fault fault;
    struct cir_cell_format format = cir_cell_format_plain();
    format.date_order = CIR_DATE_DMY;
    CU_ASSERT(read_as(&cell, &fault, CIR_FIELD_DATE, "02/01/1970", format) && cell.number.low == 24);
    format.date_order = CIR_DATE_MDY;
    CU_ASSERT(read_as(&cell, &fault, CIR_FIELD_DATE, "02/01/1970", format) && cell.number.low == 744);
    CU_ASSERT_FALSE(read_as(&cell, &fault, CIR_FIELD_DATE, "1970-01-02", format));
    CU_ASSERT(fault.code == CIR_PROBLEM_BAD_DATE);
}

static void test_cells__cut_lists_at_the_declared_sign(void)
{
    struct cir_cell cell;
    struct cir_cell_fault fault;
    struct cir_cell_format format = cir_cell_format_plain();
    format.separator = ',';
    CU_ASSERT(read_as(&cell, &fault, CIR_FIELD_COUNTRY, "FR, DE", format) && cell.together);
    CU_ASSERT_FALSE(read_as(&cell, &fault, CIR_FIELD_COUNTRY, "FR;DE", format));
    format.separator = '|';
    CU_ASSERT(read_as(&cell, &fault, CIR_FIELD_COUNTRY, "FR|DE", format) && cell.together);
    CU_ASSERT(read_as(&cell, &fault, CIR_FIELD_REACH, "local|global", format) && !cell.together);
}

/* What is written of a number reads back as it; ranges hold their point. */
static void test_cells__hold_the_point_in_the_range(void)
{
    struct cir_cell cell;
    struct cir_cell_fault fault;
    uint64_t random = 20240501;
    for (int i = 0; i < 2000; i++) {
        char text[64];
        random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        unsigned low = (unsigned)(random >> 40);
        unsigned high = low + (unsigned)(random >> 20 & 0xffff);
        snprintf(text, sizeof text, "%u.%03u..%u.%03u", low, i % 1000, high, i % 1000);
        expect(read_as(&cell, &fault, CIR_FIELD_LOSS, text, cir_cell_format_plain()), text);
        expect(cell.number.low == low + i % 1000 / 1000.0 || near_to(cell.number.low, low + i % 1000 / 1000.0), text);
        expect(cell.number.low <= cell.number.point && cell.number.point <= cell.number.high, text);
    }
}

/* No text makes the reader fail in another way than by a refusal. */
static void test_cells__survive_any_bytes(void)
{
    static const char signs[] = "09.,;|~<>=%-+/:eE aunknow\t\"'TZ";
    uint64_t random = 7;
    size_t known = 0;
    for (int i = 0; i < 60000; i++) {
        char text[24];
        size_t size = 0;
        random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        for (uint64_t bits = random; size < random >> 60; bits = bits / 7 + random)
            text[size++] = signs[bits % (sizeof signs - 1)];
        text[size] = '\0';
        struct cir_cell cell;
        struct cir_cell_fault fault;
        if (read_as(&cell, &fault, (unsigned)i % (unsigned)world.fields.count, text, cir_cell_format_plain()))
            known += cell.state == CIR_CELL_KNOWN;
    }
    CU_ASSERT(known > 100);
}

int main(void)
{
    static const struct cir_test tests[] = {
        {"read numbers and dates", test_cells__read_numbers_and_dates},
        {"read names and lists", test_cells__read_names_and_lists},
        {"count the States", test_cells__count_the_states},
        {"refuse and say what was expected", test_cells__refuse_and_say_what_was_expected},
        {"name the options expected", test_cells__name_the_options_expected},
        {"cut a long list of options at a name", test_cells__cut_a_long_list_of_options_at_a_name},
        {"know four states in every field", test_cells__know_four_states_in_every_field},
        {"keep text without blanks around it", test_cells__keep_text_without_blanks_around_it},
        {"read numbers only as declared", test_cells__read_numbers_only_as_declared},
        {"convert units", test_cells__convert_units},
        {"read dates only as declared", test_cells__read_dates_only_as_declared},
        {"cut lists at the declared sign", test_cells__cut_lists_at_the_declared_sign},
        {"hold the point in the range", test_cells__hold_the_point_in_the_range},
        {"survive any bytes", test_cells__survive_any_bytes},
    };
    fixture_make(&world);
    int failed = cir_run_suite("cells", tests, sizeof tests / sizeof tests[0]);
    fixture_free(&world);
    return failed;
}
