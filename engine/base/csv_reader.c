/* libcsv knows no lines. It is fed pieces that end with a physical line or with what there is of one, so that all it
 * reports then lies on that line; as CSV_REPALL_NL makes it report every line end, no blank line goes unseen. */
#include "base/csv_reader.h"

#include <stdlib.h>

static void take_cell(void *data, size_t size, void *context)
{
    struct cir_csv_reader *reader = context;
    if (reader->is_stopped)
        return;
    reader->is_stopped = !reader->taker.take_cell(reader->taker.context, (struct cir_text){data, size});
    reader->cell++;
}

static void take_end(int terminator, void *context)
{
    struct cir_csv_reader *reader = context;
    if (!reader->is_stopped)
        reader->is_stopped = !reader->taker.take_end(reader->taker.context);
    reader->cell = 0;
    reader->record_line = reader->line + (terminator == '\n');
}

/* Blanks belong to the cell: libcsv would drop them. */
static int no_space(unsigned char c)
{
    (void)c;
    return 0;
}

void cir_csv_reader_open(struct cir_csv_reader *reader, struct cir_csv_taker taker, char delimiter)
{
    *reader = (struct cir_csv_reader){.line = 1, .record_line = 1, .taker = taker};
    csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    csv_set_delim(&reader->parser, (unsigned char)delimiter);
    csv_set_space_func(&reader->parser, no_space);
    csv_set_realloc_func(&reader->parser, realloc);
    csv_set_free_func(&reader->parser, free);
}

/* Exhausted memory is not to be taken for bad CSV. */
static enum cir_status end_reading(struct cir_csv_reader *reader)
{
    reader->is_stopped = true;
    return csv_error(&reader->parser) == CSV_ENOMEM ? CIR_NO_MEMORY : CIR_BAD_TABLE;
}

/* A line, or a part of one. What a taker has had enough of is not looked at for faults. */
static enum cir_status feed_line(struct cir_csv_reader *reader, struct cir_text piece)
{
    size_t taken = csv_parse(&reader->parser, piece.data, piece.size, take_cell, take_end, reader);
    if (taken != piece.size && !reader->is_stopped)
        return end_reading(reader);
    reader->line += piece.data[piece.size - 1] == '\n';
    return CIR_OK;
}

enum cir_status cir_csv_reader_feed(struct cir_csv_reader *reader, struct cir_text piece)
{
    enum cir_status status = CIR_OK;
    while (piece.size > 0 && status == CIR_OK && !reader->is_stopped) {
        const char *end = memchr(piece.data, '\n', piece.size);
        size_t size = end != NULL ? (size_t)(end - piece.data) + 1 : piece.size;
        status = feed_line(reader, (struct cir_text){piece.data, size});
        piece = (struct cir_text){piece.data + size, piece.size - size};
    }
    return status;
}

enum cir_status cir_csv_reader_finish(struct cir_csv_reader *reader)
{
    if (reader->is_stopped || csv_fini(&reader->parser, take_cell, take_end, reader) == 0)
        return CIR_OK;
    return end_reading(reader);
}

void cir_csv_reader_close(struct cir_csv_reader *reader)
{
    csv_free(&reader->parser);
}
