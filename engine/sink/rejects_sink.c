#include "sink/rejects_sink.h"

#include "base/number.h"
#include "sink/csv_cell.h"

void cir_rejects_header(struct cir_buffer *buffer)
{
    static const char header[] =
#define CIR_REJECTS_COLUMN(symbol, name, meaning) "," name
#include "sink/rejects_columns.def"
#undef CIR_REJECTS_COLUMN
        "\n";
    cir_buffer_add_string(buffer, header + 1);
}

enum column {
#define CIR_REJECTS_COLUMN(symbol, name, meaning) COLUMN_##symbol,
#include "sink/rejects_columns.def"
#undef CIR_REJECTS_COLUMN
    COLUMN_COUNT
};

struct reject {
    const char *file;
    const struct cir_problem *problem;
    struct cir_text raw_line;
    bool guard;
};

static void add_count(struct cir_buffer *buffer, size_t count)
{
    char digits[CIR_NUMBER_SIZE];
    cir_buffer_add(buffer, (struct cir_text){digits, cir_number_write_count(digits, count)});
}

static void add_text(struct cir_buffer *buffer, struct cir_text text, bool guard)
{
    cir_csv_add_cell(buffer, text, ',', guard);
}

static void add_string(struct cir_buffer *buffer, const char *string, bool guard)
{
    add_text(buffer, cir_text_of(string), guard);
}

static void add_column(struct cir_buffer *buffer, const struct reject *reject, enum column column)
{
    const struct cir_problem *problem = reject->problem;
    switch (column) {
    case COLUMN_FILE:
        add_string(buffer, reject->file, reject->guard);
        break;
    case COLUMN_LINE:
        add_count(buffer, problem->line);
        break;
    case COLUMN_COLUMN:
        if (problem->column > 0)
            add_count(buffer, problem->column);
        break;
    case COLUMN_BYTE:
        if (problem->row > 0)
            add_count(buffer, problem->byte);
        break;
    case COLUMN_ROW:
        if (problem->row > 0)
            add_count(buffer, problem->row);
        break;
    case COLUMN_FIELD:
        add_string(buffer, problem->field, reject->guard);
        break;
    case COLUMN_CODE:
        add_string(buffer, cir_problem_code(problem->code), false);
        break;
    case COLUMN_VALUE:
        add_text(buffer, problem->value, reject->guard);
        break;
    case COLUMN_EXPECTED:
        add_string(buffer, problem->expected, reject->guard);
        break;
    case COLUMN_SUGGESTION:
        add_string(buffer, problem->suggestion, reject->guard);
        break;
    case COLUMN_RAW_LINE:
        add_text(buffer, reject->raw_line, reject->guard);
        break;
    case COLUMN_COUNT:
        break;
    }
}

void cir_rejects_row(const char *file, const struct cir_problem *problem, struct cir_text raw_line, bool raw,
                     struct cir_buffer *buffer)
{
    const struct reject reject = {file, problem, raw_line, !raw};
    for (unsigned i = 0; i < COLUMN_COUNT; i++) {
        if (i > 0)
            cir_buffer_add_char(buffer, ',');
        add_column(buffer, &reject, (enum column)i);
    }
    cir_buffer_add_char(buffer, '\n');
}
