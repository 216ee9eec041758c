#include "input.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int fuzz_file(struct cir_text text, char path[FUZZ_PATH_SIZE])
{
    int descriptor = memfd_create("fuzz", 0);
    while (descriptor >= 0 && text.size > 0) {
        ssize_t written = write(descriptor, text.data, text.size);
        if (written <= 0)
            break;
        text = (struct cir_text){text.data + written, text.size - (size_t)written};
    }
    if (descriptor < 0 || text.size > 0)
        fuzz_expect("the input can be laid into a file");
    snprintf(path, FUZZ_PATH_SIZE, "/proc/self/fd/%d", descriptor);
    return descriptor;
}

/* ---- folder ---- */

enum { FOLDER_SIZE = 256, OPEN_FILES = 8 };

static char folder[FOLDER_SIZE];

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

static void remove_folder(void)
{
    (void)nftw(folder, remove_entry, OPEN_FILES, FTW_DEPTH | FTW_PHYS);
}

const char *fuzz_folder(void)
{
    const char *temporary = getenv("TMPDIR");
    if (folder[0] != '\0')
        return folder;
    int size = snprintf(folder, sizeof folder, "%s/cirisk-fuzz-XXXXXX", temporary != NULL ? temporary : P_tmpdir);
    if (size < 0 || size >= FOLDER_SIZE || mkdtemp(folder) == NULL)
        fuzz_expect("a folder can be made");
    atexit(remove_folder);
    return folder;
}

void fuzz_expect(const char *broken_promise)
{
    if (broken_promise == NULL)
        return;
    fprintf(stderr, "broken: %s\n", broken_promise);
    abort();
}
