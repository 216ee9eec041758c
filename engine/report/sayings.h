/** Texts that are made for one page, and live as long as it is written. */
#ifndef CIR_REPORT_SAYINGS_H
#define CIR_REPORT_SAYINGS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "report/report.h"

#include <stdbool.h>

enum {
    CIR_REPORT_FACTS_MAX = 8,
    CIR_REPORT_ITEMS_MAX = CIR_REPORT_PARTS + 7,
    CIR_REPORT_PARAGRAPHS_MAX = 4,
    CIR_REPORT_SECTIONS_MAX = CIR_REPORT_PARTS + 5,
};

/** A page being put together. Whoever makes one zeroes it, and frees its arena. */
struct cir_report_draft {
    const struct cir_report *report;
    struct cir_arena arena;
    bool failed; /**< memory is exhausted */
    struct cir_report_section sections[CIR_REPORT_SECTIONS_MAX];
    size_t section_count;
    struct cir_shown_table definitions; /**< the table of schemes */
};

/** A part of the page, under a heading. */
struct cir_report_section *cir_report_open_section(struct cir_report_draft *draft, const char *id,
                                                   enum cir_word heading);

/** Room for `count` elements, zeroed; NULL when memory is exhausted, which the draft keeps. */
void *cir_report_take(struct cir_report_draft *draft, size_t count, size_t size);

struct cir_text cir_report_word(const struct cir_report_draft *draft, enum cir_word word);

/** What was put into a buffer, kept by the draft; the buffer is freed. */
struct cir_text cir_report_keep(struct cir_report_draft *draft, struct cir_buffer *buffer);

/** A whole number as the language writes it. */
struct cir_text cir_report_count(struct cir_report_draft *draft, uint64_t count);

/* What the page says, part by part. */

/** Under the title: how many incidents, of which time, judged by which schemes. Room for CIR_REPORT_FACTS_MAX.
 * @return how many */
size_t cir_report_say_about(struct cir_report_draft *draft, struct cir_report_fact *facts);

void cir_report_say_method(struct cir_report_draft *draft);
void cir_report_say_definitions(struct cir_report_draft *draft);
void cir_report_say_limits(struct cir_report_draft *draft);
void cir_report_say_provenance(struct cir_report_draft *draft);

#endif
