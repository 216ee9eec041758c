#include "tables/request.h"

static const struct cir_table_kind_row kinds[] = {
#define CIR_TABLE_KIND(symbol, name, rows, columns, measure, meaning) {name, rows, columns, measure, meaning},
#include "tables/kinds.def"
#undef CIR_TABLE_KIND
};

const struct cir_table_kind_row *cir_table_kind_list(void)
{
    return kinds;
}
