#!/bin/sh
# Does what a tutorial says, from an empty folder on: every file is written, every command is run, in their order, and
# what comes out must be what the page shows. $TOP is the folder above that of the page: the project.
#
#   follow.sh PAGE.md CIRISK SCRATCH
set -u
page=$1
cirisk=$2
scratch=$3

rm -rf "$scratch"
mkdir -p "$scratch/steps" "$scratch/work"
steps=$scratch/steps
awk -v folder="$steps" -f "$(dirname "$0")/steps.awk" "$page" || exit 1
[ "$(cat "$steps/commands")" -gt 0 ] || { echo "$page: shows no command"; exit 1; }
TOP=$(cd "$(dirname "$page")/.." && pwd) || exit 1
cd "$scratch/work" || exit 1

LC_ALL=C.UTF-8
TERM=dumb
export LC_ALL TERM
unset NO_COLOR ACCESSIBLE COLUMNS
cirisk() { "$cirisk" "$@"; }

for place in "$steps"/*.place; do
    step=${place%.place}
    if [ -f "$step.file" ]; then
        cp "$step.file" "$(cat "$step.name")" && continue
        echo "$(cat "$place"): the file cannot be written"
        exit 1
    fi
    eval "$(cat "$step.command")" > "$step.actual" 2>&1 < /dev/null
    diff -u "$step.expected" "$step.actual" && continue
    echo "$(cat "$place"): this is not what comes of: $(cat "$step.command")"
    exit 1
done
