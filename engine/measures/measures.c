#include "measures/derived.h"
#include "model/asset_impact.h"

#include <string.h>

static const struct cir_measure measures[] = {
#define CIR_MEASURE(symbol, name, kind, unit, options, needs, meaning)                                                 \
    {name, CIR_MEASURE_##kind, unit, options, needs, meaning},
#include "model/measure.def"
#undef CIR_MEASURE
};

// clang-format off
static cir_measure_maker *const makers[] = {
    [CIR_MEASURE_PEOPLE]                = cir_measure_people,
    [CIR_MEASURE_PEOPLE_SHARE]          = cir_measure_people_share,
    [CIR_MEASURE_USER_HOURS]            = cir_measure_user_hours,
    [CIR_MEASURE_STATES_REACHED]        = cir_measure_states_reached,
    [CIR_MEASURE_STATES_HIT]            = NULL, /* asked by the sets of States alone */
    [CIR_MEASURE_STATE]                 = NULL, /* likewise */
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
    [CIR_MEASURE_IMPACT_STATES]         = cir_measure_impact_states,
    [CIR_MEASURE_INTERVAL_DAYS]         = cir_measure_days_lasted,
};
// clang-format on

/* Measures that are made from other measures, which stand before them in measure.def. */
static const struct {
    unsigned measure;
    unsigned from;
} makings[] = {
    {CIR_MEASURE_REACH, CIR_MEASURE_REGIONS_REACHED},      {CIR_MEASURE_REACH, CIR_MEASURE_STATES_REACHED},
    {CIR_MEASURE_LOSS_GDP_SHARE, CIR_MEASURE_LOSS_USD},    {CIR_MEASURE_USER_HOURS, CIR_MEASURE_PEOPLE},
    {CIR_MEASURE_IMPACT_STATES, CIR_MEASURE_PEOPLE_SHARE}, {CIR_MEASURE_PEOPLE_SHARE, CIR_MEASURE_PEOPLE},
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

/* An asset is asked for its share wherever impacts are told, whatever its scheme asks for. */
static void mark_national_share(bool *is_asked, const struct cir_fields *fields)
{
    uint32_t field = cir_index_find(&fields->index, cir_text_of(CIR_NATIONAL_SHARE));
    if (field != CIR_INDEX_NONE)
        is_asked[CIR_MEASURE_DERIVED + field] = true;
}

static bool judges_assets(const struct cir_scheme *const *schemes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (schemes[i]->subject_is_asset)
            return true;
    return false;
}

static void take_figures(struct cir_measure_plan *plan)
{
    const struct cir_definitions *definitions = plan->definitions;
    for (size_t i = 0; i < definitions->country_count; i++) {
        plan->populations[i] = definitions->countries[i].population;
        plan->yearly_products_usd[i] = definitions->countries[i].gdp_usd;
    }
    for (size_t i = 0; i <= CIR_SECTOR_NONE; i++)
        plan->tolerable_outages_h[i] = i < definitions->sector_count ? definitions->sectors[i].tolerable_outage_h : NAN;
}

/* A measure that is made from the sector alone is the same for every subject of that sector. */
static void tell_sectors(struct cir_measure_plan *plan, unsigned measure, struct cir_sector_column *told)
{
    enum { FIELDS = CIR_FIELD_SECTOR + 1, SECTORS = CIR_SECTOR_NONE + 1 };
    struct cir_cell cells[FIELDS * SECTORS] = {{.state = CIR_CELL_BLANK}};
    const struct cir_column column = {told->low, told->point, told->high, told->options, told->together};
    const struct cir_facts facts = {.plan = plan,
                                    .definitions = plan->definitions,
                                    .fields = plan->fields,
                                    .cells = cells,
                                    .stride = SECTORS,
                                    .count = SECTORS};
    for (unsigned i = 0; i < SECTORS; i++) {
        bool is_sector = i < plan->definitions->sector_count || i == CIR_SECTOR_NONE;
        struct cir_cell *cell = &cells[CIR_FIELD_SECTOR * SECTORS + i];
        cell->state = is_sector ? CIR_CELL_KNOWN : CIR_CELL_BLANK;
        cell->options = UINT64_C(1) << i;
    }
    *told = (struct cir_sector_column){.low = {0}};
    makers[measure](column, &facts);
}

static bool is_of_sector(unsigned measure)
{
    return measure < CIR_MEASURE_DERIVED && strcmp(measures[measure].needs, "sector") == 0;
}

static bool is_of_states(unsigned measure)
{
    return measure == CIR_MEASURE_STATES_REACHED || measure == CIR_MEASURE_REGIONS_REACHED ||
           measure == CIR_MEASURE_REACH;
}

static void list_measure(struct cir_measure_plan *plan, unsigned measure, unsigned of_sector)
{
    plan->list[plan->count] = measure;
    plan->of_sector[plan->count++] = of_sector;
    plan->asks_who_was_hit = plan->asks_who_was_hit || is_of_states(measure);
    plan->asks_population = plan->asks_population || measure == CIR_MEASURE_PEOPLE_SHARE;
    plan->asks_product = plan->asks_product || measure == CIR_MEASURE_LOSS_GDP_SHARE;
}

static void add_measure(struct cir_measure_plan *plan, unsigned measure, unsigned *sector_count)
{
    unsigned of_sector = CIR_INDEX_NONE;
    if (is_of_sector(measure) && *sector_count < CIR_SECTOR_MEASURES_MAX) {
        of_sector = (*sector_count)++;
        tell_sectors(plan, measure, &plan->sectors[of_sector]);
    }
    list_measure(plan, measure, of_sector);
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

/* The numbers that a measure is made from are taken from their columns; all else from the cells. */
static void mark_numbers(bool *is_asked, unsigned measure, const struct cir_fields *fields)
{
    for (unsigned i = 0; i < fields->count; i++)
        if (cir_type_is_number(fields->list[i].type) && is_named(&fields->list[i], measures[measure].needs))
            is_asked[CIR_MEASURE_DERIVED + i] = true;
}

/* What the measures that are asked for are made from is asked for, too. */
static void mark_makings(bool *is_asked, const struct cir_fields *fields)
{
    for (size_t i = 0; i < sizeof makings / sizeof makings[0]; i++)
        if (is_asked[makings[i].measure])
            is_asked[makings[i].from] = true;
    for (unsigned i = 0; i < CIR_MEASURE_DERIVED; i++)
        if (is_asked[i])
            mark_numbers(is_asked, i, fields);
}

static void list_asked(struct cir_measure_plan *plan, const bool *is_asked)
{
    unsigned sector_count = 0;
    take_figures(plan);
    cir_reaches_make(plan);
    for (unsigned i = CIR_MEASURE_DERIVED; i < CIR_MEASURES_MAX; i++)
        if (is_asked[i])
            add_measure(plan, i, &sector_count);
    for (unsigned i = 0; i < CIR_MEASURE_DERIVED; i++)
        if (is_asked[i])
            add_measure(plan, i, &sector_count);
}

void cir_measure_plan_of(struct cir_measure_plan *plan, const struct cir_definitions *definitions,
                         const struct cir_fields *fields, const unsigned *list, size_t count)
{
    bool is_asked[CIR_MEASURES_MAX] = {false};
    for (size_t i = 0; i < count; i++)
        is_asked[list[i]] = true;
    mark_makings(is_asked, fields);
    *plan = (struct cir_measure_plan){.definitions = definitions, .fields = fields};
    list_asked(plan, is_asked);
}

void cir_measure_plan_make(struct cir_measure_plan *plan, const struct cir_definitions *definitions,
                           const struct cir_fields *fields, const struct cir_scheme *const *schemes,
                           size_t scheme_count, const struct cir_impact_source *impacts)
{
    bool is_of_assets = judges_assets(schemes, scheme_count);
    bool is_asked[CIR_MEASURES_MAX] = {[CIR_MEASURE_IMPACT_STATES] = impacts != NULL && !is_of_assets};
    for (size_t i = 0; i < scheme_count; i++)
        mark_scheme(is_asked, schemes[i]);
    if (impacts != NULL && is_of_assets)
        mark_national_share(is_asked, fields);
    mark_makings(is_asked, fields);
    *plan = (struct cir_measure_plan){
        .definitions = definitions, .fields = fields, .impacts = impacts, .is_of_assets = is_of_assets};
    list_asked(plan, is_asked);
}

/* `needs` names the fields of the measures that one is made from, too. */
bool cir_measure_reads(unsigned measure, const struct cir_fields *fields, unsigned field)
{
    if (measure >= CIR_MEASURE_STATE_SETS)
        measure = fields->state_sets[measure - CIR_MEASURE_STATE_SETS].measure;
    return measure < CIR_MEASURE_DERIVED ? is_named(&fields->list[field], measures[measure].needs)
                                         : measure - CIR_MEASURE_DERIVED == field;
}

static bool is_live(const struct cir_measure_plan *plan, unsigned measure, const bool *changes)
{
    const struct cir_fields *fields = plan->fields;
    if (measure == CIR_MEASURE_IMPACT_STATES && (plan->impacts == NULL || plan->is_of_assets))
        return false; /* it is the same, whatever the subject */
    if (measure >= CIR_MEASURE_DERIVED && measure < CIR_MEASURE_STATE_SETS)
        return changes[measure - CIR_MEASURE_DERIVED];
    for (unsigned i = 0; i < fields->count; i++)
        if (changes[i] && cir_measure_reads(measure, fields, i))
            return true;
    return false;
}

void cir_measure_plan_split(const struct cir_measure_plan *plan, const bool *changes, struct cir_measure_plan *settled,
                            struct cir_measure_plan *live)
{
    *settled = *plan;
    settled->count = 0;
    settled->asks_who_was_hit = settled->asks_population = settled->asks_product = false;
    *live = *settled;
    for (size_t i = 0; i < plan->count; i++)
        list_measure(is_live(plan, plan->list[i], changes) ? live : settled, plan->list[i], plan->of_sector[i]);
}

void cir_measure_plan_narrow(const struct cir_measure_plan *plan, const bool *is_asked, struct cir_measure_plan *narrow)
{
    bool is_needed[CIR_MEASURES_MAX];
    memcpy(is_needed, is_asked, sizeof is_needed);
    mark_makings(is_needed, plan->fields);
    *narrow = *plan;
    narrow->count = 0;
    narrow->asks_who_was_hit = narrow->asks_population = narrow->asks_product = false;
    for (size_t i = 0; i < plan->count; i++)
        if (is_needed[plan->list[i]])
            list_measure(narrow, plan->list[i], plan->of_sector[i]);
}

/* Number of the one sector that is known, CIR_SECTOR_OTHER where there are none or several. */
static unsigned char lone_sector(const struct cir_cell *cell)
{
    bool is_one = cell->state == CIR_CELL_KNOWN && cell->options != 0 && (cell->options & (cell->options - 1)) == 0;
    return (unsigned char)(is_one ? __builtin_ctzll(cell->options) : CIR_SECTOR_OTHER);
}

/* @return how many of them have no single one */
static size_t find_sectors(unsigned char *sectors, unsigned char *others, const struct cir_facts *facts)
{
    const struct cir_cell *cell = cir_facts_cell(facts, CIR_FIELD_SECTOR, 0);
    size_t count = 0;
    for (size_t i = 0; i < facts->count; i++, cell++) {
        sectors[i] = lone_sector(cell);
        others[count] = (unsigned char)i;
        count += sectors[i] == CIR_SECTOR_OTHER ? 1 : 0;
    }
    return count;
}

static void take_numbers(struct cir_column made, const struct cir_facts *facts, const struct cir_sector_column *told)
{
    const unsigned char *sectors = facts->sectors;
    for (size_t i = 0, count = facts->count; i < count; i++) {
        unsigned sector = sectors[i] & CIR_SECTOR_NONE; /* of those that are none: any */
        cir_column_set_number(made, i, told->low[sector], told->point[sector], told->high[sector]);
    }
}

/* All that know their sector are answered alike. */
static void take_options(struct cir_column made, const struct cir_facts *facts, const struct cir_sector_column *told)
{
    const unsigned char *sectors = facts->sectors;
    for (size_t i = 0, count = facts->count; i < count; i++) {
        unsigned sector = sectors[i] & CIR_SECTOR_NONE;
        cir_column_set_options(made, i, CIR_ANSWERED, told->options[sector], told->together[sector]);
    }
}

/* Where one sector alone is known the plan has the answer; the others are computed one by one. */
static void compute_of_sector(struct cir_column made, const struct cir_facts *facts, unsigned measure,
                              const struct cir_sector_column *told)
{
    if (measures[measure].kind == CIR_MEASURE_OPTION)
        take_options(made, facts, told);
    else
        take_numbers(made, facts, told);
    for (size_t k = 0; k < facts->other_count; k++) {
        size_t i = facts->others[k];
        struct cir_facts one = *facts;
        one.cells += i;
        one.count = 1;
        makers[measure](
            (struct cir_column){made.low + i, made.point + i, made.high + i, made.options + i, made.together + i},
            &one);
    }
}

static void compute(const struct cir_measure_plan *plan, const struct cir_facts *facts)
{
    for (size_t i = 0; i < plan->count; i++) {
        unsigned measure = plan->list[i];
        struct cir_column column = cir_facts_measure(facts, measure);
        if (plan->of_sector[i] != CIR_INDEX_NONE)
            compute_of_sector(column, facts, measure, &plan->sectors[plan->of_sector[i]]);
        else if (measure < CIR_MEASURE_DERIVED)
            makers[measure](column, facts);
        else if (measure >= CIR_MEASURE_STATE_SETS)
            cir_measure_state_set(column, facts, measure - CIR_MEASURE_STATE_SETS);
        else
            cir_field_column(column, facts, measure - CIR_MEASURE_DERIVED);
    }
}

void cir_measures_compute(const struct cir_measure_plan *plan, const struct cir_cell *cells,
                          struct cir_measured *measured)
{
    struct cir_reached reached;
    struct cir_figures populations, products;
    unsigned char sectors[CIR_BATCH], others[CIR_BATCH];
    struct cir_facts facts = {.plan = plan,
                              .definitions = plan->definitions,
                              .fields = plan->fields,
                              .cells = cells,
                              .stride = measured->stride,
                              .count = measured->count,
                              .measured = measured,
                              .reached = &reached,
                              .sectors = sectors,
                              .others = others,
                              .populations = &populations,
                              .products = &products};
    facts.other_count = find_sectors(sectors, others, &facts);
    if (plan->asks_who_was_hit)
        cir_reached_make(&reached, &facts);
    if (plan->asks_population)
        cir_country_figures(&populations, &facts, plan->populations);
    if (plan->asks_product)
        cir_country_figures(&products, &facts, plan->yearly_products_usd);
    compute(plan, &facts);
}

void cir_measures_compute_single(const struct cir_measure_plan *plan, const struct cir_cell *cells,
                                 struct cir_quantity *quantities)
{
    struct cir_measured_single single = {.together = {0}};
    struct cir_measured measured = cir_measured_of_single(&single);
    cir_measures_compute(plan, cells, &measured);
    for (size_t i = 0; i < plan->count; i++)
        quantities[plan->list[i]] = cir_column_get(cir_measured_column(&measured, plan->list[i]), 0);
}
