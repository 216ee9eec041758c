#!/bin/sh
# The register, anchors and sheets of the exercise are what its program writes, all of them and nothing beside.
#   exercise_made.sh PYTHON TOP SCRATCH
set -eu
python=$1
shipped=$2/datasets/exercises/exampleland
scratch=$3

rm -rf "$scratch"
mkdir -p "$scratch"
PYTHONDONTWRITEBYTECODE=1 "$python" "$2/tools/exercise/exampleland.py" "$scratch"
diff -r "$scratch/sheets" "$shipped/sheets"
for name in register.csv register_draft.csv anchors.csv; do
    diff "$scratch/$name" "$shipped/$name"
done
