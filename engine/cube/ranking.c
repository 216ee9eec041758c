#include "cube/ranking.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* What is not known is least. Below 0: a is graver. */
static int order_of(double a, double b)
{
    double left = isnan(a) ? -INFINITY : a;
    double right = isnan(b) ? -INFINITY : b;
    return (left < right) - (left > right);
}

static bool is_graver(const struct cir_told_verdict *verdict, struct cir_text id, const struct cir_ranked *ranked)
{
    assert(ranked->id != NULL); /* each that counts has one */
    if (verdict->level != ranked->level)
        return verdict->level > ranked->level;
    int order = order_of(verdict->score.point, ranked->score.point);
    if (order == 0)
        order = order_of(verdict->score.high, ranked->score.high);
    return order != 0 ? order < 0 : cir_text_compare(id, cir_text_of(ranked->id)) < 0;
}

static void free_ranked(struct cir_ranked *ranked)
{
    free(ranked->id);
    free(ranked->title);
    free(ranked->reason);
}

/* A terminated copy; a text of a log holds no NUL. */
static char *copy_of(struct cir_text text)
{
    char *copy = malloc(text.size + 1);
    if (copy == NULL)
        return NULL;
    if (text.size > 0)
        memcpy(copy, text.data, text.size);
    copy[text.size] = '\0';
    return copy;
}

static bool take(struct cir_ranked *ranked, const struct cir_told_row *row, const struct cir_told_verdict *verdict)
{
    *ranked = (struct cir_ranked){.id = copy_of(row->id),
                                  .title = copy_of(row->facts.title),
                                  .reason = copy_of(verdict->reason),
                                  .country = row->facts.country,
                                  .sectors = row->facts.sectors,
                                  .first_h = row->facts.first_h,
                                  .last_h = row->facts.last_h,
                                  .level = verdict->level,
                                  .level_low = verdict->level_low,
                                  .level_high = verdict->level_high,
                                  .score = verdict->score};
    bool whole = ranked->id != NULL && ranked->title != NULL && ranked->reason != NULL;
    if (!whole)
        free_ranked(ranked);
    return whole;
}

static bool make_room(struct cir_ranking *ranking)
{
    if (ranking->list == NULL)
        ranking->list = calloc(ranking->most + 1, sizeof *ranking->list);
    return ranking->list != NULL;
}

bool cir_ranking_add(struct cir_ranking *ranking, const struct cir_told_row *row)
{
    const struct cir_told_verdict *verdict = &row->verdicts[ranking->scheme];
    size_t at = ranking->count;
    ranking->rows++;
    ranking->untold += verdict->level == CIR_LEVEL_UNKNOWN;
    ranking->outside += verdict->level == CIR_LEVEL_NOT_APPLICABLE;
    if (!make_room(ranking))
        return false;
    while (at > 0 && is_graver(verdict, row->id, &ranking->list[at - 1]))
        at--;
    if (!cir_level_is_told(verdict->level) || at == ranking->most)
        return true;
    struct cir_ranked ranked;
    if (!take(&ranked, row, verdict))
        return false;
    memmove(&ranking->list[at + 1], &ranking->list[at], (ranking->count - at) * sizeof *ranking->list);
    ranking->list[at] = ranked;
    if (ranking->count == ranking->most)
        free_ranked(&ranking->list[ranking->most]);
    else
        ranking->count++;
    return true;
}

void cir_ranking_free(struct cir_ranking *ranking)
{
    for (size_t i = 0; i < ranking->count; i++)
        free_ranked(&ranking->list[i]);
    free(ranking->list);
    *ranking = (struct cir_ranking){0};
}
