/** The tables that the library was built with. Defined in a file that the build writes (cmake/CirEmbed.cmake). */
#ifndef CIR_DEFINITIONS_EMBEDDED_H
#define CIR_DEFINITIONS_EMBEDDED_H

#include <stddef.h>

struct cir_embedded_file {
    const char *path; /**< from the top of the project */
    const char *start;
    const char *end;
};

/** Sorted by path. */
extern const struct cir_embedded_file cir_embedded_files[];
extern const size_t cir_embedded_file_count;

#endif
