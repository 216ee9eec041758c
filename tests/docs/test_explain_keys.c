/* The list of keys from which docs/formats.md is written, and the keys of every explanation that a golden run prints. */
#include "sink/impact_columns.h"
#include "suite.h"

#include "model/override.h"

#include <glob.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

enum kind { TEXT, TEXT_OR_NULL, NUMBER, INTEGER, YES_NO, OBJECT, LIST, INTERVAL, COLUMN };
enum { PATH_SIZE = 256 };

static struct key {
    const char *path;
    enum kind kind;
    bool is_met;
} keys[] = {
#define CIR_EXPLAIN_KEY(path, kind, meaning) {path, kind, false},
#include "explain_keys.def"
#undef CIR_EXPLAIN_KEY
};

enum { KEYS = sizeof keys / sizeof keys[0] };

static struct key *find_key(const char *path)
{
    for (size_t i = 0; i < KEYS; i++)
        if (strcmp(keys[i].path, path) == 0)
            return &keys[i];
    return NULL;
}

static bool is_impact_column(const char *name)
{
    for (int i = 0; i < CIR_IMPACT_NUMBERS; i++)
        if (strcmp(cir_impact_column_list()[i].name, name) == 0)
            return true;
    return strcmp(name, CIR_IMPACT_TOP_COLUMN) == 0;
}

static bool is_override_column(const char *name)
{
    for (unsigned i = 0; i < CIR_OVERRIDE_COLUMNS; i++)
        if (strcmp(cir_override_column_name(i), name) == 0)
            return true;
    return false;
}

/* The name that stands for names that are given. */
static const char *general_name(const char *parent, const char *name)
{
    if (strcmp(parent, "schemes[].axes") == 0)
        return "AXIS";
    if (strcmp(parent, "schemes[].probabilities") == 0)
        return "LEVEL";
    if (strcmp(parent, "impact.shock") == 0)
        return "CAUSE";
    if (strcmp(parent, "impact") == 0 && is_impact_column(name))
        return "IMPACT";
    return strcmp(parent, "overrides[]") == 0 && is_override_column(name) ? "COLUMN" : name;
}

static bool is_interval(const json_t *value)
{
    static const char *const names[] = {"low", "point", "high", "coverage"};
    for (size_t i = 0; i < 4; i++) {
        const json_t *end = json_object_get(value, names[i]);
        if (end == NULL || !(json_is_number(end) || json_is_null(end)))
            return false;
    }
    return json_object_size(value) == 4;
}

static bool is_of_kind(const json_t *value, enum kind kind)
{
    switch (kind) {
    case TEXT:
        return json_is_string(value);
    case TEXT_OR_NULL:
        return json_is_string(value) || json_is_null(value);
    case NUMBER:
        return json_is_number(value) || json_is_null(value);
    case INTEGER:
        return json_is_integer(value) || json_is_null(value);
    case YES_NO:
        return json_is_boolean(value);
    case OBJECT:
        return json_is_object(value) || json_is_null(value);
    case LIST:
        return json_is_array(value);
    case INTERVAL:
        return is_interval(value);
    case COLUMN:
        return json_is_number(value) || json_is_null(value) || json_is_string(value);
    }
    return false;
}

static void check_members(const json_t *object, const char *parent);

static void check_value(const json_t *value, const char *path)
{
    char element[PATH_SIZE + 4];
    size_t i;
    const json_t *one;
    struct key *key = find_key(path);
    if (key == NULL || !is_of_kind(value, key->kind)) {
        printf("%s: %s\n", path, key == NULL ? "is not listed" : "is of another kind");
        CU_FAIL("a key that the list does not tell");
        return;
    }
    key->is_met = true;
    snprintf(element, sizeof element, "%s[]", path);
    if (key->kind == LIST)
        json_array_foreach(value, i, one) check_members(one, element);
    if (key->kind == OBJECT)
        check_members(value, path);
}

static void check_members(const json_t *object, const char *parent)
{
    for (void *member = json_object_iter((json_t *)object); member != NULL;
         member = json_object_iter_next((json_t *)object, member)) {
        char path[PATH_SIZE];
        snprintf(path, sizeof path, "%s%s%s", parent, parent[0] != '\0' ? "." : "",
                 general_name(parent, json_object_iter_key(member)));
        check_value(json_object_iter_value(member), path);
    }
}

/* @return whether it is an explanation in JSON, and so was checked */
static bool check_file(const char *path)
{
    json_t *document = json_load_file(path, 0, NULL);
    bool is_explanation = json_is_object(document);
    if (is_explanation)
        check_members(document, "");
    json_decref(document);
    return is_explanation;
}

static void test_explain_keys__are_all_that_is_written(void)
{
    glob_t files;
    size_t checked = 0;
    CU_ASSERT_EQUAL_FATAL(glob(CIR_SOURCE_DIR "/tests/golden/explain*/expected.out", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++)
        checked += check_file(files.gl_pathv[i]);
    globfree(&files);
    CU_ASSERT_TRUE(checked >= 6);
    for (size_t i = 0; i < KEYS; i++) {
        if (!keys[i].is_met)
            printf("%s: no golden run writes it\n", keys[i].path);
        CU_ASSERT_TRUE(keys[i].is_met);
    }
}

CIR_SUITE("explain_keys", {"are all that is written", test_explain_keys__are_all_that_is_written})
