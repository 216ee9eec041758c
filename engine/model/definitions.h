/** What the tables say: sectors, countries, currencies, units. Filled by definitions/, read by every stage.
 *
 * All of it lies in one arena and lives until cir_definitions_free; nothing here is ever changed afterwards, so
 * any number of threads may read it. */
#ifndef CIR_MODEL_DEFINITIONS_H
#define CIR_MODEL_DEFINITIONS_H

#include "base/arena.h"
#include "base/index.h"
#include "model/cell.h"
#include "model/merge.h"
#include "model/panel.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum cir_language { CIR_AR, CIR_EN, CIR_ES, CIR_FR, CIR_RU, CIR_ZH, CIR_LANGUAGES };

/** What a verdict can be that is no level of a scheme: cannot tell, not applicable. */
enum cir_untold { CIR_UNTOLD_CANNOT_TELL, CIR_UNTOLD_NOT_APPLICABLE, CIR_UNTOLD_COUNT };

/** An essential need on another sector: row of sectors/dependencies.csv. */
struct cir_dependency {
    unsigned sector;
    unsigned depends_on;
    double criticality;  /**< 0..1 */
    double felt_after_h; /**< hours until felt, NAN where not known */
    double redundancy;   /**< 0..1, NAN where not known */
    const char *source;
};

struct cir_sector {
    const char *code;
    const char *paragraph; /**< of A/76/135 */
    const char *names[CIR_LANGUAGES];
    double tolerable_outage_h; /**< > 0 */
    bool life_critical;
    bool several_states; /**< one installation may serve several States */
    /** sum over the other sectors of the criticality of this one to them, divided by their number; 0..1 */
    double dependents_share;
    const char *source;
};

struct cir_service {
    const char *code;
    unsigned sector;
    const char *name;
    const char *unit;
    double tolerable_outage_h; /**< NAN: the sector's */
    const char *source;
};

struct cir_crosswalk {
    const char *system;
    const char *code;
    unsigned sector; /**< CIR_SECTOR_NONE: known, and outside every sector */
    uint64_t holds;  /**< by number: other sectors of which the code holds a share that is not known */
    const char *source;
};

struct cir_region {
    const char *m49;
    const char *parent; /**< "" where it has none */
    bool is_subregion;
    const char *names[CIR_LANGUAGES];
};

enum { CIR_ABROAD_TESTS_MAX = 8 };
enum { CIR_REGIONS_MAX = 32 }; /* besides subregions */

struct cir_country {
    char alpha2[3];
    char alpha3[4];
    char numeric[4];
    unsigned region;    /**< number in regions; CIR_INDEX_NONE where M49 gives none */
    unsigned subregion; /**< number in regions; CIR_INDEX_NONE where M49 gives none */
    double population;  /**< persons, NAN where not known */
    double gdp_usd;     /**< per year, NAN where not known */
    int population_year;
    int gdp_year;
    const char *currency;
    const char *names[CIR_LANGUAGES];
    const char *source;
};

/** States that belong together: the Union, an alliance, a market. */
struct cir_state_group {
    const char *code;
    struct cir_states states; /**< its members, by number */
    const char *source;       /**< of the first of them */
};

struct cir_currency {
    const char *code;
    const char *name;
    /** US dollars per unit, mean of the year, from rate_first_year on; NAN where not known */
    double *usd_per_unit;
    int first_year;
    int year_count;
};

/** A word or unit that stands for a range: people units (persons per unit), service loss (share). */
struct cir_range_row {
    const char *code;
    double low, point, high;
    const char *source;
};

/** Row of measures/reach.csv: what the countries alone tell. */
struct cir_reach_row {
    unsigned reach; /**< option of the field `reach` */
    double states_min;
    double regions_min;
};

/** Another name that logs give a column: row of measures/column_synonyms.csv. */
struct cir_synonym {
    struct cir_text target; /**< name of the field */
    struct cir_text name;
};

struct cir_words;

struct cir_definitions {
    struct cir_arena arena;
    char sha256[65]; /**< over every table in use but those of words, in hex; "definitions hash" of a run */

    struct cir_sector *sectors;
    size_t sector_count;           /**< at most CIR_SECTOR_NONE */
    struct cir_index sector_index; /**< codes and aliases, any case */
    struct cir_service *services;
    size_t service_count;
    struct cir_dependency *dependencies;
    size_t dependency_count;
    struct cir_crosswalk *crosswalk;
    size_t crosswalk_count;
    struct cir_index crosswalk_index; /**< "system:code" */
    struct cir_index crosswalk_systems;

    struct cir_country *countries;
    size_t country_count;           /**< at most CIR_STATES_MAX */
    struct cir_index country_index; /**< alpha-2, alpha-3, numeric, names in all languages, aliases; any case */
    uint16_t alpha2[26 * 26];       /**< number + 1 by capital letters, 0 where there is none */
    struct cir_state_group *groups;
    size_t group_count;
    struct cir_index group_index; /**< codes, any case; none is a country */
    struct cir_region *regions;
    size_t region_count;
    /** By number of the country: the bit of its M49 region among those that countries lie in, 0 where it has none. */
    uint32_t region_bits[CIR_STATES_MAX];
    unsigned inhabited_count; /**< regions that countries lie in, at most CIR_REGIONS_MAX: bits in use */

    struct cir_currency *currencies;
    size_t currency_count;
    struct cir_index currency_index;

    struct cir_range_row *people_units;
    size_t people_unit_count;
    struct cir_index people_unit_index;
    struct cir_range_row *service_losses;
    size_t service_loss_count;
    struct cir_index service_loss_index;
    struct cir_range_row *time_units; /**< hours per unit */
    size_t time_unit_count;
    struct cir_index time_unit_index;
    struct cir_range_row *abroad_tests; /**< numbers of States abroad that lists of assets are held against, by name of
                                             the column that tells */
    size_t abroad_test_count;           /**< at most CIR_ABROAD_TESTS_MAX */
    struct cir_index abroad_test_index;
    struct cir_reach_row *reaches;
    size_t reach_count;
    struct cir_synonym *column_synonyms;
    size_t column_synonym_count;
    struct cir_merge *merges;                                  /**< by number of the canonical field */
    const char *untold_texts[CIR_UNTOLD_COUNT][CIR_LANGUAGES]; /**< by enum cir_untold */
    struct cir_panel_limits panel;
    const struct cir_words *words; /**< NULL: not loaded */
};

/** Sectors that one sector code, alias or "system:code" names: CIR_INDEX_NONE when no table knows it,
 * CIR_SECTOR_NONE when the code is known and outside every sector. */
uint32_t cir_definitions_sector(const struct cir_definitions *definitions, struct cir_text code);

/** The row that speaks for a "system:code": that of the longest code that it begins with, any case. NULL: none does. */
const struct cir_crosswalk *cir_definitions_crosswalk(const struct cir_definitions *definitions, struct cir_text code);

/** Number of the country that a code, name or alias means, or CIR_INDEX_NONE. */
uint32_t cir_definitions_country(const struct cir_definitions *definitions, struct cir_text name);

#endif
