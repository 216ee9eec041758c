#include "run_repeat.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/nearest.h"
#include "manifest_file.h"
#include "output.h"
#include "run_record.h"
#include "say.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { REMOVE_DESCRIPTORS = 16, MESSAGES_SHOWN = 4096 };

static const char stdout_file[] = "standard-output", stderr_file[] = "messages", manifest_file[] = "manifest.json";

/* ---- the command line ---- */

static int refuse(const char *manifest, const char *word, const char *why)
{
    struct cir_buffer line = {0};
    say_add_visible(&line, cir_text_of(word), 0);
    say("verify", "%s: '%.*s' %s", manifest, CIR_TEXT_ARGS(cir_buffer_text(&line)), why);
    cir_buffer_free(&line);
    return EXIT_USAGE;
}

/* A text of the arena made of up to three parts. */
static char *join(struct cir_arena *arena, const char *a, const char *b, const char *c)
{
    struct cir_buffer text = {0};
    cir_buffer_add_string(&text, a);
    cir_buffer_add_string(&text, b);
    cir_buffer_add_string(&text, c);
    char *copy = text.failed ? NULL : cir_arena_copy(arena, cir_buffer_text(&text));
    cir_buffer_free(&text);
    return copy;
}

static int add_argument(struct repeat *repeat, char *argument)
{
    if (argument == NULL)
        return say_no_memory();
    if (repeat->argument_count == REPEAT_ARGUMENTS_MAX) {
        say("verify", "the manifest has more than %d words of a command line", REPEAT_ARGUMENTS_MAX);
        return EXIT_USAGE;
    }
    repeat->arguments[repeat->argument_count++] = argument;
    return EXIT_CLEAN;
}

static const struct option_row *find_option(const struct command *command, const char *name)
{
    struct option_place places[OPTIONS_MAX];
    size_t count = options_list(places, command);
    for (size_t i = 0; i < count; i++)
        if (strcmp(places[i].row->name, name) == 0)
            return places[i].row;
    return NULL;
}

static bool is_written(enum completion completion)
{
    return completion == COMPLETE_WRITTEN_FILE || completion == COMPLETE_WRITTEN_FOLDER ||
           completion == COMPLETE_WRITTEN_DATABASE;
}

/* A file of its own in a folder of its own, with the last part of the name, which may tell its format. */
static char *temporary_path(struct repeat *repeat, const char *name)
{
    char number[32];
    const char *slash = strrchr(name, '/');
    const char *last = slash != NULL && slash[1] != '\0' ? slash + 1 : slash != NULL ? "folder" : name;
    if (strcmp(last, ".") == 0 || strcmp(last, "..") == 0)
        last = "folder";
    snprintf(number, sizeof number, "/%zu", repeat->output_count);
    const char *folder = join(&repeat->arena, repeat->folder, number, "");
    if (folder == NULL || mkdir(folder, 0700) != 0)
        return NULL;
    return join(&repeat->arena, folder, "/", last);
}

static int add_output(struct repeat *repeat, const char *option, const char *name)
{
    char *path = strcmp(name, "-") == 0 ? (char *)name : temporary_path(repeat, name);
    if (path == NULL)
        return say_no_memory();
    repeat->outputs[repeat->output_count++] = (struct repeat_output){name, path};
    return add_argument(repeat, join(&repeat->arena, option, "=", path));
}

static int add_value(struct repeat *repeat, const struct option_row *row, const char *option, const json_t *value)
{
    char number[32];
    if (json_is_integer(value)) {
        snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        return add_argument(repeat, join(&repeat->arena, option, "=", number));
    }
    const char *text = json_string_value(value);
    if (is_written(row->completion))
        return add_output(repeat, option, text);
    return add_argument(repeat, join(&repeat->arena, option, "=", row->completion == COMPLETE_CACHE ? "none" : text));
}

/* Whether a value is of the kind that the option takes. */
static bool fits(const struct option_row *row, const json_t *value)
{
    if (json_is_null(value))
        return row->kind != OPTION_FLAG && row->kind != OPTION_COUNT;
    switch (row->kind) {
    case OPTION_FLAG:
        return json_is_boolean(value);
    case OPTION_COUNT:
        return json_is_integer(value);
    case OPTION_TEXTS:
        return json_is_array(value);
    case OPTION_TEXT:
    case OPTION_CHOICE:
    case OPTION_CHARACTER:
        return json_is_string(value);
    }
    return false;
}

static int refuse_option(const struct repeat *repeat, const char *manifest, const char *name)
{
    struct option_place places[OPTIONS_MAX];
    struct cir_nearest search = cir_nearest_start(cir_text_of(name));
    size_t count = options_list(places, repeat->command);
    char why[160];
    for (size_t i = 0; i < count; i++)
        cir_nearest_offer(&search, cir_text_of(places[i].row->name));
    if (search.found.size > 0)
        snprintf(why, sizeof why, "is no option of 'cirisk %s'; did you mean '%.*s'?", repeat->command->name,
                 CIR_TEXT_ARGS(search.found));
    else
        snprintf(why, sizeof why, "is no option of 'cirisk %s'", repeat->command->name);
    return refuse(manifest, name, why);
}

/* One that is given twice means its last value on a command line, and nothing here. */
static bool is_repeated(const json_t *options, size_t place)
{
    const char *name = manifest_text(json_array_get(options, place), "name");
    for (size_t i = 0; i < place; i++)
        if (strcmp(manifest_text(json_array_get(options, i), "name"), name) == 0)
            return true;
    return false;
}

static int add_option(struct repeat *repeat, const json_t *options, size_t place, const char *manifest)
{
    const json_t *entry = json_array_get(options, place);
    const char *name = manifest_text(entry, "name");
    const json_t *value = json_object_get(entry, "value");
    const struct option_row *row = find_option(repeat->command, name);
    if (row == NULL)
        return refuse_option(repeat, manifest, name);
    if (is_repeated(options, place))
        return refuse(manifest, name, "is there twice");
    if (!fits(row, value))
        return refuse(manifest, name, "has a value that the option does not take");
    const char *option = join(&repeat->arena, "--", name, "");
    if (option == NULL)
        return say_no_memory();
    if (row->completion == COMPLETE_MANIFEST || json_is_null(value) || json_is_false(value))
        return EXIT_CLEAN;
    if (json_is_true(value))
        return add_argument(repeat, join(&repeat->arena, option, "", ""));
    if (!json_is_array(value))
        return add_value(repeat, row, option, value);
    int code = EXIT_CLEAN;
    for (size_t i = 0; i < json_array_size(value) && code == EXIT_CLEAN; i++)
        code = add_value(repeat, row, option, json_array_get(value, i));
    return code;
}

static int add_words(struct repeat *repeat, const json_t *words)
{
    int code = add_argument(repeat, join(&repeat->arena, "--", "", ""));
    for (size_t i = 0; i < json_array_size(words) && code == EXIT_CLEAN; i++)
        code = add_argument(repeat, join(&repeat->arena, json_string_value(json_array_get(words, i)), "", ""));
    return code;
}

static bool has_manifest(const struct command *command)
{
    return find_option(command, manifest_rows[0].name) != NULL;
}

static int make_folder(struct repeat *repeat)
{
    const char *place = getenv("TMPDIR");
    struct cir_error error;
    int size = snprintf(repeat->folder, sizeof repeat->folder, "%s/cirisk-verify-XXXXXX",
                        place != NULL && place[0] == '/' ? place : "/tmp");
    if (size > 0 && (size_t)size < sizeof repeat->folder && mkdtemp(repeat->folder) != NULL)
        return EXIT_CLEAN;
    cir_fail_system(&error, "the folder of temporary files (TMPDIR)", errno);
    repeat->folder[0] = '\0';
    return say_error(&error);
}

/* The run refused it then; here outputs go elsewhere, and it has to be seen all the same. */
static int check_outputs(const struct repeat *repeat, const json_t *manifest)
{
    const json_t *inputs = json_object_get(manifest, "inputs");
    const char *names[OPTIONS_MAX];
    int code = EXIT_CLEAN;
    for (size_t i = 0; i < repeat->output_count; i++)
        names[i] = repeat->outputs[i].name;
    for (size_t i = 0; i < json_array_size(inputs) && code == EXIT_CLEAN; i++) {
        const struct output_input input = {manifest_text(json_array_get(inputs, i), "name"), "an input, too"};
        for (size_t k = 0; k < repeat->output_count; k++)
            if (strcmp(names[k], "-") != 0 && strcmp(names[k], input.path) == 0)
                code = refuse("the manifest", names[k], "is an input and an output");
        if (code == EXIT_CLEAN)
            code = output_check("verify", names, repeat->output_count, &input, 1);
    }
    return code;
}

int repeat_prepare(struct repeat *repeat, const json_t *manifest, const char *name)
{
    const json_t *options = json_object_get(manifest, "options");
    *repeat = (struct repeat){.command = command_find(manifest_text(manifest, "command"))};
    if (repeat->command == NULL || !has_manifest(repeat->command))
        return refuse(name, manifest_text(manifest, "command"), "is no command that writes manifests");
    int code = make_folder(repeat);
    if (code == EXIT_CLEAN)
        code = add_argument(repeat, join(&repeat->arena, repeat->command->name, "", ""));
    for (size_t i = 0; i < json_array_size(options) && code == EXIT_CLEAN; i++)
        code = add_option(repeat, options, i, name);
    if (code == EXIT_CLEAN)
        code = add_argument(repeat, join(&repeat->arena, "--manifest=", repeat->folder, "/manifest.json"));
    if (code == EXIT_CLEAN)
        code = add_words(repeat, json_object_get(manifest, "arguments"));
    return code == EXIT_CLEAN ? check_outputs(repeat, manifest) : code;
}

/* ---- running ---- */

static char *file_of(struct repeat *repeat, const char *name)
{
    return join(&repeat->arena, repeat->folder, "/", name);
}

static bool redirect(const char *path, int flags, int descriptor)
{
    int opened = open(path, flags, 0600);
    bool done = opened >= 0 && dup2(opened, descriptor) == descriptor;
    if (opened > descriptor)
        close(opened);
    return done;
}

/* The time of the run; what the environment adds to the options is not of it. */
static void set_environment(const char *time_text)
{
    struct tm parts = {0};
    char seconds[32];
    unsetenv("ACCESSIBLE");
    if (strptime(time_text, "%Y-%m-%dT%H:%M:%SZ", &parts) == NULL)
        return;
    snprintf(seconds, sizeof seconds, "%" PRId64, (int64_t)timegm(&parts));
    setenv("SOURCE_DATE_EPOCH", seconds, 1);
}

static _Noreturn void be_the_run(struct repeat *repeat, const char *out, const char *err, const char *time_text)
{
    enum { NOT_STARTED = EXIT_FILES };
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* who is no more waited for has nothing to do */
    if (!redirect("/dev/null", O_RDONLY, STDIN_FILENO) || !redirect(out, O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO) ||
        !redirect(err, O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO))
        _exit(NOT_STARTED);
    set_environment(time_text);
    for (size_t i = 0; i < repeat->output_count; i++)
        record_rename(repeat->outputs[i].path, repeat->outputs[i].name);
    int code = command_run(repeat->command, repeat->argument_count, repeat->arguments);
    int written = say_written(stdout, "standard output");
    fflush(NULL);
    _exit(code == EXIT_CLEAN ? written : code);
}

static volatile sig_atomic_t running; /* process of the repeat, 0: none */

static void stop(int number)
{
    (void)number;
    if (running > 0)
        kill((pid_t)running, SIGTERM);
}

/* An interrupt ends the repeat, and then this process in good order, with its folder taken away. */
static int wait_for(pid_t process)
{
    const struct sigaction action = {.sa_handler = stop};
    struct sigaction before[2];
    int outcome = 0;
    running = process;
    sigaction(SIGINT, &action, &before[0]);
    sigaction(SIGTERM, &action, &before[1]);
    while (waitpid(process, &outcome, 0) < 0 && errno == EINTR)
        ;
    sigaction(SIGINT, &before[0], NULL);
    sigaction(SIGTERM, &before[1], NULL);
    running = 0;
    return WIFEXITED(outcome) ? WEXITSTATUS(outcome) : EXIT_INTERNAL;
}

static void show_messages(const char *path)
{
    char text[MESSAGES_SHOWN];
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return;
    size_t size = fread(text, 1, sizeof text, file);
    fwrite(text, 1, size, stderr); /* which are our own, and made harmless when they were said */
    fclose(file);
}

int repeat_run(struct repeat *repeat, const json_t *manifest)
{
    const char *out = file_of(repeat, stdout_file), *err = file_of(repeat, stderr_file);
    const char *written = file_of(repeat, manifest_file);
    struct cir_error error;
    if (out == NULL || err == NULL || written == NULL)
        return say_no_memory();
    fflush(NULL);
    pid_t process = fork();
    if (process == 0)
        be_the_run(repeat, out, err, manifest_text(manifest, "time"));
    if (process < 0) {
        cir_fail_system(&error, "the repeat", errno);
        return say_error(&error);
    }
    repeat->exit_code = wait_for(process);
    if (repeat->exit_code != EXIT_CLEAN && repeat->exit_code != EXIT_FINDINGS)
        show_messages(err);
    else if (manifest_read(&repeat->manifest, written, &error) != CIR_OK)
        return say_error(&error);
    return EXIT_CLEAN;
}

/* ---- what came of it ---- */

/* A file in an output folder: the folder's path with what follows its name. */
static const char *path_in(struct repeat *repeat, const struct repeat_output *output, const char *name)
{
    size_t size = strlen(output->name);
    while (size > 1 && output->name[size - 1] == '/')
        size--;
    if (strncmp(output->name, name, size) != 0 || name[size] != '/')
        return NULL;
    return join(&repeat->arena, output->path, name + size, "");
}

const char *repeat_path(struct repeat *repeat, const char *name)
{
    if (strcmp(name, "-") == 0)
        return file_of(repeat, stdout_file);
    for (size_t i = 0; i < repeat->output_count; i++) {
        const struct repeat_output *output = &repeat->outputs[i];
        const char *path = strcmp(output->name, name) == 0 ? output->path : path_in(repeat, output, name);
        if (path != NULL)
            return path;
    }
    return NULL;
}

static int remove_one(const char *path, const struct stat *found, int kind, struct FTW *place)
{
    (void)found, (void)kind, (void)place;
    remove(path);
    return 0;
}

void repeat_free(struct repeat *repeat)
{
    if (repeat->folder[0] != '\0')
        nftw(repeat->folder, remove_one, REMOVE_DESCRIPTORS, FTW_DEPTH | FTW_PHYS);
    json_decref(repeat->manifest);
    cir_arena_free(&repeat->arena);
}
