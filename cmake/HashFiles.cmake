# The hash of some files as a C string: cmake -D OUTPUT=a.c -D SYMBOL=name -D FILES=a.h,b.c -P HashFiles.cmake
string(REPLACE "," ";" FILES "${FILES}")
set(hashes "")
foreach(file IN LISTS FILES)
    file(SHA256 "${file}" hash)
    string(APPEND hashes "${hash}")
endforeach()
string(SHA256 hash "${hashes}")
file(WRITE ${OUTPUT} "extern const char ${SYMBOL}[];\nconst char ${SYMBOL}[] = \"${hash}\";\n")
