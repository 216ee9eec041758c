/** A judged register, written out: as a list, as a page to sign, as a return. */
#ifndef CIR_TOOLS_DESIGNATION_VIEW_H
#define CIR_TOOLS_DESIGNATION_VIEW_H

#include "base/buffer.h"
#include "cirisk.h"
#include "listing.h"

#include <stdio.h>

struct designation_view {
    const struct cir_register *assets; /**< borrowed, as all of it */
    const struct cir_scheme *scheme;
    const struct cir_fields *fields;
    const struct cir_definitions *definitions;
    const char *regional; /**< what counts as regional in the network of the register, where it has one */
    double date_h;        /**< day for which in_effect is told; NAN: none was asked for */
};

/* ---- words ---- */

/** Append the fact as a cell of a register has it: "104", "90..110", "50.." of which at least so much is there,
 * "unknown", "n/a", "no|yes", of a criterion that asks for States its country. */
void designation_add_fact(struct cir_buffer *buffer, const struct designation_view *view, const struct cir_asset *asset,
                          const struct cir_criterion *criterion);

/** Append the names of the measures whose facts are missing, each once; "facility" where that is not known. */
void designation_add_missing_facts(struct cir_buffer *buffer, const struct designation_view *view,
                                   const struct cir_asset *asset);

/** Append the names of the criteria whose thresholds are missing. */
void designation_add_missing_thresholds(struct cir_buffer *buffer, const struct designation_view *view,
                                        const struct cir_asset *asset);

/** The sector of its facility; without one the scheme's own word where the scheme has any, "" where that is not told; else
 * as the register has it. */
struct cir_text designation_sector(const struct designation_view *view, const struct cir_asset *asset);

/** Label id of the level, "" where it is not told. */
const char *designation_label(const struct designation_view *view, const struct cir_asset *asset);

/** Append it, or the labels of what the level may be: "category-2 .. category-1". */
void designation_add_levels(struct cir_buffer *buffer, const struct designation_view *view,
                            const struct cir_asset *asset);

/* ---- what a network tells of an asset ---- */

/** Columns behind those of the list, in their order; none where the register has no network. `columns` has room for half
 * of LISTING_COLUMNS_MAX. @return how many */
size_t designation_abroad_columns(struct listing_column *columns, const struct designation_view *view);

/** Whether one of them has this name. */
bool designation_abroad_has_column(const struct cir_definitions *definitions, struct cir_text name);

/** Fill them for the last row.
 * @param first number of the first of them in the listing */
void designation_abroad_set(struct listing *list, size_t first, const struct designation_view *view,
                            const struct cir_asset *asset);

/** Append the share as a cell of a register has it, at most 1. */
void designation_add_share(struct cir_buffer *buffer, const struct cir_row_shock *shock);

/* ---- pages; each returns an exit code ---- */

/** Whether a list writes a column of this name itself: in a register it is that of an earlier list, and not read. */
bool designation_has_column(const struct cir_definitions *definitions, struct cir_text name);

/** One row an asset; LISTING_TEXT has fewer columns. `context` of all is a struct designation_view. */
int designation_print_csv(const void *context, FILE *out);
int designation_print_text(const void *context, FILE *out);

/** Of each asset all criteria of its rules, with what they asked and found. */
int designation_print_json(const void *context, FILE *out);

/** Counts by sector and service. */
int designation_print_returns(const void *context, FILE *out);

/** Each problem of each row that was rejected, the row untouched beside it. */
int designation_print_rejects(const void *context, FILE *out);

/** The criteria that were asked of an asset, each once. */
int designation_print_thresholds(const void *context, FILE *out);

/** A line that says since when the scheme is no law any more. @return false where it is one */
bool designation_print_repealed(const struct designation_view *view, FILE *out);

/** Counts by sector, for the screen. */
int designation_print_summary(const void *context, FILE *out);

/** What is signed. */
struct designation_signed {
    const struct designation_view *view;
    const char *register_name;
    const char *figures_name;   /**< NULL: none were given */
    const char *overrides_name; /**< likewise */
    const char *list_name;
    const char *list_sha256;
};

/** A page with all that makes a list what it is, each override, and lines for names. `context` is a struct
 * designation_signed. */
int designation_print_sign_off(const void *context, FILE *out);

#endif
