/** A whole log: from the file to the scored rows, the rejects, the store and the counts.
 *
 * Blocks of whole records are read in turn, judged by all threads at once and written in the order in which they
 * were read, so that memory does not grow with the log and the output does not depend on the threads. */
#ifndef CIR_PIPELINE_SCORE_LOG_H
#define CIR_PIPELINE_SCORE_LOG_H

#include "base/date.h"
#include "base/error.h"
#include "base/text.h"
#include "model/file_seal.h"
#include "model/problem.h"
#include "model/tally.h"
#include "pipeline/classifier.h"

#include <stdbool.h>
#include <stdint.h>

enum cir_output_format { CIR_OUTPUT_CSV, CIR_OUTPUT_NDJSON };

/** How a log is written: what the file itself does not say. A zeroed struct takes every default. */
struct cir_log_format {
    struct cir_text text; /**< the log itself, borrowed, where it is no file: `input` is its name then; empty: a file */
    const char *encoding; /**< NULL: UTF-8; else a name that iconv knows */
    char delimiter;       /**< '\0': found out from the header, refused where more than one fits */
    char decimal;         /**< '\0': '.' */
    char thousands;       /**< '\0': none */
    enum cir_date_order date_order;
    size_t max_field;      /**< bytes; 0: CIR_MAX_FIELD_DEFAULT */
    const char *mapping;   /**< NULL: canonical names; a shipped mapping's name, or a file */
    const char *overrides; /**< NULL: none; a file */
};

enum { CIR_MAX_FIELD_DEFAULT = 1 << 20 };

/** Told of what happens, in the order of the rows, by one thread at a time. Any member may be NULL. */
struct cir_observer {
    void *context;
    /** A problem of a row that is rejected. All of it is borrowed for the call. */
    void (*problem)(void *context, const struct cir_problem *problem);
    /** A row that was scored, also where its overrides do not fit. All of it is borrowed for the call.
     * @param verdicts one a scheme
     * @return other than CIR_OK ends the run with this status */
    enum cir_status (*scored)(void *context, struct cir_text id, uint64_t line, const struct cir_verdict *verdicts,
                              struct cir_error *error);
    /** An override that does not fit the log: the run goes on to find the others, writes no more, and fails with the
     * first of them. Of a row only one is told. Borrowed for the call. */
    void (*misfit)(void *context, const struct cir_error *error);
    /** After each block: bytes and rows done; size of the input, 0 where it is not known. False stops the run. */
    bool (*progress)(void *context, uint64_t bytes, uint64_t size, uint64_t rows);
};

/** Incidents that belong together, scored as one and, where there is a store, stored. A zeroed struct asks for none. */
struct cir_campaign_options {
    bool wanted;
    const char *output;       /**< path, "-" for standard output, NULL: no file is written */
    const char *column;       /**< that the incidents of a campaign share; NULL: campaign */
    struct cir_period within; /**< zero: incidents of one key belong together whatever their dates */
};

/** The files of a run that is whole, hashed while they were read and written. */
struct cir_score_seals {
    struct cir_file_seal log;
    struct cir_file_seal output;
    struct cir_file_seal rejects;
    struct cir_file_seal campaigns;
};

struct cir_score_options {
    const char *input; /**< path, or "-" for standard input */
    struct cir_log_format log;
    const char *output; /**< path, "-" for standard output, NULL: nothing is written (a check, a dry run) */
    enum cir_output_format format;
    uint32_t verdict_columns; /**< bits of sink/verdict_columns.h; 0: all */
    bool probabilities;       /**< how likely each level is, too: columns of their own, and in the store */
    bool raw;                 /**< no guard against formulas in spreadsheets */
    bool bom;                 /**< the CSV output begins with a byte order mark */
    const char *rejects;      /**< path or NULL */
    const char *store;        /**< path of the database or NULL */
    struct cir_campaign_options campaigns;
    uint64_t seed;            /**< recorded */
    const char *recorded_at;  /**< "2026-01-31T23:59:59Z"; needed for the store only */
    const char *options_text; /**< the command line, for the store; NULL: not recorded */
    bool check_only;  /**< rows are read and checked, not counted by level; nothing but the rejects is written */
    unsigned threads; /**< 0: one a core */
    struct cir_observer observer;
    struct cir_score_seals
        *seals; /**< filled when the run is whole; NULL: nothing is hashed but what the store asks for */
};

/** Score `options->input` by all schemes of the classifier.
 *
 * Output files are written under a temporary name and renamed when the run is whole: a run that fails leaves no
 * half-written file behind.
 *
 * @param tally rows = scored + rejected, problems by code, levels; the caller frees it with cir_tally_free
 * @return CIR_OK, also when rows were rejected; CIR_BAD_LOG, CIR_NO_FILE, CIR_BAD_TABLE (the mapping, the overrides),
 *         CIR_BAD_OVERRIDE (one whose old value is not what stands there, or that finds no row that is scored),
 *         CIR_BAD_STORE, CIR_NO_MEMORY, CIR_STOPPED */
enum cir_status cir_score_log(const struct cir_classifier *classifier, const struct cir_score_options *options,
                              struct cir_tally *tally, struct cir_error *error);

/** The text of a mapping proposed for a log (caller frees `proposal`). */
struct cir_buffer;
enum cir_status cir_propose_mapping(const struct cir_classifier *classifier, const char *input,
                                    const struct cir_log_format *format, struct cir_buffer *proposal,
                                    struct cir_error *error);

#endif
