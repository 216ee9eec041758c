#include "explain_impact.h"

#include "base/number.h"
#include "command.h"
#include "explain_view.h"
#include "listing.h"
#include "sink/impact_columns.h"

#include <math.h>
#include <stdio.h>

/* One of the facts that the shock is made of, and what they make. */
struct cause {
    const char *name;
    unsigned measure; /* CIR_INDEX_NONE: made of those before it */
    struct cir_quantity quantity;
};

enum { CAUSES = 4 };

static struct cir_quantity made(double low, double point, double high)
{
    return (struct cir_quantity){
        .answer = isnan(point) ? CIR_UNANSWERED : CIR_ANSWERED, .low = low, .point = point, .high = high};
}

static void find_causes(struct cause *causes, const struct cir_subject *subject, const struct cir_row_shock *shock)
{
    const struct cir_quantity *quantities = cir_subject_quantities(subject);
    const unsigned loss = CIR_MEASURE_DERIVED + CIR_FIELD_SERVICE_LOSS;
    const unsigned duration = CIR_MEASURE_DERIVED + CIR_FIELD_DURATION_H;
    causes[0] = (struct cause){"people_share", CIR_MEASURE_PEOPLE_SHARE, quantities[CIR_MEASURE_PEOPLE_SHARE]};
    causes[1] = (struct cause){"service_loss", loss, quantities[loss]};
    causes[2] = (struct cause){"share", CIR_INDEX_NONE, made(shock->share_low, shock->share, shock->share_high)};
    causes[3] = (struct cause){"duration_h", duration, quantities[duration]};
}

static bool widens(const struct cir_quantity *quantity)
{
    return quantity->low != quantity->high;
}

/* ---- text ---- */

static void add_cause(struct listing *listing, const struct explain_view *view, const struct cause *cause)
{
    struct cir_buffer facts = {0}, low = {0}, high = {0};
    if (cause->measure != CIR_INDEX_NONE)
        view_add_facts(&facts, view, cause->measure);
    else
        cir_buffer_add_string(&facts, "people_share x service_loss");
    listing_add_number(&low, cause->quantity.low);
    listing_add_number(&high, cause->quantity.high);
    listing_row(listing);
    listing_set(listing, 0, cause->name);
    listing_set_buffer(listing, 1, &facts);
    listing_set_buffer(listing, 2, &low);
    listing_set_buffer(listing, 3, &high);
    listing_set(listing, 4,
                cause->quantity.answer == CIR_UNANSWERED ? "is not known"
                : widens(&cause->quantity)               ? "is a range"
                                                         : "");
}

static int print_shock(const struct explain_view *view, const struct cir_row_shock *shock,
                       const struct terminal *terminal)
{
    static const struct listing_column columns[] = {{"outage", LISTING_WORDS},
                                                    {"facts", LISTING_WRAP},
                                                    {"low", LISTING_NUMBER},
                                                    {"high", LISTING_NUMBER},
                                                    {"widens the ends: it", LISTING_WORDS}};
    struct cause causes[CAUSES];
    struct cir_arena arena = {0};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &arena);
    putchar('\n');
    find_causes(causes, view->subject, shock);
    for (size_t i = 0; i < CAUSES; i++)
        add_cause(&listing, view, &causes[i]);
    int code = listing_print(&listing, LISTING_TEXT, terminal, stdout);
    cir_arena_free(&arena);
    return code;
}

static void set_number(struct listing *listing, size_t column, const struct cir_row_impact *impact,
                       enum cir_impact_column_number number)
{
    double numbers[CIR_IMPACT_NUMBERS];
    char digits[CIR_NUMBER_SIZE];
    cir_impact_numbers(numbers, impact);
    size_t size = cir_impact_write(digits, numbers[number]);
    listing_set_format(listing, column, "%.*s", (int)size, digits);
}

static int print_ends(const struct cir_row_impact *impact, const struct terminal *terminal)
{
    static const struct listing_column columns[] = {
        {"", LISTING_WORDS}, {"low", LISTING_NUMBER}, {"high", LISTING_NUMBER}};
    static const struct {
        const char *name;
        enum cir_impact_column_number low, high;
    } rows[] = {{"direct, by the points", CIR_IMPACT_COLUMN_DIRECT, CIR_IMPACT_COLUMN_DIRECT},
                {"domestic", CIR_IMPACT_COLUMN_DOMESTIC_LOW, CIR_IMPACT_COLUMN_DOMESTIC_HIGH},
                {"regional", CIR_IMPACT_COLUMN_REGIONAL_LOW, CIR_IMPACT_COLUMN_REGIONAL_HIGH},
                {"global", CIR_IMPACT_COLUMN_GLOBAL_LOW, CIR_IMPACT_COLUMN_GLOBAL_HIGH},
                {"States reached", CIR_IMPACT_COLUMN_STATES_LOW, CIR_IMPACT_COLUMN_STATES_HIGH}};
    struct cir_arena arena = {0};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &arena);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        listing_row(&listing);
        listing_set(&listing, 0, rows[i].name);
        set_number(&listing, 1, impact, rows[i].low);
        set_number(&listing, 2, impact, rows[i].high);
    }
    putchar('\n');
    int code = listing_print(&listing, LISTING_TEXT, terminal, stdout);
    cir_arena_free(&arena);
    if (code == EXIT_CLEAN && impact->top.size > 0)
        printf("most is lost by %.*s\n", CIR_TEXT_ARGS(impact->top));
    return code;
}

/* NULL where there is something to print. */
static const char *why_untold(const struct cir_incident_impact *impact)
{
    if (impact->alone.outcome == CIR_IMPACT_TOLD)
        return NULL;
    if (!impact->has_meaning)
        return "none, as it is no outage: one of country, sector, people_share, service_loss and duration_h is n/a";
    return impact->alone.outcome == CIR_IMPACT_NOT_IN_NETWORK ? "the network does not have the sector in the State hit"
                                                              : "cannot tell, as State or sector are not known";
}

static void add_row(struct listing *card, const char *key, const char *value)
{
    listing_row(card);
    listing_set(card, 0, key);
    listing_set(card, 1, value);
}

/* Whether figures of a State hit are those of the rest of the world, cut to its size. */
static bool is_cut_out(const struct explain_view *view, const struct cir_network *network)
{
    const struct cir_cell *country = &cir_subject_cells(view->subject)[CIR_FIELD_COUNTRY];
    bool is_one = country->together || country->count == 1;
    for (unsigned i = 0; i < CIR_STATES_MAX; i++)
        if ((is_one ? i == country->first : cir_states_has(&country->states, i)) &&
            cir_network_state_of_country(network, i) == CIR_INDEX_NONE)
            return true;
    return false;
}

/* By whose figures, and whom it hit. */
static int print_card(const struct explain_view *view, const struct cir_network *network,
                      const struct cir_incident_impact *impact, const struct terminal *terminal)
{
    const struct listing_column columns[] = {{"network", LISTING_WORDS}, {network->name, LISTING_WRAP}};
    struct cir_arena arena = {0};
    struct cir_buffer hit = {0};
    struct listing card = listing_start(columns, sizeof columns / sizeof columns[0], &arena);
    add_row(&card, "title", network->title);
    add_row(&card, "data of", "a year that is not told");
    if (network->year > 0)
        listing_set_format(&card, 1, "%d", network->year);
    add_row(&card, "losses in", network->unit);
    add_row(&card, "licence", network->licence);
    view_add_facts(&hit, view, CIR_MEASURE_DERIVED + CIR_FIELD_COUNTRY);
    if (hit.size > 0)
        cir_buffer_add_string(&hit, "; ");
    view_add_facts(&hit, view, CIR_MEASURE_DERIVED + CIR_FIELD_SECTOR);
    add_row(&card, "hit", NULL);
    listing_set_buffer(&card, 1, &hit);
    if (impact->alone.outcome == CIR_IMPACT_TOLD && is_cut_out(view, network))
        add_row(&card, "", "not a State of the network: cut out of the rest of the world by GDP");
    if (why_untold(impact) != NULL)
        add_row(&card, "losses", why_untold(impact));
    puts("\nWhat it does to others");
    int code = listing_print(&card, LISTING_TEXT, terminal, stdout);
    cir_arena_free(&arena);
    return code;
}

int explain_print_impact(const struct cir_classifier *classifier, struct cir_subject *subject,
                         const struct terminal *terminal)
{
    const struct explain_view view = {
        .classifier = classifier, .subject = subject, .fields = cir_classifier_fields(classifier)};
    struct cir_incident_impact impact;
    if (!cir_subject_impact(subject, &impact))
        return EXIT_CLEAN;
    int code = print_card(&view, cir_classifier_network(classifier), &impact, terminal);
    if (code == EXIT_CLEAN && impact.alone.outcome == CIR_IMPACT_TOLD)
        code = print_shock(&view, &impact.shock, terminal);
    return code == EXIT_CLEAN && impact.alone.outcome == CIR_IMPACT_TOLD ? print_ends(&impact.alone, terminal) : code;
}

/* ---- JSON ---- */

static json_t *number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

/* As it is written everywhere, of four significant digits. */
static json_t *impact_number(double value)
{
    char digits[CIR_NUMBER_SIZE];
    double written = NAN;
    size_t size = cir_impact_write(digits, value);
    (void)cir_number_read((struct cir_text){digits, size}, &written);
    return number(written);
}

static json_t *network_object(const struct cir_network *network)
{
    return json_pack("{s:s, s:s, s:o, s:s, s:s, s:s}", "name", network->name, "title", network->title, "year",
                     network->year > 0 ? json_integer(network->year) : json_null(), "unit", network->unit, "licence",
                     network->licence, "sha256", network->sha256);
}

static json_t *shock_object(const struct cir_subject *subject, const struct cir_incident_impact *impact)
{
    struct cause causes[CAUSES];
    json_t *object = json_object();
    if (!impact->has_meaning) {
        json_decref(object);
        return json_null();
    }
    find_causes(causes, subject, &impact->shock);
    for (size_t i = 0; i < CAUSES; i++) {
        const struct cir_quantity *quantity = &causes[i].quantity;
        json_object_set_new(object, causes[i].name,
                            json_pack("{s:o, s:o, s:o, s:b, s:b}", "low", number(quantity->low), "point",
                                      number(quantity->point), "high", number(quantity->high), "answered",
                                      quantity->answer == CIR_ANSWERED, "widens", widens(quantity)));
    }
    return object;
}

json_t *explain_json_impact(const struct cir_classifier *classifier, const struct cir_subject *subject)
{
    struct cir_incident_impact impact;
    double numbers[CIR_IMPACT_NUMBERS];
    if (!cir_subject_impact(subject, &impact))
        return json_null();
    json_t *object =
        json_pack("{s:o, s:s, s:o}", "network", network_object(cir_classifier_network(classifier)), "outcome",
                  cir_impact_outcome_word(impact.alone.outcome), "shock", shock_object(subject, &impact));
    cir_impact_numbers(numbers, &impact.alone);
    for (int i = 0; i < CIR_IMPACT_NUMBERS; i++)
        json_object_set_new(object, cir_impact_column_list()[i].name, impact_number(numbers[i]));
    const struct cir_text top = impact.alone.top;
    json_object_set_new(object, CIR_IMPACT_TOP_COLUMN,
                        top.size > 0 ? json_stringn(top.data, top.size) : json_string(""));
    return object;
}
