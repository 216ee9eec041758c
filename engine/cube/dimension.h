/** What can stand along the side of a table: sectors, States, periods, levels, and any column of a log. */
#ifndef CIR_CUBE_DIMENSION_H
#define CIR_CUBE_DIMENSION_H

#include "base/error.h"
#include "cube/cube.h"
#include "model/told_source.h"

enum cir_dimension_kind {
    CIR_DIMENSION_NONE, /**< one code for all: a table of one row or one column */
    CIR_DIMENSION_SECTOR,
    CIR_DIMENSION_COUNTRY,
    CIR_DIMENSION_REGION,
    CIR_DIMENSION_SUBREGION,
    CIR_DIMENSION_GROUP,
    CIR_DIMENSION_OTHERS, /**< other States that were hit */
    CIR_DIMENSION_YEAR,
    CIR_DIMENSION_QUARTER,
    CIR_DIMENSION_MONTH,
    CIR_DIMENSION_TLP,
    CIR_DIMENSION_LEVEL, /**< of a scheme; codes are the levels */
    CIR_DIMENSION_AXIS,  /**< of a scheme, cut at the limits of its levels; codes are the levels */
    CIR_DIMENSION_REASON,
    CIR_DIMENSION_SERVICE,
    CIR_DIMENSION_PROPOSAL,
    CIR_DIMENSION_CRITERION,
    CIR_DIMENSION_COLUMN, /**< of a log, as its cells stand */
    CIR_DIMENSIONS
};

enum { CIR_NO_TEXT_COLUMN = -1, CIR_TEXT_COLUMNS_MAX = 64 };

/** Codes of texts are their places among those that came up. */
struct cir_dimension {
    enum cir_dimension_kind kind;
    unsigned scheme;
    unsigned axis;
    uint32_t column;         /**< of the log, of kind COLUMN */
    int text;                /**< of a column: its place in cir_told_row.texts */
    struct cir_index index;  /**< of the texts */
    struct cir_arena *arena; /**< borrowed; holds them */
    struct cir_text *texts;
    size_t text_count;
    size_t text_capacity;
};

/** The columns of a log that dimensions ask for: numbers of cir_told_source.columns, by place in cir_told_row.texts. */
struct cir_text_columns {
    uint32_t list[CIR_TEXT_COLUMNS_MAX];
    size_t count;
};

/** Whether a row of a dimension may have several codes, so that the cells add up to more than their total. */
bool cir_dimension_has_several(const struct cir_dimension *dimension);

bool cir_dimension_is_period(enum cir_dimension_kind kind);
bool cir_dimension_is_text(enum cir_dimension_kind kind);

/** Find a dimension by its name.
 * @param scheme number of the scheme that "SCHEME" in a name stands for
 * @param columns gets the column of the log that it needs
 * @return CIR_OK; CIR_BAD_USE with the nearest name; CIR_NO_MEMORY */
enum cir_status cir_dimension_find(struct cir_dimension *dimension, struct cir_text name,
                                   const struct cir_told_source *source, unsigned scheme,
                                   struct cir_text_columns *columns, struct cir_arena *arena, struct cir_error *error);

/** Number of a scheme of the source; CIR_BAD_USE with the nearest one. */
enum cir_status cir_told_scheme_find(unsigned *number, struct cir_text name, const struct cir_told_source *source,
                                     struct cir_error *error);

enum { CIR_DIMENSION_CODES_MAX = CIR_STATES_MAX };

/** The codes of a row, at least one.
 * @param list room for CIR_DIMENSION_CODES_MAX
 * @return their number; 0 when memory is exhausted */
size_t cir_dimension_codes(uint32_t *list, struct cir_dimension *dimension, const struct cir_told_row *row,
                           const struct cir_told_source *source);

/** Of a period: its number counted from the year 0 on, and the hours in which it begins and ends. */
double cir_period_first_h(enum cir_dimension_kind kind, uint32_t code);
double cir_period_end_h(enum cir_dimension_kind kind, uint32_t code);
uint32_t cir_period_of_hour(enum cir_dimension_kind kind, double hour);

enum cir_filter_relation { CIR_FILTER_IS, CIR_FILTER_IS_NOT, CIR_FILTER_AT_LEAST, CIR_FILTER_AT_MOST };

struct cir_filter {
    struct cir_dimension dimension;
    enum cir_filter_relation relation;
    uint32_t code;        /**< of all but texts */
    struct cir_text text; /**< borrowed */
};

/** Read "sector=energy", "gge_level>=3", "country!=unknown".
 * @return as cir_dimension_find; CIR_BAD_USE also for a value that the dimension does not have */
enum cir_status cir_filter_read(struct cir_filter *filter, const char *text, const struct cir_told_source *source,
                                unsigned scheme, struct cir_text_columns *columns, struct cir_arena *arena,
                                struct cir_error *error);

bool cir_filter_holds(struct cir_filter *filter, const struct cir_told_row *row, const struct cir_told_source *source);

#endif
