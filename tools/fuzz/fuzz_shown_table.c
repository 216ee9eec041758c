/* Any bytes as the texts and the shape of a table, in every format. */
#include "input.h"

#include "writers/write_table.h"

#include <jansson.h>
#include <libxml/parser.h>
#include <math.h>
#include <stdlib.h>
#include <zip.h>

enum { COLUMNS_MAX = 12, ROWS_MAX = 20, NOTES_MAX = 4, GROUPS_MAX = 4 };

/* The input, from which bytes and texts are taken; nothing but zeros and empty texts behind its end. */
struct source {
    const uint8_t *data;
    size_t size;
};

static unsigned take_byte(struct source *source, unsigned below)
{
    if (source->size == 0)
        return 0;
    source->size--;
    return *source->data++ % below;
}

/* The bytes before the next 0xF8, which is in no UTF-8. */
static struct cir_text take_text(struct source *source)
{
    const char *start = (const char *)source->data;
    const uint8_t *end = source->size > 0 ? memchr(source->data, 0xF8, source->size) : NULL;
    size_t size = end != NULL ? (size_t)(end - source->data) : source->size;
    source->data += size + (end != NULL);
    source->size -= size + (end != NULL);
    return size > 0 ? (struct cir_text){start, size} : (struct cir_text){NULL, 0};
}

static double take_number(struct source *source)
{
    static const double numbers[] = {0, 2.385, -2.385, 1e-300, 1e300, -1e15, 2386000, 0.5, INFINITY, -INFINITY, NAN};
    return numbers[take_byte(source, sizeof numbers / sizeof numbers[0])];
}

struct made_table {
    struct cir_shown_column columns[COLUMNS_MAX];
    struct cir_shown_cell cells[ROWS_MAX][COLUMNS_MAX];
    struct cir_shown_row rows[ROWS_MAX];
    struct cir_text notes[NOTES_MAX];
    struct cir_text groups[GROUPS_MAX];
    struct cir_shown_table table;
};

static void take_columns(struct made_table *made, struct source *source)
{
    for (size_t i = 0; i < made->table.column_count; i++)
        made->columns[i] = (struct cir_shown_column){.id = take_text(source),
                                                     .label = take_text(source),
                                                     .unit = take_text(source),
                                                     .group = take_byte(source, GROUPS_MAX + 1),
                                                     .is_header = take_byte(source, 4) == 3,
                                                     .is_number = take_byte(source, 2) == 1};
}

static void take_rows(struct made_table *made, struct source *source)
{
    for (size_t row = 0; row < made->table.row_count; row++) {
        made->rows[row] = (struct cir_shown_row){take_byte(source, CIR_SHOWN_TOTAL + 1), made->cells[row]};
        for (size_t i = 0; i < made->table.column_count; i++)
            made->cells[row][i] = (struct cir_shown_cell){.kind = take_byte(source, CIR_SHOWN_NOTHING + 1),
                                                          .text = take_text(source),
                                                          .value = take_number(source),
                                                          .low = take_number(source),
                                                          .high = take_number(source),
                                                          .note = take_byte(source, NOTES_MAX),
                                                          .significant = take_byte(source, 20),
                                                          .percent = take_byte(source, 2) == 1};
    }
}

static void take_table(struct made_table *made, struct source *source)
{
    made->table = (struct cir_shown_table){.language = take_byte(source, CIR_LANGUAGES),
                                           .column_count = take_byte(source, COLUMNS_MAX + 1),
                                           .row_count = take_byte(source, ROWS_MAX + 1),
                                           .note_count = take_byte(source, NOTES_MAX + 1),
                                           .marked_note_count = take_byte(source, NOTES_MAX + 1),
                                           .group_count = take_byte(source, GROUPS_MAX + 1),
                                           .columns = made->columns,
                                           .rows = made->rows,
                                           .notes = made->notes,
                                           .groups = made->groups,
                                           .id = take_text(source),
                                           .caption = take_text(source),
                                           .tlp = take_text(source),
                                           .source = take_text(source),
                                           .unknown = take_text(source)};
    for (size_t i = 0; i < NOTES_MAX; i++)
        made->notes[i] = take_text(source);
    for (size_t i = 0; i < GROUPS_MAX; i++)
        made->groups[i] = take_text(source);
    take_columns(made, source);
    take_rows(made, source);
}

static bool is_xml(const char *data, size_t size)
{
    xmlDocPtr document =
        xmlReadMemory(data, (int)size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_HUGE);
    xmlFreeDoc(document);
    return document != NULL;
}

static bool is_xml_part(zip_t *archive, zip_uint64_t index)
{
    zip_stat_t stat;
    zip_file_t *file = zip_fopen_index(archive, index, 0);
    if (file == NULL || zip_stat_index(archive, index, 0, &stat) != 0)
        return false;
    char *data = malloc(stat.size + 1);
    bool is_whole = data != NULL && zip_fread(file, data, stat.size) == (zip_int64_t)stat.size;
    is_whole = is_whole && is_xml(data, stat.size);
    free(data);
    zip_fclose(file);
    return is_whole;
}

static bool is_office_file(struct cir_text file)
{
    zip_source_t *source = zip_source_buffer_create(file.data, file.size, 0, NULL);
    zip_t *archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    bool is_whole = archive != NULL && zip_get_num_entries(archive, 0) > 0;
    for (zip_int64_t i = 0; is_whole && i < zip_get_num_entries(archive, 0); i++)
        is_whole = is_xml_part(archive, (zip_uint64_t)i);
    if (archive != NULL)
        zip_discard(archive);
    return is_whole;
}

static bool is_json(struct cir_text file)
{
    json_t *document = json_loadb(file.data, file.size, 0, NULL);
    bool is_json = document != NULL;
    json_decref(document);
    return is_json;
}

/* UTF-8, and no control character but LF. */
static bool is_plain(struct cir_text file)
{
    bool plain = cir_text_valid_utf8(file) == file.size;
    for (size_t i = 0; plain && i < file.size; i++)
        plain = (unsigned char)file.data[i] >= ' ' || file.data[i] == '\n';
    return plain;
}

static void expect_whole(enum cir_table_format format, struct cir_text file)
{
    if (cir_table_format_list()[format].is_binary) {
        if (!is_office_file(file))
            fuzz_expect("every part of an office file is XML");
        return;
    }
    if (!is_plain(file))
        fuzz_expect("a file of text is UTF-8 without control characters");
    if (format == CIR_TABLE_JSON && !is_json(file))
        fuzz_expect("JSON can be read");
}

static void write_twice(enum cir_table_format format, const struct cir_shown_table *table,
                        const struct cir_writing *writing)
{
    struct cir_buffer once = {0}, again = {0};
    struct cir_error error = {0};
    enum cir_status status = cir_write_tables(format, &once, &table, 1, writing, &error);
    if (status != CIR_OK && (status != CIR_BAD_USE || error.message[0] == '\0'))
        fuzz_expect("a table that is refused is told why");
    if (cir_write_tables(format, &again, &table, 1, writing, NULL) != status)
        fuzz_expect("a table is refused each time or never");
    if (status == CIR_OK && !cir_text_equal(cir_buffer_text(&once), cir_buffer_text(&again)))
        fuzz_expect("the same table gives the same bytes");
    if (status == CIR_OK)
        expect_whole(format, cir_buffer_text(&once));
    cir_buffer_free(&once);
    cir_buffer_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct made_table made;
    struct source source = {data, size};
    struct cir_writing writing = {.screen_columns = take_byte(&source, 120), .made_at = take_byte(&source, 256)};
    take_table(&made, &source);
    writing.title = take_text(&source);
    for (unsigned format = 0; format < CIR_TABLE_FORMATS; format++)
        write_twice(format, &made.table, &writing);
    return 0;
}
