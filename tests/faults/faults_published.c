#include "suite.h"
#include "temporary.h"

#include "faults.h"
#include "network/network.h"

#include <stdio.h>
#include <unistd.h>

/* A network as others publish it: a file, and a folder of several. */
struct run {
    struct cir_definitions *definitions;
    char path[2 * CIR_TEMPORARY_SIZE];
};

static const char file_text[] = "V1,DEU_D35,FRA_D35,ROW_D35,DEU_HFCE,OUT\n"
                                "DEU_D35,1.25,2.5,3,4,10.75\n"
                                "FRA_D35,2.385,0,1,6,9.385\n"
                                "ROW_D35,4,5,6,7,22\n";

static const struct {
    const char *name;
    const char *text;
} folder_files[] = {
    {"Z.txt", "\t\tDEU\treg1\n\t\tpower\tpower\nDEU\tpower\t1.25\t2\nreg1\tpower\t3\t4.5\n"},
    {"Y.txt", "\t\tDEU\n\t\tHouseholds\nDEU\tpower\t5\nreg1\tpower\t1\n"},
    {"x.txt", "region\tsector\tindout\nDEU\tpower\t8.25\nreg1\tpower\t8.5\n"},
    {"unit.txt", "region\tsector\tunit\nDEU\tpower\tM.EUR\nreg1\tpower\tM.EUR\n"},
    {"file_parameters.json", "{\"files\": {}}\n"},
    {"metadata.json", "{\"description\": \"of 2009\", \"name\": \"small\"}\n"},
};

/* Flows, and the nodes beside them. */
static const char sparse_flows[] = "row,col,musd\n0,0,1.25\n0,1,2\n1,0,3\n1,1,4.5\n";
static const char sparse_nodes[] = "index,iso3,sector,output,final_demand\n0,DEU,power,8.25,5\n1,FRA,power,8.5,1\n";

enum { FOLDER_FILES = sizeof folder_files / sizeof folder_files[0] };

static enum cir_status load(void *context, struct cir_error *error)
{
    const struct run *run = context;
    struct cir_network *network = NULL;
    enum cir_status status = cir_network_load(&network, run->definitions, NULL, run->path, NULL, NULL, error);
    CU_ASSERT_EQUAL(status == CIR_OK, network != NULL);
    CU_ASSERT(network == NULL || (network->flow_count >= 4 && network->nodes[0].output > 8));
    cir_network_free(network);
    return status;
}

static void with_file(enum cir_fault_kind kind, unsigned runs_min)
{
    struct run run = {.definitions = NULL};
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&run.definitions, NULL, NULL, NULL), CIR_OK);
    cir_temporary_file(run.path, file_text, sizeof file_text - 1);
    CU_ASSERT(cir_fault_run(kind, load, &run) >= runs_min);
    unlink(run.path);
    cir_definitions_free(run.definitions);
}

static void on_each(const char *folder, void (*act)(const char *path, const char *text))
{
    for (size_t i = 0; i < FOLDER_FILES; i++) {
        char path[3 * CIR_TEMPORARY_SIZE];
        snprintf(path, sizeof path, "%s/%s", folder, folder_files[i].name);
        act(path, folder_files[i].text);
    }
}

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
}

static void remove_file(const char *path, const char *text)
{
    (void)text;
    unlink(path);
}

static void with_folder(enum cir_fault_kind kind, unsigned runs_min)
{
    struct run run = {.definitions = NULL};
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&run.definitions, NULL, NULL, NULL), CIR_OK);
    cir_temporary_folder(run.path);
    on_each(run.path, write_text);
    CU_ASSERT(cir_fault_run(kind, load, &run) >= runs_min);
    on_each(run.path, remove_file);
    rmdir(run.path);
    cir_definitions_free(run.definitions);
}

static void with_sparse(enum cir_fault_kind kind, unsigned runs_min)
{
    struct run run = {.definitions = NULL};
    char folder[CIR_TEMPORARY_SIZE];
    char nodes[2 * CIR_TEMPORARY_SIZE];
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&run.definitions, NULL, NULL, NULL), CIR_OK);
    cir_temporary_folder(folder);
    snprintf(run.path, sizeof run.path, "%s/f.csv", folder);
    snprintf(nodes, sizeof nodes, "%s/nodes.csv", folder);
    write_text(run.path, sparse_flows);
    write_text(nodes, sparse_nodes);
    CU_ASSERT(cir_fault_run(kind, load, &run) >= runs_min);
    unlink(run.path);
    unlink(nodes);
    rmdir(folder);
    cir_definitions_free(run.definitions);
}

static void test_published__survives_without_memory(void)
{
    with_file(CIR_FAULT_MEMORY, 10);
    with_folder(CIR_FAULT_MEMORY, 10);
    with_sparse(CIR_FAULT_MEMORY, 10);
}

static void test_published__says_that_a_file_cannot_be_read(void)
{
    with_file(CIR_FAULT_READ, 4);
    with_folder(CIR_FAULT_READ, 10);
    with_sparse(CIR_FAULT_READ, 6);
}

CIR_SUITE("faults of published networks", {"survives without memory", test_published__survives_without_memory},
          {"says that a file cannot be read", test_published__says_that_a_file_cannot_be_read})
