# The text of a report, a line a block: what stands in the page but for its stylesheet, its script, its figures and hashes.
/<style>/ { quiet = 1 }
/<svg/ { print "(figure)"; quiet = 1 }
/<script>/ { quiet = 1 }
!quiet {
    gsub(/<\/(th|td|dt|dd)>/, " | ")
    gsub(/<[^>]*>/, "")
    gsub(/[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]+/, "(hash)")
    gsub(/[ \t]+/, " ")
    if ($0 !~ /^ ?$/)
        print
}
/<\/style>/ || /<\/svg>/ || /<\/script>/ { quiet = 0 }
