/** A manifest that is read: nothing in it is trusted before it was looked at. */
#ifndef CIR_TOOLS_MANIFEST_FILE_H
#define CIR_TOOLS_MANIFEST_FILE_H

#include "base/error.h"
#include "base/text.h"

#include <jansson.h>
#include <stdbool.h>

/** Largest manifest, in bytes. */
enum { MANIFEST_SIZE_MAX = 64 * 1024 * 1024 };

/** Read a text and see that it is a manifest, of a schema version that is known: each member has its kind, sizes are not
 * below 0, hashes are 64 hexadecimal figures, rows = scored + rejected.
 * @param name of the file in messages
 * @return CIR_OK; CIR_BAD_USE with what is wrong. The caller owns *document */
enum cir_status manifest_parse(json_t **document, struct cir_text text, const char *name, struct cir_error *error);

/** The same of a file.
 * @return as manifest_parse; CIR_NO_FILE; CIR_NO_MEMORY */
enum cir_status manifest_read(json_t **document, const char *path, struct cir_error *error);

/** Whether a text may be meant as a manifest: its first character is that of a JSON object. */
bool manifest_is_meant(struct cir_text text);

/** A member that manifest_parse has seen to be a text; "" where it is null. */
const char *manifest_text(const json_t *object, const char *key);

/** The file of this name in the list "inputs" or "outputs", or NULL. */
const json_t *manifest_find(const json_t *manifest, const char *list, const char *name);

#endif
