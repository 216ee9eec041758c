#include "output.h"

#include "base/error.h"
#include "command.h"
#include "pipeline/output_file.h"
#include "run_record.h"
#include "say.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// clang-format off
const struct option_row output_file_rows[OUTPUT_ROWS] = {
    {"output", 'o', OPTION_TEXT, offsetof(struct output_file_options, output), "FILE", NULL, "-", COMPLETE_WRITTEN_FILE,
     "where the result goes; '-' is standard output"},
};
// clang-format on

static int refuse(const char *path, int error_number)
{
    struct cir_error error;
    cir_fail_system(&error, path, error_number);
    return say_error(&error);
}

/* Whole or not at all. */
static int write_file(const char *path, struct cir_text text)
{
    struct cir_output_file file = {0};
    struct cir_error error;
    enum cir_status status = cir_output_file_open(&file, path, &error);
    if (status == CIR_OK)
        status = cir_output_file_write(&file, text, &error);
    if (status == CIR_OK)
        status = cir_output_file_finish(&file, &error);
    cir_output_file_abandon(&file);
    if (status != CIR_OK)
        return say_error(&error);
    record_output_text(path, text);
    return EXIT_CLEAN;
}

int output_write(const char *path, const struct cir_buffer *text)
{
    if (text->failed)
        return say_no_memory();
    if (strcmp(path, "-") != 0)
        return write_file(path, cir_buffer_text(text));
    fwrite(text->data, 1, text->size, stdout);
    return EXIT_CLEAN; /* main says what could not be written */
}

int output_print(const char *path, int (*print)(const void *context, FILE *out), const void *context)
{
    struct cir_buffer text = {0};
    FILE *out = open_memstream(&text.data, &text.size);
    if (out == NULL)
        return say_no_memory();
    int code = print(context, out);
    if (fclose(out) != 0)
        code = say_no_memory();
    if (code == EXIT_CLEAN)
        code = output_write(path, &text);
    free(text.data);
    return code;
}

int output_json(json_t *document, FILE *out)
{
    enum { DIGITS = 9 };
    bool is_whole = document != NULL && json_dumpf(document, out, JSON_INDENT(2) | JSON_REAL_PRECISION(DIGITS)) == 0;
    json_decref(document);
    if (!is_whole)
        return say_no_memory();
    fputc('\n', out);
    return EXIT_CLEAN;
}

json_t *output_json_number(double value)
{
    return isnan(value) ? json_null() : json_real(rint(value * 1e6) / 1e6);
}

struct terminal output_terminal(const char *path, const struct terminal_options *options)
{
    struct terminal terminal = terminal_of(stdout, options);
    if (strcmp(path, "-") == 0)
        return terminal;
    terminal.width = TERMINAL_WIDTH;
    terminal.color = false;
    return terminal;
}

/* ---- what must not be overwritten ---- */

/* A regular file that is there: pipes and devices keep nothing that could be lost. */
static bool find_file(struct stat *file, const char *path, int standard)
{
    int found = strcmp(path, "-") == 0 ? fstat(standard, file) : stat(path, file);
    return found == 0 && S_ISREG(file->st_mode);
}

/* @param standard what "-" is of `other` */
static bool is_same_file(const char *output, const char *other, int standard)
{
    struct stat a, b;
    return find_file(&a, output, STDOUT_FILENO) && find_file(&b, other, standard) && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

static int check_output(const char *command, const char *output, const char *const *before, size_t before_count,
                        const struct output_input *inputs, size_t input_count)
{
    const char *name = strcmp(output, "-") == 0 ? "standard output" : output;
    for (size_t i = 0; i < input_count; i++)
        if (inputs[i].path != NULL && is_same_file(output, inputs[i].path, STDIN_FILENO)) {
            say(command, "%s is %s: write to another file", name, inputs[i].name);
            return EXIT_USAGE;
        }
    for (size_t i = 0; i < before_count; i++)
        if (before[i] != NULL && (strcmp(output, before[i]) == 0 || is_same_file(output, before[i], STDOUT_FILENO))) {
            say(command, "%s is written twice: give each output a file of its own", name);
            return EXIT_USAGE;
        }
    return EXIT_CLEAN;
}

int output_check(const char *command, const char *const *outputs, size_t output_count,
                 const struct output_input *inputs, size_t input_count)
{
    int code = EXIT_CLEAN;
    for (size_t i = 0; code == EXIT_CLEAN && i < output_count; i++)
        if (outputs[i] != NULL)
            code = check_output(command, outputs[i], outputs, i, inputs, input_count);
    return code;
}

int output_write_new(const char *path, struct cir_text text)
{
    FILE *file = fopen(path, "wx");
    if (file == NULL)
        return refuse(path, errno);
    fwrite(text.data, 1, text.size, file);
    int code = say_written(file, path);
    if (fclose(file) != 0 && code == EXIT_CLEAN)
        code = refuse(path, errno);
    if (code == EXIT_CLEAN)
        record_output_text(path, text);
    return code;
}
