/** Reads tables as others publish them: labels at the head and at the left, numbers between them. What a label means is
 * for the layout to say; all else is alike, and stands here.
 *
 * Made for files of a hundred megabytes: a file is read in pieces, a cell is looked at as it comes, and only flows above
 * 0 are kept. A byte order mark is passed over, lines end in LF, CRLF or CR, a last line need not end.
 *
 * Refused, with the place: NUL, text that is not UTF-8, quotes that are none of RFC 4180, a label that the layout does
 * not know, one that stands twice, a node with a column and no row or a row and no column, a row of another length than
 * the header, a cell that is blank or no number where one belongs, and a flow below 0. */
#ifndef CIR_NETWORK_PUBLISHED_TABLE_H
#define CIR_NETWORK_PUBLISHED_TABLE_H

#include "base/index.h"
#include "base/sha256.h"
#include "definitions/load.h"
#include "network/finish.h"
#include "network/raw_network.h"

/** What a row or a column holds. */
enum cir_heading_kind {
    CIR_HEADING_UNKNOWN,
    CIR_HEADING_NODE,
    CIR_HEADING_FINAL_DEMAND, /**< adds to the final demand of the row */
    CIR_HEADING_OUTPUT,       /**< output of the row, or of the column */
    CIR_HEADING_ASIDE         /**< taxes, value added, sums of other rows: nothing that a network has */
};

struct cir_heading {
    enum cir_heading_kind kind;
    struct cir_text state;  /**< of a node, as the file has it */
    struct cir_text sector; /**< likewise */
    const char *part_of;    /**< State that this one is a part of: the nodes of all its parts are one; NULL: none */
};

enum { CIR_HEADING_PARTS = 4 };

struct cir_table_shape {
    char delimiter;
    size_t lines_before; /**< the header: titles */
    size_t header_lines; /**< 1..CIR_HEADING_PARTS, each a part of the label of a column */
    size_t lines_after;  /**< the header: names of the parts of a row's label */
    size_t label_cells;  /**< 1..CIR_HEADING_PARTS, at the start of a row, each a part of its label */
    struct cir_heading (*column)(const struct cir_text *parts);
    struct cir_heading (*row)(const struct cir_text *parts);
};

/** The files of a network on their way; the first that is read has the nodes as columns. To be zeroed but for the first
 * two, and ended. */
struct cir_published {
    struct cir_load *load;
    struct cir_raw_network *raw; /**< gets nodes and rows, and at the end what else is known */
    struct cir_index labels;     /**< of the columns that are nodes: "CN1:D" */
    uint32_t *label_nodes;       /**< numbers of nodes, by label */
    size_t label_count;
    size_t label_capacity;
    struct cir_index nodes; /**< "CHN:D" */
    size_t node_capacity;
    double *output_by_row; /**< by node; NAN: not told. It is the sum of a column, which the file works out otherwise */
    double *output_by_column;
    unsigned decimals; /**< most that a flow is written with */
    bool is_exact;     /**< a flow is written in powers of ten: nothing was rounded to decimals */
    struct sha256_ctx hash;
    bool is_hashed; /**< the hash was begun */
};

/** Read a file. @return CIR_OK, findings being in the load; CIR_NO_FILE; CIR_NO_MEMORY */
enum cir_status cir_published_read(struct cir_published *published, const struct cir_table_shape *shape,
                                   const char *path, struct cir_error *error);

/** For layouts that are no tables of this kind: how finely a flow is written, and the hash that all files go into, in the
 * order in which they are read. They fill the raw network, and the output by row and by column, themselves. */
void cir_published_count_decimals(struct cir_published *published, struct cir_text number);
struct sha256_ctx *cir_published_hash(struct cir_published *published);

/** What is known of all networks of a layout; each may be NULL. */
struct cir_published_words {
    const char *title;
    const char *unit;
    const char *source;
    const char *systems; /**< see network/finish.h */
    const char
        *rest; /**< code of the State that stands for all others, where the table has it, in any case of letters */
    const char *output_expected; /**< where the layout tells the output of nodes, in words; NULL: it need not */
};

/** All files are read: complete the raw network and the rules by which it is finished. As no table tells what share of
 * what the rest of the world buys from itself stays in one State, it is taken to be that of all other States together. */
void cir_published_end(struct cir_published *published, struct cir_finish_rules *rules,
                       const struct cir_published_words *words);

/** Read a network that is one file, and end. @return CIR_OK, findings being in the load; CIR_NO_FILE; CIR_NO_MEMORY */
enum cir_status cir_published_read_one(struct cir_published *published, struct cir_finish_rules *rules,
                                       const struct cir_table_shape *shape, const struct cir_published_words *words,
                                       const char *path, struct cir_error *error);

#endif
