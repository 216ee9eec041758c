/** The ways in which a clause can hold: the criteria that can be chosen for it, so that each measure is left a value. */
#ifndef CIR_DEFINITIONS_SCHEME_WAYS_H
#define CIR_DEFINITIONS_SCHEME_WAYS_H

#include "definitions/scheme_parts.h"

/** Items of a condition are numbered: criteria first, then groups. */
enum { CIR_SCHEME_ITEMS_MAX = CIR_CRITERIA_MAX + CIR_GROUPS_MAX };

bool cir_scheme_has_item(const struct cir_condition *condition, unsigned item);

/** Whether the criterion is the item, or one of the group that the item is. */
bool cir_scheme_is_in_item(const struct cir_scheme *scheme, unsigned criterion, unsigned item);

/** What a criterion lets its measure be: numbers from least to most, both in it; or options, of which one is there. One
 * that is unset lets it be anything. */
struct cir_values {
    double least;
    double most;
    uint64_t options;
};

struct cir_values cir_scheme_values(const struct cir_scheme_parts *parts, const struct cir_criterion *criterion);

/** Whether several options of the field may hold together. */
bool cir_scheme_takes_several(const struct cir_field *field);

/** One value of a measure in a case; what is not asked has none, and meets no criterion. */
struct cir_scheme_fact {
    bool is_known;
    double number;
    uint64_t options;
};

/** @param facts by measure */
bool cir_scheme_clause_holds(const struct cir_scheme_parts *parts, const struct cir_scheme_fact *facts,
                             const struct cir_clause *clause);

/** Criteria that hold together and make a clause hold. */
struct cir_way {
    struct cir_scheme_parts *parts;
    const struct cir_clause *clause;
    unsigned criteria[CIR_CRITERIA_MAX]; /**< each once */
    size_t count;
    size_t trials;
    unsigned excluded;                  /**< the last that the others leave no value; CIR_INDEX_NONE at first */
    bool (*found)(struct cir_way *way); /**< told of each way; true: that is enough */
    void *context;                      /**< of `found` */
};

/** The values that the criteria of the way leave a measure: `options` are those that all of them name. */
struct cir_values cir_scheme_values_left(const struct cir_way *way, unsigned measure);

/** Try all ways in which the clause can hold; parts, found and context are the caller's.
 * @return true when `found` said so, or when there were too many to try */
bool cir_scheme_try_ways(struct cir_way *way, const struct cir_clause *clause);

#endif
