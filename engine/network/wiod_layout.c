#include "network/published_layouts.h"

#include <ctype.h>

enum { CODE, DESCRIPTION, STATE, NUMBER, PARTS, START_LINES = 12 };

/* Sums of the whole world stand under this in place of a State. */
static const char total[] = "TOT";

/* How the descriptions of final demand begin, in both releases. */
static const char *const final_demand[] = {"Final consumption", "Gross fixed capital", "Changes in inventories", NULL};

/* The rows of output at basic prices: by code in the release of 2016, by number in that of 2013. */
static const char output_code[] = "GO";
static const char output_number[] = "r69";

static bool begins_as(const char *const *words, struct cir_text text)
{
    for (; *words != NULL; words++)
        if (text.size >= strlen(*words) &&
            cir_text_equal_case((struct cir_text){text.data, strlen(*words)}, cir_text_of(*words)))
            return true;
    return false;
}

static bool is_total(const struct cir_text *parts)
{
    return parts[STATE].size == 0 || cir_text_equal_case(parts[STATE], cir_text_of(total));
}

static struct cir_heading read_column(const struct cir_text *parts, size_t name)
{
    if (is_total(parts))
        return (struct cir_heading){.kind = CIR_HEADING_OUTPUT};
    if (begins_as(final_demand, parts[DESCRIPTION]))
        return (struct cir_heading){.kind = CIR_HEADING_FINAL_DEMAND};
    return (struct cir_heading){.kind = parts[name].size > 0 ? CIR_HEADING_NODE : CIR_HEADING_UNKNOWN,
                                .state = parts[STATE],
                                .sector = parts[name]};
}

static struct cir_heading read_row(const struct cir_text *parts, size_t name)
{
    bool is_output = cir_text_is(parts[CODE], output_code) || cir_text_is(parts[NUMBER], output_number);
    if (is_total(parts))
        return (struct cir_heading){.kind = is_output ? CIR_HEADING_OUTPUT : CIR_HEADING_ASIDE};
    return read_column(parts, name);
}

static struct cir_heading read_column_by_code(const struct cir_text *parts)
{
    return read_column(parts, CODE);
}

static struct cir_heading read_row_by_code(const struct cir_text *parts)
{
    return read_row(parts, CODE);
}

static struct cir_heading read_column_by_number(const struct cir_text *parts)
{
    return read_column(parts, NUMBER);
}

static struct cir_heading read_row_by_number(const struct cir_text *parts)
{
    return read_row(parts, NUMBER);
}

/* ---- how the sheet was saved ---- */

struct sheet {
    char delimiter;
    size_t numbers_line; /* the fourth of the header, from 0 */
    bool is_by_number;   /* the release of 2013 */
};

static bool is_number(struct cir_text cell)
{
    bool is_one = cell.size > 1 && cell.data[0] == 'c';
    for (size_t i = 1; i < cell.size; i++)
        is_one = is_one && isdigit((unsigned char)cell.data[i]);
    return is_one;
}

/* Codes are quoted only where a program quotes all cells. */
static struct cir_text unquote(struct cir_text cell)
{
    bool is_quoted = cell.size > 1 && cell.data[0] == '"' && cell.data[cell.size - 1] == '"';
    return cir_text_trim(is_quoted ? (struct cir_text){cell.data + 1, cell.size - 2} : cell);
}

static bool is_numbers_line(struct cir_text line, char delimiter)
{
    struct cir_text cell;
    bool is_one = false;
    for (size_t i = 0; line.size > 0 && cir_text_next(&cell, &line, delimiter) && i <= PARTS; i++) {
        is_one = i == PARTS && is_number(unquote(cell));
        if (i < PARTS && is_number(unquote(cell)))
            return false;
    }
    return is_one;
}

/* A code such as AtB or 15t16 is of ISIC Rev. 3. */
static bool has_old_codes(struct cir_text line, char delimiter)
{
    struct cir_text cell;
    while (line.size > 0 && cir_text_next(&cell, &line, delimiter)) {
        struct cir_text code = unquote(cell);
        if (cir_text_is(code, "AtB") || cir_text_is(code, "15t16"))
            return true;
    }
    return false;
}

static bool tell_sheet(struct sheet *sheet, struct cir_text start)
{
    static const char delimiters[] = ",;";
    struct cir_text lines[START_LINES];
    size_t count = 0;
    while (count < START_LINES && cir_published_line(&lines[count], &start))
        count++;
    for (size_t i = PARTS - 1; i < count; i++)
        for (const char *delimiter = delimiters; *delimiter != '\0'; delimiter++)
            if (is_numbers_line(lines[i], *delimiter)) {
                *sheet = (struct sheet){*delimiter, i, has_old_codes(lines[i - NUMBER], *delimiter)};
                return true;
            }
    return false;
}

static bool recognises(const struct cir_published_path *path)
{
    struct sheet sheet;
    return tell_sheet(&sheet, path->start);
}

static enum cir_status read_files(struct cir_published *published, struct cir_finish_rules *rules,
                                  const struct cir_published_path *path, const struct cir_definitions *definitions,
                                  struct cir_error *error)
{
    struct cir_published_words words = {
        .title = "World Input-Output Database",
        .unit = "million USD",
        .source = "World Input-Output Database; Timmer et al. 2015, Rev. Int. Econ. 23:575-605",
        .rest = "ROW",
        .output_expected = "a row GO or r69, or a column of the State TOT",
    };
    struct sheet sheet;
    (void)definitions;
    if (!tell_sheet(&sheet, path->start)) {
        cir_load_report(published->load, (struct cir_place){.file = path->path},
                        "no line of numbers of columns (c1, c2, ...) is among the first %d", START_LINES);
        return CIR_OK;
    }
    const struct cir_table_shape shape = {.delimiter = sheet.delimiter,
                                          .lines_before = sheet.numbers_line - NUMBER,
                                          .header_lines = PARTS,
                                          .label_cells = PARTS,
                                          .column = sheet.is_by_number ? read_column_by_number : read_column_by_code,
                                          .row = sheet.is_by_number ? read_row_by_number : read_row_by_code};
    words.systems = sheet.is_by_number ? "wiod2013" : "nace,isic";
    return cir_published_read_one(published, rules, &shape, &words, path->path, error);
}

const struct cir_published_layout cir_wiod_layout = {.recognises = recognises, .read = read_files};
