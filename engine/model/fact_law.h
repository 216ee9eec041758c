/** How a fact that is not known for sure is drawn. */
#ifndef CIR_MODEL_FACT_LAW_H
#define CIR_MODEL_FACT_LAW_H

enum cir_fact_law_kind {
    CIR_FACT_EVEN, /**< evenly between the ends of the fact, which tell all there is */
#define CIR_FACT_LAW(symbol, name, first, second, meaning) CIR_FACT_##symbol,
#include "model/fact_law.def"
#undef CIR_FACT_LAW
    CIR_FACT_LAW_KINDS
};

/** The two numbers of a law. Normal: mean from 0 up and standard deviation above 0, in the unit of the fact. Lognormal: mean
 * and standard deviation, above 0, of the natural logarithm of the fact. Beta: shapes, above 0 and at most
 * CIR_BETA_SHAPE_MAX, of a fact within 0..1. */
struct cir_fact_law {
    enum cir_fact_law_kind kind;
    double first;
    double second;
};

/** Greatest shape of a beta law: beyond, the distribution function is not to be had (GSL 2.7 gives up). */
#define CIR_BETA_SHAPE_MAX 1e5

/** Greatest mean of a logarithm, below 0 as above, and greatest deviation of one: what is drawn is a number still. */
#define CIR_LOGNORMAL_MEAN_MAX      50.0
#define CIR_LOGNORMAL_DEVIATION_MAX 20.0

/** Name of a law, as in a cell, and what its two numbers are; NULL of CIR_FACT_EVEN, which has no words of its own. */
const char *cir_fact_law_name(enum cir_fact_law_kind kind);
const char *cir_fact_law_first(enum cir_fact_law_kind kind);
const char *cir_fact_law_second(enum cir_fact_law_kind kind);

#endif
