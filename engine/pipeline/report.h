/** A report of a scored log or a stored run: all its tables in one pass, figures, words, one page. */
#ifndef CIR_PIPELINE_REPORT_H
#define CIR_PIPELINE_REPORT_H

#include "base/buffer.h"
#include "base/error.h"
#include "model/definitions.h"
#include "model/word.h"
#include "pipeline/tables.h"

#include <stdint.h>

/** Texts are borrowed for the call. A zeroed struct with a source and a language takes every default. */
struct cir_report_options {
    struct cir_table_source source;
    enum cir_language language;
    const char *digits;      /**< latn or arab; NULL: those that are usual in the language */
    const char *title;       /**< NULL: that of the language */
    const char *scheme;      /**< whose levels are told; NULL: the first of the source */
    const char *tlp;         /**< as in struct cir_table_request; NULL: the strictest of the rows */
    const char *from;        /**< as in struct cir_table_request */
    const char *until;       /**< likewise */
    uint64_t suppress;       /**< likewise */
    struct cir_text options; /**< as they were given, for whoever wants to make the page again; empty: not told */
};

/** Append the page of a report to `html`. Parts that the source cannot have (schemes side by side where there is one,
 * a trend where nothing has a date) are left out.
 * @return as cir_tables_make; CIR_BAD_USE also for digits that the language is not written with. `html` holds nothing of
 *         use where it fails */
enum cir_status cir_report_make(struct cir_buffer *html, const struct cir_report_options *options,
                                struct cir_error *error);

#endif
