/* Any bytes as a manifest, up to the command line that a repeat would run; nothing is run. */
#include "input.h"

#include "manifest_file.h"
#include "run_repeat.h"

#include <string.h>
#include <unistd.h>

/* Whatever is written lies in the folder of the repeat, and what is read is what the manifest names. */
static void use(const json_t *manifest)
{
    struct repeat repeat;
    if (repeat_prepare(&repeat, manifest, "fuzz.json") == EXIT_CLEAN) {
        size_t size = strlen(repeat.folder);
        if (size == 0 || repeat.argument_count < 3)
            fuzz_expect("a command line has a command, a manifest and an end of its options");
        for (size_t i = 0; i < repeat.output_count; i++) {
            const char *path = repeat.outputs[i].path;
            if (strcmp(path, "-") != 0 && (strncmp(path, repeat.folder, size) != 0 || strstr(path, "/../") != NULL))
                fuzz_expect("an output goes to the folder of the repeat");
        }
        if (strncmp(repeat.arguments[repeat.argument_count - 1], "--manifest=", strlen("--manifest=")) == 0)
            fuzz_expect("arguments stand behind the end of the options");
    }
    repeat_free(&repeat);
    if (repeat.folder[0] != '\0' && access(repeat.folder, F_OK) == 0)
        fuzz_expect("nothing is left of a repeat");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    json_t *manifest = NULL;
    struct cir_error error = {0};
    enum cir_status status =
        manifest_parse(&manifest, (struct cir_text){(const char *)data, size}, "fuzz.json", &error);
    if (status == CIR_OK)
        use(manifest);
    else if (status != CIR_BAD_USE || error.message[0] == '\0' || error.file[0] == '\0')
        fuzz_expect("a manifest that is refused is told why");
    json_decref(manifest);
    return 0;
}
