#!/bin/sh
# A manifest of every command that writes one: its schema holds, every file that the run wrote is in it and no other, all
# hashes are those of sha256sum, a second run writes the same bytes, and `cirisk verify` repeats the run.
#
#   manifests.sh CIRISK SCRATCH TOP PYTHON
set -eu
cirisk=$1
scratch=$2
top=$3
python=$4

LC_ALL=C.UTF-8
TERM=dumb
SOURCE_DATE_EPOCH=1700000000
XDG_CACHE_HOME=$scratch/cache
export LC_ALL TERM SOURCE_DATE_EPOCH XDG_CACHE_HOME
rm -rf "$scratch"
mkdir -p "$scratch"
cd "$scratch"

fail() {
    echo "$1: $2"
    exit 1
}

# Run a command line in a folder of its own, with the shared files, and the manifest run.json.
run_in() {
    rm -rf "$1"
    mkdir "$1"
    cp -R "$top/tests/golden/shared" "$1/shared"
    cp judged.csv "$1/shared/judged.csv"
    (cd "$1" && find . -type f | sort > ../before)
    status=0
    (cd "$1" && eval "\"$cirisk\" $2 --manifest run.json" > ../out 2> err < ../in) || status=$?
    [ "$status" -le 1 ] || { cat "$1/err"; fail "$2" "exit code $status"; }
    rm "$1/err"
    (cd "$1" && find . -type f ! -name run.json | sort | comm -13 ../before - | sed 's,^\./,,' > ../written)
}

check() {
    run_in second "$1"
    cp second/run.json second.json
    run_in first "$1"
    cmp second.json first/run.json || fail "$1" "a second run writes another manifest"
    "$python" "$top/tests/golden/manifests.py" "$top/docs/schemas/manifest.schema.json" first/run.json written sums out ||
        fail "$1" "see above"
    (cd first && sha256sum --quiet -c ../sums) || fail "$1" "a hash is not that of sha256sum"
    wanted=0
    case " $1 " in *" - "*) wanted=3 ;; esac
    status=0
    "$cirisk" verify first/run.json > told 2>&1 || status=$?
    [ "$status" = "$wanted" ] || { cat told; fail "$1" "verify ends with $status, not $wanted"; }
    (cd first && find . -type f ! -name run.json | sort | comm -13 ../before - | sed 's,^\./,,' | cmp - ../written) ||
        fail "$1" "verify left files behind"
    done_commands="$done_commands ${1%% *}"
}

: > in
"$cirisk" score "$top/datasets/incidents/landmarks.csv" -q -o judged.csv
done_commands=
cp "$top/tests/golden/shared/good.csv" in
S='-s shared/mini'
check "score $S shared/bad.csv -o scored.csv --rejects rejects.csv --db runs.db"
check "score $S shared/other.csv --map shared/mapping.csv --format ndjson"
check "score $S -"
check "score shared/campaigns.csv -o scored.csv --campaigns campaigns.csv"
check "score $S shared/bad.csv -o scored.csv --rejects rejects.csv --db runs.db --dry-run"
check "score $S --definitions shared/overlay shared/good.csv -o shared/../scored.csv"
check "explain $S shared/good.csv --id A-1"
check "map shared/good.csv -o mapping.csv"
check "compare shared/scored.csv --schemes shared/mini,shared/second --top 3 --format json -o compared.json"
check "diff $S shared/good.csv shared/good_next.csv --format csv"
check "designate shared/border.csv -s eci-2008-114 --network shared/border --regional eu27 -o list.csv --returns returns.csv --thresholds thresholds.csv --sign-off page.txt --rejects rejects.csv --db runs.db"
check "designate shared/register.csv --long shared/figures.csv --format json"
check "panel shared/panel/first --criteria shared/panel/criteria.csv --feedback next/ --arguments arguments.csv -o panel.txt"
check "stability shared/stability/assets.csv -c shared/stability/criteria.csv --list-size 5 --draws 500 -o stability.json --format json"
check "impact --from shared/hits.csv --id H-3 --top 3"
check "impact --shock DEU:energy=0.10@24h --shock FRA:power=5%@2d --draws 16 --format json -o impact.json"
check "networks rank shared/published/ICIO2023_2018.csv --layout icio -n 2"
check "networks check shared/odd_network"
check "table shared/judged.csv --kind sectors --lang ar -f xlsx -o table.xlsx"
check "figure shared/judged.csv --kind levels -o figure.svg"
check "report shared/judged.csv --lang fr -o report.html"

for command in $("$cirisk" --help | sed -n '/^Commands/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
    "$cirisk" "$command" --help | grep -q -e ' --manifest FILE' || continue
    case "$done_commands " in *" $command "*) ;; *) fail "$command" "has --manifest, and is not tried here" ;; esac
done
echo "$(echo "$done_commands" | wc -w) manifests"
