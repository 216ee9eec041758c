#include "suite.h"
#include "temporary.h"

#include "folder_path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is(char *path, const char *wanted)
{
    bool same = path != NULL && strcmp(path, wanted) == 0;
    if (!same)
        fprintf(stderr, "%s, expected %s\n", path != NULL ? path : "NULL", wanted);
    free(path);
    return same;
}

static void test_folder_path__is_what_stands_before_the_last_slash(void)
{
    CU_ASSERT_TRUE(is(folder_path_of("run.json"), "."));
    CU_ASSERT_TRUE(is(folder_path_of("out/run.json"), "out"));
    CU_ASSERT_TRUE(is(folder_path_of("/a/b/run.json"), "/a/b"));
    CU_ASSERT_TRUE(is(folder_path_of("/run.json"), "/"));
}

/* A folder with a, a/b and ab, in which each is gone to. */
static void test_folder_path__leads_from_the_file_to_the_working_folder(void)
{
    char folder[CIR_TEMPORARY_SIZE], before[4096];
    cir_temporary_folder(folder);
    CU_ASSERT_PTR_NOT_NULL_FATAL(getcwd(before, sizeof before));
    CU_ASSERT_EQUAL_FATAL(chdir(folder), 0);
    CU_ASSERT_EQUAL(mkdir("a", 0700) + mkdir("a/b", 0700) + mkdir("ab", 0700), 0);
    CU_ASSERT_TRUE(is(folder_path_between("run.json"), "."));
    CU_ASSERT_TRUE(is(folder_path_between("a/run.json"), ".."));
    CU_ASSERT_TRUE(is(folder_path_between("a/b/run.json"), "../.."));
    CU_ASSERT_EQUAL(chdir("a"), 0);
    CU_ASSERT_TRUE(is(folder_path_between("../run.json"), "a"));
    CU_ASSERT_TRUE(is(folder_path_between("../ab/run.json"), "../a"));
    CU_ASSERT_TRUE(is(folder_path_between("b/../run.json"), "."));
    CU_ASSERT_EQUAL(chdir("b"), 0);
    CU_ASSERT_TRUE(is(folder_path_between("../../ab/run.json"), "../a/b"));
    CU_ASSERT_TRUE(is(folder_path_between("../run.json"), "b"));
    CU_ASSERT_EQUAL(chdir("/"), 0);
    char path[CIR_TEMPORARY_SIZE + 16];
    snprintf(path, sizeof path, "%s/run.json", folder);
    char *up = folder_path_between(path);
    CU_ASSERT_PTR_NOT_NULL_FATAL(up);
    CU_ASSERT_EQUAL(strspn(up, "./"), strlen(up));
    free(up);
    CU_ASSERT_EQUAL(chdir(before), 0);
    cir_temporary_remove(folder);
}

CIR_SUITE("folder path",
          {"is what stands before the last slash", test_folder_path__is_what_stands_before_the_last_slash},
          {"leads from the file to the working folder", test_folder_path__leads_from_the_file_to_the_working_folder})
