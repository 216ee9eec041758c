/* Logs that are broken, odd or malicious: each has an expected end, and none crashes, hangs, or leaves half a file. */
#include "base/file.h"
#include "run.h"
#include "sheet.h"
#include "suite.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER  "id,date,country,sector,title\n"
#define ROW(id) id ",2020-03-04,EE,power,Plain\n"

/* Also of texts that hold NUL bytes. */
#define BYTES(literal)                                                                                                 \
    {                                                                                                                  \
        literal, sizeof(literal) - 1                                                                                   \
    }

enum { PATH_SIZE = 128, WIDE = 100000, LONG = 70000, LONG_ROWS = 25 };

static struct cir_classifier *classifier_of_gge(void)
{
    const char *scheme = "gge";
    return run_classifier(&scheme, 1);
}

struct hostile {
    const char *name;
    struct cir_text log;
    const char *message; /* a part of it, of a log that is refused */
    uint64_t scored;
    uint64_t rejected;
    enum cir_status status;
    enum cir_problem_code problem; /* of those that are rejected */
    struct cir_log_format format;
};

static void tell(const struct hostile *hostile, const struct run *run)
{
    printf("%s: %s \"%s\", scored %llu, rejected %llu\n%.*s", hostile->name, cir_status_name(run->status),
           run->status != CIR_OK ? run->error.message : "", (unsigned long long)run->tally.scored,
           (unsigned long long)run->tally.rejected, (int)run->rejects.size, run->rejects.data);
}

static bool is_as_expected(const struct hostile *hostile, const struct run *run)
{
    if (run->status != hostile->status)
        return false;
    if (run->status != CIR_OK)
        return strstr(run->error.message, hostile->message) != NULL && run->output.size == 0 && run->rejects.size == 0;
    return run->tally.scored == hostile->scored && run->tally.rejected == hostile->rejected &&
           run->tally.problems[hostile->problem] == hostile->rejected;
}

static void try_one(const struct cir_classifier *classifier, const struct hostile *hostile)
{
    const struct cir_score_options options = {.log = hostile->format, .threads = 2};
    struct run run;
    run_score_text(&run, classifier, hostile->log, &options);
    bool good = is_as_expected(hostile, &run);
    if (!good)
        tell(hostile, &run);
    CU_ASSERT_TRUE(good);
    if (run.status == CIR_OK) {
        struct sheet output;
        sheet_read(&output, cir_buffer_text(&run.output), ',');
        CU_ASSERT_EQUAL(output.row_count, hostile->scored);
        for (size_t i = 0; i < output.row_count; i++)
            CU_ASSERT_EQUAL(output.rows[i].count, output.header.count);
        sheet_free(&output);
    }
    run_free(&run);
}

static void try_all(const struct hostile *list, size_t count)
{
    struct cir_classifier *classifier = classifier_of_gge();
    scratch_open();
    for (size_t i = 0; i < count; i++)
        try_one(classifier, &list[i]);
    scratch_close();
    cir_classifier_free(classifier);
}

#define TRY_ALL(list) try_all(list, sizeof(list) / sizeof(list)[0])

static void test_hostile__what_is_no_log_is_refused(void)
{
    // clang-format off
    static const struct hostile list[] = {
        {"empty file", BYTES(""), .status = CIR_BAD_LOG, .message = "the file is empty"},
        {"empty lines", BYTES("\n\r\n\r\n\n"), .status = CIR_BAD_LOG, .message = "nothing but empty lines"},
        {"a BOM alone", BYTES("\xef\xbb\xbf"), .status = CIR_BAD_LOG, .message = "nothing but empty lines"},
        {"an XLSX named .csv", BYTES("PK\3\4\24\0\6\0\10\0[Content_Types].xml"), .status = CIR_BAD_LOG, .message = "XLSX"},
        {"an old Excel file", BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), .status = CIR_BAD_LOG, .message = "old Excel"},
        {"gzip", BYTES("\x1f\x8b\x08\0\0\0"), .status = CIR_BAD_LOG, .message = "gzip"},
        {"UTF-16 with BOM", BYTES("\xff\xfei\0d\0,\0"), .status = CIR_BAD_LOG, .message = "--encoding UTF-16"},
        {"UTF-16 with BOM, large end first", BYTES("\xfe\xff\0i\0d\0,"), .status = CIR_BAD_LOG, .message = "--encoding UTF-16"},
        {"UTF-16 without BOM", BYTES("i\0d\0,\0d\0a\0t\0e\0"), .status = CIR_BAD_LOG, .message = "UTF-16LE"},
        {"UTF-16 without BOM, large end first", BYTES("\0i\0d\0,\0d\0a\0t\0e"), .status = CIR_BAD_LOG, .message = "UTF-16BE"},
        {"a NUL in the header", BYTES("id,date,country,sec\0tor\n" ROW("A")), .status = CIR_BAD_LOG, .message = "NUL byte stands in the header"},
        {"a header cut inside a quote", BYTES("id,date,\"country"), .status = CIR_BAD_LOG, .message = "header cannot be read"},
        {"id twice", BYTES("id,date,country,sector,id\n" ROW("A")), .status = CIR_BAD_LOG, .message = "'id' stands twice, as columns 1 and 5"},
        {"required columns missing", BYTES("id,dates,country\nA,2020,EE\n"), .status = CIR_BAD_LOG, .message = "no column 'date' (nearest: 'dates'), 'sector'"},
        {"two delimiters that fit", BYTES("id;date,country\n"), .status = CIR_BAD_LOG, .message = "--delimiter"},
        {"an encoding that is none", BYTES(HEADER ROW("A")), .status = CIR_BAD_USE, .message = "there is no encoding 'klingon'", .format = {.encoding = "klingon"}},
        {"bytes that are none of the encoding", BYTES("\xff\xfei\0\0\xd8x\0"), .status = CIR_BAD_LOG, .message = "not of the declared encoding", .format = {.encoding = "UTF-16"}},
    };
    // clang-format on
    TRY_ALL(list);
}

static void test_hostile__odd_logs_are_read(void)
{
    // clang-format off
    static const struct hostile list[] = {
        {"header only", BYTES(HEADER), .scored = 0},
        {"header only, no final newline", BYTES("id,date,country,sector"), .scored = 0},
        {"no final newline", BYTES(HEADER "A,2020,EE,power,x"), .scored = 1},
        {"lone CR", BYTES("id,date,country,sector\rA,2020,EE,power\rB,2020,EE,water\r"), .scored = 2},
        {"three kinds of line end", BYTES("id,date,country,sector\r\nA,2020,EE,power\nB,2020,EE,water\rC,2020,EE,health\r\n"), .scored = 3},
        {"empty lines between", BYTES("\n\r\n" HEADER "\n\n" ROW("A") "\r\r\n" ROW("B") "\n"), .scored = 2},
        {"BOM before a quoted header", BYTES("\xef\xbb\xbf\"id\",\"date\",\"country\",\"sector\"\nA,2020,EE,power\n"), .scored = 1},
        {"other columns of one name", BYTES("note,id,date,country,sector,note,note\nx,A,2020,EE,power,y,z\n"), .scored = 1},
        {"nameless columns", BYTES(",id,date,country,sector,,\"\"\nx,A,2020,EE,power,y,z\n"), .scored = 1},
        {"a nameless column at the end of each line", BYTES("id,date,country,sector,\nA,2020,EE,power,\n"), .scored = 1},
        {"UTF-16 as declared", BYTES("\xff\xfei\0d\0,\0d\0a\0t\0e\0,\0c\0o\0u\0n\0t\0r\0y\0,\0s\0e\0c\0t\0o\0r\0\n\0A\0,\0,\0,\0p\0o\0w\0e\0r\0"), .scored = 1, .format = {.encoding = "UTF-16"}},
        {"Latin-1 as declared", BYTES(HEADER "A,2020,EE,power,Z\xfcrich\n"), .scored = 1, .format = {.encoding = "ISO-8859-1"}},
        {"right-to-left overrides and markup", BYTES(HEADER "A,2020,EE,power,\xe2\x80\xae<script>\\input{x}\n"), .scored = 1},
    };
    // clang-format on
    TRY_ALL(list);
}

static void test_hostile__bad_rows_are_rejected_and_the_rest_kept(void)
{
    // clang-format off
    static const struct hostile list[] = {
        {"cut inside a quote", BYTES(HEADER ROW("A") ROW("B") "C,2020,EE,power,\"cut he"), .scored = 2, .rejected = 1, .problem = CIR_PROBLEM_UNCLOSED_QUOTE},
        {"a stray quote", BYTES(HEADER ROW("A") "B,2020,EE,power,12\" pipe\n" ROW("C")), .scored = 2, .rejected = 1, .problem = CIR_PROBLEM_STRAY_QUOTE},
        {"text after a quote", BYTES(HEADER "A,2020,EE,power,\"x\"y\n" ROW("B")), .scored = 1, .rejected = 1, .problem = CIR_PROBLEM_TEXT_AFTER_QUOTE},
        {"NUL bytes", BYTES(HEADER ROW("A") "B,2020,EE,power,x\0y\n" ROW("C") "\0\0\0\0,2020,EE,power,x\n"), .scored = 2, .rejected = 2, .problem = CIR_PROBLEM_NUL_BYTE},
        {"a byte of no character", BYTES(HEADER ROW("A") "B,2020,EE,power,x\xffy\n"), .scored = 1, .rejected = 1, .problem = CIR_PROBLEM_BAD_ENCODING},
        {"an overlong form", BYTES(HEADER ROW("A") "B,2020,EE,power,x\xc0\x80y\n"), .scored = 1, .rejected = 1, .problem = CIR_PROBLEM_BAD_ENCODING},
        {"a surrogate", BYTES(HEADER ROW("A") "B,2020,EE,power,x\xed\xa0\x80y\n"), .scored = 1, .rejected = 1, .problem = CIR_PROBLEM_BAD_ENCODING},
        {"a character cut at the end of the file", BYTES(HEADER ROW("A") "B,2020,EE,power,x\xe2\x82"), .scored = 1, .rejected = 1, .problem = CIR_PROBLEM_BAD_ENCODING},
        {"too few and too many cells", BYTES(HEADER "A,2020\n" ROW("B") "C,2020,EE,power,x,y,z\n"), .scored = 1, .rejected = 2, .problem = CIR_PROBLEM_FIELD_COUNT},
        {"a cell above the largest", BYTES(HEADER ROW("A") "B,2020,EE,power,12345678901234567\n"), .scored = 1, .rejected = 1, .problem = CIR_PROBLEM_FIELD_TOO_LARGE, .format = {.max_field = 16}},
        {"a quoted cell above the largest", BYTES(HEADER ROW("A") "B,2020,EE,power,\"12345678901234567\"\n" ROW("C")), .scored = 2, .rejected = 1, .problem = CIR_PROBLEM_UNCLOSED_QUOTE, .format = {.max_field = 16}},
        {"an id that is blank", BYTES(HEADER ",2020,EE,power,x\n" ROW("B")), .scored = 1, .rejected = 1, .problem = CIR_PROBLEM_ID_MISSING},
        {"an id that repeats", BYTES(HEADER ROW("A") ROW("A") ROW("A")), .scored = 1, .rejected = 2, .problem = CIR_PROBLEM_ID_REPEATED},
        {"not a number", BYTES("id,date,country,sector,deaths\nA,2020,EE,power,0x10\nB,2020,EE,power,nan\nC,2020,EE,power,inf\nD,2020,EE,power,1e999\n"), .scored = 0, .rejected = 4, .problem = CIR_PROBLEM_BAD_NUMBER},
    };
    // clang-format on
    TRY_ALL(list);
}

/* ---- what is large ---- */

static void add_times(struct cir_buffer *log, const char *text, size_t times)
{
    for (size_t i = 0; i < times; i++)
        cir_buffer_add_string(log, text);
}

/* A cell of many kilobytes with all that makes a cell hard, or with nothing of it. */
static void add_long_cell(struct cir_buffer *log, bool quoted)
{
    static const char hard[] = "a \"\"quote\"\", a comma,\r\na line, ";
    if (quoted)
        cir_buffer_add_char(log, '"');
    add_times(log, quoted ? hard : "plain text ", quoted ? LONG / (sizeof hard - 1) : LONG / 11);
    if (quoted)
        cir_buffer_add_char(log, '"');
}

static void test_hostile__long_records_are_read(void)
{
    struct cir_classifier *classifier = classifier_of_gge();
    struct cir_buffer log = {0};
    struct run run;
    struct sheet input;
    struct sheet output;
    cir_buffer_add_string(&log, HEADER);
    for (int i = 0; i < LONG_ROWS; i++) {
        cir_buffer_add_format(&log, "L-%d,2020,EE,power,", i);
        add_long_cell(&log, i % 3 != 0);
        cir_buffer_add_char(&log, '\n');
    }
    scratch_open();
    run_score_text(&run, classifier, cir_buffer_text(&log), &(struct cir_score_options){.threads = 2});
    CU_ASSERT_EQUAL(run.tally.scored, LONG_ROWS);
    CU_ASSERT_EQUAL(run.tally.rejected, 0);
    sheet_read(&input, cir_buffer_text(&log), ',');
    sheet_read(&output, cir_buffer_text(&run.output), ',');
    CU_ASSERT_EQUAL(output.row_count, LONG_ROWS);
    for (size_t i = 0; i < output.row_count; i++) {
        CU_ASSERT_TRUE(sheet_cell(&input, i, "title").size > LONG / 2);
        CU_ASSERT_TRUE(cir_text_equal(sheet_cell(&output, i, "title"), sheet_cell(&input, i, "title")));
    }
    sheet_free(&input);
    sheet_free(&output);
    run_free(&run);
    scratch_close();
    cir_buffer_free(&log);
    cir_classifier_free(classifier);
}

static void test_hostile__a_hundred_thousand_columns_are_read(void)
{
    struct cir_classifier *classifier = classifier_of_gge();
    struct cir_buffer log = {0};
    struct run run;
    struct sheet output;
    cir_buffer_add_string(&log, "id,date,country,sector");
    for (int i = 4; i < WIDE; i++)
        cir_buffer_add_format(&log, ",c%d", i);
    cir_buffer_add_string(&log, "\nA,2020,EE,power");
    add_times(&log, ",x", WIDE - 4);
    cir_buffer_add_string(&log, "\nB,2020,EE,power,short\n");
    scratch_open();
    run_score_text(&run, classifier, cir_buffer_text(&log), &(struct cir_score_options){0});
    CU_ASSERT_EQUAL(run.tally.scored, 1);
    CU_ASSERT_EQUAL(run.tally.problems[CIR_PROBLEM_FIELD_COUNT], 1);
    sheet_read(&output, cir_buffer_text(&run.output), ',');
    CU_ASSERT_TRUE(output.header.count > WIDE + 7);
    CU_ASSERT_TRUE(output.row_count == 1 && output.rows[0].count == output.header.count);
    sheet_free(&output);
    run_free(&run);
    scratch_close();
    cir_buffer_free(&log);
    cir_classifier_free(classifier);
}

static void test_hostile__a_row_of_a_hundred_thousand_cells_costs_itself_alone(void)
{
    struct cir_buffer log = {0};
    cir_buffer_add_string(&log, HEADER ROW("A") "B");
    add_times(&log, ",", WIDE);
    cir_buffer_add_string(&log, "\n" ROW("C"));
    const struct hostile wide = {.name = "a wide row",
                                 .log = cir_buffer_text(&log),
                                 .scored = 2,
                                 .rejected = 1,
                                 .problem = CIR_PROBLEM_FIELD_COUNT};
    try_all(&wide, 1);
    cir_buffer_free(&log);
}

/* Of a mapped column too nobody guesses which one is meant. */
static void test_hostile__a_mapped_column_that_stands_twice_is_refused(void)
{
    static const char mapping[] = "target,source,transform,argument\nid,Key,copy,\n";
    struct cir_classifier *classifier = classifier_of_gge();
    char path[PATH_SIZE];
    scratch_open();
    scratch_write("mapping.csv", cir_text_of(mapping));
    snprintf(path, sizeof path, "%s", scratch_path("mapping.csv"));
    const struct hostile list[] = {
        {"once", BYTES("Key,date,country,sector,note,note\nA,2020,EE,power,x,y\n"), .scored = 1},
        {"twice", BYTES("Key,date,country,sector,Key\nA,2020,EE,power,B\n"), .status = CIR_BAD_LOG,
         .message = "'Key' stands twice"},
        {"never", BYTES("Keys,date,country,sector\nA,2020,EE,power\n"), .status = CIR_BAD_LOG,
         .message = "no column 'Key'"},
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        struct hostile hostile = list[i];
        hostile.format.mapping = path;
        try_one(classifier, &hostile);
    }
    scratch_close();
    cir_classifier_free(classifier);
}

/* ---- what is no plain file ---- */

static const char good_log[] = HEADER ROW("A") ROW("B");

static void expect_failure(const char *input, const char *output, const char *rejects, const char *message)
{
    struct cir_classifier *classifier = classifier_of_gge();
    const struct cir_score_options options = {.input = input, .output = output, .rejects = rejects};
    struct run run;
    run_score(&run, classifier, &options);
    bool good = run.status == CIR_NO_FILE && strstr(run.error.message, message) != NULL;
    if (!good)
        printf("%s to %s: %s: %s\n", input, output, cir_status_name(run.status), run.error.message);
    CU_ASSERT_TRUE(good);
    run_free(&run);
    cir_classifier_free(classifier);
}

static void test_hostile__what_cannot_be_read_is_told(void)
{
    char path[PATH_SIZE];
    scratch_open();
    snprintf(path, sizeof path, "%s", scratch_path("no-such-log.csv"));
    expect_failure(path, NULL, NULL, "No such file");
    snprintf(path, sizeof path, "%s", scratch_path(""));
    expect_failure(path, NULL, NULL, "Is a directory");
    expect_failure("/proc/self/mem", NULL, NULL, "Input/output error");
    scratch_write("locked.csv", cir_text_of(good_log));
    snprintf(path, sizeof path, "%s", scratch_path("locked.csv"));
    CU_ASSERT_EQUAL(chmod(path, 0), 0);
    if (geteuid() != 0)
        expect_failure(path, NULL, NULL, "Permission denied");
    scratch_close();
}

static void test_hostile__what_cannot_be_written_is_told(void)
{
    char input[PATH_SIZE];
    char path[PATH_SIZE];
    scratch_open();
    scratch_write("log.csv", cir_text_of(good_log));
    snprintf(input, sizeof input, "%s", scratch_path("log.csv"));
    expect_failure(input, "/dev/full", NULL, "No space left");
    expect_failure(input, NULL, "/dev/full", "No space left");
    snprintf(path, sizeof path, "%s", scratch_path("no-such-folder/out.csv"));
    expect_failure(input, path, NULL, "No such file");
    expect_failure(input, NULL, path, "No such file");
    snprintf(path, sizeof path, "%s", scratch_path(""));
    expect_failure(input, path, NULL, "Is a directory");
    CU_ASSERT_EQUAL(scratch_count(), 1);
    scratch_close();
}

/* The log is read to its end before the output takes its name. */
static void test_hostile__output_onto_the_input_is_whole(void)
{
    struct cir_classifier *classifier = classifier_of_gge();
    struct cir_buffer log = {0};
    struct run aside;
    struct run onto;
    char path[PATH_SIZE];
    scratch_open();
    scratch_log(&log, 0, 9000, false);
    scratch_write("log.csv", cir_buffer_text(&log));
    snprintf(path, sizeof path, "%s", scratch_path("log.csv"));
    run_score(&aside, classifier, &(struct cir_score_options){.input = path});
    CU_ASSERT_EQUAL(aside.tally.scored, 9000);
    run_score(&onto, classifier, &(struct cir_score_options){.input = path, .output = path});
    CU_ASSERT_EQUAL(onto.status, CIR_OK);
    struct cir_buffer written = scratch_read("log.csv");
    CU_ASSERT_TRUE(cir_text_equal(cir_buffer_text(&written), cir_buffer_text(&aside.output)));
    CU_ASSERT_EQUAL(scratch_count(), 1);
    cir_buffer_free(&written);
    cir_buffer_free(&log);
    run_free(&aside);
    run_free(&onto);
    scratch_close();
    cir_classifier_free(classifier);
}

struct feed {
    int descriptor; /* -1: open the path */
    char path[PATH_SIZE];
    struct cir_text text;
};

/* In small pieces, as a pipe gives them. */
static void *feed(void *context)
{
    const struct feed *feed = context;
    int descriptor = feed->descriptor >= 0 ? feed->descriptor : open(feed->path, O_WRONLY | O_CLOEXEC);
    size_t done = 0;
    while (done < feed->text.size) {
        size_t part = feed->text.size - done < 2385 ? feed->text.size - done : 2385;
        ssize_t written = write(descriptor, feed->text.data + done, part);
        if (written <= 0)
            break;
        done += (size_t)written;
    }
    close(descriptor);
    return NULL;
}

/* Score what the thread feeds; the same text as a file gives what is expected. */
static void expect_same(struct feed *source, const char *input)
{
    struct cir_classifier *classifier = classifier_of_gge();
    struct run file;
    struct run fed;
    pthread_t thread;
    run_score_text(&file, classifier, source->text, &(struct cir_score_options){0});
    CU_ASSERT_TRUE(file.tally.scored > 4000 && file.tally.rejected > 100);
    CU_ASSERT_EQUAL_FATAL(pthread_create(&thread, NULL, feed, source), 0);
    run_score(&fed, classifier, &(struct cir_score_options){.input = input, .threads = 2});
    pthread_join(thread, NULL);
    CU_ASSERT_EQUAL(fed.status, CIR_OK);
    CU_ASSERT_EQUAL(fed.tally.rows, file.tally.rows);
    CU_ASSERT_TRUE(cir_text_equal(cir_buffer_text(&fed.output), cir_buffer_text(&file.output)));
    run_free(&file);
    run_free(&fed);
    cir_classifier_free(classifier);
}

static void test_hostile__a_fifo_is_read_as_a_file(void)
{
    struct cir_buffer log = {0};
    struct feed source = {.descriptor = -1};
    scratch_open();
    scratch_log(&log, 0, 5000, true);
    source.text = cir_buffer_text(&log);
    snprintf(source.path, sizeof source.path, "%s", scratch_path("fifo"));
    CU_ASSERT_EQUAL_FATAL(mkfifo(source.path, 0600), 0);
    expect_same(&source, source.path);
    cir_buffer_free(&log);
    scratch_close();
}

static void test_hostile__standard_input_is_read_as_a_file(void)
{
    struct cir_buffer log = {0};
    struct feed source = {0};
    int ends[2];
    int saved = dup(STDIN_FILENO);
    scratch_open();
    scratch_log(&log, 0, 5000, true);
    source.text = cir_buffer_text(&log);
    CU_ASSERT_EQUAL_FATAL(pipe(ends), 0);
    CU_ASSERT_EQUAL_FATAL(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
    source.descriptor = ends[1];
    expect_same(&source, "-");
    if (saved >= 0) {
        dup2(saved, STDIN_FILENO);
        close(saved);
    }
    cir_buffer_free(&log);
    scratch_close();
}

/* Opens the pipe, so that the writer goes on, and leaves. */
static void *leave(void *path)
{
    close(open(path, O_RDONLY | O_CLOEXEC));
    return NULL;
}

static void test_hostile__a_closed_pipe_is_told(void)
{
    struct cir_buffer log = {0};
    char input[PATH_SIZE];
    char path[PATH_SIZE];
    pthread_t thread;
    signal(SIGPIPE, SIG_IGN);
    scratch_open();
    scratch_log(&log, 0, 9000, false);
    scratch_write("log.csv", cir_buffer_text(&log));
    snprintf(input, sizeof input, "%s", scratch_path("log.csv"));
    snprintf(path, sizeof path, "%s", scratch_path("fifo"));
    CU_ASSERT_EQUAL_FATAL(mkfifo(path, 0600), 0);
    CU_ASSERT_EQUAL_FATAL(pthread_create(&thread, NULL, leave, path), 0);
    expect_failure(input, path, NULL, "Broken pipe");
    pthread_join(thread, NULL);
    cir_buffer_free(&log);
    scratch_close();
}

/* ---- spreadsheets ---- */

/* What a spreadsheet would run, and what it would not. */
static const char *const formulas[] = {
    "=cmd()",
    "+1+1",
    "-2+3",
    "@x",
    "\t=1",
    "\r=1",
    "\n=1",
    "=",
    "=1",
    "-2.385+cmd|' /C calc'!A0",
    "+A1",
    "--1",
    "=HYPERLINK(\"http://x\",\"y\")",
    "@SUM(1,2)",
    "\t",
};
static const char *const harmless[] = {
    "-5", "+3.5", "-0.5e3", "-1,5", "-1.234,5", "12", "2.385", "x=1", "", "'=1", "a\t=1", "1-2", "-", "Plain",
};
enum { FORMULAS = sizeof formulas / sizeof formulas[0], HARMLESS = sizeof harmless / sizeof harmless[0] };

/* One row a cell. */
static struct cir_buffer log_of_cells(void)
{
    struct cir_buffer log = {0};
    cir_buffer_add_string(&log, "id,date,country,sector,=title\n");
    for (size_t i = 0; i < FORMULAS + HARMLESS; i++) {
        const char *cell = i < FORMULAS ? formulas[i] : harmless[i - FORMULAS];
        cir_buffer_add_format(&log, "%zu,2020,EE,power,", i);
        sheet_add_cell(&log, cir_text_of(cell));
        cir_buffer_add_string(&log, "\n");
    }
    return log;
}

static bool is_guarded(struct cir_text found, const char *cell)
{
    return found.size == strlen(cell) + 1 && found.data[0] == '\'' && strcmp(found.data + 1, cell) == 0;
}

static void expect_cell(struct cir_text found, size_t number, bool raw)
{
    const char *cell = number < FORMULAS ? formulas[number] : harmless[number - FORMULAS];
    bool good = number < FORMULAS && !raw ? is_guarded(found, cell) : cir_text_is(found, cell);
    if (!good)
        printf("'%s' became '%s'\n", cell, found.data);
    CU_ASSERT_TRUE(good);
}

static void check_output(const struct cir_classifier *classifier, bool raw)
{
    struct cir_buffer log = log_of_cells();
    struct run run;
    struct sheet output;
    run_score_text(&run, classifier, cir_buffer_text(&log), &(struct cir_score_options){.raw = raw});
    CU_ASSERT_EQUAL(run.tally.scored, FORMULAS + HARMLESS);
    sheet_read(&output, cir_buffer_text(&run.output), ',');
    CU_ASSERT_TRUE(cir_text_is(output.header.cells[4], raw ? "=title" : "'=title"));
    for (size_t i = 0; i < output.row_count; i++) {
        CU_ASSERT_EQUAL(output.rows[i].count, output.header.count);
        expect_cell(output.rows[i].cells[4], i, raw);
    }
    sheet_free(&output);
    run_free(&run);
    cir_buffer_free(&log);
}

static void test_hostile__formulas_are_guarded_in_the_output(void)
{
    struct cir_classifier *classifier = classifier_of_gge();
    scratch_open();
    check_output(classifier, false);
    check_output(classifier, true);
    scratch_close();
    cir_classifier_free(classifier);
}

/* A row of rejects says the cell and the whole row, which here begins with a formula as well. */
static void check_rejects(const struct cir_classifier *classifier, bool raw)
{
    static const char log[] = HEADER "=A(),2020,EE,=cmd(),x\n-5,2020,EE,-5,x\n=A(),2020,EE,\"@x\"\"y\",x\n";
    static const char *const values[] = {"=cmd()", "-5", "@x\"y"};
    static const char *const guarded[] = {"'=cmd()", "-5", "'@x\"y"};
    static const char *const lines[] = {"=A(),2020,EE,=cmd(),x", "-5,2020,EE,-5,x", "=A(),2020,EE,\"@x\"\"y\",x"};
    struct run run;
    struct sheet rejects;
    run_score_text(&run, classifier, cir_text_of(log), &(struct cir_score_options){.raw = raw});
    CU_ASSERT_EQUAL(run.tally.problems[CIR_PROBLEM_UNKNOWN_SECTOR], 3);
    sheet_read(&rejects, cir_buffer_text(&run.rejects), ',');
    CU_ASSERT_EQUAL_FATAL(rejects.row_count, 3);
    for (size_t i = 0; i < 3; i++) {
        CU_ASSERT_TRUE(cir_text_is(sheet_cell(&rejects, i, "value"), raw ? values[i] : guarded[i]));
        struct cir_text line = sheet_cell(&rejects, i, "raw_line");
        CU_ASSERT_TRUE(raw ? cir_text_is(line, lines[i]) : is_guarded(line, lines[i]));
    }
    sheet_free(&rejects);
    run_free(&run);
}

static void test_hostile__formulas_are_guarded_in_the_rejects(void)
{
    struct cir_classifier *classifier = classifier_of_gge();
    scratch_open();
    check_rejects(classifier, false);
    check_rejects(classifier, true);
    scratch_close();
    cir_classifier_free(classifier);
}

CIR_SUITE("hostile", {"what is no log is refused", test_hostile__what_is_no_log_is_refused},
          {"odd logs are read", test_hostile__odd_logs_are_read},
          {"bad rows are rejected and the rest kept", test_hostile__bad_rows_are_rejected_and_the_rest_kept},
          {"long records are read", test_hostile__long_records_are_read},
          {"a hundred thousand columns are read", test_hostile__a_hundred_thousand_columns_are_read},
          {"a row of a hundred thousand cells costs itself alone",
           test_hostile__a_row_of_a_hundred_thousand_cells_costs_itself_alone},
          {"a mapped column that stands twice is refused", test_hostile__a_mapped_column_that_stands_twice_is_refused},
          {"what cannot be read is told", test_hostile__what_cannot_be_read_is_told},
          {"what cannot be written is told", test_hostile__what_cannot_be_written_is_told},
          {"output onto the input is whole", test_hostile__output_onto_the_input_is_whole},
          {"a fifo is read as a file", test_hostile__a_fifo_is_read_as_a_file},
          {"standard input is read as a file", test_hostile__standard_input_is_read_as_a_file},
          {"a closed pipe is told", test_hostile__a_closed_pipe_is_told},
          {"formulas are guarded in the output", test_hostile__formulas_are_guarded_in_the_output},
          {"formulas are guarded in the rejects", test_hostile__formulas_are_guarded_in_the_rejects})
