/* A register judged and stored, of which an allocation, a read or a statement fails. */
#include "suite.h"
#include "temporary.h"

#include "cirisk.h"
#include "faults.h"

#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

struct run {
    char folder[CIR_TEMPORARY_SIZE];
    char input[CIR_TEMPORARY_SIZE + 16];
    char figures[CIR_TEMPORARY_SIZE + 16];
    char overrides[CIR_TEMPORARY_SIZE + 16];
    char store[CIR_TEMPORARY_SIZE + 16];
    bool stores;
    bool uses_network;
    const struct cir_classifier *classifier;
};

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
}

static void write_files(struct run *run)
{
    cir_temporary_folder(run->folder);
    snprintf(run->input, sizeof run->input, "%s/register.csv", run->folder);
    snprintf(run->figures, sizeof run->figures, "%s/figures.csv", run->folder);
    snprintf(run->overrides, sizeof run->overrides, "%s/overrides.csv", run->folder);
    snprintf(run->store, sizeof run->store, "%s/lists.db", run->folder);
    write_text(run->input, "id,date,country,sector,facility,joint_plant,capacity_mw,primary_reserve,black_start,title,"
                           "national_share\n"
                           "a,2025,DE,power,power-plant,W,60.25,no,no,\"Block \"\"A\"\"\",0.125\n"
                           "b,2025,DE,power,power-plant,W,43.75,no,no,B,0.375\n"
                           "c,2025,DE,power,power-plant,,90..110,,no,C,\n"
                           "d,2025,DE,power,power-palnt,,60.25,,no,D,0.5\n"
                           "e,2025,DE,power,power-plant,V,60.25,no,no,E,0.25\n"
                           "f,2025,DE,power,power-plant,V,much,no,no,F,0.25\n"
                           "g,2025,DE,power,unknown,V,110,no,no,G,\n"
                           "g,2025,DE,power,unknown,V,111,no,no,G,\n");
    write_text(run->figures, "asset,measure,value,unit,year\nc,primary_reserve,no,,2025\nc,capacity_mw,99.5,MW,2025\n");
    write_text(run->overrides,
               "id,field,old,new,reason,who,when\nb,capacity_mw,43.75,44.75,read again,M. O.,2026-02-03\n");
}

static int count(const char *path, const char *table)
{
    char sql[64];
    int rows = 0;
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;
    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table);
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(path, &database), SQLITE_OK);
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
        rows = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return rows;
}

static void look(const struct run *run, const struct cir_register *assets, bool is_whole)
{
    cir_fault_pause(true);
    if (is_whole) {
        CU_ASSERT(assets->asset_count == 4 && assets->reject_count == 5 && assets->rejected_figure_count == 1);
        CU_ASSERT_EQUAL(assets->assets[0].designation.verdict, CIR_PROPOSED);
        CU_ASSERT_EQUAL(assets->assets[1].overrides.count, 1);
        CU_ASSERT_EQUAL(assets->assets[3].designation.verdict, CIR_CANNOT_TELL);
        CU_ASSERT_EQUAL(assets->assets[0].impact != NULL, run->uses_network);
        CU_ASSERT(!run->uses_network || assets->assets[0].impact->abroad.low == 7);
    }
    if (run->stores) {
        CU_ASSERT_EQUAL(count(run->store, "designation"), is_whole ? 4 : 0);
        CU_ASSERT_EQUAL(count(run->store, "reject"), is_whole ? 4 : 0);
        CU_ASSERT_EQUAL(count(run->store, "designation_abroad"), is_whole && run->uses_network ? 4 : 0);
        unlink(run->store);
    }
    cir_fault_pause(false);
}

static enum cir_status judge_and_look(void *context, struct cir_error *error)
{
    const struct run *run = context;
    const struct cir_register_input input = {
        .path = run->input, .format = {.overrides = run->overrides}, .figures = run->figures, .outage = {24, 24}};
    const struct cir_register_run stored = {
        .store = run->store, .input_name = "register.csv", .options_text = "", .recorded_at = "2026-01-31T23:59:59Z"};
    struct cir_register assets;
    enum cir_status status = cir_register_judge(&assets, run->classifier, &input, error);
    if (status == CIR_OK && run->stores)
        status = cir_register_store(&assets, run->classifier, &stored, error);
    look(run, &assets, status == CIR_OK);
    cir_register_free(&assets);
    return status;
}

/* What a network tells of a State is made once: a failure there stays, and is tested where it is made. */
static void use_network(struct cir_classifier *classifier, struct run *run)
{
    const struct cir_network_use use = {.network = CIR_SOURCE_DIR "/tests/golden/shared/border"};
    CU_ASSERT_EQUAL_FATAL(cir_classifier_use_network(classifier, NULL, &use, NULL), CIR_OK);
    CU_ASSERT_EQUAL(judge_and_look(run, NULL), CIR_OK);
}

static void with_register(enum cir_fault_kind kind, bool stores, bool uses_network, unsigned runs_min)
{
    static const char *const schemes[] = {"kritis-de-2022"};
    struct run run = {.stores = stores, .uses_network = uses_network};
    struct cir_classifier *classifier = NULL;
    write_files(&run);
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, schemes, 1, NULL), CIR_OK);
    run.classifier = classifier;
    if (uses_network)
        use_network(classifier, &run);
    CU_ASSERT(cir_fault_run(kind, judge_and_look, &run) >= runs_min);
    cir_classifier_free(classifier);
    cir_temporary_remove(run.folder);
}

static void test_register__is_judged_or_refused_without_memory(void)
{
    with_register(CIR_FAULT_MEMORY, false, false, 20);
}

static void test_register__is_judged_or_refused_when_reading_fails(void)
{
    with_register(CIR_FAULT_READ, false, false, 4);
}

static void test_register__is_stored_whole_or_not_at_all(void)
{
    with_register(CIR_FAULT_STORE, true, false, 20);
}

static void test_register__with_a_network_is_judged_and_stored_whole_or_not_at_all(void)
{
    with_register(CIR_FAULT_MEMORY, false, true, 20);
    with_register(CIR_FAULT_STORE, true, true, 20);
}

CIR_SUITE("faults of registers",
          {"is judged or refused without memory", test_register__is_judged_or_refused_without_memory},
          {"is judged or refused when reading fails", test_register__is_judged_or_refused_when_reading_fails},
          {"is stored whole or not at all", test_register__is_stored_whole_or_not_at_all},
          {"with a network is judged and stored whole or not at all",
           test_register__with_a_network_is_judged_and_stored_whole_or_not_at_all})
