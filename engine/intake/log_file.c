#include "intake/log_file.h"

#include "base/sha256.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RAW_SIZE = 64 * 1024, CONVERTED_SIZE = 64 * 1024 };

struct cir_log_file {
    int descriptor;       /* -1: none, the bytes are in memory */
    struct cir_text text; /* those that are not read yet */
    bool is_standard_input;
    const char *name; /* borrowed */
    uint64_t size;
    bool converts;
    iconv_t converter;
    char *raw; /* bytes not converted yet; owned, only where it converts */
    size_t raw_size;
    uint64_t raw_taken; /* bytes converted before raw */
    bool raw_ended;
    bool flushed;
    char *converted; /* owned: a character need not end where the room that is to be filled does */
    size_t converted_at;
    size_t converted_size;
    uint64_t taken; /* bytes read */
    bool hashes;
    struct sha256_ctx sha256;
};

static enum cir_status open_descriptor(struct cir_log_file *file, const char *path, struct cir_error *error)
{
    file->is_standard_input = strcmp(path, "-") == 0;
    file->name = file->is_standard_input ? "standard input" : path;
    file->descriptor = file->is_standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (file->descriptor < 0 || fstat(file->descriptor, &status) != 0)
        return cir_fail_system(error, file->name, errno);
    if (S_ISDIR(status.st_mode))
        return cir_fail_system(error, file->name, EISDIR);
    file->size = S_ISREG(status.st_mode) ? (uint64_t)status.st_size : 0;
    return CIR_OK;
}

static enum cir_status open_converter(struct cir_log_file *file, const char *encoding, struct cir_error *error)
{
    file->converter = iconv_open("UTF-8", encoding);
    // NOLINTNEXTLINE(performance-no-int-to-ptr): the failure that POSIX defines
    if (file->converter == (iconv_t)-1)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "there is no encoding '%s'; 'iconv -l' lists those there are", encoding);
    file->converts = true;
    file->raw = malloc(RAW_SIZE);
    file->converted = malloc(CONVERTED_SIZE);
    return file->raw != NULL && file->converted != NULL ? CIR_OK : cir_fail_memory(error);
}

enum cir_status cir_log_file_open(struct cir_log_file **file, const char *path, const char *encoding,
                                  struct cir_error *error)
{
    struct cir_log_file *opened = calloc(1, sizeof *opened);
    if (opened == NULL)
        return cir_fail_memory(error);
    opened->descriptor = -1;
    enum cir_status status = open_descriptor(opened, path, error);
    if (status == CIR_OK && encoding != NULL && strcasecmp(encoding, "utf-8") != 0)
        status = open_converter(opened, encoding, error);
    if (status != CIR_OK) {
        cir_log_file_close(opened);
        return status;
    }
    *file = opened;
    return CIR_OK;
}

enum cir_status cir_log_file_open_text(struct cir_log_file **file, const char *name, struct cir_text text,
                                       struct cir_error *error)
{
    struct cir_log_file *opened = calloc(1, sizeof *opened);
    if (opened == NULL)
        return cir_fail_memory(error);
    opened->descriptor = -1;
    opened->name = name;
    opened->text = text;
    opened->size = text.size;
    *file = opened;
    return CIR_OK;
}

void cir_log_file_close(struct cir_log_file *file)
{
    if (file == NULL)
        return;
    if (file->converts)
        iconv_close(file->converter);
    if (file->descriptor >= 0 && !file->is_standard_input)
        close(file->descriptor);
    free(file->raw);
    free(file->converted);
    free(file);
}

const char *cir_log_file_name(const struct cir_log_file *file)
{
    return file->name;
}

uint64_t cir_log_file_size(const struct cir_log_file *file)
{
    return file->size;
}

uint64_t cir_log_file_taken(const struct cir_log_file *file)
{
    return file->taken;
}

void cir_log_file_hash(struct cir_log_file *file)
{
    sha256_init(&file->sha256);
    file->hashes = true;
}

void cir_log_file_sha256(const struct cir_log_file *file, char hex[65])
{
    struct sha256_ctx copy = file->sha256;
    cir_sha256_hex(&copy, hex);
}

static ssize_t read_text(struct cir_log_file *file, char *data, size_t size)
{
    size_t part = size < file->text.size ? size : file->text.size;
    if (part > 0)
        memcpy(data, file->text.data, part);
    file->text = (struct cir_text){file->text.data + part, file->text.size - part};
    return (ssize_t)part;
}

static ssize_t read_some(struct cir_log_file *file, char *data, size_t size)
{
    return file->descriptor < 0 ? read_text(file, data, size) : read(file->descriptor, data, size);
}

/* Fill data as far as the file reaches: pipes give less than asked for. */
static enum cir_status read_fully(struct cir_log_file *file, char *data, size_t size, size_t *taken,
                                  struct cir_error *error)
{
    *taken = 0;
    while (*taken < size) {
        ssize_t got = read_some(file, data + *taken, size - *taken);
        if (got == 0)
            break;
        if (got < 0 && errno != EINTR)
            return cir_fail_system(error, file->name, errno);
        if (got > 0)
            *taken += (size_t)got;
    }
    file->taken += *taken;
    if (file->hashes)
        sha256_update(&file->sha256, *taken, (const uint8_t *)data);
    return CIR_OK;
}

static enum cir_status fill_raw(struct cir_log_file *file, struct cir_error *error)
{
    size_t got = 0;
    size_t room = RAW_SIZE - file->raw_size;
    enum cir_status status = read_fully(file, file->raw + file->raw_size, room, &got, error);
    file->raw_size += got;
    file->raw_ended = got < room;
    return status;
}

/* Convert what is in hand; behind the last byte, let the converter give what it held back. */
static enum cir_status convert_some(struct cir_log_file *file, struct cir_error *error)
{
    char *in = file->raw;
    char *out = file->converted;
    size_t in_left = file->raw_size;
    size_t out_left = CONVERTED_SIZE;
    file->flushed = file->raw_ended && file->raw_size == 0;
    size_t result = iconv(file->converter, file->flushed ? NULL : &in, &in_left, &out, &out_left);
    int reason = result == (size_t)-1 ? errno : 0;
    file->raw_taken += file->raw_size - in_left;
    memmove(file->raw, in, in_left);
    file->raw_size = in_left;
    file->converted_at = 0;
    file->converted_size = CONVERTED_SIZE - out_left;
    if (reason == EILSEQ || (reason == EINVAL && file->raw_ended))
        return cir_fail(error, CIR_BAD_LOG, (struct cir_place){.file = file->name},
                        "byte %llu is not of the declared encoding", (unsigned long long)file->raw_taken + 1);
    return CIR_OK;
}

static enum cir_status read_converted(struct cir_log_file *file, char *data, size_t size, size_t *taken,
                                      struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    *taken = 0;
    while (status == CIR_OK && *taken < size) {
        size_t ready = file->converted_size - file->converted_at;
        size_t part = ready < size - *taken ? ready : size - *taken;
        memcpy(data + *taken, file->converted + file->converted_at, part);
        file->converted_at += part;
        *taken += part;
        if (part > 0)
            continue;
        if (file->flushed)
            break;
        if (!file->raw_ended)
            status = fill_raw(file, error);
        if (status == CIR_OK)
            status = convert_some(file, error);
    }
    return status;
}

enum cir_status cir_log_file_read(struct cir_log_file *file, char *data, size_t size, size_t *taken,
                                  struct cir_error *error)
{
    return file->converts ? read_converted(file, data, size, taken, error) : read_fully(file, data, size, taken, error);
}

enum cir_status cir_log_file_recognise(const char *name, const char *data, size_t size, struct cir_error *error)
{
    static const struct {
        const char *bytes;
        size_t count;
        const char *what;
    } kinds[] = {
        {"PK\3\4", 4, "a ZIP archive, such as an XLSX workbook: save it as CSV (UTF-8) first"},
        {"\xd0\xcf\x11\xe0", 4, "an old Excel workbook: save it as CSV (UTF-8) first"},
        {"\x1f\x8b", 2, "compressed by gzip: unpack it first, or pipe it in by 'zcat FILE | cirisk ... -'"},
        {"%PDF", 4, "a PDF document"},
        {"SQLite format 3", 16, "an SQLite database, not a log"},
        {"\xff\xfe", 2, "UTF-16: declare it by --encoding UTF-16"},
        {"\xfe\xff", 2, "UTF-16: declare it by --encoding UTF-16"},
    };
    struct cir_place place = {.file = name};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (size >= kinds[i].count && memcmp(data, kinds[i].bytes, kinds[i].count) == 0)
            return cir_fail(error, CIR_BAD_LOG, place, "this is %s", kinds[i].what);
    /* Latin letters of UTF-16 without its mark: every second byte is NUL. */
    if (size >= 4 && ((data[0] == '\0' && data[2] == '\0') || (data[1] == '\0' && data[3] == '\0')))
        return cir_fail(
            error, CIR_BAD_LOG, place,
            "this looks like UTF-16 without a byte order mark: declare it by --encoding UTF-16LE or UTF-16BE");
    return CIR_OK;
}
