/** A letter about an incident, or a blank one: the template in use, filled from a log that is read and judged. */
#ifndef CIR_PIPELINE_WRITE_LETTER_H
#define CIR_PIPELINE_WRITE_LETTER_H

#include "base/buffer.h"
#include "letters/deadlines.h"
#include "letters/letter_field.h"
#include "pipeline/classifier.h"
#include "pipeline/score_log.h"

enum cir_letter_format { CIR_LETTER_TEXT, CIR_LETTER_MARKDOWN, CIR_LETTER_HTML };

struct cir_letter_order {
    const char *name;        /**< of the letter: "request" */
    const char *definitions; /**< as it was given to cir_classifier_new */
    enum cir_language language;
    enum cir_letter_format format;

    const char *log; /**< "-" is standard input; NULL: the letter is blank */
    struct cir_log_format log_format;
    const char *id; /**< of the incident */

    /** By field: of one that is given, the text; else NULL. States by code or name; the day of the letter as ISO 8601. */
    const char *given[CIR_LETTER_FIELD_COUNT];
    struct cir_letter_times times;
    double received_h; /**< NAN where not known */
    uint32_t switches; /**< of the letter, by bit of enum cir_letter_switch: stage, decision, attribution */
    const char *tlp;   /**< option of the field `tlp`; NULL: that of the incident, or left to be filled */
};

/** Write a letter, whole or not at all: nothing is added to the buffer unless it is CIR_OK.
 *
 * Levels that the log records are held against those of the schemes in use. A label laxer than that of the incident is
 * refused, and so is a letter that the tables have no text for.
 *
 * @param classifier with its words loaded
 * @return CIR_OK; CIR_END when no row has the id; CIR_BAD_CELL when scoring rejects the row, or a recorded level differs;
 *         CIR_BAD_USE; CIR_BAD_TABLE; else as cir_score_log */
enum cir_status cir_letter_write(struct cir_buffer *out, const struct cir_classifier *classifier,
                                 const struct cir_letter_order *order, struct cir_error *error);

#endif
