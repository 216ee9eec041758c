#include "base/sha256.h"

#include "suite.h"

/* FIPS 180-2, appendices B.1 and B.2. */
static const struct {
    const char *text;
    const char *hex;
} known[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
};

static void test_sha256__gives_the_known_hashes(void)
{
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        char hex[CIR_SHA256_HEX_SIZE];
        cir_sha256_text(cir_text_of(known[i].text), hex);
        CU_ASSERT_STRING_EQUAL(hex, known[i].hex);
    }
}

static void test_sha256__takes_a_text_in_parts_and_begins_anew(void)
{
    char hex[CIR_SHA256_HEX_SIZE];
    struct sha256_ctx context;
    sha256_init(&context);
    for (int round = 0; round < 2; round++) {
        sha256_update(&context, 1, (const uint8_t *)"a");
        sha256_update(&context, 2, (const uint8_t *)"bc");
        cir_sha256_hex(&context, hex);
        CU_ASSERT_STRING_EQUAL(hex, known[1].hex);
    }
}

CIR_SUITE("sha256", {"gives the known hashes", test_sha256__gives_the_known_hashes},
          {"takes a text in parts and begins anew", test_sha256__takes_a_text_in_parts_and_begins_anew})
