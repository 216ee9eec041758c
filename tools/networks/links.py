# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines of electricity between any two countries, as shares of what the importing one can be supplied with."""
import common

HEADER = ["from", "to", "input", "capacity_mw", "share", "source"]

# Mean load is not in the data. Kilowatts a person rise with income and level off:
#     load = PEOPLE * MOST_KW * g / (g + HALF_AT_USD),   g = GDP a person
MOST_KW, HALF_AT_USD = 0.8, 10000.0
SOURCE = "gtd; cirisk-network; share = capacity / (all into %s + mean load %.0f MW); load: docs/networks.md"


def capacities(path):
    """(from, to) -> MW; both ways of a line have their own, 0 is no line."""
    found = {}
    for row in common.read(path):
        ends = row["from_country"], row["to_country"]
        for pair, column in ((ends, "max_flow"), (ends[::-1], "min_flow")):
            if float(row[column]) < 0 or pair in found:
                raise SystemExit("%s: %s -> %s is negative or repeated" % (path, *pair))
            found[pair] = float(row[column])
    return {pair: mw for pair, mw in found.items() if mw > 0}


def mean_load_mw(country):
    people = float(country["population"])
    income = float(country["gdp_usd"]) / people
    return people * MOST_KW * income / (income + HALF_AT_USD) / 1000


def rows(path, countries_path):
    lines = capacities(path)
    countries = {row["alpha3"]: row for row in common.read(countries_path)}
    unknown = sorted({code for pair in lines for code in pair if code not in countries})
    if unknown:
        print("left out, no country of ours: " + ", ".join(unknown))
    lines = {pair: mw for pair, mw in lines.items() if not set(pair) & set(unknown)}
    unfit = sorted({to for _, to in lines if not (countries[to]["population"] and countries[to]["gdp_usd"])})
    if unfit:
        print("left out, no GDP or population: " + ", ".join(unfit))
    into = {}
    for (_, to), mw in lines.items():
        into[to] = into.get(to, 0.0) + mw
    for (start, to), mw in sorted(lines.items()):
        if to not in unfit:
            load = mean_load_mw(countries[to])
            yield [start, to, "power", "%g" % mw, "%.3g" % (mw / (into[to] + load)),
                   SOURCE % (to, load)]
