#!/bin/sh
# The library never prints, exits, aborts, or changes the locale. library_is_quiet.sh TOP
cd "$1/engine" || exit 1
found=$(grep -nrE '(^|[^a-zA-Z_])(printf|puts|putchar|perror|exit|_exit|abort|setlocale) *\(|(^|[^a-zA-Z_])(stdout|stderr)([^a-zA-Z_]|$)' \
    --include='*.[ch]' . | grep -vE ':[0-9]+: *(/?\*|//)')
[ -z "$found" ] && exit 0
echo "$found"
exit 1
