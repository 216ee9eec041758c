#!/bin/sh
# A page in docs/ is what the command prints: page.sh PAGE CIRISK ARGUMENTS...
page=$1
shift
"$@" | diff -u "$page" - && exit 0
echo "$page is out of date: cmake --build build/dev --target update-docs"
exit 1
