#include "suite.h"

#include "intake/ids.h"

#include "../base/random.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { ID_SIZE = 48, BLOCK_ROWS = 2000 };

/* A log: blocks of ids, what was admitted of them, and a plain set beside to be compared with. */
struct log {
    struct cir_ids *ids;
    struct cir_id_list list;
    struct cir_repeat *repeats;
    size_t repeat_count;
    size_t room;
    char (*names)[ID_SIZE]; /* of the block in hand */
    uint64_t lines;         /* before it */
};

static void log_make(struct log *log, size_t room)
{
    *log = (struct log){.ids = cir_ids_new(), .room = room};
    log->names = malloc(room * sizeof *log->names);
    log->repeats = malloc(room * sizeof *log->repeats);
    CU_ASSERT_FATAL(log->ids != NULL && log->names != NULL && log->repeats != NULL);
}

static void log_free(struct log *log)
{
    cir_ids_free(log->ids);
    cir_id_list_free(&log->list);
    free(log->names);
    free(log->repeats);
}

__attribute__((format(printf, 2, 3))) static void add(struct log *log, const char *format, ...)
{
    size_t row = log->list.count;
    va_list arguments;
    CU_ASSERT_FATAL(row < log->room);
    va_start(arguments, format);
    int size = vsnprintf(log->names[row], ID_SIZE, format, arguments);
    va_end(arguments);
    CU_ASSERT_TRUE(
        cir_id_list_add(&log->list, (struct cir_text){log->names[row], (size_t)size}, row + 1, (uint32_t)row));
}

/* Admit the block; one line a row. */
static size_t admit(struct log *log)
{
    CU_ASSERT_TRUE(cir_ids_admit(log->ids, &log->list, log->lines, log->repeats, &log->repeat_count));
    log->lines += log->list.count;
    cir_id_list_clear(&log->list);
    return log->repeat_count;
}

/* Fill the exact part with numbers from `first` on. */
static void fill_exact(struct log *log, unsigned first)
{
    for (unsigned i = 0; i < CIR_IDS_EXACT;) {
        for (unsigned k = 0; k < BLOCK_ROWS; k++, i++)
            add(log, "INC-%08u", first + i);
        CU_ASSERT_EQUAL(admit(log), 0);
    }
}

static void expect_repeat(const struct log *log, size_t i, uint32_t row, uint64_t first_line, uint64_t last_line)
{
    CU_ASSERT_EQUAL(log->repeats[i].row, row);
    CU_ASSERT_EQUAL(log->repeats[i].first_line, first_line);
    CU_ASSERT_EQUAL(log->repeats[i].last_line, last_line);
}

static void test_ids__tell_both_places_of_a_repeat(void)
{
    struct log log;
    log_make(&log, 10);
    add(&log, "A-17");
    add(&log, "B");
    add(&log, "A-17");
    add(&log, "A-017");
    CU_ASSERT_EQUAL(admit(&log), 1);
    expect_repeat(&log, 0, 2, 1, 1);
    add(&log, "C");
    add(&log, "B");
    add(&log, "A-17");
    add(&log, "b");
    CU_ASSERT_EQUAL(admit(&log), 2);
    expect_repeat(&log, 0, 1, 2, 2);
    expect_repeat(&log, 1, 2, 1, 1);
    CU_ASSERT_EQUAL(admit(&log), 0);
    log_free(&log);
}

static void test_ids__are_bytes_not_numbers(void)
{
    struct log log;
    log_make(&log, 20);
    static const char *const different[] = {"7",
                                            "07",
                                            "007",
                                            "x7",
                                            "X7",
                                            "7x",
                                            " 7",
                                            "0000000000000000007",
                                            "-7",
                                            "+7",
                                            "7.0",
                                            "seven",
                                            "00",
                                            "0",
                                            "00000000000000000000000000000000000007"};
    for (size_t i = 0; i < sizeof different / sizeof different[0]; i++)
        add(&log, "%s", different[i]);
    CU_ASSERT_EQUAL(admit(&log), 0);
    log_free(&log);
}

static void test_ids__know_a_repeat_of_a_block_kept_as_bits_by_its_lines(void)
{
    struct log log;
    log_make(&log, BLOCK_ROWS);
    fill_exact(&log, 1);
    uint64_t start = log.lines;
    for (unsigned i = 0; i < BLOCK_ROWS; i++)
        add(&log, "INC-%08u", 1000000 + 3 * i); /* kept as bits, two in three of them clear */
    CU_ASSERT_EQUAL(admit(&log), 0);
    add(&log, "INC-%08u", 1000000);
    add(&log, "INC-%08u", 1000001);
    add(&log, "INC-%08u", 1000003);
    add(&log, "INC-%08u", 1000000 + 3 * (BLOCK_ROWS - 1));
    add(&log, "INC-%08u", 17);
    add(&log, "INC-%08u", 1000001);
    CU_ASSERT_EQUAL_FATAL(admit(&log), 5);
    expect_repeat(&log, 0, 0, start + 1, start + BLOCK_ROWS);
    expect_repeat(&log, 1, 2, start + 1, start + BLOCK_ROWS);
    expect_repeat(&log, 2, 3, start + 1, start + BLOCK_ROWS);
    expect_repeat(&log, 3, 4, 17, 17);
    expect_repeat(&log, 4, 5, start + BLOCK_ROWS + 2, start + BLOCK_ROWS + 2);
    log_free(&log);
}

/* A block that lies between two others, one that overlaps, one that starts where another ends. */
static void test_ids__know_repeats_whatever_the_order_of_blocks(void)
{
    struct log log;
    log_make(&log, BLOCK_ROWS);
    fill_exact(&log, 1);
    static const struct {
        unsigned first, repeats;
    } blocks[] = {{5000000, 0}, {7000000, 0},   {6000000, 0}, {5000500, 500}, {6999000, 0},
                  {7000999, 1}, {7001000, 999}, {7002000, 0}, {9000000, 0},   {1, 1000}};
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
        for (unsigned k = 0; k < 1000; k++)
            add(&log, "INC-%08u", blocks[i].first + k);
        CU_ASSERT_EQUAL(admit(&log), blocks[i].repeats);
    }
    log_free(&log);
}

static void test_ids__keep_sparse_numbers_without_a_bit_for_each(void)
{
    struct log log;
    log_make(&log, BLOCK_ROWS);
    fill_exact(&log, 1);
    add(&log, "R-%018llu", 1ULL);
    add(&log, "R-%018llu", 999999999999999999ULL);
    CU_ASSERT_EQUAL(admit(&log), 0);
    add(&log, "R-%018llu", 999999999999999999ULL);
    CU_ASSERT_EQUAL(admit(&log), 1);
    log_free(&log);
}

static void test_ids__tell_prefixes_and_widths_apart(void)
{
    struct log log;
    log_make(&log, BLOCK_ROWS);
    fill_exact(&log, 1);
    for (int width = 1; width <= 8; width++)
        for (int prefix = 'A'; prefix <= 'Z'; prefix++) {
            add(&log, "%c%0*d", prefix, width, 7);
            CU_ASSERT_EQUAL(admit(&log), 0);
        }
    for (int width = 1; width <= 8; width++)
        for (int prefix = 'A'; prefix <= 'Z'; prefix++)
            add(&log, "%c%0*d", prefix, width, 7);
    CU_ASSERT_EQUAL(admit(&log), (size_t)8 * 26);
    log_free(&log);
}

static void test_ids__may_be_uuids(void)
{
    struct log log;
    log_make(&log, BLOCK_ROWS);
    uint64_t random = 128;
    for (int block = 0; block < 160; block++) {
        for (int i = 0; i < BLOCK_ROWS; i++)
            add(&log, "%08x-%04x-4%03x-8%03x-%012llx", (unsigned)random_next(&random), random_below(&random, 1 << 16),
                random_below(&random, 1 << 12), random_below(&random, 1 << 12),
                (unsigned long long)(random_next(&random) >> 16));
        CU_ASSERT_EQUAL(admit(&log), 0);
    }
    random = 128;
    for (int i = 0; i < BLOCK_ROWS; i++)
        add(&log, "%08x-%04x-4%03x-8%03x-%012llx", (unsigned)random_next(&random), random_below(&random, 1 << 16),
            random_below(&random, 1 << 12), random_below(&random, 1 << 12),
            (unsigned long long)(random_next(&random) >> 16));
    CU_ASSERT_EQUAL(admit(&log), BLOCK_ROWS);
    log_free(&log);
}

/* Numbers of three prefixes, in runs up, runs down and at random, against one byte a number. */
static void test_ids__admit_what_a_plain_set_admits(void)
{
    enum { PREFIXES = 3, NUMBERS = 600000 };
    static unsigned char seen[PREFIXES][NUMBERS];
    static uint64_t line_of[PREFIXES][NUMBERS];
    struct log log;
    log_make(&log, BLOCK_ROWS);
    uint64_t random = 271828;
    size_t repeats = 0;
    for (int block = 0; block < 700; block++) {
        static bool is_repeat[BLOCK_ROWS];
        static uint64_t first_line[BLOCK_ROWS];
        unsigned way = random_below(&random, 8);
        unsigned prefix = random_below(&random, PREFIXES);
        unsigned number = way == 7 ? random_below(&random, NUMBERS) : (unsigned)block * 800 % NUMBERS;
        for (uint32_t row = 0; row < BLOCK_ROWS; row++) {
            if (way == 0)
                prefix = random_below(&random, PREFIXES);
            if (way == 1 && row % 100 == 0)
                number = random_below(&random, NUMBERS);
            number = (number + (way == 2 ? NUMBERS - 1 : 1 + random_below(&random, 2) * (way > 3))) % NUMBERS;
            is_repeat[row] = seen[prefix][number] != 0;
            first_line[row] = line_of[prefix][number];
            if (!is_repeat[row])
                line_of[prefix][number] = log.lines + row + 1;
            seen[prefix][number] = 1;
            add(&log, "%c-%07u", "PQR"[prefix], number);
        }
        repeats += admit(&log);
        size_t told = 0;
        for (uint32_t row = 0; row < BLOCK_ROWS; row++) {
            if (!is_repeat[row])
                continue;
            const struct cir_repeat *repeat = &log.repeats[told++];
            if (told > log.repeat_count || repeat->row != row || repeat->first_line > first_line[row] ||
                repeat->last_line < first_line[row])
                CU_FAIL_FATAL("another repeat than the plain set's");
        }
        CU_ASSERT_EQUAL_FATAL(told, log.repeat_count);
    }
    CU_ASSERT(repeats > 100000);
    log_free(&log);
}

/* Digits at the end, counted one by one. */
static size_t plain_prefix(struct cir_text id, uint64_t *number)
{
    size_t prefix = id.size;
    while (prefix > 0 && id.data[prefix - 1] >= '0' && id.data[prefix - 1] <= '9')
        prefix--;
    *number = id.size > prefix ? strtoull(id.data + prefix, NULL, 10) : 0;
    return id.size - prefix > 18 ? id.size : prefix;
}

/* Whatever follows whatever: each id is split as if it stood alone, and a block falls from the first that does not
 * count on. */
static void test_ids__are_split_the_same_whatever_was_before(void)
{
    static const char *const prefixes[] = {"", "I", "INC-", "INC_", "incident", "incident-", "a long prefix: 7 of x"};
    struct log log;
    log_make(&log, BLOCK_ROWS);
    uint64_t random = 662607;
    for (int block = 0; block < 2000; block++) {
        uint64_t before = 0;
        bool falls = false;
        size_t before_size = 0;
        int start = block % 4 == 0 ? (int)random_below(&random, 7) : -1;
        for (unsigned i = 0; i < 6; i++) {
            char digits[24] = "";
            unsigned wanted = start >= 0 ? 1 + (unsigned)block % 19 : random_below(&random, 22);
            for (unsigned k = 0; k < wanted; k++)
                digits[k] = (char)('0' + random_below(&random, k < 2 ? 2 : 10));
            if (random_below(&random, 16) == 0 && wanted > 1)
                digits[random_below(&random, wanted)] = "x/:"[random_below(&random, 3)];
            const char *prefix = prefixes[start >= 0 ? (unsigned)start : random_below(&random, 7)];
            add(&log, "%s%s", prefix, digits);
            const struct cir_id_mark *mark = &log.list.marks[i];
            uint64_t number = 0;
            size_t prefix_size = plain_prefix(mark->id, &number);
            CU_ASSERT_EQUAL(mark->prefix_size, prefix_size);
            CU_ASSERT(prefix_size == mark->id.size || mark->number == number);
            bool is_alike = i > 0 && mark->id.size == mark[-1].id.size && prefix_size == before_size &&
                            memcmp(mark->id.data, mark[-1].id.data, prefix_size) == 0;
            falls = falls || prefix_size == mark->id.size || (i > 0 && !(is_alike && number > before));
            CU_ASSERT_EQUAL(log.list.falls, falls);
            before = number;
            before_size = prefix_size;
        }
        cir_id_list_clear(&log.list);
    }
    log_free(&log);
}

CIR_SUITE("ids", {"tell both places of a repeat", test_ids__tell_both_places_of_a_repeat},
          {"are bytes, not numbers", test_ids__are_bytes_not_numbers},
          {"know a repeat of a block kept as bits by its lines",
           test_ids__know_a_repeat_of_a_block_kept_as_bits_by_its_lines},
          {"know repeats whatever the order of blocks", test_ids__know_repeats_whatever_the_order_of_blocks},
          {"keep sparse numbers without a bit for each", test_ids__keep_sparse_numbers_without_a_bit_for_each},
          {"tell prefixes and widths apart", test_ids__tell_prefixes_and_widths_apart},
          {"may be UUIDs", test_ids__may_be_uuids},
          {"admit what a plain set admits", test_ids__admit_what_a_plain_set_admits},
          {"are split the same whatever was before", test_ids__are_split_the_same_whatever_was_before})
