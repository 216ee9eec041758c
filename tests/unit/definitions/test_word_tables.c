#include "overlay.h"
#include "suite.h"

#include "model/word.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COMMON "datasets/words/common.csv"
#define FORMS  "datasets/words/number_forms.csv"

enum { EDITED_SIZE = 256 * 1024 };

/* The table that is built in, copied for editing. */
static char *built_in(const char *path)
{
    struct cir_definition_files files = {0};
    CU_ASSERT_EQUAL_FATAL(cir_definition_files_open(&files, NULL, NULL), CIR_OK);
    const struct cir_definition_file *file = cir_definition_files_find(&files, path);
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    char *text = calloc(1, EDITED_SIZE);
    CU_ASSERT_FATAL(text != NULL && file->text.size < EDITED_SIZE / 2);
    memcpy(text, file->text.data, file->text.size);
    cir_definition_files_close(&files);
    return text;
}

/* Replace the line that begins like this (NULL takes it away); number of the line, from 1. */
static size_t replace(char *text, const char *start, const char *replacement)
{
    char *line = strstr(text, start);
    while (line != NULL && line != text && line[-1] != '\n')
        line = strstr(line + 1, start);
    CU_ASSERT_PTR_NOT_NULL_FATAL(line);
    const char *rest = strchr(line, '\n') + 1;
    size_t number = 1;
    for (const char *at = text; at < line; at++)
        number += *at == '\n';
    char *tail = strdup(rest);
    CU_ASSERT_PTR_NOT_NULL_FATAL(tail);
    int size = snprintf(line, EDITED_SIZE - (size_t)(line - text), "%s%s%s", replacement != NULL ? replacement : "",
                        replacement != NULL ? "\n" : "", tail);
    CU_ASSERT(size > 0);
    free(tail);
    return number;
}

static void load(const struct overlay *overlay, struct found *found)
{
    struct cir_definitions *definitions = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&definitions, overlay->folder, NULL, NULL), CIR_OK);
    found->count = 0;
    struct cir_findings findings = {overlay_collect, found};
    found->status = cir_words_load(definitions, overlay->folder, &findings, &found->error);
    CU_ASSERT_EQUAL(definitions->words != NULL, found->status == CIR_OK);
    cir_definitions_free(definitions);
}

/* A line of a table that ships, what it is replaced by, and the finding: in that line, or of the table as a whole. */
struct word_fault {
    const char *path;
    const char *start;
    const char *replacement;
    size_t column; /* 0: the table as a whole */
    const char *message;
};

// clang-format off
static const struct word_fault faults[] = {
    {COMMON, "total,fr,", NULL, 0, "'total' has no text in fr"},
    {COMMON, "total,fr,", "total,fr,", 3, "text: is empty"},
    {COMMON, "total,fr,", "total,de,gesamt", 2, "lang: 'de' is not one of ar;en;es;fr;ru;zh"},
    {COMMON, "total,fr,", "totl,fr,total", 1, "id: 'totl' is no word of this table; did you mean 'total'?"},
    {COMMON, "total,fr,", "nothing-like-it,fr,total", 1, "id: 'nothing-like-it' is no word of this table"},
    {COMMON, "total,fr,", "total,es,total", 1, "id: 'total' with lang 'es' is repeated"},
    {COMMON, "total,fr,", "total,fr,le {total}", 3, "text: {total} is no placeholder of 'total'"},
    {COMMON, "made-from,es,", "made-from,es,elaborado", 3, "text: the placeholder {file} is missing"},
    {COMMON, "made-from,es,", "made-from,es,elaborado {flie}", 3, "{flie} is no placeholder of 'made-from'; did you mean {file}?"},
    {COMMON, "made-from,es,", "made-from,es,elaborado {file", 3, "text: '{' stands alone; a placeholder is written {name}"},
    {COMMON, "made-from,es,", "made-from,es,elaborado {file} }", 3, "text: '}' stands alone"},
    {COMMON, "made-from,es,", "made-from,es,elaborado {file} {", 3, "text: '{' stands alone"},
    {COMMON, "incident.few,ru,", NULL, 0, "'incident.few' has no text in ru"},
    {COMMON, "incident.two,ar,", NULL, 0, "'incident.two' has no text in ar"},
    {COMMON, "incident.few,ru,", "incident.few,ru,инцидента", 3, "the placeholder {count} is missing"},
    {COMMON, "incident.few,ru,", "incident.two,ru,{count} инцидента", 1, "id: 'incident.two' is no plural form of ru"},
    {COMMON, "incident.few,ru,", "incident,ru,{count} инцидента", 1, "id: 'incident' is no word of this table"},
    {COMMON, "source,fr,", "source,fr,source :", 3, "no no-break space (U+00A0 or U+202F) stands before ':'"},
    {COMMON, "source,fr,", "source,fr,source? Oui", 3, "stands before '?'"},
    {COMMON, "source,fr,", "source,fr,« source\u00A0»", 3, "stands behind '«'"},
    {COMMON, "source,fr,", "source,fr,«\u00A0source »", 3, "stands before '»'"},
    {COMMON, "source,en,", "source,en,source ", 3, "text: a space stands at its end"},
    {COMMON, "source,zh,", "source,zh,\u3000来源", 3, "text: a space stands at its start"},
    {COMMON, "source,ar,", "source,ar,\u202Eالمصدر\u202C", 3, "text: holds U+202E, which turns the direction"},
    {COMMON, "source,en,", "source,en,so\turce", 3, "text: holds the control character U+0009"},
    {COMMON, "source,en,", "source,en,the  source", 3, "text: two spaces stand side by side"},
    {COMMON, "source,ar,", "source,ar,\"المصدر, وغيره\"", 3, "text: ',' stands where '،' is written"},
    {COMMON, "date-span,ar,", "date-span,ar,{first}; {last}", 3, "text: ';' stands where '؛' is written"},
    {COMMON, "source,zh,", "source,zh,来源: 无", 3, "text: ':' stands where '：' is written"},
    {COMMON, "source,ar,", "source,ar,المصدر\u06CC", 3, "text: holds U+06CC, which is no letter of Arabic"},
    {COMMON, "source,ru,", "source,ru,иcточник", 3, "text: a word holds letters of Latin and of Cyrillic"},
    {COMMON, "source,ru,", "source,ru,source", 3, "text: is not written in the script of its language"},
    {FORMS, "fr,", NULL, 0, "0 rows of fr are usual; expected one"},
    {FORMS, "ar,arab,", "ar,arab,yes,٫,٬,4,-,{0}٪,{0}–{1},{0} و{1},{0} و{1},{0} و{1},{0} و{1},,,,cldr48", 0, "2 rows of ar are usual; expected one"},
    {FORMS, "ar,arab,", "ar,latn,no,٫,٬,4,-,{0}٪,{0}–{1},{0} و{1},{0} و{1},{0} و{1},{0} و{1},,,,cldr48", 1, "lang: 'ar' with digits 'latn' is repeated"},
    {FORMS, "zh,", "zh,hani,yes,.,\",\",4,-,{0}%,{0}-{1},{0}和{1},{0}、{1},{0}、{1},{0}和{1},,,,cldr48", 2, "digits: 'hani' is not one of latn;arab"},
    {FORMS, "zh,", "zh,latn,yes,.,.,4,-,{0}%,{0}-{1},{0}和{1},{0}、{1},{0}、{1},{0}和{1},,,,cldr48", 5, "group: is the decimal sign, too"},
    {FORMS, "zh,", "zh,latn,yes,,.,4,-,{0}%,{0}-{1},{0}和{1},{0}、{1},{0}、{1},{0}和{1},,,,cldr48", 4, "decimal: '' is not a sign"},
    {FORMS, "zh,", "zh,latn,yes,.,\",\",3,-,{0}%,{0}-{1},{0}和{1},{0}、{1},{0}、{1},{0}和{1},,,,cldr48", 6, "least_grouped: '3' is not a whole number from 4 to 9"},
    {FORMS, "zh,", "zh,latn,yes,.,\",\",4,-,{1}%,{0}-{1},{0}和{1},{0}、{1},{0}、{1},{0}和{1},,,,cldr48", 8, "percent: '{1}%' is not a pattern with {0}"},
    {FORMS, "zh,", "zh,latn,yes,.,\",\",4,-,{0}%,{1}-{0},{0}和{1},{0}、{1},{0}、{1},{0}和{1},,,,cldr48", 9, "range: '{1}-{0}' is not a pattern with {0} and {1}"},
    {FORMS, "zh,", "zh,latn,yes,.,\",\",4,-,{0}%,{0}-{1},{0}和{1},{0}、{0},{0}、{1},{0}和{1},,,,cldr48", 11, "list_start: '{0}、{0}' is not a pattern with {0} and {1}"},
    {FORMS, "zh,", "zh,latn,yes,.,\",\",4,-,{0}%,{0}-{1},{0}和{1},{0}、{1},{0}、{1},{0}和{1},,{0}和{1},,cldr48", 15, "pair_before: stands without a beginning in 'before'"},
    {FORMS, "zh,", "zh,latn,yes,.,\",\",4,-,{0}%,{0}-{1},{0}和{1},{0}、{1},{0}、{1},{0}和{1},x;y,{0}和{1},,cldr48", 16, "end_before: '' is not a pattern with {0} and {1}"},
    {FORMS, "zh,", "zh,latn,yes,.,\",\",4,-,{0}%,{0}-{1},{0}和{1},{0}、{1},{0}、{1},{0}和{1},,,,who", 17, "source: 'who' is not a key of sources.csv"},
};
// clang-format on

static void check_fault(const struct word_fault *fault)
{
    struct overlay overlay;
    static struct found found;
    cir_temporary_folder(overlay.folder);
    char *text = built_in(fault->path);
    size_t line = replace(text, fault->start, fault->replacement);
    overlay_write(&overlay, fault->path, text);
    load(&overlay, &found);
    const struct fault expected = {.path = fault->path,
                                   .at_line = fault->column > 0 ? line : 0,
                                   .at_column = fault->column,
                                   .message = fault->message};
    overlay_check_found(&overlay, &expected, &found);
    free(text);
    overlay_remove(&overlay);
}

static void test_word_tables__are_refused_where_they_are_wrong(void)
{
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++)
        check_fault(&faults[i]);
}

/* The words alone are laid over: the rest is what ships. */
static struct cir_definitions *load_with(const char *path, const char *start, const char *replacement)
{
    struct overlay overlay;
    cir_temporary_folder(overlay.folder);
    char *text = built_in(path);
    (void)replace(text, start, replacement);
    overlay_write(&overlay, path, text);
    struct cir_definitions *definitions = NULL;
    struct cir_error error = {0};
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&definitions, overlay.folder, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_words_load(definitions, overlay.folder, NULL, &error), CIR_OK);
    free(text);
    overlay_remove(&overlay);
    return definitions;
}

static void test_word_tables__are_laid_over(void)
{
    struct cir_definitions *definitions = load_with(COMMON, "total,es,", "total,es,suma");
    struct cir_definitions *shipped = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&shipped, NULL, NULL, NULL), CIR_OK);
    CU_ASSERT_PTR_NULL(shipped->words);
    CU_ASSERT_EQUAL_FATAL(cir_words_load(shipped, NULL, NULL, NULL), CIR_OK);
    CU_ASSERT_STRING_EQUAL(definitions->words->texts[CIR_WORD_TOTAL][CIR_ES], "suma");
    CU_ASSERT_STRING_EQUAL(shipped->words->texts[CIR_WORD_TOTAL][CIR_ES], "total");
    CU_ASSERT_STRING_EQUAL(definitions->sha256, shipped->sha256); /* they judge alike */
    CU_ASSERT_STRING_NOT_EQUAL(definitions->words->sha256, shipped->words->sha256);
    cir_definitions_free(definitions);
    cir_definitions_free(shipped);
}

static void test_word_tables__may_leave_out_a_count_that_the_form_tells(void)
{
    cir_definitions_free(load_with(COMMON, "incident.one,es,", "incident.one,es,un incidente"));
    struct cir_definitions *definitions = load_with(
        COMMON, "incident.one,es,", "incident.one,es,{count} incidente\nincident.many,es,{count} de incidentes");
    CU_ASSERT_STRING_EQUAL(
        definitions->words->texts[cir_word_counted_text(CIR_COUNTED_INCIDENT, CIR_PLURAL_MANY)][CIR_ES],
        "{count} de incidentes");
    cir_definitions_free(definitions);
}

static void test_word_tables__are_let_pass_where_they_are_right(void)
{
    static const char *const rights[][2] = {
        {"source,en,", "source,en,source источник"},
        {"source,fr,", "source,fr,source\u00A0: TLP:RED"},
        {"source,fr,", "source,fr,«\u202Fsource\u202F»\u202F!"},
        {"source,ru,", "source,ru,источник (URL: cirisk)"},
        {"source,zh,", "source,zh,来源 TLP:RED"},
        {"made-from,ru,", "made-from,ru,SHA-256 {file}"},
    };
    for (size_t i = 0; i < sizeof rights / sizeof rights[0]; i++)
        cir_definitions_free(load_with(COMMON, rights[i][0], rights[i][1]));
}

CIR_SUITE("word tables", {"are refused where they are wrong", test_word_tables__are_refused_where_they_are_wrong},
          {"are laid over", test_word_tables__are_laid_over},
          {"may leave out a count that the form tells", test_word_tables__may_leave_out_a_count_that_the_form_tells},
          {"are let pass where they are right", test_word_tables__are_let_pass_where_they_are_right})
