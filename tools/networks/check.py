#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check datasets/networks/wiod2011 for what has to hold whatever its source. usage: check.py PROJECT-DIR"""
import os
import sys
from decimal import Decimal

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "tables"))

import common

STATES = 41


class Check:
    def __init__(self, project):
        self.folder, self.faults = os.path.join(project, "datasets", "networks", "wiod2011"), []
        self.keys = {row["key"] for row in common.read(os.path.join(project, "datasets", "sources.csv"))}
        self.ours = [row["code"] for row in common.read(os.path.join(project, "sectors", "sectors.csv"))]
        countries = common.read(os.path.join(project, "datasets", "countries", "countries.csv"))
        self.countries = {row["alpha3"] for row in countries}

    def table(self, name):
        rows = common.read(os.path.join(self.folder, name))
        for row in rows:
            self.expect(row.get("source", "wiod2013").split(";")[0] in self.keys, "%s: source of %s" % (name, row))
        return rows

    def expect(self, holds, fault):
        if not holds:
            self.faults.append(fault)


def balance(check):
    """Every row sells all it makes, and buys less than it makes."""
    nodes = check.table("nodes.csv")
    names = [row["node"] for row in nodes]
    check.expect(len(names) == len(set(names)) == STATES * (len(check.ours) + 1), "nodes: %d" % len(names))
    flows = check.table("flows.csv")
    check.expect([row["from"] for row in flows] == names and list(flows[0])[1:] == names, "flows: order of nodes")
    bought = dict.fromkeys(names, Decimal(0))
    for node, row in zip(nodes, flows):
        cells = {name: Decimal(row[name]) for name in names}
        check.expect(min(cells.values()) >= 0, node["node"] + ": negative flow")
        check.expect(sum(cells.values()) + Decimal(node["final_demand"]) == Decimal(node["output"]),
                     node["node"] + ": out of balance")
        state, sector = node["node"].split(":")
        if sector in ("water", "elections", "csirt"):
            check.expect(all(not value or name.startswith(state) for name, value in cells.items()),
                         node["node"] + ": sells abroad")
        for name, value in cells.items():
            bought[name] += value
    for node in nodes:
        check.expect(0 < Decimal(node["output"]) >= bought[node["node"]], node["node"] + ": buys more than it makes")


def needs(check):
    codes = check.ours + ["rest"]
    rows = check.table("sectors.csv")
    check.expect([r["code"] for r in rows] == codes and all(float(r["recovery_h"]) > 0 for r in rows), "sectors")
    pairs = set()
    for row in check.table("criticality.csv"):
        pair = row["input"], row["user"]
        check.expect(pair not in pairs and set(pair) <= set(codes) and pair.count("rest") == 1, "pair %s %s" % pair)
        check.expect(0 <= float(row["criticality"]) <= 1 and 0 <= float(row["redundancy"]) <= 1
                     and float(row["felt_after_h"]) >= 0, "range of %s %s" % pair)
        pairs.add(pair)


def lines(check):
    into = {}
    for row in check.table("links.csv"):
        check.expect({row["from"], row["to"]} <= check.countries and row["from"] != row["to"], "ends: %s" % row)
        check.expect(float(row["capacity_mw"]) > 0 and 0 < float(row["share"]) < 1, "share: %s" % row)
        into[row["to"]] = into.get(row["to"], 0.0) + float(row["share"])
    check.expect(len(into) > 100 and max(into.values()) < 1, "shares of all lines into a country")


def main(project):
    check = Check(project)
    balance(check)
    needs(check)
    lines(check)
    print("\n".join(check.faults) or "no fault found")
    return 1 if check.faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    sys.exit(main(sys.argv[1]))
