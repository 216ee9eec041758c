#include "cirisk.h"
#include "command.h"
#include "explain_impact.h"
#include "explain_view.h"
#include "output.h"
#include "run_options.h"
#include "run_record.h"
#include "say.h"
#include "sink/override_text.h"
#include "vector_log.h"

#include <stdlib.h>
#include <string.h>

enum explain_format { EXPLAIN_TEXT, EXPLAIN_JSON, EXPLAIN_VECTOR };
enum { JSON_SCHEMA_VERSION = 1 };

struct explain_options {
    const char *id;
    int format; /* an enum explain_format */
    bool probabilities;
};

struct explain_values {
    struct vector_options vector;
    struct explain_options explain;
    struct judging_options judging;
    struct reading_options reading;
    struct override_options overrides;
    struct manifest_options manifest;
    struct terminal_options terminal;
};

// clang-format off
static const struct option_row explain_rows[] = {
    {"id", 'i', OPTION_TEXT, offsetof(struct explain_options, id), "ID", NULL, NULL, COMPLETE_NOTHING,
     "id of the incident; needed, but with --vector"},
    {"format", 'f', OPTION_CHOICE, offsetof(struct explain_options, format), "FORMAT", "text;json;vector", "text", COMPLETE_NOTHING,
     "text to read, JSON, or the facts as one line, which 'cirisk score --vector' judges again"},
    {"probabilities", 'p', OPTION_FLAG, offsetof(struct explain_options, probabilities), NULL, NULL, NULL, COMPLETE_NOTHING,
     "how likely each level is, too, while the uncertain cells take their values at random"},
};
// clang-format on

/* The incident that is explained, by one scheme after the other. */
struct explanation_run {
    const struct explain_values *values;
    const struct cir_classifier *classifier;
    const char *log;
    const char *id;
    struct cir_log_format format;
    struct cir_subject *subject;
    struct cir_explanation *explanation; /* too large for the stack */
    struct cir_questions *questions;     /* by scheme */
    struct cir_probabilities probabilities[CIR_SCHEMES_MAX];
    struct cir_verdict without_network; /* of the scheme at hand */
};

static struct explain_view view_of(struct explanation_run *run, size_t scheme)
{
    bool asks_network = cir_subject_without_network(run->subject, scheme, &run->without_network);
    cir_subject_explain(run->subject, scheme, run->explanation);
    return (struct explain_view){run->classifier,
                                 run->subject,
                                 cir_classifier_fields(run->classifier),
                                 cir_classifier_scheme(run->classifier, scheme),
                                 run->explanation,
                                 &run->questions[scheme],
                                 run->values->explain.probabilities ? &run->probabilities[scheme] : NULL,
                                 asks_network ? &run->without_network : NULL};
}

static int print_text(struct explanation_run *run)
{
    struct terminal terminal = terminal_of(stdout, &run->values->terminal);
    struct cir_buffer head = {0};
    say_add_visible(&head, cir_text_of(run->id), 0);
    struct cir_text title = cir_subject_fact(run->subject, CIR_FIELD_TITLE);
    if (title.size > 0) {
        cir_buffer_add_string(&head, ": ");
        say_add_visible(&head, title, 0);
    }
    cir_buffer_add_format(&head, "\nline %zu of ", cir_subject_line(run->subject));
    say_add_visible(&head, cir_text_of(stream_name(run->log, "standard input")), 0);
    printf("%.*s\n", CIR_TEXT_ARGS(cir_buffer_text(&head)));
    cir_buffer_free(&head);
    int code = explain_print_overrides(run->subject, &terminal);
    if (code == EXIT_CLEAN)
        code = explain_print_impact(run->classifier, run->subject, &terminal);
    for (size_t i = 0; i < cir_classifier_scheme_count(run->classifier) && code == EXIT_CLEAN; i++) {
        struct explain_view view = view_of(run, i);
        putchar('\n');
        code = explain_print_text(&view, &terminal);
    }
    return code;
}

static int print_json(struct explanation_run *run)
{
    json_t *schemes = json_array();
    for (size_t i = 0; i < cir_classifier_scheme_count(run->classifier); i++) {
        struct explain_view view = view_of(run, i);
        json_array_append_new(schemes, explain_json(&view));
    }
    struct cir_text title = cir_subject_fact(run->subject, CIR_FIELD_TITLE);
    json_t *document = json_pack("{s:i, s:s, s:s, s:s%, s:I, s:o}", "schema_version", JSON_SCHEMA_VERSION,
                                 "tool_version", CIR_VERSION, "id", run->id, "title", title.size > 0 ? title.data : "",
                                 title.size, "line", (json_int_t)cir_subject_line(run->subject), "schemes", schemes);
    if (run->values->overrides.overrides != NULL)
        json_object_set_new(document, CIR_OVERRIDES_COLUMN, explain_json_overrides(run->subject));
    if (cir_classifier_network(run->classifier) != NULL)
        json_object_set_new(document, "impact", explain_json_impact(run->classifier, run->subject));
    bool whole = document != NULL &&
                 json_array_size(json_object_get(document, "schemes")) == cir_classifier_scheme_count(run->classifier);
    if (whole)
        return output_json(document, stdout);
    json_decref(document);
    return say_no_memory();
}

static int print_vector(const struct explanation_run *run)
{
    struct cir_buffer vector = {0};
    cir_vector_add(&vector, run->classifier, cir_subject_cells(run->subject));
    if (!vector.failed)
        printf("%.*s\n", CIR_TEXT_ARGS(cir_buffer_text(&vector)));
    int code = vector.failed ? say_no_memory() : EXIT_CLEAN;
    cir_buffer_free(&vector);
    return code;
}

static int print(struct explanation_run *run)
{
    switch ((enum explain_format)run->values->explain.format) {
    case EXPLAIN_JSON:
        return print_json(run);
    case EXPLAIN_VECTOR:
        return print_vector(run);
    default:
        return print_text(run);
    }
}

static int explain(struct explanation_run *run)
{
    const struct explain_options *options = &run->values->explain;
    struct cir_error error;
    enum cir_status status = cir_subject_find(&run->subject, run->classifier, run->log, &run->format, run->id, &error);
    if (status == CIR_END) {
        say("explain", "no row of %s has the id '%s'", stream_name(run->log, "standard input"), run->id);
        return EXIT_FINDINGS;
    }
    if (status == CIR_OK)
        status = cir_subject_ask(run->subject, run->questions, &error);
    if (status == CIR_OK && options->probabilities)
        status = cir_subject_probabilities(run->subject, run->probabilities, &error);
    if (status != CIR_OK)
        return say_error(&error);
    return print(run);
}

/* With all that is needed but the log. */
static int explain_with(struct explanation_run *explanation)
{
    explanation->explanation = calloc(1, sizeof *explanation->explanation);
    explanation->questions = calloc(CIR_SCHEMES_MAX, sizeof *explanation->questions);
    bool has_room = explanation->explanation != NULL && explanation->questions != NULL;
    int code = has_room ? explain(explanation) : say_no_memory();
    cir_subject_free(explanation->subject);
    free(explanation->questions);
    free(explanation->explanation);
    return code;
}

/* A vector is of one incident, whose id it does not hold. */
static int find_id(struct explanation_run *explanation)
{
    const struct explain_values *values = explanation->values;
    explanation->id = values->vector.vector != NULL ? CIR_VECTOR_ID : values->explain.id;
    if (explanation->id != NULL)
        return EXIT_CLEAN;
    say("explain", "--id ID is missing; see 'cirisk explain --help'");
    return EXIT_USAGE;
}

static int run(const void *given, const struct operands *operands)
{
    const struct explain_values *values = given;
    struct judging_options judging = values->judging;
    struct vector_log vector = {0};
    struct cir_classifier *classifier = NULL;
    struct explanation_run explanation = {
        .values = values,
        .log = vector_log_name(operands),
        .format = reading_format(&values->reading, &values->overrides),
    };
    int code = vector_log_open(&vector, "explain", &values->vector, operands, &judging);
    if (code == EXIT_CLEAN)
        code = find_id(&explanation);
    if (code == EXIT_CLEAN)
        code = judging_open(&classifier, &judging);
    if (code == EXIT_CLEAN)
        code = vector_log_make(&vector, classifier, &explanation.format);
    explanation.classifier = classifier;
    if (code == EXIT_CLEAN)
        code = explain_with(&explanation);
    judging_close(classifier, &judging);
    vector_log_close(&vector);
    return code;
}

const struct command command_explain = {
    .name = "explain",
    .summary = "why an incident has its level, and what would change it",
    .arguments = "[LOG.csv]",
    .least = 0,
    .most = 1,
    .completion = COMPLETE_FILE,
    .description =
        "Prints how the facts of one incident became its verdict: level and score with their ends, each factor with "
        "the "
        "facts behind it, its value from 0 to 1, its weight and its share, the rules and whether they hold, what would "
        "raise or lower the level, and which missing answers matter most. With --network also what the incident does "
        "to "
        "others: what its outage was taken for, the losses with both ends, and what that did to the score. Attribution "
        "is "
        "never part of it.",
    .examples =
        {
            {"cirisk explain log.csv --id 2015-ukraine-grid", "by the usual scheme"},
            {"cirisk explain log.csv --id A-17 --schemes nciss,gge", "by two schemes"},
            {"cirisk explain log.csv --id A-17 --format json", "for a program"},
            {"cirisk explain log.csv --id A-17 --format vector", "the facts as one line for a mail"},
            {"cirisk explain log.csv --id A-17 --network wiod2011", "with what it does to other States and sectors"},
            {"cirisk explain log.csv --id A-17 --overrides overrides.csv", "with what a person put in the place of it"},
        },
    .groups =
        {
            {"In place of a log", vector_rows, VECTOR_ROWS, offsetof(struct explain_values, vector)},
            {"Explaining", explain_rows, sizeof explain_rows / sizeof explain_rows[0],
             offsetof(struct explain_values, explain)},
            {"Judging", judging_rows, JUDGING_ROWS, offsetof(struct explain_values, judging)},
            {"Reading the log", reading_rows, READING_ROWS, offsetof(struct explain_values, reading)},
            {"Overrides", override_rows, OVERRIDE_ROWS, offsetof(struct explain_values, overrides)},
            MANIFEST_GROUP(struct explain_values),
            {"Screen", terminal_rows, TERMINAL_ROWS, offsetof(struct explain_values, terminal)},
        },
    .options_size = sizeof(struct explain_values),
    .run = run,
};
