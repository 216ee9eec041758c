#include "pipeline/output_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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

static const char *name_of(const struct cir_output_file *file)
{
    return file->is_standard_output ? "standard output" : file->path;
}

enum cir_status cir_output_file_write(struct cir_output_file *file, struct cir_text text, struct cir_error *error)
{
    if (!file->is_open)
        return CIR_OK;
    while (text.size > 0) {
        ssize_t written = write(file->descriptor, text.data, text.size);
        if (written < 0 && errno != EINTR)
            return cir_fail_system(error, name_of(file), errno);
        if (written > 0) {
            text.data += written;
            text.size -= (size_t)written;
        }
    }
    return CIR_OK;
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
    enum cir_status status = close_file(file, error);
    if (status == CIR_OK && file->temporary != NULL && rename(file->temporary, file->path) != 0)
        status = cir_fail_system(error, file->path, errno);
    if (status != CIR_OK && file->temporary != NULL)
        unlink(file->temporary);
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
    free(file->temporary);
    file->temporary = NULL;
}
