#include "base/name_list.h"

#include <stdio.h>

void cir_name_list_add(struct cir_name_list *list, struct cir_text name)
{
    static const char rest[] = "...";
    const char *comma = list->count++ > 0 ? ", " : "";
    if (list->is_cut)
        return;
    list->is_cut = list->used + strlen(comma) + name.size + strlen(", ") + sizeof rest > list->size;
    if (list->is_cut)
        name = cir_text_of(rest);
    if (list->used < list->size)
        list->used +=
            (size_t)snprintf(list->text + list->used, list->size - list->used, "%s%.*s", comma, CIR_TEXT_ARGS(name));
}
