#!/bin/sh
# A word that nothing uses is found, one that is used is not. words_used_refuses.sh SCRIPT SCRATCH
script=$1
top=$2/words_used
rm -rf "$top"
mkdir -p "$top/engine/model" "$top/engine/tables" "$top/tools"
cat > "$top/engine/model/words_common.def" <<'WORDS'
CIR_COUNTED(INCIDENT, "incident")
CIR_WORD(MONTH_1, "month-1", "")
CIR_WORD(MONTH_2, "month-2", "")
CIR_WORD(NOTE, "note", "")
CIR_WORD(TOTAL, "total", "")
CIR_WORD(TOTAL_OF, "total-of", "")
WORDS
echo 'CIR_COUNTED_INCIDENT, CIR_WORD_MONTH_1, CIR_WORD_TOTAL_OF' > "$top/engine/a.c"
echo 'KIND(NOTE)' > "$top/engine/tables/kinds.def"

said=$(sh "$script" "$top") && { echo "passed: $said"; exit 1; }
echo "$said" | grep -qF "nothing uses CIR_WORD_TOTAL:" || { echo "$said"; exit 1; }
echo "$said" | grep -qxF "1 words that nothing uses" || { echo "$said"; exit 1; }
echo CIR_WORD_TOTAL >> "$top/engine/a.c"
sh "$script" "$top"
