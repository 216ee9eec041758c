#include "faults.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/* Names that the linker's --wrap gives. */
int __real_open(const char *path, int flags, ...);
int __real_fstat(int descriptor, struct stat *status);
ssize_t __real_read(int descriptor, void *data, size_t size);
ssize_t __real_writev(int descriptor, const struct iovec *parts, int count);
int __real_close(int descriptor);
int __real_rename(const char *from, const char *to);
int __wrap_open(const char *path, int flags, ...);
int __wrap_fstat(int descriptor, struct stat *status);
ssize_t __wrap_read(int descriptor, void *data, size_t size);
ssize_t __wrap_writev(int descriptor, const struct iovec *parts, int count);
int __wrap_close(int descriptor);
int __wrap_rename(const char *from, const char *to);

static bool strikes(enum cir_fault_kind kind)
{
    bool strikes = cir_fault_strikes(kind);
    if (strikes)
        errno = kind == CIR_FAULT_READ ? EIO : ENOSPC;
    return strikes;
}

int __wrap_open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    bool writes = (flags & O_ACCMODE) != O_RDONLY;
    return strikes(writes ? CIR_FAULT_WRITE : CIR_FAULT_READ) ? -1 : __real_open(path, flags, mode);
}

int __wrap_fstat(int descriptor, struct stat *status)
{
    return strikes(CIR_FAULT_READ) ? -1 : __real_fstat(descriptor, status);
}

ssize_t __wrap_read(int descriptor, void *data, size_t size)
{
    return strikes(CIR_FAULT_READ) ? -1 : __real_read(descriptor, data, size);
}

ssize_t __wrap_writev(int descriptor, const struct iovec *parts, int count)
{
    return strikes(CIR_FAULT_WRITE) ? -1 : __real_writev(descriptor, parts, count);
}

/* A close that fails has closed: Linux gives the descriptor back whatever it says. */
int __wrap_close(int descriptor)
{
    bool fails = strikes(CIR_FAULT_WRITE);
    int result = __real_close(descriptor);
    if (fails)
        errno = ENOSPC;
    return fails ? -1 : result;
}

int __wrap_rename(const char *from, const char *to)
{
    return strikes(CIR_FAULT_WRITE) ? -1 : __real_rename(from, to);
}
