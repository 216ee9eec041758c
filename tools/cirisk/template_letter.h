/** `cirisk template request|response|notification`: the options of letters, and writing one. */
#ifndef CIR_TOOLS_TEMPLATE_LETTER_H
#define CIR_TOOLS_TEMPLATE_LETTER_H

#include "options.h"
#include "run_options.h"

struct letter_options {
    const char *from;
    const char *id;
    int language; /**< an enum cir_language */
    int stage;
    int decision;
    int tlp;
    bool with_attribution;
    bool trust_service;
    const char *form;
    const char *dated;
    const char *reference;
    const char *their_reference;
    const char *sender;
    const char *sender_state;
    const char *recipient;
    const char *recipient_state;
    const char *contact;
    const char *received;
    const char *aware;
    const char *notified;
    const char *handled;
};

enum { LETTER_ROWS = 21 };
extern const struct option_row letter_rows[LETTER_ROWS];

/** Whether a word of `template` is a letter. */
bool is_letter(const char *what);

/** An option of letters that was given and is none of `what`, as which the command would take it in silence; it is said.
 * @return exit code */
int letter_check_options(const struct letter_options *options, const char *what);

/** What a letter is written by, beside its own options; all borrowed. */
struct letter_run {
    const char *what; /**< "request" */
    const struct letter_options *options;
    const struct judging_options *judging;
    const struct reading_options *reading;
    const struct override_options *overrides;
    int format; /**< an enum cir_letter_format */
    const char *output;
};

/** @return exit code; what is wrong is said */
int letter_write(const struct letter_run *run);

#endif
