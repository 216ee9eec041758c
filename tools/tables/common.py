# SPDX-License-Identifier: GPL-3.0-or-later
"""What the two table makers share: plain CSV in and out."""
import csv
import os

SOURCES_HEADER = ["key", "title", "reference", "year", "licence"]


def read(path):
    """Rows as dictionaries; a byte order mark, which publishers like, is dropped."""
    with open(path, encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def write(path, header, rows):
    """LF and UTF-8 on every system, as the contract of the tables asks."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def add_sources(path, rows):
    """Append only: the file is shared by several makers of tables."""
    known = {row["key"] for row in read(path)} if os.path.exists(path) else set()
    new = not os.path.exists(path)
    with open(path, "a", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        if new:
            writer.writerow(SOURCES_HEADER)
        writer.writerows(row for row in rows if row[0] not in known)
