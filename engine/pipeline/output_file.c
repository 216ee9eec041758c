#include "pipeline/output_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static const char part[] = ".part";

static bool is_replaceable(const char *path)
{
    struct stat status;
    return stat(path, &status) != 0 || S_ISREG(status.st_mode);
}

static enum cir_status open_part(struct cir_output_file *file, struct cir_error *error)
{
    size_t size = strlen(file->path) + sizeof part;
    file->temporary = malloc(size);
    if (file->temporary == NULL)
        return cir_fail_memory(error);
    snprintf(file->temporary, size, "%s%s", file->path, part);
    file->descriptor = open(file->temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    return CIR_OK;
}

enum cir_status cir_output_file_open(struct cir_output_file *file, const char *path, struct cir_error *error)
{
    *file = (struct cir_output_file){.path = path, .descriptor = -1};
    if (path == NULL)
        return CIR_OK;
    enum cir_status status = CIR_OK;
    file->is_standard_output = strcmp(path, "-") == 0;
    if (file->is_standard_output)
        file->descriptor = STDOUT_FILENO;
    else if (is_replaceable(path))
        status = open_part(file, error);
    else
        file->descriptor = open(path, O_WRONLY | O_CLOEXEC);
    if (status == CIR_OK && file->descriptor < 0)
        status = cir_fail_system(error, path, errno);
    file->is_open = status == CIR_OK;
    if (status != CIR_OK) {
        free(file->temporary);
        file->temporary = NULL;
    }
    return status;
}

void cir_output_file_hash(struct cir_output_file *file)
{
    file->hashes = file->path != NULL;
    file->size = 0;
    sha256_init(&file->sha256);
}

void cir_output_file_seal(struct cir_file_seal *seal, const struct cir_output_file *file)
{
    if (!file->hashes)
        return;
    struct sha256_ctx copy = file->sha256;
    seal->size = file->size;
    cir_sha256_hex(&copy, seal->sha256);
}

static void hash(struct cir_output_file *file, struct cir_text text)
{
    if (!file->hashes)
        return;
    file->size += text.size;
    sha256_update(&file->sha256, text.size, (const uint8_t *)text.data);
}

static const char *name_of(const struct cir_output_file *file)
{
    return file->is_standard_output ? "standard output" : file->path;
}

/* Pass what was written, from the front. */
static void pass(struct iovec **parts, int *count, size_t written)
{
    while (*count > 0 && written >= (*parts)->iov_len) {
        written -= (*parts)->iov_len;
        (*parts)++;
        (*count)--;
    }
    if (*count == 0)
        return;
    (*parts)->iov_base = (char *)(*parts)->iov_base + written;
    (*parts)->iov_len -= written;
}

static enum cir_status write_all(const struct cir_output_file *file, struct iovec *parts, int count,
                                 struct cir_error *error)
{
    pass(&parts, &count, 0); /* empty ones */
    while (count > 0) {
        ssize_t written = writev(file->descriptor, parts, count);
        if (written < 0 && errno != EINTR)
            return cir_fail_system(error, name_of(file), errno);
        if (written > 0)
            pass(&parts, &count, (size_t)written);
    }
    return CIR_OK;
}

static enum cir_status write_held(struct cir_output_file *file, struct cir_error *error)
{
    struct iovec parts[CIR_OUTPUT_HELD];
    size_t count = file->held_count;
    for (size_t i = 0; i < count; i++)
        parts[i] = (struct iovec){file->held[i].data, file->held[i].size};
    file->held_count = 0;
    return write_all(file, parts, (int)count, error);
}

enum cir_status cir_output_file_write(struct cir_output_file *file, struct cir_text text, struct cir_error *error)
{
    struct iovec whole = {(void *)text.data, text.size};
    if (!file->is_open)
        return CIR_OK;
    hash(file, text);
    enum cir_status status = write_held(file, error);
    return status == CIR_OK ? write_all(file, &whole, 1, error) : status;
}

enum cir_status cir_output_file_give(struct cir_output_file *file, struct cir_buffer *buffer, struct cir_error *error)
{
    if (!file->is_open)
        return CIR_OK;
    hash(file, cir_buffer_text(buffer));
    struct cir_buffer spare = file->held[file->held_count];
    file->held[file->held_count++] = *buffer;
    *buffer = spare;
    cir_buffer_clear(buffer);
    bool may_wait = file->temporary != NULL && file->held_count < CIR_OUTPUT_HELD;
    return may_wait ? CIR_OK : write_held(file, error);
}

static void free_held(struct cir_output_file *file)
{
    for (size_t i = 0; i < CIR_OUTPUT_HELD; i++)
        cir_buffer_free(&file->held[i]);
}

static enum cir_status close_file(struct cir_output_file *file, struct cir_error *error)
{
    file->is_open = false;
    if (!file->is_standard_output && close(file->descriptor) != 0)
        return cir_fail_system(error, name_of(file), errno);
    return CIR_OK;
}

enum cir_status cir_output_file_finish(struct cir_output_file *file, struct cir_error *error)
{
    if (!file->is_open)
        return CIR_OK;
    enum cir_status status = write_held(file, error);
    enum cir_status closed = close_file(file, status == CIR_OK ? error : NULL);
    status = status == CIR_OK ? closed : status;
    if (status == CIR_OK && file->temporary != NULL && rename(file->temporary, file->path) != 0)
        status = cir_fail_system(error, file->path, errno);
    if (status != CIR_OK && file->temporary != NULL)
        unlink(file->temporary);
    free_held(file);
    free(file->temporary);
    file->temporary = NULL;
    return status;
}

void cir_output_file_abandon(struct cir_output_file *file)
{
    if (file->is_open)
        close_file(file, NULL);
    if (file->temporary != NULL)
        unlink(file->temporary);
    free_held(file);
    free(file->temporary);
    file->temporary = NULL;
}
