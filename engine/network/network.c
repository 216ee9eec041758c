#include "network/network.h"

#include "definitions/file_names.h"
#include "definitions/folder.h"
#include "definitions/load.h"
#include "network/own_layout.h"
#include "network/published_network.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char networks[] = "datasets/networks/";

/* What a call of cir_network_load was given. */
struct request {
    const struct cir_definitions *definitions;
    const char *overlay;
    const char *name;
    enum cir_network_layout layout;
    const struct cir_findings *findings;
};

static bool is_path(const char *name)
{
    return strchr(name, '/') != NULL;
}

static bool is_built_in(const struct cir_definition_files *files, const char *name)
{
    char prefix[256];
    if ((size_t)snprintf(prefix, sizeof prefix, "%s%s/", networks, name) >= sizeof prefix)
        return false;
    for (size_t i = 0; i < files->count; i++)
        if (cir_text_starts_with(cir_text_of(files->list[i].path), prefix))
            return true;
    return false;
}

/* The folder under which the files of the network are found; lies in the arena of the network. */
static char *folder_of(struct cir_network *network, const char *name)
{
    const char *before = is_path(name) ? "" : networks;
    size_t size = strlen(before) + strlen(name) + 1;
    char *folder = cir_arena_take(&network->arena, size, 1);
    if (folder == NULL)
        return NULL;
    snprintf(folder, size, "%s%s", before, name);
    for (size_t end = strlen(folder); end > 1 && folder[end - 1] == '/'; end--)
        folder[end - 1] = '\0';
    return folder;
}

static const char *last_part(const char *folder)
{
    const char *slash = strrchr(folder, '/');
    return slash != NULL ? slash + 1 : folder;
}

static enum cir_status add_files(struct cir_definition_files *files, const struct request *request, const char *folder,
                                 struct cir_error *error)
{
    if (is_path(request->name))
        return cir_definition_files_add_folder(files, folder, cir_network_files, error);
    if (!is_built_in(files, request->name))
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "there is no network '%.100s'; 'cirisk networks list' shows them all", request->name);
    return CIR_OK;
}

static enum cir_status read_own(struct cir_network *network, const struct request *request, const char *folder,
                                struct cir_error *error)
{
    struct cir_definition_files files;
    enum cir_status status = cir_definition_files_open(&files, request->overlay, error);
    if (status != CIR_OK)
        return status;
    status = add_files(&files, request, folder, error);
    if (status == CIR_OK) {
        struct cir_load load = {.files = &files, .arena = &network->arena};
        if (is_path(request->name))
            cir_file_names_check_folder(&load, cir_network_files);
        cir_network_read_own(&load, network, folder, last_part(folder), request->definitions);
        status = cir_load_end(&load, request->findings, error);
    }
    cir_definition_files_close(&files);
    return status;
}

static bool is_own(const char *folder)
{
    for (size_t i = 0; cir_network_files[i] != NULL; i++) {
        char path[PATH_MAX];
        if ((size_t)snprintf(path, sizeof path, "%s/%s", folder, cir_network_files[i]) < sizeof path &&
            access(path, F_OK) == 0)
            return true;
    }
    return false;
}

static enum cir_status refuse_layout(const char *path, bool is_folder, struct cir_error *error)
{
    if (is_folder)
        return cir_fail(
            error, CIR_BAD_NETWORK, (struct cir_place){.file = path},
            "the folder is in no layout that is known; expected nodes.csv and flows.csv, or Z and Y of pymrio "
            "or EXIOBASE; a file of OECD ICIO, FIGARO, WIOD or a sparse matrix is named itself");
    return cir_fail(
        error, CIR_BAD_NETWORK, (struct cir_place){.file = path, .line = 1},
        "the file is in no layout that is known; expected one of OECD ICIO, FIGARO, WIOD or a sparse matrix");
}

/* What is not there is taken for a folder of ours, whose reader says so. */
static enum cir_status choose(enum cir_network_layout *layout, const struct request *request, const char *path,
                              struct cir_error *error)
{
    struct stat there;
    *layout = request->layout;
    if (*layout == CIR_NETWORK_ANY && (!is_path(request->name) || is_own(path)))
        *layout = CIR_NETWORK_CIRISK;
    if (*layout != CIR_NETWORK_ANY)
        return CIR_OK;
    enum cir_status status = cir_published_layout_of(layout, path, error);
    if (status != CIR_OK || *layout != CIR_NETWORK_ANY)
        return status;
    if (stat(path, &there) == 0)
        return refuse_layout(path, S_ISDIR(there.st_mode), error);
    *layout = CIR_NETWORK_CIRISK;
    return CIR_OK;
}

static enum cir_status read_network(struct cir_network *network, const struct request *request, struct cir_error *error)
{
    enum cir_network_layout layout;
    char *path = folder_of(network, request->name);
    if (path == NULL)
        return cir_fail_memory(error);
    enum cir_status status = choose(&layout, request, path, error);
    if (status != CIR_OK)
        return status;
    if (layout == CIR_NETWORK_CIRISK || layout == CIR_NETWORK_PLAIN)
        return read_own(network, request, path, error);
    return cir_network_read_published(network, layout, path, request->definitions, request->findings, error);
}

enum cir_status cir_network_load(struct cir_network **network, const struct cir_definitions *definitions,
                                 const char *overlay, const char *name, const struct cir_network_options *options,
                                 const struct cir_findings *findings, struct cir_error *error)
{
    const struct request request = {definitions, overlay, name, options != NULL ? options->layout : CIR_NETWORK_ANY,
                                    findings};
    struct cir_network *made = calloc(1, sizeof *made);
    *network = NULL;
    if (made == NULL)
        return cir_fail_memory(error);
    enum cir_status status = read_network(made, &request, error);
    if (status == CIR_OK)
        *network = made;
    else
        cir_network_free(made);
    return status;
}

void cir_network_free(struct cir_network *network)
{
    if (network == NULL)
        return;
    cir_arena_free(&network->arena);
    free(network);
}
