/** What a person sees of a run: the problems of its rows, the progress, and the counts at its end. All on stderr. */
#ifndef CIR_TOOLS_WATCH_H
#define CIR_TOOLS_WATCH_H

#include "cirisk.h"
#include "options.h"
#include "progress.h"
#include "terminal.h"

#include <stdbool.h>
#include <stdint.h>

struct watch_options {
    uint64_t max_errors;
    bool quiet;
};

enum { WATCH_ROWS = 2 };
extern const struct option_row watch_rows[WATCH_ROWS];

struct watch {
    const struct watch_options *options;
    const char *file; /**< name of the log in messages */
    struct terminal terminal;
    struct progress progress;
    uint64_t problems; /**< seen so far */
    uint64_t misfits;  /**< overrides that do not fit, seen so far */
};

struct watch watch_start(const struct watch_options *options, const struct terminal_options *screen, const char *file);

/** What is wrong, what was expected, and what may have been meant, without the place. */
void watch_add_finding(struct cir_buffer *line, const struct cir_problem *problem);

/** The same behind its place and code: "log.csv:7:3: bad-date: date '...'; expected ...". */
void watch_add_problem(struct cir_buffer *line, const char *file, const struct cir_problem *problem);

/** For struct cir_score_options. While it is in use, an interrupt stops the run at the next block. */
struct cir_observer watch_observer(struct watch *watch);

/** Say all that is wrong with a row of a register, or with a figure, unless enough was said. */
void watch_reject(struct watch *watch, const struct cir_register_reject *reject);

/** Take the bar away and say how many problems were not shown. */
void watch_end(struct watch *watch);

/** Say why a run failed, where that was not said of each override that does not fit. @return exit code */
int watch_say_error(const struct watch *watch, const struct cir_error *error);

/** "rows R = scored S + rejected J", and the problems by code. */
void watch_print_counts(const struct watch *watch, const struct cir_tally *tally);

/** What a network said of the rows. */
void watch_print_impacts(const struct watch *watch, const struct cir_tally *tally, const struct cir_network *network);

/** "campaigns C, of N incidents": what was merged.
 * @param network NULL where none is used */
void watch_print_campaigns(const struct watch *watch, const struct cir_tally *tally, const struct cir_network *network);

/** "--fail-on GATE: incidents N, campaigns C": how many reach it.
 * @param campaigns NULL where none are asked for */
void watch_print_gate(const struct watch *watch, const char *gate, uint64_t incidents, const uint64_t *campaigns);

/** Levels by sector and of all campaigns, a table a scheme. */
void watch_print_levels(const struct watch *watch, const struct cir_tally *tally,
                        const struct cir_definitions *definitions);

#endif
