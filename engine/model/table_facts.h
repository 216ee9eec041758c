/** What is known of a source of rows once it was read, beside the tables that were made of it. */
#ifndef CIR_MODEL_TABLE_FACTS_H
#define CIR_MODEL_TABLE_FACTS_H

#include <stddef.h>
#include <stdint.h>

/** A scheme of the source. */
struct cir_table_scheme {
    const char *name;
    const char *title;   /**< in the language of the tables; "" where no table knows the scheme */
    const char *version; /**< "" likewise */
    const char *status;  /**< "" likewise */
    const char *source;  /**< "" likewise */
    const char *sha256;  /**< of its tables; "" likewise */
};

/** Lives as long as the tables. */
struct cir_table_facts {
    const char *name; /**< of the log, as messages name it; of a run the log that it read */
    const char *definitions_sha256;
    uint64_t rows;    /**< read */
    uint64_t undated; /**< rows without a date */
    double first_h;   /**< of the dates, hours from 1970-01-01T00:00Z; NAN where there are none */
    double last_h;
    const char *tlp;   /**< the strictest that a row has, with its prefix: "TLP:AMBER"; "TLP:CLEAR" where none has */
    uint64_t unmarked; /**< rows without a marking */
    const struct cir_table_scheme *schemes;
    size_t scheme_count;
};

#endif
