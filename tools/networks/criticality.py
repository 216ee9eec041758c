# SPDX-License-Identifier: GPL-3.0-or-later
"""What the rest of the economy cannot do without, and who cannot do without it: criticality.csv of the network.

Pairs of two sectors of para 45 stand in sectors/dependencies.csv and are not repeated.
"""
import os

import common
import industries

HEADER = ["input", "user", "criticality", "redundancy", "felt_after_h", "source"]
REST = "rest"


def rows(here, ratings, tables, network):
    rated = industries.square(os.path.join(ratings, "IHS_critical_NACE64.csv"))
    days = {row["economic_activity"]: float(row["Desired stock (days)"])
            for row in common.read(os.path.join(ratings, "desired_stock_NACE64.csv"))}
    sectors = {row["sector"]: row["nace"].split() for row in common.read(os.path.join(here, "rated.csv"))}
    ours = {nace for naces in sectors.values() for nace in naces} - {"O84", "J62-63"}
    rest = [nace for nace in rated if nace not in ours]
    weights = weigh(rest, tables, network)
    for row in common.read(os.path.join(here, "criticality.csv")):
        if row["user"] == REST:
            yield line(row, *needed_by_rest(sectors[row["input"]], rated, days, weights))
        else:
            yield line(row, *needed_of_rest(sectors[row["user"]], rest, rated, days, tables))


def weigh(naces, tables, network):
    """Share of each industry in the output of `rest`: the world's by industry, within it of Belgium and Sweden."""
    output = {}
    for (_, industry), parts in zip(network.world.nodes, network.parts):
        output[industry] = output.get(industry, 0.0) + parts.get(REST, 0.0)
    within = {}
    for nace in naces:
        industry = tables.wiod_of[nace]
        within[industry] = within.get(industry, 0.0) + tables.made([(nace, 1.0)])
    raw = {nace: output[tables.wiod_of[nace]] * tables.made([(nace, 1.0)]) / within[tables.wiod_of[nace]]
           for nace in naces}
    return {nace: value / sum(raw.values()) for nace, value in raw.items()}


def needed_by_rest(inputs, rated, days, weights):
    theta = sum(weight * max(rated[i][user] for i in inputs) for user, weight in weights.items())
    stock = sum(weight * days[user] for user, weight in weights.items())
    how = "greatest rating of %s as input, mean of the industries of rest by output" % ", ".join(inputs)
    return theta, stock, how


def needed_of_rest(users, rest, rated, days, tables):
    use = {i: sum(tables.between([(i, 1.0)], [(u, 1.0)]) for u in users) for i in rest}
    needed = sum(tables.between([(i, 1.0)], [(u, 1.0)]) * rated[i][u] for i in rest for u in users)
    how = "ratings of the industries of rest as input of %s, mean by use in Belgium and Sweden" % ", ".join(users)
    return needed / sum(use.values()), sum(days[u] for u in users) / len(users), how


def line(row, theta, stock, how):
    hours = row["felt_after_h"]
    if hours == "stock":
        hours = "%.0f" % (24 * stock)
        how += "; hours from %.1f days of desired stock" % stock
        judged = "redundancy"
    else:
        judged = "hours and redundancy"
    source = "ihs-inputs; %s; cirisk-network; %s expert judgement of this project: %s" % (how, judged, row["reason"])
    return [row["input"], row["user"], "%.2f" % theta, row["redundancy"], hours, source]
