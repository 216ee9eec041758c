/* Every allocation of a load is made to fail in turn: alone, and with all that follow. Leaks are the sanitizer's. */
#include "overlay.h"
#include "suite.h"

#include <stdbool.h>
#include <stdlib.h>

static struct {
    bool armed;
    bool lasting;
    size_t count;
    size_t failing; /* number of the allocation that fails, from 1 */
} fault;

static bool fails(void)
{
    if (!fault.armed)
        return false;
    fault.count++;
    return fault.count == fault.failing || (fault.lasting && fault.count > fault.failing);
}

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): the linker's names */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return fails() ? NULL : __real_realloc(old, size);
}
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

static enum cir_status load_all(const struct overlay *overlay, struct cir_error *error)
{
    struct cir_definitions *definitions = NULL;
    struct cir_scheme *scheme = NULL;
    struct cir_fields fields;
    enum cir_status status = cir_definitions_load(&definitions, overlay->folder, NULL, error);
    if (status == CIR_OK)
        status = cir_fields_canonical(&fields, definitions, error);
    if (status == CIR_OK)
        status = cir_scheme_load(&scheme, definitions, &fields, overlay->folder, "toy", NULL, error);
    if (status == CIR_OK)
        status = cir_words_load(definitions, overlay->folder, NULL, error);
    cir_scheme_free(scheme);
    cir_definitions_free(definitions);
    return status;
}

/* True when the load made fewer allocations than `failing`. */
static bool fail_at(const struct overlay *overlay, size_t failing, bool lasting, enum cir_status otherwise)
{
    struct cir_error error = {0};
    fault.armed = true;
    fault.lasting = lasting;
    fault.count = 0;
    fault.failing = failing;
    enum cir_status status = load_all(overlay, &error);
    fault.armed = false;
    if (fault.count < failing) {
        CU_ASSERT_EQUAL(status, otherwise);
        return true;
    }
    /* libcsv may come through a single failure with a smaller buffer, never through exhaustion. */
    CU_ASSERT(status == CIR_NO_MEMORY || (!lasting && status == otherwise));
    CU_ASSERT(status != CIR_NO_MEMORY || error.status == CIR_NO_MEMORY);
    return false;
}

static void fail_all(const struct overlay *overlay, enum cir_status otherwise)
{
    size_t count = 1;
    while (!fail_at(overlay, count, false, otherwise))
        count++;
    CU_ASSERT(count > 30); /* arena blocks, the buffer of libcsv for each table, the records themselves */
    for (size_t i = 1; i < count; i++)
        CU_ASSERT(!fail_at(overlay, i, true, otherwise));
}

static void test_definitions_memory__is_missed_at_any_step(void)
{
    struct overlay overlay;
    overlay_make(&overlay);
    fail_all(&overlay, CIR_OK);
    overlay_remove(&overlay);
}

static void test_definitions_memory__is_missed_while_faults_are_noted(void)
{
    struct overlay overlay;
    overlay_make(&overlay);
    overlay_edit(&overlay, "datasets/schemes/toy/bands.csv", 2, "x,y,z,u,v");
    overlay_edit(&overlay, "datasets/schemes/toy/labels.csv", 3, "spare,en,Spare");
    fail_all(&overlay, CIR_BAD_TABLE);
    overlay_remove(&overlay);
}

static void test_definitions_memory__is_missed_while_faults_of_words_are_noted(void)
{
    struct overlay overlay;
    overlay_make(&overlay);
    overlay_edit(&overlay, "datasets/words/number_forms.csv", 4, "es,latn,no,.,.,4,-,%,{0},{1},,,{0}&{1},,,,who");
    overlay_write(&overlay, "datasets/words/common.csv", "id,lang,text\ntotal,fr,{total} :\ntotl,fr,a\n");
    fail_all(&overlay, CIR_BAD_TABLE);
    overlay_remove(&overlay);
}

CIR_SUITE("definitions_memory", {"is missed at any step", test_definitions_memory__is_missed_at_any_step},
          {"is missed while faults are noted", test_definitions_memory__is_missed_while_faults_are_noted},
          {"is missed while faults of words are noted",
           test_definitions_memory__is_missed_while_faults_of_words_are_noted})
