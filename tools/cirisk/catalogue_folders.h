/** What the commands share whose definitions are a folder of tables each: schemes, networks. */
#ifndef CIR_TOOLS_CATALOGUE_FOLDERS_H
#define CIR_TOOLS_CATALOGUE_FOLDERS_H

#include "catalogue.h"

/** A lint in progress: the tables that all folders refer to are loaded once. */
struct folder_lint {
    const struct catalogue_actions *actions;
    struct lint_report report;
    struct cir_definitions *definitions;
    const char *overlay;    /**< folder laid over the built-in definitions; NULL: none */
    enum cir_status status; /**< the first that was not CIR_OK */
    struct cir_error error; /**< that belongs to it */
};

/** What is so of one kind of folder alone. */
struct catalogue_folders {
    const char *one;    /**< word for one of them: "scheme" */
    const char *table;  /**< that every one of them has: "scheme.csv" */
    const char *option; /**< that takes one, or its folder: "--schemes" */

    /** Add the row of one to a list. @return exit code */
    int (*add_row)(struct listing *listing, struct catalogue *catalogue, const char *name);

    /** Look for faults in one, all of which go to `findings`. */
    enum cir_status (*check)(const struct folder_lint *lint, const char *name, const struct cir_findings *findings,
                             struct cir_error *error);

    /** Whether a folder may hold a table of this name; NULL: whatever is not read may stand there. */
    bool (*may_hold)(const char *file);
};

/** The name of the folder below `parent` that the file at a place of the list is the first of; empty where it is not. */
struct cir_text catalogue_folder_begun(const struct cir_definition_files *files, size_t number, const char *parent);

/** `list`: a row each, into a listing that was begun, which is printed. */
int catalogue_list_folders(struct catalogue *catalogue, struct listing *listing);

/** `export NAME DIR`: the tables of one, whose folder DIR becomes. */
int catalogue_export_one(const struct catalogue_actions *actions, const struct catalogue_options *options,
                         char *const *arguments);

/** `lint [DIR]`: of a folder as export makes it, or of all there are, with DIR laid over the built-in definitions. */
int catalogue_lint_folders(const struct catalogue_actions *actions, const struct catalogue_options *options,
                           const char *folder);

#endif
