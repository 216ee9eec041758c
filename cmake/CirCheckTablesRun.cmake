# cmake -DCIRISK=path -DFOLDER=folder-or-empty -DSTAMP=file -P CirCheckTablesRun.cmake
execute_process(COMMAND ${CIRISK} words lint ${FOLDER} OUTPUT_QUIET RESULT_VARIABLE result)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "the tables have faults; see above")
endif()
file(TOUCH ${STAMP})
