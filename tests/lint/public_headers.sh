#!/bin/sh
# Every header of the engine stands on its own, and asks for nothing beyond C17. public_headers.sh TOP COMPILER
cd "$1/engine" || exit 1
faults=0
for header in $(find . -name '*.h' | sort); do
    echo "#include \"${header#./}\"" |
        "$2" -std=c17 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I. -x c - || faults=$((faults + 1))
done
echo "$faults headers do not stand alone"
[ "$faults" -eq 0 ]
