#include "stability/list.h"

#include "stability/fact_laws.h"
#include "stability/scales.h"

#include <stdlib.h>

struct standing {
    double score;
    size_t alternative;
};

double cir_list_value(const struct cir_stability_question *question, size_t alternative, size_t criterion)
{
    const size_t place = alternative * question->criterion_count + criterion;
    if (question->laws != NULL && question->laws[place].kind != CIR_FACT_EVEN)
        return cir_fact_mean_counted(&question->laws[place], &question->scales[criterion]);
    return cir_partial_value_mean(&question->values[place]);
}

static double score(const struct cir_stability_question *question, const double *weights, size_t alternative)
{
    double sum = 0;
    for (size_t j = 0; j < question->criterion_count; j++)
        sum += weights[j] * cir_list_value(question, alternative, j);
    return sum;
}

static int compare(const void *first, const void *second)
{
    const struct standing *a = first;
    const struct standing *b = second;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return (a->alternative > b->alternative) - (a->alternative < b->alternative);
}

static size_t size_of(const struct cir_stability_question *question, const struct standing *standings)
{
    const size_t count = question->alternative_count;
    size_t size = 0;
    if (question->list_size > 0)
        return question->list_size < count ? question->list_size : count;
    while (size < count && standings[size].score > question->line)
        size++;
    return size;
}

static void fill(struct cir_list *list, const struct cir_stability_question *question, struct standing *standings)
{
    const size_t count = question->alternative_count;
    for (size_t i = 0; i < count; i++) {
        list->scores[i] = score(question, list->weights, i);
        standings[i] = (struct standing){list->scores[i], i};
    }
    qsort(standings, count, sizeof *standings, compare);
    for (size_t rank = 0; rank < count; rank++) {
        list->order[rank] = standings[rank].alternative;
        list->ranks[standings[rank].alternative] = rank;
    }
    list->size = size_of(question, standings);
}

enum cir_status cir_list_make(struct cir_list *list, const struct cir_stability_question *question,
                              const double *weights, struct cir_arena *arena, struct cir_error *error)
{
    const size_t count = question->alternative_count;
    *list = (struct cir_list){.weights = weights,
                              .scores = cir_arena_take(arena, count, sizeof *list->scores),
                              .order = cir_arena_take(arena, count, sizeof *list->order),
                              .ranks = cir_arena_take(arena, count, sizeof *list->ranks)};
    struct standing *standings = calloc(count, sizeof *standings);
    bool has_room = list->scores != NULL && list->order != NULL && list->ranks != NULL && standings != NULL;
    if (has_room)
        fill(list, question, standings);
    free(standings);
    return has_room ? CIR_OK : cir_fail_memory(error);
}

bool cir_list_has(const struct cir_list *list, size_t alternative)
{
    return list->ranks[alternative] < list->size;
}
