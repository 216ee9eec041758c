/** How far a run has come, on the screen. Nothing is shown where stderr is no terminal. */
#ifndef CIR_TOOLS_PROGRESS_H
#define CIR_TOOLS_PROGRESS_H

#include "terminal.h"

#include <stdbool.h>
#include <stdint.h>

struct progress {
    struct terminal terminal;
    bool is_on;
    bool is_painted; /**< the bar stands on the current line of the screen */
    double started_s;
    double shown_s; /**< when it was last painted */
};

struct progress progress_start(const struct terminal *terminal, bool quiet);

/** @param size of the input in bytes, 0 where it is not known */
void progress_show(struct progress *progress, uint64_t bytes, uint64_t size, uint64_t rows);

/** Take the bar away, so that other lines can follow. */
void progress_clear(struct progress *progress);

#endif
