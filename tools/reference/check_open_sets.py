#!/usr/bin/env python3
"""Runs `assay inspect` on every open set of a folder and compares its coefficients with those that independent programs
computed on the same set, to 1e-6; and each consensus model's accuracy with the same model of another implementation.

usage: check_open_sets.py ASSAY DATA REFERENCE
  ASSAY      the program
  DATA       a folder with NAME/labels.csv, meta.json and, where they exist, gold.csv, items.csv
  REFERENCE  a folder with NAME.json: agreement{all_rows, first_label_per_item_annotator, pairwise_cohen}, truth_inference

Prints a row per set and every difference; exit 1 when there is one. Assay counts the first row of each (item, annotator),
so sets with repeated rows are compared with the reference that does the same.
"""
import csv
import io
import json
import subprocess
import sys
from pathlib import Path

TOLERANCE = 1e-6
WEIGHTS = {"nominal": "identity"}
# The other implementation's models are maximum likelihood; its Dawid-Skene is compared at a fixed number of
# rounds, because its default tolerance stops it at odd places.
MODELS = {"wawa": "Wawa", "dawid_skene_ml": "DawidSkene_100_notol", "one_coin_ml": "OneCoinDawidSkene",
          "zero_based_skill": "ZeroBasedSkill", "glad": "GLAD", "kos": "KOS", "m_msr": "MMSR",
          "fast_dawid_skene": "FastDS_FDS"}
# Not here: MACE, whose other implementation counts annotators' answers under the wrong annotator unless names stand
# in the order of their first appearance; compared with it in that order by consensus_golden.py.
LUCKY_WITH_TIES = ("wawa", "zero_based_skill", "fast_dawid_skene")  # learn from a majority with ties broken
# Where the other implementation is known to compute something else; see docs/methods/choosing_a_consensus.md.
KNOWN = {("web", "m_msr"): "signs: it takes annotators who share no item for disagreeing ones"}


def inspect(assay, folder, meta):
    command = [assay, "inspect", str(folder / "labels.csv"), "--json", "-", "--kind", meta["level"]]
    for name in ("gold", "items", "annotators"):
        if (folder / f"{name}.csv").exists():
            command += [f"--{name}", str(folder / f"{name}.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{folder.name}: exit {done.returncode}: {done.stderr[:500]}")
    return json.loads(done.stdout)


def expected_agreement(reference):
    """(metric, weights) -> value of the reference, from the definitions' restatement where programs disagree."""
    agreement = reference["agreement"]
    rows = agreement.get("first_label_per_item_annotator") or agreement["all_rows"]
    expected = {}
    for level, values in rows["krippendorff"].items():
        expected["krippendorff_alpha", level] = values["oracle"]
    for weights, values in rows["gwet_family"].items():
        oracle = values["oracle"]
        ours = {"identity": "nominal"}.get(weights, weights)
        expected["gwet_ac1" if ours == "nominal" else "gwet_ac2", ours] = oracle["ac"]
        expected["fleiss_kappa", ours] = oracle["fleiss"]
        expected["brennan_prediger", ours] = oracle["bp"]
        if ours == "nominal":
            expected["percent_agreement", ours] = oracle["pa"]
    conger = (reference.get("conger_irrCAC_py") or {}).get("identity") or {}
    # Where its own percent agreement is wrong its kappa is of other data: docs/reference/open_sets.md.
    if "value" in conger and abs(conger["pa"] - rows["gwet_family"]["identity"]["oracle"]["pa"]) < TOLERANCE:
        expected["conger_kappa", "nominal"] = conger["value"]
    pairs = agreement.get("pairwise_cohen") or {}
    if pairs.get("mean_pairs_10plus") is not None:
        expected["cohen_kappa", "nominal"] = pairs["mean_pairs_10plus"]
    return expected


def compare_agreement(name, document, reference):
    found = {(row["metric"], row["weights"]): row for row in document["agreement"]}
    problems, compared = [], 0
    for key, value in expected_agreement(reference).items():
        if key not in found or value is None:
            continue
        ours = found[key]["value"]
        compared += 1
        if ours is None or abs(ours - value) > TOLERANCE:
            problems.append(f"{name}: {key[0]} ({key[1]}): assay {ours}, reference {value}")
    return compared, problems


def consensus_accuracy(assay, folder, model):
    """Share of the gold items that `assay consensus --model` labels as gold does."""
    command = [assay, "consensus", str(folder / "labels.csv"), "--model", model, "-o", "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    given = {row["item"]: row["label"] for row in csv.DictReader(io.StringIO(done.stdout))}
    with open(folder / "gold.csv", encoding="utf-8", newline="") as file:
        gold = {row["item"]: row["label"] for row in csv.DictReader(file)}
    judged = [item for item in gold if item in given]
    return sum(given[item] == gold[item] for item in judged) / len(judged)


def luck_with_ties(inference):
    """How much more the other majority vote is right than ties broken at random would make it. Its Wawa learns
    from that vote and has the same luck."""
    expected = inference.get("mv_oracle", {}).get("acc_expected_random_ties")
    theirs = inference.get("MajorityVote", {}).get("accuracy")
    return 0 if expected is None or theirs is None else max(0, theirs - expected)


def compare_consensus(name, assay, folder, reference):
    inference = reference.get("truth_inference") or {}
    problems, shown = [], []
    for model, peer in MODELS.items():
        theirs = inference.get(peer, {}).get("accuracy")
        if theirs is None or not (folder / "gold.csv").exists():
            continue
        ours = consensus_accuracy(assay, folder, model)
        shown.append(f"{model} {ours:.4f} ({theirs:.4f})")
        allowed = 0.005 + (luck_with_ties(inference) if model in LUCKY_WITH_TIES else 0)
        if (name, model) in KNOWN:
            continue
        if ours < theirs - allowed:
            problems.append(f"{name}: consensus {model}: assay {ours:.4f}, peer {theirs:.4f}")
    return shown, problems


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    assay, data, references = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    all_problems, sets = [], 0
    for folder in sorted(data.iterdir()):
        reference_file = references / f"{folder.name}.json"
        if not (folder / "labels.csv").exists() or not reference_file.exists():
            continue
        sets += 1
        meta = json.loads((folder / "meta.json").read_text())
        reference = json.loads(reference_file.read_text())
        document = inspect(assay, folder, meta)
        compared, problems = compare_agreement(folder.name, document, reference)
        shown, slower = compare_consensus(folder.name, assay, folder, reference)
        all_problems += problems + slower
        print(f"{folder.name:24} {compared:3} coefficients compared, {len(problems)} differ; {', '.join(shown)}")
    if sets == 0:
        raise SystemExit(f"no set of {data} has a reference in {references}: nothing was compared")
    for problem in all_problems:
        print(problem)
    print(f"{len(all_problems)} differences")
    return 1 if all_problems else 0


if __name__ == "__main__":
    sys.exit(main())
