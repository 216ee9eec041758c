/** Tables of what was judged: any number of them in one pass over a scored log or a stored run. */
#ifndef CIR_PIPELINE_TABLES_H
#define CIR_PIPELINE_TABLES_H

#include "base/error.h"
#include "model/shown_table.h"
#include "model/table_facts.h"
#include "pipeline/score_log.h"
#include "tables/request.h"
#include "tongue/tongue.h"

struct cir_tables;

/** Where the rows come from. */
struct cir_table_source {
    const char *path;          /**< a scored log, "-" for standard input, or a database: its first bytes tell */
    uint64_t run;              /**< of a database; 0: the last. Of a log it has to be 0 */
    const char *definitions;   /**< folder laid over the built-in tables, or NULL */
    struct cir_log_format log; /**< how the log is written; overrides are not read */
};

/** Make the tables that are asked for, in one pass over the source, all in one language.
 *
 * Memory grows with the cells of the tables and with what quantiles need, not with the rows.
 *
 * @return CIR_OK; CIR_NOTHING_LEFT where no row is left to be counted in a table; CIR_BAD_USE for a dimension, measure,
 *         scheme, run or filter that does not exist, with the nearest name, and for a marking that is laxer than that of
 *         the rows; CIR_BAD_LOG for a log that is not scored; CIR_NO_FILE, CIR_BAD_TABLE (also a label that a language
 *         lacks), CIR_BAD_STORE, CIR_NO_MEMORY. The caller owns *tables */
enum cir_status cir_tables_make(struct cir_tables **tables, const struct cir_table_source *source,
                                const struct cir_table_request *requests, size_t count, enum cir_language language,
                                struct cir_error *error);

/** The table of a request, by its number; lives as long as the tables. NULL where it is one that was left out. */
const struct cir_shown_table *cir_tables_get(const struct cir_tables *tables, size_t number);

/** What the tables are told in. */
const struct cir_tongue *cir_tables_tongue(const struct cir_tables *tables);

const struct cir_table_facts *cir_tables_facts(const struct cir_tables *tables);

void cir_tables_free(struct cir_tables *tables);

#endif
