// The forms of numbers and lists are those of Unicode CLDR 48, as the ICU of Node.js knows them.
//   node number_forms.js number_forms.csv; exit code 77 where Node.js has another version
const fs = require("fs");

if (!(process.versions.cldr || "").startsWith("48")) {
    console.log(`skipped: Node.js has CLDR ${process.versions.cldr}`);
    process.exit(77);
}

// Cells of a line; quotes as RFC 4180 has them.
const cells = (line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => (m[1] ?? m[2]).replaceAll('""', '"'));
const [header, ...rows] = fs.readFileSync(process.argv[2], "utf8").trim().split("\n").map(cells);
const forms = rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]])));

const fill = (pattern, ...texts) => pattern.replace("{0}", texts[0]).replace("{1}", texts[1]);
const withoutMarks = (text) => text.replace(/\u200f/g, ""); // those round the dash of a range are ours

let faults = 0;
function check(form, what, ours, theirs) {
    if (ours === theirs) return;
    faults++;
    console.log(`${form.lang}, ${form.digits}: ${what} is ${JSON.stringify(ours)}, CLDR has ${JSON.stringify(theirs)}`);
}

for (const form of forms) {
    const locale = `${form.lang === "en" ? "en-001" : form.lang}-u-nu-${form.digits}`;
    const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
    const part = (value, type) => numbers.formatToParts(value).find((each) => each.type === type)?.value;
    check(form, "decimal", form.decimal, part(0.5, "decimal"));
    check(form, "group", form.group, part(1234567, "group"));
    check(form, "least_grouped", form.least_grouped, part(1234, "group") === undefined ? "5" : "4");
    check(form, "minus", form.minus + numbers.format(1), numbers.format(-1));
    const share = new Intl.NumberFormat(locale, { style: "percent" });
    check(form, "percent", fill(form.percent, numbers.format(12)), share.format(0.12));
    check(form, "range", withoutMarks(fill(form.range, numbers.format(3), numbers.format(5))), numbers.formatRange(3, 5));
    const list = (...items) => new Intl.ListFormat(locale).format(items);
    check(form, "list_pair", fill(form.list_pair, "A", "B"), list("A", "B"));
    const end = fill(form.list_end, "C", "D");
    check(form, "list", fill(form.list_start, "A", fill(form.list_middle, "B", end)), list("A", "B", "C", "D"));
    if (form.before !== "") {
        check(form, "pair_before", fill(form.pair_before, "A", "Irán"), list("A", "Irán"));
        check(form, "end_before", fill(form.list_start, "A", fill(form.end_before, "B", "Irán")), list("A", "B", "Irán"));
    }
    const usual = new Intl.NumberFormat(form.lang).resolvedOptions().numberingSystem;
    check(form, "usual", form.usual, usual === form.digits ? "yes" : "no");
}
console.log(`${forms.length} number forms, ${faults} faults`);
process.exit(faults === 0 && forms.length >= 6 ? 0 : 1);
