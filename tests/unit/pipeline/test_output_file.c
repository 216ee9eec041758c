#include "pipeline/output_file.h"

#include "scratch.h"
#include "suite.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 128 };

static void path_of(char path[PATH_SIZE], const char *name)
{
    snprintf(path, PATH_SIZE, "%s", scratch_path(name));
}

static bool holds(const char *name, const char *text)
{
    struct cir_buffer found = scratch_read(name);
    bool same = scratch_has(name) && cir_text_is(cir_buffer_text(&found), text);
    cir_buffer_free(&found);
    return same;
}

static enum cir_status write_text(struct cir_output_file *file, const char *text)
{
    return cir_output_file_write(file, cir_text_of(text), NULL);
}

static void test_output_file__takes_its_name_when_it_is_whole(void)
{
    struct cir_output_file file;
    char path[PATH_SIZE];
    scratch_open();
    path_of(path, "out.csv");
    CU_ASSERT_EQUAL(cir_output_file_open(&file, path, NULL), CIR_OK);
    CU_ASSERT_EQUAL(write_text(&file, "id,level\n"), CIR_OK);
    CU_ASSERT_EQUAL(write_text(&file, ""), CIR_OK);
    CU_ASSERT_EQUAL(write_text(&file, "A,3\n"), CIR_OK);
    CU_ASSERT_FALSE(scratch_has("out.csv"));
    CU_ASSERT_EQUAL(cir_output_file_finish(&file, NULL), CIR_OK);
    CU_ASSERT_TRUE(holds("out.csv", "id,level\nA,3\n"));
    CU_ASSERT_EQUAL(scratch_count(), 1);
    scratch_close();
}

/* The hashes are those of sha256sum. */
static void test_output_file__is_sealed_by_what_was_written(void)
{
    struct cir_output_file file;
    struct cir_file_seal seal = {.rows = 7};
    struct cir_buffer more = {0};
    char path[PATH_SIZE];
    scratch_open();
    path_of(path, "out.csv");
    CU_ASSERT_EQUAL(cir_output_file_open(&file, path, NULL), CIR_OK);
    cir_output_file_hash(&file);
    CU_ASSERT_EQUAL(write_text(&file, "id,level\n"), CIR_OK);
    cir_buffer_add_string(&more, "A,3\n");
    CU_ASSERT_EQUAL(cir_output_file_give(&file, &more, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_output_file_finish(&file, NULL), CIR_OK);
    cir_output_file_seal(&seal, &file);
    CU_ASSERT_EQUAL(seal.size, 13);
    CU_ASSERT_EQUAL(seal.rows, 7);
    CU_ASSERT_STRING_EQUAL(seal.sha256, "1048cf7fdcbe2b26ed4f2fe180e629d8ce41c03aedce6610538824cb680dc277");
    cir_buffer_free(&more);
    scratch_close();
}

static void test_output_file__has_no_seal_unless_it_was_asked_for(void)
{
    struct cir_output_file file;
    struct cir_file_seal seal = {0};
    CU_ASSERT_EQUAL(cir_output_file_open(&file, NULL, NULL), CIR_OK);
    cir_output_file_hash(&file);
    CU_ASSERT_EQUAL(write_text(&file, "id\n"), CIR_OK);
    cir_output_file_seal(&seal, &file);
    CU_ASSERT_STRING_EQUAL(seal.sha256, "");
    cir_output_file_abandon(&file);
}

static void test_output_file__keeps_the_old_file_until_then(void)
{
    struct cir_output_file file;
    char path[PATH_SIZE];
    scratch_open();
    path_of(path, "out.csv");
    scratch_write("out.csv", cir_text_of("old and longer than new"));
    scratch_write("out.csv.part", cir_text_of("left behind by a run that was killed"));
    CU_ASSERT_EQUAL(cir_output_file_open(&file, path, NULL), CIR_OK);
    CU_ASSERT_EQUAL(write_text(&file, "new"), CIR_OK);
    CU_ASSERT_TRUE(holds("out.csv", "old and longer than new"));
    cir_output_file_abandon(&file);
    CU_ASSERT_TRUE(holds("out.csv", "old and longer than new"));
    CU_ASSERT_EQUAL(scratch_count(), 1);
    CU_ASSERT_EQUAL(cir_output_file_open(&file, path, NULL), CIR_OK);
    CU_ASSERT_EQUAL(write_text(&file, "new"), CIR_OK);
    CU_ASSERT_EQUAL(cir_output_file_finish(&file, NULL), CIR_OK);
    CU_ASSERT_TRUE(holds("out.csv", "new"));
    CU_ASSERT_EQUAL(scratch_count(), 1);
    scratch_close();
}

static void test_output_file__may_be_abandoned_at_any_time(void)
{
    struct cir_output_file file = {0};
    char path[PATH_SIZE];
    scratch_open();
    path_of(path, "out.csv");
    cir_output_file_abandon(&file);
    CU_ASSERT_EQUAL(cir_output_file_open(&file, path, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_output_file_finish(&file, NULL), CIR_OK);
    cir_output_file_abandon(&file);
    CU_ASSERT_EQUAL(cir_output_file_finish(&file, NULL), CIR_OK);
    CU_ASSERT_TRUE(holds("out.csv", ""));
    scratch_close();
}

static void test_output_file__that_is_not_wanted_does_nothing(void)
{
    struct cir_output_file zeroed = {0};
    struct cir_output_file file;
    CU_ASSERT_EQUAL(write_text(&zeroed, "x"), CIR_OK);
    CU_ASSERT_EQUAL(cir_output_file_finish(&zeroed, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_output_file_open(&file, NULL, NULL), CIR_OK);
    CU_ASSERT_FALSE(file.is_open);
    CU_ASSERT_EQUAL(write_text(&file, "x"), CIR_OK);
    CU_ASSERT_EQUAL(cir_output_file_finish(&file, NULL), CIR_OK);
    cir_output_file_abandon(&file);
}

static void expect_no_file(enum cir_status status, const struct cir_error *error, const char *file, const char *message)
{
    CU_ASSERT_EQUAL(status, CIR_NO_FILE);
    CU_ASSERT_STRING_EQUAL(error->file, file);
    CU_ASSERT_PTR_NOT_NULL(strstr(error->message, message));
}

static void test_output_file__tells_what_cannot_be_written(void)
{
    struct cir_output_file file;
    struct cir_error error = {0};
    char path[PATH_SIZE];
    scratch_open();
    path_of(path, "no-such-folder/out.csv");
    expect_no_file(cir_output_file_open(&file, path, &error), &error, path, "No such file");
    cir_output_file_abandon(&file);
    path_of(path, "");
    expect_no_file(cir_output_file_open(&file, path, &error), &error, path, "Is a directory");
    cir_output_file_abandon(&file);
    CU_ASSERT_EQUAL(cir_output_file_open(&file, "/dev/full", &error), CIR_OK);
    expect_no_file(cir_output_file_write(&file, cir_text_of("x"), &error), &error, "/dev/full", "No space left");
    cir_output_file_abandon(&file);
    CU_ASSERT_EQUAL(scratch_count(), 0);
    scratch_close();
}

/* Something else takes the name meanwhile: the failed renaming leaves nothing behind. */
static void test_output_file__leaves_nothing_when_it_cannot_take_its_name(void)
{
    struct cir_output_file file;
    struct cir_error error = {0};
    char path[PATH_SIZE];
    scratch_open();
    path_of(path, "out.csv");
    CU_ASSERT_EQUAL(cir_output_file_open(&file, path, &error), CIR_OK);
    CU_ASSERT_EQUAL(write_text(&file, "x"), CIR_OK);
    CU_ASSERT_EQUAL(mkdir(path, 0700), 0);
    expect_no_file(cir_output_file_finish(&file, &error), &error, path, "Is a directory");
    CU_ASSERT_EQUAL(scratch_count(), 1);
    CU_ASSERT_EQUAL(rmdir(path), 0);
    scratch_close();
}

/* A pipe is written in place, and stays a pipe. */
static void test_output_file__writes_a_pipe_in_place(void)
{
    struct cir_output_file file;
    char path[PATH_SIZE];
    char read_back[16] = "";
    struct stat status;
    scratch_open();
    path_of(path, "fifo");
    CU_ASSERT_EQUAL_FATAL(mkfifo(path, 0600), 0);
    int reader = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    CU_ASSERT_EQUAL(cir_output_file_open(&file, path, NULL), CIR_OK);
    CU_ASSERT_EQUAL(write_text(&file, "A,3\n"), CIR_OK);
    CU_ASSERT_EQUAL(read(reader, read_back, sizeof read_back), 4);
    CU_ASSERT_STRING_EQUAL(read_back, "A,3\n");
    CU_ASSERT_EQUAL(cir_output_file_finish(&file, NULL), CIR_OK);
    CU_ASSERT_TRUE(stat(path, &status) == 0 && S_ISFIFO(status.st_mode));
    CU_ASSERT_EQUAL(scratch_count(), 1);
    close(reader);
    scratch_close();
}

/* Standard output is not ours to close. */
static void test_output_file__writes_standard_output(void)
{
    struct cir_output_file file;
    int ends[2];
    char read_back[16] = "";
    fflush(stdout);
    int saved = dup(STDOUT_FILENO);
    CU_ASSERT_EQUAL_FATAL(pipe(ends), 0);
    dup2(ends[1], STDOUT_FILENO);
    enum cir_status opened = cir_output_file_open(&file, "-", NULL);
    enum cir_status written = write_text(&file, "A,3\n");
    enum cir_status finished = cir_output_file_finish(&file, NULL);
    bool is_still_open = fcntl(STDOUT_FILENO, F_GETFD) != -1;
    dup2(saved, STDOUT_FILENO);
    close(saved);
    close(ends[1]);
    CU_ASSERT_EQUAL(opened, CIR_OK);
    CU_ASSERT_EQUAL(written, CIR_OK);
    CU_ASSERT_EQUAL(finished, CIR_OK);
    CU_ASSERT_TRUE(is_still_open);
    CU_ASSERT_EQUAL(read(ends[0], read_back, sizeof read_back), 4);
    CU_ASSERT_STRING_EQUAL(read_back, "A,3\n");
    close(ends[0]);
}

CIR_SUITE("output_file", {"takes its name when it is whole", test_output_file__takes_its_name_when_it_is_whole},
          {"is sealed by what was written", test_output_file__is_sealed_by_what_was_written},
          {"has no seal unless it was asked for", test_output_file__has_no_seal_unless_it_was_asked_for},
          {"keeps the old file until then", test_output_file__keeps_the_old_file_until_then},
          {"may be abandoned at any time", test_output_file__may_be_abandoned_at_any_time},
          {"that is not wanted does nothing", test_output_file__that_is_not_wanted_does_nothing},
          {"tells what cannot be written", test_output_file__tells_what_cannot_be_written},
          {"leaves nothing when it cannot take its name",
           test_output_file__leaves_nothing_when_it_cannot_take_its_name},
          {"writes a pipe in place", test_output_file__writes_a_pipe_in_place},
          {"writes standard output", test_output_file__writes_standard_output})
