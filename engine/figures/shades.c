#include "figures/shades.h"

const char cir_ink[] = "#1b232b", cir_soft_ink[] = "#4a545e", cir_rule[] = "#8a939c", cir_faint_rule[] = "#d5dade",
           cir_paper[] = "#ffffff", cir_band[] = "#c9d3dc";

/* Contrasts with white of 1.15, 1.6, 2.25, 3.15, 4.5, 6.3, 9 and 13.5: each 1.4 times the one before. */
static const struct cir_shade shades[CIR_SHADES] = {
    {"#eaf0f5", "#1b232b"}, {"#bdcfdf", "#1b232b"}, {"#93b0cb", "#1b232b"}, {"#6e95b9", "#1b232b"},
    {"#4e7aa2", "#ffffff"}, {"#3f6384", "#ffffff"}, {"#304b65", "#ffffff"}, {"#1f3040", "#ffffff"},
};

const struct cir_shade *cir_shade_of(size_t place, size_t count)
{
    enum { LONE = 4 };
    return count < 2 ? &shades[LONE] : &shades[(place * (CIR_SHADES - 1) + (count - 1) / 2) / (count - 1)];
}
