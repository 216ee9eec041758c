/* Any bytes as a log: file, header, blocks and cells; and the promises of the splitter. */
#include "input.h"

#include "intake/block.h"
#include "intake/header.h"
#include "intake/split.h"
#include "split_checks.h"

#include <unistd.h>

enum { MAX_FIELD = 300, CHECKED_SIZE_MAX = 4096 };

static size_t count_records(struct cir_text text, char delimiter)
{
    struct cir_splitter splitter = {.delimiter = delimiter, .max_field = MAX_FIELD};
    struct cir_record record;
    size_t count = 0;
    while (cir_splitter_next(&splitter, &record, &text, NULL) == CIR_OK)
        count++;
    cir_splitter_free(&splitter);
    return count;
}

static void read_blocks(struct cir_log_file *file, const struct cir_header *header, size_t size)
{
    struct cir_block_reader reader;
    struct cir_block block = {0};
    uint64_t end = header->rest_offset;
    size_t records = 0;
    enum cir_status status =
        cir_block_reader_init(&reader, file, header->delimiter, MAX_FIELD, header->rest, header->rest_offset, NULL);
    while (status == CIR_OK && (status = cir_block_reader_next(&reader, &block, NULL)) == CIR_OK) {
        if (block.offset != end)
            fuzz_expect("a block begins where the one before it ended");
        end += block.text.size;
        records += count_records(block.text, header->delimiter);
    }
    if (status != CIR_END || end != size)
        fuzz_expect("blocks reach to the end of the log");
    if (size <= CIR_BLOCK_SIZE && records != count_records(header->rest, header->delimiter))
        fuzz_expect("blocks hold the records of the log");
    cir_block_free(&block);
    cir_block_reader_free(&reader);
}

static void check_splitter(struct cir_text text)
{
    static const char delimiters[] = {',', ';', '\t', '|'};
    if (text.size == 0 || text.size > CHECKED_SIZE_MAX)
        return;
    uint64_t random = text.size;
    struct split_rules rules = {delimiters[(unsigned char)text.data[0] % 4], (unsigned char)text.data[text.size / 2]};
    fuzz_expect(split_check_cover(text, rules));
    fuzz_expect(split_check_blocks(text, rules, 64, &random));
    fuzz_expect(split_check_libcsv(text, rules.delimiter));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cir_text text = {(const char *)data, size};
    struct cir_log_file *file = NULL;
    struct cir_header header;
    struct cir_error error = {0};
    char path[FUZZ_PATH_SIZE];
    int descriptor = fuzz_file(text, path);
    if (cir_log_file_open(&file, path, NULL, NULL) != CIR_OK)
        fuzz_expect("a file can be opened");
    enum cir_status status = cir_header_read(&header, file, '\0', MAX_FIELD, &error);
    if (status == CIR_OK)
        read_blocks(file, &header, size);
    else if (status != CIR_BAD_LOG || error.message[0] == '\0')
        fuzz_expect("a log that cannot be read is said to be one");
    cir_header_free(&header);
    cir_log_file_close(file);
    close(descriptor);
    check_splitter(text);
    return 0;
}
