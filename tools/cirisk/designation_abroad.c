/* What a network tells of each asset, behind the columns of the list. */
#include "designation_view.h"

#include "base/number.h"
#include "sink/impact_columns.h"

#include <math.h>

enum column {
#define CIR_ABROAD_BEFORE(symbol, name, meaning) symbol,
#include "designation_abroad.def"
    FIRST_NUMBER,
    TOP = FIRST_NUMBER + CIR_IMPACT_NUMBERS,
#define CIR_ABROAD_BEHIND(symbol, name, meaning) symbol,
#include "designation_abroad.def"
    FIRST_TEST
};

_Static_assert((int)FIRST_TEST + (int)CIR_ABROAD_TESTS_MAX <= (int)LISTING_COLUMNS_MAX / 2,
               "a listing has room for them behind those of the list");

static const char *const names[FIRST_TEST] = {
#define CIR_ABROAD_BEFORE(symbol, name, meaning) [symbol] = (name),
#define CIR_ABROAD_BEHIND(symbol, name, meaning) [symbol] = (name),
#include "designation_abroad.def"
    [TOP] = CIR_IMPACT_TOP_COLUMN,
};

/* A screen shows how many States, and the tests. */
static enum listing_kind kind_of(unsigned column)
{
    return column == ABROAD_LOW || column == ABROAD_HIGH || column >= FIRST_TEST ? LISTING_WORDS : LISTING_ASIDE;
}

static unsigned count_columns(const struct cir_definitions *definitions)
{
    return FIRST_TEST + (unsigned)definitions->abroad_test_count;
}

static const char *name_of(const struct cir_definitions *definitions, unsigned column)
{
    if (column >= FIRST_NUMBER && column < TOP)
        return cir_impact_column_list()[column - FIRST_NUMBER].name;
    return column < FIRST_TEST ? names[column] : definitions->abroad_tests[column - FIRST_TEST].code;
}

size_t designation_abroad_columns(struct listing_column *columns, const struct designation_view *view)
{
    if (view->assets->network == NULL)
        return 0;
    for (unsigned i = 0; i < count_columns(view->definitions); i++)
        columns[i] = (struct listing_column){name_of(view->definitions, i), kind_of(i)};
    return count_columns(view->definitions);
}

bool designation_abroad_has_column(const struct cir_definitions *definitions, struct cir_text name)
{
    for (unsigned i = 0; i < count_columns(definitions); i++)
        if (cir_text_is(name, name_of(definitions, i)))
            return true;
    return false;
}

/* ---- cells ---- */

static void add_exact(struct cir_buffer *buffer, double value)
{
    char number[CIR_NUMBER_SIZE];
    cir_buffer_add(buffer, (struct cir_text){number, cir_number_write_exact(number, value)});
}

void designation_add_share(struct cir_buffer *buffer, const struct cir_row_shock *shock)
{
    if (isnan(shock->share_low)) {
        cir_buffer_add_string(buffer, "n/a");
        return;
    }
    if (isnan(shock->share) && !(shock->share_low > 0)) {
        cir_buffer_add_string(buffer, "unknown");
        return;
    }
    add_exact(buffer, shock->share_low);
    if (shock->share_high <= shock->share_low)
        return;
    cir_buffer_add_string(buffer, "..");
    add_exact(buffer, shock->share_high);
}

static void set_number(struct listing *list, size_t column, double value)
{
    char number[CIR_NUMBER_SIZE];
    struct cir_buffer text = {0};
    cir_buffer_add(&text, (struct cir_text){number, cir_impact_write(number, value)});
    listing_set_buffer(list, column, &text);
}

static void set_numbers(struct listing *list, size_t first, const struct cir_asset_impact *impact)
{
    double numbers[CIR_IMPACT_NUMBERS];
    cir_impact_numbers(numbers, &impact->row);
    for (size_t i = 0; i < CIR_IMPACT_NUMBERS; i++)
        set_number(list, first + FIRST_NUMBER + i, numbers[i]);
    set_number(list, first + ABROAD_LOW, impact->abroad.low);
    set_number(list, first + ABROAD_HIGH, impact->abroad.high);
    set_number(list, first + REGIONAL_LOW, impact->regional.low);
    set_number(list, first + REGIONAL_HIGH, impact->regional.high);
}

void designation_abroad_set(struct listing *list, size_t first, const struct designation_view *view,
                            const struct cir_asset *asset)
{
    const struct cir_asset_impact *impact = asset->impact;
    struct cir_buffer share = {0}, top = {0};
    if (impact == NULL)
        return;
    designation_add_share(&share, &impact->shock);
    cir_buffer_add(&top, impact->row.top);
    listing_set_buffer(list, first + PLANT_SHARE, &share);
    listing_set(list, first + IMPACT, cir_impact_outcome_word(impact->row.outcome));
    listing_set_buffer(list, first + TOP, &top);
    set_numbers(list, first, impact);
    for (size_t i = 0; i < view->definitions->abroad_test_count; i++)
        listing_set(list, first + FIRST_TEST + i,
                    cir_abroad_word(cir_abroad_reaches(impact, view->definitions->abroad_tests[i].point)));
}
