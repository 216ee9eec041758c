#include "cube/dimension.h"

#include "base/date.h"
#include "base/nearest.h"
#include "base/number.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>

enum { MONTHS_PER_YEAR = 12, QUARTERS_PER_YEAR = 4, MONTHS_PER_QUARTER = 3, HOURS_PER_DAY = 24, YEARS_MAX = 9999 };

/* Names that stand for themselves. */
static const struct {
    const char *name;
    enum cir_dimension_kind kind;
} plain[] = {
    {"sector", CIR_DIMENSION_SECTOR},
    {"country", CIR_DIMENSION_COUNTRY},
    {"region", CIR_DIMENSION_REGION},
    {"group", CIR_DIMENSION_GROUP},
    {"subregion", CIR_DIMENSION_SUBREGION},
    {"other_countries", CIR_DIMENSION_OTHERS},
    {"year", CIR_DIMENSION_YEAR},
    {"quarter", CIR_DIMENSION_QUARTER},
    {"month", CIR_DIMENSION_MONTH},
    {"service", CIR_DIMENSION_SERVICE},
    {"tlp", CIR_DIMENSION_TLP},
    {"none", CIR_DIMENSION_NONE},
};

enum { PLAIN_COUNT = sizeof plain / sizeof plain[0] };

bool cir_dimension_has_several(const struct cir_dimension *dimension)
{
    return dimension->kind == CIR_DIMENSION_SECTOR || dimension->kind == CIR_DIMENSION_GROUP ||
           dimension->kind == CIR_DIMENSION_OTHERS;
}

bool cir_dimension_is_period(enum cir_dimension_kind kind)
{
    return kind == CIR_DIMENSION_YEAR || kind == CIR_DIMENSION_QUARTER || kind == CIR_DIMENSION_MONTH;
}

bool cir_dimension_is_text(enum cir_dimension_kind kind)
{
    return kind == CIR_DIMENSION_REASON || kind == CIR_DIMENSION_SERVICE || kind == CIR_DIMENSION_PROPOSAL ||
           kind == CIR_DIMENSION_CRITERION || kind == CIR_DIMENSION_COLUMN;
}

/* ---- names ---- */

enum cir_status cir_told_scheme_find(unsigned *number, struct cir_text name, const struct cir_told_source *source,
                                     struct cir_error *error)
{
    const struct cir_place place = {.file = source->name};
    struct cir_nearest nearest = cir_nearest_start(name);
    for (*number = 0; *number < source->scheme_count; ++*number) {
        struct cir_text known = cir_text_of(source->schemes[*number].name);
        if (cir_text_equal(name, known))
            return CIR_OK;
        cir_nearest_offer(&nearest, known);
    }
    if (nearest.found.size > 0)
        return cir_fail(error, CIR_BAD_USE, place, "it is not scored by '%.*s'; did you mean '%.*s'?",
                        CIR_TEXT_ARGS(name), CIR_TEXT_ARGS(nearest.found));
    return cir_fail(error, CIR_BAD_USE, place, "it is not scored by '%.*s'%s%s", CIR_TEXT_ARGS(name),
                    source->scheme_count > 0 ? "; by " : "", source->scheme_count > 0 ? source->schemes[0].name : "");
}

static bool ends_with(struct cir_text text, const char *ending, struct cir_text *before)
{
    size_t size = strlen(ending);
    if (text.size <= size || memcmp(text.data + text.size - size, ending, size) != 0)
        return false;
    *before = (struct cir_text){text.data, text.size - size};
    return true;
}

/* "SCHEME" stands for the scheme in use. */
static bool is_scheme(struct cir_text name, const struct cir_told_source *source, unsigned number, unsigned in_use)
{
    return cir_text_is(name, source->schemes[number].name) || (number == in_use && cir_text_is(name, "SCHEME"));
}

static bool find_of_scheme(struct cir_dimension *dimension, struct cir_text name, const struct cir_told_source *source,
                           unsigned number, unsigned in_use)
{
    const struct cir_scheme *tables = source->schemes[number].tables;
    struct cir_text before;
    dimension->scheme = number;
    dimension->kind = CIR_DIMENSION_LEVEL;
    if (ends_with(name, "_level", &before) && is_scheme(before, source, number, in_use))
        return true;
    dimension->kind = CIR_DIMENSION_REASON;
    if (ends_with(name, "_reason", &before) && is_scheme(before, source, number, in_use))
        return true;
    dimension->kind = CIR_DIMENSION_AXIS;
    for (unsigned i = 0; tables != NULL && i < tables->axis_count; i++) {
        dimension->axis = i;
        struct cir_text axis = cir_text_of(tables->axes[i].name);
        if (name.size > axis.size + 1 && name.data[name.size - axis.size - 1] == '_' &&
            ends_with(name, axis.data, &before) &&
            is_scheme((struct cir_text){before.data, before.size - 1}, source, number, in_use))
            return true;
    }
    return false;
}

static bool find_plain(struct cir_dimension *dimension, struct cir_text name, const struct cir_told_source *source)
{
    for (size_t i = 0; i < PLAIN_COUNT; i++)
        if (cir_text_is(name, plain[i].name)) {
            dimension->kind = plain[i].kind;
            return true;
        }
    dimension->kind = cir_text_is(name, "proposal") ? CIR_DIMENSION_PROPOSAL : CIR_DIMENSION_CRITERION;
    return source->has_designations && (cir_text_is(name, "proposal") || cir_text_is(name, "criterion"));
}

/* Of columns of one name the last counts, as of those of a scored log. */
static bool find_column(struct cir_dimension *dimension, struct cir_text name, const struct cir_told_source *source,
                        struct cir_text_columns *columns)
{
    size_t at = source->column_count;
    while (at > 0 && !cir_text_equal(source->columns[at - 1], name))
        at--;
    if (at == 0)
        return false;
    dimension->kind = CIR_DIMENSION_COLUMN;
    dimension->column = (uint32_t)(at - 1);
    size_t place = 0;
    while (place < columns->count && columns->list[place] != at - 1)
        place++;
    if (place == CIR_TEXT_COLUMNS_MAX)
        return false;
    if (place == columns->count)
        columns->list[columns->count++] = (uint32_t)(at - 1);
    dimension->text = (int)place;
    return true;
}

static enum cir_status refuse_name(struct cir_text name, const struct cir_told_source *source, struct cir_error *error)
{
    const struct cir_place place = {.file = source->name};
    struct cir_nearest nearest = cir_nearest_start(name);
    char level[CIR_NEAREST_SIZE];
    for (size_t i = 0; i < PLAIN_COUNT; i++)
        cir_nearest_offer(&nearest, cir_text_of(plain[i].name));
    for (size_t i = 0; i < source->column_count; i++)
        cir_nearest_offer(&nearest, source->columns[i]);
    for (size_t i = 0; i < source->scheme_count && source->column_count == 0; i++) {
        char one[CIR_NEAREST_SIZE];
        snprintf(one, sizeof one, "%s_level", source->schemes[i].name);
        struct cir_text before = nearest.found;
        cir_nearest_offer(&nearest, cir_text_of(one));
        if (nearest.found.data != before.data) {
            memcpy(level, one, sizeof level);
            nearest.found.data = level;
        }
    }
    if (nearest.found.size > 0)
        return cir_fail(error, CIR_BAD_USE, place, "there is no column '%.*s'; did you mean '%.*s'?",
                        CIR_TEXT_ARGS(name), CIR_TEXT_ARGS(nearest.found));
    return cir_fail(error, CIR_BAD_USE, place,
                    "there is no column '%.*s'; expected sector, country, year, SCHEME_level or another of "
                    "docs/tables-and-figures.md%s",
                    CIR_TEXT_ARGS(name), source->column_count > 0 ? ", or a column of the log" : "");
}

enum cir_status cir_dimension_find(struct cir_dimension *dimension, struct cir_text name,
                                   const struct cir_told_source *source, unsigned scheme,
                                   struct cir_text_columns *columns, struct cir_arena *arena, struct cir_error *error)
{
    *dimension = (struct cir_dimension){.text = CIR_NO_TEXT_COLUMN, .arena = arena};
    if (find_plain(dimension, name, source))
        return CIR_OK;
    for (unsigned i = 0; i < source->scheme_count; i++)
        if (find_of_scheme(dimension, name, source, i, scheme))
            return CIR_OK;
    dimension->scheme = 0;
    return find_column(dimension, name, source, columns) ? CIR_OK : refuse_name(name, source, error);
}

/* ---- codes ---- */

static uint32_t region_of(const struct cir_told_source *source, uint32_t country, bool is_subregion)
{
    if (country == CIR_INDEX_NONE)
        return CIR_CODE_UNKNOWN;
    const struct cir_country *hit = &source->definitions->countries[country];
    unsigned region = is_subregion ? hit->subregion : hit->region;
    return region == CIR_INDEX_NONE ? CIR_CODE_OUTSIDE : region;
}

static size_t codes_of_groups(uint32_t *list, const struct cir_told_row *row, const struct cir_told_source *source)
{
    size_t count = 0;
    list[0] = row->facts.country == CIR_INDEX_NONE ? CIR_CODE_UNKNOWN : CIR_CODE_OUTSIDE;
    if (row->facts.country == CIR_INDEX_NONE)
        return 1;
    for (uint32_t i = 0; i < source->definitions->group_count && count < CIR_DIMENSION_CODES_MAX; i++)
        if (cir_states_has(&source->definitions->groups[i].states, row->facts.country))
            list[count++] = i;
    return count > 0 ? count : 1;
}

static size_t codes_of_sectors(uint32_t *list, uint64_t sectors)
{
    size_t count = 0;
    for (uint64_t rest = sectors; rest != 0; rest &= rest - 1)
        list[count++] = (uint32_t)__builtin_ctzll(rest);
    if (count == 0)
        list[count++] = CIR_CODE_UNKNOWN;
    return count;
}

static size_t codes_of_others(uint32_t *list, const struct cir_told_facts *facts)
{
    size_t count = 0;
    list[0] = facts->others_known ? CIR_CODE_OUTSIDE : CIR_CODE_UNKNOWN;
    for (size_t word = 0; word < CIR_STATE_WORDS && facts->others_known; word++)
        for (uint64_t rest = facts->others.bits[word]; rest != 0; rest &= rest - 1)
            list[count++] = (uint32_t)(word * 64) + (uint32_t)__builtin_ctzll(rest);
    return count > 0 ? count : 1;
}

uint32_t cir_period_of_hour(enum cir_dimension_kind kind, double hour)
{
    struct cir_day day = cir_date_day(hour);
    uint32_t year = day.year < 0 ? 0 : (uint32_t)day.year;
    if (kind == CIR_DIMENSION_YEAR)
        return year;
    return kind == CIR_DIMENSION_QUARTER ? year * QUARTERS_PER_YEAR + (day.month - 1) / MONTHS_PER_QUARTER
                                         : year * MONTHS_PER_YEAR + day.month - 1;
}

double cir_period_first_h(enum cir_dimension_kind kind, uint32_t code)
{
    unsigned parts = kind == CIR_DIMENSION_YEAR      ? 1
                     : kind == CIR_DIMENSION_QUARTER ? QUARTERS_PER_YEAR
                                                     : MONTHS_PER_YEAR;
    unsigned month = code % parts * (MONTHS_PER_YEAR / parts) + 1;
    return (double)cir_date_days(code / parts, month, 1) * HOURS_PER_DAY;
}

double cir_period_end_h(enum cir_dimension_kind kind, uint32_t code)
{
    return cir_period_first_h(kind, code + 1);
}

/* A date that may mean several periods is not known to the period. */
static uint32_t period_of(enum cir_dimension_kind kind, const struct cir_told_facts *facts)
{
    if (isnan(facts->first_h))
        return CIR_CODE_UNKNOWN;
    uint32_t first = cir_period_of_hour(kind, facts->first_h);
    return facts->last_h < cir_period_end_h(kind, first) ? first : CIR_CODE_UNKNOWN;
}

static uint32_t code_of_level(int level)
{
    if (cir_level_is_told(level))
        return (uint32_t)level;
    return level == CIR_LEVEL_NOT_APPLICABLE ? CIR_CODE_OUTSIDE : CIR_CODE_UNKNOWN;
}

/* The highest level whose limit the axis reaches. */
static uint32_t code_of_axis(const struct cir_dimension *dimension, const struct cir_told_row *row,
                             const struct cir_told_source *source)
{
    const struct cir_told_verdict *verdict = &row->verdicts[dimension->scheme];
    const struct cir_scheme *tables = source->schemes[dimension->scheme].tables;
    double value = verdict->axes[dimension->axis];
    if (verdict->level == CIR_LEVEL_NOT_APPLICABLE)
        return CIR_CODE_OUTSIDE;
    uint32_t code = CIR_CODE_UNKNOWN;
    for (size_t i = 0; i < tables->band_count && !isnan(value); i++)
        if (value >= tables->bands[i].low)
            code = (uint32_t)tables->bands[i].level;
    return code;
}

static struct cir_text text_of(const struct cir_dimension *dimension, const struct cir_told_row *row)
{
    switch (dimension->kind) {
    case CIR_DIMENSION_REASON:
        return row->verdicts[dimension->scheme].reason;
    case CIR_DIMENSION_SERVICE:
        return row->facts.service;
    case CIR_DIMENSION_PROPOSAL:
        return row->designation.proposal;
    case CIR_DIMENSION_CRITERION:
        return row->designation.criterion;
    default:
        return row->texts[dimension->text];
    }
}

/* Number of a text, kept where it came up first. @return false when memory is exhausted */
static bool code_of_text(uint32_t *code, struct cir_dimension *dimension, struct cir_text text)
{
    text = cir_text_trim(text);
    *code = text.size == 0 || cir_text_equal_case(text, cir_text_of("unknown"))
                ? CIR_CODE_UNKNOWN
                : cir_index_find(&dimension->index, text);
    if (*code != CIR_INDEX_NONE)
        return true;
    struct cir_text *texts = cir_arena_grow(dimension->arena, dimension->texts, dimension->text_count,
                                            &dimension->text_capacity, sizeof *texts);
    const char *copy = cir_arena_copy(dimension->arena, text);
    if (texts == NULL || copy == NULL)
        return false;
    dimension->texts = texts;
    texts[dimension->text_count] = (struct cir_text){copy, text.size};
    *code = (uint32_t)dimension->text_count++;
    return cir_index_insert(&dimension->index, dimension->arena, texts[*code], *code, NULL);
}

_Static_assert(CIR_CODE_ALL == CIR_INDEX_NONE, "a text that is not there is no code");

static uint32_t code_of_one(const struct cir_dimension *dimension, const struct cir_told_row *row,
                            const struct cir_told_source *source)
{
    const struct cir_told_facts *facts = &row->facts;
    switch (dimension->kind) {
    case CIR_DIMENSION_COUNTRY:
        return facts->country == CIR_INDEX_NONE ? CIR_CODE_UNKNOWN : facts->country;
    case CIR_DIMENSION_REGION:
    case CIR_DIMENSION_SUBREGION:
        return region_of(source, facts->country, dimension->kind == CIR_DIMENSION_SUBREGION);
    case CIR_DIMENSION_YEAR:
    case CIR_DIMENSION_QUARTER:
    case CIR_DIMENSION_MONTH:
        return period_of(dimension->kind, facts);
    case CIR_DIMENSION_TLP:
        return facts->tlp == 0 ? CIR_CODE_UNKNOWN : facts->tlp - 1;
    case CIR_DIMENSION_LEVEL:
        return code_of_level(row->verdicts[dimension->scheme].level);
    case CIR_DIMENSION_AXIS:
        return code_of_axis(dimension, row, source);
    default:
        return 0;
    }
}

size_t cir_dimension_codes(uint32_t *list, struct cir_dimension *dimension, const struct cir_told_row *row,
                           const struct cir_told_source *source)
{
    switch (dimension->kind) {
    case CIR_DIMENSION_SECTOR:
        return codes_of_sectors(list, row->facts.sectors);
    case CIR_DIMENSION_GROUP:
        return codes_of_groups(list, row, source);
    case CIR_DIMENSION_OTHERS:
        return codes_of_others(list, &row->facts);
    default:
        break;
    }
    if (cir_dimension_is_text(dimension->kind))
        return code_of_text(list, dimension, text_of(dimension, row)) ? 1 : 0;
    list[0] = code_of_one(dimension, row, source);
    return 1;
}

/* ---- filters ---- */

static bool split(struct cir_text text, const char *sign, struct cir_text *before, struct cir_text *after)
{
    size_t size = strlen(sign);
    for (size_t i = 0; i + size <= text.size; i++)
        if (memcmp(text.data + i, sign, size) == 0) {
            *before = cir_text_trim((struct cir_text){text.data, i});
            *after = cir_text_trim((struct cir_text){text.data + i + size, text.size - i - size});
            return true;
        }
    return false;
}

static uint32_t find_group(const struct cir_definitions *definitions, struct cir_text value)
{
    return cir_index_find(&definitions->group_index, value);
}

static uint32_t find_region(const struct cir_definitions *definitions, struct cir_text value)
{
    for (uint32_t i = 0; i < definitions->region_count; i++)
        if (cir_text_is(value, definitions->regions[i].m49) ||
            cir_text_equal_case(value, cir_text_of(definitions->regions[i].names[CIR_EN])))
            return i;
    return CIR_INDEX_NONE;
}

static uint32_t find_tlp(const struct cir_field *fields, struct cir_text value)
{
    return cir_index_find(&fields[CIR_FIELD_TLP].option_index, value);
}

static uint32_t find_level(const struct cir_scale *scale, struct cir_text value)
{
    uint64_t number = 0;
    if (cir_number_read_count(value, &number) && number <= INT_MAX)
        return (uint32_t)number;
    for (size_t i = 0; i < scale->count; i++)
        if (cir_text_is(value, scale->labels[i]))
            return (uint32_t)scale->levels[i];
    return CIR_INDEX_NONE;
}

/* "2021", "2021-Q3", "2021-07". */
static uint32_t find_period(enum cir_dimension_kind kind, struct cir_text value)
{
    struct cir_text rest = value;
    struct cir_text part;
    uint64_t year = 0;
    uint64_t number = 0;
    if (!cir_text_next(&part, &rest, '-') || !cir_number_read_count(part, &year) || year > YEARS_MAX)
        return CIR_INDEX_NONE;
    if (kind == CIR_DIMENSION_YEAR)
        return rest.size == 0 ? (uint32_t)year : CIR_INDEX_NONE;
    unsigned most = kind == CIR_DIMENSION_QUARTER ? QUARTERS_PER_YEAR : MONTHS_PER_YEAR;
    if (kind == CIR_DIMENSION_QUARTER && rest.size == 2 && (rest.data[0] | 0x20) == 'q')
        rest = (struct cir_text){rest.data + 1, 1};
    if (!cir_number_read_count(rest, &number) || number < 1 || number > most)
        return CIR_INDEX_NONE;
    return (uint32_t)year * most + (uint32_t)number - 1;
}

static uint32_t find_value(const struct cir_filter *filter, struct cir_text value, const struct cir_told_source *source)
{
    const struct cir_definitions *definitions = source->definitions;
    if (cir_text_equal_case(value, cir_text_of("unknown")))
        return CIR_CODE_UNKNOWN;
    if (cir_text_equal_case(value, cir_text_of("none")) && filter->dimension.kind != CIR_DIMENSION_LEVEL &&
        filter->dimension.kind != CIR_DIMENSION_AXIS)
        return filter->dimension.kind == CIR_DIMENSION_SECTOR ? CIR_SECTOR_NONE : CIR_CODE_OUTSIDE;
    switch (filter->dimension.kind) {
    case CIR_DIMENSION_SECTOR:
        return cir_definitions_sector(definitions, value);
    case CIR_DIMENSION_COUNTRY:
    case CIR_DIMENSION_OTHERS:
        return cir_definitions_country(definitions, value);
    case CIR_DIMENSION_REGION:
    case CIR_DIMENSION_SUBREGION:
        return find_region(definitions, value);
    case CIR_DIMENSION_GROUP:
        return find_group(definitions, value);
    case CIR_DIMENSION_TLP:
        return find_tlp(source->fields, value);
    case CIR_DIMENSION_LEVEL:
    case CIR_DIMENSION_AXIS:
        return find_level(&source->schemes[filter->dimension.scheme].scale, value);
    default:
        return cir_dimension_is_text(filter->dimension.kind) ? 0 : find_period(filter->dimension.kind, value);
    }
}

static enum cir_status refuse_value(struct cir_text name, struct cir_text value, const struct cir_filter *filter,
                                    const struct cir_told_source *source, struct cir_error *error)
{
    struct cir_text near = {"", 0};
    if (filter->dimension.kind == CIR_DIMENSION_SECTOR)
        near = cir_nearest_key(&source->definitions->sector_index, value);
    if (filter->dimension.kind == CIR_DIMENSION_COUNTRY || filter->dimension.kind == CIR_DIMENSION_OTHERS)
        near = cir_nearest_key(&source->definitions->country_index, value);
    if (near.size > 0)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "'%.*s' is no %.*s; did you mean '%.*s'?",
                        CIR_TEXT_ARGS(value), CIR_TEXT_ARGS(name), CIR_TEXT_ARGS(near));
    return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "'%.*s' is no %.*s", CIR_TEXT_ARGS(value),
                    CIR_TEXT_ARGS(name));
}

static bool is_ordered(enum cir_dimension_kind kind)
{
    return kind == CIR_DIMENSION_LEVEL || kind == CIR_DIMENSION_AXIS || cir_dimension_is_period(kind);
}

enum cir_status cir_filter_read(struct cir_filter *filter, const char *text, const struct cir_told_source *source,
                                unsigned scheme, struct cir_text_columns *columns, struct cir_arena *arena,
                                struct cir_error *error)
{
    static const struct {
        const char *sign;
        enum cir_filter_relation relation;
    } signs[] = {
        {">=", CIR_FILTER_AT_LEAST}, {"<=", CIR_FILTER_AT_MOST}, {"!=", CIR_FILTER_IS_NOT}, {"=", CIR_FILTER_IS}};
    struct cir_text name = {"", 0};
    size_t i = 0;
    while (i < sizeof signs / sizeof signs[0] && !split(cir_text_of(text), signs[i].sign, &name, &filter->text))
        i++;
    if (i == sizeof signs / sizeof signs[0] || name.size == 0)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "'%s' is no condition; expected one such as sector=energy, country!=unknown or gge_level>=3",
                        text);
    filter->relation = signs[i].relation;
    enum cir_status status = cir_dimension_find(&filter->dimension, name, source, scheme, columns, arena, error);
    if (status != CIR_OK)
        return status;
    if (!is_ordered(filter->dimension.kind) && filter->relation >= CIR_FILTER_AT_LEAST)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "'%.*s' has no order; expected = or !=, or a level or a period", CIR_TEXT_ARGS(name));
    filter->code = find_value(filter, filter->text, source);
    return filter->code == CIR_INDEX_NONE ? refuse_value(name, filter->text, filter, source, error) : CIR_OK;
}

static bool matches(const struct cir_filter *filter, uint32_t code)
{
    switch (filter->relation) {
    case CIR_FILTER_AT_LEAST:
        return cir_code_is_value(code) && code >= filter->code;
    case CIR_FILTER_AT_MOST:
        return cir_code_is_value(code) && code <= filter->code;
    default:
        return code == filter->code;
    }
}

/* Texts are compared as they stand, and not kept: a filter may meet as many as there are rows. */
static bool text_matches(const struct cir_filter *filter, const struct cir_told_row *row)
{
    struct cir_text text = cir_text_trim(text_of(&filter->dimension, row));
    if (filter->code == CIR_CODE_UNKNOWN)
        return text.size == 0 || cir_text_equal_case(text, cir_text_of("unknown"));
    return cir_text_equal(text, filter->text);
}

bool cir_filter_holds(struct cir_filter *filter, const struct cir_told_row *row, const struct cir_told_source *source)
{
    uint32_t codes[CIR_DIMENSION_CODES_MAX];
    bool matched = false;
    if (cir_dimension_is_text(filter->dimension.kind)) {
        matched = text_matches(filter, row);
    } else {
        size_t count = cir_dimension_codes(codes, &filter->dimension, row, source);
        for (size_t i = 0; i < count && !matched; i++)
            matched = matches(filter, codes[i]);
    }
    return filter->relation == CIR_FILTER_IS_NOT ? !matched : matched;
}
