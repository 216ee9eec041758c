/* The page that is signed: what the list was made of, so that anybody can make it again, and who stands for it. */
#include "designation_view.h"
#include "output.h"
#include "say.h"
#include "scheme_card.h"
#include "wrap.h"

#include <stdlib.h>
#include <string.h>

enum { SIGNATURES = 3, ENTRY_INDENT = 13 };

static void add_entry(struct cir_buffer *page, const char *name, const char *value)
{
    cir_buffer_add_format(page, "%-13s", name);
    say_add_visible(page, cir_text_of(value), 0);
    cir_buffer_add_char(page, '\n');
}

static void add_file(struct cir_buffer *page, const char *name, const char *file, const char *sha256)
{
    if (file == NULL)
        return;
    add_entry(page, name, file);
    cir_buffer_add_format(page, "%-13sSHA-256 %s\n", "", sha256);
}

/* Where the list was made with one: what it tells, and what a scheme may ask of it, hangs on all of these. */
static void add_network(struct cir_buffer *page, const struct designation_view *view)
{
    const struct cir_network *network = view->assets->network;
    const struct cir_outage_h *outage = &view->assets->outage;
    if (network == NULL)
        return;
    add_file(page, "Network", network->name, network->sha256);
    add_entry(page, "  Regional", view->regional);
    cir_buffer_add_format(page, "%-13s", "  Outage");
    listing_add_number(page, outage->low);
    if (outage->high > outage->low) {
        cir_buffer_add_string(page, "..");
        listing_add_number(page, outage->high);
    }
    cir_buffer_add_string(page, " h\n");
}

static void add_status(struct cir_buffer *page, const struct cir_scheme *scheme)
{
    struct cir_buffer status = {0};
    scheme_add_status(&status, scheme);
    cir_buffer_add_format(page, "%-13s", "Status");
    say_add_visible(page, cir_buffer_text(&status), 0);
    cir_buffer_add_char(page, '\n');
    page->failed = page->failed || status.failed;
    cir_buffer_free(&status);
}

/* What the tables of the scheme are taken from, and what of it they leave out. */
static void add_law(struct cir_buffer *page, const char *source)
{
    static const char name[] = "Source";
    struct cir_buffer visible = {0};
    size_t start = page->size;
    say_add_visible(&visible, cir_text_of(source), 0);
    wrap_add(page, cir_buffer_text(&visible), ENTRY_INDENT);
    if (!page->failed && page->size > start + ENTRY_INDENT)
        memcpy(page->data + start, name, strlen(name));
    page->failed = page->failed || visible.failed;
    cir_buffer_free(&visible);
}

static void add_sources(struct cir_buffer *page, const struct designation_signed *list)
{
    const struct cir_scheme *scheme = list->view->scheme;
    const struct cir_register *assets = list->view->assets;
    add_entry(page, "Scheme", scheme->name);
    add_entry(page, "", scheme->title);
    add_entry(page, "Version", scheme->version);
    add_law(page, scheme->source);
    add_status(page, scheme);
    cir_buffer_add_format(page, "%-13sSHA-256 %s\n", "Tables", scheme->sha256);
    if (*scheme->repealed_from != '\0')
        cir_buffer_add_format(page, "%-13sfrom %s: no law any more\n", "Repealed", scheme->repealed_from);
    add_entry(page, "Authority", scheme->authority);
    cir_buffer_add_format(page, "%-13sSHA-256 %s\n", "Definitions", list->view->definitions->sha256);
    add_file(page, "Register", list->register_name, assets->sha256);
    add_file(page, "Figures", list->figures_name, assets->figures_sha256);
    add_file(page, "Overrides", list->overrides_name, assets->overrides_sha256);
    add_network(page, list->view);
    add_file(page, "List", list->list_name, list->list_sha256);
    add_entry(page, "Made by", "cirisk " CIR_VERSION);
}

static void add_counts(struct cir_buffer *page, const struct cir_register *assets)
{
    static const enum cir_designation_verdict order[] = {CIR_PROPOSED, CIR_BORDERLINE, CIR_NOT_PROPOSED,
                                                         CIR_CANNOT_TELL};
    size_t counts[CIR_DESIGNATION_VERDICTS] = {0};
    for (size_t i = 0; i < assets->asset_count; i++)
        counts[assets->assets[i].designation.verdict]++;
    cir_buffer_add_format(page, "\nRows %zu = judged %zu + rejected %zu\n", assets->row_count, assets->asset_count,
                          assets->row_count - assets->asset_count);
    for (size_t i = 0; i < CIR_DESIGNATION_VERDICTS; i++)
        cir_buffer_add_format(page, "  %-13s%8zu\n", cir_designation_word(order[i]), counts[order[i]]);
    if (assets->figure_count > 0)
        cir_buffer_add_format(page, "Figures %zu = used %zu + rejected %zu\n", assets->figure_count,
                              assets->figure_count - assets->rejected_figure_count, assets->rejected_figure_count);
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
    add_counts(&page, list->view->assets);
    add_overrides(&page, list->view->assets);
    add_signatures(&page);
    int code = page.failed ? say_no_memory() : 0;
    if (!page.failed)
        fwrite(page.data, 1, page.size, out);
    cir_buffer_free(&page);
    return code;
}
