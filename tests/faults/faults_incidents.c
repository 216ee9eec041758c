#include "suite.h"

#include "faults.h"
#include "fixture.h"
#include "intake/incidents.h"
#include "intake/overrides.h"

/* A log of one batch: its plan, and what its rows need of memory: doubled quotes, steps, numbers of rows, words. */
struct log {
    struct fixture world;
    struct cir_mapping mapping;
    struct cir_intake_plan *plan;
};

static const char map[] = "target,source,transform,argument\n"
                          "id,,row-number,ROW-\n"
                          "country,country,value,Italia=IT\n";

static const char *const rows[] = {
    "2020-05-31T12:30:00Z,Italia,energy,\"say \"\"hello\"\"\",accident",
    "2020-05-31T12:30:00Z,DE,health,\"say \"\"nothing\"\"\",nation_state",
    "2020-05-31T12:30:00Z,DE;FR,water,,criminal",
};

enum { ROWS = sizeof rows / sizeof rows[0] };

static enum cir_status make_plan(struct log *log, struct cir_error *error)
{
    static const struct cir_text columns[] = {{"date", 4}, {"country", 7}, {"sector", 6}, {"title", 5}, {"q_actor", 7}};
    static const struct cir_intake_options options = {.decimal = '.', .max_field = 1000};
    enum cir_status status = cir_mapping_read(&log->mapping, "map.csv", cir_text_of(map), &log->world.fields,
                                              &log->world.definitions, error);
    if (status == CIR_OK)
        status = cir_intake_plan_make(&log->plan, "log.csv", columns, sizeof columns / sizeof columns[0],
                                      &log->world.fields, &log->world.definitions, &log->mapping, &options, error);
    return status;
}

static enum cir_status read_batch(void *context, struct cir_error *error)
{
    const struct log *log = context;
    struct cir_span spans[ROWS][FIXTURE_CELLS_MAX];
    struct cir_record records[ROWS];
    struct cir_incidents incidents;
    for (int i = 0; i < ROWS; i++)
        records[i] = fixture_record(cir_text_of(rows[i]), spans[i]);
    enum cir_status status = cir_incidents_init(&incidents, log->plan, true, error);
    if (status != CIR_OK)
        return status;
    status = cir_incidents_read(&incidents, log->plan, records, ROWS, 7, error);
    if (status == CIR_OK) {
        const struct cir_cell *titles = cir_incidents_cells(&incidents, CIR_FIELD_TITLE);
        CU_ASSERT(!incidents.is_bad[0] && !incidents.is_bad[1] && !incidents.is_bad[2]);
        CU_ASSERT(cir_text_is(incidents.ids[2], "ROW-9"));
        CU_ASSERT(cir_text_is(titles[1].text, "say \"nothing\""));
        CU_ASSERT(cir_incidents_cells(&incidents, FIXTURE_ACTOR)[1].options == 1 << 3);
    }
    cir_incidents_free(&incidents);
    return status;
}

static void test_incidents__survive_without_memory(void)
{
    struct log log = {0};
    struct cir_error error = {0};
    fixture_make(&log.world);
    CU_ASSERT_EQUAL_FATAL(make_plan(&log, &error), CIR_OK);
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, read_batch, &log) >= 6);
    cir_intake_plan_free(log.plan);
    cir_mapping_free(&log.mapping);
    fixture_free(&log.world);
}

static const char overrides_text[] = "id,field,old,new,reason,who,when\n"
                                     "ROW-7,title,\"say \"\"hello\"\"\",bye,call,R. Weber,2026-01-31\n"
                                     "ROW-8,deaths,,3,call,R. Weber,2026-01-31\n"
                                     "ROW-7,country,IT,italia,call,R. Weber,2026-01-31\n"
                                     "ROW-9,q_actor,accident,nation_state,call,R. Weber,2026-01-31\n";

/* From the file to rows in which its overrides count, one of which does not fit. */
static enum cir_status read_overridden_batch(void *context, struct cir_error *error)
{
    struct log *log = context;
    struct cir_span spans[ROWS][FIXTURE_CELLS_MAX];
    struct cir_record records[ROWS];
    struct cir_incidents incidents = {0};
    struct cir_overrides overrides;
    for (int i = 0; i < ROWS; i++)
        records[i] = fixture_record(cir_text_of(rows[i]), spans[i]);
    enum cir_status status = cir_overrides_read(&overrides, "overrides.csv", cir_text_of(overrides_text), log->plan,
                                                &log->world.fields, NULL, 0, error);
    if (status == CIR_OK) {
        cir_intake_plan_override(log->plan, &overrides);
        status = cir_incidents_init(&incidents, log->plan, true, error);
    }
    if (status == CIR_OK)
        status = cir_incidents_read(&incidents, log->plan, records, ROWS, 7, error);
    if (status == CIR_OK) {
        CU_ASSERT(cir_text_is(cir_incidents_cells(&incidents, CIR_FIELD_TITLE)[0].text, "bye"));
        CU_ASSERT(cir_incidents_cells(&incidents, CIR_FIELD_COUNTRY)[0].first == FIXTURE_IT);
        CU_ASSERT(cir_incidents_cells(&incidents, CIR_FIELD_DEATHS)[1].number.point == 3);
        CU_ASSERT(incidents.misfits[0].override == NULL && incidents.misfits[1].override == NULL);
        CU_ASSERT(cir_text_is(incidents.misfits[2].found, "criminal"));
    }
    cir_intake_plan_override(log->plan, NULL);
    cir_incidents_free(&incidents);
    cir_overrides_free(&overrides);
    return status;
}

static void test_incidents__survive_overrides_without_memory(void)
{
    struct log log = {0};
    struct cir_error error = {0};
    fixture_make(&log.world);
    CU_ASSERT_EQUAL_FATAL(make_plan(&log, &error), CIR_OK);
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, read_overridden_batch, &log) >= 10);
    cir_intake_plan_free(log.plan);
    cir_mapping_free(&log.mapping);
    fixture_free(&log.world);
}

CIR_SUITE("faults of incidents", {"survive overrides without memory", test_incidents__survive_overrides_without_memory},
          {"survive without memory", test_incidents__survive_without_memory})
