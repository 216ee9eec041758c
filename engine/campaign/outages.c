/* An incident that leaves a choice may have hit any of its pairs: it adds to what each of them may have lost, and is
 * kept beside them, so that its own loss counts only once. */
#include "campaign/outages.h"

#include "model/quantity.h"

#include <math.h>

static bool leaves_choice(const struct cir_cell *country, const struct cir_cell *sector)
{
    bool is_one_state = country->together || country->count == 1;
    bool are_all_sectors = sector->together || (sector->options & (sector->options - 1)) == 0;
    return !is_one_state || !are_all_sectors;
}

/* NAN stays NAN. */
static void add_lost(struct cir_lost_hours *lost, const struct cir_row_shock *shock)
{
    double more = shock->share * shock->duration_h;
    lost->sum += more;
    lost->greatest = isnan(lost->sum) || more > lost->greatest ? more : lost->greatest;
}

/* The number under which the key stands, or `count` where it is new and was put there. @return false when memory is
 * exhausted */
static bool find(size_t *number, struct cir_index *index, struct cir_arena *arena, const void *key, size_t size,
                 size_t count)
{
    struct cir_text text = {key, size};
    uint32_t found = cir_index_find(index, text);
    *number = found != CIR_INDEX_NONE ? found : count;
    if (found != CIR_INDEX_NONE)
        return true;
    text.data = cir_arena_copy(arena, text);
    return text.data != NULL && cir_index_insert(index, arena, text, (uint32_t)count, NULL);
}

static bool find_pair(size_t *number, struct cir_outages *outages, struct cir_arena *arena, unsigned country,
                      unsigned sector)
{
    struct cir_joint_outage *joint = &outages->joint;
    const unsigned key[] = {country, sector};
    if (!find(number, &outages->pairs, arena, key, sizeof key, joint->pair_count))
        return false;
    if (*number < joint->pair_count)
        return true;
    struct cir_hit_pair *pairs =
        cir_arena_grow(arena, joint->pairs, joint->pair_count, &joint->pair_capacity, sizeof *pairs);
    if (pairs == NULL)
        return false;
    joint->pairs = pairs;
    pairs[joint->pair_count++] = (struct cir_hit_pair){.country = country, .sector = sector};
    return true;
}

static void may_hit(struct cir_hit_pair *pair, const struct cir_row_shock *shock)
{
    pair->share_high += shock->share_high;
    pair->duration_high_h += shock->duration_high_h;
    pair->lost_high_h += shock->share_high * shock->duration_high_h;
}

static void surely_hit(struct cir_hit_pair *pair, const struct cir_row_shock *shock)
{
    may_hit(pair, shock);
    pair->is_sure = true;
    pair->sure_lost_high_h += shock->share_high * shock->duration_high_h;
    add_lost(&pair->lost, shock);
}

static bool add_sectors(struct cir_outages *outages, struct cir_arena *arena, unsigned country, uint64_t sectors,
                        const struct cir_row_shock *shock)
{
    size_t number = 0;
    for (uint64_t rest = sectors; rest != 0; rest &= rest - 1) {
        if (!find_pair(&number, outages, arena, country, (unsigned)__builtin_ctzll(rest)))
            return false;
        surely_hit(&outages->joint.pairs[number], shock);
    }
    return true;
}

/* ---- choices ---- */

/* What a choice is known by. */
struct choice_key {
    uint64_t states[CIR_STATE_WORDS];
    uint64_t sectors;
    uint64_t together;
};

static struct choice_key key_of(const struct cir_cell *country, const struct cir_cell *sector)
{
    struct choice_key key = {.sectors = sector->options, .together = sector->together};
    struct cir_states states = {{0}};
    if (country->together || country->count == 1)
        cir_states_add(&states, country->first);
    else
        states = country->states;
    memcpy(key.states, states.bits, sizeof key.states);
    return key;
}

/* The pairs of one State behind those before it. */
static bool list_pairs(uint32_t *pairs, struct cir_outages *outages, struct cir_arena *arena, unsigned country,
                       uint64_t sectors)
{
    size_t number = 0;
    for (uint64_t rest = sectors; rest != 0; rest &= rest - 1) {
        if (!find_pair(&number, outages, arena, country, (unsigned)__builtin_ctzll(rest)))
            return false;
        *pairs++ = (uint32_t)number;
    }
    return true;
}

static bool make_choice(struct cir_hit_choice *choice, struct cir_outages *outages, struct cir_arena *arena,
                        const struct choice_key *key)
{
    struct cir_states states;
    memcpy(states.bits, key->states, sizeof states.bits);
    *choice = (struct cir_hit_choice){.state_count = cir_states_count(&states),
                                      .sector_count = (size_t)__builtin_popcountll(key->sectors),
                                      .together = key->together != 0};
    uint32_t *pairs = cir_arena_take(arena, choice->state_count * choice->sector_count, sizeof *pairs);
    choice->pairs = pairs;
    bool has_room = pairs != NULL;
    for (unsigned i = 0; i < CIR_STATES_MAX && has_room; i++)
        if (cir_states_has(&states, i)) {
            has_room = list_pairs(pairs, outages, arena, i, key->sectors);
            pairs += choice->sector_count;
        }
    return has_room;
}

static struct cir_hit_choice *find_choice(struct cir_outages *outages, struct cir_arena *arena,
                                          const struct choice_key *key)
{
    struct cir_joint_outage *joint = &outages->joint;
    size_t number = 0;
    if (!find(&number, &outages->choices, arena, key, sizeof *key, joint->choice_count))
        return NULL;
    if (number < joint->choice_count)
        return &joint->choices[number];
    struct cir_hit_choice *choices =
        cir_arena_grow(arena, joint->choices, joint->choice_count, &joint->choice_capacity, sizeof *choices);
    if (choices == NULL)
        return NULL;
    joint->choices = choices;
    if (!make_choice(&choices[number], outages, arena, key))
        return NULL;
    joint->choice_count++;
    joint->candidate_count += choices[number].state_count * choices[number].sector_count;
    return &choices[number];
}

static bool add_choice(struct cir_outages *outages, struct cir_arena *arena, const struct choice_key *key,
                       const struct cir_row_shock *shock)
{
    struct cir_hit_choice *choice = find_choice(outages, arena, key);
    if (choice == NULL)
        return false;
    choice->incidents++;
    choice->lost_high_h += shock->share_high * shock->duration_high_h;
    add_lost(&choice->lost, shock);
    for (size_t i = 0; i < choice->state_count * choice->sector_count; i++)
        may_hit(&outages->joint.pairs[choice->pairs[i]], shock);
    return true;
}

/* ---- the worst alone ---- */

static double sum(const double *parts)
{
    double all = 0;
    for (size_t i = 0; i < CIR_SUMMARY_PARTS; i++)
        all += parts[i];
    return all;
}

/* Ties are broken by what is told, so that the order of the incidents decides nothing. */
static bool does_more(const struct cir_row_impact *impact, const struct cir_joint_outage *joint)
{
    double low = sum(impact->low);
    if (!joint->has_top || impact->states_high != joint->states_high)
        return !joint->has_top || impact->states_high > joint->states_high;
    return low != joint->top_low ? low > joint->top_low : cir_text_compare(impact->top, joint->top) < 0;
}

static void take_worst(struct cir_joint_outage *joint, const struct cir_row_impact *impact)
{
    if (does_more(impact, joint)) {
        joint->has_top = true;
        joint->top = impact->top;
        joint->top_low = sum(impact->low);
    }
    joint->states_low = cir_greater(joint->states_low, impact->states_low);
    joint->states_high = cir_greater(joint->states_high, impact->states_high);
    for (size_t i = 0; i < CIR_SUMMARY_PARTS; i++)
        joint->low[i] = cir_greater(joint->low[i], impact->low[i]);
}

bool cir_outages_add(struct cir_outages *outages, struct cir_arena *arena, const struct cir_cell *country,
                     const struct cir_cell *sector, const struct cir_incident_impact *impact)
{
    if (!impact->has_meaning)
        return true;
    outages->joint.incidents[impact->alone.outcome]++;
    if (impact->alone.outcome != CIR_IMPACT_TOLD)
        return true;
    take_worst(&outages->joint, &impact->alone);
    if (!leaves_choice(country, sector))
        return add_sectors(outages, arena, country->first, sector->options, &impact->shock);
    const struct choice_key key = key_of(country, sector);
    return add_choice(outages, arena, &key, &impact->shock);
}
