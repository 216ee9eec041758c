/* The list: one row an asset, and the counts by sector that are shown beside it. */
#include "command.h"
#include "designation_counts.h"
#include "measure_words.h"
#include "say.h"
#include "wrap.h"

#include "base/date.h"
#include "sink/override_text.h"

#include <math.h>
#include <string.h>

/* ---- columns ---- */

enum column {
#define CIR_LIST_COLUMN(symbol, name, kind, meaning) symbol,
#include "designation_columns.def"
#undef CIR_LIST_COLUMN
    COLUMNS
};

static const struct listing_column list_columns[COLUMNS] = {
#define CIR_LIST_COLUMN(symbol, name, kind, meaning) [symbol] = {name, LISTING_##kind},
#include "designation_columns.def"
#undef CIR_LIST_COLUMN
};

_Static_assert((int)COLUMNS <= (int)LISTING_COLUMNS_MAX / 2, "a listing has room for the columns of the list");

/* All that the list of a register has. @return how many */
static size_t list_all_columns(struct listing_column *columns, const struct designation_view *view)
{
    memcpy(columns, list_columns, sizeof list_columns);
    return COLUMNS + designation_abroad_columns(columns + COLUMNS, view);
}

bool designation_has_column(const struct cir_definitions *definitions, struct cir_text name)
{
    for (size_t i = 0; i < COLUMNS; i++)
        if (cir_text_is(name, list_columns[i].name))
            return true;
    return designation_abroad_has_column(definitions, name);
}

/* ---- rows ---- */

static void set_decided(struct listing *list, const struct designation_view *view, const struct cir_asset *asset)
{
    if (asset->designation.decided == CIR_INDEX_NONE)
        return;
    const struct cir_criterion *criterion = &view->scheme->criteria[asset->designation.decided];
    struct cir_buffer value = {0};
    struct cir_buffer threshold = {0};
    struct cir_buffer where = {0};
    designation_add_fact(&value, view, asset, criterion);
    measure_add_threshold(&threshold, view->fields, criterion, ";");
    measure_add_filter(&where, view->fields, criterion, ";");
    listing_set(list, CRITERION, criterion->name);
    listing_set(list, MEASURE, measure_name(view->fields, criterion->measure));
    listing_set_buffer(list, VALUE, &value);
    listing_set_buffer(list, THRESHOLD, &threshold);
    listing_set(list, UNIT, measure_criterion_unit(criterion));
    listing_set_buffer(list, WHERE, &where);
    listing_set(list, SOURCE, criterion->source);
}

static void set_level(struct listing *list, enum column column, int level)
{
    if (cir_level_is_told(level))
        listing_set_format(list, column, "%d", level);
}

static void set_verdict(struct listing *list, const struct designation_view *view, const struct cir_asset *asset)
{
    struct cir_buffer facts = {0};
    struct cir_buffer thresholds = {0};
    struct cir_buffer overrides = {0};
    designation_add_missing_facts(&facts, view, asset);
    designation_add_missing_thresholds(&thresholds, view, asset);
    cir_override_add_text(&overrides, &asset->overrides);
    listing_set(list, VERDICT, cir_designation_word(asset->designation.verdict));
    set_level(list, LEVEL_LOW, asset->designation.level_low);
    set_level(list, LEVEL, asset->designation.level);
    set_level(list, LEVEL_HIGH, asset->designation.level_high);
    listing_set(list, LABEL, designation_label(view, asset));
    listing_set_buffer(list, MISSING_FACTS, &facts);
    listing_set_buffer(list, MISSING_THRESHOLDS, &thresholds);
    listing_set_buffer(list, OVERRIDES, &overrides);
}

/* Facts that reach a threshold make an asset critical from that day on; the others end it from that day on. */
static void set_effect(struct listing *list, const struct designation_view *view, const struct cir_asset *asset)
{
    double effect_h = cir_asset_effect_h(view->scheme, asset);
    char day[CIR_DATE_TEXT_SIZE];
    if (isnan(effect_h))
        return;
    listing_set_text(list, EFFECT_FROM, (struct cir_text){day, cir_date_write(day, effect_h, true)});
    if (!isnan(view->date_h))
        listing_set(list, IN_EFFECT, view->date_h >= effect_h ? "yes" : "no");
}

static void add_asset(struct listing *list, const struct designation_view *view, const struct cir_asset *asset)
{
    listing_row(list);
    for (size_t column = 0; column < list->column_count; column++)
        listing_set(list, column, "");
    listing_set_text(list, ID, asset->id);
    listing_set_text(list, TITLE, asset->title);
    listing_set_text(list, OPERATOR, asset->operator_name);
    listing_set_text(list, COUNTRY, asset->country);
    listing_set_text(list, SECTOR, asset->sector);
    listing_set_text(list, SERVICE, asset->service);
    listing_set_text(list, JOINT_PLANT, cir_asset_joint_plant(asset));
    listing_set_count(list, PARTS, asset->parts);
    listing_set_text(list, FACILITY, asset->kind);
    if (asset->facility != NULL) {
        listing_set(list, FACILITY, asset->facility->name);
        listing_set(list, NUMBER, asset->facility->number);
        listing_set(list, FACILITY_SECTOR, asset->facility->sector);
    }
    set_verdict(list, view, asset);
    set_decided(list, view, asset);
    set_effect(list, view, asset);
    designation_abroad_set(list, COLUMNS, view, asset);
}

/* ---- the columns of the register behind those of the list: so a list is a register, too ---- */

struct table {
    struct listing_column *columns;
    size_t own_count; /* of the list */
    size_t count;
    size_t *sources; /* of each column behind those: its number in the register */
};

static bool is_own(const struct table *table, struct cir_text name)
{
    for (size_t i = 0; i < table->own_count; i++)
        if (cir_text_is(name, table->columns[i].name))
            return true;
    return false;
}

static bool make_table(struct table *table, const struct designation_view *view, struct cir_arena *arena)
{
    const struct cir_register *assets = view->assets;
    const size_t most = LISTING_COLUMNS_MAX + assets->column_count;
    table->columns = cir_arena_take(arena, most, sizeof *table->columns);
    table->sources = cir_arena_take(arena, most, sizeof *table->sources);
    if (table->columns == NULL || table->sources == NULL)
        return false;
    table->own_count = table->count = list_all_columns(table->columns, view);
    for (size_t i = 0; i < assets->column_count; i++) {
        if (assets->columns[i].size == 0 || is_own(table, assets->columns[i]))
            continue;
        table->sources[table->count] = i;
        table->columns[table->count++] = (struct listing_column){assets->columns[i].data, LISTING_WORDS};
    }
    return true;
}

static void add_cells(struct listing *list, const struct table *table, const struct cir_asset *asset)
{
    for (size_t i = table->own_count; i < table->count; i++)
        listing_set(list, i, asset->cells[table->sources[i]].data);
}

int designation_print_csv(const void *context, FILE *out)
{
    const struct designation_view *view = context;
    struct cir_arena arena = {0};
    struct table table = {.count = 0};
    bool is_made = make_table(&table, view, &arena);
    struct listing list = listing_start(table.columns, table.count, &arena);
    for (size_t i = 0; is_made && i < view->assets->asset_count; i++) {
        add_asset(&list, view, &view->assets->assets[i]);
        add_cells(&list, &table, &view->assets->assets[i]);
    }
    int code = is_made ? listing_print(&list, LISTING_CSV, NULL, out) : say_no_memory();
    cir_arena_free(&arena);
    return code;
}

/* ---- to read ---- */

/* A column that says nothing of any asset leaves its room to the others; of several levels each asset has its own. */
static void choose_columns(struct listing_column *columns, const struct listing *list, const struct cir_scheme *scheme)
{
    if (designation_has_levels(scheme))
        columns[LABEL].kind = LISTING_WRAP;
    for (size_t column = 0; column < list->column_count; column++) {
        size_t row = 0;
        while (row < list->row_count && *list->cells[row * list->column_count + column] == '\0')
            row++;
        if (row == list->row_count && column != VERDICT)
            columns[column].kind = LISTING_ASIDE;
    }
}

static bool has_decided(const struct cir_register *assets, unsigned criterion)
{
    size_t i = 0;
    while (i < assets->asset_count && assets->assets[i].designation.decided != criterion)
        i++;
    return i < assets->asset_count;
}

/* The criteria that the rows name, with unit and source, which have no room in them. */
static void print_sources(const struct designation_view *view, FILE *out)
{
    struct cir_buffer text = {0};
    for (unsigned i = 0; i < view->scheme->criterion_count; i++) {
        const struct cir_criterion *criterion = &view->scheme->criteria[i];
        struct cir_buffer line = {0};
        if (!has_decided(view->assets, i))
            continue;
        measure_add_criterion(&line, view->fields, criterion, ", ");
        cir_buffer_add_format(&line, ": %s", criterion->source);
        wrap_add(&text, cir_buffer_text(&line), 2);
        cir_buffer_free(&line);
    }
    if (text.size > 0)
        fprintf(out, "\nWhat was asked, and by what source\n%.*s", CIR_TEXT_ARGS(cir_buffer_text(&text)));
    cir_buffer_free(&text);
}

static void add_read_asset(struct listing *list, const struct designation_view *view, const struct cir_asset *asset)
{
    struct cir_buffer levels = {0};
    add_asset(list, view, asset);
    designation_add_levels(&levels, view, asset);
    listing_set_buffer(list, LABEL, &levels);
}

int designation_print_text(const void *context, FILE *out)
{
    const struct designation_view *view = context;
    struct cir_arena arena = {0};
    struct terminal none = {.width = TERMINAL_WIDTH};
    struct listing_column columns[LISTING_COLUMNS_MAX];
    const size_t column_count = list_all_columns(columns, view);
    struct listing list = listing_start(columns, column_count, &arena);
    list.is_divided = view->assets->network != NULL;
    if (designation_print_repealed(view, out))
        fputc('\n', out);
    for (size_t i = 0; i < view->assets->asset_count; i++)
        add_read_asset(&list, view, &view->assets->assets[i]);
    choose_columns(columns, &list, view->scheme);
    int code = listing_print(&list, LISTING_TEXT, &none, out);
    if (code == EXIT_CLEAN)
        print_sources(view, out);
    cir_arena_free(&arena);
    return code;
}

/* ---- counts ---- */

bool designation_print_repealed(const struct designation_view *view, FILE *out)
{
    const struct cir_scheme *scheme = view->scheme;
    if (*scheme->repealed_from != '\0')
        fprintf(out, "%s is repealed: no law any more from %s on\n", scheme->name, scheme->repealed_from);
    return *scheme->repealed_from != '\0';
}

static void add_counts(struct listing *summary, const struct cir_scheme *scheme, struct cir_text sector,
                       const struct designation_counts *counts)
{
    listing_row(summary);
    listing_set_text(summary, 0, sector);
    designation_counts_set(summary, 1, scheme, counts);
}

int designation_print_summary(const void *context, FILE *out)
{
    const struct designation_view *view = context;
    struct cir_arena arena = {0};
    struct terminal none = {.width = TERMINAL_WIDTH};
    struct designation_groups groups;
    struct listing_column columns[1 + DESIGNATION_COUNTS_MAX] = {{"sector", LISTING_WORDS}};
    size_t count = designation_counts_columns(columns + 1, view->scheme, "sum", &arena);
    struct listing summary = listing_start(columns, 1 + count, &arena);
    const struct designation_counts all = designation_count_all(view);
    summary.failed = !designation_count_groups(&groups, view, false, &arena) || count == 0;
    for (size_t i = 0; i < groups.count; i++) {
        struct cir_text sector = groups.list[i].sector;
        add_counts(&summary, view->scheme, sector.size > 0 ? sector : cir_text_of("not known"), &groups.list[i].counts);
    }
    add_counts(&summary, view->scheme, cir_text_of("all assets"), &all);
    int code = listing_print(&summary, LISTING_TEXT, &none, out);
    cir_arena_free(&arena);
    return code;
}
