#include "cirisk.h"
#include "command.h"
#include "designation_notes.h"
#include "designation_view.h"
#include "output.h"
#include "run_options.h"
#include "run_record.h"
#include "say.h"
#include "watch.h"

#include "base/date.h"
#include "base/sha256.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct designate_options {
    const char *scheme;
    const char *definitions;
    const char *date;
    const char *figures;
    const char *outage;
};

struct list_options {
    const char *output;
    const char *rejects;
    const char *sign_off;
    const char *returns;
    const char *thresholds;
    const char *store;
    int format; /* an enum designate_format */
};

enum designate_format { DESIGNATE_CSV, DESIGNATE_JSON, DESIGNATE_TEXT };

struct designate_values {
    struct designate_options designate;
    struct judging_options judging; /* of which the network alone is asked for */
    struct reading_options reading;
    struct override_options overrides;
    struct list_options list;
    struct watch_options watch;
    struct manifest_options manifest;
    struct terminal_options terminal;
};

// clang-format off
#define MEMBER(name) offsetof(struct designate_options, name)
static const struct option_row designate_rows[] = {
    {"schemes", 's', OPTION_TEXT, MEMBER(scheme), "NAME", NULL, "kritis-de-2022", COMPLETE_SCHEME,
     "scheme of subject asset to judge by, one: a name, or a folder written with a '/'"},
    {"definitions", 'D', OPTION_TEXT, MEMBER(definitions), "DIR", NULL, NULL, COMPLETE_FOLDER,
     "folder of tables laid over the built-in ones, file by file: a State's own thresholds; those whose source begins with restricted are shown nowhere"},
    {"long", 'l', OPTION_TEXT, MEMBER(figures), "FILE", NULL, NULL, COMPLETE_FILE,
     "CSV file of figures beside or instead of columns of the register, one a row: asset,measure,value,unit,year"},
    {"date", '\0', OPTION_TEXT, MEMBER(date), "YYYY-MM-DD", NULL, NULL, COMPLETE_NOTHING,
     "day for which in_effect says whether the facts count by then; blank unless given"},
    {"outage", '\0', OPTION_TEXT, MEMBER(outage), "TIME", NULL, "24h", COMPLETE_NOTHING,
     "how long the total outage of each asset lasts that --network is asked about, such as 24h, 3d or 6h..2d"},
};
#undef MEMBER

#define MEMBER(name) offsetof(struct list_options, name)
static const struct option_row list_rows[] = {
    {"output", 'o', OPTION_TEXT, MEMBER(output), "FILE", NULL, "-", COMPLETE_WRITTEN_FILE,
     "where the list goes; '-' is standard output"},
    {"format", 'f', OPTION_CHOICE, MEMBER(format), "FORMAT", "csv;json;text", "csv", COMPLETE_NOTHING,
     "csv: one row an asset, with the criterion that decided; json: of each asset all its criteria; text: to read"},
    {"rejects", 'r', OPTION_TEXT, MEMBER(rejects), "FILE", NULL, NULL, COMPLETE_WRITTEN_FILE,
     "CSV file of the rejected rows, untouched, with what is wrong with each"},
    {"sign-off", '\0', OPTION_TEXT, MEMBER(sign_off), "FILE", NULL, NULL, COMPLETE_WRITTEN_FILE,
     "page for signature: scheme, hashes of tables, register and list, counts, every reject and override, lines for names"},
    {"returns", '\0', OPTION_TEXT, MEMBER(returns), "FILE", NULL, NULL, COMPLETE_WRITTEN_FILE,
     "CSV file of the numbers by sector and service"},
    {"thresholds", '\0', OPTION_TEXT, MEMBER(thresholds), "FILE", NULL, NULL, COMPLETE_WRITTEN_FILE,
     "CSV file of the thresholds used, each with its source and how many assets were asked"},
    {"db", '\0', OPTION_TEXT, MEMBER(store), "FILE", NULL, NULL, COMPLETE_WRITTEN_DATABASE,
     "SQLite database that the list is added to as a run ('cirisk help formats' tells what it holds)"},
};
#undef MEMBER
// clang-format on

/* ---- what is said ---- */

static void say_impacts(const struct cir_register *assets)
{
    size_t counts[CIR_IMPACT_OUTCOMES] = {0};
    size_t open = 0;
    for (size_t i = 0; i < assets->asset_count; i++) {
        const struct cir_asset_impact *impact = assets->assets[i].impact;
        counts[impact->row.outcome]++;
        open += impact->row.outcome == CIR_IMPACT_TOLD && isnan(impact->shock.share);
    }
    fprintf(stderr,
            "impacts %zu, by the network %s of %d in %s, %zu of them of an unknown " CIR_NATIONAL_SHARE
            "; not in it %zu, cannot tell %zu; licence: %s\n",
            counts[CIR_IMPACT_TOLD], assets->network->name, assets->network->year, assets->network->unit, open,
            counts[CIR_IMPACT_NOT_IN_NETWORK], counts[CIR_IMPACT_CANNOT_TELL], assets->network->licence);
}

static int say_summary(const struct designation_view *view)
{
    const struct cir_register *assets = view->assets;
    fprintf(stderr, "rows %zu = judged %zu + rejected %zu\n", assets->row_count, assets->asset_count,
            assets->row_count - assets->asset_count);
    if (assets->figure_count > 0)
        fprintf(stderr, "figures %zu = used %zu + rejected %zu\n", assets->figure_count,
                assets->figure_count - assets->rejected_figure_count, assets->rejected_figure_count);
    if (assets->network != NULL)
        say_impacts(assets);
    fprintf(stderr, "\n%s %s: assets by sector and verdict\n", view->scheme->name, view->scheme->version);
    (void)designation_print_repealed(view, stderr);
    return designation_print_summary(view, stderr);
}

/* ---- files ---- */

static int make(struct cir_buffer *text, int (*print)(const void *context, FILE *out), const void *context)
{
    FILE *out = open_memstream(&text->data, &text->size);
    if (out == NULL)
        return say_no_memory();
    int code = print(context, out);
    return fclose(out) == 0 ? code : say_no_memory();
}

static int write_sign_off(const struct designation_view *view, const struct designate_values *values, const char *input,
                          const struct cir_buffer *list)
{
    char sha256[CIR_SHA256_HEX_SIZE];
    cir_sha256_text(cir_buffer_text(list), sha256);
    const struct designation_signed page = {
        .view = view,
        .register_name = stream_name(input, "standard input"),
        .figures_name = values->designate.figures,
        .overrides_name = values->overrides.overrides,
        .list_name = stream_name(record_name(values->list.output), "standard output"),
        .list_sha256 = sha256,
    };
    return output_print(values->list.sign_off, designation_print_sign_off, &page);
}

static int write_store(const struct designation_view *view, const struct cir_classifier *classifier,
                       const struct designate_values *values, const struct operands *operands)
{
    char recorded_at[RECORDED_TIME_SIZE];
    struct cir_error error;
    const struct cir_register_run run = {
        .store = values->list.store,
        .input_name = stream_name(operands->list[0], "standard input"),
        .options_text = operands->words,
        .recorded_at = recorded_time(recorded_at),
    };
    if (cir_register_store(view->assets, classifier, &run, &error) != CIR_OK)
        return say_error(&error);
    record_database(values->list.store);
    return EXIT_CLEAN;
}

/* The list last: where one of the others could not be written there is none to be taken for whole. */
static int write_files(const struct designation_view *view, const struct cir_classifier *classifier,
                       const struct designate_values *values, const struct operands *operands)
{
    static int (*const print[])(const void *context, FILE *out) = {
        [DESIGNATE_CSV] = designation_print_csv,
        [DESIGNATE_JSON] = designation_print_json,
        [DESIGNATE_TEXT] = designation_print_text,
    };
    struct cir_buffer list = {0};
    int code = make(&list, print[values->list.format], view);
    if (code == EXIT_CLEAN && values->list.store != NULL)
        code = write_store(view, classifier, values, operands);
    if (code == EXIT_CLEAN && values->list.rejects != NULL)
        code = output_print(values->list.rejects, designation_print_rejects, view);
    if (code == EXIT_CLEAN && values->list.returns != NULL)
        code = output_print(values->list.returns, designation_print_returns, view);
    if (code == EXIT_CLEAN && values->list.thresholds != NULL)
        code = output_print(values->list.thresholds, designation_print_thresholds, view);
    if (code == EXIT_CLEAN && values->list.sign_off != NULL)
        code = write_sign_off(view, values, operands->list[0], &list);
    if (code == EXIT_CLEAN)
        code = output_write(values->list.output, &list);
    free(list.data);
    return code;
}

/* ---- run ---- */

static int read_date(const char *text, double *date_h)
{
    struct cir_date date;
    *date_h = NAN;
    if (text == NULL)
        return EXIT_CLEAN;
    if (!cir_date_read(cir_text_of(text), CIR_DATE_ISO, &date)) {
        say("designate", "--date '%s' is no day; write it as 2026-04-01", text);
        return EXIT_USAGE;
    }
    *date_h = date.first_h;
    return EXIT_CLEAN;
}

static int check_scheme(const char *scheme)
{
    if (strchr(scheme, ',') == NULL)
        return EXIT_CLEAN;
    say("designate", "--schemes '%s' names several; a register is judged by one scheme at a time", scheme);
    return EXIT_USAGE;
}

static int check_outputs(const struct designate_values *values, const char *input)
{
    const struct list_options *list = &values->list;
    const char *const outputs[] = {list->output,  list->rejects,    list->sign_off,
                                   list->returns, list->thresholds, list->store};
    const struct output_input inputs[] = {{input, "the register"},
                                          {values->designate.figures, "the file of figures"},
                                          {values->overrides.overrides, "the file of overrides"}};
    return output_check("designate", outputs, sizeof outputs / sizeof outputs[0], inputs,
                        sizeof inputs / sizeof inputs[0]);
}

static void say_problems(const struct designation_view *view, const struct designate_values *values, const char *input)
{
    const struct cir_register *assets = view->assets;
    struct watch watch = watch_start(&values->watch, &values->terminal, stream_name(input, "<stdin>"));
    for (size_t i = 0; i < assets->reject_count; i++)
        watch_reject(&watch, &assets->rejects[i]);
    watch_end(&watch);
    if (!values->watch.quiet && values->reading.map == NULL) /* a mapping says which columns are read */
        designation_say_near_columns(view, stream_name(input, "<stdin>"));
}

/* Nobody signs for nothing: a register without an asset is most often the wrong file. */
static int check_signed(const struct cir_register *assets, const struct designate_values *values, const char *input)
{
    if (values->list.sign_off == NULL || assets->asset_count > 0)
        return EXIT_CLEAN;
    say("designate", "%s: no asset of its %zu rows was judged: there is no list to sign",
        stream_name(input, "standard input"), assets->row_count);
    return EXIT_FILES;
}

static void record_rows_of(const struct cir_register *assets, const struct designate_values *values, const char *input)
{
    record_counts(assets->row_count, assets->asset_count, assets->row_count - assets->asset_count);
    record_input_rows(input, assets->row_count);
    if (values->designate.figures != NULL)
        record_input_rows(values->designate.figures, assets->figure_count);
    if (values->list.format == DESIGNATE_CSV)
        record_output_rows(values->list.output, assets->asset_count);
}

static int designate(const struct cir_classifier *classifier, const struct cir_register *assets, double date_h,
                     const struct designate_values *values, const struct operands *operands)
{
    const struct designation_view view = {
        .assets = assets,
        .scheme = assets->scheme,
        .fields = cir_classifier_fields(classifier),
        .definitions = cir_classifier_definitions(classifier),
        .regional = cir_classifier_regional(classifier),
        .date_h = date_h,
    };
    say_problems(&view, values, operands->list[0]);
    record_rows_of(assets, values, operands->list[0]);
    int code = check_signed(assets, values, operands->list[0]);
    if (code == EXIT_CLEAN)
        code = write_files(&view, classifier, values, operands);
    if (code == EXIT_CLEAN && !values->watch.quiet)
        code = say_summary(&view);
    return code == EXIT_CLEAN && assets->reject_count > 0 ? EXIT_FINDINGS : code;
}

static int read_outage(const char *text, struct cir_outage_h *outage)
{
    struct cir_shock_span span;
    struct cir_error error;
    if (cir_duration_text_read(&span, cir_text_of(text), &error) != CIR_OK) {
        say("designate", "--outage: %s", error.message);
        return EXIT_USAGE;
    }
    *outage = (struct cir_outage_h){span.low, span.high};
    return EXIT_CLEAN;
}

static int judge(const struct cir_classifier *classifier, const struct cir_register_input *input, double date_h,
                 const struct designate_values *values, const struct operands *operands)
{
    struct cir_register assets = {0};
    struct cir_error error;
    int code = cir_register_judge(&assets, classifier, input, &error) == CIR_OK
                   ? designate(classifier, &assets, date_h, values, operands)
                   : say_error(&error);
    cir_register_free(&assets);
    return code;
}

static int open_and_judge(const struct cir_register_input *input, double date_h, const struct designate_values *values,
                          const struct operands *operands)
{
    const struct designate_options *options = &values->designate;
    struct judging_options judging = values->judging;
    struct cir_classifier *classifier = NULL;
    struct cir_error error;
    int code = EXIT_CLEAN;
    judging.definitions = options->definitions;
    if (cir_classifier_new(&classifier, options->definitions, &options->scheme, 1, &error) != CIR_OK)
        return say_error(&error);
    if (judging.network != NULL)
        code = judging_use_network(classifier, &judging);
    if (code == EXIT_CLEAN) {
        record_classifier("", classifier);
        code = judge(classifier, input, date_h, values, operands);
    }
    judging_close(classifier, &judging);
    return code;
}

static int run(const void *given, const struct operands *operands)
{
    const struct designate_values *values = given;
    struct cir_register_input input = {
        .path = operands->list[0],
        .format = reading_format(&values->reading, &values->overrides),
        .figures = values->designate.figures,
    };
    double date_h;
    int code = read_date(values->designate.date, &date_h);
    if (code == EXIT_CLEAN)
        code = read_outage(values->designate.outage, &input.outage);
    if (code == EXIT_CLEAN)
        code = check_scheme(values->designate.scheme);
    if (code == EXIT_CLEAN)
        code = check_outputs(values, input.path);
    return code == EXIT_CLEAN ? open_and_judge(&input, date_h, values, operands) : code;
}

const struct command command_designate = {
    .name = "designate",
    .summary = "propose which assets of a register are critical infrastructure",
    .arguments = "REGISTER.csv",
    .least = 1,
    .most = 1,
    .completion = COMPLETE_FILE,
    .description =
        "Judges each asset of a register ('-' is standard input) by the thresholds of its kind of facility and by the "
        "rules of the scheme. A register is a log whose rows are assets: id, date (the year that the figures are of), "
        "country, sector, facility where the scheme has facilities, and a column for each measure; cells are written "
        "as "
        "in a log, so that ranges, unknown and n/a have their meaning. Figures may also stand one a row in the file of "
        "--long; two that contradict each other are rejected, and neither counts.\n"
        "proposed: a rule surely holds. not-proposed: none can. borderline: the range of a figure has the threshold in "
        "it, and nothing that is missing could settle it. cannot-tell: it hangs on facts that are missing, or on "
        "thresholds that a State has yet to set; both are named. The figures of assets with the same facility and "
        "joint_plant add up.\n"
        "With --network also what a total outage of each asset would do to others: national_share of its sector's "
        "output "
        "in its State, a column of the register, is lost for the time of --outage. An unknown share is anything from 0 "
        "to "
        "1. States that are reached are counted by a model; who is served where, as laws ask, is a fact that it does "
        "not "
        "know.\n"
        "The list goes to --output, counts by sector and rejected rows to standard error. docs/method.md has the "
        "rules.",
    .examples =
        {
            {"cirisk template register --schemes kritis-de-2022 -o register.csv", "start an empty register"},
            {"cirisk designate register.csv -o list.csv", "judge it by the German thresholds"},
            {"cirisk designate register.csv --date 2026-04-01 -o list.csv", "say also what is in effect on that day"},
            {"cirisk designate register.csv --overrides corrections.csv --format json",
             "with figures that were corrected, for a program"},
            {"cirisk designate register.csv --network wiod2011 --regional eu27 --outage 3d -o list.csv",
             "with the States abroad, and those of the European Union, that an outage of three days reaches"},
            {"cirisk designate register.csv -o list.csv --sign-off page.txt --returns returns.csv --db lists.db",
             "with all that an exercise keeps"},
        },
    .groups =
        {
            {"Judging", designate_rows, sizeof designate_rows / sizeof designate_rows[0],
             offsetof(struct designate_values, designate)},
            {"Other States", judging_rows + JUDGING_ROWS - NETWORK_ROWS, NETWORK_ROWS,
             offsetof(struct designate_values, judging)},
            {"Reading the register", reading_rows, READING_ROWS, offsetof(struct designate_values, reading)},
            {"Overrides", override_rows, OVERRIDE_ROWS, offsetof(struct designate_values, overrides)},
            {"Output", list_rows, sizeof list_rows / sizeof list_rows[0], offsetof(struct designate_values, list)},
            {"Messages", watch_rows, WATCH_ROWS, offsetof(struct designate_values, watch)},
            MANIFEST_GROUP(struct designate_values),
            {"Screen", terminal_rows, TERMINAL_ROWS, offsetof(struct designate_values, terminal)},
        },
    .options_size = sizeof(struct designate_values),
    .run = run,
};
