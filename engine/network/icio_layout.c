#include "network/published_layouts.h"
#include "network/sector_code.h"

/* Final demand, by what the columns of the releases are named. */
static const char *const final_demand[] = {"HFCE", "NPISH", "NPS", "GGFC",  "GFCF", "INVNT",    "INV",
                                           "DIRP", "P33",   "FD",  "DPABR", "DISC", "CONS_ABR", NULL};

static const char *const output[] = {"OUT", "OUTPUT", "TOTAL", NULL};

static const char *const aside[] = {"TLS", "VA", "VALU", "TAXSUB", "TXS_INT_FNL", "TXS_IMP_FNL", NULL};

static const struct {
    const char *part;
    const char *whole;
} parts_of_states[] = {{"CN1", "CHN"}, {"CN2", "CHN"}, {"MX1", "MEX"}, {"MX2", "MEX"}};

static bool is_one_of(const char *const *words, struct cir_text text)
{
    for (; *words != NULL; words++)
        if (cir_text_is(text, *words))
            return true;
    return false;
}

static const char *whole_of(struct cir_text state)
{
    for (size_t i = 0; i < sizeof parts_of_states / sizeof parts_of_states[0]; i++)
        if (cir_text_is(state, parts_of_states[i].part))
            return parts_of_states[i].whole;
    return NULL;
}

static struct cir_heading read_label(const struct cir_text *parts)
{
    struct cir_text rest = parts[0];
    struct cir_text state;
    if (is_one_of(output, parts[0]))
        return (struct cir_heading){.kind = CIR_HEADING_OUTPUT};
    if (is_one_of(aside, parts[0]))
        return (struct cir_heading){.kind = CIR_HEADING_ASIDE};
    if (is_one_of(final_demand, parts[0]))
        return (struct cir_heading){.kind = CIR_HEADING_FINAL_DEMAND};
    if (!cir_text_next(&state, &rest, '_') || state.size == 0 || rest.size == 0)
        return (struct cir_heading){.kind = CIR_HEADING_UNKNOWN};
    if (is_one_of(aside, rest))
        return (struct cir_heading){.kind = CIR_HEADING_ASIDE};
    if (is_one_of(final_demand, rest) || is_one_of(final_demand, state))
        return (struct cir_heading){.kind = CIR_HEADING_FINAL_DEMAND};
    return (struct cir_heading){.kind = CIR_HEADING_NODE, .state = state, .sector = rest, .part_of = whole_of(state)};
}

static bool recognises(const struct cir_published_path *path)
{
    struct cir_text line;
    struct cir_text rest = path->start;
    return cir_published_line(&line, &rest) &&
           (memmem(line.data, line.size, "_HFCE", 5) != NULL || memmem(line.data, line.size, "HFCE_", 5) != NULL);
}

static const struct cir_table_shape shape = {
    .delimiter = ',', .header_lines = 1, .label_cells = 1, .column = read_label, .row = read_label};

static const struct cir_published_words words = {
    .title = "OECD Inter-Country Input-Output tables",
    .unit = "million USD",
    .source = "OECD, Inter-Country Input-Output (ICIO) tables",
    .systems = cir_industry_any_system,
    .rest = "ROW",
    .output_expected = "a row OUT or OUTPUT, or a column OUT or TOTAL",
};

const struct cir_published_layout cir_icio_layout = {.recognises = recognises, .shape = &shape, .words = &words};
