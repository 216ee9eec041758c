/** What an impact is told with where it is asked for: chains of dependencies, recovery over time, and how sure it is. */
#ifndef CIR_TOOLS_IMPACT_MORE_H
#define CIR_TOOLS_IMPACT_MORE_H

#include "impact/spread.h"
#include "impact_paths.h"
#include "impact_recovery.h"
#include "impact_request.h"

struct impact_more {
    struct cir_path *paths; /**< owned */
    size_t path_count;
    bool has_curve;
    struct impact_curve curve;
    bool has_spread;
    struct cir_spread spread;
    unsigned draws;
    double variation;
};

/** What to make. */
struct impact_wishes {
    size_t paths; /**< chains to tell; 0: none */
    bool recovery;
    bool fine_recovery; /**< at hours that it can be drawn by */
    unsigned draws;     /**< 0: none */
    double variation;
};

/** @return CIR_OK; CIR_BAD_NETWORK; CIR_NO_MEMORY. To be freed either way */
enum cir_status impact_more_make(struct impact_more *more, const struct impact_view *view,
                                 const struct impact_hits *hits, const struct cir_impact_models *models,
                                 const struct impact_wishes *wishes, struct cir_error *error);

void impact_more_free(struct impact_more *more);

/** @return exit code */
int impact_more_print(const struct impact_more *more, const struct impact_view *view, const struct terminal *terminal,
                      FILE *out);

/** Add "paths", "recovery" and "spread" to a document. */
void impact_more_json(json_t *document, const struct impact_more *more, const struct impact_view *view);

#endif
