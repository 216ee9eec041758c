/* Tables of one scheme that do not fit each other. Those of a scheme that is built in may be laid over one by one, and what
 * fits no more is then the doing of the new one. */
#include "definitions/row.h"
#include "definitions/scheme_parts.h"

#include <stdarg.h>
#include <stdio.h>

static bool is_laid_over(const struct cir_scheme_parts *parts, const struct cir_table *table)
{
    return table->row_count > 0 && cir_definition_files_find(parts->load->files, table->file) == NULL;
}

static const struct cir_table *find_laid_over(const struct cir_scheme_parts *parts, const enum cir_scheme_table *others)
{
    for (; *others != CIR_SCHEME_TABLE_COUNT; others++)
        if (is_laid_over(parts, &parts->tables[*others]))
            return &parts->tables[*others];
    return NULL;
}

void cir_scheme_report_misfit(struct cir_scheme_parts *parts, const struct cir_row *row, const char *column,
                              const enum cir_scheme_table *others, const char *format, ...)
{
    char message[CIR_ERROR_MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    const struct cir_table *other = is_laid_over(parts, row->table) ? NULL : find_laid_over(parts, others);
    if (other == NULL)
        cir_row_report(parts->load, row, column, "%s", message);
    else
        cir_load_report(parts->load, (struct cir_place){.file = other->file}, "%s, which stands in line %zu of %s",
                        message, row->line, row->table->file);
}
