#include "suite.h"
#include "toy.h"

static void test_scheme_labels__are_found_by_id(void)
{
    struct toy toy;
    toy_make(&toy);
    CU_ASSERT_EQUAL_FATAL(toy.scheme->label_count, 5);
    uint32_t rough = cir_index_find(&toy.scheme->label_index, cir_text_of("rough"));
    CU_ASSERT_EQUAL_FATAL(rough, 2);
    CU_ASSERT_STRING_EQUAL(toy.scheme->labels[2].id, "rough");
    CU_ASSERT_STRING_EQUAL(toy.scheme->labels[2].texts[CIR_RU], "rough in ru");
    toy_remove(&toy);
}

static void test_scheme_labels__stand_on_bands(void)
{
    struct toy toy;
    toy_make(&toy);
    CU_ASSERT_EQUAL_FATAL(toy.scheme->band_count, 3);
    const struct cir_band *bands = toy.scheme->bands;
    CU_ASSERT_EQUAL(bands[1].level, 1);
    CU_ASSERT_EQUAL(bands[1].low, 20);
    CU_ASSERT_STRING_EQUAL(bands[1].label, "rough");
    CU_ASSERT_STRING_EQUAL(bands[1].colour, "#FFAA00");
    CU_ASSERT_EQUAL(bands[1].ppd41, 2);
    CU_ASSERT_EQUAL(bands[2].level, 3);
    CU_ASSERT_EQUAL(bands[2].ppd41, -1);
    toy_remove(&toy);
}

static const struct fault faults[] = {
    {TOY "labels.csv", 9, NULL, 0, 0, "'calm' has no text in en"},
    {TOY "labels.csv", 2, "Title,ar,x", 2, 1, "id: 'Title' is not a code"},
    {TOY "labels.csv", 32, "spare,en,x", 32, 1, "id: 'spare' labels no band and no option"},
    {TOY "bands.csv", 2, "0,0.5,calm,#00aa00,0", 2, 2, "low: '0.5' is not 0, where the lowest band begins"},
    {TOY "bands.csv", 2, "0,,calm,#00aa00,0", 2, 2, "low: '' is not a number from 0 to score_max"},
    {TOY "bands.csv", 4, "3,100.5,storm,#ff0000,", 4, 2, "low: '100.5' is not a number from 0 to score_max"},
    {TOY "bands.csv", 4, "1,60,storm,#ff0000,", 4, 1, "level: '1' is not above the level of the row before"},
    {TOY "bands.csv", 4, "3,20,storm,#ff0000,", 4, 2, "low: '20' is not above the low of the row before"},
    {TOY "bands.csv", 4, "three,60,storm,#ff0000,", 4, 1, "level: 'three' is not a whole number from 0 to 99"},
    {TOY "bands.csv", 4, "3,60,gale,#ff0000,", 4, 3, "label: 'gale' is not an id of labels.csv"},
    {TOY "bands.csv", 4, "3,60,storm,red,", 4, 4, "colour: 'red' is not a colour such as #d9480f"},
    {TOY "bands.csv", 4, "3,60,storm,#ff000g,", 4, 4, "colour: '#ff000g' is not a colour"},
    {TOY "bands.csv", 4, "3,60,storm,#ff0000,6", 4, 5, "ppd41: '6' is not a whole number from 0 to 5"},
};

static void test_scheme_labels__are_refused_where_they_are_wrong(void)
{
    CHECK_FAULTS(faults, overlay_load_scheme);
}

static void test_scheme_labels__have_one_of_the_title(void)
{
    static struct found found;
    struct overlay overlay;
    overlay_make(&overlay);
    for (int i = 0; i < 6; i++)
        overlay_edit(&overlay, TOY "labels.csv", 2, NULL);
    overlay_load_scheme(&overlay, &found);
    CU_ASSERT_EQUAL_FATAL(found.count, 1);
    CU_ASSERT_STRING_EQUAL(found.error.message, "label 'title' is missing");
    overlay_write(&overlay, TOY "bands.csv", "level,low,label,colour,ppd41\n");
    overlay_load_scheme(&overlay, &found);
    CU_ASSERT_STRING_EQUAL(found.error.message, "no band; expected at least one");
    overlay_remove(&overlay);
}

CIR_SUITE("scheme_labels", {"are found by id", test_scheme_labels__are_found_by_id},
          {"stand on bands", test_scheme_labels__stand_on_bands},
          {"are refused where they are wrong", test_scheme_labels__are_refused_where_they_are_wrong},
          {"have one of the title", test_scheme_labels__have_one_of_the_title})
