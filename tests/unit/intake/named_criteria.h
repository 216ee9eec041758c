/** Criteria that no file tells. */
#ifndef NAMED_CRITERIA_H
#define NAMED_CRITERIA_H

#include "model/panel.h"
#include "suite.h"

/** @param list borrowed; its names lie in the arena */
static inline struct cir_panel_criteria named_criteria(struct cir_panel_criterion *list, size_t count,
                                                       struct cir_arena *arena)
{
    struct cir_panel_criteria criteria = {.list = list, .count = count, .names = {.fold_case = true}};
    for (size_t i = 0; i < count; i++) {
        CU_ASSERT_FATAL(cir_index_insert(&criteria.names, arena, cir_text_of(list[i].code), (uint32_t)i, NULL));
        if (*list[i].name != '\0')
            CU_ASSERT_FATAL(cir_index_insert(&criteria.names, arena, cir_text_of(list[i].name), (uint32_t)i, NULL));
    }
    return criteria;
}

#endif
