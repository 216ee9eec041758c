#!/bin/sh
# The default network makes sense, and its builder gives the bytes that ship.
#   networks.sh check|rebuild PYTHON TOP
# `rebuild` is skipped (77) where the data it was made from is absent.
set -eu
python=$2
top=$3
data=$top/../shared/data/dependency
export PYTHONDONTWRITEBYTECODE=1

if [ "$1" = check ]; then
    exec "$python" "$top/tools/networks/check.py" "$top"
fi
[ -d "$data/wiod2013" ] || { echo "skipped: $data is absent"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/top/datasets"
cp -R "$top/sectors" "$scratch/top/"
cp -R "$top/datasets/countries" "$top/datasets/sources.csv" "$scratch/top/datasets/"
"$python" "$top/tools/networks/wiod2011.py" "$data/wiod2013" "$data/ihs_criticality_pyIEEM" \
    "$data/gtd_electricity/gtd_national_existing.csv" "$scratch/top" "$scratch/network" "$scratch/shares/shares.csv"
diff -r "$scratch/network" "$top/datasets/networks/wiod2011"
diff "$scratch/shares/shares.csv" "$top/tools/networks/shares.csv"
diff "$scratch/top/datasets/sources.csv" "$top/datasets/sources.csv"
