/** Rows as JSON, one object a line:
 *
 *     {"schema_version":1,"tool_version":"0.1.0","input":{"id":"A-1",...},"verdicts":{"gge":{"level":3,...}}}
 *
 * With overrides, "overrides":[{"id":"A-1","field":"deaths",...},...] stands before the verdicts. Input cells are strings, as they were read; numbers of a verdict are numbers; what cannot be told is null. JSON is
 * data, so nothing is guarded against spreadsheets. */
#ifndef CIR_SINK_NDJSON_SINK_H
#define CIR_SINK_NDJSON_SINK_H

#include "base/buffer.h"
#include "base/error.h"
#include "model/override.h"
#include "model/record.h"
#include "model/row_impact.h"
#include "model/verdict.h"

enum { CIR_NDJSON_SCHEMA_VERSION = 1 };

struct cir_ndjson_options {
    unsigned columns; /**< of the verdict, see verdict_columns.h */
    const char *tool_version;
    bool overrides; /**< each row tells those that count in it */
};

/** Never changed once made: any number of threads may write rows with one sink, each into a buffer of its own. */
struct cir_ndjson_sink;

/** @param schemes borrowed for the life of the sink
 *  @param names of the input's columns; not needed after the call. A column without a name, or with one that stood
 *         before, is called "column_3" after its place, so that no key stands twice
 *  @return CIR_OK, CIR_NO_MEMORY */
enum cir_status cir_ndjson_sink_new(struct cir_ndjson_sink **sink, const struct cir_scheme *const *schemes,
                                    size_t scheme_count, const struct cir_text *names, size_t name_count,
                                    const struct cir_ndjson_options *options, struct cir_error *error);

void cir_ndjson_sink_free(struct cir_ndjson_sink *sink);

/** Append one row, ended by LF.
 * @param record with as many cells as there are names
 * @param overrides those of the row
 * @param verdicts one a scheme, in the order of the schemes

 * @param probabilities likewise; NULL where they are not chosen */
void cir_ndjson_sink_row(const struct cir_ndjson_sink *sink, const struct cir_record *record,
                         const struct cir_override_list *overrides, const struct cir_verdict *verdicts,
                         const struct cir_probabilities *probabilities, const struct cir_row_impact *impact,
                         struct cir_buffer *buffer);

#endif
