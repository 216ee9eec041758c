/** Tables for figures, made of what other commands wrote as CSV: how losses fade, and how sure ranks are. */
#ifndef CIR_PIPELINE_FIGURE_TABLE_H
#define CIR_PIPELINE_FIGURE_TABLE_H

#include "base/arena.h"
#include "base/error.h"
#include "model/shown_table.h"
#include "tongue/tongue.h"

/** What is asked for. All is borrowed for the life of the table. */
struct cir_figure_table_options {
    const char *path; /**< "-" for standard input */
    const struct cir_tongue *tongue;
    const char *caption; /**< NULL: that of the kind, in the language */
    const char *source;  /**< what the line of the source names; NULL: the file */
    const char *tlp;     /**< the whole label: "TLP:AMBER" */
    size_t top;          /**< rows of assets kept; 0: all */
};

struct cir_figure_table {
    struct cir_arena arena; /**< holds all texts and cells */
    struct cir_shown_table table;
};

/** Read what `cirisk impact --recovery --format csv` wrote: hours by parts, what is lost an hour, an interval where low and
 * high differ.
 * @return CIR_OK; CIR_BAD_LOG, with its place, for a column or a cell that is missing or no such number, a part that is there
 *         twice in an hour or not in each, hours that do not rise; what cir_worksheet_read returns; CIR_NO_MEMORY. To be freed
 *         either way */
enum cir_status cir_recovery_table_read(struct cir_figure_table *table, const struct cir_figure_table_options *options,
                                        struct cir_error *error);

/** Read what `cirisk stability --format csv` wrote: assets by ranks, the share of draws.
 * @return likewise */
enum cir_status cir_acceptability_table_read(struct cir_figure_table *table,
                                             const struct cir_figure_table_options *options, struct cir_error *error);

void cir_figure_table_free(struct cir_figure_table *table);

#endif
