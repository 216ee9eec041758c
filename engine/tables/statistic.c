#include "tables/statistic.h"

#include "base/nearest.h"

static const struct {
    const char *name;
    enum cir_word word; /* of those that are of a measure */
} kinds[] = {
    [CIR_STATISTIC_COUNT] = {"count", CIR_WORD_NUMBER_OF_INCIDENTS},
    [CIR_STATISTIC_SHARE] = {"share", CIR_WORD_SHARE_OF_INCIDENTS},
    [CIR_STATISTIC_RATE] = {"rate", CIR_WORD_INCIDENTS_PER_MILLION},
    [CIR_STATISTIC_SUM] = {"sum", CIR_WORD_SUM_OF},
    [CIR_STATISTIC_MEAN] = {"mean", CIR_WORD_MEAN_OF},
    [CIR_STATISTIC_MEDIAN] = {"median", CIR_WORD_MEDIAN_OF},
    [CIR_STATISTIC_P90] = {"p90", CIR_WORD_P90_OF},
};

static const struct {
    enum cir_word word;
    enum cir_word unit;
} measures[CIR_TOLD_MEASURES] = {
    [CIR_TOLD_PEOPLE_AFFECTED] = {CIR_WORD_PEOPLE_AFFECTED, CIR_WORD_UNIT_PERSONS},
    [CIR_TOLD_USER_HOURS] = {CIR_WORD_USER_HOURS, CIR_WORD_UNIT_PERSON_HOURS},
    [CIR_TOLD_ENTITIES_AFFECTED] = {CIR_WORD_ENTITIES_AFFECTED, CIR_WORD_UNIT_ORGANIZATIONS},
    [CIR_TOLD_DURATION_H] = {CIR_WORD_DURATION, CIR_WORD_UNIT_HOURS},
    [CIR_TOLD_RESOLUTION_PERSON_DAYS] = {CIR_WORD_RESOLUTION_WORK, CIR_WORD_UNIT_PERSON_DAYS},
    [CIR_TOLD_DEATHS] = {CIR_WORD_DEATHS, CIR_WORD_UNIT_PERSONS},
    [CIR_TOLD_INJURED] = {CIR_WORD_INJURED, CIR_WORD_UNIT_PERSONS},
    [CIR_TOLD_LOSS_USD] = {CIR_WORD_LOSS_USD, CIR_WORD_UNIT_USD},
    [CIR_TOLD_RECORDS_AFFECTED] = {CIR_WORD_RECORDS_AFFECTED, CIR_WORD_UNIT_RECORDS},
};

static const struct {
    const char *name;
    enum cir_word word;
} impacts[CIR_TOLD_IMPACTS] = {
    [CIR_TOLD_IMPACT_DIRECT] = {"impact_direct", CIR_WORD_IMPACT_DIRECT},
    [CIR_TOLD_IMPACT_DOMESTIC] = {"impact_domestic", CIR_WORD_IMPACT_DOMESTIC},
    [CIR_TOLD_IMPACT_REGIONAL] = {"impact_regional", CIR_WORD_IMPACT_REGIONAL},
    [CIR_TOLD_IMPACT_GLOBAL] = {"impact_global", CIR_WORD_IMPACT_GLOBAL},
    [CIR_TOLD_IMPACT_STATES] = {"impact_states", CIR_WORD_IMPACT_STATES},
};

enum { KIND_COUNT = sizeof kinds / sizeof kinds[0] };

bool cir_statistic_is_of_rows(const struct cir_statistic *statistic)
{
    return statistic->kind < CIR_STATISTIC_SUM;
}

bool cir_statistic_needs_quantiles(const struct cir_statistic *statistic)
{
    return statistic->kind == CIR_STATISTIC_MEDIAN || statistic->kind == CIR_STATISTIC_P90;
}

static bool find_score(struct cir_statistic *statistic, struct cir_text name, const struct cir_told_source *source,
                       unsigned scheme)
{
    static const char ending[] = "_score";
    const size_t size = sizeof ending - 1;
    if (name.size <= size || memcmp(name.data + name.size - size, ending, size) != 0)
        return false;
    name.size -= size;
    statistic->of = CIR_STATISTIC_OF_SCORE;
    for (statistic->number = 0; statistic->number < source->scheme_count; statistic->number++)
        if (cir_text_is(name, source->schemes[statistic->number].name) ||
            (statistic->number == scheme && cir_text_is(name, "SCHEME")))
            return true;
    return false;
}

static enum cir_status find_field(struct cir_statistic *statistic, struct cir_text name,
                                  const struct cir_told_source *source, unsigned scheme, struct cir_error *error)
{
    struct cir_nearest nearest = cir_nearest_start(name);
    for (statistic->number = 0; statistic->number < CIR_TOLD_MEASURES; statistic->number++) {
        const char *known = cir_told_measure_list()[statistic->number].name;
        if (cir_text_is(name, known))
            return CIR_OK;
        cir_nearest_offer(&nearest, cir_text_of(known));
    }
    statistic->of = CIR_STATISTIC_OF_IMPACT;
    for (statistic->number = 0; statistic->number < CIR_TOLD_IMPACTS; statistic->number++)
        if (cir_text_is(name, impacts[statistic->number].name))
            return source->has_impacts
                       ? CIR_OK
                       : cir_fail(error, CIR_BAD_USE, (struct cir_place){.file = source->name},
                                  "it holds no impacts: score with --network to have '%.*s'", CIR_TEXT_ARGS(name));
    if (find_score(statistic, name, source, scheme))
        return CIR_OK;
    if (nearest.found.size > 0)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "'%.*s' cannot be added up; did you mean '%.*s'?",
                        CIR_TEXT_ARGS(name), CIR_TEXT_ARGS(nearest.found));
    return cir_fail(
        error, CIR_BAD_USE, (struct cir_place){0},
        "'%.*s' cannot be added up; expected people_affected, duration_h, loss_usd, SCHEME_score or another "
        "of docs/tables-and-figures.md",
        CIR_TEXT_ARGS(name));
}

static enum cir_status refuse_kind(struct cir_text name, struct cir_error *error)
{
    struct cir_nearest nearest = cir_nearest_start(name);
    for (size_t i = 0; i < KIND_COUNT; i++)
        cir_nearest_offer(&nearest, cir_text_of(kinds[i].name));
    return cir_fail(
        error, CIR_BAD_USE, (struct cir_place){0},
        "there is no measure '%.*s'; expected count, share, rate:population, or sum, mean, median or p90 with "
        "a field, as sum:people_affected%s%.*s%s",
        CIR_TEXT_ARGS(name), nearest.found.size > 0 ? "; did you mean '" : "", CIR_TEXT_ARGS(nearest.found),
        nearest.found.size > 0 ? "'?" : "");
}

enum cir_status cir_statistic_read(struct cir_statistic *statistic, const char *text,
                                   const struct cir_told_source *source, unsigned scheme, struct cir_error *error)
{
    struct cir_text rest = cir_text_of(text);
    struct cir_text name;
    size_t kind = 0;
    (void)cir_text_next(&name, &rest, ':');
    while (kind < KIND_COUNT && !cir_text_is(name, kinds[kind].name))
        kind++;
    if (kind == KIND_COUNT)
        return refuse_kind(name, error);
    *statistic = (struct cir_statistic){.kind = (enum cir_statistic_kind)kind};
    if (!cir_statistic_is_of_rows(statistic))
        return find_field(statistic, rest, source, scheme, error);
    const char *expected = kind == CIR_STATISTIC_RATE ? "population" : "";
    if (!cir_text_is(rest, expected))
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "'%s' is no measure; expected %s%s%s", text,
                        kinds[kind].name, expected[0] != '\0' ? ":" : "", expected);
    return CIR_OK;
}

const struct cir_range *cir_statistic_range(const struct cir_statistic *statistic, const struct cir_told_row *row)
{
    if (cir_statistic_is_of_rows(statistic))
        return NULL;
    switch (statistic->of) {
    case CIR_STATISTIC_OF_MEASURE:
        return &row->facts.measures[statistic->number];
    case CIR_STATISTIC_OF_IMPACT:
        return &row->impacts[statistic->number];
    case CIR_STATISTIC_OF_SCORE:
        break;
    }
    return &row->verdicts[statistic->number].score;
}

static enum cir_status field_label(struct cir_text *text, const struct cir_labelling *labelling,
                                   const struct cir_statistic *statistic, struct cir_error *error)
{
    struct cir_buffer buffer = {0};
    if (statistic->of == CIR_STATISTIC_OF_MEASURE)
        *text = cir_tongue_word(labelling->tongue, measures[statistic->number].word);
    else if (statistic->of == CIR_STATISTIC_OF_IMPACT)
        *text = cir_tongue_word(labelling->tongue, impacts[statistic->number].word);
    if (statistic->of != CIR_STATISTIC_OF_SCORE)
        return CIR_OK;
    const struct cir_filling fillings[] = {{"what", cir_tongue_word(labelling->tongue, CIR_WORD_SCORE)},
                                           {"scheme", cir_text_of(labelling->source->schemes[statistic->number].name)}};
    cir_tongue_add_phrase(&buffer, labelling->tongue, CIR_WORD_BY_SCHEME, fillings, 2);
    return cir_label_keep(text, &buffer, labelling->arena) ? CIR_OK : cir_fail_memory(error);
}

enum cir_status cir_statistic_label(struct cir_text *text, const struct cir_labelling *labelling,
                                    const struct cir_statistic *statistic, struct cir_error *error)
{
    struct cir_buffer buffer = {0};
    struct cir_text field = {"", 0};
    bool is_of_assets = labelling->source->has_designations && statistic->kind == CIR_STATISTIC_COUNT;
    *text = cir_tongue_word(labelling->tongue, is_of_assets ? CIR_WORD_NUMBER_OF_ASSETS : kinds[statistic->kind].word);
    if (cir_statistic_is_of_rows(statistic))
        return CIR_OK;
    enum cir_status status = field_label(&field, labelling, statistic, error);
    if (status != CIR_OK)
        return status;
    cir_tongue_add_phrase(&buffer, labelling->tongue, kinds[statistic->kind].word,
                          &(const struct cir_filling){"measure", field}, 1);
    return cir_label_keep(text, &buffer, labelling->arena) ? CIR_OK : cir_fail_memory(error);
}

struct cir_text cir_statistic_unit(const struct cir_labelling *labelling, const struct cir_statistic *statistic)
{
    if (cir_statistic_is_of_rows(statistic) || statistic->of == CIR_STATISTIC_OF_SCORE)
        return (struct cir_text){"", 0};
    if (statistic->of == CIR_STATISTIC_OF_MEASURE)
        return cir_tongue_word(labelling->tongue, measures[statistic->number].unit);
    return statistic->number == CIR_TOLD_IMPACT_STATES ? cir_tongue_word(labelling->tongue, CIR_WORD_UNIT_STATES)
                                                       : (struct cir_text){"", 0};
}

enum cir_status cir_statistic_id(struct cir_text *id, const struct cir_labelling *labelling,
                                 const struct cir_statistic *statistic, struct cir_error *error)
{
    struct cir_buffer buffer = {0};
    cir_buffer_add_string(&buffer, kinds[statistic->kind].name);
    if (!cir_statistic_is_of_rows(statistic)) {
        cir_buffer_add_char(&buffer, '_');
        if (statistic->of == CIR_STATISTIC_OF_MEASURE)
            cir_buffer_add_string(&buffer, cir_told_measure_list()[statistic->number].name);
        else if (statistic->of == CIR_STATISTIC_OF_IMPACT)
            cir_buffer_add_string(&buffer, impacts[statistic->number].name);
        else
            cir_buffer_add_format(&buffer, "%s_score", labelling->source->schemes[statistic->number].name);
    }
    return cir_label_keep(id, &buffer, labelling->arena) ? CIR_OK : cir_fail_memory(error);
}
