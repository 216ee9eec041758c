/** A file that keeps summaries from one run to the next.
 *
 * It is named by a key, which it holds: a hash of all that they are made from. So a file is right as long as it is there,
 * and of another network, other tables or another version of the models it is another file. It holds numbers as this
 * machine has them, and is worth no more than the time it takes to make it again: what is damaged counts as not there.
 *
 * A program may bring such a file with it, made when it was built: of the key of that one nothing is kept elsewhere. */
#ifndef CIR_PIPELINE_SUMMARY_CACHE_H
#define CIR_PIPELINE_SUMMARY_CACHE_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/sha256.h"
#include "pipeline/state_summaries.h"

/** A zeroed struct is an empty cache that is kept nowhere. Once open, any number of threads may look into it. */
struct cir_summary_cache {
    char key[CIR_SHA256_HEX_SIZE];
    char *path;                             /**< owned; NULL: nowhere */
    struct cir_buffer bytes;                /**< the file, where it is read */
    struct cir_text states[CIR_STATES_MAX]; /**< by country: its part of the file; empty where there is none */
};

/** Where a cache is looked for. */
struct cir_summary_place {
    const char *folder;    /**< need not be there; NULL: nowhere */
    struct cir_text ready; /**< the bytes of a file that the program brings with it, borrowed; empty: none */
};

/** Read what there is.
 * @param key letters and figures, fewer than CIR_SHA256_HEX_SIZE
 * @return CIR_OK, also where there is no file or a damaged one; CIR_NO_MEMORY. To be closed either way */
enum cir_status cir_summary_cache_open(struct cir_summary_cache *cache, const struct cir_summary_place *place,
                                       const char *key, struct cir_error *error);

/** Whether it has those of any State. */
bool cir_summary_cache_has_any(const struct cir_summary_cache *cache);

/** @param state zeroed; the caller owns its arena
 * @return CIR_OK; CIR_END: it has none of this country; CIR_NO_MEMORY */
enum cir_status cir_summary_cache_find(struct cir_state_summaries *state, const struct cir_summary_cache *cache,
                                       unsigned country);

/** Write what the cache has and what was made since. The folder is made where it is missing.
 * @param made by country, CIR_STATES_MAX of them; NULL: not made, or from the cache
 * @return CIR_OK, also where it is kept nowhere; CIR_NO_FILE; CIR_NO_MEMORY */
enum cir_status cir_summary_cache_save(const struct cir_summary_cache *cache,
                                       const struct cir_state_summaries *const *made, struct cir_error *error);

/** Write a file of all that was made, for a program to bring with it.
 * @param made as for cir_summary_cache_save */
enum cir_status cir_summary_cache_write(const struct cir_summary_cache *cache, const char *path,
                                        const struct cir_state_summaries *const *made, struct cir_error *error);

void cir_summary_cache_close(struct cir_summary_cache *cache);

#endif
