/** A figure read back: what is drawn where, as a reader of SVG sees it. */
#ifndef CIR_TESTS_DRAWN_H
#define CIR_TESTS_DRAWN_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

enum { DRAWN_MAX = 4000, DRAWN_TEXT_SIZE = 400 };

enum drawn_kind { DRAWN_BOX, DRAWN_TEXT, DRAWN_PATH, DRAWN_MARK };

struct drawn_shape {
    enum drawn_kind kind;
    double left, top, right, bottom; /**< px; of a text as wide as it is estimated to be */
    double size;                     /**< of a text */
    char fill[40];
    char text[DRAWN_TEXT_SIZE];
    char title[DRAWN_TEXT_SIZE]; /**< of the group that it is in */
    bool is_turned;
    bool is_dashed;
};

struct drawn {
    double width, height;
    char title[DRAWN_TEXT_SIZE];
    char description[4 * DRAWN_TEXT_SIZE];
    struct drawn_shape list[DRAWN_MAX];
    size_t count;
    size_t bad_ids;   /**< that do not begin with that of the figure, or stand twice */
    size_t bad_parts; /**< elements and attributes that no figure may have */
    bool is_from_right;
    bool is_labelled; /**< role and aria-labelledby name a title and a desc that are there */
};

/** Read it by libxml2. @return false where it is not well-formed, or no figure */
bool drawn_read(struct drawn *drawn, struct cir_text svg);

/** First shape of a kind in a group with this title and, of boxes, with a fill other than white; NULL: none. */
const struct drawn_shape *drawn_find(const struct drawn *drawn, enum drawn_kind kind, const char *title);

/** Texts that read so. */
size_t drawn_count_text(const struct drawn *drawn, const char *text);

#endif
