#include "command.h"
#include "impact_exposure.h"
#include "impact_more.h"
#include "impact_request.h"
#include "impact_view.h"
#include "network_card.h"
#include "output.h"
#include "run_options.h"
#include "say.h"

#include <stdlib.h>
#include <string.h>

enum { TOP_MAX = 10000, PER_CENT = 100 };

enum impact_format { IMPACT_TEXT, IMPACT_CSV, IMPACT_JSON, IMPACT_DOT };

struct impact_options {
    const char *network;
    const char *definitions;
    struct option_texts shocks;
    const char *log;
    const char *id;
    const char *exposed_to;
    const char *depends_on;
    const char *regional;
    uint64_t orders;
    uint64_t top;
    uint64_t paths;
    bool recovery;
    uint64_t draws;
    uint64_t variation; /* per cent */
    int layout;         /* an enum cir_network_layout */
    int format;         /* an enum impact_format */
};

struct impact_values {
    struct impact_options impact;
    struct reading_options reading;
    struct output_file_options output;
    struct terminal_options terminal;
};

// clang-format off
#define MEMBER(name) offsetof(struct impact_options, name)
static const struct option_row impact_rows[] = {
    {"network", 'N', OPTION_TEXT, MEMBER(network), "NAME", NULL, "wiod2011", COMPLETE_FOLDER,
     "network of dependencies: a name of 'cirisk networks list', or a folder or file of one's own written with a '/'"},
    {"layout", '\0', OPTION_CHOICE, MEMBER(layout), "LAYOUT", CIR_NETWORK_LAYOUT_WORDS, "any", COMPLETE_NOTHING,
     NETWORK_LAYOUT_HELP},
    {"shock", 'S', OPTION_TEXTS, MEMBER(shocks), "STATE:SECTOR=SHARE@TIME", NULL, NULL, COMPLETE_NOTHING,
     "a sector of a State loses a share of its output for some time, such as DEU:energy=0.10@24h; several times for several; either may be a range, 0.05..0.2@6h..2d"},
    {"from", '\0', OPTION_TEXT, MEMBER(log), "LOG.csv", NULL, NULL, COMPLETE_FILE,
     "take the shocks from an incident of this log, named by --id"},
    {"id", '\0', OPTION_TEXT, MEMBER(id), "ID", NULL, NULL, COMPLETE_NOTHING,
     "the incident of --from"},
    {"exposed-to", '\0', OPTION_TEXT, MEMBER(exposed_to), "STATE:SECTOR", NULL, NULL, COMPLETE_NOTHING,
     "list who leans on this sector, and how much"},
    {"depends-on", '\0', OPTION_TEXT, MEMBER(depends_on), "STATE:SECTOR", NULL, NULL, COMPLETE_NOTHING,
     "list on whom this sector leans, and how much"},
    {"definitions", 'D', OPTION_TEXT, MEMBER(definitions), "DIR", NULL, NULL, COMPLETE_FOLDER,
     "folder of tables laid over the built-in ones, file by file"},
    {"orders", '\0', OPTION_COUNT, MEMBER(orders), "N", NULL, "3", COMPLETE_NOTHING,
     "how many dependencies in a row the functional layer follows, 1 to 100"},
    {"regional", '\0', OPTION_TEXT, MEMBER(regional), "STATES", NULL, "subregion", COMPLETE_NOTHING,
     "what counts as regional: subregion, the M49 sub-region of a State hit; or groups and States of one's own that are one region, such as eu27 or DEU,FRA,BEL,NLD; other States then go by sub-region; 'cirisk countries' lists groups"},
    {"paths", '\0', OPTION_COUNT, MEMBER(paths), "N", NULL, "0", COMPLETE_NOTHING,
     "strongest chains of dependencies to tell, at most 1000"},
    {"recovery", '\0', OPTION_FLAG, MEMBER(recovery), NULL, NULL, NULL, COMPLETE_NOTHING,
     "how losses spread and fade hour by hour, by money, until all has recovered"},
    {"draws", '\0', OPTION_COUNT, MEMBER(draws), "N", NULL, "0", COMPLETE_NOTHING,
     "how sure it is: draws of what is not known of shocks, criticality, redundancy and recovery, at most 65536; 256 do"},
    {"variation", '\0', OPTION_COUNT, MEMBER(variation), "PERCENT", NULL, "25", COMPLETE_NOTHING,
     "by how much criticality, redundancy and recovery vary in draws, at most 100"},
    {"top", 'n', OPTION_COUNT, MEMBER(top), "N", NULL, "10", COMPLETE_NOTHING,
     "nodes to list by loss and by share lost, at most 10000"},
    {"format", 'f', OPTION_CHOICE, MEMBER(format), "FORMAT", "text;csv;json;dot", "text", COMPLETE_NOTHING,
     "text to read; csv: one row a node, or with --recovery one an hour and part; json: all of it, nested; dot: a graph of the worst hit, for Graphviz"},
};
#undef MEMBER
// clang-format on

/* ---- printing ---- */

/* What is told of an impact. */
struct answer {
    struct impact_view view;
    struct impact_more more;
    const struct cir_needs *needs;
};

static int print_json(const struct answer *answer, FILE *out)
{
    json_t *document = impact_json(&answer->view);
    if (document != NULL)
        impact_more_json(document, &answer->more, &answer->view);
    return output_json(document, out);
}

static int print(const struct answer *answer, const struct impact_values *values, FILE *out)
{
    struct terminal terminal = output_terminal(values->output.output, &values->terminal);
    int code;
    switch ((enum impact_format)values->impact.format) {
    case IMPACT_CSV:
        return values->impact.recovery ? impact_print_curve_csv(&answer->more.curve, &answer->view, out)
                                       : impact_print_csv(&answer->view, out);
    case IMPACT_JSON:
        return print_json(answer, out);
    case IMPACT_DOT:
        return impact_print_dot(&answer->view, answer->needs, out);
    case IMPACT_TEXT:
        break;
    }
    code = impact_print_text(&answer->view, &terminal, out);
    return code == EXIT_CLEAN ? impact_more_print(&answer->more, &answer->view, &terminal, out) : code;
}

/* ---- answering ---- */

static int tell(struct cir_what_if *what_if, const struct impact_hits *hits, const struct impact_values *values,
                FILE *out)
{
    const struct cir_impact_models *models = cir_what_if_models(what_if);
    const struct impact_wishes wishes = {(size_t)values->impact.paths, values->impact.recovery,
                                         values->impact.format == IMPACT_CSV, (unsigned)values->impact.draws,
                                         (double)values->impact.variation / PER_CENT};
    struct cir_impact impact = {.node_count = 0};
    struct cir_error error;
    struct answer answer = {.needs = models->needs,
                            .view = {.network = cir_what_if_network(what_if),
                                     .impact = &impact,
                                     .shocks = hits->shocks,
                                     .spans = hits->spans,
                                     .shock_count = hits->count,
                                     .orders = (unsigned)values->impact.orders,
                                     .regional = values->impact.regional,
                                     .top = (size_t)values->impact.top}};
    enum cir_status status = cir_what_if_impact(&impact, what_if, hits->spans, hits->count, &error);
    if (status == CIR_OK)
        status = impact_more_make(&answer.more, &answer.view, hits, models, &wishes, &error);
    int code = status == CIR_OK ? print(&answer, values, out) : say_error(&error);
    impact_more_free(&answer.more);
    cir_impact_free(&impact);
    return code;
}

static int answer_shocks(struct cir_what_if *what_if, const struct impact_values *values, FILE *out)
{
    const struct impact_options *options = &values->impact;
    struct impact_request request = {.count = 0};
    struct impact_hits hits;
    struct cir_log_format format = reading_format(&values->reading, NULL);
    int code = options->log == NULL ? impact_request_read(&request, &options->shocks)
                                    : impact_request_from(&request, options->log, options->id, options->network,
                                                          options->definitions, &format);
    if (code == EXIT_CLEAN)
        code = impact_find_hits(&hits, what_if, &request);
    if (code == EXIT_CLEAN)
        code = tell(what_if, &hits, values, out);
    impact_request_free(&request);
    return code;
}

static int answer_question(struct cir_what_if *what_if, const struct impact_values *values, FILE *out)
{
    const struct impact_options *options = &values->impact;
    struct terminal terminal = output_terminal(values->output.output, &values->terminal);
    const struct impact_question question = {.node = options->exposed_to != NULL ? options->exposed_to
                                                                                 : options->depends_on,
                                             .is_depends_on = options->exposed_to == NULL,
                                             .orders = (unsigned)options->orders,
                                             .top = (size_t)options->top,
                                             .format = (enum listing_format)options->format};
    return impact_answer(what_if, &question, &terminal, out);
}

/* What is asked, and of which network. */
struct asking {
    struct cir_what_if *what_if;
    const struct impact_values *values;
};

static int answer(const void *context, FILE *out)
{
    const struct asking *asking = context;
    const struct impact_options *options = &asking->values->impact;
    bool is_question = options->exposed_to != NULL || options->depends_on != NULL;
    return is_question ? answer_question(asking->what_if, asking->values, out)
                       : answer_shocks(asking->what_if, asking->values, out);
}

/* ---- running ---- */

static int refuse(const char *problem)
{
    say("impact", "%s; see 'cirisk impact --help'", problem);
    return EXIT_USAGE;
}

static int check(const struct impact_options *options)
{
    int asked = (options->shocks.count > 0) + (options->log != NULL) + (options->exposed_to != NULL) +
                (options->depends_on != NULL);
    bool is_question = options->exposed_to != NULL || options->depends_on != NULL;
    if (asked == 0)
        return refuse("--shock, --from, --exposed-to or --depends-on is missing");
    if (asked > 1)
        return refuse("--shock, --from, --exposed-to and --depends-on are questions of their own: ask one");
    if ((options->log != NULL) != (options->id != NULL))
        return refuse("--from and --id go together");
    if (is_question && (options->paths > 0 || options->recovery || options->draws > 0 || options->format == IMPACT_DOT))
        return refuse("--paths, --recovery, --draws and --format dot tell of an impact: give a --shock");
    if (options->orders < 1 || options->orders > CIR_NEED_ORDERS_MAX)
        return refuse("--orders is from 1 to 100");
    if (options->top > TOP_MAX || options->paths > IMPACT_PATHS_MAX)
        return refuse("--top is at most 10000, --paths at most 1000");
    if (options->draws == 1 || options->draws > CIR_SPREAD_DRAWS_MAX || options->variation > PER_CENT)
        return refuse("--draws is from 2 to 65536, --variation at most 100");
    return EXIT_CLEAN;
}

static int run(const void *given, const struct operands *operands)
{
    const struct impact_values *values = given;
    const struct cir_what_if_options options = {.definitions = values->impact.definitions,
                                                .network = values->impact.network,
                                                .layout = (enum cir_network_layout)values->impact.layout,
                                                .regional = values->impact.regional,
                                                .orders = (unsigned)values->impact.orders};
    struct cir_what_if *what_if;
    struct cir_error error;
    (void)operands;
    int code = check(&values->impact);
    if (code != EXIT_CLEAN)
        return code;
    if (cir_what_if_new(&what_if, &options, &error) != CIR_OK)
        return say_error(&error);
    code = output_print(values->output.output, answer, &(struct asking){what_if, values});
    cir_what_if_free(what_if);
    return code;
}

const struct command command_impact = {
    .name = "impact",
    .summary = "who else loses when a sector of a State is down: where, how soon, how sure",
    .arguments = "",
    .least = 0,
    .most = 0,
    .description =
        "Follows an outage through a network of dependencies between the sectors of States, and tells what others "
        "lose: at home, in the region, worldwide; in how many States; which nodes most; after how many hours abroad.\n"
        "A shock is a share of the output of a sector that is lost for some time. Never one figure: money tells who "
        "needs whom by what is paid, which is the low end; criticality tells who cannot run without it, which is the "
        "high end. Suppliers that lose orders are told beside them. Losses are output lost over the time of the "
        "outage, in the unit and of the year of the network's data. docs/method.md has the models and what they "
        "cannot tell.",
    .examples =
        {
            {"cirisk impact --shock DEU:energy=0.10@24h", "a tenth of Germany's energy is down for a day"},
            {"cirisk impact --shock DEU:energy=0.10@24h --shock FRA:power=5%@2d --top 25", "two States at once"},
            {"cirisk impact --shock UKR:power=0.2@6h --format csv -o impact.csv", "every node, as a table"},
            {"cirisk impact --shock DEU:energy=0.05..0.2@6h..2d --paths 10 --draws 256", "why, and how sure"},
            {"cirisk impact --from log.csv --id 2015-ukraine-grid", "of an incident of a log"},
            {"cirisk impact --exposed-to FRA:power", "who leans on France's power generation"},
            {"cirisk impact --depends-on EST:finance", "on whom Estonia's finance leans"},
            {"cirisk impact --shock EST:telecom=1@12h --format dot | dot -Tsvg > impact.svg", "as a picture"},
        },
    .groups =
        {
            {"Impact", impact_rows, sizeof impact_rows / sizeof impact_rows[0], offsetof(struct impact_values, impact)},
            {"Reading the log of --from", reading_rows, READING_ROWS, offsetof(struct impact_values, reading)},
            {"Output", output_file_rows, OUTPUT_ROWS, offsetof(struct impact_values, output)},
            {"Screen", terminal_rows, TERMINAL_ROWS, offsetof(struct impact_values, terminal)},
        },
    .options_size = sizeof(struct impact_values),
    .run = run,
};
