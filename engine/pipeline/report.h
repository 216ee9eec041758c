/** A report of a scored log or a stored run: all its tables in one pass, figures, words, one page. */
#ifndef CIR_PIPELINE_REPORT_H
#define CIR_PIPELINE_REPORT_H

#include "base/buffer.h"
#include "base/error.h"
#include "model/definitions.h"
#include "pipeline/tables.h"

/** Texts are borrowed for the call. A zeroed struct with a source and a language takes every default. */
struct cir_report_options {
    struct cir_table_source source;
    enum cir_language language;
    const char *title; /**< NULL: that of the language */
    struct cir_table_request
        alike;               /**< what all tables of the report share: filters, from, until, scheme, regime, suppress,
                                         significant, tlp, source; the rest is not read */
    struct cir_text options; /**< as they were given, for whoever wants to make the page again; empty: not told */
};

/** Append the page of a report to `html`. Parts that the source cannot have (schemes side by side where there is one,
 * a trend where nothing has a date) are left out.
 * @return as cir_tables_make. `html` holds nothing of use where it fails */
enum cir_status cir_report_make(struct cir_buffer *html, const struct cir_report_options *options,
                                struct cir_error *error);

#endif
