#include "network/published_layouts.h"

static const char consumption[] = "P3_";
static const char formation[] = "P5";
static const char aside[] = "W2_";

static struct cir_heading read_label(const struct cir_text *parts)
{
    struct cir_text rest = parts[0];
    struct cir_text state;
    if (cir_text_starts_with(parts[0], aside))
        return (struct cir_heading){.kind = CIR_HEADING_ASIDE};
    if (!cir_text_next(&state, &rest, '_') || state.size == 0 || rest.size == 0)
        return (struct cir_heading){.kind = CIR_HEADING_UNKNOWN};
    if (cir_text_starts_with(rest, consumption) || cir_text_starts_with(rest, formation))
        return (struct cir_heading){.kind = CIR_HEADING_FINAL_DEMAND};
    return (struct cir_heading){.kind = CIR_HEADING_NODE, .state = state, .sector = rest};
}

static bool recognises(const struct cir_published_path *path)
{
    struct cir_text line;
    struct cir_text rest = path->start;
    return cir_published_line(&line, &rest) && memmem(line.data, line.size, "_P3_S1", 6) != NULL;
}

static const struct cir_table_shape shape = {
    .delimiter = ',', .header_lines = 1, .label_cells = 1, .column = read_label, .row = read_label};

static const struct cir_published_words words = {
    .title = "Eurostat FIGARO tables, industry by industry",
    .unit = "million EUR",
    .source = "Eurostat, FIGARO tables: EU inter-country supply, use and input-output tables",
    .systems = "nace,isic",
    .rest = "FIGW1",
};

const struct cir_published_layout cir_figaro_layout = {.recognises = recognises, .shape = &shape, .words = &words};
