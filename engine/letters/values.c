#include "letters/values.h"

#include "letters/verdict_text.h"
#include "letters/visible.h"

#include <math.h>

/* Figures of a log come out as they stand in it; shares need no more than these. */
enum { EXACT_FIGURES = 15, SHARE_FIGURES = 4 };

/* The text that is made, and where it goes. */
struct maker {
    struct cir_letter_values *values;
    const struct cir_tongue *tongue;
    const struct cir_letter_facts *facts;
    struct cir_buffer text;
};

static struct maker start(struct cir_letter_values *values, const struct cir_tongue *tongue)
{
    return (struct maker){.values = values, .tongue = tongue};
}

/* Give the text that was made to the field. */
static void tell_as(struct maker *maker, enum cir_letter_field field, bool is_foreign)
{
    struct cir_letter_values *values = maker->values;
    struct cir_text text = cir_text_trim(cir_buffer_text(&maker->text));
    const char *copy = cir_arena_copy(&values->arena, text);
    values->no_memory = values->no_memory || copy == NULL || maker->text.failed;
    if (!values->no_memory)
        values->list[field] = (struct cir_letter_value){CIR_LETTER_KNOWN, {copy, text.size}, is_foreign};
    cir_buffer_clear(&maker->text);
}

static void tell(struct maker *maker, enum cir_letter_field field)
{
    tell_as(maker, field, false);
}

static void finish(struct maker *maker)
{
    maker->values->no_memory = maker->values->no_memory || maker->text.failed;
    cir_buffer_free(&maker->text);
}

static const struct cir_cell *cell_of(const struct maker *maker, unsigned field)
{
    return &maker->facts->cells[field];
}

/* Whether the cell says something; else the field gets what it says instead. */
static bool is_known(struct maker *maker, enum cir_letter_field field, const struct cir_cell *cell)
{
    static const enum cir_letter_answer answers[] = {[CIR_CELL_BLANK] = CIR_LETTER_OPEN,
                                                     [CIR_CELL_UNKNOWN] = CIR_LETTER_UNKNOWN,
                                                     [CIR_CELL_NOT_APPLICABLE] = CIR_LETTER_NOT_APPLICABLE,
                                                     [CIR_CELL_KNOWN] = CIR_LETTER_KNOWN};
    maker->values->list[field].answer = answers[cell->state];
    return cell->state == CIR_CELL_KNOWN;
}

static void add_word(struct maker *maker, enum cir_word word)
{
    cir_buffer_add(&maker->text, cir_tongue_word(maker->tongue, word));
}

/* ---- lists ---- */

enum { ITEMS_MAX = CIR_STATES_MAX };

struct items {
    struct cir_text list[ITEMS_MAX];
    size_t count;
    bool together; /* all hold; else one of them */
};

static void add_items(struct maker *maker, const struct items *items)
{
    if (items->together || items->count == 1) {
        cir_tongue_add_list(&maker->text, maker->tongue, items->list, items->count);
        return;
    }
    struct cir_buffer list = {0};
    cir_tongue_add_list(&list, maker->tongue, items->list, items->count);
    const struct cir_filling filling = {"items", cir_buffer_text(&list)};
    cir_tongue_add_phrase(&maker->text, maker->tongue, CIR_WORD_LETTER_ONE_OF, &filling, 1);
    maker->text.failed = maker->text.failed || list.failed;
    cir_buffer_free(&list);
}

/* Put what was told before, and what is told now, one behind the other. */
static void add_behind(struct maker *maker, struct cir_buffer *before)
{
    const struct cir_filling fillings[] = {{"first", cir_buffer_text(before)},
                                           {"second", cir_buffer_text(&maker->text)}};
    struct cir_buffer both = {0};
    cir_tongue_add_phrase(&both, maker->tongue, CIR_WORD_LETTER_AND_THEN, fillings, 2);
    both.failed = both.failed || before->failed || maker->text.failed;
    cir_buffer_free(before);
    cir_buffer_free(&maker->text);
    maker->text = both;
}

/* ---- words for options ---- */

static const struct {
    const char *option;
    unsigned field;
    enum cir_word word;
} option_words[] = {
#define CIR_OPTION_WORD(field, option, word) {option, CIR_FIELD_##field, CIR_WORD_##word},
#include "letters/option_words.def"
#undef CIR_OPTION_WORD
};

/* A unit of one's own tables is called by its code. */
static struct cir_text option_text(const struct maker *maker, unsigned field, unsigned option)
{
    const char *name = maker->facts->fields->list[field].options[option];
    for (size_t i = 0; i < sizeof option_words / sizeof option_words[0]; i++)
        if (option_words[i].field == field && strcmp(option_words[i].option, name) == 0)
            return cir_tongue_word(maker->tongue, option_words[i].word);
    return cir_text_of(name);
}

static struct items option_items(const struct maker *maker, unsigned field)
{
    const struct cir_cell *cell = cell_of(maker, field);
    struct items items = {.together = cell->together};
    for (unsigned i = 0; i < maker->facts->fields->list[field].option_count; i++)
        if ((cell->options >> i & 1) != 0)
            items.list[items.count++] = option_text(maker, field, i);
    return items;
}

/* ---- fields that a cell tells alone ---- */

static void add_date(struct maker *maker, const struct cir_cell *cell)
{
    cir_tongue_add_date(&maker->text, maker->tongue, (struct cir_date){cell->number.low, cell->number.high});
}

static void add_number(struct maker *maker, const struct cir_cell *cell)
{
    cir_tongue_add_interval(&maker->text, maker->tongue, cell->number.low, cell->number.high, EXACT_FIGURES);
}

static void add_share(struct maker *maker, const struct cir_cell *cell)
{
    cir_tongue_add_share_interval(&maker->text, maker->tongue, cell->number.low, cell->number.high, SHARE_FIGURES);
}

static void add_plain(struct maker *maker, unsigned number, const struct cir_cell *cell)
{
    const struct cir_field *field = &maker->facts->fields->list[number];
    if (cir_type_is_text(field->type)) {
        cir_letter_add_visible(&maker->text, cell->text);
    } else if (field->type == CIR_TYPE_DATE) {
        add_date(maker, cell);
    } else if (field->type == CIR_TYPE_SHARE || field->type == CIR_TYPE_LOSS) {
        add_share(maker, cell);
    } else if (cir_type_is_number(field->type)) {
        add_number(maker, cell);
    } else {
        struct items items = option_items(maker, number);
        add_items(maker, &items);
    }
}

static void tell_plain(struct maker *maker)
{
    static const struct {
        enum cir_letter_field field;
        unsigned number;
    } plain[] = {
        {CIR_LETTER_ID, CIR_FIELD_ID},
        {CIR_LETTER_TITLE, CIR_FIELD_TITLE},
        {CIR_LETTER_OPERATOR, CIR_FIELD_OPERATOR},
        {CIR_LETTER_SERVICE, CIR_FIELD_SERVICE},
        {CIR_LETTER_BEGAN, CIR_FIELD_DATE},
        {CIR_LETTER_ENDED, CIR_FIELD_DATE_END},
        {CIR_LETTER_DURATION, CIR_FIELD_DURATION_H},
        {CIR_LETTER_REACH, CIR_FIELD_REACH},
        {CIR_LETTER_PEOPLE_SHARE, CIR_FIELD_PEOPLE_SHARE},
        {CIR_LETTER_ENTITIES, CIR_FIELD_ENTITIES_AFFECTED},
        {CIR_LETTER_SYSTEMS_SHARE, CIR_FIELD_SYSTEMS_SHARE},
        {CIR_LETTER_SERVICE_LOSS, CIR_FIELD_SERVICE_LOSS},
        {CIR_LETTER_DEATHS, CIR_FIELD_DEATHS},
        {CIR_LETTER_INJURED, CIR_FIELD_INJURED},
        {CIR_LETTER_PHYSICAL, CIR_FIELD_PHYSICAL},
        {CIR_LETTER_RECORDS, CIR_FIELD_RECORDS_AFFECTED},
        {CIR_LETTER_INFORMATION, CIR_FIELD_INFORMATION},
        {CIR_LETTER_RECOVERABILITY, CIR_FIELD_RECOVERABILITY},
        {CIR_LETTER_PERSON_DAYS, CIR_FIELD_RESOLUTION_PERSON_DAYS},
        {CIR_LETTER_CRITICAL_PERIOD, CIR_FIELD_CRITICAL_PERIOD},
        {CIR_LETTER_REPLICABILITY, CIR_FIELD_REPLICABILITY},
        {CIR_LETTER_MALICIOUS, CIR_FIELD_MALICIOUS},
        {CIR_LETTER_ROOT_CAUSE, CIR_FIELD_ROOT_CAUSE},
        {CIR_LETTER_ATTRIBUTION, CIR_FIELD_ATTRIBUTION},
        {CIR_LETTER_ATTRIBUTION_CONFIDENCE, CIR_FIELD_ATTRIBUTION_CONFIDENCE},
    };
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        const struct cir_cell *cell = cell_of(maker, plain[i].number);
        if (!is_known(maker, plain[i].field, cell))
            continue;
        add_plain(maker, plain[i].number, cell);
        tell_as(maker, plain[i].field, cir_type_is_text(maker->facts->fields->list[plain[i].number].type));
    }
}

/* ---- States and sectors ---- */

static struct cir_text state_name(const struct cir_tongue *tongue, unsigned number)
{
    return cir_text_of(tongue->definitions->countries[number].names[tongue->language]);
}

static void add_states(struct items *items, const struct maker *maker, const struct cir_states *states,
                       unsigned without)
{
    for (unsigned i = 0; i < maker->tongue->definitions->country_count; i++)
        if (cir_states_has(states, i) && i != without)
            items->list[items->count++] = state_name(maker->tongue, i);
}

static bool names_several(const struct cir_cell *cell)
{
    return cell->state == CIR_CELL_KNOWN && cell->together && cell->count > 1;
}

static void tell_state(struct maker *maker)
{
    const struct cir_cell *country = cell_of(maker, CIR_FIELD_COUNTRY);
    struct items items = {.together = names_several(country)};
    if (!is_known(maker, CIR_LETTER_STATE, country))
        return;
    if (items.together)
        items.list[items.count++] = state_name(maker->tongue, country->first);
    else
        add_states(&items, maker, &country->states, CIR_INDEX_NONE);
    add_items(maker, &items);
    tell(maker, CIR_LETTER_STATE);
}

static void add_unsure(struct maker *maker, const struct items *unsure)
{
    struct cir_buffer before = maker->text;
    maker->text = (struct cir_buffer){0};
    add_items(maker, unsure);
    if (before.size > 0)
        add_behind(maker, &before);
    else
        cir_buffer_free(&before);
}

/* Those that follow the first of a list in the column of the State, and those of the column of the others. Of two States
 * of which one is hit neither is said to be. */
static void tell_other_states(struct maker *maker)
{
    const struct cir_cell *country = cell_of(maker, CIR_FIELD_COUNTRY);
    const struct cir_cell *others = cell_of(maker, CIR_FIELD_OTHER_COUNTRIES);
    bool more = names_several(country);
    struct cir_states sure = {{0}};
    struct items items = {.together = true};
    struct items unsure = {.together = false};
    if (!is_known(maker, CIR_LETTER_OTHER_STATES, others) && !more)
        return;
    bool is_sure = others->state == CIR_CELL_KNOWN && (others->together || others->count < 2);
    if (more)
        cir_states_add_all(&sure, &country->states);
    if (is_sure)
        cir_states_add_all(&sure, &others->states);
    add_states(&items, maker, &sure, country->state == CIR_CELL_KNOWN ? country->first : CIR_INDEX_NONE);
    if (others->state == CIR_CELL_KNOWN && !is_sure)
        add_states(&unsure, maker, &others->states, CIR_INDEX_NONE);
    if (items.count + unsure.count == 0)
        add_word(maker, CIR_WORD_LETTER_NO_STATES);
    if (items.count > 0)
        add_items(maker, &items);
    if (unsure.count > 0)
        add_unsure(maker, &unsure);
    tell(maker, CIR_LETTER_OTHER_STATES);
}

/* By the same cells: it is never taken from reach or anything else. */
static void tell_cross_border(struct maker *maker)
{
    const struct cir_cell *others = cell_of(maker, CIR_FIELD_OTHER_COUNTRIES);
    bool more = names_several(cell_of(maker, CIR_FIELD_COUNTRY));
    if (!is_known(maker, CIR_LETTER_CROSS_BORDER, others) && !more)
        return;
    bool has_any = more || others->count > 0;
    add_word(maker, has_any ? CIR_WORD_LETTER_YES : CIR_WORD_LETTER_NO);
    tell(maker, CIR_LETTER_CROSS_BORDER);
}

static void tell_sectors(struct maker *maker)
{
    const struct cir_cell *cell = cell_of(maker, CIR_FIELD_SECTOR);
    const struct cir_definitions *definitions = maker->tongue->definitions;
    struct items items = {.together = cell->together};
    if (!is_known(maker, CIR_LETTER_SECTORS, cell))
        return;
    for (size_t i = 0; i < definitions->sector_count; i++)
        if ((cell->options >> i & 1) != 0)
            items.list[items.count++] = cir_text_of(definitions->sectors[i].names[maker->tongue->language]);
    if ((cell->options >> CIR_SECTOR_NONE & 1) != 0)
        items.list[items.count++] = cir_tongue_word(maker->tongue, CIR_WORD_LETTER_NO_SECTOR);
    add_items(maker, &items);
    tell(maker, CIR_LETTER_SECTORS);
}

/* ---- figures with a unit of their own ---- */

static void add_two(struct maker *maker, enum cir_word word, struct cir_filling first, struct cir_filling second)
{
    const struct cir_filling fillings[] = {first, second};
    cir_tongue_add_phrase(&maker->text, maker->tongue, word, fillings, 2);
}

static struct cir_buffer number_text(const struct maker *maker, const struct cir_cell *cell)
{
    struct cir_buffer text = {0};
    cir_tongue_add_interval(&text, maker->tongue, cell->number.low, cell->number.high, EXACT_FIGURES);
    return text;
}

static void tell_people(struct maker *maker)
{
    const struct cir_cell *people = cell_of(maker, CIR_FIELD_PEOPLE_AFFECTED);
    const struct cir_cell *unit = cell_of(maker, CIR_FIELD_PEOPLE_UNIT);
    if (!is_known(maker, CIR_LETTER_PEOPLE, people))
        return;
    if (unit->state != CIR_CELL_KNOWN) {
        add_number(maker, people);
        tell(maker, CIR_LETTER_PEOPLE);
        return;
    }
    struct cir_buffer number = number_text(maker, people);
    struct items items = option_items(maker, CIR_FIELD_PEOPLE_UNIT);
    struct maker of_unit = {.values = maker->values, .tongue = maker->tongue};
    add_items(&of_unit, &items);
    add_two(maker, CIR_WORD_LETTER_PEOPLE_IN_UNIT, (struct cir_filling){"count", cir_buffer_text(&number)},
            (struct cir_filling){"unit", cir_buffer_text(&of_unit.text)});
    maker->text.failed = maker->text.failed || number.failed;
    finish(&of_unit);
    cir_buffer_free(&number);
    tell(maker, CIR_LETTER_PEOPLE);
}

/* @param currency NULL where it is not told */
static void tell_amount(struct maker *maker, const struct cir_cell *amount, const char *currency)
{
    struct cir_buffer number = number_text(maker, amount);
    const struct cir_filling told = {"amount", cir_buffer_text(&number)};
    if (currency != NULL)
        add_two(maker, CIR_WORD_LETTER_AMOUNT, told, (struct cir_filling){"currency", cir_text_of(currency)});
    else
        cir_tongue_add_phrase(&maker->text, maker->tongue, CIR_WORD_LETTER_AMOUNT_WITHOUT_CURRENCY, &told, 1);
    maker->text.failed = maker->text.failed || number.failed;
    cir_buffer_free(&number);
    tell(maker, CIR_LETTER_LOSS);
}

/* In the currency of the log where it tells one, else in US dollars where it tells those. */
static void tell_loss(struct maker *maker)
{
    const struct cir_cell *loss = cell_of(maker, CIR_FIELD_LOSS);
    const struct cir_cell *currency = cell_of(maker, CIR_FIELD_CURRENCY);
    const struct cir_cell *usd = cell_of(maker, CIR_FIELD_LOSS_USD);
    bool has_currency = currency->state == CIR_CELL_KNOWN;
    if (loss->state == CIR_CELL_KNOWN && (has_currency || usd->state != CIR_CELL_KNOWN))
        tell_amount(maker, loss, has_currency ? maker->tongue->definitions->currencies[currency->first].code : NULL);
    else if (is_known(maker, CIR_LETTER_LOSS, usd->state != CIR_CELL_BLANK ? usd : loss))
        tell_amount(maker, usd, "USD");
}

/* ---- schemes ---- */

static void tell_classification(struct maker *maker)
{
    const struct cir_letter_facts *facts = maker->facts;
    for (size_t i = 0; i < facts->scheme_count; i++) {
        struct cir_buffer before = maker->text;
        maker->text = (struct cir_buffer){0};
        cir_letter_add_verdict(&maker->text, maker->tongue, facts->schemes[i], &facts->verdicts[i]);
        if (i > 0)
            add_behind(maker, &before);
        else
            cir_buffer_free(&before);
    }
    if (facts->scheme_count > 0)
        tell(maker, CIR_LETTER_CLASSIFICATION);
}

void cir_letter_values_add_facts(struct cir_letter_values *values, const struct cir_tongue *tongue,
                                 const struct cir_letter_facts *facts)
{
    struct maker maker = start(values, tongue);
    maker.facts = facts;
    tell_plain(&maker);
    tell_state(&maker);
    tell_other_states(&maker);
    tell_cross_border(&maker);
    tell_sectors(&maker);
    tell_people(&maker);
    tell_loss(&maker);
    tell_classification(&maker);
    finish(&maker);
}

/* ---- what is given ---- */

void cir_letter_values_add_text(struct cir_letter_values *values, enum cir_letter_field field, const char *text)
{
    struct maker maker = start(values, NULL);
    if (text != NULL) {
        cir_letter_add_visible(&maker.text, cir_text_of(text));
        tell_as(&maker, field, true);
    }
    finish(&maker);
}

void cir_letter_values_add_state(struct cir_letter_values *values, const struct cir_tongue *tongue,
                                 enum cir_letter_field field, const char *text)
{
    uint32_t number = text != NULL ? cir_definitions_country(tongue->definitions, cir_text_of(text)) : CIR_INDEX_NONE;
    cir_letter_values_add_text(values, field, number != CIR_INDEX_NONE ? state_name(tongue, number).data : text);
}

void cir_letter_values_add_date(struct cir_letter_values *values, const struct cir_tongue *tongue,
                                enum cir_letter_field field, struct cir_date date)
{
    struct maker maker = start(values, tongue);
    if (!isnan(date.first_h)) {
        cir_tongue_add_date(&maker.text, tongue, date);
        tell(&maker, field);
    }
    finish(&maker);
}

void cir_letter_values_add_times(struct cir_letter_values *values, const struct cir_tongue *tongue,
                                 const struct cir_letter_times *times)
{
    struct cir_deadlines deadlines = cir_deadlines_of(times);
    const struct {
        enum cir_letter_field field;
        double hour;
    } told[] = {
        {CIR_LETTER_AWARE, times->aware_h},
        {CIR_LETTER_NOTIFIED, times->notified_h},
        {CIR_LETTER_HANDLED, times->handled_h},
        {CIR_LETTER_EARLY_WARNING_DUE, deadlines.early_warning_h},
        {CIR_LETTER_NOTIFICATION_DUE, deadlines.notification_h},
        {CIR_LETTER_FINAL_REPORT_DUE, deadlines.final_report_h},
        {CIR_LETTER_AFTER_HANDLING_DUE, deadlines.after_handling_h},
    };
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++)
        cir_letter_values_add_date(values, tongue, told[i].field, (struct cir_date){told[i].hour, told[i].hour});
}

bool cir_letter_values_failed(const struct cir_letter_values *values)
{
    return values->no_memory;
}

void cir_letter_values_free(struct cir_letter_values *values)
{
    cir_arena_free(&values->arena);
    *values = (struct cir_letter_values){.no_memory = false};
}
