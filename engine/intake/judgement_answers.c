#include "base/nearest.h"
#include "base/number.h"
#include "intake/criterion_names.h"
#include "intake/judgement_parts.h"
#include "intake/judgement_value.h"

#include <math.h>
#include <stdio.h>

enum { NAME_MAX_SIZE = 64, KEY_SIZE = 32 };

/* ---- names ---- */

uint32_t cir_judgement_criterion(struct cir_judgement_reader *reader, struct cir_text name, size_t line, size_t column)
{
    size_t number;
    struct cir_error error;
    if (cir_criterion_find(&number, reader->criteria, name, (struct cir_place){0}, &error) == CIR_OK)
        return (uint32_t)number;
    cir_judgement_report(reader, line, column, "%s", error.message);
    return CIR_INDEX_NONE;
}

/* A sheet for each expert is written under the expert's name. */
static bool is_name(struct cir_text name)
{
    if (name.size == 0 || name.size > NAME_MAX_SIZE || name.data[0] == '.')
        return false;
    for (size_t i = 0; i < name.size; i++)
        if ((unsigned char)name.data[i] < ' ' || name.data[i] == '/' || name.data[i] == '\\' || name.data[i] == 127)
            return false;
    return true;
}

static uint32_t new_expert(struct cir_judgement_reader *reader, struct cir_text name)
{
    struct cir_judgements *judgements = reader->judgements;
    const uint32_t number = (uint32_t)judgements->expert_count;
    char *copy = cir_arena_copy(&judgements->arena, name);
    const char **list = cir_arena_grow(&judgements->arena, judgements->experts, judgements->expert_count,
                                       &reader->expert_capacity, sizeof *list);
    if (copy == NULL || list == NULL ||
        !cir_index_insert(&reader->experts, &judgements->arena, cir_text_of(copy), number, NULL)) {
        cir_judgement_fail_memory(reader);
        return CIR_INDEX_NONE;
    }
    judgements->experts = list;
    list[judgements->expert_count++] = copy;
    return number;
}

uint32_t cir_judgement_expert(struct cir_judgement_reader *reader, struct cir_text name, size_t line, size_t column)
{
    uint32_t number = cir_index_find(&reader->experts, name);
    if (number != CIR_INDEX_NONE)
        return number;
    if (!is_name(name))
        cir_judgement_report(
            reader, line, column,
            "expert '%.*s'; expected a name of at most %d bytes that can name a file: no '/', no '.' in front",
            CIR_TEXT_ARGS(cir_text_cut(name, CIR_JUDGEMENT_SHOWN)), NAME_MAX_SIZE);
    else if (reader->judgements->expert_count == CIR_PANEL_EXPERTS_MAX)
        cir_judgement_report(reader, line, column, "more than %d experts", CIR_PANEL_EXPERTS_MAX);
    else
        number = new_expert(reader, name);
    return number;
}

/* ---- answers ---- */

static size_t answers_size(const struct cir_judgement_reader *reader, enum cir_judgement_kind kind)
{
    const size_t count = reader->criteria->count;
    return kind == CIR_JUDGEMENT_PAIRWISE ? count * count : count;
}

static struct cir_panel_answers *new_answers(struct cir_judgement_reader *reader, struct cir_text key)
{
    struct cir_judgements *judgements = reader->judgements;
    char *copy = cir_arena_copy(&judgements->arena, key);
    struct cir_panel_answers *list = cir_arena_grow(&judgements->arena, judgements->list, judgements->count,
                                                    &reader->answers_capacity, sizeof *list);
    if (copy == NULL || list == NULL ||
        !cir_index_insert(&reader->answers, &judgements->arena, (struct cir_text){copy, key.size},
                          (uint32_t)judgements->count, NULL)) {
        cir_judgement_fail_memory(reader);
        return NULL;
    }
    judgements->list = list;
    return &list[judgements->count++];
}

/* Those of an expert in a round; NULL when memory is exhausted. */
static struct cir_panel_answers *find_answers(struct cir_judgement_reader *reader, unsigned round, uint32_t expert,
                                              enum cir_judgement_kind kind)
{
    char text[KEY_SIZE];
    struct cir_text key = {text, (size_t)snprintf(text, sizeof text, "%u %u", round, expert)};
    uint32_t place = cir_index_find(&reader->answers, key);
    if (place != CIR_INDEX_NONE)
        return &reader->judgements->list[place];
    struct cir_panel_answers *answers = new_answers(reader, key);
    if (answers == NULL)
        return NULL;
    const size_t size = answers_size(reader, kind);
    *answers =
        (struct cir_panel_answers){.round = round,
                                   .expert = expert,
                                   .kind = kind,
                                   .list = cir_arena_take(&reader->judgements->arena, size, sizeof *answers->list)};
    for (size_t i = 0; i < size && answers->list != NULL; i++)
        answers->list[i] = (struct cir_panel_answer){.value = NAN, .argument = ""};
    if (answers->list == NULL)
        cir_judgement_fail_memory(reader);
    return answers->list != NULL ? answers : NULL;
}

const char *cir_judgement_code(const struct cir_judgement_reader *reader, uint32_t criterion)
{
    return reader->criteria->list[criterion].code;
}

/* A criterion beside itself can only matter once as much. */
static void check_diagonal(struct cir_judgement_reader *reader, const struct cir_told_answer *told,
                           const struct cir_panel_answer *answer)
{
    if (answer->state == CIR_PANEL_ANSWER_GIVEN && answer->value != 1)
        cir_judgement_report(reader, told->line, told->column, "'%.*s' compares '%s' with itself; expected 1 or blank",
                             CIR_TEXT_ARGS(cir_text_cut(told->value, CIR_JUDGEMENT_SHOWN)),
                             cir_judgement_code(reader, told->a));
}

static void check_reciprocal(struct cir_judgement_reader *reader, const struct cir_told_answer *told,
                             const struct cir_panel_answer *answer, const struct cir_panel_answer *back)
{
    char number[CIR_NUMBER_SIZE];
    if (answer->state == CIR_PANEL_ANSWER_BLANK || back->state == CIR_PANEL_ANSWER_BLANK)
        return;
    if (answer->state != back->state) {
        cir_judgement_report(
            reader, told->line, told->column,
            "'%.*s' of '%s' over '%s', while line %zu tells the pair the other way; expected one answer a pair",
            CIR_TEXT_ARGS(cir_text_cut(told->value, CIR_JUDGEMENT_SHOWN)), cir_judgement_code(reader, told->a),
            cir_judgement_code(reader, told->b), back->place.line);
        return;
    }
    if (answer->state != CIR_PANEL_ANSWER_GIVEN || cir_judgement_values_agree(answer, back))
        return;
    bool is_whole = back->value >= 1;
    size_t size = cir_number_write(number, is_whole ? back->value : 1 / back->value, 4);
    cir_judgement_report(
        reader, told->line, told->column,
        "'%.*s' is not the reciprocal of what line %zu, column %zu says of '%s' over '%s'; expected %s%.*s or blank",
        CIR_TEXT_ARGS(cir_text_cut(told->value, CIR_JUDGEMENT_SHOWN)), back->place.line, back->place.column,
        cir_judgement_code(reader, told->b), cir_judgement_code(reader, told->a), is_whole ? "1/" : "", (int)size,
        number);
}

static void store(struct cir_judgement_reader *reader, const struct cir_told_answer *told,
                  struct cir_panel_answers *answers, const struct cir_panel_answer *answer)
{
    const size_t count = reader->criteria->count;
    const bool is_pair = answers->kind == CIR_JUDGEMENT_PAIRWISE;
    struct cir_panel_answer *place = &answers->list[is_pair ? told->a * count + told->b : told->a];
    if (place->place.line != 0) {
        cir_judgement_report(reader, told->line, told->column,
                             "'%s'%s%s%s is answered in line %zu of %s already; expected one answer",
                             cir_judgement_code(reader, told->a), is_pair ? " over '" : "",
                             is_pair ? cir_judgement_code(reader, told->b) : "", is_pair ? "'" : "", place->place.line,
                             place->place.file);
        return;
    }
    if (is_pair)
        check_reciprocal(reader, told, answer, &answers->list[told->b * count + told->a]);
    *place = *answer;
}

static void take_answer(struct cir_judgement_reader *reader, const struct cir_told_answer *told,
                        struct cir_panel_answers *answers)
{
    char words[CIR_JUDGEMENT_WORDS_SIZE];
    struct cir_panel_answer answer = {.place = {reader->sheet.name, told->line, told->column + 1},
                                      .argument = cir_arena_copy(&reader->judgements->arena, told->argument)};
    if (answer.argument == NULL) {
        cir_judgement_fail_memory(reader);
        return;
    }
    if (!cir_judgement_value_read(&answer, told->value, answers->kind, reader->limits, words))
        cir_judgement_report(reader, told->line, told->column, "'%.*s' is no %s judgement; expected %s",
                             CIR_TEXT_ARGS(cir_text_cut(told->value, CIR_JUDGEMENT_SHOWN)),
                             cir_judgement_kind_name(answers->kind), words);
    if (answers->kind == CIR_JUDGEMENT_PAIRWISE && told->a == told->b)
        check_diagonal(reader, told, &answer);
    else
        store(reader, told, answers, &answer);
}

void cir_judgement_put(struct cir_judgement_reader *reader, unsigned round, uint32_t expert,
                       enum cir_judgement_kind kind, const struct cir_told_answer *told)
{
    struct cir_panel_answers *answers = find_answers(reader, round, expert, kind);
    if (answers == NULL)
        return;
    if (answers->kind == kind)
        take_answer(reader, told, answers);
    else
        cir_judgement_report(reader, told->line, told->column,
                             "expert '%s' judges by %s in round %u already; expected one kind a round",
                             reader->judgements->experts[expert], cir_judgement_kind_name(answers->kind), round);
}
