#include "run_options.h"

#include "cache_folder.h"
#include "command.h"
#include "ready_summaries.h"
#include "run_record.h"
#include "say.h"

#include "base/number.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

// clang-format off
const struct option_row judging_rows[JUDGING_ROWS] = {
    {"schemes", 's', OPTION_TEXT, offsetof(struct judging_options, schemes), "LIST", NULL, "gge", COMPLETE_SCHEME,
     "schemes to judge by: names, or folders written with a '/', joined by commas"},
    {"definitions", 'D', OPTION_TEXT, offsetof(struct judging_options, definitions), "DIR", NULL, NULL, COMPLETE_FOLDER,
     "folder of tables laid over the built-in ones, file by file"},
    {"scope", '\0', OPTION_CHOICE, offsetof(struct judging_options, scope), "USE", "apply;assume;ignore", "apply", COMPLETE_NOTHING,
     "apply: outside its scope a scheme does not judge, and where that is not known it cannot tell; assume: where it is not known it judges; ignore: it judges every incident"},
    {"network", 'N', OPTION_TEXT, offsetof(struct judging_options, network), "NAME", NULL, NULL, COMPLETE_NETWORK,
     "network of dependencies, such as wiod2011: what an incident, or an outage of an asset, does to others, too; gge takes it into account"},
    {"regional", '\0', OPTION_TEXT, offsetof(struct judging_options, regional), "STATES", NULL, "subregion", COMPLETE_NOTHING,
     "what counts as regional with --network: subregion, or groups and States of one's own such as eu27 or DEU,FRA,BEL; see 'cirisk impact --help'"},
    {"cache", '\0', OPTION_TEXT, offsetof(struct judging_options, cache), "DIR", NULL, NULL, COMPLETE_CACHE,
     "folder that keeps from run to run what each outage of a network does to others, unless the command has it with it, as of the built-in one; none: nothing is kept (default: cirisk in XDG_CACHE_HOME or ~/.cache)"},
};

const struct option_row reading_rows[READING_ROWS] = {
    {"map", 'm', OPTION_TEXT, offsetof(struct reading_options, map), "NAME|FILE", NULL, NULL, COMPLETE_MAPPING,
     "mapping of the columns: a built-in one such as veris-flat, or a file; 'cirisk map' proposes one"},
    {"date-order", '\0', OPTION_CHOICE, offsetof(struct reading_options, date_order), "ORDER", "iso;dmy;mdy;ymd", "iso", COMPLETE_NOTHING,
     "order of day, month and year in every date of the log"},
    {"decimal", '\0', OPTION_CHARACTER, offsetof(struct reading_options, decimal), "CHARACTER", NULL, NULL, COMPLETE_NOTHING,
     "decimal sign of the log's numbers; '.' unless given"},
    {"thousands", '\0', OPTION_CHARACTER, offsetof(struct reading_options, thousands), "CHARACTER", NULL, NULL, COMPLETE_NOTHING,
     "thousands separator of the log's numbers; none unless given"},
    {"delimiter", '\0', OPTION_CHARACTER, offsetof(struct reading_options, delimiter), "CHARACTER", NULL, NULL, COMPLETE_NOTHING,
     "what separates the cells: a character or the word tab; found out from the header unless given"},
    {"encoding", '\0', OPTION_TEXT, offsetof(struct reading_options, encoding), "NAME", NULL, NULL, COMPLETE_NOTHING,
     "encoding of the log, such as latin1 or utf-16; UTF-8 unless given"},
    {"max-field", '\0', OPTION_COUNT, offsetof(struct reading_options, max_field), "BYTES", NULL, "1048576", COMPLETE_NOTHING,
     "largest cell; what is larger is taken for an unclosed quote"},
};

const struct option_row override_rows[OVERRIDE_ROWS] = {
    {"overrides", '\0', OPTION_TEXT, offsetof(struct override_options, overrides), "FILE", NULL, NULL, COMPLETE_FILE,
     "CSV file of values that count instead of those of the log, or of levels; 'cirisk template overrides' starts one"},
};
// clang-format on

static int refuse_schemes(const char *problem)
{
    say(NULL, "--schemes %s", problem);
    return EXIT_USAGE;
}

int scheme_list_split(char *list, const char **names, size_t *count)
{
    for (char *name = list, *end; name != NULL; name = end) {
        end = strchr(name, ',');
        if (end != NULL)
            *end++ = '\0';
        if (*count == CIR_SCHEMES_MAX)
            return refuse_schemes("names too many schemes");
        if (*name == '\0')
            return refuse_schemes("holds an empty name");
        names[(*count)++] = name;
    }
    return EXIT_CLEAN;
}

/* The columns of two schemes of one name could not be told apart. */
static int check_names(const struct cir_classifier *classifier)
{
    for (size_t i = 0; i < cir_classifier_scheme_count(classifier); i++)
        for (size_t j = 0; j < i; j++) {
            const char *name = cir_classifier_scheme(classifier, i)->name;
            if (strcmp(name, cir_classifier_scheme(classifier, j)->name) != 0)
                continue;
            say(NULL, "--schemes names two schemes that are called '%s'", name);
            return EXIT_USAGE;
        }
    return EXIT_CLEAN;
}

int judging_use_network(struct cir_classifier *classifier, const struct judging_options *options)
{
    struct cir_error error;
    char *cache = cache_folder(options->cache);
    const struct cir_network_use use = {
        .network = options->network,
        .regional = options->regional,
        .cache = cache,
        .ready = {ready_summaries, (size_t)(ready_summaries_end - ready_summaries)},
    };
    enum cir_status status = cir_classifier_use_network(classifier, options->definitions, &use, &error);
    free(cache);
    return status == CIR_OK ? EXIT_CLEAN : say_error(&error);
}

int judging_open(struct cir_classifier **classifier, const struct judging_options *options)
{
    char *list = strdup(options->schemes);
    struct cir_error error;
    if (list == NULL) {
        cir_fail_memory(&error);
        return say_error(&error);
    }
    const char *names[CIR_SCHEMES_MAX];
    size_t count = 0;
    int code = scheme_list_split(list, names, &count);
    if (code == EXIT_CLEAN && cir_classifier_new(classifier, options->definitions, names, count, &error) != CIR_OK)
        code = say_error(&error);
    if (code == EXIT_CLEAN)
        code = check_names(*classifier);
    if (code == EXIT_CLEAN)
        cir_classifier_use_scopes(*classifier, (enum cir_scope_use)options->scope);
    if (code == EXIT_CLEAN && options->network != NULL)
        code = judging_use_network(*classifier, options);
    if (code == EXIT_CLEAN)
        record_classifier("", *classifier);
    free(list);
    return code;
}

void judging_close(struct cir_classifier *classifier, const struct judging_options *options)
{
    struct cir_error error;
    if (classifier != NULL && cir_classifier_keep_impacts(classifier, &error) != CIR_OK && options->cache != NULL)
        say(NULL, "--cache: nothing is kept: %s", error.message);
    cir_classifier_free(classifier);
}

struct cir_log_format reading_format(const struct reading_options *options, const struct override_options *overrides)
{
    return (struct cir_log_format){
        .encoding = options->encoding,
        .delimiter = options->delimiter,
        .decimal = options->decimal,
        .thousands = options->thousands,
        .date_order = (enum cir_date_order)options->date_order,
        .max_field = (size_t)options->max_field,
        .mapping = options->map,
        .overrides = overrides != NULL ? overrides->overrides : NULL,
    };
}

const char *stream_name(const char *path, const char *standard)
{
    return strcmp(path, "-") == 0 ? standard : path;
}

static bool told_time(uint64_t *seconds)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    return epoch != NULL && cir_number_read_count(cir_text_of(epoch), seconds);
}

int64_t document_time(void)
{
    uint64_t seconds = 0;
    return told_time(&seconds) ? (int64_t)seconds : 0;
}

const char *recorded_time(char text[RECORDED_TIME_SIZE])
{
    uint64_t seconds = 0;
    time_t now = told_time(&seconds) ? (time_t)seconds : time(NULL);
    struct tm parts;
    if (gmtime_r(&now, &parts) == NULL || strftime(text, RECORDED_TIME_SIZE, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
        return NULL;
    return text;
}
