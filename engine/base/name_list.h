/** Names one behind the other in a text of limited size: "gge, nciss". */
#ifndef CIR_BASE_NAME_LIST_H
#define CIR_BASE_NAME_LIST_H

#include "base/text.h"

/** Begins with what stands before the names: .text, .size, and .used, the bytes that are taken. */
struct cir_name_list {
    char *text; /**< borrowed; always terminated */
    size_t size;
    size_t used;
    size_t count; /**< names so far */
    bool is_cut;
};

/** Add a name whole, or not at all: where it leaves no room for more, "..." stands for it and all that follow. */
void cir_name_list_add(struct cir_name_list *list, struct cir_text name);

#endif
