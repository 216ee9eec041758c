#include "definitions/load.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

bool cir_load_clean(const struct cir_load *load)
{
    return load->count == 0 && !load->no_memory;
}

void cir_load_report(struct cir_load *load, struct cir_place place, const char *format, ...)
{
    struct cir_error *list =
        cir_arena_grow(&load->scratch, load->list, load->count, &load->capacity, sizeof *load->list);
    if (list == NULL) {
        load->no_memory = true;
        return;
    }
    load->list = list;
    char message[CIR_ERROR_MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    cir_fail(&list[load->count++], CIR_BAD_TABLE, place, "%s", message);
}

static void *note(struct cir_load *load, void *taken)
{
    load->no_memory = load->no_memory || taken == NULL;
    return taken;
}

void *cir_load_take(struct cir_load *load, size_t count, size_t size)
{
    return note(load, cir_arena_take(load->arena, count, size));
}

void *cir_load_take_scratch(struct cir_load *load, size_t count, size_t size)
{
    return note(load, cir_arena_take(&load->scratch, count, size));
}

uint32_t cir_load_insert(struct cir_load *load, struct cir_index *index, const char *key, uint32_t value)
{
    uint32_t present = CIR_INDEX_NONE;
    if (!cir_index_insert(index, load->arena, cir_text_of(key), value, &present)) {
        load->no_memory = true;
        return CIR_INDEX_NONE;
    }
    return present != CIR_INDEX_NONE ? present : value;
}

static int compare_counts(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_findings(const void *left, const void *right)
{
    const struct cir_error *a = left;
    const struct cir_error *b = right;
    int order = strcmp(a->file, b->file);
    if (order == 0)
        order = compare_counts(a->line, b->line);
    if (order == 0)
        order = compare_counts(a->column, b->column);
    return order != 0 ? order : strcmp(a->message, b->message);
}

static void deliver(struct cir_load *load, const struct cir_findings *findings, struct cir_error *error)
{
    qsort(load->list, load->count, sizeof *load->list, compare_findings);
    for (size_t i = 0; findings != NULL && i < load->count; i++)
        findings->report(findings->context, &load->list[i]);
    if (error != NULL)
        *error = load->list[0];
}

enum cir_status cir_load_end(struct cir_load *load, const struct cir_findings *findings, struct cir_error *error)
{
    enum cir_status status = load->count > 0 ? CIR_BAD_TABLE : CIR_OK;
    if (load->no_memory)
        status = cir_fail_memory(error);
    else if (load->count > 0)
        deliver(load, findings, error);
    cir_arena_free(&load->scratch);
    return status;
}
