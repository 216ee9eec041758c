# SPDX-License-Identifier: GPL-3.0-or-later
"""The published examples of tests/cases/smaa.csv worked out by numpy, beside what was printed: stability_numpy_laws.py CASES

CASES is tests/cases. Each is worked out twice: as those who printed them did, values running on beyond the ends of the scale,
and as cirisk does, cut to the scale. What is told is how far both are from what was printed and from each other, at most."""
import csv
import pathlib
import re
import sys

import numpy

DRAWS = 400000
CASES = pathlib.Path(sys.argv[1])
random = numpy.random.default_rng(2385)


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def draw(cell):
    law = re.fullmatch(r"(\w+)\((\S+) (\S+)\)", cell)
    if law is None:
        return numpy.full(DRAWS, float(cell)), (float(cell), float(cell))
    name, first, second = law[1], float(law[2]), float(law[3])
    drawn = getattr(random, name)(first, second, DRAWS)
    return drawn, tuple(numpy.quantile(drawn, (0.025, 0.975)))


def weights_of(example, codes):
    path = CASES / "smaa" / (example.replace("-", "_") + ".csv")
    even = random.dirichlet(numpy.ones(len(codes)), DRAWS)
    if "-" not in example:
        return even
    told = {row["criterion"]: row for row in rows_of(path)}
    if "order" in told[codes[0]]:
        places = [int(told[code]["order"]) - 1 for code in codes]
        return -numpy.sort(-even, axis=1)[:, places]
    weights = numpy.array([float(told[code]["weight"]) for code in codes])
    return numpy.tile(weights / weights.sum(), (DRAWS, 1))


def values_of(table, criteria):
    values = numpy.empty((DRAWS, len(table), len(criteria)))
    for j, criterion in enumerate(criteria):
        ends = []
        for i, row in enumerate(table):
            values[:, i, j], own = draw(row[criterion["code"]])
            ends += own
        worst, best = min(ends), max(ends)
        if "worst" in criterion:
            worst, best = float(criterion["worst"]), float(criterion["best"])
        elif criterion["direction"] == "less":
            worst, best = best, worst
        values[:, :, j] = (values[:, :, j] - worst) / (best - worst)
    return values


def results(values, weights, names, codes):
    ranks = (-numpy.einsum("nij,nj->ni", values, weights)).argsort(1).argsort(1)
    found = {}
    for i, name in enumerate(names):
        central = weights[ranks[:, i] == 0].mean(0)
        found[name, "confidence", ""] = ((values @ central).argmax(1) == i).mean()
        for r in range(len(names)):
            found[name, "rank", str(r + 1)] = (ranks[:, i] == r).mean()
        for j, code in enumerate(codes):
            found[name, "central", code] = central[j]
    return found


printed = rows_of(CASES / "smaa.csv")
for example in dict.fromkeys(row["example"] for row in printed):
    stem = CASES / "smaa" / example.split("-")[0]
    table, criteria = rows_of(f"{stem}.csv"), rows_of(f"{stem}_criteria.csv")
    codes = [criterion["code"] for criterion in criteria]
    names = [row["asset"] for row in table]
    values, weights = values_of(table, criteria), weights_of(example, codes)
    free = results(values, weights, names, codes)
    cut = results(values.clip(0, 1), weights, names, codes)
    for item in ("rank", "central", "confidence"):
        keys = [key for key in free if key[1] == item]
        told = {(row["alternative"], item, row["at"]): float(row["value"]) for row in printed
                if row["example"] == example and row["item"] == item}
        from_printed = [max((abs(found[key] - told[key]) for key in told), default=0) for found in (free, cut)]
        by_cutting = max(abs(free[key] - cut[key]) for key in keys)
        print(f"{example} {item}: from printed {from_printed[0]:.4f}, cut {from_printed[1]:.4f}; by cutting {by_cutting:.4f}")
