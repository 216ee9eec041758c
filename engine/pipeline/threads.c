#include "pipeline/threads.h"

#include <unistd.h>

size_t cir_thread_count(unsigned wanted, size_t most)
{
    const long count = wanted != 0 ? (long)wanted : sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : (size_t)count > most ? most : (size_t)count;
}
