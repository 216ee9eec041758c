/* calibrate: how well a scheme's order agrees with the judgement of others, and how stable it is. See docs/method.md. */
#include "agreement.h"
#include "stability.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define LANDMARKS    CALIBRATE_SOURCE_DIR "/datasets/incidents/landmarks.csv"
#define DECLARATIONS CALIBRATE_SOURCE_DIR "/tools/calibrate/declarations.csv"
#define RATINGS      CALIBRATE_SOURCE_DIR "/tools/calibrate/ratings.csv"
#define RATED_LOG    CALIBRATE_SOURCE_DIR "/../shared/data/incidents/vcdb/vcdb_a.csv"

struct wish {
    const char *scheme;
    const char *rated_log;
    unsigned long draws;
    unsigned long resamples;
    unsigned long seed;
    bool csv;
};

static const char usage[] =
    "usage: calibrate [--scheme NAME|FOLDER] [--rated-log VCDB.csv] [--draws N] [--resamples N] "
    "[--seed N] [--csv]\n";

static const struct option long_options[] = {
    {"scheme", required_argument, NULL, 's'},
    {"rated-log", required_argument, NULL, 'l'},
    {"draws", required_argument, NULL, 'd'},
    {"resamples", required_argument, NULL, 'r'},
    {"seed", required_argument, NULL, 'n'},
    {"csv", no_argument, NULL, 'c'},
    {0},
};

static bool read_count(unsigned long *count, const char *text)
{
    char *end = NULL;
    errno = 0;
    *count = strtoul(text, &end, 10);
    return errno == 0 && text[0] >= '0' && text[0] <= '9' && *end == '\0' && *count > 0 && *count <= UINT_MAX;
}

static bool take_option(struct wish *wish, int option)
{
    switch (option) {
    case 's':
        wish->scheme = optarg;
        return true;
    case 'l':
        wish->rated_log = optarg;
        return true;
    case 'd':
        return read_count(&wish->draws, optarg);
    case 'r':
        return read_count(&wish->resamples, optarg);
    case 'n':
        return read_count(&wish->seed, optarg);
    case 'c':
        wish->csv = true;
        return true;
    default:
        return false;
    }
}

static bool read_wish(struct wish *wish, int count, char **words)
{
    int option;
    while ((option = getopt_long(count, words, "", long_options, NULL)) != -1)
        if (!take_option(wish, option))
            return false;
    return optind == count;
}

static void report_run(struct report *report, const struct cir_scheme *scheme, const struct wish *wish)
{
    static const char *const columns[] = {"run", "value"};
    report_start(report, "What was run", columns, sizeof columns / sizeof columns[0]);
    report_word(report, "scheme");
    report_word(report, scheme->name);
    report_word(report, "version");
    report_word(report, scheme->version);
    report_word(report, "random numbers");
    report_word(report, gsl_rng_mt19937->name);
    report_word(report, "seed");
    report_count(report, wish->seed);
    report_word(report, "draws of weights for each spread");
    report_count(report, wish->draws);
    report_word(report, "resamples for an interval");
    report_count(report, wish->resamples);
    report_end(report);
}

static enum cir_status calibrate_landmarks(struct report *report, const struct cir_classifier *classifier,
                                           const struct wish *wish, struct cir_error *error)
{
    const struct cir_scheme *scheme = cir_classifier_scheme(classifier, 0);
    const struct resampling resampling = {.seed = wish->seed, .resamples = wish->resamples};
    const struct stability stability = {.seed = wish->seed, .draws = wish->draws, .movers = 10};
    struct subjects landmarks;
    enum cir_status status = subjects_declared(&landmarks, classifier, LANDMARKS, DECLARATIONS, error);
    if (status == CIR_OK)
        status = agreement_declared(report, &landmarks, scheme, &resampling, error);
    if (status == CIR_OK)
        status = stability_report(report, &landmarks, scheme, &stability, error);
    subjects_free(&landmarks);
    return status;
}

static enum cir_status calibrate_rated(struct report *report, const struct cir_classifier *classifier,
                                       const struct wish *wish, struct cir_error *error)
{
    const struct rated_log log = {.path = wish->rated_log,
                                  .mapping = "veris-flat",
                                  .id_column = "incident_id",
                                  .rating_column = "impact_overall_rating",
                                  .ratings = RATINGS};
    const struct resampling resampling = {.seed = wish->seed, .resamples = wish->resamples};
    struct subjects rated;
    if (access(log.path, R_OK) != 0) {
        report_say(report, "\nRated rows: skipped, the log is absent");
        return CIR_OK;
    }
    enum cir_status status = subjects_rated(&rated, classifier, &log, error);
    if (status == CIR_OK)
        status = agreement_rated(report, &rated, &resampling, error);
    subjects_free(&rated);
    return status;
}

static enum cir_status calibrate(struct report *report, const struct wish *wish, struct cir_error *error)
{
    struct cir_classifier *classifier = NULL;
    enum cir_status status = cir_classifier_new(&classifier, NULL, &wish->scheme, 1, error);
    if (status != CIR_OK)
        return status;
    cir_classifier_use_scopes(classifier, CIR_SCOPE_IGNORE); /* here a scheme is a yardstick, whatever it speaks of */
    report_run(report, cir_classifier_scheme(classifier, 0), wish);
    status = calibrate_landmarks(report, classifier, wish, error);
    if (status == CIR_OK)
        status = calibrate_rated(report, classifier, wish, error);
    if (status == CIR_OK && report->text.failed)
        status = cir_fail_memory(error);
    cir_classifier_free(classifier);
    return status;
}

int main(int count, char **words)
{
    struct wish wish = {.scheme = "gge", .rated_log = RATED_LOG, .draws = 1000, .resamples = 1000, .seed = 20211014};
    if (!read_wish(&wish, count, words)) {
        fputs(usage, stderr);
        return cir_status_exit_code(CIR_BAD_USE);
    }
    struct report report = {.csv = wish.csv};
    struct cir_error error;
    enum cir_status status = calibrate(&report, &wish, &error);
    if (status == CIR_OK)
        fwrite(report.text.data, 1, report.text.size, stdout);
    else
        fprintf(stderr, "calibrate: %s%s%s\n", error.file, error.file[0] != '\0' ? ": " : "", error.message);
    report_free(&report);
    if (status == CIR_OK && (fflush(stdout) != 0 || ferror(stdout)))
        status = CIR_NO_FILE;
    return cir_status_exit_code(status);
}
