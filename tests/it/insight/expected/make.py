"""Makes the expected values beside this file. See README.md for what is published and what is computed.

    python3 -m venv venv
    venv/bin/pip install lifelines==0.30.3 scikit-survival statsmodels==0.15.0 scipy==1.17.1 scikit-learn==1.9.1
    venv/bin/python make.py
"""

import csv
import itertools
import math
import pathlib

import numpy as np
from lifelines import KaplanMeierFitter
from lifelines.utils import qth_survival_times
from scipy.stats import chi2_contingency, fisher_exact
from sklearn.metrics import brier_score_loss, roc_auc_score
from sksurv.nonparametric import cumulative_incidence_competing_risks
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

HERE = pathlib.Path(__file__).parent
Z95 = 1.959963984540054


def read(name):
    with open(HERE / name, newline="") as file:
        return list(csv.DictReader(file))


def write(name, head, rows):
    with open(HERE / name, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        for row in rows:
            out.writerow([repr(float(it)) if isinstance(it, float) else it for it in row])


def survival(name):
    """The curve and its quantiles, from lifelines."""
    stays = read(f"{name}.csv")
    days = np.array([int(it["days"]) for it in stays])
    over = np.array([it["end"] != "open" for it in stays])
    it = KaplanMeierFitter().fit(days, over)
    table = it.event_table
    steps = table[table["observed"] > 0]
    curve = it.survival_function_["KM_estimate"]
    write(
        f"{name}_curve.csv",
        ["day", "at_risk", "left", "staying"],
        [(int(day), int(row["at_risk"]), int(row["observed"]), float(curve[day])) for day, row in steps.iterrows()],
    )
    quantiles = []
    for share in (0.1, 0.25, 0.5, 0.75, 0.9):
        day = qth_survival_times(1 - share, it.survival_function_)
        quantiles.append((share, "" if math.isinf(day) else int(day)))
    write(f"{name}_quantiles.csv", ["share", "day"], quantiles)


def incidence(name):
    """Both curves with Dinse and Larson's standard errors, from scikit-survival."""
    stays = read(f"{name}.csv")
    days = np.array([int(it["days"]) for it in stays])
    code = np.array([{"open": 0, "advanced": 1, "lost": 2}[it["end"]] for it in stays])
    times, shares, bands = cumulative_incidence_competing_risks(
        code, days, conf_level=0.95, conf_type="log-log", var_type="Dinse_Approx"
    )
    rows = []
    for cause, label in ((1, "advanced"), (2, "lost")):
        for at, day in enumerate(times):
            share, low = shares[cause][at], bands[cause][0][at]
            if not 0 < share < 1 or at % 7:
                continue
            # The band is log-log: what it was made from is got back.
            error = abs(math.log(math.log(low) / math.log(share))) * share * -math.log(share) / Z95
            rows.append((label, int(day), float(share), float(error)))
    write(f"{name}_incidence.csv", ["cause", "day", "share", "error"], rows)


def shares():
    pairs = [(0, 1), (1, 1), (0, 9), (1, 9), (5, 10), (9, 10), (10, 10), (12, 40), (51, 100), (3, 1_000)]
    pairs += [(4_238, 6_711), (150_000, 300_000), (3, 3_000_000)]
    rows = []
    for hits, n in pairs:
        low, high = proportion_confint(hits, n, method="wilson")
        rows.append((hits, n, float(low), float(high)))
    write("wilson.csv", ["hits", "n", "low", "high"], rows)
    rows = []
    for (a, m), (b, n) in itertools.combinations(pairs, 2):
        low, high = confint_proportions_2indep(a, m, b, n, method="newcomb", compare="diff")
        rows.append((a, m, b, n, float(low), float(high)))
    write("newcombe.csv", ["a_hits", "a_n", "b_hits", "b_n", "low", "high"], rows)
    rows = []
    for (a, m), (b, n) in itertools.combinations([it for it in pairs if it[1] <= 7_000], 2):
        p = fisher_exact([[a, m - a], [b, n - b]]).pvalue
        # What is too small for a float says nothing.
        if p > 1e-300:
            rows.append((a, m, b, n, float(p)))
    write("fisher.csv", ["a_hits", "a_n", "b_hits", "b_n", "p"], rows)


TABLES = [
    [(15, 5), (5, 15)],
    [(762, 484), (327, 239), (468, 477)],
    [(3, 40), (12, 60), (0, 9), (7, 7), (1, 0)],
    [(200, 210), (190, 205), (310, 295), (100, 90)],
]


def tables():
    """V as Bergsma corrects it, and log-odds as Monroe and others shrink them, written out with numpy."""
    cells, whole = [], []
    for at, table in enumerate(TABLES):
        counts = np.array(table, dtype=float)
        n, k = counts.sum(), len(counts)
        chi = chi2_contingency(counts, correction=False).statistic
        phi = max(0.0, chi / n - (k - 1) / (n - 1))
        values, groups = k - (k - 1) ** 2 / (n - 1), 2 - 1 / (n - 1)
        whole.append((at, math.sqrt(phi / min(values - 1, groups - 1))))
        prior = k * counts.sum(axis=1) / n
        has = counts + prior[:, None]
        of = counts.sum(axis=0) + k
        log_odds = np.log(has[:, 0] / (of[0] - has[:, 0])) - np.log(has[:, 1] / (of[1] - has[:, 1]))
        z = log_odds / np.sqrt(1 / has[:, 0] + 1 / has[:, 1])
        cells += [(at, a, b, float(o), float(s)) for (a, b), o, s in zip(table, log_odds, z)]
    write("cramers_v.csv", ["table", "v"], whole)
    write("log_odds.csv", ["table", "a", "b", "log_odds", "z"], cells)


SEGMENTS = [
    [(4, 20), (8, 20), (12, 20)],
    [(300, 1_000), (100, 1_000), (200, 1_000), (1, 1)],
    [(3, 9), (0, 4), (17, 31), (2, 60), (5, 5), (40, 111), (1, 7)],
]


def shrunken():
    """Kleinman's moments with weights n, written out with numpy."""
    rows = []
    for at, segments in enumerate(SEGMENTS):
        x, n = np.array(segments, dtype=float).T
        mean = x.sum() / n.sum()
        spread = (n * (x / n - mean) ** 2).sum()
        chance, others = mean * (1 - mean), len(n) - 1
        gamma = (spread - chance * others) / (chance * (n.sum() - (n**2).sum() / n.sum() - others))
        weight = max(1.0, 1 / gamma - 1)
        rows += [
            (at, hits, of, float(mean), float(weight), float((hits + weight * mean) / (of + weight)))
            for hits, of in segments
        ]
    write("shrunken.csv", ["set", "hits", "n", "mean", "weight", "share"], rows)


def ladder(name):
    """Volume-weighted factors and what the youngest come to, written out with numpy."""
    rows = [[float(it) for it in row.values() if it] for row in read(f"{name}.csv")]
    factors = []
    for age in range(len(rows[0]) - 1):
        old = [row for row in rows if len(row) > age + 1]
        factors.append(sum(row[age + 1] for row in old) / sum(row[age] for row in old))
    ultimates = [row[-1] * math.prod(factors[len(row) - 1 :]) for row in rows]
    ages = [("factor", at, it) for at, it in enumerate(factors)]
    write(f"{name}_ladder.csv", ["what", "place", "value"], ages + [("ultimate", at, it) for at, it in enumerate(ultimates)])


def area():
    """The area from scikit-learn; its standard error by the formula of Hanley and McNeil."""
    rows = []
    for name in ("ratings",):
        truth, scores = [], []
        for row in read(f"{name}.csv"):
            for label in ("other", "seed"):
                truth += [label == "seed"] * int(row[label])
                scores += [float(row["score"])] * int(row[label])
        it = roc_auc_score(truth, scores)
        m, n = sum(truth), len(truth) - sum(truth)
        q1, q2 = it / (2 - it), 2 * it * it / (1 + it)
        error = math.sqrt((it * (1 - it) + (m - 1) * (q1 - it * it) + (n - 1) * (q2 - it * it)) / (m * n))
        rows.append((name, m, n, float(it), error))
    write("area.csv", ["data", "seeds", "others", "area", "error"], rows)


def brier():
    rows = []
    for won, n, p in [(1, 3, 0.25), (9, 10, 0.75), (0, 7, 0.5), (48, 100, 0.75), (517, 889, 0.25)]:
        rows.append((won, n, p, float(brier_score_loss([1] * won + [0] * (n - won), [p] * n))))
    write("brier.csv", ["won", "n", "p", "score"], rows)


for data in ("remission", "lung", "melanoma"):
    survival(data)
incidence("melanoma")
shares()
tables()
shrunken()
for data in ("claims", "facultative"):
    ladder(data)
area()
brier()
