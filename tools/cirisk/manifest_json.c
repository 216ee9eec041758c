#include "manifest_json.h"

#include "base/buffer.h"
#include "base/error.h"
#include "folder_path.h"
#include "pipeline/output_file.h"
#include "run_options.h"
#include "run_record.h"
#include "say.h"
#include "terminal.h"

#include <stdlib.h>
#include <string.h>

/* ---- the command line ---- */

static json_t *choice_json(const struct option_row *row, int choice)
{
    struct cir_text rest = cir_text_of(row->choices), word = {0};
    for (int i = 0; i <= choice; i++)
        (void)cir_text_next(&word, &rest, ';');
    return json_stringn(word.data, word.size);
}

static json_t *text_json(const struct option_row *row, const char *text)
{
    bool is_written = row->completion == COMPLETE_WRITTEN_FILE || row->completion == COMPLETE_WRITTEN_FOLDER ||
                      row->completion == COMPLETE_WRITTEN_DATABASE;
    return text != NULL ? json_string(is_written ? record_name(text) : text) : json_null();
}

static json_t *texts_json(const struct option_texts *texts)
{
    json_t *list = json_array();
    for (size_t i = 0; i < texts->count; i++)
        json_array_append_new(list, json_string(texts->list[i]));
    if (list == NULL || json_array_size(list) == texts->count)
        return list;
    json_decref(list);
    return NULL;
}

static json_t *character_json(char character)
{
    if (character == '\0')
        return json_null();
    return character == '\t' ? json_string("tab") : json_stringn(&character, 1);
}

/* What the environment asks for is told as if the option did, so that a repeat needs no such environment. */
static bool flag_of(const struct option_row *row, bool given)
{
    const struct terminal_options options = {.plain = given};
    bool is_plain = row >= terminal_rows && row < terminal_rows + TERMINAL_ROWS;
    return is_plain ? terminal_wants_plain(&options) : given;
}

/* The value as the command line would have it; null where the option was not given and has no preset. */
static json_t *value_json(const struct option_row *row, const void *member)
{
    switch (row->kind) {
    case OPTION_FLAG:
        return json_boolean(flag_of(row, *(const bool *)member));
    case OPTION_TEXT:
        return text_json(row, *(const char *const *)member);
    case OPTION_TEXTS:
        return texts_json(member);
    case OPTION_COUNT:
        return json_integer((json_int_t) * (const uint64_t *)member);
    case OPTION_CHOICE:
        return choice_json(row, *(const int *)member);
    case OPTION_CHARACTER:
        return character_json(*(const char *)member);
    }
    return NULL;
}

static int refuse_word(const struct command *command, const char *word)
{
    struct cir_buffer line = {0};
    say_add_visible(&line, cir_text_of(word), 0);
    say(command->name, "--manifest: '%.*s' is not UTF-8, and cannot be recorded",
        CIR_TEXT_ARGS(cir_buffer_text(&line)));
    cir_buffer_free(&line);
    return EXIT_USAGE;
}

static int add_options(struct run_account *account, const void *values)
{
    struct option_place places[OPTIONS_MAX];
    size_t count = options_list(places, account->command);
    for (size_t i = 0; i < count; i++) {
        json_t *value = value_json(places[i].row, (const char *)values + places[i].member);
        if (value == NULL)
            return refuse_word(account->command, places[i].row->name);
        json_array_append_new(account->options, json_pack("{s:s, s:o}", "name", places[i].row->name, "value", value));
    }
    return json_array_size(account->options) == count ? EXIT_CLEAN : say_no_memory();
}

/* A file in a folder that is read. */
static int check_name(const struct run_account *account, const char *name)
{
    json_t *word = json_string(name);
    if (word == NULL)
        return refuse_word(account->command, name);
    json_decref(word);
    return EXIT_CLEAN;
}

int run_account_start(struct run_account *account, const void *values, const struct operands *operands)
{
    account->options = json_array();
    account->arguments = json_array();
    account->definitions = json_array();
    for (size_t i = 0; i < operands->count; i++) {
        json_t *word = json_string(operands->list[i]);
        if (word == NULL)
            return refuse_word(account->command, operands->list[i]);
        json_array_append_new(account->arguments, word);
    }
    int code = add_options(account, values);
    for (size_t i = 0; i < account->inputs.count && code == EXIT_CLEAN; i++)
        code = check_name(account, account->inputs.list[i].name);
    return code;
}

/* ---- what judged ---- */

static void add_definitions(struct run_account *account, const char *role, const char *sha256, json_t *schemes,
                            json_t *network)
{
    json_t *entry =
        json_pack("{s:s, s:s, s:o, s:o}", "role", role, "sha256", sha256, "schemes", schemes, "network", network);
    if (json_array_append_new(account->definitions, entry) != 0)
        account->failed = true;
}

static json_t *schemes_json(const struct cir_classifier *classifier)
{
    json_t *list = json_array();
    for (size_t i = 0; i < cir_classifier_scheme_count(classifier); i++) {
        const struct cir_scheme *scheme = cir_classifier_scheme(classifier, i);
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s?}", "name", scheme->name, "version", scheme->version,
                                              "sha256", scheme->sha256, "tables_of", scheme->tables_of));
    }
    return list;
}

static json_t *network_json(const struct cir_network *network)
{
    if (network == NULL)
        return json_null();
    return json_pack("{s:s, s:i, s:s, s:s}", "name", network->name, "year", network->year, "licence", network->licence,
                     "sha256", network->sha256);
}

void run_account_classifier(struct run_account *account, const char *role, const struct cir_classifier *classifier)
{
    add_definitions(account, role, cir_classifier_definitions(classifier)->sha256, schemes_json(classifier),
                    network_json(cir_classifier_network(classifier)));
}

void run_account_definitions(struct run_account *account, const char *role, const char *sha256,
                             const struct cir_network *network)
{
    add_definitions(account, role, sha256, json_array(), network_json(network));
}

/* ---- files ---- */

static const char *kind_name(enum run_file_kind kind)
{
    static const char *const names[] = {
        [RUN_FILE] = "file", [RUN_FOLDER] = "folder", [RUN_DATABASE] = "database", [RUN_STREAM] = "stream"};
    return names[kind];
}

static json_t *file_json(const struct run_file *file)
{
    bool is_known = file->seal.sha256[0] != '\0';
    return json_pack("{s:s, s:s, s:o, s:o, s:o}", "name", record_name(file->name), "kind", kind_name(file->kind),
                     "size", is_known ? json_integer((json_int_t)file->seal.size) : json_null(), "rows",
                     file->has_rows ? json_integer((json_int_t)file->seal.rows) : json_null(), "sha256",
                     is_known ? json_string(file->seal.sha256) : json_null());
}

/* An output that was not written, as of a dry run, is none. */
static json_t *files_json(const struct run_files *files, bool is_output)
{
    json_t *list = json_array();
    for (size_t i = 0; i < files->count; i++) {
        const struct run_file *file = &files->list[i];
        if ((!is_output || file->is_sealed) && json_array_append_new(list, file_json(file)) != 0) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}

/* ---- the whole ---- */

static const json_t *option_value(const struct run_account *account, const char *name)
{
    size_t i;
    const json_t *option;
    json_array_foreach(account->options, i, option) if (strcmp(json_string_value(json_object_get(option, "name")),
                                                               name) == 0) return json_object_get(option, "value");
    return NULL;
}

static json_t *counts_json(const struct run_account *account)
{
    if (!account->has_counts)
        return json_null();
    return json_pack("{s:I, s:I, s:I}", "rows", (json_int_t)account->rows, "scored", (json_int_t)account->scored,
                     "rejected", (json_int_t)account->rejected);
}

static json_t *seed_json(const struct run_account *account)
{
    const json_t *seed = option_value(account, "seed");
    return json_is_integer(seed) ? json_integer(json_integer_value(seed)) : json_null();
}

static json_t *document_of(const struct run_account *account, const char *folder)
{
    char time[RECORDED_TIME_SIZE];
    const json_t *language = option_value(account, "lang");
    return json_pack("{s:i, s:s, s:s, s:s, s:O, s:O, s:s, s:s, s:o, s:s?, s:O, s:o, s:o, s:o, s:i}", "schema_version",
                     MANIFEST_SCHEMA_VERSION, "tool", "cirisk", "tool_version", CIR_VERSION, "command",
                     account->command->name, "arguments", account->arguments, "options", account->options, "folder",
                     folder, "language", json_is_string(language) ? json_string_value(language) : "en", "seed",
                     seed_json(account), "time", recorded_time(time), "definitions", account->definitions, "inputs",
                     files_json(&account->inputs, false), "outputs", files_json(&account->outputs, true), "counts",
                     counts_json(account), "exit_code", account->exit_code);
}

static enum cir_status write_text(const char *path, struct cir_text text, struct cir_error *error)
{
    struct cir_output_file file;
    enum cir_status status = cir_output_file_open(&file, path, error);
    if (status == CIR_OK)
        status = cir_output_file_write(&file, text, error);
    if (status == CIR_OK)
        status = cir_output_file_finish(&file, error);
    cir_output_file_abandon(&file);
    return status;
}

int run_account_write(const struct run_account *account)
{
    struct cir_error error;
    char *folder = folder_path_between(account->manifest);
    if (folder == NULL)
        return say_no_memory();
    json_t *document = account->failed ? NULL : document_of(account, folder);
    char *text = document != NULL ? json_dumps(document, JSON_INDENT(2)) : NULL;
    struct cir_buffer line = {0};
    if (text != NULL)
        cir_buffer_add_format(&line, "%s\n", text);
    int code = EXIT_CLEAN;
    if (text == NULL || line.failed)
        code = say_no_memory();
    else if (write_text(account->manifest, cir_buffer_text(&line), &error) != CIR_OK)
        code = say_error(&error);
    cir_buffer_free(&line);
    json_decref(document);
    free(text);
    free(folder);
    return code;
}

void run_account_free(struct run_account *account)
{
    json_decref(account->options);
    json_decref(account->arguments);
    json_decref(account->definitions);
    cir_arena_free(&account->arena);
    *account = (struct run_account){0};
}
