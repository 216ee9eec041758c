#!/bin/sh
# A build ends well with the words that ship, and fails, with the place, where a text is taken out of them.
#   tables_are_checked.sh TOP CIRISK SCRATCH CMAKE
set -u
top=$1
cirisk=$2
scratch=$3
cmake=$4

rm -rf "$scratch"
mkdir -p "$scratch/tables/datasets"
cp -R "$top/datasets/words" "$scratch/tables/datasets/words"
table=$scratch/tables/datasets/words/common.csv
faults=0

# build STATUS WORDS: build; it ends well (0) or not (1), and says these words.
build()
{
    rm -rf "$scratch/build"
    "$cmake" -S "$top/tests/build/tables" -B "$scratch/build" -DCIRISK="$cirisk" -DFOLDER="$scratch/tables" \
        > "$scratch/said" 2>&1 || faults=1
    status=0
    "$cmake" --build "$scratch/build" >> "$scratch/said" 2>&1 || status=1
    [ $status -eq "$1" ] && { [ -z "$2" ] || grep -qF "$2" "$scratch/said"; } && return
    echo "wanted $1 and '$2':"
    cat "$scratch/said"
    faults=1
}

build 0 ""
grep -v '^total,ar,' "$top/datasets/words/common.csv" > "$table"
build 1 "common.csv: 'total' has no text in ar"
sed 's/^total,zh,.*/total,zh,/' "$top/datasets/words/common.csv" > "$table"
build 1 ":3: text: is empty; expected a text"
sed '/^incident.few,ru,/d' "$top/datasets/words/common.csv" > "$table"
build 1 "common.csv: 'incident.few' has no text in ru"
cp "$top/datasets/words/common.csv" "$table"
build 0 ""
exit $faults
