#include "manifest_diff.h"

#include "base/buffer.h"
#include "folder_path.h"
#include "manifest_file.h"
#include "run_files.h"
#include "say.h"

#include <stdlib.h>
#include <string.h>

enum { WHAT, NAME, OLD, NEW };
const struct listing_column manifest_diff_columns[MANIFEST_DIFF_COLUMNS] = {[WHAT] = {"what", LISTING_WORDS},
                                                                            [NAME] = {"name", LISTING_WORDS},
                                                                            [OLD] = {"old", LISTING_WRAP},
                                                                            [NEW] = {"new", LISTING_WRAP}};
enum { HASH_SHOWN = 12, VALUE_SHOWN = 60 };

/* ---- values ---- */

static void set_value(struct listing *listing, size_t column, const json_t *value)
{
    struct cir_buffer cell = {0};
    char *text = value != NULL ? json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT) : NULL;
    if (json_is_string(value))
        say_add_visible(&cell, cir_text_of(json_string_value(value)), VALUE_SHOWN);
    else if (text != NULL)
        say_add_visible(&cell, cir_text_of(text), VALUE_SHOWN);
    free(text);
    listing_set_buffer(listing, column, &cell);
}

/* Of a file or of tables their hash, which is what differs. */
static void set_hash(struct listing *listing, size_t column, const json_t *object)
{
    const char *hash = manifest_text(object, "sha256");
    if (object == NULL)
        listing_set(listing, column, "none");
    else if (hash[0] != '\0')
        listing_set_format(listing, column, "SHA-256 %.*s...", HASH_SHOWN, hash);
    else
        listing_set(listing, column, "not hashed");
}

static bool is_shown(struct manifest_pair *pair, bool is_same)
{
    pair->differences += is_same ? 0 : 1;
    return !is_same || pair->wants_all;
}

static void start_row(struct manifest_pair *pair, const char *what, const char *name)
{
    listing_row(pair->listing);
    listing_set(pair->listing, WHAT, what);
    listing_set_visible(pair->listing, NAME, name, 0);
}

static void compare_values(struct manifest_pair *pair, const char *what, const char *name, const json_t *old_value,
                           const json_t *new_value)
{
    bool is_same = old_value != NULL && new_value != NULL && json_equal(old_value, new_value);
    if (!is_shown(pair, is_same || old_value == new_value))
        return;
    start_row(pair, what, name);
    set_value(pair->listing, OLD, old_value);
    set_value(pair->listing, NEW, new_value);
}

static void compare_member(struct manifest_pair *pair, const char *what, const char *key)
{
    compare_values(pair, what, "", json_object_get(pair->old_manifest, key), json_object_get(pair->new_manifest, key));
}

static void compare_hashes(struct manifest_pair *pair, const char *what, const char *name, const json_t *old_object,
                           const json_t *new_object)
{
    bool is_same = old_object != NULL && new_object != NULL &&
                   json_equal(json_object_get(old_object, "sha256"), json_object_get(new_object, "sha256"));
    if (!is_shown(pair, is_same))
        return;
    start_row(pair, what, name);
    set_hash(pair->listing, OLD, old_object);
    set_hash(pair->listing, NEW, new_object);
}

/* ---- lists ---- */

static const json_t *find(const json_t *list, const char *key, const char *name)
{
    for (size_t i = 0; i < json_array_size(list); i++)
        if (strcmp(manifest_text(json_array_get(list, i), key), name) == 0)
            return json_array_get(list, i);
    return NULL;
}

static void compare_options(struct manifest_pair *pair)
{
    const json_t *old_list = json_object_get(pair->old_manifest, "options");
    const json_t *new_list = json_object_get(pair->new_manifest, "options");
    for (size_t i = 0; i < json_array_size(old_list); i++) {
        const char *name = manifest_text(json_array_get(old_list, i), "name");
        const json_t *other = find(new_list, "name", name);
        if (strcmp(name, "manifest") != 0)
            compare_values(pair, "option", name, json_object_get(json_array_get(old_list, i), "value"),
                           json_object_get(other, "value"));
    }
    for (size_t i = 0; i < json_array_size(new_list); i++) {
        const char *name = manifest_text(json_array_get(new_list, i), "name");
        if (find(old_list, "name", name) == NULL)
            compare_values(pair, "option", name, NULL, json_object_get(json_array_get(new_list, i), "value"));
    }
}

/* By their place: a log of another year has another name, and is what was read all the same. */
static void compare_files(struct manifest_pair *pair, const char *what, const char *key)
{
    const json_t *old_list = json_object_get(pair->old_manifest, key);
    const json_t *new_list = json_object_get(pair->new_manifest, key);
    size_t old_count = json_array_size(old_list), new_count = json_array_size(new_list);
    for (size_t i = 0; i < old_count || i < new_count; i++) {
        const json_t *old_file = json_array_get(old_list, i), *new_file = json_array_get(new_list, i);
        const char *name = manifest_text(old_file != NULL ? old_file : new_file, "name");
        compare_hashes(pair, what, name, old_file, new_file);
    }
}

static void compare_network(struct manifest_pair *pair, const json_t *old_network, const json_t *new_network)
{
    const json_t *old_one = json_is_object(old_network) ? old_network : NULL;
    const json_t *new_one = json_is_object(new_network) ? new_network : NULL;
    if (old_one != NULL || new_one != NULL)
        compare_hashes(pair, "network", manifest_text(old_one != NULL ? old_one : new_one, "name"), old_one, new_one);
}

static void compare_definitions(struct manifest_pair *pair)
{
    const json_t *old_list = json_object_get(pair->old_manifest, "definitions");
    const json_t *new_list = json_object_get(pair->new_manifest, "definitions");
    for (size_t i = 0; i < json_array_size(old_list); i++) {
        const json_t *old_entry = json_array_get(old_list, i);
        const json_t *new_entry = find(new_list, "role", manifest_text(old_entry, "role"));
        compare_hashes(pair, "definitions", manifest_text(old_entry, "role"), old_entry, new_entry);
        compare_network(pair, json_object_get(old_entry, "network"), json_object_get(new_entry, "network"));
        const json_t *schemes = json_object_get(old_entry, "schemes");
        for (size_t k = 0; k < json_array_size(schemes); k++) {
            const json_t *scheme = json_array_get(schemes, k);
            const char *name = manifest_text(scheme, "name");
            compare_hashes(pair, "scheme", name, scheme, find(json_object_get(new_entry, "schemes"), "name", name));
        }
    }
}

void manifest_diff_fill(struct manifest_pair *pair)
{
    compare_member(pair, "tool", "tool_version");
    compare_member(pair, "command", "command");
    compare_definitions(pair);
    compare_member(pair, "arguments", "arguments");
    compare_options(pair);
    compare_files(pair, "input", "inputs");
    compare_files(pair, "output", "outputs");
    compare_member(pair, "counts", "counts");
    compare_member(pair, "exit code", "exit_code");
}

/* ---- the runs ---- */

struct building {
    char **arguments;
    int count;
    struct cir_arena *arena;
    const struct manifest_pair *pair;
};

static void add_folder(struct cir_buffer *path, const char *folder)
{
    if (strcmp(folder, ".") == 0)
        return;
    if (folder[0] == '/')
        cir_buffer_clear(path);
    cir_buffer_add_format(path, "%s/", folder);
}

/* Where a file of a run lies, as seen from here. */
static char *place_of(const struct building *building, bool is_new, const char *name)
{
    const json_t *manifest = is_new ? building->pair->new_manifest : building->pair->old_manifest;
    struct cir_buffer path = {0};
    char *folder = folder_path_of(is_new ? building->pair->new_path : building->pair->old_path);
    if (name[0] != '/') {
        add_folder(&path, folder != NULL ? folder : ".");
        add_folder(&path, manifest_text(manifest, "folder"));
    }
    cir_buffer_add_string(&path, name);
    char *copy = folder != NULL && !path.failed ? cir_arena_copy(building->arena, cir_buffer_text(&path)) : NULL;
    cir_buffer_free(&path);
    free(folder);
    return copy;
}

static void add(struct building *building, const char *option, const char *value)
{
    struct cir_buffer text = {0};
    if (value == NULL)
        return;
    cir_buffer_add_format(&text, "%s%s", option, value);
    building->arguments[building->count++] = cir_arena_copy(building->arena, cir_buffer_text(&text));
    cir_buffer_free(&text);
}

static const json_t *option_of(const json_t *manifest, const char *name)
{
    return json_object_get(find(json_object_get(manifest, "options"), "name", name), "value");
}

/* An option of the runs that 'cirisk diff' has for each side. */
static void add_sides(struct building *building, const char *name, const char *old_option, const char *new_option)
{
    const char *old_name = json_string_value(option_of(building->pair->old_manifest, name));
    const char *new_name = json_string_value(option_of(building->pair->new_manifest, name));
    if (old_name != NULL)
        add(building, old_option, place_of(building, false, old_name));
    if (new_name != NULL)
        add(building, new_option, place_of(building, true, new_name));
}

static const char *const shared_options[] = {"schemes",   "scope",     "date-order", "decimal",
                                             "thousands", "delimiter", "encoding"};
enum { SHARED_OPTIONS = sizeof shared_options / sizeof shared_options[0] };

/* These are told once for both. */
static bool share_options(const struct manifest_pair *pair)
{
    for (size_t i = 0; i < SHARED_OPTIONS; i++) {
        const json_t *a = option_of(pair->old_manifest, shared_options[i]);
        const json_t *b = option_of(pair->new_manifest, shared_options[i]);
        if (a != b && !json_equal(a, b))
            return false;
    }
    const char *schemes = json_string_value(option_of(pair->old_manifest, "schemes"));
    return schemes != NULL && strchr(schemes, '/') == NULL && json_is_null(option_of(pair->old_manifest, "map")) &&
           json_is_null(option_of(pair->new_manifest, "map"));
}

static bool is_of_rows(const json_t *manifest)
{
    const char *command = manifest_text(manifest, "command");
    return (strcmp(command, "score") == 0 || strcmp(command, "designate") == 0) &&
           json_array_size(json_object_get(manifest, "arguments")) == 1;
}

static bool stands(const struct building *building, bool is_new)
{
    const json_t *manifest = is_new ? building->pair->new_manifest : building->pair->old_manifest;
    const json_t *inputs = json_object_get(manifest, "inputs");
    for (size_t i = 0; i < json_array_size(inputs); i++) {
        const json_t *file = json_array_get(inputs, i);
        const char *name = manifest_text(file, "name");
        const char *path = strcmp(name, "-") != 0 ? place_of(building, is_new, name) : NULL;
        struct cir_file_seal seal;
        struct stat found;
        if (path == NULL || stat(path, &found) != 0 || !S_ISREG(found.st_mode) ||
            run_file_seal(&seal, path) != EXIT_CLEAN || strcmp(seal.sha256, manifest_text(file, "sha256")) != 0)
            return false;
    }
    return true;
}

static const char *why_not(const struct building *building)
{
    const struct manifest_pair *pair = building->pair;
    if (!is_of_rows(pair->old_manifest) || !is_of_rows(pair->new_manifest) ||
        strcmp(manifest_text(pair->old_manifest, "command"), manifest_text(pair->new_manifest, "command")) != 0)
        return "runs are held against each other where both are of 'cirisk score', or both of 'cirisk designate'";
    if (!share_options(pair))
        return "the runs are of other schemes, of schemes of one's own or of a mapping, or were read in another way";
    return stands(building, false) && stands(building, true) ? NULL
                                                             : "an input is gone, or is not what the run read any more";
}

int manifest_diff_arguments(char *arguments[MANIFEST_DIFF_ARGUMENTS_MAX], const char **why,
                            const struct manifest_pair *pair, struct cir_arena *arena)
{
    struct building building = {arguments, 0, arena, pair};
    *why = why_not(&building);
    if (*why != NULL)
        return 0;
    add(&building, "diff", "");
    for (size_t i = 0; i < SHARED_OPTIONS; i++) {
        char option[32];
        snprintf(option, sizeof option, "--%s=", shared_options[i]);
        add(&building, option, json_string_value(option_of(pair->old_manifest, shared_options[i])));
    }
    add_sides(&building, "definitions", "--old-definitions=", "--new-definitions=");
    add_sides(&building, "overrides", "--old-overrides=", "--new-overrides=");
    add_sides(&building, "long", "--old-long=", "--new-long=");
    add(&building, "--", "");
    for (int is_new = 0; is_new < 2; is_new++) {
        const json_t *manifest = is_new != 0 ? pair->new_manifest : pair->old_manifest;
        const char *name = json_string_value(json_array_get(json_object_get(manifest, "arguments"), 0));
        add(&building, "", place_of(&building, is_new != 0, name));
    }
    for (int i = 0; i < building.count; i++)
        if (arguments[i] == NULL) {
            *why = "memory is exhausted";
            return 0;
        }
    arguments[building.count] = NULL;
    return building.count;
}
