# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts of an industry as the national tables of Belgium and Sweden tell them, by 63 industries of NACE Rev. 2."""
import os

import common

STATES = ("BE", "SWE")
# Columns of final demand at home: exports go to industries abroad as well, and stocks are nobody's use.
HOME_DEMAND = ("Household demand", "Other consumption - IZW", "Other consumption - government",
               "Other consumption - investments")


def number(text):
    return float(text) if text else 0.0


def square(path):
    """First column: the row's name; NaN nowhere."""
    return {row[""]: {name: number(cell) for name, cell in row.items() if name} for row in common.read(path)}


def split_terms(text):
    """'Q86 0.5*Q87-88' -> [('Q86', 1.0), ('Q87-88', 0.5)]"""
    terms = [term.split("*") for term in text.split()]
    return [(term[-1], float(term[0]) if len(term) == 2 else 1.0) for term in terms]


class NationalTables:
    """Both tables, each over its own total, so that kronor and euros weigh the same."""

    def __init__(self, folder, industries_path):
        self.wiod_of = {row["nace"]: row["industry"] for row in common.read(industries_path)}
        self.flows, self.output, self.final = [], [], []
        for state in STATES:
            flows = square(os.path.join(folder, "IO_%s_NACE64.csv" % state))
            accounts = square(os.path.join(folder, "other_accounts_%s_NACE64.csv" % state))
            if set(flows) != set(self.wiod_of) or set(accounts) != set(flows):
                raise SystemExit("%s: industries are not those of %s" % (state, industries_path))
            total = sum(sum(row.values()) for row in flows.values())
            self.flows.append({i: {j: v / total for j, v in row.items()} for i, row in flows.items()})
            self.output.append({i: self.account(row, "Sectoral output") / total for i, row in accounts.items()})
            self.final.append({i: sum(self.account(row, name) for name in HOME_DEMAND) / total
                               for i, row in accounts.items()})

    @staticmethod
    def account(row, name):
        return sum(value for column, value in row.items() if column.startswith(name + " ("))

    def naces(self, industry):
        return [nace for nace, wiod in self.wiod_of.items() if wiod == industry]

    def sold(self, terms, partner):
        """What the industries of `terms` sell to one of the world table, to `final`, or (None) in all."""
        if partner == "final":
            return sum(weight * final[nace] for final in self.final for nace, weight in terms)
        buyers = self.naces(partner) if partner else list(self.wiod_of)
        return sum(weight * flows[nace][buyer] for flows in self.flows for nace, weight in terms for buyer in buyers)

    def bought(self, terms, partner):
        sellers = self.naces(partner) if partner else list(self.wiod_of)
        return sum(weight * flows[seller][nace] for flows in self.flows for nace, weight in terms for seller in sellers)

    def made(self, terms):
        return sum(weight * output[nace] for output in self.output for nace, weight in terms)

    def between(self, sellers, buyers):
        return sum(ws * wb * flows[s][b] for flows in self.flows for s, ws in sellers for b, wb in buyers)
