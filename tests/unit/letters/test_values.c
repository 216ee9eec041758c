#include "suite.h"

#include "definitions/definitions.h"
#include "letters/values.h"

#include <math.h>
#include <stdio.h>

/* An incident whose cells are set one by one. */
struct told {
    struct cir_definitions *definitions;
    struct cir_fields fields;
    struct cir_cell cells[CIR_FIELDS_MAX];
};

static struct told told;

static void open_incident(void)
{
    told = (struct told){.definitions = NULL};
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&told.definitions, NULL, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_words_load(told.definitions, NULL, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_fields_canonical(&told.fields, told.definitions, NULL), CIR_OK);
}

static void close_incident(void)
{
    cir_definitions_free(told.definitions);
}

static void set_number(unsigned field, double low, double high)
{
    told.cells[field] = (struct cir_cell){.state = CIR_CELL_KNOWN, .number = {low, low, high}};
}

static void set_text(unsigned field, const char *text)
{
    told.cells[field] = (struct cir_cell){.state = CIR_CELL_KNOWN, .text = cir_text_of(text)};
}

static uint64_t option(unsigned field, const char *name)
{
    uint32_t number = cir_index_find(&told.fields.list[field].option_index, cir_text_of(name));
    CU_ASSERT_NOT_EQUAL_FATAL(number, CIR_INDEX_NONE);
    return number < CIR_OPTIONS_MAX ? UINT64_C(1) << number : 0;
}

static void set_options(unsigned field, const char *first, const char *second, bool together)
{
    told.cells[field] =
        (struct cir_cell){.state = CIR_CELL_KNOWN,
                          .together = together,
                          .count = second != NULL ? 2 : 1,
                          .options = option(field, first) | (second != NULL ? option(field, second) : 0)};
}

static void set_states(unsigned field, const char *names, bool together)
{
    struct cir_cell cell = {.state = CIR_CELL_KNOWN, .together = together};
    struct cir_text name;
    struct cir_text rest = cir_text_of(names);
    while (rest.size > 0 && cir_text_next(&name, &rest, ' ')) {
        uint32_t number = cir_definitions_country(told.definitions, name);
        CU_ASSERT_NOT_EQUAL_FATAL(number, CIR_INDEX_NONE);
        cell.first = cell.count == 0 ? (uint16_t)number : cell.first;
        cir_states_add(&cell.states, number);
        cell.count++;
    }
    told.cells[field] = cell;
}

/* Whether the field is told so in the language; an answer but a known one is written "open", "unknown" or "n/a". */
static bool says(enum cir_language language, enum cir_letter_field field, const char *expected)
{
    static const char *const answers[] = {
        [CIR_LETTER_OPEN] = "open", [CIR_LETTER_UNKNOWN] = "unknown", [CIR_LETTER_NOT_APPLICABLE] = "n/a"};
    const struct cir_tongue tongue = cir_tongue_of(told.definitions, language);
    const struct cir_letter_facts facts = {.fields = &told.fields, .cells = told.cells};
    struct cir_letter_values values = {.no_memory = false};
    cir_letter_values_add_facts(&values, &tongue, &facts);
    const struct cir_letter_value *value = &values.list[field];
    struct cir_text text = value->answer == CIR_LETTER_KNOWN ? value->text : cir_text_of(answers[value->answer]);
    bool is = cir_text_is(text, expected) && !cir_letter_values_failed(&values);
    if (!is)
        printf("\n    '%.*s', expected '%s'\n", CIR_TEXT_ARGS(text), expected);
    cir_letter_values_free(&values);
    return is;
}

static void test_values__tell_what_is_not_known_apart(void)
{
    open_incident();
    CU_ASSERT(says(CIR_EN, CIR_LETTER_DEATHS, "open"));
    told.cells[CIR_FIELD_DEATHS].state = CIR_CELL_UNKNOWN;
    CU_ASSERT(says(CIR_EN, CIR_LETTER_DEATHS, "unknown"));
    told.cells[CIR_FIELD_DEATHS].state = CIR_CELL_NOT_APPLICABLE;
    CU_ASSERT(says(CIR_EN, CIR_LETTER_DEATHS, "n/a"));
    set_number(CIR_FIELD_DEATHS, 0, 0);
    CU_ASSERT(says(CIR_EN, CIR_LETTER_DEATHS, "0"));
    CU_ASSERT(says(CIR_EN, CIR_LETTER_CLASSIFICATION, "open"));
    CU_ASSERT(says(CIR_EN, CIR_LETTER_AWARE, "open"));
    close_incident();
}

static void test_values__keep_figures_and_ranges(void)
{
    open_incident();
    set_number(CIR_FIELD_PEOPLE_AFFECTED, 224953, 224953);
    CU_ASSERT(says(CIR_EN, CIR_LETTER_PEOPLE, "224,953"));
    CU_ASSERT(says(CIR_ES, CIR_LETTER_PEOPLE, "224.953"));
    set_options(CIR_FIELD_PEOPLE_UNIT, "households", NULL, false);
    CU_ASSERT(says(CIR_ZH, CIR_LETTER_PEOPLE, "224,953（住户）"));
    set_number(CIR_FIELD_PEOPLE_AFFECTED, 2385, INFINITY);
    CU_ASSERT(says(CIR_EN, CIR_LETTER_PEOPLE, "2,385 or more (households)"));
    set_number(CIR_FIELD_DURATION_H, 1.5, 36);
    CU_ASSERT(says(CIR_EN, CIR_LETTER_DURATION, "1.5–36"));
    set_number(CIR_FIELD_SYSTEMS_SHARE, 0.2385, 0.2385);
    CU_ASSERT(says(CIR_EN, CIR_LETTER_SYSTEMS_SHARE, "23.85%"));
    set_number(CIR_FIELD_SERVICE_LOSS, 0, 0.5);
    CU_ASSERT(says(CIR_EN, CIR_LETTER_SERVICE_LOSS, "0%–50%"));
    close_incident();
}

static void test_values__tell_losses_with_their_currency(void)
{
    open_incident();
    set_number(CIR_FIELD_LOSS, 2385000.5, 2385000.5);
    CU_ASSERT(says(CIR_EN, CIR_LETTER_LOSS, "2,385,000.5 (currency not known)"));
    told.cells[CIR_FIELD_CURRENCY] =
        (struct cir_cell){.state = CIR_CELL_KNOWN,
                          .first = (uint16_t)cir_index_find(&told.definitions->currency_index, cir_text_of("EUR"))};
    CU_ASSERT(says(CIR_EN, CIR_LETTER_LOSS, "2,385,000.5 EUR"));
    set_number(CIR_FIELD_LOSS_USD, 3e6, 4e6);
    CU_ASSERT(says(CIR_EN, CIR_LETTER_LOSS, "2,385,000.5 EUR"));
    told.cells[CIR_FIELD_LOSS].state = CIR_CELL_BLANK;
    CU_ASSERT(says(CIR_EN, CIR_LETTER_LOSS, "3,000,000–4,000,000 USD"));
    told.cells[CIR_FIELD_LOSS_USD].state = CIR_CELL_BLANK;
    CU_ASSERT(says(CIR_EN, CIR_LETTER_LOSS, "open"));
    told.cells[CIR_FIELD_LOSS].state = CIR_CELL_UNKNOWN;
    CU_ASSERT(says(CIR_EN, CIR_LETTER_LOSS, "unknown"));
    close_incident();
}

static void test_values__tell_options_in_words(void)
{
    open_incident();
    set_options(CIR_FIELD_REACH, "local", "national", false);
    CU_ASSERT(says(CIR_EN, CIR_LETTER_REACH, "one of the following: local and national"));
    set_options(CIR_FIELD_INFORMATION, "personal", "destroyed", true);
    CU_ASSERT(says(CIR_EN, CIR_LETTER_INFORMATION, "personal data and data destroyed"));
    CU_ASSERT(says(CIR_RU, CIR_LETTER_INFORMATION, "персональные данные и данные уничтожены"));
    set_options(CIR_FIELD_MALICIOUS, "suspected", NULL, false);
    CU_ASSERT(says(CIR_ZH, CIR_LETTER_MALICIOUS, "疑似"));
    set_options(CIR_FIELD_CRITICAL_PERIOD, "yes", NULL, false);
    CU_ASSERT(says(CIR_FR, CIR_LETTER_CRITICAL_PERIOD, "oui"));
    close_incident();
}

/* A new option of a column, or unit of people, needs its word: its code is no language. */
static void test_values__have_a_word_for_every_option(void)
{
    static const unsigned fields[] = {CIR_FIELD_PEOPLE_UNIT,   CIR_FIELD_REACH,          CIR_FIELD_PHYSICAL,
                                      CIR_FIELD_INFORMATION,   CIR_FIELD_RECOVERABILITY, CIR_FIELD_CRITICAL_PERIOD,
                                      CIR_FIELD_REPLICABILITY, CIR_FIELD_MALICIOUS};
    static const struct {
        const char *option;
        unsigned field;
    } words[] = {
#define CIR_OPTION_WORD(field, option, word) {option, CIR_FIELD_##field},
#include "letters/option_words.def"
#undef CIR_OPTION_WORD
    };
    open_incident();
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        for (size_t k = 0; k < told.fields.list[fields[i]].option_count; k++) {
            const char *name = told.fields.list[fields[i]].options[k];
            bool has_word = false;
            for (size_t n = 0; n < sizeof words / sizeof words[0]; n++)
                has_word = has_word || (words[n].field == fields[i] && strcmp(words[n].option, name) == 0);
            CU_ASSERT(has_word);
            if (!has_word)
                printf("\n    %s: %s has no word\n", told.fields.list[fields[i]].name, name);
        }
    close_incident();
}

static void test_values__tell_states(void)
{
    open_incident();
    CU_ASSERT(says(CIR_EN, CIR_LETTER_CROSS_BORDER, "open"));
    set_states(CIR_FIELD_COUNTRY, "UA", false);
    set_states(CIR_FIELD_OTHER_COUNTRIES, "", false);
    CU_ASSERT(says(CIR_EN, CIR_LETTER_STATE, "Ukraine"));
    CU_ASSERT(says(CIR_EN, CIR_LETTER_OTHER_STATES, "none"));
    CU_ASSERT(says(CIR_EN, CIR_LETTER_CROSS_BORDER, "no"));
    set_states(CIR_FIELD_OTHER_COUNTRIES, "PL RO", true);
    CU_ASSERT(says(CIR_EN, CIR_LETTER_OTHER_STATES, "Poland and Romania"));
    CU_ASSERT(says(CIR_FR, CIR_LETTER_CROSS_BORDER, "oui"));
    set_states(CIR_FIELD_COUNTRY, "UA MD", true);
    CU_ASSERT(says(CIR_EN, CIR_LETTER_STATE, "Ukraine"));
    CU_ASSERT(says(CIR_ES, CIR_LETTER_OTHER_STATES, "República de Moldova, Polonia y Rumania"));
    set_states(CIR_FIELD_OTHER_COUNTRIES, "PL RO", false);
    CU_ASSERT(says(CIR_FR, CIR_LETTER_OTHER_STATES,
                   "République de Moldova\u00A0; l’un des suivants\u00A0: Pologne et Roumanie"));
    set_states(CIR_FIELD_COUNTRY, "FR DE", false);
    CU_ASSERT(says(CIR_EN, CIR_LETTER_STATE, "one of the following: Germany and France"));
    told.cells[CIR_FIELD_OTHER_COUNTRIES].state = CIR_CELL_UNKNOWN;
    CU_ASSERT(says(CIR_EN, CIR_LETTER_OTHER_STATES, "unknown"));
    CU_ASSERT(says(CIR_EN, CIR_LETTER_CROSS_BORDER, "unknown"));
    close_incident();
}

static void test_values__tell_sectors_dates_and_texts(void)
{
    open_incident();
    told.cells[CIR_FIELD_SECTOR] =
        (struct cir_cell){.state = CIR_CELL_KNOWN, .options = UINT64_C(1) << CIR_SECTOR_NONE};
    CU_ASSERT(says(CIR_EN, CIR_LETTER_SECTORS, "none of the critical sectors"));
    set_number(CIR_FIELD_DATE, 493000, 493000 + 24 * 31 - 1);
    /* NOLINTNEXTLINE(misc-misleading-bidirectional): that is what is shown */
    set_text(CIR_FIELD_TITLE, "two\nlines\u202E");
    CU_ASSERT(says(CIR_EN, CIR_LETTER_TITLE, "two lines\\u202e"));
    close_incident();
}

static void test_values__take_what_is_given(void)
{
    open_incident();
    const struct cir_tongue tongue = cir_tongue_of(told.definitions, CIR_RU);
    struct cir_letter_values values = {.no_memory = false};
    cir_letter_values_add_text(&values, CIR_LETTER_REFERENCE, "  17/2026\n");
    cir_letter_values_add_text(&values, CIR_LETTER_CONTACT, NULL);
    cir_letter_values_add_state(&values, &tongue, CIR_LETTER_SENDER_STATE, "TUR");
    cir_letter_values_add_state(&values, &tongue, CIR_LETTER_RECIPIENT_STATE, "Ruritania");
    cir_letter_values_add_date(&values, &tongue, CIR_LETTER_DATE, (struct cir_date){NAN, NAN});
    cir_letter_values_add_times(&values, &tongue, &(struct cir_letter_times){494074, NAN, NAN, false});
    CU_ASSERT(cir_text_is(values.list[CIR_LETTER_REFERENCE].text, "17/2026"));
    CU_ASSERT_EQUAL(values.list[CIR_LETTER_CONTACT].answer, CIR_LETTER_OPEN);
    CU_ASSERT(cir_text_is(values.list[CIR_LETTER_SENDER_STATE].text, "Турция"));
    CU_ASSERT(cir_text_is(values.list[CIR_LETTER_RECIPIENT_STATE].text, "Ruritania"));
    CU_ASSERT_EQUAL(values.list[CIR_LETTER_DATE].answer, CIR_LETTER_OPEN);
    CU_ASSERT(cir_text_is(values.list[CIR_LETTER_EARLY_WARNING_DUE].text, "14\u00A0мая 2026\u00A0г., 10:00 UTC"));
    CU_ASSERT_EQUAL(values.list[CIR_LETTER_NOTIFIED].answer, CIR_LETTER_OPEN);
    CU_ASSERT_FALSE(cir_letter_values_failed(&values));
    cir_letter_values_free(&values);
    close_incident();
}

CIR_SUITE("values", {"tell what is not known apart", test_values__tell_what_is_not_known_apart},
          {"keep figures and ranges", test_values__keep_figures_and_ranges},
          {"tell losses with their currency", test_values__tell_losses_with_their_currency},
          {"tell options in words", test_values__tell_options_in_words},
          {"have a word for every option", test_values__have_a_word_for_every_option},
          {"tell States", test_values__tell_states},
          {"tell sectors, dates and texts", test_values__tell_sectors_dates_and_texts},
          {"take what is given", test_values__take_what_is_given})
