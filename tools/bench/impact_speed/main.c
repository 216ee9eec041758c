/* How long the models take on a network: impact_speed NETWORK [ROUNDS]. Prints the least of the rounds, in seconds. */
#include "definitions/definitions.h"
#include "impact/all_cascades.h"
#include "impact/needs.h"
#include "impact/outage.h"
#include "network/network.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { ORDERS = 3, MOST_CASCADES = 2500 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static long peak_mib(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

static double least(double a, double b)
{
    return b < a ? b : a;
}

/* The node of the greatest output. */
static uint32_t largest(const struct cir_network *network)
{
    uint32_t node = 0;
    for (uint32_t i = 1; i < network->node_count; i++)
        if (network->nodes[i].output > network->nodes[node].output)
            node = i;
    return node;
}

/* One shock from a network that is loaded: blocks, both directions of money, needs. */
static enum cir_status one_shock(double *seconds, const struct cir_network *network, struct cir_error *error)
{
    const struct cir_hit hit = {largest(network), .1};
    struct cir_coupling *coupling = NULL;
    struct cir_needs *needs = NULL;
    double *lost = calloc(network->node_count * CIR_NEED_COLUMNS + 1, sizeof *lost);
    size_t clipped;
    double start = now();
    enum cir_status status = lost != NULL ? cir_coupling_new(&coupling, network, error) : cir_fail_memory(error);
    if (status == CIR_OK)
        status = cir_outage(lost, &clipped, coupling, CIR_UPSTREAM, &hit, 1, error);
    if (status == CIR_OK)
        status = cir_outage(lost, &clipped, coupling, CIR_DOWNSTREAM, &hit, 1, error);
    if (status == CIR_OK)
        status = cir_needs_new(&needs, network, error);
    if (status == CIR_OK)
        status = cir_needs_over_time(lost, needs, &hit, 1, ORDERS, error);
    *seconds = least(*seconds, now() - start);
    cir_needs_free(needs);
    cir_coupling_free(coupling);
    free(lost);
    return status;
}

static enum cir_status all_nodes(double *seconds, const struct cir_network *network, struct cir_error *error)
{
    double *cascades = malloc(network->node_count * network->node_count * sizeof *cascades);
    double start = now();
    enum cir_status status = cascades != NULL ? cir_all_cascades(cascades, network, error) : cir_fail_memory(error);
    *seconds = least(*seconds, now() - start);
    free(cascades);
    return status;
}

static enum cir_status measure(const struct cir_network *network, unsigned rounds, struct cir_error *error)
{
    double one = 1e9;
    double all = 1e9;
    enum cir_status status = CIR_OK;
    for (unsigned i = 0; i < rounds && status == CIR_OK; i++)
        status = one_shock(&one, network, error);
    long peak = peak_mib();
    bool asks_all = network->node_count <= MOST_CASCADES;
    for (unsigned i = 0; i < rounds && status == CIR_OK && asks_all; i++)
        status = all_nodes(&all, network, error);
    printf("nodes %zu, flows %zu: one shock %.4f s, peak %ld MiB", network->node_count, network->flow_count, one, peak);
    if (asks_all)
        printf("; cascades of all nodes %.4f s", all);
    putchar('\n');
    return status;
}

int main(int count, char **words)
{
    struct cir_definitions *definitions = NULL;
    struct cir_network *network = NULL;
    struct cir_error error = {0};
    if (count < 2) {
        fputs("usage: impact_speed NETWORK [ROUNDS]\n", stderr);
        return 2;
    }
    gsl_set_error_handler_off();
    double start = now();
    enum cir_status status = cir_definitions_load(&definitions, NULL, NULL, &error);
    if (status == CIR_OK)
        status = cir_network_load(&network, definitions, NULL, words[1], NULL, NULL, &error);
    printf("load %.3f s, ", now() - start);
    if (status == CIR_OK)
        status = measure(network, count > 2 ? (unsigned)strtoul(words[2], NULL, 10) : 5, &error);
    if (status != CIR_OK)
        fprintf(stderr, "impact_speed: %s:%zu: %s\n", error.file, error.line, error.message);
    cir_network_free(network);
    cir_definitions_free(definitions);
    return cir_status_exit_code(status);
}
