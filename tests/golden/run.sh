#!/bin/sh
# Runs one golden case and compares what it says, writes and returns.
#
#   run.sh CIRISK CASE SCRATCH TOP
#
# CASE is a folder: `arguments` (what follows "cirisk" on the command line, as a shell reads it; the files of
# tests/golden/shared/ are there as shared/), and what must come out: expected.out, expected.err, expected.status, and `outputs/` (files that
# must be written). With CIR_UPDATE_GOLDEN=1 these are written anew instead: read the difference before you commit it.
set -u
cirisk=$1
case=$2
scratch=$3
top=$4

rm -rf "$scratch"
mkdir -p "$scratch"
cp -R "$top/tests/golden/shared" "$scratch/shared"
cd "$scratch" || exit 1

LC_ALL=C.UTF-8
TERM=dumb
SOURCE_DATE_EPOCH=1700000000
XDG_CACHE_HOME=$scratch/cache
export LC_ALL TERM SOURCE_DATE_EPOCH XDG_CACHE_HOME
unset NO_COLOR ACCESSIBLE
cirisk() { "$cirisk" "$@"; }
eval "cirisk $(cat "$case/arguments")" > actual.out 2> actual.err < /dev/null
echo $? > actual.status

if [ "${CIR_UPDATE_GOLDEN-}" = 1 ]; then
    for stream in out err status; do
        cp "actual.$stream" "$case/expected.$stream"
    done
    [ ! -d "$case/outputs" ] || for file in "$case"/outputs/*; do
        cp "$(basename "$file")" "$file"
    done
    exit 0
fi

faults=0
for stream in out err status; do
    diff -u "$case/expected.$stream" "actual.$stream" || faults=1
done
[ ! -d "$case/outputs" ] || for file in "$case"/outputs/*; do
    diff -u "$file" "$(basename "$file")" || faults=1
done
exit $faults
