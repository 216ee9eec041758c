#include "definitions/row.h"

#include "base/number.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

const struct cir_bounds cir_bounds_any = {.low = -INFINITY, .high = INFINITY, .expected = "a number"};
const struct cir_bounds cir_bounds_share = {.low = 0, .high = 1, .expected = "a number from 0 to 1"};
const struct cir_bounds cir_bounds_not_negative = {.low = 0, .high = INFINITY, .expected = "a number from 0 on"};
const struct cir_bounds cir_bounds_positive = {
    .low = 0, .high = INFINITY, .above = true, .expected = "a number above 0"};

enum { FIRST_YEAR = 1900, LAST_YEAR = 2200 };

/* Whether the list of names begins with this one. */
static bool is_first(const char *list, const char *name, size_t size)
{
    return strncmp(list, name, size) == 0 && (list[size] == ',' || list[size] == '\0');
}

const struct cir_table_cell *cir_row_cell(const struct cir_row *row, const char *column)
{
    const char *list = row->table->columns;
    const size_t size = strlen(column);
    for (size_t i = 0; list != NULL; i++) {
        if (is_first(list, column, size))
            return &row->cells[i];
        list = strchr(list, ',');
        list = list != NULL ? list + 1 : NULL;
    }
    assert(false); /* not a column of the table */
    return row->cells;
}

const char *cir_row_raw(const struct cir_row *row, const char *column)
{
    return cir_row_cell(row, column)->text;
}

void cir_row_report(struct cir_load *load, const struct cir_row *row, const char *column, const char *format, ...)
{
    const struct cir_table_cell *cell = cir_row_cell(row, column);
    char message[CIR_ERROR_MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    cir_load_report(load, (struct cir_place){row->table->file, cell->line, cell->column}, "%s: %s", column, message);
}

void cir_row_refuse(struct cir_load *load, const struct cir_row *row, const char *column, const char *expected)
{
    cir_row_report(load, row, column, "'%.100s' is not %s", cir_row_raw(row, column), expected);
}

static bool is_blank(struct cir_text text)
{
    return cir_text_trim(text).size == 0;
}

const char *cir_row_text(struct cir_load *load, const struct cir_row *row, const char *column)
{
    const char *text = cir_row_raw(row, column);
    if (is_blank(cir_text_of(text)))
        cir_row_report(load, row, column, "is empty; expected a text");
    return text;
}

static bool is_code_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

const char *cir_row_code(struct cir_load *load, const struct cir_row *row, const char *column)
{
    const char *text = cir_row_raw(row, column);
    bool good = *text != '\0';
    for (const char *at = text; *at != '\0'; at++)
        good = good && is_code_letter(*at);
    if (!good)
        cir_row_refuse(load, row, column, "a code of [a-z0-9_-]");
    return text;
}

bool cir_row_yes(struct cir_load *load, const struct cir_row *row, const char *column)
{
    return cir_row_choice(load, row, column, "no;yes") == 1;
}

static bool is_within(double value, const struct cir_bounds *bounds)
{
    return value <= bounds->high && (bounds->above ? value > bounds->low : value >= bounds->low);
}

double cir_row_number(struct cir_load *load, const struct cir_row *row, const char *column,
                      const struct cir_bounds *bounds)
{
    double value = NAN;
    if (cir_number_read(cir_text_of(cir_row_raw(row, column)), &value) && is_within(value, bounds))
        return value;
    cir_row_refuse(load, row, column, bounds->expected);
    return NAN;
}

double cir_row_optional_number(struct cir_load *load, const struct cir_row *row, const char *column,
                               const struct cir_bounds *bounds)
{
    return *cir_row_raw(row, column) == '\0' ? NAN : cir_row_number(load, row, column, bounds);
}

int cir_row_integer(struct cir_load *load, const struct cir_row *row, const char *column, int least, int most)
{
    uint64_t value = 0;
    if (cir_number_read_count(cir_text_of(cir_row_raw(row, column)), &value) && value >= (uint64_t)least &&
        value <= (uint64_t)most)
        return (int)value;
    cir_row_report(load, row, column, "'%.100s' is not a whole number from %d to %d", cir_row_raw(row, column), least,
                   most);
    return least;
}

int cir_row_optional_integer(struct cir_load *load, const struct cir_row *row, const char *column, int least, int most,
                             int otherwise)
{
    return *cir_row_raw(row, column) == '\0' ? otherwise : cir_row_integer(load, row, column, least, most);
}

unsigned cir_row_choice(struct cir_load *load, const struct cir_row *row, const char *column, const char *words)
{
    const char *text = cir_row_raw(row, column);
    struct cir_text word;
    struct cir_text rest = cir_text_of(words);
    for (unsigned i = 0; cir_text_next(&word, &rest, ';'); i++)
        if (cir_text_is(word, text))
            return i;
    cir_row_report(load, row, column, "'%.100s' is not one of %s", text, words);
    return 0;
}

uint32_t cir_row_reference(struct cir_load *load, const struct cir_row *row, const char *column,
                           const struct cir_index *index, const char *expected)
{
    uint32_t number = cir_index_find(index, cir_text_of(cir_row_raw(row, column)));
    if (number == CIR_INDEX_NONE)
        cir_row_refuse(load, row, column, expected);
    return number;
}

/* Cells hold no control character that a person would type; '\n' keeps "a", "bc" and "ab", "c" apart. */
static const char *key_of(struct cir_load *load, const struct cir_row *row, const char *column, const char *second)
{
    const char *first = cir_row_raw(row, column);
    if (second == NULL)
        return first;
    size_t size = strlen(first) + strlen(cir_row_raw(row, second)) + 2;
    char *key = cir_load_take_scratch(load, size, 1);
    if (key != NULL)
        snprintf(key, size, "%s\n%s", first, cir_row_raw(row, second));
    return key;
}

bool cir_row_unique(struct cir_load *load, struct cir_index *seen, const struct cir_row *row, const char *column,
                    const char *second)
{
    const char *key = key_of(load, row, column, second);
    if (key == NULL)
        return true;
    uint32_t line = CIR_INDEX_NONE;
    if (!cir_index_insert(seen, &load->scratch, cir_text_of(key), (uint32_t)row->line, &line))
        load->no_memory = true;
    if (line == CIR_INDEX_NONE)
        return true;
    if (second == NULL)
        cir_row_report(load, row, column, "'%.100s' is repeated; it stands in line %u", cir_row_raw(row, column), line);
    else
        cir_row_report(load, row, column, "'%.100s' with %s '%.100s' is repeated; it stands in line %u",
                       cir_row_raw(row, column), second, cir_row_raw(row, second), line);
    return false;
}

bool cir_row_is_alike(const struct cir_row *row, const struct cir_row *other, const char *column, const char *second)
{
    return strcmp(cir_row_raw(row, column), cir_row_raw(other, column)) == 0 &&
           (second == NULL || strcmp(cir_row_raw(row, second), cir_row_raw(other, second)) == 0);
}

bool cir_row_is_first(const struct cir_row *row, const char *column, const char *second)
{
    for (const struct cir_row *other = row->table->rows; other < row; other++)
        if (cir_row_is_alike(row, other, column, second))
            return false;
    return true;
}

size_t cir_row_count_alike(const struct cir_row *row, const char *column, const char *second)
{
    size_t count = 0;
    for (size_t i = 0; i < row->table->row_count; i++)
        count += cir_row_is_alike(row, &row->table->rows[i], column, second);
    return count;
}

void cir_row_check_order(struct cir_load *load, const struct cir_row *row, const char *const columns[3], double low,
                         double point, double high)
{
    if (low > point)
        cir_row_report(load, row, columns[0], "'%s' lies above %s '%s'", cir_row_raw(row, columns[0]), columns[1],
                       cir_row_raw(row, columns[1]));
    if (point > high)
        cir_row_report(load, row, columns[1], "'%s' lies above %s '%s'", cir_row_raw(row, columns[1]), columns[2],
                       cir_row_raw(row, columns[2]));
}

const char *cir_row_source(struct cir_load *load, const struct cir_row *row, const struct cir_index *sources)
{
    const char *source = cir_row_raw(row, "source");
    struct cir_text key;
    struct cir_text rest = cir_text_of(source);
    (void)cir_text_next(&key, &rest, ';');
    if (cir_index_find(sources, cir_text_trim(key)) == CIR_INDEX_NONE)
        cir_row_report(load, row, "source", "'%.*s' is not a key of sources.csv", CIR_TEXT_ARGS(key));
    return source;
}

static void check_key(struct cir_load *load, const struct cir_row *row)
{
    const char *key = cir_row_text(load, row, "key");
    if (strpbrk(key, "; \t\n") != NULL)
        cir_row_refuse(load, row, "key", "a key without ';' and blanks");
}

void cir_sources_fill(struct cir_load *load, const struct cir_table *table, struct cir_index *sources)
{
    for (size_t i = 0; i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        check_key(load, row);
        (void)cir_row_text(load, row, "title");
        (void)cir_row_text(load, row, "reference");
        (void)cir_row_optional_integer(load, row, "year", FIRST_YEAR, LAST_YEAR, 0);
        (void)cir_row_text(load, row, "licence");
        (void)cir_row_unique(load, sources, row, "key", NULL);
    }
}
