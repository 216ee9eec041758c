/* Any bytes as a log, through the whole engine: no row is lost, and threads change nothing. */
#include "input.h"

#include "cirisk.h"
#include "sink/summary.h"

#include <unistd.h>

static const struct cir_classifier *classifier(void)
{
    static struct cir_classifier *made;
    static const char *const schemes[] = {"gge", "nciss"};
    if (made == NULL && cir_classifier_new(&made, NULL, schemes, 2, NULL) != CIR_OK)
        fuzz_expect("the built-in definitions can be loaded");
    return made;
}

static enum cir_status score(struct cir_tally *tally, const char *path, enum cir_output_format format, unsigned threads)
{
    const struct cir_score_options options = {.input = path,
                                              .output = "/dev/null",
                                              .rejects = "/dev/null",
                                              .format = format,
                                              .log = {.max_field = 300},
                                              .threads = threads};
    struct cir_error error = {0};
    enum cir_status status = cir_score_log(classifier(), &options, tally, &error);
    if (status != CIR_OK && (status != CIR_BAD_LOG || error.message[0] == '\0'))
        fuzz_expect("a log that cannot be read is said to be one");
    if (tally->rows != tally->scored + tally->rejected)
        fuzz_expect("rows = scored + rejected");
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[FUZZ_PATH_SIZE];
    struct cir_tally csv = {0};
    struct cir_tally ndjson = {0};
    int descriptor = fuzz_file((struct cir_text){(const char *)data, size}, path);
    enum cir_status first = score(&csv, path, CIR_OUTPUT_CSV, 1);
    enum cir_status second = score(&ndjson, path, CIR_OUTPUT_NDJSON, 2);
    if (first != second || csv.rows != ndjson.rows || csv.scored != ndjson.scored)
        fuzz_expect("threads and format change no verdict");
    cir_tally_free(&csv);
    cir_tally_free(&ndjson);
    close(descriptor);
    return 0;
}
