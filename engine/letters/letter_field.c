#include "letters/letter_field.h"

#include "base/nearest.h"

static const struct cir_letter_name fields[] = {
#define CIR_LETTER_FIELD(symbol, name, kind, meaning) {name, CIR_LETTER_##kind##_FIELD, meaning},
#include "letters/letter_field.def"
#undef CIR_LETTER_FIELD
};

static const struct cir_letter_name switches[] = {
#define CIR_LETTER_SWITCH(symbol, name, meaning) {name, CIR_LETTER_MADE_FIELD, meaning},
#include "letters/letter_switch.def"
#undef CIR_LETTER_SWITCH
};

const struct cir_letter_name *cir_letter_field_name(unsigned field)
{
    return &fields[field];
}

const struct cir_letter_name *cir_letter_switch_name(unsigned number)
{
    return &switches[number];
}

static unsigned find(const struct cir_letter_name *names, unsigned count, struct cir_text name)
{
    unsigned number = 0;
    while (number < count && !cir_text_is(name, names[number].name))
        number++;
    return number;
}

unsigned cir_letter_field_find(struct cir_text name)
{
    return find(fields, CIR_LETTER_FIELD_COUNT, name);
}

unsigned cir_letter_switch_find(struct cir_text name)
{
    return find(switches, CIR_LETTER_SWITCH_COUNT, name);
}

static struct cir_text nearest(const struct cir_letter_name *names, unsigned count, struct cir_text name)
{
    struct cir_nearest search = cir_nearest_start(name);
    for (unsigned i = 0; i < count; i++)
        cir_nearest_offer(&search, cir_text_of(names[i].name));
    return search.found;
}

struct cir_text cir_letter_field_nearest(struct cir_text name)
{
    return nearest(fields, CIR_LETTER_FIELD_COUNT, name);
}

struct cir_text cir_letter_switch_nearest(struct cir_text name)
{
    return nearest(switches, CIR_LETTER_SWITCH_COUNT, name);
}
