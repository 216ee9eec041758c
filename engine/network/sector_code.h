/** What codes of industries in tables of others mean: sectors of ours, by the crosswalk. */
#ifndef CIR_NETWORK_SECTOR_CODE_H
#define CIR_NETWORK_SECTOR_CODE_H

#include "model/definitions.h"
#include "network/raw_network.h"

/** What an industry is. */
struct cir_industry {
    uint32_t
        sector; /**< number in the definitions; CIR_INDEX_NONE: none of ours, or several and none of them foremost */
    uint64_t holds; /**< by number: other sectors of ours of which it holds a share that is not known */
};

/** The industry that a code or a name is.
 *
 * It may be the name of a sector of ours. Else the systems are asked in turn until one tells: what the crosswalk has for
 * the code as it stands; of several divisions, "B05_06", "C10T12", "15t16", "E37-E39", "C15T16FOD", the one sector that
 * some of them are; of any other code what the crosswalk has for its beginning. A name ("Air transport (62)") is one as a
 * whole or not at all, up to its first ';'. Where divisions are none of ours in any system, and no
 * row says what they hold, they are the one sector that some of their classes are: "C19" has none but refineries, and is energy, while "G46" trades in fuels, in medicines and
 * in all else. Divisions go by their numbers: whether telecommunications are "J61" or "K61" is a matter of editions.
 *
 * It holds what else the crosswalk says that it does, and what codes below it are.
 *
 * @param systems of the crosswalk, ',' list: "isic,nace"; may be empty: none */
struct cir_industry cir_industry_of_code(const struct cir_definitions *definitions, struct cir_text systems,
                                         const char *code);

/** Which systems a table has its codes of: the first of the alternatives that knows most of them. "C40T41" is of Rev. 3
 * of the ISIC, as Rev. 4 has no division 40.
 *
 * @param alternatives ';' list of ',' lists: "isic,nace;isic31"; NULL: none
 * @return one of them; empty where there is none */
struct cir_text cir_industry_systems(const struct cir_definitions *definitions, const char *alternatives,
                                     const struct cir_raw_node *nodes, size_t count);

/** The alternatives for a table whose layout does not tell. */
extern const char cir_industry_any_system[];

#endif
