#include "spoken.h"

#include "definitions/definitions.h"

#include <CUnit/CUnit.h>
#include <stdio.h>

static struct cir_definitions *definitions;

const struct cir_definitions *spoken_definitions(void)
{
    if (definitions == NULL) {
        CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&definitions, NULL, NULL, NULL), CIR_OK);
        CU_ASSERT_EQUAL_FATAL(cir_words_load(definitions, NULL, NULL, NULL), CIR_OK);
    }
    return definitions;
}

struct cir_tongue spoken_tongue(enum cir_language language)
{
    return cir_tongue_of(spoken_definitions(), language);
}

void spoken_check(struct cir_buffer *buffer, const char *expected)
{
    struct cir_text text = cir_buffer_text(buffer);
    if (!cir_text_is(text, expected))
        printf("'%.*s', expected '%s'\n", CIR_TEXT_ARGS(text), expected);
    CU_ASSERT(cir_text_is(text, expected));
    CU_ASSERT(!buffer->failed);
    cir_buffer_free(buffer);
    *buffer = (struct cir_buffer){0};
}

void spoken_end(void)
{
    cir_definitions_free(definitions);
    definitions = NULL;
}
