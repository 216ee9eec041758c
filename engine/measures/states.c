/* How far it reached: States, regions, and the word for both.
 *
 * The States hit are a set that is sure, one of `country` where it names candidates ("A|B"), and one of
 * `other_countries` likewise. Each choice adds one State or, when it falls into the set, none; the same holds of
 * their regions, so one count serves both. */
#include "measures/derived.h"

/* States, or the regions of States, of which one was hit. */
struct choice {
    struct cir_states set;
    bool may_add_nothing; /* a candidate has no region */
};

struct reached {
    struct choice sure; /* all of it, rather than one */
    struct choice choices[2];
    size_t choice_count;
    bool is_country_open;
    bool are_others_open;
    bool is_not_applicable;
};

static void take_cell(struct reached *reached, const struct cir_cell *cell)
{
    if (cell->state != CIR_CELL_KNOWN)
        return;
    if (!cell->together && cir_states_count(&cell->states) > 1) {
        reached->choices[reached->choice_count++].set = cell->states;
        return;
    }
    for (int i = 0; i < CIR_STATE_WORDS; i++)
        reached->sure.set.bits[i] |= cell->states.bits[i];
}

static bool is_open(const struct cir_cell *cell)
{
    return cell->state == CIR_CELL_BLANK || cell->state == CIR_CELL_UNKNOWN;
}

static void take_states(struct reached *reached, const struct cir_facts *facts)
{
    const struct cir_cell *country = &facts->cells[CIR_FIELD_COUNTRY];
    const struct cir_cell *others = &facts->cells[CIR_FIELD_OTHER_COUNTRIES];
    *reached = (struct reached){
        .is_country_open = is_open(country),
        .are_others_open = is_open(others),
        .is_not_applicable = country->state == CIR_CELL_NOT_APPLICABLE && others->state == CIR_CELL_NOT_APPLICABLE,
    };
    take_cell(reached, country);
    take_cell(reached, others);
}

/* The States give way to their regions. */
static void take_regions(struct choice *choice, const struct cir_facts *facts)
{
    struct choice regions = {0};
    for (int word = 0; word < CIR_STATE_WORDS; word++)
        for (uint64_t rest = choice->set.bits[word]; rest != 0; rest &= rest - 1) {
            unsigned region = facts->definitions->countries[word * 64 + __builtin_ctzll(rest)].region;
            if (region == CIR_INDEX_NONE)
                regions.may_add_nothing = true;
            else
                cir_states_add(&regions.set, region);
        }
    *choice = regions;
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

/* Fewest and most that the choices add to the sure ones. */
static void count_choices(const struct reached *reached, unsigned *least, unsigned *most)
{
    const struct choice *choices = reached->choices;
    struct cir_states fresh[2] = {0};
    for (size_t i = 0; i < reached->choice_count; i++) {
        fresh[i] = without(&choices[i].set, &reached->sure.set);
        *least += !choices[i].may_add_nothing && !overlap(&choices[i].set, &reached->sure.set) ? 1 : 0;
        *most += cir_states_count(&fresh[i]) > 0 ? 1 : 0;
    }
    /* Both choices may fall on the same State, or have to. */
    if (*least == 2 && overlap(&fresh[0], &fresh[1]))
        *least = 1;
    if (*most == 2 && cir_states_count(&fresh[0]) == 1 && cir_states_count(&fresh[1]) == 1 &&
        overlap(&fresh[0], &fresh[1]))
        *most = 1;
}

static struct cir_quantity count_reached(const struct reached *reached, unsigned least_of_all, unsigned most_of_all)
{
    if (reached->is_not_applicable)
        return cir_quantity_not_applicable();
    unsigned sure = cir_states_count(&reached->sure.set);
    unsigned least = 0;
    unsigned most = 0;
    if (reached->choice_count > 0)
        count_choices(reached, &least, &most);
    least += sure;
    most += sure + (reached->is_country_open ? 1 : 0);
    if (reached->are_others_open || most > most_of_all)
        most = most_of_all;
    if (reached->is_country_open && least < least_of_all)
        least = least_of_all;
    bool answered = !reached->is_country_open && !reached->are_others_open;
    if (least < most && !answered)
        return cir_quantity_unanswered(least, most);
    return cir_quantity_answered(least, (least + most) / 2.0, most);
}

/* |country + other_countries|; the point of a choice is the middle of its ends */
void cir_measure_states_reached(struct cir_quantity *quantity, const struct cir_facts *facts)
{
    struct reached reached;
    take_states(&reached, facts);
    cir_quantity_store(quantity, count_reached(&reached, 1, (unsigned)facts->definitions->country_count));
}

/* |M49 regions of country + other_countries| */
void cir_measure_regions_reached(struct cir_quantity *quantity, const struct cir_facts *facts)
{
    struct reached reached;
    take_states(&reached, facts);
    take_regions(&reached.sure, facts);
    for (size_t i = 0; i < reached.choice_count; i++)
        take_regions(&reached.choices[i], facts);
    cir_quantity_store(quantity, count_reached(&reached, 0, facts->plan->region_count));
}

enum { NO_ROW = -1 };

/* The farthest row whose two minima both hold. */
static int farthest_row(const struct cir_definitions *definitions, double states, double regions)
{
    int reach = NO_ROW;
    for (size_t i = 0; i < definitions->reach_count; i++) {
        const struct cir_reach_row *row = &definitions->reaches[i];
        if (states >= row->states_min && regions >= row->regions_min && (int)row->reach > reach)
            reach = (int)row->reach;
    }
    return reach;
}

/* Where no row holds, the reach is nearer than any row speaks of (or the nearest there is). */
static int nearest_row(const struct cir_definitions *definitions, int option_count)
{
    int reach = option_count;
    for (size_t i = 0; i < definitions->reach_count; i++)
        if ((int)definitions->reaches[i].reach < reach)
            reach = (int)definitions->reaches[i].reach;
    return reach > 0 ? reach : 1;
}

/* reach, or else the options that lie between what the fewest and what the most States tell */
void cir_measure_reach(struct cir_quantity *quantity, const struct cir_facts *facts)
{
    const struct cir_cell *given = &facts->cells[CIR_FIELD_REACH];
    struct cir_quantity states = facts->quantities[CIR_MEASURE_STATES_REACHED];
    struct cir_quantity regions = facts->quantities[CIR_MEASURE_REGIONS_REACHED];
    if (given->state == CIR_CELL_KNOWN) {
        cir_quantity_store(quantity, cir_quantity_options(CIR_ANSWERED, given->options, given->together));
        return;
    }
    if (given->state == CIR_CELL_NOT_APPLICABLE || states.answer == CIR_NOT_APPLICABLE) {
        cir_quantity_store(quantity, cir_quantity_not_applicable());
        return;
    }
    const struct cir_definitions *definitions = facts->definitions;
    int least = farthest_row(definitions, states.low, regions.low);
    int most = farthest_row(definitions, states.high, regions.high);
    int nearest = nearest_row(definitions, (int)facts->fields->list[CIR_FIELD_REACH].option_count);
    unsigned first = least == NO_ROW ? 0 : (unsigned)least;
    unsigned last = most == NO_ROW ? (unsigned)nearest - 1 : (unsigned)most;
    uint64_t options = 0;
    for (unsigned i = first; i <= last; i++)
        options |= UINT64_C(1) << i;
    bool answered = states.answer == CIR_ANSWERED && regions.answer == CIR_ANSWERED && least != NO_ROW;
    bool is_one = (options & (options - 1)) == 0;
    cir_quantity_store(quantity,
                       cir_quantity_options(answered || is_one ? CIR_ANSWERED : CIR_UNANSWERED, options, false));
}

void cir_country_figure(struct cir_figure *figure, const struct cir_facts *facts,
                        double (*figure_of)(const struct cir_country *country))
{
    const struct cir_cell *cell = &facts->cells[CIR_FIELD_COUNTRY];
    *figure = cir_figure_unanswered();
    if (cell->state == CIR_CELL_NOT_APPLICABLE)
        figure->answer = CIR_NOT_APPLICABLE;
    if (cell->state != CIR_CELL_KNOWN)
        return;
    unsigned count = 0;
    if (cell->together || cir_states_count(&cell->states) == 1) {
        cir_figure_add(figure, count, figure_of(&facts->definitions->countries[cell->first]));
        return;
    }
    for (int word = 0; word < CIR_STATE_WORDS; word++)
        for (uint64_t rest = cell->states.bits[word]; rest != 0; rest &= rest - 1)
            cir_figure_add(figure, count++,
                           figure_of(&facts->definitions->countries[word * 64 + __builtin_ctzll(rest)]));
}
