#include "pipeline/shock_text.h"

#include "base/number.h"

#include <math.h>

enum { HOURS_PER_DAY = 24, PER_CENT = 100 };

static enum cir_status refuse(struct cir_error *error, struct cir_text text, const char *expected)
{
    return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "'%.*s' is not a shock: expected %s",
                    CIR_TEXT_ARGS(cir_text_cut(text, 100)), expected);
}

/* The part before the first `sign`, which stays out of both; false where there is none. */
static bool split(struct cir_text *before, struct cir_text *after, struct cir_text text, char sign)
{
    const char *at = text.size > 0 ? memchr(text.data, sign, text.size) : NULL;
    if (at == NULL)
        return false;
    *before = cir_text_trim((struct cir_text){text.data, (size_t)(at - text.data)});
    *after = cir_text_trim((struct cir_text){at + 1, text.size - (size_t)(at - text.data) - 1});
    return true;
}

/* A number followed by a unit, times the factor. */
static bool read_quantity(double *value, struct cir_text text, char unit, double factor)
{
    bool has_unit = text.size > 0 && text.data[text.size - 1] == unit;
    if (has_unit)
        text = cir_text_trim((struct cir_text){text.data, text.size - 1});
    if (!has_unit || !cir_number_read(text, value))
        return false;
    *value *= factor;
    return true;
}

static bool read_share(double *share, struct cir_text text)
{
    return read_quantity(share, text, '%', 1.0 / PER_CENT) || cir_number_read(text, share);
}

static bool read_duration(double *duration_h, struct cir_text text)
{
    return (read_quantity(duration_h, text, 'h', 1) || read_quantity(duration_h, text, 'd', HOURS_PER_DAY)) &&
           *duration_h > 0 && isfinite(*duration_h);
}

/* One value, or two with ".." between them. */
static bool read_span(struct cir_shock_span *span, struct cir_text text,
                      bool (*read)(double *value, struct cir_text text))
{
    for (size_t i = 1; i + 2 < text.size; i++)
        if (memcmp(&text.data[i], "..", 2) == 0)
            return read(&span->low, cir_text_trim((struct cir_text){text.data, i})) &&
                   read(&span->high, cir_text_trim((struct cir_text){&text.data[i + 2], text.size - i - 2})) &&
                   span->low <= span->high;
    if (!read(&span->low, text))
        return false;
    span->high = span->low;
    return true;
}

enum cir_status cir_node_text_read(struct cir_text *state, struct cir_text *sector, struct cir_text text,
                                   struct cir_error *error)
{
    if (!split(state, sector, text, ':') || state->size == 0 || sector->size == 0)
        return cir_fail(error, CIR_BAD_SHOCK, (struct cir_place){0},
                        "'%.*s' is not STATE:SECTOR, such as DEU:energy: a share needs both for its base",
                        CIR_TEXT_ARGS(cir_text_cut(text, 100)));
    return CIR_OK;
}

enum cir_status cir_duration_text_read(struct cir_shock_span *duration_h, struct cir_text text, struct cir_error *error)
{
    if (read_span(duration_h, cir_text_trim(text), read_duration))
        return CIR_OK;
    return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                    "'%.*s' is not a time: expected one above 0 in hours or days, such as 24h, 3d or 6h..2d",
                    CIR_TEXT_ARGS(cir_text_cut(text, 100)));
}

enum cir_status cir_shock_text_read(struct cir_shock_text *shock, struct cir_text text, struct cir_error *error)
{
    struct cir_text node;
    struct cir_text loss;
    struct cir_text share;
    struct cir_text duration;
    if (!split(&node, &loss, text, '=') || !split(&share, &duration, loss, '@'))
        return refuse(error, text, "STATE:SECTOR=SHARE@TIME, such as DEU:energy=0.10@24h");
    enum cir_status status = cir_node_text_read(&shock->state, &shock->sector, node, error);
    if (status != CIR_OK)
        return status;
    if (!read_span(&shock->share, share, read_share))
        return refuse(error, text, "a share of output from 0 to 1, such as 0.10, 10% or 0.05..0.2, before '@'");
    if (shock->share.low < 0 || shock->share.high > 1)
        return cir_fail(
            error, CIR_BAD_SHOCK, (struct cir_place){0},
            "'%.*s': nothing loses more than all of its output, nor less than nothing: expected a share from "
            "0 to 1, or from 0 to 100 per cent",
            CIR_TEXT_ARGS(cir_text_cut(text, 100)));
    if (!read_span(&shock->duration_h, duration, read_duration))
        return refuse(error, text, "a time above 0 in hours or days, such as 24h, 3d or 6h..2d, behind '@'");
    return CIR_OK;
}
