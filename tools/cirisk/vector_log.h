/** A log that is one line on the command line: --vector, in place of a file. */
#ifndef CIR_TOOLS_VECTOR_LOG_H
#define CIR_TOOLS_VECTOR_LOG_H

#include "cirisk.h"
#include "options.h"
#include "run_options.h"

struct vector_options {
    const char *vector;
};

enum { VECTOR_ROWS = 1 };
extern const struct option_row vector_rows[VECTOR_ROWS];

struct vector_log {
    struct cir_vector vector;
    struct cir_buffer log;
    bool checks_version; /**< its own schemes judge */
};

/** Take the vector apart; its schemes judge unless others were asked for. Without a vector there must be a file, with one
 * there must be none; what is wrong is said.
 * @param log zeroed; to be closed whatever the code
 * @param judging its schemes are set; they live as long as the log
 * @return exit code */
int vector_log_open(struct vector_log *log, const char *command, const struct vector_options *options,
                    const struct operands *operands, struct judging_options *judging);

/** Make the log that the vector stands for; nothing where there is none. What is wrong is said.
 * @param format gets the log, which lives as long as `log` does
 * @return exit code */
int vector_log_make(struct vector_log *log, const struct cir_classifier *classifier, struct cir_log_format *format);

void vector_log_close(struct vector_log *log);

/** The file to read, or what the log is called that is none. */
const char *vector_log_name(const struct operands *operands);

#endif
