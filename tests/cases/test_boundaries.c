/* Boundaries that a law gives in words, as rows: the figure that falls short of one, and the figure that reaches it. */
#include "base/file.h"
#include "run.h"
#include "sheet.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char boundaries[] = CIR_SOURCE_DIR "/tests/cases/boundaries.csv";

/* What a row "measure=value; measure=value" gives for a measure; "" where it does not name it. */
static struct cir_text given(struct cir_text list, const char *measure)
{
    struct cir_text fact;
    while (cir_text_next(&fact, &list, ';')) {
        struct cir_text name;
        struct cir_text rest = cir_text_trim(fact);
        if (cir_text_next(&name, &rest, '=') && cir_text_is(name, measure))
            return rest;
    }
    return (struct cir_text){"", 0};
}

/* The fact in question, those that go with it, and nothing else: what is not named has no meaning. */
static void add_asset(struct cir_buffer *csv, const struct cir_classifier *classifier, const struct sheet *sheet,
                      size_t row, const char *value)
{
    const struct cir_fields *fields = cir_classifier_fields(classifier);
    cir_buffer_add_format(csv, "%s,2025,%s,unknown", value, run_state(classifier));
    for (size_t i = 0; i < fields->count; i++) {
        if (fields->list[i].asked_by == NULL)
            continue;
        struct cir_text fact = given(sheet_cell(sheet, row, "given"), fields->list[i].name);
        if (cir_text_is(sheet_cell(sheet, row, "measure"), fields->list[i].name))
            fact = sheet_cell(sheet, row, value);
        cir_buffer_add_format(csv, ",%.*s", CIR_TEXT_ARGS(fact.size > 0 ? fact : cir_text_of("n/a")));
    }
    cir_buffer_add_string(csv, "\n");
}

static void write_register(const char *name, const struct cir_classifier *classifier, const struct sheet *sheet,
                           size_t row)
{
    const struct cir_fields *fields = cir_classifier_fields(classifier);
    struct cir_buffer csv = {0};
    cir_buffer_add_string(&csv, "id,date,country,sector");
    for (size_t i = 0; i < fields->count; i++)
        if (fields->list[i].asked_by != NULL)
            cir_buffer_add_format(&csv, ",%s", fields->list[i].name);
    cir_buffer_add_string(&csv, "\n");
    add_asset(&csv, classifier, sheet, row, "short");
    add_asset(&csv, classifier, sheet, row, "reached");
    scratch_write(name, cir_buffer_text(&csv));
    cir_buffer_free(&csv);
}

static bool is_level(const struct sheet *sheet, size_t row, const struct cir_asset *asset, const char *column)
{
    int expected = (int)strtol(sheet_cell(sheet, row, column).data, NULL, 10);
    if (asset->designation.level_low == expected && asset->designation.level_high == expected)
        return true;
    printf("%s: %s (%s), %.*s of '%s': expected level %d, found %d to %d\n", sheet_cell(sheet, row, "scheme").data,
           sheet_cell(sheet, row, "place").data, sheet_cell(sheet, row, "words").data, CIR_TEXT_ARGS(asset->id),
           sheet_cell(sheet, row, "measure").data, expected, asset->designation.level_low,
           asset->designation.level_high);
    return false;
}

/* Whether both figures of the row come to their levels. */
static bool holds(const struct sheet *sheet, size_t row)
{
    const char *scheme = sheet_cell(sheet, row, "scheme").data;
    struct cir_classifier *classifier = run_classifier(&scheme, 1);
    struct cir_register assets;
    const struct cir_register_input input = {.path = scratch_path("register.csv")};
    write_register("register.csv", classifier, sheet, row);
    CU_ASSERT_EQUAL(cir_register_judge(&assets, classifier, &input, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(assets.asset_count, 2);
    bool short_holds = is_level(sheet, row, &assets.assets[0], "short_level");
    bool reached_holds = is_level(sheet, row, &assets.assets[1], "reached_level");
    cir_register_free(&assets);
    cir_classifier_free(classifier);
    CU_ASSERT_EQUAL(unlink(input.path), 0);
    return short_holds && reached_holds;
}

static void test_boundaries__are_those_of_the_law(void)
{
    struct cir_buffer text = {0};
    struct sheet sheet;
    CU_ASSERT_EQUAL_FATAL(cir_file_read(&text, boundaries, NULL), CIR_OK);
    scratch_open();
    sheet_read(&sheet, cir_buffer_text(&text), ',');
    CU_ASSERT_TRUE(sheet.row_count > 100);
    for (size_t row = 0; row < sheet.row_count; row++)
        CU_ASSERT_TRUE(holds(&sheet, row));
    sheet_free(&sheet);
    scratch_close();
    cir_buffer_free(&text);
}

/* The judge itself: a figure on the wrong side, and one that a fact is missing for. */
static void test_boundaries__that_are_wrong_are_found(void)
{
    static const char wrong[] = "scheme,measure,given,short,short_level,reached,reached_level,words,place\n"
                                "cz-432-2010,voltage_kv,element_kind=transmission-line; potential_deaths=251,110,0,"
                                "110.1,1,at least 110 kV,wrong side\n"
                                "cz-432-2010,voltage_kv,element_kind=transmission-line; potential_deaths=251,109,0,"
                                "unknown,1,at least 110 kV,not known\n"
                                "cz-432-2010,voltage_kv,element_kind=transmission-line,109,0,110,1,at least 110 kV,"
                                "no cross-cutting criterion\n";
    struct sheet sheet;
    scratch_open();
    sheet_read(&sheet, cir_text_of(wrong), ',');
    for (size_t row = 0; row < sheet.row_count; row++)
        CU_ASSERT_FALSE(holds(&sheet, row));
    sheet_free(&sheet);
    scratch_close();
}

CIR_SUITE("boundaries", {"are those of the law", test_boundaries__are_those_of_the_law},
          {"that are wrong are found", test_boundaries__that_are_wrong_are_found})
