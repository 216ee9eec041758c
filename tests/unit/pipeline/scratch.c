#include "scratch.h"

#include "base/file.h"
#include "suite.h"
#include "temporary.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[CIR_TEMPORARY_SIZE];

void scratch_open(void)
{
    cir_temporary_folder(folder);
}

void scratch_close(void)
{
    cir_temporary_remove(folder);
}

size_t scratch_count(void)
{
    size_t count = 0;
    DIR *directory = opendir(folder);
    CU_ASSERT_PTR_NOT_NULL_FATAL(directory);
    for (const struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory))
        count += entry->d_name[0] != '.';
    closedir(directory);
    return count;
}

const char *scratch_path(const char *name)
{
    static char paths[8][2 * CIR_TEMPORARY_SIZE];
    static unsigned next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

void scratch_write(const char *name, struct cir_text text)
{
    cir_temporary_write(scratch_path(name), text.data, text.size);
}

struct cir_buffer scratch_read(const char *name)
{
    struct cir_buffer buffer = {0};
    if (scratch_has(name))
        CU_ASSERT_EQUAL(cir_file_read(&buffer, scratch_path(name), NULL), CIR_OK);
    return buffer;
}

bool scratch_has(const char *name)
{
    struct stat status;
    return stat(scratch_path(name), &status) == 0;
}

static void add_row(struct cir_buffer *log, size_t row, bool flaws)
{
    static const char *const countries[] = {"UA", "DE", "fr", "GBR", "Brazil", "unknown", "IN|PK", "US"};
    static const char *const sectors[] = {"power", "energy;transport", "health", "finance",
                                          "water", "telecom|internet"};
    static const char *const people[] = {"225000", "", "unknown", "1000..5000", ">=10000", "~300", "2385", "0"};
    static const char *const titles[] = {"Plain",          "\"With, comma\"", "\"With \"\"quotes\"\"\"",
                                         "\"Two\nlines\"", "\"=cmd()\"",      "Z\xc3\xbcrich"};
    size_t id = flaws && row % 97 == 96 ? row - 50 : row;
    cir_buffer_add_format(log, "INC-%06zu,20%02zu-%02zu-%02zu,%s,%s,", id, 10 + row % 15, 1 + row % 12, 1 + row % 28,
                          countries[row % 8], sectors[row % 6]);
    cir_buffer_add_format(log, "%s,%s,%zu.%zu,", titles[row % 6], people[row % 8], row % 90, row % 10);
    if (flaws && row % 53 == 52)
        cir_buffer_add_string(log, "12x,UA;RO\n");
    else if (flaws && row % 61 == 60)
        cir_buffer_add_string(log, "\"open,UA\n");
    else
        cir_buffer_add_format(log, "%zu,UA;RO\n", row * 2385 % 1000003);
}

void scratch_log(struct cir_buffer *log, size_t first, size_t rows, bool flaws)
{
    cir_buffer_add_string(log, "id,date,country,sector,title,people_affected,duration_h,loss_usd,other_countries\n");
    for (size_t row = first; row < first + rows; row++)
        add_row(log, row, flaws);
}
