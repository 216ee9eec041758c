/* docs/formats.md: printed from the lists that the engine itself reads and writes by. */

#include "base/text.h"
#include "field_words.h"
#include "help.h"
#include "model/field.h"
#include "model/problem.h"
#include "sink/impact_columns.h"
#include "sink/verdict_columns.h"

#include <stdio.h>

static const char head[] =
    "<!-- Written by cirisk help formats; do not edit. -->\n"
    "# Formats of cirisk\n\n"
    "What a log may hold, what comes out, and what the codes mean. `cirisk template log` starts an empty log.\n\n"
    "## The log\n\n"
    "A CSV file (RFC 4180) with a header line, in UTF-8 unless `--encoding` says otherwise; comma, semicolon or tab "
    "separate the cells. `id`, `date`, `country` and `sector` must be columns; all else may be missing. A column that "
    "is none of these, and that no scheme in use asks for, is passed through untouched. Other names and forms are "
    "brought into this shape by a mapping ([tables.md](tables.md)); `cirisk map` proposes one.\n\n"
    "| column | key | holds | unit | options | meaning |\n|---|---|---|---|---|---|\n";

static const char cells[] =
    "\n## How a cell is written\n\n"
    "Not knowing is not zero, and not \"no\". A cell is one of:\n\n"
    "| cell | means |\n|---|---|\n"
    "| `12000` | the value |\n"
    "| `100..500`, `>=500`, `<=500` | a range |\n"
    "| `low\\|medium` | one of these, not known which |\n"
    "| `power;water` | both, where a column holds several |\n"
    "| `~300` | about: from half of it to twice it |\n"
    "| `12 %` | of a share: 0.12 |\n"
    "| `unknown` | looked, and cannot tell |\n"
    "| `n/a` | the question has no meaning here |\n"
    "| (blank) | not asked |\n\n"
    "Numbers have `.` as their decimal sign and no thousands separators unless `--decimal` and `--thousands` declare "
    "others. Dates are ISO 8601: `2015`, `2015-12`, `2015-12-23`, `2015-12-23T15:30Z`; another order is declared by "
    "`--date-order` for the whole column.\n";

static const char vectors[] =
    "\n## A row as one line\n\n"
    "`cirisk explain LOG.csv --id ID --format vector` writes the facts of an incident as a line for a mail or a "
    "ticket, "
    "and `--vector` of `cirisk score` and `cirisk explain` takes it in place of a log:\n\n"
    "    GGE:1.0/DT:2015-12-23/CO:UA/SE:power/PA:225000/PU:customers/SL:total/H:1..6\n\n"
    "First come the schemes that judged, with their versions, joined by `+`; they judge again unless `--schemes` names "
    "others, and another version is refused. Then come the facts: the key of the column (above), or the name of a "
    "column, "
    "which is also how those of a scheme are called, and the cell, each behind a `/`. A `/`, a blank or a `%` in a "
    "cell "
    "stands as `%` and two hexadecimal digits. What is not answered is left out, as is what moves no verdict, "
    "attribution "
    "first of all; date, country and sector are `unknown` where they are left out. Overridden cells stand as they "
    "count; "
    "of an overridden level, of a network and of a campaign a vector knows nothing.\n";

static const char verdict_head[] =
    "\n## The verdict\n\n"
    "Output repeats the columns of the log unchanged and adds, for each scheme, these columns, named `SCHEME_column` "
    "(`gge_level`). `--columns` picks some of them. `--format ndjson` writes one object a row with the same names. "
    "Probabilities are written only where `--probabilities` or `--columns` asks for them "
    "([method.md](method.md#15-how-likely-a-level-is)).\n\n"
    "| column | holds | unit | meaning |\n|---|---|---|---|\n";

static const char scope_text[] =
    "\nA scheme may have a scope: incidents in one State, of one sector. What comes of it is told by `--scope`:\n\n"
    "| the incident lies | `apply` (default) | `assume` | `ignore` |\n|---|---|---|---|\n"
    "| surely inside | judged | judged | judged |\n"
    "| perhaps inside, as a fact is not known | `cannot-tell`; `low`, `high`, `level_low`, `level_high` are those that "
    "hold if it lies inside, `reason` is the criterion of the scope to ask for | judged | judged |\n"
    "| surely outside | `not-applicable`; all else empty but `reason` | as `apply` | judged |\n\n"
    "Neither `cannot-tell` nor `not-applicable` is a level: `--fail-on` passes over both. `assume` is for a log whose "
    "owner knows that it holds incidents of the scope though the cells do not say so; `ignore` takes a scheme for a "
    "yardstick beyond its scope.\n";

static const char overrides_head[] = "\n## Overrides\n\n"
                                     "`--overrides FILE` lets values count that a person decided, instead of those of "
                                     "the log, or instead of the level of "
                                     "a scheme. Both are kept. The file is CSV (comma, UTF-8) with exactly these "
                                     "columns, in any order; `cirisk template "
                                     "overrides` starts one:\n\n"
                                     "| column | needed | holds | meaning |\n|---|---|---|---|\n";

static const char overrides_tail[] =
    "\n- `old` must be what stands there, but for blanks around it, or read as the same cell (`12000` and `12,000` "
    "where "
    "`--thousands ,` is declared). Where it is not, or no row that is scored has the id, the run tells all that do "
    "not fit, fails (exit code 3) and leaves no file behind: an override that fits nothing is a slip that nobody would "
    "see.\n"
    "- `new` is read as if it stood in the cell of the log: with the signs that are declared, with the unit and the "
    "value "
    "table of its mapping. Only what `*` of a value table would catch is not caught. A cell that would have its row "
    "rejected and is overridden no longer does.\n"
    "- Of a level, `old` is what the facts give once those that are overridden count. The scores, `level_low`, "
    "`level_high` and probabilities stay as computed; `level`, `label` and all counts are of the new level, and "
    "`reason` is `override`.\n"
    "- attribution, attribution_confidence and tlp may be overridden as any column is; no score rests on them.\n"
    "- The columns of the log stay as they were in the output. Behind them stands a column `overrides`, such as "
    "`people_affected: 1200 -> 12000; gge_level: 2 -> 3`, empty for rows without any, a blank value left out. NDJSON "
    "has "
    "an array `overrides` of objects with all columns of the file, the database a table `override`, and `cirisk "
    "explain "
    "--overrides FILE` shows them beside the facts.\n";

static const char rejects_head[] =
    "\n## Rejects\n\n"
    "`--rejects FILE`, of `score` and of `designate`, gets a line for each problem of each rejected row:\n\n"
    "| column | meaning |\n|---|---|\n";

static const char campaigns_head[] =
    "\n## Campaigns\n\n"
    "`--campaigns FILE` gets a row for each campaign: the incidents that have the same text in `campaign`, or in the "
    "column that `--campaign-column` names, merged into one and scored as one. Blank, `unknown` and `n/a` name no "
    "campaign. The file holds every column above and those of the schemes, written as a log is, then these, then the "
    "verdict and, with a network, the impact. It is itself a log: scored again it gives the same verdicts, and `cirisk "
    "explain` explains them.\n\n"
    "| column | meaning |\n|---|---|\n";

static const char windows[] =
    "\n`id` is what the incidents share. With `--within PERIOD` incidents belong together only while they begin within "
    "that time (months and years by the calendar). A window opens with every incident and holds those that begin no "
    "later than PERIOD after it; one that lies wholly in the window before it is left out, so that windows may "
    "overlap. "
    "Their ids are `KEY#1`, `KEY#2`, in the order of time. A date that is no instant counts with its middle; incidents "
    "without a date are in none, and their number is told. Rows come in the order of the keys' first incidents. "
    "`--fail-on` heeds campaigns as it heeds rows. With `--probabilities` each has those of its merged cells. With "
    "`--network` the impact columns stand behind the verdict, told of all incidents together: low ends are those of "
    "the "
    "worst of them alone, high ends those of all added up, a sector of a State that several of them hit as if one "
    "outage "
    "had followed the other. They are not those of the merged row, which no longer tells which sector was hit in which "
    "State ([method.md](method.md#17-cross-border-impact), Campaigns). The file is CSV whatever `--format` says.\n\n"
    "Which rule merges a column is told by `datasets/measures/campaign_merge.csv`, with the reason; of a scheme's own "
    "fields by its `campaign.csv`, else gravest (option, yesno), union (options), largest-to-sum (numbers), same "
    "(text).\n\n"
    "| rule | merged cell |\n|---|---|\n";

static const char database_head[] =
    "\n## The database\n\n"
    "`--db FILE` adds the run to a SQLite database, which is made where there is none. A run is one transaction: it is "
    "there whole or not at all. One that an older cirisk made is refused, as its tables are others: use another file. "
    "Every table has the number of the `run`, and what is of a row its number `row`, from 1; a foreign key joins the "
    "rest.\n\n"
    "| table | holds |\n|---|---|\n";

static const char views_head[] = "\n| view | shows |\n|---|---|\n";

static const char database_campaigns[] =
    "\nCampaigns are stored where `--campaigns`, `--campaign-column` or `--within` asks for them. Which incidents are "
    "graver together than alone:\n\n"
    "```sql\n"
    "SELECT judged.id, judged.label AS alone, campaign_judged.id AS campaign, campaign_judged.label AS together\n"
    "FROM judged\n"
    "JOIN campaign_member USING (run, row)\n"
    "JOIN campaign_judged USING (run, campaign, scheme)\n"
    "WHERE run = (SELECT max(run) FROM run) AND scheme = 'gge' AND campaign_judged.level > judged.level\n"
    "ORDER BY row;\n"
    "```\n\n"
    "The cells in campaign_fact, written as a log, are judged as the campaign was.\n";

static const char register_head[] =
    "\n## Registers and lists\n\n"
    "`cirisk designate` reads a register: a log whose rows are assets. Its columns are those of a log (`date` is the "
    "time that the figures are of), the fields of the scheme, `facility` where the scheme has facilities, and "
    "`joint_plant` where it lets plants add up; `cirisk template register` starts one. An asset that is none of the "
    "facilities is `n/a`, and rules alone judge it; a facility that is looked for "
    "and not found is `unknown`; a blank one is refused, unless the scheme has rules that need none. Rows of "
    "one id that do not say the same are all rejected. A joint plant of which a row is rejected has at least what its "
    "other rows have.\n\n"
    "Figures may also stand one a row, beside columns of the register or instead of them, in the file of `--long`, a "
    "CSV file (comma, UTF-8) with exactly these columns, in any order:\n\n"
    "| column | holds |\n|---|---|\n"
    "| `asset` | id of a row of the register |\n"
    "| `measure` | a column that holds a number or options |\n"
    "| `value` | a cell, as the register would have it |\n"
    "| `unit` | the unit of the column, letter for letter; blank where it has none |\n"
    "| `year` | of the asset's date; may be blank |\n\n"
    "A figure that does not fit is rejected, and so is one whose asset has another value of the measure, in the "
    "register "
    "or in another line: both lines are named, and neither counts. The same value twice is one. A cell that is "
    "overridden stays.\n\n"
    "Overrides name a column of the register, or `SCHEME_level`. A level above the lowest is proposed.\n\n"
    "The list has a row for each asset, in the order of the register:\n\n"
    "| column | meaning |\n|---|---|\n";

static const char register_abroad[] =
    "\nWith `--network` what a total outage of the asset would do to others stands behind these columns: "
    "`national_share`, "
    "a share column that any register may have, of its sector's output in its State is lost for the time of "
    "`--outage`. "
    "A joint plant makes the sum of its parts, `plant_share`. [method.md](method.md#which-assets-are-critical) has the "
    "formulas and "
    "what "
    "they do not tell.\n\n"
    "| column | meaning |\n|---|---|\n";

static const char register_tail[] =
    "\nBehind them stand the columns of the register that are none of these, each cell as it stands there, before any "
    "override:\n"
    "so a list is a register, too, and two lists can be compared (`cirisk diff`). Figures of `--long` are not in it.\n"
    "\nJSON has the same of each asset, `decided` in place of the columns from criterion to source, and in `criteria` "
    "all criteria of its rules: `criterion`, `measure`, `holds` (yes, may be, no), `value`, `threshold`, `unit`, "
    "`where`, `fact_missing`, `threshold_missing`, `source`. With `--network` JSON tells of it in `network`, and of "
    "each asset in `abroad` the columns above; `states_abroad` and `states_regional` are objects of `low` and "
    "`high`.\n"
    "\n`--returns FILE` has a row for each sector and service: `scheme`, `version`, `sector` (facility_sector; of a "
    "scheme without facilities its own word where it has a `sector_field`; else sector), `service`; how many assets "
    "are `proposed`, of these one column a level where the scheme has several above the lowest, highest first, named "
    "by number and label such as `2-vital`, and `level-open` (one or another of them); how many are `borderline`, "
    "`not-proposed`, "
    "`cannot-tell`; all `assets`. `--thresholds FILE` has a row for each criterion that one of the assets was asked: "
    "`scheme`, `version`, `criterion`, `measure`, `threshold`, `unit`, `where`, `assets` (how many were asked), "
    "`source`. `--sign-off FILE` is a page of text; there is none of a register of which no asset was judged.\n";

static const char problems_head[] = "\n## Problems of rows\n\n"
                                    "The codes are stable.\n\n"
                                    "| code | meaning |\n|---|---|\n";

static const char exit_head[] = "\n## Exit codes\n\n"
                                "| code | meaning |\n|---|---|\n";

static void print_options(const char *options)
{
    struct cir_text option, rest = cir_text_of(options);
    const char *before = "";
    while (cir_text_next(&option, &rest, ';') && option.size > 0) {
        printf("%s`%.*s`", before, CIR_TEXT_ARGS(option));
        before = " ";
    }
}

static void print_field(const char *name, const char *key, enum cir_type type, const char *unit, const char *options,
                        const char *meaning)
{
    printf("| `%s` | %s | %s | %s | ", name, key, field_type_words(type), unit);
    print_options(options);
    printf(" | %s |\n", meaning);
}

static void print_fields(void)
{
#define CIR_FIELD(symbol, name, key, type, unit, options, meaning)                                                     \
    print_field(name, key, CIR_TYPE_##type, unit, options, meaning);
#include "model/field.def"
#undef CIR_FIELD
}

static void print_overrides(void)
{
#define CIR_OVERRIDE_COLUMN(symbol, name, needed, holds, meaning)                                                      \
    puts("| `" name "` | " needed " | " holds " | " meaning " |");
#include "model/override_columns.def"
#undef CIR_OVERRIDE_COLUMN
}

static void print_rejects(void)
{
#define CIR_REJECTS_COLUMN(symbol, name, meaning) puts("| `" name "` | " meaning " |");
#include "sink/rejects_columns.def"
#undef CIR_REJECTS_COLUMN
}

static void print_campaigns(void)
{
    fputs(campaigns_head, stdout);
#define CIR_CAMPAIGN_COLUMN(name, meaning) puts("| `" name "` | " meaning " |");
#include "pipeline/campaign_columns.def"
#undef CIR_CAMPAIGN_COLUMN
    fputs(windows, stdout);
#define CIR_MERGE(symbol, name, types, meaning) puts("| `" name "` | " meaning " |");
#include "model/merge.def"
#undef CIR_MERGE
}

static void print_register(void)
{
    fputs(register_head, stdout);
#define CIR_LIST_COLUMN(symbol, name, kind, meaning) puts("| `" name "` | " meaning " |");
#include "designation_columns.def"
#undef CIR_LIST_COLUMN
    fputs(register_abroad, stdout);
#define CIR_ABROAD_BEFORE(symbol, name, meaning) puts("| `" name "` | " meaning " |");
#include "designation_abroad.def"
    puts("| `impact_direct` .. `" CIR_IMPACT_TOP_COLUMN
         "` | as the impact columns of a log, of the outage of the asset |");
#define CIR_ABROAD_BEHIND(symbol, name, meaning) puts("| `" name "` | " meaning " |");
#include "designation_abroad.def"
    puts(
        "| a column for each row of `datasets/measures/states_abroad.csv`, as `two_states` | whether it is at least so "
        "many States abroad: yes, no, or cannot-tell; the table has number and source |");
    fputs(register_tail, stdout);
}

static void print_database(void)
{
    fputs(database_head, stdout);
#define CIR_STORE_TABLE(name, meaning) puts("| `" name "` | " meaning " |");
#define CIR_STORE_VIEW(name, meaning)
#include "store/tables.def"
#undef CIR_STORE_TABLE
#undef CIR_STORE_VIEW
    fputs(views_head, stdout);
#define CIR_STORE_TABLE(name, meaning)
#define CIR_STORE_VIEW(name, meaning) puts("| `" name "` | " meaning " |");
#include "store/tables.def"
#undef CIR_STORE_TABLE
#undef CIR_STORE_VIEW
    fputs(database_campaigns, stdout);
}

static const char impacts_head[] =
    "\n## Impact columns\n\n"
    "With `--network` they stand behind those of the verdicts; in NDJSON they are the object `impact`. The sector of "
    "the "
    "State hit first loses `people_share` x `service_loss` of its output for `duration_h`; what is not known of these "
    "is "
    "between what it can be. Losses have the unit and the year of the network's data, four significant digits, and are "
    "empty where the network does not have the sector hit or State and sector are not known; both are counted in the "
    "summary. docs/method.md, Cross-border impact, has the models.\n\n"
    "| column | meaning |\n|---|---|\n";

static void print_impacts(void)
{
    fputs(impacts_head, stdout);
    for (int i = 0; i < CIR_IMPACT_NUMBERS; i++) {
        const struct cir_impact_column *column = &cir_impact_column_list()[i];
        printf("| `%s` | %s |\n", column->name, column->meaning[0] != '\0' ? column->meaning : "its high end");
    }
    puts("| `" CIR_IMPACT_TOP_COLUMN "` | the three nodes that lose most, STATE:sector, with ';' |");
}

static const char explain_head[] =
    "\n## The explanation\n\n"
    "`cirisk explain --format json` writes one object with these keys. `list[].key` is a key of every object of a "
    "list; a "
    "word in capitals stands for names that are told beside it. An interval is an object of `low`, `point`, `high` and "
    "`coverage`: the ends that the unknown facts allow, the value (null where it cannot be told), and the share of the "
    "applicable weight that was answered. Texts are those that are printed for a person.\n\n"
    "| key | holds | meaning |\n|---|---|---|\n";

enum explain_kind {
    EXPLAIN_TEXT,
    EXPLAIN_TEXT_OR_NULL,
    EXPLAIN_NUMBER,
    EXPLAIN_INTEGER,
    EXPLAIN_YES_NO,
    EXPLAIN_OBJECT,
    EXPLAIN_LIST,
    EXPLAIN_INTERVAL,
    EXPLAIN_COLUMN
};

static void print_explain_key(const char *path, enum explain_kind kind, const char *meaning)
{
    static const char *const words[] = {[EXPLAIN_TEXT] = "text",
                                        [EXPLAIN_TEXT_OR_NULL] = "text or null",
                                        [EXPLAIN_NUMBER] = "number or null",
                                        [EXPLAIN_INTEGER] = "integer or null",
                                        [EXPLAIN_YES_NO] = "true or false",
                                        [EXPLAIN_OBJECT] = "object or null",
                                        [EXPLAIN_LIST] = "list",
                                        [EXPLAIN_INTERVAL] = "interval",
                                        [EXPLAIN_COLUMN] = "as the column"};
    printf("| `%s` | %s | %s |\n", path, words[kind], meaning);
}

static void print_explanation(void)
{
    fputs(explain_head, stdout);
#define CIR_EXPLAIN_KEY(path, kind, meaning) print_explain_key(path, EXPLAIN_##kind, meaning);
#include "explain_keys.def"
#undef CIR_EXPLAIN_KEY
}

int help_print_formats(void)
{
    fputs(head, stdout);
    print_fields();
    fputs(cells, stdout);
    fputs(vectors, stdout);
    fputs(verdict_head, stdout);
    for (size_t i = 0; i < CIR_COLUMN_COUNT; i++) {
        const struct cir_verdict_column *column = &cir_verdict_column_list()[i];
        printf("| `%s` | %s | %s | %s |\n", column->name, column->type, column->unit, column->meaning);
    }
    fputs(scope_text, stdout);
    print_impacts();

    fputs(overrides_head, stdout);
    print_overrides();
    fputs(overrides_tail, stdout);
    fputs(rejects_head, stdout);
    print_rejects();
    print_campaigns();
    print_explanation();
    print_register();
    print_database();
    fputs(problems_head, stdout);
    for (int i = 0; i < CIR_PROBLEM_COUNT; i++)
        printf("| `%s` | %s |\n", cir_problem_code((enum cir_problem_code)i),
               cir_problem_meaning((enum cir_problem_code)i));
    fputs(exit_head, stdout);
    for (int i = 0; i < EXIT_CODES; i++)
        printf("| %d | %s |\n", command_exit_codes()[i].code, command_exit_codes()[i].meaning);
    return EXIT_CLEAN;
}
