#!/bin/sh
# The script of the white paper tells what it cannot do, and then writes nothing.
#   white_paper_refuses.sh PYTHON TOP CIRISK SCRATCH
set -eu
python=$1
top=$2
cirisk=$3
scratch=$4

rm -rf "$scratch"
mkdir -p "$scratch/docs/white-paper" "$scratch/datasets/incidents"
cp "$top/docs/white-paper/build" "$scratch/docs/white-paper/"
cp "$top/datasets/incidents/landmarks.csv" "$scratch/datasets/incidents/"
cd "$scratch"

# refuse TEXT-OF-THE-SOURCE EXPECTED
refuse()
{
    printf '{{score log datasets/incidents/landmarks.csv}}\n\n{{data sectors log --kind sectors}}\n\n%s\n' "$1" > docs/white-paper/source.md
    if PYTHONDONTWRITEBYTECODE=1 "$python" docs/white-paper/build "$cirisk" out 2> told; then
        echo "was not refused: $1"
        exit 1
    fi
    grep -qF -- "$2" told || { echo "of '$1' is told:"; cat told; exit 1; }
    [ ! -e out ] || { echo "something was written of: $1"; exit 1; }
}

refuse 'Of {{value sectors watr total}} incidents' "0 rows of sectors begin with 'watr'"
refuse 'Of {{value sectors e total}} incidents' "rows of sectors begin with 'e'; one is needed"
refuse 'Of {{value sectors energy gge_level_7}} incidents' 'table sectors has no column gge_level_7'
refuse 'Of {{value sector energy total}} incidents' 'no table is called sector'
refuse 'Of {{valeu sectors energy total}} incidents' 'no directive is called valeu'
refuse '{{table more nothing --kind sectors}}' 'nothing called nothing was scored'
refuse '{{table more log --kind sector}}' 'exit 2'
refuse '{{holds sectors water/total >= energy/total}}' 'it does not hold of sectors'
refuse 'As {{see sectors}} shows' 'no table or figure is called sectors'
refuse '{{data grave log --kind sectors --tlp amber}}' 'tables are marked TLP:AMBER and TLP:CLEAR'
refuse '{{figure plain log --kind matrix}}' 'figure plain has no --caption'
unset SOURCE_DATE_EPOCH
refuse 'On {{date}}' 'SOURCE_DATE_EPOCH is not set'

printf '{{score log datasets/incidents/landmarks.csv}}\n\n{{data sectors log --kind sectors}}\n\nOf {{value sectors energy total}}.\n' > docs/white-paper/source.md
PYTHONDONTWRITEBYTECODE=1 "$python" docs/white-paper/build "$cirisk" out
grep -qx 'Of 6\.' out/paper.md
