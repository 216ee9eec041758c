#!/bin/sh
# The example of the README is what the command does: its log is scored, its two outputs are compared.
# usage: readme_example.sh README.md CIRISK
set -eu
readme=$1
cirisk=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The n-th fenced block behind the heading "An example".
block()
{
    awk -v wanted="$1" '/^## / { here = $0 == "## An example" } !here { next }
        /^```/ { inside = !inside; number += inside; next } inside && number == wanted' "$readme"
}

cd "$folder"
block 1 > log.csv
block 2 > terminal.expected
block 3 > columns.expected
"$cirisk" score log.csv -o scored.csv --rejects rejects.csv 2> terminal || [ $? -eq 1 ]
cut -d , -f 1,12- scored.csv > columns
diff terminal.expected terminal
diff columns.expected columns
