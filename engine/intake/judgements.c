#include "intake/judgements.h"

#include "base/index.h"
#include "base/number.h"
#include "intake/judgement_value.h"
#include "intake/nearest.h"
#include "intake/worksheet.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { SHOWN = 60, NAME_MAX_SIZE = 64, KEY_SIZE = 32 };

/* The columns of the long form. */
enum column { ROUND, EXPERT, KIND, CRITERION_A, CRITERION_B, VALUE, ARGUMENT, COLUMNS };

static const char *const column_names[COLUMNS] = {"round",       "expert", "kind",    "criterion_a",
                                                  "criterion_b", "value",  "argument"};

/* The files on their way in. */
struct reader {
    struct cir_judgements *judgements;
    const struct cir_panel_criteria *criteria;
    const struct cir_panel_limits *limits;
    struct cir_index names;   /* of criteria: codes and names, any case */
    struct cir_index experts; /* by name */
    struct cir_index answers; /* by round and expert: place in the list */
    size_t expert_capacity;
    size_t answers_capacity;
    size_t finding_capacity;
    struct cir_worksheet sheet; /* the file at hand */
    unsigned round;             /* of what no column tells */
    struct cir_text expert;     /* of what no column tells; empty: none */
    enum cir_status status;     /* what ends the reading */
    struct cir_error *error;
};

/* One answer as it stands in a file. */
struct told {
    size_t line;
    size_t column; /* of the value, from 0 */
    uint32_t a;
    uint32_t b;
    struct cir_text value;
    struct cir_text argument;
};

static void fail_memory(struct reader *reader)
{
    if (reader->status == CIR_OK)
        reader->status = cir_fail_memory(reader->error);
}

/* ---- findings ---- */

static void add_finding(struct reader *reader, const struct cir_error *finding)
{
    struct cir_judgements *judgements = reader->judgements;
    judgements->finding_total++;
    if (judgements->finding_count == CIR_JUDGEMENT_FINDINGS_MAX)
        return;
    struct cir_error *list = cir_arena_grow(&judgements->arena, judgements->findings, judgements->finding_count,
                                            &reader->finding_capacity, sizeof *list);
    if (list == NULL) {
        fail_memory(reader);
        return;
    }
    judgements->findings = list;
    list[judgements->finding_count++] = *finding;
}

static void report(struct reader *reader, size_t line, size_t column, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* @param column from 0 */
static void report(struct reader *reader, size_t line, size_t column, const char *format, ...)
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

/* ---- names ---- */

static uint32_t find_criterion(struct reader *reader, struct cir_text name, size_t line, size_t column)
{
    uint32_t number = cir_index_find(&reader->names, name);
    if (number != CIR_INDEX_NONE)
        return number;
    struct cir_text near = cir_nearest_key(&reader->names, name);
    report(reader, line, column, "'%.*s' is no criterion%s%.*s%s; expected a code or name of the criteria",
           CIR_TEXT_ARGS(cir_text_cut(name, SHOWN)), near.size > 0 ? " (nearest: '" : "", CIR_TEXT_ARGS(near),
           near.size > 0 ? "')" : "");
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

static uint32_t new_expert(struct reader *reader, struct cir_text name)
{
    struct cir_judgements *judgements = reader->judgements;
    const uint32_t number = (uint32_t)judgements->expert_count;
    char *copy = cir_arena_copy(&judgements->arena, name);
    const char **list = cir_arena_grow(&judgements->arena, judgements->experts, judgements->expert_count,
                                       &reader->expert_capacity, sizeof *list);
    if (copy == NULL || list == NULL ||
        !cir_index_insert(&reader->experts, &judgements->arena, cir_text_of(copy), number, NULL)) {
        fail_memory(reader);
        return CIR_INDEX_NONE;
    }
    judgements->experts = list;
    list[judgements->expert_count++] = copy;
    return number;
}

static uint32_t find_expert(struct reader *reader, struct cir_text name, size_t line, size_t column)
{
    uint32_t number = cir_index_find(&reader->experts, name);
    if (number != CIR_INDEX_NONE)
        return number;
    if (!is_name(name))
        report(reader, line, column,
               "expert '%.*s'; expected a name of at most %d bytes that can name a file: no '/', no '.' in front",
               CIR_TEXT_ARGS(cir_text_cut(name, SHOWN)), NAME_MAX_SIZE);
    else if (reader->judgements->expert_count == CIR_PANEL_EXPERTS_MAX)
        report(reader, line, column, "more than %d experts", CIR_PANEL_EXPERTS_MAX);
    else
        number = new_expert(reader, name);
    return number;
}

/* ---- answers ---- */

static size_t answers_size(const struct reader *reader, enum cir_judgement_kind kind)
{
    const size_t count = reader->criteria->count;
    return kind == CIR_JUDGEMENT_PAIRWISE ? count * count : count;
}

static struct cir_panel_answers *new_answers(struct reader *reader, struct cir_text key)
{
    struct cir_judgements *judgements = reader->judgements;
    char *copy = cir_arena_copy(&judgements->arena, key);
    struct cir_panel_answers *list = cir_arena_grow(&judgements->arena, judgements->list, judgements->count,
                                                    &reader->answers_capacity, sizeof *list);
    if (copy == NULL || list == NULL ||
        !cir_index_insert(&reader->answers, &judgements->arena, (struct cir_text){copy, key.size},
                          (uint32_t)judgements->count, NULL)) {
        fail_memory(reader);
        return NULL;
    }
    judgements->list = list;
    return &list[judgements->count++];
}

/* Those of an expert in a round; NULL when memory is exhausted. */
static struct cir_panel_answers *find_answers(struct reader *reader, unsigned round, uint32_t expert,
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
        fail_memory(reader);
    return answers->list != NULL ? answers : NULL;
}

static const char *code_of(const struct reader *reader, uint32_t criterion)
{
    return reader->criteria->list[criterion].code;
}

/* A criterion beside itself can only matter once as much. */
static void check_diagonal(struct reader *reader, const struct told *told, const struct cir_panel_answer *answer)
{
    if (answer->state == CIR_PANEL_ANSWER_GIVEN && answer->value != 1)
        report(reader, told->line, told->column, "'%.*s' compares '%s' with itself; expected 1 or blank",
               CIR_TEXT_ARGS(cir_text_cut(told->value, SHOWN)), code_of(reader, told->a));
}

static void check_reciprocal(struct reader *reader, const struct told *told, const struct cir_panel_answer *answer,
                             const struct cir_panel_answer *back)
{
    char number[CIR_NUMBER_SIZE];
    if (answer->state == CIR_PANEL_ANSWER_BLANK || back->state == CIR_PANEL_ANSWER_BLANK)
        return;
    if (answer->state != back->state) {
        report(reader, told->line, told->column,
               "'%.*s' of '%s' over '%s', while line %zu tells the pair the other way; expected one answer a pair",
               CIR_TEXT_ARGS(cir_text_cut(told->value, SHOWN)), code_of(reader, told->a), code_of(reader, told->b),
               back->place.line);
        return;
    }
    if (answer->state != CIR_PANEL_ANSWER_GIVEN || cir_judgement_values_agree(answer, back))
        return;
    bool is_whole = back->value >= 1;
    size_t size = cir_number_write(number, is_whole ? back->value : 1 / back->value, 4);
    report(reader, told->line, told->column,
           "'%.*s' is not the reciprocal of what line %zu, column %zu says of '%s' over '%s'; expected %s%.*s or blank",
           CIR_TEXT_ARGS(cir_text_cut(told->value, SHOWN)), back->place.line, back->place.column,
           code_of(reader, told->b), code_of(reader, told->a), is_whole ? "1/" : "", (int)size, number);
}

static void store(struct reader *reader, const struct told *told, struct cir_panel_answers *answers,
                  const struct cir_panel_answer *answer)
{
    const size_t count = reader->criteria->count;
    const bool is_pair = answers->kind == CIR_JUDGEMENT_PAIRWISE;
    struct cir_panel_answer *place = &answers->list[is_pair ? told->a * count + told->b : told->a];
    if (place->place.line != 0) {
        report(reader, told->line, told->column,
               "'%s'%s%s%s is answered in line %zu of %s already; expected one answer", code_of(reader, told->a),
               is_pair ? " over '" : "", is_pair ? code_of(reader, told->b) : "", is_pair ? "'" : "", place->place.line,
               place->place.file);
        return;
    }
    if (is_pair)
        check_reciprocal(reader, told, answer, &answers->list[told->b * count + told->a]);
    *place = *answer;
}

static void take_answer(struct reader *reader, const struct told *told, struct cir_panel_answers *answers)
{
    char words[CIR_JUDGEMENT_WORDS_SIZE];
    struct cir_panel_answer answer = {.place = {reader->sheet.name, told->line, told->column + 1},
                                      .argument = cir_arena_copy(&reader->judgements->arena, told->argument)};
    if (answer.argument == NULL) {
        fail_memory(reader);
        return;
    }
    if (!cir_judgement_value_read(&answer, told->value, answers->kind, reader->limits, words))
        report(reader, told->line, told->column, "'%.*s' is no %s judgement; expected %s",
               CIR_TEXT_ARGS(cir_text_cut(told->value, SHOWN)), cir_judgement_kind_name(answers->kind), words);
    if (answers->kind == CIR_JUDGEMENT_PAIRWISE && told->a == told->b)
        check_diagonal(reader, told, &answer);
    else
        store(reader, told, answers, &answer);
}

static void put(struct reader *reader, unsigned round, uint32_t expert, enum cir_judgement_kind kind,
                const struct told *told)
{
    struct cir_panel_answers *answers = find_answers(reader, round, expert, kind);
    if (answers == NULL)
        return;
    if (answers->kind == kind)
        take_answer(reader, told, answers);
    else
        report(reader, told->line, told->column,
               "expert '%s' judges by %s in round %u already; expected one kind a round",
               reader->judgements->experts[expert], cir_judgement_kind_name(answers->kind), round);
}

/* ---- the long form ---- */

static size_t find_column(const struct cir_worksheet *sheet, const char *name)
{
    size_t i = 0;
    while (i < sheet->column_count && !cir_text_equal_case(sheet->header.cells[i], cir_text_of(name)))
        i++;
    return i;
}

static bool has_column(const struct cir_worksheet *sheet, const char *name)
{
    return find_column(sheet, name) < sheet->column_count;
}

static struct cir_text cell_of(const struct cir_worksheet *sheet, const struct cir_worksheet_row *row, size_t column)
{
    return column < sheet->column_count ? row->cells[column] : cir_text_of("");
}

static bool read_round(struct reader *reader, unsigned *round, struct cir_text text, size_t line, size_t column)
{
    uint64_t number = reader->round;
    bool is_good =
        text.size == 0 || (cir_number_read_count(text, &number) && number >= 1 && number <= CIR_PANEL_ROUNDS_MAX);
    *round = (unsigned)number;
    if (!is_good)
        report(reader, line, column, "round '%.*s'; expected a whole number from 1 to %d",
               CIR_TEXT_ARGS(cir_text_cut(text, SHOWN)), CIR_PANEL_ROUNDS_MAX);
    return is_good;
}

static bool read_kind(struct reader *reader, enum cir_judgement_kind *kind, struct cir_text text, size_t line,
                      size_t column)
{
    for (unsigned i = 0; i < CIR_JUDGEMENT_KINDS; i++) {
        *kind = (enum cir_judgement_kind)i;
        if (cir_text_equal_case(text, cir_text_of(cir_judgement_kind_name(*kind))))
            return true;
    }
    report(reader, line, column, "kind '%.*s'; expected pairwise, rating or swing",
           CIR_TEXT_ARGS(cir_text_cut(text, SHOWN)));
    return false;
}

/* Whether criterion_b stands where it should, and names one. */
static bool read_second(struct reader *reader, struct told *told, enum cir_judgement_kind kind, struct cir_text text,
                        size_t column)
{
    told->b = told->a;
    if (kind == CIR_JUDGEMENT_PAIRWISE) {
        told->b = find_criterion(reader, text, told->line, column);
        if (told->b == told->a && told->b != CIR_INDEX_NONE)
            report(reader, told->line, column, "'%s' is compared with itself; expected two criteria",
                   code_of(reader, told->a));
        return told->b != CIR_INDEX_NONE && told->b != told->a;
    }
    if (text.size > 0)
        report(reader, told->line, column, "'%.*s' beside a %s; expected blank, as it is of one criterion",
               CIR_TEXT_ARGS(cir_text_cut(text, SHOWN)), cir_judgement_kind_name(kind));
    return text.size == 0;
}

static void take_long_row(struct reader *reader, const size_t *columns, const struct cir_worksheet_row *row)
{
    const struct cir_worksheet *sheet = &reader->sheet;
    struct cir_text expert = cell_of(sheet, row, columns[EXPERT]);
    struct told told = {.line = row->line,
                        .column = columns[VALUE],
                        .value = cell_of(sheet, row, columns[VALUE]),
                        .argument = cell_of(sheet, row, columns[ARGUMENT])};
    enum cir_judgement_kind kind = CIR_JUDGEMENT_PAIRWISE;
    unsigned round;
    bool is_good = read_round(reader, &round, cell_of(sheet, row, columns[ROUND]), row->line, columns[ROUND]);
    uint32_t number = find_expert(reader, expert.size > 0 ? expert : reader->expert, row->line, columns[EXPERT]);
    is_good = read_kind(reader, &kind, cell_of(sheet, row, columns[KIND]), row->line, columns[KIND]) && is_good;
    told.a = find_criterion(reader, cell_of(sheet, row, columns[CRITERION_A]), row->line, columns[CRITERION_A]);
    is_good = is_good && number != CIR_INDEX_NONE && told.a != CIR_INDEX_NONE;
    if (is_good && read_second(reader, &told, kind, cell_of(sheet, row, columns[CRITERION_B]), columns[CRITERION_B]))
        put(reader, round, number, kind, &told);
}

static void take_long(struct reader *reader)
{
    size_t columns[COLUMNS];
    for (size_t i = 0; i < COLUMNS; i++)
        columns[i] = find_column(&reader->sheet, column_names[i]);
    if (columns[KIND] == reader->sheet.column_count) {
        report(reader, reader->sheet.header.line, 0, "no column 'kind'; expected one of pairwise, rating or swing");
        return;
    }
    for (size_t i = 0; i < reader->sheet.row_count && reader->status == CIR_OK; i++)
        take_long_row(reader, columns, &reader->sheet.rows[i]);
}

/* ---- a list ---- */

static void take_list(struct reader *reader, enum cir_judgement_kind kind, size_t value_column)
{
    const struct cir_worksheet *sheet = &reader->sheet;
    const size_t criterion = find_column(sheet, "criterion");
    const size_t argument = find_column(sheet, "argument");
    uint32_t expert = find_expert(reader, reader->expert, sheet->header.line, 0);
    for (size_t i = 0; i < sheet->row_count && expert != CIR_INDEX_NONE && reader->status == CIR_OK; i++) {
        const struct cir_worksheet_row *row = &sheet->rows[i];
        struct told told = {.line = row->line,
                            .column = value_column,
                            .value = row->cells[value_column],
                            .argument = cell_of(sheet, row, argument)};
        told.a = find_criterion(reader, row->cells[criterion], row->line, criterion);
        if (told.a != CIR_INDEX_NONE)
            put(reader, reader->round, expert, kind, &told);
    }
}

/* ---- a square ---- */

/* @return whether all names of the header are known */
static bool read_columns(struct reader *reader, uint32_t *columns)
{
    const struct cir_worksheet *sheet = &reader->sheet;
    const size_t known = reader->judgements->finding_total;
    bool is_known = false;
    for (size_t i = 1; i < sheet->column_count; i++)
        is_known = is_known || cir_index_find(&reader->names, sheet->header.cells[i]) != CIR_INDEX_NONE;
    if (!is_known) {
        report(reader, sheet->header.line, 0,
               "the header is of no sheet of judgements; expected criterion_a and value among its columns, or "
               "criterion and "
               "rating or swing, or the names of criteria");
        return false;
    }
    for (size_t i = 1; i < sheet->column_count; i++)
        columns[i] = find_criterion(reader, sheet->header.cells[i], sheet->header.line, i);
    return reader->judgements->finding_total == known;
}

static void take_square_row(struct reader *reader, uint32_t expert, const uint32_t *columns,
                            const struct cir_worksheet_row *row)
{
    struct told told = {.line = row->line, .argument = cir_text_of("")};
    told.a = find_criterion(reader, row->cells[0], row->line, 0);
    for (size_t i = 1; i < reader->sheet.column_count && told.a != CIR_INDEX_NONE && reader->status == CIR_OK; i++) {
        told.column = i;
        told.b = columns[i];
        told.value = row->cells[i];
        put(reader, reader->round, expert, CIR_JUDGEMENT_PAIRWISE, &told);
    }
}

static void take_square(struct reader *reader)
{
    const struct cir_worksheet *sheet = &reader->sheet;
    uint32_t *columns = cir_arena_take(&reader->judgements->arena, sheet->column_count + 1, sizeof *columns);
    if (columns == NULL) {
        fail_memory(reader);
        return;
    }
    if (!read_columns(reader, columns))
        return;
    uint32_t expert = find_expert(reader, reader->expert, sheet->header.line, 0);
    for (size_t i = 0; i < sheet->row_count && expert != CIR_INDEX_NONE && reader->status == CIR_OK; i++)
        take_square_row(reader, expert, columns, &sheet->rows[i]);
}

/* ---- files ---- */

static void take_sheet(struct reader *reader)
{
    const struct cir_worksheet *sheet = &reader->sheet;
    const bool is_list = has_column(sheet, "criterion");
    if (has_column(sheet, "criterion_a") && has_column(sheet, "value"))
        take_long(reader);
    else if (is_list && has_column(sheet, "rating"))
        take_list(reader, CIR_JUDGEMENT_RATING, find_column(sheet, "rating"));
    else if (is_list && has_column(sheet, "swing"))
        take_list(reader, CIR_JUDGEMENT_SWING, find_column(sheet, "swing"));
    else
        take_square(reader);
}

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

static void take_file(struct reader *reader, const char *path)
{
    struct cir_error error;
    reader->expert = stem_of(path);
    enum cir_status status = cir_worksheet_read(&reader->sheet, path, &reader->judgements->arena, &error);
    if (status == CIR_OK)
        take_sheet(reader);
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
static void take_entry(struct reader *reader, const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = cir_arena_take(&reader->judgements->arena, size, 1);
    struct cir_error error;
    if (path == NULL) {
        fail_memory(reader);
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

static void take_folder(struct reader *reader, const char *folder)
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

static void take_path(struct reader *reader, const char *path)
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
static void check_swings(struct reader *reader, const struct cir_panel_answers *answers)
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
    report(reader, first->line, first->column - 1,
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
static void arrange_experts(struct reader *reader, uint32_t *numbers)
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

static void arrange(struct reader *reader)
{
    struct cir_judgements *judgements = reader->judgements;
    uint32_t *numbers = cir_arena_take(&judgements->arena, judgements->expert_count + 1, sizeof *numbers);
    if (numbers == NULL) {
        fail_memory(reader);
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

static void index_criteria(struct reader *reader)
{
    struct cir_arena *arena = &reader->judgements->arena;
    for (size_t i = 0; i < reader->criteria->count; i++) {
        const struct cir_panel_criterion *criterion = &reader->criteria->list[i];
        if (!cir_index_insert(&reader->names, arena, cir_text_of(criterion->code), (uint32_t)i, NULL) ||
            (criterion->name[0] != '\0' &&
             !cir_index_insert(&reader->names, arena, cir_text_of(criterion->name), (uint32_t)i, NULL)))
            fail_memory(reader);
    }
}

enum cir_status cir_judgements_read(struct cir_judgements *judgements, const char *const *paths, size_t path_count,
                                    const struct cir_panel_criteria *criteria, const struct cir_panel_limits *limits,
                                    struct cir_error *error)
{
    *judgements = (struct cir_judgements){0};
    struct reader reader = {
        .judgements = judgements, .criteria = criteria, .limits = limits, .names = {.fold_case = true}, .error = error};
    if (path_count > CIR_PANEL_ROUNDS_MAX)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "%zu files and folders; expected at most %d, one a round", path_count, CIR_PANEL_ROUNDS_MAX);
    index_criteria(&reader);
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
