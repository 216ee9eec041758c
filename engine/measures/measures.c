#include "measures/derived.h"

static const struct cir_measure measures[] = {
#define NUMBER                                                         false
#define OPTION                                                         true
#define CIR_MEASURE(symbol, name, kind, unit, options, needs, meaning) {name, kind, unit, options, needs, meaning},
#include "model/measure.def"
#undef CIR_MEASURE
#undef OPTION
#undef NUMBER
};

// clang-format off
static void (*const functions[])(struct cir_quantity *quantity, const struct cir_facts *facts) = {
    [CIR_MEASURE_PEOPLE]                = cir_measure_people,
    [CIR_MEASURE_PEOPLE_SHARE]          = cir_measure_people_share,
    [CIR_MEASURE_USER_HOURS]            = cir_measure_user_hours,
    [CIR_MEASURE_STATES_REACHED]        = cir_measure_states_reached,
    [CIR_MEASURE_REGIONS_REACHED]       = cir_measure_regions_reached,
    [CIR_MEASURE_REACH]                 = cir_measure_reach,
    [CIR_MEASURE_SECTORS_HIT]           = cir_measure_sectors_hit,
    [CIR_MEASURE_CRITICAL_SECTOR]       = cir_measure_critical_sector,
    [CIR_MEASURE_LIFE_CRITICAL]         = cir_measure_life_critical,
    [CIR_MEASURE_SEVERAL_STATES_SERVED] = cir_measure_several_states_served,
    [CIR_MEASURE_DEPENDENTS_SHARE]      = cir_measure_dependents_share,
    [CIR_MEASURE_SERVICE_OUTAGE_RATIO]  = cir_measure_service_outage_ratio,
    [CIR_MEASURE_LOSS_USD]              = cir_measure_loss_usd,
    [CIR_MEASURE_LOSS_GDP_SHARE]        = cir_measure_loss_gdp_share,
    [CIR_MEASURE_RECORDS]               = cir_measure_records,
    [CIR_MEASURE_INTERVAL_DAYS]         = cir_measure_days_lasted,
};
// clang-format on

/* Measures that are made from other measures, which stand before them in measure.def. */
static const struct {
    unsigned measure;
    unsigned from;
} makings[] = {
    {CIR_MEASURE_REACH, CIR_MEASURE_REGIONS_REACHED},   {CIR_MEASURE_REACH, CIR_MEASURE_STATES_REACHED},
    {CIR_MEASURE_LOSS_GDP_SHARE, CIR_MEASURE_LOSS_USD}, {CIR_MEASURE_USER_HOURS, CIR_MEASURE_PEOPLE},
    {CIR_MEASURE_PEOPLE_SHARE, CIR_MEASURE_PEOPLE},
};

const struct cir_measure *cir_measure_list(void)
{
    return measures;
}

static void mark_scheme(bool *is_asked, const struct cir_scheme *scheme)
{
    for (size_t i = 0; i < scheme->factor_count; i++)
        for (size_t j = 0; j < scheme->factors[i].input_count; j++)
            is_asked[scheme->factors[i].inputs[j].measure] = true;
    for (size_t i = 0; i < scheme->criterion_count; i++) {
        is_asked[scheme->criteria[i].measure] = true;
        if (scheme->criteria[i].filter_measure != CIR_INDEX_NONE)
            is_asked[scheme->criteria[i].filter_measure] = true;
    }
}

static unsigned count_regions(const struct cir_definitions *definitions)
{
    struct cir_states regions = {0};
    for (size_t i = 0; i < definitions->country_count; i++)
        if (definitions->countries[i].region != CIR_INDEX_NONE)
            cir_states_add(&regions, definitions->countries[i].region);
    return cir_states_count(&regions);
}

void cir_measure_plan_make(struct cir_measure_plan *plan, const struct cir_definitions *definitions,
                           const struct cir_scheme *const *schemes, size_t scheme_count)
{
    bool is_asked[CIR_MEASURES_MAX] = {false};
    for (size_t i = 0; i < scheme_count; i++)
        mark_scheme(is_asked, schemes[i]);
    for (size_t i = 0; i < sizeof makings / sizeof makings[0]; i++)
        if (is_asked[makings[i].measure])
            is_asked[makings[i].from] = true;
    *plan = (struct cir_measure_plan){.definitions = definitions, .region_count = count_regions(definitions)};
    for (unsigned i = 0; i < CIR_MEASURES_MAX; i++)
        if (is_asked[i])
            plan->list[plan->count++] = i;
}

static bool is_named(const struct cir_field *field, const char *list)
{
    struct cir_text name;
    struct cir_text rest = cir_text_of(list);
    while (cir_text_next(&name, &rest, ';'))
        if (cir_text_is(name, field->name))
            return true;
    return false;
}

/* `needs` names the fields of the measures that one is made from, too. */
static bool is_live(unsigned measure, const bool *changes, const struct cir_fields *fields)
{
    if (measure >= CIR_MEASURE_DERIVED)
        return changes[measure - CIR_MEASURE_DERIVED];
    for (size_t i = 0; i < fields->count; i++)
        if (changes[i] && is_named(&fields->list[i], measures[measure].needs))
            return true;
    return false;
}

void cir_measure_plan_split(const struct cir_measure_plan *plan, const bool *changes, const struct cir_fields *fields,
                            struct cir_measure_plan *settled, struct cir_measure_plan *live)
{
    *settled = *live = *plan;
    settled->count = live->count = 0;
    for (size_t i = 0; i < plan->count; i++) {
        struct cir_measure_plan *part = is_live(plan->list[i], changes, fields) ? live : settled;
        part->list[part->count++] = plan->list[i];
    }
}

void cir_measures_compute(const struct cir_measure_plan *plan, const struct cir_fields *fields,
                          const struct cir_cell *cells, struct cir_quantity *quantities)
{
    struct cir_facts facts = {plan, plan->definitions, fields, cells, quantities};
    for (size_t i = 0; i < plan->count; i++) {
        unsigned measure = plan->list[i];
        if (measure < CIR_MEASURE_DERIVED)
            functions[measure](&quantities[measure], &facts);
        else
            cir_field_quantity(&quantities[measure], &facts, measure - CIR_MEASURE_DERIVED);
    }
}
