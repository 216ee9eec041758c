/** A letter that is filled: what stands on its lines, in one language. Writers turn it into text, Markdown or HTML; all of
 * them say the same. */
#ifndef CIR_LETTERS_LETTER_H
#define CIR_LETTERS_LETTER_H

#include "letters/template.h"
#include "letters/values.h"

/** What a stretch of a line is: a writer keeps what comes from outside apart from what the template says. */
enum cir_letter_run_kind {
    CIR_RUN_WORDS,   /**< of the template */
    CIR_RUN_TOLD,    /**< of the incident, or worked out, in the language of the letter */
    CIR_RUN_FOREIGN, /**< of the incident, or of an option, as it was written */
    CIR_RUN_BLANK,   /**< to be filled: "__________ (people affected)" */
};

struct cir_letter_run {
    enum cir_letter_run_kind kind;
    struct cir_text text; /**< UTF-8, on one line */
};

struct cir_letter_block {
    enum cir_letter_block_kind kind;
    size_t first; /**< of its runs */
    size_t count; /**< > 0 */
};

struct cir_letter {
    struct cir_arena arena; /**< of all that follows; the words of the template are borrowed from its form */
    enum cir_language language;
    struct cir_text tlp;         /**< "TLP:AMBER", or "TLP:" and a blank; above and below the letter */
    struct cir_text tlp_meaning; /**< in the language of the letter; empty where the label is a blank */
    struct cir_letter_block *blocks;
    size_t block_count;
    struct cir_letter_run *runs;
    size_t run_count;
};

/** How a letter is filled. */
struct cir_letter_filling {
    const struct cir_letter_template *template; /**< borrowed as long as the letter lives */
    const struct cir_letter_values *values;
    uint32_t switches; /**< those that are on, by bit of enum cir_letter_switch */
    const char *tlp;   /**< option of the field `tlp`: "amber-strict"; NULL: not known, left to be filled */
};

/** Fill a letter.
 * @return CIR_OK; CIR_NO_MEMORY. *letter is to be freed either way */
enum cir_status cir_letter_fill(struct cir_letter *letter, const struct cir_tongue *tongue,
                                const struct cir_letter_filling *filling, struct cir_error *error);

void cir_letter_free(struct cir_letter *letter);

/** Marks that no one sees, to stand before and behind a run in plain text. */
struct cir_letter_marks {
    const char *before;
    const char *behind;
};

/** What keeps a run from turning around what stands beside it, where it is written the other way or all is written from
 * the right; else nothing. */
struct cir_letter_marks cir_letter_run_marks(const struct cir_letter *letter, const struct cir_letter_run *run);

/** The mark with which a line begins at the right; "" where the language is written from the left. */
const char *cir_letter_line_mark(const struct cir_letter *letter);

#endif
