#include "network/published_network.h"

#include "network/published_layouts.h"

#include <errno.h>
#include <sys/stat.h>

static const struct cir_published_layout *const layouts[CIR_NETWORK_LAYOUTS] = {
    [CIR_NETWORK_ICIO] = &cir_icio_layout,     [CIR_NETWORK_FIGARO] = &cir_figaro_layout,
    [CIR_NETWORK_WIOD] = &cir_wiod_layout,     [CIR_NETWORK_PYMRIO] = &cir_pymrio_layout,
    [CIR_NETWORK_SPARSE] = &cir_sparse_layout,
};

/* The start of a file is put into the buffer, which is the caller's. */
static enum cir_status look_at(struct cir_published_path *at, struct cir_buffer *start, const char *path,
                               struct cir_error *error)
{
    struct stat there;
    *at = (struct cir_published_path){.path = path};
    if (stat(path, &there) != 0)
        return cir_fail_system(error, path, errno);
    at->is_folder = S_ISDIR(there.st_mode);
    enum cir_status status = at->is_folder ? CIR_OK : cir_published_start(start, path, error);
    at->start = cir_buffer_text(start);
    return status;
}

enum cir_status cir_published_layout_of(enum cir_network_layout *layout, const char *path, struct cir_error *error)
{
    struct cir_published_path at;
    struct cir_buffer start = {0};
    enum cir_status status = look_at(&at, &start, path, error);
    *layout = CIR_NETWORK_ANY;
    for (enum cir_network_layout i = CIR_NETWORK_ANY; status == CIR_OK && i < CIR_NETWORK_LAYOUTS; i++)
        if (*layout == CIR_NETWORK_ANY && layouts[i] != NULL && layouts[i]->recognises(&at))
            *layout = i;
    cir_buffer_free(&start);
    return status;
}

/* The last part of the path, without what follows a point in it; lies in the arena of the load. */
static const char *name_of(struct cir_load *load, const char *path, bool is_folder)
{
    const char *slash = strrchr(path, '/');
    struct cir_text name = cir_text_of(slash != NULL ? slash + 1 : path);
    const char *point = is_folder ? NULL : memrchr(name.data, '.', name.size);
    if (point != NULL && point != name.data)
        name.size = (size_t)(point - name.data);
    const char *copy = cir_arena_copy(load->arena, name);
    load->no_memory = load->no_memory || copy == NULL;
    return copy;
}

static enum cir_status read_files(struct cir_load *load, struct cir_network *network, enum cir_network_layout layout,
                                  const struct cir_published_path *at, const struct cir_definitions *definitions,
                                  struct cir_error *error)
{
    struct cir_raw_network raw = {.name = name_of(load, at->path, at->is_folder)};
    struct cir_published published = {.load = load, .raw = &raw};
    struct cir_finish_rules rules = {.file = at->path};
    if (raw.name != NULL)
        raw.year = cir_published_year(cir_text_of(raw.name));
    const struct cir_published_layout *reader = layouts[layout];
    enum cir_status status = reader->shape != NULL ? cir_published_read_one(&published, &rules, reader->shape,
                                                                            reader->words, at->path, error)
                                                   : reader->read(&published, &rules, at, definitions, error);
    if (status == CIR_OK)
        cir_network_finish(load, network, &raw, &rules, definitions);
    return status;
}

/* What was found, unless a file could not be read at all. */
static enum cir_status end(struct cir_load *load, enum cir_status status, const struct cir_findings *findings,
                           struct cir_error *error)
{
    enum cir_status found = cir_load_end(load, findings, status == CIR_OK ? error : NULL);
    if (status == CIR_OK && found == CIR_BAD_TABLE && error != NULL)
        error->status = CIR_BAD_NETWORK;
    if (status == CIR_OK)
        status = found == CIR_BAD_TABLE ? CIR_BAD_NETWORK : found;
    return status;
}

enum cir_status cir_network_read_published(struct cir_network *network, enum cir_network_layout layout,
                                           const char *path, const struct cir_definitions *definitions,
                                           const struct cir_findings *findings, struct cir_error *error)
{
    struct cir_published_path at;
    struct cir_buffer start = {0};
    struct cir_load load = {.arena = &network->arena};
    enum cir_status status = look_at(&at, &start, path, error);
    if (status == CIR_OK) {
        status = read_files(&load, network, layout, &at, definitions, error);
        status = end(&load, status, findings, error);
    }
    cir_buffer_free(&start);
    return status;
}
