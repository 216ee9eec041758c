# Makes files part of a target: cir_embed(cirisk DIRECTORY ${PROJECT_SOURCE_DIR} FILES sectors/sectors.csv ...).
#
# Writes one assembler file that takes the bytes in with .incbin, and a C file with their index, sorted by path
# (declared in engine/definitions/embedded.h). A changed file rebuilds the target.
function(cir_embed target)
    cmake_parse_arguments(PARSE_ARGV 1 embed "" "DIRECTORY" "FILES")
    list(SORT embed_FILES COMPARE STRING)
    set(bytes ".section .rodata\n")
    set(declarations "")
    set(rows "")
    set(number 0)
    foreach(file IN LISTS embed_FILES)
        set(symbol cir_embedded_${number})
        string(APPEND bytes
            "    .globl ${symbol}\n    .globl ${symbol}_end\n    .hidden ${symbol}\n    .hidden ${symbol}_end\n"
            "${symbol}:\n    .incbin \"${embed_DIRECTORY}/${file}\"\n${symbol}_end:\n    .byte 0\n")
        string(APPEND declarations "extern const char ${symbol}[];\nextern const char ${symbol}_end[];\n")
        string(APPEND rows "    {\"${file}\", ${symbol}, ${symbol}_end},\n")
        list(APPEND inputs "${embed_DIRECTORY}/${file}")
        math(EXPR number "${number} + 1")
    endforeach()
    string(APPEND bytes "    .section .note.GNU-stack,\"\",%progbits\n")
    set(assembler ${CMAKE_CURRENT_BINARY_DIR}/embedded_bytes.S)
    set(index ${CMAKE_CURRENT_BINARY_DIR}/embedded_index.c)
    file(CONFIGURE OUTPUT ${assembler} CONTENT "${bytes}" @ONLY)
    file(CONFIGURE OUTPUT ${index} @ONLY CONTENT "#include \"definitions/embedded.h\"\n
${declarations}
const struct cir_embedded_file cir_embedded_files[] = {\n${rows}    {0},\n};
const size_t cir_embedded_file_count = ${number};\n")
    set_source_files_properties(${assembler} TARGET_DIRECTORY ${target} PROPERTIES OBJECT_DEPENDS "${inputs}")
    target_sources(${target} PRIVATE ${assembler} ${index})
endfunction()
