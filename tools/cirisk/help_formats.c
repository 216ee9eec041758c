/* docs/formats.md: printed from the lists that the engine itself reads and writes by. */

#include "base/text.h"
#include "field_words.h"
#include "help.h"
#include "model/field.h"
#include "model/problem.h"
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
    "| column | holds | unit | options | meaning |\n|---|---|---|---|---|\n";

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

static const char rejects_head[] = "\n## Rejects\n\n"
                                   "`--rejects FILE` gets a line for each problem of each rejected row:\n\n"
                                   "| column | meaning |\n|---|---|\n";

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

static void print_field(const char *name, enum cir_type type, const char *unit, const char *options,
                        const char *meaning)
{
    printf("| `%s` | %s | %s | ", name, field_type_words(type), unit);
    print_options(options);
    printf(" | %s |\n", meaning);
}

static void print_fields(void)
{
#define CIR_FIELD(symbol, name, type, unit, options, meaning)                                                          \
    print_field(name, CIR_TYPE_##type, unit, options, meaning);
#include "model/field.def"
#undef CIR_FIELD
}

static void print_rejects(void)
{
#define CIR_REJECTS_COLUMN(symbol, name, meaning) puts("| `" name "` | " meaning " |");
#include "sink/rejects_columns.def"
#undef CIR_REJECTS_COLUMN
}

int help_print_formats(void)
{
    fputs(head, stdout);
    print_fields();
    fputs(cells, stdout);
    fputs(verdict_head, stdout);
    for (size_t i = 0; i < CIR_COLUMN_COUNT; i++) {
        const struct cir_verdict_column *column = &cir_verdict_column_list()[i];
        printf("| `%s` | %s | %s | %s |\n", column->name, column->type, column->unit, column->meaning);
    }
    fputs(scope_text, stdout);
    fputs(rejects_head, stdout);
    print_rejects();
    fputs(problems_head, stdout);
    for (int i = 0; i < CIR_PROBLEM_COUNT; i++)
        printf("| `%s` | %s |\n", cir_problem_code((enum cir_problem_code)i),
               cir_problem_meaning((enum cir_problem_code)i));
    fputs(exit_head, stdout);
    for (int i = 0; i < EXIT_CODES; i++)
        printf("| %d | %s |\n", command_exit_codes()[i].code, command_exit_codes()[i].meaning);
    return EXIT_CLEAN;
}
