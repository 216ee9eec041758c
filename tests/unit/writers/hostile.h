/** Texts that would be run, obeyed or taken for something else, and a table that has one of them in every place that
 * takes a text. */
#ifndef CIR_TESTS_HOSTILE_H
#define CIR_TESTS_HOSTILE_H

#include "shown_toy.h"

/* NOLINTBEGIN(misc-misleading-bidirectional): to mislead is what they are for */
static const char *const hostile[] = {
    "=cmd|'/c calc'!A0",
    "+1+2",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1x",
    "\xef\xbc\x9dSUM(A1)",
    "=HYPERLINK(\"http://example.org/?\"&A1,\"open\")",
    "<script>alert(1)</script>",
    "</td></tr></table><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)\" x=\"",
    "' onfocus='alert(1)",
    "</style><script>1</script>",
    "&lt;b&gt; &amp;amp; &#60;",
    "]]>",
    "<![CDATA[x]]>",
    "<!-- -->",
    "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;",
    "\\input{/etc/passwd}",
    "\\write18{rm -rf x}\\end{document}",
    "$ & % # _ { } ~ ^ \\",
    "100% $x^2$ a_b {c} d~e #1 \\\\",
    "[1] at the start",
    "* at the start",
    "-- and --- and `` and '' and ,, and << and >> and ?` and !`",
    "a | b || c",
    "`code` ``more`` ```even more```",
    "**bold** _it_ ~~gone~~ __x__",
    "[a link](http://example.org) ![pic](x.png) <http://example.org>",
    "http://example.org www.example.org WWW.EXAMPLE.ORG mail@example.org",
    "# head",
    "1. one",
    "2) two",
    "- item",
    "+ item",
    "---",
    "> quote",
    "| --- |",
    "~~~",
    "    code",
    "two\nlines",
    "three\r\nlines\rhere",
    "line\xE2\x80\xA8separator",
    "bell\x07 esc\x1b[31m nul-free \x7f",
    "u+0001 \x01, u+fffe \xEF\xBF\xBE, u+ffff \xEF\xBF\xBF",
    "not utf-8 \xff\xfe \xC0\x80 \xED\xA0\x80 cut \xE2\x80",
    "overridden \xE2\x80\xAEtxt.exe",
    "embedded \xE2\x80\xAB left open",
    "isolate left open \xE2\x81\xA7 x",
    "closed twice \xE2\x81\xA9\xE2\x81\xA9",
    "_x0041_ and _x000D_ and _x005F_",
    "{{template}} ${env} $(cmd) %s%n %p",
    "&\"Bold\"&C&P",
    "\xF0\x9F\x92\xA5 beyond the BMP",
};
/* NOLINTEND(misc-misleading-bidirectional) */
enum { HOSTILE = sizeof hostile / sizeof hostile[0] };

/* A table that has one text in every place that takes one. */
struct full_table {
    struct cir_text text;
    struct cir_shown_column columns[3];
    struct cir_shown_cell cells[2][3];
    struct cir_shown_row rows[2];
    struct cir_text notes[2];
    struct cir_shown_table table;
};

static inline void hostile_cells(struct full_table *full, size_t row, unsigned note)
{
    full->cells[row][0] = (struct cir_shown_cell)TOY_WORDS("row");
    full->cells[row][1] = (struct cir_shown_cell)TOY_CODE("code");
    full->cells[row][2] = (struct cir_shown_cell)TOY_WORDS("");
    for (size_t i = 0; i < 3; i++)
        full->cells[row][i].text = full->text;
    full->cells[row][1].note = note;
}

static inline void hostile_table(struct full_table *full, struct cir_text text, enum cir_language language)
{
    *full = (struct full_table){.text = text};
    for (size_t i = 0; i < 3; i++)
        full->columns[i] = (struct cir_shown_column){
            .id = text, .label = text, .unit = text, .group = i > 0 ? 1 : 0, .is_header = i == 0};
    hostile_cells(full, 0, 1);
    hostile_cells(full, 1, 0);
    full->rows[0] = (struct cir_shown_row){CIR_SHOWN_BODY, full->cells[0]};
    full->rows[1] = (struct cir_shown_row){CIR_SHOWN_TOTAL, full->cells[1]};
    full->notes[0] = full->notes[1] = text;
    full->table = (struct cir_shown_table){.id = text,
                                           .language = language,
                                           .caption = text,
                                           .tlp = text,
                                           .groups = &full->text,
                                           .group_count = 1,
                                           .columns = full->columns,
                                           .column_count = 3,
                                           .rows = full->rows,
                                           .row_count = 2,
                                           .notes = full->notes,
                                           .note_count = 2,
                                           .marked_note_count = 1,
                                           .source = text,
                                           .unknown = text};
}

#endif
