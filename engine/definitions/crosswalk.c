#include "definitions/families.h"
#include "definitions/row.h"

#include <stdio.h>

enum { CODE_SHOWN = 100 };

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

static uint32_t sector_of(struct cir_family *family, const struct cir_row *row, struct cir_text code)
{
    uint32_t number = cir_index_find(&family->sector_codes, code);
    if (number == CIR_INDEX_NONE)
        cir_row_report(family->load, row, "sector", "'%.*s' is not a code of sectors.csv, or none",
                       CIR_TEXT_ARGS(cir_text_cut(code, CODE_SHOWN)));
    return number;
}

static void add_held(struct cir_family *family, const struct cir_row *row, struct cir_text code,
                     struct cir_crosswalk *crosswalk)
{
    uint32_t number = sector_of(family, row, code);
    if (number == CIR_INDEX_NONE)
        return;
    if (number == crosswalk->sector || (crosswalk->holds >> number & 1) != 0)
        cir_row_report(family->load, row, "sector", "'%.*s' stands there twice", CIR_TEXT_ARGS(code));
    crosswalk->holds |= UINT64_C(1) << number;
}

/* What the code is, and behind it what else it holds. */
static void fill_sectors(struct cir_family *family, const struct cir_row *row, struct cir_crosswalk *crosswalk)
{
    struct cir_text rest = cir_text_of(cir_row_raw(row, "sector"));
    struct cir_text code = {0};
    (void)cir_text_next(&code, &rest, ';');
    crosswalk->sector = cir_text_is(code, "none") ? CIR_SECTOR_NONE : sector_of(family, row, code);
    while (cir_text_next(&code, &rest, ';'))
        add_held(family, row, code, crosswalk);
}

static void fill_row(struct cir_family *family, const struct cir_row *row, struct cir_crosswalk *crosswalk)
{
    struct cir_load *load = family->load;
    *crosswalk = (struct cir_crosswalk){
        .system = cir_row_code(load, row, "system"),
        .code = cir_row_text(load, row, "code"),
        .source = cir_row_source(load, row, &family->sector_sources),
    };
    fill_sectors(family, row, crosswalk);
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

const struct cir_crosswalk *cir_definitions_crosswalk(const struct cir_definitions *definitions, struct cir_text code)
{
    const char *colon = code.size > 0 ? memchr(code.data, ':', code.size) : NULL;
    if (colon == NULL)
        return NULL;
    size_t system_size = (size_t)(colon - code.data);
    if (cir_index_find(&definitions->crosswalk_systems, (struct cir_text){code.data, system_size}) == CIR_INDEX_NONE)
        return NULL;
    for (size_t size = code.size; size > system_size + 1; size--) {
        uint32_t number = cir_index_find(&definitions->crosswalk_index, (struct cir_text){code.data, size});
        if (number != CIR_INDEX_NONE)
            return &definitions->crosswalk[number];
    }
    return NULL;
}

uint32_t cir_definitions_sector(const struct cir_definitions *definitions, struct cir_text code)
{
    if (code.size == 4 && cir_text_equal_case(code, cir_text_of("none")))
        return CIR_SECTOR_NONE;
    uint32_t number = cir_index_find(&definitions->sector_index, code);
    if (number != CIR_INDEX_NONE)
        return number;
    const struct cir_crosswalk *row = cir_definitions_crosswalk(definitions, code);
    return row != NULL ? row->sector : CIR_INDEX_NONE;
}
