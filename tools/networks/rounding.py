#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the rounding of datasets/networks/wiod2011 moves. Needs numpy; not part of any build or test.

usage: rounding.py WIOD-DIR RATINGS-DIR PROJECT-DIR NODE...

Prints, for a fall of each node's output by 10 % (held fixed), what all, the own State and other States lose in million
USD a year, upstream (Leontief) and downstream (Ghosh), before and after rounding, and the difference.
"""
import os
import sys

import numpy

import wiod2011
import common
import industries
import splits


def losses(flows, output, states, node):
    unit = numpy.eye(len(output))
    upstream = numpy.linalg.solve(unit - flows / output[None, :], unit[:, node])
    downstream = numpy.linalg.solve((unit - flows / output[:, None]).T, unit[:, node])
    for name, column in (("upstream", upstream), ("downstream", downstream)):
        lost = column / column[node] * output[node] * 0.1
        home = lost[states == states[node]].sum()
        yield name, (lost.sum(), home, lost.sum() - home)


def main(wiod, ratings, project, *nodes):
    sectors = [r["code"] for r in common.read(os.path.join(project, "sectors", "sectors.csv"))] + ["rest"]
    tables = industries.NationalTables(ratings, os.path.join(wiod2011.HERE, "nace.csv"))
    split = splits.Splits(os.path.join(wiod2011.HERE, "splits.csv"), tables, sectors)
    network = wiod2011.Network(wiod2011.World(wiod), split, sectors)
    rounded = wiod2011.Rounded(network)
    states = numpy.array([state for state, _ in network.nodes])
    before = numpy.array(network.flows), numpy.array(network.output)
    after = [numpy.array(x, dtype=float) / wiod2011.TICKS for x in (rounded.flows, rounded.output)]
    for name in nodes:
        node = network.number[tuple(name.split(":"))]
        for (model, old), (_, new) in zip(losses(*before, states, node), losses(*after, states, node)):
            for where, a, b in zip(("all", "home", "abroad"), old, new):
                print("%s %s %s %.3f %.3f %+.4f %%" % (name, model, where, a, b, 100 * (b / a - 1)))


if __name__ == "__main__":
    if len(sys.argv) < 5:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
