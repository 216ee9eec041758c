#!/bin/sh
# What the tables of a scheme name stands in its chapter of schemes.md: every factor, option, level, criterion, rule,
# column and source. schemes_whole.sh TOP
page=$1/docs/schemes.md
schemes=$1/datasets/schemes

chapter=$(mktemp)
trap 'rm -f "$chapter"' EXIT

# wanted SCHEME TABLE COLUMN: each name in that column (no cell before it may hold a comma) stands as code.
wanted()
{
    [ -f "$schemes/$1/$2" ] || return
    tail -n +2 "$schemes/$1/$2" | cut -d, -f"$3" | sort -u | while read -r name; do
        grep -qF "\`$name\`" "$chapter" || echo "$page: $1 has no $name of $2"
    done
}

# counted SCHEME TABLE HEADING: as many rows stand under the heading as the table has.
counted()
{
    [ -f "$schemes/$1/$2" ] || return
    rows=$(awk -v heading="### $3" '/^##/ { here = $0 == heading; next } here && /^\|/ { rows++ }
                                    here && /^\|-/ { rows -= 2 } END { print rows + 0 }' "$chapter")
    [ "$rows" -eq $(($(wc -l < "$schemes/$1/$2") - 1)) ] || echo "$page: $1 has $rows rows of $2 under '$3'"
}

said=$(for folder in "$schemes"/*/; do
    scheme=$(basename "$folder")
    awk -v heading="## $scheme" '/^## / { here = $0 == heading } here' "$page" > "$chapter"
    [ -s "$chapter" ] || echo "$page: $scheme has no chapter"
    for column in 'axes.csv 1' 'factors.csv 1' 'factors.csv 4' 'options.csv 3' 'bands.csv 3' 'criteria.csv 1' \
        'rules.csv 1' 'facilities.csv 1' 'fields.csv 1' 'sources.csv 1'; do
        wanted "$scheme" ${column}
    done
    counted "$scheme" factors.csv Factors
    counted "$scheme" options.csv 'Options and steps'
    counted "$scheme" bands.csv Levels
    counted "$scheme" criteria.csv Criteria
    counted "$scheme" facilities.csv Facilities
    counted "$scheme" fields.csv 'Columns of its own'
done)
[ -z "$said" ] || { echo "$said"; exit 1; }
