/* The tables that ship make sense: the lint that guards an overlay finds no fault in them, and the texts of a
 * language are written in its script. */
#include "definitions/definitions.h"
#include "network/network.h"

#include "suite.h"

#include <stdio.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

static void print(void *context, const struct cir_error *finding)
{
    (*(unsigned *)context)++;
    printf("%s:%zu:%zu: %s\n", finding->file, finding->line, finding->column, finding->message);
}

static struct cir_definitions *load(void)
{
    unsigned count = 0;
    struct cir_findings findings = {print, &count};
    struct cir_definitions *definitions = NULL;
    struct cir_error error = {0};
    CU_ASSERT_EQUAL(cir_definitions_load(&definitions, NULL, &findings, &error), CIR_OK);
    CU_ASSERT_EQUAL(count, 0);
    return definitions;
}

static void test_shipped__definitions_have_no_fault(void)
{
    struct cir_definitions *definitions = load();
    if (definitions == NULL)
        return;
    CU_ASSERT(definitions->sector_count >= 10);
    CU_ASSERT(definitions->country_count >= 193);
    CU_ASSERT(definitions->currency_count >= 150);
    CU_ASSERT(definitions->dependency_count > 0);
    cir_definitions_free(definitions);
}

/* Name of a scheme from the path of its scheme.csv; false for another path. */
static bool scheme_name(const char *path, char *name, size_t size)
{
    int end = 0;
    char format[40];
    snprintf(format, sizeof format, "datasets/schemes/%%%zu[^/]/scheme.csv%%n", size - 1);
    return sscanf(path, format, name, &end) == 1 && end > 0 && path[end] == '\0';
}

static bool load_scheme(struct cir_definitions *definitions, struct cir_fields *fields, const char *name,
                        bool *judges_assets)
{
    unsigned count = 0;
    struct cir_findings findings = {print, &count};
    struct cir_scheme *scheme = NULL;
    struct cir_error error = {0};
    enum cir_status status = cir_scheme_load(&scheme, definitions, fields, NULL, name, &findings, &error);
    if (status != CIR_OK && count == 0)
        printf("%s: %s\n", name, error.message);
    *judges_assets = scheme != NULL && scheme->subject_is_asset;
    cir_scheme_free(scheme);
    return status == CIR_OK;
}

/* Each alone, and all that judge incidents in one run, where they share their fields. A register is judged by one. */
static void check_schemes(struct cir_definitions *definitions, const struct cir_definition_files *files)
{
    struct cir_fields together;
    CU_ASSERT_EQUAL(cir_fields_canonical(&together, definitions, NULL), CIR_OK);
    char name[64];
    size_t count = 0;
    for (size_t i = 0; i < files->count; i++) {
        if (!scheme_name(files->list[i].path, name, sizeof name))
            continue;
        struct cir_fields alone;
        CU_ASSERT_EQUAL(cir_fields_canonical(&alone, definitions, NULL), CIR_OK);
        bool judges_assets;
        CU_ASSERT(load_scheme(definitions, &alone, name, &judges_assets));
        if (!judges_assets)
            CU_ASSERT(load_scheme(definitions, &together, name, &judges_assets));
        count++;
    }
    CU_ASSERT(count >= 3);
}

static void test_shipped__schemes_have_no_fault(void)
{
    struct cir_definition_files files;
    struct cir_definitions *definitions = load();
    if (definitions == NULL)
        return;
    CU_ASSERT_EQUAL(cir_definition_files_open(&files, NULL, NULL), CIR_OK);
    check_schemes(definitions, &files);
    cir_definition_files_close(&files);
    cir_definitions_free(definitions);
}

static void check_network(const struct cir_definitions *definitions, const char *name)
{
    unsigned count = 0;
    struct cir_findings findings = {print, &count};
    struct cir_network *network = NULL;
    struct cir_error error = {0};
    CU_ASSERT_EQUAL(cir_network_load(&network, definitions, NULL, name, NULL, &findings, &error), CIR_OK);
    CU_ASSERT_EQUAL(count, 0);
    if (network == NULL)
        return;
    CU_ASSERT_EQUAL(network->state_count, 41);
    CU_ASSERT_EQUAL(network->sector_count, definitions->sector_count + 1);
    CU_ASSERT_EQUAL(network->node_count, network->state_count * network->sector_count);
    CU_ASSERT_NOT_EQUAL(network->rest, CIR_INDEX_NONE);
    CU_ASSERT_EQUAL(network->year, 2011);
    cir_network_free(network);
}

static void test_shipped__network_has_no_fault(void)
{
    struct cir_definitions *definitions = load();
    if (definitions == NULL)
        return;
    check_network(definitions, "wiod2011");
    cir_definitions_free(definitions);
}

static bool has_letter_of(const char *text, const char *script)
{
    const uint8_t *at = (const uint8_t *)text;
    const uc_script_t *wanted = uc_script_byname(script);
    ucs4_t letter;
    while ((at = u8_next(&letter, at)) != NULL)
        if (uc_is_script(letter, wanted))
            return true;
    return false;
}

static void check_scripts(const char *id, const char *const names[CIR_LANGUAGES])
{
    static const char *const scripts[CIR_LANGUAGES] = {"Arabic", "Latin", "Latin", "Latin", "Cyrillic", "Han"};
    for (int i = 0; i < CIR_LANGUAGES; i++) {
        bool good = has_letter_of(names[i], scripts[i]);
        if (!good)
            printf("%s: '%s' is not written in the script %s\n", id, names[i], scripts[i]);
        CU_ASSERT(good);
    }
}

static void test_shipped__names_are_in_the_script_of_their_language(void)
{
    struct cir_definitions *definitions = load();
    if (definitions == NULL)
        return;
    for (size_t i = 0; i < definitions->sector_count; i++)
        check_scripts(definitions->sectors[i].code, definitions->sectors[i].names);
    for (size_t i = 0; i < definitions->country_count; i++)
        check_scripts(definitions->countries[i].alpha2, definitions->countries[i].names);
    for (size_t i = 0; i < definitions->region_count; i++)
        check_scripts(definitions->regions[i].m49, definitions->regions[i].names);
    cir_definitions_free(definitions);
}

/* States whose name in documents of the United Nations is not the one in everyday use. */
static void test_shipped__names_of_states_are_those_of_the_united_nations(void)
{
    static const struct {
        const char *alpha2;
        const char *names[CIR_LANGUAGES];
    } expected[] = {
        {"CI", {"كوت ديفوار", "Côte d'Ivoire", "Côte d'Ivoire", "Côte d'Ivoire", "Кот-д'Ивуар", "科特迪瓦"}},
        {"CV", {"كابو فيردي", "Cabo Verde", "Cabo Verde", "Cabo Verde", "Кабо-Верде", "佛得角"}},
        {"CZ", {"تشيكيا", "Czechia", "Chequia", "Tchéquie", "Чехия", "捷克"}},
        {"KP",
         {"جمهورية كوريا الشعبية الديمقراطية", "Democratic People's Republic of Korea",
          "República Popular Democrática de Corea", "République populaire démocratique de Corée",
          "Корейская Народно-Демократическая Республика", "朝鲜民主主义人民共和国"}},
        {"KR",
         {"جمهورية كوريا", "Republic of Korea", "República de Corea", "République de Corée", "Республика Корея",
          "大韩民国"}},
        {"MK",
         {"مقدونيا الشمالية", "North Macedonia", "Macedonia del Norte", "Macédoine du Nord", "Северная Македония",
          "北马其顿"}},
        {"PS",
         {"دولة فلسطين", "State of Palestine", "Estado de Palestina", "État de Palestine", "Государство Палестина",
          "巴勒斯坦国"}},
        {"TR", {"تركيا", "Türkiye", "Türkiye", "Türkiye", "Турция", "土耳其"}},
        {"VN", {"فييت نام", "Viet Nam", "Viet Nam", "Viet Nam", "Вьетнам", "越南"}},
    };
    struct cir_definitions *definitions = load();
    for (size_t i = 0; definitions != NULL && i < sizeof expected / sizeof expected[0]; i++) {
        uint32_t number = cir_definitions_country(definitions, cir_text_of(expected[i].alpha2));
        CU_ASSERT_NOT_EQUAL_FATAL(number, CIR_INDEX_NONE);
        for (int language = 0; language < CIR_LANGUAGES; language++)
            CU_ASSERT_STRING_EQUAL(definitions->countries[number].names[language], expected[i].names[language]);
    }
    cir_definitions_free(definitions);
}

static void test_shipped__words_have_no_fault(void)
{
    unsigned count = 0;
    struct cir_findings findings = {print, &count};
    struct cir_error error = {0};
    struct cir_definitions *definitions = load();
    if (definitions == NULL)
        return;
    CU_ASSERT_EQUAL(cir_words_load(definitions, NULL, &findings, &error), CIR_OK);
    CU_ASSERT_EQUAL(count, 0);
    cir_definitions_free(definitions);
}

/* The cells of a row up to its text. */
static struct cir_text key_of(struct cir_text line)
{
    struct cir_text id;
    struct cir_text language;
    struct cir_text rest = line;
    (void)cir_text_next(&id, &rest, ',');
    (void)cir_text_next(&language, &rest, ',');
    return (struct cir_text){line.data, id.size + 1 + language.size};
}

static void check_order(const struct cir_definition_file *file)
{
    struct cir_text line;
    struct cir_text before = {0};
    struct cir_text rest = file->text;
    (void)cir_text_next(&line, &rest, '\n'); /* the header */
    while (cir_text_next(&line, &rest, '\n') && line.size > 0) {
        bool is_sorted = before.size == 0 || cir_text_compare(key_of(before), key_of(line)) < 0;
        if (!is_sorted)
            printf("%s: '%.*s' stands too late\n", file->path, CIR_TEXT_ARGS(key_of(line)));
        CU_ASSERT(is_sorted);
        before = line;
    }
}

/* Sorted tables are joined row by row where two people add to them. */
static void test_shipped__words_are_sorted(void)
{
    struct cir_definition_files files;
    size_t count = 0;
    CU_ASSERT_EQUAL_FATAL(cir_definition_files_open(&files, NULL, NULL), CIR_OK);
    for (size_t i = 0; i < files.count; i++)
        if (cir_text_starts_with(cir_text_of(files.list[i].path), "datasets/words/") &&
            strstr(files.list[i].path, "number_forms") == NULL) {
            check_order(&files.list[i]);
            count++;
        }
    CU_ASSERT_EQUAL(count, 5);
    cir_definition_files_close(&files);
}

CIR_SUITE("shipped", {"definitions have no fault", test_shipped__definitions_have_no_fault},
          {"schemes have no fault", test_shipped__schemes_have_no_fault},
          {"network has no fault", test_shipped__network_has_no_fault},
          {"names of States are those of the United Nations",
           test_shipped__names_of_states_are_those_of_the_united_nations},
          {"words have no fault", test_shipped__words_have_no_fault},
          {"words are sorted", test_shipped__words_are_sorted},
          {"names are in the script of their language", test_shipped__names_are_in_the_script_of_their_language})
