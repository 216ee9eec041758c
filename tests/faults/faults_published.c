#include "suite.h"

#include "faults.h"
#include "made_tables.h"

#include <stdio.h>
#include <unistd.h>

/* A network as others publish it: a file, and a folder of several. */
static const char file_text[] = "V1,DEU_D35,FRA_D35,ROW_D35,DEU_HFCE,OUT\n"
                                "DEU_D35,1.25,2.5,3,4,10.75\n"
                                "FRA_D35,2.385,0,1,6,9.385\n"
                                "ROW_D35,4,5,6,7,22\n";

static const char *const folder_names[] = {"Z.txt",         "Y.txt", "x.txt", "unit.txt", "file_parameters.json",
                                           "metadata.json", NULL};

static const char *const folder_texts[] = {
    "\t\tDEU\treg1\n\t\tpower\tpower\nDEU\tpower\t1.25\t2\nreg1\tpower\t3\t4.5\n",
    "\t\tDEU\n\t\tHouseholds\nDEU\tpower\t5\nreg1\tpower\t1\n",
    "region\tsector\tindout\nDEU\tpower\t8.25\nreg1\tpower\t8.5\n",
    "region\tsector\tunit\nDEU\tpower\tM.EUR\nreg1\tpower\tM.EUR\n",
    "{\"files\": {}}\n",
    "{\"description\": \"of 2009\", \"name\": \"small\"}\n",
    NULL,
};

/* Flows, and the nodes beside them. */
static const char *const sparse_names[] = {"f.csv", "nodes.csv", NULL};

static const char *const sparse_texts[] = {
    "row,col,musd\n0,0,1.25\n0,1,2\n1,0,3\n1,1,4.5\n",
    "index,iso3,sector,output,final_demand\n0,DEU,power,8.25,5\n1,FRA,power,8.5,1\n",
    NULL,
};

static enum cir_status load(void *context, struct cir_error *error)
{
    const char *path = context;
    struct cir_network *network = NULL;
    enum cir_status status = made_load(&network, path, CIR_NETWORK_ANY, error);
    CU_ASSERT_EQUAL(status == CIR_OK, network != NULL);
    CU_ASSERT(status != CIR_OK || (network->flow_count >= 4 && network->nodes[0].output > 8));
    cir_network_free(network);
    return status;
}

static void with_file(enum cir_fault_kind kind, unsigned runs_min)
{
    char path[CIR_TEMPORARY_SIZE];
    (void)made_definitions();
    cir_temporary_file(path, file_text, sizeof file_text - 1);
    CU_ASSERT(cir_fault_run(kind, load, path) >= runs_min);
    unlink(path);
}

static void with_folder(enum cir_fault_kind kind, unsigned runs_min)
{
    char path[CIR_TEMPORARY_SIZE];
    (void)made_definitions();
    made_folder(path, folder_names, folder_texts);
    CU_ASSERT(cir_fault_run(kind, load, path) >= runs_min);
    cir_temporary_remove(path);
}

static void with_sparse(enum cir_fault_kind kind, unsigned runs_min)
{
    char folder[CIR_TEMPORARY_SIZE];
    char path[CIR_TEMPORARY_SIZE + 8];
    (void)made_definitions();
    made_folder(folder, sparse_names, sparse_texts);
    snprintf(path, sizeof path, "%s/f.csv", folder);
    CU_ASSERT(cir_fault_run(kind, load, path) >= runs_min);
    cir_temporary_remove(folder);
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
