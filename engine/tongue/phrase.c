#include "tongue/pattern.h"

static const struct cir_filling *find(const struct cir_filling *fillings, size_t count, struct cir_text name)
{
    for (size_t i = 0; i < count; i++)
        if (cir_text_is(name, fillings[i].name))
            return &fillings[i];
    return NULL;
}

typedef void add_filling(struct cir_buffer *buffer, const struct cir_tongue *tongue, struct cir_text text);

static void add_plain(struct cir_buffer *buffer, const struct cir_tongue *tongue, struct cir_text text)
{
    (void)tongue;
    cir_buffer_add(buffer, text);
}

/* The text of the tables was linted: every brace opens or closes a placeholder. */
static void add_filled(struct cir_buffer *buffer, const struct cir_tongue *tongue, const char *text,
                       const struct cir_filling *fillings, size_t count, add_filling *add)
{
    const char *open;
    for (; (open = strchr(text, '{')) != NULL; text = strchr(open, '}') + 1) {
        struct cir_text name = {open + 1, strcspn(open + 1, "}")};
        const struct cir_filling *filling = find(fillings, count, name);
        cir_buffer_add(buffer, (struct cir_text){text, (size_t)(open - text)});
        if (filling != NULL)
            add(buffer, tongue, filling->text);
        else
            cir_buffer_add(buffer, (struct cir_text){open, name.size + 2});
    }
    cir_buffer_add_string(buffer, text);
}

void cir_tongue_add_phrase(struct cir_buffer *buffer, const struct cir_tongue *tongue, enum cir_word word,
                           const struct cir_filling *fillings, size_t count)
{
    add_filled(buffer, tongue, cir_tongue_word(tongue, word).data, fillings, count, cir_tongue_add_isolated);
}

void cir_tongue_add_own_phrase(struct cir_buffer *buffer, const struct cir_tongue *tongue, enum cir_word word,
                               const struct cir_filling *fillings, size_t count)
{
    add_filled(buffer, tongue, cir_tongue_word(tongue, word).data, fillings, count, add_plain);
}

/* That of `other` serves where the form of the count is optional and not there. */
static const char *counted_text(const struct cir_tongue *tongue, enum cir_counted counted, uint64_t count)
{
    const char *(*texts)[CIR_LANGUAGES] = tongue->definitions->words->texts;
    enum cir_plural plural = cir_plural_of(tongue->language, count);
    const char *text = texts[cir_word_counted_text(counted, plural)][tongue->language];
    return text != NULL ? text : texts[cir_word_counted_text(counted, CIR_PLURAL_OTHER)][tongue->language];
}

void cir_tongue_add_counted(struct cir_buffer *buffer, const struct cir_tongue *tongue, enum cir_counted counted,
                            uint64_t count)
{
    struct cir_buffer number = {0};
    cir_tongue_add_count(&number, tongue, count);
    const struct cir_filling filling = {"count", cir_buffer_text(&number)};
    add_filled(buffer, tongue, counted_text(tongue, counted, count), &filling, 1, add_plain);
    buffer->failed = buffer->failed || number.failed;
    cir_buffer_free(&number);
}

/* ---- patterns ---- */

void cir_tongue_add_pattern(struct cir_buffer *buffer, const char *pattern, struct cir_text first,
                            struct cir_text second)
{
    for (const char *open; (open = strchr(pattern, '{')) != NULL; pattern = open + 3) {
        cir_buffer_add(buffer, (struct cir_text){pattern, (size_t)(open - pattern)});
        cir_buffer_add(buffer, open[1] == '0' ? first : second);
    }
    cir_buffer_add_string(buffer, pattern);
}

static bool begins_with_any(struct cir_text text, const char *beginnings)
{
    struct cir_text beginning;
    struct cir_text rest = cir_text_of(beginnings);
    while (cir_text_next(&beginning, &rest, ';'))
        if (beginning.size > 0 && text.size >= beginning.size && memcmp(text.data, beginning.data, beginning.size) == 0)
            return true;
    return false;
}

/* The pattern that item `at`, not the first, is joined by to those before it. */
static const char *list_pattern(const struct cir_number_form *form, const struct cir_text *items, size_t at,
                                size_t count)
{
    if (at < count - 1)
        return at == 1 ? form->list_start : form->list_middle;
    bool changes = begins_with_any(items[at], form->before);
    if (count == 2)
        return changes ? form->pair_before : form->list_pair;
    return changes ? form->end_before : form->list_end;
}

/* What a pattern has between its two places; patterns of lists have nothing outside them. */
static struct cir_text between(const char *pattern)
{
    const char *start = strstr(pattern, "{0}") + 3;
    return (struct cir_text){start, (size_t)(strstr(start, "{1}") - start)};
}

void cir_tongue_add_list(struct cir_buffer *buffer, const struct cir_tongue *tongue, const struct cir_text *items,
                         size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            cir_buffer_add(buffer, between(list_pattern(tongue->form, items, i, count)));
        cir_tongue_add_isolated(buffer, tongue, items[i]);
    }
}
