#!/bin/sh
# The examples of the README are what the command does: its log is scored, its two outputs are compared; the outage that
# it names is followed, and what it shows is how the answer begins.
# usage: readme_example.sh README.md CIRISK
set -eu
readme=$1
cirisk=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The n-th fenced block behind a heading.
block()
{
    awk -v wanted="$1" -v heading="## $2" '/^## / { here = $0 == heading } !here { next }
        /^```/ { inside = !inside; number += inside; next } inside && number == wanted' "$readme"
}

outage="What an outage does to others"

cd "$folder"
block 1 "An example" > log.csv
block 2 "An example" > terminal.expected
block 3 "An example" > columns.expected
"$cirisk" score log.csv -o scored.csv --rejects rejects.csv 2> terminal || [ $? -eq 1 ]
cut -d , -f 1,12- scored.csv > columns
diff terminal.expected terminal
diff columns.expected columns

block 1 "$outage" > impact.expected
[ -s impact.expected ] || { echo "$readme: shows no outage"; exit 1; }
command=$(sed -n 's/.*`cirisk \(impact [^`]*\)` begins:$/\1/p' "$readme")
"$cirisk" $command | head -n "$(wc -l < impact.expected)" > impact
diff impact.expected impact
