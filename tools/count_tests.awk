# Reads the output of `ctest -V` and prints "passed failed skipped"; with -v failures=yes the output of the tests
# that failed instead.
#
#     12: suite number: tests 9, failed 0, skipped 1      a suite of test 12 counts as its tests
#     3/40 Test #12: unit.number ....   Passed  0.01 sec  every other test counts as one

match($0, /^[0-9]+: /) {
    number = $1 + 0
    output[number] = output[number] "  " substr($0, RLENGTH + 1) "\n"
    if ($2 == "suite" && $4 == "tests" && $6 == "failed" && $8 == "skipped") {
        is_suite[number] = 1
        tests[number] += $5
        failed[number] += $7
        skipped[number] += $9
    }
}

/^ *[0-9]+\/[0-9]+ Test +#[0-9]+: / {
    match($0, /#[0-9]+: [^ ]+/)
    name = substr($0, RSTART, RLENGTH)
    number = substr(name, 2) + 0
    sub(/^#[0-9]+: /, "", name)
    names[number] = name
    if ($0 ~ /\*\*\*Skipped/)
        outcome[number] = "skipped"
    else
        outcome[number] = $0 ~ / Passed / ? "passed" : "failed"
}

END {
    for (number in outcome) {
        if (is_suite[number]) {
            # A suite that crashes, or leaks, fails without a count of its own.
            bad = failed[number] > 0 || outcome[number] == "passed" ? failed[number] : 1
            sum_passed += tests[number] - failed[number] - skipped[number]
            sum_failed += bad
            sum_skipped += skipped[number]
        } else {
            bad = outcome[number] == "failed"
            sum_passed += outcome[number] == "passed"
            sum_failed += bad
            sum_skipped += outcome[number] == "skipped"
        }
        if (bad && failures)
            printf "-- %s has failed:\n%s", names[number], output[number]
    }
    if (!failures)
        print sum_passed + 0, sum_failed + 0, sum_skipped + 0
}
