#include "command.h"

#include <string.h>

static const struct command *const commands[] = {
    &command_score,
    &command_check,
    &command_explain,
    &command_compare,
    &command_diff,
    &command_table,
    &command_report,
    &command_impact,
    &command_designate,
    &command_panel,
    &command_stability,
    &command_verify,
    &command_figure,
    &command_map,
    &command_template,
    &command_letters,
    &command_sectors,
    &command_countries,
    &command_schemes,
    &command_networks,
    &command_words,
    &command_help,
    NULL,
};

static const struct exit_code exit_codes[EXIT_CODES] = {
    {EXIT_CLEAN, "done, and nothing to report"},
    {EXIT_FINDINGS,
     "done, and rows were rejected, or a level reached --fail-on, or no row has the id asked for, or two "
     "versions differ, or a run that is repeated, or a network or an expert's answers deserve a look"},
    {EXIT_USAGE, "the command line is wrong, or there is no such scheme or network"},
    {EXIT_FILES,
     "a file cannot be read or written, the input is not a log, a network or a table of assets, judgements cannot "
     "be read, or an override does not fit its log"},
    {EXIT_DEFINITIONS, "a table of definitions, a scheme, a network, a mapping, a file of overrides, of "
                       "criteria or of weights is wrong"},
    {EXIT_INTERNAL, "memory is exhausted, or the run was stopped"},
};

static const struct example first_examples[] = {
    {"cirisk score log.csv -o scored.csv", "score a log of incidents; the table of levels follows on the screen"},
    {"cirisk check log.csv", "say what is wrong with a log, score nothing"},
    {"cirisk explain log.csv --id 2015-ukraine-grid", "why an incident has its level, and what would change it"},
    {"cirisk compare scored.csv", "how far the schemes of a scored log agree"},
    {"cirisk map log.csv -o mapping.csv", "propose a mapping for a log with other column names"},
    {"cirisk template log -o log.csv", "start an empty log with every column there is"},
    {"cirisk schemes list", "list the schemes that a log can be scored by"},
    {NULL, NULL},
};

const struct command *const *command_list(void)
{
    return commands;
}

const struct command *command_find(const char *name)
{
    for (const struct command *const *command = commands; *command != NULL; command++)
        if (strcmp((*command)->name, name) == 0)
            return *command;
    return NULL;
}

const struct exit_code *command_exit_codes(void)
{
    return exit_codes;
}

const struct example *command_first_examples(void)
{
    return first_examples;
}
