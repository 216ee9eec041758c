/** How losses spread and fade, hour by hour, until all has recovered: the money layer over time (impact/recovery.h). */
#ifndef CIR_TOOLS_IMPACT_RECOVERY_H
#define CIR_TOOLS_IMPACT_RECOVERY_H

#include "impact/recovery.h"
#include "impact_view.h"

/** Recovery of sectors of which no table tells it. */
enum { IMPACT_OTHERWISE_H = 24 };

/** Hours that are told to people, and to programs that draw them. */
enum { IMPACT_CURVE_FEW = 16, IMPACT_CURVE_MAX = 64 };

/** Output lost at some hours. */
struct impact_course {
    double per_h[IMPACT_CURVE_MAX][CIR_PARTS]; /**< lost an hour */
    double until[IMPACT_CURVE_MAX][CIR_PARTS]; /**< lost until then */
};

/** The curve, at some hours: of the shocks at the middle of their spans, and at both ends of them. Where all is known of the
 * shocks the three are one. */
struct impact_curve {
    double step_h;
    size_t count;
    double hours[IMPACT_CURVE_MAX];
    struct impact_course middle;
    struct impact_course ends[CIR_ENDS];
};

/** @param is_fine at IMPACT_CURVE_MAX hours, which lie close where much changes; else at IMPACT_CURVE_FEW, evenly
 * @return CIR_OK, CIR_NO_MEMORY */
enum cir_status impact_find_curve(struct impact_curve *curve, const struct impact_view *view, bool is_fine,
                                  struct cir_error *error);

/** @return exit code */
int impact_print_curve(const struct impact_curve *curve, const struct impact_view *view,
                       const struct terminal *terminal, FILE *out);

/** One row an hour and part, with both ends. @return exit code */
int impact_print_curve_csv(const struct impact_curve *curve, const struct impact_view *view, FILE *out);

json_t *impact_curve_json(const struct impact_curve *curve);

#endif
