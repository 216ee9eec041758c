/** A scheme, written out whole as Markdown: its part of docs/schemes.md. */
#ifndef CIR_TOOLS_SCHEME_CHAPTER_H
#define CIR_TOOLS_SCHEME_CHAPTER_H

#include "base/arena.h"
#include "definitions/scheme_parts.h"
#include "markdown.h"

/** The scheme as the engine reads it, and the rows of its tables for what scoring has no use for: the labels of options
 * and the sources of columns. */
struct scheme_chapter {
    const struct cir_scheme *scheme;
    const struct cir_fields *fields;
    struct cir_table tables[CIR_SCHEME_TABLE_COUNT];
    struct cir_table sources; /**< those that all schemes share */
    size_t vectors;           /**< worked examples */

    struct cir_arena *arena; /**< holds the list of notes */
    const char **notes;      /**< sources of rows, each once, in the order of their first use */
    size_t note_count;
    size_t note_capacity;
};

#define SCHEME_OVERVIEW "scheme;title;judges;status;levels;by;own columns;examples"

/** Append the row of the overview, whose columns are SCHEME_OVERVIEW, and the chapter. */
void scheme_chapter_add_overview(struct markdown_table *overview, const struct scheme_chapter *chapter);
void scheme_chapter_add(struct cir_buffer *page, struct scheme_chapter *chapter);

#endif
