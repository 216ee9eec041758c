/** The inter-regional table of Miller and Blair, 3 and 2 sectors, in every layout; the same network must come out. */
#ifndef CIR_TESTS_MADE_TABLES_H
#define CIR_TESTS_MADE_TABLES_H

#include "base/buffer.h"
#include "network/network.h"

#include "temporary.h"

enum { MADE_NODES = 5 };

/** In which order the nodes stand. */
struct made_order {
    size_t rows[MADE_NODES];
    size_t columns[MADE_NODES];
};

extern const struct made_order made_as_printed;
extern const struct made_order made_mixed;

/** The definitions that tests share; loaded when first asked for. */
const struct cir_definitions *made_definitions(void);

/* Texts of files; the caller frees the buffer. */
void made_icio(struct cir_buffer *text, const struct made_order *order);
void made_figaro(struct cir_buffer *text, const struct made_order *order);
void made_wiod(struct cir_buffer *text, const struct made_order *order);
void made_pymrio_flows(struct cir_buffer *text, const struct made_order *order);
void made_pymrio_final_demand(struct cir_buffer *text, const struct made_order *order);
void made_pymrio_output(struct cir_buffer *text, const struct made_order *order);
void made_own_nodes(struct cir_buffer *text, const struct made_order *order);
void made_own_flows(struct cir_buffer *text, const struct made_order *order);

/** Make a folder of files, to be removed by cir_temporary_remove. `names` and `texts` are ended by NULL and stand in the
 * same order. */
void made_folder(char path[CIR_TEMPORARY_SIZE], const char *const *names, const char *const *texts);

/** Load what is at the path. */
enum cir_status made_load(struct cir_network **network, const char *path, enum cir_network_layout layout,
                          struct cir_error *error);

/** The text as a file, loaded as a layout; the file is removed. */
enum cir_status made_load_text(struct cir_network **network, struct cir_text text, enum cir_network_layout layout,
                               struct cir_error *error);

/** Expect the network of Miller and Blair, whose States are DEU and FRA; frees it. */
void made_expect(struct cir_network *network);

/** `text` with the only `from` in it replaced; freed by the caller. */
char *made_edit(const char *text, const char *from, const char *to);

#endif
