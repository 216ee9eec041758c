#include "table_options.h"

#include "command.h"
#include "say.h"

/* Names of a list, each behind a ';', of which the first is left out. */
static const char kind_names[] =
#define CIR_TABLE_KIND(symbol, name, rows, columns, measure, meaning) ";" name
#include "tables/kinds.def"
#undef CIR_TABLE_KIND
    ;

// clang-format off
#define MEMBER(name) offsetof(struct table_options, name)
const struct option_row table_rows[TABLE_ROWS] = {
    {"kind", 'k', OPTION_CHOICE, MEMBER(kind), "KIND", &kind_names[1], "free", COMPLETE_NOTHING,
     "matrix: two axes of a scheme; sectors, countries: by level; crossborder: from State to States; top: the gravest incidents; schemes: two of them against each other; trend: periods by level; designation: proposals of a list of assets; thresholds: which criterion decided how often; free: as --rows and --columns say"},
    {"rows", '\0', OPTION_TEXT, MEMBER(rows), "DIMENSION", NULL, NULL, COMPLETE_NOTHING,
     "what the rows are: sector, country, region, subregion, group, other_countries, year, quarter, month, service, tlp, SCHEME_level, SCHEME_reason, SCHEME_AXIS, or a column of the log"},
    {"columns", '\0', OPTION_TEXT, MEMBER(columns), "DIMENSION", NULL, NULL, COMPLETE_NOTHING,
     "what the columns are, likewise; one column unless given"},
    {"measure", '\0', OPTION_TEXT, MEMBER(measure), "MEASURE", NULL, "count", COMPLETE_NOTHING,
     "what the cells tell: count, share, rate:population, or sum, mean, median or p90 of a field, as sum:people_affected or mean:gge_score"},
    {"by", '\0', OPTION_CHOICE, MEMBER(by), "PERIOD", "none;year;quarter;month", "none", COMPLETE_NOTHING,
     "of a trend its periods; else a block of rows for each period"},
    {"top", 'n', OPTION_COUNT, MEMBER(top), "N", NULL, "0", COMPLETE_NOTHING,
     "keep the N greatest rows, the rest becomes one row, at most 1000; of --kind top how many incidents, 10 unless given"},
    {"sort", '\0', OPTION_CHOICE, MEMBER(sort), "ORDER", "own;value;name", "own", COMPLETE_NOTHING,
     "own: levels and periods rising, States by their number; value: greatest first; name: by label"},
    {"no-totals", '\0', OPTION_FLAG, MEMBER(no_totals), NULL, NULL, NULL, COMPLETE_NOTHING,
     "leave the totals out"},
};
#undef MEMBER

#define MEMBER(name) offsetof(struct table_care_options, name)
const struct option_row table_care_rows[TABLE_CARE_ROWS] = {
    {"scheme", 's', OPTION_TEXT, MEMBER(schemes), "NAME", NULL, NULL, COMPLETE_SCHEME,
     "scheme whose levels count, the first of the source unless given; --kind schemes takes two, joined by a comma"},
    {"where", 'w', OPTION_TEXTS, MEMBER(where), "CONDITION", NULL, NULL, COMPLETE_NOTHING,
     "only rows of which this holds, such as sector=energy, country!=unknown, gge_level>=3; may be given again, then all have to hold"},
    {"from", '\0', OPTION_TEXT, MEMBER(from), "DATE", NULL, NULL, COMPLETE_NOTHING,
     "first day that the log covers; what is earlier or has no date is left out"},
    {"until", '\0', OPTION_TEXT, MEMBER(until), "DATE", NULL, NULL, COMPLETE_NOTHING,
     "last day that the log covers, likewise; periods that it does not cover whole are marked"},
    {"regime", '\0', OPTION_TEXT, MEMBER(regime), "COLUMN", NULL, NULL, COMPLETE_NOTHING,
     "column that tells by which rules a row was reported: a block of rows for each value, never added up"},
    {"suppress", '\0', OPTION_COUNT, MEMBER(suppress), "K", NULL, "0", COMPLETE_NOTHING,
     "hide counts below K, and whatever they could be worked out from"},
    {"digits", '\0', OPTION_COUNT, MEMBER(digits), "N", NULL, "3", COMPLETE_NOTHING,
     "significant digits of sums, means and shares, 1 to 15; counts are exact"},
    {"tlp", '\0', OPTION_TEXT, MEMBER(tlp), "MARKING", NULL, NULL, COMPLETE_NOTHING,
     "TLP marking of the table: clear, green, amber, amber-strict or red; the strictest of its rows unless given, and never laxer"},
    {"lang", 'l', OPTION_CHOICE, MEMBER(language), "LANGUAGE", "ar;en;es;fr;ru;zh", "en", COMPLETE_NOTHING,
     "language of the table, whatever the locale"},
    {"source", '\0', OPTION_TEXT, MEMBER(source), "TEXT", NULL, NULL, COMPLETE_NOTHING,
     "what the line of the source names; the file unless given"},
};
#undef MEMBER

#define MEMBER(name) offsetof(struct table_source_options, name)
const struct option_row table_source_rows[TABLE_SOURCE_ROWS] = {
    {"run", '\0', OPTION_COUNT, MEMBER(run), "N", NULL, "0", COMPLETE_NOTHING,
     "number of the run in the database; the last one unless given"},
    {"definitions", 'D', OPTION_TEXT, MEMBER(definitions), "DIR", NULL, NULL, COMPLETE_FOLDER,
     "folder of tables laid over the built-in ones, file by file: names, labels and words come from there"},
};
#undef MEMBER
// clang-format on

enum { DIGITS_MAX = 15 };

int table_care_check(const char *command, const struct table_care_options *care)
{
    if (care->digits < 1 || care->digits > DIGITS_MAX) {
        say(command, "--digits is 1 to %d", DIGITS_MAX);
        return EXIT_USAGE;
    }
    if (care->suppress == 1) {
        say(command, "--suppress 1 hides nothing, as no count is between 0 and 1; 0 asks for none");
        return EXIT_USAGE;
    }
    return EXIT_CLEAN;
}

void table_care_apply(struct cir_table_request *request, const struct table_care_options *care)
{
    request->filters = care->where.list;
    request->filter_count = care->where.count;
    request->from = care->from;
    request->until = care->until;
    request->scheme = care->schemes;
    request->regime = care->regime;
    request->suppress = care->suppress;
    request->significant = (unsigned)care->digits;
    request->tlp = care->tlp;
    request->source = care->source;
}

struct cir_table_request table_request(const struct table_options *table, const struct table_care_options *care)
{
    static const char *const periods[] = {NULL, "year", "quarter", "month"};
    struct cir_table_request request = {
        .kind = (enum cir_table_kind)table->kind,
        .rows = table->rows,
        .columns = table->columns,
        .measure = table->measure,
        .by = periods[table->by],
        .top = (size_t)table->top,
        .sort = (enum cir_table_sort)table->sort,
        .no_totals = table->no_totals,
    };
    table_care_apply(&request, care);
    return request;
}

struct cir_table_source table_source(const char *path, const struct table_source_options *source,
                                     const struct reading_options *reading)
{
    return (struct cir_table_source){
        .path = path,
        .run = source->run,
        .definitions = source->definitions,
        .log = reading_format(reading, NULL),
    };
}
