#include "progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

enum { BAR_WIDTH = 30 };

static const double FIRST_AFTER_S = 0.5; /* a short run shows no bar */
static const double REPAINT_S = 0.1;
static const double PLAIN_LINE_S = 10;

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct progress progress_start(const struct terminal *terminal, bool quiet)
{
    return (struct progress){.terminal = *terminal, .is_on = terminal->is_terminal && !quiet, .started_s = now_s()};
}

static void print_counts(uint64_t bytes, uint64_t rows, double seconds)
{
    fprintf(stderr, "%" PRIu64 " MB, %" PRIu64 " rows, %" PRIu64 " rows/s", bytes / 1000000, rows,
            (uint64_t)((double)rows / seconds));
}

static void paint_bar(uint64_t bytes, uint64_t size)
{
    unsigned done = (unsigned)(bytes * BAR_WIDTH / size);
    fputc('[', stderr);
    for (unsigned i = 0; i < BAR_WIDTH; i++)
        fputc(i < done ? '#' : '.', stderr);
    fprintf(stderr, "] %3u %%  ", (unsigned)(bytes * 100 / size));
}

void progress_show(struct progress *progress, uint64_t bytes, uint64_t size, uint64_t rows)
{
    double now = now_s();
    double since_start = now - progress->started_s;
    bool plain = progress->terminal.plain;
    double last = progress->shown_s > 0 ? progress->shown_s : progress->started_s;
    double pause = plain ? PLAIN_LINE_S : progress->shown_s > 0 ? REPAINT_S : FIRST_AFTER_S;
    if (!progress->is_on || now - last < pause)
        return;
    progress->shown_s = now;
    if (plain && size > 0)
        fprintf(stderr, "%u %%, ", (unsigned)(bytes * 100 / size));
    if (!plain)
        fputs("\r\033[K", stderr);
    if (!plain && size > 0)
        paint_bar(bytes, size);
    print_counts(bytes, rows, since_start);
    if (plain)
        fputc('\n', stderr);
    progress->is_painted = !plain;
}

void progress_clear(struct progress *progress)
{
    if (progress->is_painted)
        fputs("\r\033[K", stderr);
    progress->is_painted = false;
}
