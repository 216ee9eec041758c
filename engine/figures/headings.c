#include "figures/headings.h"

#include "figures/shades.h"

#include <math.h>

static const struct cir_lettering lettering = {10.5, false}, group_lettering = {10.5, true};

enum { LINES = 3, PAD = 6, UPWARD_MOST = 140, BELOW = 6, GROUP_HEIGHT = 20 };

static double room(const struct cir_headings *headings, size_t column)
{
    return headings->widths[column] - PAD;
}

bool cir_headings_stand(struct cir_sheet *sheet, const struct cir_plotted *plotted, const struct cir_headings *headings)
{
    for (size_t j = 0; j < headings->count; j++) {
        struct cir_text name = plotted->column_names[headings->columns[j]];
        struct cir_lines lines = cir_sheet_lines(sheet, name, lettering, room(headings, j), LINES);
        if (lines.is_cut || lines.is_split)
            return false;
    }
    return true;
}

/* ---- groups ---- */

static size_t group_of(const struct cir_plotted *plotted, const struct cir_headings *headings, size_t column)
{
    size_t group = plotted->table->columns[headings->columns[column]].group;
    return group <= plotted->table->group_count ? group : 0;
}

static void write_group(struct cir_sheet *sheet, struct cir_text label, double start, double end)
{
    struct cir_lines lines =
        cir_sheet_lines(sheet, cir_sheet_text(sheet, label, CIR_ISOLATE_NOT), group_lettering, end - start, 1);
    const struct cir_pen pen = {.lettering = group_lettering, .anchor = CIR_ANCHOR_MIDDLE};
    double line_y = sheet->y + GROUP_HEIGHT - 4;
    cir_sheet_write_lines(sheet, (start + end) / 2, sheet->y + group_lettering.size, &lines, &pen, 0);
    cir_sheet_line(sheet, (struct cir_point){start + 2, line_y}, (struct cir_point){end - 2, line_y},
                   &(struct cir_paint){.stroke = cir_rule, .stroke_width = 1});
}

/* Columns of a group stand side by side: each run of them has its label over it. */
static void write_groups(struct cir_sheet *sheet, const struct cir_plotted *plotted,
                         const struct cir_headings *headings)
{
    bool has_groups = false;
    for (size_t j = 0; j < headings->count;) {
        size_t group = group_of(plotted, headings, j);
        size_t first = j;
        while (j < headings->count && group_of(plotted, headings, j) == group)
            j++;
        if (group > 0)
            write_group(sheet, plotted->table->groups[group - 1], headings->starts[first],
                        headings->starts[j - 1] + headings->widths[j - 1]);
        has_groups = has_groups || group > 0;
    }
    sheet->y += has_groups ? GROUP_HEIGHT : 0;
}

/* ---- labels ---- */

static double upward_length(const struct cir_plotted *plotted, const struct cir_headings *headings)
{
    double longest = 0;
    for (size_t j = 0; j < headings->count; j++)
        longest = fmax(longest, cir_text_width(plotted->column_names[headings->columns[j]], lettering));
    return fmin(longest, UPWARD_MOST);
}

static double standing_height(struct cir_sheet *sheet, const struct cir_plotted *plotted,
                              const struct cir_headings *headings)
{
    size_t most = 1;
    for (size_t j = 0; j < headings->count; j++) {
        struct cir_text name = plotted->column_names[headings->columns[j]];
        struct cir_lines lines = cir_sheet_lines(sheet, name, lettering, room(headings, j), LINES);
        most = lines.count > most ? lines.count : most;
    }
    return (double)most * cir_line_height(lettering);
}

static void write_upward(struct cir_sheet *sheet, struct cir_text name, double middle, double below)
{
    struct cir_lines lines = cir_sheet_lines(sheet, name, lettering, UPWARD_MOST, 1);
    const struct cir_pen pen = {.lettering = lettering, .upward = true};
    double shift = sheet->from_right ? -0.35 : 0.35;
    cir_sheet_write_lines(sheet, middle + shift * lettering.size, below, &lines, &pen, 0);
}

/* The last line stands on the base line, so that labels of one line and of three end alike. */
static void write_standing(struct cir_sheet *sheet, struct cir_text name, double middle, double below, double width)
{
    struct cir_lines lines = cir_sheet_lines(sheet, name, lettering, width, LINES);
    const struct cir_pen pen = {.lettering = lettering, .anchor = CIR_ANCHOR_MIDDLE};
    double first = below - (double)(lines.count - 1) * cir_line_height(lettering);
    cir_sheet_write_lines(sheet, middle, first, &lines, &pen, 0);
}

void cir_headings_write(struct cir_sheet *sheet, const struct cir_plotted *plotted, const struct cir_headings *headings)
{
    write_groups(sheet, plotted, headings);
    double height = headings->upward ? upward_length(plotted, headings) : standing_height(sheet, plotted, headings);
    double below = sheet->y + height;
    for (size_t j = 0; j < headings->count; j++) {
        struct cir_text name = plotted->column_names[headings->columns[j]];
        double middle = headings->starts[j] + headings->widths[j] / 2;
        if (name.size == 0)
            continue;
        cir_sheet_open(sheet, name);
        if (headings->upward)
            write_upward(sheet, name, middle, below);
        else
            write_standing(sheet, name, middle, below, room(headings, j));
        cir_sheet_close(sheet);
    }
    sheet->y = below + BELOW;
}
