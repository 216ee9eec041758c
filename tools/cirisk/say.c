#include "say.h"

#include "command.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <unistr.h>

/* Marks that change the direction of the text behind them: U+061C, U+200E, U+200F, U+202A..E, U+2066..9. */
static bool turns_direction(ucs4_t character)
{
    return character == 0x61C || character == 0x200E || character == 0x200F ||
           (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
}

static bool is_control(ucs4_t character)
{
    return character < 0x20 || (character >= 0x7F && character < 0xA0);
}

void say_add_visible(struct cir_buffer *buffer, struct cir_text text, size_t most)
{
    size_t at = 0;
    for (size_t shown = 0; at < text.size; shown++) {
        if (most > 0 && shown == most) {
            cir_buffer_add_string(buffer, "...");
            return;
        }
        ucs4_t character = 0;
        const uint8_t *bytes = (const uint8_t *)text.data + at;
        int size = u8_mbtoucr(&character, bytes, text.size - at);
        if (size < 1) {
            cir_buffer_add_format(buffer, "\\x%02x", bytes[0]);
            size = 1;
        } else if (is_control(character)) {
            cir_buffer_add_format(buffer, "\\x%02x", (unsigned)character);
        } else if (turns_direction(character)) {
            cir_buffer_add_format(buffer, "\\u%04x", (unsigned)character);
        } else {
            cir_buffer_add(buffer, (struct cir_text){text.data + at, (size_t)size});
        }
        at += (size_t)size;
    }
}

/* A line that memory does not suffice for is lost; the exit code still tells. */
static void print_line(struct cir_buffer *line)
{
    cir_buffer_add_char(line, '\n');
    if (!line->failed)
        fwrite(line->data, 1, line->size, stderr);
    cir_buffer_free(line);
}

void say(const char *command, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    struct cir_buffer line = {0};
    cir_buffer_add_string(&line, "cirisk");
    if (command != NULL)
        cir_buffer_add_format(&line, " %s", command);
    cir_buffer_add_string(&line, ": ");
    say_add_visible(&line, cir_text_of(message), 0);
    print_line(&line);
}

int say_error(const struct cir_error *error)
{
    struct cir_buffer line = {0};
    if (error->file[0] != '\0') {
        say_add_visible(&line, cir_text_of(error->file), 0);
        if (error->line > 0)
            cir_buffer_add_format(&line, ":%zu", error->line);
        if (error->line > 0 && error->column > 0)
            cir_buffer_add_format(&line, ":%zu", error->column);
        cir_buffer_add_string(&line, ": ");
    } else {
        cir_buffer_add_string(&line, "cirisk: ");
    }
    say_add_visible(&line, cir_text_of(error->message), 0);
    print_line(&line);
    return cir_status_exit_code(error->status);
}

int say_no_memory(void)
{
    struct cir_error error;
    cir_fail_memory(&error);
    return say_error(&error);
}

int say_written(FILE *file, const char *name)
{
    if (fflush(file) == 0 && !ferror(file))
        return EXIT_CLEAN;
    struct cir_error error;
    cir_fail_system(&error, name, errno);
    return say_error(&error);
}
