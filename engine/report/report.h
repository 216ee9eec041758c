/** What a report says, from tables that were made and facts of their source: key figures, a part a table, the method in
 * words, the definitions that judged, what is not known, and how the page was made. */
#ifndef CIR_REPORT_REPORT_H
#define CIR_REPORT_REPORT_H

#include "base/buffer.h"
#include "base/error.h"
#include "model/shown_table.h"
#include "model/table_facts.h"
#include "report/page.h"
#include "tongue/tongue.h"

#include <stddef.h>
#include <stdint.h>

enum cir_report_part {
#define CIR_REPORT_PART(symbol, id, figure, heading, lead) CIR_REPORT_##symbol,
#include "report/parts.def"
#undef CIR_REPORT_PART
    CIR_REPORT_PARTS
};

struct cir_report_shown {
    const struct cir_shown_table *table; /**< NULL: the report has no such part */
    struct cir_text figure;              /**< SVG; empty: none */
};

/** All of it is borrowed. Texts may be hostile. */
struct cir_report {
    const struct cir_tongue *tongue;
    struct cir_text title; /**< empty: that of the language */
    struct cir_text tlp;   /**< TLP 2.0 label with its prefix */
    const struct cir_table_facts *facts;
    uint64_t incidents;                    /**< that the tables count; 0: not told */
    const struct cir_shown_table *sectors; /**< a row a sector that is critical, and was hit; NULL: not told */
    struct cir_date period;                /**< that they lie in; hours are NAN where none has a date */
    uint64_t suppress;                     /**< counts from 1 to one less are hidden; 0: none */
    unsigned significant;                  /**< digits of what is no count; 0: 3 */
    struct cir_text options;               /**< as they were given, as one text; empty: not told */
    const struct cir_report_key *keys;
    size_t key_count;
    bool
        abroad_by_level; /**< the part across borders has a row a State and a column a level, not from State to State */
    struct cir_report_shown parts[CIR_REPORT_PARTS];
};

/** Append the page of a report.
 * @return as cir_report_page_write */
enum cir_status cir_report_write(struct cir_buffer *html, const struct cir_report *report, struct cir_error *error);

#endif
