/* What is written as LaTeX is taken by LaTeX, where there is one. */
#include "hostile.h"
#include "writers/write_table.h"

#include "suite.h"
#include "temporary.h"

#include <stdio.h>
#include <stdlib.h>

static bool runs(const char *command)
{
    return system(command) == 0; // NOLINT(cert-env33-c): the command is ours
}

/* One run over the document in `folder`, away from the terminal. */
static bool compiles(const char *folder)
{
    char command[2 * CIR_TEMPORARY_SIZE + 128];
    snprintf(command, sizeof command, "cd '%s' && xelatex -no-shell-escape -interaction=nonstopmode t.tex >out 2>&1",
             folder);
    return runs(command);
}

static void expect_compiled(const struct cir_shown_table *const *tables, size_t count)
{
    char folder[CIR_TEMPORARY_SIZE], path[CIR_TEMPORARY_SIZE + 16], command[CIR_TEMPORARY_SIZE + 32];
    struct cir_buffer file = {0};
    if (!runs("command -v xelatex >/dev/null 2>&1")) {
        cir_skip("there is no xelatex");
        return;
    }
    CU_ASSERT_EQUAL_FATAL(cir_write_tables(CIR_TABLE_LATEX, &file, tables, count, NULL, NULL), CIR_OK);
    cir_temporary_folder(folder);
    snprintf(path, sizeof path, "%s/t.tex", folder);
    cir_temporary_write(path, file.data, file.size);
    bool whole = compiles(folder);
    CU_ASSERT(whole);
    snprintf(command, sizeof command, "grep -A3 '^!' '%s/out'", folder);
    if (!whole)
        (void)runs(command);
    cir_temporary_remove(folder);
    cir_buffer_free(&file);
}

static void test_latex_compiles__tables_of_each_direction(void)
{
    const struct cir_shown_table *const tables[] = {&toy_table, &toy_arabic_table, &toy_chinese_table};
    for (size_t i = 0; i < 3; i++)
        expect_compiled(tables + i, 1);
}

static void test_latex_compiles__a_long_table(void)
{
    struct cir_shown_row rows[120];
    struct cir_shown_table table = toy_table;
    const struct cir_shown_table *const tables[] = {&table};
    for (size_t i = 0; i < 120; i++)
        rows[i] = toy_rows[i % 5];
    table.rows = rows;
    table.row_count = 120;
    expect_compiled(tables, 1);
}

/* Many tables, which LaTeX cannot all hold back, each of a text that would be obeyed. */
static void test_latex_compiles__hostile_texts(void)
{
    struct full_table *full = calloc(HOSTILE, sizeof *full);
    const struct cir_shown_table *tables[HOSTILE];
    CU_ASSERT_PTR_NOT_NULL_FATAL(full);
    for (size_t i = 0; i < HOSTILE; i++) {
        hostile_table(&full[i], cir_text_of(hostile[i]), CIR_EN);
        tables[i] = &full[i].table;
    }
    expect_compiled(tables, HOSTILE);
    for (size_t i = 0; i < HOSTILE; i++)
        full[i].table.language = CIR_AR;
    expect_compiled(tables, HOSTILE);
    free(full);
}

CIR_SUITE("LaTeX compiles", {"tables of each direction", test_latex_compiles__tables_of_each_direction},
          {"a long table", test_latex_compiles__a_long_table}, {"hostile texts", test_latex_compiles__hostile_texts})
