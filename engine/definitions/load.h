/** What the loading of a set of tables shares: where things lie, and what was found wrong.
 *
 * Exhausted memory is remembered here and asked for once, at the end: whatever is taken may be NULL, and then its
 * user leaves quietly. */
#ifndef CIR_DEFINITIONS_LOAD_H
#define CIR_DEFINITIONS_LOAD_H

#include "base/arena.h"
#include "base/error.h"
#include "base/index.h"
#include "definitions/definitions.h"

struct cir_load {
    const struct cir_definition_files *files; /**< borrowed */
    struct cir_arena *arena;                  /**< borrowed: what outlives the load */
    struct cir_arena scratch;                 /**< owned: tables, findings and look-ups of the load itself */
    struct cir_error *list;                   /**< findings, in the scratch arena */
    size_t count;
    size_t capacity;
    bool no_memory;
};

/** Nothing wrong so far. */
bool cir_load_clean(const struct cir_load *load);

/** Note a finding. */
void cir_load_report(struct cir_load *load, struct cir_place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** `count` zeroed elements that outlive the load, or NULL. */
void *cir_load_take(struct cir_load *load, size_t count, size_t size);

/** `count` zeroed elements for the load itself, or NULL. */
void *cir_load_take_scratch(struct cir_load *load, size_t count, size_t size);

/** Insert into an index that outlives the load. @return the value that the key has now, or CIR_INDEX_NONE */
uint32_t cir_load_insert(struct cir_load *load, struct cir_index *index, const char *key, uint32_t value);

/** Give every finding to `findings` (may be NULL) in file and line order, the first to `error`, and the scratch
 * memory back.
 * @return CIR_OK; CIR_BAD_TABLE; CIR_NO_MEMORY */
enum cir_status cir_load_end(struct cir_load *load, const struct cir_findings *findings, struct cir_error *error);

#endif
