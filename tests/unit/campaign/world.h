/** Campaigns of incidents that are written as texts: the shipped tables and the canonical columns. */
#ifndef CIR_TESTS_WORLD_H
#define CIR_TESTS_WORLD_H

#include "campaign/campaigns.h"

enum { WORLD_TEXT_SIZE = 512 };

struct world {
    struct cir_definitions *definitions;
    struct cir_fields fields;
    struct cir_campaign_plan plan; /**< every column is given */
    struct cir_cell *cells;        /**< of the member at hand, in the order of the plan */
    struct cir_arena arena;
};

/** The test fails when it cannot be made. */
void world_open(struct world *world);

/** Make the plan anew, after a change of the fields. */
void world_plan(struct world *world);

void world_close(struct world *world);

/** The cell that a column has of this text. */
struct cir_cell world_cell(const struct world *world, const char *field, const char *text);

/** An incident of "column=text" words joined by blanks; columns that are not named are blank. Valid until the next. */
struct cir_campaign_member world_member(struct world *world, const char *key, const char *id, const char *facts);

/** Text of one column of a campaign. */
const char *world_text(struct world *world, const struct cir_campaign *campaign, const char *field);

/** Merge incidents (NULL behind the last) and tell one column of the campaign; valid until the next call. */
const char *world_merge(struct world *world, const char *field, const char *const *incidents);

#define MERGED(world, field, ...) world_merge(world, field, (const char *const[]){__VA_ARGS__, NULL})

#endif
