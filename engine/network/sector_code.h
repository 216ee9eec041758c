/** What codes of sectors in tables of others mean: a division of the ISIC or NACE, or several of them in one. */
#ifndef CIR_NETWORK_SECTOR_CODE_H
#define CIR_NETWORK_SECTOR_CODE_H

#include "model/definitions.h"

/** The sector of ours that a code is.
 *
 * It may be the name of one of ours. Else the systems are asked in turn until one tells: a code is what the crosswalk has
 * for it; of several divisions, "B05_06", "C10T12", "E37-E39", the one sector that some of them are. Where divisions are
 * none of ours in any system, they are the one sector that some of their classes are: "C19" has none but refineries, and
 * is energy, while "G46" trades in fuels, in medicines and in all else. Divisions go by their numbers: whether
 * telecommunications are "J61" or "K61" is a matter of editions.
 *
 * @param systems of the crosswalk, ',' list: "isic,nace"; NULL: none
 * @return number in the definitions; CIR_INDEX_NONE: none of ours, or several */
uint32_t cir_sector_of_code(const struct cir_definitions *definitions, const char *systems, const char *code);

#endif
