/** The options of a command: one table, read by the parser, --help, the man page, the HTML help and the completion.
 *
 * Options that several commands share are a group of their own, with a struct of its own that the command's struct
 * holds as a member. */
#ifndef CIR_TOOLS_OPTIONS_H
#define CIR_TOOLS_OPTIONS_H

#include <stddef.h>

struct command;

/** What the argument of an option is, and the type of the member that gets it. */
enum option_kind {
    OPTION_FLAG,      /**< bool: true when given; takes no argument */
    OPTION_TEXT,      /**< const char *: the argument, borrowed; NULL when not given */
    OPTION_TEXTS,     /**< struct option_texts: the arguments of all times that it was given */
    OPTION_COUNT,     /**< uint64_t: a whole number */
    OPTION_CHOICE,    /**< int: place of the argument in the list of choices */
    OPTION_CHARACTER, /**< char: one ASCII character, or the word "tab"; '\0' when not given */
};

enum { OPTION_TEXTS_MAX = 64 };

struct option_texts {
    const char *list[OPTION_TEXTS_MAX]; /**< borrowed */
    size_t count;
};

/** What an argument names: what the shell completes it with, and what the record of a run (run_record.h) makes of it. Every
 * option that names a file says whether the file is read or written. */
enum completion {
    COMPLETE_NOTHING,
    COMPLETE_FILE,   /**< a file that is read */
    COMPLETE_FOLDER, /**< a folder that is read */
    COMPLETE_SCHEME, /**< schemes, joined by commas; a folder that is read where one holds a '/' */
    COMPLETE_COMMAND,
    COMPLETE_MAPPING,          /**< a mapping that comes with the program, or a file that is read */
    COMPLETE_NETWORK,          /**< a network; a folder that is read where it holds a '/' */
    COMPLETE_CACHE,            /**< a folder that no result depends on */
    COMPLETE_WRITTEN_FILE,     /**< a file that is written */
    COMPLETE_WRITTEN_FOLDER,   /**< a folder that files are written into */
    COMPLETE_WRITTEN_DATABASE, /**< an SQLite database that a run is added to */
    COMPLETE_MANIFEST,         /**< the record of the run, which is written last */
};

struct option_row {
    const char *name;
    char letter; /**< '\0': has no short form */
    enum option_kind kind;
    size_t member;        /**< offset in the struct of the group */
    const char *argument; /**< what it is called in the help, NULL of a flag */
    const char *choices;  /**< of OPTION_CHOICE: `;` list */
    const char *preset;   /**< the argument when the option is not given; NULL: zero */
    enum completion completion;
    const char *help; /**< one sentence, no final stop */
};

struct option_group {
    const char *title;
    const struct option_row *rows;
    size_t count;
    size_t member; /**< offset of the group's struct in the command's */
};

/** What stands on a command line beside the options. */
struct operands {
    char *const *list;
    size_t count;
    const char *words; /**< the whole command line as one text, quoted as a shell would read it */
};

enum { OPTIONS_MAX = 64 };

/** An option of a command, and where its value stands in the command's struct. */
struct option_place {
    const struct option_row *row;
    size_t member;
};

/** All options of a command in the order of its help.
 * @return how many, at most OPTIONS_MAX */
size_t options_list(struct option_place places[OPTIONS_MAX], const struct command *command);

/** What to do after the command line was read. */
enum options_outcome { OPTIONS_RUN, OPTIONS_HELP, OPTIONS_WRONG };

/** Read a command line: options stand anywhere, "--" ends them, "--name=value" and "-nvalue" work.
 *
 * What is wrong is said on stderr in one line, with the nearest option there is.
 * @param values the zeroed struct of the command; presets are filled in first
 * @param arguments arguments[0] is the name of the command; they may be reordered */
enum options_outcome options_read(const struct command *command, int argument_count, char **arguments, void *values,
                                  struct operands *operands);

#endif
