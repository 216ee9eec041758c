#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { READ_SIZE = 64 * 1024 };

enum cir_status cir_file_read(struct cir_buffer *buffer, const char *path, struct cir_error *error)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return cir_fail_system(error, path, errno);
    ssize_t got = 0;
    enum cir_status status = CIR_OK;
    do {
        if (!cir_buffer_reserve(buffer, READ_SIZE)) {
            status = cir_fail_memory(error);
            break;
        }
        got = read(descriptor, buffer->data + buffer->size, READ_SIZE);
        if (got > 0)
            buffer->size += (size_t)got;
        else if (got < 0 && errno != EINTR)
            status = cir_fail_system(error, path, errno);
    } while (status == CIR_OK && got != 0);
    close(descriptor);
    return status;
}
