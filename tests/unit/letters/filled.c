#include "filled.h"

#include "spoken.h"

#include <CUnit/CUnit.h>

void filled_open(struct filled *filled, const char *text)
{
    *filled = (struct filled){.values = {.no_memory = false}};
    struct cir_load load = {.arena = &filled->arena};
    cir_letter_template_read(&load, &filled->template, "en.txt", cir_text_of(text));
    CU_ASSERT_EQUAL_FATAL(cir_load_end(&load, NULL, NULL), CIR_OK);
}

void filled_make(struct filled *filled, enum cir_language language, uint32_t switches, const char *tlp)
{
    const struct cir_tongue tongue = spoken_tongue(language);
    const struct cir_letter_filling filling = {&filled->template, &filled->values, switches, tlp};
    cir_letter_free(&filled->letter);
    CU_ASSERT_EQUAL(cir_letter_fill(&filled->letter, &tongue, &filling, NULL), CIR_OK);
}

void filled_close(struct filled *filled)
{
    cir_letter_free(&filled->letter);
    cir_letter_values_free(&filled->values);
    cir_arena_free(&filled->arena);
}
