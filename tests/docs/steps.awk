# The steps of a tutorial: awk -v folder=STEPS -f steps.awk PAGE.md
#
# Each block of code (indented by four blanks) is one of two things.
#   - A session: it begins with "$ ". What follows "$ " is typed, to the end of a here-document where it has one; all
#     else up to the next "$ " is what the command says.
#   - A file: the paragraph before it begins with its name, as in "`mine/scheme.csv`: what it is".
# Anything else is a fault. Step n becomes n.file and n.name, or n.command and n.expected, with its place in n.place;
# the number of commands goes to `commands`.

BEGIN { fresh = 1 }

function put(suffix, text)
{
    print text > (folder "/" step "." suffix)
}

function start(kind)
{
    step = sprintf("%04d", ++steps)
    put("place", FILENAME ":" FNR)
    close(folder "/" step ".place")
    printf "" > (folder "/" step "." kind)
}

function fault(text)
{
    print FILENAME ":" FNR ": " text > "/dev/stderr"
    faults = 1
}

function begin_block(line)
{
    in_file = 0
    if (paragraph ~ /^([-*+]|[0-9]+\.) /)
        fault("a block right behind a list is text of its last point: a paragraph must stand between them")
    if (line ~ /^\$ /)
        return
    if (match(paragraph, /^`[^` ]+`:/) == 0) {
        fault("a block that is neither a session nor a file")
        return
    }
    in_file = 1
    start("file")
    put("name", substr(paragraph, 2, RLENGTH - 3))
}

function take(line)
{
    if (in_file) {
        if (line ~ /^\$ /)
            fault("a command within a file: a paragraph must stand between them")
        put("file", line)
    } else if (here != "") {
        put("command", line)
        if (line == here)
            here = ""
    } else if (line ~ /^\$ /) {
        start("command")
        printf "" > (folder "/" step ".expected")
        put("command", substr(line, 3))
        commands++
        if (match(line, /<<'[A-Z]+'/))
            here = substr(line, RSTART + 3, RLENGTH - 4)
    } else
        put("expected", line)
}

/^    / {
    if (!inside)
        begin_block(substr($0, 5))
    for (inside = 1; blanks > 0; blanks--)
        take("")
    take(substr($0, 5))
    next
}

/^$/ {
    blanks += inside
    fresh = 1
    next
}

{
    inside = blanks = 0
    paragraph = fresh ? $0 : paragraph " " $0
    fresh = 0
}

END {
    print commands + 0 > (folder "/commands")
    exit faults
}
