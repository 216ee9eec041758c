#include "pipeline/tables.h"

#include "pipeline/classifier_parts.h"
#include "pipeline/table_asked.h"
#include "pipeline/told_rows.h"

#include <math.h>
#include <stdlib.h>

struct cir_tables {
    struct cir_told_rows *rows; /* owned: labels lie in its definitions */
    struct cir_arena arena;
    struct cir_tongue tongue;
    struct cir_labelling labelling;
    struct cir_table_asked *asked; /* owned */
    const struct cir_shown_table **shown;
    size_t count;
    struct cir_table_facts facts;
    struct cir_table_scheme schemes[CIR_SCHEMES_MAX];
    unsigned tlp;
};

static enum cir_status open_source(struct cir_tables *tables, const struct cir_table_source *source,
                                   enum cir_language language, struct cir_error *error)
{
    enum cir_status status =
        cir_told_rows_open(&tables->rows, source->path, source->run, source->definitions, &source->log, error);
    if (status == CIR_OK)
        status = cir_classifier_load_words(cir_told_rows_classifier(tables->rows), source->definitions, error);
    if (status != CIR_OK)
        return status;
    const struct cir_told_source *told = cir_told_rows_source(tables->rows);
    tables->tongue = cir_tongue_of(told->definitions, language);
    tables->labelling = (struct cir_labelling){&tables->tongue, told, &tables->arena};
    return CIR_OK;
}

/* Whether a table that cannot be made is simply not there. */
static bool may_be_left_out(const struct cir_table_request *request, enum cir_status status)
{
    return request->if_possible && (status == CIR_BAD_USE || status == CIR_NOTHING_LEFT);
}

static enum cir_status make_asked(struct cir_tables *tables, const struct cir_table_request *requests,
                                  struct cir_text_columns *columns, struct cir_told_needs *needs,
                                  struct cir_error *error)
{
    const struct cir_told_source *source = cir_told_rows_source(tables->rows);
    for (size_t i = 0; i < tables->count; i++) {
        struct cir_table_asked *asked = &tables->asked[i];
        enum cir_status status = cir_table_asked_make(asked, &requests[i], source, columns, &tables->arena, error);
        asked->is_left_out = may_be_left_out(&requests[i], status);
        if (status != CIR_OK && !asked->is_left_out)
            return status;
        if (!asked->is_left_out)
            cir_table_asked_needs(needs, asked);
    }
    return CIR_OK;
}

static void take_facts(struct cir_tables *tables, const struct cir_told_facts *facts)
{
    struct cir_table_facts *all = &tables->facts;
    all->rows++;
    all->undated += isnan(facts->first_h) ? 1 : 0;
    all->unmarked += facts->tlp == 0;
    all->first_h = fmin(all->first_h, facts->first_h); /* fmin and fmax pass over NAN */
    all->last_h = fmax(all->last_h, facts->last_h);
    if (facts->tlp > tables->tlp)
        tables->tlp = facts->tlp;
}

static enum cir_status read_rows(struct cir_tables *tables, struct cir_error *error)
{
    const struct cir_told_row *row = NULL;
    enum cir_status status;
    tables->facts.first_h = tables->facts.last_h = NAN;
    while ((status = cir_told_rows_next(tables->rows, &row, error)) == CIR_OK) {
        take_facts(tables, &row->facts);
        for (size_t i = 0; i < tables->count && status == CIR_OK; i++)
            if (!tables->asked[i].is_left_out)
                status = cir_table_asked_add(&tables->asked[i], row, error);
        if (status != CIR_OK)
            return status;
    }
    return status == CIR_END ? CIR_OK : status;
}

static void take_schemes(struct cir_tables *tables)
{
    const struct cir_told_source *source = cir_told_rows_source(tables->rows);
    for (unsigned i = 0; i < source->scheme_count; i++) {
        const struct cir_scheme *scheme = source->schemes[i].tables;
        struct cir_table_scheme *told = &tables->schemes[i];
        *told = (struct cir_table_scheme){source->schemes[i].name, "", "", "", "", ""};
        if (scheme == NULL)
            continue;
        uint32_t title = cir_index_find(&scheme->label_index, cir_text_of("title"));
        const char *text = title != CIR_INDEX_NONE ? scheme->labels[title].texts[tables->tongue.language] : NULL;
        told->title = text != NULL && text[0] != '\0' ? text : scheme->title;
        told->version = scheme->version;
        told->status = scheme->status;
        told->source = scheme->source;
        told->sha256 = scheme->sha256;
    }
    tables->facts.schemes = tables->schemes;
    tables->facts.scheme_count = source->scheme_count;
    tables->facts.name = source->name;
    tables->facts.definitions_sha256 = source->definitions->sha256;
    tables->facts.tlp = cir_tlp_label(tables->tlp);
}

static enum cir_status show(struct cir_tables *tables, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < tables->count && status == CIR_OK; i++) {
        struct cir_table_asked *asked = &tables->asked[i];
        if (asked->is_left_out)
            continue;
        status = cir_table_asked_show(&tables->shown[i], asked, &tables->labelling, tables->facts.first_h,
                                      tables->facts.last_h, tables->facts.name, error);
        if (may_be_left_out(asked->request, status))
            status = CIR_OK;
    }
    return status;
}

static enum cir_status make(struct cir_tables *tables, const struct cir_table_source *source,
                            const struct cir_table_request *requests, enum cir_language language,
                            struct cir_error *error)
{
    struct cir_text_columns columns = {.count = 0};
    struct cir_told_needs needs = {.measures = 0};
    tables->asked = calloc(tables->count + 1, sizeof *tables->asked);
    tables->shown = calloc(tables->count + 1, sizeof(const struct cir_shown_table *));
    if (tables->asked == NULL || tables->shown == NULL)
        return cir_fail_memory(error);
    enum cir_status status = open_source(tables, source, language, error);
    if (status == CIR_OK)
        status = make_asked(tables, requests, &columns, &needs, error);
    if (status == CIR_OK)
        status = cir_told_rows_start(tables->rows, &needs, columns.list, columns.count, error);
    if (status == CIR_OK)
        status = read_rows(tables, error);
    if (status != CIR_OK)
        return status;
    take_schemes(tables);
    return show(tables, error);
}

enum cir_status cir_tables_make(struct cir_tables **tables, const struct cir_table_source *source,
                                const struct cir_table_request *requests, size_t count, enum cir_language language,
                                struct cir_error *error)
{
    *tables = NULL;
    if (count > CIR_TABLE_REQUESTS_MAX)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "more than %d tables at once",
                        CIR_TABLE_REQUESTS_MAX);
    struct cir_tables *made = calloc(1, sizeof *made);
    if (made == NULL)
        return cir_fail_memory(error);
    made->count = count;
    enum cir_status status = make(made, source, requests, language, error);
    if (status == CIR_OK)
        *tables = made;
    else
        cir_tables_free(made);
    return status;
}

const struct cir_shown_table *cir_tables_get(const struct cir_tables *tables, size_t number)
{
    return tables->shown[number];
}

const struct cir_tongue *cir_tables_tongue(const struct cir_tables *tables)
{
    return &tables->tongue;
}

const struct cir_table_facts *cir_tables_facts(const struct cir_tables *tables)
{
    return &tables->facts;
}

void cir_tables_free(struct cir_tables *tables)
{
    if (tables == NULL)
        return;
    for (size_t i = 0; i < tables->count && tables->asked != NULL; i++)
        cir_table_asked_free(&tables->asked[i]);
    free(tables->asked);
    free(tables->shown);
    cir_told_rows_close(tables->rows);
    cir_arena_free(&tables->arena);
    free(tables);
}
