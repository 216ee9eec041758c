/* Each incident i says low_i <= x_i <= high_i, or nothing: then 0 <= x_i, and nothing bounds it. The merged cell holds
 * every value that any completion of them gives:
 *
 *     gravest               max low_i               ..  max high_i
 *     sum                   sum low_i               ..  sum high_i
 *     largest-to-sum        max low_i               ..  sum high_i
 *     sum-by-operator       sum over o of max low_i ..  sum high_i
 *     largest-by-operator   max low_i               ..  max over o of sum high_i
 *
 * (o: operator, i over its incidents.) An incident without an operator may be one of any operator, or of one that no
 * other incident names: it lifts the first of these low ends only by what exceeds the largest operator, and the last
 * high end by all it says. */
#include "campaign/gathered.h"

#include <float.h>
#include <math.h>

static double greater(double a, double b)
{
    return b > a ? b : a;
}

static double lesser(double a, double b)
{
    return b < a ? b : a;
}

static bool is_open(const struct cir_gathered *gathered)
{
    return gathered->is_blank || gathered->is_unknown;
}

/* ---- numbers ---- */

static void add_extremes(struct cir_gathered *gathered, const struct cir_cell *cell,
                         double (*extreme)(double a, double b))
{
    bool is_first = !gathered->is_told;
    gathered->low = is_first ? cell->number.low : extreme(gathered->low, cell->number.low);
    gathered->point = is_first ? cell->number.point : extreme(gathered->point, cell->number.point);
    gathered->high = is_first ? cell->number.high : extreme(gathered->high, cell->number.high);
}

static void add_sums(struct cir_gathered *gathered, const struct cir_cell *cell)
{
    gathered->unnamed.low = greater(gathered->unnamed.low, cell->number.low); /* of the largest incident */
    gathered->low += cell->number.low;
    gathered->point += cell->number.point;
    gathered->high += cell->number.high;
}

/* low and point: of the largest; high: the sum. */
static void add_largest(struct cir_gathered *gathered, const struct cir_cell *cell)
{
    gathered->low = greater(gathered->low, cell->number.low);
    gathered->point = greater(gathered->point, cell->number.point);
    gathered->high += cell->number.high;
}

/* Of an operator: the largest low end, and the sum of the high ends. */
static void add_extent(struct cir_gathered *gathered, const struct cir_cell *cell, struct cir_extent *extent)
{
    struct cir_extent *of = extent != NULL ? extent : &gathered->unnamed;
    of->low = greater(of->low, cell->number.low);
    of->high += cell->number.high;
}

/* The operator itself is in each of its numbers: beside it, high_i - 1 others. */
static void add_entities(struct cir_gathered *gathered, const struct cir_cell *cell, struct cir_extent *extent)
{
    if (extent == NULL) {
        add_extent(gathered, cell, NULL);
        return;
    }
    extent->low = greater(extent->low, cell->number.low);
    extent->high = cell->number.high < 1 ? greater(extent->high, cell->number.high)
                                         : greater(extent->high, 1) + (cell->number.high - 1);
}

/* ---- options ---- */

static unsigned lowest_option(uint64_t options)
{
    return (unsigned)__builtin_ctzll(options);
}

static unsigned highest_option(uint64_t options)
{
    return 63 - (unsigned)__builtin_clzll(options);
}

static uint64_t bit(unsigned option)
{
    return UINT64_C(1) << option;
}

static bool is_one(uint64_t options)
{
    return (options & (options - 1)) == 0;
}

/* Of options that hold together the gravest counts. */
static void add_gravest_option(struct cir_gathered *gathered, const struct cir_cell *cell)
{
    uint64_t options = cell->together ? bit(highest_option(cell->options)) : cell->options;
    unsigned least = lowest_option(options);
    gathered->possible |= options;
    gathered->floor = gathered->floor > least ? gathered->floor : least;
}

static void add_least_option(struct cir_gathered *gathered, const struct cir_cell *cell)
{
    unsigned most = highest_option(cell->options);
    gathered->floor = gathered->is_told && gathered->floor < most ? gathered->floor : most;
    gathered->possible |= cell->options;
}

static void add_union(struct cir_gathered *gathered, const struct cir_cell *cell)
{
    bool is_choice = !cell->together && !is_one(cell->options);
    unsigned least = cell->together ? highest_option(cell->options) : lowest_option(cell->options);
    gathered->possible |= cell->options;
    gathered->floor = gathered->floor > least ? gathered->floor : least;
    if (is_choice) {
        gathered->choice |= cell->options;
        gathered->choices++;
    } else {
        gathered->sure |= cell->options;
    }
}

/* ---- texts and dates ---- */

static bool add_text(struct cir_gathered *gathered, const struct cir_cell *cell, struct cir_arena *arena)
{
    if (gathered->is_told) {
        gathered->differs |= !cir_text_equal(gathered->text, cell->text);
        return true;
    }
    gathered->text = (struct cir_text){cir_arena_copy(arena, cell->text), cell->text.size};
    return gathered->text.data != NULL;
}

/* ---- all rules ---- */

static bool add_number(struct cir_gathered *gathered, enum cir_merge_rule rule, const struct cir_cell *cell,
                       const struct cir_gathering *gathering)
{
    switch (rule) {
    case CIR_MERGE_GRAVEST:
    case CIR_MERGE_LATEST:
    case CIR_MERGE_INCIDENTS:
        add_extremes(gathered, cell, greater);
        return true;
    case CIR_MERGE_LEAST:
    case CIR_MERGE_EARLIEST:
        add_extremes(gathered, cell, lesser);
        return true;
    case CIR_MERGE_SUM:
        add_sums(gathered, cell);
        return true;
    case CIR_MERGE_LARGEST_TO_SUM:
        add_largest(gathered, cell);
        return true;
    case CIR_MERGE_SUM_BY_OPERATOR:
    case CIR_MERGE_LARGEST_BY_OPERATOR:
        add_largest(gathered, cell);
        add_extent(gathered, cell, gathering->extent);
        return true;
    case CIR_MERGE_ENTITIES:
        add_largest(gathered, cell);
        add_entities(gathered, cell, gathering->extent);
        return true;
    case CIR_MERGE_LARGEST_BY_STATE:
        add_largest(gathered, cell);
        return cir_state_sums_add(&gathered->places, gathering->arena, gathering->country, cell->number.high);
    default:
        return true;
    }
}

static void add_options(struct cir_gathered *gathered, enum cir_merge_rule rule, const struct cir_cell *cell)
{
    if (rule == CIR_MERGE_GRAVEST || rule == CIR_MERGE_REACH)
        add_gravest_option(gathered, cell);
    else if (rule == CIR_MERGE_LEAST)
        add_least_option(gathered, cell);
    else
        add_union(gathered, cell);
}

static bool add_known(struct cir_gathered *gathered, enum cir_merge_rule rule, const struct cir_field *field,
                      const struct cir_cell *cell, const struct cir_gathering *gathering)
{
    switch (field->type) {
    case CIR_TYPE_TEXT:
    case CIR_TYPE_ID:
        return add_text(gathered, cell, gathering->arena);
    case CIR_TYPE_SECTORS:
    case CIR_TYPE_OPTION:
    case CIR_TYPE_OPTIONS:
    case CIR_TYPE_YESNO:
        add_options(gathered, rule, cell);
        return true;
    default:
        return add_number(gathered, rule, cell, gathering);
    }
}

bool cir_gathered_add(struct cir_gathered *gathered, enum cir_merge_rule rule, const struct cir_field *field,
                      const struct cir_cell *cell, const struct cir_gathering *gathering)
{
    enum cir_cell_state state = cell != NULL ? cell->state : CIR_CELL_BLANK;
    if (state == CIR_CELL_KNOWN) {
        bool is_kept = add_known(gathered, rule, field, cell, gathering);
        gathered->is_told = true;
        return is_kept;
    }
    gathered->is_blank |= state == CIR_CELL_BLANK;
    gathered->is_unknown |= state == CIR_CELL_UNKNOWN;
    gathered->is_not_applicable |= state == CIR_CELL_NOT_APPLICABLE;
    if (rule == CIR_MERGE_ENTITIES && state != CIR_CELL_NOT_APPLICABLE && gathering->extent != NULL) {
        gathering->extent->low = greater(gathering->extent->low, 1); /* who is named is one */
        gathered->low = greater(gathered->low, 1);
    }
    /* an incident whose reach nobody told reaches what its States leave open */
    if (rule == CIR_MERGE_REACH && gathering->reach != 0) {
        const struct cir_cell left_open = {.state = CIR_CELL_KNOWN, .options = gathering->reach};
        add_gravest_option(gathered, &left_open);
    }
    return true;
}

/* ---- the merged cell ---- */

static struct cir_cell silent_cell(const struct cir_gathered *gathered)
{
    bool is_applicable = is_open(gathered) || gathered->is_told || !gathered->is_not_applicable;
    return (struct cir_cell){.state = gathered->is_unknown ? CIR_CELL_UNKNOWN
                                      : is_applicable      ? CIR_CELL_BLANK
                                                           : CIR_CELL_NOT_APPLICABLE};
}

static double sum_of_low(const struct cir_gathered *gathered, const struct cir_gathered_operators *operators)
{
    double sum = 0;
    double largest = 0;
    for (size_t i = 0; i < operators->count; i++) {
        const struct cir_extent *extent = &operators->extents[i * operators->stride];
        sum += extent->low;
        largest = greater(largest, extent->low);
    }
    return sum + greater(gathered->unnamed.low - largest, 0);
}

static double largest_of_high(const struct cir_gathered *gathered, const struct cir_gathered_operators *operators)
{
    double largest = 0;
    for (size_t i = 0; i < operators->count; i++)
        largest = greater(largest, operators->extents[i * operators->stride].high);
    return largest + gathered->unnamed.high;
}

static double sum_of_high(const struct cir_gathered *gathered, const struct cir_gathered_operators *operators)
{
    double sum = gathered->unnamed.high;
    for (size_t i = 0; i < operators->count; i++)
        sum += operators->extents[i * operators->stride].high;
    return sum;
}

static double greatest_of(const struct cir_field *field)
{
    double greatest = cir_field_greatest(field);
    return greatest < DBL_MAX ? greatest : INFINITY;
}

/* The ends as they are where all incidents tell. */
static void find_ends(double *low, double *high, const struct cir_gathered *gathered, enum cir_merge_rule rule,
                      const struct cir_gathered_whole *whole)
{
    const struct cir_gathered_operators *operators = &whole->operators;
    *low = gathered->low;
    *high = gathered->high;
    if (rule == CIR_MERGE_SUM && !whole->counts_together)
        *low = gathered->unnamed.low;
    if (rule == CIR_MERGE_SUM_BY_OPERATOR || rule == CIR_MERGE_ENTITIES)
        *low = sum_of_low(gathered, operators);
    if (rule == CIR_MERGE_ENTITIES)
        *high = sum_of_high(gathered, operators);
    if (rule == CIR_MERGE_LARGEST_BY_OPERATOR)
        *high = largest_of_high(gathered, operators);
    if (rule == CIR_MERGE_LARGEST_BY_STATE)
        *high = cir_state_sums_largest(&gathered->places);
}

static struct cir_cell number_cell(const struct cir_gathered *gathered, enum cir_merge_rule rule,
                                   const struct cir_field *field, const struct cir_gathered_whole *whole)
{
    double greatest = greatest_of(field);
    double low;
    double high;
    find_ends(&low, &high, gathered, rule, whole);
    if (is_open(gathered))
        low = rule == CIR_MERGE_LEAST ? 0 : low;
    if (is_open(gathered) && (rule != CIR_MERGE_LEAST || !gathered->is_told))
        high = greatest;
    low = lesser(lesser(low, greatest), DBL_MAX); /* a sum may overflow */
    high = greater(lesser(high, greatest), low);  /* sums in another order may differ in the last digit */
    bool says_something = low > 0 || high < greatest;
    if (!(gathered->is_told || low > 0) || !says_something)
        return silent_cell(gathered);
    struct cir_cell cell = {.state = CIR_CELL_KNOWN};
    cell.number.low = low;
    cell.number.point = lesser(greater(gathered->point, low), high);
    cell.number.high = high;
    return cell;
}

static struct cir_cell count_cell(const struct cir_gathered *gathered, const struct cir_gathered_whole *whole)
{
    double most = (double)whole->incidents;
    double least = whole->counts_together ? most : 1;
    struct cir_cell cell = {.state = CIR_CELL_KNOWN};
    cell.number.low = greater(least, gathered->low);
    cell.number.point = greater(least, gathered->point);
    cell.number.high = greater(most, gathered->high);
    return cell;
}

static struct cir_cell date_cell(const struct cir_gathered *gathered, enum cir_merge_rule rule)
{
    double low = rule == CIR_MERGE_EARLIEST && is_open(gathered) ? -INFINITY : gathered->low;
    double high = rule == CIR_MERGE_LATEST && is_open(gathered) ? INFINITY : gathered->high;
    if (!gathered->is_told || (isinf(low) && isinf(high)))
        return silent_cell(gathered);
    struct cir_cell cell = {.state = CIR_CELL_KNOWN};
    cell.number.low = low;
    cell.number.point = isinf(low) ? high : isinf(high) ? low : (low + high) / 2;
    cell.number.high = high;
    return cell;
}

static struct cir_cell text_cell(const struct cir_gathered *gathered)
{
    if (!gathered->is_told || gathered->differs)
        return (struct cir_cell){.state = CIR_CELL_BLANK};
    struct cir_cell cell = {.state = CIR_CELL_KNOWN};
    cell.text = gathered->text;
    return cell;
}

uint64_t cir_gathered_options(const struct cir_field *field)
{
    size_t count = field->type == CIR_TYPE_YESNO ? 2 : field->option_count;
    uint64_t all = count >= 64 ? UINT64_MAX : (UINT64_C(1) << count) - 1;
    return field->type == CIR_TYPE_SECTORS ? all | bit(CIR_SECTOR_NONE) : all;
}

/* One of these, or a set that holds together. */
static struct cir_cell options_cell(const struct cir_gathered *gathered, const struct cir_field *field,
                                    uint64_t options, bool together)
{
    bool says_nothing = !together && is_open(gathered) && options == cir_gathered_options(field);
    if (options == 0 || says_nothing)
        return silent_cell(gathered);
    struct cir_cell cell = {.state = CIR_CELL_KNOWN, .together = together && !is_one(options)};
    cell.options = options;
    return cell;
}

/* The option that says that there is nothing says so of the whole only where it stands alone. */
static uint64_t none_of(const struct cir_field *field)
{
    if (field->type == CIR_TYPE_SECTORS)
        return bit(CIR_SECTOR_NONE);
    uint32_t number = cir_index_find(&field->option_index, cir_text_of("none"));
    return number != CIR_INDEX_NONE ? bit(number) : 0;
}

static uint64_t without_none(uint64_t options, uint64_t none)
{
    return (options & ~none) != 0 ? options & ~none : options;
}

/* A choice among what holds anyway adds nothing. Any other beside something sure is more than a cell can say. */
static struct cir_cell union_cell(const struct cir_gathered *gathered, const struct cir_field *field)
{
    uint64_t none = none_of(field);
    bool adds_nothing = (gathered->choice & ~(gathered->sure | none)) == 0 && gathered->sure != 0;
    if (!gathered->is_told || is_open(gathered))
        return silent_cell(gathered);
    if (gathered->choices == 0 || adds_nothing)
        return options_cell(gathered, field, without_none(gathered->sure, none), true);
    if (gathered->choices == 1 && gathered->sure == 0)
        return options_cell(gathered, field, gathered->choice, false);
    return (struct cir_cell){.state = CIR_CELL_UNKNOWN};
}

/* What is sure, unless something graver may have happened: then one of both. */
static struct cir_cell union_gravest_cell(const struct cir_gathered *gathered, const struct cir_field *field)
{
    uint64_t none = none_of(field);
    uint64_t possible = is_open(gathered) ? cir_gathered_options(field) : gathered->possible;
    uint64_t graver = possible & ~(bit(gathered->floor) - 1) & ~gathered->sure;
    if (!gathered->is_told)
        return silent_cell(gathered);
    if (gathered->sure != 0)
        graver &= ~((bit(highest_option(gathered->sure)) - 1) | bit(highest_option(gathered->sure)));
    uint64_t sure = without_none(gathered->sure, none);
    return options_cell(gathered, field, sure | graver, graver == 0);
}

static struct cir_cell graded_cell(const struct cir_gathered *gathered, enum cir_merge_rule rule,
                                   const struct cir_field *field)
{
    uint64_t possible = is_open(gathered) && rule != CIR_MERGE_REACH ? cir_gathered_options(field) : gathered->possible;
    uint64_t below = bit(gathered->floor) - 1;
    if (!gathered->is_told)
        return silent_cell(gathered);
    return options_cell(gathered, field, possible & (rule == CIR_MERGE_LEAST ? below | bit(gathered->floor) : ~below),
                        false);
}

static struct cir_cell same_cell(const struct cir_gathered *gathered, const struct cir_field *field)
{
    return is_open(gathered) ? silent_cell(gathered) : options_cell(gathered, field, gathered->possible, false);
}

static struct cir_cell merged_options(const struct cir_gathered *gathered, enum cir_merge_rule rule,
                                      const struct cir_field *field)
{
    switch (rule) {
    case CIR_MERGE_UNION:
        return union_cell(gathered, field);
    case CIR_MERGE_UNION_GRAVEST:
        return union_gravest_cell(gathered, field);
    case CIR_MERGE_SAME:
        return same_cell(gathered, field);
    default:
        return graded_cell(gathered, rule, field);
    }
}

struct cir_cell cir_gathered_cell(const struct cir_gathered *gathered, enum cir_merge_rule rule,
                                  const struct cir_field *field, const struct cir_gathered_whole *whole)
{
    if (rule == CIR_MERGE_INCIDENTS)
        return count_cell(gathered, whole);
    if (cir_type_is_text(field->type))
        return text_cell(gathered);
    if (field->type == CIR_TYPE_DATE)
        return date_cell(gathered, rule);
    if (field->type == CIR_TYPE_SECTORS || field->type == CIR_TYPE_OPTION || field->type == CIR_TYPE_OPTIONS ||
        field->type == CIR_TYPE_YESNO)
        return merged_options(gathered, rule, field);
    return number_cell(gathered, rule, field, whole);
}
