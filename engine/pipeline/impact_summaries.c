#include "pipeline/impact_summaries.h"

#include "impact/summary.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

/* A summary that lives in its own arena. */
struct entry {
    struct cir_arena arena;
    struct cir_impact_summary summary;
};

/* A country that is a State of the network shares its models; any other is cut out of the rest of the world, which
 * takes a network of its own: all its sectors are summed up at once, and only the summaries stay. */
struct cir_impact_summaries {
    unsigned orders;
    struct cir_what_if *what_if; /* with the States of the network */
    struct cir_what_if *outside; /* made ready for one country after the other, by who holds the lock */
    pthread_mutex_t lock;
    _Atomic(struct entry *) entries[CIR_STATES_MAX][CIR_SECTOR_NONE];
    atomic_bool is_outside_done[CIR_STATES_MAX];
    atomic_bool has_failed;
};

static void entry_free(struct entry *entry)
{
    if (entry == NULL)
        return;
    cir_arena_free(&entry->arena);
    free(entry);
}

static struct cir_text code_of(const struct cir_what_if *what_if, unsigned country)
{
    return cir_text_of(cir_what_if_definitions(what_if)->countries[country].alpha2);
}

static struct cir_text sector_of(const struct cir_what_if *what_if, unsigned sector)
{
    return cir_text_of(cir_what_if_definitions(what_if)->sectors[sector].code);
}

/* NULL where the network does not have the sector, or memory is exhausted. */
static struct entry *summarise(struct cir_impact_summaries *summaries, const struct cir_what_if *what_if,
                               unsigned country, unsigned sector)
{
    uint32_t nodes[CIR_HITS_MAX];
    size_t count = 0;
    if (cir_what_if_nodes(nodes, &count, what_if, code_of(what_if, country), sector_of(what_if, sector), NULL) !=
        CIR_OK)
        return NULL;
    struct entry *entry = calloc(1, sizeof *entry);
    if (entry != NULL && cir_impact_summarise(&entry->summary, &entry->arena, cir_what_if_models(what_if), nodes, count,
                                              summaries->orders, NULL) == CIR_OK)
        return entry;
    entry_free(entry);
    atomic_store(&summaries->has_failed, true);
    return NULL;
}

/* Two threads may make the same one: it is the same, and the first stays. */
static struct entry *keep(struct cir_impact_summaries *summaries, unsigned country, unsigned sector,
                          struct entry *entry)
{
    struct entry *there = NULL;
    if (entry == NULL || atomic_compare_exchange_strong(&summaries->entries[country][sector], &there, entry))
        return entry;
    entry_free(entry);
    return there;
}

static void summarise_outside(struct cir_impact_summaries *summaries, unsigned country)
{
    const struct cir_text state = code_of(summaries->outside, country);
    const size_t sectors = cir_what_if_definitions(summaries->outside)->sector_count;
    pthread_mutex_lock(&summaries->lock);
    if (!atomic_load(&summaries->is_outside_done[country])) {
        enum cir_status status = cir_what_if_prepare(summaries->outside, &state, 1, NULL);
        for (unsigned i = 0; status == CIR_OK && i < sectors && i < CIR_SECTOR_NONE; i++)
            (void)keep(summaries, country, i, summarise(summaries, summaries->outside, country, i));
        if (status == CIR_NO_MEMORY)
            atomic_store(&summaries->has_failed, true);
        atomic_store(&summaries->is_outside_done[country], true);
    }
    pthread_mutex_unlock(&summaries->lock);
}

static const struct cir_impact_summary *find(void *context, unsigned country, unsigned sector)
{
    struct cir_impact_summaries *summaries = context;
    if (sector >= CIR_SECTOR_NONE)
        return NULL;
    struct entry *entry = atomic_load(&summaries->entries[country][sector]);
    if (entry != NULL || atomic_load(&summaries->is_outside_done[country]))
        return entry != NULL ? &entry->summary : NULL;
    if (cir_network_state_of_country(cir_what_if_network(summaries->what_if), country) == CIR_INDEX_NONE) {
        summarise_outside(summaries, country);
        entry = atomic_load(&summaries->entries[country][sector]);
    } else {
        entry = keep(summaries, country, sector, summarise(summaries, summaries->what_if, country, sector));
    }
    return entry != NULL ? &entry->summary : NULL;
}

enum cir_status cir_impact_summaries_new(struct cir_impact_summaries **summaries,
                                         const struct cir_what_if_options *options, struct cir_error *error)
{
    struct cir_impact_summaries *made = calloc(1, sizeof *made);
    *summaries = NULL;
    if (made == NULL)
        return cir_fail_memory(error);
    made->orders = options->orders;
    pthread_mutex_init(&made->lock, NULL);
    enum cir_status status = cir_what_if_new(&made->what_if, options, error);
    if (status == CIR_OK)
        status = cir_what_if_new(&made->outside, options, error);
    if (status == CIR_OK)
        status = cir_what_if_prepare(made->what_if, NULL, 0, error);
    if (status == CIR_OK)
        *summaries = made;
    else
        cir_impact_summaries_free(made);
    return status;
}

void cir_impact_summaries_free(struct cir_impact_summaries *summaries)
{
    if (summaries == NULL)
        return;
    for (size_t i = 0; i < CIR_STATES_MAX; i++)
        for (size_t k = 0; k < CIR_SECTOR_NONE; k++)
            entry_free(atomic_load(&summaries->entries[i][k]));
    cir_what_if_free(summaries->what_if);
    cir_what_if_free(summaries->outside);
    pthread_mutex_destroy(&summaries->lock);
    free(summaries);
}

const struct cir_network *cir_impact_summaries_network(const struct cir_impact_summaries *summaries)
{
    return cir_what_if_network(summaries->what_if);
}

struct cir_impact_source cir_impact_summaries_source(struct cir_impact_summaries *summaries)
{
    struct cir_impact_source source = {.context = summaries, .find = find, .reached_share = cir_impact_thresholds[0]};
    source.hours = cir_needs_times(cir_what_if_models(summaries->what_if)->needs, &source.hour_count);
    return source;
}

bool cir_impact_summaries_failed(const struct cir_impact_summaries *summaries)
{
    return atomic_load(&summaries->has_failed);
}
