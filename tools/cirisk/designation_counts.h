/** How many assets of a judged register there are of each verdict and level. */
#ifndef CIR_TOOLS_DESIGNATION_COUNTS_H
#define CIR_TOOLS_DESIGNATION_COUNTS_H

#include "designation_view.h"

struct designation_counts {
    size_t verdicts[CIR_DESIGNATION_VERDICTS];
    size_t levels[CIR_LEVELS_MAX]; /**< by number of the band: those proposed whose level is told */
    size_t assets;
};

/** Assets of one sector, and of one service where that is asked for. */
struct designation_group {
    struct cir_text sector;
    struct cir_text service;
    struct designation_counts counts;
};

struct designation_groups {
    struct designation_group *list; /**< in the order of their first assets */
    size_t count;
};

struct designation_counts designation_count_all(const struct designation_view *view);

/** Count by sector, see designation_sector, and by service where `by_service`. Takes time that grows with the assets
 * alone. @return false when memory is exhausted */
bool designation_count_groups(struct designation_groups *groups, const struct designation_view *view, bool by_service,
                              struct cir_arena *arena);

/** Whether "proposed" is of several levels, which are told apart then. */
bool designation_has_levels(const struct cir_scheme *scheme);

/** Of those proposed: how many may be of one level or another. */
size_t designation_open_level(const struct cir_scheme *scheme, const struct designation_counts *counts);

/** "2-vital": number and label, as a label may be a verdict, too. In the arena; NULL when memory is exhausted. */
const char *designation_level_name(const struct cir_band *band, struct cir_arena *arena);

/** Columns of counts: proposed, each of its levels where there are several, the highest first, and "level-open"; then the
 * other verdicts, and all assets under the name given.
 * @param columns room for DESIGNATION_COUNTS_MAX; names of levels lie in the arena
 * @return how many; 0 when memory is exhausted */
enum { DESIGNATION_COUNTS_MAX = CIR_DESIGNATION_VERDICTS + CIR_LEVELS_MAX + 1 };
size_t designation_counts_columns(struct listing_column *columns, const struct cir_scheme *scheme, const char *all,
                                  struct cir_arena *arena);

/** Fill them for the last row.
 * @param first number of the first of them in the listing */
void designation_counts_set(struct listing *list, size_t first, const struct cir_scheme *scheme,
                            const struct designation_counts *counts);

#endif
