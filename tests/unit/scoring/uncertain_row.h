/** A row made by hand of which some facts are uncertain: what tests of its probabilities start from. */
#ifndef CIR_TESTS_UNCERTAIN_ROW_H
#define CIR_TESTS_UNCERTAIN_ROW_H

#include "scoring/row_apart.h"

#include "sample.h"

enum { UNCERTAIN_FACTS_MAX = 12, UNCERTAIN_MEASURES_MAX = 2 };

/** A fact moves measures in proportion, evenly by its logarithm; or it is one of some options. */
struct uncertain_fact {
    double low;
    double high;
    uint64_t options; /**< 0: a number */
    unsigned measures[UNCERTAIN_MEASURES_MAX];
    double factors[UNCERTAIN_MEASURES_MAX];
    size_t measure_count;
};

struct uncertain_row {
    struct cir_factor_values factors[CIR_FACTORS_MAX]; /**< made when it is judged, as is all but base and facts */
    struct cir_quantity base[CIR_MEASURES_MAX];
    struct uncertain_fact facts[UNCERTAIN_FACTS_MAX];
    size_t fact_count;
    struct cir_moves moves[UNCERTAIN_FACTS_MAX];
    struct cir_random_fact random_facts[UNCERTAIN_FACTS_MAX];
    struct cir_measured as_is;     /**< owned */
    struct cir_measured completed; /**< owned */
    struct cir_scoring *scoring;   /**< owned */
    struct cir_verdict verdict;
    struct cir_completer completer;
    struct cir_random_row random;
};

struct cir_quantity exact(double value);
struct cir_quantity unanswered(double low, double high);
struct cir_quantity of_options(enum cir_answer answer, uint64_t options);

/** The option at a share of a set. */
uint64_t nth_option(uint64_t options, double share);

/** A fact that moves one measure. */
struct uncertain_fact number_fact(unsigned measure, double low, double high);
struct uncertain_fact option_fact(unsigned measure, uint64_t options);

void uncertain_row_setup(struct uncertain_row *row);
void uncertain_row_teardown(struct uncertain_row *row);

/** Nothing is known any more, and no fact is uncertain. */
void uncertain_row_clear(struct uncertain_row *row);

/** Judge the row as it stands: its facts are ranges, or sets. */
void uncertain_row_judge(struct uncertain_row *row, const struct cir_scheme *scheme);

/** What was judged. */
struct cir_standing_row uncertain_row_standing(const struct uncertain_row *row, const struct cir_scheme *scheme);

/** Judge the row and take it apart: frame, groups, and the outcomes of each.
 * @return false where it does not come apart */
bool uncertain_row_take_apart(struct uncertain_row *row, const struct cir_scheme *scheme, struct cir_row_apart *apart);

/** The first outcome of each group. */
struct cir_combination first_combination(const struct cir_row_apart *apart);

/** The verdict where each fact lies at this share of its distribution. */
struct cir_verdict uncertain_row_verdict_at(struct uncertain_row *row, const struct cir_scheme *scheme,
                                            const double *shares);

#endif
