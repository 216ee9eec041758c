/** The parts of a scheme, each filled and linted by a file of its own, in this order. */
#ifndef CIR_DEFINITIONS_SCHEME_PARTS_H
#define CIR_DEFINITIONS_SCHEME_PARTS_H

#include "definitions/table.h"
#include "model/scheme.h"

enum cir_scheme_table {
#define CIR_SCHEME_TABLE(symbol, file, required, columns) CIR_SCHEME_##symbol,
#include "definitions/scheme_table.def"
#undef CIR_SCHEME_TABLE
    CIR_SCHEME_TABLE_COUNT
};

enum { CIR_SCHEME_WEIGHTS_SUM_MAX = 1000000 };

struct cir_scheme_parts {
    struct cir_load *load;
    const struct cir_table *tables; /**< by enum cir_scheme_table */
    struct cir_index sources;
    struct cir_definitions *definitions;
    struct cir_fields fields;         /**< those of the run, and then those that this scheme adds */
    size_t first_field;               /**< number of the first that it adds */
    const struct cir_field *measures; /**< the derived ones, as fields */
    bool *label_is_used;              /**< by number of the label */
    double weights_sum;               /**< what the weights of each axis must add up to; 0: nothing said */
    struct cir_scheme *scheme;
};

void cir_scheme_fill_fields(struct cir_scheme_parts *parts);
void cir_scheme_fill_merges(struct cir_scheme_parts *parts);
void cir_scheme_fill_labels(struct cir_scheme_parts *parts);
void cir_scheme_fill_bands(struct cir_scheme_parts *parts);
void cir_scheme_fill_axes(struct cir_scheme_parts *parts);
void cir_scheme_fill_factors(struct cir_scheme_parts *parts);
void cir_scheme_fill_options(struct cir_scheme_parts *parts);
void cir_scheme_fill_criteria(struct cir_scheme_parts *parts);
void cir_scheme_fill_rules(struct cir_scheme_parts *parts);
void cir_scheme_fill_facilities(struct cir_scheme_parts *parts);

/** What stands in measure, op, threshold, unit and source of a row, as a criterion without name, group and filter. */
struct cir_criterion cir_scheme_read_criterion(struct cir_scheme_parts *parts, const struct cir_row *row);

/** The row of criteria.csv or thresholds.csv that a criterion was read from. */
const struct cir_row *cir_scheme_criterion_row(const struct cir_scheme_parts *parts, size_t number);

/** Report a row that does not fit what other tables of the scheme hold: of that of them which was laid over where its own
 * is built in.
 * @param others ended by CIR_SCHEME_TABLE_COUNT */
void cir_scheme_report_misfit(struct cir_scheme_parts *parts, const struct cir_row *row, const char *column,
                              const enum cir_scheme_table *others, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/** Refuse labels that nothing shows. */
void cir_scheme_check_labels(struct cir_scheme_parts *parts);

/** The label id in the cell, which counts as used from now on. */
const char *cir_scheme_label(struct cir_scheme_parts *parts, const struct cir_row *row, const char *column);

/** Number of the measure in the cell (see model/measure.h), else CIR_INDEX_NONE. */
unsigned cir_scheme_measure(struct cir_scheme_parts *parts, const struct cir_row *row, const char *column);

/** The measure of that number, as a field. */
const struct cir_field *cir_scheme_field(const struct cir_scheme_parts *parts, unsigned measure);

/** Number of the measure that asks whether a State of the cell's list is among those that `measure`, of the kind STATES,
 * tells, else CIR_INDEX_NONE. Lists of the same States share one. */
unsigned cir_scheme_state_set(struct cir_scheme_parts *parts, unsigned measure, const struct cir_row *row,
                              const char *column);

/** Number >= 0: can be compared and scaled. */
bool cir_scheme_is_number(const struct cir_field *field);

/** One of few words: can be looked up in a table. */
bool cir_scheme_is_option(const struct cir_field *field);

/** Number of the option of `field`, or CIR_INDEX_NONE. The options of sectors are their codes and `none`. */
uint32_t cir_scheme_option(const struct cir_scheme_parts *parts, const struct cir_field *field, struct cir_text option);

#endif
