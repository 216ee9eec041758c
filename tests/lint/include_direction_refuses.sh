#!/bin/sh
# Each of these includes must be found. include_direction_refuses.sh SCRIPT SCRATCH
script=$1
scratch=$2/include_direction
faults=0
for case in base:model/cell.h model:intake/cells.h intake:scoring/scoring.h sink:pipeline/classifier.h store:sql.h agreement:store/store.h panel:agreement/statistics.h campaign:intake/cells.h; do
    rm -rf "$scratch"
    mkdir -p "$scratch/engine/${case%%:*}"
    echo "#include \"${case#*:}\"" > "$scratch/engine/${case%%:*}/file.c"
    if sh "$script" "$scratch" > /dev/null; then
        echo "not found: $case"
        faults=1
    fi
done
exit $faults
