#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check datasets/countries, datasets/currencies and their sources. usage: check.py DATASETS-DIR"""
import os
import re
import sys

import common

LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"]
ARABIC, CYRILLIC, HAN, LATIN = "\u0600-\u06ff", "\u0400-\u04ff", "\u4e00-\u9fff", "A-Za-z\u00c0-\u017f"
SCRIPT = {"ar": ARABIC, "ru": CYRILLIC, "zh": HAN, "en": LATIN, "es": LATIN, "fr": LATIN}
# Values that a wrong direction or a slipped row would break.
ANCHORS = {("EUR", 2010): 1.33, ("JPY", 2010): 0.0114, ("GBP", 2010): 1.546, ("INR", 2010): 0.022,
           ("AUD", 2010): 0.92, ("NZD", 2010): 0.72, ("CHF", 2015): 1.04, ("KWD", 2010): 3.49, ("BRL", 2020): 0.194,
           ("RUB", 2021): 0.0136, ("TRY", 2021): 0.113, ("IDR", 2019): 0.0000707, ("ARS", 2019): 0.0208,
           ("SAR", 2010): 0.2667, ("KRW", 2015): 0.000884, ("MXN", 2019): 0.052, ("CNY", 2020): 0.145,
           ("CAD", 2010): 0.971, ("ZAR", 2019): 0.0692, ("EUR", 2022): 1.053, ("GBP", 2024): 1.278}

# How many members each group has.
GROUPS = {"eu27": 27, "eea": 30, "efta": 4, "nato": 32, "asean": 11, "african-union": 55, "arab-league": 22, "gcc": 6,
          "ecowas": 12, "sadc": 16, "eaeu": 5, "saarc": 8, "usmca": 3, "caricom": 15, "pacific-islands-forum": 18}


class Check:
    def __init__(self, folder):
        self.folder, self.faults = folder, []

    def table(self, *name):
        path = os.path.join(self.folder, *name)
        raw = open(path, "rb").read()
        plain = not raw.startswith(b"\xef\xbb\xbf") and b"\r" not in raw and raw.endswith(b"\n")
        self.expect(plain, "%s: mark or line ends" % path)
        return common.read(path)

    def expect(self, holds, fault):
        if not holds:
            self.faults.append(fault)

    def unique(self, rows, column, what):
        values = [row[column].casefold() for row in rows]
        for value in {v for v in values if values.count(v) > 1}:
            self.faults.append("%s: %s twice: %s" % (what, column, value))


def countries(check, rows, regions, currencies, sources):
    check.expect(len(rows) == 249, "countries: %d rows" % len(rows))
    for column in ("alpha2", "alpha3", "numeric"):
        check.unique(rows, column, "countries")
    parents = {r["m49"]: r["parent"] for r in regions}
    for row in rows:
        a = row["alpha2"]
        check.expect(re.fullmatch("[A-Z]{2}", a) and re.fullmatch("[A-Z]{3}", row["alpha3"]), a + ": codes")
        check.expect(re.fullmatch("[0-9]{3}", row["numeric"]), a + ": numeric")
        check.expect(row["m49_region"] in parents, a + ": region")
        sub = row["m49_subregion"]
        check.expect(parents.get(sub) == row["m49_region"] if sub else a == "AQ", a + ": sub-region")
        check.expect(row["currency"] in currencies or not row["currency"], a + ": currency")
        check.expect(row["source"].split(";")[0] in sources, a + ": source")
        for key in re.findall("wb-[a-z]+|un-wpp-2024|iso-4217", row["source"]):
            check.expect(key in sources, a + ": source " + key)
        for figure, year in (("population", "population_year"), ("gdp_usd", "gdp_year")):
            check.expect(re.fullmatch("[0-9]*", row[figure]), "%s: %s" % (a, figure))
            check.expect(bool(row[figure]) == bool(row[year]), "%s: %s without year" % (a, figure))


def groups(check, rows, alpha2, sources):
    for group, size in GROUPS.items():
        check.expect(sum(r["group"] == group for r in rows) == size, "%s: not %d" % (group, size))
    check.expect({r["group"] for r in rows} == set(GROUPS), "groups: others than expected")
    check.expect(len({(r["group"], r["alpha2"]) for r in rows}) == len(rows), "groups: a member twice")
    for row in rows:
        check.expect(row["alpha2"] in alpha2, "%s: member %s" % (row["group"], row["alpha2"]))
        check.expect(row["source"].split(";")[0] in sources, row["group"] + ": source")


def texts(check, rows, ids, what):
    check.expect(len(rows) == 6 * len(ids), "%s: %d rows for %d ids" % (what, len(rows), len(ids)))
    check.expect({(r["id"], r["lang"]) for r in rows} == {(i, l) for i in ids for l in LANGUAGES}, what + ": pairs")
    seen = {}
    for row in rows:
        where, text = "%s %s %s" % (what, row["id"], row["lang"]), row["text"]
        check.expect(text and text == text.strip() and "  " not in text, where + ": spaces")
        check.expect(not re.search(r"[*_\[\]\u00a0\u2019]", text), where + ": stray sign")
        for pair in ("()", "（）"):
            check.expect(text.count(pair[0]) == text.count(pair[1]), where + ": brackets")
        check.expect(not re.search(r"\((the|la|le|les|l'|el|los|las)\)", text, re.I), where + ": article")
        letters = re.findall(r"[^\W\d_]", text)
        check.expect(all(re.match("[%s]" % SCRIPT[row["lang"]], c) for c in letters), where + ": script")
        other = seen.setdefault((row["lang"], text.casefold()), row["id"])
        check.expect(other == row["id"], "%s: same text as %s" % (where, other))


def aliases(check, rows, countries_rows, names):
    check.unique(rows, "alias", "aliases")
    codes = {r[c].casefold(): r["alpha2"] for r in countries_rows for c in ("alpha2", "alpha3")}
    owners = {r["text"].casefold(): r["id"] for r in names}
    for row in rows:
        key = row["alias"].casefold()
        check.expect(row["alpha2"] in codes.values(), "alias of nobody: " + row["alias"])
        for table in (codes, owners):
            check.expect(table.get(key, row["alpha2"]) == row["alpha2"], "alias is another's: " + row["alias"])
        check.expect("kosovo" not in key and key not in ("xk", "xkx"), "alias: " + row["alias"])


def rates(check, rows, currencies, sources):
    table = {}
    for row in rows:
        key = row["currency"], int(row["year"])
        check.expect(key not in table, "rate twice: %s %d" % key)
        check.expect(re.fullmatch(r"[0-9]+(\.[0-9]+)?", row["usd_per_unit"]), "rate %s %d: form" % key)
        table[key] = float(row["usd_per_unit"])
        check.expect(table[key] > 0 and 2000 <= key[1] <= 2025, "rate %s %d" % key)
        check.expect(key[0] in currencies, "rate of an unknown currency " + key[0])
        check.expect(row["source"].split(";")[0] in sources, "rate %s %d: source" % key)
    for key, value in ANCHORS.items():
        check.expect(abs(table[key] / value - 1) < 0.02, "rate %s %d is %g, not %g" % (*key, table[key], value))
    check.expect(all(table.get(("USD", y)) == 1 for y in range(2000, 2026)), "the dollar is not 1")


def main(folder):
    check = Check(folder)
    source_rows = check.table("sources.csv")
    check.unique(source_rows, "key", "sources")
    sources = {r["key"] for r in source_rows}
    country_rows, regions = check.table("countries", "countries.csv"), check.table("countries", "regions.csv")
    names = check.table("countries", "names.csv")
    currency_rows = check.table("currencies", "currencies.csv")
    check.unique(currency_rows, "code", "currencies")
    currencies = {r["code"] for r in currency_rows}
    for row in currency_rows:
        check.expect(re.fullmatch("[0-9]{3}", row["numeric"]) and row["minor_unit"] in ("0", "2", "3"), row["code"])
    countries(check, country_rows, regions, currencies, sources)
    groups(check, check.table("countries", "groups.csv"), {r["alpha2"] for r in country_rows}, sources)
    texts(check, names, {r["alpha2"] for r in country_rows}, "names")
    texts(check, check.table("countries", "region_names.csv"), {r["m49"] for r in regions}, "region_names")
    aliases(check, check.table("countries", "aliases.csv"), country_rows, names)
    rates(check, check.table("currencies", "rates.csv"), currencies, sources)
    print("\n".join(check.faults) or "no fault found")
    return 1 if check.faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    sys.exit(main(sys.argv[1]))
