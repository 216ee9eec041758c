#include "definitions/families.h"
#include "definitions/row.h"
#include "definitions/texts.h"

/* A log may say these of its sector: they cannot be the name of one. */
static bool is_reserved(const char *code)
{
    return strcmp(code, "none") == 0 || strcmp(code, "unknown") == 0;
}

static void fill_sector(struct cir_family *family, const struct cir_row *row, struct cir_sector *sector)
{
    struct cir_load *load = family->load;
    *sector = (struct cir_sector){
        .code = cir_row_code(load, row, "code"),
        .paragraph = cir_row_raw(row, "paragraph"),
        .tolerable_outage_h = cir_row_number(load, row, "tolerable_outage_h", &cir_bounds_positive),
        .life_critical = cir_row_yes(load, row, "life_critical"),
        .several_states = cir_row_yes(load, row, "several_states"),
        .source = cir_row_source(load, row, &family->sector_sources),
    };
    if (is_reserved(sector->code))
        cir_row_refuse(load, row, "code", "a code; the word says that there is no sector");
}

static void fill_sectors(struct cir_family *family)
{
    struct cir_load *load = family->load;
    struct cir_definitions *definitions = family->definitions;
    const struct cir_table *table = &family->tables[CIR_TABLE_SECTORS];
    struct cir_index seen = {0};
    definitions->sector_index.fold_case = true;
    definitions->sectors = cir_load_take(load, table->row_count, sizeof *definitions->sectors);
    for (size_t i = 0; definitions->sectors != NULL && i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        if (i == CIR_SECTOR_NONE) {
            cir_row_report(load, row, "code", "a table holds at most %d sectors", CIR_SECTOR_NONE);
            break;
        }
        fill_sector(family, row, &definitions->sectors[i]);
        (void)cir_row_unique(load, &seen, row, "code", NULL);
        (void)cir_load_insert(load, &family->sector_codes, definitions->sectors[i].code, (uint32_t)i);
        (void)cir_load_insert(load, &definitions->sector_index, definitions->sectors[i].code, (uint32_t)i);
        definitions->sector_count = i + 1;
    }
    if (table->row_count == 0)
        cir_load_report(load, (struct cir_place){.file = table->file}, "no sector; expected at least one");
}

static void name_sector(struct cir_sector *sector, const char *const *names, const char *const *short_names)
{
    for (int i = 0; i < CIR_LANGUAGES; i++) {
        sector->names[i] = names[i];
        sector->short_names[i] = short_names[i] != NULL ? short_names[i] : names[i];
    }
}

static void fill_names(struct cir_family *family)
{
    struct cir_definitions *definitions = family->definitions;
    size_t count = definitions->sector_count;
    const char **codes = cir_load_take_scratch(family->load, count, sizeof *codes);
    for (size_t i = 0; codes != NULL && i < count; i++)
        codes[i] = definitions->sectors[i].code;
    if (codes == NULL)
        return;
    const char *(*names)[CIR_LANGUAGES] =
        cir_texts_read(family->load, &family->tables[CIR_TABLE_SECTOR_NAMES], &family->sector_codes, codes, count);
    const char *(*short_names)[CIR_LANGUAGES] = cir_texts_read_some(
        family->load, &family->tables[CIR_TABLE_SECTOR_SHORT_NAMES], &family->sector_codes, codes, count);
    for (size_t i = 0; names != NULL && short_names != NULL && i < count; i++)
        name_sector(&definitions->sectors[i], names[i], short_names[i]);
}

static bool is_lower(const char *text)
{
    for (; *text != '\0'; text++)
        if (*text >= 'A' && *text <= 'Z')
            return false;
    return true;
}

/* Separators of the cells of a log, and the sign of a crosswalk code. */
static bool can_stand_in_a_cell(const char *text)
{
    return strpbrk(text, ";|:") == NULL;
}

static void fill_alias(struct cir_family *family, const struct cir_row *row)
{
    struct cir_load *load = family->load;
    struct cir_index *index = &family->definitions->sector_index;
    const char *alias = cir_row_text(load, row, "alias");
    uint32_t sector = cir_row_reference(load, row, "sector", &family->sector_codes, "a code of sectors.csv");
    if (!is_lower(alias) || !can_stand_in_a_cell(alias) || is_reserved(alias))
        cir_row_refuse(load, row, "alias", "a name in lower case without ';', '|' and ':'");
    uint32_t there = sector != CIR_INDEX_NONE ? cir_load_insert(load, index, alias, sector) : sector;
    if (there != sector && there != CIR_INDEX_NONE)
        cir_row_report(load, row, "alias", "'%s' stands for sector '%s' already", alias,
                       family->definitions->sectors[there].code);
}

static void fill_aliases(struct cir_family *family)
{
    struct cir_index seen = {.fold_case = true};
    const struct cir_table *table = &family->tables[CIR_TABLE_SECTOR_ALIASES];
    for (size_t i = 0; i < table->row_count; i++)
        if (cir_row_unique(family->load, &seen, &table->rows[i], "alias", NULL))
            fill_alias(family, &table->rows[i]);
}

static void fill_services(struct cir_family *family)
{
    struct cir_load *load = family->load;
    struct cir_definitions *definitions = family->definitions;
    const struct cir_table *table = &family->tables[CIR_TABLE_SERVICES];
    struct cir_index seen = {0};
    definitions->services = cir_load_take(load, table->row_count, sizeof *definitions->services);
    for (size_t i = 0; definitions->services != NULL && i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        definitions->services[i] = (struct cir_service){
            .code = cir_row_code(load, row, "service"),
            .sector = cir_row_reference(load, row, "sector", &family->sector_codes, "a code of sectors.csv"),
            .name = cir_row_text(load, row, "name"),
            .unit = cir_row_text(load, row, "unit"),
            .tolerable_outage_h = cir_row_optional_number(load, row, "tolerable_outage_h", &cir_bounds_positive),
            .source = cir_row_source(load, row, &family->sector_sources),
        };
        (void)cir_row_unique(load, &seen, row, "service", NULL);
        definitions->service_count = i + 1;
    }
}

static void fill_dependency(struct cir_family *family, const struct cir_row *row, struct cir_dependency *dependency)
{
    struct cir_load *load = family->load;
    const struct cir_index *sectors = &family->sector_codes;
    *dependency = (struct cir_dependency){
        .sector = cir_row_reference(load, row, "sector", sectors, "a code of sectors.csv"),
        .depends_on = cir_row_reference(load, row, "depends_on", sectors, "a code of sectors.csv"),
        .criticality = cir_row_number(load, row, "criticality", &cir_bounds_share),
        .felt_after_h = cir_row_optional_number(load, row, "felt_after_h", &cir_bounds_not_negative),
        .redundancy = cir_row_optional_number(load, row, "redundancy", &cir_bounds_share),
        .source = cir_row_source(load, row, &family->sector_sources),
    };
    if (dependency->sector == dependency->depends_on && dependency->sector != CIR_INDEX_NONE)
        cir_row_refuse(load, row, "depends_on", "another sector");
}

static void fill_dependencies(struct cir_family *family)
{
    struct cir_load *load = family->load;
    struct cir_definitions *definitions = family->definitions;
    const struct cir_table *table = &family->tables[CIR_TABLE_DEPENDENCIES];
    struct cir_index seen = {0};
    definitions->dependencies = cir_load_take(load, table->row_count, sizeof *definitions->dependencies);
    for (size_t i = 0; definitions->dependencies != NULL && i < table->row_count; i++) {
        fill_dependency(family, &table->rows[i], &definitions->dependencies[i]);
        (void)cir_row_unique(load, &seen, &table->rows[i], "sector", "depends_on");
        definitions->dependency_count = i + 1;
    }
}

static void compute_dependents_share(struct cir_definitions *definitions)
{
    if (definitions->sector_count < 2)
        return;
    double others = (double)(definitions->sector_count - 1);
    for (size_t i = 0; i < definitions->dependency_count; i++) {
        const struct cir_dependency *dependency = &definitions->dependencies[i];
        if (dependency->depends_on != CIR_INDEX_NONE)
            definitions->sectors[dependency->depends_on].dependents_share += dependency->criticality / others;
    }
}

void cir_sectors_fill(struct cir_family *family)
{
    fill_sectors(family);
    fill_names(family);
    fill_services(family);
    fill_dependencies(family);
    compute_dependents_share(family->definitions);
    cir_crosswalk_fill(family);
    fill_aliases(family);
}
