/* Which tables a scheme was made of: their hash, and the folder where they are not those that come with the program.
 * What a scheme does not read (vectors, a read-me) does not count. */
#include "definitions/scheme_provenance.h"

#include "definitions/embedded.h"
#include "definitions/files_hash.h"

#include <stdio.h>

static const char *const names[] = {
#define CIR_SCHEME_TABLE(symbol, file, required, columns) file,
#include "definitions/scheme_table.def"
#undef CIR_SCHEME_TABLE
};

enum { NAME_COUNT = sizeof names / sizeof names[0] };

static const char *join(struct cir_load *load, const char *prefix, const char *name, const char *end)
{
    size_t size = strlen(prefix) + strlen(name) + strlen(end) + 1;
    char *path = cir_load_take_scratch(load, size, 1);
    if (path != NULL)
        snprintf(path, size, "%s%s%s", prefix, name, end);
    return path;
}

/* The built-in file of this path; false where there is none. */
static bool find_embedded(const char *path, struct cir_text *text)
{
    for (size_t i = 0; i < cir_embedded_file_count; i++) {
        const struct cir_embedded_file *file = &cir_embedded_files[i];
        if (strcmp(file->path, path) == 0) {
            *text = (struct cir_text){file->start, (size_t)(file->end - file->start)};
            return true;
        }
    }
    return false;
}

/* Tables are told by what is in them: an unchanged copy of a built-in scheme is that scheme. */
static bool is_built_in(const struct cir_definition_file *file, const char *path)
{
    struct cir_text embedded;
    bool is_there = find_embedded(path, &embedded);
    return file != NULL ? is_there && cir_text_equal(file->text, embedded) : !is_there;
}

void cir_scheme_fill_provenance(struct cir_load *load, struct cir_scheme *scheme, const char *prefix,
                                const char *folder)
{
    struct sha256_ctx context;
    bool all_built_in = true;
    const char *tree = join(load, "datasets/schemes/", scheme->name, "/");
    sha256_init(&context);
    for (size_t i = 0; tree != NULL && i < NAME_COUNT; i++) {
        const char *path = join(load, prefix, names[i], "");
        const char *embedded = join(load, tree, names[i], "");
        if (path == NULL || embedded == NULL)
            return;
        const struct cir_definition_file *file = cir_definition_files_find(load->files, path);
        if (file != NULL)
            cir_files_hash_add(&context, names[i], file->text);
        all_built_in = all_built_in && is_built_in(file, embedded);
    }
    cir_sha256_hex(&context, scheme->sha256);
    if (all_built_in || folder == NULL)
        return;
    size_t size = strlen(folder) + 1;
    char *copy = cir_load_take(load, size, 1);
    if (copy != NULL)
        scheme->tables_of = memcpy(copy, folder, size);
}
