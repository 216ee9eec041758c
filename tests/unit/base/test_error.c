#include "suite.h"

#include "base/error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static void test_error__fills_in_place_and_message(void)
{
    struct cir_error error;
    struct cir_place place = {.file = "log.csv", .line = 17, .column = 3};
    CU_ASSERT_EQUAL(cir_fail(&error, CIR_BAD_CELL, place, "'%s' is no number from %d", "-4", 1), CIR_BAD_CELL);
    CU_ASSERT_EQUAL(error.status, CIR_BAD_CELL);
    CU_ASSERT_EQUAL(error.line, 17);
    CU_ASSERT_EQUAL(error.column, 3);
    CU_ASSERT_STRING_EQUAL(error.file, "log.csv");
    CU_ASSERT_STRING_EQUAL(error.message, "'-4' is no number from 1");
}

static void test_error__may_be_left_out(void)
{
    CU_ASSERT_EQUAL(cir_fail(NULL, CIR_BAD_TABLE, (struct cir_place){0}, "%d", 1), CIR_BAD_TABLE);
    CU_ASSERT_EQUAL(cir_fail_memory(NULL), CIR_NO_MEMORY);
    CU_ASSERT_EQUAL(cir_fail_system(NULL, "log.csv", ENOENT), CIR_NO_FILE);
}

static void test_error__leaves_nothing_of_an_earlier_one(void)
{
    struct cir_error error;
    memset(&error, 0x5a, sizeof error);
    cir_fail(&error, CIR_BAD_USE, (struct cir_place){0}, "no scheme given");
    CU_ASSERT_STRING_EQUAL(error.file, "");
    CU_ASSERT_EQUAL(error.line, 0);
    CU_ASSERT_EQUAL(error.column, 0);
}

static void test_error__cuts_what_is_too_long(void)
{
    char longer[2048];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    struct cir_error error;
    cir_fail(&error, CIR_BAD_LOG, (struct cir_place){.file = longer}, "%s", longer);
    CU_ASSERT_EQUAL(strlen(error.file), CIR_ERROR_FILE_SIZE - 1);
    CU_ASSERT_EQUAL(strlen(error.message), CIR_ERROR_MESSAGE_SIZE - 1);
}

static void test_error__says_what_the_system_says(void)
{
    struct cir_error error;
    CU_ASSERT_EQUAL(cir_fail_system(&error, "log.csv", EACCES), CIR_NO_FILE);
    CU_ASSERT_STRING_EQUAL(error.file, "log.csv");
    CU_ASSERT_STRING_EQUAL(error.message, "Permission denied");
    CU_ASSERT_EQUAL(cir_fail_memory(&error), CIR_NO_MEMORY);
    CU_ASSERT_STRING_EQUAL(error.message, "memory is exhausted");
    CU_ASSERT_STRING_EQUAL(error.file, "");
}

static void test_error__names_every_status(void)
{
    static const enum cir_status all[] = {
#define CIR_STATUS(symbol, name, exit_code, text) CIR_##symbol,
#include "base/status.def"
#undef CIR_STATUS
    };
    size_t count = sizeof all / sizeof all[0];
    for (size_t i = 0; i < count; i++) {
        const char *name = cir_status_name(all[i]);
        CU_ASSERT(strlen(name) > 0 && strspn(name, "abcdefghijklmnopqrstuvwxyz_") == strlen(name));
        CU_ASSERT(strlen(cir_status_text(all[i])) > 0);
        CU_ASSERT(cir_status_exit_code(all[i]) >= 0 && cir_status_exit_code(all[i]) <= 5);
        for (size_t j = 0; j < i; j++)
            CU_ASSERT_STRING_NOT_EQUAL(name, cir_status_name(all[j]));
    }
    CU_ASSERT_STRING_EQUAL(cir_status_name(CIR_BAD_TABLE), "bad_table");
}

static void test_error__ends_with_the_documented_exit_codes(void)
{
    CU_ASSERT_EQUAL(cir_status_exit_code(CIR_OK), 0);
    CU_ASSERT_EQUAL(cir_status_exit_code(CIR_END), 0);
    CU_ASSERT_EQUAL(cir_status_exit_code(CIR_BAD_CELL), 1);
    CU_ASSERT_EQUAL(cir_status_exit_code(CIR_BAD_USE), 2);
    CU_ASSERT_EQUAL(cir_status_exit_code(CIR_NO_FILE), 3);
    CU_ASSERT_EQUAL(cir_status_exit_code(CIR_BAD_LOG), 3);
    CU_ASSERT_EQUAL(cir_status_exit_code(CIR_BAD_TABLE), 4);
    CU_ASSERT_EQUAL(cir_status_exit_code(CIR_NO_MEMORY), 5);
}

CIR_SUITE("error", {"fills in place and message", test_error__fills_in_place_and_message},
          {"may be left out", test_error__may_be_left_out},
          {"leaves nothing of an earlier one", test_error__leaves_nothing_of_an_earlier_one},
          {"cuts what is too long", test_error__cuts_what_is_too_long},
          {"says what the system says", test_error__says_what_the_system_says},
          {"names every status", test_error__names_every_status},
          {"ends with the documented exit codes", test_error__ends_with_the_documented_exit_codes})
