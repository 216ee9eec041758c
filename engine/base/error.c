#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    const char *text;
    int exit_code;
} statuses[] = {
#define CIR_STATUS(symbol, name, exit_code, text) [CIR_##symbol] = {name, text, exit_code},
#include "base/status.def"
#undef CIR_STATUS
};

enum cir_status cir_fail(struct cir_error *error, enum cir_status status, struct cir_place place, const char *format,
                         ...)
{
    if (error == NULL)
        return status;
    error->status = status;
    error->line = place.line;
    error->column = place.column;
    snprintf(error->file, sizeof error->file, "%s", place.file != NULL ? place.file : "");
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return status;
}

enum cir_status cir_fail_memory(struct cir_error *error)
{
    return cir_fail(error, CIR_NO_MEMORY, (struct cir_place){0}, "memory is exhausted");
}

enum cir_status cir_fail_system(struct cir_error *error, const char *file, int error_number)
{
    char words[128];
    /* strerror_r of GNU returns the text; it is thread-safe where strerror is not. */
    const char *text = strerror_r(error_number, words, sizeof words);
    return cir_fail(error, CIR_NO_FILE, (struct cir_place){.file = file}, "%s", text);
}

const char *cir_status_name(enum cir_status status)
{
    return statuses[status].name;
}

const char *cir_status_text(enum cir_status status)
{
    return statuses[status].text;
}

int cir_status_exit_code(enum cir_status status)
{
    return statuses[status].exit_code;
}
