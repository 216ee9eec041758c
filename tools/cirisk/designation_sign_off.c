/* The page that is signed: what the list was made of, so that anybody can make it again, and who stands for it. */
#include "designation_counts.h"
#include "output.h"
#include "say.h"
#include "scheme_card.h"
#include "watch.h"
#include "wrap.h"

#include "base/date.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SIGNATURES = 3, NAME_WIDTH = 13, COUNT_NAME_WIDTH = 30 };

static void add_entry(struct cir_buffer *page, const char *name, const char *value)
{
    cir_buffer_add_format(page, "%-*s", NAME_WIDTH, name);
    say_add_visible(page, cir_text_of(value), 0);
    cir_buffer_add_char(page, '\n');
}

/* Of several lines where it is long, of none where it is empty. */
static void add_sentence(struct cir_buffer *page, const char *name, const char *sentence)
{
    struct cir_buffer visible = {0};
    size_t start = page->size;
    if (*sentence == '\0')
        return;
    say_add_visible(&visible, cir_text_of(sentence), 0);
    wrap_add(page, cir_buffer_text(&visible), NAME_WIDTH);
    page->failed = page->failed || visible.failed;
    if (!page->failed)
        memcpy(page->data + start, name, strlen(name));
    cir_buffer_free(&visible);
}

static void add_file(struct cir_buffer *page, const char *name, const char *file, const char *sha256)
{
    if (file == NULL)
        return;
    add_entry(page, name, file);
    cir_buffer_add_format(page, "%-*sSHA-256 %s\n", NAME_WIDTH, "", sha256);
}

/* Where the list was made with one: what it tells, and what a scheme may ask of it, hangs on all of these. */
static void add_network(struct cir_buffer *page, const struct designation_view *view)
{
    const struct cir_network *network = view->assets->network;
    const struct cir_outage_h *outage = &view->assets->outage;
    if (network == NULL)
        return;
    add_file(page, "Network", network->name, network->sha256);
    cir_buffer_add_format(page, "%-*sof %d, in %s\n", NAME_WIDTH, "  Data", network->year, network->unit);
    add_sentence(page, "  Licence", network->licence);
    add_entry(page, "  Regional", view->regional);
    cir_buffer_add_format(page, "%-*s", NAME_WIDTH, "  Outage");
    listing_add_number(page, outage->low);
    if (outage->high > outage->low) {
        cir_buffer_add_string(page, "..");
        listing_add_number(page, outage->high);
    }
    cir_buffer_add_string(page, " h\n");
}

static void add_status(struct cir_buffer *page, const struct cir_scheme *scheme)
{
    struct cir_buffer sentence = {0};
    scheme_add_status(&sentence, scheme);
    if (scheme->tables_of == NULL) /* of other tables nobody here knows whether it is so */
        cir_buffer_add_format(&sentence, ": %s", scheme_status_meaning(scheme));
    cir_buffer_add_char(&sentence, '\0');
    add_sentence(page, "Status", sentence.failed ? "" : sentence.data);
    page->failed = page->failed || sentence.failed;
    cir_buffer_free(&sentence);
}

static size_t count_in_effect(const struct designation_view *view)
{
    size_t count = 0;
    for (size_t i = 0; i < view->assets->asset_count; i++)
        count += view->assets->assets[i].designation.verdict == CIR_PROPOSED &&
                 view->date_h >= cir_asset_effect_h(view->scheme, &view->assets->assets[i]);
    return count;
}

/* The day that was asked about, where one was. */
static void add_day(struct cir_buffer *page, const struct designation_view *view)
{
    char day[CIR_DATE_TEXT_SIZE];
    if (isnan(view->date_h))
        return;
    cir_buffer_add_format(page, "%-*s%.*s", NAME_WIDTH, "Day", (int)cir_date_write(day, view->date_h, true), day);
    if (*view->scheme->effect_from != '\0')
        cir_buffer_add_format(page, ": of those proposed the facts of %zu count by then", count_in_effect(view));
    cir_buffer_add_char(page, '\n');
}

static void add_sources(struct cir_buffer *page, const struct designation_signed *list)
{
    const struct cir_scheme *scheme = list->view->scheme;
    const struct cir_register *assets = list->view->assets;
    add_entry(page, "Scheme", scheme->name);
    add_sentence(page, "", scheme->title);
    add_entry(page, "Version", scheme->version);
    add_status(page, scheme);
    add_sentence(page, "Source", scheme->source);
    cir_buffer_add_format(page, "%-*sSHA-256 %s\n", NAME_WIDTH, "Tables", scheme->sha256);
    if (*scheme->repealed_from != '\0')
        cir_buffer_add_format(page, "%-*sfrom %s: no law any more\n", NAME_WIDTH, "Repealed", scheme->repealed_from);
    add_entry(page, "Authority", scheme->authority);
    cir_buffer_add_format(page, "%-*sSHA-256 %s\n", NAME_WIDTH, "Definitions", list->view->definitions->sha256);
    add_file(page, "Register", list->register_name, assets->sha256);
    add_file(page, "Figures", list->figures_name, assets->figures_sha256);
    add_file(page, "Overrides", list->overrides_name, assets->overrides_sha256);
    add_network(page, list->view);
    add_day(page, list->view);
    add_file(page, "List", list->list_name, list->list_sha256);
    add_entry(page, "Made by", "cirisk " CIR_VERSION);
}

/* ---- counts and rejects ---- */

static void add_count(struct cir_buffer *page, int indent, const char *name, size_t count)
{
    cir_buffer_add_format(page, "%*s%-*s%8zu\n", indent, "", COUNT_NAME_WIDTH - indent, name, count);
}

/* Of those proposed: how many of each level, where there are several. */
static void add_levels(struct cir_buffer *page, const struct cir_scheme *scheme,
                       const struct designation_counts *counts)
{
    struct cir_arena arena = {0};
    if (!designation_has_levels(scheme))
        return;
    for (size_t band = scheme->band_count - 1; band > 0; band--) {
        const char *name = designation_level_name(&scheme->bands[band], &arena);
        page->failed = page->failed || name == NULL;
        add_count(page, 4, name != NULL ? name : "", counts->levels[band]);
    }
    add_count(page, 4, "level-open", designation_open_level(scheme, counts));
    cir_arena_free(&arena);
}

static void add_counts(struct cir_buffer *page, const struct designation_view *view)
{
    const struct cir_register *assets = view->assets;
    const struct designation_counts counts = designation_count_all(view);
    cir_buffer_add_format(page, "\nRows %zu = judged %zu + rejected %zu\n", assets->row_count, assets->asset_count,
                          assets->row_count - assets->asset_count);
    for (int verdict = 0; verdict < CIR_DESIGNATION_VERDICTS; verdict++) {
        add_count(page, 2, cir_designation_word((enum cir_designation_verdict)verdict), counts.verdicts[verdict]);
        if (verdict == CIR_PROPOSED)
            add_levels(page, view->scheme, &counts);
    }
    if (assets->figure_count > 0)
        cir_buffer_add_format(page, "Figures %zu = used %zu + rejected %zu\n", assets->figure_count,
                              assets->figure_count - assets->rejected_figure_count, assets->rejected_figure_count);
}

static void add_problem(struct cir_buffer *page, const struct cir_problem *problem)
{
    struct cir_buffer reason = {0};
    cir_buffer_add_format(&reason, "%s: ", cir_problem_code(problem->code));
    watch_add_finding(&reason, problem);
    wrap_add(page, cir_buffer_text(&reason), 4);
    page->failed = page->failed || reason.failed;
    cir_buffer_free(&reason);
}

/* What the list does not have, and why. */
static void add_rejects(struct cir_buffer *page, const struct cir_register *assets)
{
    if (assets->reject_count > 0)
        cir_buffer_add_string(page, "\nRejected\n");
    for (size_t i = 0; i < assets->reject_count; i++) {
        const struct cir_register_reject *reject = &assets->rejects[i];
        cir_buffer_add_string(page, "  ");
        say_add_visible(page, reject->id, 0);
        cir_buffer_add_format(page, "%s%s line %zu\n", reject->id.size > 0 ? ", " : "",
                              reject->is_figure ? "file of figures," : "register,", reject->line);
        for (size_t k = 0; k < reject->problem_count; k++)
            add_problem(page, &reject->problems[k]);
    }
}

/* ---- overrides ---- */

static void add_override(struct cir_buffer *page, const struct cir_override *override)
{
    static const enum cir_override_column shown[] = {CIR_OVERRIDE_OLD, CIR_OVERRIDE_NEW, CIR_OVERRIDE_REASON,
                                                     CIR_OVERRIDE_WHO, CIR_OVERRIDE_WHEN};
    cir_buffer_add_string(page, "  ");
    say_add_visible(page, override->texts[CIR_OVERRIDE_ID], 0);
    cir_buffer_add_string(page, ", ");
    say_add_visible(page, override->texts[CIR_OVERRIDE_FIELD], 0);
    cir_buffer_add_char(page, '\n');
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
        cir_buffer_add_format(page, "    %-9s", cir_override_column_name(shown[i]));
        if (override->texts[shown[i]].size > 0)
            say_add_visible(page, override->texts[shown[i]], 0);
        else
            cir_buffer_add_string(page, "(blank)");
        cir_buffer_add_char(page, '\n');
    }
}

static void add_overrides(struct cir_buffer *page, const struct cir_register *assets)
{
    bool has_any = false;
    cir_buffer_add_string(page, "\nOverrides\n");
    for (size_t i = 0; i < assets->asset_count; i++)
        for (size_t k = 0; k < assets->assets[i].overrides.count; k++) {
            add_override(page, &assets->assets[i].overrides.list[k]);
            has_any = true;
        }
    if (!has_any)
        cir_buffer_add_string(page, "  none\n");
}

static void add_signatures(struct cir_buffer *page)
{
    cir_buffer_add_string(page, "\nSigned\n");
    for (int i = 0; i < SIGNATURES; i++)
        cir_buffer_add_string(page, "\n  Name ______________________  Office ____________________  Date ____________\n"
                                    "\n  Signature ________________________________________________________________\n");
}

int designation_print_sign_off(const void *context, FILE *out)
{
    const struct designation_signed *list = context;
    struct cir_buffer page = {0};
    cir_buffer_add_string(&page, "List of critical infrastructure, for signature\n\n");
    add_sources(&page, list);
    add_counts(&page, list->view);
    add_rejects(&page, list->view->assets);
    add_overrides(&page, list->view->assets);
    add_signatures(&page);
    int code = page.failed ? say_no_memory() : 0;
    if (!page.failed)
        fwrite(page.data, 1, page.size, out);
    cir_buffer_free(&page);
    return code;
}
