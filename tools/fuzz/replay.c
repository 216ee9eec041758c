/* Runs a harness over all files of a folder: what fuzzers found once stays found, with any compiler. */
#include "input.h"

#include "base/file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

static int replay(const char *folder, const char *name)
{
    char path[4096];
    struct cir_buffer buffer = {0};
    struct cir_error error;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (cir_file_read(&buffer, path, &error) != CIR_OK) {
        fprintf(stderr, "%s: %s\n", path, error.message);
        cir_buffer_free(&buffer);
        return 1;
    }
    /* A copy of the very size, so that nothing behind the input can be read unseen. */
    uint8_t *input = malloc(buffer.size);
    if (buffer.size > 0 && input != NULL)
        memcpy(input, buffer.data, buffer.size);
    fprintf(stderr, "%s\n", path);
    LLVMFuzzerTestOneInput(input, buffer.size);
    free(input);
    cir_buffer_free(&buffer);
    return 0;
}

int main(int argc, char **argv)
{
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    if (folder == NULL) {
        fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
        return 2;
    }
    int failed = 0;
    int count = 0;
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        if (entry->d_name[0] != '.') {
            failed += replay(argv[1], entry->d_name);
            count++;
        }
    closedir(folder);
    printf("%d inputs, %d failed\n", count, failed);
    return failed > 0 || count == 0;
}
