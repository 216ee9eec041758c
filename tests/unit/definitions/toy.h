/** The scheme `toy` of a fresh overlay, loaded; and the path of its tables. */
#ifndef CIR_TESTS_TOY_H
#define CIR_TESTS_TOY_H

#include "overlay.h"

#include <CUnit/CUnit.h>

#define TOY "datasets/schemes/toy/"

struct toy {
    struct overlay overlay;
    struct cir_definitions *definitions;
    struct cir_fields fields;
    struct cir_scheme *scheme;
};

static inline void toy_make(struct toy *toy)
{
    overlay_make(&toy->overlay);
    toy->definitions = overlay_definitions(&toy->overlay);
    CU_ASSERT_EQUAL_FATAL(cir_fields_canonical(&toy->fields, toy->definitions, NULL), CIR_OK);
    toy->scheme = overlay_scheme(&toy->overlay, toy->definitions, &toy->fields);
}

static inline void toy_remove(struct toy *toy)
{
    cir_scheme_free(toy->scheme);
    cir_definitions_free(toy->definitions);
    overlay_remove(&toy->overlay);
}

#endif
