#include "figures/figure.h"

#include "figures/describe.h"
#include "figures/draw.h"
#include "figures/frame.h"

struct kind {
    const char *word;
    enum cir_status (*draw)(struct cir_sheet *sheet, const struct cir_plotted *plotted, struct cir_error *error);
    bool is_in_time;
    const char *meaning;
};

static const struct kind kinds[CIR_FIGURE_KINDS] = {
#define CIR_FIGURE_KIND(symbol, word, draw, is_in_time, meaning)                                                       \
    [CIR_FIGURE_##symbol] = {word, draw, is_in_time, meaning},
#include "figures/kinds.def"
#undef CIR_FIGURE_KIND
};

const char *cir_figure_kind_word(enum cir_figure_kind kind)
{
    return kinds[kind].word;
}

const char *cir_figure_kind_meaning(enum cir_figure_kind kind)
{
    return kinds[kind].meaning;
}

bool cir_figure_kind_find(struct cir_text word, enum cir_figure_kind *kind)
{
    for (unsigned i = 0; i < CIR_FIGURE_KINDS; i++)
        if (cir_text_is(word, kinds[i].word)) {
            *kind = (enum cir_figure_kind)i;
            return true;
        }
    return false;
}

/* ---- size ---- */

enum { PLOT_HEIGHT = 260, PLOT_HEIGHT_LEAST = 80, PLOT_HEIGHT_MOST = 1600 };

static enum cir_status take_size(struct cir_sheet *sheet, const struct cir_figure_size *size, struct cir_error *error)
{
    sheet->width = size != NULL && size->width != 0 ? size->width : CIR_FIGURE_WIDTH;
    sheet->plot_height = size != NULL && size->plot_height != 0 ? size->plot_height : PLOT_HEIGHT;
    if (!(sheet->width >= CIR_FIGURE_WIDTH_LEAST && sheet->width <= CIR_FIGURE_WIDTH_MOST))
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "a figure is from %d to %d px wide",
                        CIR_FIGURE_WIDTH_LEAST, CIR_FIGURE_WIDTH_MOST);
    if (!(sheet->plot_height >= PLOT_HEIGHT_LEAST && sheet->plot_height <= PLOT_HEIGHT_MOST))
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "the plot of a figure is from %d to %d px high",
                        PLOT_HEIGHT_LEAST, PLOT_HEIGHT_MOST);
    return CIR_OK;
}

/* ---- the whole ---- */

static enum cir_status draw(struct cir_buffer *svg, struct cir_sheet *sheet, enum cir_figure_kind kind,
                            struct cir_error *error)
{
    struct cir_plotted plotted;
    enum cir_status status = cir_plotted_make(&plotted, sheet, error);
    if (status != CIR_OK)
        return status;
    cir_frame_open(sheet);
    status = kinds[kind].draw(sheet, &plotted, error);
    if (status != CIR_OK)
        return status;
    cir_frame_close(sheet, svg, cir_describe(sheet, &plotted, kinds[kind].is_in_time));
    return svg->failed ? cir_fail_memory(error) : CIR_OK;
}

enum cir_status cir_figure_write(struct cir_buffer *svg, const struct cir_shown_table *table,
                                 const struct cir_tongue *tongue, enum cir_figure_kind kind,
                                 const struct cir_figure_size *size, struct cir_error *error)
{
    struct cir_arena arena = {0};
    struct cir_sheet sheet = {
        .table = table, .tongue = tongue, .arena = &arena, .from_right = cir_tongue_from_right(table->language)};
    size_t before = svg->size;
    enum cir_status status = take_size(&sheet, size, error);
    if (status == CIR_OK)
        status = draw(svg, &sheet, kind, error);
    if (status != CIR_OK)
        svg->size = before;
    cir_buffer_free(&sheet.body);
    cir_arena_free(&arena);
    return status;
}
