#include "base/nearest.h"
#include "base/number.h"
#include "cirisk.h"
#include "command.h"
#include "output.h"
#include "run_options.h"
#include "run_record.h"
#include "say.h"
#include "sink/summary.h"
#include "sink/verdict_columns.h"
#include "vector_log.h"
#include "watch.h"

#include <stdlib.h>
#include <string.h>

struct output_options {
    const char *output;
    const char *rejects;
    const char *store;
    const char *columns;
    const char *fail_on;
    int format; /* an enum cir_output_format */
    uint64_t threads;
    uint64_t seed;
    bool dry_run;
    bool probabilities;
    bool raw;
    bool bom;
};

struct campaign_options {
    const char *output;
    const char *column;
    const char *within;
};

struct score_values {
    struct vector_options vector;
    struct output_options output;
    struct campaign_options campaigns;
    struct judging_options judging;
    struct reading_options reading;
    struct override_options overrides;
    struct watch_options watch;
    struct manifest_options manifest;
    struct terminal_options terminal;
};

// clang-format off
#define MEMBER(name) offsetof(struct output_options, name)
static const struct option_row output_rows[] = {
    {"output", 'o', OPTION_TEXT, MEMBER(output), "FILE", NULL, "-", COMPLETE_WRITTEN_FILE,
     "where the scored rows go; '-' is standard output"},
    {"format", 'f', OPTION_CHOICE, MEMBER(format), "FORMAT", "csv;ndjson", "csv", COMPLETE_NOTHING,
     "csv: the columns of the log, then those of the verdict; ndjson: one JSON object a row"},
    {"columns", 'c', OPTION_TEXT, MEMBER(columns), "LIST", NULL, NULL, COMPLETE_NOTHING,
     "verdict columns to write, joined by commas; all unless given ('cirisk help formats' lists them)"},
    {"probabilities", 'p', OPTION_FLAG, MEMBER(probabilities), NULL, NULL, NULL, COMPLETE_NOTHING,
     "how likely each level is, too, where cells hold ranges, '~' or sets, one column a level: every value of a range "
     "by its logarithm, every member of a set alike. What was not answered stays as it is: level_low and level_high "
     "tell what it could do"},
    {"rejects", 'r', OPTION_TEXT, MEMBER(rejects), "FILE", NULL, NULL, COMPLETE_WRITTEN_FILE,
     "CSV file for what is wrong with which row, with the row untouched"},
    {"db", '\0', OPTION_TEXT, MEMBER(store), "FILE", NULL, NULL, COMPLETE_WRITTEN_DATABASE,
     "SQLite database that the run is added to, with its campaigns where they are asked for ('cirisk help formats' tells "
     "what it holds)"},
    {"fail-on", '\0', OPTION_TEXT, MEMBER(fail_on), "[SCHEME:]LEVEL", NULL, NULL, COMPLETE_NOTHING,
     "end with exit code 1 when an incident, or a campaign where they are asked for, reaches this level (number or label; "
     "of the first scheme unless named)"},
    {"dry-run", 'n', OPTION_FLAG, MEMBER(dry_run), NULL, NULL, NULL, COMPLETE_NOTHING,
     "score and count, write no file"},
    {"threads", 't', OPTION_COUNT, MEMBER(threads), "N", NULL, "0", COMPLETE_NOTHING,
     "threads that score; 0: one a core. The output does not depend on it"},
    {"seed", '\0', OPTION_COUNT, MEMBER(seed), "N", NULL, "0", COMPLETE_NOTHING,
     "seed of whatever is drawn at random; recorded in the database"},
    {"raw", '\0', OPTION_FLAG, MEMBER(raw), NULL, NULL, NULL, COMPLETE_NOTHING,
     "no apostrophe before cells that a spreadsheet would run as a formula"},
    {"bom", '\0', OPTION_FLAG, MEMBER(bom), NULL, NULL, NULL, COMPLETE_NOTHING,
     "begin CSV output with a byte order mark, as some spreadsheets want it"},
};
#undef MEMBER

static const struct option_row campaign_rows[] = {
    {"campaigns", '\0', OPTION_TEXT, offsetof(struct campaign_options, output), "FILE", NULL, NULL, COMPLETE_WRITTEN_FILE,
     "CSV file of the campaigns: the incidents that share one are merged and scored as one, a row a campaign. With --db "
     "they are stored, and --fail-on heeds them; for these two --campaign-column or --within is enough"},
    {"campaign-column", '\0', OPTION_TEXT, offsetof(struct campaign_options, column), "NAME", NULL, NULL, COMPLETE_NOTHING,
     "column that the incidents of a campaign share; campaign unless given"},
    {"within", '\0', OPTION_TEXT, offsetof(struct campaign_options, within), "PERIOD", NULL, NULL, COMPLETE_NOTHING,
     "incidents belong together only within this time, such as 6m, 30d or 72h (y, m, w, d, h); windows may overlap"},
};
// clang-format on

/* A level that ends the run with EXIT_FINDINGS. */
struct gate {
    const char *given; /* NULL: none is set */
    size_t scheme;
    size_t band;
};

static int refuse_gate(const char *given, const char *expected)
{
    say("score", "--fail-on '%s': %s", given, expected);
    return EXIT_USAGE;
}

static bool find_band(const struct cir_scheme *scheme, const char *level, size_t *band)
{
    char number[16];
    for (*band = 0; *band < scheme->band_count; ++*band) {
        snprintf(number, sizeof number, "%d", scheme->bands[*band].level);
        if (strcmp(level, number) == 0 || strcmp(level, scheme->bands[*band].label) == 0)
            return true;
    }
    return false;
}

static bool find_scheme(const struct cir_classifier *classifier, struct cir_text name, size_t *number)
{
    for (*number = 0; *number < cir_classifier_scheme_count(classifier); ++*number)
        if (cir_text_is(name, cir_classifier_scheme(classifier, *number)->name))
            return true;
    return false;
}

static int read_gate(struct gate *gate, const char *given, const struct cir_classifier *classifier)
{
    if (given == NULL)
        return EXIT_CLEAN;
    gate->given = given;
    const char *level = strchr(given, ':');
    struct cir_text name = {given, level != NULL ? (size_t)(level - given) : 0};
    if (level != NULL && !find_scheme(classifier, name, &gate->scheme))
        return refuse_gate(given, "the log is not scored by this scheme");
    level = level != NULL ? level + 1 : given;
    if (!find_band(cir_classifier_scheme(classifier, gate->scheme), level, &gate->band))
        return refuse_gate(given, "the scheme has no such level; 'cirisk schemes show NAME' lists them");
    return EXIT_CLEAN;
}

/* Says what reaches the level, and returns whether anything does. */
static bool check_gate(const struct gate *gate, const struct watch *watch, const struct cir_tally *tally,
                       bool has_campaigns)
{
    if (gate->given == NULL)
        return false;
    uint64_t incidents = cir_tally_reaching(tally, gate->scheme, gate->band, CIR_TALLY_TOTAL);
    uint64_t campaigns = cir_tally_reaching(tally, gate->scheme, gate->band, CIR_TALLY_CAMPAIGNS);
    watch_print_gate(watch, gate->given, incidents, has_campaigns ? &campaigns : NULL);
    return incidents + campaigns > 0;
}

static int check_outputs(const struct output_options *options, const char *campaigns, const char *log,
                         const char *overrides)
{
    const char *const outputs[] = {options->output, options->rejects, options->store, campaigns};
    const struct output_input inputs[] = {{log, "the log itself"}, {overrides, "the file of overrides itself"}};
    return output_check("score", outputs, sizeof outputs / sizeof outputs[0], inputs, sizeof inputs / sizeof inputs[0]);
}

static int read_columns(uint32_t *columns, const char *list)
{
    struct cir_text unknown;
    unsigned chosen = 0;
    if (list == NULL || cir_verdict_columns_read(&chosen, cir_text_of(list), &unknown)) {
        *columns = chosen;
        return EXIT_CLEAN;
    }
    struct cir_nearest search = cir_nearest_start(unknown);
    for (size_t i = 0; i < CIR_COLUMN_COUNT; i++)
        cir_nearest_offer(&search, cir_text_of(cir_verdict_column_list()[i].name));
    if (search.found.size > 0)
        say("score", "--columns: '%.*s' is no verdict column; did you mean '%.*s'?", CIR_TEXT_ARGS(unknown),
            CIR_TEXT_ARGS(search.found));
    else
        say("score", "--columns: '%.*s' is no verdict column; 'cirisk help formats' lists them",
            CIR_TEXT_ARGS(unknown));
    return EXIT_USAGE;
}

static int read_campaigns(struct cir_campaign_options *campaigns, const struct score_values *values)
{
    const struct campaign_options *given = &values->campaigns;
    const char *alone = given->column != NULL ? "--campaign-column" : given->within != NULL ? "--within" : NULL;
    bool is_used = given->output != NULL || values->output.store != NULL || values->output.fail_on != NULL;
    if (alone != NULL && !is_used) {
        say("score", "%s tells how campaigns are found: give --campaigns FILE, --db FILE or --fail-on LEVEL as well",
            alone);
        return EXIT_USAGE;
    }
    campaigns->wanted = given->output != NULL || alone != NULL;
    campaigns->column = given->column;
    if (given->within == NULL || cir_period_read(cir_text_of(given->within), &campaigns->within))
        return EXIT_CLEAN;
    say("score", "--within '%s': expected a number and y, m, w, d or h, such as 6m or 30d", given->within);
    return EXIT_USAGE;
}

static struct cir_score_options score_options(const struct score_values *values, const char *input)
{
    const struct output_options *output = &values->output;
    struct cir_score_options options = {
        .input = input,
        .log = reading_format(&values->reading, &values->overrides),
        .format = (enum cir_output_format)output->format,
        .probabilities = output->probabilities,
        .raw = output->raw,
        .bom = output->bom,
        .seed = output->seed,
        .threads = (unsigned)output->threads,
    };
    if (!output->dry_run) {
        options.output = output->output;
        options.rejects = output->rejects;
        options.store = output->store;
        options.campaigns.output = values->campaigns.output;
    }
    return options;
}

static void record_file(const char *name, const struct cir_file_seal *seal)
{
    if (name == NULL || seal->sha256[0] == '\0')
        return;
    record_output(name, seal);
    record_output_rows(name, seal->rows);
}

static void record_run(const struct cir_score_options *options, const struct cir_tally *tally)
{
    const struct cir_score_seals *seals = options->seals;
    record_counts(tally->rows, tally->scored, tally->rejected);
    if (options->log.text.size == 0) { /* a vector is an option, not a file */
        record_input(options->input, &seals->log);
        record_input_rows(options->input, seals->log.rows);
    }
    record_file(options->output, &seals->output);
    record_file(options->rejects, &seals->rejects);
    record_file(options->campaigns.output, &seals->campaigns);
    if (options->store != NULL)
        record_database(options->store);
}

static int score(const struct score_values *values, const struct cir_classifier *classifier,
                 struct cir_score_options *options)
{
    struct gate gate = {0};
    int code = read_gate(&gate, values->output.fail_on, classifier);
    if (code != EXIT_CLEAN)
        return code;
    struct watch watch = watch_start(&values->watch, &values->terminal, stream_name(options->input, "<stdin>"));
    options->observer = watch_observer(&watch);
    struct cir_tally tally = {0};
    struct cir_error error;
    enum cir_status status = cir_score_log(classifier, options, &tally, &error);
    watch_end(&watch);
    if (status == CIR_OK && options->seals != NULL)
        record_run(options, &tally);
    if (status == CIR_OK) {
        watch_print_counts(&watch, &tally);
        if (cir_classifier_network(classifier) != NULL)
            watch_print_impacts(&watch, &tally, cir_classifier_network(classifier));
        if (options->campaigns.wanted)
            watch_print_campaigns(&watch, &tally, cir_classifier_network(classifier));
        watch_print_levels(&watch, &tally, cir_classifier_definitions(classifier));
        bool is_hit = check_gate(&gate, &watch, &tally, options->campaigns.wanted);
        code = tally.rejected > 0 || is_hit ? EXIT_FINDINGS : EXIT_CLEAN;
    } else {
        code = watch_say_error(&watch, &error);
    }
    cir_tally_free(&tally);
    return code;
}

/* Checks what can be checked before the tables are loaded. */
static int prepare(struct cir_score_options *options, const struct score_values *values)
{
    int code = read_columns(&options->verdict_columns, values->output.columns);
    if (code == EXIT_CLEAN)
        code = read_campaigns(&options->campaigns, values);
    if (code == EXIT_CLEAN && !values->output.dry_run)
        code = check_outputs(&values->output, values->campaigns.output, options->input, options->log.overrides);
    return code;
}

static int run(const void *given, const struct operands *operands)
{
    const struct score_values *values = given;
    char recorded_at[RECORDED_TIME_SIZE];
    struct cir_score_options options = score_options(values, vector_log_name(operands));
    struct judging_options judging = values->judging;
    struct cir_score_seals seals = {0};
    struct vector_log vector = {0};
    struct cir_classifier *classifier = NULL;
    options.seals = record_is_on() ? &seals : NULL;
    options.recorded_at = recorded_time(recorded_at);
    options.options_text = operands->words;
    int code = vector_log_open(&vector, "score", &values->vector, operands, &judging);
    if (code == EXIT_CLEAN)
        code = prepare(&options, values);
    if (code == EXIT_CLEAN)
        code = judging_open(&classifier, &judging);
    if (code == EXIT_CLEAN)
        code = vector_log_make(&vector, classifier, &options.log);
    if (code == EXIT_CLEAN)
        code = score(values, classifier, &options);
    judging_close(classifier, &judging);
    vector_log_close(&vector);
    return code;
}

const struct command command_score = {
    .name = "score",
    .summary = "score a log of incidents",
    .arguments = "[LOG.csv]",
    .least = 0,
    .most = 1,
    .completion = COMPLETE_FILE,
    .description =
        "Reads a log of incidents as CSV ('-' is standard input), judges each row by one or more schemes and writes "
        "the "
        "row as it was with the verdict behind it. A row that cannot be read is rejected, never guessed at: what is "
        "wrong is printed with its line and column, and --rejects keeps the row untouched.\n"
        "At the end stderr tells how many rows were scored and rejected, and how many incidents of which sector "
        "reached which level. Memory does not grow with the log.\n"
        "With --campaigns, the incidents that share a campaign are merged as well, by the rules of "
        "datasets/measures/campaign_merge.csv, and scored as one incident; the rows of the log stay as they are. "
        "The file is itself a log, which 'cirisk explain' and 'cirisk score' read.",
    .examples =
        {
            {"cirisk score log.csv -o scored.csv --rejects rejects.csv",
             "score, and keep apart what could not be read"},
            {"cirisk score log.csv --schemes gge,nciss -o scored.csv", "by two schemes side by side"},
            {"cirisk score --map veris-flat incidents.csv -o scored.csv", "a log with the columns of VERIS"},
            {"cirisk score log.csv --probabilities -o scored.csv", "with the probability of each level"},
            {"cirisk score - --format ndjson < log.csv | jq .verdicts", "as a filter"},
            {"cirisk score log.csv --dry-run --fail-on severe", "exit code 1 when an incident is severe or worse"},
            {"cirisk score log.csv --overrides overrides.csv -o scored.csv",
             "with what a person decided instead of the log"},
            {"cirisk score log.csv -o scored.csv --campaigns campaigns.csv", "incidents of one campaign also as one"},
            {"cirisk score --vector GGE:1.0/SE:power/PA:1.2e5/SL:0.5/H:36", "one incident, from a line of a mail"},
            {"cirisk score log.csv -o scored.csv --db runs.db --campaign-column root_cause --within 6m",
             "incidents that recur within six months, into the database"},
        },
    .groups =
        {
            {"In place of a log", vector_rows, VECTOR_ROWS, offsetof(struct score_values, vector)},
            {"Output", output_rows, sizeof output_rows / sizeof output_rows[0], offsetof(struct score_values, output)},
            {"Campaigns", campaign_rows, sizeof campaign_rows / sizeof campaign_rows[0],
             offsetof(struct score_values, campaigns)},
            {"Judging", judging_rows, JUDGING_ROWS, offsetof(struct score_values, judging)},
            {"Reading the log", reading_rows, READING_ROWS, offsetof(struct score_values, reading)},
            {"Overrides", override_rows, OVERRIDE_ROWS, offsetof(struct score_values, overrides)},
            MANIFEST_GROUP(struct score_values),
            {"Messages", watch_rows, WATCH_ROWS, offsetof(struct score_values, watch)},
            {"Screen", terminal_rows, TERMINAL_ROWS, offsetof(struct score_values, terminal)},
        },
    .options_size = sizeof(struct score_values),
    .run = run,
};
