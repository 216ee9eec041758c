/** The families of tables, each filled and linted by a file of its own.
 *
 * All tables are read before the first is filled, so that no finding is the mere consequence of a table that could
 * not be read. A row with a fault is reported and still filled in, so that those that refer to it are not. */
#ifndef CIR_DEFINITIONS_FAMILIES_H
#define CIR_DEFINITIONS_FAMILIES_H

#include "definitions/table.h"
#include "model/definitions.h"

enum cir_definition_table {
#define CIR_DEFINITION_TABLE(symbol, path, columns) CIR_TABLE_##symbol,
#include "definitions/definition_table.def"
#undef CIR_DEFINITION_TABLE
    CIR_TABLE_COUNT,
    CIR_TABLE_FIRST_OF_WORDS = CIR_TABLE_WORDS_COMMON
};

struct cir_family {
    struct cir_load *load;
    const struct cir_table *tables; /**< by enum cir_definition_table */
    struct cir_index sector_sources;
    struct cir_index dataset_sources;
    struct cir_index sector_codes; /**< what a table refers to a sector by: never an alias */
    struct cir_definitions *definitions;
};

/** Read the tables from `first` to the one before `end`. */
void cir_definition_tables_read(struct cir_load *load, struct cir_table *tables, size_t first, size_t end);

void cir_sectors_fill(struct cir_family *family);
void cir_crosswalk_fill(struct cir_family *family);
void cir_currencies_fill(struct cir_family *family);
void cir_countries_fill(struct cir_family *family);
void cir_state_groups_fill(struct cir_family *family, const struct cir_index *alpha2);
void cir_units_fill(struct cir_family *family);
void cir_merges_fill(struct cir_family *family);
void cir_panel_fill(struct cir_family *family);

#endif
