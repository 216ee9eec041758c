/* Works out what each outage of a built-in network does to others, in every State, and writes it to the file that the
 * command brings with it (pipeline/summary_cache.h): so that its first run is as quick as any. Run by the build. */
#include "pipeline/classifier.h"

#include <stdio.h>
#include <stdlib.h>

static enum cir_status write_summaries(const char *network, const char *path, struct cir_error *error)
{
    struct cir_classifier *classifier;
    const struct cir_network_use use = {.network = network};
    enum cir_status status = cir_classifier_new(&classifier, NULL, NULL, 0, error);
    if (status != CIR_OK)
        return status;
    status = cir_classifier_use_network(classifier, NULL, &use, error);
    if (status == CIR_OK)
        status = cir_classifier_write_impacts(classifier, path, error);
    cir_classifier_free(classifier);
    return status;
}

int main(int count, char **arguments)
{
    struct cir_error error;
    if (count != 3) {
        fprintf(stderr, "usage: summaries NETWORK FILE\n");
        return EXIT_FAILURE;
    }
    if (write_summaries(arguments[1], arguments[2], &error) == CIR_OK)
        return EXIT_SUCCESS;
    fprintf(stderr, "summaries: %s\n", error.message);
    return EXIT_FAILURE;
}
