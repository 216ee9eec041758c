#!/bin/sh
# A run that is stopped ends with exit code 5 and leaves no half-written file behind. stopped.sh CIRISK SCRATCH TOP
rm -rf "$2" && mkdir -p "$2" && cd "$2" || exit 1
endless()
{
    awk 'BEGIN { print "id,date,country,sector"; for (i = 1; ; i++) print "A-" i ",2020-01-01,FR,water" }'
}
mkfifo log
endless > log 2> /dev/null &
source=$!
"$1" score - -s "$3/tests/golden/shared/mini" -o out.csv < log 2> messages &
run=$!
sleep 1
kill -TERM "$run"
wait "$run"
code=$?
kill "$source" 2> /dev/null
rm log
cat messages
[ "$code" -eq 5 ] || { echo "exit code $code, expected 5"; exit 1; }
left=$(ls | grep -v '^messages$')
[ -z "$left" ] || { echo "left behind: $left"; exit 1; }
