/* A table as large as those of the OECD, within the memory that is promised. */
#include "made_tables.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

enum { STATES = 77, SECTORS = 45, NODES = STATES * SECTORS, MEMORY_MIB = 400 };

static const double output = 20000.385;

static double flow_of(size_t row, size_t column)
{
    return (double)((row * 7919 + column * 104729) % 5000) / 1000;
}

static void add_name(FILE *file, size_t node)
{
    fprintf(file, "%s_%02zu", made_definitions()->countries[node / SECTORS].alpha3, node % SECTORS + 1);
}

static void add_row(FILE *file, size_t row)
{
    double sum = 0;
    add_name(file, row);
    for (size_t i = 0; i < NODES; i++) {
        fprintf(file, ",%.3f", flow_of(row, i));
        sum += flow_of(row, i);
    }
    fprintf(file, ",%.3f,%.3f\n", output - sum, output);
}

static void make_file(char path[CIR_TEMPORARY_SIZE])
{
    cir_temporary_file(path, "", 0);
    FILE *file = fopen(path, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("V1", file);
    for (size_t i = 0; i < NODES; i++) {
        fputc(',', file);
        add_name(file, i);
    }
    fputs(",AFG_HFCE,OUT\n", file);
    for (size_t i = 0; i < NODES; i++)
        add_row(file, i);
    CU_ASSERT_EQUAL(fclose(file), 0);
}

static void test_published_large__is_read_within_its_memory(void)
{
    char path[CIR_TEMPORARY_SIZE];
    struct cir_network *network;
    struct cir_error error;
    struct rusage used;
    make_file(path);
    CU_ASSERT_EQUAL_FATAL(made_load(&network, path, CIR_NETWORK_ANY, &error), CIR_OK);
    CU_ASSERT_EQUAL(network->node_count, NODES);
    CU_ASSERT_EQUAL(network->state_count, STATES);
    CU_ASSERT_TRUE(network->flow_count > (size_t)NODES * NODES / 2);
    CU_ASSERT_DOUBLE_EQUAL(network->nodes[NODES - 1].output, output, 0);
    CU_ASSERT_EQUAL(getrusage(RUSAGE_SELF, &used), 0);
    printf("%zu flows, %ld KiB\n", network->flow_count, used.ru_maxrss);
#if !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__
    CU_ASSERT_TRUE(used.ru_maxrss < MEMORY_MIB * 1024L);
#endif
    cir_network_free(network);
    CU_ASSERT_EQUAL(unlink(path), 0);
}

CIR_SUITE("published_large", {"is read within its memory", test_published_large__is_read_within_its_memory})
