/** How many threads work on something. */
#ifndef CIR_PIPELINE_THREADS_H
#define CIR_PIPELINE_THREADS_H

#include <stddef.h>

/** @param wanted 0: one a core
 * @return 1..most */
size_t cir_thread_count(unsigned wanted, size_t most);

#endif
