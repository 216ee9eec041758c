/** The facts of an incident as one short line, to be pasted into a mail or a ticket and scored again:
 *
 *     GGE:1.0/DT:2015-12-23/CO:UA/SE:power/PA:225000/SL:1/H:1..6
 *
 * The head holds the schemes that judged, with their versions, joined by '+'. Then come the facts: the key of
 * model/field.def, or the name of a field that a scheme asks for, and the cell as a log holds it. Facts that move no verdict
 * (who, title, attribution) are not in it, nor what is not answered. What would end a fact ('/', blanks, control
 * characters) and '%' stand as %XX. */
#ifndef CIR_PIPELINE_VECTOR_H
#define CIR_PIPELINE_VECTOR_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "model/cell.h"
#include "pipeline/classifier.h"

#include <stddef.h>

/** Id of the row that a vector stands for. */
#define CIR_VECTOR_ID "vector"

struct cir_vector_part {
    struct cir_text key;   /**< borrowed from the text */
    struct cir_text value; /**< %XX read; in the arena */
    size_t column;         /**< byte of the text at which it begins, from 1 */
};

/** A vector, taken apart. */
struct cir_vector {
    struct cir_arena arena;
    struct cir_vector_part *schemes; /**< name and version */
    size_t scheme_count;
    struct cir_vector_part *facts;
    size_t fact_count;
    const char *scheme_list; /**< the names in lower case, joined by commas */
};

/** @param vector to be freed, also after a failure
 * @param text borrowed as long as the vector lives
 * @return CIR_OK; CIR_BAD_USE with the column of what is wrong; CIR_NO_MEMORY */
enum cir_status cir_vector_read(struct cir_vector *vector, struct cir_text text, struct cir_error *error);

void cir_vector_free(struct cir_vector *vector);

/** Refuse a vector that schemes of other versions judged.
 * @return CIR_OK; CIR_BAD_USE */
enum cir_status cir_vector_check_versions(const struct cir_vector *vector, const struct cir_classifier *classifier,
                                          struct cir_error *error);

/** Append the log of one row that the vector stands for: its id is CIR_VECTOR_ID, and what a log must tell and the vector does
 * not is unknown.
 * @return CIR_OK; CIR_BAD_USE for a key that names no field of the classifier, or stands twice; CIR_NO_MEMORY */
enum cir_status cir_vector_log(struct cir_buffer *log, const struct cir_vector *vector,
                               const struct cir_classifier *classifier, struct cir_error *error);

/** Append the vector of a subject, by all schemes of the classifier.
 * @param cells by number of the field */
void cir_vector_add(struct cir_buffer *buffer, const struct cir_classifier *classifier, const struct cir_cell *cells);

#endif
