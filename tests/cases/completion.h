/** Half-known incidents, completed at random in every way that their cells allow. */
#ifndef CIR_TESTS_COMPLETION_H
#define CIR_TESTS_COMPLETION_H

#include "cirisk.h"
#include "sheet.h"

#include <gsl/gsl_rng.h>

enum { COMPLETION_TEXT_SIZE = 512 };

/** An incident as cells and as their texts, by number of the field. */
struct completion {
    struct cir_cell cells[CIR_FIELDS_MAX];
    char texts[CIR_FIELDS_MAX][COMPLETION_TEXT_SIZE];
};

/** What all below read by and draw from, until the next call. */
void completion_use(const struct cir_classifier *of, gsl_rng *random);

/** The landmark incidents; the caller frees the sheet. */
void completion_landmarks(struct sheet *landmarks);

void completion_read(struct completion *incident, const struct sheet *landmarks, size_t row);

/** The texts of a completion, whole or in part; what other cells answer already stays open. */
void completion_draw(struct completion *completed, const struct completion *incident, bool wholly);

#endif
