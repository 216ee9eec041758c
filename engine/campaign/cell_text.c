#include "campaign/cell_text.h"

#include "base/date.h"
#include "base/number.h"

#include <math.h>

struct writing {
    struct cir_buffer *buffer;
    const struct cir_cell *cell;
    const struct cir_field *field;
    const struct cir_definitions *definitions;
};

/* ---- numbers ---- */

/* A way to write a number, and the point that the grammar makes of it. */
struct form {
    enum { FORM_RANGE, FORM_AT_LEAST, FORM_AT_MOST, FORM_ABOUT, FORM_WORDS } kind;
    double point;
    uint32_t words; /* bits of the table's rows, of which one holds */
};

/* Sets of more words are not looked at: there are twice as many for each. */
enum { WORDS_MAX = 10 };

static void add_number(struct cir_buffer *buffer, double value)
{
    char text[CIR_NUMBER_SIZE];
    cir_buffer_add(buffer, (struct cir_text){text, cir_number_write_exact(text, value)});
}

static void offer(struct form *best, const struct form *form, double wanted)
{
    if (fabs(form->point - wanted) < fabs(best->point - wanted))
        *best = *form;
}

/* As intake reads "degraded|severe": the range that covers all, the mean of their points. */
static bool reads_as_cell(double *point, const struct writing *writing, uint32_t words)
{
    double low = INFINITY;
    double high = 0;
    double sum = 0;
    for (uint32_t rest = words; rest != 0; rest &= rest - 1) {
        const struct cir_range_row *row = &writing->definitions->service_losses[__builtin_ctz(rest)];
        low = fmin(low, row->low);
        high = fmax(high, row->high);
        sum += row->point;
    }
    *point = sum / __builtin_popcount(words);
    return low == writing->cell->number.low && high == writing->cell->number.high;
}

static void offer_words(struct form *best, const struct writing *writing)
{
    size_t count = writing->definitions->service_loss_count;
    if (writing->field->type != CIR_TYPE_LOSS)
        return;
    count = count < WORDS_MAX ? count : WORDS_MAX;
    for (uint32_t words = 1; words < 1U << count; words++) {
        struct form form = {FORM_WORDS, 0, words};
        if (reads_as_cell(&form.point, writing, words))
            offer(best, &form, writing->cell->number.point);
    }
}

static void add_words(struct cir_buffer *buffer, const struct writing *writing, uint32_t words)
{
    for (uint32_t rest = words; rest != 0; rest &= rest - 1) {
        if (rest != words)
            cir_buffer_add_char(buffer, '|');
        cir_buffer_add_string(buffer, writing->definitions->service_losses[__builtin_ctz(rest)].code);
    }
}

static double middle_of(double low, double high)
{
    return low <= 0 ? high / 2 : sqrt(low) * sqrt(high);
}

static struct form nearest_form(const struct writing *writing)
{
    const struct cir_cell *cell = writing->cell;
    double low = cell->number.low;
    double high = cell->number.high;
    double wanted = cell->number.point;
    double greatest = cir_field_greatest(writing->field);
    struct form best = {FORM_AT_LEAST, low, 0};
    const struct form others[] = {
        {FORM_RANGE, middle_of(low, high), 0}, {FORM_AT_MOST, high, 0}, {FORM_ABOUT, wanted, 0}};
    if (isinf(high))
        return best;
    if (high != greatest)
        best = others[0];
    else
        offer(&best, &others[0], wanted);
    if (low == 0)
        offer(&best, &others[1], wanted);
    if (low == wanted / 2 && high == fmin(wanted * 2, greatest))
        best = others[2];
    offer_words(&best, writing);
    return best;
}

static void add_range(const struct writing *writing)
{
    const struct cir_cell *cell = writing->cell;
    const struct form form = nearest_form(writing);
    switch (form.kind) {
    case FORM_RANGE:
        add_number(writing->buffer, cell->number.low);
        cir_buffer_add_string(writing->buffer, "..");
        add_number(writing->buffer, cell->number.high);
        break;
    case FORM_AT_LEAST:
        cir_buffer_add_string(writing->buffer, ">=");
        add_number(writing->buffer, cell->number.low);
        break;
    case FORM_AT_MOST:
        cir_buffer_add_string(writing->buffer, "<=");
        add_number(writing->buffer, cell->number.high);
        break;
    case FORM_ABOUT:
        cir_buffer_add_char(writing->buffer, '~');
        add_number(writing->buffer, form.point);
        break;
    case FORM_WORDS:
        add_words(writing->buffer, writing, form.words);
        break;
    }
}

/* ---- dates ---- */

enum { HOURS_PER_DAY = 24 };

static bool begins_day(double hour)
{
    return fmod(hour, HOURS_PER_DAY) == 0;
}

/* A zone may shift an hour out of the years that can be written. */
static void add_date(struct cir_buffer *buffer, double hour, bool as_day)
{
    const double first = (double)cir_date_days(0, 1, 1) * HOURS_PER_DAY;
    const double last = (double)cir_date_days(10000, 1, 1) * HOURS_PER_DAY - 1;
    char text[CIR_DATE_TEXT_SIZE];
    hour = fmin(fmax(hour, first), last);
    cir_buffer_add(buffer, (struct cir_text){text, cir_date_write(text, hour, as_day)});
}

/* A day lasts until its last hour: one that begins where a day does and ends where one does is written in days. */
static void add_dates(const struct writing *writing)
{
    double low = writing->cell->number.low;
    double high = writing->cell->number.high;
    bool is_instant = low == high;
    bool low_as_day = !is_instant && begins_day(low);
    bool high_as_day = !is_instant && begins_day(high + 1);
    if (isinf(low)) {
        cir_buffer_add_string(writing->buffer, "<=");
        add_date(writing->buffer, high, begins_day(high + 1));
    } else if (isinf(high)) {
        cir_buffer_add_string(writing->buffer, ">=");
        add_date(writing->buffer, low, begins_day(low));
    } else {
        add_date(writing->buffer, low, low_as_day);
        if (!is_instant && !(low_as_day && high == low + HOURS_PER_DAY - 1)) {
            cir_buffer_add_string(writing->buffer, "..");
            add_date(writing->buffer, high, high_as_day);
        }
    }
}

/* ---- lists ---- */

static void add_name(const struct writing *writing, const char *name, bool is_first)
{
    if (!is_first)
        cir_buffer_add_char(writing->buffer, writing->cell->together ? ';' : '|');
    cir_buffer_add_string(writing->buffer, name);
}

static const char *option_name(const struct writing *writing, unsigned option)
{
    static const char *const yes_no[] = {"no", "yes"};
    switch (writing->field->type) {
    case CIR_TYPE_SECTORS:
        return option == CIR_SECTOR_NONE ? "none" : writing->definitions->sectors[option].code;
    case CIR_TYPE_YESNO:
        return yes_no[option];
    default:
        return writing->field->options[option];
    }
}

static void add_options(const struct writing *writing)
{
    for (uint64_t rest = writing->cell->options, first = rest & -rest; rest != 0; rest &= rest - 1)
        add_name(writing, option_name(writing, (unsigned)__builtin_ctzll(rest)), (rest & -rest) == first);
}

/* The one named first, then the others. */
static void add_states(const struct writing *writing)
{
    const struct cir_cell *cell = writing->cell;
    const struct cir_country *countries = writing->definitions->countries;
    if (cell->count == 0) {
        cir_buffer_add_string(writing->buffer, "none");
        return;
    }
    add_name(writing, countries[cell->first].alpha2, true);
    for (unsigned i = 0; i < writing->definitions->country_count; i++)
        if (i != cell->first && cir_states_has(&cell->states, i))
            add_name(writing, countries[i].alpha2, false);
}

/* ---- all types ---- */

/* A word for not knowing, unless the field has an option of this name, which it would be read as. */
static void add_state(const struct writing *writing, const char *word)
{
    if (cir_index_find(&writing->field->option_index, cir_text_of(word)) == CIR_INDEX_NONE)
        cir_buffer_add_string(writing->buffer, word);
}

static void add_known(const struct writing *writing)
{
    const struct cir_cell *cell = writing->cell;
    switch (writing->field->type) {
    case CIR_TYPE_TEXT:
    case CIR_TYPE_ID:
        cir_buffer_add(writing->buffer, cell->text);
        break;
    case CIR_TYPE_DATE:
        add_dates(writing);
        break;
    case CIR_TYPE_STATES:
        add_states(writing);
        break;
    case CIR_TYPE_SECTORS:
    case CIR_TYPE_OPTION:
    case CIR_TYPE_OPTIONS:
    case CIR_TYPE_YESNO:
        add_options(writing);
        break;
    case CIR_TYPE_CURRENCY:
        cir_buffer_add_string(writing->buffer, writing->definitions->currencies[cell->first].code);
        break;
    case CIR_TYPE_COUNT:
    case CIR_TYPE_NUMBER:
    case CIR_TYPE_AMOUNT:
    case CIR_TYPE_SHARE:
    case CIR_TYPE_LOSS:
        if (cell->number.low == cell->number.high)
            add_number(writing->buffer, cell->number.low);
        else
            add_range(writing);
        break;
    }
}

void cir_cell_text_add(struct cir_buffer *buffer, const struct cir_cell *cell, const struct cir_field *field,
                       const struct cir_definitions *definitions)
{
    const struct writing writing = {buffer, cell, field, definitions};
    switch (cell->state) {
    case CIR_CELL_BLANK:
        break;
    case CIR_CELL_UNKNOWN:
        add_state(&writing, "unknown");
        break;
    case CIR_CELL_NOT_APPLICABLE:
        add_state(&writing, "n/a");
        break;
    case CIR_CELL_KNOWN:
        add_known(&writing);
        break;
    }
}
