#include "network/network.h"

#include "network/check.h"
#include "suite.h"
#include "toy_network.h"

#include <stdio.h>

static struct cir_definitions *built_in(void)
{
    struct cir_definitions *definitions = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&definitions, NULL, NULL, NULL), CIR_OK);
    return definitions;
}

static void test_network__of_2011_is_built_in(void)
{
    struct cir_definitions *definitions = built_in();
    struct cir_network *network = toy_network_open(NULL, definitions, "wiod2011");
    struct cir_network_check check;
    CU_ASSERT_EQUAL(cir_network_check(&check, network, NULL), CIR_OK);
    CU_ASSERT_EQUAL(network->node_count, 492);
    CU_ASSERT_EQUAL(network->state_count, 41);
    CU_ASSERT_EQUAL(network->sector_count, 12);
    CU_ASSERT_STRING_EQUAL(network->states[network->rest].code, "ROW");
    CU_ASSERT_EQUAL(network->year, 2011);
    CU_ASSERT_DOUBLE_EQUAL(check.output / 141767904, 1, 1e-3); /* that of the table it was made of */
    CU_ASSERT(check.unbalanced_share < 1e-6);
    CU_ASSERT(check.spectral_radius > 0.5 && check.spectral_radius < 0.7);
    CU_ASSERT(check.largest_column_sum < 1);
    cir_network_free(network);
    cir_definitions_free(definitions);
}

/* Needs that no table speaks of: they count as none, and `networks check` tells how many there are. */
static const struct {
    const char *input;
    const char *users;
} unrated[] = {
    {"health", "energy power water education finance transport telecom elections internet csirt "},
    {"energy", ""},
    {"power", ""},
    {"water", "power finance telecom elections internet csirt "},
    {"education", "health energy power water finance transport telecom internet csirt "},
    {"finance", "education telecom elections csirt "},
    {"transport", "internet csirt "},
    {"telecom", ""},
    {"elections", "health energy power water education finance transport telecom internet csirt rest "},
    {"internet", ""},
    {"csirt", "rest "},
    {"rest", ""},
};

static void test_network__of_2011_rates_all_needs_but_these(void)
{
    struct cir_definitions *definitions = built_in();
    struct cir_network *network = toy_network_open(NULL, definitions, "wiod2011");
    size_t count = network->sector_count;
    CU_ASSERT_EQUAL_FATAL(count, sizeof unrated / sizeof unrated[0]);
    for (size_t s = 0; s < count; s++) {
        char users[256] = "";
        for (size_t u = 0; u < count; u++)
            if (s != u && network->criticality[s * count + u].source == NULL)
                snprintf(users + strlen(users), sizeof users - strlen(users), "%s ", network->sectors[u].code);
        CU_ASSERT_STRING_EQUAL(network->sectors[s].code, unrated[s].input);
        CU_ASSERT_STRING_EQUAL(users, unrated[s].users);
        CU_ASSERT_PTR_NULL(network->criticality[s * count + s].source);
    }
    cir_network_free(network);
    cir_definitions_free(definitions);
}

static void test_network__is_found_by_path_as_by_name(void)
{
    static const char *const ends[] = {"", "/", "//"};
    struct overlay overlay;
    char path[CIR_TEMPORARY_SIZE + 64];
    toy_network_make(&overlay);
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    struct cir_network *named = toy_network_open(&overlay, definitions, "toy");
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        snprintf(path, sizeof path, "%s/datasets/networks/toy%s", overlay.folder, ends[i]);
        struct cir_network *found = toy_network_open(NULL, definitions, path);
        CU_ASSERT_STRING_EQUAL(found->name, "toy");
        CU_ASSERT_STRING_EQUAL(found->sha256, named->sha256);
        CU_ASSERT_EQUAL(found->flow_count, named->flow_count);
        cir_network_free(found);
    }
    cir_network_free(named);
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

/* A folder of one's own may tell its sources in words, but has to tell them. */
static void test_network__by_path_has_sources_in_words(void)
{
    struct overlay overlay;
    struct cir_error error = {0};
    struct cir_network *network;
    char path[CIR_TEMPORARY_SIZE + 64];
    toy_network_make(&overlay);
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    snprintf(path, sizeof path, "%s/datasets/networks/toy", overlay.folder);
    overlay_edit(&overlay, TOY "links.csv", 2, "FRA,DEU,grid,2250,0.125,a letter of 2020");
    network = toy_network_open(NULL, definitions, path);
    CU_ASSERT_STRING_EQUAL(network->links[0].source, "a letter of 2020");
    cir_network_free(network);
    overlay_edit(&overlay, TOY "links.csv", 2, "FRA,DEU,grid,2250,0.125,");
    CU_ASSERT_EQUAL(cir_network_load(&network, definitions, NULL, path, NULL, NULL, &error), CIR_BAD_TABLE);
    CU_ASSERT_STRING_EQUAL(error.message, "source: is empty; expected a text");
    CU_ASSERT_EQUAL(error.line, 2);
    CU_ASSERT_EQUAL(error.column, 6);
    CU_ASSERT_PTR_NULL(network);
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

static void test_network__that_is_not_there_is_told(void)
{
    static const struct {
        const char *overlay;
        const char *name;
        enum cir_status status;
        const char *message;
    } rows[] = {
        {NULL, "wiod2012", CIR_BAD_USE, "there is no network 'wiod2012'; 'cirisk networks list' shows them all"},
        {NULL, "", CIR_BAD_USE, "there is no network ''; 'cirisk networks list' shows them all"},
        {NULL, "wiod", CIR_BAD_USE, "there is no network 'wiod'; 'cirisk networks list' shows them all"},
        {NULL, "/no/such/folder", CIR_NO_FILE, "No such file or directory"},
        {NULL, "/dev/null", CIR_BAD_NETWORK, "the file is in no layout that is known"},
        {NULL, "/dev/", CIR_BAD_NETWORK, "the folder is in no layout that is known"},
        {"/no/such/folder", "wiod2011", CIR_NO_FILE, "No such file or directory"},
    };
    struct cir_definitions *definitions = built_in();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct cir_error error = {0};
        struct cir_network *network;
        CU_ASSERT_EQUAL(cir_network_load(&network, definitions, rows[i].overlay, rows[i].name, NULL, NULL, &error),
                        rows[i].status);
        if (strstr(error.message, rows[i].message) == NULL) {
            printf("%s: %s\n", rows[i].name, error.message);
            CU_FAIL("another message");
        }
        CU_ASSERT_PTR_NULL(network);
    }
    cir_definitions_free(definitions);
}

/* What names a network in summaries changes with any of its tables, and with nothing else. */
static void test_network__is_told_apart_by_its_bytes(void)
{
    static const char *const files[] = {"network.csv", "sectors.csv",     "nodes.csv",
                                        "flows.csv",   "criticality.csv", "links.csv"};
    struct overlay overlay;
    toy_network_make(&overlay);
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    struct cir_network *before = toy_network_open(&overlay, definitions, "toy");
    overlay_write(&overlay, TOY "notes.csv", "anything");
    struct cir_network *same = toy_network_open(&overlay, definitions, "toy");
    CU_ASSERT_STRING_EQUAL(same->sha256, before->sha256);
    cir_network_free(same);
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        static const char *const lines[] = {"title,Another,own",    "other,Others,,,own",   "FRA:mains,1,1",
                                            "DEU:mains,FRA:grid,0", "grid,mains,0.5,,,own", "FRA,ATA,grid,,1,own"};
        static const size_t places[] = {3, 4, 9, 18, 4, 4};
        char path[64];
        snprintf(path, sizeof path, TOY "%s", files[i]);
        overlay_edit(&overlay, path, places[i], lines[i]);
        struct cir_network *after = toy_network_open(&overlay, definitions, "toy");
        CU_ASSERT_STRING_NOT_EQUAL(after->sha256, before->sha256);
        cir_network_free(before);
        before = after;
    }
    cir_network_free(before);
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

CIR_SUITE("network", {"of 2011 is built in", test_network__of_2011_is_built_in},
          {"of 2011 rates all needs but these", test_network__of_2011_rates_all_needs_but_these},
          {"is found by path as by name", test_network__is_found_by_path_as_by_name},
          {"by path has sources in words", test_network__by_path_has_sources_in_words},
          {"that is not there is told", test_network__that_is_not_there_is_told},
          {"is told apart by its bytes", test_network__is_told_apart_by_its_bytes})
