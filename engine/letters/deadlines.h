/** Until when an incident is to be reported under Article 23(4) of Directive (EU) 2022/2555 (NIS2).
 *
 * Hours count from 1970-01-01T00:00Z, NAN where not known. The clock is read strictly: 24 hours are 24 hours, a month ends
 * at the same hour of the same day of the next month, or of its last day; weekends and holidays move nothing, and as all
 * is UTC no change of the clocks does either. */
#ifndef CIR_LETTERS_DEADLINES_H
#define CIR_LETTERS_DEADLINES_H

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>

/** What has happened so far. */
struct cir_letter_times {
    double aware_h;        /**< the entity became aware of the significant incident */
    double notified_h;     /**< the incident notification, (b), was submitted */
    double handled_h;      /**< an incident that was going on at the time of the final report has been handled */
    bool is_trust_service; /**< of a trust service provider, who notifies within 24 hours */
};

struct cir_deadlines {
    double early_warning_h;  /**< (a): 24 h after aware */
    double notification_h;   /**< (b): 72 h after aware, of a trust service provider 24 h */
    double final_report_h;   /**< (d): a month after the notification was submitted; while it was not, a month after the
                                  last hour for it. (e): of an incident still going on then, that of a progress report */
    bool is_final_estimated; /**< the notification was not submitted yet, or it is not said when */
    double after_handling_h; /**< (e): a month after handling: of an incident that was still going on */
};

/** NAN wherever what it counts from is not known. */
struct cir_deadlines cir_deadlines_of(const struct cir_letter_times *times);

/** Read an instant with its zone: "2026-05-01T10:00Z", "2026-05-01T12:00+02:00". A day, or an hour without a zone, is
 * refused: neither says when the clock began to run.
 * @param what the option that it came from, for the message
 * @return CIR_OK; CIR_BAD_USE */
enum cir_status cir_instant_read(double *hour, struct cir_text text, const char *what, struct cir_error *error);

/** Refuse times that cannot follow each other.
 * @return CIR_OK; CIR_BAD_USE */
enum cir_status cir_letter_times_check(const struct cir_letter_times *times, struct cir_error *error);

#endif
