/* The networks that ship make sense: the lint finds no fault in them, and each is what its maker in tools/networks makes
 * of the sources, where these are at hand. */
#include "definitions/definitions.h"
#include "network/network.h"
#include "suite.h"
#include "temporary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define DATA       CIR_SOURCE_DIR "/../shared/data/dependency"
#define WIOD       DATA "/wiod2013"
#define RATINGS    DATA "/ihs_criticality_pyIEEM"
#define CAPACITIES DATA "/gtd_electricity/gtd_national_existing.csv"
#define MAKER      CIR_SOURCE_DIR "/tools/networks/wiod2011.py"
#define SHIPPED    CIR_SOURCE_DIR "/datasets/networks/wiod2011"
#define PAGE       CIR_SOURCE_DIR "/docs/networks.md"

enum { COMMAND_SIZE = 4096 };

static void print(void *context, const struct cir_error *finding)
{
    (*(unsigned *)context)++;
    printf("%s:%zu:%zu: %s\n", finding->file, finding->line, finding->column, finding->message);
}

static void test_networks__wiod2011_has_no_fault(void)
{
    unsigned count = 0;
    const struct cir_findings findings = {print, &count};
    struct cir_definitions *definitions = NULL;
    struct cir_network *network = NULL;
    struct cir_error error;
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&definitions, NULL, NULL, &error), CIR_OK);
    CU_ASSERT_EQUAL(cir_network_load(&network, definitions, NULL, "wiod2011", NULL, &findings, &error), CIR_OK);
    CU_ASSERT_EQUAL(count, 0);
    if (network != NULL) {
        CU_ASSERT_EQUAL(network->state_count, 41);
        CU_ASSERT_EQUAL(network->sector_count, definitions->sector_count + 1);
        CU_ASSERT_EQUAL(network->node_count, network->state_count * network->sector_count);
        CU_ASSERT_NOT_EQUAL(network->rest, CIR_INDEX_NONE);
        CU_ASSERT_EQUAL(network->year, 2011);
    }
    cir_network_free(network);
    cir_definitions_free(definitions);
}

/* @return what the shell says; a command that is none fails as any */
static int run(const char *command)
{
    int status = system(command); /* NOLINT(cert-env33-c): the commands are ours */
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool is_made_here(void)
{
    const char *missing = NULL;
    if (access(WIOD, R_OK) != 0 || access(RATINGS, R_OK) != 0 || access(CAPACITIES, R_OK) != 0)
        missing = "the sources of the network wiod2011 are absent";
    else if (run("python3 -c '' > /dev/null 2>&1") != 0)
        missing = "python3 is absent";
    if (missing != NULL)
        cir_skip(missing);
    return missing == NULL;
}

/* The maker looks up what it needs in a copy of the tables, as it adds its sources to them where they are missing. */
static int make(const char *folder)
{
    char command[COMMAND_SIZE];
    snprintf(command, sizeof command,
             "cp -R '" CIR_SOURCE_DIR "/sectors' '" CIR_SOURCE_DIR "/datasets' '%s' && "
             "PYTHONDONTWRITEBYTECODE=1 python3 '" MAKER "' '" WIOD "' '" RATINGS "' '" CAPACITIES
             "' '%s' '%s/made' > '%s/report'",
             folder, folder, folder, folder);
    return run(command);
}

/* Each line of the report that tells of the network as a whole stands in the page on it. */
static void check_page(const char *folder)
{
    static const char *const told[] = {"nodes ", "flows in all: "};
    char command[COMMAND_SIZE];
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        snprintf(command, sizeof command,
                 "line=$(grep '^%s' '%s/report') && grep -qxF \"    $line\" '" PAGE "' || "
                 "{ echo \"not in docs/networks.md: $line\"; exit 1; }",
                 told[i], folder);
        CU_ASSERT_EQUAL(run(command), 0);
    }
}

static void test_networks__wiod2011_is_what_its_maker_makes(void)
{
    char folder[CIR_TEMPORARY_SIZE];
    char command[COMMAND_SIZE];
    if (!is_made_here())
        return;
    cir_temporary_folder(folder);
    CU_ASSERT_EQUAL(make(folder), 0);
    snprintf(command, sizeof command,
             "diff -r '%s/made' '" SHIPPED "' | cut -c 1-200; diff -rq '%s/made' '" SHIPPED "'", folder, folder);
    CU_ASSERT_EQUAL(run(command), 0);
    snprintf(command, sizeof command, "diff '%s/datasets/sources.csv' '" CIR_SOURCE_DIR "/datasets/sources.csv'",
             folder);
    CU_ASSERT_EQUAL(run(command), 0);
    check_page(folder);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    CU_ASSERT_EQUAL(run(command), 0);
}

CIR_SUITE("networks", {"wiod2011 has no fault", test_networks__wiod2011_has_no_fault},
          {"wiod2011 is what its maker makes", test_networks__wiod2011_is_what_its_maker_makes})
