# SPDX-License-Identifier: GPL-3.0-or-later
"""Rank acceptability by numpy, beside that of cirisk: stability_numpy.py TABLE.csv LIST.csv DRAWS CIRISK-DRAWS"""
import csv
import sys

import numpy

table, listed, draws, cirisk_draws = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
with open(table, encoding="utf-8", newline="") as handle:
    rows = list(csv.reader(handle))[1:]
names = [row[0] for row in rows]
ends = numpy.array([[[float(end) for end in (cell.split("..") * 2)[:2]] for cell in row[1:]] for row in rows]) / 1000
low, width = ends[:, :, 0], ends[:, :, 1] - ends[:, :, 0]
random = numpy.random.default_rng(2385)
size = len(rows) // 10
hits = numpy.zeros(len(rows))
ranks = numpy.zeros((len(rows), 20), dtype=numpy.int64)
for _ in range(draws):
    scores = (low + width * random.random(low.shape)) @ random.dirichlet(numpy.ones(low.shape[1]))
    order = numpy.argsort(-scores)
    hits[order[:size]] += 1
    ranks[order, numpy.arange(len(rows)) * 20 // len(rows)] += 1
with open(listed, encoding="utf-8", newline="") as handle:
    told = {row["asset"]: float(row["share"]) for row in csv.DictReader(handle)}
theirs = numpy.array([told[name] for name in names])
error = numpy.sqrt(numpy.maximum(theirs * (1 - theirs), 1 / draws) * (1 / draws + 1 / cirisk_draws)) + 0.005
apart = numpy.abs(hits / draws - theirs) / error
print(f"shares apart, in standard errors: mean {apart.mean():.2f}, greatest {apart.max():.2f}")
