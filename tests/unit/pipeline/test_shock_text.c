#include "pipeline/shock_text.h"

#include "suite.h"

static void test_shock_text__reads_what_is_well_formed(void)
{
    static const struct {
        const char *text;
        const char *state;
        const char *sector;
        double share[2];
        double duration_h[2];
    } cases[] = {
        {"DEU:energy=0.10@24h", "DEU", "energy", {.1, .1}, {24, 24}},
        {" France : power = 2.385% @ 1.5 d ", "France", "power", {.02385, .02385}, {36, 36}},
        {"ROW:rest=0.05..0.2@6h..2d", "ROW", "rest", {.05, .2}, {6, 48}},
        {"EST:D35=5%..1@.25h", "EST", "D35", {.05, 1}, {.25, .25}},
        {"EST:D35=0@1h", "EST", "D35", {0, 0}, {1, 1}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct cir_shock_text shock;
        CU_ASSERT_EQUAL_FATAL(cir_shock_text_read(&shock, cir_text_of(cases[i].text), NULL), CIR_OK);
        CU_ASSERT(cir_text_is(shock.state, cases[i].state) && cir_text_is(shock.sector, cases[i].sector));
        CU_ASSERT_DOUBLE_EQUAL(shock.share.low, cases[i].share[0], 1e-15);
        CU_ASSERT_DOUBLE_EQUAL(shock.share.high, cases[i].share[1], 1e-15);
        CU_ASSERT_EQUAL(shock.duration_h.low, cases[i].duration_h[0]);
        CU_ASSERT_EQUAL(shock.duration_h.high, cases[i].duration_h[1]);
    }
}

static void test_shock_text__says_what_is_wrong(void)
{
    static const struct {
        const char *text;
        const char *expected;
        enum cir_status status;
    } cases[] = {
        {"", "STATE:SECTOR=SHARE@TIME", CIR_BAD_USE},
        {"DEU:energy", "STATE:SECTOR=SHARE@TIME", CIR_BAD_USE},
        {"DEU:energy=0.1", "STATE:SECTOR=SHARE@TIME", CIR_BAD_USE},
        {"DEU=0.1@24h", "a share needs both for its base", CIR_BAD_SHOCK},
        {":energy=0.1@24h", "a share needs both for its base", CIR_BAD_SHOCK},
        {"DEU:=0.1@24h", "a share needs both for its base", CIR_BAD_SHOCK},
        {"DEU:energy=1.1@24h", "nothing loses more than all", CIR_BAD_SHOCK},
        {"DEU:energy=110%@24h", "nothing loses more than all", CIR_BAD_SHOCK},
        {"DEU:energy=-0.1@24h", "nor less than nothing", CIR_BAD_SHOCK},
        {"DEU:energy=0,1@24h", "from 0 to 1", CIR_BAD_USE},
        {"DEU:energy=@24h", "from 0 to 1", CIR_BAD_USE},
        {"DEU:energy=0.2..0.1@24h", "from 0 to 1", CIR_BAD_USE},
        {"DEU:energy=nan@24h", "from 0 to 1", CIR_BAD_USE},
        {"DEU:energy=0.1@24", "in hours or days", CIR_BAD_USE},
        {"DEU:energy=0.1@0h", "in hours or days", CIR_BAD_USE},
        {"DEU:energy=0.1@-3h", "in hours or days", CIR_BAD_USE},
        {"DEU:energy=0.1@h", "in hours or days", CIR_BAD_USE},
        {"DEU:energy=0.1@2d..6h", "in hours or days", CIR_BAD_USE},
        {"DEU:energy=0.1@", "in hours or days", CIR_BAD_USE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct cir_shock_text shock;
        struct cir_error error = {0};
        CU_ASSERT_EQUAL(cir_shock_text_read(&shock, cir_text_of(cases[i].text), &error), cases[i].status);
        if (strstr(error.message, cases[i].expected) == NULL)
            CU_FAIL(cases[i].text);
    }
}

static void test_shock_text__reads_a_time_alone(void)
{
    static const char *const wrong[] = {"", "24", "0h", "-3h", "2d..6h", "inf h", "3w"};
    struct cir_shock_span time;
    struct cir_error error = {0};
    CU_ASSERT_EQUAL(cir_duration_text_read(&time, cir_text_of(" 6h .. 2.5d "), &error), CIR_OK);
    CU_ASSERT(time.low == 6 && time.high == 60);
    CU_ASSERT_EQUAL(cir_duration_text_read(&time, cir_text_of("23.85h"), &error), CIR_OK);
    CU_ASSERT(time.low == 23.85 && time.high == 23.85);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        CU_ASSERT_EQUAL(cir_duration_text_read(&time, cir_text_of(wrong[i]), &error), CIR_BAD_USE);
        CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "such as 24h, 3d or 6h..2d"));
    }
}

CIR_SUITE("shock_text", {"reads a time alone", test_shock_text__reads_a_time_alone},
          {"reads what is well-formed", test_shock_text__reads_what_is_well_formed},
          {"says what is wrong", test_shock_text__says_what_is_wrong})
