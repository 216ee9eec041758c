/* A scheme: the folder it comes from, its keys, and the order in which its parts are filled. */
#include "definitions/definitions.h"
#include "definitions/file_names.h"
#include "definitions/folder.h"
#include "definitions/option_list.h"
#include "definitions/row.h"
#include "definitions/scheme_parts.h"
#include "definitions/scheme_provenance.h"
#include "definitions/scheme_sense.h"

#include "base/date.h"
#include "base/name_list.h"
#include "base/number.h"

#include <stdio.h>
#include <stdlib.h>

static const struct {
    const char *file;
    const char *columns;
    bool required;
} shapes[CIR_SCHEME_TABLE_COUNT] = {
#define CIR_SCHEME_TABLE(symbol, file, required, columns) [CIR_SCHEME_##symbol] = {file, columns, required},
#include "definitions/scheme_table.def"
#undef CIR_SCHEME_TABLE
};

static const char sources_path[] = "datasets/sources.csv";
static const char sources_columns[] = "key,title,reference,year,licence";

/* ---- scheme.csv ---- */

enum need { ALWAYS, WITH_FACTORS, NEVER };

static const struct {
    const char *name;
    enum need need;
} keys[] = {
    {"name", ALWAYS},           {"title", ALWAYS},           {"version", ALWAYS},         {"subject", ALWAYS},
    {"authority", ALWAYS},      {"source", ALWAYS},          {"status", ALWAYS},          {"unknown", WITH_FACTORS},
    {"exponent", WITH_FACTORS}, {"normalise", WITH_FACTORS}, {"score_max", WITH_FACTORS}, {"digits", WITH_FACTORS},
    {"coverage_min", NEVER},    {"weights_sum", NEVER},      {"effect_from", NEVER},      {"repealed_from", NEVER},
    {"sector_field", NEVER},
};

enum { KEY_COUNT = sizeof keys / sizeof keys[0] };

static bool is_key(const char *name)
{
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (strcmp(keys[i].name, name) == 0)
            return true;
    return false;
}

static const struct cir_row *find_key(const struct cir_scheme_parts *parts, const char *name)
{
    const struct cir_table *table = &parts->tables[CIR_SCHEME_SCHEME];
    for (size_t i = 0; i < table->row_count; i++)
        if (strcmp(cir_row_raw(&table->rows[i], "key"), name) == 0)
            return &table->rows[i];
    return NULL;
}

static void check_keys(struct cir_scheme_parts *parts)
{
    const struct cir_table *table = &parts->tables[CIR_SCHEME_SCHEME];
    bool has_factors = parts->tables[CIR_SCHEME_FACTORS].row_count > 0;
    struct cir_index seen = {0};
    for (size_t i = 0; i < table->row_count; i++) {
        if (!is_key(cir_row_raw(&table->rows[i], "key")))
            cir_row_refuse(parts->load, &table->rows[i], "key", "a key of a scheme");
        (void)cir_row_unique(parts->load, &seen, &table->rows[i], "key", NULL);
    }
    for (size_t i = 0; i < KEY_COUNT; i++)
        if ((keys[i].need == ALWAYS || (keys[i].need == WITH_FACTORS && has_factors)) &&
            find_key(parts, keys[i].name) == NULL)
            cir_load_report(parts->load, (struct cir_place){.file = table->file}, "key '%s' is missing", keys[i].name);
}

static const char *text_of(struct cir_scheme_parts *parts, const char *name)
{
    const struct cir_row *row = find_key(parts, name);
    return row != NULL ? cir_row_text(parts->load, row, "value") : "";
}

static unsigned choice_of(struct cir_scheme_parts *parts, const char *name, const char *words)
{
    const struct cir_row *row = find_key(parts, name);
    return row != NULL ? cir_row_choice(parts->load, row, "value", words) : 0;
}

static double number_of(struct cir_scheme_parts *parts, const char *name, const struct cir_bounds *bounds)
{
    const struct cir_row *row = find_key(parts, name);
    return row != NULL ? cir_row_number(parts->load, row, "value", bounds) : bounds->low;
}

static int digits_of(struct cir_scheme_parts *parts)
{
    const struct cir_row *row = find_key(parts, "digits");
    return row != NULL ? cir_row_integer(parts->load, row, "value", 0, CIR_NUMBER_DIGITS_MAX) : 0;
}

static const char *source_of(struct cir_scheme_parts *parts)
{
    const char *source = text_of(parts, "source");
    struct cir_text key;
    struct cir_text rest = cir_text_of(source);
    (void)cir_text_next(&key, &rest, ';');
    if (*source != '\0' && cir_index_find(&parts->sources, cir_text_trim(key)) == CIR_INDEX_NONE)
        cir_row_refuse(parts->load, find_key(parts, "source"), "value", "a key of sources.csv");
    return source;
}

/* "04-01". */
static const char *day_of_year(struct cir_scheme_parts *parts, const char *name)
{
    static const char leap[] = "2000-";
    const struct cir_row *row = find_key(parts, name);
    if (row == NULL)
        return "";
    char day[sizeof leap + sizeof "MM-DD"];
    struct cir_date date;
    const char *text = cir_row_text(parts->load, row, "value");
    int size = snprintf(day, sizeof day, "%s%s", leap, text);
    if (size != (int)(sizeof leap + sizeof "MM-DD" - 2) || !cir_date_read(cir_text_of(day), CIR_DATE_ISO, &date))
        cir_row_refuse(parts->load, row, "value", "a day of a year, MM-DD");
    return text;
}

/* "2024-10-18". */
static const char *day_of(struct cir_scheme_parts *parts, const char *name)
{
    const struct cir_row *row = find_key(parts, name);
    if (row == NULL)
        return "";
    struct cir_date date;
    const char *text = cir_row_text(parts->load, row, "value");
    if (strlen(text) != sizeof "YYYY-MM-DD" - 1 || !cir_date_read(cir_text_of(text), CIR_DATE_ISO, &date))
        cir_row_refuse(parts->load, row, "value", "a day, YYYY-MM-DD");
    return text;
}

static void fill_keys(struct cir_scheme_parts *parts)
{
    static const struct cir_bounds exponents = {.low = 1, .high = 1e3, .expected = "a number from 1 to 1000"};
    static const struct cir_bounds sums = {
        .low = 0, .high = CIR_SCHEME_WEIGHTS_SUM_MAX, .above = true, .expected = "a number above 0, at most a million"};
    struct cir_scheme *scheme = parts->scheme;
    check_keys(parts);
    scheme->name = text_of(parts, "name");
    scheme->title = text_of(parts, "title");
    scheme->version = text_of(parts, "version");
    scheme->authority = text_of(parts, "authority");
    scheme->source = source_of(parts);
    scheme->subject_is_asset = choice_of(parts, "subject", "incident;asset") == 1;
    (void)choice_of(parts, "status", "verified;partly;unverified");
    scheme->status = text_of(parts, "status");
    scheme->unknown = (enum cir_unknown_policy)choice_of(parts, "unknown", "bounds;renormalise;worst;zero;refuse");
    scheme->exponent = number_of(parts, "exponent", &exponents);
    scheme->normalise_span = choice_of(parts, "normalise", "answered;span") == 1;
    scheme->coverage_min = number_of(parts, "coverage_min", &cir_bounds_share);
    scheme->score_max = number_of(parts, "score_max", &cir_bounds_positive);
    parts->weights_sum = number_of(parts, "weights_sum", &sums);
    scheme->digits = digits_of(parts);
    scheme->effect_from = day_of_year(parts, "effect_from");
    scheme->repealed_from = day_of(parts, "repealed_from");
}

/* Of every subject: of what only some are asked, others would have no sector. */
static bool is_asked_of_all(const struct cir_scheme *scheme, unsigned measure)
{
    if (!scheme->subject_is_asset || scheme->facility_count > 0)
        return false;
    for (size_t i = 0; i < scheme->criterion_count; i++)
        if (scheme->criteria[i].is_ruled && scheme->criteria[i].measure == measure)
            return true;
    return false;
}

static void fill_sector_field(struct cir_scheme_parts *parts)
{
    const struct cir_row *row = find_key(parts, "sector_field");
    unsigned measure = row != NULL ? cir_scheme_measure(parts, row, "value") : CIR_INDEX_NONE;
    parts->scheme->sector_measure = measure;
    if (measure != CIR_INDEX_NONE && (cir_scheme_field(parts, measure)->type != CIR_TYPE_OPTION ||
                                      measure < CIR_MEASURE_DERIVED || !is_asked_of_all(parts->scheme, measure)))
        cir_row_refuse(parts->load, row, "value",
                       "a field of one option that a rule asks for, in a scheme of subject asset without facilities");
}

/* ---- parts ---- */

/* An incident has no facility, an asset no score. */
static void check_subject(struct cir_scheme_parts *parts)
{
    static const enum cir_scheme_table of_incidents[] = {CIR_SCHEME_AXES, CIR_SCHEME_FACTORS, CIR_SCHEME_OPTIONS};
    static const enum cir_scheme_table of_assets[] = {CIR_SCHEME_FACILITIES, CIR_SCHEME_THRESHOLDS};
    bool is_asset = parts->scheme->subject_is_asset;
    const enum cir_scheme_table *others = is_asset ? of_incidents : of_assets;
    size_t count = is_asset ? sizeof of_incidents / sizeof *of_incidents : sizeof of_assets / sizeof *of_assets;
    for (size_t i = 0; i < count; i++)
        if (parts->tables[others[i]].row_count > 0)
            cir_load_report(parts->load, (struct cir_place){.file = parts->tables[others[i]].file},
                            "a scheme of subject %s has no such table", is_asset ? "asset" : "incident");
}

static void check_not_empty(struct cir_scheme_parts *parts)
{
    bool is_asset = parts->scheme->subject_is_asset;
    enum cir_scheme_table other = is_asset ? CIR_SCHEME_FACILITIES : CIR_SCHEME_FACTORS;
    if (parts->tables[other].row_count == 0 && parts->tables[CIR_SCHEME_RULES].row_count == 0)
        cir_load_report(parts->load, (struct cir_place){.file = parts->tables[CIR_SCHEME_SCHEME].file},
                        "neither %s nor rules: the scheme can judge nothing", is_asset ? "facilities" : "factors");
}

static void fill_parts(struct cir_scheme_parts *parts)
{
    fill_keys(parts);
    check_subject(parts);
    check_not_empty(parts);
    cir_scheme_fill_fields(parts);
    cir_scheme_fill_merges(parts);
    cir_scheme_fill_labels(parts);
    if (parts->load->no_memory)
        return;
    cir_scheme_fill_bands(parts);
    cir_scheme_fill_axes(parts);
    cir_scheme_fill_factors(parts);
    cir_scheme_fill_options(parts);
    cir_scheme_fill_criteria(parts);
    cir_scheme_fill_rules(parts);
    cir_scheme_fill_facilities(parts);
    fill_sector_field(parts);
    cir_scheme_check_labels(parts);
    if (cir_load_clean(parts->load)) {
        cir_scheme_check_sense(parts);
        cir_scheme_check_logic(parts);
    }
}

/* ---- load ---- */

/* What a call of cir_scheme_load was given. */
struct request {
    struct cir_definitions *definitions;
    struct cir_fields *fields;
    const char *overlay;
    const char *name;
    const struct cir_findings *findings;
    struct cir_error *error;
};

static bool is_path(const char *name)
{
    return strchr(name, '/') != NULL;
}

static char *path_of(struct cir_arena *arena, const char *name, const char *file)
{
    const char *folder = is_path(name) ? "" : "datasets/schemes/";
    size_t size = strlen(folder) + strlen(name) + strlen(file) + 2;
    char *path = cir_arena_take(arena, size, 1);
    if (path != NULL)
        snprintf(path, size, "%s%s/%s", folder, name, file);
    return path;
}

static void read_tables(struct cir_load *load, const char *name, struct cir_table *tables)
{
    for (size_t i = 0; i < CIR_SCHEME_TABLE_COUNT; i++) {
        const char *path = path_of(&load->scratch, name, shapes[i].file);
        if (path == NULL) {
            load->no_memory = true;
            return;
        }
        cir_table_read(load, &tables[i], path, shapes[i].columns, shapes[i].required);
    }
}

/* A folder of the tree is named as its scheme; a copy for editing may lie anywhere. */
static void check_name(struct cir_scheme_parts *parts, const char *name)
{
    const struct cir_row *row = find_key(parts, "name");
    if (row == NULL)
        return;
    for (const char *at = parts->scheme->name; *at != '\0'; at++)
        if (strchr("abcdefghijklmnopqrstuvwxyz0123456789_-", *at) == NULL) {
            cir_row_refuse(parts->load, row, "value", "a code of [a-z0-9_-]");
            return;
        }
    if (!is_path(name) && strcmp(parts->scheme->name, name) != 0)
        cir_row_report(parts->load, row, "value", "'%s' is not the name of the folder, '%s'", parts->scheme->name,
                       name);
}

static void fill_provenance(struct cir_scheme_parts *parts, const struct request *request)
{
    const char *prefix = path_of(&parts->load->scratch, request->name, "");
    if (prefix != NULL)
        cir_scheme_fill_provenance(parts->load, parts->scheme, prefix,
                                   is_path(request->name) ? request->name : request->overlay);
    else
        parts->load->no_memory = true;
}

static void fill_scheme(struct cir_load *load, const struct request *request, const struct cir_table *tables,
                        const struct cir_table *sources, struct cir_scheme_parts *parts)
{
    parts->load = load;
    parts->tables = tables;
    parts->definitions = request->definitions;
    parts->fields = *request->fields;
    parts->first_field = parts->fields.count;
    parts->measures = cir_measure_fields(&load->scratch);
    if (parts->measures == NULL) {
        load->no_memory = true;
        return;
    }
    cir_sources_fill(load, sources, &parts->sources);
    cir_sources_fill(load, &tables[CIR_SCHEME_SOURCES], &parts->sources); /* those of the scheme's own */
    fill_parts(parts);
    check_name(parts, request->name);
    fill_provenance(parts, request);
}

static enum cir_status load_tables(struct cir_scheme *scheme, const struct request *request,
                                   const struct cir_definition_files *files)
{
    struct cir_load load = {.files = files, .arena = &scheme->arena};
    struct cir_table tables[CIR_SCHEME_TABLE_COUNT] = {0};
    struct cir_table sources;
    struct cir_scheme_parts parts = {.scheme = scheme};
    if (is_path(request->name))
        cir_file_names_check_scheme(&load);
    read_tables(&load, request->name, tables);
    cir_table_read(&load, &sources, sources_path, sources_columns, true);
    if (cir_load_clean(&load))
        fill_scheme(&load, request, tables, &sources, &parts);
    enum cir_status status = cir_load_end(&load, request->findings, request->error);
    if (status == CIR_OK)
        *request->fields = parts.fields;
    return status;
}

static void list_schemes(struct cir_name_list *list, const struct cir_definition_files *files)
{
    static const char folder[] = "datasets/schemes/";
    for (size_t i = 0; i < files->count; i++) {
        const char *path = files->list[i].path;
        if (strncmp(path, folder, strlen(folder)) != 0)
            continue;
        const char *name = path + strlen(folder);
        const char *slash = strchr(name, '/');
        if (slash != NULL && strcmp(slash + 1, shapes[CIR_SCHEME_SCHEME].file) == 0)
            cir_name_list_add(list, (struct cir_text){name, (size_t)(slash - name)});
    }
}

static enum cir_status refuse_name(const struct request *request, const char *path,
                                   const struct cir_definition_files *files)
{
    char message[CIR_ERROR_MESSAGE_SIZE];
    int used = snprintf(message, sizeof message,
                        "there is no scheme '%.100s': no file %.200s; a folder of your own has a '/', as ./mine; there "
                        "are ",
                        request->name, path);
    struct cir_name_list list = {.text = message, .size = sizeof message, .used = (size_t)used};
    list_schemes(&list, files);
    return cir_fail(request->error, CIR_BAD_USE, (struct cir_place){0}, "%s", message);
}

static enum cir_status find_scheme(const struct request *request, struct cir_definition_files *files)
{
    static const char *names[CIR_SCHEME_TABLE_COUNT + 1] = {
#define CIR_SCHEME_TABLE(symbol, file, required, columns) file,
#include "definitions/scheme_table.def"
#undef CIR_SCHEME_TABLE
    };
    enum cir_status status = CIR_OK;
    if (is_path(request->name))
        status = cir_definition_files_add_folder(files, request->name, names, request->error);
    if (status != CIR_OK)
        return status;
    const char *path = path_of(&files->arena, request->name, shapes[CIR_SCHEME_SCHEME].file);
    if (path == NULL)
        return cir_fail_memory(request->error);
    return cir_definition_files_find(files, path) != NULL ? CIR_OK : refuse_name(request, path, files);
}

static enum cir_status load_files(struct cir_scheme **scheme, const struct request *request,
                                  struct cir_definition_files *files)
{
    enum cir_status status = find_scheme(request, files);
    if (status != CIR_OK)
        return status;
    struct cir_scheme *filled = calloc(1, sizeof *filled);
    status = filled != NULL ? load_tables(filled, request, files) : cir_fail_memory(request->error);
    if (status == CIR_OK)
        *scheme = filled;
    else
        cir_scheme_free(filled);
    return status;
}

enum cir_status cir_scheme_load(struct cir_scheme **scheme, struct cir_definitions *definitions,
                                struct cir_fields *fields, const char *overlay, const char *name,
                                const struct cir_findings *findings, struct cir_error *error)
{
    *scheme = NULL;
    struct cir_definition_files files;
    enum cir_status status = cir_definition_files_open(&files, overlay, error);
    if (status != CIR_OK)
        return status;
    const struct request request = {definitions, fields, overlay, name, findings, error};
    status = load_files(scheme, &request, &files);
    cir_definition_files_close(&files);
    return status;
}

void cir_scheme_free(struct cir_scheme *scheme)
{
    if (scheme == NULL)
        return;
    cir_arena_free(&scheme->arena);
    free(scheme);
}
