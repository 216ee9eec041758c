/* The probability of a level is the share of the completions of a row that have it: rows of every kind of uncertain
 * cell, under every scheme, against thousands of rows in which each uncertain cell was written as one of its values. */
#include "run.h"
#include "sheet.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { SCHEMES = 12, COMPLETIONS = 4000, TEXT_SIZE = 64, LOG_ROWS = 4000 };

/* Of evenly laid completions of up to four facts, and of what is rounded to 3 decimals. */
static const double TOLERANCE = 0.012;

static const char *const schemes[SCHEMES] = {"gge",     "nciss",          "dora-2024-1772", "ciss",
                                             "ncsc-uk", "nis2-2024-2690", "es-rd43-2021",   "cn-2023-draft",
                                             "eurepoc", "enisa-telecom",  "jp-nisc",        "nis-cg"};

static const char header[] =
    "id,date,country,sector,people_affected,service_loss,duration_h,deaths,other_countries,reach,information,loss_usd,"
    "records_affected,replicability,functional_impact,observed_activity,potential_impact,critical_function,"
    "clients_affected,incident_duration_h,data_loss_adverse,sustained_disruption,national_security_affected,"
    "imminent_threat_lives,resolution_person_days,systems_share,data_threat,personal_data_persons,data_theft,"
    "disruption_length,hijacking,physical_effects_area,physical_effects_length,target_importance,telecom_service,"
    "service_users_share,service_sustainability,impact_severity,scheduled,member_states_significant\n";

/* What is uncertain stands in braces, and how: {0;400:...} even, {L2;300:...} by the logarithm, {W0;3:...} whole and
 * even, {LW100;400:...} whole and by the logarithm, {=a;b:...} one of these. Behind the colon, what the log has. */
static const char *const rows[] = {
    "A-1 date=2025-03-04 country=DE sector=power people_affected={LW10000;1000000:10000..1000000} service_loss=0.4 "
    "duration_h=5 deaths=0 other_countries=none information=none",
    "A-2 date=2025-03-04 country=DE sector=power people_affected={LW6000;24000:~12000} "
    "service_loss={L0.2;0.9:0.2..0.9} duration_h={L2;90:2..90} deaths=0 other_countries=none reach=national "
    "information=none loss_usd=2385000",
    "A-3 date=2025-03-04 country=FR sector=health people_affected=120000 service_loss={0.01;0.5:degraded} "
    "duration_h=48 deaths={W0;1:0..1} other_countries=none information=personal",
    "A-4 date=2025-03-04 country=FR sector={=health;education;telecom:health|education|telecom} people_affected=120000 "
    "service_loss=0.7 duration_h={L3;30:3..30} deaths=0 other_countries=none information=none "
    "replicability={=none;high:none|high}",
    "A-5 date=2025-03-04 country=BE sector=power people_affected={LW20000;2000000:20000..2000000} service_loss=0.97 "
    "duration_h={L2;20:2..20} deaths={W0;300:0..300} other_countries=none information=none "
    "loss_usd={L100000;1000000000:100000..1000000000}",
    "A-6 date=2025-03-04 country={=BE;DE;US:BE|DE|US} sector=power people_affected=350000 service_loss=0.5 "
    "duration_h=9 "
    "deaths=0 other_countries={=NL;BE:NL|BE} information={=suspected;integrity:suspected|integrity} "
    "records_affected={LW1000;100000:1000..100000}",
    "A-7 date=2025-03-04 country=BE sector=power people_affected=unknown service_loss={0.5;0.95:severe} "
    "duration_h=unknown deaths=0 other_countries=unknown information=none loss_usd={0;90000000:0..90000000}",
    "A-8 date=2025-03-04 country=BE sector=power people_affected=>=500 service_loss=0.4 duration_h={L1;60:1..60} "
    "deaths={W0;2:0..2} other_countries=none information=none",
    "B-1 date=2025-03-04 functional_impact={=none;denial-critical:none|denial-critical} observed_activity=effect "
    "potential_impact={=low;high;severe:low|high|severe} critical_function={=no;yes:no|yes} "
    "clients_affected={LW50000;250000:50000..250000} incident_duration_h={L12;60:12..60} data_loss_adverse=yes "
    "imminent_threat_lives={=no;yes:no|yes}",
    "B-2 date=2025-03-04 sector=telecom service_users_share={L0.01;0.3:0.01..0.3} duration_h={L1.5;9:1.5..9} "
    "people_affected=1000 telecom_service=mobile-voice impact_severity={=green;red:green|red} "
    "service_sustainability={=large;extremely-serious:large|extremely-serious} "
    "sustained_disruption={=no;yes:no|yes} deaths={W0;3:0..3} national_security_affected=yes",
    "B-3 date=2025-03-04 resolution_person_days={L50;200:50..200} systems_share={L0.5;1:0.5..1} "
    "personal_data_persons={LW20000000;200000000:20000000..200000000} data_threat={=serious;especially-serious:"
    "serious|especially-serious} data_theft={=none;sensitive:none|sensitive} disruption_length={=none;long:none|long} "
    "hijacking=not-used physical_effects_area=none physical_effects_length=none target_importance="
    "{=moderate-to-high;very-high:moderate-to-high|very-high} member_states_significant={LW1;3:1..3} scheduled=no",
};
enum { ROWS = sizeof rows / sizeof rows[0] };

static struct cir_classifier *classifier;

/* ---- completions ---- */

/* Share number k of a sequence that fills the square, the cube ... evenly: fractions of multiples of roots. */
static double share_of(size_t completion, size_t fact)
{
    static const double roots[] = {0.41421356237309515, 0.7320508075688772, 0.2360679774997898, 0.6457513110645906,
                                   0.3166247903553998,  0.6055512754639891, 0.1231056256176606, 0.3588989435406740,
                                   0.7958315233127191,  0.3851648071345037, 0.5677643628300215, 0.0827625302982193,
                                   0.4031242374328485,  0.5574385243020004, 0.8556546004010439};
    double whole;
    return modf(0.5 / COMPLETIONS + (double)(completion + 1) * roots[fact % 15], &whole);
}

static void write_member(char *text, const char *spec, size_t size, double share)
{
    struct cir_text part, rest = {spec, size};
    size_t count = 0;
    while (cir_text_next(&part, &rest, ';'))
        count++;
    size_t chosen = (size_t)(share * (double)count);
    rest = (struct cir_text){spec, size};
    for (size_t i = 0; i <= chosen; i++)
        (void)cir_text_next(&part, &rest, ';');
    snprintf(text, TEXT_SIZE, "%.*s", CIR_TEXT_ARGS(part));
}

static void write_number(char *text, const char *spec, double share)
{
    bool by_logarithm = *spec == 'L';
    spec += by_logarithm ? 1 : 0;
    bool whole = *spec == 'W';
    spec += whole ? 1 : 0;
    char *end;
    double low = strtod(spec, &end);
    double high = strtod(end + 1, NULL) + (whole ? 1 : 0);
    double value = by_logarithm ? low * pow(high / low, share) : low + share * (high - low);
    snprintf(text, TEXT_SIZE, "%.17g", whole ? floor(value) : value);
}

static void add_value(struct cir_buffer *log, struct cir_text value, size_t completion, size_t *fact)
{
    char text[TEXT_SIZE];
    if (value.data[0] != '{') {
        cir_buffer_add(log, value);
        return;
    }
    const char *colon = memchr(value.data, ':', value.size);
    const char *end = value.data + value.size - 1;
    snprintf(text, sizeof text, "%.*s", (int)(end - colon - 1), colon + 1);
    if (completion != SIZE_MAX && value.data[1] == '=')
        write_member(text, value.data + 2, (size_t)(colon - value.data - 2), share_of(completion, (*fact)++));
    else if (completion != SIZE_MAX)
        write_number(text, value.data + 1, share_of(completion, (*fact)++));
    cir_buffer_add_string(log, text);
}

/* A row as the log has it (completion SIZE_MAX), or completed; in the order of the header. */
static void add_row(struct cir_buffer *log, const char *id, const char *row, size_t completion)
{
    struct cir_text column, columns = {header, sizeof header - 2};
    size_t fact = 0;
    cir_buffer_add_string(log, id);
    (void)cir_text_next(&column, &columns, ',');
    while (cir_text_next(&column, &columns, ',')) {
        char key[TEXT_SIZE];
        snprintf(key, sizeof key, " %.*s=", CIR_TEXT_ARGS(column));
        const char *found = strstr(row, key);
        cir_buffer_add_char(log, ',');
        if (found == NULL)
            continue;
        const char *value = found + strlen(key);
        add_value(log, (struct cir_text){value, strcspn(value, " ")}, completion, &fact);
    }
    cir_buffer_add_char(log, '\n');
}

static void make_completions(struct cir_buffer *log, const char *row)
{
    char id[TEXT_SIZE];
    cir_buffer_add_string(log, header);
    for (size_t i = 0; i < COMPLETIONS; i++) {
        snprintf(id, sizeof id, "C-%zu", i);
        add_row(log, id, row, i);
    }
}

static void count_levels(struct cir_tally *tally, const char *row)
{
    struct cir_buffer log = {0};
    struct run run;
    make_completions(&log, row);
    run_score_text(&run, classifier, cir_buffer_text(&log), &(struct cir_score_options){.threads = 1});
    CU_ASSERT_EQUAL_FATAL(run.status, CIR_OK);
    CU_ASSERT_EQUAL(run.tally.scored, COMPLETIONS);
    *tally = run.tally;
    run.tally = (struct cir_tally){0};
    run_free(&run);
    cir_buffer_free(&log);
}

/* ---- what was told ---- */

static double told(const struct sheet *sheet, size_t row, const char *scheme, int level)
{
    char name[TEXT_SIZE];
    if (level == CIR_LEVEL_UNKNOWN)
        snprintf(name, sizeof name, "%s_p_cannot_tell", scheme);
    else
        snprintf(name, sizeof name, "%s_p%d", scheme, level);
    CU_ASSERT_NOT_EQUAL(sheet_column(sheet, name), SIZE_MAX);
    struct cir_text cell = sheet_cell(sheet, row, name);
    return cell.size > 0 ? strtod(cell.data, NULL) : (double)NAN;
}

static int cell_level(const struct sheet *sheet, size_t row, const char *scheme, const char *column)
{
    char name[TEXT_SIZE];
    snprintf(name, sizeof name, "%s_%s", scheme, column);
    return (int)strtol(sheet_cell(sheet, row, name).data, NULL, 10);
}

/* Returns whether more than one outcome is likely. */
static bool check_scheme(const struct sheet *sheet, size_t row, size_t number, const struct cir_tally *tally)
{
    const struct cir_scheme *scheme = cir_classifier_scheme(classifier, number);
    double sum = told(sheet, row, scheme->name, CIR_LEVEL_UNKNOWN);
    const struct cir_level_table *table = &tally->tables[number];
    double unknown = (double)(table->counts[scheme->band_count][CIR_TALLY_TOTAL] +
                              table->counts[scheme->band_count + 1][CIR_TALLY_TOTAL]) /
                     COMPLETIONS; /* cannot be told, and outside the scope */
    size_t likely = sum > 0.05 ? 1 : 0;
    if (isnan(sum)) {
        CU_ASSERT_EQUAL(unknown, 1);
        return false;
    }
    CU_ASSERT_DOUBLE_EQUAL(sum, unknown, TOLERANCE);
    for (size_t band = 0; band < scheme->band_count; band++) {
        int level = scheme->bands[band].level;
        double share = (double)tally->tables[number].counts[band][CIR_TALLY_TOTAL] / COMPLETIONS;
        double probability = told(sheet, row, scheme->name, level);
        CU_ASSERT_DOUBLE_EQUAL(probability, share, TOLERANCE);
        if (!(fabs(probability - share) <= TOLERANCE))
            printf("%.3s %s level %d: told %.3f, counted %.3f\n", rows[row], scheme->name, level, probability, share);
        if (probability > 0)
            CU_ASSERT(level >= cell_level(sheet, row, scheme->name, "level_low") &&
                      level <= cell_level(sheet, row, scheme->name, "level_high"));
        sum += probability;
        likely += probability > 0.05 ? 1 : 0;
    }
    CU_ASSERT_DOUBLE_EQUAL(sum, 1, 0.0005 * (double)(scheme->band_count + 1));
    return likely > 1;
}

static void add_named_row(struct cir_buffer *log, size_t number, const char *row)
{
    char id[TEXT_SIZE];
    snprintf(id, sizeof id, "R-%zu", number);
    add_row(log, id, row, SIZE_MAX);
}

static void score_rows(struct sheet *sheet, const char *const *list, size_t count)
{
    struct cir_buffer log = {0};
    struct run run;
    cir_buffer_add_string(&log, header);
    for (size_t i = 0; i < count; i++)
        add_named_row(&log, i, list[i]);
    run_score_text(&run, classifier, cir_buffer_text(&log), &(struct cir_score_options){.probabilities = true});
    CU_ASSERT_EQUAL_FATAL(run.status, CIR_OK);
    CU_ASSERT_EQUAL(run.tally.scored, count);
    sheet_read(sheet, cir_buffer_text(&run.output), ',');
    run_free(&run);
    cir_buffer_free(&log);
}

static void compare(size_t likely[SCHEMES], enum cir_scope_use use)
{
    struct sheet sheet;
    scratch_open();
    classifier = run_classifier(schemes, SCHEMES);
    cir_classifier_use_scopes(classifier, use);
    score_rows(&sheet, rows, ROWS);
    for (size_t row = 0; row < ROWS; row++) {
        struct cir_tally tally;
        count_levels(&tally, rows[row]);
        for (size_t scheme = 0; scheme < SCHEMES; scheme++)
            likely[scheme] += check_scheme(&sheet, row, scheme, &tally) ? 1 : 0;
        cir_tally_free(&tally);
    }
    sheet_free(&sheet);
    cir_classifier_free(classifier);
    scratch_close();
}

static void test_probabilities__are_the_shares_of_completions(void)
{
    size_t likely[SCHEMES] = {0};
    compare(likely, CIR_SCOPE_IGNORE);
    CU_ASSERT(likely[0] >= 6); /* gge */
    for (size_t scheme = 1; scheme < SCHEMES; scheme++) {
        if (likely[scheme] == 0)
            printf("%s: no row is uncertain\n", schemes[scheme]);
        CU_ASSERT(likely[scheme] > 0);
    }
}

static void test_probabilities__mind_the_scope(void)
{
    size_t likely[SCHEMES] = {0};
    compare(likely, CIR_SCOPE_APPLY);
    CU_ASSERT(likely[0] >= 6);
}

/* What was not answered does not matter but for whether a level is told at all. */
static void test_probabilities__of_a_sure_row_are_one(void)
{
    static const char *const sure[] = {
        "A-1 date=2025-03-04 country=DE sector=power people_affected=10000 service_loss=0.4 duration_h=5 deaths=0",
        "A-2 date=2025-03-04 country=DE sector=power people_affected=unknown service_loss=unknown",
    };
    struct sheet sheet;
    scratch_open();
    classifier = run_classifier(schemes, 1);
    score_rows(&sheet, sure, 2);
    CU_ASSERT_EQUAL(told(&sheet, 0, "gge", cell_level(&sheet, 0, "gge", "level")), 1);
    CU_ASSERT_EQUAL(told(&sheet, 0, "gge", CIR_LEVEL_UNKNOWN), 0);
    CU_ASSERT(isnan(told(&sheet, 1, "gge", 0)));
    CU_ASSERT(isnan(told(&sheet, 1, "gge", CIR_LEVEL_UNKNOWN)));
    sheet_free(&sheet);
    cir_classifier_free(classifier);
    scratch_close();
}

/* ---- the same whatever the order, the threads, the split ---- */

static struct cir_buffer score_log(const struct cir_buffer *log, unsigned threads)
{
    struct run run;
    struct cir_buffer output;
    run_score_text(&run, classifier, cir_buffer_text(log),
                   &(struct cir_score_options){.probabilities = true, .threads = threads});
    CU_ASSERT_EQUAL_FATAL(run.status, CIR_OK);
    output = run.output;
    run.output = (struct cir_buffer){0};
    run_free(&run);
    return output;
}

/* Lines of one output are those of the other from `first` on, backwards where `step` is -1. */
static void expect_lines(const struct cir_buffer *whole, const struct cir_buffer *part, size_t first, int step)
{
    struct cir_text line, rest = cir_buffer_text(whole);
    static struct cir_text lines[LOG_ROWS + 2];
    size_t count = 0;
    while (count < LOG_ROWS + 2 && cir_text_next(&line, &rest, '\n'))
        lines[count++] = line;
    rest = cir_buffer_text(part);
    CU_ASSERT_TRUE(cir_text_next(&line, &rest, '\n') && cir_text_equal(line, lines[0]));
    bool same = true;
    size_t place = first;
    while (cir_text_next(&line, &rest, '\n') && line.size > 0) {
        same = same && place > 0 && place < count && cir_text_equal(line, lines[place]);
        place = step > 0 ? place + 1 : place - 1;
    }
    CU_ASSERT_TRUE(same);
}

static void test_probabilities__depend_on_the_row_alone(void)
{
    struct cir_buffer whole = {0}, turned = {0}, half = {0};
    scratch_open();
    classifier = run_classifier(schemes, 3);
    cir_buffer_add_string(&whole, header);
    cir_buffer_add_string(&turned, header);
    cir_buffer_add_string(&half, header);
    for (size_t i = 0; i < LOG_ROWS; i++) {
        add_named_row(&whole, i, rows[i % ROWS]);
        add_named_row(&turned, LOG_ROWS - 1 - i, rows[(LOG_ROWS - 1 - i) % ROWS]);
        if (i >= LOG_ROWS / 2 + 7)
            add_named_row(&half, i, rows[i % ROWS]);
    }
    struct cir_buffer expected = score_log(&whole, 1);
    for (unsigned threads = 2; threads <= 5; threads += 3) {
        struct cir_buffer output = score_log(&whole, threads);
        CU_ASSERT_TRUE(cir_text_equal(cir_buffer_text(&output), cir_buffer_text(&expected)));
        cir_buffer_free(&output);
    }
    struct cir_buffer of_turned = score_log(&turned, 2);
    struct cir_buffer of_half = score_log(&half, 2);
    expect_lines(&expected, &of_turned, LOG_ROWS, -1);
    expect_lines(&expected, &of_half, LOG_ROWS / 2 + 8, 1);
    cir_buffer_free(&of_half);
    cir_buffer_free(&of_turned);
    cir_buffer_free(&expected);
    cir_buffer_free(&half);
    cir_buffer_free(&turned);
    cir_buffer_free(&whole);
    cir_classifier_free(classifier);
    scratch_close();
}

CIR_SUITE("probabilities", {"are the shares of completions", test_probabilities__are_the_shares_of_completions},
          {"mind the scope", test_probabilities__mind_the_scope},
          {"of a sure row are one", test_probabilities__of_a_sure_row_are_one},
          {"depend on the row alone", test_probabilities__depend_on_the_row_alone})
