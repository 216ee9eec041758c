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

/* The regions that have a member in the set. */
static inline unsigned count_regions(const struct cir_states *states, const struct cir_measure_plan *plan)
{
    unsigned count = 0;
    for (size_t region = 0; region < plan->region_count; region++) {
        uint64_t common = 0;
        for (int word = 0; word < CIR_STATE_WORDS; word++)
            common |= states->bits[word] & plan->regions[region].bits[word];
        count += common != 0;
    }
    return count;
}

/* Sets are taken whole, without a look at how many are in them: a loop over members would be mispredicted at most
 * rows. */
CIR_WIDE void cir_reached_make(struct cir_reached *reached, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++) {
        const struct cir_cell *country = cir_facts_cell(facts, CIR_FIELD_COUNTRY, i);
        const struct cir_cell *others = cir_facts_cell(facts, CIR_FIELD_OTHER_COUNTRIES, i);
        const uint64_t of_country = country->state == CIR_CELL_KNOWN ? UINT64_MAX : 0;
        const uint64_t of_others = others->state == CIR_CELL_KNOWN ? UINT64_MAX : 0;
        struct cir_states sure;
        unsigned count = 0;
        for (int word = 0; word < CIR_STATE_WORDS; word++) {
            sure.bits[word] = (country->states.bits[word] & of_country) | (others->states.bits[word] & of_others);
            count += (unsigned)__builtin_popcountll(sure.bits[word]);
        }
        reached[i] =
            (struct cir_reached){count, count_regions(&sure, facts->plan), is_choice(country) || is_choice(others)};
    }
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
static bool regions_of(struct cir_states *regions, const struct cir_states *states, const struct cir_measure_plan *plan)
{
    struct cir_states rest = *states;
    uint64_t left = 0;
    *regions = (struct cir_states){{0}};
    for (unsigned region = 0; region < plan->region_count; region++)
        for (int word = 0; word < CIR_STATE_WORDS; word++) {
            if ((states->bits[word] & plan->regions[region].bits[word]) != 0)
                cir_states_add(regions, region);
            rest.bits[word] &= ~plan->regions[region].bits[word];
        }
    for (int word = 0; word < CIR_STATE_WORDS; word++)
        left |= rest.bits[word];
    return left == 0;
}

static struct chosen chosen_regions(const struct cir_facts *facts, size_t i)
{
    struct chosen states = chosen_states(facts, i);
    struct chosen regions = {.choice_count = states.choice_count};
    (void)regions_of(&regions.sure, &states.sure, facts->plan);
    for (size_t k = 0; k < states.choice_count; k++)
        regions.choices[k].may_add_nothing = !regions_of(&regions.choices[k].set, &states.choices[k].set, facts->plan);
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

static struct cir_quantity reached_quantity(const struct cir_facts *facts, size_t i, struct count count,
                                            unsigned least_of_all, unsigned most_of_all)
{
    const struct cir_cell *country = cir_facts_cell(facts, CIR_FIELD_COUNTRY, i);
    const struct cir_cell *others = cir_facts_cell(facts, CIR_FIELD_OTHER_COUNTRIES, i);
    bool is_country_open = is_open(country);
    bool are_others_open = is_open(others);
    if (country->state == CIR_CELL_NOT_APPLICABLE && others->state == CIR_CELL_NOT_APPLICABLE)
        return cir_quantity_not_applicable();
    count.most += is_country_open ? 1 : 0;
    if (are_others_open || count.most > most_of_all)
        count.most = most_of_all;
    if (is_country_open && count.least < least_of_all)
        count.least = least_of_all;
    if (count.least < count.most && (is_country_open || are_others_open))
        return cir_quantity_unanswered(count.least, count.most);
    return cir_quantity_answered(count.least, (count.least + count.most) / 2.0, count.most);
}

/* |country + other_countries|; the point of a choice is the middle of its ends */
static struct cir_quantity states_reached(const struct cir_facts *facts, size_t i)
{
    struct count count = {facts->reached[i].states, facts->reached[i].states};
    if (facts->reached[i].has_choices) {
        struct chosen chosen = chosen_states(facts, i);
        count = count_chosen(&chosen);
    }
    return reached_quantity(facts, i, count, 1, (unsigned)facts->definitions->country_count);
}

void cir_measure_states_reached(struct cir_quantity *quantities, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        cir_quantity_store(&quantities[i], states_reached(facts, i));
}

/* |M49 regions of country + other_countries| */
static struct cir_quantity regions_reached(const struct cir_facts *facts, size_t i)
{
    struct count count = {facts->reached[i].regions, facts->reached[i].regions};
    if (facts->reached[i].has_choices) {
        struct chosen chosen = chosen_regions(facts, i);
        count = count_chosen(&chosen);
    }
    return reached_quantity(facts, i, count, 0, facts->plan->region_count);
}

void cir_measure_regions_reached(struct cir_quantity *quantities, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        cir_quantity_store(&quantities[i], regions_reached(facts, i));
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
    for (int word = 0; word < CIR_STATE_WORDS; word++) {
        within |= cell->states.bits[word] & set->bits[word];
        beside |= cell->states.bits[word] & ~set->bits[word];
    }
    return (struct hit){within != 0 && (beside == 0 || !is_choice(cell)), within != 0};
}

static struct cir_quantity states_hit(const struct cir_facts *facts, size_t i, const struct cir_states *set)
{
    const struct cir_cell *country = cir_facts_cell(facts, CIR_FIELD_COUNTRY, i);
    const struct cir_cell *others = cir_facts_cell(facts, CIR_FIELD_OTHER_COUNTRIES, i);
    struct hit first = hit_by(country, set);
    struct hit other = hit_by(others, set);
    bool surely = first.surely || other.surely;
    bool is_told = surely || !(is_open(country) || is_open(others));
    if (country->state == CIR_CELL_NOT_APPLICABLE && others->state == CIR_CELL_NOT_APPLICABLE)
        return cir_quantity_not_applicable();
    return cir_quantity_yes_no(is_told ? CIR_ANSWERED : CIR_UNANSWERED, !surely, first.perhaps || other.perhaps);
}

void cir_measure_states_hit(struct cir_quantity *quantities, const struct cir_facts *facts, unsigned state_set)
{
    const struct cir_states *set = &facts->fields->state_sets[state_set].states;
    for (size_t i = 0; i < facts->count; i++)
        cir_quantity_store(&quantities[i], states_hit(facts, i, set));
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

unsigned cir_nearest_reach(const struct cir_definitions *definitions, const struct cir_fields *fields)
{
    unsigned reach = (unsigned)fields->list[CIR_FIELD_REACH].option_count;
    for (size_t i = 0; i < definitions->reach_count; i++)
        if (definitions->reaches[i].reach < reach)
            reach = definitions->reaches[i].reach;
    return reach > 0 ? reach - 1 : 0;
}

/* reach, or else the options that lie between what the fewest and what the most States tell */
static struct cir_quantity reach(const struct cir_facts *facts, size_t i)
{
    const struct cir_cell *given = cir_facts_cell(facts, CIR_FIELD_REACH, i);
    const struct cir_quantity *states = cir_facts_measure(facts, CIR_MEASURE_STATES_REACHED, i);
    const struct cir_quantity *regions = cir_facts_measure(facts, CIR_MEASURE_REGIONS_REACHED, i);
    if (given->state == CIR_CELL_KNOWN)
        return cir_quantity_options(CIR_ANSWERED, given->options, given->together);
    if (given->state == CIR_CELL_NOT_APPLICABLE || states->answer == CIR_NOT_APPLICABLE)
        return cir_quantity_not_applicable();
    const struct cir_definitions *definitions = facts->definitions;
    bool is_exact = states->low == states->high && regions->low == regions->high;
    int least = farthest_row(definitions, states->low, regions->low);
    int most = is_exact ? least : farthest_row(definitions, states->high, regions->high);
    unsigned first = least == NO_ROW ? 0 : (unsigned)least;
    unsigned last = most == NO_ROW ? facts->plan->nearest_reach : (unsigned)most;
    uint64_t options = 0;
    for (unsigned option = first; option <= last; option++)
        options |= UINT64_C(1) << option;
    bool answered = states->answer == CIR_ANSWERED && regions->answer == CIR_ANSWERED && least != NO_ROW;
    bool is_one = (options & (options - 1)) == 0;
    return cir_quantity_options(answered || is_one ? CIR_ANSWERED : CIR_UNANSWERED, options, false);
}

void cir_measure_reach(struct cir_quantity *quantities, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        cir_quantity_store(&quantities[i], reach(facts, i));
}

struct cir_figure cir_country_figure(const struct cir_facts *facts, size_t i, const double *figures)
{
    const struct cir_cell *cell = cir_facts_cell(facts, CIR_FIELD_COUNTRY, i);
    if (cell->state == CIR_CELL_KNOWN && (cell->together || cell->count == 1))
        return cir_figure_of(figures[cell->first]);
    struct cir_figure figure = cir_figure_unanswered();
    if (cell->state == CIR_CELL_NOT_APPLICABLE)
        figure.answer = CIR_NOT_APPLICABLE;
    if (cell->state != CIR_CELL_KNOWN)
        return figure;
    unsigned count = 0;
    for (int word = 0; word < CIR_STATE_WORDS; word++)
        for (uint64_t rest = cell->states.bits[word]; rest != 0; rest &= rest - 1)
            cir_figure_add(&figure, count++, figures[word * 64 + __builtin_ctzll(rest)]);
    return figure;
}
