/* Every allocation of the sinks fails in turn: alone, and with all that follow. */
#include "sink/csv_sink.h"
#include "sink/ndjson_sink.h"
#include "sink/rejects_sink.h"
#include "sink/summary.h"
#include "sink/verdict_columns.h"
#include "suite.h"
#include "toy.h"

#include <stdlib.h>

static size_t calls;
static size_t fails_at; /* 0: never */
static bool fails_on;   /* and all that follow */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

static bool fails(void)
{
    calls++;
    return fails_at > 0 && (calls == fails_at || (fails_on && calls > fails_at));
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}
void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}
void *__wrap_realloc(void *memory, size_t size)
{
    return fails() ? NULL : __real_realloc(memory, size);
}

static struct cir_span spans[] = {{.start = 0, .size = 3}, {.start = 4, .size = 2}};
static const struct cir_record record = {.text = {"A-1,=x", 6}, .spans = spans, .count = 2};

static enum cir_status write_csv(struct cir_buffer *out)
{
    static const struct cir_csv_options options = {',', CIR_COLUMNS_ALL, false, true, false};
    struct cir_csv_sink *sink = NULL;
    struct cir_csv_memory *memory = NULL;
    enum cir_status status = cir_csv_sink_new(&sink, toy_schemes, 2, &options, NULL);
    if (status == CIR_OK)
        status = cir_csv_memory_new(&memory, sink, NULL);
    if (status == CIR_OK) {
        cir_csv_sink_header(sink, &record, out);
        cir_csv_sink_row(sink, &record, &toy_overrides, toy_known, NULL, NULL, memory, out);
    }
    cir_csv_memory_free(memory);
    cir_csv_sink_free(sink);
    return status;
}

static enum cir_status write_ndjson(struct cir_buffer *out)
{
    const struct cir_text names[] = {cir_text_of("id"), cir_text_of("")};
    struct cir_ndjson_sink *sink = NULL;
    static const struct cir_ndjson_options options = {CIR_COLUMNS_ALL, "0.1.0", true};
    enum cir_status status = cir_ndjson_sink_new(&sink, toy_schemes, 2, names, 2, &options, NULL);
    if (status == CIR_OK)
        cir_ndjson_sink_row(sink, &record, &toy_overrides, toy_known, NULL, NULL, out);
    cir_ndjson_sink_free(sink);
    return status;
}

static enum cir_status write_rejects(struct cir_buffer *out)
{
    static const struct cir_problem problem = {
        .field = "id", .value = {"=x", 2}, .expected = "a, b", .suggestion = "", .row = 1};
    cir_rejects_header(out);
    cir_rejects_row("log.csv", &problem, record.text, false, out);
    return CIR_OK;
}

static enum cir_status count(struct cir_buffer *out)
{
    struct cir_tally tally;
    (void)out;
    enum cir_status status = cir_tally_init(&tally, toy_schemes, 2, NULL);
    cir_tally_free(&tally);
    return status;
}

static void fail_each(enum cir_status (*write)(struct cir_buffer *out), bool on)
{
    fails_on = on;
    bool failed = true;
    for (fails_at = 1; failed; fails_at++) {
        calls = 0;
        struct cir_buffer out = {0};
        enum cir_status status = write(&out);
        failed = calls >= fails_at;
        CU_ASSERT(status == CIR_OK || status == CIR_NO_MEMORY);
        CU_ASSERT_EQUAL(failed, status != CIR_OK || out.failed);
        cir_buffer_free(&out);
    }
    CU_ASSERT(fails_at > 2); /* something was made to fail */
    fails_at = 0;
}

static void test_sink_memory__every_failure_is_told(void)
{
    static enum cir_status (*const writers[])(struct cir_buffer *) = {write_csv, write_ndjson, write_rejects, count};
    for (size_t i = 0; i < sizeof writers / sizeof writers[0]; i++) {
        fail_each(writers[i], false);
        fail_each(writers[i], true);
    }
}

CIR_SUITE("sink_memory", {"every failure is told", test_sink_memory__every_failure_is_told})
