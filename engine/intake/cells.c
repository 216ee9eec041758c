/* A plain value is taken first in every type, for that is what nearly every cell holds; words for not knowing and the
 * rest of the grammar are looked at only when it is none, and texts for messages are made only on a refusal. */
#include "intake/cells.h"

#include "base/name_list.h"
#include "base/nearest.h"
#include "base/number.h"
#include "base/word.h"

#include <float.h>
#include <math.h>
#include <stdio.h>

/* One cell on its way that holds no plain value; `text` has no blanks around it and is not empty. */
struct reading {
    struct cir_cell *cell;
    const struct cir_cell_reader *reader;
    struct cir_text text;
    struct cir_cell_fault *fault;
};

static bool refuse(const struct reading *reading, enum cir_problem_code code, const char *expected,
                   struct cir_text suggestion)
{
    struct cir_cell_fault *fault = reading->fault;
    if (fault == NULL)
        return false;
    fault->code = code;
    snprintf(fault->expected, sizeof fault->expected, "%s", expected);
    snprintf(fault->suggestion, sizeof fault->suggestion, "%.*s", CIR_TEXT_ARGS(suggestion));
    return false;
}

static const struct cir_text no_suggestion = {"", 0};

bool cir_cell_is_state_word(struct cir_text text)
{
    return (text.size == 7 && cir_text_equal_case(text, cir_text_of("unknown"))) ||
           (text.size == 3 && cir_text_equal_case(text, cir_text_of("n/a")));
}

static bool read_state_word(struct cir_cell *cell, struct cir_text text)
{
    if (!cir_cell_is_state_word(text))
        return false;
    cir_cell_set_state(cell, text.size == 3 ? CIR_CELL_NOT_APPLICABLE : CIR_CELL_UNKNOWN);
    return true;
}

/* ---- numbers ---- */

enum { NUMBER_TEXT_MAX = 64 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The digits before the decimal sign, without thousands signs; *taken bytes of `text`. Thousands must stand in groups
 * of three: "1,23" with the thousands sign ',' is an error and not 123. */
static bool copy_whole(char *out, size_t *size, size_t *taken, char thousands, struct cir_text text)
{
    size_t group = 0;
    bool grouped = false;
    size_t i = 0;
    for (; i < text.size; i++) {
        char c = text.data[i];
        if (thousands != '\0' && c == thousands) {
            if (group == 0 || group > 3 || (grouped && group != 3))
                return false;
            grouped = true;
            group = 0;
            continue;
        }
        if (!is_digit(c) && (i > 0 || (c != '-' && c != '+')))
            break;
        group += is_digit(c) ? 1 : 0;
        out[(*size)++] = c;
    }
    *taken = i;
    return !grouped || group == 3;
}

/* A number of the declared signs, written with '.' alone. */
static bool normalise(char *out, size_t *size, const struct cir_cell_format *format, struct cir_text text)
{
    size_t taken = 0;
    if (!copy_whole(out, size, &taken, format->thousands, text))
        return false;
    for (size_t i = taken; i < text.size; i++) {
        char c = text.data[i];
        if (c == '.' && format->decimal != '.')
            return false;
        out[(*size)++] = c == format->decimal ? '.' : c;
    }
    return true;
}

static bool read_declared(const struct cir_cell_format *format, struct cir_text text, double *value)
{
    char plain[NUMBER_TEXT_MAX];
    size_t size = 0;
    return text.size <= sizeof plain && normalise(plain, &size, format, text) &&
           cir_number_read((struct cir_text){plain, size}, value);
}

static bool read_figures(const struct cir_cell_format *format, struct cir_text text, double *value)
{
    bool is_plain = format->decimal == '.' && format->thousands == '\0';
    return is_plain ? cir_number_read(text, value) : read_declared(format, text, value);
}

static bool is_share(const struct cir_field *field)
{
    return field->type == CIR_TYPE_SHARE || field->type == CIR_TYPE_LOSS;
}

static bool refuse_number(const struct reading *reading)
{
    char expected[CIR_FAULT_EXPECTED_SIZE];
    const struct cir_cell_format *format = &reading->reader->format;
    if (format->decimal == '.' && format->thousands == '\0')
        snprintf(expected, sizeof expected, "a number such as 12000, 100..500, >=500, <=500 or ~300");
    else if (format->thousands == '\0')
        snprintf(expected, sizeof expected, "a number with the decimal sign '%c'", format->decimal);
    else
        snprintf(expected, sizeof expected, "a number with the decimal sign '%c' and the thousands sign '%c'",
                 format->decimal, format->thousands);
    return refuse(reading, CIR_PROBLEM_BAD_NUMBER, expected, no_suggestion);
}

/* `written` is the number as it stands in the cell; empty where a percent sign followed it. */
static bool refuse_size(const struct reading *reading, struct cir_text written, double value)
{
    double greatest = reading->reader->greatest;
    char expected[64] = "a number from 0 up";
    char percent[CIR_FAULT_SUGGESTION_SIZE] = "";
    if (greatest < DBL_MAX)
        snprintf(expected, sizeof expected, "a number from 0 to %.0f%s", greatest,
                 is_share(reading->reader->field) ? ", or a percentage with its sign" : "");
    if (written.size > 0 && is_share(reading->reader->field) && value > 1 && value <= 100 &&
        reading->reader->format.factor == 1)
        snprintf(percent, sizeof percent, "%.*s %%", CIR_TEXT_ARGS(written));
    return refuse(reading, CIR_PROBLEM_OUT_OF_RANGE, expected, cir_text_of(percent));
}

/* One number in the field's unit: "12", of a share also "12 %". */
static bool read_term(const struct reading *reading, struct cir_text text, double *value)
{
    bool percent = is_share(reading->reader->field) && text.size > 0 && text.data[text.size - 1] == '%';
    struct cir_text number = percent ? cir_text_trim((struct cir_text){text.data, text.size - 1}) : text;
    double read = 0;
    if (!read_figures(&reading->reader->format, number, &read))
        return refuse_number(reading);
    /* the sign is a unit and takes the place of the declared one; + 0.0 makes 0 of -0 */
    *value = (percent ? cir_number_hundredth(read) : read * reading->reader->format.factor) + 0.0;
    if (*value >= 0 && *value <= reading->reader->greatest)
        return true;
    return refuse_size(reading, percent ? no_suggestion : number, *value);
}

/* sqrt by sqrt, because the product of two large ends overflows; rounding must not leave the range. */
static double middle_of(double low, double high)
{
    if (low <= 0)
        return high / 2;
    double middle = sqrt(low) * sqrt(high);
    middle = middle < low ? low : middle;
    return middle > high ? high : middle;
}

/* Split at the first ".."; false when there is none. */
static bool split_range(struct cir_text text, struct cir_text *low, struct cir_text *high)
{
    const char *dots = memmem(text.data, text.size, "..", 2);
    if (dots == NULL)
        return false;
    size_t before = (size_t)(dots - text.data);
    *low = cir_text_trim((struct cir_text){text.data, before});
    *high = cir_text_trim((struct cir_text){dots + 2, text.size - before - 2});
    return true;
}

/* '>' of ">=", '<' of "<=", else '\0'; *rest gets what follows. */
static char take_bound(struct cir_text text, struct cir_text *rest)
{
    if (text.size < 2 || (text.data[0] != '>' && text.data[0] != '<') || text.data[1] != '=')
        return '\0';
    *rest = cir_text_trim((struct cir_text){text.data + 2, text.size - 2});
    return text.data[0];
}

static bool read_number_range(const struct reading *reading, struct cir_text from, struct cir_text to)
{
    double low = 0;
    double high = 0;
    if (!read_term(reading, from, &low) || !read_term(reading, to, &high))
        return false;
    if (low > high)
        return refuse(reading, CIR_PROBLEM_BAD_RANGE, "the smaller number first", no_suggestion);
    return cir_cell_set_number(reading->cell, low, middle_of(low, high), high);
}

static bool read_open_number(const struct reading *reading, char bound, struct cir_text end)
{
    double value = 0;
    if (!read_term(reading, end, &value))
        return false;
    double greatest = reading->reader->greatest;
    if (bound == '<')
        return cir_cell_set_number(reading->cell, 0, value, value);
    return cir_cell_set_number(reading->cell, value, value, greatest < DBL_MAX ? greatest : INFINITY);
}

/* "~300": a factor of 2 either side, within what the field can hold. */
static bool read_about(const struct reading *reading, struct cir_text text)
{
    double value = 0;
    if (!read_term(reading, text, &value))
        return false;
    return cir_cell_set_number(reading->cell, value / 2, value, fmin(value * 2, reading->reader->greatest));
}

static bool read_number_expression(const struct reading *reading)
{
    struct cir_text text = reading->text;
    struct cir_text low = {0};
    struct cir_text high = {0};
    char bound = take_bound(text, &high);
    if (bound != '\0')
        return read_open_number(reading, bound, high);
    if (text.data[0] == '~')
        return read_about(reading, cir_text_trim((struct cir_text){text.data + 1, text.size - 1}));
    if (split_range(text, &low, &high))
        return read_number_range(reading, low, high);
    double value = 0;
    return read_term(reading, text, &value) && cir_cell_set_number(reading->cell, value, value, value);
}

static bool take_number(struct cir_cell *cell, const struct cir_cell_reader *reader, struct cir_text text)
{
    double value = 0;
    if (!is_digit(text.data[0]) || !read_figures(&reader->format, text, &value))
        return false;
    value *= reader->format.factor;
    return value <= reader->greatest && cir_cell_set_number(cell, value, value, value);
}

/* ---- dates ---- */

static const char *const date_expected[] = {
    [CIR_DATE_ISO] = "a date such as 2020-05-31, 2020-05, 2020, 2020-05-31T12:30Z or 2020-01..2020-03",
    [CIR_DATE_DMY] = "a date such as 31/05/2020 (day, month, year)",
    [CIR_DATE_MDY] = "a date such as 05/31/2020 (month, day, year)",
    [CIR_DATE_YMD] = "a date such as 2020/05/31 (year, month, day)",
};

/* With ISO 8601 asked for, tell what order would read the text, if only one does. */
static bool refuse_date(const struct reading *reading, struct cir_text text)
{
    const char *expected = date_expected[reading->reader->format.date_order];
    struct cir_date date;
    if (reading->reader->format.date_order != CIR_DATE_ISO)
        return refuse(reading, CIR_PROBLEM_BAD_DATE, expected, no_suggestion);
    bool dmy = cir_date_read(text, CIR_DATE_DMY, &date);
    bool mdy = cir_date_read(text, CIR_DATE_MDY, &date);
    if (dmy && mdy)
        return refuse(reading, CIR_PROBLEM_DATE_AMBIGUOUS, expected,
                      cir_text_of("declare --date-order dmy or --date-order mdy"));
    const char *order = dmy                                        ? "declare --date-order dmy"
                        : mdy                                      ? "declare --date-order mdy"
                        : cir_date_read(text, CIR_DATE_YMD, &date) ? "declare --date-order ymd"
                                                                   : "";
    return refuse(reading, CIR_PROBLEM_BAD_DATE, expected, cir_text_of(order));
}

static bool read_one_date(const struct reading *reading, struct cir_text text, struct cir_date *date)
{
    return cir_date_read(text, reading->reader->format.date_order, date) || refuse_date(reading, text);
}

static bool read_date_range(const struct reading *reading, struct cir_text from, struct cir_text to)
{
    struct cir_date first;
    struct cir_date last;
    if (!read_one_date(reading, from, &first) || !read_one_date(reading, to, &last))
        return false;
    if (first.first_h > last.last_h)
        return refuse(reading, CIR_PROBLEM_BAD_RANGE, "the earlier date first", no_suggestion);
    return cir_cell_set_number(reading->cell, first.first_h, (first.first_h + last.last_h) / 2, last.last_h);
}

static bool read_open_date(const struct reading *reading, char bound, struct cir_text end)
{
    struct cir_date date;
    if (!read_one_date(reading, end, &date))
        return false;
    if (bound == '<')
        return cir_cell_set_number(reading->cell, -INFINITY, date.last_h, date.last_h);
    return cir_cell_set_number(reading->cell, date.first_h, date.first_h, INFINITY);
}

static bool read_date_expression(const struct reading *reading)
{
    struct cir_text low = {0};
    struct cir_text high = {0};
    char bound = take_bound(reading->text, &high);
    if (bound != '\0')
        return read_open_date(reading, bound, high);
    if (split_range(reading->text, &low, &high))
        return read_date_range(reading, low, high);
    return refuse_date(reading, reading->text);
}

static bool take_date(struct cir_cell *cell, const struct cir_cell_reader *reader, struct cir_text text)
{
    struct cir_date date;
    return cir_date_read(text, reader->format.date_order, &date) &&
           cir_cell_set_number(cell, date.first_h, (date.first_h + date.last_h) / 2, date.last_h);
}

/* ---- names, and lists of them ---- */

/* Number of the name, or CIR_INDEX_NONE. */
typedef uint32_t find_name(const struct cir_cell_reader *reader, struct cir_text name);

static uint32_t find_option(const struct cir_cell_reader *reader, struct cir_text name)
{
    return cir_index_find(&reader->field->option_index, name);
}

static uint32_t find_yes_or_no(const struct cir_cell_reader *reader, struct cir_text name)
{
    (void)reader;
    if (name.size == 3 && cir_text_equal_case(name, cir_text_of("yes")))
        return 1;
    return name.size == 2 && cir_text_equal_case(name, cir_text_of("no")) ? 0 : CIR_INDEX_NONE;
}

static uint32_t find_loss(const struct cir_cell_reader *reader, struct cir_text name)
{
    return cir_index_find(&reader->definitions->service_loss_index, name);
}

static bool is_letter(char c)
{
    return cir_cell_letter(c) < 26;
}

static uint32_t find_country(const struct cir_cell_reader *reader, struct cir_text name)
{
    uint32_t number = name.size == 2 ? cir_cell_code(reader->definitions, name.data) : CIR_INDEX_NONE;
    return number != CIR_INDEX_NONE ? number : cir_definitions_country(reader->definitions, name);
}

static bool holds(struct cir_text text, char c)
{
    return memchr(text.data, c, text.size) != NULL;
}

/* As holds, of two characters and a text that is short. */
static inline bool holds_either(struct cir_text text, char a, char b)
{
    const uint64_t all_a = cir_word_of((unsigned char)a);
    const uint64_t all_b = cir_word_of((unsigned char)b);
    uint64_t word = cir_word_start(text);
    uint64_t found = cir_word_zeros(word ^ all_a) | cir_word_zeros(word ^ all_b);
    for (size_t at = CIR_WORD_SIZE; at < text.size; at += CIR_WORD_SIZE) {
        size_t last = text.size - CIR_WORD_SIZE;
        word = cir_word_load(text.data + (at < last ? at : last));
        found |= cir_word_zeros(word ^ all_a) | cir_word_zeros(word ^ all_b);
    }
    return found != 0;
}

/* An industry code is known by how it begins: "naics:22;health" must not pass for a code below naics:22. */
static uint32_t find_sector(const struct cir_cell_reader *reader, struct cir_text name)
{
    if (holds_either(name, '|', reader->format.separator))
        return CIR_INDEX_NONE;
    return cir_definitions_sector(reader->definitions, name);
}

static bool refuse_near(const struct reading *reading, enum cir_problem_code code, const char *expected,
                        const struct cir_index *index, struct cir_text name)
{
    /* the search costs more than all else about a cell */
    struct cir_text nearest = reading->fault != NULL ? cir_nearest_key(index, name) : no_suggestion;
    return refuse(reading, code, expected, nearest);
}

static void join_options(char *out, size_t size, const struct cir_field *field)
{
    struct cir_name_list list = {.text = out, .size = size, .used = (size_t)snprintf(out, size, "one of ")};
    for (size_t i = 0; i < field->option_count; i++)
        cir_name_list_add(&list, cir_text_of(field->options[i]));
}

static bool refuse_option(const struct reading *reading, struct cir_text name)
{
    char expected[CIR_FAULT_EXPECTED_SIZE];
    join_options(expected, sizeof expected, reading->reader->field);
    return refuse_near(reading, CIR_PROBLEM_UNKNOWN_OPTION, expected, &reading->reader->field->option_index, name);
}

/* The first code of a crosswalk that is the name itself, with its system: "cer:food" of "food"; "" where none is. */
static struct cir_text code_of_name(const struct cir_definitions *definitions, struct cir_text name,
                                    char joined[CIR_FAULT_SUGGESTION_SIZE])
{
    for (size_t i = 0; i < definitions->crosswalk_count; i++) {
        const struct cir_crosswalk *crosswalk = &definitions->crosswalk[i];
        if (!cir_text_equal_case(cir_text_of(crosswalk->code), name))
            continue;
        int size = snprintf(joined, CIR_FAULT_SUGGESTION_SIZE, "%s:%s", crosswalk->system, crosswalk->code);
        return size < CIR_FAULT_SUGGESTION_SIZE ? cir_text_of(joined) : no_suggestion; /* cut, it would be wrong */
    }
    return no_suggestion;
}

static bool refuse_sector_name(const struct reading *reading, struct cir_text name)
{
    static const char expected[] = "a sector, an alias of one, or system:code";
    const struct cir_definitions *definitions = reading->reader->definitions;
    char joined[CIR_FAULT_SUGGESTION_SIZE];
    struct cir_text code = reading->fault != NULL ? code_of_name(definitions, name, joined) : no_suggestion;
    if (code.size > 0)
        return refuse(reading, CIR_PROBLEM_UNKNOWN_SECTOR, expected, code);
    return refuse_near(reading, CIR_PROBLEM_UNKNOWN_SECTOR, expected, &definitions->sector_index, name);
}

/* After "system:" the code is what no table knows, and codes have no near ones; else the name may be misspelt. */
static bool refuse_sector(const struct reading *reading, struct cir_text name)
{
    const char *colon = memchr(name.data, ':', name.size);
    if (colon == NULL)
        return refuse_sector_name(reading, name);
    struct cir_text system = {name.data, (size_t)(colon - name.data)};
    return refuse_near(reading, CIR_PROBLEM_UNKNOWN_SECTOR, "system:code of an industry that a crosswalk lists",
                       &reading->reader->definitions->crosswalk_systems, system);
}

static bool refuse_name(const struct reading *reading, struct cir_text name)
{
    switch (reading->reader->field->type) {
    case CIR_TYPE_STATES:
        return refuse_near(reading, CIR_PROBLEM_UNKNOWN_COUNTRY, "an ISO 3166 code or the name of a State",
                           &reading->reader->definitions->country_index, name);
    case CIR_TYPE_SECTORS:
        return refuse_sector(reading, name);
    case CIR_TYPE_YESNO:
        return refuse(reading, CIR_PROBLEM_UNKNOWN_OPTION, "yes or no", no_suggestion);
    default:
        return refuse_option(reading, name);
    }
}

static bool can_hold_several(enum cir_type type)
{
    return type == CIR_TYPE_STATES || type == CIR_TYPE_SECTORS || type == CIR_TYPE_OPTIONS;
}

char cir_cell_cut(const struct cir_cell_reader *reader, struct cir_text text)
{
    enum cir_type type = reader->field->type;
    char separator = reader->format.separator;
    bool several = can_hold_several(type);
    if (!several && type != CIR_TYPE_OPTION && type != CIR_TYPE_YESNO && type != CIR_TYPE_LOSS)
        return '\0';
    return several && text.size > 0 && holds(text, separator) ? separator : '|';
}

/* The names of a list and which was first. Blank elements are passed over: "DE;" is DE. */
struct names {
    struct cir_states set;
    uint32_t first; /* CIR_INDEX_NONE while there is none */
    unsigned count;
    bool together;
};

static bool read_names(struct names *names, const struct reading *reading, find_name *find)
{
    const struct cir_cell_reader *reader = reading->reader;
    char cut = cir_cell_cut(reader, reading->text);
    struct cir_text rest = reading->text;
    struct cir_text part;
    *names = (struct names){.first = CIR_INDEX_NONE};
    while (cir_text_next(&part, &rest, cut)) {
        part = cir_text_trim(part);
        if (part.size == 0)
            continue;
        uint32_t number = find(reader, part);
        if (number == CIR_INDEX_NONE)
            return refuse_name(reading, part);
        if (names->first == CIR_INDEX_NONE)
            names->first = number;
        names->count += cir_states_has(&names->set, number) ? 0 : 1;
        cir_states_add(&names->set, number);
    }
    if (names->first == CIR_INDEX_NONE)
        return refuse_name(reading, reading->text);
    names->together =
        (cut != '|' || reader->format.separator == '|') && can_hold_several(reader->field->type) && names->count > 1;
    return true;
}

static bool set_options(struct cir_cell *cell, uint64_t options, bool together)
{
    cir_cell_set_state(cell, CIR_CELL_KNOWN);
    cell->together = together;
    cell->options = options;
    return true;
}

static bool read_options(const struct reading *reading, find_name *find)
{
    struct names names;
    return read_names(&names, reading, find) && set_options(reading->cell, names.set.bits[0], names.together);
}

static bool take_one(struct cir_cell *cell, uint32_t number)
{
    return number != CIR_INDEX_NONE && set_options(cell, UINT64_C(1) << number, false);
}

static bool take_option(struct cir_cell *cell, const struct cir_cell_reader *reader, struct cir_text text)
{
    return take_one(cell, find_option(reader, text));
}

static bool take_yes_or_no(struct cir_cell *cell, const struct cir_cell_reader *reader, struct cir_text text)
{
    return take_one(cell, find_yes_or_no(reader, text));
}

static bool take_sector(struct cir_cell *cell, const struct cir_cell_reader *reader, struct cir_text text)
{
    return take_one(cell, find_sector(reader, text));
}

/* What is outside every sector says nothing beside a sector that is hit as well. */
static bool read_sectors(const struct reading *reading)
{
    const uint64_t none = UINT64_C(1) << CIR_SECTOR_NONE;
    struct cir_cell *cell = reading->cell;
    if (!read_options(reading, find_sector))
        return false;
    if (cell->together && (cell->options & none) != 0) {
        cell->options &= ~none;
        cell->together = (cell->options & (cell->options - 1)) != 0;
    }
    return true;
}

static bool take_states(struct cir_cell *cell, const struct cir_cell_reader *reader, struct cir_text text)
{
    uint32_t number = find_country(reader, text);
    if (number == CIR_INDEX_NONE)
        return !is_letter(reader->format.separator) &&
               cir_cell_take_codes(cell, reader->definitions, reader->format.separator, text);
    cir_cell_set_state_hit(cell, reader->definitions, number);
    return true;
}

static bool set_states(struct cir_cell *cell, const struct names *names, const struct cir_definitions *definitions)
{
    cell->state = CIR_CELL_KNOWN;
    cell->regions = 0;
    for (unsigned word = 0; word < CIR_STATE_WORDS; word++)
        for (uint64_t rest = names->set.bits[word]; rest != 0; rest &= rest - 1)
            cell->regions |= definitions->region_bits[word * 64 + (unsigned)__builtin_ctzll(rest)];
    cell->first = (uint16_t)names->first;
    cell->count = (uint16_t)names->count;
    cell->together = names->together;
    cell->states = names->set;
    return true;
}

static bool read_states(const struct reading *reading)
{
    struct names names = {0};
    if (cir_text_equal_case(reading->text, cir_text_of("none")))
        return set_states(reading->cell, &names, reading->reader->definitions);
    return read_names(&names, reading, find_country) && set_states(reading->cell, &names, reading->reader->definitions);
}

static bool take_loss(struct cir_cell *cell, const struct cir_cell_reader *reader, struct cir_text text)
{
    if (!is_letter(text.data[0]))
        return take_number(cell, reader, text);
    uint32_t word = find_loss(reader, text);
    if (word == CIR_INDEX_NONE)
        return false;
    const struct cir_range_row *row = &reader->definitions->service_losses[word];
    return cir_cell_set_number(cell, row->low, row->point, row->high);
}

/* A word of the table, or several of which one holds: the range that covers them. */
static bool read_loss_words(const struct reading *reading)
{
    const struct cir_range_row *rows = reading->reader->definitions->service_losses;
    struct names names;
    if (!read_names(&names, reading, find_loss))
        return false;
    double low = INFINITY;
    double high = 0;
    double sum = 0;
    unsigned count = 0;
    for (size_t i = 0; i < reading->reader->definitions->service_loss_count; i++) {
        if (!cir_states_has(&names.set, (unsigned)i))
            continue;
        low = fmin(low, rows[i].low);
        high = fmax(high, rows[i].high);
        sum += rows[i].point;
        count++;
    }
    /* as of every set: the mean of the candidates' points */
    return cir_cell_set_number(reading->cell, low, sum / count, high);
}

static bool take_currency(struct cir_cell *cell, const struct cir_cell_reader *reader, struct cir_text text)
{
    uint32_t number = cir_index_find(&reader->definitions->currency_index, text);
    if (number == CIR_INDEX_NONE)
        return false;
    cir_cell_set_state(cell, CIR_CELL_KNOWN);
    cell->first = (uint16_t)number;
    return true;
}

static bool take_id(struct cir_cell *cell, const struct cir_cell_reader *reader, struct cir_text text)
{
    (void)reader;
    cir_cell_set_state(cell, CIR_CELL_KNOWN);
    cell->text = text;
    return true;
}

static bool take_text(struct cir_cell *cell, const struct cir_cell_reader *reader, struct cir_text text)
{
    return !cir_cell_is_state_word(text) && take_id(cell, reader, text);
}

/* ---- all types ---- */

static cir_cell_taker *const takers[] = {
    [CIR_TYPE_TEXT] = take_text,       [CIR_TYPE_ID] = take_id,
    [CIR_TYPE_DATE] = take_date,       [CIR_TYPE_STATES] = take_states,
    [CIR_TYPE_SECTORS] = take_sector,  [CIR_TYPE_COUNT] = take_number,
    [CIR_TYPE_NUMBER] = take_number,   [CIR_TYPE_AMOUNT] = take_number,
    [CIR_TYPE_SHARE] = take_number,    [CIR_TYPE_LOSS] = take_loss,
    [CIR_TYPE_OPTION] = take_option,   [CIR_TYPE_OPTIONS] = take_option,
    [CIR_TYPE_YESNO] = take_yes_or_no, [CIR_TYPE_CURRENCY] = take_currency,
};

/* What is neither plain nor a word for not knowing. */
static bool read_expression(const struct reading *reading)
{
    const struct cir_cell_reader *reader = reading->reader;
    switch (reader->field->type) {
    case CIR_TYPE_DATE:
        return read_date_expression(reading);
    case CIR_TYPE_STATES:
        return read_states(reading);
    case CIR_TYPE_SECTORS:
        return read_sectors(reading);
    case CIR_TYPE_COUNT:
    case CIR_TYPE_NUMBER:
    case CIR_TYPE_AMOUNT:
    case CIR_TYPE_SHARE:
        return read_number_expression(reading);
    case CIR_TYPE_LOSS:
        return is_letter(reading->text.data[0]) ? read_loss_words(reading) : read_number_expression(reading);
    case CIR_TYPE_OPTION:
    case CIR_TYPE_OPTIONS:
        return read_options(reading, find_option);
    case CIR_TYPE_YESNO:
        return read_options(reading, find_yes_or_no);
    case CIR_TYPE_CURRENCY:
        return refuse_near(reading, CIR_PROBLEM_UNKNOWN_CURRENCY, "an ISO 4217 code such as EUR",
                           &reader->definitions->currency_index, reading->text);
    case CIR_TYPE_TEXT:
    case CIR_TYPE_ID:
        break; /* any text was taken */
    }
    return false;
}

bool cir_cell_reader_read(struct cir_cell *cell, const struct cir_cell_reader *reader, struct cir_text text,
                          struct cir_cell_fault *fault)
{
    struct reading reading = {cell, reader, cir_text_trim(text), fault};
    text = reading.text;
    if (text.size > 0 && reader->take(cell, reader, text))
        return true;
    cir_cell_set_state(cell, CIR_CELL_BLANK);
    if (text.size > 0)
        return read_state_word(cell, text) || read_expression(&reading);
    return reader->field->type != CIR_TYPE_ID ||
           refuse(&reading, CIR_PROBLEM_ID_MISSING, "an id that no other row has", no_suggestion);
}

struct cir_cell_reader cir_cell_reader_of(const struct cir_field *field, const struct cir_cell_format *format,
                                          const struct cir_definitions *definitions)
{
    return (struct cir_cell_reader){takers[field->type], field, definitions, *format, cir_field_greatest(field)};
}

bool cir_cell_read(struct cir_cell *cell, const struct cir_field *field, const struct cir_cell_format *format,
                   const struct cir_definitions *definitions, struct cir_text text, struct cir_cell_fault *fault)
{
    struct cir_cell_reader reader = cir_cell_reader_of(field, format, definitions);
    return cir_cell_reader_read(cell, &reader, text, fault);
}
