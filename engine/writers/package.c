#include "writers/package.h"

#include "writers/markup.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <zip.h>

/* 1 January 1980, the first day that a ZIP can name. */
enum { ZIP_DAY = 1 << 5 | 1, ZIP_MIDNIGHT = 0, COMPRESSION = 6 };

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

static struct cir_buffer *drop(struct cir_package *package)
{
    package->failed = true;
    package->dropped.failed = true;
    return &package->dropped;
}

static bool make_room(struct cir_package *package)
{
    if (package->count < package->capacity)
        return true;
    size_t capacity = package->capacity > 0 ? package->capacity * 2 : 16;
    struct cir_package_part *parts = realloc(package->parts, capacity * sizeof *parts);
    if (parts == NULL)
        return false;
    package->parts = parts;
    package->capacity = capacity;
    return true;
}

struct cir_buffer *cir_package_add(struct cir_package *package, const char *type, const char *name, ...)
{
    if (package->failed || !make_room(package))
        return drop(package);
    struct cir_package_part *part = &package->parts[package->count++];
    *part = (struct cir_package_part){.type = type};
    va_list arguments;
    va_start(arguments, name);
    vsnprintf(part->name, sizeof part->name, name, arguments);
    va_end(arguments);
    cir_buffer_add_string(&part->data, XML_HEAD);
    return &part->data;
}

static void add_core(struct cir_package *package, const struct cir_prepared *prepared)
{
    char made_at[32] = "1970-01-01T00:00:00Z";
    time_t seconds = (time_t)prepared->writing.made_at;
    struct tm parts;
    if (gmtime_r(&seconds, &parts) != NULL)
        strftime(made_at, sizeof made_at, "%Y-%m-%dT%H:%M:%SZ", &parts);
    struct cir_buffer *core =
        cir_package_add(package, "application/vnd.openxmlformats-package.core-properties+xml", "docProps/core.xml");
    cir_buffer_add_string(core, "<cp:coreProperties"
                                " xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
                                " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                                " xmlns:dcterms=\"http://purl.org/dc/terms/\""
                                " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
    cir_markup_add(core, prepared->title);
    cir_buffer_add_string(core, "</dc:title><dc:subject>");
    cir_markup_add(core, prepared->tlp);
    cir_buffer_add_format(core,
                          "</dc:subject><dc:creator>cirisk " CIR_VERSION
                          "</dc:creator><dcterms:created xsi:type=\"dcterms:W3CDTF\">%s</dcterms:created>"
                          "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">%s</dcterms:modified>"
                          "<dc:language>%s</dc:language></cp:coreProperties>\n",
                          made_at, made_at, cir_shown_language(prepared->tables[0].shown.language));
}

void cir_package_add_properties(struct cir_package *package, const struct cir_prepared *prepared, const char *main_part)
{
    static const char types[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    add_core(package, prepared);
    struct cir_buffer *app = cir_package_add(
        package, "application/vnd.openxmlformats-officedocument.extended-properties+xml", "docProps/app.xml");
    cir_buffer_add_string(
        app, "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
             "<Application>cirisk</Application></Properties>\n");
    struct cir_buffer *relations = cir_package_add(package, NULL, "_rels/.rels");
    cir_buffer_add_format(
        relations,
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        "<Relationship Id=\"rId1\" Type=\"%s/officeDocument\" Target=\"%s\"/>"
        "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
        "core-properties\" Target=\"docProps/core.xml\"/>"
        "<Relationship Id=\"rId3\" Type=\"%s/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>\n",
        types, main_part, types);
}

static void add_content_types(struct cir_package *package)
{
    size_t count = package->count;
    struct cir_buffer *types = cir_package_add(package, NULL, "[Content_Types].xml");
    cir_buffer_add_string(types, "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                                 "<Default Extension=\"rels\""
                                 " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                                 "<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    for (size_t i = 0; i < count; i++)
        if (package->parts[i].type != NULL)
            cir_buffer_add_format(types, "<Override PartName=\"/%s\" ContentType=\"%s\"/>", package->parts[i].name,
                                  package->parts[i].type);
    cir_buffer_add_string(types, "</Types>\n");
}

static bool add_entry(zip_t *archive, const struct cir_package_part *part)
{
    zip_source_t *source = zip_source_buffer(archive, part->data.data, part->data.size, 0);
    zip_int64_t index = source != NULL ? zip_file_add(archive, part->name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (source != NULL && index < 0)
        zip_source_free(source);
    return index >= 0 && zip_set_file_compression(archive, (zip_uint64_t)index, ZIP_CM_DEFLATE, COMPRESSION) == 0 &&
           zip_file_set_dostime(archive, (zip_uint64_t)index, ZIP_MIDNIGHT, ZIP_DAY, 0) == 0;
}

/* Readers look at the list of types first. */
static bool add_entries(zip_t *archive, const struct cir_package *package)
{
    bool whole = add_entry(archive, &package->parts[package->count - 1]);
    for (size_t i = 0; whole && i + 1 < package->count; i++)
        whole = add_entry(archive, &package->parts[i]);
    return whole;
}

/* The archive goes into `target`, which stays the caller's. */
static bool fill_archive(const struct cir_package *package, zip_source_t *target)
{
    zip_source_keep(target);
    zip_t *archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    if (archive == NULL) {
        zip_source_free(target);
        return false;
    }
    if (add_entries(archive, package) && zip_close(archive) == 0)
        return true;
    zip_discard(archive);
    return false;
}

static bool take_archive(zip_source_t *target, struct cir_buffer *buffer)
{
    zip_stat_t stat;
    if (zip_source_open(target) != 0)
        return false;
    bool whole = zip_source_stat(target, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE) != 0 &&
                 cir_buffer_reserve(buffer, stat.size) &&
                 zip_source_read(target, buffer->data + buffer->size, stat.size) == (zip_int64_t)stat.size;
    buffer->size += whole ? stat.size : 0;
    zip_source_close(target);
    return whole;
}

static void free_parts(struct cir_package *package)
{
    for (size_t i = 0; i < package->count; i++)
        cir_buffer_free(&package->parts[i].data);
    free(package->parts);
    *package = (struct cir_package){0};
}

enum cir_status cir_package_write(struct cir_package *package, struct cir_buffer *buffer, struct cir_error *error)
{
    add_content_types(package);
    bool whole = !package->failed;
    for (size_t i = 0; whole && i < package->count; i++)
        whole = !package->parts[i].data.failed;
    zip_source_t *target = whole ? zip_source_buffer_create(NULL, 0, 0, NULL) : NULL;
    whole = target != NULL && fill_archive(package, target) && take_archive(target, buffer);
    if (target != NULL)
        zip_source_free(target);
    free_parts(package);
    return whole ? CIR_OK : cir_fail_memory(error);
}
