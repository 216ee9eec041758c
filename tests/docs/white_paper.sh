#!/bin/sh
# The white paper is what its script makes of the log today, byte by byte, wherever and however often it runs; where
# XeLaTeX and rsvg-convert are, it becomes four pages of A4.
#   white_paper.sh PYTHON TOP CIRISK SCRATCH
set -eu
python=$1
shipped=$2/docs/white-paper
cirisk=$3
scratch=$4

SOURCE_DATE_EPOCH=$(sed -n 's/^SOURCE_DATE_EPOCH=\([0-9]*\) .*/\1/p' "$shipped/source.md")
export SOURCE_DATE_EPOCH
rm -rf "$scratch"
mkdir -p "$scratch/elsewhere"
PYTHONDONTWRITEBYTECODE=1 "$python" "$shipped/build" "$cirisk" "$scratch/made"
for name in paper.md paper.tex figures; do
    diff -r "$shipped/$name" "$scratch/made/$name" || {
        echo "docs/white-paper/$name is not what the script makes. Were the log, a scheme or the words changed on purpose, run"
        echo "SOURCE_DATE_EPOCH=$SOURCE_DATE_EPOCH docs/white-paper/build $cirisk docs/white-paper"
        exit 1
    }
done

cd "$scratch/elsewhere"
LC_ALL=C TZ=Asia/Kathmandu PYTHONHASHSEED=7 PYTHONDONTWRITEBYTECODE=1 "$python" "$shipped/build" "$cirisk" again
diff -r "$scratch/made" again

for program in xelatex rsvg-convert pdfinfo; do
    command -v "$program" > found || { echo "skipped: the PDF, for want of $program"; exit 0; }
done
cd "$scratch/made"
for figure in figures/*.svg; do
    rsvg-convert -f pdf -o "${figure%.svg}.pdf" "$figure"
done
xelatex -interaction=nonstopmode -halt-on-error paper.tex > xelatex.txt || { tail -n 30 xelatex.txt; exit 1; }
! grep '^Overfull .hbox' xelatex.txt
pdfinfo paper.pdf | grep -q '^Pages: *4$' || { echo "the paper has not four pages"; exit 1; }
pdfinfo paper.pdf | grep -q 'A4' || { echo "the paper is not A4"; exit 1; }
