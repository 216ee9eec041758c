/** What tables are made of: an incident or an asset as it was judged, whether a log or a database tells it. */
#ifndef CIR_MODEL_TOLD_H
#define CIR_MODEL_TOLD_H

#include "model/definitions.h"
#include "model/scheme.h"
#include "model/verdict.h"

#include <stdint.h>

enum cir_told_measure {
#define CIR_TOLD_MEASURE(symbol, name, number) CIR_TOLD_##symbol,
#include "model/told_measure.def"
#undef CIR_TOLD_MEASURE
    CIR_TOLD_MEASURES
};

struct cir_told_measure_row {
    const char *name;
    unsigned number; /**< as in model/measure.h */
};

/** CIR_TOLD_MEASURES of them, by number. */
const struct cir_told_measure_row *cir_told_measure_list(void);

/** low <= point <= high, high may be INFINITY; all NAN where it is not known. */
struct cir_range {
    double low;
    double point;
    double high;
};

/** A range of which the ends are told: its point is their mean. All NAN where the low end is; a high end that is not told is
 * INFINITY, and the point the low end. */
struct cir_range cir_told_ends(double low, double high);

/** All parts of the impact that a network tells of a row. */
enum cir_told_impact {
    CIR_TOLD_IMPACT_DIRECT,
    CIR_TOLD_IMPACT_DOMESTIC,
    CIR_TOLD_IMPACT_REGIONAL,
    CIR_TOLD_IMPACT_GLOBAL,
    CIR_TOLD_IMPACT_STATES,
    CIR_TOLD_IMPACTS
};

/** What the log says. Texts are borrowed until the next row; "" is not known. */
struct cir_told_facts {
    struct cir_text title;
    struct cir_text service;
    uint32_t country;  /**< number of the State hit first; CIR_INDEX_NONE: not known for sure */
    uint64_t sectors;  /**< bit = number of the sector, CIR_SECTOR_NONE: outside all; 0: not known for sure */
    bool others_known; /**< whether it is known which other States were hit, none included */
    struct cir_states others;
    double first_h; /**< first and last hour that the date may mean; NAN: not known */
    double last_h;
    unsigned tlp; /**< 1 + option of the field; 0: not marked */
    struct cir_range measures[CIR_TOLD_MEASURES];
};

/** What a scheme says, as a scored log has it: numbers are rounded to the digits of the scheme. */
struct cir_told_verdict {
    int level; /**< or CIR_LEVEL_UNKNOWN, CIR_LEVEL_NOT_APPLICABLE */
    int level_low;
    int level_high;
    struct cir_range score;
    struct cir_text reason; /**< "": none */
    double axes[CIR_AXES_MAX];
};

/** What a list of assets says beside the level. Texts as above. */
struct cir_told_designation {
    struct cir_text proposal;
    struct cir_text criterion;
    struct cir_text threshold; /**< with its operator, as ">= 104" */
    struct cir_text unit;
    struct cir_text source;
};

struct cir_told_row {
    uint64_t line; /**< physical line in the file at hand, or of the log that the run read */
    struct cir_text id;
    struct cir_told_facts facts;
    struct cir_told_verdict verdicts[CIR_SCHEMES_MAX];
    struct cir_range impacts[CIR_TOLD_IMPACTS];
    struct cir_told_designation designation;
    const struct cir_text *texts; /**< of the columns that were asked for */
};

#endif
