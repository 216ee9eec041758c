/** What was judged, kept in one SQLite file; see schema.sql for its tables and views.
 *
 * A run is one transaction: it is in the file whole once cir_store_finish_run has returned CIR_OK, and not at all
 * before, whatever happens to the process. Nothing is stored that the caller does not give, no clock and no name of
 * a machine, so that the same runs make the same bytes. One thread at a time may use a store.
 *
 * Functions that fail return CIR_BAD_STORE, with the file's name and what SQLite or the system says, or
 * CIR_NO_MEMORY. */
#ifndef CIR_STORE_STORE_H
#define CIR_STORE_STORE_H

#include "base/date.h"
#include "base/error.h"
#include "model/definitions.h"
#include "model/network.h"
#include "model/override.h"
#include "model/problem.h"
#include "model/row_impact.h"
#include "model/told.h"
#include "model/verdict.h"

#include <stdint.h>

struct cir_store;

enum { CIR_STORE_APPLICATION_ID = 0x63697273 /* "cirs" */, CIR_STORE_VERSION = 10 };

/** How the campaigns of a run are made; see campaigns.h. */
struct cir_store_grouping {
    const char *column;       /**< that the incidents of a campaign share; NULL: none are made */
    struct cir_period within; /**< zero: whatever their dates */
};

/** What is known of a run when it begins. Everything is borrowed until the run is finished or abandoned. */
struct cir_store_run {
    const char *recorded_at; /**< "2026-01-31T23:59:59Z"; of SOURCE_DATE_EPOCH or the caller's clock */
    const char *tool_version;
    const char *input_name;
    const char *options; /**< as the user gave them */
    uint64_t seed;       /**< below 2^63 */
    const struct cir_definitions *definitions;
    const struct cir_scheme *const *schemes;
    size_t scheme_count;          /**< at most CIR_SCHEMES_MAX */
    const char *overrides_sha256; /**< of the file of overrides, 64 hexadecimal figures; NULL: none was given */
    const char *figures_sha256;   /**< of the figures beside a register, likewise */
    struct cir_store_grouping campaigns;
    const struct cir_network *network; /**< NULL: none is used */
    const char *regional;              /**< what counts as regional in it; not NULL where one is used */
};

/** What is known when all of the input was read. */
struct cir_store_outcome {
    const char *input_sha256; /**< 64 hexadecimal figures */
    uint64_t input_bytes;
    uint64_t rows; /**< read; a run whose subjects and rejects do not add up to them is refused */
};

/** Texts are borrowed for the call; an empty one is stored as not known. */
struct cir_store_subject {
    uint64_t row;  /**< data row, from 1; unique in the run */
    uint64_t line; /**< physical line, from 1 */
    struct cir_text id;
    struct cir_text date;
    struct cir_text country; /**< ISO 3166 alpha-2 */
    struct cir_text title;
    uint64_t sectors; /**< bit = number of the sector, CIR_SECTOR_NONE: outside all; 0 where not known for sure */
    const struct cir_told_facts *facts; /**< what tables are made of beside; NULL: nothing */
};

/** Open a store, made if there is no such file or an empty one. Waits some seconds for another writer.
 * @return also CIR_BAD_STORE for a file that is no database, another program's, of another version of the store, or
 *         that cannot be written; such a file is left as it was */
enum cir_status cir_store_open(struct cir_store **store, const char *file, struct cir_error *error);

/** Abandons a run that is open. Afterwards the store is a single file again, when no other program has it open. */
void cir_store_close(struct cir_store *store);

/** Begin a run; none may be open. Other programs may read meanwhile, not write.
 * @param number of the run, 1 for the first of a store; may be NULL */
enum cir_status cir_store_begin_run(struct cir_store *store, const struct cir_store_run *run, int64_t *number,
                                    struct cir_error *error);

/** Store what the network of the run says of a subject that is there. One that it cannot tell of has no row. */
enum cir_status cir_store_put_impact(struct cir_store *store, uint64_t row, const struct cir_row_impact *impact,
                                     struct cir_error *error);

/** @param verdicts one a scheme, in the order of the run's schemes. Numbers are kept to 9 decimals, fewer than what
 *         machines differ in */
enum cir_status cir_store_put_subject(struct cir_store *store, const struct cir_store_subject *subject,
                                      const struct cir_verdict *verdicts, struct cir_error *error);

/** @param row of a subject that was put */
enum cir_status cir_store_put_overrides(struct cir_store *store, uint64_t row,
                                        const struct cir_override_list *overrides, struct cir_error *error);

/** How likely the levels of a subject are that was put before.
 * @param probabilities one a scheme */
enum cir_status cir_store_put_probabilities(struct cir_store *store, uint64_t row,
                                            const struct cir_probabilities *probabilities, struct cir_error *error);

/** @param problems of one row, at least one */
enum cir_status cir_store_put_reject(struct cir_store *store, const struct cir_problem *problems, size_t count,
                                     struct cir_text raw_line, struct cir_error *error);

/** End the run and keep it. When this fails the run is abandoned. */
enum cir_status cir_store_finish_run(struct cir_store *store, const struct cir_store_outcome *outcome,
                                     struct cir_error *error);

/** Forget the run that is open, if any. */
void cir_store_abandon_run(struct cir_store *store);

#endif
