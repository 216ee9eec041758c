#include "faults.h"

#include <CUnit/CUnit.h>
#include <stdatomic.h>
#include <stdio.h>

enum { RUNS_MAX = 100000 };

/* A suite is a process of its own. Threads of a scenario count together. */
static _Atomic int armed;
static atomic_ulong calls;
static atomic_ulong struck;
static unsigned long first;
static bool onwards;
static _Atomic bool pausing;

bool cir_fault_strikes(enum cir_fault_kind kind)
{
    if ((int)kind != atomic_load(&armed) || atomic_load(&pausing))
        return false;
    unsigned long call = atomic_fetch_add(&calls, 1) + 1;
    bool strikes = onwards ? call >= first : call == first;
    if (strikes)
        atomic_fetch_add(&struck, 1);
    return strikes;
}

void cir_fault_pause(bool pauses)
{
    atomic_store(&pausing, pauses);
}

static void arm(enum cir_fault_kind kind, unsigned long call, bool all_that_follow)
{
    atomic_store(&calls, 0);
    atomic_store(&struck, 0);
    first = call;
    onwards = all_that_follow;
    atomic_store(&armed, (int)kind);
}

static bool is_right_failure(enum cir_fault_kind kind, enum cir_status status, const struct cir_error *error)
{
    enum cir_status expected = kind == CIR_FAULT_MEMORY  ? CIR_NO_MEMORY
                               : kind == CIR_FAULT_STORE ? CIR_BAD_STORE
                                                         : CIR_NO_FILE;
    return status == expected && error->status == status && error->message[0] != '\0';
}

/* False when the scenario ended without a fault. */
static bool run_once(enum cir_fault_kind kind, cir_fault_scenario scenario, void *context, unsigned long call,
                     bool all_that_follow)
{
    struct cir_error error = {0};
    arm(kind, call, all_that_follow);
    enum cir_status status = scenario(context, &error);
    atomic_store(&armed, CIR_FAULT_NONE);
    if (status != CIR_OK && !is_right_failure(kind, status, &error)) {
        printf("\n  call %lu%s: %s: %s\n", call, all_that_follow ? " and on" : "", cir_status_name(status),
               error.message);
        CU_FAIL("a fault leads to another status, or to none");
    }
    return atomic_load(&struck) > 0;
}

unsigned cir_fault_run(enum cir_fault_kind kind, cir_fault_scenario scenario, void *context)
{
    unsigned runs = 0;
    struct cir_error error = {0};
    CU_ASSERT_EQUAL(scenario(context, &error), CIR_OK);
    for (int all = 0; all < 2; all++) {
        unsigned long call = 1;
        while (call < RUNS_MAX && run_once(kind, scenario, context, call, all == 1)) {
            call++;
            runs++;
        }
        CU_ASSERT(call < RUNS_MAX);
    }
    return runs;
}
