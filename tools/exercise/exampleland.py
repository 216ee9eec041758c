#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures of the worked exercise of docs/exercise.md: a register and the sheets of a panel of Exampleland.

    exampleland.py FOLDER

writes register.csv, register_draft.csv, anchors.csv and sheets/ into FOLDER. All of it is invented: neither the State nor
any asset, operator or expert exists. The same program writes the same bytes; a test compares them with those in
datasets/exercises/exampleland. The scheme, the criteria and the overrides there are written by hand.
"""
import csv
import math
import pathlib
import random
import sys

SEED = "Exampleland 2026"

# facility: sector, service, assets, what operators are called, measure, typical figure, decimals, persons a unit
KINDS = {
    "hospital": ("health", "hospital_care", 11, "Health Trust", "beds", 370, 0, 410),
    "laboratory": ("health", "laboratory", 4, "Laboratories", "samples", 71000, 0, 1.7),
    "energy-network": ("energy", "electricity_distribution", 9, "Networks", "energy_gwh", 260, 1, 540),
    "fuel-store": ("energy", "fuel_supply", 5, "Fuels", "energy_gwh", 115, 1, 610),
    "power-plant": ("power", "power_generation", 12, "Power", "capacity_mw", 44, 2, 2300),
    "waterworks": ("water", "drinking_water", 9, "Water", "water_million_m3", 4.9, 2, 19600),
    "sewage-works": ("water", "waste_water", 5, "Sewage Board", "water_million_m3", 5.6, 2, 17800),
    "examination-service": ("education", "examinations", 3, "Examinations Office", "learners", 24700, 0, 1),
    "teaching-platform": ("education", "teaching", 6, "Learning", "learners", 45300, 0, 1),
    "payment-system": ("finance", "payment", 4, "Payments", "transactions_million", 91, 1, 4100),
    "bank": ("finance", "deposits_credit", 6, "Savings Bank", "accounts", 205000, 0, 0.83),
    "airport": ("transport", "airport", 5, "Airport", "passengers", 152000, 0, 0.61),
    "port": ("transport", "maritime", 5, "Port Authority", "freight_kt", 790, 1, 170),
    "traffic-control": ("transport", "rail", 4, "Traffic Control", "passengers", 980000, 0, 0.14),
    "access-network": ("telecom", "mobile_data", 7, "Telecom", "subscribers", 124000, 0, 1.23),
    "emergency-calls": ("telecom", "emergency_calls", 4, "Emergency Centre", "persons_served", 101000, 0, 1),
    "voter-register": ("elections", "voter_registration", 3, "Electoral Office", "voters", 171000, 0, 1.31),
    "result-system": ("elections", "vote_counting", 3, "Returning Office", "voters", 229000, 0, 1.31),
    "exchange-point": ("internet", "ixp", 4, "Exchange", "peak_gbit_s", 41, 2, 5300),
    "name-service": ("internet", "dns_resolution", 4, "Names", "domains", 17300, 0, 7.1),
    "data-centre": ("internet", "data_centre", 5, "Data Centres", "capacity_mw", 2.3, 3, 43000),
    "response-team": ("csirt", "incident_coordination", 4, "Response Team", "constituents", 46, 0, 2650),
}
LIVES = {"hospital", "laboratory", "energy-network", "power-plant", "waterworks", "emergency-calls"}
PREFIXES = {"health": "HE", "energy": "EN", "power": "PO", "water": "WA", "education": "ED", "finance": "FI",
            "transport": "TR", "telecom": "TE", "elections": "EL", "internet": "IN", "csirt": "CS"}
STEMS = ["Nor", "Sud", "Ost", "Ves", "Bram", "Cor", "Dun", "Eld", "Fal", "Gar", "Hol", "Ing", "Jor", "Kel", "Lun", "Mar",
         "Net", "Orl", "Pel", "Quil", "Ros", "Sel", "Tor", "Ulm", "Var", "Wil", "Yar", "Zel"]

HEAD = ["id", "date", "country", "sector", "service", "title", "operator", "facility", "joint_plant", "persons_served",
        "substitute", "life_at_risk", "abroad", "beds", "samples", "energy_gwh", "capacity_mw", "black_start",
        "water_million_m3", "learners", "transactions_million", "accounts", "passengers", "freight_kt", "subscribers",
        "voters", "peak_gbit_s", "domains", "constituents", "dependent_sectors", "hours_to_harm", "spare_percent",
        "states_served", "recovery_days", "note"]

# What the page is about, in place of what was drawn.
SET = {
    "HE-01": {"beds": "462", "substitute": "partly"},
    "HE-02": {"beds": "385", "substitute": "full"},  # a tie with the threshold, which is reached
    "HE-03": {"beds": "384", "substitute": "partly"},
    "HE-04": {"beds": "350..420", "substitute": "full"},  # the threshold lies within
    "HE-05": {"date": "2025-12-31"},
    "EN-02": {"energy_gwh": "611.3", "persons_served": "913500", "substitute": "none", "life_at_risk": "yes"},
    "PO-01": {"joint_plant": "Lower Falls", "capacity_mw": "28.61", "substitute": "partly", "black_start": "no"},
    "PO-02": {"joint_plant": "Lower Falls", "capacity_mw": "19.34", "substitute": "partly", "black_start": "no"},
    "PO-03": {"joint_plant": "Marsh", "capacity_mw": "51.07", "black_start": "no", "substitute": "partly"},
    "PO-04": {"joint_plant": "Marsh", "capacity_mw": "unknown", "black_start": "no", "substitute": "partly"},  # enough
    "PO-05": {"joint_plant": "Upper Falls", "capacity_mw": "31.85", "black_start": "no", "substitute": "full",
              "abroad": "no"},
    "PO-06": {"joint_plant": "Upper Falls", "capacity_mw": "", "black_start": "no", "substitute": "full",
              "abroad": "no"},
    "PO-07": {"capacity_mw": "9.54", "black_start": "yes", "substitute": "partly"},  # a tie, by black start
    "PO-08": {"capacity_mw": "6140", "substitute": "partly", "black_start": "no"},  # told in kW: an override mends it
    "PO-09": {"capacity_mw": "11.38", "substitute": "full", "black_start": "no", "abroad": "no",
              "persons_served": "26100"},
    "PO-10": {"capacity_mw": "38.16", "black_start": "unknown", "substitute": "partly"},
    "WA-01": {"water_million_m3": "5.39", "substitute": "none"},
    "WA-02": {"water_million_m3": "3.07", "substitute": "none", "persons_served": ">=204000", "abroad": "no"},
    "ED-01": {"learners": "unknown", "substitute": "full", "abroad": "no"},
    "FI-01": {"transactions_million": "103.7", "substitute": "none", "abroad": "no"},
    "TR-01": {"passengers": "143100", "substitute": "partly", "abroad": "no"},  # a tie, which "more than" leaves out
    "TR-02": {"passengers": "143101", "substitute": "partly"},
    "TE-08": {"persons_served": "138200", "substitute": "none"},
    "EL-02": {"voters": "118400", "substitute": "full", "abroad": "no", "persons_served": "152000"},
    "IN-01": {"peak_gbit_s": "57.25", "substitute": "partly", "abroad": "yes"},
    "CS-01": {"constituents": "61", "substitute": "none", "abroad": "no"},
    "CS-02": {"constituents": "~47", "substitute": "partly", "abroad": "no"},
}
TWINS = ("WA-06", "WA-07")  # the same figures: a tie in the panel's list

# What came in at first, and lint refuses.
SLIPS = {
    "HE-05": ("date", "31.12.2025"),
    "EN-04": ("sector", "enrgy"),
    "PO-11": ("facility", "power-palnt"),
    "WA-03": ("facility", ""),
    "FI-03": ("substitute", "some"),
    "TR-05": ("id", "TR-04"),
    "TE-02": ("subscribers", "39 thousand"),
    "IN-06": ("country", "ZZ"),
}

ANCHORS = {
    "HE-01": ("proposed", "on every list since the first"),
    "HE-03": ("not-proposed", "a smaller house beside another"),
    "EN-02": ("vital", "without it the State stands still"),
    "PO-09": ("not-proposed", "nobody missed it when it was overhauled"),
    "WA-01": ("proposed", "the failure of 2024"),
    "ED-08": ("proposed", "half of all schools teach through it"),
    "TR-01": ("not-proposed", "closed for a season without harm"),
    "TE-08": ("proposed", "on every list since the first"),
    "IN-13": ("not-proposed", "its customers are gone elsewhere within the hour"),
    "CS-01": ("proposed", "named in the act's memorandum"),
}


def figure(value, decimals):
    return str(int(value)) if decimals == 0 else f"{value:.{decimals}f}"


def with_gaps(rng, text, decimals):
    """Not all that is asked is known, or known to one figure."""
    draw = rng.random()
    value = float(text)
    if draw < 0.05:
        return "unknown"
    if draw < 0.08:
        return ""
    if draw < 0.14:
        return figure(value * 0.87, decimals) + ".." + figure(value * 1.19, decimals)
    if draw < 0.17:
        return "~" + text
    return text


def chosen(rng, *options):
    """One of (option, share)."""
    draw = rng.random()
    for option, share in options:
        draw -= share
        if draw < 0:
            return option
    return options[-1][0]


def make_asset(rng, facility, number, place):
    sector, service, _, company, measure, typical, decimals, persons_each = KINDS[facility]
    size = math.exp(rng.gauss(0, 0.62))
    row = dict.fromkeys(HEAD, "")
    row.update({
        "id": f"{PREFIXES[sector]}-{number:02d}", "date": "2025", "country": "XZ", "sector": sector, "service": service,
        "title": f"{place} {facility.replace('-', ' ')}", "operator": f"{place} {company}", "facility": facility,
        "substitute": chosen(rng, ("none", 0.27), ("partly", 0.41), ("full", 0.25), ("unknown", 0.04), ("", 0.03)),
        "life_at_risk": chosen(rng, ("yes", 0.64), ("no", 0.3), ("unknown", 0.06)) if facility in LIVES else "no",
        "abroad": chosen(rng, ("yes", 0.13), ("no", 0.81), ("unknown", 0.06)),
        "dependent_sectors": chosen(rng, *((str(n), 0.11) for n in range(1, 10)), ("unknown", 0.01)),
        "hours_to_harm": with_gaps(rng, figure(math.exp(rng.uniform(0.7, 5.1)), 0), 0),
        "spare_percent": with_gaps(rng, figure(rng.triangular(0, 92, 21), 0), 0),
        "recovery_days": with_gaps(rng, figure(math.exp(rng.uniform(0.2, 3.9)), 0), 0),
        "note": "invented",
    })
    row["states_served"] = figure(rng.uniform(1, 4.99), 0) if row["abroad"] == "yes" else "0"
    row["persons_served"] = with_gaps(rng, figure(typical * size * persons_each * rng.uniform(0.8, 1.2), 0), 0)
    row[measure] = with_gaps(rng, figure(typical * size, decimals), decimals)
    if facility == "power-plant":
        row["black_start"] = chosen(rng, ("no", 0.72), ("yes", 0.17), ("", 0.11))
    return row


def make_register():
    rng = random.Random(SEED)
    counts = {}
    rows = []
    for facility, kind in KINDS.items():
        places = rng.sample(STEMS, kind[2])
        for place in places:
            counts[kind[0]] = counts.get(kind[0], 0) + 1
            rows.append(make_asset(rng, facility, counts[kind[0]], place + "ample"))
    by_id = {row["id"]: row for row in rows}
    for name, cells in SET.items():
        by_id[name].update(cells)
    for column in HEAD[9:]:
        by_id[TWINS[1]][column] = by_id[TWINS[0]][column]
    return rows


def spoil(rows):
    draft = [dict(row) for row in rows]
    for row in draft:
        if row["id"] in SLIPS:
            column, text = SLIPS[row["id"]]
            row[column] = text
    return draft


def make_anchors(rows):
    asked = HEAD[:HEAD.index("dependent_sectors")]
    head = [c for c in asked if any(row[c] for row in rows if row["id"] in ANCHORS)]
    anchors = []
    for row in rows:
        if row["id"] in ANCHORS:
            label, reason = ANCHORS[row["id"]]
            anchors.append([row[c] for c in head] + [label, f"exampleland-act; invented; {reason}"])
    return [head + ["expect_label", "expect_source"]] + anchors


# ---- the panel ----

CRITERIA = ["persons_served", "dependent_sectors", "hours_to_harm", "spare_percent", "states_served", "recovery_days"]
MEAN = [0.27, 0.22, 0.19, 0.14, 0.07, 0.11]
EXPERTS = ["anya", "boro", "cato", "dilan", "edda", "faro", "gila", "hugo", "ilke", "jona", "kiri", "lemo"]
DISSENT = [0.19, 0.15, 0.11, 0.08, 0.41, 0.06]
SECOND_PULL = 0.55  # how far an expert of round 2 moves towards what all said
ARGUMENTS = {
    ("anya", 1): "the State is there for people",
    ("cato", 2): "what nobody can replace counts even where few are served",
    ("edda", 9): "harm within hours leaves no time for a substitute",
    ("jona", 3): "a grid shared with neighbours is a promise to them",
    ("lemo", 2): "spare capacity can be bought",
}


def drawn_weights(rng, mean, spread):
    weights = [w * math.exp(rng.gauss(0, spread)) for w in mean]
    return [w / sum(weights) for w in weights]


def pulled(weights, mean, share):
    mixed = [w ** (1 - share) * m ** share for w, m in zip(weights, mean)]
    return [w / sum(mixed) for w in mixed]


def judged(rng, ratio, slip):
    """How people answer: a whole number from 1 to 9 or one over it, not quite what they hold."""
    ratio *= math.exp(rng.gauss(0, slip))
    whole = min(9, max(1, round(ratio if ratio >= 1 else 1 / ratio)))
    return str(whole) if ratio >= 1 or whole == 1 else f"1/{whole}"


def answers(rng, weights, slip):
    pairs = [(a, b) for a in range(6) for b in range(a + 1, 6)]
    return {(a, b): judged(rng, weights[a] / weights[b], slip) for a, b in pairs}


def reciprocal(text):
    return text[2:] if text.startswith("1/") else text if text == "1" else "1/" + text


def long_sheet(number, expert, told):
    rows = [["round", "expert", "kind", "criterion_a", "criterion_b", "value", "argument", "note"]]
    for place, ((a, b), value) in enumerate(told.items()):
        argument = ARGUMENTS.get((expert, place), "") if number == 1 else ""
        rows.append([str(number), expert, "pairwise", CRITERIA[a], CRITERIA[b], value, argument, "invented"])
    return rows


def square_sheet(told, is_transposed):
    """The upper half, row over column; transposed: column over row, as the sheet is not meant."""
    rows = [["invented"] + CRITERIA]
    for a in range(6):
        cells = [""] * a + ["1"] + [told[(a, b)] for b in range(a + 1, 6)]
        if is_transposed:
            cells = [""] * a + ["1"] + [reciprocal(told[(a, b)]) for b in range(a + 1, 6)]
        rows.append([CRITERIA[a]] + cells)
    return rows


def list_sheet(kind, values):
    return [["criterion", kind, "note"]] + [[c, v, "invented"] for c, v in zip(CRITERIA, values)]


def make_sheet(number, expert, told, weights):
    if expert == "gila":
        return square_sheet(told, number == 1)
    if expert == "hugo":
        return list_sheet("swing", [figure(max(1, 100 * w / max(weights)), 0) for w in weights])
    if expert == "kiri":
        rated = [figure(max(1, 85 * w / max(weights)), 0) for w in weights]
        rated[1] = rated[0]  # a tie
        return list_sheet("rating", rated)
    return long_sheet(number, expert, told)


def make_sheets():
    """@return rows of each sheet, by round and expert"""
    rng = random.Random(SEED + ", panel")
    sheets = {}
    for expert in EXPERTS:
        first = DISSENT if expert == "jona" else drawn_weights(rng, MEAN, 0.24)
        second = first if expert == "jona" else pulled(first, MEAN, SECOND_PULL)
        for number, weights, slip in ((1, first, 0.23), (2, second, 0.13)):
            told = answers(rng, weights, slip)
            if expert == "boro" and number == 1:
                told[(0, 3)] = "1/5"  # contradicts the rest of the sheet
            if expert == "faro":
                for pair, value in (((0, 4), ""), ((1, 3), "?"), ((2, 5), ""), ((3, 4), "?")):
                    told[pair] = value
            if expert != "lemo" or number == 1:  # who drops out
                sheets[(number, expert)] = make_sheet(number, expert, told, weights)
    return sheets


def write(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)


def main():
    folder = pathlib.Path(sys.argv[1])
    register = make_register()
    for name, rows in (("register.csv", register), ("register_draft.csv", spoil(register))):
        write(folder / name, [HEAD] + [[row[column] for column in HEAD] for row in rows])
    write(folder / "anchors.csv", make_anchors(register))
    for (number, expert), rows in make_sheets().items():
        write(folder / "sheets" / f"round-{number}" / f"{expert}.csv", rows)


if __name__ == "__main__":
    main()
