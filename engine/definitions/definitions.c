/* The load: read every table, then fill family by family, so that what is referred to is there. */
#include "definitions/definitions.h"

#include "definitions/families.h"
#include "definitions/file_names.h"
#include "definitions/files_hash.h"
#include "definitions/row.h"

#include <stdlib.h>

static const struct {
    const char *path;
    const char *columns;
} shapes[CIR_TABLE_COUNT] = {
#define CIR_DEFINITION_TABLE(symbol, path, columns) [CIR_TABLE_##symbol] = {path, columns},
#include "definitions/definition_table.def"
#undef CIR_DEFINITION_TABLE
};

/* ---- files ---- */

/* Files are sorted by path. Words say what is so and change nothing of it. */
static void hash_files(const struct cir_definition_files *files, char hex[65])
{
    struct sha256_ctx context;
    sha256_init(&context);
    for (size_t i = 0; i < files->count; i++)
        if (!cir_text_starts_with(cir_text_of(files->list[i].path), "datasets/words/"))
            cir_files_hash_add(&context, files->list[i].path, files->list[i].text);
    cir_sha256_hex(&context, hex);
}

/* ---- load ---- */

void cir_definition_tables_read(struct cir_load *load, struct cir_table *tables, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        cir_table_read(load, &tables[i], shapes[i].path, shapes[i].columns, true);
}

static void fill(struct cir_load *load, const struct cir_table *tables, struct cir_definitions *definitions)
{
    struct cir_family family = {.load = load, .tables = tables, .definitions = definitions};
    cir_sources_fill(load, &tables[CIR_TABLE_SECTOR_SOURCES], &family.sector_sources);
    cir_sources_fill(load, &tables[CIR_TABLE_DATASET_SOURCES], &family.dataset_sources);
    cir_sectors_fill(&family);
    cir_currencies_fill(&family);
    cir_countries_fill(&family);
    cir_units_fill(&family);
    cir_merges_fill(&family);
    cir_panel_fill(&family);
}

static enum cir_status load_files(struct cir_definitions *definitions, const struct cir_definition_files *files,
                                  const char *overlay, const struct cir_findings *findings, struct cir_error *error)
{
    struct cir_load load = {.files = files, .arena = &definitions->arena};
    struct cir_table tables[CIR_TABLE_COUNT];
    load.arena->is_large = load.scratch.is_large = true;
    hash_files(files, definitions->sha256);
    cir_file_names_check(&load, overlay);
    cir_definition_tables_read(&load, tables, 0, CIR_TABLE_FIRST_OF_WORDS);
    if (cir_load_clean(&load))
        fill(&load, tables, definitions);
    return cir_load_end(&load, findings, error);
}

enum cir_status cir_definitions_load(struct cir_definitions **definitions, const char *overlay,
                                     const struct cir_findings *findings, struct cir_error *error)
{
    *definitions = NULL;
    struct cir_definition_files files;
    enum cir_status status = cir_definition_files_open(&files, overlay, error);
    if (status != CIR_OK)
        return status;
    struct cir_definitions *filled = calloc(1, sizeof *filled);
    status = filled != NULL ? load_files(filled, &files, overlay, findings, error) : cir_fail_memory(error);
    cir_definition_files_close(&files);
    if (status == CIR_OK)
        *definitions = filled;
    else
        cir_definitions_free(filled);
    return status;
}

void cir_definitions_free(struct cir_definitions *definitions)
{
    if (definitions == NULL)
        return;
    cir_arena_free(&definitions->arena);
    free(definitions);
}

uint32_t cir_definitions_country(const struct cir_definitions *definitions, struct cir_text name)
{
    return cir_index_find(&definitions->country_index, name);
}
