#include "pipeline/summary_cache.h"

#include "scratch.h"
#include "suite.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

static const char key[] = "2385";
static const char file_name[] = "cache/deep/summaries-2385";

static const float few[] = {.5F, .002F};
static const float more[] = {.9F, .3F, .0238F};

static struct cir_impact_summary summary_of(double scale)
{
    struct cir_impact_summary summary = {.output_per_h = 2.385 * scale, .money_per_h = {1 / scale, .5, .25}};
    for (size_t k = 0; k < CIR_SUMMARY_HOURS; k++)
        summary.abroad[k] = (struct cir_summary_abroad){{{few, k % 2}, {more, k % 3}}, {{few, k % 2}, {more, k % 2}}};
    for (size_t k = 0; k < CIR_SUMMARY_HOURS; k++)
        summary.hours[k] = (struct cir_summary_hour){.functional_per_h = {scale + (double)k, .1, 1e-12},
                                                     .functional_until = {1.5 * (double)k, 0, 7},
                                                     .states_low = {few, k % 3},
                                                     .states_high = {more, k % 4},
                                                     .top = {"DEU:rest;FRA:grid", k % 2 > 0 ? 17 : 0}};
    return summary;
}

static bool same_shares(const struct cir_state_shares *a, const struct cir_state_shares *b)
{
    return a->count == b->count && (a->count == 0 || memcmp(a->list, b->list, a->count * sizeof *a->list) == 0);
}

static bool same_ranks(const struct cir_state_ranks *a, const struct cir_state_ranks *b)
{
    return same_shares(&a->low, &b->low) && same_shares(&a->high, &b->high);
}

static bool same_parts(const double *a, const double *b)
{
    bool is = true;
    for (size_t i = 0; i < CIR_SUMMARY_PARTS; i++)
        is = is && a[i] == b[i];
    return is;
}

static bool same(const struct cir_impact_summary *a, const struct cir_impact_summary *b)
{
    bool is = a->output_per_h == b->output_per_h && same_parts(a->money_per_h, b->money_per_h);
    for (size_t k = 0; k < CIR_SUMMARY_HOURS; k++) {
        const struct cir_summary_hour *x = &a->hours[k];
        const struct cir_summary_hour *y = &b->hours[k];
        is = is && same_parts(x->functional_per_h, y->functional_per_h) &&
             same_parts(x->functional_until, y->functional_until) && same_shares(&x->states_low, &y->states_low) &&
             same_shares(&x->states_high, &y->states_high) && cir_text_equal(x->top, y->top) &&
             same_ranks(&a->abroad[k].all, &b->abroad[k].all) &&
             same_ranks(&a->abroad[k].regional, &b->abroad[k].regional);
    }
    return is;
}

static struct cir_summary_cache open_cache(void)
{
    struct cir_summary_cache cache;
    const struct cir_summary_place place = {.folder = scratch_path("cache/deep")};
    CU_ASSERT_EQUAL_FATAL(cir_summary_cache_open(&cache, &place, key, NULL), CIR_OK);
    return cache;
}

/* The file comes with the program, and the folder with the cache is not to be looked into. */
static struct cir_summary_cache open_ready(const struct cir_buffer *file, const char *of)
{
    struct cir_summary_cache cache;
    const struct cir_summary_place place = {.folder = scratch_path("elsewhere"), .ready = cir_buffer_text(file)};
    CU_ASSERT_EQUAL_FATAL(cir_summary_cache_open(&cache, &place, of, NULL), CIR_OK);
    return cache;
}

static void save(struct cir_summary_cache *cache, const struct cir_state_summaries *state, unsigned country)
{
    const struct cir_state_summaries *made[CIR_STATES_MAX] = {NULL};
    made[country] = state;
    CU_ASSERT_EQUAL(cir_summary_cache_save(cache, made, NULL), CIR_OK);
}

static bool has(const struct cir_summary_cache *cache, unsigned country, unsigned sector,
                const struct cir_impact_summary *expected)
{
    struct cir_state_summaries state = {.arena = {0}};
    enum cir_status status = cir_summary_cache_find(&state, cache, country);
    bool is = status == CIR_OK && state.by_sector[sector] != NULL && same(state.by_sector[sector], expected);
    CU_ASSERT(status == CIR_OK || status == CIR_END);
    cir_arena_free(&state.arena);
    return is;
}

/* What two States are kept as, saved one after the other. */
static const struct cir_impact_summary *fill(struct cir_impact_summary list[3])
{
    list[0] = summary_of(3.25);
    list[1] = summary_of(-.75);
    list[2] = summary_of(1e9);
    struct cir_state_summaries first = {.by_sector = {[2] = &list[0], [62] = &list[1]}};
    struct cir_state_summaries second = {.by_sector = {[0] = &list[2]}};
    struct cir_summary_cache cache = open_cache();
    save(&cache, &first, 17);
    cir_summary_cache_close(&cache);
    cache = open_cache();
    save(&cache, &second, 248);
    cir_summary_cache_close(&cache);
    return list;
}

static void test_summary_cache__gives_back_what_was_kept(void)
{
    struct cir_impact_summary list[3];
    scratch_open();
    fill(list);
    struct cir_summary_cache cache = open_cache();
    CU_ASSERT(has(&cache, 17, 2, &list[0]));
    CU_ASSERT(has(&cache, 17, 62, &list[1]));
    CU_ASSERT(has(&cache, 248, 0, &list[2]));
    CU_ASSERT(!has(&cache, 17, 2, &list[1]));
    struct cir_state_summaries state = {.arena = {0}};
    CU_ASSERT_EQUAL(cir_summary_cache_find(&state, &cache, 18), CIR_END);
    cir_summary_cache_close(&cache);
    const struct cir_summary_place place = {.folder = scratch_path("cache/deep")};
    CU_ASSERT_EQUAL(cir_summary_cache_open(&cache, &place, "2386", NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_summary_cache_find(&state, &cache, 17), CIR_END); /* another key is another file */
    cir_summary_cache_close(&cache);
    scratch_close();
}

static void test_summary_cache__what_comes_with_the_program_is_kept_nowhere(void)
{
    struct cir_impact_summary list[3];
    const struct cir_state_summaries state = {.by_sector = {NULL}};
    scratch_open();
    fill(list);
    struct cir_buffer file = scratch_read(file_name);
    struct cir_summary_cache cache = open_ready(&file, key);
    CU_ASSERT(has(&cache, 17, 62, &list[1]));
    CU_ASSERT(has(&cache, 248, 0, &list[2]));
    save(&cache, &state, 18);
    CU_ASSERT(!scratch_has("elsewhere"));
    cir_summary_cache_close(&cache);
    cir_buffer_free(&file);
    scratch_close();
}

static void test_summary_cache__what_comes_with_the_program_and_is_of_another_key_does_no_harm(void)
{
    struct cir_impact_summary list[3];
    scratch_open();
    fill(list);
    struct cir_buffer file = scratch_read(file_name);
    struct cir_state_summaries none = {.arena = {0}};
    const struct cir_state_summaries state = {.by_sector = {[3] = &list[1]}};
    struct cir_summary_cache cache = open_ready(&file, "2386");
    CU_ASSERT_EQUAL(cir_summary_cache_find(&none, &cache, 17), CIR_END);
    save(&cache, &state, 18);
    cir_summary_cache_close(&cache);
    cache = open_ready(&file, "2386");
    CU_ASSERT(has(&cache, 18, 3, &list[1]));
    cir_summary_cache_close(&cache);
    cir_buffer_free(&file);
    scratch_close();
}

static void test_summary_cache__a_file_for_a_program_holds_what_was_made(void)
{
    struct cir_impact_summary list[3];
    scratch_open();
    fill(list);
    const struct cir_state_summaries state = {.by_sector = {[7] = &list[0]}};
    const struct cir_state_summaries *made[CIR_STATES_MAX] = {[5] = &state};
    struct cir_summary_cache cache = open_cache();
    CU_ASSERT_EQUAL(cir_summary_cache_write(&cache, scratch_path("ready"), made, NULL), CIR_OK);
    cir_summary_cache_close(&cache);
    struct cir_buffer file = scratch_read("ready");
    cache = open_ready(&file, key);
    CU_ASSERT(has(&cache, 5, 7, &list[0]));
    CU_ASSERT(has(&cache, 17, 62, &list[1]));
    cir_summary_cache_close(&cache);
    cir_buffer_free(&file);
    scratch_close();
}

static void test_summary_cache__nothing_new_is_not_written(void)
{
    const struct cir_state_summaries *none[CIR_STATES_MAX] = {NULL};
    const struct cir_state_summaries state = {.by_sector = {NULL}};
    struct cir_summary_cache nowhere = {.path = NULL};
    scratch_open();
    struct cir_summary_cache cache = open_cache();
    CU_ASSERT_EQUAL(cir_summary_cache_save(&cache, none, NULL), CIR_OK);
    CU_ASSERT(!scratch_has("cache"));
    save(&nowhere, &state, 3);
    CU_ASSERT_EQUAL(scratch_count(), 0);
    cir_summary_cache_close(&cache);
    scratch_close();
}

static void test_summary_cache__says_that_it_cannot_be_written(void)
{
    const struct cir_state_summaries state = {.by_sector = {NULL}};
    const struct cir_state_summaries *made[CIR_STATES_MAX] = {[3] = &state};
    struct cir_error error = {0};
    scratch_open();
    scratch_write("cache", cir_text_of("a file, and no folder"));
    struct cir_summary_cache cache = open_cache();
    CU_ASSERT_EQUAL(cir_summary_cache_save(&cache, made, &error), CIR_NO_FILE);
    CU_ASSERT(strstr(error.file, "cache/deep") != NULL && error.message[0] != '\0');
    cir_summary_cache_close(&cache);
    scratch_close();
}

/* Looks for all States in a file of these bytes; asserts that none is found where none may be. */
static void look_into(struct cir_text bytes, bool may_be)
{
    scratch_write(file_name, bytes);
    struct cir_summary_cache cache = open_cache();
    for (unsigned country = 0; country < CIR_STATES_MAX; country++) {
        struct cir_state_summaries state = {.arena = {0}};
        enum cir_status status = cir_summary_cache_find(&state, &cache, country);
        CU_ASSERT(status == CIR_END || (may_be && status == CIR_OK));
        cir_arena_free(&state.arena);
    }
    cir_summary_cache_close(&cache);
}

static void test_summary_cache__what_is_damaged_is_not_there(void)
{
    struct cir_impact_summary list[3];
    scratch_open();
    fill(list);
    struct cir_buffer whole = scratch_read(file_name);
    CU_ASSERT_FATAL(whole.size > 1000);
    for (size_t size = 0; size < whole.size; size += size < 64 ? 1 : 97)
        look_into((struct cir_text){whole.data, size}, false);
    for (size_t at = 0; at < whole.size; at += at < 64 ? 1 : 61) {
        whole.data[at] ^= 0x10;
        look_into(cir_buffer_text(&whole), false);
        whole.data[at] ^= 0x10;
    }
    cir_buffer_free(&whole);
    scratch_close();
}

/* Someone may change a file and its hash, too: what cannot be is not there, and nothing is read beyond its end. */
static void test_summary_cache__survives_what_was_made_up(void)
{
    struct cir_impact_summary list[3];
    scratch_open();
    fill(list);
    struct cir_buffer whole = scratch_read(file_name);
    const size_t hashed = whole.size - sizeof(XXH64_hash_t);
    static const uint32_t counts[] = {0, 1, 64, 0x7fffffff, 0xffffffff};
    for (size_t at = 0; at + sizeof counts[0] <= hashed; at += at < 200 ? 4 : 52)
        for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
            uint32_t before;
            memcpy(&before, whole.data + at, sizeof before);
            memcpy(whole.data + at, &counts[i], sizeof counts[i]);
            XXH64_hash_t hash = XXH3_64bits(whole.data, hashed);
            memcpy(whole.data + hashed, &hash, sizeof hash);
            look_into(cir_buffer_text(&whole), true);
            memcpy(whole.data + at, &before, sizeof before);
        }
    cir_buffer_free(&whole);
    scratch_close();
}

CIR_SUITE("summary_cache", {"gives back what was kept", test_summary_cache__gives_back_what_was_kept},
          {"what comes with the program is kept nowhere",
           test_summary_cache__what_comes_with_the_program_is_kept_nowhere},
          {"what comes with the program and is of another key does no harm",
           test_summary_cache__what_comes_with_the_program_and_is_of_another_key_does_no_harm},
          {"a file for a program holds what was made", test_summary_cache__a_file_for_a_program_holds_what_was_made},
          {"nothing new is not written", test_summary_cache__nothing_new_is_not_written},
          {"says that it cannot be written", test_summary_cache__says_that_it_cannot_be_written},
          {"what is damaged is not there", test_summary_cache__what_is_damaged_is_not_there},
          {"survives what was made up", test_summary_cache__survives_what_was_made_up})
