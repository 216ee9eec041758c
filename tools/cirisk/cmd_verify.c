#include "base/arena.h"
#include "base/error.h"
#include "command.h"
#include "folder_path.h"
#include "listing.h"
#include "manifest_file.h"
#include "output.h"
#include "run_difference.h"
#include "run_files.h"
#include "run_repeat.h"
#include "say.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct verify_options {
    int format; /* an enum listing_format */
};

struct verify_values {
    struct verify_options verify;
    struct terminal_options terminal;
};

// clang-format off
static const struct option_row verify_rows[] = {
    {"format", 'f', OPTION_CHOICE, offsetof(struct verify_options, format), "FORMAT", LISTING_FORMATS, "text", COMPLETE_NOTHING,
     "text to read; csv and json: one row a thing that was looked at"},
};
// clang-format on

enum { WHAT, NAME, OUTCOME, DETAIL, COLUMNS };
static const struct listing_column columns[COLUMNS] = {[WHAT] = {"what", LISTING_WORDS},
                                                       [NAME] = {"name", LISTING_WORDS},
                                                       [OUTCOME] = {"outcome", LISTING_WORDS},
                                                       [DETAIL] = {"detail", LISTING_WRAP}};

/* A manifest being held against what is there. */
struct verifying {
    const char *path;
    json_t *manifest; /* owned */
    struct repeat repeat;
    bool is_repeated; /* it came to an end that can be compared */
    bool differs;     /* from here on the findings */
    bool is_missing;
    struct cir_arena arena;
    struct listing listing;
};

static void add_row(struct verifying *verifying, const char *what, const char *name, const char *outcome)
{
    listing_row(&verifying->listing);
    listing_set(&verifying->listing, WHAT, what);
    listing_set_visible(&verifying->listing, NAME, name, 0);
    listing_set(&verifying->listing, OUTCOME, outcome);
}

/* ---- files ---- */

/* What a file is now, beside what the manifest says of it. */
enum standing { STANDING_SAME, STANDING_CHANGED, STANDING_MISSING, STANDING_STREAM };

static int look_at(enum standing *standing, const json_t *file)
{
    const char *name = manifest_text(file, "name");
    struct cir_file_seal seal;
    struct stat found;
    *standing = STANDING_STREAM;
    if (strcmp(name, "-") == 0)
        return EXIT_CLEAN;
    *standing = STANDING_MISSING;
    if (stat(name, &found) != 0)
        return EXIT_CLEAN;
    *standing = STANDING_CHANGED;
    const json_t *size = json_object_get(file, "size");
    if (!S_ISREG(found.st_mode) || json_integer_value(size) != found.st_size)
        return EXIT_CLEAN;
    int code = run_file_seal(&seal, name);
    if (code == EXIT_CLEAN && strcmp(seal.sha256, manifest_text(file, "sha256")) == 0)
        *standing = STANDING_SAME;
    return code;
}

/* @param can_repeat false where one of them is not to be had any more */
static int check_inputs(struct verifying *verifying, bool *can_repeat)
{
    const json_t *inputs = json_object_get(verifying->manifest, "inputs");
    *can_repeat = true;
    for (size_t i = 0; i < json_array_size(inputs); i++) {
        const json_t *file = json_array_get(inputs, i);
        enum standing standing;
        int code = look_at(&standing, file);
        if (code != EXIT_CLEAN)
            return code;
        static const char *const outcomes[] = {[STANDING_SAME] = "same",
                                               [STANDING_CHANGED] = "changed",
                                               [STANDING_MISSING] = "missing",
                                               [STANDING_STREAM] = "not-kept"};
        static const char *const details[] = {[STANDING_SAME] = NULL,
                                              [STANDING_CHANGED] = "its bytes are not those that the run read",
                                              [STANDING_MISSING] = "the run cannot be repeated without it",
                                              [STANDING_STREAM] =
                                                  "standard input, which nobody kept: the run cannot be repeated"};
        add_row(verifying, "input", manifest_text(file, "name"), outcomes[standing]);
        listing_set(&verifying->listing, DETAIL, details[standing]);
        bool is_gone = standing == STANDING_MISSING || standing == STANDING_STREAM;
        verifying->is_missing = verifying->is_missing || is_gone;
        verifying->differs = verifying->differs || standing == STANDING_CHANGED;
        *can_repeat = *can_repeat && !is_gone;
    }
    return EXIT_CLEAN;
}

/* Of an output that the repeat made otherwise: where, if the run's own file still stands. */
static int add_difference(struct verifying *verifying, const json_t *file, enum standing standing)
{
    const char *name = manifest_text(file, "name");
    const char *path = repeat_path(&verifying->repeat, name);
    struct cir_buffer detail = {0};
    struct stat found;
    int code = EXIT_CLEAN;
    verifying->differs = true;
    add_row(verifying, "output", name, "differs");
    if (path == NULL || stat(path, &found) != 0)
        cir_buffer_add_string(&detail, "the repeat does not write it");
    else if (standing == STANDING_SAME)
        code = run_difference_add(&detail, name, path);
    else
        cir_buffer_add_string(&detail,
                              "the repeat makes other bytes, and the file of the run is not there to show where");
    listing_set_buffer(&verifying->listing, DETAIL, &detail);
    return code;
}

static void add_same(struct verifying *verifying, const char *name, enum standing standing)
{
    static const char *const outcomes[] = {[STANDING_SAME] = "same",
                                           [STANDING_CHANGED] = "changed",
                                           [STANDING_MISSING] = "missing",
                                           [STANDING_STREAM] = "same"};
    static const char *const repeated[] = {
        [STANDING_SAME] = NULL,
        [STANDING_CHANGED] = "the repeat makes the bytes of the run; the file has others now",
        [STANDING_MISSING] = "the repeat makes the bytes of the run; the file is gone",
        [STANDING_STREAM] = NULL};
    static const char *const alone[] = {[STANDING_SAME] = "the file is as the run left it; the run was not repeated",
                                        [STANDING_CHANGED] =
                                            "the file is not as the run left it; the run was not repeated",
                                        [STANDING_MISSING] = "the file is gone; the run was not repeated",
                                        [STANDING_STREAM] = "the run was not repeated"};
    bool is_open = !verifying->is_repeated && standing == STANDING_STREAM;
    add_row(verifying, "output", name, is_open ? "not-compared" : outcomes[standing]);
    listing_set(&verifying->listing, DETAIL, (verifying->is_repeated ? repeated : alone)[standing]);
    verifying->differs = verifying->differs || standing == STANDING_CHANGED;
    verifying->is_missing = verifying->is_missing || standing == STANDING_MISSING;
}

static bool is_alike(const json_t *a, const json_t *b)
{
    return b != NULL && json_equal(json_object_get(a, "sha256"), json_object_get(b, "sha256")) &&
           json_equal(json_object_get(a, "size"), json_object_get(b, "size"));
}

static int check_output(struct verifying *verifying, const json_t *file)
{
    const char *name = manifest_text(file, "name");
    enum standing standing;
    if (strcmp(manifest_text(file, "kind"), "database") == 0) {
        add_row(verifying, "output", name, "not-compared");
        listing_set(&verifying->listing, DETAIL, "a database grows from run to run");
        return EXIT_CLEAN;
    }
    int code = look_at(&standing, file);
    if (code != EXIT_CLEAN)
        return code;
    if (verifying->is_repeated && !is_alike(file, manifest_find(verifying->repeat.manifest, "outputs", name)))
        return add_difference(verifying, file, standing);
    add_same(verifying, name, standing);
    return EXIT_CLEAN;
}

static int check_outputs(struct verifying *verifying)
{
    const json_t *outputs = json_object_get(verifying->manifest, "outputs");
    int code = EXIT_CLEAN;
    for (size_t i = 0; i < json_array_size(outputs) && code == EXIT_CLEAN; i++)
        code = check_output(verifying, json_array_get(outputs, i));
    return code;
}

/* ---- tool, definitions, end ---- */

static void check_tool(struct verifying *verifying)
{
    const char *then = manifest_text(verifying->manifest, "tool_version");
    bool is_same = strcmp(then, CIR_VERSION) == 0;
    add_row(verifying, "tool", "cirisk", is_same ? "same" : "other");
    if (is_same)
        return;
    struct cir_buffer detail = {0};
    say_add_visible(&detail, cir_text_of(then), 0);
    cir_buffer_add_string(&detail, " then, " CIR_VERSION " now");
    listing_set_buffer(&verifying->listing, DETAIL, &detail);
}

static const json_t *find_role(const json_t *manifest, const char *role)
{
    const json_t *list = json_object_get(manifest, "definitions");
    for (size_t i = 0; i < json_array_size(list); i++)
        if (strcmp(manifest_text(json_array_get(list, i), "role"), role) == 0)
            return json_array_get(list, i);
    return NULL;
}

static void check_part(struct verifying *verifying, const char *what, const char *name, const char *then,
                       const char *now)
{
    enum { HASH_SHOWN = 12 };
    bool is_same = strcmp(then, now) == 0;
    add_row(verifying, what, name, is_same ? "same" : "other");
    if (!is_same)
        listing_set_format(&verifying->listing, DETAIL, "SHA-256 %.*s... then, %.*s... now", HASH_SHOWN, then,
                           HASH_SHOWN, now);
}

static void check_schemes(struct verifying *verifying, const json_t *then, const json_t *now)
{
    const json_t *old_list = json_object_get(then, "schemes"), *new_list = json_object_get(now, "schemes");
    for (size_t i = 0; i < json_array_size(old_list); i++) {
        const json_t *scheme = json_array_get(old_list, i);
        check_part(verifying, "scheme", manifest_text(scheme, "name"), manifest_text(scheme, "sha256"),
                   manifest_text(json_array_get(new_list, i), "sha256"));
    }
    const json_t *network = json_object_get(then, "network");
    if (json_is_object(network))
        check_part(verifying, "network", manifest_text(network, "name"), manifest_text(network, "sha256"),
                   manifest_text(json_object_get(now, "network"), "sha256"));
}

static void check_definitions(struct verifying *verifying)
{
    const json_t *list = json_object_get(verifying->manifest, "definitions");
    for (size_t i = 0; verifying->is_repeated && i < json_array_size(list); i++) {
        const json_t *then = json_array_get(list, i);
        const char *role = manifest_text(then, "role");
        const json_t *now = find_role(verifying->repeat.manifest, role);
        check_part(verifying, "definitions", role, manifest_text(then, "sha256"), manifest_text(now, "sha256"));
        check_schemes(verifying, then, now);
    }
}

static void check_end(struct verifying *verifying)
{
    const json_t *then = json_object_get(verifying->manifest, "exit_code");
    if (verifying->repeat.command == NULL || verifying->repeat.argument_count == 0)
        return;
    bool is_same = json_integer_value(then) == verifying->repeat.exit_code;
    add_row(verifying, "exit code", "", is_same ? "same" : "differs");
    if (!is_same)
        listing_set_format(&verifying->listing, DETAIL, "%" JSON_INTEGER_FORMAT " then, %d now",
                           json_integer_value(then), verifying->repeat.exit_code);
    verifying->differs = verifying->differs || !is_same;
}

/* ---- run ---- */

/* Names are as they were given: told from the folder of the run, which is told from that of the manifest. */
static int go_to(const char *path, const char *folder)
{
    struct cir_error error;
    char *place = folder_path_of(path);
    if (place == NULL)
        return say_no_memory();
    int failed = chdir(place) != 0 || chdir(folder) != 0;
    if (failed)
        cir_fail_system(&error, folder, errno);
    free(place);
    return failed ? say_error(&error) : EXIT_CLEAN;
}

static int repeat(struct verifying *verifying)
{
    int code = repeat_run(&verifying->repeat, verifying->manifest);
    if (code == EXIT_CLEAN && verifying->repeat.exit_code == EXIT_USAGE) {
        say("verify", "%s: the run cannot be repeated: cirisk refuses its command line", verifying->path);
        return EXIT_USAGE;
    }
    verifying->is_repeated = verifying->repeat.manifest != NULL;
    return code;
}

static int outcome_of(const struct verifying *verifying)
{
    return verifying->is_missing ? EXIT_FILES : verifying->differs ? EXIT_FINDINGS : EXIT_CLEAN;
}

static int verify(struct verifying *verifying, const struct verify_values *values)
{
    const struct terminal terminal = terminal_of(stdout, &values->terminal);
    bool can_repeat;
    int code = go_to(verifying->path, manifest_text(verifying->manifest, "folder"));
    if (code == EXIT_CLEAN)
        code = repeat_prepare(&verifying->repeat, verifying->manifest, verifying->path);
    check_tool(verifying);
    if (code == EXIT_CLEAN)
        code = check_inputs(verifying, &can_repeat);
    if (code == EXIT_CLEAN && can_repeat)
        code = repeat(verifying);
    if (code != EXIT_CLEAN)
        return code;
    check_definitions(verifying);
    code = check_outputs(verifying);
    if (can_repeat)
        check_end(verifying);
    if (code == EXIT_CLEAN)
        code = listing_print(&verifying->listing, (enum listing_format)values->verify.format, &terminal, stdout);
    return code == EXIT_CLEAN ? outcome_of(verifying) : code;
}

static int run(const void *given, const struct operands *operands)
{
    struct verifying verifying = {.path = operands->list[0]};
    struct cir_error error;
    int code = EXIT_CLEAN;
    verifying.listing = listing_start(columns, COLUMNS, &verifying.arena);
    if (manifest_read(&verifying.manifest, verifying.path, &error) == CIR_OK)
        code = verify(&verifying, given);
    else
        code = say_error(&error);
    repeat_free(&verifying.repeat);
    json_decref(verifying.manifest);
    cir_arena_free(&verifying.arena);
    return code;
}

const struct command command_verify = {
    .name = "verify",
    .summary = "repeat a run by its manifest, and tell whether the same bytes come out",
    .arguments = "MANIFEST.json",
    .least = 1,
    .most = 1,
    .completion = COMPLETE_FILE,
    .description =
        "Reads what --manifest wrote, sees whether the inputs are still those of the run, repeats it into temporary "
        "files and holds each output against its SHA-256; where one differs, the first difference is shown. Nothing of "
        "yours is written to. Files are looked for where they lay as seen from the manifest, so that a folder may be "
        "moved whole. What came from standard input was not kept, and such a run cannot be repeated.\n"
        "Ends with exit code 0 where all is the same, 1 where a file or the exit code differs, 2 where the file is no "
        "manifest, 3 where a file is missing. Another version of cirisk or other definitions are told, and are no "
        "difference by themselves. docs/manifests.md has more.",
    .examples =
        {
            {"cirisk score log.csv -o scored.csv --manifest scored.manifest.json", "record a run"},
            {"cirisk verify scored.manifest.json", "and repeat it, on this machine or another"},
        },
    .groups =
        {
            {"Output", verify_rows, sizeof verify_rows / sizeof verify_rows[0], offsetof(struct verify_values, verify)},
            {"Screen", terminal_rows, TERMINAL_ROWS, offsetof(struct verify_values, terminal)},
        },
    .options_size = sizeof(struct verify_values),
    .run = run,
};
