/* How each language writes numbers and lists. */
#include "definitions/texts.h"
#include "definitions/word_parts.h"

enum { GROUP = 3, LEAST_GROUPED_MAX = 9 };

/* A sign that may be a space. */
static const char *sign_of(struct cir_load *load, const struct cir_row *row, const char *column)
{
    const char *sign = cir_row_raw(row, column);
    if (*sign == '\0' || strpbrk(sign, "0123456789{}") != NULL)
        cir_row_refuse(load, row, column, "a sign");
    return sign;
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = strstr(text, part); at != NULL; at = strstr(at + strlen(part), part))
        count++;
    return count;
}

/* Text that holds {0}, and {1} where two things are joined, once each and in this order. */
static const char *pattern_of(struct cir_load *load, const struct cir_row *row, const char *column, bool joins)
{
    const char *pattern = cir_row_raw(row, column);
    const char *first = strstr(pattern, "{0}");
    bool good = first != NULL && count_of(pattern, "{") == (joins ? 2 : 1) && count_of(pattern, "}") == (joins ? 2 : 1);
    if (good && joins)
        good = strstr(first, "{1}") != NULL;
    if (!good)
        cir_row_refuse(load, row, column, joins ? "a pattern with {0} and {1}" : "a pattern with {0}");
    return pattern;
}

/* A pattern that stands beside `before` and not without it. */
static const char *changed_of(struct cir_load *load, const struct cir_row *row, const char *column)
{
    const char *pattern = cir_row_raw(row, column);
    if (*cir_row_raw(row, "before") != '\0')
        return pattern_of(load, row, column, true);
    if (*pattern != '\0')
        cir_row_report(load, row, column, "stands without a beginning in 'before'");
    return pattern;
}

static struct cir_number_form form_of(struct cir_load *load, const struct cir_row *row)
{
    return (struct cir_number_form){
        .digits = (enum cir_digits)cir_row_choice(load, row, "digits", "latn;arab"),
        .is_usual = cir_row_yes(load, row, "usual"),
        .decimal = sign_of(load, row, "decimal"),
        .group = sign_of(load, row, "group"),
        .least_grouped = (unsigned)cir_row_integer(load, row, "least_grouped", GROUP + 1, LEAST_GROUPED_MAX),
        .minus = sign_of(load, row, "minus"),
        .percent = pattern_of(load, row, "percent", false),
        .range = pattern_of(load, row, "range", true),
        .list_pair = pattern_of(load, row, "list_pair", true),
        .list_start = pattern_of(load, row, "list_start", true),
        .list_middle = pattern_of(load, row, "list_middle", true),
        .list_end = pattern_of(load, row, "list_end", true),
        .before = cir_row_raw(row, "before"),
        .pair_before = changed_of(load, row, "pair_before"),
        .end_before = changed_of(load, row, "end_before"),
    };
}

static void check_signs(struct cir_load *load, const struct cir_row *row, const struct cir_number_form *form)
{
    if (strcmp(form->decimal, form->group) == 0)
        cir_row_report(load, row, "group", "is the decimal sign, too");
}

static void fill_form(struct cir_load *load, const struct cir_row *row, struct cir_words *words)
{
    struct cir_number_form *form = cir_load_take(load, 1, sizeof *form);
    if (form == NULL)
        return;
    *form = form_of(load, row);
    check_signs(load, row, form);
    words->forms[cir_row_choice(load, row, "lang", CIR_LANGUAGE_CODES)][form->digits] = form;
}

static unsigned count_usual(const struct cir_number_form *const forms[CIR_DIGITS_COUNT])
{
    unsigned count = 0;
    for (size_t i = 0; i < CIR_DIGITS_COUNT; i++)
        count += forms[i] != NULL && forms[i]->is_usual;
    return count;
}

void cir_number_forms_fill(struct cir_load *load, const struct cir_table *table, const struct cir_index *sources,
                           struct cir_words *words)
{
    struct cir_index seen = {0};
    for (size_t i = 0; i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        (void)cir_row_source(load, row, sources);
        if (cir_row_unique(load, &seen, row, "lang", "digits"))
            fill_form(load, row, words);
    }
    struct cir_text language;
    struct cir_text rest = cir_text_of(CIR_LANGUAGE_CODES);
    for (size_t i = 0; cir_text_next(&language, &rest, ';'); i++)
        if (count_usual(words->forms[i]) != 1)
            cir_load_report(load, (struct cir_place){.file = table->file}, "%u rows of %.*s are usual; expected one",
                            count_usual(words->forms[i]), CIR_TEXT_ARGS(language));
}
