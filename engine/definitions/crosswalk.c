#include "definitions/families.h"
#include "definitions/row.h"

#include <stdio.h>

/* "system:code", as a log says it. */
static const char *joined_code(struct cir_load *load, const char *system, const char *code)
{
    size_t size = strlen(system) + strlen(code) + 2;
    char *joined = cir_load_take(load, size, 1);
    if (joined == NULL)
        return "";
    snprintf(joined, size, "%s:%s", system, code);
    return joined;
}

static unsigned sector_of(struct cir_family *family, const struct cir_row *row)
{
    if (strcmp(cir_row_raw(row, "sector"), "none") == 0)
        return CIR_SECTOR_NONE;
    return cir_row_reference(family->load, row, "sector", &family->sector_codes, "a code of sectors.csv, or none");
}

static void fill_row(struct cir_family *family, const struct cir_row *row, struct cir_crosswalk *crosswalk)
{
    struct cir_load *load = family->load;
    *crosswalk = (struct cir_crosswalk){
        .system = cir_row_code(load, row, "system"),
        .code = cir_row_text(load, row, "code"),
        .sector = sector_of(family, row),
        .source = cir_row_source(load, row, &family->sector_sources),
    };
    if (strpbrk(crosswalk->code, ";|") != NULL)
        cir_row_refuse(load, row, "code", "a code without ';' and '|'");
}

void cir_crosswalk_fill(struct cir_family *family)
{
    struct cir_load *load = family->load;
    struct cir_definitions *definitions = family->definitions;
    const struct cir_table *table = &family->tables[CIR_TABLE_CROSSWALK];
    struct cir_index seen = {.fold_case = true};
    definitions->crosswalk_index.fold_case = true;
    definitions->crosswalk_systems.fold_case = true;
    definitions->crosswalk = cir_load_take(load, table->row_count, sizeof *definitions->crosswalk);
    for (size_t i = 0; definitions->crosswalk != NULL && i < table->row_count; i++) {
        struct cir_crosswalk *crosswalk = &definitions->crosswalk[i];
        fill_row(family, &table->rows[i], crosswalk);
        (void)cir_row_unique(load, &seen, &table->rows[i], "system", "code");
        (void)cir_load_insert(load, &definitions->crosswalk_index,
                              joined_code(load, crosswalk->system, crosswalk->code), (uint32_t)i);
        (void)cir_load_insert(load, &definitions->crosswalk_systems, crosswalk->system, 0);
        definitions->crosswalk_count = i + 1;
    }
}

static uint32_t find_code(const struct cir_definitions *definitions, struct cir_text code)
{
    const char *colon = code.size > 0 ? memchr(code.data, ':', code.size) : NULL;
    if (colon == NULL)
        return CIR_INDEX_NONE;
    size_t system_size = (size_t)(colon - code.data);
    if (cir_index_find(&definitions->crosswalk_systems, (struct cir_text){code.data, system_size}) == CIR_INDEX_NONE)
        return CIR_INDEX_NONE;
    for (size_t size = code.size; size > system_size + 1; size--) {
        uint32_t number = cir_index_find(&definitions->crosswalk_index, (struct cir_text){code.data, size});
        if (number != CIR_INDEX_NONE)
            return definitions->crosswalk[number].sector;
    }
    return CIR_INDEX_NONE;
}

uint32_t cir_definitions_sector(const struct cir_definitions *definitions, struct cir_text code)
{
    if (code.size == 4 && cir_text_equal_case(code, cir_text_of("none")))
        return CIR_SECTOR_NONE;
    uint32_t number = cir_index_find(&definitions->sector_index, code);
    return number != CIR_INDEX_NONE ? number : find_code(definitions, code);
}
