#include "tables/labels.h"

#include <math.h>

enum { QUARTERS_PER_YEAR = 4, MONTHS_PER_YEAR = 12 };

bool cir_label_keep(struct cir_text *text, struct cir_buffer *buffer, struct cir_arena *arena)
{
    struct cir_text made = cir_buffer_text(buffer);
    const char *copy = buffer->failed ? NULL : cir_arena_copy(arena, made);
    *text = (struct cir_text){copy != NULL ? copy : "", copy != NULL ? made.size : 0};
    cir_buffer_free(buffer);
    return copy != NULL;
}

static struct cir_text word(const struct cir_labelling *labelling, enum cir_word word)
{
    return cir_tongue_word(labelling->tongue, word);
}

/* ---- schemes ---- */

static const struct cir_label *find_label(const struct cir_scheme *scheme, const char *id)
{
    uint32_t number = scheme != NULL ? cir_index_find(&scheme->label_index, cir_text_of(id)) : CIR_INDEX_NONE;
    return number != CIR_INDEX_NONE ? &scheme->labels[number] : NULL;
}

struct cir_text cir_label_of_scheme(const struct cir_labelling *labelling, unsigned scheme, const char *name)
{
    const struct cir_label *label = find_label(labelling->source->schemes[scheme].tables, name);
    const char *text = label != NULL ? label->texts[labelling->tongue->language] : NULL;
    return cir_text_of(text != NULL && text[0] != '\0' ? text : name);
}

static enum cir_status refuse_label(const struct cir_labelling *labelling, const struct cir_told_scheme *scheme,
                                    const char *label, struct cir_error *error)
{
    return cir_fail(error, CIR_BAD_TABLE, (struct cir_place){0},
                    "the scheme %s has no label '%s' in the language %s: add it to its labels.csv", scheme->name, label,
                    cir_tongue_code(labelling->tongue->language));
}

/* Of a scheme that no table knows the label is what stood in the log. */
static enum cir_status level_label(struct cir_text *label, const struct cir_labelling *labelling, unsigned number,
                                   int level, struct cir_error *error)
{
    const struct cir_told_scheme *scheme = &labelling->source->schemes[number];
    size_t at = 0;
    while (at < scheme->scale.count && scheme->scale.levels[at] != level)
        at++;
    const char *id = at < scheme->scale.count ? scheme->scale.labels[at] : "";
    *label = cir_text_of(id);
    if (scheme->tables == NULL || id[0] == '\0')
        return CIR_OK;
    const struct cir_label *found = find_label(scheme->tables, id);
    const char *text = found != NULL ? found->texts[labelling->tongue->language] : NULL;
    if (text == NULL || text[0] == '\0')
        return refuse_label(labelling, scheme, id, error);
    *label = cir_text_of(text);
    return CIR_OK;
}

enum cir_status cir_label_level(struct cir_text *text, const struct cir_labelling *labelling, unsigned scheme,
                                int level, struct cir_error *error)
{
    struct cir_buffer buffer = {0};
    struct cir_text label;
    enum cir_status status = level_label(&label, labelling, scheme, level, error);
    if (status != CIR_OK)
        return status;
    cir_tongue_add_count(&buffer, labelling->tongue, (uint64_t)level);
    if (label.size > 0)
        cir_buffer_add_char(&buffer, ' ');
    cir_buffer_add(&buffer, label);
    return cir_label_keep(text, &buffer, labelling->arena) ? CIR_OK : cir_fail_memory(error);
}

/* ---- codes ---- */

static enum cir_status label_period(struct cir_text *text, const struct cir_labelling *labelling,
                                    enum cir_dimension_kind kind, uint32_t code, struct cir_error *error)
{
    struct cir_buffer buffer = {0};
    cir_tongue_add_date(&buffer, labelling->tongue,
                        (struct cir_date){cir_period_first_h(kind, code), cir_period_end_h(kind, code) - 1});
    return cir_label_keep(text, &buffer, labelling->arena) ? CIR_OK : cir_fail_memory(error);
}

static struct cir_text untold_text(const struct cir_labelling *labelling, const struct cir_dimension *dimension,
                                   uint32_t code)
{
    const struct cir_definitions *definitions = labelling->source->definitions;
    bool is_of_scheme = dimension->kind == CIR_DIMENSION_LEVEL || dimension->kind == CIR_DIMENSION_AXIS;
    if (is_of_scheme)
        return cir_text_of(
            definitions->untold_texts[code == CIR_CODE_OUTSIDE ? CIR_UNTOLD_NOT_APPLICABLE : CIR_UNTOLD_CANNOT_TELL]
                                     [labelling->tongue->language]);
    if (dimension->kind == CIR_DIMENSION_REASON || dimension->kind == CIR_DIMENSION_CRITERION)
        return word(labelling, CIR_WORD_NO_REASON);
    if (code == CIR_CODE_UNKNOWN)
        return word(labelling, dimension->kind == CIR_DIMENSION_TLP ? CIR_WORD_NOT_MARKED : CIR_WORD_NOT_KNOWN);
    return word(labelling, dimension->kind == CIR_DIMENSION_OTHERS ? CIR_WORD_NO_OTHER_STATE : CIR_WORD_NONE_OF_THESE);
}

static struct cir_text sector_text(const struct cir_labelling *labelling, uint32_t code)
{
    const struct cir_definitions *definitions = labelling->source->definitions;
    return code < definitions->sector_count ? cir_text_of(definitions->sectors[code].names[labelling->tongue->language])
                                            : word(labelling, CIR_WORD_OUTSIDE_SECTORS);
}

static enum cir_status label_value(struct cir_shown_cell *cell, const struct cir_labelling *labelling,
                                   const struct cir_dimension *dimension, uint32_t code, struct cir_error *error)
{
    const struct cir_definitions *definitions = labelling->source->definitions;
    enum cir_language language = labelling->tongue->language;
    switch (dimension->kind) {
    case CIR_DIMENSION_NONE:
        cell->text = word(labelling, CIR_WORD_ALL_INCIDENTS);
        return CIR_OK;
    case CIR_DIMENSION_SECTOR:
        cell->text = sector_text(labelling, code);
        return CIR_OK;
    case CIR_DIMENSION_COUNTRY:
    case CIR_DIMENSION_OTHERS:
        cell->text = cir_text_of(definitions->countries[code].names[language]);
        return CIR_OK;
    case CIR_DIMENSION_REGION:
    case CIR_DIMENSION_SUBREGION:
        cell->text = cir_text_of(definitions->regions[code].names[language]);
        return CIR_OK;
    case CIR_DIMENSION_GROUP:
        cell->kind = CIR_SHOWN_CODE;
        cell->text = cir_text_of(definitions->groups[code].code);
        return CIR_OK;
    case CIR_DIMENSION_YEAR:
    case CIR_DIMENSION_QUARTER:
    case CIR_DIMENSION_MONTH:
        return label_period(&cell->text, labelling, dimension->kind, code, error);
    case CIR_DIMENSION_TLP:
        cell->kind = CIR_SHOWN_CODE;
        cell->text = cir_text_of(cir_tlp_label(code + 1));
        return CIR_OK;
    case CIR_DIMENSION_LEVEL:
    case CIR_DIMENSION_AXIS:
        return cir_label_level(&cell->text, labelling, dimension->scheme, (int)code, error);
    case CIR_DIMENSION_PROPOSAL:
        return cir_label_proposal(cell, labelling, dimension->texts[code]);
    default:
        cell->kind = CIR_SHOWN_CODE;
        cell->text = dimension->texts[code];
        return CIR_OK;
    }
}

const char *cir_tlp_label(unsigned tlp)
{
    static const char *const labels[] = {"TLP:CLEAR", "TLP:CLEAR",        "TLP:GREEN",
                                         "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"};
    return labels[tlp < sizeof labels / sizeof labels[0] ? tlp : sizeof labels / sizeof labels[0] - 1];
}

enum cir_status cir_label_proposal(struct cir_shown_cell *cell, const struct cir_labelling *labelling,
                                   struct cir_text proposal)
{
    static const struct {
        const char *id;
        enum cir_word word;
    } proposals[] = {
        {"proposed", CIR_WORD_PROPOSED}, {"borderline", CIR_WORD_BORDERLINE}, {"not-proposed", CIR_WORD_NOT_PROPOSED}};
    *cell = (struct cir_shown_cell){.kind = CIR_SHOWN_CODE, .text = proposal};
    for (size_t i = 0; i < sizeof proposals / sizeof proposals[0]; i++)
        if (cir_text_is(proposal, proposals[i].id))
            *cell = (struct cir_shown_cell){.kind = CIR_SHOWN_WORDS, .text = word(labelling, proposals[i].word)};
    if (cir_text_is(proposal, cir_untold_label(CIR_UNTOLD_CANNOT_TELL)))
        *cell = (struct cir_shown_cell){
            .kind = CIR_SHOWN_WORDS,
            .text = cir_text_of(
                labelling->source->definitions->untold_texts[CIR_UNTOLD_CANNOT_TELL][labelling->tongue->language])};
    cell->value = cell->low = cell->high = (double)NAN;
    return CIR_OK;
}

enum cir_status cir_label_code(struct cir_shown_cell *cell, const struct cir_labelling *labelling,
                               const struct cir_dimension *dimension, uint32_t code, struct cir_error *error)
{
    *cell = (struct cir_shown_cell){.kind = CIR_SHOWN_WORDS, .value = NAN, .low = NAN, .high = NAN};
    if (code == CIR_CODE_ALL)
        cell->text = word(labelling, CIR_WORD_TOTAL);
    else if (!cir_code_is_value(code))
        cell->text = untold_text(labelling, dimension, code);
    else
        return label_value(cell, labelling, dimension, code, error);
    return CIR_OK;
}

static void add_period_id(struct cir_buffer *buffer, enum cir_dimension_kind kind, uint32_t code)
{
    if (kind == CIR_DIMENSION_YEAR)
        cir_buffer_add_format(buffer, "%04u", (unsigned)code);
    else if (kind == CIR_DIMENSION_QUARTER)
        cir_buffer_add_format(buffer, "%04u-Q%u", (unsigned)(code / QUARTERS_PER_YEAR),
                              (unsigned)(code % QUARTERS_PER_YEAR) + 1);
    else
        cir_buffer_add_format(buffer, "%04u-%02u", (unsigned)(code / MONTHS_PER_YEAR),
                              (unsigned)(code % MONTHS_PER_YEAR) + 1);
}

static void add_value_id(struct cir_buffer *buffer, const struct cir_labelling *labelling,
                         const struct cir_dimension *dimension, uint32_t code)
{
    const struct cir_definitions *definitions = labelling->source->definitions;
    switch (dimension->kind) {
    case CIR_DIMENSION_NONE:
        cir_buffer_add_string(buffer, "all");
        return;
    case CIR_DIMENSION_SECTOR:
        cir_buffer_add_string(buffer, code < definitions->sector_count ? definitions->sectors[code].code : "none");
        return;
    case CIR_DIMENSION_COUNTRY:
    case CIR_DIMENSION_OTHERS:
        cir_buffer_add_string(buffer, definitions->countries[code].alpha2);
        return;
    case CIR_DIMENSION_REGION:
    case CIR_DIMENSION_SUBREGION:
        cir_buffer_add_string(buffer, definitions->regions[code].m49);
        return;
    case CIR_DIMENSION_GROUP:
        cir_buffer_add_string(buffer, definitions->groups[code].code);
        return;
    case CIR_DIMENSION_YEAR:
    case CIR_DIMENSION_QUARTER:
    case CIR_DIMENSION_MONTH:
        add_period_id(buffer, dimension->kind, code);
        return;
    case CIR_DIMENSION_TLP:
        cir_buffer_add_string(buffer, labelling->source->fields[CIR_FIELD_TLP].options[code]);
        return;
    case CIR_DIMENSION_LEVEL:
    case CIR_DIMENSION_AXIS:
        cir_buffer_add_format(buffer, "%u", (unsigned)code);
        return;
    default:
        cir_buffer_add(buffer, dimension->texts[code]);
    }
}

enum cir_status cir_label_id(struct cir_text *id, const struct cir_labelling *labelling,
                             const struct cir_dimension *dimension, uint32_t code, struct cir_error *error)
{
    struct cir_buffer buffer = {0};
    if (code == CIR_CODE_ALL)
        cir_buffer_add_string(&buffer, "total");
    else if (code == CIR_CODE_UNKNOWN)
        cir_buffer_add_string(&buffer, "unknown");
    else if (code == CIR_CODE_OUTSIDE)
        cir_buffer_add_string(&buffer, "none");
    else
        add_value_id(&buffer, labelling, dimension, code);
    return cir_label_keep(id, &buffer, labelling->arena) ? CIR_OK : cir_fail_memory(error);
}

/* ---- dimensions ---- */

static const struct {
    const char *id;
    enum cir_word word;
} dimension_names[CIR_DIMENSIONS] = {
    [CIR_DIMENSION_NONE] = {"all", CIR_WORD_ALL_INCIDENTS},
    [CIR_DIMENSION_SECTOR] = {"sector", CIR_WORD_SECTOR},
    [CIR_DIMENSION_COUNTRY] = {"country", CIR_WORD_STATE_HIT},
    [CIR_DIMENSION_REGION] = {"region", CIR_WORD_REGION},
    [CIR_DIMENSION_SUBREGION] = {"subregion", CIR_WORD_SUBREGION},
    [CIR_DIMENSION_GROUP] = {"group", CIR_WORD_GROUP_OF_STATES},
    [CIR_DIMENSION_OTHERS] = {"other_countries", CIR_WORD_OTHER_STATES},
    [CIR_DIMENSION_YEAR] = {"year", CIR_WORD_YEAR},
    [CIR_DIMENSION_QUARTER] = {"quarter", CIR_WORD_QUARTER},
    [CIR_DIMENSION_MONTH] = {"month", CIR_WORD_MONTH},
    [CIR_DIMENSION_TLP] = {"tlp", CIR_WORD_MARKING},
    [CIR_DIMENSION_LEVEL] = {"level", CIR_WORD_LEVEL},
    [CIR_DIMENSION_AXIS] = {"axis", CIR_WORD_LEVEL},
    [CIR_DIMENSION_REASON] = {"reason", CIR_WORD_REASON},
    [CIR_DIMENSION_SERVICE] = {"service", CIR_WORD_SERVICE},
    [CIR_DIMENSION_PROPOSAL] = {"proposal", CIR_WORD_PROPOSAL},
    [CIR_DIMENSION_CRITERION] = {"criterion", CIR_WORD_CRITERION},
    [CIR_DIMENSION_COLUMN] = {"column", CIR_WORD_LEVEL},
};

static bool is_of_scheme(enum cir_dimension_kind kind)
{
    return kind == CIR_DIMENSION_LEVEL || kind == CIR_DIMENSION_AXIS || kind == CIR_DIMENSION_REASON;
}

static const char *axis_name(const struct cir_labelling *labelling, const struct cir_dimension *dimension)
{
    return labelling->source->schemes[dimension->scheme].tables->axes[dimension->axis].name;
}

/* Scale and severity are words of ours; what else a scheme calls its axes stands in its labels, or as it is. */
static struct cir_text axis_label(const struct cir_labelling *labelling, const struct cir_dimension *dimension)
{
    const char *name = axis_name(labelling, dimension);
    struct cir_text label = cir_label_of_scheme(labelling, dimension->scheme, name);
    if (strcmp(name, "scale") == 0 && cir_text_is(label, name))
        return word(labelling, CIR_WORD_SCALE);
    if (strcmp(name, "severity") == 0 && cir_text_is(label, name))
        return word(labelling, CIR_WORD_SEVERITY);
    return label;
}

enum cir_status cir_label_dimension(struct cir_text *text, const struct cir_labelling *labelling,
                                    const struct cir_dimension *dimension, struct cir_error *error)
{
    struct cir_buffer buffer = {0};
    *text = word(labelling, dimension_names[dimension->kind].word);
    if (dimension->kind == CIR_DIMENSION_COLUMN) {
        *text = labelling->source->columns[dimension->column];
        return CIR_OK;
    }
    if (dimension->kind == CIR_DIMENSION_AXIS)
        *text = axis_label(labelling, dimension);
    if (!is_of_scheme(dimension->kind))
        return CIR_OK;
    const struct cir_filling fillings[] = {{"what", *text},
                                           {"scheme", cir_text_of(labelling->source->schemes[dimension->scheme].name)}};
    cir_tongue_add_phrase(&buffer, labelling->tongue, CIR_WORD_BY_SCHEME, fillings, 2);
    return cir_label_keep(text, &buffer, labelling->arena) ? CIR_OK : cir_fail_memory(error);
}

enum cir_status cir_label_dimension_id(struct cir_text *id, const struct cir_labelling *labelling,
                                       const struct cir_dimension *dimension, struct cir_error *error)
{
    struct cir_buffer buffer = {0};
    const char *name = dimension_names[dimension->kind].id;
    if (dimension->kind == CIR_DIMENSION_COLUMN) {
        *id = labelling->source->columns[dimension->column];
        return CIR_OK;
    }
    if (is_of_scheme(dimension->kind))
        cir_buffer_add_format(&buffer, "%s_", labelling->source->schemes[dimension->scheme].name);
    cir_buffer_add_string(&buffer, dimension->kind == CIR_DIMENSION_AXIS ? axis_name(labelling, dimension) : name);
    return cir_label_keep(id, &buffer, labelling->arena) ? CIR_OK : cir_fail_memory(error);
}
