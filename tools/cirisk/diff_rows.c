#include "diff_view.h"

#include "model/designation.h"

enum column {
    ID,
    SCHEME,
    CHANGE,
    MOVED_BY,
    FIELDS,
    OLD_LEVEL,
    OLD_LABEL,
    OLD_REASON,
    NEW_LEVEL,
    NEW_LABEL,
    NEW_REASON,
    FACTS_LEVEL,
    METHOD_LEVEL,
    WEIGHTS_LEVEL,
    OLD_LINE,
    NEW_LINE,
    RECORDED_OLD,
    RECORDED_NEW,
    COLUMNS
};

// clang-format off
static const struct listing_column columns[COLUMNS] = {
    [ID] = {"id", LISTING_WORDS},
    [SCHEME] = {"scheme", LISTING_WORDS},
    [CHANGE] = {"change", LISTING_WORDS},
    [MOVED_BY] = {"moved_by", LISTING_WORDS},
    [FIELDS] = {"facts_changed", LISTING_WORDS},
    [OLD_LEVEL] = {"old_level", LISTING_NUMBER},
    [OLD_LABEL] = {"old_label", LISTING_WORDS},
    [OLD_REASON] = {"old_reason", LISTING_WORDS},
    [NEW_LEVEL] = {"new_level", LISTING_NUMBER},
    [NEW_LABEL] = {"new_label", LISTING_WORDS},
    [NEW_REASON] = {"new_reason", LISTING_WORDS},
    [FACTS_LEVEL] = {"facts_level", LISTING_NUMBER},
    [METHOD_LEVEL] = {"method_level", LISTING_NUMBER},
    [WEIGHTS_LEVEL] = {"weights_level", LISTING_NUMBER},
    [OLD_LINE] = {"old_line", LISTING_NUMBER},
    [NEW_LINE] = {"new_line", LISTING_NUMBER},
    [RECORDED_OLD] = {"recorded_old", LISTING_WORDS},
    [RECORDED_NEW] = {"recorded_new", LISTING_WORDS},
};
// clang-format on

bool diff_is_shown(const struct diff_view *view, const struct cir_diff_told *told)
{
    const struct cir_diff *diff = view->diff;
    bool moves = cir_diff_change_of(diff, told) != CIR_DIFF_SAME;
    for (enum cir_diff_step step = CIR_DIFF_FACTS; step <= CIR_DIFF_WEIGHTS; step++)
        moves = moves || cir_diff_moves(diff, told, step);
    return moves || view->all;
}

uint64_t diff_changed(const struct cir_diff *diff)
{
    uint64_t changed = 0;
    for (size_t i = 0; i < diff->subject_count; i++) {
        bool same = true;
        for (size_t k = 0; k < diff->scheme_count; k++)
            same = same && cir_diff_change_of(diff, &diff->subjects[i].told[k]) == CIR_DIFF_SAME;
        changed += !same;
    }
    return changed;
}

const char *diff_label(const struct cir_diff *diff, size_t scheme, enum cir_diff_step step, int level)
{
    const struct cir_classifier *classifier = step == CIR_DIFF_OLD ? diff->old_classifier : diff->new_classifier;
    if (level == CIR_DIFF_BORDERLINE)
        return cir_designation_word(CIR_BORDERLINE);
    return level == CIR_DIFF_ABSENT ? "" : cir_verdict_label(cir_classifier_scheme(classifier, scheme), level);
}

void diff_add_recorded(struct cir_buffer *text, const struct cir_diff *diff, size_t scheme, int level)
{
    if (level == CIR_DIFF_UNRECORDED)
        return;
    if (cir_level_is_told(level))
        cir_buffer_add_format(text, "%d", level);
    else
        cir_buffer_add_string(text, diff_label(diff, scheme, CIR_DIFF_NEW, level));
}

static void add_cause(struct cir_buffer *causes, const char *cause)
{
    if (causes->size > 0)
        cir_buffer_add_char(causes, ';');
    cir_buffer_add_string(causes, cause);
}

void diff_set_move(struct listing *listing, size_t change, size_t moved_by, const struct cir_diff *diff,
                   const struct cir_diff_told *told)
{
    struct cir_buffer causes = {0};
    for (enum cir_diff_step step = CIR_DIFF_FACTS; step <= CIR_DIFF_WEIGHTS; step++)
        if (cir_diff_moves(diff, told, step))
            add_cause(&causes, cir_diff_step_name(step));
    if (cir_diff_moved_together(diff, told))
        add_cause(&causes, "together");
    listing_set(listing, change, cir_diff_change_name(cir_diff_change_of(diff, told)));
    listing_set_buffer(listing, moved_by, &causes);
}

static void set_level(struct listing *listing, size_t column, int level)
{
    if (cir_level_is_told(level))
        listing_set_format(listing, column, "%d", level);
}

static void set_line(struct listing *listing, size_t column, uint64_t line)
{
    if (line > 0)
        listing_set_count(listing, column, line);
}

static void set_recorded(struct listing *listing, size_t column, const struct cir_diff *diff, size_t scheme, int level)
{
    struct cir_buffer text = {0};
    diff_add_recorded(&text, diff, scheme, level);
    listing_set_buffer(listing, column, &text);
}

static void add_row(struct listing *listing, const struct cir_diff *diff, const struct cir_diff_subject *subject,
                    size_t scheme)
{
    const struct cir_diff_told *told = &subject->told[scheme];
    listing_row(listing);
    listing_set(listing, ID, subject->id);
    listing_set(listing, SCHEME, cir_classifier_scheme(diff->new_classifier, scheme)->name);
    diff_set_move(listing, CHANGE, MOVED_BY, diff, told);
    listing_set(listing, FIELDS, subject->fields);
    set_level(listing, OLD_LEVEL, told->levels[CIR_DIFF_OLD]);
    listing_set(listing, OLD_LABEL, diff_label(diff, scheme, CIR_DIFF_OLD, told->levels[CIR_DIFF_OLD]));
    listing_set(listing, OLD_REASON, told->old_reason);
    set_level(listing, NEW_LEVEL, told->levels[CIR_DIFF_NEW]);
    listing_set(listing, NEW_LABEL, diff_label(diff, scheme, CIR_DIFF_NEW, told->levels[CIR_DIFF_NEW]));
    listing_set(listing, NEW_REASON, told->new_reason);
    for (enum cir_diff_step step = CIR_DIFF_FACTS; step <= CIR_DIFF_WEIGHTS; step++)
        set_level(listing, (size_t)FACTS_LEVEL + step - CIR_DIFF_FACTS, told->levels[step]);
    set_line(listing, OLD_LINE, subject->old_line);
    set_line(listing, NEW_LINE, subject->new_line);
    set_recorded(listing, RECORDED_OLD, diff, scheme, told->old_recorded);
    set_recorded(listing, RECORDED_NEW, diff, scheme, told->new_recorded);
}

int diff_print_rows(const struct diff_view *view, enum listing_format format, FILE *out)
{
    const struct cir_diff *diff = view->diff;
    struct cir_arena arena = {0};
    struct listing listing = listing_start(columns, COLUMNS, &arena);
    for (size_t i = 0; i < diff->subject_count; i++)
        for (size_t k = 0; k < diff->scheme_count; k++)
            if (diff_is_shown(view, &diff->subjects[i].told[k]))
                add_row(&listing, diff, &diff->subjects[i], k);
    int code = listing_print(&listing, format, NULL, out);
    cir_arena_free(&arena);
    return code;
}
