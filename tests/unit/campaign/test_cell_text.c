#include "campaign/cell_text.h"

#include "suite.h"
#include "world.h"

#include <stdio.h>

static const char *write(const struct world *world, const char *field, const struct cir_cell *cell)
{
    static char text[WORLD_TEXT_SIZE];
    struct cir_buffer buffer = {0};
    uint32_t number = cir_index_find(&world->fields.index, cir_text_of(field));
    cir_cell_text_add(&buffer, cell, &world->fields.list[number], world->definitions);
    snprintf(text, sizeof text, "%.*s", (int)buffer.size, buffer.size > 0 ? buffer.data : "");
    cir_buffer_free(&buffer);
    return text;
}

/* Texts that come back as they are. */
static const struct {
    const char *field;
    const char *text;
} texts[] = {
    {"id", "A-1"},
    {"title", "a title, with a comma"},
    {"title", "unknown"},
    {"title", "n/a"},
    {"title", ""},
    {"date", "2020-05-31"},
    {"date", "2020-02-29"},
    {"date", "1969-12-31T23:59:59.500Z"},
    {"date", "2020-05-31T12:30Z"},
    {"date", "2020-05-31T12:30:07Z"},
    {"date", "2019-12-31..2020-01-01"},
    {"date", "2020-05-31T12:30Z..2020-06-01"},
    {"date", "<=2020-05-31"},
    {"date", ">=2020-05-31"},
    {"date", ">=2020-05-31T12:30Z"},
    {"country", "DE"},
    {"country", "US;DE;FR"},
    {"country", "US|DE"},
    {"other_countries", "none"},
    {"sector", "none"},
    {"people_affected", "12000"},
    {"people_affected", "0"},
    {"people_affected", "2.385"},
    {"people_affected", "100..500"},
    {"people_affected", ">=500"},
    {"people_affected", "<=500"},
    {"people_affected", "0..500"},
    {"people_affected", "~300"},
    {"people_affected", "1000000000000000"},
    {"people_affected", "1e22"},
    {"people_share", "0.125"},
    {"people_share", "~0.75"},
    {"people_share", ">=0.25"},
    {"people_share", "0.3..1"},
    {"people_share", "~0.5"},
    {"people_share", "2.385e-7"},
    {"service_loss", "degraded"},
    {"service_loss", "none|severe|total"},
    {"service_loss", "severe"},
    {"service_loss", "0.25..0.5"},
    {"physical", "none|lasting"},
    {"information", "personal;destroyed"},
    {"critical_period", "yes"},
    {"critical_period", "no|yes"},
    {"currency", "EUR"},
};

static void test_cell_text__comes_back(void)
{
    struct world world;
    world_open(&world);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct cir_cell cell = world_cell(&world, texts[i].field, texts[i].text);
        const char *found = write(&world, texts[i].field, &cell);
        if (strcmp(found, texts[i].text) != 0) {
            printf("%s: '%s' from '%s'\n", texts[i].field, found, texts[i].text);
            CU_FAIL("another text");
        }
    }
    world_close(&world);
}

static void test_cell_text__keeps_ends_and_takes_the_nearest_point(void)
{
    static const struct {
        const char *field;
        double low, point, high;
        const char *text;
    } rows[] = {
        {"people_affected", 100, 110, 400, "100..400"},
        {"people_affected", 0, 390, 400, "<=400"},
        {"people_affected", 0, 20, 400, "0..400"},
        {"people_share", 0.01, 0.25, 1, "0.01..1"},
        {"people_share", 0.01, 0.02, 1, ">=0.01"},
        {"service_loss", 0.01, 0.25, 0.5, "degraded"},
        {"service_loss", 0.01, 0.5, 0.95, "degraded|severe"},
        {"service_loss", 0.01, 0.2, 0.95, "0.01..0.95"},
        {"service_loss", 0.95, 0.97, 1, "0.95..1"},
        {"people_affected", 1.0 / 3, 1.0 / 3, 1.0 / 3, "0.3333333333333333"},
    };
    struct world world;
    world_open(&world);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct cir_cell cell = {.state = CIR_CELL_KNOWN};
        cell.number.low = rows[i].low;
        cell.number.point = rows[i].point;
        cell.number.high = rows[i].high;
        const char *text = write(&world, rows[i].field, &cell);
        CU_ASSERT_STRING_EQUAL(text, rows[i].text);
        struct cir_cell back = world_cell(&world, rows[i].field, text);
        CU_ASSERT_EQUAL(back.number.low, rows[i].low);
        CU_ASSERT_EQUAL(back.number.high, rows[i].high);
    }
    world_close(&world);
}

CIR_SUITE("cell_text", {"comes back", test_cell_text__comes_back},
          {"keeps ends and takes the nearest point", test_cell_text__keeps_ends_and_takes_the_nearest_point})
