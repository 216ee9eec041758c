# SPDX-License-Identifier: GPL-3.0-or-later
"""How the industries of the world table are split into sectors: splits.csv with its formulas worked out.

The share of a part is `factor`, times (of / within) of the national tables where those are given; `rest` is what the
other parts leave. The first row that names the partner counts, then the one that names none.

  sales      share of what is sold to the partner (an industry, or `final` demand) that is of the part
  purchases  what the part buys of the partner (an industry), a unit of its output, over what the whole industry buys
  own        share of what the industry sells to itself that goes from the part to the partner (a sector)
"""
import common
import industries

# A ratio of two small cells of two small countries is no knowledge beyond this.
LEAST, MOST = 0.2, 5.0


class Splits:
    def __init__(self, path, tables, sectors):
        self.tables, self.rows, self.used = tables, {}, {}
        for row in common.read(path):
            if row["part"] not in sectors:
                raise SystemExit("%s: no sector %s" % (path, row["part"]))
            self.rows.setdefault((row["industry"], row["side"]), []).append(row)

    def parts(self, industry):
        if (industry, "sales") not in self.rows:
            raise SystemExit("splits.csv: nothing about %s" % industry)
        return list(dict.fromkeys(row["part"] for row in self.rows[industry, "sales"]))

    def row(self, industry, side, part, partner):
        rows = [r for r in self.rows.get((industry, side), []) if r["part"] == part]
        named = [r for r in rows if partner in r["partner"].split(";")]
        return (named + [r for r in rows if not r["partner"]] + [None])[0]

    def keep(self, industry, side, part, partner, share, row):
        self.used[industry, side, part, partner or ""] = share, row
        return share

    def sold(self, row, partner):
        if row["factor"] == "rest":
            return None
        if not row["of"]:
            return float(row["factor"])
        of, within = industries.split_terms(row["of"]), industries.split_terms(row["within"])
        buyer = partner if self.tables.sold(within, partner) else None
        return float(row["factor"]) * self.tables.sold(of, buyer) / self.tables.sold(within, buyer)

    def sales(self, industry, partner, is_home):
        """part -> share of what `industry` sells to `partner`; adds up to 1."""
        shares, last = {}, None
        for part in self.parts(industry):
            row = self.row(industry, "sales", part, partner)
            share = self.sold(row, partner)
            if share is None:
                last = part, row
            elif is_home or row["abroad"] == "yes":
                shares[part] = self.keep(industry, "sales", part, partner, share, row)
        left = 1 - sum(shares.values())
        if last is None or not -1e-12 <= left <= 1:
            raise SystemExit("splits.csv: shares of %s do not add up to 1 of %s" % (industry, partner))
        shares[last[0]] = max(left, 0.0)
        if is_home:
            self.keep(industry, "sales", last[0], partner, shares[last[0]], last[1])
        return shares

    def intensity(self, industry, part, partner):
        row = self.row(industry, "purchases", part, partner)
        if row is None:
            return 1.0
        if not row["of"]:
            return self.keep(industry, "purchases", part, partner, float(row["factor"]), row)
        of, within = industries.split_terms(row["of"]), industries.split_terms(row["within"])
        seller = partner if self.tables.bought(within, partner) else None
        ratio = self.tables.bought(of, seller) / self.tables.bought(within, seller)
        ratio *= float(row["factor"]) * self.tables.made(within) / self.tables.made(of)
        return self.keep(industry, "purchases", part, partner, min(max(ratio, LEAST), MOST), row)

    def purchases(self, industry, partner, output):
        """part -> share of what `industry` buys of `partner`, by its output and its intensity; adds up to 1."""
        weights = {part: output[part] * self.intensity(industry, part, partner) for part in output}
        total = sum(weights.values())
        return {part: weight / total for part, weight in weights.items()} if total else None

    def own(self, industry, is_home):
        """(seller, buyer) -> share of what `industry` sells to itself, where rows tell; adds up to 1."""
        shares = {}
        for row in self.rows.get((industry, "own"), []):
            sellers, buyers = row["of"].split(">")
            within = industries.split_terms(row["within"])
            share = self.tables.between([(sellers, 1.0)], [(buyers, 1.0)]) / self.tables.between(within, within)
            share *= float(row["factor"])
            self.keep(industry, "own", row["part"], row["partner"], share, row)
            if is_home or self.row(industry, "sales", row["part"], "")["abroad"] == "yes":
                shares[row["part"], row["partner"]] = share
        total = sum(shares.values())
        return {pair: share / total for pair, share in shares.items()}

    def table(self):
        """All that was worked out, as rows for shares.csv."""
        for (industry, side, part, partner), (share, row) in sorted(self.used.items(), key=lambda item: key(item[0])):
            formula = row["factor"] + (" * (%s) / (%s)" % (row["of"], row["within"]) if row["of"] else "")
            yield [industry, part, side, partner, "%.6g" % share, formula]


def key(name):
    industry, side, part, partner = name
    return int(industry[1:]), side, part, (0, int(partner[1:])) if partner[1:].isdigit() else (1, 0), partner
