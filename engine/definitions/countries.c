#include "definitions/families.h"
#include "definitions/row.h"
#include "definitions/texts.h"

#include <math.h>
#include <stdio.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2200, LETTERS = 26 };

static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char digits[] = "0123456789";

/* A code of `size` of these letters, copied into `code`; an ill-formed one is refused and cut. */
static void take_code(struct cir_load *load, const struct cir_row *row, const char *column, const char *letters,
                      char *code, size_t size)
{
    const char *text = cir_row_raw(row, column);
    if (strlen(text) != size || strspn(text, letters) != size)
        cir_row_report(load, row, column, "'%.100s' is not a code of %zu %s", text, size,
                       letters == digits ? "digits" : "capital letters");
    snprintf(code, size + 1, "%s", text);
}

/* ---- regions ---- */

static void fill_regions(struct cir_family *family, struct cir_index *codes)
{
    struct cir_load *load = family->load;
    struct cir_definitions *definitions = family->definitions;
    const struct cir_table *table = &family->tables[CIR_TABLE_REGIONS];
    struct cir_index seen = {0};
    size_t regions = 0;
    definitions->regions = cir_load_take(load, table->row_count, sizeof *definitions->regions);
    for (size_t i = 0; definitions->regions != NULL && i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        char m49[4];
        take_code(load, row, "m49", digits, m49, 3);
        definitions->regions[i] = (struct cir_region){
            .m49 = cir_row_raw(row, "m49"),
            .parent = cir_row_raw(row, "parent"),
            .is_subregion = cir_row_choice(load, row, "kind", "region;subregion") == 1,
        };
        regions += definitions->regions[i].is_subregion ? 0 : 1;
        if (regions == CIR_REGIONS_MAX + 1)
            cir_row_report(load, row, "kind", "there are at most %d regions, besides subregions", CIR_REGIONS_MAX);
        (void)cir_row_unique(load, &seen, row, "m49", NULL);
        (void)cir_load_insert(load, codes, definitions->regions[i].m49, (uint32_t)i);
        definitions->region_count = i + 1;
    }
}

static void check_parents(struct cir_family *family, const struct cir_index *codes)
{
    const struct cir_table *table = &family->tables[CIR_TABLE_REGIONS];
    for (size_t i = 0; i < family->definitions->region_count; i++) {
        const struct cir_region *region = &family->definitions->regions[i];
        const struct cir_row *row = &table->rows[i];
        if (*region->parent == '\0' && region->is_subregion)
            cir_row_report(family->load, row, "parent", "is empty; expected the region of the subregion");
        else if (*region->parent != '\0' && cir_index_find(codes, cir_text_of(region->parent)) == CIR_INDEX_NONE)
            cir_row_refuse(family->load, row, "parent", "a code of this table");
    }
}

static void fill_region_names(struct cir_family *family, const struct cir_index *codes)
{
    struct cir_definitions *definitions = family->definitions;
    size_t count = definitions->region_count;
    const char **ids = cir_load_take_scratch(family->load, count, sizeof *ids);
    for (size_t i = 0; ids != NULL && i < count; i++)
        ids[i] = definitions->regions[i].m49;
    if (ids == NULL)
        return;
    const char *(*names)[CIR_LANGUAGES] =
        cir_texts_read(family->load, &family->tables[CIR_TABLE_REGION_NAMES], codes, ids, count);
    for (size_t i = 0; names != NULL && i < count; i++)
        memcpy(definitions->regions[i].names, names[i], sizeof names[i]);
}

/* ---- countries ---- */

static uint32_t region_of(struct cir_family *family, const struct cir_row *row, const char *column,
                          const struct cir_index *codes, bool is_subregion)
{
    if (*cir_row_raw(row, column) == '\0')
        return CIR_INDEX_NONE;
    uint32_t number = cir_row_reference(family->load, row, column, codes, "a code of regions.csv");
    if (number != CIR_INDEX_NONE && family->definitions->regions[number].is_subregion != is_subregion)
        cir_row_refuse(family->load, row, column, is_subregion ? "a subregion" : "a region");
    return number;
}

static const char *currency_of(struct cir_family *family, const struct cir_row *row)
{
    const char *currency = cir_row_raw(row, "currency");
    if (*currency != '\0')
        (void)cir_row_reference(family->load, row, "currency", &family->definitions->currency_index,
                                "a code of currencies.csv");
    return currency;
}

/* A figure and its year stand together or not at all. */
static int year_of(struct cir_load *load, const struct cir_row *row, const char *column, const char *figure)
{
    bool has_figure = *cir_row_raw(row, figure) != '\0';
    if (has_figure != (*cir_row_raw(row, column) != '\0'))
        cir_row_report(load, row, column, "'%.100s' with %s '%.100s'; expected both or neither",
                       cir_row_raw(row, column), figure, cir_row_raw(row, figure));
    return cir_row_optional_integer(load, row, column, FIRST_YEAR, LAST_YEAR, 0);
}

static void fill_country(struct cir_family *family, const struct cir_row *row, const struct cir_index *regions,
                         struct cir_country *country)
{
    struct cir_load *load = family->load;
    *country = (struct cir_country){
        .region = region_of(family, row, "m49_region", regions, false),
        .subregion = region_of(family, row, "m49_subregion", regions, true),
        .population = cir_row_optional_number(load, row, "population", &cir_bounds_positive),
        .gdp_usd = cir_row_optional_number(load, row, "gdp_usd", &cir_bounds_positive),
        .population_year = year_of(load, row, "population_year", "population"),
        .gdp_year = year_of(load, row, "gdp_year", "gdp_usd"),
        .currency = currency_of(family, row),
        .source = cir_row_source(load, row, &family->dataset_sources),
    };
    take_code(load, row, "alpha2", capitals, country->alpha2, 2);
    take_code(load, row, "alpha3", capitals, country->alpha3, 3);
    take_code(load, row, "numeric", digits, country->numeric, 3);
}

/* A name that means two countries is refused where the second says it. */
static void insert_name(struct cir_family *family, const struct cir_row *row, const char *column, const char *name,
                        uint32_t number)
{
    struct cir_definitions *definitions = family->definitions;
    uint32_t there = cir_load_insert(family->load, &definitions->country_index, name, number);
    if (there != number && there != CIR_INDEX_NONE)
        cir_row_report(family->load, row, column, "'%.100s' stands for %s already", name,
                       definitions->countries[there].alpha2);
}

static void index_country(struct cir_family *family, const struct cir_row *row, uint32_t number)
{
    const struct cir_country *country = &family->definitions->countries[number];
    insert_name(family, row, "alpha2", country->alpha2, number);
    insert_name(family, row, "alpha3", country->alpha3, number);
    insert_name(family, row, "numeric", country->numeric, number);
    if (strspn(country->alpha2, capitals) == 2)
        family->definitions->alpha2[(country->alpha2[0] - 'A') * LETTERS + country->alpha2[1] - 'A'] =
            (uint16_t)(number + 1);
}

/* Bits are given out in the order in which countries lie in a region. */
static void number_regions(struct cir_definitions *definitions)
{
    unsigned regions[CIR_REGIONS_MAX] = {0}; /* by bit */
    for (size_t i = 0; i < definitions->country_count; i++) {
        unsigned region = definitions->countries[i].region;
        unsigned bit = 0;
        while (bit < definitions->inhabited_count && regions[bit] != region)
            bit++;
        if (region == CIR_INDEX_NONE || bit == CIR_REGIONS_MAX) /* refused already where there are more */
            continue;
        if (bit == definitions->inhabited_count)
            regions[definitions->inhabited_count++] = region;
        definitions->region_bits[i] = UINT32_C(1) << bit;
    }
}

static void fill_countries(struct cir_family *family, const struct cir_index *regions)
{
    struct cir_definitions *definitions = family->definitions;
    const struct cir_table *table = &family->tables[CIR_TABLE_COUNTRIES];
    definitions->country_index.fold_case = true;
    definitions->countries = cir_load_take(family->load, table->row_count, sizeof *definitions->countries);
    for (size_t i = 0; definitions->countries != NULL && i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        if (i == CIR_STATES_MAX) {
            cir_row_report(family->load, row, "alpha2", "a table holds at most %d countries", CIR_STATES_MAX);
            break;
        }
        fill_country(family, row, regions, &definitions->countries[i]);
        index_country(family, row, (uint32_t)i);
        definitions->country_count = i + 1;
    }
    if (definitions->countries != NULL)
        number_regions(definitions);
}

/* ---- names ---- */

/* alpha2 of every country, the only id that the tables of names know. */
static const char **list_ids(struct cir_family *family, struct cir_index *ids)
{
    const struct cir_definitions *definitions = family->definitions;
    size_t count = definitions->country_count;
    const char **list = cir_load_take_scratch(family->load, count, sizeof *list);
    for (size_t i = 0; list != NULL && i < count; i++) {
        list[i] = definitions->countries[i].alpha2;
        if (!cir_index_insert(ids, &family->load->scratch, cir_text_of(list[i]), (uint32_t)i, NULL))
            family->load->no_memory = true;
    }
    return list;
}

static void fill_country_names(struct cir_family *family, const struct cir_index *ids, const char **list)
{
    struct cir_definitions *definitions = family->definitions;
    const struct cir_table *table = &family->tables[CIR_TABLE_COUNTRY_NAMES];
    const char *(*names)[CIR_LANGUAGES] = cir_texts_read(family->load, table, ids, list, definitions->country_count);
    for (size_t i = 0; names != NULL && i < definitions->country_count; i++)
        memcpy(definitions->countries[i].names, names[i], sizeof names[i]);
    for (size_t i = 0; i < table->row_count; i++) {
        uint32_t number = cir_index_find(ids, cir_text_of(cir_row_raw(&table->rows[i], "id")));
        if (number != CIR_INDEX_NONE)
            insert_name(family, &table->rows[i], "text", cir_row_raw(&table->rows[i], "text"), number);
    }
}

static void fill_aliases(struct cir_family *family, const struct cir_index *ids)
{
    const struct cir_table *table = &family->tables[CIR_TABLE_COUNTRY_ALIASES];
    struct cir_index seen = {.fold_case = true};
    for (size_t i = 0; i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        const char *alias = cir_row_text(family->load, row, "alias");
        uint32_t number = cir_row_reference(family->load, row, "alpha2", ids, "an alpha2 of countries.csv");
        if (strpbrk(alias, ";|") != NULL)
            cir_row_refuse(family->load, row, "alias", "a name without ';' and '|'");
        if (cir_row_unique(family->load, &seen, row, "alias", NULL) && number != CIR_INDEX_NONE)
            insert_name(family, row, "alias", alias, number);
    }
}

void cir_countries_fill(struct cir_family *family)
{
    struct cir_index regions = {0};
    struct cir_index ids = {0};
    fill_regions(family, &regions);
    check_parents(family, &regions);
    fill_region_names(family, &regions);
    fill_countries(family, &regions);
    if (family->definitions->countries == NULL)
        return;
    const char **list = list_ids(family, &ids);
    if (list == NULL)
        return;
    fill_country_names(family, &ids, list);
    fill_aliases(family, &ids);
    cir_state_groups_fill(family, &ids);
}
