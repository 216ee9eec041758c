#include "template_letter.h"

#include "cirisk.h"
#include "command.h"
#include "output.h"
#include "say.h"

#include <math.h>
#include <string.h>

#define STAGES    "none;early-warning;incident;intermediate;progress;final"
#define DECISIONS "open;granted;partly;declined"
#define LABELS    "log;clear;green;amber;amber-strict;red"

// clang-format off
const struct option_row letter_rows[LETTER_ROWS] = {
    {"from", 'F', OPTION_TEXT, offsetof(struct letter_options, from), "LOG.csv", NULL, NULL, COMPLETE_FILE,
     "log, scored or not, that holds the incident; without it the letter is blank"},
    {"id", 'i', OPTION_TEXT, offsetof(struct letter_options, id), "ID", NULL, NULL, COMPLETE_NOTHING,
     "id of the incident in it"},
    {"lang", 'l', OPTION_CHOICE, offsetof(struct letter_options, language), "LANGUAGE", "ar;en;es;fr;ru;zh", "en", COMPLETE_NOTHING,
     "language of the letter"},
    {"stage", '\0', OPTION_CHOICE, offsetof(struct letter_options, stage), "STAGE", STAGES, "none", COMPLETE_NOTHING,
     "of a notification, and needed for one: which of those of Article 23 (4) it is"},
    {"decision", '\0', OPTION_CHOICE, offsetof(struct letter_options, decision), "DECISION", DECISIONS, "open", COMPLETE_NOTHING,
     "of a response: whether assistance is given; open leaves that to be filled"},
    {"tlp", '\0', OPTION_CHOICE, offsetof(struct letter_options, tlp), "LABEL", LABELS, "log", COMPLETE_NOTHING,
     "TLP 2.0 label of the letter; log: that of the incident, and a blank where it has none. It is never laxer than that of the incident"},
    {"with-attribution", '\0', OPTION_FLAG, offsetof(struct letter_options, with_attribution), NULL, NULL, NULL, COMPLETE_NOTHING,
     "tell whom the log attributes the incident to; otherwise the letter says that it attributes it to nobody"},
    {"trust-service", '\0', OPTION_FLAG, offsetof(struct letter_options, trust_service), NULL, NULL, NULL, COMPLETE_NOTHING,
     "of a notification: by a trust service provider, who notifies within 24 hours"},
    {"form", '\0', OPTION_TEXT, offsetof(struct letter_options, form), "NAME", NULL, NULL, COMPLETE_NOTHING,
     "letter of one's own to use in the place of the one of this name, below --definitions; 'cirisk letters' shows them all"},
    {"dated", '\0', OPTION_TEXT, offsetof(struct letter_options, dated), "DAY", NULL, NULL, COMPLETE_NOTHING,
     "day of the letter, such as 2026-05-01"},
    {"reference", '\0', OPTION_TEXT, offsetof(struct letter_options, reference), "TEXT", NULL, NULL, COMPLETE_NOTHING,
     "reference number of the letter"},
    {"their-reference", '\0', OPTION_TEXT, offsetof(struct letter_options, their_reference), "TEXT", NULL, NULL, COMPLETE_NOTHING,
     "of a response: reference number of the request; of a notification: the one that the recipient gave"},
    {"sender", '\0', OPTION_TEXT, offsetof(struct letter_options, sender), "TEXT", NULL, NULL, COMPLETE_NOTHING,
     "authority or entity that writes"},
    {"sender-state", '\0', OPTION_TEXT, offsetof(struct letter_options, sender_state), "STATE", NULL, NULL, COMPLETE_NOTHING,
     "its State, by ISO 3166 code or name"},
    {"recipient", '\0', OPTION_TEXT, offsetof(struct letter_options, recipient), "TEXT", NULL, NULL, COMPLETE_NOTHING,
     "authority that is written to"},
    {"recipient-state", '\0', OPTION_TEXT, offsetof(struct letter_options, recipient_state), "STATE", NULL, NULL, COMPLETE_NOTHING,
     "its State, by ISO 3166 code or name"},
    {"contact", '\0', OPTION_TEXT, offsetof(struct letter_options, contact), "TEXT", NULL, NULL, COMPLETE_NOTHING,
     "point of contact of the sender"},
    {"received", '\0', OPTION_TEXT, offsetof(struct letter_options, received), "INSTANT", NULL, NULL, COMPLETE_NOTHING,
     "of a response: when the request was received"},
    {"aware", '\0', OPTION_TEXT, offsetof(struct letter_options, aware), "INSTANT", NULL, NULL, COMPLETE_NOTHING,
     "of a notification: when the entity became aware of the incident, such as 2026-05-01T10:00Z; deadlines are counted from it"},
    {"notified", '\0', OPTION_TEXT, offsetof(struct letter_options, notified), "INSTANT", NULL, NULL, COMPLETE_NOTHING,
     "of a notification: when the incident notification was submitted; the final report is due a month later"},
    {"handled", '\0', OPTION_TEXT, offsetof(struct letter_options, handled), "INSTANT", NULL, NULL, COMPLETE_NOTHING,
     "of a notification: when an incident that was still going on had been handled"},
};
// clang-format on

/* ---- which option belongs to which letter ---- */

enum { OF_REQUEST = 1, OF_RESPONSE = 2, OF_NOTIFICATION = 4, OF_ALL = 7 };

static const struct {
    const char *what;
    unsigned bit;
} letters[] = {{"request", OF_REQUEST}, {"response", OF_RESPONSE}, {"notification", OF_NOTIFICATION}};

enum { LETTERS = sizeof letters / sizeof letters[0] };

static unsigned bit_of(const char *what)
{
    for (size_t i = 0; i < LETTERS; i++)
        if (strcmp(letters[i].what, what) == 0)
            return letters[i].bit;
    return 0;
}

bool is_letter(const char *what)
{
    return bit_of(what) != 0;
}

/* Names of the letters that an option is of. */
static void add_letters(struct cir_buffer *text, unsigned bits)
{
    if (bits == OF_ALL) {
        cir_buffer_add_string(text, "letters");
        return;
    }
    for (size_t i = 0; i < LETTERS; i++)
        if ((letters[i].bit & bits) != 0)
            cir_buffer_add_format(text, "%s%s", text->size > 0 ? " or " : "a ", letters[i].what);
}

static int refuse_option(const char *option, unsigned bits, const char *what)
{
    struct cir_buffer text = {0};
    add_letters(&text, bits);
    if (!text.failed)
        say("template", "--%s is an option of %.*s, not of a %s", option, CIR_TEXT_ARGS(cir_buffer_text(&text)), what);
    int code = text.failed ? say_no_memory() : EXIT_USAGE;
    cir_buffer_free(&text);
    return code;
}

int letter_check_options(const struct letter_options *options, const char *what)
{
    const struct {
        const char *option;
        unsigned of;
        bool is_given;
    } given[] = {
        {"from", OF_ALL, options->from != NULL},
        {"id", OF_ALL, options->id != NULL},
        {"stage", OF_NOTIFICATION, options->stage != 0},
        {"decision", OF_RESPONSE, options->decision != 0},
        {"tlp", OF_ALL, options->tlp != 0},
        {"with-attribution", OF_ALL, options->with_attribution},
        {"trust-service", OF_NOTIFICATION, options->trust_service},
        {"form", OF_ALL, options->form != NULL},
        {"dated", OF_ALL, options->dated != NULL},
        {"reference", OF_ALL, options->reference != NULL},
        {"their-reference", OF_RESPONSE | OF_NOTIFICATION, options->their_reference != NULL},
        {"sender", OF_ALL, options->sender != NULL},
        {"sender-state", OF_ALL, options->sender_state != NULL},
        {"recipient", OF_ALL, options->recipient != NULL},
        {"recipient-state", OF_ALL, options->recipient_state != NULL},
        {"contact", OF_ALL, options->contact != NULL},
        {"received", OF_RESPONSE, options->received != NULL},
        {"aware", OF_NOTIFICATION, options->aware != NULL},
        {"notified", OF_NOTIFICATION, options->notified != NULL},
        {"handled", OF_NOTIFICATION, options->handled != NULL},
    };
    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++)
        if (given[i].is_given && (given[i].of & bit_of(what)) == 0)
            return refuse_option(given[i].option, given[i].of, what);
    return EXIT_CLEAN;
}

static int check_needs(const struct letter_run *run)
{
    const struct letter_options *options = run->options;
    if ((options->from == NULL) != (options->id == NULL)) {
        say("template", options->from == NULL ? "--id names an incident of a log: --from LOG.csv is missing"
                                              : "--from names a log: --id ID is missing, of the incident in it");
        return EXIT_USAGE;
    }
    if (bit_of(run->what) == OF_NOTIFICATION && options->stage == 0) {
        say("template",
            "--stage STAGE is missing: a notification is an early-warning, incident, intermediate, progress "
            "or final one");
        return EXIT_USAGE;
    }
    const struct output_input inputs[] = {{options->from, "the log"},
                                          {run->overrides->overrides, "the file of overrides"},
                                          {run->reading->map, "the mapping"}};
    return output_check("template", &run->output, 1, inputs, sizeof inputs / sizeof inputs[0]);
}

/* ---- what is ordered ---- */

static uint32_t bit_of_switch(enum cir_letter_switch number)
{
    return UINT32_C(1) << number;
}

static uint32_t switches_of(const struct letter_run *run)
{
    static const enum cir_letter_switch stages[] = {CIR_LETTER_IS_EARLY_WARNING, CIR_LETTER_IS_INCIDENT,
                                                    CIR_LETTER_IS_INTERMEDIATE, CIR_LETTER_IS_PROGRESS,
                                                    CIR_LETTER_IS_FINAL};
    static const enum cir_letter_switch decisions[] = {CIR_LETTER_IS_UNDECIDED, CIR_LETTER_IS_GRANTED,
                                                       CIR_LETTER_IS_PARTLY, CIR_LETTER_IS_DECLINED};
    uint32_t switches = run->options->with_attribution ? bit_of_switch(CIR_LETTER_IS_ATTRIBUTION) : 0;
    if (bit_of(run->what) == OF_NOTIFICATION)
        switches |= bit_of_switch(stages[run->options->stage - 1]);
    if (bit_of(run->what) == OF_RESPONSE)
        switches |= bit_of_switch(decisions[run->options->decision]);
    return switches;
}

static const char *tlp_of(const struct letter_options *options)
{
    static const char *const labels[] = {NULL, "clear", "green", "amber", "amber-strict", "red"};
    return labels[options->tlp];
}

static enum cir_status read_times(struct cir_letter_order *order, const struct letter_options *options,
                                  struct cir_error *error)
{
    const struct {
        const char *text;
        double *hour;
        const char *option;
    } times[] = {
        {options->aware, &order->times.aware_h, "--aware"},
        {options->notified, &order->times.notified_h, "--notified"},
        {options->handled, &order->times.handled_h, "--handled"},
        {options->received, &order->received_h, "--received"},
    };
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < sizeof times / sizeof times[0] && status == CIR_OK; i++) {
        *times[i].hour = NAN;
        if (times[i].text != NULL)
            status = cir_instant_read(times[i].hour, cir_text_of(times[i].text), times[i].option, error);
    }
    return status;
}

static const char tool[] = "cirisk " CIR_VERSION;

static struct cir_letter_order order_of(const struct letter_run *run)
{
    const struct letter_options *options = run->options;
    return (struct cir_letter_order){
        .name = options->form != NULL ? options->form : run->what,
        .definitions = run->judging->definitions,
        .language = (enum cir_language)options->language,
        .format = (enum cir_letter_format)run->format,
        .log = options->from,
        .log_format = reading_format(run->reading, run->overrides),
        .id = options->id,
        .given = {[CIR_LETTER_DATE] = options->dated,
                  [CIR_LETTER_REFERENCE] = options->reference,
                  [CIR_LETTER_THEIR_REFERENCE] = options->their_reference,
                  [CIR_LETTER_SENDER] = options->sender,
                  [CIR_LETTER_SENDER_STATE] = options->sender_state,
                  [CIR_LETTER_RECIPIENT] = options->recipient,
                  [CIR_LETTER_RECIPIENT_STATE] = options->recipient_state,
                  [CIR_LETTER_CONTACT] = options->contact,
                  [CIR_LETTER_TOOL] = tool},
        .times = {.is_trust_service = options->trust_service},
        .switches = switches_of(run),
        .tlp = tlp_of(options),
    };
}

/* ---- the letter ---- */

static int write_letter(struct cir_classifier *classifier, const struct letter_run *run)
{
    struct cir_letter_order order = order_of(run);
    struct cir_buffer text = {0};
    struct cir_error error;
    enum cir_status status = read_times(&order, run->options, &error);
    if (status == CIR_OK)
        status = cir_classifier_load_words(classifier, run->judging->definitions, &error);
    if (status == CIR_OK)
        status = cir_letter_write(&text, classifier, &order, &error);
    int code = EXIT_CLEAN;
    if (status == CIR_END) {
        say("template", "no row of %s has the id '%s'", stream_name(order.log, "standard input"), order.id);
        code = EXIT_FINDINGS;
    } else {
        code = status == CIR_OK ? output_write(run->output, &text) : say_error(&error);
    }
    cir_buffer_free(&text);
    return code;
}

int letter_write(const struct letter_run *run)
{
    struct cir_classifier *classifier = NULL;
    int code = check_needs(run);
    if (code == EXIT_CLEAN)
        code = judging_open(&classifier, run->judging);
    if (code == EXIT_CLEAN)
        code = write_letter(classifier, run);
    judging_close(classifier, run->judging);
    return code;
}
