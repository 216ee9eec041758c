/** Which sector of ours an industry code of a table is. */
#ifndef CIR_NETWORK_SECTOR_MATCH_H
#define CIR_NETWORK_SECTOR_MATCH_H

#include "base/text.h"
#include "model/definitions.h"

/** The sector that a code means.
 *
 * A code of sectors/sectors.csv is that sector. Else it is read as one division or several of the systems ("35", "D35",
 * "B05_06", "C10T12", "E37-E39"; a letter alone is a section), and of each the crosswalk is asked; where it says that a
 * division as a whole is none of ours, its classes are asked (19: 19.2); of a section they are not, as letters change
 * their meaning from one revision to the next. If all answers name one sector of
 * ours, that is it.
 *
 * @param systems of the crosswalk, ',' list, the first that knows a division wins; NULL: only our own codes
 * @return its number in the definitions; CIR_INDEX_NONE: none, or more than one */
uint32_t cir_sector_match(const struct cir_definitions *definitions, const char *systems, const char *code);

#endif
