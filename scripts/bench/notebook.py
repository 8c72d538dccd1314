#!/usr/bin/env python3
"""Times and weighs the notebook's job beside PyTorch and beside the floor of this machine.

Usage: notebook.py NMF BENCH_KERNELS PEERS_PYTHON [THREADS]   (scripts/bench/notebook.sh calls it)
Rounds alternate between all contenders, so that a change of the machine's speed meets all of them;
each figure is the median of the rounds.
"""
import csv
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
CONFIG = HERE.parent.parent / "configs" / "notebook-counts.yaml"
ROUNDS = 5
D, V, K, STORED = 2034, 26576, 100, 133634


def run(command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def peak_mib(command):
    """Peak resident memory of a command, in MiB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"{command[0]} ended with status {status}")
    return usage.ru_maxrss / 1024


def nmf_fit(nmf, output, threads, epochs):
    return [nmf, "fit", str(CONFIG), "--output", output, "--threads", str(threads), "--quiet", "--device", "cpu",
            "--set", "output.show=none", "--set", f"factorization.max_iter={epochs}"]


def epoch_seconds(nmf, scratch, threads, epochs=150):
    """Seconds of an epoch of `nmf fit`, from the history that it writes."""
    run(nmf_fit(nmf, f"{scratch}/model", threads, epochs))
    with open(f"{scratch}/model/history.csv", newline="") as history:
        seconds = [float(row["seconds"]) for row in csv.DictReader(history)]
    return (seconds[-1] - seconds[1]) / (len(seconds) - 2)


def floor(kernels, threads):
    """Rates of the machine and of our kernels: {benchmark: (flop/s, byte/s, ms)}."""
    report = json.loads(run([kernels, f"--threads={threads}", "--benchmark_format=json", "--benchmark_min_time=0.3"]))
    return {b["name"].removesuffix("/real_time"): (b["flops"], b["bytes"], b["real_time"]) for b in report["benchmarks"]}


def floor_terms():
    """Work of one epoch that no implementation can avoid: flops and bytes."""
    flops = K * (K + 1) * (D + V)          # two symmetric Gram matrices, half of each
    flops += 2 * K * K * (D + V)           # W (H H^T) and (W^T W) H
    flops += 2 * 2 * STORED * K            # X H^T and X^T W
    return flops, 6 * 4 * K * (D + V)      # factors and Adam's two moments, read and written once


def main(nmf, kernels, python, threads=os.cpu_count()):
    threads = int(threads)
    peer = str(HERE / "peers_notebook.py")
    with tempfile.TemporaryDirectory() as scratch:
        tfidf = f"{scratch}/tfidf"
        run([nmf, "vectorize", str(CONFIG), "--output", tfidf, "--quiet"])
        times = {"nmf": [], "sparse": [], "dense": []}
        rates = []
        for _ in range(ROUNDS):
            rates.append(floor(kernels, threads))
            times["nmf"].append(epoch_seconds(nmf, scratch, threads))
            times["sparse"].append(float(run([python, peer, tfidf, "sparse", "60", str(threads)]).split()[0]))
            times["dense"].append(float(run([python, peer, tfidf, "dense", "3", str(threads)]).split()[0]))
        memory = peak_mib(nmf_fit(nmf, f"{scratch}/model", threads, 1000))
        raw = HERE.parent.parent / "data" / "20news-bydate.tar.gz"
        raw_memory = None
        if raw.exists():
            command = nmf_fit(nmf, f"{scratch}/model", threads, 1000)
            command[2] = str(CONFIG.with_name("notebook.yaml"))
            raw_memory = peak_mib(command)
        empty = peak_mib([nmf, "--version"])

    median = {name: statistics.median(values) for name, values in times.items()}
    rate = {name: [statistics.median(r[name][i] for r in rates) for i in range(3)] for name in rates[0]}
    flops, streamed = floor_terms()
    sgemm, bandwidth = rate["floor/sgemm"][0], rate["floor/update_in_place"][1]
    least = flops / sgemm + streamed / bandwidth
    ours = median["nmf"]
    model = next(line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name"))
    print(f"machine: {model}, {threads} threads; median of {ROUNDS} alternating rounds")
    print(f"{'one epoch of':<44}{'ms':>9}{'ratio':>9}  mark")
    print(f"{'nmf fit, engine gram':<44}{1e3 * ours:>9.2f}{1:>9.2f}")
    for name, text, mark in (("sparse", "PyTorch, sparse products, Gram by hand", ">= 4"),
                             ("dense", "PyTorch, the notebook's own loop", ">= 60")):
        print(f"{text:<44}{1e3 * median[name]:>9.2f}{median[name] / ours:>9.2f}  {mark}")
    print(f"{'floor of this machine':<44}{1e3 * least:>9.2f}{ours / least:>9.2f}  <= 1.7 (ours over the floor)")
    print(f"floor: {flops / 1e9:.3f} Gflop at {sgemm / 1e9:.1f} Gflop/s (sgemm) + "
          f"{streamed / 1e6:.1f} MB at {bandwidth / 1e9:.1f} GB/s (update in place)")
    print("kernels, share of the sgemm rate or of the bandwidth:")
    for name, (flop_rate, byte_rate, ms) in rate.items():
        if name.startswith("floor/"):
            continue
        share = f"{100 * flop_rate / sgemm:.0f} % of sgemm" if flop_rate else f"{100 * byte_rate / bandwidth:.0f} % of bandwidth"
        print(f"  {name:<20}{ms:>8.2f} ms  {share}")
    print(f"peak memory: {memory:.0f} MiB, {memory - empty:.0f} beyond an empty LibTorch program ({empty:.0f}); mark < 150")
    if raw_memory is not None:
        print(f"  from the raw text (configs/notebook.yaml): {raw_memory:.0f} MiB, {raw_memory - empty:.0f} beyond")


if __name__ == "__main__":
    main(*sys.argv[1:])
