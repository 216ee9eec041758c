#include "sink/override_text.h"

#include "suite.h"
#include "toy.h"

static void expect(struct cir_buffer *text, const char *expected)
{
    CU_ASSERT_FALSE(text->failed);
    CU_ASSERT(cir_text_is(cir_buffer_text(text), expected));
    cir_buffer_free(text);
}

static void test_override_text__shows_both_values(void)
{
    struct cir_buffer text = {0};
    cir_override_add_text(&text, &toy_overrides);
    expect(&text, "people_affected: 1200 -> 12000; title: -> one,\ntwo \"x\"; gge_level: 2 ->");
    cir_override_add_text(&text, &toy_no_overrides);
    expect(&text, "");
}

static void test_override_text__gives_every_column_as_json(void)
{
    const struct cir_override_list two = {toy_override_rows, 2};
    struct cir_buffer text = {0};
    cir_override_add_json(&text, &two);
    expect(&text,
           "[{\"id\":\"A-1\",\"field\":\"people_affected\",\"old\":\"1200\",\"new\":\"12000\",\"reason\":\"=1+1\","
           "\"who\":\"a \\\"b\\\"\",\"when\":\"2026\"},"
           "{\"id\":\"A-1\",\"field\":\"title\",\"old\":\"\",\"new\":\"one,\\ntwo \\\"x\\\"\",\"reason\":\"x\","
           "\"who\":\"y\",\"when\":\"2026\"}]");
    cir_override_add_json(&text, &toy_no_overrides);
    expect(&text, "[]");
}

CIR_SUITE("override_text", {"shows both values", test_override_text__shows_both_values},
          {"gives every column as JSON", test_override_text__gives_every_column_as_json})
