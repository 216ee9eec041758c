#include "pipeline/campaigns_file.h"

#include "sink/csv_cell.h"
#include "sink/csv_sink.h"

#include <stdlib.h>

struct cir_campaigns_file {
    const struct cir_campaign_plan *plan;
    const struct cir_score_options *options;
    struct cir_output_file output;
    struct cir_csv_sink *sink;     /* owned */
    struct cir_csv_memory *memory; /* owned */
    struct cir_buffer text;        /* of a cell */
    struct cir_buffer line;        /* of facts */
    struct cir_buffer out;
};

static enum cir_status make_sink(struct cir_campaigns_file *file, const struct cir_job_setup *setup,
                                 struct cir_error *error)
{
    const struct cir_csv_options csv = {
        .delimiter = ',', .columns = setup->columns, .raw = file->options->raw, .impacts = setup->wants_impacts};
    enum cir_status status =
        cir_csv_sink_new(&file->sink, cir_classifier_schemes(setup->classifier), setup->scheme_count, &csv, error);
    return status == CIR_OK ? cir_csv_memory_new(&file->memory, file->sink, error) : status;
}

/* The facts stand in the line as they are to be; nothing in it is looked at again. */
static struct cir_record record_of(const struct cir_campaigns_file *file)
{
    return (struct cir_record){.text = cir_buffer_text(&file->line)};
}

static enum cir_status put_out(struct cir_campaigns_file *file, struct cir_error *error)
{
    if (file->text.failed || file->line.failed || file->out.failed)
        return cir_fail_memory(error);
    return cir_output_file_write(&file->output, cir_buffer_text(&file->out), error);
}

static enum cir_status write_header(struct cir_campaigns_file *file, struct cir_error *error)
{
    const struct cir_fields *fields = file->plan->fields;
    cir_buffer_clear(&file->line);
    for (size_t i = 0; i < fields->count; i++)
        cir_buffer_add_format(&file->line, "%s%s", i > 0 ? "," : "", fields->list[i].name);
#define CIR_CAMPAIGN_COLUMN(name, meaning) cir_buffer_add_string(&file->line, "," name);
#include "pipeline/campaign_columns.def"
#undef CIR_CAMPAIGN_COLUMN
    const struct cir_record record = record_of(file);
    cir_buffer_clear(&file->out);
    if (file->options->bom)
        cir_buffer_add_string(&file->out, "\xef\xbb\xbf");
    cir_csv_sink_header(file->sink, &record, &file->out);
    return put_out(file, error);
}

enum cir_status cir_campaigns_file_new(struct cir_campaigns_file **file, const struct cir_job_setup *setup,
                                       const struct cir_score_options *options, struct cir_error *error)
{
    *file = NULL;
    struct cir_campaigns_file *made = calloc(1, sizeof *made);
    if (made == NULL)
        return cir_fail_memory(error);
    made->plan = &setup->grouping->plan;
    made->options = options;
    enum cir_status status = cir_output_file_open(&made->output, options->campaigns.output, error);
    if (status == CIR_OK && options->seals != NULL)
        cir_output_file_hash(&made->output);
    if (status == CIR_OK)
        status = make_sink(made, setup, error);
    if (status == CIR_OK)
        status = write_header(made, error);
    if (status == CIR_OK)
        *file = made;
    else
        cir_campaigns_file_free(made);
    return status;
}

void cir_campaigns_file_free(struct cir_campaigns_file *file)
{
    if (file == NULL)
        return;
    cir_output_file_abandon(&file->output);
    cir_csv_memory_free(file->memory);
    cir_csv_sink_free(file->sink);
    cir_buffer_free(&file->text);
    cir_buffer_free(&file->line);
    cir_buffer_free(&file->out);
    free(file);
}

static void add_cell(struct cir_campaigns_file *file, struct cir_text text)
{
    cir_csv_add_cell(&file->line, text, ',', !file->options->raw);
}

static void add_facts(struct cir_campaigns_file *file, const struct cir_text *texts)
{
    for (size_t i = 0; i < file->plan->fields->count; i++) {
        if (i > 0)
            cir_buffer_add_char(&file->line, ',');
        add_cell(file, texts[i]);
    }
}

static void add_ids(struct cir_campaigns_file *file, const struct cir_campaign *campaign)
{
    cir_buffer_clear(&file->text);
    for (uint64_t i = 0; i < campaign->incidents && i < CIR_CAMPAIGN_IDS_SHOWN; i++) {
        if (i > 0)
            cir_buffer_add_char(&file->text, ' ');
        cir_buffer_add(&file->text, campaign->ids[i]);
    }
    if (campaign->incidents > CIR_CAMPAIGN_IDS_SHOWN)
        cir_buffer_add_string(&file->text, " ...");
    add_cell(file, cir_buffer_text(&file->text));
}

static void add_partly_told(struct cir_campaigns_file *file, const struct cir_campaign *campaign)
{
    cir_buffer_clear(&file->text);
    for (size_t i = 0; i < file->plan->entry_count; i++) {
        if (!cir_campaign_is_partly_told(campaign, i))
            continue;
        if (file->text.size > 0)
            cir_buffer_add_char(&file->text, ' ');
        cir_buffer_add_string(&file->text, file->plan->fields->list[file->plan->entries[i].field].name);
    }
    add_cell(file, cir_buffer_text(&file->text));
}

enum cir_status cir_campaigns_file_write(struct cir_campaigns_file *file, const struct cir_campaign *campaign,
                                         const struct cir_judged_campaign *judged, struct cir_error *error)
{
    cir_buffer_clear(&file->line);
    add_facts(file, judged->texts);
    cir_buffer_add_format(&file->line, ",%llu,", (unsigned long long)campaign->incidents);
    add_ids(file, campaign);
    cir_buffer_add_char(&file->line, ',');
    add_partly_told(file, campaign);
    const struct cir_record record = record_of(file);
    cir_buffer_clear(&file->out);
    const struct cir_override_list none = {.count = 0}; /* those of its incidents are in the merged facts already */
    cir_csv_sink_row(file->sink, &record, &none, judged->verdicts, judged->probabilities, judged->impact, file->memory,
                     &file->out);
    return put_out(file, error);
}

void cir_campaigns_file_seal(const struct cir_campaigns_file *file, struct cir_file_seal *seal)
{
    cir_output_file_seal(seal, &file->output);
}

enum cir_status cir_campaigns_file_finish(struct cir_campaigns_file *file, struct cir_error *error)
{
    return cir_output_file_finish(&file->output, error);
}
