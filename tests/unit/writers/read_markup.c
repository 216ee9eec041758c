/* Readers of JSON, and of HTML, XLSX and DOCX by libxml2 and libzip. */
#include "read_back.h"
#include "reading.h"

#include "suite.h"

#include <jansson.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <zip.h>

enum { COLUMNS_MAX = 64, ATTRIBUTE_SIZE = 256 };

/* --- JSON --- */

static struct cir_text member_text(const json_t *object, const char *key)
{
    const json_t *text = json_object_get(object, key);
    CU_ASSERT_FATAL(json_is_string(text));
    return (struct cir_text){json_string_value(text), json_string_length(text)};
}

static void tell_json_note(struct cir_buffer *told, const json_t *object, const char *key)
{
    const json_t *number = json_object_get(object, key);
    if (json_is_integer(number))
        cir_buffer_add_format(told, "[%d]", (int)json_integer_value(number));
}

static void tell_json_columns(struct cir_buffer *told, const json_t *table)
{
    size_t i;
    json_t *column;
    json_array_foreach(json_object_get(table, "columns"), i, column)
    {
        const json_t *group = json_object_get(column, "group");
        struct cir_text unit = member_text(column, "unit");
        cir_buffer_add_string(told, "column|");
        if (json_is_integer(group)) {
            const char *label = json_string_value(
                json_array_get(json_object_get(table, "groups"), (size_t)json_integer_value(group) - 1));
            CU_ASSERT_PTR_NOT_NULL_FATAL(label);
            tell(told, cir_text_of(label));
            cir_buffer_add_string(told, " / ");
        }
        tell(told, member_text(column, "label"));
        if (unit.size > 0) {
            cir_buffer_add_string(told, " (");
            tell(told, unit);
            cir_buffer_add_char(told, ')');
        }
        cir_buffer_add_char(told, '\n');
    }
}

static void tell_json_rows(struct cir_buffer *told, const json_t *table)
{
    size_t i, k;
    json_t *row, *cell;
    json_array_foreach(json_object_get(table, "rows"), i, row)
    {
        cir_buffer_add_string(told, cir_text_is(member_text(row, "kind"), "body") ? "body|" : "strong|");
        json_array_foreach(json_object_get(row, "cells"), k, cell)
        {
            cir_buffer_add_string(told, k > 0 ? "¦" : "");
            tell(told, member_text(cell, "text"));
            if (json_object_get(cell, "note") != NULL && member_text(cell, "text").size > 0)
                cir_buffer_add_char(told, ' ');
            tell_json_note(told, cell, "note");
        }
        cir_buffer_add_char(told, '\n');
    }
}

static void tell_json_remarks(struct cir_buffer *told, const json_t *table)
{
    static const char *const lines[] = {"unknown", "source"};
    size_t i;
    json_t *note;
    json_array_foreach(json_object_get(table, "notes"), i, note)
    {
        cir_buffer_add_string(told, "remark|");
        tell_json_note(told, note, "number");
        cir_buffer_add_string(told, json_is_integer(json_object_get(note, "number")) ? " " : "");
        tell(told, member_text(note, "text"));
        cir_buffer_add_char(told, '\n');
    }
    for (size_t k = 0; k < 2; k++)
        if (member_text(table, lines[k]).size > 0)
            tell_line(told, "remark", member_text(table, lines[k]));
}

void read_json(struct cir_buffer *told, struct cir_text file)
{
    json_error_t error;
    size_t i;
    json_t *table, *document = json_loadb(file.data, file.size, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    CU_ASSERT_PTR_NOT_NULL_FATAL(document);
    CU_ASSERT_EQUAL(json_integer_value(json_object_get(document, "schema_version")), 1);
    json_array_foreach(json_object_get(document, "tables"), i, table)
    {
        tell_line(told, "caption", member_text(table, "caption"));
        tell_line(told, "tlp", member_text(table, "tlp"));
        tell_json_columns(told, table);
        tell_json_rows(told, table);
        tell_json_remarks(told, table);
    }
    json_decref(document);
}

/* --- XML --- */

static bool is_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static const xmlNode *child_of(const xmlNode *node, const char *name)
{
    const xmlNode *child = node->children;
    while (child != NULL && !is_element(child, name))
        child = child->next;
    return child;
}

/* An attribute, "" when it is not there. The text lives as long as the buffer is not written again. */
static const char *attribute(const xmlNode *node, const char *name)
{
    static char value[ATTRIBUTE_SIZE];
    xmlChar *text = xmlGetProp(node, (const xmlChar *)name);
    snprintf(value, sizeof value, "%s", text != NULL ? (const char *)text : "");
    xmlFree(text);
    return value;
}

static size_t count_attribute(const xmlNode *node, const char *name)
{
    size_t count = strtoul(attribute(node, name), NULL, 10);
    return count > 0 ? count : 1;
}

/* The next node in the order of the document, inside `top`. */
static const xmlNode *next_node(const xmlNode *node, const xmlNode *top)
{
    if (node->children != NULL && node->type == XML_ELEMENT_NODE)
        return node->children;
    while (node != top && node->next == NULL)
        node = node->parent;
    return node == top ? NULL : node->next;
}

/* Text inside an HTML element; a note's mark stands apart. */
static void add_html(struct cir_buffer *plain, const xmlNode *node)
{
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        if (child->type == XML_TEXT_NODE)
            cir_buffer_add_string(plain, (const char *)child->content);
        else if (is_element(child, "br"))
            cir_buffer_add_char(plain, '\n');
        else if (child->type == XML_ELEMENT_NODE) {
            CU_ASSERT(is_element(child, "sup") || is_element(child, "span") || is_element(child, "bdi"));
            cir_buffer_add_string(plain, is_element(child, "sup") && plain->size > 0 ? " " : "");
            add_html(plain, child);
        }
    }
}

static void tell_html(struct cir_buffer *told, const xmlNode *node)
{
    struct cir_buffer plain = {0};
    add_html(&plain, node);
    tell(told, cir_buffer_text(&plain));
    cir_buffer_free(&plain);
}

static void tell_caption(struct cir_buffer *told, const xmlNode *caption)
{
    const xmlNode *tlp = child_of(caption, "bdi");
    CU_ASSERT_PTR_NOT_NULL_FATAL(tlp);
    CU_ASSERT_STRING_EQUAL(attribute(tlp, "class"), "cir-tlp");
    cir_buffer_add_string(told, "caption|");
    struct cir_text text =
        cir_text_of(caption->children->type == XML_TEXT_NODE ? (const char *)caption->children->content : " ");
    tell(told, (struct cir_text){text.data, text.size - 1});
    cir_buffer_add_string(told, "\ntlp|");
    tell_html(told, tlp);
    cir_buffer_add_char(told, '\n');
}

/* The heads, with the group over each; a head in the first line that is no group goes down to the second. */
static void tell_html_heads(struct cir_buffer *told, const xmlNode *head)
{
    const xmlNode *first = child_of(head, "tr"), *second = first->next;
    while (second != NULL && !is_element(second, "tr"))
        second = second->next;
    const xmlNode *below = second != NULL ? second->children : NULL;
    for (const xmlNode *cell = first->children; cell != NULL; cell = cell->next) {
        bool is_group = second != NULL && count_attribute(cell, "rowspan") == 1;
        size_t span = is_group ? count_attribute(cell, "colspan") : 1;
        for (size_t i = 0; i < span; i++) {
            CU_ASSERT_FATAL(!is_group || below != NULL);
            cir_buffer_add_string(told, "column|");
            if (is_group) {
                tell_html(told, cell);
                cir_buffer_add_string(told, " / ");
            }
            tell_html(told, is_group ? below : cell);
            cir_buffer_add_char(told, '\n');
            below = is_group ? below->next : below;
        }
    }
    CU_ASSERT_PTR_NULL(below);
}

static void tell_html_row(struct cir_buffer *told, const xmlNode *row, bool in_foot)
{
    const char *name = attribute(row, "class");
    bool strong = strcmp(name, "cir-total") == 0 || strcmp(name, "cir-subtotal") == 0;
    CU_ASSERT(strong || !in_foot);
    cir_buffer_add_string(told, strong ? "strong|" : "body|");
    for (const xmlNode *cell = row->children; cell != NULL; cell = cell->next) {
        CU_ASSERT(is_element(cell, "td") || is_element(cell, "th"));
        cir_buffer_add_string(told, cell != row->children ? "¦" : "");
        tell_html(told, cell);
    }
    cir_buffer_add_char(told, '\n');
}

void read_html(struct cir_buffer *told, struct cir_text file)
{
    htmlDocPtr document =
        htmlReadMemory(file.data, (int)file.size, NULL, "UTF-8", HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
    CU_ASSERT_PTR_NOT_NULL_FATAL(document);
    const xmlNode *top = xmlDocGetRootElement(document);
    for (const xmlNode *node = top; node != NULL; node = next_node(node, top)) {
        CU_ASSERT(!is_element(node, "script") && !is_element(node, "a") && !is_element(node, "img"));
        if (is_element(node, "caption"))
            tell_caption(told, node);
        else if (is_element(node, "thead"))
            tell_html_heads(told, node);
        else if (is_element(node, "tr") && !is_element(node->parent, "thead"))
            tell_html_row(told, node, is_element(node->parent, "tfoot"));
        else if (is_element(node, "p") && is_element(node->parent, "div")) {
            cir_buffer_add_string(told, "remark|");
            tell_html(told, node);
            cir_buffer_add_char(told, '\n');
        }
    }
    xmlFreeDoc(document);
}

/* --- parts of a ZIP --- */

static void copy_part(struct cir_buffer *part, zip_t *archive, const char *name)
{
    zip_stat_t stat;
    zip_file_t *file = zip_fopen(archive, name, 0);
    if (file == NULL || zip_stat(archive, name, 0, &stat) != 0)
        return;
    CU_ASSERT_FATAL(cir_buffer_reserve(part, stat.size));
    CU_ASSERT_FATAL(zip_fread(file, part->data, stat.size) == (zip_int64_t)stat.size);
    part->size = stat.size;
    zip_fclose(file);
}

void read_part(struct cir_buffer *part, struct cir_text file, const char *name)
{
    zip_source_t *source = zip_source_buffer_create(file.data, file.size, 0, NULL);
    zip_t *archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(archive);
    copy_part(part, archive, name);
    zip_close(archive);
}

/* A part as a tree; NULL when it is not there. */
static xmlDocPtr open_part(struct cir_text file, const char *name)
{
    struct cir_buffer part = {0};
    read_part(&part, file, name);
    if (part.size == 0)
        return NULL;
    xmlDocPtr document =
        xmlReadMemory(part.data, (int)part.size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOBLANKS);
    CU_ASSERT_PTR_NOT_NULL_FATAL(document);
    cir_buffer_free(&part);
    return document;
}

/* --- XLSX --- */

struct sheet_styles {
    bool bold[512];
    char format[512][ATTRIBUTE_SIZE];
    size_t count;
};

static void read_styles(struct sheet_styles *styles, struct cir_text file)
{
    xmlDocPtr document = open_part(file, "xl/styles.xml");
    const xmlNode *top = xmlDocGetRootElement(document);
    const xmlNode *formats = child_of(top, "numFmts");
    for (const xmlNode *xf = child_of(top, "cellXfs")->children; xf != NULL; xf = xf->next) {
        CU_ASSERT_FATAL(styles->count < 512);
        unsigned long id = strtoul(attribute(xf, "numFmtId"), NULL, 10);
        styles->bold[styles->count] = strcmp(attribute(xf, "fontId"), "1") == 0;
        for (const xmlNode *format = formats != NULL ? formats->children : NULL; format != NULL; format = format->next)
            if (strtoul(attribute(format, "numFmtId"), NULL, 10) == id)
                snprintf(styles->format[styles->count], sizeof styles->format[0], "%s",
                         attribute(format, "formatCode"));
        styles->count++;
    }
    xmlFreeDoc(document);
}

/* A number as "#,##0.00%" or "0.0E+00", with a text behind it in quotes, shows it. */
static void tell_shown(struct cir_buffer *told, double value, const char *format)
{
    char number[400];
    const char *point = strchr(format, '.'), *quote = strchr(format, '"');
    bool percent = strchr(format, '%') != NULL;
    size_t decimals = point != NULL ? strspn(point + 1, "0") : 0;
    if (strchr(format, 'E') != NULL)
        snprintf(number, sizeof number, "%.*e", (int)decimals, value);
    else
        snprintf(number, sizeof number, "%.*f", (int)decimals, percent ? value * 100 : value);
    tell_grouped(told, cir_text_of(number));
    cir_buffer_add_string(told, percent ? "%" : "");
    if (quote != NULL)
        cir_buffer_add(told, (struct cir_text){quote + 1, strcspn(quote + 1, "\"")});
}

static unsigned hex_of(const char *figures)
{
    char text[5] = "";
    memcpy(text, figures, 4);
    return (unsigned)strtoul(text, NULL, 16);
}

/* "_x005F_" is a '_'. */
static void tell_sheet_text(struct cir_buffer *told, const char *text)
{
    struct cir_buffer plain = {0};
    for (size_t i = 0; text[i] != '\0'; i++) {
        bool is_escape = strncmp(text + i, "_x", 2) == 0 && strspn(text + i + 2, "0123456789abcdefABCDEF") >= 4 &&
                         text[i + 6] == '_';
        cir_buffer_add_char(&plain, is_escape ? (char)hex_of(text + i + 2) : text[i]);
        i += is_escape ? 6 : 0;
    }
    tell(told, cir_buffer_text(&plain));
    cir_buffer_free(&plain);
}

static void tell_sheet_cell(struct cir_buffer *told, const struct sheet_styles *styles, const xmlNode *cell)
{
    size_t style = strtoul(attribute(cell, "s"), NULL, 10);
    const xmlNode *value = child_of(cell, "v"), *text = child_of(cell, "is");
    CU_ASSERT(style < styles->count && child_of(cell, "f") == NULL);
    if (value != NULL)
        tell_shown(told, strtod((const char *)value->children->content, NULL), styles->format[style]);
    else if (text != NULL && child_of(text, "t")->children != NULL)
        tell_sheet_text(told, (const char *)child_of(text, "t")->children->content);
}

static size_t column_of(const xmlNode *cell)
{
    const char *reference = attribute(cell, "r");
    size_t column = 0;
    for (; *reference >= 'A' && *reference <= 'Z'; reference++)
        column = column * 26 + (size_t)(*reference - 'A' + 1);
    return column - 1;
}

struct sheet_row {
    const xmlNode *cells[COLUMNS_MAX];
    size_t count;
    size_t number;
};

static struct sheet_row row_of(const xmlNode *node)
{
    struct sheet_row row = {.number = strtoul(attribute(node, "r"), NULL, 10)};
    for (const xmlNode *cell = node->children; cell != NULL; cell = cell->next) {
        size_t column = column_of(cell);
        CU_ASSERT_FATAL(column < COLUMNS_MAX);
        row.cells[column] = cell;
        row.count = column + 1;
    }
    return row;
}

/* The columns that hold a bound: their heads end in a sign. */
static bool is_bound(const struct sheet_styles *styles, const xmlNode *head)
{
    struct cir_buffer text = {0};
    tell_sheet_cell(&text, styles, head);
    struct cir_text end = {text.data + text.size - (text.size < 3 ? text.size : 3), text.size < 3 ? 0 : 3};
    bool is_bound = cir_text_is(end, "≥") || cir_text_is(end, "≤");
    cir_buffer_free(&text);
    return is_bound;
}

/* A reference such as "C3" off the front of a text; columns up to Z. */
static size_t take_reference(const char **text, unsigned long *row)
{
    char *end;
    size_t column = (size_t)(**text - 'A');
    CU_ASSERT_FATAL(column < COLUMNS_MAX);
    *row = strtoul(*text + 1, &end, 10);
    *text = end;
    return column;
}

/* Spread the label of a group over the columns that its cell is merged with. */
static void spread(struct sheet_row *groups, const xmlNode *sheet)
{
    const xmlNode *merges = child_of(sheet, "mergeCells");
    for (const xmlNode *merge = merges != NULL ? merges->children : NULL; merge != NULL; merge = merge->next) {
        unsigned long row = 0, end = 0;
        const char *text = attribute(merge, "ref");
        size_t first = take_reference(&text, &row);
        CU_ASSERT_FATAL(*text++ == ':');
        size_t last = take_reference(&text, &end);
        CU_ASSERT(*text == '\0' && end == row);
        for (size_t i = first; row == groups->number && i <= last; i++)
            groups->cells[i] = groups->cells[first];
    }
}

static void tell_sheet_heads(struct cir_buffer *told, const struct sheet_styles *styles, const struct sheet_row *groups,
                             const struct sheet_row *heads)
{
    for (size_t i = 0; i < heads->count; i++) {
        if (is_bound(styles, heads->cells[i]))
            continue;
        cir_buffer_add_string(told, "column|");
        if (groups != NULL && groups->cells[i] != NULL) {
            tell_sheet_cell(told, styles, groups->cells[i]);
            cir_buffer_add_string(told, " / ");
        }
        tell_sheet_cell(told, styles, heads->cells[i]);
        cir_buffer_add_char(told, '\n');
    }
}

static void tell_sheet_row(struct cir_buffer *told, const struct sheet_styles *styles, const struct sheet_row *heads,
                           const struct sheet_row *row)
{
    bool strong = styles->bold[strtoul(attribute(row->cells[0], "s"), NULL, 10)], bounds = false;
    cir_buffer_add_string(told, strong ? "strong|" : "body|");
    for (size_t i = 0; i < row->count; i++) {
        struct cir_buffer cell = {0};
        bool bound = is_bound(styles, heads->cells[i]);
        tell_sheet_cell(&cell, styles, row->cells[i]);
        bounds = bound && (bounds || cell.size > 0);
        cir_buffer_add_string(told, i > 0 && !bound ? "¦" : "");
        cir_buffer_add_string(told, bounds ? ";" : "");
        cir_buffer_add(told, cir_buffer_text(&cell));
        cir_buffer_free(&cell);
    }
    cir_buffer_add_char(told, '\n');
}

static void tell_sheet_line(struct cir_buffer *told, const struct sheet_styles *styles, const char *kind,
                            const struct sheet_row *row)
{
    cir_buffer_add_format(told, "%s|", kind);
    tell_sheet_cell(told, styles, row->cells[0]);
    cir_buffer_add_char(told, '\n');
}

static void read_sheet(struct cir_buffer *told, const struct sheet_styles *styles, const xmlNode *sheet)
{
    const xmlNode *view = child_of(child_of(sheet, "sheetViews"), "sheetView");
    size_t head_lines = strtoul(attribute(child_of(view, "pane"), "ySplit"), NULL, 10), last = head_lines;
    struct sheet_row groups = {.count = 0}, heads = {.count = 0};
    bool has_groups = head_lines == 4; /* tables of the tests have captions */
    for (const xmlNode *node = child_of(sheet, "sheetData")->children; node != NULL; node = node->next) {
        struct sheet_row row = row_of(node);
        if (row.number < 3)
            tell_sheet_line(told, styles, row.number == 1 ? "caption" : "tlp", &row);
        else if (has_groups && row.number == 3) {
            groups = row;
            spread(&groups, sheet);
        } else if (row.number == head_lines) {
            heads = row;
            tell_sheet_heads(told, styles, has_groups ? &groups : NULL, &heads);
        } else if (row.number == last + 1) {
            tell_sheet_row(told, styles, &heads, &row);
            last++;
        } else
            tell_sheet_line(told, styles, "remark", &row);
    }
}

void read_xlsx(struct cir_buffer *told, struct cir_text file)
{
    struct sheet_styles *styles = calloc(1, sizeof *styles);
    char name[64];
    read_styles(styles, file);
    for (size_t i = 1;; i++) {
        snprintf(name, sizeof name, "xl/worksheets/sheet%zu.xml", i);
        xmlDocPtr document = open_part(file, name);
        if (document == NULL)
            break;
        read_sheet(told, styles, xmlDocGetRootElement(document));
        xmlFreeDoc(document);
    }
    free(styles);
}

/* --- DOCX --- */

static bool run_has(const xmlNode *run, const char *property)
{
    const xmlNode *properties = child_of(run, "rPr");
    return properties != NULL && child_of(properties, property) != NULL;
}

/* Text of the runs of a paragraph; those from `from` on. */
static void tell_runs(struct cir_buffer *told, const xmlNode *paragraph, bool of_tlp)
{
    struct cir_buffer plain = {0};
    bool is_caption = strcmp(attribute(child_of(child_of(paragraph, "pPr"), "pStyle"), "val"), "Caption") == 0;
    for (const xmlNode *run = paragraph->children; run != NULL; run = run->next) {
        if (!is_element(run, "r") || (is_caption && run_has(run, "noProof") != of_tlp))
            continue;
        cir_buffer_add_string(&plain, run_has(run, "vertAlign") && plain.size > 0 ? " " : "");
        for (const xmlNode *part = run->children; part != NULL; part = part->next)
            if (is_element(part, "br"))
                cir_buffer_add_char(&plain, '\n');
            else if (is_element(part, "t") && part->children != NULL)
                cir_buffer_add_string(&plain, (const char *)part->children->content);
    }
    plain.size -= is_caption && !of_tlp ? 1 : 0; /* the blank before the label */
    tell(told, cir_buffer_text(&plain));
    cir_buffer_free(&plain);
}

static bool row_is(const xmlNode *row, const char *property)
{
    return child_of(child_of(row, "trPr"), property) != NULL;
}

static void tell_word_heads(struct cir_buffer *told, const xmlNode *first, const xmlNode *second)
{
    const xmlNode *below = second != NULL ? child_of(second, "tc") : NULL;
    for (const xmlNode *cell = child_of(first, "tc"); cell != NULL; cell = cell->next) {
        const xmlNode *span = child_of(child_of(cell, "tcPr"), "gridSpan");
        bool is_group = second != NULL && child_of(child_of(cell, "tcPr"), "vMerge") == NULL;
        for (size_t i = 0; i < (span != NULL ? count_attribute(span, "val") : 1); i++) {
            cir_buffer_add_string(told, "column|");
            tell_runs(told, child_of(cell, "p"), false);
            if (is_group) {
                cir_buffer_add_string(told, " / ");
                tell_runs(told, child_of(below, "p"), false);
            }
            cir_buffer_add_char(told, '\n');
            below = below != NULL ? below->next : NULL;
        }
    }
}

static void tell_word_row(struct cir_buffer *told, const xmlNode *row)
{
    bool strong = false;
    for (const xmlNode *node = row; node != NULL; node = next_node(node, row))
        strong = strong || (is_element(node, "r") && run_has(node, "b"));
    cir_buffer_add_string(told, strong ? "strong|" : "body|");
    for (const xmlNode *cell = child_of(row, "tc"); cell != NULL; cell = cell->next) {
        cir_buffer_add_string(told, cell != child_of(row, "tc") ? "¦" : "");
        tell_runs(told, child_of(cell, "p"), false);
    }
    cir_buffer_add_char(told, '\n');
}

static void tell_word_table(struct cir_buffer *told, const xmlNode *table)
{
    const xmlNode *first = child_of(table, "tr");
    const xmlNode *second = first->next != NULL && row_is(first->next, "tblHeader") ? first->next : NULL;
    CU_ASSERT(row_is(first, "tblHeader"));
    tell_word_heads(told, first, second);
    for (const xmlNode *row = (second != NULL ? second : first)->next; row != NULL; row = row->next) {
        CU_ASSERT(!row_is(row, "tblHeader"));
        tell_word_row(told, row);
    }
}

void read_docx(struct cir_buffer *told, struct cir_text file)
{
    xmlDocPtr document = open_part(file, "word/document.xml");
    CU_ASSERT_PTR_NOT_NULL_FATAL(document);
    for (const xmlNode *node = child_of(xmlDocGetRootElement(document), "body")->children; node != NULL;
         node = node->next) {
        const xmlNode *properties = is_element(node, "p") ? child_of(node, "pPr") : NULL;
        if (is_element(node, "tbl"))
            tell_word_table(told, node);
        if (properties == NULL)
            continue;
        bool is_caption = strcmp(attribute(child_of(properties, "pStyle"), "val"), "Caption") == 0;
        cir_buffer_add_string(told, is_caption ? "caption|" : "remark|");
        tell_runs(told, node, false);
        cir_buffer_add_char(told, '\n');
        if (!is_caption)
            continue;
        cir_buffer_add_string(told, "tlp|");
        tell_runs(told, node, true);
        cir_buffer_add_char(told, '\n');
    }
    xmlFreeDoc(document);
}
