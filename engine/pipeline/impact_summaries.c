#include "pipeline/impact_summaries.h"

#include "base/sha256.h"
#include "impact/summary.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

/* Of the code of the models, made by CMake. */
extern const char cir_model_code_sha256[];

/* A country for which the network suffices shares its models; any other takes a network of its own, of which only the
 * summaries stay. */
struct cir_impact_summaries {
    const struct cir_definitions *definitions;
    struct cir_network *network;
    struct cir_what_if_options options;
    struct cir_states group; /* what counts as regional beside sub-regions */
    double hours[CIR_NEED_COLUMNS];
    size_t hour_count;
    struct cir_summary_cache cache;
    _Atomic(struct cir_state_summaries *) states[CIR_STATES_MAX]; /* by country; NULL: not made yet */
    struct cir_state_summaries none;                              /* stands for a State that could not be summed up */
    pthread_mutex_t ready_lock;                                   /* of these two: */
    struct cir_ready_network ready;
    bool has_ready;
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t is_ready;
    bool is_making[CIR_STATES_MAX];
    bool is_made[CIR_STATES_MAX]; /* rather than found in the cache */
    atomic_bool has_failed;
};

static void state_summaries_free(struct cir_state_summaries *state)
{
    cir_arena_free(&state->arena);
    free(state);
}

/* ---- making ---- */

/* Sectors of ours that the network has in a State, each as the nodes that it is. */
struct outages {
    unsigned sectors[CIR_SECTOR_NONE];
    struct cir_hit_nodes nodes[CIR_SECTOR_NONE];
    size_t count;
};

static void list_outages(struct outages *outages, const struct cir_ready_network *ready, struct cir_text state)
{
    const struct cir_definitions *definitions = ready->definitions;
    for (unsigned i = 0; i < definitions->sector_count; i++) {
        struct cir_hit_nodes *hit = &outages->nodes[outages->count];
        hit->count = 0; /* what makes nothing has no share that it could lose */
        if (cir_ready_network_nodes(hit->nodes, &hit->count, ready, state, cir_text_of(definitions->sectors[i].code),
                                    NULL) == CIR_OK &&
            cir_ready_network_output(ready, hit->nodes, hit->count) > 0)
            outages->sectors[outages->count++] = i;
    }
}

static enum cir_status summarise(struct cir_state_summaries *made, const struct cir_ready_network *ready,
                                 struct cir_text state, unsigned orders)
{
    struct outages *outages = calloc(1, sizeof *outages);
    struct cir_impact_summary *list = NULL;
    if (outages != NULL) {
        list_outages(outages, ready, state);
        list = cir_arena_take(&made->arena, outages->count, sizeof *list);
    }
    enum cir_status status = list != NULL ? cir_impact_summarise(list, &made->arena, &ready->models, outages->nodes,
                                                                 outages->count, orders, NULL)
                                          : CIR_NO_MEMORY;
    for (size_t i = 0; status == CIR_OK && i < outages->count; i++)
        made->by_sector[outages->sectors[i]] = &list[i];
    free(outages);
    return status;
}

/* The models of the network itself: made when they are first needed. What was kept is of a network from which they could
 * be made before. */
static enum cir_status make_ready(struct cir_impact_summaries *summaries, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    pthread_mutex_lock(&summaries->ready_lock);
    if (!summaries->has_ready) {
        status = cir_ready_network_make(&summaries->ready, summaries->network, summaries->definitions,
                                        &summaries->group, NULL, 0, error);
        summaries->has_ready = status == CIR_OK;
        if (status != CIR_OK)
            cir_ready_network_free(&summaries->ready);
    }
    pthread_mutex_unlock(&summaries->ready_lock);
    return status;
}

/* Of a State that has no place in the network there are none. */
static enum cir_status make_state(struct cir_state_summaries *made, struct cir_impact_summaries *summaries,
                                  unsigned country)
{
    const struct cir_text state = cir_text_of(summaries->definitions->countries[country].alpha2);
    enum cir_status ready_status = make_ready(summaries, NULL);
    if (ready_status != CIR_OK)
        return ready_status;
    if (cir_ready_network_suffices(&summaries->ready, state))
        return summarise(made, &summaries->ready, state, summaries->options.orders);
    struct cir_ready_network ready;
    enum cir_status status =
        cir_ready_network_make(&ready, summaries->network, summaries->definitions, &summaries->group, &state, 1, NULL);
    if (status == CIR_OK)
        status = summarise(made, &ready, state, summaries->options.orders);
    cir_ready_network_free(&ready);
    return status == CIR_BAD_SHOCK ? CIR_OK : status;
}

static enum cir_status find_or_make(struct cir_state_summaries *state, struct cir_impact_summaries *summaries,
                                    unsigned country)
{
    enum cir_status status = cir_summary_cache_find(state, &summaries->cache, country);
    if (status != CIR_END)
        return status;
    status = make_state(state, summaries, country);
    summaries->is_made[country] = status == CIR_OK;
    return status;
}

static struct cir_state_summaries *take_state(struct cir_impact_summaries *summaries, unsigned country)
{
    struct cir_state_summaries *state = calloc(1, sizeof *state);
    if (state != NULL && find_or_make(state, summaries, country) == CIR_OK)
        return state;
    if (state != NULL)
        state_summaries_free(state);
    atomic_store(&summaries->has_failed, true);
    return &summaries->none;
}

/* The first that asks makes them; who asks meanwhile for the same waits. */
static struct cir_state_summaries *make_or_wait(struct cir_impact_summaries *summaries, unsigned country)
{
    pthread_mutex_lock(&summaries->lock);
    while (summaries->is_making[country])
        pthread_cond_wait(&summaries->is_ready, &summaries->lock);
    struct cir_state_summaries *state = atomic_load(&summaries->states[country]);
    summaries->is_making[country] = state == NULL;
    pthread_mutex_unlock(&summaries->lock);
    if (state != NULL)
        return state;
    state = take_state(summaries, country);
    atomic_store(&summaries->states[country], state);
    pthread_mutex_lock(&summaries->lock);
    summaries->is_making[country] = false;
    pthread_cond_broadcast(&summaries->is_ready);
    pthread_mutex_unlock(&summaries->lock);
    return state;
}

static const struct cir_state_summaries *find_state(struct cir_impact_summaries *summaries, unsigned country)
{
    const struct cir_state_summaries *state = atomic_load(&summaries->states[country]);
    return state != NULL ? state : make_or_wait(summaries, country);
}

static const struct cir_impact_summary *find(void *context, unsigned country, unsigned sector)
{
    return sector < CIR_SECTOR_NONE ? find_state(context, country)->by_sector[sector] : NULL;
}

/* ---- the whole ---- */

static enum cir_status open_network(struct cir_impact_summaries *summaries, struct cir_error *error)
{
    const struct cir_what_if_options *options = &summaries->options;
    const struct cir_network_options network = {.layout = options->layout};
    enum cir_status status = cir_network_load(&summaries->network, summaries->definitions, options->definitions,
                                              options->network, &network, NULL, error);
    if (status == CIR_OK)
        status = cir_regions_read(&summaries->group, summaries->definitions, options->regional, error);
    if (status == CIR_OK)
        status = cir_needs_find_times(summaries->hours, &summaries->hour_count, summaries->network, error);
    return status;
}

/* All that summaries are made from; and a number as it lies in memory here. */
static enum cir_status open_cache(struct cir_impact_summaries *summaries, const struct cir_summary_place *place,
                                  struct cir_error *error)
{
    const double number = 2.385;
    struct cir_buffer text = {0};
    char key[CIR_SHA256_HEX_SIZE];
    cir_buffer_add_string(&text, cir_model_code_sha256);
    cir_buffer_add_string(&text, summaries->network->sha256);
    cir_buffer_add_string(&text, summaries->definitions->sha256);
    cir_buffer_add_format(&text, "%d %u", (int)summaries->options.layout, summaries->options.orders);
    cir_buffer_add(&text, (struct cir_text){(const char *)&summaries->group, sizeof summaries->group});
    cir_buffer_add(&text, (struct cir_text){(const char *)&number, sizeof number});
    enum cir_status status = text.failed ? cir_fail_memory(error) : CIR_OK;
    if (status == CIR_OK) {
        cir_sha256_text(cir_buffer_text(&text), key);
        status = cir_summary_cache_open(&summaries->cache, place, key, error);
    }
    cir_buffer_free(&text);
    return status;
}

enum cir_status cir_impact_summaries_new(struct cir_impact_summaries **summaries,
                                         const struct cir_definitions *definitions,
                                         const struct cir_what_if_options *options,
                                         const struct cir_summary_place *place, struct cir_error *error)
{
    struct cir_impact_summaries *made = calloc(1, sizeof *made);
    *summaries = NULL;
    if (made == NULL)
        return cir_fail_memory(error);
    made->definitions = definitions;
    made->options = *options;
    pthread_mutex_init(&made->ready_lock, NULL);
    pthread_mutex_init(&made->lock, NULL);
    pthread_cond_init(&made->is_ready, NULL);
    enum cir_status status = open_network(made, error);
    if (status == CIR_OK)
        status = open_cache(made, place, error);
    if (status == CIR_OK && !cir_summary_cache_has_any(&made->cache))
        status = make_ready(made, error);
    if (status == CIR_OK)
        *summaries = made;
    else
        cir_impact_summaries_free(made);
    return status;
}

enum cir_status cir_impact_summaries_keep(struct cir_impact_summaries *summaries, struct cir_error *error)
{
    const struct cir_state_summaries *made[CIR_STATES_MAX] = {NULL};
    for (size_t i = 0; i < CIR_STATES_MAX; i++)
        if (summaries->is_made[i])
            made[i] = atomic_load(&summaries->states[i]);
    return cir_summary_cache_save(&summaries->cache, made, error);
}

enum cir_status cir_impact_summaries_write(struct cir_impact_summaries *summaries, const char *path,
                                           struct cir_error *error)
{
    const struct cir_state_summaries *made[CIR_STATES_MAX] = {NULL};
    for (unsigned i = 0; i < summaries->definitions->country_count; i++)
        made[i] = find_state(summaries, i);
    if (cir_impact_summaries_failed(summaries))
        return cir_fail_memory(error);
    return cir_summary_cache_write(&summaries->cache, path, made, error);
}

void cir_impact_summaries_free(struct cir_impact_summaries *summaries)
{
    if (summaries == NULL)
        return;
    for (size_t i = 0; i < CIR_STATES_MAX; i++) {
        struct cir_state_summaries *state = atomic_load(&summaries->states[i]);
        if (state != NULL && state != &summaries->none)
            state_summaries_free(state);
    }
    cir_summary_cache_close(&summaries->cache);
    cir_ready_network_free(&summaries->ready);
    cir_network_free(summaries->network);
    pthread_cond_destroy(&summaries->is_ready);
    pthread_mutex_destroy(&summaries->lock);
    pthread_mutex_destroy(&summaries->ready_lock);
    free(summaries);
}

const struct cir_network *cir_impact_summaries_network(const struct cir_impact_summaries *summaries)
{
    return summaries->network;
}

const char *cir_impact_summaries_regional(const struct cir_impact_summaries *summaries)
{
    return summaries->options.regional;
}

struct cir_impact_source cir_impact_summaries_source(struct cir_impact_summaries *summaries)
{
    struct cir_impact_source source = {.context = summaries, .find = find, .reached_share = cir_impact_thresholds[0]};
    source.hours = summaries->hours;
    source.hour_count = summaries->hour_count;
    return source;
}

bool cir_impact_summaries_failed(const struct cir_impact_summaries *summaries)
{
    return atomic_load(&summaries->has_failed);
}
