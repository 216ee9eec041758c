/** A network from files as others publish them, in one of the layouts of network/published_layouts.h. */
#ifndef CIR_NETWORK_PUBLISHED_NETWORK_H
#define CIR_NETWORK_PUBLISHED_NETWORK_H

#include "network/network.h"

/** Which layout the file or folder at `path` is in: one of others, or CIR_NETWORK_ANY when it is none of them.
 * @return CIR_OK; CIR_NO_FILE; CIR_NO_MEMORY */
enum cir_status cir_published_layout_of(enum cir_network_layout *layout, const char *path, struct cir_error *error);

/** Fill an empty network, which is to be freed either way.
 *
 * @param layout one of others
 * @return CIR_OK; CIR_BAD_NETWORK; CIR_NO_FILE; CIR_NO_MEMORY */
enum cir_status cir_network_read_published(struct cir_network *network, enum cir_network_layout layout,
                                           const char *path, const struct cir_definitions *definitions,
                                           const struct cir_findings *findings, struct cir_error *error);

#endif
