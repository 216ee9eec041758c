#include "intake/plan.h"

static bool is_catch_all(struct cir_text from)
{
    return from.size == 1 && from.data[0] == '*';
}

/* What the table makes of a whole text; NULL when it has no row for it. */
static const struct cir_text *find_replacement(const struct cir_text_step *step, struct cir_text text)
{
    uint32_t number = cir_index_find(&step->values, text);
    return number != CIR_INDEX_NONE ? &step->replacements[number] : NULL;
}

static char *put(char *out, const void *data, size_t size)
{
    if (size > 0)
        memcpy(out, data, size);
    return out + size;
}

static char *put_text(char *out, struct cir_text text)
{
    return put(out, text.data, text.size);
}

/* One element as the step makes it, at `out`; returns behind it. */
static char *put_element(char *out, const struct cir_text_step *step, struct cir_text element)
{
    if (step->prefix != NULL) {
        if (!cir_cell_is_state_word(element))
            out = put(out, step->prefix, strlen(step->prefix));
        return put_text(out, element);
    }
    const struct cir_text *replacement = find_replacement(step, element);
    if (replacement == NULL)
        replacement = step->catch_all != NULL ? step->catch_all : &element;
    return put_text(out, *replacement);
}

static size_t count_elements(struct cir_text text, char cut)
{
    size_t count = 1;
    for (size_t i = 0; i < text.size; i++)
        count += text.data[i] == cut;
    return count;
}

/* Put the elements together again. Those that are blank, or become so, are left out; so are words for not knowing
 * where another element says something: "personal;unknown" is personal. */
static bool do_elements(struct cir_text *text, const struct cir_text_step *step, char cut, struct cir_arena *arena)
{
    char *start = cir_arena_take(arena, text->size + count_elements(*text, cut) * (step->longest + 1), 1);
    if (start == NULL)
        return false;
    char *out = start;
    size_t word = 0; /* bytes of a word for not knowing that stands alone at the start */
    struct cir_text rest = *text;
    struct cir_text part;
    while (cir_text_next(&part, &rest, cut)) {
        part = cir_text_trim(part);
        char *element = out > start ? out + 1 : out;
        char *end = part.size > 0 ? put_element(element, step, part) : element;
        struct cir_text made = {element, (size_t)(end - element)};
        if (cir_cell_is_state_word(made))
            word = out == start ? made.size : word;
        if (made.size == 0 || cir_cell_is_state_word(made))
            continue;
        if (out > start)
            *out = cut;
        out = end;
    }
    *text = (struct cir_text){start, out > start ? (size_t)(out - start) : word};
    return true;
}

static bool do_step(struct cir_text *text, const struct cir_text_step *step, const struct cir_intake_entry *entry,
                    struct cir_arena *arena)
{
    const struct cir_text *replacement = step->prefix == NULL ? find_replacement(step, *text) : NULL;
    if (replacement != NULL) {
        *text = *replacement;
        return true;
    }
    return do_elements(text, step, cir_cell_cut(&entry->reader, *text), arena);
}

bool cir_text_steps_do(struct cir_text *text, const struct cir_intake_entry *entry, struct cir_arena *arena)
{
    for (size_t i = 0; i < entry->step_count && text->size > 0; i++)
        if (!do_step(text, &entry->steps[i], entry, arena))
            return false;
    return true;
}

static bool add_value(struct cir_text_step *step, const struct cir_mapping_row *row, struct cir_arena *arena)
{
    struct cir_text from;
    struct cir_text *to = &step->replacements[step->replacement_count];
    cir_mapping_value(row, &from, to);
    step->longest = to->size > step->longest ? to->size : step->longest;
    if (is_catch_all(from))
        step->catch_all = to;
    else if (!cir_index_insert(&step->values, arena, from, (uint32_t)step->replacement_count, NULL))
        return false;
    step->replacement_count++;
    return true;
}

static bool continues_table(const struct cir_intake_entry *entry)
{
    return entry->step_count > 0 && entry->steps[entry->step_count - 1].prefix == NULL;
}

static bool add_step(struct cir_intake_entry *entry, const struct cir_mapping *mapping,
                     const struct cir_mapping_row *row, struct cir_arena *arena)
{
    if (row->transform == CIR_TRANSFORM_PREFIX) {
        entry->steps[entry->step_count++] =
            (struct cir_text_step){.prefix = row->argument, .longest = strlen(row->argument)};
        return true;
    }
    if (!continues_table(entry)) {
        struct cir_text_step step = {.values.fold_case = true};
        step.replacements = cir_arena_take(arena, mapping->count, sizeof *step.replacements);
        if (step.replacements == NULL)
            return false;
        entry->steps[entry->step_count++] = step;
    }
    return add_value(&entry->steps[entry->step_count - 1], row, arena);
}

bool cir_text_steps_make(struct cir_intake_entry *entry, const struct cir_mapping *mapping, struct cir_arena *arena)
{
    entry->steps = cir_arena_take(arena, mapping->count, sizeof *entry->steps);
    if (entry->steps == NULL)
        return false;
    for (size_t i = 0; i < mapping->count; i++) {
        const struct cir_mapping_row *row = &mapping->rows[i];
        bool changes_text = row->transform == CIR_TRANSFORM_PREFIX || row->transform == CIR_TRANSFORM_VALUE;
        if (row->target == entry->number && changes_text && !add_step(entry, mapping, row, arena))
            return false;
    }
    return true;
}
