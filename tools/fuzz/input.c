#include "input.h"

#include "temporary_folder.h"

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

static char folder[CIR_TEMPORARY_SIZE];

static void remove_folder(void)
{
    (void)cir_temporary_remove_all(folder);
}

const char *fuzz_folder(void)
{
    if (folder[0] != '\0')
        return folder;
    if (!cir_temporary_name(folder, "fuzz") || mkdtemp(folder) == NULL)
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
