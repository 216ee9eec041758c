#include "suite.h"

#include "report/policy.h"

/* Hashes as `printf %s TEXT | openssl dgst -sha256 -binary | base64` gives them. */
static void test_policy__allows_one_style_and_one_script_by_their_hashes(void)
{
    struct cir_buffer policy = {0};
    cir_report_add_policy(&policy, cir_text_of("abc"), cir_text_of(""));
    CU_ASSERT(cir_text_is(cir_buffer_text(&policy),
                          "default-src 'none'; style-src 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='; "
                          "script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; img-src data:; "
                          "base-uri 'none'; form-action 'none'"));
    cir_buffer_free(&policy);
}

CIR_SUITE("report_policy", {"allows one style and one script by their hashes",
                            test_policy__allows_one_style_and_one_script_by_their_hashes})
