#include "network/published_layouts.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { YEAR_DIGITS = 4, FIRST_YEAR = 1900, LAST_YEAR = 2200 };

static bool is_digit(struct cir_text text, size_t at)
{
    return at < text.size && isdigit((unsigned char)text.data[at]);
}

static bool is_release(struct cir_text text, size_t at)
{
    static const char word[] = "ICIO";
    const size_t size = sizeof word - 1;
    return at >= size && memcmp(text.data + at - size, word, size) == 0;
}

int cir_published_year(struct cir_text name)
{
    int year = 0;
    for (size_t at = 0; at < name.size; at++) {
        size_t end = at;
        int number = 0;
        for (; is_digit(name, end) && end - at < YEAR_DIGITS; end++)
            number = number * 10 + (name.data[end] - '0');
        bool is_alone = end - at == YEAR_DIGITS && !is_digit(name, end) && (at == 0 || !is_digit(name, at - 1));
        if (is_alone && number >= FIRST_YEAR && number <= LAST_YEAR && !is_release(name, at))
            year = number;
    }
    return year;
}

static enum cir_status read_some(struct cir_buffer *buffer, int file, const char *path, struct cir_error *error)
{
    ssize_t got = 1;
    while (got != 0 && buffer->size < CIR_PUBLISHED_START) {
        got = read(file, buffer->data + buffer->size, CIR_PUBLISHED_START - buffer->size);
        if (got > 0)
            buffer->size += (size_t)got;
        else if (got < 0 && errno != EINTR)
            return cir_fail_system(error, path, errno);
    }
    return CIR_OK;
}

enum cir_status cir_published_start(struct cir_buffer *buffer, const char *path, struct cir_error *error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return cir_fail_system(error, path, errno);
    enum cir_status status =
        cir_buffer_reserve(buffer, CIR_PUBLISHED_START) ? read_some(buffer, file, path, error) : cir_fail_memory(error);
    close(file);
    return status;
}

bool cir_published_line(struct cir_text *line, struct cir_text *rest)
{
    if (rest->size == 0 || !cir_text_next(line, rest, '\n'))
        return false;
    if (line->size > 0 && line->data[line->size - 1] == '\r')
        line->size--;
    return true;
}
