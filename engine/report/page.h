/** A report as one page of HTML, in one language.
 *
 * The page asks for nothing outside itself: stylesheet, script and figures stand in it, and its Content-Security-Policy
 * forbids all else. All of it can be read without script, which only sorts and filters the rows of tables; by keyboard
 * and by screen reader (landmarks, headings in order, a link past the contents); on paper, with title and TLP label on
 * each page. Every text may be hostile and comes out harmless. The same report gives the same bytes. */
#ifndef CIR_REPORT_PAGE_H
#define CIR_REPORT_PAGE_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "model/shown_table.h"
#include "tongue/tongue.h"

#include <stddef.h>

/** A figure that the page leads with. */
struct cir_report_key {
    struct cir_text value;  /**< such as "15" */
    struct cir_text label;  /**< what it counts */
    struct cir_text detail; /**< such as "17.2 % of all"; empty: none */
};

/** Something told by its name, such as a version. */
struct cir_report_fact {
    struct cir_text name;
    struct cir_text value;
    bool is_code; /**< no language: a hash, a path; reads from the left, also in Arabic */
};

/** A part of the page under a heading. What it has none of is empty; the rest comes in this order. */
struct cir_report_section {
    const char *id; /**< ASCII letters, digits and '-', begun with a letter, unlike all others: the anchor */
    struct cir_text heading;
    const struct cir_text *paragraphs;
    size_t paragraph_count;
    const struct cir_report_key *keys;
    size_t key_count;
    struct cir_text figure;              /**< markup of an SVG element, as engine/figures makes it; not escaped */
    const struct cir_shown_table *table; /**< NULL: none. Its id is no other's */
    const struct cir_text *items;        /**< of a list */
    size_t item_count;
    const struct cir_report_fact *facts;
    size_t fact_count;
};

/** All of it is borrowed. */
struct cir_report_page {
    const struct cir_tongue *tongue;
    struct cir_text title;
    struct cir_text tlp;                 /**< TLP 2.0 label with its prefix, "TLP:AMBER+STRICT" */
    struct cir_text tlp_meaning;         /**< what it allows, a sentence */
    const struct cir_report_fact *facts; /**< under the title */
    size_t fact_count;
    const struct cir_report_section *sections;
    size_t section_count;
};

/** Append the whole page.
 * @return CIR_OK; as cir_write_tables of a table that contradicts itself; CIR_NO_MEMORY. `html` holds nothing of use
 *         then */
enum cir_status cir_report_page_write(struct cir_buffer *html, const struct cir_report_page *page,
                                      struct cir_error *error);

#endif
