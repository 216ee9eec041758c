/** A manifest as it is written: the account of a run, as JSON. docs/schemas/manifest.schema.json says what it holds. */
#ifndef CIR_TOOLS_MANIFEST_JSON_H
#define CIR_TOOLS_MANIFEST_JSON_H

#include "base/arena.h"
#include "command.h"
#include "pipeline/classifier.h"
#include "run_files.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum { MANIFEST_SCHEMA_VERSION = 1 };

/** All that a manifest tells. */
struct run_account {
    struct cir_arena arena;
    const struct command *command;
    const char *manifest; /**< its path, borrowed */
    struct run_files inputs;
    struct run_files outputs;
    json_t *options;     /**< owned, as all documents */
    json_t *arguments;   /**< the operands */
    json_t *definitions; /**< by role */
    bool has_counts;
    uint64_t rows, scored, rejected;
    int exit_code;
    bool failed; /**< memory was exhausted */
};

/** Write down the command line. @return exit code; a word that is not UTF-8, which JSON cannot hold, is said */
int run_account_start(struct run_account *account, const void *values, const struct operands *operands);

void run_account_classifier(struct run_account *account, const char *role, const struct cir_classifier *classifier);
void run_account_definitions(struct run_account *account, const char *role, const char *sha256,
                             const struct cir_network *network);

/** Write the manifest. @return exit code; what is wrong is said */
int run_account_write(const struct run_account *account);

void run_account_free(struct run_account *account);

#endif
