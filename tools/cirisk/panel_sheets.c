#include "panel_sheets.h"

#include "base/number.h"
#include "command.h"
#include "output.h"
#include "say.h"
#include "sink/csv_cell.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* Decimals that tell 1/7 from 1/8, and that no spreadsheet takes for a date. */
enum { ANSWER_DIGITS = 4 };

static const char asked_columns[] = "round,expert,kind,criterion_a,criterion_b,value,argument";
static const char told_columns[] =
    "own,answers,least,first_quartile,median,third_quartile,greatest,arguments_for,arguments_against,arguments_even";

/* A question of a sheet: b is a where it is of one criterion. */
struct question {
    enum cir_judgement_kind kind;
    size_t a;
    size_t b;
};

static struct question first_question(enum cir_judgement_kind kind)
{
    return (struct question){kind, 0, kind == CIR_JUDGEMENT_PAIRWISE ? 1 : 0};
}

static bool next_question(struct question *question, size_t count)
{
    if (question->kind == CIR_JUDGEMENT_PAIRWISE && ++question->b < count)
        return true;
    question->a++;
    question->b = question->kind == CIR_JUDGEMENT_PAIRWISE ? question->a + 1 : question->a;
    return question->b < count;
}

static void add_text(struct cir_buffer *text, const char *cell)
{
    cir_csv_add_cell(text, cir_text_of(cell), ',', true);
}

static void add_next(struct cir_buffer *text, const char *cell)
{
    cir_buffer_add_char(text, ',');
    add_text(text, cell);
}

static void add_number(struct cir_buffer *text, double value)
{
    char number[CIR_NUMBER_SIZE];
    cir_buffer_add_char(text, ',');
    if (!isnan(value))
        cir_buffer_add(text, (struct cir_text){number, cir_number_write(number, value, ANSWER_DIGITS)});
}

/* Names are read as well as codes, and people know them better. */
static const char *name_of(const struct cir_panel_criterion *criterion)
{
    return criterion->name[0] != '\0' ? criterion->name : criterion->code;
}

static void add_question(struct cir_buffer *text, const struct cir_panel_criteria *criteria,
                         const struct question *question)
{
    add_next(text, cir_judgement_kind_name(question->kind));
    add_next(text, name_of(&criteria->list[question->a]));
    add_next(text, question->b != question->a ? name_of(&criteria->list[question->b]) : "");
}

void panel_add_template(struct cir_buffer *text, const struct cir_panel_criteria *criteria,
                        enum cir_judgement_kind kind)
{
    struct question question = first_question(kind);
    cir_buffer_add_format(text, "%s\n", asked_columns);
    do {
        cir_buffer_add_string(text, "1,");
        add_question(text, criteria, &question);
        cir_buffer_add_string(text, ",,\n");
    } while (next_question(&question, criteria->count));
}

/* ---- feedback ---- */

/* One sheet under construction. */
struct sheet {
    const struct panel_view *view;
    const struct cir_panel_answers *all; /* of the round that is shown */
    size_t count;
    uint32_t expert;
    const struct cir_panel_answers *own; /* in that round; NULL: none */
    enum cir_judgement_kind kind;
    struct cir_buffer text;
    struct cir_arena arena;
};

static void add_arguments(struct sheet *sheet, const struct cir_feedback *feedback, enum cir_argument_side side,
                          bool is_shown)
{
    struct cir_buffer joined = {0};
    for (size_t i = 0; i < feedback->argument_count && is_shown; i++)
        if (feedback->arguments[i].side == side)
            cir_buffer_add_format(&joined, "%s%s", joined.size > 0 ? " | " : "", feedback->arguments[i].text);
    cir_buffer_add_char(&sheet->text, ',');
    cir_csv_add_cell(&sheet->text, cir_buffer_text(&joined), ',', true);
    sheet->text.failed = sheet->text.failed || joined.failed;
    cir_buffer_free(&joined);
}

/* Of too few answers each would tell whose the others are. */
static void add_told(struct sheet *sheet, const struct question *question)
{
    const struct cir_panel *panel = sheet->view->panel;
    struct cir_feedback feedback;
    double own = sheet->own != NULL ? cir_answers_value(sheet->own, question->a, question->b, panel->criteria.count)
                                    : (double)NAN;
    if (cir_feedback_make(&feedback, &sheet->arena, sheet->all, sheet->count, question->kind, question->a, question->b,
                          panel->criteria.count, NULL) != CIR_OK) {
        sheet->text.failed = true;
        return;
    }
    const struct cir_quartiles *spread = &feedback.spread;
    const bool is_shown = (double)spread->count >= panel->limits.values[CIR_PANEL_ANSWERS_SHOWN_LEAST];
    const double shown[] = {spread->least, spread->first, spread->median, spread->third, spread->greatest};
    add_number(&sheet->text, own);
    cir_buffer_add_format(&sheet->text, ",%zu", spread->count);
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
        add_number(&sheet->text, is_shown ? shown[i] : (double)NAN);
    for (unsigned side = 0; side < CIR_ARGUMENT_SIDES; side++)
        add_arguments(sheet, &feedback, (enum cir_argument_side)side, is_shown);
}

static void make_sheet(struct sheet *sheet)
{
    const struct cir_panel *panel = sheet->view->panel;
    const char *name = panel->judgements.experts[sheet->expert];
    struct question question = first_question(sheet->kind);
    cir_buffer_add_format(&sheet->text, "%s,%s\n", asked_columns, told_columns);
    do {
        cir_buffer_add_format(&sheet->text, "%u", panel_round(sheet->view)->number + 1);
        add_next(&sheet->text, name);
        add_question(&sheet->text, &panel->criteria, &question);
        cir_buffer_add_string(&sheet->text, ",,");
        add_told(sheet, &question);
        cir_buffer_add_char(&sheet->text, '\n');
    } while (next_question(&question, panel->criteria.count));
}

/* How the expert answered last. */
static enum cir_judgement_kind kind_of(const struct cir_panel *panel, uint32_t expert)
{
    enum cir_judgement_kind kind = CIR_JUDGEMENT_PAIRWISE;
    for (size_t i = 0; i < panel->judgements.count; i++)
        if (panel->judgements.list[i].expert == expert)
            kind = panel->judgements.list[i].kind;
    return kind;
}

static int write_sheet(struct sheet *sheet, const char *folder)
{
    struct cir_buffer path = {0};
    make_sheet(sheet);
    cir_buffer_add_format(&path, "%s/%s.csv", folder, sheet->view->panel->judgements.experts[sheet->expert]);
    cir_buffer_add_char(&path, '\0');
    int code = path.failed || sheet->text.failed ? say_no_memory()
                                                 : output_write_new(path.data, cir_buffer_text(&sheet->text));
    cir_buffer_free(&path);
    return code;
}

static int make_folder(const char *folder)
{
    struct cir_error error;
    if (mkdir(folder, 0777) == 0 || errno == EEXIST)
        return EXIT_CLEAN;
    cir_fail_system(&error, folder, errno);
    return say_error(&error);
}

int panel_write_feedback(const struct panel_view *view, const char *folder)
{
    int code = make_folder(folder);
    for (uint32_t k = 0; k < view->panel->judgements.expert_count && code == EXIT_CLEAN; k++) {
        struct sheet sheet = {
            .view = view, .expert = k, .own = panel_round(view)->experts[k].answers, .kind = kind_of(view->panel, k)};
        sheet.all = cir_panel_answers_of(view->panel, view->round, &sheet.count);
        code = write_sheet(&sheet, folder);
        cir_buffer_free(&sheet.text);
        cir_arena_free(&sheet.arena);
    }
    return code;
}

/* ---- arguments ---- */

static void add_argument_rows(struct cir_buffer *text, const struct panel_view *view, size_t round,
                              const struct question *question, struct cir_arena *arena)
{
    const struct cir_panel_criteria *criteria = &view->panel->criteria;
    struct cir_feedback feedback;
    size_t count;
    const struct cir_panel_answers *answers = cir_panel_answers_of(view->panel, round, &count);
    if (cir_feedback_make(&feedback, arena, answers, count, question->kind, question->a, question->b, criteria->count,
                          NULL) != CIR_OK) {
        text->failed = true;
        return;
    }
    for (size_t i = 0; i < feedback.argument_count; i++) {
        cir_buffer_add_format(text, "%u", view->panel->rounds[round].number);
        add_next(text, cir_judgement_kind_name(question->kind));
        add_next(text, criteria->list[question->a].code);
        add_next(text, question->b != question->a ? criteria->list[question->b].code : "");
        add_next(text, cir_argument_side_name(feedback.arguments[i].side));
        add_next(text, feedback.arguments[i].text);
        if (view->has_names)
            add_next(text, view->panel->judgements.experts[feedback.arguments[i].expert]);
        cir_buffer_add_char(text, '\n');
    }
}

static void add_round(struct cir_buffer *text, const struct panel_view *view, size_t round)
{
    for (unsigned kind = 0; kind < CIR_JUDGEMENT_KINDS; kind++) {
        struct question question = first_question((enum cir_judgement_kind)kind);
        do {
            struct cir_arena arena = {0};
            add_argument_rows(text, view, round, &question, &arena);
            cir_arena_free(&arena);
        } while (next_question(&question, view->panel->criteria.count));
    }
}

int panel_write_arguments(const struct panel_view *view, const char *path)
{
    struct cir_buffer text = {0};
    cir_buffer_add_format(&text, "round,kind,criterion_a,criterion_b,side,argument%s\n",
                          view->has_names ? ",expert" : "");
    for (size_t i = 0; i <= view->round; i++)
        add_round(&text, view, i);
    int code = output_write(path, &text);
    cir_buffer_free(&text);
    return code;
}
