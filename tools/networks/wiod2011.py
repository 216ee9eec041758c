#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make datasets/networks/wiod2011/ from the World Input-Output Table 2011 and the hand-kept tables beside this script.

usage: wiod2011.py WIOD-DIR RATINGS-DIR CAPACITIES.csv PROJECT-DIR OUT-DIR [SHARES.csv]

WIOD-DIR holds the table (wiot2011_*), RATINGS-DIR the ratings of inputs, the stocks and the national tables of Belgium
and Sweden that come with pyIEEM, CAPACITIES is gtd_national_existing.csv of the Global Transmission Database,
PROJECT-DIR is read for sectors/ and datasets/countries/. SHARES gets every share that was worked out from splits.csv.
"""
import csv
import gzip
import math
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "tables"))

import common
import criticality
import industries
import links
import splits

NAME, REST = "wiod2011", "ROW"
STATES, INDUSTRIES = 41, 35
# A cell of the source is rounded to whole millions, so a row of 1,435 buyers and 5 x 41 columns of final demand can be
# out of balance by half of one for each.
OUT_OF_BALANCE = 0.5 * (STATES * INDUSTRIES + 5 * STATES)
# All that ships is a whole number of ticks, so that sums are exact.
TICKS = 10000
# A flow has decimals where a whole million is more than this share of the smaller of its two nodes.
FLOW_RESOLUTION = 1e-3

SOURCES = [
    ["wiod2013", "World Input-Output Table 2011, release 2013: 40 countries and the rest of the world, 35 industries",
     "Timmer, Dietzenbacher, Los, Stehrer and de Vries (2015), An Illustrated User Guide to the World Input-Output "
     "Database, Review of International Economics 23(3):575-605; wiod.org; copy of the R package wiod 0.4.0", "2013",
     "free of charge with citation; copy GPL-3"],
    ["gtd", "Global Transmission Database: existing cross-border transfer capacities",
     "gtd_national_existing.csv", "", "MIT"],
    ["ihs-inputs", "Critical, important and non-critical inputs of industries: ratings of industry analysts of IHS "
     "Markit; desired stocks of inputs in days",
     "Pichler, Pangallo, del Rio-Chanona, Lafond and Farmer (2022), Journal of Economic "
     "Dynamics and Control 144, 104527; as published with the program pyIEEM", "2022", "MIT"],
    ["nace64-be-swe", "Input-output tables of Belgium and Sweden by 63 industries of NACE Rev. 2, with final demand",
     "published with the program pyIEEM", "2022", "MIT"],
    ["cirisk-network", "Expert judgement of this project on networks; the reason stands after the key",
     "docs/networks.md; tools/networks", "2026", "GPL-3.0-or-later"],
]


class World:
    """The source as it comes: flows of industries, output, and final demand so that every row balances."""

    def __init__(self, folder):
        rows = common.read(os.path.join(folder, "wiot2011_x_f_va.csv"))
        self.nodes = [(row["iso3"], row["sector"]) for row in rows]
        self.states = list(dict.fromkeys(state for state, _ in self.nodes))
        self.industries = list(dict.fromkeys(industry for _, industry in self.nodes))
        if self.nodes != [(s, i) for s in self.states for i in self.industries] or len(self.states) != STATES \
                or len(self.industries) != INDUSTRIES or self.states[-1] != REST:
            raise SystemExit("%s: not %d regions x %d industries with %s last" % (folder, STATES, INDUSTRIES, REST))
        self.output = [float(row["output_musd"]) for row in rows]
        self.read_flows(os.path.join(folder, "wiot2011_Z_sparse.csv.gz"))
        self.read_final(os.path.join(folder, "wiot2011_final_demand_by_country.csv"), rows)

    def read_flows(self, path):
        self.flows = {}
        with gzip.open(path, "rt", encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                pair, value = (int(row["row"]), int(row["col"])), float(row["musd"])
                if value < 0 or pair in self.flows or max(pair) >= len(self.nodes):
                    raise SystemExit("%s: flow %d -> %d is negative, repeated or of no node" % (path, *pair))
                self.flows[pair] = value
        self.sold = [0.0] * len(self.nodes)
        for (seller, _), value in self.flows.items():
            self.sold[seller] += value

    def read_final(self, path, rows):
        """Final demand is what is left of output; the part of it that is at home as the source tells."""
        by_state = {(row["iso3"], row["sector"]): row for row in common.read(path)}
        self.final, self.final_abroad = [], []
        for number, node in enumerate(self.nodes):
            told = [float(by_state[node][state]) for state in self.states]
            left = self.output[number] - self.sold[number]
            if abs(sum(told) - float(rows[number]["final_demand_musd"])) > STATES \
                    or abs(left - sum(told)) > OUT_OF_BALANCE:
                raise SystemExit("%s: %s:%s does not add up: output %g, sold %g, final demand %g"
                                 % (path, *node, self.output[number], self.sold[number], sum(told)))
            self.final.append(left)
            self.final_abroad.append(sum(told) - float(by_state[node][node[0]]))

    def rest_domestic_share(self):
        """Of what industries buy, the share bought at home: mean of the countries by output."""
        home, bought, output = ({state: 0.0 for state in self.states} for _ in range(3))
        for (seller, buyer), value in self.flows.items():
            state = self.nodes[buyer][0]
            bought[state] += value
            home[state] += value if self.nodes[seller][0] == state else 0.0
        for (state, _), value in zip(self.nodes, self.output):
            output[state] += value
        countries = self.states[:-1]
        return sum(output[s] * home[s] / bought[s] for s in countries) / sum(output[s] for s in countries)


class Network:
    """State x sector: the world with its industries split."""

    def __init__(self, world, split, sectors):
        self.world, self.split, self.sectors = world, split, sectors
        self.nodes = [(state, sector) for state in world.states for sector in sectors]
        self.number = {node: number for number, node in enumerate(self.nodes)}
        self.output, self.final = ([0.0] * len(self.nodes) for _ in range(2))
        self.flows = [[0.0] * len(self.nodes) for _ in self.nodes]
        self.sales = {(i, j, home): split.sales(i, j, home) for i in world.industries
                      for j in world.industries + ["final"] for home in (True, False)}
        self.own = {(i, home): split.own(i, home) for i in world.industries for home in (True, False)}
        self.parts = [dict.fromkeys(split.parts(industry), 0.0) for _, industry in world.nodes]
        self.sell()
        self.buy()

    def sell(self):
        """Output of a part is what it sells: to industries and as final demand."""
        for (seller, buyer), value in self.world.flows.items():
            for part, share in self.shares_sold(seller, buyer).items():
                self.parts[seller][part] += value * share
        for number, (state, industry) in enumerate(self.world.nodes):
            abroad = self.world.final_abroad[number]
            for home, value in ((True, self.world.final[number] - abroad), (False, abroad)):
                for part, share in self.sales[industry, "final", home].items():
                    self.parts[number][part] += value * share
                    self.final[self.number[state, part]] += value * share
            for part, value in self.parts[number].items():
                self.output[self.number[state, part]] += value

    def shares_sold(self, seller, buyer):
        (state, industry), (other, buying) = self.world.nodes[seller], self.world.nodes[buyer]
        own = self.own[industry, state == other]
        if industry != buying or not own:
            return self.sales[industry, buying, state == other]
        shares = {}
        for (part, _), share in own.items():
            shares[part] = shares.get(part, 0.0) + share
        return shares

    def buy(self):
        bought = {(buyer, i): self.split.purchases(self.world.nodes[buyer][1], i, self.parts[buyer])
                  for buyer in range(len(self.world.nodes)) for i in self.world.industries}
        for (seller, buyer), value in self.world.flows.items():
            for (part, other), share in self.joint(seller, buyer, bought).items():
                row = self.number[self.world.nodes[seller][0], part]
                self.flows[row][self.number[self.world.nodes[buyer][0], other]] += value * share

    def joint(self, seller, buyer, bought):
        (state, industry), (other, buying) = self.world.nodes[seller], self.world.nodes[buyer]
        own = self.own[industry, state == other]
        if industry == buying and own:
            return own
        sales, purchases = self.sales[industry, buying, state == other], bought[buyer, industry]
        if purchases is None:
            raise SystemExit("%s:%s buys and makes nothing" % (other, buying))
        return {(part, user): a * b for part, a in sales.items() for user, b in purchases.items()}

    def check_conserved(self):
        """Sums over the sectors of two States equal the source, and no part buys more than it makes."""
        pairs, count = {}, len(self.sectors)
        for (seller, buyer), value in self.world.flows.items():
            pair = seller // INDUSTRIES, buyer // INDUSTRIES
            pairs[pair] = pairs.get(pair, 0.0) + value
        worst = 0.0
        for s in range(STATES):
            for b in range(STATES):
                total = sum(sum(row[b * count:(b + 1) * count]) for row in self.flows[s * count:(s + 1) * count])
                worst = max(worst, abs(total - pairs.get((s, b), 0.0)))
            for mine, source in ((self.output, self.world.output), (self.final, self.world.final)):
                worst = max(worst, abs(sum(mine[s * count:(s + 1) * count])
                                       - sum(source[s * INDUSTRIES:(s + 1) * INDUSTRIES])))
        if worst > 1e-3:
            raise SystemExit("flows, output or final demand are not conserved: %g million USD" % worst)
        return worst


class Rounded:
    """The network in ticks: what ships. Final demand is output less the rounded sales, so every row balances."""

    def __init__(self, network):
        self.nodes, x = network.nodes, network.output
        self.output = [in_ticks(value, resolution(value)) for value in x]
        self.flows = [[in_ticks(value, resolution(min(x[i], x[j]))) if value else 0 for j, value in enumerate(row)]
                      for i, row in enumerate(network.flows)]
        self.final = [output - sum(row) for output, row in zip(self.output, self.flows)]
        for node, output, bought in zip(self.nodes, self.output, map(sum, zip(*self.flows))):
            if bought > output:
                raise SystemExit("%s:%s buys %s and makes %s" % (*node, text(bought), text(output)))


def resolution(output):
    """Ticks of the last decimal: whole millions, finer where a node is small."""
    if output <= 0:
        return TICKS
    return max(1, min(TICKS, round(TICKS * 10.0 ** math.floor(math.log10(FLOW_RESOLUTION * output)))))


def in_ticks(value, step):
    return int(math.floor(value * TICKS / step + 0.5)) * step


def text(ticks):
    whole, part = divmod(abs(ticks), TICKS)
    digits = ("%d.%04d" % (whole, part)).rstrip("0").rstrip(".")
    return "-" + digits if ticks < 0 else digits


def name(node):
    return "%s:%s" % node


def write_network(folder, rounded, domestic_share):
    """network.csv, nodes.csv and flows.csv."""
    judged = "cirisk-network; "
    common.write(os.path.join(folder, "network.csv"), ["key", "value", "source"], [
        ["name", NAME, judged + "name of the folder"],
        ["title", "World Input-Output Table 2011 by sectors of critical infrastructure",
         "wiod2013; split and summed up by tools/networks/wiod2011.py"],
        ["year", "2011", "wiod2013"],
        ["unit", "million USD", "wiod2013; current prices, a year"],
        ["licence", "computed table GPL-3.0-or-later; its source is free of charge with citation", "wiod2013"],
        ["source", "Timmer et al. (2015), Review of International Economics 23(3):575-605", "wiod2013"],
        ["rest", REST, "wiod2013; all countries but the 40 that it tells apart"],
        ["rest_domestic_share", "%.4f" % domestic_share,
         "wiod2013; share of what industries buy that they buy at home, mean of the 40 countries by output, taken for "
         "the countries of the rest too"],
        ["tolerance", "0.000001", judged + "rows balance exactly as shipped; this leaves room for sums of doubles"]])
    common.write(os.path.join(folder, "nodes.csv"), ["node", "output", "final_demand"],
                 [[name(n), text(x), text(f)] for n, x, f in zip(rounded.nodes, rounded.output, rounded.final)])
    common.write(os.path.join(folder, "flows.csv"), ["from"] + [name(n) for n in rounded.nodes],
                 [[name(n)] + [text(v) for v in row] for n, row in zip(rounded.nodes, rounded.flows)])


def write_sectors(folder, sectors, project):
    names = {row["id"]: row["text"] for row in common.read(os.path.join(project, "sectors", "names.csv"))
             if row["lang"] == "en"}
    recovery = {row["sector"]: row for row in common.read(os.path.join(HERE, "recovery.csv"))}
    common.write(os.path.join(folder, "sectors.csv"), ["code", "name", "sector", "recovery_h", "source"],
                 [[s, names.get(s, "rest of the economy"), s if s in names else "", recovery[s]["recovery_h"],
                   recovery[s]["source"]] for s in sectors])


def report(network, rounded, conserved):
    print("nodes %d, flows above zero %d, zero output %d" % (
        len(rounded.nodes), sum(v > 0 for row in rounded.flows for v in row), rounded.output.count(0)))
    print("not conserved before rounding, at most: %.1e million USD" % conserved)
    print("flows in all: %s rounded, %.0f of the source" % (text(sum(map(sum, rounded.flows))),
                                                            sum(network.world.flows.values())))
    for node, final in zip(rounded.nodes, rounded.final):
        if final < 0:
            print("final demand below 0: %s %s" % (name(node), text(final)))
    for number, sector in enumerate(network.sectors):
        print("output of %s: %.0f" % (sector, sum(network.output[number::len(network.sectors)])))


def main(wiod, ratings, capacities, project, folder, shares=None):
    sectors = [row["code"] for row in common.read(os.path.join(project, "sectors", "sectors.csv"))] + ["rest"]
    tables = industries.NationalTables(ratings, os.path.join(HERE, "nace.csv"))
    world = World(wiod)
    network = Network(world, splits.Splits(os.path.join(HERE, "splits.csv"), tables, sectors), sectors)
    conserved = network.check_conserved()
    rounded = Rounded(network)
    write_network(folder, rounded, world.rest_domestic_share())
    write_sectors(folder, sectors, project)
    common.write(os.path.join(folder, "criticality.csv"), criticality.HEADER,
                 criticality.rows(HERE, ratings, tables, network))
    common.write(os.path.join(folder, "links.csv"), links.HEADER,
                 links.rows(capacities, os.path.join(project, "datasets", "countries", "countries.csv")))
    if shares:
        common.write(shares, ["industry", "part", "side", "partner", "share", "formula"], network.split.table())
    common.add_sources(os.path.join(project, "datasets", "sources.csv"), SOURCES)
    report(network, rounded, conserved)


if __name__ == "__main__":
    if len(sys.argv) not in (6, 7):
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
