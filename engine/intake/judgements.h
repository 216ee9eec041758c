/** What the experts of a panel answered, from files as they come back. */
#ifndef CIR_INTAKE_JUDGEMENTS_H
#define CIR_INTAKE_JUDGEMENTS_H

#include "model/panel.h"

/** Most findings that are kept; beyond them they are counted. */
enum { CIR_JUDGEMENT_FINDINGS_MAX = 200 };

/** Read the criteria: a CSV file with the column code and, where there are any, name, worst, best and direction (more or
 * less, which counts more; more unless worst and best say otherwise); others are passed over.
 * @param arena gets all of it
 * @return CIR_OK; CIR_BAD_TABLE, with its place, for codes or names that are blank or repeated, for fewer than two or
 *         more than CIR_PANEL_CRITERIA_MAX, for a scale that is none; CIR_BAD_LOG for what is no CSV file; CIR_NO_FILE; CIR_NO_MEMORY */
enum cir_status cir_panel_criteria_read(struct cir_panel_criteria *criteria, const char *path, struct cir_arena *arena,
                                        struct cir_error *error);

/** Read the answers from files and folders of files. A file has one of three forms, told by its header:
 *   - long: criterion_a and value, with kind, criterion_b, round, expert, argument; a row an answer; other columns are
 *     passed over;
 *   - a list: criterion, and rating or swing, with argument;
 *   - a square matrix: names of criteria in the header and in the first column, answers in pairs, row over column.
 * An expert whom no column names is called as the file, and a round that no column names is the place of the file or
 * folder among `paths`, from 1. Criteria are named by code or name, in any case.
 *
 * What is wrong is a finding, with its place, and does not end the reading: an answer outside the scale, one told twice,
 * a pair told both ways that does not agree, an unknown criterion, a file that is no CSV file. All are to be looked at
 * before anything is made of the answers.
 *
 * @return CIR_OK, also with findings; CIR_BAD_USE for more than CIR_PANEL_ROUNDS_MAX paths; CIR_NO_FILE; CIR_NO_MEMORY. *judgements is to be freed also after a failure */
enum cir_status cir_judgements_read(struct cir_judgements *judgements, const char *const *paths, size_t path_count,
                                    const struct cir_panel_criteria *criteria, const struct cir_panel_limits *limits,
                                    struct cir_error *error);

void cir_judgements_free(struct cir_judgements *judgements);

#endif
