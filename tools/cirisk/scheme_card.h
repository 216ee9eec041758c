/** A scheme, written out for a person. */
#ifndef CIR_TOOLS_SCHEME_CARD_H
#define CIR_TOOLS_SCHEME_CARD_H

#include "catalogue.h"
#include "model/scheme.h"

/** Where the definitions have their schemes: "datasets/schemes/". */
extern const char scheme_folder[];

/** @return exit code */
int scheme_card_print(const struct cir_scheme *scheme, const struct cir_fields *fields, struct catalogue *catalogue);

/** Append how well the tables of a scheme agree with their source, as they say themselves; and who says so, where they are
 * not those that come with the program: "verified", "verified, so say the tables of ./mine, not the built-in ones". */
void scheme_add_status(struct cir_buffer *buffer, const struct cir_scheme *scheme);

/** What its status says of its tables, as the end of a sentence. */
const char *scheme_status_meaning(const struct cir_scheme *scheme);

/** Append the conditions of a rule: "at least 2 of: a, b; or c". `word` (may be NULL) gives each name a word behind
 * it. */
struct condition_words {
    const char *(*criterion)(const void *context, unsigned number);
    const char *(*group)(const void *context, unsigned number);
    const void *context;
};

void scheme_add_conditions(struct cir_buffer *buffer, const struct cir_scheme *scheme, const struct cir_rule *rule,
                           const struct condition_words *words);

#endif
