#!/bin/sh
# A right page is followed to its end; each of the wrong ones is refused. follow_refuses.sh SCRIPT SCRATCH
script=$1
scratch=$2
mkdir -p "$scratch"
faults=0

# follow STATUS WORDS: follow the page on stdin; it ends with this status and says these words.
follow()
{
    cat > "$scratch/page.md"
    sh "$script" "$scratch/page.md" false "$scratch/follow" > "$scratch/said" 2>&1
    [ $? -eq "$1" ] && { [ -z "$2" ] || grep -q "$2" "$scratch/said"; } && return
    echo "wanted $1 and '$2' of:"
    cat "$scratch/page.md" "$scratch/said"
    faults=1
}

right='`a.txt`: a file.

    one

    two

Then:

    $ cat >> a.txt <<'"'E'"'
    three
    E
    $ cat a.txt
    one

    two
    three'

echo "$right" | follow 0 ""
echo "$right" | sed '$s/three/four/' | follow 1 "page.md:12: this is not what comes of: cat a.txt"
echo "$right" | sed '$d' | follow 1 "^+three"
echo "$right" | sed 's/a.txt`/b\/a.txt`/' | follow 1 "page.md:3: the file cannot be written"
echo "$right" | sed 's/^`a.txt`: a/A/' | follow 1 "page.md:3: a block that is neither"
echo "$right" | sed '/^Then/d' | follow 1 "page.md:8: a command within a file"
echo "$right" | sed 's/^Then/- &/' | follow 1 "page.md:9: a block right behind a list"
echo "$right" | sed '6,$d' | follow 1 "shows no command"
exit $faults
