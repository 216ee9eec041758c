/* A run, from its first row to its commit. The row of table run is written last: its counts are known then, and what
 * refers to it lies in the same transaction. */
#include "store/connection.h"
#include "store/verdicts.h"

#include <assert.h>
#include <math.h>

_Static_assert(CIR_SCHEMES_MAX == 16, "table run_scheme numbers the schemes 0 to 15");
_Static_assert(CIR_OVERRIDE_ID == 0 && CIR_OVERRIDE_COLUMNS == 7, "table override has a column for each but the id");

static enum cir_status put_levels(struct cir_store *store, size_t number, struct cir_error *error)
{
    const struct cir_scheme *scheme = store->run.schemes[number];
    enum cir_status status = CIR_OK;
    for (size_t i = 0; status == CIR_OK && i < scheme->band_count; i++) {
        struct cir_binder binder = cir_store_bind(store, CIR_QUERY_PUT_LEVEL);
        cir_bind_integer(&binder, store->run_number);
        cir_bind_count(&binder, number);
        cir_bind_integer(&binder, scheme->bands[i].level);
        cir_bind_string(&binder, scheme->bands[i].label);
        status = cir_store_step(&binder, error);
    }
    return status;
}

static enum cir_status put_axes(struct cir_store *store, size_t number, struct cir_error *error)
{
    const struct cir_scheme *scheme = store->run.schemes[number];
    enum cir_status status = CIR_OK;
    for (size_t i = 0; status == CIR_OK && i < scheme->axis_count; i++) {
        struct cir_binder binder = cir_store_bind(store, CIR_QUERY_PUT_AXIS);
        cir_bind_integer(&binder, store->run_number);
        cir_bind_count(&binder, number);
        cir_bind_count(&binder, i);
        cir_bind_string(&binder, scheme->axes[i].name);
        status = cir_store_step(&binder, error);
    }
    return status;
}

static enum cir_status put_scheme(struct cir_store *store, size_t number, struct cir_error *error)
{
    const struct cir_scheme *scheme = store->run.schemes[number];
    struct cir_binder binder = cir_store_bind(store, CIR_QUERY_PUT_SCHEME);
    cir_bind_integer(&binder, store->run_number);
    cir_bind_count(&binder, number);
    cir_bind_string(&binder, scheme->name);
    cir_bind_string(&binder, scheme->version);
    cir_bind_string(&binder, scheme->status);
    cir_bind_string(&binder, scheme->sha256);
    cir_bind_known(&binder, cir_text_of(scheme->tables_of != NULL ? scheme->tables_of : ""));
    cir_bind_number(&binder, scheme->score_max);
    enum cir_status status = cir_store_step(&binder, error);
    if (status == CIR_OK)
        status = put_levels(store, number, error);
    return status == CIR_OK ? put_axes(store, number, error) : status;
}

static enum cir_status put_sector(struct cir_store *store, size_t number, const char *code, struct cir_error *error)
{
    struct cir_binder binder = cir_store_bind(store, CIR_QUERY_PUT_SECTOR);
    cir_bind_integer(&binder, store->run_number);
    cir_bind_count(&binder, number);
    cir_bind_string(&binder, code);
    return cir_store_step(&binder, error);
}

static enum cir_status put_grouping(struct cir_store *store, struct cir_error *error)
{
    const struct cir_store_grouping *grouping = &store->run.campaigns;
    struct cir_binder binder = cir_store_bind(store, CIR_QUERY_PUT_CAMPAIGNS);
    cir_bind_integer(&binder, store->run_number);
    cir_bind_string(&binder, grouping->column);
    cir_bind_count(&binder, grouping->within.months);
    cir_bind_number(&binder, grouping->within.hours);
    return cir_store_step(&binder, error);
}

static enum cir_status put_network(struct cir_store *store, struct cir_error *error)
{
    const struct cir_network *network = store->run.network;
    struct cir_binder binder = cir_store_bind(store, CIR_QUERY_PUT_NETWORK);
    cir_bind_integer(&binder, store->run_number);
    cir_bind_string(&binder, network->name);
    cir_bind_string(&binder, network->title);
    cir_bind_integer(&binder, network->year);
    cir_bind_string(&binder, network->unit);
    cir_bind_string(&binder, store->run.regional);
    cir_bind_string(&binder, network->licence);
    cir_bind_string(&binder, network->sha256);
    return cir_store_step(&binder, error);
}

static enum cir_status put_names(struct cir_store *store, struct cir_error *error)
{
    const struct cir_definitions *definitions = store->run.definitions;
    enum cir_status status = CIR_OK;
    for (size_t i = 0; status == CIR_OK && i < store->run.scheme_count; i++)
        status = put_scheme(store, i, error);
    for (size_t i = 0; status == CIR_OK && i < definitions->sector_count; i++)
        status = put_sector(store, i, definitions->sectors[i].code, error);
    return status == CIR_OK ? put_sector(store, CIR_SECTOR_NONE, "none", error) : status;
}

static enum cir_status step_alone(struct cir_store *store, enum cir_query query, struct cir_error *error)
{
    struct cir_binder binder = cir_store_bind(store, query);
    return cir_store_step(&binder, error);
}

enum cir_status cir_store_begin_run(struct cir_store *store, const struct cir_store_run *run, int64_t *number,
                                    struct cir_error *error)
{
    assert(store->run_number == 0 && run->scheme_count <= CIR_SCHEMES_MAX);
    store->run = *run;
    store->scored = 0;
    store->rejected = 0;
    enum cir_status status = step_alone(store, CIR_QUERY_BEGIN, error);
    if (status == CIR_OK)
        status = cir_store_ask(store, store->queries[CIR_QUERY_NEXT_RUN], &store->run_number, error);
    if (status == CIR_OK)
        status = put_names(store, error);
    if (status == CIR_OK && run->network != NULL)
        status = put_network(store, error);
    if (status == CIR_OK && run->campaigns.column != NULL)
        status = put_grouping(store, error);
    if (status != CIR_OK)
        cir_store_abandon_run(store);
    else if (number != NULL)
        *number = store->run_number;
    return status;
}

/* As it is; sums of a log and of a run are then the same to the bit. */
static void bind_exact(struct cir_binder *binder, double number, bool is_told)
{
    if (is_told)
        cir_bind_exact(binder, number);
    else
        cir_bind_null(binder);
}

static void bind_range(struct cir_binder *binder, const struct cir_range *range)
{
    bool is_known = !isnan(range->point);
    bind_exact(binder, range->point, is_known);
    bind_exact(binder, range->low, is_known && range->low < range->point);
    bind_exact(binder, range->high, is_known && range->high > range->point);
}

/* Codes of States with ';'. */
static struct cir_text states_text(char *text, const struct cir_states *states,
                                   const struct cir_definitions *definitions)
{
    size_t size = 0;
    for (size_t word = 0; word < CIR_STATE_WORDS; word++)
        for (uint64_t rest = states->bits[word]; rest != 0; rest &= rest - 1) {
            const char *code = definitions->countries[word * 64 + (size_t)__builtin_ctzll(rest)].alpha2;
            if (size > 0)
                text[size++] = ';';
            text[size++] = code[0];
            text[size++] = code[1];
        }
    return (struct cir_text){text, size};
}

/* @param states room for what states_text writes: borrowed until the query has run */
static void bind_facts(struct cir_binder *binder, const struct cir_told_facts *facts, char *states)
{
    static const struct cir_told_facts nothing = {.first_h = NAN, .last_h = NAN};
    bool is_told = facts != NULL;
    facts = is_told ? facts : &nothing;
    bind_exact(binder, facts->first_h, !isnan(facts->first_h));
    bind_exact(binder, facts->last_h, facts->last_h > facts->first_h);
    cir_bind_known(binder, facts->service);
    if (facts->others_known)
        cir_bind_text(binder, states_text(states, &facts->others, binder->store->run.definitions));
    else
        cir_bind_null(binder);
    if (facts->tlp > 0)
        cir_bind_count(binder, facts->tlp);
    else
        cir_bind_null(binder);
    for (size_t i = 0; i < CIR_TOLD_MEASURES; i++)
        bind_range(binder, is_told ? &facts->measures[i] : &(const struct cir_range){NAN, NAN, NAN});
}

enum cir_status cir_store_put_subject(struct cir_store *store, const struct cir_store_subject *subject,
                                      const struct cir_verdict *verdicts, struct cir_error *error)
{
    assert(store->run_number > 0);
    char states[CIR_STATES_MAX * 3];
    struct cir_binder binder = cir_store_bind(store, CIR_QUERY_PUT_SUBJECT);
    cir_bind_integer(&binder, store->run_number);
    cir_bind_count(&binder, subject->row);
    cir_bind_count(&binder, subject->line);
    cir_bind_text(&binder, subject->id);
    cir_bind_known(&binder, subject->date);
    cir_bind_known(&binder, subject->country);
    cir_bind_count(&binder, subject->sectors);
    cir_bind_known(&binder, subject->title);
    bind_facts(&binder, subject->facts, states);
    enum cir_status status = cir_store_step(&binder, error);
    for (size_t i = 0; status == CIR_OK && i < store->run.scheme_count; i++)
        status = cir_store_put_verdict(store, CIR_QUERY_PUT_VERDICT, subject->row, i, &verdicts[i], error);
    store->scored += status == CIR_OK;
    return status;
}

enum cir_status cir_store_put_overrides(struct cir_store *store, uint64_t row,
                                        const struct cir_override_list *overrides, struct cir_error *error)
{
    assert(store->run_number > 0);
    enum cir_status status = CIR_OK;
    for (size_t i = 0; status == CIR_OK && i < overrides->count; i++) {
        struct cir_binder binder = cir_store_bind(store, CIR_QUERY_PUT_OVERRIDE);
        cir_bind_integer(&binder, store->run_number);
        cir_bind_count(&binder, row);
        cir_bind_count(&binder, i);
        for (unsigned column = CIR_OVERRIDE_FIELD; column < CIR_OVERRIDE_COLUMNS; column++)
            cir_bind_text(&binder, overrides->list[i].texts[column]);
        status = cir_store_step(&binder, error);
    }
    return status;
}

enum cir_status cir_store_put_impact(struct cir_store *store, uint64_t row, const struct cir_row_impact *impact,
                                     struct cir_error *error)
{
    assert(store->run_number > 0);
    return cir_store_put_told_impact(store, CIR_QUERY_PUT_IMPACT, row, impact, error);
}

enum cir_status cir_store_put_probabilities(struct cir_store *store, uint64_t row,
                                            const struct cir_probabilities *probabilities, struct cir_error *error)
{
    assert(store->run_number > 0);
    return cir_store_put_likely_levels(store, CIR_QUERY_PUT_PROBABILITY, row, probabilities, error);
}

static enum cir_status put_problem(struct cir_store *store, size_t number, const struct cir_problem *problem,
                                   struct cir_error *error)
{
    struct cir_binder binder = cir_store_bind(store, CIR_QUERY_PUT_PROBLEM);
    cir_bind_integer(&binder, store->run_number);
    cir_bind_count(&binder, problem->row);
    cir_bind_count(&binder, number);
    cir_bind_count(&binder, problem->line);
    if (problem->column > 0)
        cir_bind_count(&binder, problem->column);
    else
        cir_bind_null(&binder);
    cir_bind_count(&binder, problem->byte);
    cir_bind_string(&binder, problem->field);
    cir_bind_string(&binder, cir_problem_code(problem->code));
    cir_bind_bytes(&binder, problem->value);
    cir_bind_string(&binder, problem->expected);
    cir_bind_string(&binder, problem->suggestion);
    return cir_store_step(&binder, error);
}

enum cir_status cir_store_put_reject(struct cir_store *store, const struct cir_problem *problems, size_t count,
                                     struct cir_text raw_line, struct cir_error *error)
{
    assert(store->run_number > 0 && count > 0);
    struct cir_binder binder = cir_store_bind(store, CIR_QUERY_PUT_REJECT);
    cir_bind_integer(&binder, store->run_number);
    cir_bind_count(&binder, problems[0].row);
    cir_bind_count(&binder, problems[0].line);
    cir_bind_bytes(&binder, raw_line);
    enum cir_status status = cir_store_step(&binder, error);
    for (size_t i = 0; status == CIR_OK && i < count; i++)
        status = put_problem(store, i, &problems[i], error);
    store->rejected += status == CIR_OK;
    return status;
}

static enum cir_status put_run(struct cir_store *store, const struct cir_store_outcome *outcome,
                               struct cir_error *error)
{
    const struct cir_store_run *run = &store->run;
    struct cir_binder binder = cir_store_bind(store, CIR_QUERY_PUT_RUN);
    cir_bind_integer(&binder, store->run_number);
    cir_bind_string(&binder, run->recorded_at);
    cir_bind_string(&binder, run->tool_version);
    cir_bind_string(&binder, run->definitions->sha256);
    cir_bind_string(&binder, run->input_name);
    cir_bind_string(&binder, outcome->input_sha256);
    cir_bind_count(&binder, outcome->input_bytes);
    cir_bind_known(&binder, cir_text_of(run->overrides_sha256 != NULL ? run->overrides_sha256 : ""));
    cir_bind_known(&binder, cir_text_of(run->figures_sha256 != NULL ? run->figures_sha256 : ""));
    cir_bind_string(&binder, run->options);
    cir_bind_count(&binder, run->seed);
    cir_bind_count(&binder, outcome->rows);
    cir_bind_count(&binder, store->scored);
    cir_bind_count(&binder, store->rejected);
    return cir_store_step(&binder, error);
}

enum cir_status cir_store_finish_run(struct cir_store *store, const struct cir_store_outcome *outcome,
                                     struct cir_error *error)
{
    assert(store->run_number > 0);
    enum cir_status status = put_run(store, outcome, error);
    if (status == CIR_OK)
        status = step_alone(store, CIR_QUERY_COMMIT, error);
    if (status == CIR_OK)
        store->run_number = 0;
    else
        cir_store_abandon_run(store);
    return status;
}

void cir_store_abandon_run(struct cir_store *store)
{
    store->run_number = 0;
    /* SQLite itself rolls back after some failures. A rollback that fails leaves nothing behind either: the
     * transaction was never committed. */
    if (store->database != NULL && sqlite3_get_autocommit(store->database) == 0)
        cir_store_execute(store, cir_store_query_text(CIR_QUERY_ROLLBACK), NULL);
}
