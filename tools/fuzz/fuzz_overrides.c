/* Any bytes as a file of overrides: the first line of the input says how the log is written, a row of it follows, and
 * the rest is the file. */
#include "input.h"

#include "definitions/definitions.h"
#include "intake/overrides.h"
#include "intake/split.h"

static struct cir_definitions *definitions;
static struct cir_fields fields;
static struct cir_scheme *scheme;

static const struct cir_text columns[] = {{"id", 2},     {"date", 4},        {"country", 7}, {"sector", 6},
                                          {"deaths", 6}, {"duration_h", 10}, {"title", 5}};

enum { COLUMNS = sizeof columns / sizeof columns[0] };

static void load(void)
{
    if (definitions == NULL && (cir_definitions_load(&definitions, NULL, NULL, NULL) != CIR_OK ||
                                cir_fields_canonical(&fields, definitions, NULL) != CIR_OK ||
                                cir_scheme_load(&scheme, definitions, &fields, NULL, "gge", NULL, NULL) != CIR_OK))
        fuzz_expect("the built-in definitions can be loaded");
}

static struct cir_intake_plan *make_plan(struct cir_text signs)
{
    struct cir_intake_options options = {.decimal = '.', .max_field = 1000};
    struct cir_intake_plan *plan = NULL;
    if (cir_text_is(signs, "german"))
        options = (struct cir_intake_options){CIR_DATE_DMY, ',', '.', 1000};
    if (cir_intake_plan_make(&plan, "log.csv", columns, COLUMNS, &fields, definitions, NULL, &options, NULL) != CIR_OK)
        fuzz_expect("a log of plain columns can be planned");
    return plan;
}

/* Each stands once, among those of its id, and what it puts into a cell can stand there. */
static void look_at(const struct cir_overrides *overrides)
{
    size_t count = 0;
    for (size_t i = 0; i < overrides->subject_count; i++) {
        const struct cir_override_list *list = &overrides->subjects[i];
        struct cir_override_list found = cir_overrides_of(overrides, list->list[0].texts[CIR_OVERRIDE_ID]);
        if (found.list != list->list || found.count != list->count || list->count == 0)
            fuzz_expect("overrides are found by their id");
        for (size_t k = 0; k < list->count; k++, count++) {
            const struct cir_override *override = &list->list[k];
            bool is_field = override->field < fields.count && overrides->readers[override->field] != NULL;
            if (override->subject != i || override->line < 2 || override->texts[CIR_OVERRIDE_REASON].size == 0 ||
                (!is_field && (override->field != CIR_INDEX_NONE || override->scheme != 0)))
                fuzz_expect("an override is whole");
        }
    }
    if (count != overrides->count)
        fuzz_expect("no override is lost");
}

/* A row, with and without the overrides: those of other ids change nothing, and the next row knows of none. */
static void use(struct cir_intake_plan *plan, const struct cir_overrides *overrides, struct cir_text line)
{
    struct cir_splitter splitter = {.delimiter = ',', .max_field = 1000};
    struct cir_record record;
    struct cir_incident incident = {0};
    if (cir_splitter_next(&splitter, &record, &line, NULL) == CIR_OK &&
        cir_incident_init(&incident, plan, NULL) == CIR_OK) {
        cir_incident_read(&incident, plan, &record, 1, NULL);
        size_t problems = incident.problem_count;
        cir_intake_plan_override(plan, overrides);
        cir_incident_read(&incident, plan, &record, 1, NULL);
        if (incident.overrides.count == 0 && incident.problem_count != problems)
            fuzz_expect("a row that is not overridden reads as ever");
        cir_intake_plan_override(plan, NULL);
        cir_incident_read(&incident, plan, &record, 1, NULL);
        if (incident.overrides.count != 0 || incident.problem_count != problems)
            fuzz_expect("overrides end with their row");
    }
    cir_incident_free(&incident);
    cir_splitter_free(&splitter);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cir_text rest = {(const char *)data, size};
    struct cir_text signs = {"", 0};
    struct cir_text line = {"", 0};
    struct cir_overrides overrides;
    struct cir_error error = {0};
    load();
    const struct cir_scheme *const schemes[] = {scheme};
    (void)(cir_text_next(&signs, &rest, '\n') && cir_text_next(&line, &rest, '\n'));
    struct cir_intake_plan *plan = make_plan(signs);
    enum cir_status status = cir_overrides_read(&overrides, "fuzz.csv", rest, plan, &fields, schemes, 1, &error);
    if (status == CIR_OK) {
        look_at(&overrides);
        use(plan, &overrides, line);
    } else if (status != CIR_BAD_TABLE || error.message[0] == '\0' || error.file[0] == '\0') {
        fuzz_expect("a file of overrides that is refused is told why");
    }
    cir_overrides_free(&overrides);
    cir_intake_plan_free(plan);
    return 0;
}
