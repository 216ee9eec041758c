#include "command.h"
#include "impact_view.h"
#include "output.h"
#include "say.h"

#include <stdlib.h>
#include <string.h>

enum { JSON_DIGITS = 10, TOP_MAX = 10000 };

enum impact_format { IMPACT_TEXT, IMPACT_CSV, IMPACT_JSON, IMPACT_DOT };

struct impact_options {
    const char *network;
    const char *definitions;
    struct option_texts shocks;
    uint64_t orders;
    uint64_t top;
    int regions; /* an enum cir_region_kind */
    int format;  /* an enum impact_format */
};

struct impact_values {
    struct impact_options impact;
    struct output_file_options output;
    struct terminal_options terminal;
};

// clang-format off
#define MEMBER(name) offsetof(struct impact_options, name)
static const struct option_row impact_rows[] = {
    {"network", 'N', OPTION_TEXT, MEMBER(network), "NAME", NULL, "wiod2011", COMPLETE_FOLDER,
     "network of dependencies: a name of 'cirisk networks list', or a folder of one's own written with a '/'"},
    {"shock", 'S', OPTION_TEXTS, MEMBER(shocks), "STATE:SECTOR=SHARE@TIME", NULL, NULL, COMPLETE_NOTHING,
     "a sector of a State loses a share of its output for some time, such as DEU:energy=0.10@24h; several times for several"},
    {"definitions", 'D', OPTION_TEXT, MEMBER(definitions), "DIR", NULL, NULL, COMPLETE_FOLDER,
     "folder of tables laid over the built-in ones, file by file"},
    {"orders", '\0', OPTION_COUNT, MEMBER(orders), "N", NULL, "3", COMPLETE_NOTHING,
     "how many dependencies in a row the functional layer follows, 1 to 100"},
    {"regional", '\0', OPTION_CHOICE, MEMBER(regions), "KIND", "subregion;eu27", "subregion", COMPLETE_NOTHING,
     "what counts as regional: the M49 sub-region of a State hit, or for a State of the EU the EU27"},
    {"top", 'n', OPTION_COUNT, MEMBER(top), "N", NULL, "10", COMPLETE_NOTHING,
     "nodes to list by loss and by share lost, at most 10000"},
    {"format", 'f', OPTION_CHOICE, MEMBER(format), "FORMAT", "text;csv;json;dot", "text", COMPLETE_NOTHING,
     "text to read; csv: one row a node; json: all of it, nested; dot: a graph of the worst hit, for Graphviz"},
};
#undef MEMBER
// clang-format on

static int out_of_memory(void)
{
    return say_error(&(struct cir_error){.status = CIR_NO_MEMORY, .message = "memory is exhausted"});
}

static int print_json(const struct impact_view *view, FILE *out)
{
    json_t *document = impact_json(view);
    if (document == NULL)
        return out_of_memory();
    bool whole = json_dumpf(document, out, JSON_INDENT(2) | JSON_REAL_PRECISION(JSON_DIGITS)) == 0;
    json_decref(document);
    fputc('\n', out);
    return whole ? EXIT_CLEAN : out_of_memory();
}

static int print(const struct impact_view *view, const struct cir_needs *needs, const struct impact_values *values,
                 FILE *out)
{
    bool to_screen = strcmp(values->output.output, "-") == 0;
    struct terminal terminal = terminal_of(stdout, &values->terminal);
    terminal.width = to_screen ? terminal.width : 80;
    switch ((enum impact_format)values->impact.format) {
    case IMPACT_CSV:
        return impact_print_csv(view, out);
    case IMPACT_JSON:
        return print_json(view, out);
    case IMPACT_DOT:
        return impact_print_dot(view, needs, out);
    case IMPACT_TEXT:
        break;
    }
    return impact_print_text(view, &terminal, out);
}

/* All of it is made before a file is touched. */
static int write_out(const struct impact_view *view, const struct cir_needs *needs, const struct impact_values *values)
{
    struct cir_buffer text = {0};
    FILE *out = open_memstream(&text.data, &text.size);
    if (out == NULL)
        return out_of_memory();
    int code = print(view, needs, values, out);
    if (fclose(out) != 0)
        code = out_of_memory();
    if (code == EXIT_CLEAN)
        code = output_write(values->output.output, &text);
    free(text.data);
    return code;
}

/* ---- shocks ---- */

/* What is asked for, read but not yet looked up. */
struct request {
    struct cir_shock_text texts[OPTION_TEXTS_MAX];
    size_t count;
};

/* The nodes that are hit. */
struct hits {
    struct cir_shock shocks[CIR_HITS_MAX];
    size_t count;
};

static enum cir_status read_shocks(struct request *request, const struct option_texts *texts, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < texts->count && status == CIR_OK; i++)
        status = cir_shock_text_read(&request->texts[request->count++], cir_text_of(texts->list[i]), error);
    return status;
}

static enum cir_status prepare(struct cir_what_if *what_if, const struct request *request, struct cir_error *error)
{
    struct cir_text states[OPTION_TEXTS_MAX];
    for (size_t i = 0; i < request->count; i++)
        states[i] = request->texts[i].state;
    return cir_what_if_prepare(what_if, states, request->count, error);
}

static enum cir_status add_hit(struct hits *hits, const struct cir_network *network, uint32_t node,
                               const struct cir_shock_text *text, struct cir_error *error)
{
    for (size_t i = 0; i < hits->count; i++)
        if (hits->shocks[i].node == node)
            return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "%s is hit twice", network->nodes[node].name);
    hits->shocks[hits->count++] = (struct cir_shock){node, (text->share.low + text->share.high) / 2,
                                                     (text->duration_h.low + text->duration_h.high) / 2};
    return CIR_OK;
}

static enum cir_status find_hits(struct hits *hits, const struct cir_what_if *what_if, const struct request *request,
                                 struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < request->count && status == CIR_OK; i++) {
        uint32_t nodes[CIR_HITS_MAX];
        size_t count = 0;
        status = cir_what_if_nodes(nodes, &count, what_if, request->texts[i].state, request->texts[i].sector, error);
        if (status == CIR_OK && hits->count + count > CIR_HITS_MAX)
            status = cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "more than %d nodes are hit", CIR_HITS_MAX);
        for (size_t k = 0; k < count && status == CIR_OK; k++)
            status = add_hit(hits, cir_what_if_network(what_if), nodes[k], &request->texts[i], error);
    }
    return status;
}

/* ---- running ---- */

static int answer(const struct cir_what_if *what_if, const struct hits *hits, const struct impact_values *values)
{
    struct cir_impact impact;
    struct cir_error error;
    int code;
    if (cir_what_if_impact(&impact, what_if, hits->shocks, hits->count, &error) == CIR_OK) {
        const struct impact_view view = {.network = cir_what_if_network(what_if),
                                         .impact = &impact,
                                         .shocks = hits->shocks,
                                         .shock_count = hits->count,
                                         .orders = (unsigned)values->impact.orders,
                                         .regions = (enum cir_region_kind)values->impact.regions,
                                         .top = (size_t)values->impact.top};
        code = write_out(&view, cir_what_if_models(what_if)->needs, values);
    } else {
        code = say_error(&error);
    }
    cir_impact_free(&impact);
    return code;
}

static int ask(const struct impact_values *values, const struct request *request)
{
    const struct cir_what_if_options options = {.definitions = values->impact.definitions,
                                                .network = values->impact.network,
                                                .regions = (enum cir_region_kind)values->impact.regions,
                                                .orders = (unsigned)values->impact.orders};
    struct cir_what_if *what_if;
    struct cir_error error;
    struct hits hits = {.count = 0};
    enum cir_status status = cir_what_if_new(&what_if, &options, &error);
    if (status == CIR_OK)
        status = prepare(what_if, request, &error);
    if (status == CIR_OK)
        status = find_hits(&hits, what_if, request, &error);
    int code = status == CIR_OK ? answer(what_if, &hits, values) : say_error(&error);
    cir_what_if_free(what_if);
    return code;
}

static int check(const struct impact_options *options)
{
    if (options->shocks.count == 0)
        say("impact", "--shock is missing; see 'cirisk impact --help'");
    else if (options->orders < 1 || options->orders > CIR_NEED_ORDERS_MAX)
        say("impact", "--orders is from 1 to %d", CIR_NEED_ORDERS_MAX);
    else if (options->top > TOP_MAX)
        say("impact", "--top is at most %d", TOP_MAX);
    else
        return EXIT_CLEAN;
    return EXIT_USAGE;
}

static int run(const void *given, const struct operands *operands)
{
    const struct impact_values *values = given;
    struct request request = {.count = 0};
    struct cir_error error;
    (void)operands;
    int code = check(&values->impact);
    if (code != EXIT_CLEAN)
        return code;
    if (read_shocks(&request, &values->impact.shocks, &error) != CIR_OK)
        return say_error(&error);
    return ask(values, &request);
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
            {"cirisk impact --shock EST:telecom=1@12h --format dot | dot -Tsvg > impact.svg", "as a picture"},
        },
    .groups =
        {
            {"Impact", impact_rows, sizeof impact_rows / sizeof impact_rows[0], offsetof(struct impact_values, impact)},
            {"Output", output_file_rows, OUTPUT_ROWS, offsetof(struct impact_values, output)},
            {"Screen", terminal_rows, TERMINAL_ROWS, offsetof(struct impact_values, terminal)},
        },
    .options_size = sizeof(struct impact_values),
    .run = run,
};
