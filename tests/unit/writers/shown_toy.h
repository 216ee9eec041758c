/** Tables for the suites of writers: one with all that a table can have, the same in Arabic and in Chinese, one of
 * hostile texts, and a long one. */
#ifndef CIR_TESTS_SHOWN_TOY_H
#define CIR_TESTS_SHOWN_TOY_H

#include "model/shown_table.h"

#include <math.h>

// clang-format off
#define TOY_TEXT(string)              {(string), sizeof(string) - 1}
#define TOY_WORDS(string)             {TOY_TEXT(string), NAN, NAN, NAN, CIR_SHOWN_WORDS, 0, 0, false}
#define TOY_CODE(string)              {TOY_TEXT(string), NAN, NAN, NAN, CIR_SHOWN_CODE, 0, 0, false}
#define TOY_NUMBER(string, number)    {TOY_TEXT(string), (number), NAN, NAN, CIR_SHOWN_NUMBER, 0, 3, false}
#define TOY_NOTED(string, number)     {TOY_TEXT(string), (number), NAN, NAN, CIR_SHOWN_NUMBER, 1, 3, false}
#define TOY_COUNT(string, number)     {TOY_TEXT(string), (number), NAN, NAN, CIR_SHOWN_NUMBER, 0, 0, false}
#define TOY_SHARE(string, number)     {TOY_TEXT(string), (number), NAN, NAN, CIR_SHOWN_NUMBER, 0, 3, true}
#define TOY_INTERVAL(string, value, low, high) \
                                      {TOY_TEXT(string), (value), (low), (high), CIR_SHOWN_INTERVAL, 0, 3, false}
#define TOY_UNKNOWN(string)           {TOY_TEXT(string), NAN, NAN, NAN, CIR_SHOWN_UNKNOWN, 0, 0, false}
#define TOY_HIDDEN(string)            {TOY_TEXT(string), NAN, NAN, NAN, CIR_SHOWN_HIDDEN, 2, 0, false}
#define TOY_NOTHING(string)           {TOY_TEXT(string), NAN, NAN, NAN, CIR_SHOWN_NOTHING, 0, 0, false}
// clang-format on

enum { TOY_COLUMNS = 6 };

static const struct cir_text toy_groups[] = {TOY_TEXT("Harm"), TOY_TEXT("Money")};
static const struct cir_shown_column toy_columns[TOY_COLUMNS] = {
    {TOY_TEXT("sector"), TOY_TEXT("Sector"), {"", 0}, 0, true, false},
    {TOY_TEXT("id"), TOY_TEXT("Id"), {"", 0}, 0, true, false},
    {TOY_TEXT("events"), TOY_TEXT("Incidents"), {"", 0}, 1, false, true},
    {TOY_TEXT("people"), TOY_TEXT("People affected"), TOY_TEXT("persons"), 1, false, true},
    {TOY_TEXT("loss"), TOY_TEXT("Loss"), TOY_TEXT("USD"), 2, false, true},
    {TOY_TEXT("share"), TOY_TEXT("Share of all"), TOY_TEXT("%"), 0, false, true},
};
static const struct cir_shown_cell toy_cells[][TOY_COLUMNS] = {
    {TOY_WORDS("Energy"), TOY_CODE("energy"), TOY_COUNT("1,234", 1234), TOY_NOTED("2,390,000", 2386000),
     TOY_INTERVAL("1.2 to 2.39", 1.5, 1.2, 2.386), TOY_SHARE("61.7%", 0.6170)},
    {TOY_WORDS("Water"), TOY_CODE("water"), TOY_COUNT("766", 766), TOY_UNKNOWN("not known"),
     TOY_INTERVAL("at least 2.39", NAN, 2.386, INFINITY), TOY_SHARE("38.3%", 0.383)},
    {TOY_WORDS("Both"), TOY_NOTHING(""), TOY_COUNT("2,000", 2000), TOY_NUMBER("2,390,000", 2386000), TOY_NOTHING("-"),
     TOY_SHARE("100%", 1)},
    {TOY_WORDS("Health"), TOY_CODE("health"), TOY_HIDDEN("*"), TOY_NUMBER("0.00239", 0.002386),
     TOY_INTERVAL("-2.39 to 0", NAN, -2.386, 0), TOY_HIDDEN("*")},
    {TOY_WORDS("Total"), TOY_NOTHING(""), TOY_COUNT("2,003", 2003), TOY_NUMBER("2,390,000", 2386000.002386),
     TOY_NOTHING("-"), TOY_SHARE("100%", 1)},
};
static const struct cir_shown_row toy_rows[] = {
    {CIR_SHOWN_BODY, toy_cells[0]}, {CIR_SHOWN_BODY, toy_cells[1]},  {CIR_SHOWN_SUBTOTAL, toy_cells[2]},
    {CIR_SHOWN_BODY, toy_cells[3]}, {CIR_SHOWN_TOTAL, toy_cells[4]},
};
static const struct cir_text toy_notes[] = {TOY_TEXT("Counted where the supply ended."),
                                            TOY_TEXT("Fewer than five, or tells one of them."),
                                            TOY_TEXT("An incident in two sectors counts once in each.")};
static const struct cir_shown_table toy_table = {
    .id = TOY_TEXT("sectors"),
    .language = CIR_EN,
    .caption = TOY_TEXT("Incidents by sector"),
    .tlp = TOY_TEXT("TLP:AMBER+STRICT"),
    .groups = toy_groups,
    .group_count = 2,
    .columns = toy_columns,
    .column_count = TOY_COLUMNS,
    .rows = toy_rows,
    .row_count = sizeof toy_rows / sizeof toy_rows[0],
    .notes = toy_notes,
    .note_count = 3,
    .marked_note_count = 2,
    .source = TOY_TEXT("Source: scored.csv; definitions 1f2e3d."),
    .unknown = TOY_TEXT("Of 2,010 incidents, 7 have no known sector."),
};

/* The ids and names that stand in it are in Latin letters. */
static const struct cir_shown_column toy_arabic_columns[] = {
    {TOY_TEXT("sector"), TOY_TEXT("القطاع"), {"", 0}, 0, true, false},
    {TOY_TEXT("id"), TOY_TEXT("الرمز"), {"", 0}, 0, false, false},
    {TOY_TEXT("events"), TOY_TEXT("الحوادث"), TOY_TEXT("عدد"), 0, false, true},
};
static const struct cir_shown_cell toy_arabic_cells[][3] = {
    {TOY_WORDS("الطاقة"), TOY_CODE("energy/1 (a)"), TOY_COUNT("1,234", 1234)},
    {TOY_WORDS("المياه \xE2\x81\xA8"
               "a log.csv\xE2\x81\xA9"),
     TOY_CODE("water"), TOY_NUMBER("-2.39", -2.386)},
    {TOY_WORDS("المجموع"), TOY_NOTHING(""), TOY_COUNT("1,232", 1232)},
};
static const struct cir_shown_row toy_arabic_rows[] = {
    {CIR_SHOWN_BODY, toy_arabic_cells[0]},
    {CIR_SHOWN_BODY, toy_arabic_cells[1]},
    {CIR_SHOWN_TOTAL, toy_arabic_cells[2]},
};
static const struct cir_text toy_arabic_notes[] = {TOY_TEXT("يُحسب الحادث مرة واحدة في كل قطاع.")};
static const struct cir_shown_table toy_arabic_table = {
    .id = TOY_TEXT("sectors"),
    .language = CIR_AR,
    .caption = TOY_TEXT("الحوادث حسب القطاع"),
    .tlp = TOY_TEXT("TLP:GREEN"),
    .columns = toy_arabic_columns,
    .column_count = 3,
    .rows = toy_arabic_rows,
    .row_count = 3,
    .notes = toy_arabic_notes,
    .note_count = 1,
    .source = TOY_TEXT("المصدر: \xE2\x81\xA8scored.csv\xE2\x81\xA9"),
};

static const struct cir_shown_column toy_chinese_columns[] = {
    {TOY_TEXT("sector"), TOY_TEXT("部门"), {"", 0}, 0, true, false},
    {TOY_TEXT("events"), TOY_TEXT("事件数"), TOY_TEXT("起"), 0, false, true},
};
static const struct cir_shown_cell toy_chinese_cells[][2] = {
    {TOY_WORDS("能源"), TOY_COUNT("1,234", 1234)},
    {TOY_WORDS("饮用水供应与污水处理"), TOY_UNKNOWN("未知")},
};
static const struct cir_shown_row toy_chinese_rows[] = {{CIR_SHOWN_BODY, toy_chinese_cells[0]},
                                                        {CIR_SHOWN_BODY, toy_chinese_cells[1]}};
static const struct cir_shown_table toy_chinese_table = {
    .id = TOY_TEXT("sectors"),
    .language = CIR_ZH,
    .caption = TOY_TEXT("按部门划分的事件"),
    .tlp = TOY_TEXT("TLP:CLEAR"),
    .columns = toy_chinese_columns,
    .column_count = 2,
    .rows = toy_chinese_rows,
    .row_count = 2,
    .unknown = TOY_TEXT("1,241 起事件中，7 起的部门未知。"),
};

#endif
