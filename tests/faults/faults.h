/** Calls made to fail: the n-th of their kind, alone or with all that follow.
 *
 * A scenario is run again and again, n = 1, 2, 3 ..., until a run makes fewer than n calls. Each time it has to say so
 * and clean up, or else to have done its work all the same. The linker puts the calls of the library and of the
 * scenario, not those of the C library or of CUnit, through here (-Wl,--wrap). */
#ifndef CIR_TESTS_FAULTS_H
#define CIR_TESTS_FAULTS_H

#include "base/error.h"

#include <stdbool.h>

enum cir_fault_kind {
    CIR_FAULT_NONE,
    CIR_FAULT_MEMORY, /**< malloc, calloc, realloc, strdup: no memory; pthread_create: no thread */
    CIR_FAULT_READ,   /**< open, fstat, read: an input or output error */
    CIR_FAULT_WRITE,  /**< write, close, rename: no space left */
    CIR_FAULT_STORE,  /**< a statement of SQL: an input or output error of the database */
};

/** Do the work once. CIR_OK only when it was done and its result was looked at and found right; whatever the status,
 * nothing stays behind: no memory, no half-written file. */
typedef enum cir_status (*cir_fault_scenario)(void *context, struct cir_error *error);

/** Run a scenario without a fault (it has to succeed), then with every fault of the kind. Fails the CUnit test at hand
 * where a run neither succeeds nor ends with a status of that kind of fault and a message.
 * @return runs in which a call failed */
unsigned cir_fault_run(enum cir_fault_kind kind, cir_fault_scenario scenario, void *context);

/** Let a scenario look at what it left behind: no call fails, and none is counted, until the pause is over. */
void cir_fault_pause(bool pauses);

/** Whether this call, one of `kind`, is to fail. For the wrappers. */
bool cir_fault_strikes(enum cir_fault_kind kind);

#endif
