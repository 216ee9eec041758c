/** Records into their cells, where they stand.
 *
 * RFC 4180 with what real files do: any of LF, CRLF and lone CR ends a record; an empty line is no record. Quoting
 * rules are checked, not trusted: a record that breaks them is given as its first physical line with the problem
 * named, and the next record starts on the next line, so that one stray quote costs one row and not the rest of
 * the file.
 *
 * libcsv reads every table, header and mapping; here it would cost more than all the rest (5 ns a byte). A cell
 * needs no parser to be found, only its separators; a property test holds this reading and libcsv's equal. */
#ifndef CIR_INTAKE_SPLIT_H
#define CIR_INTAKE_SPLIT_H

#include "base/arena.h"
#include "base/error.h"
#include "base/scan.h"
#include "model/record.h"

/** A zeroed struct with delimiter and max_field set is ready. One a thread. */
struct cir_splitter {
    char delimiter;         /**< no line end and no quote: intake/header.h refuses those */
    size_t max_field;       /**< a quoted cell that is larger counts as unclosed */
    struct cir_span *spans; /**< owned */
    size_t capacity;
    enum cir_scan_width at_most; /**< CIR_SCAN_ANY: as wide as the machine can; the records are the same */
    size_t line;                 /**< physical lines taken so far; set to 0 where another text begins */
};

/** Take up to `capacity` records off the front of *rest, which starts at a record's start and ends at one's end (or at
 * the end of the file). They are valid together until the next call; of very wide ones they may be fewer than fit.
 * @return CIR_OK with *count > 0; CIR_END when nothing but empty lines was left; CIR_NO_MEMORY */
enum cir_status cir_splitter_take(struct cir_record *records, size_t *count, size_t capacity,
                                  struct cir_splitter *splitter, struct cir_text *rest, struct cir_error *error);

/** Take the next record alone.
 * @return CIR_OK; CIR_END when nothing but empty lines was left; CIR_NO_MEMORY */
enum cir_status cir_splitter_next(struct cir_splitter *splitter, struct cir_record *record, struct cir_text *rest,
                                  struct cir_error *error);

void cir_splitter_free(struct cir_splitter *splitter);

/** How far whole records reach in `text`, which starts at a record's start: byte behind the last line end that ends
 * a record by the rules above; 0 when none does. `at_end`: nothing follows, so that what is open stays open. */
size_t cir_split_boundary(struct cir_text text, char delimiter, size_t max_field, bool at_end);

/** Text of a cell: as it stands, or, of an escaped one, a copy in `arena` with doubled quotes made single.
 * @return false when memory is exhausted */
bool cir_span_text(struct cir_text *text, const struct cir_record *record, const struct cir_span *span,
                   struct cir_arena *arena);

#endif
