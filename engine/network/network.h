/** Reads networks: built in, of an overlay, or files of others as they come. What makes no sense is refused with its
 * place; nothing is repaired. */
#ifndef CIR_NETWORK_NETWORK_H
#define CIR_NETWORK_NETWORK_H

#include "definitions/definitions.h"
#include "model/network.h"

/** How the files of a network are laid out. */
enum cir_network_layout {
    CIR_NETWORK_ANY,    /**< told by what is there */
    CIR_NETWORK_CIRISK, /**< a folder with network.csv, sectors.csv, nodes.csv, flows.csv ... (docs/tables.md) */
    CIR_NETWORK_PLAIN,  /**< a folder with flows.csv (from,to,flow) and nodes.csv (node,output,final_demand) alone */
    CIR_NETWORK_ICIO,   /**< OECD Inter-Country Input-Output tables: one CSV file a year */
    CIR_NETWORK_FIGARO, /**< Eurostat FIGARO, industry by industry: one CSV file a year */
    CIR_NETWORK_WIOD,   /**< World Input-Output Database, as CSV */
    CIR_NETWORK_PYMRIO, /**< a folder as pymrio saves it; EXIOBASE 3 comes so */
    CIR_NETWORK_SPARSE, /**< flows by the numbers of nodes, and a file of nodes beside them */
    CIR_NETWORK_LAYOUTS
};

/** What a person calls them, `;` list in the order of the enum. */
#define CIR_NETWORK_LAYOUT_WORDS "any;cirisk;plain;icio;figaro;wiod;pymrio;sparse"

struct cir_network_options {
    enum cir_network_layout layout;
};

/** Load a network.
 *
 * @param overlay folder of definitions laid over the built-in tables, or NULL
 * @param name of a network in `overlay` or built in, or the path of a folder or file (it holds a '/')
 * @param options may be NULL: told by what is there
 * @param findings gets all that is wrong; NULL where the first finding, in `error`, is enough
 * @return CIR_OK; CIR_BAD_TABLE (a network of our own layout), CIR_BAD_NETWORK (one of another layout) with file, line,
 *         column, value and what was expected; CIR_BAD_USE when there is no such network; CIR_NO_FILE; CIR_NO_MEMORY.
 *         The caller owns *network */
enum cir_status cir_network_load(struct cir_network **network, const struct cir_definitions *definitions,
                                 const char *overlay, const char *name, const struct cir_network_options *options,
                                 const struct cir_findings *findings, struct cir_error *error);

void cir_network_free(struct cir_network *network);

#endif
