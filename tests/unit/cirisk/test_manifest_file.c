#include "suite.h"

#include "base/buffer.h"
#include "manifest_file.h"

#include <stdio.h>
#include <string.h>

#define HASH "5a1499cf242a4b7f6ac93a9460eef1a36a29a4869d25c93a5f2928fee42c213f"

static const char whole[] =
    "{\"schema_version\": 1, \"tool\": \"cirisk\", \"tool_version\": \"0.1.0\", \"command\": \"score\","
    " \"arguments\": [\"log.csv\"], \"options\": [{\"name\": \"seed\", \"value\": 7}], \"folder\": \".\","
    " \"language\": \"en\", \"seed\": 7, \"time\": null,"
    " \"definitions\": [{\"role\": \"\", \"sha256\": \"" HASH "\", \"schemes\": [], \"network\": null}],"
    " \"inputs\": [{\"name\": \"log.csv\", \"kind\": \"file\", \"size\": 180, \"rows\": 3, \"sha256\": \"" HASH "\"}],"
    " \"outputs\": [], \"counts\": {\"rows\": 3, \"scored\": 2, \"rejected\": 1}, \"exit_code\": 1}";

/* The whole one with the first `from` in it replaced. */
static enum cir_status parse_with(const char *from, const char *to, struct cir_error *error)
{
    struct cir_buffer text = {0};
    const char *place = strstr(whole, from);
    CU_ASSERT_PTR_NOT_NULL_FATAL(place);
    cir_buffer_add(&text, (struct cir_text){whole, (size_t)(place - whole)});
    cir_buffer_add_string(&text, to);
    cir_buffer_add_string(&text, place + strlen(from));
    json_t *document = NULL;
    enum cir_status status = manifest_parse(&document, cir_buffer_text(&text), "run.json", error);
    CU_ASSERT_EQUAL(document != NULL, status == CIR_OK);
    json_decref(document);
    cir_buffer_free(&text);
    return status;
}

static bool refuses(const char *from, const char *to, const char *why)
{
    struct cir_error error = {0};
    enum cir_status status = parse_with(from, to, &error);
    bool as_wanted = status == CIR_BAD_USE && strcmp(error.file, "run.json") == 0 && strstr(error.message, why) != NULL;
    if (!as_wanted)
        fprintf(stderr, "%s: %s\n", to, status == CIR_OK ? "let through" : error.message);
    return as_wanted;
}

static void test_manifest_file__reads_a_whole_one(void)
{
    json_t *manifest = NULL;
    CU_ASSERT_EQUAL_FATAL(manifest_parse(&manifest, cir_text_of(whole), "run.json", NULL), CIR_OK);
    CU_ASSERT_STRING_EQUAL(manifest_text(manifest, "command"), "score");
    CU_ASSERT_STRING_EQUAL(manifest_text(manifest, "time"), "");
    const json_t *log = manifest_find(manifest, "inputs", "log.csv");
    CU_ASSERT_EQUAL(json_integer_value(json_object_get(log, "size")), 180);
    CU_ASSERT_PTR_NULL(manifest_find(manifest, "inputs", "log"));
    CU_ASSERT_PTR_NULL(manifest_find(manifest, "outputs", "log.csv"));
    json_decref(manifest);
}

static void test_manifest_file__refuses_what_is_no_json(void)
{
    CU_ASSERT_TRUE(refuses("{", "", "no JSON"));
    CU_ASSERT_TRUE(refuses("\"seed\": 7, \"time\"", "\"time\": null, \"time\"", "no JSON"));
    CU_ASSERT_TRUE(refuses("\"size\": 180", "\"size\": 18446744073709551616", "no JSON"));
    CU_ASSERT_TRUE(refuses("score", "sco\xffre", "no JSON"));
}

static void test_manifest_file__refuses_a_version_it_does_not_know(void)
{
    CU_ASSERT_TRUE(refuses("\"schema_version\": 1", "\"schema_version\": 2", "schema version 2"));
    CU_ASSERT_TRUE(refuses("\"schema_version\": 1", "\"schema_version\": \"1\"", "schema_version is missing"));
}

static void test_manifest_file__refuses_members_that_are_missing_or_of_another_kind(void)
{
    CU_ASSERT_TRUE(refuses("\"folder\": \".\", ", "", "folder is missing"));
    CU_ASSERT_TRUE(refuses("\"folder\": \".\"", "\"folder\": null", "folder is not what it has to be"));
    CU_ASSERT_TRUE(refuses("\"outputs\": []", "\"outputs\": {}", "outputs is not what it has to be"));
    CU_ASSERT_TRUE(refuses("\"size\": 180", "\"size\": -180", "inputs.size is not what it has to be"));
    CU_ASSERT_TRUE(refuses("\"size\": 180", "\"size\": 180.5", "inputs.size is not what it has to be"));
    CU_ASSERT_TRUE(refuses("[\"log.csv\"]", "[1]", "arguments"));
    CU_ASSERT_TRUE(refuses("\"value\": 7", "\"value\": [7]", "options"));
    CU_ASSERT_TRUE(refuses("\"value\": 7", "\"value\": 2.385", "options.value"));
    CU_ASSERT_TRUE(refuses("\"seed\": 7, ", "\"seed\": 7, \"more\": 1, ", "no manifest has"));
    CU_ASSERT_TRUE(refuses("\"tool\": \"cirisk\"", "\"tool\": \"sh\"", "tool is not cirisk"));
    CU_ASSERT_TRUE(refuses("\"network\": null", "\"network\": {}", "definitions.network.name is missing"));
    CU_ASSERT_TRUE(refuses("\"schemes\": []", "\"schemes\": [7]", "definitions.schemes"));
}

static void test_manifest_file__refuses_hashes_and_counts_that_cannot_be(void)
{
    CU_ASSERT_TRUE(refuses("\"sha256\": \"5a", "\"sha256\": \"5", "definitions.sha256"));
    CU_ASSERT_TRUE(refuses("\"sha256\": \"5a", "\"sha256\": \"5A", "definitions.sha256"));
    CU_ASSERT_TRUE(refuses("\"scored\": 2", "\"scored\": 3", "counts.rows is not scored + rejected"));
    struct cir_error error;
    CU_ASSERT_EQUAL(parse_with("\"scored\": 2, \"rejected\": 1", "\"scored\": 0, \"rejected\": 3", &error), CIR_OK);
}

static void test_manifest_file__tells_what_may_be_meant_as_one(void)
{
    CU_ASSERT_TRUE(manifest_is_meant(cir_text_of(" \n{")));
    CU_ASSERT_FALSE(manifest_is_meant(cir_text_of("id,date\n{")));
    CU_ASSERT_FALSE(manifest_is_meant(cir_text_of("")));
    CU_ASSERT_FALSE(manifest_is_meant((struct cir_text){"\0{", 2}));
}

static void test_manifest_file__reads_regular_files_alone(void)
{
    json_t *manifest = NULL;
    struct cir_error error;
    CU_ASSERT_EQUAL(manifest_read(&manifest, "/dev/zero", &error), CIR_BAD_USE);
    CU_ASSERT_EQUAL(manifest_read(&manifest, "/", &error), CIR_BAD_USE);
    CU_ASSERT_EQUAL(manifest_read(&manifest, "/no/such/file", &error), CIR_NO_FILE);
    CU_ASSERT_PTR_NULL(manifest);
}

CIR_SUITE("manifest file", {"reads a whole one", test_manifest_file__reads_a_whole_one},
          {"refuses what is no JSON", test_manifest_file__refuses_what_is_no_json},
          {"refuses a version it does not know", test_manifest_file__refuses_a_version_it_does_not_know},
          {"refuses members that are missing or of another kind",
           test_manifest_file__refuses_members_that_are_missing_or_of_another_kind},
          {"refuses hashes and counts that cannot be", test_manifest_file__refuses_hashes_and_counts_that_cannot_be},
          {"tells what may be meant as one", test_manifest_file__tells_what_may_be_meant_as_one},
          {"reads regular files alone", test_manifest_file__reads_regular_files_alone})
