#include "model/override.h"

const char *cir_override_column_name(enum cir_override_column column)
{
    static const char *const names[CIR_OVERRIDE_COLUMNS] = {
#define CIR_OVERRIDE_COLUMN(symbol, name, needed, holds, meaning) [CIR_OVERRIDE_##symbol] = (name),
#include "model/override_columns.def"
#undef CIR_OVERRIDE_COLUMN
    };
    return names[column];
}
