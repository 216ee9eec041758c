#include "intake/law_cell.h"

#include "base/nearest.h"
#include "base/number.h"

#include <math.h>
#include <stdio.h>

bool cir_law_cell_is(struct cir_text text)
{
    return text.size > 0 && memchr(text.data, '(', text.size) != NULL;
}

/* CIR_FACT_EVEN where no law has the name. */
static enum cir_fact_law_kind kind_of(struct cir_text name)
{
    for (int kind = CIR_FACT_EVEN + 1; kind < CIR_FACT_LAW_KINDS; kind++)
        if (cir_text_equal_case(name, cir_text_of(cir_fact_law_name((enum cir_fact_law_kind)kind))))
            return (enum cir_fact_law_kind)kind;
    return CIR_FACT_EVEN;
}

static bool refuse_name(struct cir_law_fault *fault, struct cir_text name)
{
    struct cir_nearest nearest = cir_nearest_start(name);
    char names[CIR_LAW_EXPECTED_SIZE / 2] = "";
    size_t size = 0;
    for (int i = CIR_FACT_EVEN + 1; i < CIR_FACT_LAW_KINDS; i++) {
        const enum cir_fact_law_kind kind = (enum cir_fact_law_kind)i;
        cir_nearest_offer(&nearest, cir_text_of(cir_fact_law_name(kind)));
        size += (size_t)snprintf(names + size, sizeof names - size, "%s%s(%s %s)", size > 0 ? ", " : "",
                                 cir_fact_law_name(kind), cir_fact_law_first(kind), cir_fact_law_second(kind));
    }
    snprintf(fault->expected, sizeof fault->expected, "one of %s%s%.*s%s", names,
             nearest.found.size > 0 ? " (nearest: '" : "", CIR_TEXT_ARGS(nearest.found),
             nearest.found.size > 0 ? "')" : "");
    return false;
}

/* Why the numbers of a law are none that it can have; NULL where they are. */
static const char *misfit(const struct cir_fact_law *law)
{
    switch (law->kind) {
    case CIR_FACT_NORMAL:
        return law->first >= 0 && law->second > 0
                   ? NULL
                   : "a mean from 0 up and a deviation above 0; what is known is written as it is";
    case CIR_FACT_LOGNORMAL:
        return fabs(law->first) <= CIR_LOGNORMAL_MEAN_MAX && law->second > 0 &&
                       law->second <= CIR_LOGNORMAL_DEVIATION_MAX
                   ? NULL
                   : "mean and deviation of the natural logarithm, the mean from -50 to 50, the deviation above 0, at "
                     "most "
                     "20";
    case CIR_FACT_BETA:
        return law->first > 0 && law->second > 0 && fmax(law->first, law->second) <= CIR_BETA_SHAPE_MAX
                   ? NULL
                   : "how many had it and how many had not, both above 0 and at most 100000";
    case CIR_FACT_EVEN:
    case CIR_FACT_LAW_KINDS:
        break;
    }
    return NULL;
}

/* What stands in the brackets; a text of size 0 where they are not closed. */
static struct cir_text inside(struct cir_text text, size_t open)
{
    if (text.data[text.size - 1] != ')')
        return (struct cir_text){text.data, 0};
    return cir_text_trim((struct cir_text){text.data + open + 1, text.size - open - 2});
}

static bool read_numbers(struct cir_fact_law *law, struct cir_text numbers)
{
    struct cir_text first;
    struct cir_text rest = numbers;
    return numbers.size > 0 && cir_text_next(&first, &rest, ' ') && cir_number_read(first, &law->first) &&
           cir_number_read(cir_text_trim(rest), &law->second);
}

bool cir_law_cell_read(struct cir_fact_law *law, struct cir_text text, struct cir_law_fault *fault)
{
    const struct cir_text cell = cir_text_trim(text);
    const size_t open = (size_t)((const char *)memchr(cell.data, '(', cell.size) - cell.data);
    const struct cir_text name = cir_text_trim((struct cir_text){cell.data, open});
    struct cir_fact_law read = {kind_of(name), NAN, NAN};
    if (read.kind == CIR_FACT_EVEN)
        return refuse_name(fault, name);
    if (!read_numbers(&read, inside(cell, open))) {
        snprintf(fault->expected, sizeof fault->expected, "%s(%s %s), two numbers with a blank between them",
                 cir_fact_law_name(read.kind), cir_fact_law_first(read.kind), cir_fact_law_second(read.kind));
        return false;
    }
    const char *words = misfit(&read);
    if (words != NULL) {
        snprintf(fault->expected, sizeof fault->expected, "%s", words);
        return false;
    }
    *law = read;
    return true;
}
