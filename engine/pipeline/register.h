/** A register of assets, judged by a scheme of subject asset.
 *
 * A register is a log whose rows are assets: the same reader, cell grammar, mapping and overrides, the columns of a log
 * (`date` is the time that the figures are of), `facility` where the scheme has facilities, and `joint_plant` where
 * plants belong together. Figures may stand beside it, one a row, in a file of asset, measure, value, unit and year. All
 * is held in memory, since a joint plant is told only by all its parts: about 0.5 KB an asset, and 48 bytes for each
 * measure that its facility and the rules ask for. */
#ifndef CIR_PIPELINE_REGISTER_H
#define CIR_PIPELINE_REGISTER_H

#include "base/error.h"
#include "base/sha256.h"
#include "model/asset_impact.h"
#include "model/designation.h"
#include "model/network.h"
#include "model/override.h"
#include "model/problem.h"
#include "pipeline/classifier.h"
#include "pipeline/score_log.h"

/** Cells that say of what an asset makes its share. */
enum cir_place_cell { CIR_PLACE_STATE, CIR_PLACE_SECTORS, CIR_PLACE_CELLS };

/** Texts lie in the register's arena. */
struct cir_asset {
    struct cir_text id;
    struct cir_text title;
    struct cir_text operator_name;
    struct cir_text country; /**< as it stands in the register */
    struct cir_text date;    /**< likewise */
    struct cir_text sector;  /**< likewise */
    struct cir_text service;
    struct cir_text joint_plant;         /**< "": none, or not known which */
    bool is_plant_unknown;               /**< it may be in any of its kind, or in none */
    struct cir_text kind;                /**< facility, as it stands in the register */
    const struct cir_facility *facility; /**< NULL: none ("n/a", or the scheme has no facilities), or not known */
    bool is_facility_unknown;
    const char *state; /**< ISO 3166 alpha-2; "" where it is not known for sure */
    uint64_t sectors;  /**< bit = number of the sector; 0 where not known for sure */
    double last_h;     /**< last hour of its date, from 1970; NAN where it is not known */
    size_t row;        /**< data row, from 1 */
    size_t line;       /**< physical line, from 1 */
    size_t byte;       /**< of its id in the register, from 0 */
    struct cir_override_list overrides;
    struct cir_text raw;          /**< its row as it stands in the register */
    const struct cir_text *cells; /**< of it, by column of the register, as they stand there */
    size_t contradicted_line;     /**< of the first row that says something else of the same id; 0: none does */
    struct cir_quantity *facts; /**< by place of the measure among those of its facility: what it was judged by; of its
                                     joint plant where it is in one, of options that a criterion surely holds by then those */
    size_t parts;               /**< rows of its joint plant, it included; 1 where it is in none */
    const struct cir_cell *place;          /**< its State and its sectors, by cir_place_cell */
    const struct cir_asset_impact *impact; /**< of its joint plant where it is in one; NULL without a network */
    struct cir_designation designation;
};

/** A row that is not judged, or a figure that does not count. All that it has lies in the register's arena. */
struct cir_register_reject {
    const char *file;
    size_t line;                        /**< on which it begins, from 1 */
    const struct cir_problem *problems; /**< all that is wrong with it, by their places in the file; of a figure `row`
                                             and `byte` are not told */
    size_t problem_count;               /**< at least 1 */
    bool is_figure;                     /**< of the file of figures */
    struct cir_text id;                 /**< of the register; "" where it cannot be read */
    struct cir_text raw;                /**< of the register: the row as it stands there */
};

/** The measures that assets of a kind are judged by, in the order of the criteria that ask for them first. */
struct cir_asset_measures {
    unsigned *list;
    size_t count;
};

struct cir_register {
    struct cir_arena arena;
    const struct cir_scheme *scheme;   /**< borrowed from the classifier */
    const struct cir_network *network; /**< by which impacts are told, borrowed likewise; NULL: none is used */
    struct cir_outage_h outage;        /**< that is asked about, with a network */
    const struct cir_text *columns;    /**< names of those of the register, as they stand there */
    size_t column_count;
    struct cir_asset *assets; /**< in the order of the register */
    size_t asset_count;
    struct cir_register_reject *rejects; /**< one a rejected row or figure */
    size_t reject_count;
    size_t row_count;                           /**< assets and rejected rows */
    size_t figure_count;                        /**< rows of the file of figures */
    size_t rejected_figure_count;               /**< of those, the ones that do not count */
    struct cir_asset_measures *measures;        /**< by number of the facility, and at the end of assets without one */
    char sha256[CIR_SHA256_HEX_SIZE];           /**< of the register */
    uint64_t bytes;                             /**< of the register */
    char figures_sha256[CIR_SHA256_HEX_SIZE];   /**< "" where there is no such file */
    char overrides_sha256[CIR_SHA256_HEX_SIZE]; /**< likewise */
};

/** What is judged. */
struct cir_register_input {
    const char *path; /**< "-" for standard input */
    struct cir_log_format format;
    const char *figures;        /**< path of the file of figures; NULL: none */
    struct cir_outage_h outage; /**< total outage of each asset that is asked about; only where the classifier uses a
                                     network */
};

/** Read and judge a register by the one scheme of the classifier.
 *
 * Where the classifier uses a network, what an outage of each asset does to others is told as well, and the measure
 * impact_states is the number of States abroad that it reaches.
 *
 * @return CIR_OK, whatever the rows are; CIR_BAD_USE where the classifier has not one scheme of subject asset, or a
 *         network and no time of an outage; CIR_BAD_TABLE for a file of figures that is none; CIR_BAD_LOG for a register
 *         without a row; else as cir_score_log. *assets is to be freed also after a failure */
enum cir_status cir_register_judge(struct cir_register *assets, const struct cir_classifier *classifier,
                                   const struct cir_register_input *input, struct cir_error *error);

/** A run of a store, made of a register. */
struct cir_register_run {
    const char *store; /**< path of the database */
    const char *input_name;
    const char *options_text; /**< the command line */
    const char *recorded_at;  /**< "2026-01-31T23:59:59Z" */
};

/** Add a judged register to a store, as a run of its own.
 * @return CIR_OK; CIR_BAD_STORE; CIR_NO_MEMORY. The store is as it was after a failure */
enum cir_status cir_register_store(const struct cir_register *assets, const struct cir_classifier *classifier,
                                   const struct cir_register_run *run, struct cir_error *error);

void cir_register_free(struct cir_register *assets);

/** What an asset was judged by; `measure` is one that a criterion it was asked needs. */
const struct cir_quantity *cir_asset_fact(const struct cir_register *assets, const struct cir_asset *asset,
                                          unsigned measure);

/** The plant that an asset is a part of, as a cell of a register tells it: "unknown" where it is looked for, "" of none. */
struct cir_text cir_asset_joint_plant(const struct cir_asset *asset);

/** Day from which the facts of an asset count by the scheme, in hours from 1970; NAN where nothing says so. */
double cir_asset_effect_h(const struct cir_scheme *scheme, const struct cir_asset *asset);

#endif
