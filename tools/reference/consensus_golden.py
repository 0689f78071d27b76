#!/usr/bin/env python3
"""Writes tests/golden/consensus/*.json: small made-up annotations and what other computations say of them.

usage: consensus_golden.py FOLDER        (needs crowd-kit 1.4, numpy, pandas, scipy)

Two origins wherever there are two. crowd-kit: zero-based skill, GLAD, MACE, KOS, M-MSR, run to
convergence (its own stopping rules end GLAD after a few rounds). The numpy lines below: zero-based
skill, MACE's fixed point, GLAD by L-BFGS on the marginal posterior (another way to the same point), fast
Dawid-Skene as its authors' program does it. The script stops where the two differ. Codes stand in the
order of their first appearance, because crowd-kit's MACE mixes up annotators and categories otherwise:
it counts by name and looks up by appearance.
"""
import json
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from crowdkit.aggregation import GLAD, KOS, MACE, MMSR, ZeroBasedSkill
from scipy.optimize import minimize
from scipy.special import digamma, expit, logsumexp

warnings.filterwarnings("ignore")


def made_up(seed, items, annotators, categories, each, accuracy):
    rng = np.random.default_rng(seed)
    rows = []
    for item in range(items):
        truth = rng.integers(categories)
        for annotator in sorted(rng.choice(annotators, each, replace=False)):
            right = rng.random() < accuracy[annotator]
            wrong = (truth + 1 + rng.integers(categories - 1)) % categories
            rows.append((item, annotator, truth if right else wrong))
    frame = pd.DataFrame(rows, columns=["task", "worker", "label"])
    for column in ("worker", "label"):
        frame[column] = pd.factorize(frame[column])[0]
    return frame.sort_values(["task", "worker"]).reset_index(drop=True)


class Data:
    def __init__(self, frame):
        self.frame = frame
        self.i, self.j, self.y = (frame[c].to_numpy() for c in ("task", "worker", "label"))
        self.n, self.a, self.k = (int(c.max()) + 1 for c in (self.i, self.j, self.y))

    def per_item(self, log_wrong, log_right):
        """Posteriors and log-likelihood from each label's two logarithms, categories equally likely."""
        logs = np.full((self.n, self.k), -np.log(self.k))
        np.add.at(logs, self.i, log_wrong[:, None])
        np.add.at(logs, (self.i, self.y), log_right - log_wrong)
        total = logsumexp(logs, axis=1)
        return np.exp(logs - total[:, None]), total.sum()


def agree(name, ours, theirs, tolerance):
    difference = float(np.max(np.abs(np.asarray(ours) - np.asarray(theirs))))
    if not difference < tolerance:
        raise SystemExit(f"{name}: the two origins differ by {difference}")
    print(f"{name}: the two origins differ by {difference:.2e}")


def zero_based_skill(data):
    skill, rate = np.full(data.a, 1 / data.k + 1e-5), 1.0
    for round_number in range(1, 101):
        rate *= 0.5 if round_number % 20 == 0 else 1
        votes = np.zeros((data.n, data.k))
        np.add.at(votes, (data.i, data.y), skill[data.j])
        agreed = (votes.argmax(1)[data.i] == data.y).astype(float)
        skill += rate * (np.bincount(data.j, agreed) / np.bincount(data.j) - skill)
    model = ZeroBasedSkill().fit(data.frame)
    agree("zero-based skill", skill, model.skills_.sort_index(), 1e-9)
    return skill


def mace(data):
    """From habits uniform and know = spam = 1/2."""
    know, spam, habit = np.full(data.a, 0.5), np.full(data.a, 0.5), np.full((data.a, data.k), 1 / data.k)
    for _ in range(5000):
        wrong = spam[data.j] * habit[data.j, data.y]
        right = wrong + know[data.j]
        posterior, _ = data.per_item(np.log(wrong), np.log(right))
        known = posterior[data.i, data.y] * know[data.j] / right
        known_count = np.bincount(data.j, known)
        answers = np.zeros((data.a, data.k))
        np.add.at(answers, (data.j, data.y), 1 - known)
        counts = np.stack([answers.sum(1), known_count], 1) + 0.5
        spam, know = np.exp(digamma(counts) - digamma(counts.sum(1, keepdims=True))).T
        habit = np.exp(digamma(answers + 10) - digamma((answers + 10).sum(1, keepdims=True)))
    model = MACE(n_restarts=1, n_iter=300).fit(data.frame)
    agree("mace", know / (know + spam), model.spamming_[:, 1] / model.spamming_.sum(1), 1e-5)
    agree("mace posteriors", posterior, model.probas_.sort_index()[range(data.k)].to_numpy(), 1e-5)
    return know / (know + spam), posterior


def glad(data):
    log_others = np.log(data.k - 1)

    def parts(x):
        value = x[data.j] * np.exp(x[data.a + data.i])
        return value, -np.logaddexp(0, value) - log_others, -np.logaddexp(0, -value)

    def lost(x):
        value, log_wrong, log_right = parts(x)
        posterior, log_likelihood = data.per_item(log_wrong, log_right)
        slope = posterior[data.i, data.y] - expit(value)
        gradient = np.concatenate([np.bincount(data.j, slope * np.exp(x[data.a + data.i])),
                                   np.bincount(data.i, slope * value)]) - (x - 1)
        return -(log_likelihood - ((x - 1) ** 2).sum() / 2), -gradient

    done = minimize(lost, np.ones(data.a + data.n), jac=True, method="L-BFGS-B",
                    options={"maxiter": 20000, "ftol": 1e-15, "gtol": 1e-9})
    _, log_wrong, log_right = parts(done.x)
    posterior, _ = data.per_item(log_wrong, log_right)
    model = GLAD(n_iter=25, tol=-1e9, m_step_tol=1e-3, m_step_max_iter=25)
    model.fit(data.frame)
    agree("glad", done.x[:data.a], model.alphas_.sort_index(), 1e-3)
    return done.x[:data.a], done.x[data.a:], posterior, -done.fun


def fast_dawid_skene(data):
    hard = np.zeros((data.n, data.k))
    np.add.at(hard, (data.i, data.y), 1)
    hard = (hard == hard.max(1, keepdims=True)).astype(float)
    if (hard.sum(1) > 1).any():
        raise SystemExit("fast Dawid-Skene: the majority is tied; the authors' program would draw")
    for _ in range(100):
        rates = np.zeros((data.a, data.k, data.k))
        np.add.at(rates.transpose(0, 2, 1), (data.j, data.y), hard[data.i])
        rates /= np.maximum(rates.sum(2, keepdims=True), 1e-300)
        chance = np.tile(hard.mean(0), (data.n, 1))
        for label in range(len(data.i)):
            chance[data.i[label]] *= rates[data.j[label], :, data.y[label]]
        hard = np.eye(data.k)[chance.argmax(1)]
    return hard.argmax(1)


def kos(data):
    model = KOS(n_iter=100).fit(data.frame)
    return model.labels_.sort_index().to_numpy()


def m_msr(data):
    model = MMSR(n_iter=20000, tol=1e-12)
    label = model.fit_predict(data.frame).sort_index().to_numpy()
    weight = model.skills_.sort_index().to_numpy()
    return expit(weight - np.log(data.k - 1)), label


def expected(data, complete):
    competence, mace_posterior = mace(data)
    ability, log_sharpness, glad_posterior, objective = glad(data)
    out = {
        "zero_based_skill": {"skill": zero_based_skill(data).tolist()},
        "mace": {"skill": competence.tolist(), "posterior": mace_posterior.round(7).tolist()},
        "glad": {"ability": ability.tolist(), "log_sharpness": log_sharpness.tolist(), "objective": objective,
                 "posterior": glad_posterior.round(7).tolist()},
        "fast_dawid_skene": {"label": fast_dawid_skene(data).tolist()},
    }
    if data.k == 2:
        out["kos"] = {"label": kos(data).tolist()}
    if complete:
        right, label = m_msr(data)
        out["m_msr"] = {"skill": right.tolist(), "label": label.tolist()}
    return out


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    good = [0.9, 0.85, 0.8, 0.75, 0.9, 0.6, 0.7, 0.8, 0.85, 0.65, 0.55]
    sets = {"two_categories": made_up(7, 60, 11, 2, 7, good),
            "three_categories": made_up(11, 50, 9, 3, 9, good)}
    for name, frame in sets.items():
        data = Data(frame)
        document = {"item": data.i.tolist(), "annotator": data.j.tolist(), "category": data.y.tolist(),
                    "annotators": data.a, "categories": data.k}
        document["expected"] = expected(data, complete=name == "three_categories")
        Path(sys.argv[1], f"{name}.json").write_text(json.dumps(document, default=float) + "\n")


if __name__ == "__main__":
    main()
