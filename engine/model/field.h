/** The columns of a log: the canonical ones, then those that the schemes in use ask for. */
#ifndef CIR_MODEL_FIELD_H
#define CIR_MODEL_FIELD_H

#include "base/index.h"
#include "base/text.h"
#include "model/cell.h"
#include "model/merge.h"

#include <stddef.h>
#include <stdint.h>

/** What a cell of a column may hold, and which member of `struct cir_cell` holds it. */
enum cir_type {
    CIR_TYPE_TEXT,     /**< text: anything */
    CIR_TYPE_ID,       /**< text: not blank */
    CIR_TYPE_DATE,     /**< number: hours from 1970-01-01T00:00Z, low and high the span of the precision given */
    CIR_TYPE_STATES,   /**< states */
    CIR_TYPE_SECTORS,  /**< options: bit = number of the sector, CIR_SECTOR_NONE = none of them */
    CIR_TYPE_COUNT,    /**< number >= 0 */
    CIR_TYPE_NUMBER,   /**< number >= 0 in the field's unit */
    CIR_TYPE_AMOUNT,   /**< number >= 0 of money */
    CIR_TYPE_SHARE,    /**< number 0..1; "12 %" is 0.12 */
    CIR_TYPE_LOSS,     /**< number 0..1, or a word of measures/service_loss.csv */
    CIR_TYPE_OPTION,   /**< options: one of the field's, or a set of which one holds */
    CIR_TYPE_OPTIONS,  /**< options: as OPTION, or several that hold together ("a;b") */
    CIR_TYPE_YESNO,    /**< options: bit 0 no, bit 1 yes */
    CIR_TYPE_CURRENCY, /**< options.first: number of the currency */
};

/** Numbers of the canonical fields; a scheme's fields follow from CIR_FIELD_CANONICAL on. */
enum cir_field_number {
#define CIR_FIELD(symbol, name, key, type, unit, options, meaning) CIR_FIELD_##symbol,
#include "model/field.def"
#undef CIR_FIELD
    CIR_FIELD_CANONICAL
};

enum { CIR_OPTIONS_MAX = 63, CIR_FIELDS_MAX = 256, CIR_STATE_SETS_MAX = 32 };

struct cir_field {
    const char *name;
    enum cir_type type;
    const char *unit;              /**< "" where it has none */
    const char *meaning;           /**< for a scheme's field: the question asked */
    const char **options;          /**< names in rising order, of sectors their codes; NULL where the type has none */
    size_t option_count;           /**< at most CIR_OPTIONS_MAX */
    struct cir_index option_index; /**< from a name (any case) to the number of the option */
    const char *asked_by;          /**< name of the scheme, NULL for a canonical field */
    struct cir_merge merge;        /**< how the incidents of a campaign fill it */
};

/** Whether its cells hold `number`. */
bool cir_type_is_number(enum cir_type type);

/** Whether its cells hold `text`. */
bool cir_type_is_text(enum cir_type type);

/** Greatest number that the field can hold: 1 of a share, the end of a unit such as "0..100"; DBL_MAX where nothing
 * bounds it. */
double cir_field_greatest(const struct cir_field *field);

/** States that schemes ask about together ("states_hit in EU27", "state in DE"). There are more States than a set of
 * options can hold, so each set that is asked about is a yes or no of its own, asked once however many schemes do. */
struct cir_state_set {
    const char *names; /**< as a table has them, joined by ';' */
    struct cir_states states;
    unsigned measure; /**< of the kind STATES: which States are looked for in it */
};

/** All fields of a run; a field's number is its place. Lies in the arena of the definitions it came from. */
struct cir_fields {
    struct cir_field *list;
    size_t count;
    struct cir_index index;           /**< from a name to the number of the field */
    struct cir_state_set *state_sets; /**< room for CIR_STATE_SETS_MAX */
    size_t state_set_count;
};

#endif
