/* Any bytes as a mapping. */
#include "input.h"

#include "definitions/definitions.h"
#include "intake/mapping.h"

static struct cir_definitions *definitions;
static struct cir_fields fields;

static void load(void)
{
    if (definitions == NULL && (cir_definitions_load(&definitions, NULL, NULL, NULL) != CIR_OK ||
                                cir_fields_canonical(&fields, definitions, NULL) != CIR_OK))
        fuzz_expect("the built-in definitions can be loaded");
}

/* What was let through can be used. */
static void use(const struct cir_mapping *mapping)
{
    for (size_t i = 0; i < mapping->count; i++) {
        const struct cir_mapping_row *row = &mapping->rows[i];
        struct cir_cell_format format = cir_cell_format_plain();
        struct cir_text from;
        struct cir_text to;
        if (row->target >= fields.count || row->source == NULL || row->argument == NULL || row->line < 2)
            fuzz_expect("a row of a mapping is whole");
        cir_mapping_format(&format, mapping, row->target, &fields, definitions);
        if (row->transform == CIR_TRANSFORM_VALUE)
            cir_mapping_value(row, &from, &to);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cir_mapping mapping;
    struct cir_error error = {0};
    load();
    enum cir_status status = cir_mapping_read(&mapping, "fuzz.csv", (struct cir_text){(const char *)data, size},
                                              &fields, definitions, &error);
    if (status == CIR_OK)
        use(&mapping);
    else if (status != CIR_BAD_TABLE || error.message[0] == '\0' || error.file[0] == '\0')
        fuzz_expect("a mapping that is refused is told why");
    cir_mapping_free(&mapping);
    return 0;
}
