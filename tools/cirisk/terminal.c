#include "terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { COLOR_AUTO, COLOR_ALWAYS };

// clang-format off
const struct option_row terminal_rows[TERMINAL_ROWS] = {
    {"color", '\0', OPTION_CHOICE, offsetof(struct terminal_options, color), "WHEN", "auto;always;never", "auto", COMPLETE_NOTHING,
     "colours on the screen; auto also heeds NO_COLOR and TERM=dumb"},
    {"plain", '\0', OPTION_FLAG, offsetof(struct terminal_options, plain), NULL, NULL, NULL, COMPLETE_NOTHING,
     "no repainting and no lines drawn, as ACCESSIBLE=1 in the environment"},
};
// clang-format on

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL && value[0] != '\0' && strcmp(value, "0") != 0;
}

static bool is_dumb(void)
{
    const char *kind = getenv("TERM");
    return kind == NULL || strcmp(kind, "dumb") == 0;
}

bool terminal_wants_plain(const struct terminal_options *options)
{
    return options->plain || is_set("ACCESSIBLE");
}

static size_t width_of(int descriptor)
{
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40 ? size.ws_col : TERMINAL_WIDTH;
}

struct terminal terminal_of(FILE *file, const struct terminal_options *options)
{
    int descriptor = fileno(file);
    struct terminal terminal = {.is_terminal = isatty(descriptor) == 1, .width = TERMINAL_WIDTH};
    if (terminal.is_terminal)
        terminal.width = width_of(descriptor);
    terminal.plain = terminal_wants_plain(options) || (terminal.is_terminal && is_dumb());
    bool may_color = terminal.is_terminal && !is_dumb() && !is_set("NO_COLOR") && !terminal.plain;
    terminal.color = options->color == COLOR_ALWAYS || (options->color == COLOR_AUTO && may_color);
    return terminal;
}
