#include "designation_view.h"
#include "output.h"
#include "say.h"

#include "sink/rejects_sink.h"

/* The file that score writes, of a register and of the figures beside it. */
int designation_print_rejects(const void *context, FILE *out)
{
    const struct designation_view *view = context;
    const struct cir_register *assets = view->assets;
    struct cir_buffer rows = {0};
    cir_rejects_header(&rows);
    for (size_t i = 0; i < assets->reject_count; i++)
        for (size_t k = 0; k < assets->rejects[i].problem_count; k++)
            cir_rejects_row(assets->rejects[i].file, &assets->rejects[i].problems[k], assets->rejects[i].raw, false,
                            &rows);
    int code = rows.failed ? say_no_memory() : 0;
    if (!rows.failed)
        fwrite(rows.data, 1, rows.size, out);
    cir_buffer_free(&rows);
    return code;
}
