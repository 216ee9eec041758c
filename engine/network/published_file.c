#include "network/published_file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { PIECE_SIZE = 64 * 1024 };

static const char byte_order_mark[] = "\xEF\xBB\xBF";

/* A file on its way. */
struct feeding {
    struct cir_load *load;
    struct cir_csv_reader *csv;
    const char *path;
    struct cir_error *error;
};

static enum cir_status end_reading(struct feeding *feeding, enum cir_status status)
{
    if (status == CIR_NO_MEMORY)
        return cir_fail_memory(feeding->error);
    if (status != CIR_OK)
        cir_load_report(feeding->load, (struct cir_place){feeding->path, feeding->csv->line, feeding->csv->cell + 1},
                        "a quote where none may stand, or that is not closed");
    return status;
}

static enum cir_status feed_piece(struct feeding *feeding, struct cir_text text)
{
    const char *nul = memchr(text.data, '\0', text.size);
    if (nul != NULL)
        text.size = (size_t)(nul - text.data);
    enum cir_status status = end_reading(feeding, cir_csv_reader_feed(feeding->csv, text));
    if (status != CIR_OK || nul == NULL || feeding->csv->is_stopped)
        return status;
    cir_load_report(feeding->load, (struct cir_place){feeding->path, feeding->csv->line, 0}, "NUL");
    return CIR_BAD_TABLE;
}

static enum cir_status feed_pieces(struct feeding *feeding, struct sha256_ctx *hash, int file)
{
    char piece[PIECE_SIZE];
    ssize_t size;
    enum cir_status status = CIR_OK;
    bool is_first = true;
    while (status == CIR_OK && !feeding->csv->is_stopped && (size = read(file, piece, sizeof piece)) != 0) {
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return cir_fail_system(feeding->error, feeding->path, errno);
        struct cir_text text = {piece, (size_t)size};
        sha256_update(hash, text.size, (const uint8_t *)text.data);
        if (is_first && cir_text_starts_with(text, byte_order_mark))
            text = (struct cir_text){piece + strlen(byte_order_mark), text.size - strlen(byte_order_mark)};
        is_first = false;
        status = feed_piece(feeding, text);
    }
    return status == CIR_OK ? end_reading(feeding, cir_csv_reader_finish(feeding->csv)) : status;
}

enum cir_status cir_published_feed(struct cir_load *load, struct cir_csv_reader *csv, struct sha256_ctx *hash,
                                   const char *path, struct cir_error *error)
{
    struct feeding feeding = {load, csv, path, error};
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return cir_fail_system(error, path, errno);
    enum cir_status status = feed_pieces(&feeding, hash, file);
    close(file);
    return status;
}
