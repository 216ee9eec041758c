#include "stream_tap.h"

#include "base/sha256.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

enum { TAP_SIZE = 256 * 1024, PIPE_SIZE = 1024 * 1024 };

/* The run has one end of a pipe in the place of the descriptor; the thread has the other end and what was there before. */
struct stream_tap {
    pthread_t thread;
    int descriptor; /* 0 or 1 */
    int kept;       /* what the descriptor was */
    int pipe;       /* the thread's end */
    bool is_closed; /* nobody reads any more what the thread writes */
    int error_number;
    uint64_t size;
    struct sha256_ctx sha256;
    char data[TAP_SIZE];
};

static bool is_output(const struct stream_tap *tap)
{
    return tap->descriptor == STDOUT_FILENO;
}

static bool write_all(int descriptor, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t written = write(descriptor, data, size);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            data += written;
            size -= (size_t)written;
        }
    }
    return true;
}

/* A reader that goes away is no error of an input, of which the rest is hashed all the same. An output that cannot be
 * written is; where its reader has gone, whoever writes it is told at once. */
static void hand_on(struct stream_tap *tap, size_t size)
{
    if (tap->is_closed || write_all(is_output(tap) ? tap->kept : tap->pipe, tap->data, size))
        return;
    tap->is_closed = true;
    if (!is_output(tap))
        return;
    tap->error_number = errno;
    if (errno == EPIPE) {
        close(tap->pipe);
        tap->pipe = -1;
    }
}

static void *run(void *context)
{
    struct stream_tap *tap = context;
    int from = is_output(tap) ? tap->pipe : tap->kept;
    ssize_t got;
    while (tap->pipe >= 0 && (got = read(from, tap->data, sizeof tap->data)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            tap->error_number = errno;
            break;
        }
        sha256_update(&tap->sha256, (size_t)got, (const uint8_t *)tap->data);
        tap->size += (uint64_t)got;
        hand_on(tap, (size_t)got);
    }
    if (tap->pipe >= 0)
        close(tap->pipe); /* whose reader comes to its end */
    return NULL;
}

static enum cir_status refuse(const struct stream_tap *tap, int error_number, struct cir_error *error)
{
    return cir_fail_system(error, is_output(tap) ? "standard output" : "standard input", error_number);
}

static enum cir_status start(struct stream_tap *tap, struct cir_error *error)
{
    int ends[2];
    tap->kept = fcntl(tap->descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (tap->kept < 0 || pipe2(ends, O_CLOEXEC) != 0) {
        int error_number = errno;
        if (tap->kept >= 0)
            close(tap->kept);
        return refuse(tap, error_number, error);
    }
    fcntl(ends[0], F_SETPIPE_SZ, PIPE_SIZE); /* a larger one is faster, and nothing is lost where there is none */
    tap->pipe = ends[is_output(tap) ? 0 : 1];
    int own = ends[is_output(tap) ? 1 : 0];
    dup2(own, tap->descriptor);
    close(own);
    int failed = pthread_create(&tap->thread, NULL, run, tap);
    if (failed == 0)
        return CIR_OK;
    dup2(tap->kept, tap->descriptor);
    close(tap->kept);
    close(tap->pipe);
    return refuse(tap, failed, error);
}

enum cir_status stream_tap_start(struct stream_tap **tap, int descriptor, struct cir_error *error)
{
    struct stream_tap *made = calloc(1, sizeof *made);
    if (made == NULL)
        return cir_fail_memory(error);
    made->descriptor = descriptor;
    sha256_init(&made->sha256);
    enum cir_status status = start(made, error);
    if (status == CIR_OK)
        *tap = made;
    else
        free(made);
    return status;
}

enum cir_status stream_tap_end(struct stream_tap *tap, struct cir_file_seal *seal, struct cir_error *error)
{
    dup2(tap->kept, tap->descriptor); /* with which the run's end of the pipe closes */
    pthread_join(tap->thread, NULL);
    close(tap->kept);
    seal->size = tap->size;
    cir_sha256_hex(&tap->sha256, seal->sha256);
    enum cir_status status = tap->error_number != 0 ? refuse(tap, tap->error_number, error) : CIR_OK;
    free(tap);
    return status;
}

void stream_tap_leave(struct stream_tap *tap)
{
    pthread_detach(tap->thread); /* which holds the memory until the process ends */
}
