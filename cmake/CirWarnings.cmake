# The warnings that all of the project's own code is built with.
add_library(cir_warnings INTERFACE)
target_compile_options(cir_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wundef -Wvla
    $<$<BOOL:${CIR_WARNINGS_AS_ERRORS}>:-Werror>)
