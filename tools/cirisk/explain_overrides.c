#include "command.h"
#include "explain_view.h"
#include "listing.h"
#include "say.h"

#include <stdio.h>

/* A text of several lines in a cell of a table, which has line ends of its own. */
static void add_prose(struct cir_buffer *text, struct cir_text prose)
{
    struct cir_text line;
    for (const char *before = ""; cir_text_next(&line, &prose, '\n'); before = " ") {
        cir_buffer_add_string(text, before);
        say_add_visible(text, line, 0);
    }
}

int explain_print_overrides(const struct cir_subject *subject, const struct terminal *terminal)
{
    struct listing_column columns[CIR_OVERRIDE_COLUMNS - 1];
    enum { COLUMNS = sizeof columns / sizeof columns[0] };
    struct cir_arena arena = {0};
    const struct cir_override *override = NULL;
    for (unsigned i = 0; i < COLUMNS; i++) /* the id stands above */
        columns[i] = (struct listing_column){cir_override_column_name(i + 1), LISTING_WRAP};
    struct listing listing = listing_start(columns, COLUMNS, &arena);
    for (size_t row = 0; (override = view_override(subject, row)) != NULL; row++) {
        listing_row(&listing);
        for (unsigned i = 0; i < COLUMNS; i++) {
            struct cir_buffer cell = {0};
            add_prose(&cell, override->texts[i + 1]);
            listing_set_buffer(&listing, i, &cell);
        }
    }
    int code = EXIT_CLEAN;
    if (listing.row_count > 0) {
        puts("\nOverrides");
        code = listing_print(&listing, LISTING_TEXT, terminal, stdout);
    }
    cir_arena_free(&arena);
    return code;
}
