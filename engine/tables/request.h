/** What is asked of a table. */
#ifndef CIR_TABLES_REQUEST_H
#define CIR_TABLES_REQUEST_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum cir_table_kind {
#define CIR_TABLE_KIND(symbol, name, rows, columns, measure, meaning) CIR_TABLE_##symbol,
#include "tables/kinds.def"
#undef CIR_TABLE_KIND
    CIR_TABLE_KINDS
};

struct cir_table_kind_row {
    const char *name;
    const char *rows; /**< dimensions, as in kinds.def */
    const char *columns;
    const char *measure;
    const char *meaning;
};

/** CIR_TABLE_KINDS of them, by number. */
const struct cir_table_kind_row *cir_table_kind_list(void);

enum cir_table_sort {
    CIR_TABLE_SORT_OWN,   /**< the order of the dimension: levels rising, time, sectors and States as the tables have
                               them; texts by bytes */
    CIR_TABLE_SORT_VALUE, /**< largest first */
    CIR_TABLE_SORT_NAME,  /**< by label, in the order of the bytes of its code points */
};

/** A zeroed struct asks for every default of the kind. Texts are borrowed for the call. */
struct cir_table_request {
    enum cir_table_kind kind;
    unsigned significant; /**< digits of measures that are not counts; 0: 3 */
    const char *id;       /**< of the shown table; NULL: the name of the kind */
    const char *caption;  /**< NULL: made from what is shown */
    const char *source;   /**< what the source line names; NULL: the file */
    /** Dimensions: sector, country, region, subregion, group, other_countries, year, quarter, month, service, tlp,
     * SCHEME_level, SCHEME_reason, SCHEME_AXIS, proposal; of a scored log also any column that it has. NULL: the kind's. */
    const char *rows;
    const char *columns;
    const char *measure; /**< count, share, rate:population, sum:FIELD, mean:FIELD, median:FIELD, p90:FIELD; NULL */
    const char *by;      /**< year, quarter or month: of a trend its rows, else a block of rows each; NULL: none */
    const char *const *filters; /**< COLUMN=VALUE, COLUMN!=VALUE, SCHEME_level>=N; all must hold */
    size_t filter_count;
    const char *from;   /**< ISO date from which the log is whole: incidents before are left out; NULL: its first */
    const char *until;  /**< ISO date to which it is whole, included; NULL: its last */
    const char *scheme; /**< NULL: the first of the source; `schemes` takes "A,B" */
    const char *regime; /**< column whose values are not pooled: a block of rows each; NULL: none */
    size_t top;         /**< rows kept, the rest is one row "others"; 0: all, of kind top 10 */
    enum cir_table_sort sort;
    bool no_totals;
    bool if_possible;  /**< a table that the source cannot have, or of which nothing is left, is not made: NULL */
    uint64_t suppress; /**< counts from 1 to one less are hidden, and what would give them away; 0: none */
    const char *tlp;   /**< clear, green, amber, amber-strict or red; NULL: the strictest of the rows, else clear */
};

enum { CIR_TABLE_TOP_MAX = 1000, CIR_TABLE_REQUESTS_MAX = 64 };

#endif
