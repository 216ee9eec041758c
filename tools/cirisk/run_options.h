/** Options that several commands share: which definitions judge, and how the log is written. */
#ifndef CIR_TOOLS_RUN_OPTIONS_H
#define CIR_TOOLS_RUN_OPTIONS_H

#include "cirisk.h"
#include "options.h"

#include <stdint.h>

struct judging_options {
    const char *schemes; /**< comma list */
    const char *definitions;
    int scope; /**< an enum cir_scope_use */
    const char *network;
    const char *regional; /**< see impact/regions.h */
    const char *cache;    /**< see cache_folder.h */
};

struct reading_options {
    const char *map;
    const char *encoding;
    uint64_t max_field;
    int date_order; /**< an enum cir_date_order */
    char delimiter;
    char decimal;
    char thousands;
};

struct override_options {
    const char *overrides;
};

/** A command that judges nothing takes the first rows of judging alone, which say what is loaded; one that judges assets
 * the last, which say what network is used. */
enum { LOADING_ROWS = 2, NETWORK_ROWS = 3, JUDGING_ROWS = 6, READING_ROWS = 7, OVERRIDE_ROWS = 1 };
extern const struct option_row judging_rows[JUDGING_ROWS];
extern const struct option_row reading_rows[READING_ROWS];
extern const struct option_row override_rows[OVERRIDE_ROWS];

/** The classifier that the options ask for; what is wrong is said.
 * @return exit code; the caller owns *classifier, whatever the code */
int judging_open(struct cir_classifier **classifier, const struct judging_options *options);

/** Use the network that the options ask for; what is wrong is said. @return exit code */
int judging_use_network(struct cir_classifier *classifier, const struct judging_options *options);

/** Keep what was worked out of the network in the cache, and free the classifier. That it cannot be kept is said where a
 * folder was asked for, and is no failure. */
void judging_close(struct cir_classifier *classifier, const struct judging_options *options);

/** Cut a comma list of schemes into names, in place; what is wrong is said.
 * @param names room for CIR_SCHEMES_MAX, borrowed from `list`
 * @return exit code */
int scheme_list_split(char *list, const char **names, size_t *count);

/** @param overrides NULL where the command takes none */
struct cir_log_format reading_format(const struct reading_options *options, const struct override_options *overrides);

enum { RECORDED_TIME_SIZE = 32 };

/** When a run of a store is made: of SOURCE_DATE_EPOCH, which makes it repeatable to the byte, else the clock.
 * @return `text`, or NULL */
const char *recorded_time(char text[RECORDED_TIME_SIZE]);

/** When a document says that it was made: of SOURCE_DATE_EPOCH, else 1970, as the same input gives the same bytes. */
int64_t document_time(void);

/** Name of an input or output for messages: "-" has no name of its own. */
const char *stream_name(const char *path, const char *standard);

#endif
