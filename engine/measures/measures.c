#include "measures/derived.h"

#include <string.h>

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
static void (*const functions[])(struct cir_quantity *quantities, const struct cir_facts *facts) = {
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

/* The figures of the countries, and who lies in which region; regions are counted in the order in which they come. */
static void take_countries(struct cir_measure_plan *plan)
{
    const struct cir_definitions *definitions = plan->definitions;
    unsigned numbers[CIR_REGIONS_MAX] = {0}; /* in the definitions */
    for (unsigned i = 0; i < definitions->country_count; i++) {
        const struct cir_country *country = &definitions->countries[i];
        unsigned region = 0;
        plan->populations[i] = country->population;
        plan->yearly_products_usd[i] = country->gdp_usd;
        while (region < plan->region_count && numbers[region] != country->region)
            region++;
        if (country->region == CIR_INDEX_NONE)
            continue;
        if (region == plan->region_count)
            numbers[plan->region_count++] = country->region;
        cir_states_add(&plan->regions[region], i);
    }
}

/* A measure that is made from the sector alone is the same for every subject of that sector. */
static void tell_sectors(struct cir_measure_plan *plan, unsigned measure, struct cir_quantity *quantities)
{
    struct cir_cell cells[CIR_FIELD_CANONICAL] = {{.state = CIR_CELL_BLANK}};
    struct cir_cell *cell = &cells[CIR_FIELD_SECTOR];
    const struct cir_facts facts = {.plan = plan,
                                    .definitions = plan->definitions,
                                    .fields = plan->fields,
                                    .cells = cells,
                                    .stride = 1,
                                    .count = 1};
    cell->state = CIR_CELL_KNOWN;
    for (unsigned i = 0; i < plan->definitions->sector_count; i++) {
        cell->options = UINT64_C(1) << i;
        functions[measure](&quantities[i], &facts);
    }
    cell->options = UINT64_C(1) << CIR_SECTOR_NONE;
    functions[measure](&quantities[CIR_SECTOR_NONE], &facts);
}

static bool is_of_sector(unsigned measure)
{
    return measure < CIR_MEASURE_DERIVED && strcmp(measures[measure].needs, "sector") == 0;
}

static bool is_of_states(unsigned measure)
{
    return measure == CIR_MEASURE_STATES_REACHED || measure == CIR_MEASURE_REGIONS_REACHED;
}

static void add_measure(struct cir_measure_plan *plan, unsigned measure, size_t *sector_count)
{
    plan->of_sector[plan->count] = CIR_INDEX_NONE;
    if (is_of_sector(measure) && *sector_count < CIR_SECTOR_MEASURES_MAX) {
        plan->of_sector[plan->count] = (unsigned)*sector_count;
        tell_sectors(plan, measure, plan->sectors[(*sector_count)++]);
    }
    plan->list[plan->count++] = measure;
    plan->asks_who_was_hit = plan->asks_who_was_hit || is_of_states(measure);
}

void cir_measure_plan_make(struct cir_measure_plan *plan, const struct cir_definitions *definitions,
                           const struct cir_fields *fields, const struct cir_scheme *const *schemes,
                           size_t scheme_count)
{
    bool is_asked[CIR_MEASURES_MAX] = {false};
    size_t sector_count = 0;
    for (size_t i = 0; i < scheme_count; i++)
        mark_scheme(is_asked, schemes[i]);
    for (size_t i = 0; i < sizeof makings / sizeof makings[0]; i++)
        if (is_asked[makings[i].measure])
            is_asked[makings[i].from] = true;
    *plan = (struct cir_measure_plan){
        .definitions = definitions, .fields = fields, .nearest_reach = cir_nearest_reach(definitions, fields)};
    take_countries(plan);
    for (unsigned i = 0; i < CIR_MEASURES_MAX; i++)
        if (is_asked[i])
            add_measure(plan, i, &sector_count);
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
bool cir_measure_reads(unsigned measure, const struct cir_fields *fields, unsigned field)
{
    return measure < CIR_MEASURE_DERIVED ? is_named(&fields->list[field], measures[measure].needs)
                                         : measure - CIR_MEASURE_DERIVED == field;
}

static bool is_live(unsigned measure, const bool *changes, const struct cir_fields *fields)
{
    if (measure >= CIR_MEASURE_DERIVED)
        return changes[measure - CIR_MEASURE_DERIVED];
    for (unsigned i = 0; i < fields->count; i++)
        if (changes[i] && cir_measure_reads(measure, fields, i))
            return true;
    return false;
}

static void keep_measure(struct cir_measure_plan *part, const struct cir_measure_plan *plan, size_t i)
{
    part->list[part->count] = plan->list[i];
    part->of_sector[part->count++] = plan->of_sector[i];
    part->asks_who_was_hit = part->asks_who_was_hit || is_of_states(plan->list[i]);
}

void cir_measure_plan_split(const struct cir_measure_plan *plan, const bool *changes, struct cir_measure_plan *settled,
                            struct cir_measure_plan *live)
{
    *settled = *live = *plan;
    settled->count = live->count = 0;
    settled->asks_who_was_hit = live->asks_who_was_hit = false;
    for (size_t i = 0; i < plan->count; i++)
        keep_measure(is_live(plan->list[i], changes, plan->fields) ? live : settled, plan, i);
}

void cir_measure_plan_narrow(const struct cir_measure_plan *plan, const bool *is_asked,
                             struct cir_measure_plan *narrow)
{
    bool is_needed[CIR_MEASURES_MAX];
    memcpy(is_needed, is_asked, sizeof is_needed);
    for (size_t i = 0; i < sizeof makings / sizeof makings[0]; i++)
        if (is_needed[makings[i].measure])
            is_needed[makings[i].from] = true;
    *narrow = *plan;
    narrow->count = 0;
    narrow->asks_who_was_hit = false;
    for (size_t i = 0; i < plan->count; i++)
        if (is_needed[plan->list[i]])
            keep_measure(narrow, plan, i);
}

/* Number of the one sector that is known, CIR_SECTOR_OTHER where there are none or several. */
static unsigned char lone_sector(const struct cir_cell *cell)
{
    bool is_one = cell->state == CIR_CELL_KNOWN && cell->options != 0 && (cell->options & (cell->options - 1)) == 0;
    return (unsigned char)(is_one ? __builtin_ctzll(cell->options) : CIR_SECTOR_OTHER);
}

static void find_sectors(unsigned char *sectors, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        sectors[i] = lone_sector(cir_facts_cell(facts, CIR_FIELD_SECTOR, i));
}

/* Where one sector alone is known the plan has the answer; the others are computed one by one. */
static void compute_of_sector(struct cir_quantity *quantities, const struct cir_facts *facts, unsigned measure,
                              const struct cir_quantity *by_sector)
{
    for (size_t i = 0; i < facts->count; i++) {
        if (facts->sectors[i] != CIR_SECTOR_OTHER) {
            cir_quantity_store(&quantities[i], by_sector[facts->sectors[i]]);
            continue;
        }
        struct cir_facts one = *facts;
        one.cells += i;
        one.count = 1;
        functions[measure](&quantities[i], &one);
    }
}

void cir_measures_compute(const struct cir_measure_plan *plan, const struct cir_cell *cells,
                          struct cir_quantity *quantities, size_t stride, size_t count)
{
    struct cir_reached reached[CIR_BATCH];
    unsigned char sectors[CIR_BATCH];
    struct cir_facts facts = {.plan = plan,
                              .definitions = plan->definitions,
                              .fields = plan->fields,
                              .cells = cells,
                              .quantities = quantities,
                              .stride = stride,
                              .count = count,
                              .sectors = sectors};
    find_sectors(sectors, &facts);
    if (plan->asks_who_was_hit) {
        cir_reached_make(reached, &facts);
        facts.reached = reached;
    }
    for (size_t i = 0; i < plan->count; i++) {
        unsigned measure = plan->list[i];
        struct cir_quantity *column = &quantities[measure * stride];
        if (plan->of_sector[i] != CIR_INDEX_NONE)
            compute_of_sector(column, &facts, measure, plan->sectors[plan->of_sector[i]]);
        else if (measure < CIR_MEASURE_DERIVED)
            functions[measure](column, &facts);
        else
            cir_field_quantities(column, &facts, measure - CIR_MEASURE_DERIVED);
    }
}
