# run.sh PACKAGES TEST.js [ARGUMENTS]: run a browser test, or say why it is skipped (exit 77).
packages=$1
shift
for command in node chromium pdftotext; do
    command -v "$command" >/dev/null 2>&1 || { echo "skipped: there is no $command"; exit 77; }
done
[ -d "$packages" ] || { echo "skipped: $packages is not there; tools/check installs it"; exit 77; }
NODE_PATH=$packages exec node "$@"
