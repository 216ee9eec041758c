#include "letters/verdict_text.h"

#include <math.h>

enum { SCORE_FIGURES = 3, SHARE_FIGURES = 3, FILLINGS_MAX = 8 };

/* The fillings of a phrase, and the buffers that hold their texts. */
struct phrase {
    struct cir_filling fillings[FILLINGS_MAX];
    struct cir_buffer texts[FILLINGS_MAX];
    size_t count;
};

static void fill(struct phrase *phrase, const char *name, struct cir_text text)
{
    phrase->fillings[phrase->count++] = (struct cir_filling){name, text};
}

/* Fill with what was made in the buffer of the next place. */
static void fill_made(struct phrase *phrase, const char *name)
{
    fill(phrase, name, cir_buffer_text(&phrase->texts[phrase->count]));
}

static struct cir_buffer *next_text(struct phrase *phrase)
{
    return &phrase->texts[phrase->count];
}

static struct cir_text untold_text(const struct cir_tongue *tongue, enum cir_untold untold)
{
    return cir_text_of(tongue->definitions->untold_texts[untold][tongue->language]);
}

static struct cir_text level_text(const struct cir_tongue *tongue, const struct cir_scheme *scheme, int level)
{
    if (level == CIR_LEVEL_UNKNOWN)
        return untold_text(tongue, CIR_UNTOLD_CANNOT_TELL);
    if (level == CIR_LEVEL_NOT_APPLICABLE)
        return untold_text(tongue, CIR_UNTOLD_NOT_APPLICABLE);
    const char *id = cir_verdict_label(scheme, level);
    uint32_t label = cir_index_find(&scheme->label_index, cir_text_of(id));
    return cir_text_of(label != CIR_INDEX_NONE ? scheme->labels[label].texts[tongue->language] : id);
}

static bool has_score(const struct cir_scheme *scheme, const struct cir_verdict *verdict)
{
    return scheme->factor_count > 0 && !isnan(verdict->score.low) && !isnan(verdict->score.high);
}

static enum cir_word word_of(bool has_range, bool is_scored)
{
    if (is_scored)
        return has_range ? CIR_WORD_LETTER_VERDICT_SCORED_RANGE : CIR_WORD_LETTER_VERDICT_SCORED;
    return has_range ? CIR_WORD_LETTER_VERDICT_RULED_RANGE : CIR_WORD_LETTER_VERDICT_RULED;
}

static void fill_score(struct phrase *phrase, const struct cir_tongue *tongue, const struct cir_scheme *scheme,
                       const struct cir_verdict *verdict)
{
    cir_tongue_add_interval(next_text(phrase), tongue, verdict->score.low, verdict->score.high, SCORE_FIGURES);
    fill_made(phrase, "score");
    cir_tongue_add_number(next_text(phrase), tongue, scheme->score_max, SCORE_FIGURES);
    fill_made(phrase, "most");
}

static void add(struct cir_buffer *buffer, const struct cir_tongue *tongue, enum cir_word word, struct phrase *phrase)
{
    cir_tongue_add_phrase(buffer, tongue, word, phrase->fillings, phrase->count);
    for (size_t i = 0; i < phrase->count; i++) {
        buffer->failed = buffer->failed || phrase->texts[i].failed;
        cir_buffer_free(&phrase->texts[i]);
    }
}

void cir_letter_add_verdict(struct cir_buffer *buffer, const struct cir_tongue *tongue, const struct cir_scheme *scheme,
                            const struct cir_verdict *verdict)
{
    struct phrase phrase = {.count = 0};
    cir_buffer_add_format(next_text(&phrase), "%s %s", scheme->name, scheme->version);
    fill_made(&phrase, "scheme");
    fill(&phrase, "label", level_text(tongue, scheme, verdict->level));
    if (verdict->level == CIR_LEVEL_NOT_APPLICABLE || isnan(verdict->score.coverage)) {
        add(buffer, tongue, CIR_WORD_LETTER_VERDICT, &phrase);
        return;
    }
    bool has_range = verdict->level_low != verdict->level_high;
    bool is_scored = has_score(scheme, verdict);
    fill(&phrase, "low", level_text(tongue, scheme, verdict->level_low));
    fill(&phrase, "high", level_text(tongue, scheme, verdict->level_high));
    if (is_scored)
        fill_score(&phrase, tongue, scheme, verdict);
    cir_tongue_add_share(next_text(&phrase), tongue, verdict->score.coverage, SHARE_FIGURES);
    fill_made(&phrase, "share");
    add(buffer, tongue, word_of(has_range, is_scored), &phrase);
}
