#include "network/published_layouts.h"
#include "network/sector_code.h"

#include "base/file.h"

#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

static const char parameters_file[] = "file_parameters.json";
static const char metadata_file[] = "metadata.json";

/* Regions of EXIOBASE 3 that are parts of the rest of the world; one of them is also a code of a country. */
static const char exiobase_regions[] = "WA,WL,WE,WF,WM";

enum table { FLOWS, FINAL_DEMAND, OUTPUT, UNIT, TABLES };

/* What file_parameters.json calls a table, and the name of its file where that does not tell. */
static const struct {
    const char *key;
    const char *file;
} tables[TABLES] = {
    [FLOWS] = {"Z", "Z.txt"},
    [FINAL_DEMAND] = {"Y", "Y.txt"},
    [OUTPUT] = {"x", "x.txt"},
    [UNIT] = {"unit", "unit.txt"},
};

/* A folder on its way. */
struct folder {
    struct cir_published *published;
    struct cir_load *load;
    const char *path;
    struct cir_error *error;
};

static struct cir_heading read_node(const struct cir_text *parts)
{
    return (struct cir_heading){.kind = parts[0].size > 0 && parts[1].size > 0 ? CIR_HEADING_NODE : CIR_HEADING_UNKNOWN,
                                .state = parts[0],
                                .sector = parts[1]};
}

static struct cir_heading read_final_demand(const struct cir_text *parts)
{
    return (struct cir_heading){.kind = parts[0].size > 0 ? CIR_HEADING_FINAL_DEMAND : CIR_HEADING_UNKNOWN};
}

static struct cir_heading read_output(const struct cir_text *parts)
{
    return (struct cir_heading){.kind = parts[0].size > 0 ? CIR_HEADING_OUTPUT : CIR_HEADING_UNKNOWN};
}

/* ---- files ---- */

static const char *join(struct cir_load *load, const char *folder, const char *file)
{
    size_t size = strlen(folder) + strlen(file) + 2;
    char *path = cir_load_take(load, size, 1);
    if (path != NULL)
        snprintf(path, size, "%s/%s", folder, file);
    return path;
}

/* A file of JSON, or NULL: it is absent, or reported. */
static json_t *read_json(struct folder *folder, const char *file, enum cir_status *status)
{
    struct cir_buffer buffer = {0};
    const char *path = join(folder->load, folder->path, file);
    json_error_t refused;
    if (path == NULL || access(path, F_OK) != 0)
        return NULL;
    *status = cir_file_read(&buffer, path, folder->error);
    json_t *json = *status == CIR_OK ? json_loadb(buffer.data, buffer.size, JSON_REJECT_DUPLICATES, &refused) : NULL;
    if (*status == CIR_OK && json == NULL)
        cir_load_report(folder->load, (struct cir_place){path, (size_t)refused.line, (size_t)refused.column},
                        "not JSON: %s", refused.text);
    cir_buffer_free(&buffer);
    return json;
}

static const char *keep(struct folder *folder, const char *text)
{
    const char *copy = text != NULL ? cir_arena_copy(folder->load->arena, cir_text_of(text)) : NULL;
    folder->load->no_memory = folder->load->no_memory || (text != NULL && copy == NULL);
    return copy;
}

static const char *path_of(struct folder *folder, const json_t *parameters, enum table table)
{
    const json_t *files = json_object_get(parameters, "files");
    const char *given = json_string_value(json_object_get(json_object_get(files, tables[table].key), "name"));
    return join(folder->load, folder->path, given != NULL ? given : tables[table].file);
}

/* ---- shapes ---- */

/* Cells before the numbers: the first line of labels is blank above them but for a name in the first. */
static size_t count_label_cells(struct cir_text line)
{
    struct cir_text cell;
    size_t count = 0;
    while (line.size > 0 && cir_text_next(&cell, &line, '\t')) {
        if (count > 0 && cell.size > 0)
            break;
        count++;
    }
    return count;
}

/* What is before the numbers differs from one version of pymrio to the next: the third line may name the labels. */
static void tell_shape(struct cir_table_shape *shape, struct cir_text start)
{
    struct cir_text line;
    for (size_t i = 0; cir_published_line(&line, &start) && i <= shape->header_lines; i++) {
        if (i == 0 && shape->header_lines > 1)
            shape->label_cells = count_label_cells(line);
        if (i == shape->header_lines && cir_text_starts_with(line, "region\t"))
            shape->lines_after = 1;
    }
}

static enum cir_status read_table(struct folder *folder, struct cir_table_shape shape, const char *path)
{
    enum { LEAST = 2 };
    struct cir_buffer start = {0};
    enum cir_status status = cir_published_start(&start, path, folder->error);
    if (status == CIR_OK)
        tell_shape(&shape, cir_buffer_text(&start));
    cir_buffer_free(&start);
    if (status != CIR_OK)
        return status;
    if (shape.label_cells < LEAST || shape.label_cells > CIR_HEADING_PARTS)
        cir_load_report(folder->load, (struct cir_place){path, 1, 0},
                        "%zu cells before the numbers, expected region, sector and perhaps unit", shape.label_cells);
    else
        status = cir_published_read(folder->published, &shape, path, folder->error);
    return status;
}

static enum cir_status read_tables(struct folder *folder, const json_t *parameters)
{
    static const struct cir_table_shape shapes[] = {
        [FLOWS] = {.delimiter = '\t', .header_lines = 2, .column = read_node, .row = read_node},
        [FINAL_DEMAND] = {.delimiter = '\t', .header_lines = 2, .column = read_final_demand, .row = read_node},
        [OUTPUT] = {.delimiter = '\t', .header_lines = 1, .label_cells = 2, .column = read_output, .row = read_node},
    };
    enum cir_status status = CIR_OK;
    for (enum table i = FLOWS; i <= OUTPUT && status == CIR_OK && cir_load_clean(folder->load); i++) {
        const char *path = path_of(folder, parameters, i);
        if (path != NULL)
            status = read_table(folder, shapes[i], path);
    }
    return status;
}

/* ---- words ---- */

static struct cir_text last_cell(struct cir_text line)
{
    struct cir_text cell = {0};
    while (line.size > 0 && cir_text_next(&cell, &line, '\t'))
        ;
    return cir_text_trim(cell);
}

/* The unit of all rows: sums of several units would mean nothing. */
static const char *read_unit(struct folder *folder, const char *path, struct cir_text text)
{
    struct cir_text line;
    struct cir_text unit = {0};
    for (size_t number = 1; cir_published_line(&line, &text); number++) {
        struct cir_text here = last_cell(line);
        if (number == 2)
            unit = here;
        else if (number > 2 && here.size > 0 && !cir_text_equal(here, unit)) {
            cir_load_report(folder->load, (struct cir_place){path, number, 0},
                            "the unit is '%.*s', and '%.*s' before; expected one for all", CIR_TEXT_ARGS(here),
                            CIR_TEXT_ARGS(unit));
            break;
        }
    }
    return unit.size > 0 ? cir_arena_copy(folder->load->arena, unit) : NULL;
}

static enum cir_status take_unit(struct folder *folder, const json_t *parameters, struct cir_published_words *words)
{
    struct cir_buffer buffer = {0};
    const char *path = path_of(folder, parameters, UNIT);
    if (path == NULL || access(path, F_OK) != 0)
        return CIR_OK;
    enum cir_status status = cir_file_read(&buffer, path, folder->error);
    if (status == CIR_OK)
        words->unit = read_unit(folder, path, cir_buffer_text(&buffer));
    cir_buffer_free(&buffer);
    return status;
}

static enum cir_status take_metadata(struct folder *folder, struct cir_published_words *words)
{
    enum cir_status status = CIR_OK;
    json_t *metadata = read_json(folder, metadata_file, &status);
    const char *description = json_string_value(json_object_get(metadata, "description"));
    const char *name = json_string_value(json_object_get(metadata, "name"));
    words->title = keep(folder, description != NULL ? description : name);
    words->source = keep(folder, name);
    json_decref(metadata);
    return status;
}

/* Regions that are no countries are let stand: whoever made the system named them. */
static const char *name_regions(struct folder *folder, const struct cir_definitions *definitions)
{
    const struct cir_raw_network *raw = folder->published->raw;
    struct cir_buffer regions = {0};
    cir_buffer_add_string(&regions, exiobase_regions);
    for (size_t i = 0; i < raw->node_count; i++) {
        bool is_new = i == 0 || strcmp(raw->nodes[i].state, raw->nodes[i - 1].state) != 0;
        struct cir_text state = cir_text_of(raw->nodes[i].state);
        if (is_new && cir_definitions_country(definitions, state) == CIR_INDEX_NONE) {
            cir_buffer_add_char(&regions, ',');
            cir_buffer_add(&regions, state);
        }
    }
    const char *list = cir_arena_copy(folder->load->arena, cir_buffer_text(&regions));
    folder->load->no_memory = folder->load->no_memory || regions.failed || list == NULL;
    cir_buffer_free(&regions);
    return list;
}

/* ---- the whole ---- */

static bool recognises(const struct cir_published_path *path)
{
    static const char *const files[] = {parameters_file, "Z.txt", NULL};
    bool is_there = false;
    for (size_t i = 0; path->is_folder && files[i] != NULL; i++) {
        char name[PATH_MAX];
        is_there = is_there || ((size_t)snprintf(name, sizeof name, "%s/%s", path->path, files[i]) < sizeof name &&
                                access(name, F_OK) == 0);
    }
    return is_there;
}

static enum cir_status read_folder(struct folder *folder, const json_t *parameters, struct cir_published_words *words)
{
    enum cir_status status = read_tables(folder, parameters);
    if (status == CIR_OK)
        status = take_unit(folder, parameters, words);
    if (status == CIR_OK)
        status = take_metadata(folder, words);
    return status;
}

static enum cir_status read_files(struct cir_published *published, struct cir_finish_rules *rules,
                                  const struct cir_published_path *path, const struct cir_definitions *definitions,
                                  struct cir_error *error)
{
    struct folder folder = {published, published->load, path->path, error};
    struct cir_published_words words = {.systems = cir_industry_any_system};
    enum cir_status status = CIR_OK;
    json_t *parameters = read_json(&folder, parameters_file, &status);
    if (status == CIR_OK && cir_load_clean(folder.load))
        status = read_folder(&folder, parameters, &words);
    json_decref(parameters);
    if (status != CIR_OK)
        return status;
    cir_published_end(published, rules, &words);
    rules->regions = name_regions(&folder, definitions);
    if (published->raw->year == 0 && words.title != NULL)
        published->raw->year = cir_published_year(cir_text_of(words.title));
    return status;
}

const struct cir_published_layout cir_pymrio_layout = {.recognises = recognises, .read = read_files};
