#include "intake/judgements.h"

#include "intake/judgement_parts.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

void cir_judgement_fail_memory(struct cir_judgement_reader *reader)
{
    if (reader->status == CIR_OK)
        reader->status = cir_fail_memory(reader->error);
}

/* ---- findings ---- */

static void add_finding(struct cir_judgement_reader *reader, const struct cir_error *finding)
{
    struct cir_judgements *judgements = reader->judgements;
    judgements->finding_total++;
    if (judgements->finding_count == CIR_JUDGEMENT_FINDINGS_MAX)
        return;
    struct cir_error *list = cir_arena_grow(&judgements->arena, judgements->findings, judgements->finding_count,
                                            &reader->finding_capacity, sizeof *list);
    if (list == NULL) {
        cir_judgement_fail_memory(reader);
        return;
    }
    judgements->findings = list;
    list[judgements->finding_count++] = *finding;
}

void cir_judgement_report(struct cir_judgement_reader *reader, size_t line, size_t column, const char *format, ...)
{
    struct cir_error finding;
    char message[CIR_ERROR_MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    cir_fail(&finding, CIR_BAD_CELL, (struct cir_place){reader->sheet.name, line, column + 1}, "%s", message);
    add_finding(reader, &finding);
}

/* ---- files ---- */

static bool is_csv(struct cir_text name)
{
    static const char ending[] = ".csv";
    const size_t size = sizeof ending - 1;
    return name.size > size &&
           cir_text_equal_case((struct cir_text){name.data + name.size - size, size}, cir_text_of(ending));
}

/* "sheets/anna.csv" is anna's. */
static struct cir_text stem_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct cir_text name = cir_text_of(slash != NULL ? slash + 1 : path);
    if (strcmp(path, "-") == 0)
        return cir_text_of("");
    name.size -= is_csv(name) ? strlen(".csv") : 0;
    return name;
}

static void take_file(struct cir_judgement_reader *reader, const char *path)
{
    struct cir_error error;
    reader->expert = stem_of(path);
    enum cir_status status = cir_worksheet_read(&reader->sheet, path, &reader->judgements->arena, &error);
    if (status == CIR_OK)
        cir_judgement_take_sheet(reader);
    else if (status == CIR_BAD_LOG)
        add_finding(reader, &error);
    else {
        reader->status = status;
        if (reader->error != NULL)
            *reader->error = error;
    }
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* Whatever is not read is said: it may be an expert's. */
static void take_entry(struct cir_judgement_reader *reader, const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = cir_arena_take(&reader->judgements->arena, size, 1);
    struct cir_error error;
    if (path == NULL) {
        cir_judgement_fail_memory(reader);
        return;
    }
    snprintf(path, size, "%s/%s", folder, name);
    if (is_csv(cir_text_of(name))) {
        take_file(reader, path);
        return;
    }
    cir_fail(&error, CIR_BAD_LOG, (struct cir_place){.file = path},
             "is no .csv file; expected sheets alone in the folder: save it as CSV, or take it away");
    add_finding(reader, &error);
}

static void take_folder(struct cir_judgement_reader *reader, const char *folder)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_shown, by_bytes);
    if (count < 0) {
        reader->status = cir_fail_system(reader->error, folder, errno);
        return;
    }
    for (int i = 0; i < count; i++) {
        if (reader->status == CIR_OK)
            take_entry(reader, folder, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    if (count == 0) {
        struct cir_error error;
        cir_fail(&error, CIR_BAD_LOG, (struct cir_place){.file = folder},
                 "the folder is empty; expected a sheet an expert");
        add_finding(reader, &error);
    }
}

static void take_path(struct cir_judgement_reader *reader, const char *path)
{
    struct stat status;
    if (strcmp(path, "-") != 0 && stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        take_folder(reader, path);
    else
        take_file(reader, path);
}

/* ---- all of it ---- */

/* An unanswered pair is one that neither way answers. */
static void count_pair(struct cir_panel_answers *answers, const struct cir_panel_answer *there,
                       const struct cir_panel_answer *back)
{
    bool is_given = there->state == CIR_PANEL_ANSWER_GIVEN || back->state == CIR_PANEL_ANSWER_GIVEN;
    bool is_cannot = there->state == CIR_PANEL_ANSWER_CANNOT || back->state == CIR_PANEL_ANSWER_CANNOT;
    answers->given += is_given ? 1 : 0;
    answers->cannot += is_cannot ? 1 : 0;
    answers->blank += is_given || is_cannot ? 0 : 1;
}

static void count_answers(struct cir_panel_answers *answers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (answers->kind != CIR_JUDGEMENT_PAIRWISE)
            count_pair(answers, &answers->list[i], &answers->list[i]);
        for (size_t j = i + 1; j < count && answers->kind == CIR_JUDGEMENT_PAIRWISE; j++)
            count_pair(answers, &answers->list[i * count + j], &answers->list[j * count + i]);
    }
}

/* What swings are told against. */
static void check_swings(struct cir_judgement_reader *reader, const struct cir_panel_answers *answers)
{
    const double most = reader->limits->values[CIR_PANEL_RATING_MAX];
    const struct cir_place *first = NULL;
    for (size_t i = 0; i < reader->criteria->count; i++) {
        if (answers->list[i].state == CIR_PANEL_ANSWER_GIVEN && answers->list[i].value == most)
            return;
        if (answers->list[i].state == CIR_PANEL_ANSWER_GIVEN && first == NULL)
            first = &answers->list[i].place;
    }
    if (first == NULL)
        return;
    reader->sheet.name = first->file;
    cir_judgement_report(reader, first->line, first->column - 1,
                         "expert '%s' gives no swing %g; expected it of the criterion whose swing is worth most",
                         reader->judgements->experts[answers->expert], most);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int by_round_and_expert(const void *a, const void *b)
{
    const struct cir_panel_answers *left = a;
    const struct cir_panel_answers *right = b;
    if (left->round != right->round)
        return left->round < right->round ? -1 : 1;
    return (left->expert > right->expert) - (left->expert < right->expert);
}

/* Numbers of experts by the order of their names, so that the order of files does not matter. */
static void arrange_experts(struct cir_judgement_reader *reader, uint32_t *numbers)
{
    struct cir_judgements *judgements = reader->judgements;
    qsort(judgements->experts, judgements->expert_count, sizeof *judgements->experts, by_name);
    for (size_t i = 0; i < judgements->expert_count; i++)
        numbers[cir_index_find(&reader->experts, cir_text_of(judgements->experts[i]))] = (uint32_t)i;
    for (size_t i = 0; i < judgements->count; i++)
        judgements->list[i].expert = numbers[judgements->list[i].expert];
}

static void list_rounds(struct cir_judgements *judgements)
{
    for (size_t i = 0; i < judgements->count; i++) {
        unsigned round = judgements->list[i].round;
        if (judgements->round_count == 0 || judgements->rounds[judgements->round_count - 1] != round)
            judgements->rounds[judgements->round_count++] = round;
    }
}

static void arrange(struct cir_judgement_reader *reader)
{
    struct cir_judgements *judgements = reader->judgements;
    uint32_t *numbers = cir_arena_take(&judgements->arena, judgements->expert_count + 1, sizeof *numbers);
    if (numbers == NULL) {
        cir_judgement_fail_memory(reader);
        return;
    }
    if (judgements->count == 0)
        return;
    arrange_experts(reader, numbers);
    qsort(judgements->list, judgements->count, sizeof *judgements->list, by_round_and_expert);
    list_rounds(judgements);
    for (size_t i = 0; i < judgements->count; i++) {
        count_answers(&judgements->list[i], reader->criteria->count);
        if (judgements->list[i].kind == CIR_JUDGEMENT_SWING)
            check_swings(reader, &judgements->list[i]);
    }
}

enum cir_status cir_judgements_read(struct cir_judgements *judgements, const char *const *paths, size_t path_count,
                                    const struct cir_panel_criteria *criteria, const struct cir_panel_limits *limits,
                                    struct cir_error *error)
{
    *judgements = (struct cir_judgements){0};
    struct cir_judgement_reader reader = {
        .judgements = judgements, .criteria = criteria, .limits = limits, .error = error};
    if (path_count > CIR_PANEL_ROUNDS_MAX)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "%zu files and folders; expected at most %d, one a round", path_count, CIR_PANEL_ROUNDS_MAX);
    for (size_t i = 0; i < path_count && reader.status == CIR_OK; i++) {
        reader.round = (unsigned)i + 1;
        take_path(&reader, paths[i]);
    }
    if (reader.status == CIR_OK)
        arrange(&reader);
    return reader.status;
}

void cir_judgements_free(struct cir_judgements *judgements)
{
    cir_arena_free(&judgements->arena);
    *judgements = (struct cir_judgements){0};
}
