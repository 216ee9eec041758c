/** Written tables, read back.
 *
 * Each reader says what a format tells as lines of one form, so that formats can be compared with each other and with
 * the table itself:
 *
 *     caption|Incidents by sector
 *     tlp|TLP:AMBER
 *     column|Harm / People affected (persons)
 *     body|Energy¦2,390,000 [1]
 *     strong|Total¦2,390,000            (subtotals and totals)
 *     remark|[1] Counted where the supply ended.
 *
 * A line end within a text is shown as "⏎". Isolates and marks of direction, which formats set by their own rules, are
 * left out. Readers of XML and JSON fail the CUnit test at hand where the file is not well-formed. */
#ifndef CIR_TESTS_READ_BACK_H
#define CIR_TESTS_READ_BACK_H

#include "base/buffer.h"
#include "model/shown_table.h"
#include "writers/write_table.h"

/** What numbers are told as. */
enum told_as {
    TOLD_AS_TEXTS,
    TOLD_AS_VALUES, /**< CSV: "2386000;note=1", "1.5;1.2;2.386", ";unknown" */
    TOLD_AS_SHEET,  /**< XLSX: an interval is its point or text, and its bounds */
};

/** What a format tells numbers as. */
enum told_as told_as_of(enum cir_table_format format);

/** What the table itself tells. */
void told_by_table(struct cir_buffer *told, const struct cir_shown_table *table, enum told_as as);

/** What a written file tells, whatever the number of tables in it. */
void told_by_file(struct cir_buffer *told, enum cir_table_format format, struct cir_text file);

/** The part of this name of an XLSX or DOCX file; empty when there is none. The caller frees it. */
void read_part(struct cir_buffer *part, struct cir_text file, const char *name);

#endif
