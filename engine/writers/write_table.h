/** Shown tables, written in the formats of formats.def.
 *
 * All formats tell the same: caption, TLP label, column groups, labels with units, cells, notes, source line, the line
 * of what is not known, and which rows are totals. Every text may be hostile: each writer makes it harmless by the rules
 * of its format, after visible.h made what cannot be seen visible. The same tables give the same bytes, on every run, in
 * every locale and time zone. Tables that are written together are in one language. */
#ifndef CIR_WRITERS_WRITE_TABLE_H
#define CIR_WRITERS_WRITE_TABLE_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "model/shown_table.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum cir_table_format {
#define CIR_TABLE_FORMAT(symbol, name, extension, function, binary, what) CIR_TABLE_##symbol,
#include "writers/formats.def"
#undef CIR_TABLE_FORMAT
    CIR_TABLE_FORMATS
};

/** What is told of a format. */
struct cir_table_format_row {
    const char *name;
    const char *extension; /**< of a file, without the dot */
    bool is_binary;        /**< does not belong on a terminal */
    const char *what;
};

/** CIR_TABLE_FORMATS of them, by number. */
const struct cir_table_format_row *cir_table_format_list(void);

/** The format of this name; false when there is none. */
bool cir_table_format_find(struct cir_text name, enum cir_table_format *format);

/** How tables are written, beside the format. A zeroed struct serves. */
struct cir_writing {
    struct cir_text title;   /**< of the page, the workbook, the document; empty: the caption of the first table */
    int64_t made_at;         /**< when it was made, for the properties of a document: seconds from 1970-01-01, UTC */
    unsigned screen_columns; /**< text: words are broken so that lines fit, where they can be; 0: no limit */
};

/** Append `count` > 0 tables to `buffer`, one below the other, in the order given; in one document where the format has
 * documents.
 * @param writing NULL: as a zeroed one
 * @return CIR_OK; CIR_BAD_USE where a table contradicts its own record (a note, a group or a kind that is not there) or
 *         cannot be held by the format (more rows than a sheet has); CIR_NO_MEMORY. `buffer` holds nothing of use then */
enum cir_status cir_write_tables(enum cir_table_format format, struct cir_buffer *buffer,
                                 const struct cir_shown_table *const *tables, size_t count,
                                 const struct cir_writing *writing, struct cir_error *error);

/* One function a format, likewise: cir_write_table_csv, cir_write_table_html_fragment, ... */
#define CIR_TABLE_FORMAT(symbol, name, extension, function, binary, what)                                              \
    enum cir_status cir_write_table_##function(struct cir_buffer *buffer, const struct cir_shown_table *const *tables, \
                                               size_t count, const struct cir_writing *writing,                        \
                                               struct cir_error *error);
#include "writers/formats.def"
#undef CIR_TABLE_FORMAT

#endif
