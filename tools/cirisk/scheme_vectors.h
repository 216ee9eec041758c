/** The worked examples of a scheme: vectors.csv, judged by the scheme and compared with what they expect. */
#ifndef CIR_TOOLS_SCHEME_VECTORS_H
#define CIR_TOOLS_SCHEME_VECTORS_H

#include "definitions/definitions.h"

/** Judge each vector of a scheme whose tables are right; a scheme without vectors.csv has none.
 *
 * @param name of a scheme, or the path of a scheme's folder (it holds a '/')
 * @param overlay folder laid over the built-in tables, or NULL
 * @param findings gets a wrong expectation, a cell that is none of its column, a column that nothing reads, an id or
 *        a source that is missing
 * @return CIR_OK; CIR_BAD_TABLE when there are findings; else as cir_classifier_new */
enum cir_status scheme_vectors_check(const char *name, const char *overlay, const struct cir_findings *findings,
                                     struct cir_error *error);

#endif
