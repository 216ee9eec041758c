/** The cell grammar: from text to a typed cell.
 *
 *     12000   100..500   >=500   <=500   low|medium   ~300   unknown   n/a   (blank)
 */
#ifndef CIR_INTAKE_CELLS_H
#define CIR_INTAKE_CELLS_H

#include "base/date.h"
#include "model/cell.h"
#include "model/definitions.h"
#include "model/field.h"
#include "model/problem.h"

/** How the text of one column is written: decided for the whole column, never row by row. */
struct cir_cell_format {
    enum cir_date_order date_order;
    char decimal;   /**< '.' unless declared */
    char thousands; /**< '\0' unless declared */
    char separator; /**< of lists: ';' unless declared */
    double factor;  /**< the number is multiplied by it (unit conversion); 1 */
};

/** The format of a column of which nothing is declared. */
static inline struct cir_cell_format cir_cell_format_plain(void)
{
    return (struct cir_cell_format){.date_order = CIR_DATE_ISO, .decimal = '.', .separator = ';', .factor = 1};
}

enum { CIR_FAULT_EXPECTED_SIZE = 256, CIR_FAULT_SUGGESTION_SIZE = 80 };

/** Why a cell was refused. Owns its texts, so that reading a cell allocates nothing; written only on a refusal. */
struct cir_cell_fault {
    enum cir_problem_code code;
    char expected[CIR_FAULT_EXPECTED_SIZE];     /**< a long list of options is cut, with "..." */
    char suggestion[CIR_FAULT_SUGGESTION_SIZE]; /**< "" where nothing is near */
};

struct cir_cell_reader;

/** Take the plain value of a type, which nearly every cell holds, from a text without blanks around it and not empty.
 * @return false when it is none, which says nothing yet: the rest of the grammar follows */
typedef bool cir_cell_taker(struct cir_cell *cell, const struct cir_cell_reader *reader, struct cir_text text);

/** How the cells of one field are read: found out once, so that a cell costs only its bytes. */
struct cir_cell_reader {
    cir_cell_taker *take;
    const struct cir_field *field;
    const struct cir_definitions *definitions;
    struct cir_cell_format format;
    double greatest; /**< number that the field can hold; DBL_MAX where nothing bounds it */
};

/** `field` and `definitions` are borrowed for the life of the reader. */
struct cir_cell_reader cir_cell_reader_of(const struct cir_field *field, const struct cir_cell_format *format,
                                          const struct cir_definitions *definitions);

static inline void cir_cell_set_state(struct cir_cell *cell, enum cir_cell_state state)
{
    cell->state = state;
    cell->first = 0;
    cell->count = 0;
    cell->together = false;
}

static inline bool cir_cell_set_number(struct cir_cell *cell, double low, double point, double high)
{
    cir_cell_set_state(cell, CIR_CELL_KNOWN);
    cell->number.low = low;
    cell->number.point = point;
    cell->number.high = high;
    return true;
}

/** Place of an ASCII letter of any case in the alphabet, 26 and more of anything else. */
static inline unsigned cir_cell_letter(char c)
{
    return ((unsigned char)c - (unsigned)'A') & ~(unsigned)('a' - 'A');
}

/** The country of a code of two letters, or CIR_INDEX_NONE. */
static inline uint32_t cir_cell_code(const struct cir_definitions *definitions, const char *code)
{
    unsigned first = cir_cell_letter(code[0]);
    unsigned second = cir_cell_letter(code[1]);
    /* of a code that there is not, 0 - 1 is CIR_INDEX_NONE */
    return first < 26 && second < 26 ? definitions->alpha2[first * 26 + second] - UINT32_C(1) : CIR_INDEX_NONE;
}

static inline void cir_cell_set_state_hit(struct cir_cell *cell, const struct cir_definitions *definitions,
                                          uint32_t number)
{
    cell->state = CIR_CELL_KNOWN;
    cell->first = (uint16_t)number;
    cell->count = 1;
    cell->together = false;
    cell->regions = definitions->region_bits[number];
    cell->states = (struct cir_states){0};
    cell->states.bits[number / 64] = UINT64_C(1) << number % 64;
}

/** Take "TR;LA;TH": codes of two letters and the separator, which is no letter, and nothing else. */
static inline bool cir_cell_take_codes(struct cir_cell *cell, const struct cir_definitions *definitions, char separator,
                                       struct cir_text text)
{
    uint32_t number = text.size >= 2 ? cir_cell_code(definitions, text.data) : CIR_INDEX_NONE;
    if (number == CIR_INDEX_NONE)
        return false;
    cir_cell_set_state_hit(cell, definitions, number);
    if (text.size == 2)
        return true;
    unsigned count = 1;
    const char *at = text.data + 2;
    const char *end = text.data + text.size;
    for (; end - at >= 3; at += 3) {
        number = cir_cell_code(definitions, at + 1);
        if (number == CIR_INDEX_NONE || *at != separator)
            return false;
        count += !cir_states_has(&cell->states, number);
        cir_states_add(&cell->states, number);
        cell->regions |= definitions->region_bits[number];
    }
    cell->count = (uint16_t)count;
    cell->together = count > 1;
    return at == end;
}

/** Take a plain value, as nearly every cell holds one; false when it is none, and nothing is known of it then. */
static inline bool cir_cell_take(struct cir_cell *cell, const struct cir_cell_reader *reader, struct cir_text text)
{
    /* Most cells have no blanks around them, and two bytes tell; the others are left to cir_cell_reader_read. */
    return text.size > 0 && text.data[0] > ' ' && text.data[text.size - 1] > ' ' && reader->take(cell, reader, text);
}

/** Read any cell. `text` is borrowed by the cell where its type is text. Of the union only the member that the type
 * and the state give a meaning is written.
 * @param fault NULL where the answer alone counts, which saves the search for a suggestion
 * @return true; false with *fault filled, the cell then holds nothing */
bool cir_cell_reader_read(struct cir_cell *cell, const struct cir_cell_reader *reader, struct cir_text text,
                          struct cir_cell_fault *fault);

/** Read a single cell of its kind. */
bool cir_cell_read(struct cir_cell *cell, const struct cir_field *field, const struct cir_cell_format *format,
                   const struct cir_definitions *definitions, struct cir_text text, struct cir_cell_fault *fault);

/** Whether the text (without blanks around it) is a word for not knowing: "unknown" or "n/a", in any case. */
bool cir_cell_is_state_word(struct cir_text text);

/** The character at which the text of a cell falls into elements: the separator where the elements of the field can
 * hold together and the text has one, else '|' where one of several can be meant, else '\0'. */
char cir_cell_cut(const struct cir_cell_reader *reader, struct cir_text text);

#endif
