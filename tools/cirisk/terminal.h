/** What the screen can do, and what the person wants of it. */
#ifndef CIR_TOOLS_TERMINAL_H
#define CIR_TOOLS_TERMINAL_H

#include "options.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct terminal_options {
    int color; /**< place in "auto;always;never" */
    bool plain;
};

enum { TERMINAL_ROWS = 2, TERMINAL_WIDTH = 80 };
extern const struct option_row terminal_rows[TERMINAL_ROWS];

struct terminal {
    bool is_terminal;
    bool color;
    bool plain;   /**< no repainting, no lines drawn: for screen readers */
    size_t width; /**< columns; TERMINAL_WIDTH when it is no terminal */
};

/** Whether the option or the environment (ACCESSIBLE) asks for neither repainting nor lines. */
bool terminal_wants_plain(const struct terminal_options *options);

/** The option goes before the environment (NO_COLOR, ACCESSIBLE, TERM=dumb), the environment before the guess. */
struct terminal terminal_of(FILE *file, const struct terminal_options *options);

#endif
