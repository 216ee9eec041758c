/* Any bytes as a vector. */
#include "input.h"

#include "pipeline/log_rows.h"
#include "pipeline/vector.h"

#include <string.h>

static struct cir_classifier *classifier;

static void load(void)
{
    const char *const schemes[] = {"gge", "nciss"};
    if (classifier == NULL && cir_classifier_new(&classifier, NULL, schemes, 2, NULL) != CIR_OK)
        fuzz_expect("the built-in schemes can be loaded");
}

/* The vector of a row stands for a row of the same vector. */
static void use(struct cir_text log, unsigned more);

static void check_again(const struct cir_cell *cells, unsigned more)
{
    struct cir_buffer text = {0};
    struct cir_buffer log = {0};
    struct cir_vector vector;
    cir_vector_add(&text, classifier, cells);
    if (cir_vector_read(&vector, cir_buffer_text(&text), NULL) != CIR_OK ||
        cir_vector_check_versions(&vector, classifier, NULL) != CIR_OK ||
        cir_vector_log(&log, &vector, classifier, NULL) != CIR_OK)
        fuzz_expect("a vector that was written can be read");
    use(cir_buffer_text(&log), more);
    cir_vector_free(&vector);
    cir_buffer_free(&text);
    cir_buffer_free(&log);
}

static void use(struct cir_text log, unsigned more)
{
    const struct cir_log_format format = {.text = log, .delimiter = ','};
    struct cir_log_rows rows = {0};
    if (cir_log_rows_open(&rows, classifier, "vector", &format, false, NULL) != CIR_OK)
        fuzz_expect("the log of a vector can be opened");
    if (cir_log_rows_next(&rows, NULL) != CIR_OK)
        fuzz_expect("the log of a vector has a row");
    if (rows.incident.problem_count == 0 && more > 0)
        check_again(rows.incident.cells, more - 1);
    else if (rows.incident.problem_count > 0 && more == 0)
        fuzz_expect("what was written of a row is a row");
    if (cir_log_rows_next(&rows, NULL) != CIR_END)
        fuzz_expect("the log of a vector has one row");
    cir_log_rows_close(&rows);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cir_vector vector;
    struct cir_buffer log = {0};
    struct cir_error error = {0};
    load();
    enum cir_status status = cir_vector_read(&vector, (struct cir_text){(const char *)data, size}, &error);
    if (status == CIR_OK)
        status = cir_vector_log(&log, &vector, classifier, &error);
    if (status == CIR_OK)
        use(cir_buffer_text(&log), 1);
    else if (status != CIR_BAD_USE || error.message[0] == '\0' || error.column == 0)
        fuzz_expect("a vector that is refused is told where");
    cir_buffer_free(&log);
    cir_vector_free(&vector);
    return 0;
}
