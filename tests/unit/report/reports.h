/** What the suites of reports share: the words, and looking into a page. */
#ifndef CIR_TESTS_REPORTS_H
#define CIR_TESTS_REPORTS_H

#include "suite.h"

#include "base/buffer.h"
#include "definitions/definitions.h"
#include "tongue/tongue.h"

#include <string.h>

static inline struct cir_definitions *load_words(void)
{
    struct cir_definitions *definitions = NULL;
    struct cir_error error;
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&definitions, NULL, NULL, &error), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_words_load(definitions, NULL, NULL, &error), CIR_OK);
    return definitions;
}

/** How often a text stands in a page, which ends with '\0'. */
static inline size_t times(const struct cir_buffer *html, const char *text)
{
    size_t count = 0;
    for (const char *at = strstr(html->data, text); at != NULL; at = strstr(at + 1, text))
        count++;
    return count;
}

/** Whether texts (up to NULL) stand in this order. */
static inline bool in_order(const struct cir_buffer *html, const char *const *texts)
{
    const char *at = html->data;
    for (size_t i = 0; texts[i] != NULL && at != NULL; i++)
        at = strstr(at, texts[i]);
    return at != NULL;
}

#endif
