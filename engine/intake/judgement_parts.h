/** What the parts of the reading of judgements share. Private to this folder. */
#ifndef CIR_INTAKE_JUDGEMENT_PARTS_H
#define CIR_INTAKE_JUDGEMENT_PARTS_H

#include "base/index.h"
#include "intake/judgements.h"
#include "intake/worksheet.h"

/** Bytes of a cell that messages show. */
enum { CIR_JUDGEMENT_SHOWN = 60 };

/** The files on their way in. */
struct cir_judgement_reader {
    struct cir_judgements *judgements;
    const struct cir_panel_criteria *criteria;
    const struct cir_panel_limits *limits;
    struct cir_index experts; /**< by name */
    struct cir_index answers; /**< by round and expert: place in the list */
    size_t expert_capacity;
    size_t answers_capacity;
    size_t finding_capacity;
    struct cir_worksheet sheet; /**< the file at hand */
    unsigned round;             /**< of what no column tells */
    struct cir_text expert;     /**< of what no column tells; empty: none */
    enum cir_status status;     /**< what ends the reading */
    struct cir_error *error;
};

/** One answer as it stands in a file. */
struct cir_told_answer {
    size_t line;
    size_t column; /**< of the value, from 0 */
    uint32_t a;
    uint32_t b;
    struct cir_text value;
    struct cir_text argument;
};

/** Memory is exhausted: the reading ends. */
void cir_judgement_fail_memory(struct cir_judgement_reader *reader);

/** Add a finding. @param column from 0 */
void cir_judgement_report(struct cir_judgement_reader *reader, size_t line, size_t column, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/** Number of a criterion by its code or name; CIR_INDEX_NONE where it is none, which is reported. */
uint32_t cir_judgement_criterion(struct cir_judgement_reader *reader, struct cir_text name, size_t line, size_t column);

/** Number of an expert, who is new perhaps; CIR_INDEX_NONE where that is no name, which is reported. */
uint32_t cir_judgement_expert(struct cir_judgement_reader *reader, struct cir_text name, size_t line, size_t column);

const char *cir_judgement_code(const struct cir_judgement_reader *reader, uint32_t criterion);

/** Take an answer of an expert in a round; what cannot be is reported. */
void cir_judgement_put(struct cir_judgement_reader *reader, unsigned round, uint32_t expert,
                       enum cir_judgement_kind kind, const struct cir_told_answer *told);

/** Take all that stands in the sheet at hand, whatever its form. */
void cir_judgement_take_sheet(struct cir_judgement_reader *reader);

#endif
