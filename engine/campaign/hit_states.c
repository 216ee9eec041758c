#include "campaign/hit_states.h"

#include <math.h>
#include <string.h>

static bool is_open(const struct cir_cell *cell)
{
    return cell == NULL || cell->state == CIR_CELL_BLANK || cell->state == CIR_CELL_UNKNOWN;
}

static bool is_known(const struct cir_cell *cell)
{
    return cell != NULL && cell->state == CIR_CELL_KNOWN;
}

static bool is_choice(const struct cir_cell *cell)
{
    return is_known(cell) && !cell->together && cell->count > 1;
}

static void join(struct cir_states *all, const struct cir_states *more)
{
    for (int i = 0; i < CIR_STATE_WORDS; i++)
        all->bits[i] |= more->bits[i];
}

static void take_choice(struct cir_hit_states *states, const struct cir_cell *cell, bool is_country)
{
    const struct cir_state_choice choice = {cell->states, cell->count, cell->first};
    states->choice_count++;
    if (is_country && states->country_choice.count == 0)
        states->country_choice = choice;
    else if (states->other_choice.count == 0)
        states->other_choice = choice;
}

static void take_cell(struct cir_hit_states *states, const struct cir_cell *cell, bool is_country)
{
    if (is_choice(cell))
        take_choice(states, cell, is_country);
    else if (is_known(cell))
        join(&states->sure, &cell->states);
    states->is_unknown |= cell != NULL && cell->state == CIR_CELL_UNKNOWN;
    states->is_applicable |= cell == NULL || cell->state != CIR_CELL_NOT_APPLICABLE;
}

static void take_first(struct cir_hit_states *states, const struct cir_cell *country, const struct cir_cell *date)
{
    double low = is_known(date) ? date->number.low : INFINITY;
    double high = is_known(date) ? date->number.high : INFINITY;
    bool is_earlier =
        high < states->first_date_high || (high == states->first_date_high && low < states->first_date_low);
    if (!is_known(country) || is_choice(country) || country->count == 0 || (states->has_first && !is_earlier))
        return;
    states->has_first = true;
    states->first = country->first;
    states->first_date_low = low;
    states->first_date_high = high;
}

void cir_hit_states_add(struct cir_hit_states *states, const struct cir_cell *country, const struct cir_cell *others,
                        const struct cir_cell *date)
{
    take_cell(states, country, true);
    take_cell(states, others, false);
    take_first(states, country, date);
    states->open_country_count += is_open(country);
    states->are_others_open |= is_open(others);
}

static struct cir_cell cell_of(const struct cir_states *set, uint16_t first, bool together)
{
    struct cir_cell cell = {.state = CIR_CELL_KNOWN, .first = first, .count = (uint16_t)cir_states_count(set)};
    cell.together = together && cell.count > 1;
    cell.states = *set;
    return cell;
}

static struct cir_cell cell_of_choice(const struct cir_state_choice *choice)
{
    return cell_of(&choice->set, choice->first, false);
}

static uint16_t lowest(const struct cir_states *set)
{
    for (unsigned i = 0; i < CIR_STATES_MAX; i++)
        if (cir_states_has(set, i))
            return (uint16_t)i;
    return 0;
}

static struct cir_cell without(const struct cir_states *set, uint16_t state)
{
    struct cir_states rest = *set;
    rest.bits[state / 64] &= ~(UINT64_C(1) << state % 64);
    return cell_of(&rest, lowest(&rest), true);
}

/* The cells that leave it open which other States were hit. */
static struct cir_cell not_said(const struct cir_hit_states *states)
{
    bool is_blank = states->choice_count == 0 && !states->is_unknown;
    return (struct cir_cell){.state = is_blank ? CIR_CELL_BLANK : CIR_CELL_UNKNOWN};
}

static void with_first(const struct cir_hit_states *states, struct cir_cell *country, struct cir_cell *others)
{
    bool is_open = states->open_country_count > 0 || states->are_others_open || states->choice_count > 1;
    *country = cell_of(&states->sure, states->first, true);
    if (is_open) {
        *others = not_said(states);
    } else if (states->choice_count == 1) {
        *others = cell_of_choice(states->country_choice.count > 0 ? &states->country_choice : &states->other_choice);
    } else {
        *country = (struct cir_cell){.state = CIR_CELL_KNOWN, .first = states->first, .count = 1};
        cir_states_add(&country->states, states->first);
        *others = without(&states->sure, states->first);
    }
}

/* No incident surely tells the State that it hit first. */
static void without_first(const struct cir_hit_states *states, struct cir_cell *country, struct cir_cell *others)
{
    bool has_choice = states->country_choice.count > 0;
    unsigned further_choices = states->choice_count - (has_choice ? 1 : 0);
    unsigned unnamed = states->open_country_count + (has_choice ? 1 : 0);
    static const struct cir_states none = {{0}};
    *country = has_choice     ? cell_of_choice(&states->country_choice)
               : unnamed == 0 ? cell_of(&none, 0, false)
                              : not_said(states);
    if (unnamed > 1 || states->are_others_open || further_choices > 1)
        *others = not_said(states);
    else if (further_choices == 0)
        *others = cell_of(&states->sure, lowest(&states->sure), true);
    else if (cir_states_count(&states->sure) == 0)
        *others = cell_of_choice(&states->other_choice);
    else
        *others = (struct cir_cell){.state = CIR_CELL_UNKNOWN};
}

void cir_hit_states_cells(const struct cir_hit_states *states, struct cir_cell *country, struct cir_cell *others)
{
    if (states->has_first)
        with_first(states, country, others);
    else if (states->is_applicable)
        without_first(states, country, others);
    else
        *country = *others = (struct cir_cell){.state = CIR_CELL_NOT_APPLICABLE};
}

bool cir_hit_states_sure(const struct cir_hit_states *states, struct cir_cell *country, struct cir_cell *others)
{
    static const struct cir_states none = {{0}};
    *country = cell_of(&states->sure, states->has_first ? states->first : lowest(&states->sure), true);
    *others = cell_of(&none, 0, false);
    return states->open_country_count > 0 || states->choice_count > 0 || states->reaches_unnamed;
}

/* ---- sums ---- */

/* How many States of the set come before one. */
static size_t place_of(const struct cir_states *set, unsigned state)
{
    size_t place = (size_t)__builtin_popcountll(set->bits[state / 64] & ((UINT64_C(1) << state % 64) - 1));
    for (unsigned word = 0; word < state / 64; word++)
        place += (size_t)__builtin_popcountll(set->bits[word]);
    return place;
}

bool cir_state_sums_add(struct cir_state_sums *sums, struct cir_arena *arena, const struct cir_cell *country,
                        double value)
{
    if (!is_known(country) || is_choice(country) || country->count == 0) {
        sums->unplaced += value;
        return true;
    }
    size_t place = place_of(&sums->states, country->first);
    if (cir_states_has(&sums->states, country->first)) {
        sums->sums[place] += value;
        return true;
    }
    double *grown = cir_arena_grow(arena, sums->sums, sums->count, &sums->capacity, sizeof *grown);
    if (grown == NULL)
        return false;
    sums->sums = grown;
    memmove(&grown[place + 1], &grown[place], (sums->count - place) * sizeof *grown);
    grown[place] = value;
    cir_states_add(&sums->states, country->first);
    sums->count++;
    return true;
}

double cir_state_sums_largest(const struct cir_state_sums *sums)
{
    double largest = 0;
    for (size_t i = 0; i < sums->count; i++)
        largest = sums->sums[i] > largest ? sums->sums[i] : largest;
    return largest + sums->unplaced;
}
