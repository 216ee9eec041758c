/** Reads and lints the tables: embedded ones, overlaid file by file by a folder of the same shape. */
#ifndef CIR_DEFINITIONS_DEFINITIONS_H
#define CIR_DEFINITIONS_DEFINITIONS_H

#include "base/error.h"
#include "model/definitions.h"
#include "model/scheme.h"

/** Gets every finding of the lint, in file and line order. `finding` is borrowed for the call. */
struct cir_findings {
    void (*report)(void *context, const struct cir_error *finding);
    void *context;
};

/** Load all tables but the schemes and the words.
 *
 * @param overlay folder laid over the embedded tables, or NULL
 * @param findings gets all that is wrong; NULL where the first finding, in `error`, is enough
 * @return CIR_OK; CIR_BAD_TABLE with file, line, column, value and what was expected; CIR_NO_FILE; CIR_NO_MEMORY.
 *         The caller owns *definitions */
enum cir_status cir_definitions_load(struct cir_definitions **definitions, const char *overlay,
                                     const struct cir_findings *findings, struct cir_error *error);

void cir_definitions_free(struct cir_definitions *definitions);

/** Load the words, in the arena of `definitions`: only what shows words to people asks for it. Parameters and result as of
 * cir_definitions_load. */
enum cir_status cir_words_load(struct cir_definitions *definitions, const char *overlay,
                               const struct cir_findings *findings, struct cir_error *error);

/** The canonical fields, in the arena of `definitions`: the start of every run. */
enum cir_status cir_fields_canonical(struct cir_fields *fields, struct cir_definitions *definitions,
                                     struct cir_error *error);

/** Add the column of a register that says how much of its sector's national output an asset makes, unless a scheme asks
 * for it itself. @return CIR_OK; CIR_BAD_USE when there is no room for it; CIR_NO_MEMORY */
enum cir_status cir_fields_add_national_share(struct cir_fields *fields, struct cir_definitions *definitions,
                                              struct cir_error *error);

/** Load one scheme; the fields it asks for beyond those in `fields` are added to them (in the arena of
 * `definitions`).
 *
 * @param name of a scheme in `overlay` or embedded, or the path of a scheme's folder (it holds a '/')
 * @return CIR_OK; CIR_BAD_TABLE; CIR_BAD_USE when there is no such scheme; CIR_NO_FILE; CIR_NO_MEMORY */
enum cir_status cir_scheme_load(struct cir_scheme **scheme, struct cir_definitions *definitions,
                                struct cir_fields *fields, const char *overlay, const char *name,
                                const struct cir_findings *findings, struct cir_error *error);

void cir_scheme_free(struct cir_scheme *scheme);

/** Weigh as another version of the scheme does: each axis and factor that both have takes its weight (of an axis that
 * lifts: how far it lifts) from there. All else stays. */
void cir_scheme_take_weights(struct cir_scheme *scheme, const struct cir_scheme *from);

/** A file of definitions, embedded or overlaid. */
struct cir_definition_file {
    const char *path;     /**< from the top of the project: "sectors/sectors.csv" */
    struct cir_text text; /**< borrowed from the binary, or from the set below */
    const char *origin;   /**< what messages name: the path itself, or the overlaying file */
};

/** All files of definitions in use, sorted by path. */
struct cir_definition_files {
    struct cir_arena arena;
    struct cir_definition_file *list;
    size_t count;

    /** *.csv of the folder that was added last (the overlay, or that of a scheme) where no table is read from; their text
     * is not read. */
    struct cir_definition_file *strays;
    size_t stray_count;
};

enum cir_status cir_definition_files_open(struct cir_definition_files *files, const char *overlay,
                                          struct cir_error *error);

void cir_definition_files_close(struct cir_definition_files *files);

/** The file of this path, or NULL. */
const struct cir_definition_file *cir_definition_files_find(const struct cir_definition_files *files, const char *path);

#endif
