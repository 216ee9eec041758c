/** CSV as libcsv reads it, and what libcsv does not know: the lines, and whether the text or the memory is at fault.
 *
 * Quotes are those of RFC 4180, and blanks belong to their cell. Cells and ends of records go to a taker as they come; the
 * text may come in pieces of any size. Records end in LF, CRLF or CR; lines are counted by LF. */
#ifndef CIR_BASE_CSV_READER_H
#define CIR_BASE_CSV_READER_H

#include "base/error.h"
#include "base/text.h"

#include <csv.h>

/** What is done with what is read. Each function returns whether to go on: after the first "no" nothing more is read. */
struct cir_csv_taker {
    bool (*take_cell)(void *context, struct cir_text cell); /**< the text is borrowed for the call */
    bool (*take_end)(void *context); /**< of a record, of a blank line, and once more of the LF of a CRLF */
    void *context;
};

/** Where the reading stands; to be read by the taker, too. */
struct cir_csv_reader {
    size_t line;        /**< of the next byte, from 1: in take_cell the one on which the cell ends */
    size_t record_line; /**< on which the record at hand begins */
    size_t cell;        /**< of the record, from 0; in take_end how many it has, 0 of a blank line */
    bool is_stopped;    /**< nothing more is read: the taker wants no more, or the text is at fault */

    struct cir_csv_taker taker; /**< this and what follows is for the reader alone */
    struct csv_parser parser;
};

/** Begin a text; to be closed. */
void cir_csv_reader_open(struct cir_csv_reader *reader, struct cir_csv_taker taker, char delimiter);

/** Read the next piece of the text.
 * @return CIR_OK, also where the taker wants no more; CIR_BAD_TABLE: a quote at `line` where none may stand;
 * CIR_NO_MEMORY */
enum cir_status cir_csv_reader_feed(struct cir_csv_reader *reader, struct cir_text piece);

/** The text is whole; its last line need not have an end.
 * @return CIR_OK; CIR_BAD_TABLE: a quote of the record at `record_line` is not closed; CIR_NO_MEMORY */
enum cir_status cir_csv_reader_finish(struct cir_csv_reader *reader);

void cir_csv_reader_close(struct cir_csv_reader *reader);

#endif
