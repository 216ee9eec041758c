# A text file as a C string: cmake -D INPUT=a.sql -D OUTPUT=a.c -D SYMBOL=name -P EmbedText.cmake
# Bytes rather than a literal, since a compiler need not take literals longer than 4095 characters.
file(READ ${INPUT} bytes HEX)
if(bytes MATCHES "^(..)*[89a-f].")
    message(FATAL_ERROR "${INPUT}: only ASCII can be embedded as char")
endif()
string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
string(REGEX REPLACE "((0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,))" "\\1\n" bytes "${bytes}")
file(WRITE ${OUTPUT} "extern const char ${SYMBOL}[];\nconst char ${SYMBOL}[] = {\n${bytes}0};\n")
