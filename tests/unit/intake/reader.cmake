# Included by CMakeLists.txt: the suites of what reads a log up to its cells.
add_library(split_checks STATIC ${PROJECT_SOURCE_DIR}/tests/fuzz/split_checks.c)
target_link_libraries(split_checks PUBLIC cirisk CSV::CSV cir_warnings)
target_compile_definitions(split_checks PRIVATE _GNU_SOURCE)

cir_add_suite(unit test_log_file.c)
cir_add_suite(unit test_split.c split_checks)
cir_add_suite(unit test_block.c)
cir_add_suite(unit test_header.c)
cir_add_suite(unit test_ids.c)
