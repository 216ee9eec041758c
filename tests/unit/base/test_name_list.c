#include "suite.h"

#include "base/name_list.h"

#include <stdio.h>

static struct cir_name_list start(char *text, size_t size)
{
    return (struct cir_name_list){.text = text, .size = size, .used = (size_t)snprintf(text, size, "one of ")};
}

static void test_name_list__sets_names_apart(void)
{
    char text[64];
    struct cir_name_list list = start(text, sizeof text);
    CU_ASSERT_STRING_EQUAL(text, "one of ");
    cir_name_list_add(&list, cir_text_of("gge"));
    CU_ASSERT_STRING_EQUAL(text, "one of gge");
    cir_name_list_add(&list, (struct cir_text){"nciss-2", 5});
    CU_ASSERT_STRING_EQUAL(text, "one of gge, nciss");
    CU_ASSERT(list.count == 2 && !list.is_cut);
}

/* Whatever the room, names are whole, the text ends within it, and what is left out is told. */
static void test_name_list__ends_at_a_name(void)
{
    static const char *const wholes[] = {"one of ...", "one of gge, ...", "one of gge, nciss, ...",
                                         "one of gge, nciss, ciss, ..."};
    char text[64];
    for (size_t size = sizeof "one of ..., "; size < sizeof "one of gge, nciss, ciss, dora, ..."; size++) {
        memset(text, 'x', sizeof text);
        struct cir_name_list list = start(text, size);
        for (size_t i = 0; i < 4; i++)
            cir_name_list_add(&list, cir_text_of((const char *const[]){"gge", "nciss", "ciss", "dora"}[i]));
        size_t known = 0;
        while (known < 4 && strcmp(text, wholes[known]) != 0)
            known++;
        CU_ASSERT(known < 4 && strlen(text) < size && text[size] == 'x');
        CU_ASSERT(list.is_cut && list.count == 4);
        CU_ASSERT(known == 3 || strlen(wholes[known + 1]) >= size);
    }
}

static void test_name_list__is_a_text_where_there_is_no_room(void)
{
    char text[8] = "one of";
    struct cir_name_list list = {.text = text, .size = 4, .used = 6};
    cir_name_list_add(&list, cir_text_of("gge"));
    CU_ASSERT_STRING_EQUAL(text, "one of");
    list = (struct cir_name_list){.text = text, .size = sizeof text, .used = 6};
    cir_name_list_add(&list, cir_text_of("gge"));
    CU_ASSERT_STRING_EQUAL(text, "one of.");
}

CIR_SUITE("name_list", {"sets names apart", test_name_list__sets_names_apart},
          {"ends at a name", test_name_list__ends_at_a_name},
          {"is a text where there is no room", test_name_list__is_a_text_where_there_is_no_room})
