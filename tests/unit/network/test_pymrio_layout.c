/* What a folder that pymrio saved is read as. The small system that comes with pymrio has a broken final demand, which
 * pymrio itself does not notice. */
#include "base/file.h"
#include "network/check.h"
#include "network/published_layouts.h"

#include "made_tables.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define DATA CIR_SOURCE_DIR "/../shared/data/dependency/pymrio_testmrio/"

static const char flows[] = "\t\t\tAT\tWF\n"
                            "\t\t\tElectricity\tElectricity\n"
                            "AT\tElectricity\tM.EUR\t1.25\t2\n"
                            "WF\tElectricity\tM.EUR\t3\t4.5\n";
static const char final_demand[] = "region\t\tAT\tWF\n"
                                   "category\t\tHouseholds\tHouseholds\n"
                                   "region\tsector\t\t\n"
                                   "AT\tElectricity\t5\t0.385\n"
                                   "WF\tElectricity\t1\t0\n";
static const char output[] = "region\tsector\tindout\nWF\tElectricity\t8.5\nAT\tElectricity\t8.635\n";
static const char parameters[] = "{\"files\": {\"Z\": {\"name\": \"flows.txt\"}, \"Y\": {\"name\": \"Y.txt\"}},\n"
                                 " \"systemtype\": \"IOSystem\"}\n";
static const char metadata[] = "{\"description\": \"EXIOBASE 3 for 2009\", \"name\": \"exio\"}\n";
static const char unit[] = "region\tsector\tunit\nAT\tElectricity\tM.EUR\nWF\tElectricity\tM.EUR\n";

static void test_pymrio_layout__is_read_with_names_of_its_own(void)
{
    static const char *const names[] = {"flows.txt",     "Y.txt",    "x.txt", "file_parameters.json",
                                        "metadata.json", "unit.txt", NULL};
    const char *const texts[] = {flows, final_demand, output, parameters, metadata, unit};
    char path[CIR_TEMPORARY_SIZE];
    struct cir_network *network;
    struct cir_error error;
    made_folder(path, names, texts);
    CU_ASSERT_EQUAL_FATAL(made_load(&network, path, CIR_NETWORK_ANY, &error), CIR_OK);
    CU_ASSERT_STRING_EQUAL(network->title, "EXIOBASE 3 for 2009");
    CU_ASSERT_EQUAL(network->year, 2009);
    CU_ASSERT_STRING_EQUAL(network->unit, "M.EUR");
    CU_ASSERT_STRING_EQUAL(network->states[0].code, "AUT");
    /* The rest of Africa, and not Wallis and Futuna. */
    CU_ASSERT_STRING_EQUAL(network->states[1].code, "WF");
    CU_ASSERT_EQUAL(network->states[1].country, CIR_INDEX_NONE);
    CU_ASSERT_EQUAL(network->nodes[0].output, 8.635);
    CU_ASSERT_EQUAL(network->nodes[0].final_demand, 5.385);
    CU_ASSERT_EQUAL(network->flow_count, 4);
    cir_network_free(network);
    cir_temporary_remove(path);
}

static uint32_t sector_of(const struct cir_network *network, const char *code)
{
    uint32_t number = cir_index_find(&network->sector_index, cir_text_of(code));
    CU_ASSERT_NOT_EQUAL_FATAL(number, CIR_INDEX_NONE);
    return network->sectors[number].sector;
}

/* Names of industries as EXIOBASE 3 has them; none is one of ours for its first letter. */
static void test_pymrio_layout__knows_the_industries_of_exiobase(void)
{
    static const char *const names[] = {"Z.txt", "Y.txt", "x.txt", NULL};
    static const char *const texts[] = {
        "\t\tAT\tAT\tAT\tAT\n"
        "\t\tProduction of electricity by gas\tQuarrying of stone\tHotels and restaurants (55)\tEducation (80)\n"
        "AT\tProduction of electricity by gas\t0\t1\t2\t3\n"
        "AT\tQuarrying of stone\t0\t0\t0\t0.25\n"
        "AT\tHotels and restaurants (55)\t0\t0\t0\t1.5\n"
        "AT\tEducation (80)\t0\t0\t0\t0\n",
        "\t\tAT\n\t\tHouseholds\nAT\tProduction of electricity by gas\t4\nAT\tQuarrying of stone\t5\n"
        "AT\tHotels and restaurants (55)\t6\nAT\tEducation (80)\t2.385\n",
        "region\tsector\tindout\nAT\tProduction of electricity by gas\t10\nAT\tQuarrying of stone\t5.25\n"
        "AT\tHotels and restaurants (55)\t7.5\nAT\tEducation (80)\t2.385\n"};
    char path[CIR_TEMPORARY_SIZE];
    struct cir_network *network;
    struct cir_error error;
    made_folder(path, names, texts);
    CU_ASSERT_EQUAL_FATAL(made_load(&network, path, CIR_NETWORK_ANY, &error), CIR_OK);
    const struct cir_index *ours = &made_definitions()->sector_index;
    CU_ASSERT_EQUAL(sector_of(network, "Production of electricity by gas"), cir_index_find(ours, cir_text_of("power")));
    CU_ASSERT_EQUAL(sector_of(network, "Education (80)"), cir_index_find(ours, cir_text_of("education")));
    CU_ASSERT_EQUAL(sector_of(network, "Quarrying of stone"), CIR_INDEX_NONE);
    CU_ASSERT_EQUAL(sector_of(network, "Hotels and restaurants (55)"), CIR_INDEX_NONE);
    cir_network_free(network);
    cir_temporary_remove(path);
}

enum file { Z, Y, X, UNIT, PARAMETERS, FILES };

static const struct {
    enum file file;
    const char *from, *to;
    size_t line, column;
    const char *says;
} refusals[] = {
    // clang-format off
    {Z, "1.25", "-1.25", 3, 4, "the flow '-1.25' is below 0"},
    {Z, "WF\tElectricity\tM.EUR\t3", "WF\tCoal\tM.EUR\t3", 4, 1, "row 'WF Coal M.EUR' has no column"},
    {Z, "\t\t\tAT\tWF\n", "\tAT\tWF\n", 1, 0, "1 cells before the numbers, expected region, sector and perhaps unit"},
    {Z, "\t\t\tAT\tWF\n", "\t\t\tAT\n", 2, 0, "5 cells, expected 4"},
    {Y, "WF\tElectricity\t1\t0", "WF\tElectricity\t1", 5, 0, "3 cells, expected 4"},
    {Y, "WF\tElectricity\t1\t0\n", "", 0, 0, "WF:Electricity has a column and no row"},
    {X, "WF\tElectricity\t8.5", "WF\tElectricity\t", 2, 3, "the cell is blank; expected a number, 0 where there is none"},
    {X, "8.635", "9.635", 2, 4, "AUT:Electricity does not balance: it sells 3.25 to others and 5.385 to final demand, but makes 9.635"},
    {UNIT, "WF\tElectricity\tM.EUR", "WF\tElectricity\tTJ", 3, 0, "the unit is 'TJ', and 'M.EUR' before; expected one for all"},
    {PARAMETERS, "\"systemtype\"", "systemtype", 2, 11, "not JSON: string or '}' expected near 'systemtype'"},
    // clang-format on
};

static void test_pymrio_layout__refuses_with_the_place(void)
{
    static const char *const names[] = {"flows.txt", "Y.txt", "x.txt", "unit.txt", "file_parameters.json", NULL};
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        const char *texts[FILES] = {flows, final_demand, output, unit, parameters};
        char path[CIR_TEMPORARY_SIZE];
        struct cir_network *network;
        struct cir_error error;
        char *text = made_edit(texts[refusals[i].file], refusals[i].from, refusals[i].to);
        texts[refusals[i].file] = text;
        made_folder(path, names, texts);
        CU_ASSERT_EQUAL(made_load(&network, path, CIR_NETWORK_ANY, &error), CIR_BAD_NETWORK);
        CU_ASSERT_STRING_EQUAL(error.message, refusals[i].says);
        CU_ASSERT_EQUAL(error.line, refusals[i].line);
        CU_ASSERT_EQUAL(error.column, refusals[i].column);
        cir_network_free(network);
        cir_temporary_remove(path);
        free(text);
    }
}

static void test_pymrio_layout__asks_for_the_output(void)
{
    static const char *const names[] = {"Z.txt", "Y.txt", NULL};
    const char *const texts[] = {flows, final_demand};
    char path[CIR_TEMPORARY_SIZE];
    struct cir_network *network;
    struct cir_error error;
    made_folder(path, names, texts);
    CU_ASSERT_EQUAL(made_load(&network, path, CIR_NETWORK_ANY, &error), CIR_NO_FILE);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.file, "/x.txt"));
    cir_temporary_remove(path);
}

/* ---- the small system that comes with pymrio ---- */

/* Output, and final demand as it should be, of the rebalanced vectors. */
static void read_rebalanced(struct cir_buffer *made_output, struct cir_buffer *made_demand)
{
    struct cir_buffer text = {0};
    struct cir_text line;
    struct cir_text cell;
    CU_ASSERT_EQUAL_FATAL(cir_file_read(&text, DATA "rebalanced_x_f_derived.csv", NULL), CIR_OK);
    struct cir_text rest = cir_buffer_text(&text);
    cir_buffer_add_string(made_output, "region\tsector\tindout\n");
    cir_buffer_add_string(made_demand, "region\t\tall\ncategory\t\tall\n");
    (void)cir_published_line(&line, &rest);
    while (cir_published_line(&line, &rest))
        for (size_t i = 0; cir_text_next(&cell, &line, ','); i++) {
            if (i != 3 && i != 4)
                cir_buffer_add_format(made_output, "%.*s%c", CIR_TEXT_ARGS(cell), i == 2 ? '\n' : '\t');
            if (i != 2 && i != 3)
                cir_buffer_add_format(made_demand, "%.*s%c", CIR_TEXT_ARGS(cell), i == 4 ? '\n' : '\t');
        }
    cir_buffer_add_char(made_output, '\0');
    cir_buffer_add_char(made_demand, '\0');
    cir_buffer_free(&text);
}

static void read_text(struct cir_buffer *text, const char *path)
{
    CU_ASSERT_EQUAL_FATAL(cir_file_read(text, path, NULL), CIR_OK);
    cir_buffer_add_char(text, '\0');
}

static enum cir_status load_small(struct cir_network **network, const char *demand, const char *whole_output,
                                  struct cir_error *error)
{
    static const char *const names[] = {"Z.txt", "Y.txt", "x.txt", NULL};
    struct cir_buffer small_flows = {0};
    char path[CIR_TEMPORARY_SIZE];
    read_text(&small_flows, DATA "trade_flows_Z.txt");
    const char *const texts[] = {small_flows.data, demand, whole_output};
    made_folder(path, names, texts);
    enum cir_status status = made_load(network, path, CIR_NETWORK_ANY, error);
    cir_temporary_remove(path);
    cir_buffer_free(&small_flows);
    return status;
}

static void test_pymrio_layout__refuses_a_broken_final_demand(void)
{
    struct cir_buffer small_output = {0};
    struct cir_buffer small_demand = {0};
    struct cir_buffer broken = {0};
    struct cir_network *network;
    struct cir_error error;
    if (access(DATA "finald_demand_Y.txt", R_OK) != 0) {
        cir_skip("the small system of pymrio is not there");
        return;
    }
    read_rebalanced(&small_output, &small_demand);
    read_text(&broken, DATA "finald_demand_Y.txt");
    CU_ASSERT_EQUAL(load_small(&network, broken.data, small_output.data, &error), CIR_BAD_NETWORK);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, " does not balance: it sells "));
    CU_ASSERT_EQUAL(strncmp(error.message, "reg1:", 5), 0);
    CU_ASSERT_EQUAL_FATAL(load_small(&network, small_demand.data, small_output.data, &error), CIR_OK);
    CU_ASSERT_EQUAL(network->node_count, 48);
    CU_ASSERT_EQUAL(network->state_count, 6);
    CU_ASSERT_DOUBLE_EQUAL(network->nodes[0].output, 238332.02172781999, 1e-6);
    CU_ASSERT_DOUBLE_EQUAL(network->flows[0].values[0], 23697.221, 0);
    struct cir_network_check check;
    CU_ASSERT_EQUAL(cir_network_check(&check, network, NULL), CIR_OK);
    CU_ASSERT_DOUBLE_EQUAL(check.spectral_radius, 0.587, 0.0005);
    CU_ASSERT_TRUE(check.unbalanced_share < 1e-9);
    cir_network_free(network);
    cir_buffer_free(&small_output);
    cir_buffer_free(&small_demand);
    cir_buffer_free(&broken);
}

CIR_SUITE("pymrio_layout", {"is read with names of its own", test_pymrio_layout__is_read_with_names_of_its_own},
          {"knows the industries of EXIOBASE", test_pymrio_layout__knows_the_industries_of_exiobase},
          {"refuses with the place", test_pymrio_layout__refuses_with_the_place},
          {"asks for the output", test_pymrio_layout__asks_for_the_output},
          {"refuses a broken final demand", test_pymrio_layout__refuses_a_broken_final_demand})
