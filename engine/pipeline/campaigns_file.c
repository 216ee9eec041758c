/* A campaign is judged as it is written: its cells become text, the text is read as that of any log, and what was read
 * is measured and judged. So the file, scored again, gives the same verdicts. */
#include "pipeline/campaigns_file.h"

#include "campaign/cell_text.h"
#include "scoring/scoring.h"
#include "sink/csv_cell.h"
#include "sink/csv_sink.h"
#include "sink/verdict_columns.h"

#include <assert.h>
#include <stdlib.h>

struct writer {
    struct cir_output_file *file;
    const struct cir_grouping *grouping;
    const struct cir_classifier *classifier;
    const struct cir_fields *fields;
    const struct cir_score_options *options;
    struct cir_csv_sink *sink;
    struct cir_cell *merged;
    struct cir_cell *cells; /* read back */
    struct cir_quantity *quantities;
    struct cir_verdict *verdicts;
    struct cir_buffer text; /* of a cell */
    struct cir_buffer line; /* of facts */
    struct cir_buffer out;
    struct cir_arena arena; /* texts of a row */
};

static enum cir_status make(struct writer *writer, struct cir_error *error)
{
    const struct cir_score_options *options = writer->options;
    size_t scheme_count = cir_classifier_scheme_count(writer->classifier);
    unsigned columns = options->verdict_columns != 0 ? options->verdict_columns : CIR_COLUMNS_ALL;
    const struct cir_csv_options csv = {
        .delimiter = ',',
        .columns = columns & CIR_COLUMNS_ALL, /* of a campaign no probabilities are worked out */
        .raw = options->raw,
    };
    writer->merged = calloc(writer->fields->count, sizeof *writer->merged);
    writer->cells = calloc(writer->fields->count, sizeof *writer->cells);
    writer->quantities = calloc(CIR_MEASURES_MAX, sizeof *writer->quantities);
    writer->verdicts = calloc(scheme_count + 1, sizeof *writer->verdicts);
    if (writer->merged == NULL || writer->cells == NULL || writer->quantities == NULL || writer->verdicts == NULL)
        return cir_fail_memory(error);
    return cir_csv_sink_new(&writer->sink, cir_classifier_schemes(writer->classifier), scheme_count, &csv, error);
}

static void release(struct writer *writer)
{
    cir_csv_sink_free(writer->sink);
    free(writer->merged);
    free(writer->cells);
    free(writer->quantities);
    free(writer->verdicts);
    cir_buffer_free(&writer->text);
    cir_buffer_free(&writer->line);
    cir_buffer_free(&writer->out);
    cir_arena_free(&writer->arena);
}

/* The facts stand in the line as they are to be; nothing in it is looked at again. */
static struct cir_record record_of(const struct writer *writer)
{
    return (struct cir_record){.text = cir_buffer_text(&writer->line)};
}

static enum cir_status put_out(struct writer *writer, struct cir_error *error)
{
    if (writer->text.failed || writer->line.failed || writer->out.failed)
        return cir_fail_memory(error);
    return cir_output_file_write(writer->file, cir_buffer_text(&writer->out), error);
}

static enum cir_status write_header(struct writer *writer, struct cir_error *error)
{
    cir_buffer_clear(&writer->line);
    for (size_t i = 0; i < writer->fields->count; i++)
        cir_buffer_add_format(&writer->line, "%s%s", i > 0 ? "," : "", writer->fields->list[i].name);
#define CIR_CAMPAIGN_COLUMN(name, meaning) cir_buffer_add_string(&writer->line, "," name);
#include "pipeline/campaign_columns.def"
#undef CIR_CAMPAIGN_COLUMN
    const struct cir_record record = record_of(writer);
    cir_buffer_clear(&writer->out);
    if (writer->options->bom)
        cir_buffer_add_string(&writer->out, "\xef\xbb\xbf");
    cir_csv_sink_header(writer->sink, &record, &writer->out);
    return put_out(writer, error);
}

/* From a merged cell to the cell that a log with its text holds. */
static bool read_back(struct writer *writer, size_t field, const struct cir_cell *merged)
{
    const struct cir_field *of = &writer->fields->list[field];
    const struct cir_cell_format format = cir_cell_format_plain();
    struct cir_cell_fault fault;
    cir_buffer_clear(&writer->text);
    cir_cell_text_add(&writer->text, merged, of, writer->grouping->plan.definitions);
    struct cir_text text = cir_buffer_text(&writer->text);
    text.data = cir_arena_copy(&writer->arena, text);
    if (writer->text.failed || text.data == NULL)
        return false;
    bool is_read = cir_cell_read(&writer->cells[field], of, &format, writer->grouping->plan.definitions, text, &fault);
    assert(is_read);
    (void)is_read;
    return true;
}

static enum cir_status read_all_back(struct writer *writer, struct cir_error *error)
{
    cir_arena_reset(&writer->arena);
    for (size_t i = 0; i < writer->fields->count; i++)
        if (!read_back(writer, i, &writer->merged[i]))
            return cir_fail_memory(error);
    return CIR_OK;
}

/* What the States that are surely hit tell of the reach; 0 where there are none. */
static enum cir_status find_reach_of_union(uint64_t *reach, struct writer *writer, const struct cir_campaign *campaign,
                                           struct cir_error *error)
{
    struct cir_cell country;
    struct cir_cell others;
    *reach = 0;
    (void)cir_hit_states_sure(&campaign->states, &country, &others);
    for (size_t i = 0; i < writer->fields->count; i++)
        writer->cells[i] = (struct cir_cell){.state = CIR_CELL_BLANK};
    cir_arena_reset(&writer->arena);
    if (!read_back(writer, CIR_FIELD_COUNTRY, &country) || !read_back(writer, CIR_FIELD_OTHER_COUNTRIES, &others))
        return cir_fail_memory(error);
    if (country.count == 0)
        return CIR_OK;
    cir_measures_compute_single(&writer->grouping->measures, writer->cells, writer->quantities);
    *reach = writer->quantities[CIR_MEASURE_REACH].options;
    return CIR_OK;
}

static enum cir_status judge(struct writer *writer, const struct cir_campaign *campaign, struct cir_text id,
                             struct cir_error *error)
{
    const struct cir_field *reach = &writer->fields->list[CIR_FIELD_REACH];
    uint64_t of_union = 0;
    enum cir_status status = find_reach_of_union(&of_union, writer, campaign, error);
    if (status != CIR_OK)
        return status;
    cir_campaign_cells(campaign, &writer->grouping->plan, id, writer->merged);
    cir_campaign_widen_reach(campaign, &writer->merged[CIR_FIELD_REACH], of_union, cir_gathered_options(reach));
    status = read_all_back(writer, error);
    if (status != CIR_OK)
        return status;
    cir_measures_compute_single(cir_classifier_measures(writer->classifier), writer->cells, writer->quantities);
    for (size_t i = 0; i < cir_classifier_scheme_count(writer->classifier); i++)
        cir_score(cir_classifier_scheme(writer->classifier, i), writer->quantities, &writer->verdicts[i]);
    return CIR_OK;
}

static void add_cell(struct writer *writer, struct cir_text text)
{
    cir_csv_add_cell(&writer->line, text, ',', !writer->options->raw);
}

static void add_facts(struct writer *writer)
{
    for (size_t i = 0; i < writer->fields->count; i++) {
        if (i > 0)
            cir_buffer_add_char(&writer->line, ',');
        cir_buffer_clear(&writer->text);
        cir_cell_text_add(&writer->text, &writer->merged[i], &writer->fields->list[i],
                          writer->grouping->plan.definitions);
        add_cell(writer, cir_buffer_text(&writer->text));
    }
}

static void add_ids(struct writer *writer, const struct cir_campaign *campaign)
{
    cir_buffer_clear(&writer->text);
    for (uint64_t i = 0; i < campaign->incidents && i < CIR_CAMPAIGN_IDS_SHOWN; i++) {
        if (i > 0)
            cir_buffer_add_char(&writer->text, ' ');
        cir_buffer_add(&writer->text, campaign->ids[i]);
    }
    if (campaign->incidents > CIR_CAMPAIGN_IDS_SHOWN)
        cir_buffer_add_string(&writer->text, " ...");
    add_cell(writer, cir_buffer_text(&writer->text));
}

static void add_partly_told(struct writer *writer, const struct cir_campaign *campaign)
{
    cir_buffer_clear(&writer->text);
    for (size_t i = 0; i < writer->grouping->plan.entry_count; i++) {
        if (!cir_campaign_is_partly_told(campaign, i))
            continue;
        if (writer->text.size > 0)
            cir_buffer_add_char(&writer->text, ' ');
        cir_buffer_add_string(&writer->text, writer->fields->list[writer->grouping->plan.entries[i].field].name);
    }
    add_cell(writer, cir_buffer_text(&writer->text));
}

static enum cir_status write_row(struct writer *writer, const struct cir_campaign *campaign, struct cir_error *error)
{
    cir_buffer_clear(&writer->line);
    add_facts(writer);
    cir_buffer_add_format(&writer->line, ",%llu,", (unsigned long long)campaign->incidents);
    add_ids(writer, campaign);
    cir_buffer_add_char(&writer->line, ',');
    add_partly_told(writer, campaign);
    const struct cir_record record = record_of(writer);
    cir_buffer_clear(&writer->out);
    const struct cir_override_list none = {.count = 0}; /* those of its incidents are in the merged facts already */
    cir_csv_sink_row(writer->sink, &record, &none, writer->verdicts, NULL, &writer->out);
    return put_out(writer, error);
}

static enum cir_status write_rows(struct writer *writer, struct cir_campaigns *campaigns, struct cir_tally *tally,
                                  struct cir_error *error)
{
    const struct cir_campaign *campaign = NULL;
    struct cir_text id;
    enum cir_status status;
    while ((status = cir_campaigns_next(campaigns, &campaign, &id, error)) == CIR_OK) {
        status = judge(writer, campaign, id, error);
        if (status == CIR_OK)
            status = write_row(writer, campaign, error);
        if (status != CIR_OK)
            return status;
        tally->campaigns++;
    }
    return status == CIR_END ? CIR_OK : status;
}

enum cir_status cir_campaigns_file_write(struct cir_output_file *file, struct cir_campaigns *campaigns,
                                         const struct cir_grouping *grouping, const struct cir_classifier *classifier,
                                         const struct cir_score_options *options, struct cir_tally *tally,
                                         struct cir_error *error)
{
    struct writer writer = {.file = file,
                            .grouping = grouping,
                            .classifier = classifier,
                            .fields = cir_classifier_fields(classifier),
                            .options = options};
    enum cir_status status = make(&writer, error);
    if (status == CIR_OK)
        status = write_header(&writer, error);
    if (status == CIR_OK)
        status = write_rows(&writer, campaigns, tally, error);
    tally->campaign_incidents = cir_campaigns_incidents(campaigns);
    tally->undated = cir_campaigns_undated(campaigns);
    release(&writer);
    return status;
}
