/** What may be wrong with a register though each of its rows is right. */
#ifndef CIR_TOOLS_DESIGNATION_NOTES_H
#define CIR_TOOLS_DESIGNATION_NOTES_H

#include "designation_view.h"

/** Say on stderr of each column that nothing reads, but that is called nearly as one that the scheme asks for and the
 * register does not have ("capacity" for "capacity_mw"), so. A column may be called anything, so this is no failure. */
void designation_say_near_columns(const struct designation_view *view, const char *file);

#endif
