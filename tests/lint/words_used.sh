#!/bin/sh
# Every word that has a text is used by code, or named by another list of the engine (kinds.def); of words in a row
# (MONTH_1 .. MONTH_12) the first is enough.
# words_used.sh TOP
cd "$1" || exit 1

used=$(mktemp)
trap 'rm -f "$used"' EXIT
grep -rhoE 'CIR_(WORD|COUNTED)_[A-Z0-9_]+' engine tools --include='*.[ch]' > "$used"
grep -rhoE '\b[A-Z][A-Z0-9_]+\b' engine --include='*.def' --exclude-dir=model |
    sed 's/.*/CIR_WORD_&\nCIR_COUNTED_&/' >> "$used"

faults=0
for word in $(grep -hoE 'CIR_(WORD|COUNTED)\([A-Z0-9_]+' engine/model/words_*.def | tr '(' '_'); do
    first=$(echo "$word" | sed -E 's/_[0-9]+$/_1/')
    grep -qxF -e "$word" -e "$first" "$used" && continue
    echo "engine/model: nothing uses $word: take it out, and its rows of datasets/words"
    faults=$((faults + 1))
done
echo "$faults words that nothing uses"
[ "$faults" -eq 0 ]
