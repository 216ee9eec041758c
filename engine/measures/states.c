/* How far it reached: States, regions, and the word for both.
 *
 * The States hit are a set that is sure, one of `country` where it names candidates ("A|B"), and one of
 * `other_countries` likewise. Each choice adds one State or, when it falls into the set, none; the same holds of
 * their regions, so one count serves both. */
#include "measures/derived.h"

#include "base/wide.h"

static bool is_open(const struct cir_cell *cell)
{
    return cell->state == CIR_CELL_BLANK || cell->state == CIR_CELL_UNKNOWN;
}

static bool is_choice(const struct cir_cell *cell)
{
    return cell->state == CIR_CELL_KNOWN && !cell->together && cell->count > 1;
}

static inline unsigned count_bits(uint64_t bits)
{
    return (unsigned)__builtin_popcountll(bits);
}

/* States of both cells; that of `country` is nearly always one alone. */
static inline unsigned count_states(const struct cir_cell *country, const struct cir_cell *others)
{
    bool knows_others = others->state == CIR_CELL_KNOWN;
    if (country->state != CIR_CELL_KNOWN)
        return knows_others ? others->count : 0;
    if (!knows_others)
        return country->count;
    if (country->count == 1)
        return others->count + (cir_states_has(&others->states, country->first) ? 0U : 1U);
    unsigned count = 0;
    for (int word = 0; word < CIR_STATE_WORDS; word++)
        count += count_bits(country->states.bits[word] | others->states.bits[word]);
    return count;
}

/* Wide for the sake of counting bits by one instruction: a loop over them would end at a place that no processor
 * foresees. */
CIR_WIDE void cir_reached_make(struct cir_reached *reached, const struct cir_facts *facts)
{
    const struct cir_definitions *definitions = facts->definitions;
    const struct cir_cell *country = cir_facts_cell(facts, CIR_FIELD_COUNTRY, 0);
    const struct cir_cell *others = cir_facts_cell(facts, CIR_FIELD_OTHER_COUNTRIES, 0);
    bool are_exact = true;
    for (size_t i = 0, count = facts->count; i < count; i++, country++, others++) {
        uint32_t regions = country->state == CIR_CELL_KNOWN ? country->regions : 0;
        regions |= others->state == CIR_CELL_KNOWN ? others->regions : 0;
        unsigned state_count = count_states(country, others);
        unsigned region_count = count_bits(regions);
        bool has_choices = is_choice(country) || is_choice(others);
        bool is_exact = country->state == CIR_CELL_KNOWN && others->state == CIR_CELL_KNOWN && !has_choices &&
                        state_count <= definitions->country_count && region_count <= definitions->inhabited_count;
        reached->states[i] = state_count;
        reached->regions[i] = region_count;
        reached->has_choices[i] = has_choices;
        reached->is_exact[i] = is_exact;
        are_exact &= is_exact;
    }
    reached->are_exact = are_exact;
}

/* ---- where there are choices ---- */

/* States, or the regions of States, of which one was hit. */
struct choice {
    struct cir_states set;
    bool may_add_nothing; /* a candidate has no region */
};

/* What is sure, and choices beside it. */
struct chosen {
    struct cir_states sure;
    struct choice choices[2];
    size_t choice_count;
};

static void take_cell(struct chosen *chosen, const struct cir_cell *cell)
{
    if (is_choice(cell))
        chosen->choices[chosen->choice_count++].set = cell->states;
    else if (cell->state == CIR_CELL_KNOWN)
        for (int word = 0; word < CIR_STATE_WORDS; word++)
            chosen->sure.bits[word] |= cell->states.bits[word];
}

static struct chosen chosen_states(const struct cir_facts *facts, size_t i)
{
    struct chosen chosen = {.choice_count = 0};
    take_cell(&chosen, cir_facts_cell(facts, CIR_FIELD_COUNTRY, i));
    take_cell(&chosen, cir_facts_cell(facts, CIR_FIELD_OTHER_COUNTRIES, i));
    return chosen;
}

/* The regions of States, as a set; false where one of the States has none. */
static bool regions_of(struct cir_states *regions, const struct cir_states *states,
                       const struct cir_definitions *definitions)
{
    bool have_all = true;
    *regions = (struct cir_states){{0}};
    for (unsigned word = 0; word < CIR_STATE_WORDS; word++)
        for (uint64_t rest = states->bits[word]; rest != 0; rest &= rest - 1) {
            uint32_t bit = definitions->region_bits[word * 64 + (unsigned)__builtin_ctzll(rest)];
            have_all = have_all && bit != 0;
            regions->bits[0] |= bit;
        }
    return have_all;
}

static struct chosen chosen_regions(const struct cir_facts *facts, size_t i)
{
    struct chosen states = chosen_states(facts, i);
    struct chosen regions = {.choice_count = states.choice_count};
    (void)regions_of(&regions.sure, &states.sure, facts->definitions);
    for (size_t k = 0; k < states.choice_count; k++)
        regions.choices[k].may_add_nothing =
            !regions_of(&regions.choices[k].set, &states.choices[k].set, facts->definitions);
    return regions;
}

static bool overlap(const struct cir_states *a, const struct cir_states *b)
{
    uint64_t common = 0;
    for (int i = 0; i < CIR_STATE_WORDS; i++)
        common |= a->bits[i] & b->bits[i];
    return common != 0;
}

static struct cir_states without(const struct cir_states *a, const struct cir_states *b)
{
    struct cir_states rest = {0};
    for (int i = 0; i < CIR_STATE_WORDS; i++)
        rest.bits[i] = a->bits[i] & ~b->bits[i];
    return rest;
}

/* Fewest and most that are reached, the choices included. */
struct count {
    unsigned least;
    unsigned most;
};

static struct count count_chosen(const struct chosen *chosen)
{
    unsigned sure = cir_states_count(&chosen->sure);
    unsigned least = 0;
    unsigned most = 0;
    struct cir_states fresh[2] = {0};
    for (size_t i = 0; i < chosen->choice_count; i++) {
        const struct choice *choice = &chosen->choices[i];
        fresh[i] = without(&choice->set, &chosen->sure);
        least += !choice->may_add_nothing && !overlap(&choice->set, &chosen->sure) ? 1 : 0;
        most += cir_states_count(&fresh[i]) > 0 ? 1 : 0;
    }
    /* Both choices may fall on the same State, or have to. */
    if (least == 2 && overlap(&fresh[0], &fresh[1]))
        least = 1;
    if (most == 2 && cir_states_count(&fresh[0]) == 1 && cir_states_count(&fresh[1]) == 1 &&
        overlap(&fresh[0], &fresh[1]))
        most = 1;
    return (struct count){sure + least, sure + most};
}

/* ---- the measures ---- */

CIR_WIDE static void set_exact(struct cir_column made, const unsigned *restrict numbers, size_t count)
{
    double *restrict low = made.low;
    double *restrict point = made.point;
    double *restrict high = made.high;
    for (size_t i = 0; i < count; i++)
        low[i] = point[i] = high[i] = (int)numbers[i];
}

static void set_reached(struct cir_column made, const struct cir_facts *facts, size_t i, struct count count,
                        unsigned least_of_all, unsigned most_of_all)
{
    const struct cir_cell *country = cir_facts_cell(facts, CIR_FIELD_COUNTRY, i);
    const struct cir_cell *others = cir_facts_cell(facts, CIR_FIELD_OTHER_COUNTRIES, i);
    bool is_country_open = is_open(country);
    bool is_any_open = is_country_open || is_open(others);
    if (country->state == CIR_CELL_NOT_APPLICABLE && others->state == CIR_CELL_NOT_APPLICABLE) {
        cir_column_set_not_applicable(made, i);
        return;
    }
    count.most += is_country_open ? 1 : 0;
    if (is_open(others) || count.most > most_of_all)
        count.most = most_of_all;
    if (is_country_open && count.least < least_of_all)
        count.least = least_of_all;
    bool is_answered = !is_any_open || count.least >= count.most;
    cir_column_set_number(made, i, count.least, is_answered ? (count.least + count.most) / 2.0 : NAN, count.most);
}

/* |country + other_countries|; the point of a choice is the middle of its ends */
void cir_measure_states_reached(struct cir_column made, const struct cir_facts *facts)
{
    const struct cir_reached *reached = facts->reached;
    set_exact(made, reached->states, facts->count);
    for (size_t i = 0; i < facts->count && !reached->are_exact; i++) {
        struct count count = {reached->states[i], reached->states[i]};
        if (reached->is_exact[i])
            continue;
        if (reached->has_choices[i]) {
            struct chosen chosen = chosen_states(facts, i);
            count = count_chosen(&chosen);
        }
        set_reached(made, facts, i, count, 1, (unsigned)facts->definitions->country_count);
    }
}

/* |M49 regions of country + other_countries| */
void cir_measure_regions_reached(struct cir_column made, const struct cir_facts *facts)
{
    const struct cir_reached *reached = facts->reached;
    set_exact(made, reached->regions, facts->count);
    for (size_t i = 0; i < facts->count && !reached->are_exact; i++) {
        struct count count = {reached->regions[i], reached->regions[i]};
        if (reached->is_exact[i])
            continue;
        if (reached->has_choices[i]) {
            struct chosen chosen = chosen_regions(facts, i);
            count = count_chosen(&chosen);
        }
        set_reached(made, facts, i, count, 0, facts->definitions->inhabited_count);
    }
}

/* Whether a cell tells that a State of the set was hit: surely, or perhaps. */
struct hit {
    bool surely;
    bool perhaps;
};

static struct hit hit_by(const struct cir_cell *cell, const struct cir_states *set)
{
    uint64_t within = 0;
    uint64_t beside = 0;
    if (cell->state != CIR_CELL_KNOWN)
        return (struct hit){false, is_open(cell)};
    if (cell->count == 1) { /* nearly always */
        bool is_in = cir_states_has(set, cell->first);
        return (struct hit){is_in, is_in};
    }
    for (int word = 0; word < CIR_STATE_WORDS; word++) {
        within |= cell->states.bits[word] & set->bits[word];
        beside |= cell->states.bits[word] & ~set->bits[word];
    }
    return (struct hit){within != 0 && (beside == 0 || !is_choice(cell)), within != 0};
}

static void set_hit(struct cir_column made, const struct cir_facts *facts, size_t i, const struct cir_state_set *set)
{
    static const struct cir_cell not_asked = {.state = CIR_CELL_NOT_APPLICABLE};
    const struct cir_cell *country = cir_facts_cell(facts, CIR_FIELD_COUNTRY, i);
    const struct cir_cell *others =
        set->measure == CIR_MEASURE_STATES_HIT ? cir_facts_cell(facts, CIR_FIELD_OTHER_COUNTRIES, i) : &not_asked;
    struct hit first = hit_by(country, &set->states);
    struct hit other = hit_by(others, &set->states);
    bool surely = first.surely || other.surely;
    bool is_told = surely || !(is_open(country) || is_open(others));
    if (country->state == CIR_CELL_NOT_APPLICABLE && others->state == CIR_CELL_NOT_APPLICABLE)
        cir_column_set_options(made, i, CIR_NOT_APPLICABLE, 0, false);
    else
        cir_column_set_yes_no(made, i, is_told ? CIR_ANSWERED : CIR_UNANSWERED, !surely,
                              first.perhaps || other.perhaps);
}

void cir_measure_state_set(struct cir_column made, const struct cir_facts *facts, unsigned state_set)
{
    const struct cir_state_set *set = &facts->fields->state_sets[state_set];
    for (size_t i = 0; i < facts->count; i++)
        set_hit(made, facts, i, set);
}

enum { NO_ROW = -1 };

/* The farthest row whose two minima both hold. */
static int farthest_row(const struct cir_definitions *definitions, double states, double regions)
{
    int reach = NO_ROW;
    for (size_t i = 0; i < definitions->reach_count; i++) {
        const struct cir_reach_row *row = &definitions->reaches[i];
        bool holds = (states >= row->states_min) & (regions >= row->regions_min) & ((int)row->reach > reach);
        reach = holds ? (int)row->reach : reach;
    }
    return reach;
}

/* As far as it may be where no row holds: nearer than any row speaks of, or the nearest there is. */
static unsigned nearest_reach(const struct cir_measure_plan *plan)
{
    const struct cir_definitions *definitions = plan->definitions;
    unsigned reach = (unsigned)plan->fields->list[CIR_FIELD_REACH].option_count;
    for (size_t i = 0; i < definitions->reach_count; i++)
        if (definitions->reaches[i].reach < reach)
            reach = definitions->reaches[i].reach;
    return reach > 0 ? reach - 1 : 0;
}

/* The options between what the fewest and what the most tell. */
static uint64_t options_between(const struct cir_measure_plan *plan, int least, int most)
{
    unsigned first = least == NO_ROW ? 0 : (unsigned)least;
    unsigned last = most == NO_ROW ? plan->nearest_reach : (unsigned)most;
    uint64_t options = 0;
    for (unsigned option = first; option <= last; option++)
        options |= UINT64_C(1) << option;
    return options;
}

void cir_reaches_make(struct cir_measure_plan *plan)
{
    plan->nearest_reach = nearest_reach(plan);
    for (unsigned states = 0; states < CIR_REACH_STATES; states++)
        for (unsigned regions = 0; regions < CIR_REACH_REGIONS; regions++) {
            int row = farthest_row(plan->definitions, states, regions);
            plan->reaches[states][regions] = options_between(plan, row, row);
        }
}

/* What the States alone tell, where they leave something open. */
static void tell_reach(struct cir_column made, const struct cir_facts *facts, size_t i, struct cir_column states,
                       struct cir_column regions)
{
    bool is_exact = states.low[i] == states.high[i] && regions.low[i] == regions.high[i];
    int least = farthest_row(facts->definitions, states.low[i], regions.low[i]);
    int most = is_exact ? least : farthest_row(facts->definitions, states.high[i], regions.high[i]);
    uint64_t options = options_between(facts->plan, least, most);
    bool is_one = (options & (options - 1)) == 0;
    bool is_answered = !is_exact && least != NO_ROW && !isnan(states.point[i]) && !isnan(regions.point[i]);
    cir_column_set_options(made, i, is_one || is_answered ? CIR_ANSWERED : CIR_UNANSWERED, options, false);
}

/* Nearly always the numbers are exact, and few. */
static inline bool tells_exactly(const struct cir_reached *reached, size_t i)
{
    return reached->is_exact[i] & (reached->states[i] < CIR_REACH_STATES) & (reached->regions[i] < CIR_REACH_REGIONS);
}

static inline void tell_exact_reach(struct cir_column made, const struct cir_facts *facts, size_t i)
{
    uint64_t options = facts->plan->reaches[facts->reached->states[i]][facts->reached->regions[i]];
    bool is_one = (options & (options - 1)) == 0;
    cir_column_set_options(made, i, is_one ? CIR_ANSWERED : CIR_UNANSWERED, options, false);
}

/* reach, or else the options that lie between what the fewest and what the most States tell */
void cir_measure_reach(struct cir_column made, const struct cir_facts *facts)
{
    const struct cir_column states = cir_facts_measure(facts, CIR_MEASURE_STATES_REACHED);
    const struct cir_column regions = cir_facts_measure(facts, CIR_MEASURE_REGIONS_REACHED);
    const struct cir_cell *given = cir_facts_cell(facts, CIR_FIELD_REACH, 0);
    for (size_t i = 0, count = facts->count; i < count; i++, given++) {
        if (given->state == CIR_CELL_KNOWN)
            cir_column_set_options(made, i, CIR_ANSWERED, given->options, given->together);
        else if (given->state != CIR_CELL_NOT_APPLICABLE && tells_exactly(facts->reached, i))
            tell_exact_reach(made, facts, i);
        else if (given->state == CIR_CELL_NOT_APPLICABLE || isnan(states.low[i]))
            cir_column_set_options(made, i, CIR_NOT_APPLICABLE, 0, false);
        else
            tell_reach(made, facts, i, states, regions);
    }
}

static struct cir_figure figure_of_choice(const struct cir_cell *cell, const double *by_country)
{
    struct cir_figure figure = cir_figure_unanswered();
    if (cell->state == CIR_CELL_NOT_APPLICABLE)
        figure.answer = CIR_NOT_APPLICABLE;
    if (cell->state != CIR_CELL_KNOWN)
        return figure;
    unsigned count = 0;
    for (int word = 0; word < CIR_STATE_WORDS; word++)
        for (uint64_t rest = cell->states.bits[word]; rest != 0; rest &= rest - 1)
            cir_figure_add(&figure, count++, by_country[word * 64 + __builtin_ctzll(rest)]);
    return figure;
}

/* Of one State alone: `low` holds its figure, NAN for one that no table knows. */
CIR_WIDE static void finish_lone_figures(struct cir_figures *figures, size_t count)
{
    double *restrict low = figures->low;
    double *restrict high = figures->high;
    double *restrict inverse = figures->inverse;
    for (size_t i = 0; i < count; i++) {
        high[i] = isnan(low[i]) ? INFINITY : low[i];
        low[i] = isnan(low[i]) ? 0 : low[i];
        inverse[i] = NAN;
    }
}

void cir_country_figures(struct cir_figures *figures, const struct cir_facts *facts, const double *by_country)
{
    const struct cir_cell *cells = cir_facts_cell(facts, CIR_FIELD_COUNTRY, 0);
    unsigned char others[CIR_BATCH];
    size_t other_count = 0;
    for (size_t i = 0, count = facts->count; i < count; i++) {
        const struct cir_cell *cell = &cells[i];
        bool is_lone = (cell->state == CIR_CELL_KNOWN) & (cell->together | (cell->count == 1));
        figures->low[i] = by_country[is_lone ? cell->first : 0];
        others[other_count] = (unsigned char)i;
        other_count += is_lone ? 0 : 1;
    }
    finish_lone_figures(figures, facts->count);
    for (size_t k = 0; k < other_count; k++)
        cir_figures_set(figures, others[k], figure_of_choice(&cells[others[k]], by_country));
}
