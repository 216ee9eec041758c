#include "stability/flip.h"

#include "stability/list.h"

#include <math.h>
#include <stdlib.h>

/* Another alternative comes to stand above, or below, when the weight has changed so far. */
struct crossing {
    double distance;
    int above; /* 1: above from there on; -1: below */
};

/* The search for one alternative. */
struct search {
    const struct cir_stability_question *question;
    const struct cir_list *list;
    size_t alternative;
    struct crossing *crossings;
    size_t count;
};

/* Score with weight j at 1, and with the others alone. */
struct ends {
    double whole;
    double rest;
};

static struct ends ends_of(const struct search *search, size_t criterion, size_t alternative)
{
    const double weight = search->list->weights[criterion];
    const double value = cir_list_value(search->question, alternative, criterion);
    return (struct ends){value, (search->list->scores[alternative] - weight * value) / (1 - weight)};
}

static bool starts_above(const struct search *search, size_t other)
{
    return search->list->ranks[other] < search->list->ranks[search->alternative];
}

/* @param gap how far the other is above now @param slope how fast the gap grows with the distance */
static void add_crossing(struct search *search, bool is_above, double gap, double slope, double room)
{
    bool closes = is_above ? slope < 0 : slope > 0;
    double distance = closes ? fabs(gap / slope) : INFINITY;
    if (distance < room)
        search->crossings[search->count++] = (struct crossing){distance, is_above ? -1 : 1};
}

/* Crossings when weight j rises (direction 1) or falls (-1). */
static void find_crossings(struct search *search, size_t criterion, int direction)
{
    const struct cir_list *list = search->list;
    const struct ends own = ends_of(search, criterion, search->alternative);
    const double room = direction > 0 ? 1 - list->weights[criterion] : list->weights[criterion];
    search->count = 0;
    for (size_t other = 0; other < search->question->alternative_count; other++) {
        struct ends ends = ends_of(search, criterion, other);
        double slope = direction * ((ends.whole - own.whole) - (ends.rest - own.rest));
        if (other != search->alternative)
            add_crossing(search, starts_above(search, other), list->scores[other] - list->scores[search->alternative],
                         slope, room);
    }
}

static int by_distance(const void *first, const void *second)
{
    const struct crossing *a = first;
    const struct crossing *b = second;
    return (a->distance > b->distance) - (a->distance < b->distance);
}

/* Distance at which the number of those above comes to the other side of the list's size; INFINITY: nowhere. Crossings at
 * one distance count together. */
static double walk(const struct search *search)
{
    const bool is_listed = cir_list_has(search->list, search->alternative);
    long above = (long)search->list->ranks[search->alternative];
    qsort(search->crossings, search->count, sizeof *search->crossings, by_distance);
    for (size_t k = 0; k < search->count; k++) {
        above += search->crossings[k].above;
        bool is_last = k + 1 == search->count || search->crossings[k + 1].distance > search->crossings[k].distance;
        if (is_last && (above < (long)search->list->size) != is_listed)
            return search->crossings[k].distance;
    }
    return INFINITY;
}

/* The line stands still: it is crossed once, or never. */
static double distance_to_line(const struct search *search, size_t criterion, int direction)
{
    const double weight = search->list->weights[criterion];
    const struct ends own = ends_of(search, criterion, search->alternative);
    const double gap = search->question->line - search->list->scores[search->alternative];
    const double slope = direction * (own.whole - own.rest);
    double distance = slope != 0 ? gap / slope : INFINITY;
    bool moves_across = cir_list_has(search->list, search->alternative) ? slope < 0 : slope > 0;
    return moves_across && distance < (direction > 0 ? 1 - weight : weight) ? distance : INFINITY;
}

static double distance_of(struct search *search, size_t criterion, int direction)
{
    if (search->question->list_size == 0)
        return distance_to_line(search, criterion, direction);
    find_crossings(search, criterion, direction);
    return walk(search);
}

enum cir_status cir_flip_weight(struct cir_flip *flip, const struct cir_stability_question *question,
                                const struct cir_list *list, size_t alternative, struct cir_error *error)
{
    struct search search = {.question = question, .list = list, .alternative = alternative};
    double least = INFINITY;
    *flip = (struct cir_flip){question->criterion_count, NAN, NAN};
    search.crossings = calloc(question->alternative_count, sizeof *search.crossings);
    if (search.crossings == NULL)
        return cir_fail_memory(error);
    for (size_t j = 0; j < question->criterion_count && question->criterion_count > 1; j++)
        for (int direction = 1; direction >= -1; direction -= 2) {
            double distance = distance_of(&search, j, direction);
            if (!(distance < least))
                continue;
            least = distance;
            *flip = (struct cir_flip){j, list->weights[j], list->weights[j] + direction * distance};
        }
    free(search.crossings);
    return CIR_OK;
}

/* Score that the alternative must come to; NAN where the list has room for all. */
static double score_across(const struct cir_stability_question *question, const struct cir_list *list,
                           size_t alternative)
{
    if (question->list_size == 0)
        return question->line;
    size_t rival = cir_list_has(list, alternative) ? list->size : list->size - 1;
    return rival < question->alternative_count ? list->scores[list->order[rival]] : (double)NAN;
}

struct cir_flip cir_flip_fact(const struct cir_stability_question *question, const struct cir_list *list,
                              size_t alternative)
{
    struct cir_flip flip = {question->criterion_count, NAN, NAN};
    const double gap = score_across(question, list, alternative) - list->scores[alternative];
    double least = INFINITY;
    for (size_t j = 0; j < question->criterion_count; j++) {
        double value = cir_list_value(question, alternative, j);
        double change = gap / list->weights[j];
        if (!(value + change >= 0 && value + change <= 1 && fabs(change) < least))
            continue;
        least = fabs(change);
        flip = (struct cir_flip){j, value, value + change};
    }
    return flip;
}
