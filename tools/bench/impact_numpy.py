# SPDX-License-Identifier: GPL-3.0-or-later
"""Least time of numpy's dense inverse of I - A* of the full table: impact_numpy.py WIOD-DIR ROUNDS"""
import csv
import gzip
import os
import sys
import time

import numpy

wiod, rounds = sys.argv[1], int(sys.argv[2])
with open(os.path.join(wiod, "wiot2011_x_f_va.csv"), encoding="utf-8", newline="") as handle:
    output = numpy.array([float(row["output_musd"]) for row in csv.DictReader(handle)])
shares = numpy.zeros((len(output), len(output)))
with gzip.open(os.path.join(wiod, "wiot2011_Z_sparse.csv.gz"), "rt", encoding="utf-8", newline="") as handle:
    for row in csv.DictReader(handle):
        shares[int(row["row"]), int(row["col"])] = float(row["musd"])
shares /= numpy.where(output > 0, output, 1)[:, None]
best = min(
    (lambda start: (numpy.linalg.inv(numpy.eye(len(output)) - shares), time.perf_counter() - start)[1])(time.perf_counter())
    for _ in range(rounds))
print("numpy %s, %d nodes: %.4f s" % (numpy.__version__, len(output), best))
