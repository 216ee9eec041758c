#include "sink/verdict_columns.h"

#include <stdio.h>

static const struct cir_verdict_column columns_list[CIR_COLUMN_COUNT] = {
#define CIR_VERDICT_COLUMN(symbol, name, type, unit, meaning) [CIR_COLUMN_##symbol] = {name, type, unit, meaning},
#include "sink/verdict_columns.def"
#undef CIR_VERDICT_COLUMN
};

const struct cir_verdict_column *cir_verdict_column_list(void)
{
    return columns_list;
}

static unsigned find(struct cir_text name)
{
    unsigned number = 0;
    while (number < CIR_COLUMN_COUNT && !cir_text_is(name, columns_list[number].name))
        number++;
    return number;
}

bool cir_verdict_columns_read(unsigned *columns, struct cir_text list, struct cir_text *unknown)
{
    unsigned chosen = 0;
    struct cir_text rest = list.data != NULL ? list : cir_text_of("");
    struct cir_text part;
    while (cir_text_next(&part, &rest, ',')) {
        part = cir_text_trim(part);
        unsigned number = find(part);
        if (number == CIR_COLUMN_COUNT) {
            if (unknown != NULL)
                *unknown = part;
            return false;
        }
        chosen |= 1U << number;
    }
    *columns = chosen;
    return true;
}

const char *cir_probability_column(char name[CIR_PROBABILITY_NAME_SIZE], int level)
{
    if (level == CIR_LEVEL_UNKNOWN)
        return "p_cannot_tell";
    snprintf(name, CIR_PROBABILITY_NAME_SIZE, "p%d", level);
    return name;
}

bool cir_verdict_columns_axis(const struct cir_axis *axis)
{
    return find(cir_text_of(axis->name)) == CIR_COLUMN_COUNT;
}
