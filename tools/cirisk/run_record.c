#include "run_record.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/sha256.h"
#include "folder_path.h"
#include "manifest_json.h"
#include "output.h"
#include "run_files.h"
#include "run_options.h"
#include "say.h"
#include "stream_tap.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RENAMES_MAX = OPTIONS_MAX };

// clang-format off
const struct option_row manifest_rows[MANIFEST_ROWS] = {
    {"manifest", '\0', OPTION_TEXT, offsetof(struct manifest_options, manifest), "FILE", NULL, NULL, COMPLETE_MANIFEST,
     "record of the run as JSON: what was read and written, with SHA-256, by which options and definitions; "
     "'cirisk verify FILE' repeats it"},
};
// clang-format on

/* The record of this process, of which there is one as there is one standard output. */
static struct {
    bool is_on;
    struct run_account account; /* what the manifest will tell */
    struct stream_tap *input;   /* NULL: none */
    struct stream_tap *output;
} record;

static struct {
    const char *path;
    const char *name;
} renames[RENAMES_MAX];
static size_t rename_count;

/* ---- names ---- */

void record_rename(const char *path, const char *name)
{
    if (rename_count == RENAMES_MAX)
        return;
    renames[rename_count].path = path;
    renames[rename_count++].name = name;
}

/* What stands behind the folder that a path begins with; NULL where it does not. */
static const char *behind(const char *path, const char *folder)
{
    size_t size = strlen(folder);
    return strncmp(path, folder, size) == 0 && path[size] == '/' ? path + size : NULL;
}

/* A file in a folder that has another name. */
static const char *name_in(const char *folder, const char *rest)
{
    struct cir_buffer name = {0};
    size_t size = strlen(folder);
    cir_buffer_add(&name, (struct cir_text){folder, size > 1 && folder[size - 1] == '/' ? size - 1 : size});
    cir_buffer_add_string(&name, rest);
    const char *copy = name.failed ? NULL : cir_arena_copy(&record.account.arena, cir_buffer_text(&name));
    record.account.failed = record.account.failed || copy == NULL;
    cir_buffer_free(&name);
    return copy != NULL ? copy : folder;
}

const char *record_name(const char *path)
{
    for (size_t i = 0; i < rename_count; i++) {
        const char *rest = behind(path, renames[i].path);
        if (strcmp(renames[i].path, path) == 0)
            return renames[i].name;
        if (rest != NULL)
            return name_in(renames[i].name, rest);
    }
    return path;
}

/* ---- begin ---- */

static const char *manifest_path(const struct command *command, const void *values)
{
    struct option_place places[OPTIONS_MAX];
    size_t count = options_list(places, command);
    for (size_t i = 0; i < count; i++)
        if (places[i].row->completion == COMPLETE_MANIFEST)
            return *(const char *const *)((const char *)values + places[i].member);
    return NULL;
}

/* The manifest, and no other output, may be one of the files that are read, or be written twice. */
static int check_files(struct run_account *account)
{
    const struct run_files *inputs = &account->inputs, *outputs = &account->outputs;
    const char **names = cir_arena_take(&account->arena, outputs->count + 1, sizeof *names);
    struct output_input *read = cir_arena_take(&account->arena, inputs->count + 1, sizeof *read);
    if (names == NULL || read == NULL)
        return say_no_memory();
    for (size_t i = 0; i < outputs->count; i++)
        names[i] = outputs->list[i].name;
    for (size_t i = 0; i < inputs->count; i++)
        read[i] = (struct output_input){inputs->list[i].name, "what is read"};
    names[outputs->count] = account->manifest;
    return output_check(account->command->name, names, outputs->count + 1, read, inputs->count);
}

/* Better now than after a long run. */
static int check_folder(const char *manifest)
{
    struct cir_error error;
    char *folder = folder_path_of(manifest);
    if (folder == NULL)
        return say_no_memory();
    int failed = access(folder, W_OK | X_OK);
    if (failed != 0)
        cir_fail_system(&error, manifest, errno);
    free(folder);
    return failed == 0 ? EXIT_CLEAN : say_error(&error);
}

static int start_taps(void)
{
    struct cir_error error;
    enum cir_status status = CIR_OK;
    if (run_files_find(&record.account.inputs, "-") != NULL)
        status = stream_tap_start(&record.input, STDIN_FILENO, &error);
    if (status == CIR_OK)
        status = stream_tap_start(&record.output, STDOUT_FILENO, &error);
    return status == CIR_OK ? EXIT_CLEAN : say_error(&error);
}

static int begin(const struct command *command, const void *values, const struct operands *operands)
{
    struct run_account *account = &record.account;
    if (strcmp(account->manifest, "-") == 0) {
        say(command->name, "--manifest names a file: the paths in it are told from its folder");
        return EXIT_USAGE;
    }
    int code = run_files_collect(&account->inputs, &account->outputs, command, values, operands, &account->arena);
    if (code == EXIT_CLEAN)
        code = check_files(account);
    if (code == EXIT_CLEAN)
        code = check_folder(account->manifest);
    if (code == EXIT_CLEAN)
        code = run_account_start(account, values, operands);
    return code == EXIT_CLEAN ? start_taps() : code;
}

int record_begin(const struct command *command, const void *values, const struct operands *operands)
{
    const char *manifest = manifest_path(command, values);
    if (manifest == NULL)
        return EXIT_CLEAN;
    record.is_on = true;
    record.account.command = command;
    record.account.manifest = manifest;
    return begin(command, values, operands);
}

/* ---- what the run tells ---- */

bool record_is_on(void)
{
    return record.is_on;
}

/* Rows are told by record_rows, before or after. */
static void take_seal(struct run_file *file, const struct cir_file_seal *seal)
{
    if (file == NULL) {
        record.account.failed = true;
        return;
    }
    uint64_t rows = file->seal.rows;
    file->seal = *seal;
    file->seal.rows = rows;
    file->is_sealed = true;
}

void record_input(const char *name, const struct cir_file_seal *seal)
{
    struct run_account *account = &record.account;
    if (!record.is_on)
        return;
    struct run_file *file = run_files_find(&account->inputs, name);
    take_seal(file != NULL ? file : run_files_add(&account->inputs, name, RUN_FILE, &account->arena), seal);
}

/* In a folder of the command line; "next//sheet.csv" is next/sheet.csv. */
static struct run_file *add_written(const char *name)
{
    struct run_account *account = &record.account;
    struct cir_buffer plain = {0};
    for (size_t i = 0; name[i] != '\0'; i++)
        if (name[i] != '/' || i == 0 || name[i - 1] != '/')
            cir_buffer_add_char(&plain, name[i]);
    cir_buffer_add_char(&plain, '\0');
    struct run_file *file =
        plain.failed ? NULL : run_files_add(&account->outputs, plain.data, RUN_FILE, &account->arena);
    cir_buffer_free(&plain);
    return file;
}

void record_output(const char *name, const struct cir_file_seal *seal)
{
    struct run_account *account = &record.account;
    if (!record.is_on || strcmp(name, "-") == 0) /* the tap tells that */
        return;
    struct run_file *file = run_files_find(&account->outputs, name);
    take_seal(file != NULL ? file : add_written(name), seal);
}

void record_output_text(const char *name, struct cir_text text)
{
    struct cir_file_seal seal = {.size = text.size};
    if (!record.is_on)
        return;
    cir_sha256_text(text, seal.sha256);
    record_output(name, &seal);
}

void record_database(const char *name)
{
    struct run_file *file = record.is_on ? run_files_find(&record.account.outputs, name) : NULL;
    if (file != NULL)
        file->is_sealed = true;
}

static void tell_rows(const struct run_files *files, const char *name, uint64_t rows)
{
    struct run_file *file = run_files_find(files, name);
    if (file == NULL)
        return;
    file->seal.rows = rows;
    file->has_rows = true;
}

void record_input_rows(const char *name, uint64_t rows)
{
    tell_rows(&record.account.inputs, name, rows);
}

void record_output_rows(const char *name, uint64_t rows)
{
    tell_rows(&record.account.outputs, name, rows);
}

void record_counts(uint64_t rows, uint64_t scored, uint64_t rejected)
{
    record.account.has_counts = true;
    record.account.rows = rows;
    record.account.scored = scored;
    record.account.rejected = rejected;
}

void record_classifier(const char *role, const struct cir_classifier *classifier)
{
    if (record.is_on)
        run_account_classifier(&record.account, role, classifier);
}

void record_definitions(const char *role, const char *sha256, const struct cir_network *network)
{
    if (record.is_on)
        run_account_definitions(&record.account, role, sha256, network);
}

/* ---- end ---- */

static int end_output(struct cir_file_seal *seal)
{
    struct cir_error error;
    int code = say_written(stdout, "standard output");
    clearerr(stdout);
    if (stream_tap_end(record.output, seal, &error) != CIR_OK && code == EXIT_CLEAN)
        code = say_error(&error);
    record.output = NULL;
    return code;
}

/* Off in any case; what went through becomes a file of the record. */
static int end_taps(bool is_whole)
{
    struct cir_file_seal seal = {0};
    struct cir_error error;
    int code = record.output != NULL ? end_output(&seal) : EXIT_CLEAN;
    struct run_file *file = run_files_find(&record.account.outputs, "-");
    if (file == NULL && seal.size > 0)
        file = run_files_add(&record.account.outputs, "-", RUN_STREAM, &record.account.arena);
    if (file != NULL)
        take_seal(file, &seal);
    if (record.input == NULL)
        return code;
    if (!is_whole || code != EXIT_CLEAN) {
        stream_tap_leave(record.input);
        return code;
    }
    seal = (struct cir_file_seal){0};
    if (stream_tap_end(record.input, &seal, &error) != CIR_OK)
        return say_error(&error);
    take_seal(run_files_find(&record.account.inputs, "-"), &seal);
    return EXIT_CLEAN;
}

static bool is_unchanged(const struct run_file *file)
{
    struct stat now;
    const struct stat *then = &file->before;
    return stat(file->name, &now) == 0 && now.st_dev == then->st_dev && now.st_ino == then->st_ino &&
           now.st_size == then->st_size && now.st_mtim.tv_sec == then->st_mtim.tv_sec &&
           now.st_mtim.tv_nsec == then->st_mtim.tv_nsec;
}

/* A file that changes while it is read is not one of which anything can be said. */
static int seal_inputs(struct run_files *inputs)
{
    int code = EXIT_CLEAN;
    for (size_t i = 0; i < inputs->count && code == EXIT_CLEAN; i++) {
        struct run_file *file = &inputs->list[i];
        if (!file->is_sealed)
            code = run_file_seal(&file->seal, file->name);
        if (code == EXIT_CLEAN && file->kind == RUN_FILE && !is_unchanged(file)) {
            say(NULL, "%s was changed during the run: no manifest is written", file->name);
            code = EXIT_FILES;
        }
    }
    return code;
}

static int seal_outputs(struct run_files *outputs)
{
    int code = EXIT_CLEAN;
    for (size_t i = 0; i < outputs->count && code == EXIT_CLEAN; i++) {
        struct run_file *file = &outputs->list[i];
        struct stat found;
        if (file->kind == RUN_FILE && !file->is_sealed && stat(file->name, &found) == 0 && S_ISREG(found.st_mode)) {
            code = run_file_seal(&file->seal, file->name);
            file->is_sealed = true;
        }
    }
    return code;
}

static int end(int code)
{
    struct run_account *account = &record.account;
    bool is_whole = code == EXIT_CLEAN || code == EXIT_FINDINGS;
    int ended = end_taps(is_whole);
    if (!is_whole || ended != EXIT_CLEAN)
        return is_whole ? ended : code;
    account->exit_code = code;
    ended = seal_inputs(&account->inputs);
    if (ended == EXIT_CLEAN)
        ended = seal_outputs(&account->outputs);
    if (ended == EXIT_CLEAN)
        ended = run_account_write(account);
    return ended == EXIT_CLEAN ? code : ended;
}

int record_end(int code)
{
    if (!record.is_on)
        return code;
    code = end(code);
    run_account_free(&record.account);
    record.is_on = false;
    return code;
}
