# cir_check_tables(TARGET COMMAND cirisk_command [FOLDER dir]): the build fails where the lint finds a fault in the tables
# that are built in, or in those of a folder laid over them: a word without a text in a language, above all.
function(cir_check_tables target)
    cmake_parse_arguments(PARSE_ARGV 1 check "" "COMMAND;FOLDER" "")
    set(stamp ${CMAKE_CURRENT_BINARY_DIR}/${target}.stamp)
    add_custom_command(OUTPUT ${stamp}
        COMMAND ${CMAKE_COMMAND} -DCIRISK=$<TARGET_FILE:${check_COMMAND}> -DFOLDER=${check_FOLDER} -DSTAMP=${stamp}
                -P ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/CirCheckTablesRun.cmake
        DEPENDS ${check_COMMAND} COMMENT "Checking the tables" VERBATIM)
    add_custom_target(${target} ALL DEPENDS ${stamp})
endfunction()
