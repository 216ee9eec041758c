/** A folder of small tables of the tests' own, of which one line at a time is made wrong.
 *
 * It holds every table but the words, so that nothing depends on those that ship: three sectors, three countries, and a scheme
 * `toy` that has a bit of everything. */
#ifndef CIR_TESTS_OVERLAY_H
#define CIR_TESTS_OVERLAY_H

#include "definitions/definitions.h"
#include "temporary.h"

struct overlay {
    char folder[CIR_TEMPORARY_SIZE];
};

/** A new folder with all tables, each of them right. */
void overlay_make(struct overlay *overlay);

/** Write a file, and the folders on the way to it; NULL takes it away. */
void overlay_write(const struct overlay *overlay, const char *path, const char *text);

/** Replace a line (from 1) of a table; the line after the last is added, NULL takes the line away. */
void overlay_edit(const struct overlay *overlay, const char *path, size_t line, const char *replacement);

/** Take the folder away. */
void overlay_remove(const struct overlay *overlay);

/** What a load of the overlay found. */
struct found {
    struct cir_error list[512];
    size_t count; /**< may be more than the list holds */
    enum cir_status status;
    struct cir_error error;
};

/** For struct cir_findings: note a finding in a struct found. */
void overlay_collect(void *found, const struct cir_error *finding);

/** Load the definitions of the overlay and free them. */
void overlay_load(const struct overlay *overlay, struct found *found);

/** Load the definitions of the overlay, then the scheme `toy`, and free them. */
void overlay_load_scheme(const struct overlay *overlay, struct found *found);

/** The same of another scheme. */
void overlay_load_named(const struct overlay *overlay, const char *name, struct found *found);

/** Load the definitions of the overlay, which are right. */
struct cir_definitions *overlay_definitions(const struct overlay *overlay);

/** Load the scheme `toy`, which is right. */
struct cir_scheme *overlay_scheme(const struct overlay *overlay, struct cir_definitions *definitions,
                                  struct cir_fields *fields);

/** A fault: the line that replaces another, and the finding that it must give. */
struct fault {
    const char *path;
    size_t line;
    const char *replacement;
    size_t at_line;      /**< of the finding; 0: the table as a whole */
    size_t at_column;    /**< of the finding */
    const char *message; /**< part of it */
};

/** Assert that the finding of a fault was found. */
void overlay_check_found(const struct overlay *overlay, const struct fault *fault, const struct found *found);

/** Make each fault in a fresh overlay, load, and assert the finding. */
void overlay_check_faults(const struct fault *faults, size_t count,
                          void (*load)(const struct overlay *overlay, struct found *found));

#define CHECK_FAULTS(faults, load) overlay_check_faults(faults, sizeof(faults) / sizeof(faults)[0], load)

#endif
