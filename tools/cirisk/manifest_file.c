#include "manifest_file.h"

#include "base/buffer.h"
#include "base/file.h"
#include "manifest_json.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { SHA256_SIZE = 64, SHOWN = 40 };

/* What a member may be. */
enum kind {
    KIND_TEXT = 1,
    KIND_COUNT = 2, /* an integer, 0 or more */
    KIND_LIST = 4,
    KIND_OBJECT = 8,
    KIND_NULL = 16,
    KIND_YES_NO = 32,
    KIND_HASH = 64,
};

struct member {
    const char *key;
    unsigned kinds;
};

static const struct member top_members[] = {
    {"schema_version", KIND_COUNT},
    {"tool", KIND_TEXT},
    {"tool_version", KIND_TEXT},
    {"command", KIND_TEXT},
    {"arguments", KIND_LIST},
    {"options", KIND_LIST},
    {"folder", KIND_TEXT},
    {"language", KIND_TEXT},
    {"seed", KIND_COUNT | KIND_NULL},
    {"time", KIND_TEXT | KIND_NULL},
    {"definitions", KIND_LIST},
    {"inputs", KIND_LIST},
    {"outputs", KIND_LIST},
    {"counts", KIND_OBJECT | KIND_NULL},
    {"exit_code", KIND_COUNT},
    {NULL, 0},
};
static const struct member option_members[] = {
    {"name", KIND_TEXT}, {"value", KIND_TEXT | KIND_COUNT | KIND_LIST | KIND_NULL | KIND_YES_NO}, {NULL, 0}};
static const struct member file_members[] = {{"name", KIND_TEXT},
                                             {"kind", KIND_TEXT},
                                             {"size", KIND_COUNT | KIND_NULL},
                                             {"rows", KIND_COUNT | KIND_NULL},
                                             {"sha256", KIND_HASH | KIND_NULL},
                                             {NULL, 0}};
static const struct member definition_members[] = {{"role", KIND_TEXT},
                                                   {"sha256", KIND_HASH},
                                                   {"schemes", KIND_LIST},
                                                   {"network", KIND_OBJECT | KIND_NULL},
                                                   {NULL, 0}};
static const struct member scheme_members[] = {{"name", KIND_TEXT},
                                               {"version", KIND_TEXT},
                                               {"sha256", KIND_HASH},
                                               {"tables_of", KIND_TEXT | KIND_NULL},
                                               {NULL, 0}};
static const struct member network_members[] = {
    {"name", KIND_TEXT}, {"year", KIND_COUNT}, {"licence", KIND_TEXT}, {"sha256", KIND_HASH}, {NULL, 0}};
static const struct member count_members[] = {
    {"rows", KIND_COUNT}, {"scored", KIND_COUNT}, {"rejected", KIND_COUNT}, {NULL, 0}};

/* ---- members ---- */

static bool is_hash(const json_t *value)
{
    const char *text = json_string_value(value);
    return text != NULL && strlen(text) == SHA256_SIZE && strspn(text, "0123456789abcdef") == SHA256_SIZE;
}

static bool is_of(const json_t *value, unsigned kinds)
{
    return ((kinds & KIND_TEXT) != 0 && json_is_string(value)) ||
           ((kinds & KIND_COUNT) != 0 && json_is_integer(value) && json_integer_value(value) >= 0) ||
           ((kinds & KIND_LIST) != 0 && json_is_array(value)) ||
           ((kinds & KIND_OBJECT) != 0 && json_is_object(value)) || ((kinds & KIND_NULL) != 0 && json_is_null(value)) ||
           ((kinds & KIND_YES_NO) != 0 && json_is_boolean(value)) || ((kinds & KIND_HASH) != 0 && is_hash(value));
}

static enum cir_status refuse(struct cir_error *error, const char *name, const char *place, const char *key,
                              const char *why)
{
    return cir_fail(error, CIR_BAD_USE, (struct cir_place){.file = name}, "not a manifest of cirisk: %s%s%.*s %s",
                    place, place[0] != '\0' ? "." : "", SHOWN, key, why);
}

static bool is_known(const struct member *members, const char *key)
{
    for (; members->key != NULL; members++)
        if (strcmp(members->key, key) == 0)
            return true;
    return false;
}

static enum cir_status check_object(const json_t *object, const struct member *members, const char *name,
                                    const char *place, struct cir_error *error)
{
    const char *key;
    json_t *value;
    if (!json_is_object(object))
        return refuse(error, name, place, "", "is no object");
    for (const struct member *member = members; member->key != NULL; member++) {
        const json_t *found = json_object_get(object, member->key);
        if (found == NULL)
            return refuse(error, name, place, member->key, "is missing");
        if (!is_of(found, member->kinds))
            return refuse(error, name, place, member->key, "is not what it has to be");
    }
    json_object_foreach((json_t *)object, key, value) if (!is_known(members, key)) return refuse(
        error, name, place, "", "has a member that no manifest has");
    return CIR_OK;
}

static enum cir_status check_list(const json_t *list, const struct member *members, const char *name, const char *place,
                                  struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < json_array_size(list) && status == CIR_OK; i++)
        status = check_object(json_array_get(list, i), members, name, place, error);
    return status;
}

/* ---- the whole ---- */

static enum cir_status check_texts(const json_t *list, const char *name, const char *place, struct cir_error *error)
{
    for (size_t i = 0; i < json_array_size(list); i++)
        if (!json_is_string(json_array_get(list, i)))
            return refuse(error, name, place, "", "holds something that is no text");
    return CIR_OK;
}

static enum cir_status check_options(const json_t *options, const char *name, struct cir_error *error)
{
    enum cir_status status = check_list(options, option_members, name, "options", error);
    for (size_t i = 0; i < json_array_size(options) && status == CIR_OK; i++) {
        const json_t *value = json_object_get(json_array_get(options, i), "value");
        status = json_is_array(value) ? check_texts(value, name, "options", error) : CIR_OK;
    }
    return status;
}

static enum cir_status check_definitions(const json_t *definitions, const char *name, struct cir_error *error)
{
    enum cir_status status = check_list(definitions, definition_members, name, "definitions", error);
    for (size_t i = 0; i < json_array_size(definitions) && status == CIR_OK; i++) {
        const json_t *entry = json_array_get(definitions, i), *network = json_object_get(entry, "network");
        status = check_list(json_object_get(entry, "schemes"), scheme_members, name, "definitions.schemes", error);
        if (status == CIR_OK && !json_is_null(network))
            status = check_object(network, network_members, name, "definitions.network", error);
    }
    return status;
}

static enum cir_status check_counts(const json_t *counts, const char *name, struct cir_error *error)
{
    if (json_is_null(counts))
        return CIR_OK;
    enum cir_status status = check_object(counts, count_members, name, "counts", error);
    if (status != CIR_OK)
        return status;
    uint64_t rows = (uint64_t)json_integer_value(json_object_get(counts, "rows"));
    uint64_t scored = (uint64_t)json_integer_value(json_object_get(counts, "scored"));
    uint64_t rejected = (uint64_t)json_integer_value(json_object_get(counts, "rejected"));
    return rows == scored + rejected ? CIR_OK : refuse(error, name, "counts", "rows", "is not scored + rejected");
}

static enum cir_status check_version(const json_t *document, const char *name, struct cir_error *error)
{
    const json_t *version = json_object_get(document, "schema_version");
    if (!json_is_integer(version))
        return refuse(error, name, "", "schema_version", "is missing");
    if (json_integer_value(version) == MANIFEST_SCHEMA_VERSION)
        return CIR_OK;
    return cir_fail(error, CIR_BAD_USE, (struct cir_place){.file = name},
                    "a manifest of schema version %lld; this cirisk reads version %d",
                    (long long)json_integer_value(version), MANIFEST_SCHEMA_VERSION);
}

static enum cir_status check(const json_t *document, const char *name, struct cir_error *error)
{
    enum cir_status status = check_version(document, name, error);
    if (status == CIR_OK)
        status = check_object(document, top_members, name, "", error);
    if (status == CIR_OK && strcmp(manifest_text(document, "tool"), "cirisk") != 0)
        status = refuse(error, name, "", "tool", "is not cirisk");
    if (status == CIR_OK)
        status = check_texts(json_object_get(document, "arguments"), name, "arguments", error);
    if (status == CIR_OK)
        status = check_options(json_object_get(document, "options"), name, error);
    if (status == CIR_OK)
        status = check_definitions(json_object_get(document, "definitions"), name, error);
    if (status == CIR_OK)
        status = check_list(json_object_get(document, "inputs"), file_members, name, "inputs", error);
    if (status == CIR_OK)
        status = check_list(json_object_get(document, "outputs"), file_members, name, "outputs", error);
    return status == CIR_OK ? check_counts(json_object_get(document, "counts"), name, error) : status;
}

enum cir_status manifest_parse(json_t **document, struct cir_text text, const char *name, struct cir_error *error)
{
    json_error_t wrong;
    json_t *parsed = json_loadb(text.size > 0 ? text.data : "", text.size, JSON_REJECT_DUPLICATES, &wrong);
    if (parsed == NULL)
        return cir_fail(error, CIR_BAD_USE,
                        (struct cir_place){name, wrong.line > 0 ? (size_t)wrong.line : 0,
                                           wrong.column > 0 ? (size_t)wrong.column : 0},
                        "not a manifest of cirisk: no JSON: %s", wrong.text);
    enum cir_status status = check(parsed, name, error);
    if (status == CIR_OK)
        *document = parsed;
    else
        json_decref(parsed);
    return status;
}

enum cir_status manifest_read(json_t **document, const char *path, struct cir_error *error)
{
    struct stat found;
    struct cir_buffer text = {0};
    const struct cir_place place = {.file = path};
    if (stat(path, &found) != 0)
        return cir_fail_system(error, path, errno);
    if (!S_ISREG(found.st_mode))
        return cir_fail(error, CIR_BAD_USE, place, "not a manifest of cirisk: no regular file");
    if (found.st_size > MANIFEST_SIZE_MAX)
        return cir_fail(error, CIR_BAD_USE, place, "not a manifest of cirisk: larger than 64 MiB");
    enum cir_status status = cir_file_read(&text, path, error);
    if (status == CIR_OK)
        status = manifest_parse(document, cir_buffer_text(&text), path, error);
    cir_buffer_free(&text);
    return status;
}

bool manifest_is_meant(struct cir_text text)
{
    size_t i = 0;
    while (i < text.size && strchr(" \t\r\n", text.data[i]) != NULL && text.data[i] != '\0')
        i++;
    return i < text.size && text.data[i] == '{';
}

const char *manifest_text(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text != NULL ? text : "";
}

const json_t *manifest_find(const json_t *manifest, const char *list, const char *name)
{
    const json_t *files = json_object_get(manifest, list);
    for (size_t i = 0; i < json_array_size(files); i++)
        if (strcmp(manifest_text(json_array_get(files, i), "name"), name) == 0)
            return json_array_get(files, i);
    return NULL;
}
