# SPDX-License-Identifier: GPL-3.0-or-later
"""Networks to measure by, in our own layout: impact_networks.py WIOD-DIR PROJECT-DIR OUT-DIR"""
import csv
import gzip
import os
import sys

wiod, project, out = sys.argv[1:]


def write(folder, name, header, rows):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_keys(folder, sectors):
    write(folder, "network.csv", ["key", "value", "source"],
          [[key, value, "measuring"] for key, value in (
              ("name", os.path.basename(folder)), ("title", "Made to measure"), ("year", "2011"),
              ("unit", "million USD"), ("licence", "none"), ("source", "tools/bench/impact"), ("rest", "ROW"),
              ("rest_domestic_share", "0.8"), ("tolerance", "0.2"))])
    write(folder, "sectors.csv", ["code", "name", "sector", "recovery_h", "source"],
          [[code, code, ours, "24", "measuring"] for code, ours in sectors])


def full():
    folder = os.path.join(out, "full")
    with open(os.path.join(wiod, "wiot2011_x_f_va.csv"), encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    names = ["%s:%s" % (row["iso3"], row["sector"]) for row in rows]
    ours = {"c17": "energy", "c23": "transport", "c27": "telecom", "c28": "finance", "c32": "education", "c33": "health"}
    write_keys(folder, [(code, ours.get(code, "")) for code in dict.fromkeys(row["sector"] for row in rows)])
    sold = [0.0] * len(rows)
    flows = []
    with gzip.open(os.path.join(wiod, "wiot2011_Z_sparse.csv.gz"), "rt", encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            sold[int(row["row"])] += float(row["musd"])
            flows.append([names[int(row["row"])], names[int(row["col"])], row["musd"]])
    write(folder, "flows.csv", ["from", "to", "flow"], flows)
    write(folder, "nodes.csv", ["node", "output", "final_demand"],
          [[name, row["output_musd"], "%g" % (float(row["output_musd"]) - part)]
           for name, row, part in zip(names, rows, sold)])


def dense(states, sectors):
    """Every node sells to every other, most of it at home: what a table of 77 x 45 is like at its worst."""
    folder = os.path.join(out, "dense-%dx%d" % (states, sectors))
    with open(os.path.join(project, "datasets", "countries", "countries.csv"), encoding="utf-8", newline="") as handle:
        codes = [row["alpha3"] for row in csv.DictReader(handle)][:states - 1] + ["ROW"]
    known = ["health", "energy", "power", "water", "education", "finance", "transport", "telecom"]
    write_keys(folder, [("s%d" % i, known[i] if i < len(known) else "") for i in range(sectors)])
    names = ["%s:s%d" % (code, i) for code in codes for i in range(sectors)]
    home, abroad = 300, 1  # four fifths of what is sold stays at home, as in tables of this kind
    rows = ([home + (i * 5 + k * 3) % 7 if i // sectors == k // sectors else abroad for k in range(len(names))]
            for i in range(len(names)))
    write(folder, "flows.csv", ["from"] + names, ([name] + row for name, row in zip(names, rows)))
    sold = [sum(home + (i * 5 + k * 3) % 7 for k in range(i // sectors * sectors, i // sectors * sectors + sectors))
            + abroad * (len(names) - sectors) for i in range(len(names))]
    write(folder, "nodes.csv", ["node", "output", "final_demand"],
          [[name, 2 * part, part] for name, part in zip(names, sold)])


full()
for states in (9, 19, 38, 77):
    dense(states, 45)
