#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make datasets/countries/ but for groups.csv, which is kept by hand, from published lists and the hand-kept corrections beside this script.

usage: countries.py COUNTRY-CODES.csv POPULATION.csv GDP.csv ISO-CODES-JSON LOCALE-DIR DATASETS-DIR

COUNTRY-CODES, POPULATION and GDP are the files of those names that Open Knowledge publishes; the ISO codes and
their translations (iso_3166-1.json, iso_3166-1.mo) come from the Debian package iso-codes.
"""
import gettext
import json
import os
import re
import sys
import unicodedata
from decimal import Decimal

import common

HERE = os.path.dirname(os.path.abspath(__file__))
LANGUAGES = {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}

# M49 gives Antarctica its own code and no region above it.
REGION = {"AQ": ("010", "")}
# M49 lists no such area; geographically it lies in Eastern Asia, where the ISO-based list puts it too.
REGION["TW"] = ("142", "030")

# Where ISO 4217 names several, the one that only this country issues; El Salvador uses the dollar since 2001.
CURRENCY = {"BT": "BTN", "HT": "HTG", "LS": "LSL", "NA": "NAD", "PA": "PAB", "SV": "USD", "UY": "UYU", "VE": "VES"}
# The source lost this one when the English name of the country changed.
CURRENCY["TR"] = "TRY"
# ISO 4217 says "no universal currency" here.
NO_CURRENCY = {"AQ", "GS", "PS"}

# What the World Bank does not publish: population, year, key of the source.
POPULATION = {"TW": ("23213962", "2024", "un-wpp-2024")}

SOURCES = [
    ["un-m49", "Country codes: UN M49, UNTERM names and ISO 3166 in one table",
     "Open Knowledge, data package country-codes, after the United Nations Statistics Division and UNTERM",
     "2025", "PDDL-1.0"],
    ["wb-population", "Population, total (SP.POP.TOTL)",
     "World Bank, World Development Indicators; Open Knowledge, data package population", "2025", "CC-BY-4.0"],
    ["wb-gdp", "GDP, current US dollars (NY.GDP.MKTP.CD)",
     "World Bank, World Development Indicators; Open Knowledge, data package gdp", "2025", "CC-BY-4.0"],
    ["un-wpp-2024", "World Population Prospects 2024, total population on 1 July, estimates",
     "United Nations, Department of Economic and Social Affairs, Population Division", "2024", "CC-BY-3.0-IGO"],
    ["iso-4217", "ISO 4217 codes for the representation of currencies",
     "Debian iso-codes 4.15 and the list of SIX Interbank Clearing in Open Knowledge's country-codes", "2025",
     "LGPL-2.1-or-later (iso-codes), PDDL-1.0"],
]


def pad(code):
    return code.zfill(3) if code else ""


def newest(path):
    """alpha-3 -> (rounded figure, year) of the newest year that has one."""
    found = {}
    for row in common.read(path):
        code, year = row["Country Code"], row["Year"]
        if row["Value"] and year > found.get(code, ("", ""))[1]:
            found[code] = (str(int(Decimal(row["Value"]).to_integral_value())), year)
    return found


def regions_of(row):
    return REGION.get(row["ISO3166-1-Alpha-2"], (pad(row["Region Code"]), pad(row["Sub-region Code"])))


def currency_of(row):
    code = row["ISO3166-1-Alpha-2"]
    if code in NO_CURRENCY:
        return ""
    return CURRENCY.get(code, row["ISO4217-currency_alphabetic_code"])


def country(row, population, gdp):
    alpha2, alpha3 = row["ISO3166-1-Alpha-2"], row["ISO3166-1-Alpha-3"]
    people = POPULATION.get(alpha2) or population.get(alpha3, ("", "")) + ("wb-population",)
    money = gdp.get(alpha3, ("", ""))
    currency = currency_of(row)
    notes = ["population " + people[2]] if people[0] else []
    notes += ["GDP wb-gdp"] if money[0] else []
    notes += ["currency iso-4217"] if currency else []
    source = "; ".join(["un-m49"] + ([", ".join(notes)] if notes else []))
    return [alpha2, alpha3, pad(row["ISO3166-1-numeric"]), *regions_of(row), people[0], people[1], money[0], money[1],
            currency, source]


def tidy(text):
    """Drop what UNTERM adds to a name: article, gender, footnote signs; straighten the apostrophe."""
    text = text.replace("\u00a0", " ").replace("\u2019", "'").replace("*", "")
    text = re.sub(r"\s*\[[^]]*\]", "", text)
    text = re.sub(r"\s*\((?:the|la|le|les|l'|el|los|las)\)", "", text, flags=re.I)
    return re.sub(r"\s+", " ", text).strip()


def official(row, lang):
    return row["official_name_" + ("cn" if lang == "zh" else lang)]


class IsoCodes:
    """English names and their translations in Debian's iso-codes."""

    def __init__(self, json_path, locale_dir):
        with open(json_path, encoding="utf-8") as handle:
            self.entries = {e["alpha_2"]: e for e in json.load(handle)["3166-1"]}
        locale = {"zh": "zh_CN"}
        self.catalogs = {lang: gettext.translation("iso_3166-1", locale_dir, [locale.get(lang, lang)])
                         for lang in LANGUAGES if lang != "en"}

    def names(self, alpha2, lang):
        entry = self.entries[alpha2]
        english = [entry[key] for key in ("common_name", "name", "official_name") if key in entry]
        if lang == "en":
            return english
        # gettext gives the English text back where a translation is missing: that is no name.
        translated = [self.catalogs[lang].gettext(name) for name in english]
        return [t for t, e in zip(translated, english) if t != e]


def name_of(row, lang, overrides, iso):
    """UN usage wins: corrections, then UNTERM, then M49, and iso-codes only where those are silent."""
    alpha2 = row["ISO3166-1-Alpha-2"]
    candidates = [overrides.get((alpha2, lang), ""), row["UNTERM %s Short" % LANGUAGES[lang]], official(row, lang)]
    for text in candidates + iso.names(alpha2, lang):
        if tidy(text):
            return tidy(text)
    raise SystemExit("no name: %s %s" % (alpha2, lang))


def bare(text):
    """The text in plain ASCII letters, as people type it without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


# Misspellings in iso-codes 4.15 that nobody should be led to.
TYPOS = re.compile("holandsea|Marfíl|Bengladesh|Bouthan")


def strip_article(text):
    """Lower case only: El Salvador keeps its own."""
    return re.sub(r"^(?:the|la|le|les|el|los|las)\s+|^l'", "", text)


def other_names(row, names, iso):
    """All that the sources call a country in English, French and Spanish."""
    alpha2 = row["ISO3166-1-Alpha-2"]
    found = [row["CLDR display name"]]
    for lang in ("en", "fr", "es"):
        found += [names[alpha2, lang], official(row, lang), row["UNTERM %s Short" % LANGUAGES[lang]],
                  row["UNTERM %s Formal" % LANGUAGES[lang]]] + iso.names(alpha2, lang)
    found = [strip_article(t) for t in map(tidy, found) if t and not TYPOS.search(t)]
    return found + [bare(t) for t in found]


def aliases(rows, names, iso):
    """Hand-kept aliases first; a generated one that two countries could mean is left out for both."""
    taken = {text.casefold(): alpha2 for (alpha2, _), text in names.items()}
    taken.update({row["ISO3166-1-Alpha-%d" % n].casefold(): row["ISO3166-1-Alpha-2"] for row in rows for n in (2, 3)})
    chosen, disputed = {}, set()
    hand = [(r["alias"], r["alpha2"]) for r in common.read(os.path.join(HERE, "aliases_by_hand.csv"))]
    for text, alpha2 in hand:
        if taken.get(text.casefold(), alpha2) != alpha2:
            raise SystemExit("alias %s of %s is a code or name of %s" % (text, alpha2, taken[text.casefold()]))
        chosen.setdefault(text.casefold(), (text, alpha2))
    for row in rows:
        for text in other_names(row, names, iso):
            key, alpha2 = text.casefold(), row["ISO3166-1-Alpha-2"]
            if key in taken:
                continue
            if chosen.setdefault(key, (text, alpha2))[1] != alpha2 and key not in {t.casefold() for t, _ in hand}:
                disputed.add(key)
    return sorted((v for k, v in chosen.items() if k not in disputed), key=lambda v: (v[1], v[0])), disputed


def region_tables():
    hand = common.read(os.path.join(HERE, "region_names.csv"))
    return [[r["id"], lang, r[lang]] for r in hand for lang in sorted(LANGUAGES)]


def region_rows(rows):
    pairs = {regions_of(row) for row in rows}
    top = sorted({region for region, _ in pairs})
    sub = sorted({(s, region) for region, s in pairs if s})
    return [[r, "", "region"] for r in top] + [[s, region, "subregion"] for s, region in sub]


def main(codes, population, gdp, iso_json, locale_dir, datasets):
    rows = sorted(common.read(codes), key=lambda r: r["ISO3166-1-Alpha-2"])
    iso = IsoCodes(iso_json, locale_dir)
    overrides = {(r["id"], r["lang"]): r["text"] for r in common.read(os.path.join(HERE, "name_overrides.csv"))}
    names = {(r["ISO3166-1-Alpha-2"], lang): name_of(r, lang, overrides, iso) for r in rows for lang in LANGUAGES}
    people, money = newest(population), newest(gdp)
    folder = os.path.join(datasets, "countries")
    common.write(os.path.join(folder, "countries.csv"),
                 ["alpha2", "alpha3", "numeric", "m49_region", "m49_subregion", "population",
                  "population_year", "gdp_usd", "gdp_year", "currency", "source"],
                 [country(row, people, money) for row in rows])
    common.write(os.path.join(folder, "regions.csv"), ["m49", "parent", "kind"], region_rows(rows))
    common.write(os.path.join(folder, "region_names.csv"), ["id", "lang", "text"], region_tables())
    common.write(os.path.join(folder, "names.csv"), ["id", "lang", "text"],
                 [[alpha2, lang, text] for (alpha2, lang), text in sorted(names.items())])
    found, disputed = aliases(rows, names, iso)
    common.write(os.path.join(folder, "aliases.csv"), ["alias", "alpha2"], found)
    common.add_sources(os.path.join(datasets, "sources.csv"), SOURCES)
    if disputed:
        print("left out, two countries could be meant: " + ", ".join(sorted(disputed)))


if __name__ == "__main__":
    if len(sys.argv) != 7:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
