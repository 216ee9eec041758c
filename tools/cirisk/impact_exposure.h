/** Who leans on a node, and on whom it leans: the lists of --exposed-to and --depends-on. */
#ifndef CIR_TOOLS_IMPACT_EXPOSURE_H
#define CIR_TOOLS_IMPACT_EXPOSURE_H

#include "cirisk.h"
#include "listing.h"

struct impact_question {
    const char *node;   /**< STATE:SECTOR */
    bool is_depends_on; /**< on whom it leans, rather than who leans on it */
    unsigned orders;
    size_t top;
    enum listing_format format;
};

/** @return exit code; what is wrong is said */
int impact_answer(struct cir_what_if *what_if, const struct impact_question *question, const struct terminal *terminal,
                  FILE *out);

#endif
