/* Writes the figures of all samples into a folder, to be looked at: show_figures FOLDER */
#include "figures/figure.h"
#include "samples.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    static struct sample sample;
    static const char *const codes[] = {"ar", "en", "es", "fr", "ru", "zh"};
    static void (*const make[])(struct sample *, enum cir_language) = {sample_matrix, sample_crossborder, sample_levels,
                                                                       sample_trend};
    for (int l = 0; argc == 2 && l < CIR_LANGUAGES; l++)
        for (int k = 0; k < 4; k++) {
            char path[4096];
            struct cir_buffer svg = {0};
            struct cir_error error = {0};
            make[k](&sample, (enum cir_language)l);
            if (cir_figure_write(&svg, &sample.table, (enum cir_figure_kind)k, NULL, &error) != CIR_OK)
                fprintf(stderr, "%s %s: %s\n", codes[l], cir_figure_kind_word((enum cir_figure_kind)k), error.message);
            snprintf(path, sizeof path, "%s/%s-%s.svg", argv[1], cir_figure_kind_word((enum cir_figure_kind)k),
                     codes[l]);
            FILE *file = fopen(path, "w");
            if (file != NULL) {
                fwrite(svg.data, 1, svg.size, file);
                fclose(file);
            }
            cir_buffer_free(&svg);
        }
    return 0;
}
