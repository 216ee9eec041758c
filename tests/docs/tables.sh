#!/bin/sh
# Every row of every table in the pages has as many cells as its head: no '|' of a cell is taken for a border. And a
# link to a heading of the page itself finds one. tables.sh PAGE.md...
awk '
function fault(place, text) { print place ": " text; faults = 1 }

function cells(line)
{
    gsub(/\\\|/, "", line)
    return gsub(/\|/, "", line) - 1
}

function check_links(    link)
{
    for (link in links)
        if (!(link in headings))
            fault(links[link], "no heading answers to #" link)
    split("", links)
    split("", headings)
}

FNR == 1 { check_links() }
/^#+ / {
    name = tolower($0)
    sub(/^#+ /, "", name)
    gsub(/[^a-z0-9 _-]/, "", name)
    gsub(/ /, "-", name)
    headings[name]
}
{
    rest = $0
    while (match(rest, /\]\(#[^)]*\)/)) {
        links[substr(rest, RSTART + 3, RLENGTH - 4)] = FILENAME ":" FNR
        rest = substr(rest, RSTART + RLENGTH)
    }
}
!/^\|/ { columns = 0; next }
columns == 0 { columns = cells($0); next }
cells($0) != columns { fault(FILENAME ":" FNR, cells($0) " cells under " columns) }
END { check_links(); exit faults }
' "$@"
