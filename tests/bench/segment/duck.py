"""Asks DuckDB what the bench asks the book: the same filters and facets over the same rows, in both units.

Usage: duck.py FOLDER THREADS; the folder holds accounts.csv, leads.csv and cases.json. Prints one line of JSON a case:
the milliseconds of the better of two forms (grouping sets, or one GROUP BY a facet), best of several runs, and the
counts of every facet in order; the time of counting leads by layer and status, as the funnel does, is in it. DuckDB has its own columnar tables, in memory, with words as enumerations and classes of
numbers as bytes; leads carry the columns of their accounts, accounts the outcome of all their leads.
"""
import json
import sys
import time

import duckdb

folder, threads = sys.argv[1], int(sys.argv[2])
spec = json.load(open(f"{folder}/cases.json"))
RUNS = spec["runs"]
db = duckdb.connect()
db.execute(f"SET threads = {threads}")
db.execute("SET preserve_insertion_order = true")

ACCOUNT = ["naics", "sector", "emp_class", "city", "region", "country", "ownership", "class", "revenue_class", "founded_class"]
LEAD = ["source", "campaign", "product", "layer", "status", "temp"]
WORDS = {"naics", "sector", "city", "region", "country", "ownership", "class", "source", "campaign", "status", "temp"}


def load(table, fields):
    db.execute(f"CREATE TABLE raw AS SELECT * FROM read_csv('{folder}/{table}.csv', header=true, all_varchar=true)")
    columns = []
    for field in fields:
        if field in WORDS:
            db.execute(f"CREATE TYPE {field}_t AS ENUM (SELECT DISTINCT {field} FROM raw WHERE {field} IS NOT NULL ORDER BY 1)")
            columns.append(f"{field}::{field}_t AS {field}")
        else:
            columns.append(f"{field}::UTINYINT AS {field}")
    return ", ".join(columns)


columns = load("accounts", ACCOUNT)
db.execute(f"CREATE TABLE plain AS SELECT acc::UINTEGER AS acc, emp::INTEGER AS emp, {columns} FROM raw")
db.execute("DROP TABLE raw")
columns = load("leads", LEAD)
db.execute(
    f"CREATE TABLE pursued AS SELECT acc::UINTEGER AS acc, (status = 'won')::UTINYINT AS won, "
    f"(status = 'lost')::UTINYINT AS lost, {columns} FROM raw"
)
db.execute("DROP TABLE raw")
db.execute(
    "CREATE TABLE accounts AS SELECT plain.*, coalesce(w, 0)::UTINYINT AS won, coalesce(l, 0)::UTINYINT AS lost FROM plain "
    "LEFT JOIN (SELECT acc, max(won) AS w, CASE WHEN max(won) = 0 THEN max(lost) ELSE 0 END AS l FROM pursued "
    "WHERE acc IS NOT NULL GROUP BY acc) USING (acc) ORDER BY acc"
)
db.execute(
    f"CREATE TABLE leads AS SELECT pursued.*, emp, {', '.join(ACCOUNT)} FROM pursued LEFT JOIN plain USING (acc) ORDER BY acc"
)
db.execute("DROP TABLE plain")
db.execute("DROP TABLE pursued")

COUNTS = "count(*) AS n, sum(won)::BIGINT AS w, sum(lost)::BIGINT AS l"


def where(terms):
    return " AND ".join(f"({term['sql']})" for term in terms) or "true"


def sets(source, facets, terms):
    """One pass for all facets."""
    ids = ", ".join(facets)
    all_sets = ", ".join(f"({facet})" for facet in facets)
    sql = f"SELECT GROUPING_ID({ids}) AS which, {ids}, {COUNTS} FROM {source} WHERE {where(terms)} GROUP BY GROUPING SETS ({all_sets})"
    found = {facet: [] for facet in facets}
    for row in db.execute(sql).fetchall():
        # The facet that a row is grouped by is the one whose bit is not set.
        mask = ~row[0]
        at = next(i for i in range(len(facets)) if mask >> (len(facets) - 1 - i) & 1)
        if row[1 + at] is not None:
            found[facets[at]].append([row[-3], row[-2], row[-1]])
    return found


def each(source, facets, terms):
    """One GROUP BY a facet, in one statement."""
    parts = [
        f"SELECT {number} AS which, {COUNTS} FROM {source} WHERE ({where(terms)}) AND {facet} IS NOT NULL GROUP BY {facet}"
        for number, facet in enumerate(facets)
    ]
    found = {facet: [] for facet in facets}
    for which, n, w, l in db.execute(" UNION ALL ".join(parts)).fetchall():
        found[facets[which]].append([n, w, l])
    return found


def of_leads(form, facets, terms):
    return form("leads", facets, terms)


def of_accounts(form, facets, terms):
    """An account counts once a value, won where one of its selected leads was, lost where one was and none was won."""
    found = {}
    mine = [facet for facet in facets if facet in ACCOUNT]
    if mine and not any(term["lead"] for term in terms):
        found.update(form("accounts", mine, terms))
    elif mine:
        source = (
            "(SELECT a.* EXCLUDE (won, lost), w AS won, CASE WHEN w = 0 THEN l ELSE 0 END AS lost FROM accounts a JOIN "
            f"(SELECT acc, max(won) AS w, max(lost) AS l FROM leads WHERE {where(terms)} AND acc IS NOT NULL GROUP BY acc) USING (acc))"
        )
        db.execute(f"CREATE OR REPLACE TEMP TABLE chosen AS SELECT * FROM {source}")
        found.update(form("chosen", mine, []))
    parts = [
        f"SELECT {number} AS which, {COUNTS} FROM (SELECT {facet} AS f, acc, max(won) AS won, "
        f"CASE WHEN max(won) = 0 THEN max(lost) ELSE 0 END AS lost FROM leads WHERE ({where(terms)}) AND {facet} IS NOT NULL "
        f"AND acc IS NOT NULL GROUP BY {facet}, acc) GROUP BY f"
        for number, facet in enumerate(facets)
        if facet in LEAD
    ]
    if parts:
        found.update({facet: [] for facet in facets if facet in LEAD})
        for which, n, w, l in db.execute(" UNION ALL ".join(parts)).fetchall():
            found[facets[which]].append([n, w, l])
    return found


def ask(unit, form, terms):
    """All facets; one that the filter speaks of leaves out what it says."""
    count = of_leads if unit == "leads" else of_accounts
    facets = spec["facets"]
    own = [facet for facet in facets if any(term["facet"] == facet for term in terms)]
    found = count(form, [facet for facet in facets if facet not in own], terms)
    for facet in own:
        found.update(count(form, [facet], [term for term in terms if term["facet"] != facet]))
    db.execute(f"SELECT layer, status, count(*) FROM leads WHERE {where(terms)} GROUP BY layer, status").fetchall()
    return [sorted(found[facet]) for facet in facets]


print(json.dumps({"version": duckdb.__version__, "threads": threads}), flush=True)
for unit in ["leads", "accounts"]:
    for number, terms in enumerate(spec["cases"]):
        best, counts = float("inf"), None
        for form in [sets, each]:
            counts = ask(unit, form, terms)
            for _ in range(RUNS):
                start = time.perf_counter()
                ask(unit, form, terms)
                best = min(best, (time.perf_counter() - start) * 1e3)
        print(json.dumps({"unit": unit, "case": number, "ms": best, "counts": counts}), flush=True)
