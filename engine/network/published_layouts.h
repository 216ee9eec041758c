/** The layouts in which others publish networks. Each is told by what stands in its files, not by their names. */
#ifndef CIR_NETWORK_PUBLISHED_LAYOUTS_H
#define CIR_NETWORK_PUBLISHED_LAYOUTS_H

#include "base/buffer.h"
#include "model/definitions.h"
#include "network/finish.h"
#include "network/published_table.h"

/** What stands at a path. */
struct cir_published_path {
    const char *path;
    bool is_folder;
    struct cir_text start; /**< of a file: at most its first CIR_PUBLISHED_START bytes */
};

enum { CIR_PUBLISHED_START = 1024 * 1024 };

/** A layout is one file of a shape that is always the same, or has a function that reads it. */
struct cir_published_layout {
    bool (*recognises)(const struct cir_published_path *path);

    const struct cir_table_shape *shape; /**< NULL: `read` reads */
    const struct cir_published_words *words;

    /** Read all files, and end. @return CIR_OK, findings being in the load; CIR_NO_FILE; CIR_NO_MEMORY */
    enum cir_status (*read)(struct cir_published *published, struct cir_finish_rules *rules,
                            const struct cir_published_path *path, const struct cir_definitions *definitions,
                            struct cir_error *error);
};

/** OECD Inter-Country Input-Output tables, releases 2016 to 2025.
 *
 *     V1,AUS_A01_02,...,AUS_HFCE,AUS_NPISH,...,OUT
 *     AUS_A01_02,...
 *     TLS,...  VA,...  OUT,...
 *
 * Rows and columns are STATE_industry; final demand is AUS_HFCE or, in 2016, HFCE_AUS, and DISC, what is left over. China
 * and Mexico may come in parts (CN1, CN2, MX1, MX2), which are added up. The layout is that which the parser of pymrio
 * expects, and of its small copies of the releases of 2016 and 2018; no whole file was seen. Million USD. */
extern const struct cir_published_layout cir_icio_layout;

/** Eurostat FIGARO, industry by industry.
 *
 *     rowLabels,AT_A01,...,FIGW1_U,AT_P3_S13,AT_P3_S14,AT_P3_S15,AT_P51G,AT_P5M,...
 *     AT_A01,...
 *     W2_D21X31,...  W2_OP_RES,...  W2_D1,...
 *
 * States are alpha-2 with EL, FIGW1 is the rest of the world. No output is told: it is what a row adds up to. The layout
 * is that which public readers of the editions up to 2026 expect; no file was seen. Million EUR. */
extern const struct cir_published_layout cir_figaro_layout;

/** World Input-Output Database, the sheets of its releases of 2013 and 2016 saved as CSV, with comma or semicolon.
 *
 *     two lines of titles, and then four that name columns: code, description, State, number (c1)
 *     code, description, State, number and the flows
 *
 * Sectors are named by their code (2016: NACE Rev. 2) or, in 2013, whose codes are of ISIC Rev. 3, by their number (c17).
 * The layout is that of the sheets which public readers describe; no file saved so was seen. Million USD. */
extern const struct cir_published_layout cir_wiod_layout;

/** A sparse matrix of flows by the numbers of nodes, from 0 on, and the only file beside it that tells of the nodes:
 *
 *     row,col,musd
 *     0,0,8732
 *
 *     index,iso3,sector,output_musd,final_demand_musd,...
 *     0,AUS,c1,76834,25117,...
 *
 * Lines may stand in any order, a pair of which none speaks being 0; what is behind output_ and final_demand_ may be any
 * unit, and other columns are passed over. Plain cells without quotes. The World Input-Output Table of 2011 was seen so.
 * Files are read whole: 32 bytes for each flow. */
extern const struct cir_published_layout cir_sparse_layout;

/** A folder as pymrio saves it, and as EXIOBASE 3 comes: Z.txt, Y.txt, x.txt, or the names that file_parameters.json has
 * for them, separated by tabs, with two lines of labels above and two or three cells of labels before the numbers; and
 * unit.txt and metadata.json where they are there. Regions may be other than countries. The small system that comes with
 * pymrio was seen; EXIOBASE 3 from what its readers expect. x.txt has to be there: without it nobody would notice a
 * broken Y.txt. */
extern const struct cir_published_layout cir_pymrio_layout;

/** Append the start of a file, to tell its layout by. @return CIR_OK; CIR_NO_FILE; CIR_NO_MEMORY */
enum cir_status cir_published_start(struct cir_buffer *buffer, const char *path, struct cir_error *error);

/** Take the next line off the front of *rest, without its end; false when nothing is left. */
bool cir_published_line(struct cir_text *line, struct cir_text *rest);

/** The year in the name of a file or folder, or in a text: the last four digits that stand alone and are one, 0 where
 * there is none. Digits behind "ICIO" are a release. */
int cir_published_year(struct cir_text name);

#endif
