#include "run_difference.h"

#include "base/error.h"
#include "command.h"
#include "say.h"

#include <errno.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { SHOWN = 24 };

/* Both files, read up to the first byte in which they differ. */
struct parting {
    FILE *then;
    FILE *now;
    uint64_t line; /* from 1 */
    uint64_t byte; /* of the line, from 1 */
};

static int open_file(FILE **file, const char *path)
{
    struct cir_error error;
    *file = fopen(path, "r");
    if (*file != NULL)
        return EXIT_CLEAN;
    cir_fail_system(&error, path, errno);
    return say_error(&error);
}

/* The last character that both have is put back, so that both stand where they part. */
static void find(struct parting *parting)
{
    parting->line = parting->byte = 1;
    int a = getc(parting->then), b = getc(parting->now);
    while (a == b && a != EOF) {
        parting->line += a == '\n';
        parting->byte = a == '\n' ? 1 : parting->byte + 1;
        a = getc(parting->then);
        b = getc(parting->now);
    }
    ungetc(a, parting->then);
    ungetc(b, parting->now);
}

static void add_rest(struct cir_buffer *text, FILE *file)
{
    char rest[SHOWN + 1];
    size_t size = fread(rest, 1, SHOWN, file);
    const char *end = memchr(rest, '\n', size);
    if (size == 0) {
        cir_buffer_add_string(text, "nothing more");
        return;
    }
    cir_buffer_add_char(text, '\'');
    say_add_visible(text, (struct cir_text){rest, end != NULL ? (size_t)(end - rest) : size}, SHOWN);
    cir_buffer_add_char(text, '\'');
}

int run_difference_add(struct cir_buffer *text, const char *then, const char *now)
{
    struct parting parting = {0};
    int code = open_file(&parting.then, then);
    if (code == EXIT_CLEAN)
        code = open_file(&parting.now, now);
    if (code == EXIT_CLEAN) {
        find(&parting);
        cir_buffer_add_format(text, "line %" PRIu64 ", byte %" PRIu64 ": ", parting.line, parting.byte);
        add_rest(text, parting.then);
        cir_buffer_add_string(text, " then, ");
        add_rest(text, parting.now);
        cir_buffer_add_string(text, " now");
    }
    if (parting.then != NULL)
        fclose(parting.then);
    if (parting.now != NULL)
        fclose(parting.now);
    return code;
}
