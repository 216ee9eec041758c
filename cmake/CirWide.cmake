# Whether functions can be compiled for several kinds of processor, see engine/base/wide.h. Not under sanitizers: the
# choice is made before they are ready.
include(CheckCSourceCompiles)
if(NOT CIR_SANITIZE AND NOT CIR_COVERAGE)
    check_c_source_compiles("
        __attribute__((target_clones(\"arch=x86-64-v4\", \"arch=x86-64-v3\", \"default\"))) static int twice(int x) { return 2 * x; }
        int main(int count, char **words) { (void)words; return twice(count); }" CIR_HAS_WIDE_CLONES)
    if(CIR_HAS_WIDE_CLONES)
        target_compile_definitions(cirisk PRIVATE CIR_WIDE_CLONES)
    endif()
endif()

# Nothing asks for the traps of floating point: both sides of a choice may be computed, so that a loop needs no branch.
# The bits of all results stay the same.
target_compile_options(cirisk PRIVATE -fno-trapping-math)
