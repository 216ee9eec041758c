#include "suite.h"

#include "letters/letter_field.h"

static void test_letter_field__knows_its_names(void)
{
    for (unsigned i = 0; i < CIR_LETTER_FIELD_COUNT; i++)
        CU_ASSERT_EQUAL(cir_letter_field_find(cir_text_of(cir_letter_field_name(i)->name)), i);
    for (unsigned i = 0; i < CIR_LETTER_SWITCH_COUNT; i++)
        CU_ASSERT_EQUAL(cir_letter_switch_find(cir_text_of(cir_letter_switch_name(i)->name)), i);
    CU_ASSERT_EQUAL(cir_letter_field_name(CIR_LETTER_ATTRIBUTION)->kind, CIR_LETTER_ATTRIBUTION_FIELD);
    CU_ASSERT_EQUAL(cir_letter_field_name(CIR_LETTER_PEOPLE)->kind, CIR_LETTER_INCIDENT_FIELD);
}

static void test_letter_field__tells_what_it_does_not_know(void)
{
    CU_ASSERT_EQUAL(cir_letter_field_find(cir_text_of("People")), CIR_LETTER_FIELD_COUNT);
    CU_ASSERT_EQUAL(cir_letter_field_find(cir_text_of("")), CIR_LETTER_FIELD_COUNT);
    CU_ASSERT_EQUAL(cir_letter_switch_find(cir_text_of("people")), CIR_LETTER_SWITCH_COUNT);
    CU_ASSERT(cir_text_is(cir_letter_field_nearest(cir_text_of("poeple")), "people"));
    CU_ASSERT(cir_text_is(cir_letter_switch_nearest(cir_text_of("grantd")), "granted"));
    CU_ASSERT_EQUAL(cir_letter_field_nearest(cir_text_of("xyzzy")).size, 0);
}

CIR_SUITE("letter_field", {"knows its names", test_letter_field__knows_its_names},
          {"tells what it does not know", test_letter_field__tells_what_it_does_not_know})
