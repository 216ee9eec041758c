#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make datasets/currencies/ from the ISO 4217 list and the published rates kept beside this script.

usage: currencies.py COUNTRY-CODES.csv ISO_4217.json PWT.csv DATASETS-DIR

PWT.csv holds the columns isocode, year and xr of the Penn World Table 9.1 (Debian: r-cran-pwt9, data set pwt9.1).
The other rates are the files rates_*.csv and parities.csv here. All of them are annual means
in currency units per US dollar, except rates_hmrc.csv (units per pound sterling) and parities.csv (units per anchor).
The table made is turned round: US dollars per unit.
"""
import json
import os
import sys
from decimal import Decimal

import common

HERE = os.path.dirname(os.path.abspath(__file__))
YEARS = range(2000, 2026)

# Units of account, metals and codes for tests are no currencies that a loss is stated in.
NOT_MONEY = set("BOV CHE CHW CLF COU MXV USN UYI UYW XSU XUA XDR CUC ZWL".split())
# Younger than the list of Debian.
YOUNGER = {"XCG": ("532", "Caribbean Guilder"), "ZWG": ("924", "Zimbabwe Gold")}
# Out of the country list, but met in older logs.
MINOR = {"ANG": "2", "BGN": "2", "HRK": "2"}

# The first year of a currency that replaced another. Statistics restate earlier years in the new unit; a log of
# that time is written in the old one, so a restated rate would be wrong by a power of ten.
FIRST = {"AFN": 2003, "AZN": 2006, "BYN": 2016, "GHS": 2008, "MGA": 2005, "MRU": 2018, "MZN": 2007, "RON": 2006,
         "RSD": 2006, "SDG": 2007, "SLE": 2022, "SRD": 2004, "STN": 2018, "TJS": 2001, "TMT": 2009, "TRY": 2005,
         "VES": 2022, "ZMW": 2013, "IQD": 2004, "SSP": 2012, "ZWG": 2025}
LAST = {"HRK": 2022, "BGN": 2025}

# Economies of the Penn World Table whose figures are in their own money; the others come from elsewhere or are par.
PWT = dict(pair.split(":") for pair in """
ALB:ALL ARM:AMD AGO:AOA ARG:ARS AZE:AZN BGD:BDT BDI:BIF BOL:BOB BWA:BWP BLR:BYN COD:CDF CHL:CLP COL:COP CRI:CRC
CZE:CZK DOM:DOP DZA:DZD EGY:EGP ETH:ETB FJI:FJD GBR:GBP GEO:GEL GHA:GHS GMB:GMD GIN:GNF GTM:GTQ HND:HNL HRV:HRK
HTI:HTG HUN:HUF IDN:IDR ISR:ILS IRQ:IQD IRN:IRR ISL:ISK JAM:JMD KEN:KES KGZ:KGS KHM:KHR KWT:KWD KAZ:KZT LAO:LAK
LBN:LBP LKA:LKR MAR:MAD MDA:MDL MDG:MGA MKD:MKD MMR:MMK MNG:MNT MAC:MOP MUS:MUR MDV:MVR MWI:MWK MOZ:MZN NGA:NGN
NIC:NIO NPL:NPR PER:PEN PHL:PHP PAK:PKR POL:PLN PRY:PYG ROU:RON SRB:RSD RUS:RUB RWA:RWF SYC:SCR SDN:SDG SUR:SRD
SYR:SYP TJK:TJS TKM:TMT TUN:TND TUR:TRY TTO:TTD TZA:TZS UKR:UAH UGA:UGX URY:UYU UZB:UZS VNM:VND YEM:YER ZMB:ZMW
""".split())

SOURCES = [
    ["frb-g5a", "Foreign exchange rates, G.5A annual and H.10: averages of daily noon rates",
     "Board of Governors of the Federal Reserve System; Open Knowledge, data package exchange-rates", "2026",
     "public domain"],
    ["wb-fcrf", "Official exchange rate, local currency per US dollar, period average (PA.NUS.FCRF)",
     "World Bank, World Development Indicators, after IMF International Financial Statistics; "
     "copy of Open Numbers (Gapminder), ddf--world_bank--world_development_indicators", "2023", "CC-BY-4.0"],
    ["pwt-9.1", "Penn World Table 9.1, variable xr: exchange rate, national currency per US dollar",
     "Feenstra, Inklaar and Timmer (2015), American Economic Review 105(10):3150-3182; ggdc.net/pwt", "2019",
     "CC-BY-4.0"],
    ["hmrc-average", "Exchange rates for customs and VAT: average for the year to 31 December, per pound sterling",
     "HM Revenue and Customs; archive velikodniy/hmrc-rates; crossed over the pound to the dollar by this project",
     "2026", "OGL-UK-3.0"],
    ["official-parity", "Official fixed parity or currency board; the anchor's mean of the year divided by it",
     "national laws and monetary agreements as listed in IMF, Annual Report on Exchange Arrangements and "
     "Exchange Restrictions", "2024", "facts"],
]


def minor_units(codes):
    """currency -> minor unit, from the parallel lists that the country table keeps in one cell."""
    found = {}
    for row in common.read(codes):
        names = row["ISO4217-currency_alphabetic_code"].split(",")
        found.update(zip(names, row["ISO4217-currency_minor_unit"].split(",")))
    found.setdefault("TRY", "2")
    return {**found, **MINOR}


def currency_rows(codes, iso_json):
    with open(iso_json, encoding="utf-8") as handle:
        names = {e["alpha_3"]: (e["numeric"], e["name"]) for e in json.load(handle)["4217"]}
    names.update(YOUNGER)
    minor = minor_units(codes)
    return [[code, names[code][0], minor[code], names[code][1].replace("\u2019", "'")]
            for code in sorted(names) if code in minor and code not in NOT_MONEY]


def wide(name):
    """A file of one row a currency and one column a year -> {(currency, year): number}."""
    table = {}
    for row in common.read(os.path.join(HERE, name)):
        for year, cell in row.items():
            if year != "currency" and cell:
                table[row["currency"], int(year)] = float(cell)
    return table


def pwt_rates(path):
    rows = common.read(path)
    return {(PWT[r["isocode"]], int(r["year"])): 1 / float(r["xr"])
            for r in rows if r["isocode"] in PWT and r["xr"] and int(r["year"]) <= 2017}


def hmrc_rates():
    """Units per pound become dollars per unit over the dollar of the same list and year.

    The list's rial of Yemen is left out (it keeps the rate of before 2016), and its pa'anga of 2023 (an Australian
    dollar's rate stands in its place).
    """
    table = wide("rates_hmrc.csv")
    rates = {(c, y): table["USD", y] / units for (c, y), units in table.items() if c != "USD"}
    rates.update({("GBP", y): units for (c, y), units in table.items() if c == "USD"})
    return rates


def in_use(code, year):
    return year in YEARS and FIRST.get(code, 0) <= year <= LAST.get(code, 9999)


def add(table, rates, source, years=YEARS):
    """A rate once set stays: sources are added from the most direct to the least."""
    for (code, year), rate in rates.items():
        if year in years and in_use(code, year):
            table.setdefault((code, year), (rate, source))


def add_parities(table):
    for row in common.read(os.path.join(HERE, "parities.csv")):
        for year in range(int(row["from"]), int(row["to"]) + 1):
            anchor = table[row["anchor"], year][0]
            table[row["currency"], year] = (anchor / float(row["units"]),
                                            "official-parity; %s, %s" % (row["anchor"], row["reason"]))


def rate_table(pwt_path):
    table = {("USD", year): (1.0, "official-parity; the dollar itself") for year in YEARS}
    per_dollar = [("rates_frb.csv", "frb-g5a"), ("rates_wdi.csv", "wb-fcrf")]
    for name, source in per_dollar:
        add(table, {key: 1 / units for key, units in wide(name).items()}, source)
    add(table, pwt_rates(pwt_path), "pwt-9.1")
    add(table, hmrc_rates(), "hmrc-average")
    add_parities(table)
    return table


def plain(rate):
    """Six significant digits, never an exponent."""
    return format(Decimal("%.6g" % rate), "f")


def main(codes, iso_json, pwt_path, datasets):
    currencies = currency_rows(codes, iso_json)
    known = {row[0] for row in currencies}
    table = rate_table(pwt_path)
    unknown = {code for code, _ in table} - known
    if unknown:
        raise SystemExit("rates of currencies that the list lacks: %s" % sorted(unknown))
    folder = os.path.join(datasets, "currencies")
    common.write(os.path.join(folder, "currencies.csv"), ["code", "numeric", "minor_unit", "name"], currencies)
    common.write(os.path.join(folder, "rates.csv"), ["currency", "year", "usd_per_unit", "source"],
                 [[code, year, plain(rate), source] for (code, year), (rate, source) in sorted(table.items())])
    common.add_sources(os.path.join(datasets, "sources.csv"), SOURCES)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
