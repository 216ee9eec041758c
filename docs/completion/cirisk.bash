# Completion of cirisk for bash. Written by cirisk help --format bash; do not edit.
_cirisk() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
  local found= options= words= commands="score check explain compare diff impact designate panel stability verify map template sectors countries schemes networks help "
  local IFS=$' \t\n'
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W "$commands--help --version" -- "$word"))
    return
  fi
  case $command in
    score) options="--help --output --format --columns --probabilities --rejects --db --fail-on --dry-run --threads --seed --raw --bom --campaigns --campaign-column --within --schemes --definitions --scope --network --regional --cache --map --date-order --decimal --thousands --delimiter --encoding --max-field --overrides --manifest --max-errors --quiet --color --plain"; words="" ;;
    check) options="--help --schemes --definitions --map --date-order --decimal --thousands --delimiter --encoding --max-field --overrides --max-errors --quiet --color --plain"; words="" ;;
    explain) options="--help --id --format --probabilities --schemes --definitions --scope --network --regional --cache --map --date-order --decimal --thousands --delimiter --encoding --max-field --overrides --color --plain"; words="" ;;
    compare) options="--help --schemes --definitions --resamples --seed --top --format --db --run --id-column --delimiter --output --color --plain"; words="" ;;
    diff) options="--help --schemes --old-definitions --new-definitions --old-long --new-long --old-overrides --new-overrides --scope --all --format --map --date-order --decimal --thousands --delimiter --encoding --max-field --output --color --plain"; words="" ;;
    impact) options="--help --network --layout --shock --from --id --exposed-to --depends-on --definitions --orders --regional --paths --recovery --draws --variation --top --format --map --date-order --decimal --thousands --delimiter --encoding --max-field --output --color --plain"; words="" ;;
    designate) options="--help --schemes --definitions --long --date --outage --network --regional --cache --map --date-order --decimal --thousands --delimiter --encoding --max-field --overrides --output --format --rejects --sign-off --returns --thresholds --db --max-errors --quiet --color --plain"; words="" ;;
    panel) options="--help --criteria --experts --definitions --method --aggregate --scale --round --format --names --feedback --arguments --output --color --plain"; words="" ;;
    stability) options="--help --criteria --list-size --above --top --format --weights --concentration --fixed-weights --draws --seed --threads --output --color --plain"; words="" ;;
    verify) options="--help --format --color --plain"; words="" ;;
    map) options="--help --output --schemes --definitions --map --date-order --decimal --thousands --delimiter --encoding --max-field"; words="" ;;
    template) options="--help --output --guide --format --criteria --kind --schemes --definitions"; words="log register overrides panel" ;;
    sectors) options="--help --definitions --format --lang --color --plain"; words="list show export lint" ;;
    countries) options="--help --definitions --format --lang --color --plain"; words="list show export lint" ;;
    schemes) options="--help --definitions --format --lang --color --plain"; words="list show export lint" ;;
    networks) options="--help --definitions --format --lang --layout --layer --orders --top --color --plain"; words="list show export lint check rank" ;;
    help) options="--help --format"; words="" ;;
    *) return ;;
  esac
  case $command:$before in
    score:--output|score:-o) found=$(compgen -f -- "$word") ;;
    score:--format|score:-f) found=$(compgen -W "csv ndjson" -- "$word") ;;
    score:--columns|score:-c) found= ;;
    score:--rejects|score:-r) found=$(compgen -f -- "$word") ;;
    score:--db) found=$(compgen -f -- "$word") ;;
    score:--fail-on) found= ;;
    score:--threads|score:-t) found= ;;
    score:--seed) found= ;;
    score:--campaigns) found=$(compgen -f -- "$word") ;;
    score:--campaign-column) found= ;;
    score:--within) found= ;;
    score:--schemes|score:-s) found=$(compgen -W "$(cirisk schemes --format csv 2>/dev/null | tail -n +2 | cut -d, -f1)" -- "$word") ;;
    score:--definitions|score:-D) found=$(compgen -d -- "$word") ;;
    score:--scope) found=$(compgen -W "apply assume ignore" -- "$word") ;;
    score:--network|score:-N) found=$(compgen -d -- "$word") ;;
    score:--regional) found= ;;
    score:--cache) found=$(compgen -d -- "$word") ;;
    score:--map|score:-m) found=$(compgen -f -- "$word") ;;
    score:--date-order) found=$(compgen -W "iso dmy mdy ymd" -- "$word") ;;
    score:--decimal) found= ;;
    score:--thousands) found= ;;
    score:--delimiter) found= ;;
    score:--encoding) found= ;;
    score:--max-field) found= ;;
    score:--overrides) found=$(compgen -f -- "$word") ;;
    score:--manifest) found=$(compgen -f -- "$word") ;;
    score:--max-errors) found= ;;
    score:--color) found=$(compgen -W "auto always never" -- "$word") ;;
    check:--schemes|check:-s) found=$(compgen -W "$(cirisk schemes --format csv 2>/dev/null | tail -n +2 | cut -d, -f1)" -- "$word") ;;
    check:--definitions|check:-D) found=$(compgen -d -- "$word") ;;
    check:--map|check:-m) found=$(compgen -f -- "$word") ;;
    check:--date-order) found=$(compgen -W "iso dmy mdy ymd" -- "$word") ;;
    check:--decimal) found= ;;
    check:--thousands) found= ;;
    check:--delimiter) found= ;;
    check:--encoding) found= ;;
    check:--max-field) found= ;;
    check:--overrides) found=$(compgen -f -- "$word") ;;
    check:--max-errors) found= ;;
    check:--color) found=$(compgen -W "auto always never" -- "$word") ;;
    explain:--id|explain:-i) found= ;;
    explain:--format|explain:-f) found=$(compgen -W "text json" -- "$word") ;;
    explain:--schemes|explain:-s) found=$(compgen -W "$(cirisk schemes --format csv 2>/dev/null | tail -n +2 | cut -d, -f1)" -- "$word") ;;
    explain:--definitions|explain:-D) found=$(compgen -d -- "$word") ;;
    explain:--scope) found=$(compgen -W "apply assume ignore" -- "$word") ;;
    explain:--network|explain:-N) found=$(compgen -d -- "$word") ;;
    explain:--regional) found= ;;
    explain:--cache) found=$(compgen -d -- "$word") ;;
    explain:--map|explain:-m) found=$(compgen -f -- "$word") ;;
    explain:--date-order) found=$(compgen -W "iso dmy mdy ymd" -- "$word") ;;
    explain:--decimal) found= ;;
    explain:--thousands) found= ;;
    explain:--delimiter) found= ;;
    explain:--encoding) found= ;;
    explain:--max-field) found= ;;
    explain:--overrides) found=$(compgen -f -- "$word") ;;
    explain:--color) found=$(compgen -W "auto always never" -- "$word") ;;
    compare:--schemes|compare:-s) found=$(compgen -W "$(cirisk schemes --format csv 2>/dev/null | tail -n +2 | cut -d, -f1)" -- "$word") ;;
    compare:--definitions|compare:-D) found=$(compgen -d -- "$word") ;;
    compare:--resamples) found= ;;
    compare:--seed) found= ;;
    compare:--top|compare:-n) found= ;;
    compare:--format|compare:-f) found=$(compgen -W "text csv json" -- "$word") ;;
    compare:--db) found=$(compgen -f -- "$word") ;;
    compare:--run) found= ;;
    compare:--id-column) found= ;;
    compare:--delimiter) found= ;;
    compare:--output|compare:-o) found=$(compgen -f -- "$word") ;;
    compare:--color) found=$(compgen -W "auto always never" -- "$word") ;;
    diff:--schemes|diff:-s) found=$(compgen -W "$(cirisk schemes --format csv 2>/dev/null | tail -n +2 | cut -d, -f1)" -- "$word") ;;
    diff:--old-definitions) found=$(compgen -d -- "$word") ;;
    diff:--new-definitions) found=$(compgen -d -- "$word") ;;
    diff:--old-long) found=$(compgen -f -- "$word") ;;
    diff:--new-long) found=$(compgen -f -- "$word") ;;
    diff:--old-overrides) found=$(compgen -f -- "$word") ;;
    diff:--new-overrides) found=$(compgen -f -- "$word") ;;
    diff:--scope) found=$(compgen -W "apply assume ignore" -- "$word") ;;
    diff:--format|diff:-f) found=$(compgen -W "text csv json" -- "$word") ;;
    diff:--map|diff:-m) found=$(compgen -f -- "$word") ;;
    diff:--date-order) found=$(compgen -W "iso dmy mdy ymd" -- "$word") ;;
    diff:--decimal) found= ;;
    diff:--thousands) found= ;;
    diff:--delimiter) found= ;;
    diff:--encoding) found= ;;
    diff:--max-field) found= ;;
    diff:--output|diff:-o) found=$(compgen -f -- "$word") ;;
    diff:--color) found=$(compgen -W "auto always never" -- "$word") ;;
    impact:--network|impact:-N) found=$(compgen -d -- "$word") ;;
    impact:--layout) found=$(compgen -W "any cirisk plain icio figaro wiod pymrio sparse" -- "$word") ;;
    impact:--shock|impact:-S) found= ;;
    impact:--from) found=$(compgen -f -- "$word") ;;
    impact:--id) found= ;;
    impact:--exposed-to) found= ;;
    impact:--depends-on) found= ;;
    impact:--definitions|impact:-D) found=$(compgen -d -- "$word") ;;
    impact:--orders) found= ;;
    impact:--regional) found= ;;
    impact:--paths) found= ;;
    impact:--draws) found= ;;
    impact:--variation) found= ;;
    impact:--top|impact:-n) found= ;;
    impact:--format|impact:-f) found=$(compgen -W "text csv json dot" -- "$word") ;;
    impact:--map|impact:-m) found=$(compgen -f -- "$word") ;;
    impact:--date-order) found=$(compgen -W "iso dmy mdy ymd" -- "$word") ;;
    impact:--decimal) found= ;;
    impact:--thousands) found= ;;
    impact:--delimiter) found= ;;
    impact:--encoding) found= ;;
    impact:--max-field) found= ;;
    impact:--output|impact:-o) found=$(compgen -f -- "$word") ;;
    impact:--color) found=$(compgen -W "auto always never" -- "$word") ;;
    designate:--schemes|designate:-s) found=$(compgen -W "$(cirisk schemes --format csv 2>/dev/null | tail -n +2 | cut -d, -f1)" -- "$word") ;;
    designate:--definitions|designate:-D) found=$(compgen -d -- "$word") ;;
    designate:--long|designate:-l) found=$(compgen -f -- "$word") ;;
    designate:--date) found= ;;
    designate:--outage) found= ;;
    designate:--network|designate:-N) found=$(compgen -d -- "$word") ;;
    designate:--regional) found= ;;
    designate:--cache) found=$(compgen -d -- "$word") ;;
    designate:--map|designate:-m) found=$(compgen -f -- "$word") ;;
    designate:--date-order) found=$(compgen -W "iso dmy mdy ymd" -- "$word") ;;
    designate:--decimal) found= ;;
    designate:--thousands) found= ;;
    designate:--delimiter) found= ;;
    designate:--encoding) found= ;;
    designate:--max-field) found= ;;
    designate:--overrides) found=$(compgen -f -- "$word") ;;
    designate:--output|designate:-o) found=$(compgen -f -- "$word") ;;
    designate:--format|designate:-f) found=$(compgen -W "csv json text" -- "$word") ;;
    designate:--rejects|designate:-r) found=$(compgen -f -- "$word") ;;
    designate:--sign-off) found=$(compgen -f -- "$word") ;;
    designate:--returns) found=$(compgen -f -- "$word") ;;
    designate:--thresholds) found=$(compgen -f -- "$word") ;;
    designate:--db) found=$(compgen -f -- "$word") ;;
    designate:--max-errors) found= ;;
    designate:--color) found=$(compgen -W "auto always never" -- "$word") ;;
    panel:--criteria|panel:-c) found=$(compgen -f -- "$word") ;;
    panel:--experts|panel:-e) found=$(compgen -f -- "$word") ;;
    panel:--definitions|panel:-D) found=$(compgen -d -- "$word") ;;
    panel:--method|panel:-m) found=$(compgen -W "eigenvector geometric-mean" -- "$word") ;;
    panel:--aggregate|panel:-a) found=$(compgen -W "judgements priorities mean" -- "$word") ;;
    panel:--scale) found= ;;
    panel:--round|panel:-r) found= ;;
    panel:--format|panel:-f) found=$(compgen -W "text csv json" -- "$word") ;;
    panel:--feedback) found=$(compgen -d -- "$word") ;;
    panel:--arguments) found=$(compgen -f -- "$word") ;;
    panel:--output|panel:-o) found=$(compgen -f -- "$word") ;;
    panel:--color) found=$(compgen -W "auto always never" -- "$word") ;;
    stability:--criteria|stability:-c) found=$(compgen -f -- "$word") ;;
    stability:--list-size|stability:-k) found= ;;
    stability:--above|stability:-a) found= ;;
    stability:--top|stability:-n) found= ;;
    stability:--format|stability:-f) found=$(compgen -W "text csv json" -- "$word") ;;
    stability:--weights|stability:-w) found=$(compgen -f -- "$word") ;;
    stability:--concentration) found= ;;
    stability:--draws|stability:-d) found= ;;
    stability:--seed) found= ;;
    stability:--threads|stability:-t) found= ;;
    stability:--output|stability:-o) found=$(compgen -f -- "$word") ;;
    stability:--color) found=$(compgen -W "auto always never" -- "$word") ;;
    verify:--format|verify:-f) found=$(compgen -W "text csv json" -- "$word") ;;
    verify:--color) found=$(compgen -W "auto always never" -- "$word") ;;
    map:--output|map:-o) found=$(compgen -f -- "$word") ;;
    map:--schemes|map:-s) found=$(compgen -W "$(cirisk schemes --format csv 2>/dev/null | tail -n +2 | cut -d, -f1)" -- "$word") ;;
    map:--definitions|map:-D) found=$(compgen -d -- "$word") ;;
    map:--map|map:-m) found=$(compgen -f -- "$word") ;;
    map:--date-order) found=$(compgen -W "iso dmy mdy ymd" -- "$word") ;;
    map:--decimal) found= ;;
    map:--thousands) found= ;;
    map:--delimiter) found= ;;
    map:--encoding) found= ;;
    map:--max-field) found= ;;
    template:--output|template:-o) found=$(compgen -f -- "$word") ;;
    template:--guide|template:-g) found=$(compgen -f -- "$word") ;;
    template:--format|template:-f) found=$(compgen -W "csv text" -- "$word") ;;
    template:--criteria|template:-c) found=$(compgen -f -- "$word") ;;
    template:--kind|template:-k) found=$(compgen -W "pairwise rating swing" -- "$word") ;;
    template:--schemes|template:-s) found=$(compgen -W "$(cirisk schemes --format csv 2>/dev/null | tail -n +2 | cut -d, -f1)" -- "$word") ;;
    template:--definitions|template:-D) found=$(compgen -d -- "$word") ;;
    sectors:--definitions|sectors:-D) found=$(compgen -d -- "$word") ;;
    sectors:--format|sectors:-f) found=$(compgen -W "text csv json" -- "$word") ;;
    sectors:--lang|sectors:-l) found=$(compgen -W "ar en es fr ru zh" -- "$word") ;;
    sectors:--color) found=$(compgen -W "auto always never" -- "$word") ;;
    countries:--definitions|countries:-D) found=$(compgen -d -- "$word") ;;
    countries:--format|countries:-f) found=$(compgen -W "text csv json" -- "$word") ;;
    countries:--lang|countries:-l) found=$(compgen -W "ar en es fr ru zh" -- "$word") ;;
    countries:--color) found=$(compgen -W "auto always never" -- "$word") ;;
    schemes:--definitions|schemes:-D) found=$(compgen -d -- "$word") ;;
    schemes:--format|schemes:-f) found=$(compgen -W "text csv json" -- "$word") ;;
    schemes:--lang|schemes:-l) found=$(compgen -W "ar en es fr ru zh" -- "$word") ;;
    schemes:--color) found=$(compgen -W "auto always never" -- "$word") ;;
    networks:--definitions|networks:-D) found=$(compgen -d -- "$word") ;;
    networks:--format|networks:-f) found=$(compgen -W "text csv json" -- "$word") ;;
    networks:--lang|networks:-l) found=$(compgen -W "ar en es fr ru zh" -- "$word") ;;
    networks:--layout) found=$(compgen -W "any cirisk plain icio figaro wiod pymrio sparse" -- "$word") ;;
    networks:--layer) found=$(compgen -W "upstream money functional" -- "$word") ;;
    networks:--orders) found= ;;
    networks:--top|networks:-n) found= ;;
    networks:--color) found=$(compgen -W "auto always never" -- "$word") ;;
    help:--format|help:-f) found=$(compgen -W "text man html bash" -- "$word") ;;
    *)
      if [[ $word == -* ]]; then
        found=$(compgen -W "$options" -- "$word")
      elif [[ -n $words ]] && ((COMP_CWORD == 2)); then
        found=$(compgen -W "$words" -- "$word")
      else
        case $command in
          score) found=$(compgen -f -- "$word") ;;
          check) found=$(compgen -f -- "$word") ;;
          explain) found=$(compgen -f -- "$word") ;;
          compare) found=$(compgen -f -- "$word") ;;
          diff) found=$(compgen -f -- "$word") ;;
          designate) found=$(compgen -f -- "$word") ;;
          panel) found=$(compgen -f -- "$word") ;;
          stability) found=$(compgen -f -- "$word") ;;
          verify) found=$(compgen -f -- "$word") ;;
          map) found=$(compgen -f -- "$word") ;;
          sectors) found=$(compgen -d -- "$word") ;;
          countries) found=$(compgen -d -- "$word") ;;
          schemes) found=$(compgen -d -- "$word") ;;
          networks) found=$(compgen -d -- "$word") ;;
          help) found=$(compgen -W "$commands formats all-schemes" -- "$word") ;;
        esac
      fi ;;
  esac
  IFS=$'\n'
  COMPREPLY=($found)
}
complete -o filenames -F _cirisk cirisk
