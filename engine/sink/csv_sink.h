/** Rows as CSV: the input record as it is, and the verdicts behind it.
 *
 * A verdict is put together from text made ready when the sink is made (every level with its label, every reason,
 * every score of few decimals), so that a row costs little more than the copy of its input. */
#ifndef CIR_SINK_CSV_SINK_H
#define CIR_SINK_CSV_SINK_H

#include "base/buffer.h"
#include "base/error.h"
#include "model/override.h"
#include "model/record.h"
#include "model/row_impact.h"
#include "model/verdict.h"

struct cir_csv_options {
    char delimiter;   /**< that of the input */
    unsigned columns; /**< of verdict_columns.h; CIR_COLUMNS_ALL unless chosen */
    bool raw;         /**< no guard against formulas, see csv_cell.h */
    bool overrides;   /**< a column for them stands behind those of the input */
    bool impacts;     /**< columns of impact_columns.h stand behind those of the verdicts */
};

/** Never changed once made: any number of threads may write rows with one sink, each into a buffer of its own and with
 * a memory of its own. */
struct cir_csv_sink;

/** What one thread wrote before and may have to write again. */
struct cir_csv_memory;

/** @param schemes borrowed for the life of the sink
 *  @return CIR_OK, CIR_NO_MEMORY */
enum cir_status cir_csv_sink_new(struct cir_csv_sink **sink, const struct cir_scheme *const *schemes,
                                 size_t scheme_count, const struct cir_csv_options *options, struct cir_error *error);

void cir_csv_sink_free(struct cir_csv_sink *sink);

/** @return CIR_OK, CIR_NO_MEMORY */
enum cir_status cir_csv_memory_new(struct cir_csv_memory **memory, const struct cir_csv_sink *sink,
                                   struct cir_error *error);

void cir_csv_memory_free(struct cir_csv_memory *memory);

/** Append the header: the input's header cells as they were, `overrides` where it is wanted, then SCHEME_column for each
 * scheme in its order. */
void cir_csv_sink_header(const struct cir_csv_sink *sink, const struct cir_record *header, struct cir_buffer *buffer);

/** Append one row, ended by LF. What cannot be told is an empty cell; its label is "cannot-tell".
 * @param overrides those of the row
 * @param verdicts one a scheme, in the order of the schemes
 * @param probabilities likewise; NULL where their columns are not chosen
 * @param impact NULL where no network is used
 * @param memory of this sink */
void cir_csv_sink_row(const struct cir_csv_sink *sink, const struct cir_record *record,
                      const struct cir_override_list *overrides, const struct cir_verdict *verdicts,
                      const struct cir_probabilities *probabilities, const struct cir_row_impact *impact,
                      struct cir_csv_memory *memory, struct cir_buffer *buffer);

#endif
