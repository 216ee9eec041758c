/* A program of somebody else: the example in cirisk.h. */
#include <cirisk.h>
#include <stdio.h>

int main(void)
{
    struct cir_classifier *classifier = NULL;
    struct cir_error error;
    const char *schemes[] = {"gge"};
    if (cir_classifier_new(&classifier, NULL, schemes, 1, &error) != CIR_OK) {
        fprintf(stderr, "%s: %s\n", error.file, error.message);
        return 1;
    }
    const struct cir_fact facts[] = {{"id", "A-1"},       {"date", "2015-12-23"},        {"country", "UA"},
                                     {"sector", "power"}, {"people_affected", "225000"}, {"service_loss", "total"},
                                     {"duration_h", "6"}};
    struct cir_verdict verdict;
    enum cir_status status = cir_classify(classifier, facts, sizeof facts / sizeof facts[0], &verdict, &error);
    if (status == CIR_OK)
        printf("%d level of %s\n", verdict.level >= 0, cir_classifier_scheme(classifier, 0)->name);
    else
        fprintf(stderr, "%s\n", error.message);
    cir_classifier_free(classifier);
    return status != CIR_OK;
}
