#!/usr/bin/env python3
"""Runs Assay and the tools people use today in turn on the same generated files, each in a fresh process.

usage: peers.py ASSAY [--sizes 100000,1000000,10000000] [--only NAME,...] [--folder DIR]
                [--minutes 20] [--gigabytes 20] [--models]

Prints wall time, processor time and peak memory of every run, and the ratios. Processor time is the fair
one on a machine that others use too. bench_generate and bench_models are looked for beside ASSAY, in bench/.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PEERS = {
    # name: code; `path` is the file. What is timed apart prints {"seconds": ..., "processor_inner": ...}.
    "pandas read_csv": "import pandas as pd\npd.read_csv(path)\n",
    "pandas + majority vote": """
import pandas as pd
from crowdkit.aggregation import MajorityVote
frame = pd.read_csv(path).rename(columns={"item": "task", "annotator": "worker"})
MajorityVote().fit_predict(frame)
""",
    "pandas + krippendorff alpha": """
import pandas as pd, numpy as np, krippendorff
frame = pd.read_csv(path)
counts = frame.groupby(["item", "label"]).size().unstack(fill_value=0)
value = krippendorff.alpha(value_counts=counts.to_numpy(), level_of_measurement="nominal")
print(json.dumps({"value": float(value)}))
""",
    # As its README begins: a row for each annotator, a column for each item.
    "pandas + krippendorff reliability_data": """
import pandas as pd, numpy as np, krippendorff
frame = pd.read_csv(path)
(rows, _), (columns, _), (labels, _) = (pd.factorize(frame[name]) for name in ("annotator", "item", "label"))
data = np.full((rows.max() + 1, columns.max() + 1), np.nan)
data[rows, columns] = labels
value = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
print(json.dumps({"value": float(value)}))
""",
    "crowd-kit Dawid-Skene 10": """
import pandas as pd, time, resource
from crowdkit.aggregation import DawidSkene
frame = pd.read_csv(path).rename(columns={"item": "task", "annotator": "worker"})
before = resource.getrusage(resource.RUSAGE_SELF)
start = time.perf_counter()
DawidSkene(n_iter=10, tol=-1e9).fit(frame)
seconds = time.perf_counter() - start
after = resource.getrusage(resource.RUSAGE_SELF)
processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
print(json.dumps({"seconds": seconds, "processor_inner": processor,
                  "megabytes_before": before.ru_maxrss / 1024}))
""",
}

# The models of docs/methods/choosing_a_consensus.md: name in bench_models, call in crowd-kit, the file.
CONSENSUS = (
    ("zero_based_skill", "ZeroBasedSkill()", {}),
    ("glad", "GLAD()", {}),
    ("mace", "MACE()", {}),
    ("kos", "KOS()", {"categories": 2}),
    ("m_msr", "MMSR()", {"annotators": 60}),
    ("majority", "MajorityVote()", {}),
    ("wawa", "Wawa()", {}),
    ("one_coin_ml", "OneCoinDawidSkene()", {}),
)
CONSENSUS_CODE = """
import pandas as pd, time, resource
from crowdkit.aggregation import (GLAD, KOS, MACE, MMSR, MajorityVote, OneCoinDawidSkene, Wawa,
                                  ZeroBasedSkill)
frame = pd.read_csv(path).rename(columns={"item": "task", "annotator": "worker"})
before = resource.getrusage(resource.RUSAGE_SELF)
start = time.perf_counter()
CALL.fit(frame)
seconds = time.perf_counter() - start
after = resource.getrusage(resource.RUSAGE_SELF)
processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
print(json.dumps({"seconds": seconds, "processor_inner": processor,
                  "megabytes_before": before.ru_maxrss / 1024}))
"""
for _name, _call, _ in CONSENSUS:
    PEERS[f"crowd-kit {_name}"] = CONSENSUS_CODE.replace("CALL", _call)


def run(command, limits):
    """Wall seconds, processor seconds, peak MB and output of a fresh process; None where a limit ended it."""

    def restrict():
        resource.setrlimit(resource.RLIMIT_AS, (limits["bytes"], limits["bytes"]))

    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, preexec_fn=restrict)
        deadline = start + limits["seconds"]
        while True:
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.perf_counter() > deadline:
                process.kill()
                os.wait4(process.pid, 0)
                return {"failed": f"not done in {limits['seconds']:.0f} s"}
            time.sleep(0.01)
        wall = time.perf_counter() - start
        out.seek(0)
        text = out.read().decode(errors="replace")
    if status != 0:
        return {"failed": f"ended with status {os.waitstatus_to_exitcode(status)}"}
    processor = used.ru_utime + used.ru_stime
    return {"wall": wall, "processor": processor, "megabytes": used.ru_maxrss / 1024, "text": text}


def peer(name, path, limits):
    code = f"import json\npath = {str(path)!r}\n{PEERS[name]}"
    result = run([sys.executable, "-c", code], limits)
    if "failed" not in result and result["text"].strip():
        result.update(json.loads(result["text"].strip().splitlines()[-1]))
    return result


def show(name, size, result):
    if "failed" in result:
        print(f"{name:<44} {size:>10,}  {result['failed']}", flush=True)
        return
    inner = ""
    if "seconds" in result:
        inner = f"  the model alone {result['seconds']:.2f} s, {result['processor_inner']:.2f} s of processor"
    print(f"{name:<44} {size:>10,}  {result['wall']:8.2f} s  {result['processor']:8.2f} s of processor "
          f"{result['megabytes']:8.0f} MB{inner}", flush=True)


def models(bench_models, path, name, limits):
    """Our model alone: bench_models times the fit apart from reading."""
    result = run([bench_models, path, "0", name], limits)
    if "failed" in result:
        return result
    words = result["text"].splitlines()[-1].split()
    result["seconds"] = float(words[1])
    result["processor_inner"] = float(words[3].lstrip("("))
    result["megabytes"] = float(words[words.index("MB") - 1])  # since reading was done
    return result


def middle_of(results):
    """The run of the median wall time: a shared machine now and then gives a run half of its processors."""
    done = sorted((r for r in results if "failed" not in r), key=lambda r: r.get("seconds", r["wall"]))
    return done[len(done) // 2] if done else results[0]


def compare(title, ours, theirs):
    if "failed" in ours or "failed" in theirs:
        return
    wall = theirs.get("seconds", theirs["wall"]) / ours.get("seconds", ours["wall"])
    processor = theirs.get("processor_inner", theirs["processor"]) / max(
        0.001, ours.get("processor_inner", ours["processor"]))
    memory = theirs["megabytes"] / ours["megabytes"]
    print(f"  => {title}: {wall:.1f} times faster by the clock, {processor:.1f} times by processor time, "
          f"{memory:.1f} times less memory", flush=True)


def peer_runs(name, size, options):
    """As many as ours, but a model that takes minutes runs once."""
    return 1 if "Dawid-Skene" in name and size > 1_000_000 else options.runs


def one_size(options, size, path, limits):
    tools = Path(options.assay).parent / "bench"
    wanted = options.only.split(",") if options.only else []
    cases = [
        ("inspect --only agreement",
         ["pandas + krippendorff alpha", "pandas + krippendorff reliability_data"],
         lambda: run([options.assay, "inspect", str(path), "--only", "agreement"], limits)),
        ("inspect", ["pandas + majority vote", "pandas read_csv"],
         lambda: run([options.assay, "inspect", str(path)], limits)),
        ("dawid_skene_10", ["crowd-kit Dawid-Skene 10"],
         lambda: models(str(tools / "bench_models"), str(path), "dawid_skene_10", limits)),
    ]
    for name, peers, measure in cases:
        if wanted and name not in wanted:
            continue
        ours = middle_of([measure() for _ in range(options.runs)])
        show(f"assay {name}", size, ours)
        for other in peers:
            theirs = middle_of([peer(other, path, limits) for _ in range(peer_runs(other, size, options))])
            show(other, size, theirs)
            compare(f"{name} against {other}", ours, theirs)


def consensus_models(options, size, folder, limits):
    """Every model that crowd-kit has too, on a file that it can finish; one run of each peer."""
    tools = Path(options.assay).parent / "bench"
    wanted = options.only.split(",") if options.only else []
    for name, _, shape in CONSENSUS:
        if wanted and name not in wanted:
            continue
        rows = min(size, 10_000) if name == "m_msr" else size
        categories, annotators = shape.get("categories", 10), shape.get("annotators", 1000)
        path = folder / f"{rows}_{categories}_{annotators}.csv"
        if not path.exists():
            command = [str(tools / "bench_generate"), str(rows), str(path), str(categories), str(annotators)]
            subprocess.run(command, check=True)
        ours = middle_of([models(str(tools / "bench_models"), str(path), name, limits)
                          for _ in range(options.runs)])
        show(f"assay {name}", rows, ours)
        theirs = peer(f"crowd-kit {name}", path, limits)
        show(f"crowd-kit {name}", rows, theirs)
        compare(name, ours, theirs)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("assay")
    parser.add_argument("--sizes", default="100000,1000000,10000000")
    parser.add_argument("--only", default="")
    parser.add_argument("--folder", default="build/peers")
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--runs", type=int, default=3, help="of each; the median wall time counts")
    parser.add_argument("--gigabytes", type=float, default=20)
    parser.add_argument("--models", action="store_true", help="the consensus models of crowd-kit instead")
    options = parser.parse_args()
    limits = {"seconds": options.minutes * 60, "bytes": int(options.gigabytes * 2**30)}
    folder = Path(options.folder)
    folder.mkdir(parents=True, exist_ok=True)
    generate = Path(options.assay).parent / "bench" / "bench_generate"
    for size in (int(text) for text in options.sizes.split(",")):
        if options.models:
            consensus_models(options, size, folder, limits)
            continue
        path = folder / f"{size}.csv"
        if not path.exists():
            subprocess.run([str(generate), str(size), str(path)], check=True)
        one_size(options, size, path, limits)


if __name__ == "__main__":
    main()
