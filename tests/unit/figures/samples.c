#include "samples.h"

#include "base/number.h"
#include "spoken.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct words {
    const char *levels_caption, *matrix_caption, *trend_caption, *crossborder_caption;
    const char *sector, *total, *hidden, *unknown;
    const char *sectors[8];
    const char *levels[6];
    const char *states[10];
    const char *notes[2];
    const char *partial;
    const char *unknown_line, *source;
};

// clang-format off
static const struct words all_words[CIR_LANGUAGES] = {
    [CIR_AR] = {"الحوادث حسب القطاع ومستوى الخطورة، 2009–2023", "الحوادث حسب النطاق والشدة", "الحوادث حسب السنة والمستوى", "الآثار العابرة للحدود: من دولة إلى دولة",
        "القطاع", "المجموع", "أقل من 5", "غير معروف",
        {"الطاقة", "الرعاية الصحية والخدمات الطبية الطارئة", "النقل", "المياه ومياه الصرف", "الخدمات المالية", "الحكومة والإدارة العامة", "الاتصالات السلكية واللاسلكية", "الأغذية والزراعة"},
        {"لا شيء", "منخفض", "متوسط", "مرتفع", "شديد", "كارثي"},
        {"أوكرانيا", "الولايات المتحدة الأمريكية", "ألمانيا", "فرنسا", "المملكة العربية السعودية", "اليابان", "البرازيل", "الهند", "إستونيا", "كندا"},
        {"أُخفيت الأعداد الصغيرة.", "الحادث الذي يصيب قطاعين يُحسب مرة في كل منهما."}, "سنة غير مكتملة: حتى 30 يونيو.",
        "من أصل 1 240 حادثا، لا يُعرف القطاع في 37 منها.", "المصدر: سجل landmark.csv، جداول gge 1.0"},
    [CIR_EN] = {"Incidents by sector and level, 2009–2023", "Incidents by scale and severity", "Incidents by year and level", "Impact across borders, from State to State",
        "Sector", "Total", "<5", "unknown",
        {"Energy", "Health care and emergency medical services", "Transport", "Water and waste water", "Financial services", "Government and public administration", "Telecommunications", "Food and agriculture"},
        {"None", "Low", "Moderate", "High", "Severe", "Catastrophic"},
        {"Ukraine", "United States of America", "Germany", "France", "Saudi Arabia", "Japan", "Brazil", "India", "Estonia", "Canada"},
        {"Small counts are hidden.", "An incident that hit two sectors counts once in each."}, "Not a whole year: until 30 June.",
        "Of 1,240 incidents the sector of 37 is not known.", "Source: landmark.csv, by the tables of gge 1.0"},
    [CIR_ES] = {"Incidentes por sector y nivel, 2009–2023", "Incidentes por escala y gravedad", "Incidentes por año y nivel", "Impacto transfronterizo, de Estado a Estado",
        "Sector", "Total", "<5", "desconocido",
        {"Energía", "Atención sanitaria y servicios médicos de urgencia", "Transporte", "Agua y aguas residuales", "Servicios financieros", "Gobierno y administración pública", "Telecomunicaciones", "Alimentación y agricultura"},
        {"Ninguno", "Bajo", "Moderado", "Alto", "Grave", "Catastrófico"},
        {"Ucrania", "Estados Unidos de América", "Alemania", "Francia", "Arabia Saudita", "Japón", "Brasil", "India", "Estonia", "Canadá"},
        {"Los recuentos pequeños se ocultan.", "Un incidente que afectó a dos sectores se cuenta una vez en cada uno."}, "Año incompleto: hasta el 30 de junio.",
        "De 1 240 incidentes no se conoce el sector de 37.", "Fuente: landmark.csv, según las tablas de gge 1.0"},
    [CIR_FR] = {"Incidents par secteur et niveau, 2009–2023", "Incidents par ampleur et gravité", "Incidents par année et niveau", "Effets transfrontaliers, d’État à État",
        "Secteur", "Total", "<5", "inconnu",
        {"Énergie", "Soins de santé et services médicaux d’urgence", "Transports", "Eau et eaux usées", "Services financiers", "Gouvernement et administration publique", "Télécommunications", "Alimentation et agriculture"},
        {"Aucun", "Faible", "Modéré", "Élevé", "Grave", "Catastrophique"},
        {"Ukraine", "États-Unis d’Amérique", "Allemagne", "France", "Arabie saoudite", "Japon", "Brésil", "Inde", "Estonie", "Canada"},
        {"Les petits effectifs sont masqués.", "Un incident qui a touché deux secteurs compte une fois dans chacun."}, "Année incomplète : jusqu’au 30 juin.",
        "Sur 1 240 incidents, le secteur de 37 n’est pas connu.", "Source : landmark.csv, selon les tables de gge 1.0"},
    [CIR_RU] = {"Инциденты по секторам и уровням, 2009–2023 годы", "Инциденты по масштабу и тяжести", "Инциденты по годам и уровням", "Трансграничное воздействие: из государства в государство",
        "Сектор", "Итого", "<5", "неизвестно",
        {"Энергетика", "Здравоохранение и скорая медицинская помощь", "Транспорт", "Водоснабжение и водоотведение", "Финансовые услуги", "Государственное управление", "Телекоммуникации", "Продовольствие и сельское хозяйство"},
        {"Нет", "Низкий", "Умеренный", "Высокий", "Тяжёлый", "Катастрофический"},
        {"Украина", "Соединённые Штаты Америки", "Германия", "Франция", "Саудовская Аравия", "Япония", "Бразилия", "Индия", "Эстония", "Канада"},
        {"Малые числа скрыты.", "Инцидент, затронувший два сектора, учитывается в каждом по одному разу."}, "Неполный год: до 30 июня.",
        "Из 1 240 инцидентов сектор 37 неизвестен.", "Источник: landmark.csv, по таблицам gge 1.0"},
    [CIR_ZH] = {"按部门和级别划分的事件，2009–2023年", "按规模和严重程度划分的事件", "按年份和级别划分的事件", "跨境影响：从国家到国家",
        "部门", "合计", "<5", "未知",
        {"能源", "卫生保健和紧急医疗服务", "运输", "供水和污水处理", "金融服务", "政府和公共行政", "电信", "粮食和农业"},
        {"无", "低", "中", "高", "严重", "灾难性"},
        {"乌克兰", "美利坚合众国", "德国", "法国", "沙特阿拉伯", "日本", "巴西", "印度", "爱沙尼亚", "加拿大"},
        {"小数目不予显示。", "影响两个部门的事件在每个部门各计一次。"}, "不完整年份：截至6月30日。",
        "在1,240起事件中，有37起的部门不详。", "来源：landmark.csv，依据gge 1.0表格"},
};
// clang-format on

void sample_set(struct sample *sample, size_t row, size_t column, double value)
{
    char *text = sample->texts[row][column];
    size_t size = fabs(value) < 1e9 ? cir_number_write(text, value, 1) : cir_number_write_figures(text, value, 3);
    sample->cells[row][column] = (struct cir_shown_cell){
        .kind = CIR_SHOWN_NUMBER, .text = {text, size}, .value = value, .low = NAN, .high = NAN, .significant = 3};
}

void sample_range(struct sample *sample, size_t row, size_t column, double low, double value, double high)
{
    char *text = sample->texts[row][column];
    size_t size = cir_number_write(text, low, 1);
    for (const char *dash = "\xE2\x80\x93"; *dash != '\0'; dash++)
        text[size++] = *dash;
    size += isfinite(high) ? cir_number_write(text + size, high, 1) : 0;
    sample->cells[row][column] = (struct cir_shown_cell){
        .kind = CIR_SHOWN_INTERVAL, .text = {text, size}, .value = value, .low = low, .high = high, .significant = 3};
}

void sample_mark(struct sample *sample, size_t row, size_t column, enum cir_shown_kind kind, const char *text)
{
    sample->cells[row][column] =
        (struct cir_shown_cell){.kind = kind, .text = cir_text_of(text), .value = NAN, .low = NAN, .high = NAN};
}

void sample_cut(struct sample *sample, size_t rows, size_t columns)
{
    sample->table.row_count = rows;
    sample->table.column_count = columns;
}

/* A name is isolated once as a cell and once more as a part of the phrase, then by the direction of the language. */
const char *sample_told(const struct sample *sample, size_t row, size_t column)
{
    static const struct {
        const char *after_row, *after_column;
    } signs[CIR_LANGUAGES] = {[CIR_AR] = {"، ", ": "},         [CIR_EN] = {", ", ": "}, [CIR_ES] = {", ", ": "},
                              [CIR_FR] = {", ", "\xC2\xA0: "}, [CIR_RU] = {", ", ": "}, [CIR_ZH] = {"，", "："}};
    static char told[400];
    enum cir_language language = sample->table.language;
    bool isolates = language == CIR_AR;
    static const char isolate[] = {'\xE2', '\x81', '\xA8', '\0'};
    static const char end[] = {'\xE2', '\x81', '\xA9', '\0'};
    static const char from_right[] = {'\xE2', '\x81', '\xA7', '\0'};
    const char *first = isolates ? from_right : "";
    const char *open = isolates ? isolate : "";
    const char *close = isolates ? end : "";
    snprintf(told, sizeof told, "%s%s%.*s%s%s%s%s%.*s%s%s%s%.*s%s", first, open,
             CIR_TEXT_ARGS(sample->cells[row][0].text), close, close, signs[language].after_row, open,
             CIR_TEXT_ARGS(sample->columns[column].label), close, signs[language].after_column, open,
             CIR_TEXT_ARGS(sample->cells[row][column].text), close);
    return told;
}

enum cir_status sample_draw(struct cir_buffer *svg, const struct sample *sample, enum cir_figure_kind kind,
                            const struct cir_figure_size *size, struct cir_error *error)
{
    struct cir_tongue tongue = spoken_tongue(sample->table.language);
    return cir_figure_write(svg, &sample->table, &tongue, kind, size, error);
}

/* ---- making ---- */

static void start(struct sample *sample, const char *id, const char *caption, enum cir_language language)
{
    const struct words *words = &all_words[language];
    *sample = (struct sample){.table = {.id = cir_text_of(id),
                                        .language = language,
                                        .caption = cir_text_of(caption),
                                        .tlp = cir_text_of("TLP:AMBER+STRICT"),
                                        .unknown = cir_text_of(words->unknown_line),
                                        .source = cir_text_of(words->source)}};
    sample->table.columns = sample->columns;
    sample->table.rows = sample->rows;
    sample->table.notes = sample->notes;
    sample->table.groups = sample->groups;
    for (size_t i = 0; i < SAMPLE_ROWS; i++)
        sample->rows[i].cells = sample->cells[i];
}

static void add_column(struct sample *sample, const char *id, const char *label)
{
    size_t number = sample->table.column_count++;
    sample->columns[number] = (struct cir_shown_column){
        .id = cir_text_of(id), .label = cir_text_of(label), .is_header = number == 0, .is_number = number > 0};
}

static void add_rows(struct sample *sample, const char *const *names, size_t count, const double *values, size_t across)
{
    for (size_t i = 0; i < count; i++) {
        sample_mark(sample, i, 0, CIR_SHOWN_WORDS, names[i]);
        for (size_t j = 0; j < across; j++)
            sample_set(sample, i, 1 + j, values[i * across + j]);
    }
    sample->table.row_count = count;
}

static double sum_row(const struct sample *sample, size_t row, size_t columns)
{
    double sum = 0;
    for (size_t j = 1; j <= columns; j++)
        sum += sample->cells[row][j].kind == CIR_SHOWN_NUMBER ? sample->cells[row][j].value : 0;
    return sum;
}

static void add_total_column(struct sample *sample, const struct words *words)
{
    size_t column = sample->table.column_count;
    add_column(sample, "total", words->total);
    for (size_t i = 0; i < sample->table.row_count; i++)
        sample_set(sample, i, column, sum_row(sample, i, column - 1));
}

static void add_total_row(struct sample *sample, const struct words *words)
{
    size_t row = sample->table.row_count++;
    sample->rows[row].kind = CIR_SHOWN_TOTAL;
    sample_mark(sample, row, 0, CIR_SHOWN_WORDS, words->total);
    for (size_t j = 1; j < sample->table.column_count; j++) {
        double sum = 0;
        for (size_t i = 0; i < row; i++)
            sum += sample->cells[i][j].kind == CIR_SHOWN_NUMBER ? sample->cells[i][j].value : 0;
        sample_set(sample, row, j, sum);
    }
}

static void add_level_columns(struct sample *sample, const struct words *words)
{
    static const char *const ids[] = {"level_0", "level_1", "level_2", "level_3", "level_4", "level_5"};
    add_column(sample, "sector", words->sector);
    for (size_t j = 0; j < 6; j++)
        add_column(sample, ids[j], words->levels[j]);
}

void sample_levels(struct sample *sample, enum cir_language language)
{
    static const double counts[8 * 6] = {12, 85, 43, 21, 9,  2,  41, 130, 77, 18, 5,  0,  8, 60, 22, 14,
                                         3,  1,  5,  17, 11, 6,  5,  0,   33, 96, 41, 12, 7, 0,  54, 140,
                                         60, 25, 6,  0,  9,  31, 27, 16,  5,  1,  2,  14, 6, 0,  0,  0};
    const struct words *words = &all_words[language];
    start(sample, "levels-by-sector", words->levels_caption, language);
    add_level_columns(sample, words);
    add_rows(sample, words->sectors, 8, counts, 6);
    add_total_column(sample, words);
    add_total_row(sample, words);
    sample_mark(sample, 3, 5, CIR_SHOWN_HIDDEN, words->hidden);
    sample_mark(sample, 7, 4, CIR_SHOWN_UNKNOWN, words->unknown);
    sample_mark(sample, 7, 6, CIR_SHOWN_NOTHING, "–");
    sample->cells[3][5].note = 1;
    sample->cells[8][7].note = 2;
    sample->notes[0] = cir_text_of(words->notes[0]);
    sample->notes[1] = cir_text_of(words->notes[1]);
    sample->table.note_count = sample->table.marked_note_count = 2;
}

void sample_matrix(struct sample *sample, enum cir_language language)
{
    static const double counts[5 * 5] = {310, 122, 31, 4,  0,  96, 88, 40, 12, 1, 22, 37, 45,
                                         21,  5,   3,  11, 19, 24, 9,  0,  1,  6, 8,  11};
    static const char *const ids[] = {"severity_1", "severity_2", "severity_3", "severity_4", "severity_5"};
    const struct words *words = &all_words[language];
    start(sample, "matrix", words->matrix_caption, language);
    add_column(sample, "scale", words->sector);
    for (size_t j = 0; j < 5; j++) {
        add_column(sample, ids[j], words->levels[1 + j]);
        sample->columns[1 + j].group = 1;
    }
    sample->groups[0] = cir_text_of(words->matrix_caption);
    sample->table.group_count = 1;
    add_rows(sample, words->levels + 1, 5, counts, 5);
    sample_mark(sample, 3, 1, CIR_SHOWN_HIDDEN, words->hidden);
    sample_mark(sample, 4, 2, CIR_SHOWN_HIDDEN, words->hidden);
    sample->cells[3][1].note = sample->cells[4][2].note = 1;
    add_total_column(sample, words);
    add_total_row(sample, words);
    sample->notes[0] = cir_text_of(words->notes[0]);
    sample->table.note_count = sample->table.marked_note_count = 1;
}

void sample_trend(struct sample *sample, enum cir_language language)
{
    static const char *const years[] = {"2014", "2015", "2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023"};
    static const double counts[10 * 6] = {
        4,  20, 9,  3,  1, 0, 6,  24, 12, 6,  2, 1, 9,  31, 15, 8,  2, 0, 14, 52,  30, 19, 9, 2, 11, 60, 22, 9, 4, 0,
        12, 71, 35, 11, 3, 0, 20, 88, 41, 15, 6, 1, 22, 97, 52, 21, 7, 0, 30, 120, 60, 24, 9, 1, 13, 51, 22, 9, 3, 0};
    const struct words *words = &all_words[language];
    start(sample, "trend", words->trend_caption, language);
    add_level_columns(sample, words);
    add_rows(sample, years, 10, counts, 6);
    for (size_t i = 0; i < 10; i++)
        sample->cells[i][0].kind = CIR_SHOWN_CODE;
    add_total_column(sample, words);
    sample->cells[9][0].note = 1;
    sample->notes[0] = cir_text_of(words->partial);
    sample->table.note_count = sample->table.marked_note_count = 1;
}

void sample_crossborder(struct sample *sample, enum cir_language language)
{
    static const char *const ids[] = {"UKR", "USA", "DEU", "FRA", "SAU", "JPN", "BRA", "IND", "EST", "CAN"};
    double counts[100];
    const struct words *words = &all_words[language];
    for (size_t i = 0; i < 100; i++)
        counts[i] = (double)((i * 37 + i / 10 * 11) % 23 * ((i * 7) % 5));
    start(sample, "crossborder", words->crossborder_caption, language);
    add_column(sample, "from", words->sector);
    for (size_t j = 0; j < 10; j++)
        add_column(sample, ids[j], words->states[j]);
    add_rows(sample, words->states, 10, counts, 10);
    for (size_t i = 0; i < 10; i++)
        sample_mark(sample, i, 1 + i, CIR_SHOWN_NOTHING, "–");
}

void sample_intervals(struct sample *sample, enum cir_language language)
{
    static const char *const ids[] = {"2015-ukraine-grid", "2021-colonial", "2017-wannacry",  "2017-notpetya",
                                      "2010-stuxnet",      "2007-estonia",  "2012-shamoon",   "2020-solarwinds",
                                      "2021-hse",          "2022-viasat",   "2014-dragonfly", "2016-ukraine-grid"};
    const struct words *words = &all_words[language];
    start(sample, "intervals", words->matrix_caption, language);
    add_column(sample, "id", words->sector);
    add_column(sample, "gge_level", words->levels[3]);
    add_column(sample, "gge_reason", words->sectors[2]);
    add_column(sample, "gge_score", words->levels[4]);
    sample->columns[1].is_number = sample->columns[2].is_number = false;
    sample->columns[3].unit = cir_text_of("0\xE2\x80\x93"
                                          "100");
    for (size_t i = 0; i < 12; i++) {
        double value = 88.3 - 5.1 * (double)i;
        sample_mark(sample, i, 0, CIR_SHOWN_CODE, ids[i]);
        sample_mark(sample, i, 1, CIR_SHOWN_WORDS, words->levels[5 - i / 3]);
        sample_mark(sample, i, 2, CIR_SHOWN_CODE, i % 2 == 0 ? "people_affected" : "services");
        sample_range(sample, i, 3, value - 2.385 * (double)(i % 5), value, value + 1.7 * (double)((i + 2) % 6));
    }
    sample_range(sample, 6, 3, 40, NAN, INFINITY);
    sample_mark(sample, 9, 3, CIR_SHOWN_UNKNOWN, words->unknown);
    sample->table.row_count = 12;
}

void sample_recovery(struct sample *sample, enum cir_language language)
{
    const struct words *words = &all_words[language];
    start(sample, "recovery", words->trend_caption, language);
    add_column(sample, "hour", words->sectors[2]);
    for (size_t j = 0; j < 4; j++) {
        add_column(sample, "part", words->sectors[j]);
        sample->columns[1 + j].unit = cir_text_of("MUSD/h");
    }
    for (size_t i = 0; i < 16; i++) {
        double hour = i < 8 ? 3 * (double)i : 24 + 18 * (double)(i - 8);
        double rise = i < 8 ? (double)i / 8 : exp(-(hour - 24) / 40);
        sample_set(sample, i, 0, hour);
        for (size_t j = 0; j < 4; j++) {
            double value = 12 * rise / (1 + 1.5 * (double)j);
            if (j < 2)
                sample_range(sample, i, 1 + j, 0.8 * value, value, 1.3 * value);
            else
                sample_set(sample, i, 1 + j, value);
        }
    }
    sample->table.row_count = 16;
}

void sample_acceptability(struct sample *sample, enum cir_language language)
{
    static const char *const ranks[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"};
    const struct words *words = &all_words[language];
    start(sample, "acceptability", words->levels_caption, language);
    add_column(sample, "asset", words->sector);
    add_column(sample, "listed", words->total);
    sample->columns[1].is_number = false;
    for (size_t j = 0; j < 10; j++)
        add_column(sample, ranks[j], ranks[j]);
    for (size_t i = 0; i < 10; i++) {
        double weights[10];
        double sum = 0;
        for (size_t j = 0; j < 10; j++) {
            double apart = fabs((double)i - (double)j);
            weights[j] = apart > 4 ? 0 : 1 / (1 + 2 * apart * apart);
            sum += weights[j];
        }
        sample_mark(sample, i, 0, CIR_SHOWN_WORDS, words->states[i]);
        sample_set(sample, i, 1, 100 - 9 * (double)i);
        for (size_t j = 0; j < 10; j++) {
            double share = weights[j] / sum;
            char *text = sample->texts[i][2 + j];
            size_t size = cir_number_write(text, 100 * share, 0);
            text[size] = '%';
            sample->cells[i][2 + j] = (struct cir_shown_cell){.kind = CIR_SHOWN_NUMBER,
                                                              .text = {text, size + 1},
                                                              .value = share,
                                                              .low = NAN,
                                                              .high = NAN,
                                                              .significant = 2,
                                                              .percent = true};
        }
    }
    sample->table.row_count = 10;
}
