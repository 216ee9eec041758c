#include "overlay.h"
#include "suite.h"

#include "letters/forms.h"

#include <stdio.h>

static const char *const codes[CIR_LANGUAGES] = {"ar", "en", "es", "fr", "ru", "zh"};

static void write_letter(const struct overlay *overlay, const char *language, const char *text)
{
    char path[64];
    snprintf(path, sizeof path, "datasets/letters/mine/%s.txt", language);
    overlay_write(overlay, path, text);
}

static void write_all(const struct overlay *overlay, const char *text)
{
    for (size_t i = 0; i < CIR_LANGUAGES; i++)
        write_letter(overlay, codes[i], text);
}

static void take(void *context, const struct cir_error *finding)
{
    struct found *found = context;
    found->list[found->count++] = *finding;
}

static void load(const struct overlay *overlay, const char *name, struct found *found)
{
    struct cir_letter_form *form = NULL;
    const struct cir_findings findings = {take, found};
    *found = (struct found){.count = 0};
    found->status = cir_letter_form_load(&form, overlay->folder, name, &findings, &found->error);
    CU_ASSERT((form != NULL) == (found->status == CIR_OK));
    cir_letter_form_free(form);
}

static bool ends_with(const char *text, const char *end)
{
    size_t size = strlen(text);
    size_t end_size = strlen(end);
    return size >= end_size && strcmp(text + size - end_size, end) == 0;
}

static void test_forms__ship_without_a_fault(void)
{
    static const char *const names[] = {"request", "response", "notification"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct cir_letter_form *form = NULL;
        struct cir_error error = {.message = ""};
        CU_ASSERT_EQUAL_FATAL(cir_letter_form_load(&form, NULL, names[i], NULL, &error), CIR_OK);
        for (size_t k = 0; k < CIR_LANGUAGES; k++)
            CU_ASSERT(form->languages[k].count > 100);
        cir_letter_form_free(form);
    }
}

static void test_forms__may_be_ones_own(void)
{
    static struct found found;
    struct overlay overlay;
    overlay_make(&overlay);
    write_all(&overlay, "# Mine\n{people: people}\n");
    load(&overlay, "mine", &found);
    CU_ASSERT_EQUAL(found.status, CIR_OK);
    load(&overlay, "min", &found);
    CU_ASSERT_EQUAL(found.status, CIR_BAD_USE);
    CU_ASSERT_PTR_NOT_NULL(strstr(found.error.message, "there is no letter 'min'; 'cirisk letters list'"));
    overlay_remove(&overlay);
}

static void test_forms__want_every_language(void)
{
    static struct found found;
    struct overlay overlay;
    overlay_make(&overlay);
    write_all(&overlay, "# Mine\n{people: people}\n");
    write_letter(&overlay, "fr", NULL);
    load(&overlay, "mine", &found);
    CU_ASSERT_EQUAL(found.status, CIR_BAD_TABLE);
    CU_ASSERT_EQUAL_FATAL(found.count, 1);
    CU_ASSERT_STRING_EQUAL(found.list[0].file, "datasets/letters/mine/fr.txt");
    CU_ASSERT_PTR_NOT_NULL(strstr(found.list[0].message, "the letter has no text in this language"));
    overlay_remove(&overlay);
}

/* A piece that one language alone has is missing in five; one that it lacks is told once. */
static void test_forms__hold_languages_against_each_other(void)
{
    static struct found found;
    struct overlay overlay;
    overlay_make(&overlay);
    write_all(&overlay, "# Mine\n{people: people}\n{: by hand}\n{? granted}x {id: id}{/}\n");
    write_letter(&overlay, "ru", "# Mine\n{: by hand}\n{? granted}x{/}\n{id: id}\n");
    load(&overlay, "mine", &found);
    CU_ASSERT_EQUAL(found.status, CIR_BAD_TABLE);
    CU_ASSERT_EQUAL_FATAL(found.count, 7);
    size_t of_ru = 0;
    for (size_t i = 0; i < found.count; i++) {
        if (!ends_with(found.list[i].file, "/ru.txt")) {
            CU_ASSERT_PTR_NOT_NULL(strstr(found.list[i].message, "{id} is missing, which stands in"));
            CU_ASSERT(ends_with(found.list[i].message, "/ru.txt:4"));
            continue;
        }
        of_ru++;
        CU_ASSERT(ends_with(found.list[i].message, "/ar.txt:2") || ends_with(found.list[i].message, "/ar.txt:4"));
        CU_ASSERT(strstr(found.list[i].message, "{people} is missing") != NULL ||
                  strstr(found.list[i].message, "{id} within {? granted} is missing") != NULL);
    }
    CU_ASSERT_EQUAL(of_ru, 2);
    overlay_remove(&overlay);
}

static void test_forms__count_what_stands_several_times(void)
{
    static struct found found;
    struct overlay overlay;
    overlay_make(&overlay);
    write_all(&overlay, "# Mine\n{: one}\n{: two}\n{: three}\n");
    write_letter(&overlay, "zh", "# Mine\n{: one}\n{: two}\n");
    load(&overlay, "mine", &found);
    CU_ASSERT_EQUAL_FATAL(found.count, 1);
    CU_ASSERT(ends_with(found.list[0].file, "/zh.txt"));
    CU_ASSERT_PTR_NOT_NULL(strstr(found.list[0].message, "a blank {: ...} is missing, which stands in"));
    CU_ASSERT(ends_with(found.list[0].message, "/ar.txt:4"));
    overlay_remove(&overlay);
}

static void test_forms__do_not_compare_what_is_wrong_alone(void)
{
    static struct found found;
    struct overlay overlay;
    overlay_make(&overlay);
    write_all(&overlay, "# Mine\n{people: people}\n");
    write_letter(&overlay, "es", "# Mine\n{poeple: people}\n");
    load(&overlay, "mine", &found);
    CU_ASSERT_EQUAL_FATAL(found.count, 1);
    CU_ASSERT(found.list[0].line == 2 && found.list[0].column == 1);
    overlay_remove(&overlay);
}

CIR_SUITE("forms", {"ship without a fault", test_forms__ship_without_a_fault},
          {"may be one's own", test_forms__may_be_ones_own}, {"want every language", test_forms__want_every_language},
          {"hold languages against each other", test_forms__hold_languages_against_each_other},
          {"count what stands several times", test_forms__count_what_stands_several_times},
          {"do not compare what is wrong alone", test_forms__do_not_compare_what_is_wrong_alone})
