#!/bin/sh
# A run that is killed leaves no manifest; a verify that is killed leaves its process dead and the user's files alone.
#
#   killed.sh CIRISK SCRATCH TOP
rm -rf "$2" && mkdir -p "$2/temporary" && cd "$2" || exit 1
TMPDIR=$2/temporary
export TMPDIR
mini=$3/tests/golden/shared/mini
awk 'BEGIN { print "id,date,country,sector"; for (i = 1; i <= 400000; i++) print "A-" i ",2020-01-01,FR,water" }' > log.csv

"$1" score -q log.csv -s "$mini" -o killed.csv --manifest killed.json &
run=$!
sleep 0.1
kill -KILL "$run"
wait "$run" 2> /dev/null
[ ! -e killed.json ] || [ -s killed.csv ] || { echo "a manifest without its output"; exit 1; }
rm -f killed.csv killed.csv.part killed.json killed.json.part

"$1" score -q log.csv -s "$mini" -o scored.csv --manifest run.json || exit 1
sha256sum log.csv scored.csv run.json > before
for signal in KILL TERM; do
    "$1" verify run.json > told 2> messages &
    run=$!
    sleep 0.2
    kill "-$signal" "$run"
    wait "$run" 2> /dev/null
    sleep 0.2
    sha256sum --quiet -c before || { echo "SIG$signal: a file was changed"; exit 1; }
    [ "$(ls)" = "$(printf '%s\n' before log.csv messages run.json scored.csv temporary told)" ] ||
        { echo "SIG$signal: left behind: $(ls)"; exit 1; }
    if [ "$signal" = TERM ] && [ -n "$(ls temporary)" ]; then
        echo "SIGTERM: left behind: $(ls temporary)"
        exit 1
    fi
    rm -rf temporary/*
done
