/** What the splitter promises of any bytes, be they CSV or not. Shared by its tests and its fuzzer. */
#ifndef CIR_TESTS_SPLIT_CHECKS_H
#define CIR_TESTS_SPLIT_CHECKS_H

#include "base/text.h"

#include <stdint.h>

struct split_rules {
    char delimiter;
    size_t max_field;
};

/** Records, their line ends and empty lines make up the text, each byte once; line numbers count all of them; cells
 * and their delimiters make up a record.
 * @return NULL, or the promise that is broken */
const char *split_check_cover(struct cir_text text, struct split_rules rules);

/** The text in blocks, cut by cir_split_boundary from pieces of 1 to `piece_max` bytes, has the very records of the
 * text in one. */
const char *split_check_blocks(struct cir_text text, struct split_rules rules, unsigned piece_max, uint64_t *random);

/** What is a good record has the very cells that libcsv reads in it; in what is a bad one, libcsv finds a fault. There
 * is no limit to a cell. */
const char *split_check_libcsv(struct cir_text text, char delimiter);

#endif
