#include "intake/block.h"

#include "intake/split.h"

#include <stdlib.h>
#include <string.h>

enum { PAGE = 4096 };

static bool reserve(char **data, size_t *capacity, size_t size)
{
    if (size <= *capacity)
        return true;
    char *larger = realloc(*data, size);
    if (larger == NULL)
        return false;
    *data = larger;
    *capacity = size;
    return true;
}

static bool carry(struct cir_block_reader *reader, struct cir_text text)
{
    if (!reserve(&reader->carried, &reader->carried_capacity, text.size))
        return false;
    if (text.size > 0)
        memcpy(reader->carried, text.data, text.size);
    reader->carried_size = text.size;
    return true;
}

enum cir_status cir_block_reader_init(struct cir_block_reader *reader, struct cir_log_file *file, char delimiter,
                                      size_t max_field, struct cir_text first, uint64_t offset, struct cir_error *error)
{
    *reader = (struct cir_block_reader){.file = file, .delimiter = delimiter, .max_field = max_field, .offset = offset};
    return carry(reader, first) ? CIR_OK : cir_fail_memory(error);
}

void cir_block_reader_free(struct cir_block_reader *reader)
{
    free(reader->carried);
    reader->carried = NULL;
}

/* The kernel copies to a page's edge several times as fast as to any other place, so what is carried over is put
 * right before one. */
static size_t room_before_edge(size_t carried)
{
    return (PAGE - carried % PAGE) % PAGE;
}

/* Room for `wanted` bytes on a page's edge, contents kept. */
static bool reserve_block(struct cir_block *block, size_t used, size_t wanted)
{
    if (wanted <= block->capacity)
        return true;
    size_t capacity = (wanted + PAGE - 1) / PAGE * PAGE;
    char *larger = aligned_alloc(PAGE, capacity);
    if (larger == NULL)
        return false;
    if (used > 0)
        memcpy(larger, block->data, used);
    free(block->data);
    block->data = larger;
    block->capacity = capacity;
    return true;
}

/* Put more of the file behind the `end` bytes of the block that are in use. */
static enum cir_status read_more(struct cir_block_reader *reader, struct cir_block *block, size_t *end,
                                 struct cir_error *error)
{
    size_t taken = 0;
    if (!reserve_block(block, *end, *end + CIR_BLOCK_SIZE))
        return cir_fail_memory(error);
    enum cir_status status = cir_log_file_read(reader->file, block->data + *end, CIR_BLOCK_SIZE, &taken, error);
    *end += taken;
    reader->ended = taken < CIR_BLOCK_SIZE;
    return status;
}

static enum cir_status refuse_size(const struct cir_block_reader *reader, struct cir_error *error)
{
    return cir_fail(error, CIR_BAD_LOG, (struct cir_place){.file = cir_log_file_name(reader->file)},
                    "the row that begins at byte %llu is larger than %d MiB: is this a log?",
                    (unsigned long long)reader->offset, CIR_RECORD_SIZE_MAX / (1024 * 1024));
}

enum cir_status cir_block_reader_next(struct cir_block_reader *reader, struct cir_block *block, struct cir_error *error)
{
    size_t start = room_before_edge(reader->carried_size);
    size_t end = start + reader->carried_size;
    size_t boundary = 0;
    if (!reserve_block(block, 0, end + CIR_BLOCK_SIZE))
        return cir_fail_memory(error);
    if (reader->carried_size > 0)
        memcpy(block->data + start, reader->carried, reader->carried_size);
    while (boundary == 0 && !(reader->ended && end == start)) {
        if (end - start > CIR_RECORD_SIZE_MAX)
            return refuse_size(reader, error);
        enum cir_status status = reader->ended ? CIR_OK : read_more(reader, block, &end, error);
        if (status != CIR_OK)
            return status;
        boundary = cir_split_boundary((struct cir_text){block->data + start, end - start}, reader->delimiter,
                                      reader->max_field, reader->ended);
    }
    if (boundary == 0)
        return CIR_END;
    if (!carry(reader, (struct cir_text){block->data + start + boundary, end - start - boundary}))
        return cir_fail_memory(error);
    block->text = (struct cir_text){block->data + start, boundary};
    block->offset = reader->offset;
    block->number = reader->number++;
    reader->offset += boundary;
    return CIR_OK;
}

void cir_block_free(struct cir_block *block)
{
    free(block->data);
    *block = (struct cir_block){0};
}
