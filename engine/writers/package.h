/** Documents of Office Open XML (ECMA-376): parts of XML in one ZIP, made in memory, the same bytes for the same parts. */
#ifndef CIR_WRITERS_PACKAGE_H
#define CIR_WRITERS_PACKAGE_H

#include "base/buffer.h"
#include "base/error.h"
#include "writers/prepared.h"

#include <stddef.h>

enum { CIR_PACKAGE_NAME_SIZE = 48 };

struct cir_package_part {
    char name[CIR_PACKAGE_NAME_SIZE]; /**< path in the ZIP */
    const char *type;                 /**< of its content, as [Content_Types].xml tells; NULL: that of its ending */
    struct cir_buffer data;           /**< owned */
};

/** Parts that are made one after the other. A zeroed struct has none; after memory ran out `failed` stays set. */
struct cir_package {
    struct cir_package_part *parts; /**< owned */
    size_t count;
    size_t capacity;
    bool failed;
    struct cir_buffer dropped; /**< takes what is written after memory ran out */
};

/** A part with the head of an XML file, to be written until the next is added. Never NULL: what is written to it after
 * memory ran out is dropped, and told by cir_package_write.
 * @param type borrowed as long as the package; NULL for parts that [Content_Types].xml knows by their ending */
struct cir_buffer *cir_package_add(struct cir_package *package, const char *type, const char *name, ...)
    __attribute__((format(printf, 3, 4)));

/** Add what every document has: the relation to its main part, and its properties (title, program, language, and the
 * time it was made). */
void cir_package_add_properties(struct cir_package *package, const struct cir_prepared *prepared,
                                const char *main_part);

/** Append the whole as a ZIP, and free the package.
 * @return CIR_OK or CIR_NO_MEMORY */
enum cir_status cir_package_write(struct cir_package *package, struct cir_buffer *buffer, struct cir_error *error);

#endif
