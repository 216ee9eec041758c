/** What is said to people in one of the six languages: words, phrases, counted nouns, numbers, lists and dates.
 *
 * Whoever makes a tongue has loaded the words (cir_words_load). Additions to a buffer that ran out of memory do nothing,
 * as all additions to it. */
#ifndef CIR_TONGUE_TONGUE_H
#define CIR_TONGUE_TONGUE_H

#include "base/buffer.h"
#include "base/date.h"
#include "model/word.h"

/** Numbers and lists are as the language writes them, in the digits asked for. Borrows the definitions. */
struct cir_tongue {
    const struct cir_definitions *definitions;
    enum cir_language language;
    const struct cir_number_form *form;
};

/** With the digits that are usual. @param definitions with their words */
struct cir_tongue cir_tongue_of(const struct cir_definitions *definitions, enum cir_language language);

/** "latn" or "arab" to a kind of digits. */
bool cir_tongue_find_digits(struct cir_text name, enum cir_digits *digits);

/** With these digits. @return false when the language is not written with them; the tongue stays */
bool cir_tongue_set_digits(struct cir_tongue *tongue, enum cir_digits digits);

/** The code of a language: "ar". */
const char *cir_tongue_code(enum cir_language language);

/** Whether the language is written from the right. */
bool cir_tongue_from_right(enum cir_language language);

/** "fr" to the language. @return false when it is none of the six */
bool cir_tongue_find(struct cir_text code, enum cir_language *language);

/** The text of a word as it stands in the tables; lies in the definitions. */
struct cir_text cir_tongue_word(const struct cir_tongue *tongue, enum cir_word word);

/** What a TLP 2.0 label, "TLP:AMBER+STRICT" or "amber-strict" in any case, allows. @return false for any other text */
bool cir_tongue_tlp_meaning(const struct cir_tongue *tongue, struct cir_text label, struct cir_text *meaning);

/** What takes the place of {name}. */
struct cir_filling {
    const char *name;
    struct cir_text text; /**< borrowed */
};

/** A text from elsewhere, between U+2068 and U+2069 where the language is written from the right, or the text holds letters
 * from the right or characters that turn the direction: neither changes the order of the other. An end of an isolate that
 * the text did not open becomes U+FFFD, and what it leaves open is closed. */
void cir_tongue_add_isolated(struct cir_buffer *buffer, const struct cir_tongue *tongue, struct cir_text text);

/** The text of a word, its placeholders filled as by cir_tongue_add_isolated. A placeholder that no filling names
 * stays as it is. */
void cir_tongue_add_phrase(struct cir_buffer *buffer, const struct cir_tongue *tongue, enum cir_word word,
                           const struct cir_filling *fillings, size_t count);

/** "12 incidents", in the plural form of the count. */
void cir_tongue_add_counted(struct cir_buffer *buffer, const struct cir_tongue *tongue, enum cir_counted counted,
                            uint64_t count);

/** "A, B and C"; items are added as by cir_tongue_add_isolated. */
void cir_tongue_add_list(struct cir_buffer *buffer, const struct cir_tongue *tongue, const struct cir_text *items,
                         size_t count);

/** A number correctly rounded to `significant` (1..17) significant figures, trailing zeros behind the decimal sign
 * dropped; 0 is 0. Grouped; from 1e15 on, and below 1e-9, as 2.39 × 10⁻¹². NAN: the word "not known"; infinity: ∞. */
void cir_tongue_add_number(struct cir_buffer *buffer, const struct cir_tongue *tongue, double value,
                           unsigned significant);

/** A whole number, every figure of it, grouped. */
void cir_tongue_add_count(struct cir_buffer *buffer, const struct cir_tongue *tongue, uint64_t count);

/** A share (0.1234) as a percentage (12.3%), figures as of cir_tongue_add_number. */
void cir_tongue_add_share(struct cir_buffer *buffer, const struct cir_tongue *tongue, double share,
                          unsigned significant);

/** "3–5"; one number where both ends read alike; "3 or more" and "5 or less" where an end is infinite. NAN at an end:
 * the word "not known". */
void cir_tongue_add_interval(struct cir_buffer *buffer, const struct cir_tongue *tongue, double low, double high,
                             unsigned significant);

/** The same of shares, as percentages. */
void cir_tongue_add_share_interval(struct cir_buffer *buffer, const struct cir_tongue *tongue, double low, double high,
                                   unsigned significant);

/** A span of time by what it is: "2026", "Q1 2026", "May 2026", "1 May 2026", "1 May 2026, 10:30 UTC", else its first and
 * last day. */
void cir_tongue_add_date(struct cir_buffer *buffer, const struct cir_tongue *tongue, struct cir_date date);

#endif
