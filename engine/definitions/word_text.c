#include "definitions/word_text.h"

#include "base/nearest.h"

static bool is_listed(const char *list, struct cir_text name, struct cir_text *nearest)
{
    struct cir_nearest search = cir_nearest_start(name);
    struct cir_text item;
    struct cir_text rest = cir_text_of(list);
    bool found = false;
    while (cir_text_next(&item, &rest, ';')) {
        found = found || (item.size > 0 && cir_text_equal(item, name));
        cir_nearest_offer(&search, item);
    }
    *nearest = search.found;
    return found;
}

static void check_name(struct cir_load *load, const struct cir_row *row, const char *placeholders, struct cir_text name)
{
    struct cir_text nearest;
    if (is_listed(placeholders, name, &nearest))
        return;
    bool is_near = nearest.size > 0;
    cir_row_report(load, row, "text", "{%.*s} is no placeholder of '%s'%s%.*s%s", CIR_TEXT_ARGS(cir_text_cut(name, 60)),
                   cir_row_raw(row, "id"), is_near ? "; did you mean {" : "", CIR_TEXT_ARGS(nearest),
                   is_near ? "}?" : "");
}

/* The next {name} of the rest. @return false when there is none, or one that is not closed, which is reported */
static bool next_placeholder(struct cir_load *load, const struct cir_row *row, const char **rest, struct cir_text *name)
{
    const char *open = strpbrk(*rest, "{}");
    if (open == NULL)
        return false;
    const char *close = *open == '{' ? strpbrk(open + 1, "{}") : NULL;
    if (close == NULL || *close == '{') {
        cir_row_report(load, row, "text", "'%c' stands alone; a placeholder is written {name}", *open);
        return false;
    }
    *name = (struct cir_text){open + 1, (size_t)(close - open - 1)};
    *rest = close + 1;
    return true;
}

static void check_placeholders(struct cir_load *load, const struct cir_row *row, const char *placeholders)
{
    const char *rest = cir_row_raw(row, "text");
    struct cir_text name;
    while (next_placeholder(load, row, &rest, &name))
        check_name(load, row, placeholders, name);
}

static bool holds(const char *text, struct cir_text name)
{
    for (const char *open = strchr(text, '{'); open != NULL; open = strchr(open + 1, '{'))
        if (strncmp(open + 1, name.data, name.size) == 0 && open[1 + name.size] == '}')
            return true;
    return false;
}

static void check_all_there(struct cir_load *load, const struct cir_row *row, const char *placeholders)
{
    struct cir_text name;
    struct cir_text rest = cir_text_of(placeholders);
    while (cir_text_next(&name, &rest, ';'))
        if (name.size > 0 && !holds(cir_row_raw(row, "text"), name))
            cir_row_report(load, row, "text", "the placeholder {%.*s} is missing", CIR_TEXT_ARGS(name));
}

void cir_word_text_check(struct cir_load *load, const struct cir_row *row, enum cir_language language,
                         const char *placeholders, bool all)
{
    check_placeholders(load, row, placeholders);
    if (all)
        check_all_there(load, row, placeholders);
    cir_word_typography_check(load, row, language);
}
