#include "cirisk.h"
#include "command.h"
#include "designation_text.h"
#include "listing.h"
#include "output.h"
#include "run_options.h"
#include "say.h"

#include "base/date.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct designate_options {
    const char *scheme;
    const char *definitions;
    const char *date;
    int format; /* an enum designate_format */
};

enum designate_format { DESIGNATE_CSV, DESIGNATE_JSON };

struct designate_values {
    struct designate_options designate;
    struct reading_options reading;
    struct override_options overrides;
    struct output_file_options output;
};

// clang-format off
#define MEMBER(name) offsetof(struct designate_options, name)
static const struct option_row designate_rows[] = {
    {"scheme", 's', OPTION_TEXT, MEMBER(scheme), "NAME", NULL, "kritis-de-2022", COMPLETE_SCHEME,
     "scheme of subject asset to judge by: a name, or a folder written with a '/'"},
    {"definitions", 'D', OPTION_TEXT, MEMBER(definitions), "DIR", NULL, NULL, COMPLETE_FOLDER,
     "folder of tables laid over the built-in ones, file by file: a State's own thresholds"},
    {"date", '\0', OPTION_TEXT, MEMBER(date), "YYYY-MM-DD", NULL, NULL, COMPLETE_NOTHING,
     "day for which in_effect says whether the facts count by then; blank unless given"},
    {"format", 'f', OPTION_CHOICE, MEMBER(format), "FORMAT", "csv;json", "csv", COMPLETE_NOTHING,
     "csv: one row an asset; json: the same, for a program"},
};
#undef MEMBER
// clang-format on

/* The list. The order of the columns is that of `list_columns`. */
enum column {
    ID,
    TITLE,
    OPERATOR,
    COUNTRY,
    SECTOR,
    SERVICE,
    FACILITY,
    NUMBER,
    JOINT_PLANT,
    PARTS,
    VERDICT,
    MEASURE,
    VALUE,
    THRESHOLD,
    UNIT,
    MISSING,
    EFFECT_FROM,
    IN_EFFECT,
    SOURCE,
    COLUMNS
};

static const struct listing_column list_columns[COLUMNS] = {
    [ID] = {"id", LISTING_WORDS},
    [TITLE] = {"title", LISTING_WORDS},
    [OPERATOR] = {"operator", LISTING_WORDS},
    [COUNTRY] = {"country", LISTING_WORDS},
    [SECTOR] = {"sector", LISTING_WORDS},
    [SERVICE] = {"service", LISTING_WORDS},
    [FACILITY] = {"facility", LISTING_WORDS},
    [NUMBER] = {"number", LISTING_WORDS},
    [JOINT_PLANT] = {"joint_plant", LISTING_WORDS},
    [PARTS] = {"parts", LISTING_NUMBER},
    [VERDICT] = {"verdict", LISTING_WORDS},
    [MEASURE] = {"measure", LISTING_WORDS},
    [VALUE] = {"value", LISTING_WORDS},
    [THRESHOLD] = {"threshold", LISTING_WORDS},
    [UNIT] = {"unit", LISTING_WORDS},
    [MISSING] = {"missing", LISTING_WORDS},
    [EFFECT_FROM] = {"effect_from", LISTING_WORDS},
    [IN_EFFECT] = {"in_effect", LISTING_WORDS},
    [SOURCE] = {"source", LISTING_WORDS},
};

/* A judged register, and what its list is made with. */
struct designating {
    const struct cir_scheme *scheme;
    const struct cir_fields *fields;
    struct cir_register assets;
    struct cir_arena arena;
    double date_h; /* NAN: none was asked for */
};

static const struct cir_field *field_of(const struct designating *designating, const struct cir_criterion *criterion)
{
    return &designating->fields->list[criterion->measure - CIR_MEASURE_DERIVED];
}

/* ---- rows of the list ---- */

static void set_text(struct listing *list, enum column column, struct cir_text text)
{
    struct cir_buffer buffer = {0};
    cir_buffer_add(&buffer, text);
    listing_set_buffer(list, column, &buffer);
}

static void set_decided(struct listing *list, const struct designating *designating,
                        const struct cir_designation *designation)
{
    const struct cir_criterion *criterion = designation->decided;
    const struct cir_field *field = field_of(designating, criterion);
    struct cir_buffer value = {0};
    struct cir_buffer threshold = {0};
    designation_add_fact(&value, &designation->value, field);
    designation_add_threshold(&threshold, criterion, field);
    listing_set(list, MEASURE, field->name);
    listing_set_buffer(list, VALUE, &value);
    listing_set_buffer(list, THRESHOLD, &threshold);
    listing_set(list, UNIT, criterion->unit);
    listing_set(list, SOURCE, criterion->source);
}

/* Facts by the name of their column; a threshold that no State has set by "threshold of" it. */
static void set_missing(struct listing *list, const struct designating *designating, const struct cir_asset *asset)
{
    struct cir_buffer missing = {0};
    const struct cir_designation *designation = &asset->designation;
    if (asset->facility == NULL)
        cir_buffer_add(&missing, cir_text_of("facility"));
    for (size_t i = 0; i < designation->missing_count; i++) {
        const struct cir_criterion *criterion = designation->missing[i];
        bool has_threshold =
            criterion->operator== CIR_IN || criterion->operator== CIR_IS || !isnan(criterion->threshold);
        cir_buffer_add_format(&missing, "%s%s%s", i > 0 ? ";" : "", has_threshold ? "" : "threshold of ",
                              field_of(designating, criterion)->name);
    }
    listing_set_buffer(list, MISSING, &missing);
}

/* Facts that reach a threshold make an asset critical from that day on; the others end it from that day on. */
static void set_effect(struct listing *list, const struct designating *designating, const struct cir_asset *asset)
{
    double effect_h = cir_asset_effect_h(designating->scheme, asset);
    char day[CIR_DATE_TEXT_SIZE];
    if (isnan(effect_h))
        return;
    set_text(list, EFFECT_FROM, (struct cir_text){day, cir_date_write(day, effect_h, true)});
    if (!isnan(designating->date_h))
        listing_set(list, IN_EFFECT, designating->date_h >= effect_h ? "yes" : "no");
}

static void add_asset(struct listing *list, const struct designating *designating, const struct cir_asset *asset)
{
    listing_row(list);
    for (size_t column = 0; column < COLUMNS; column++)
        listing_set(list, column, "");
    set_text(list, ID, asset->id);
    set_text(list, TITLE, asset->title);
    set_text(list, OPERATOR, asset->operator_name);
    set_text(list, COUNTRY, asset->country);
    set_text(list, SERVICE, asset->service);
    set_text(list, JOINT_PLANT, asset->joint_plant);
    listing_set_format(list, PARTS, "%zu", asset->parts);
    listing_set(list, VERDICT, designation_word(asset->designation.verdict));
    set_missing(list, designating, asset);
    set_effect(list, designating, asset);
    if (asset->facility == NULL)
        return;
    listing_set(list, SECTOR, asset->facility->sector);
    listing_set(list, FACILITY, asset->facility->name);
    listing_set(list, NUMBER, asset->facility->number);
    set_decided(list, designating, &asset->designation);
}

static int print_list(struct designating *designating, enum designate_format format, FILE *out)
{
    struct terminal none = {0};
    struct listing list = listing_start(list_columns, COLUMNS, &designating->arena);
    for (size_t i = 0; i < designating->assets.asset_count; i++)
        add_asset(&list, designating, &designating->assets.assets[i]);
    return listing_print(&list, format == DESIGNATE_JSON ? LISTING_JSON : LISTING_CSV, &none, out);
}

/* All of it is made before a file is touched. */
static int write_list(struct designating *designating, const struct designate_values *values)
{
    struct cir_buffer text = {0};
    FILE *out = open_memstream(&text.data, &text.size);
    if (out == NULL)
        return say_error(&(struct cir_error){.status = CIR_NO_MEMORY, .message = "memory is exhausted"});
    int code = print_list(designating, (enum designate_format)values->designate.format, out);
    if (fclose(out) != 0)
        code = say_error(&(struct cir_error){.status = CIR_NO_MEMORY, .message = "memory is exhausted"});
    if (code == EXIT_CLEAN)
        code = output_write(values->output.output, &text);
    free(text.data);
    return code;
}

/* ---- summary ---- */

static const struct listing_column summary_columns[] = {
    {"sector", LISTING_WORDS},        {"proposed", LISTING_NUMBER},    {"borderline", LISTING_NUMBER},
    {"not-proposed", LISTING_NUMBER}, {"cannot-tell", LISTING_NUMBER}, {"sum", LISTING_NUMBER}};
enum { SUMMARY_COLUMNS = sizeof summary_columns / sizeof summary_columns[0] };

/* Of the sector; NULL: of all. */
static void add_counts(struct listing *summary, const struct designating *designating, const char *sector,
                       const char *name)
{
    static const enum cir_designation_verdict order[] = {CIR_PROPOSED, CIR_BORDERLINE, CIR_NOT_PROPOSED,
                                                         CIR_CANNOT_TELL};
    size_t counts[CIR_DESIGNATION_VERDICTS] = {0};
    size_t sum = 0;
    for (size_t i = 0; i < designating->assets.asset_count; i++) {
        const struct cir_asset *asset = &designating->assets.assets[i];
        const char *of = asset->facility != NULL ? asset->facility->sector : "";
        if (sector != NULL && strcmp(of, sector) != 0)
            continue;
        counts[asset->designation.verdict]++;
        sum++;
    }
    if (sum == 0 && sector != NULL)
        return;
    listing_row(summary);
    listing_set(summary, 0, name);
    for (size_t i = 0; i < CIR_DESIGNATION_VERDICTS; i++)
        listing_set_format(summary, i + 1, "%zu", counts[order[i]]);
    listing_set_format(summary, SUMMARY_COLUMNS - 1, "%zu", sum);
}

static bool is_first_of_sector(const struct cir_scheme *scheme, size_t number)
{
    for (size_t i = 0; i < number; i++)
        if (strcmp(scheme->facilities[i].sector, scheme->facilities[number].sector) == 0)
            return false;
    return true;
}

static int say_summary(struct designating *designating)
{
    const struct cir_scheme *scheme = designating->scheme;
    struct terminal none = {.width = 80};
    struct listing summary = listing_start(summary_columns, SUMMARY_COLUMNS, &designating->arena);
    for (size_t i = 0; i < scheme->facility_count; i++)
        if (is_first_of_sector(scheme, i))
            add_counts(&summary, designating, scheme->facilities[i].sector, scheme->facilities[i].sector);
    add_counts(&summary, designating, "", "not known");
    add_counts(&summary, designating, NULL, "all assets");
    fprintf(stderr, "rows %zu = judged %zu + rejected %zu\n\n%s %s: assets by sector and verdict\n",
            designating->assets.row_count, designating->assets.asset_count, designating->assets.reject_count,
            scheme->name, scheme->version);
    return listing_print(&summary, LISTING_TEXT, &none, stderr);
}

static void say_rejects(const struct designating *designating, const char *input)
{
    for (size_t i = 0; i < designating->assets.reject_count; i++) {
        const struct cir_register_reject *reject = &designating->assets.rejects[i];
        struct cir_buffer line = {0};
        cir_buffer_add_format(&line, "%s:%zu:", input, reject->line);
        if (reject->column > 0)
            cir_buffer_add_format(&line, "%zu:", reject->column);
        cir_buffer_add_format(&line, " %s: ", cir_problem_code(reject->problem));
        say_add_visible(&line, cir_text_of(reject->message), 0);
        fprintf(stderr, "%.*s\n", CIR_TEXT_ARGS(cir_buffer_text(&line)));
        cir_buffer_free(&line);
    }
}

/* ---- run ---- */

/* Something would be lost, or could not be meant. */
static int check(const struct designate_values *values, const char *input, double *date_h)
{
    struct cir_date date;
    struct stat file;
    *date_h = NAN;
    if (values->designate.date != NULL) {
        if (!cir_date_read(cir_text_of(values->designate.date), CIR_DATE_ISO, &date)) {
            say("designate", "--date '%s' is no day; write it as 2026-04-01", values->designate.date);
            return EXIT_USAGE;
        }
        *date_h = date.first_h;
    }
    if (strcmp(input, "-") != 0 && stat(input, &file) == 0 && output_is_file(values->output.output, &file)) {
        say("designate", "%s is the register: write to another file",
            stream_name(values->output.output, "standard output"));
        return EXIT_USAGE;
    }
    return EXIT_CLEAN;
}

static int designate(struct designating *designating, const struct designate_values *values, const char *input)
{
    say_rejects(designating, stream_name(input, "standard input"));
    int code = write_list(designating, values);
    if (code == EXIT_CLEAN)
        code = say_summary(designating);
    return code == EXIT_CLEAN && designating->assets.reject_count > 0 ? EXIT_FINDINGS : code;
}

static int run(const void *given, const struct operands *operands)
{
    const struct designate_values *values = given;
    const char *input = operands->list[0];
    struct designating designating = {0};
    struct cir_classifier *classifier = NULL;
    struct cir_error error;
    int code = check(values, input, &designating.date_h);
    if (code != EXIT_CLEAN)
        return code;
    if (cir_classifier_new(&classifier, values->designate.definitions, &values->designate.scheme, 1, &error) != CIR_OK)
        return say_error(&error);
    const struct cir_log_format format = reading_format(&values->reading, &values->overrides);
    designating.scheme = cir_classifier_scheme(classifier, 0);
    designating.fields = cir_classifier_fields(classifier);
    if (cir_register_judge(&designating.assets, classifier, input, &format, &error) == CIR_OK)
        code = designate(&designating, values, input);
    else
        code = say_error(&error);
    cir_register_free(&designating.assets);
    cir_arena_free(&designating.arena);
    cir_classifier_free(classifier);
    return code;
}

const struct command command_designate = {
    .name = "designate",
    .summary = "propose which assets of a register are critical infrastructure",
    .arguments = "REGISTER.csv",
    .least = 1,
    .most = 1,
    .completion = COMPLETE_FILE,
    .description =
        "Judges each asset of a register ('-' is standard input) by the thresholds of its kind of facility. A register "
        "is a log whose rows are assets: id, date (the year that the figures are of), country, sector, facility, and a "
        "column for each measure; cells are written as in a log, so that ranges, unknown and n/a have their meaning.\n"
        "proposed: a criterion is surely met. borderline: the range of a figure has the threshold in it. cannot-tell: "
        "it hangs on facts that are missing, or on thresholds that a State has yet to set; both are named. "
        "not-proposed: no criterion can be met. The figures of assets with the same facility and joint_plant add up.\n"
        "The list goes to --output, counts by sector and rejected rows to standard error. docs/method.md has the "
        "rules.",
    .examples =
        {
            {"cirisk template register --schemes kritis-de-2022 -o register.csv", "start an empty register"},
            {"cirisk designate register.csv -o list.csv", "judge it by the German thresholds"},
            {"cirisk designate register.csv --date 2026-04-01 -o list.csv", "say also what is in effect on that day"},
            {"cirisk designate register.csv --overrides corrections.csv --format json",
             "with figures that were corrected, for a program"},
        },
    .groups =
        {
            {"Judging", designate_rows, sizeof designate_rows / sizeof designate_rows[0],
             offsetof(struct designate_values, designate)},
            {"Reading the register", reading_rows, READING_ROWS, offsetof(struct designate_values, reading)},
            {"Overrides", override_rows, OVERRIDE_ROWS, offsetof(struct designate_values, overrides)},
            {"Output", output_file_rows, OUTPUT_ROWS, offsetof(struct designate_values, output)},
        },
    .options_size = sizeof(struct designate_values),
    .run = run,
};
