#!/usr/bin/env python3
"""Seconds to a peer's final objective: nmf beside scikit-learn, topica and torchnmf on the same X.

usage: solvers.py NMF BENCH_KERNELS PYTHON MATRICES ROUNDS WORKLOADS OPTION...
  PYTHON     a Python that has the peers     MATRICES   the folder of X's (scripts/bench/solvers.sh)
  WORKLOADS  names, separated by spaces      OPTION...  nmf's options for all of 20 Newsgroups (shell)

Rounds alternate between all contenders and round r starts nmf from seed r; each figure is the median
of the rounds. A peer that takes longer than SLOW seconds runs in the first round alone.
"""
import csv
import dataclasses
import itertools
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from notebook import floor, peak_mib, run

HERE = pathlib.Path(__file__).resolve().parent
LIMIT = 120           # seconds after which scikit-learn and torchnmf are stopped
SLOW = 60             # seconds
ITERATIONS = 200      # ours, in a round
SWEEPS = (2, 1)       # passes of ours over W and over H in an iteration (hals.cpp)
MOMENTS = (1, 2, 5, 10, 30)
SHELL_COMPONENTS, SHELL_MARK = 20, 20


@dataclasses.dataclass
class Peer:
    name: str
    iterations: int
    mark: int = 0  # at least so many times our seconds; 0: no mark


@dataclasses.dataclass
class Workload:
    title: str
    matrix: str
    components: int
    peers: list
    loss: str = "frobenius"

    @property
    def solver(self):
        if self.loss == "frobenius":
            return os.environ.get("NMF_BENCH_SOLVER", "hals")
        return os.environ.get("NMF_BENCH_KL_SOLVER", "scd")

    @property
    def column(self):
        """Of history.csv, what the peers call the objective."""
        return "residual" if self.loss == "frobenius" else "loss"


WORKLOADS = {
    "A": Workload("the notebook's matrix", "notebook", 100,
                  [Peer("scikit-learn", 200, 50), Peer("topica", 300, 200), Peer("torchnmf", 200)]),
    "B20": Workload("all of 20 Newsgroups", "newsgroups", 20,
                    [Peer("scikit-learn", 200, 25), Peer("topica", 200, 50), Peer("torchnmf", 200)]),
    "B100": Workload("all of 20 Newsgroups", "newsgroups", 100,
                     [Peer("scikit-learn", 200, 20), Peer("torchnmf", 200)]),
    "C": Workload("descriptions of Debian's packages", "debian", 50,
                  [Peer("scikit-learn", 200, 9), Peer("topica", 150, 60), Peer("torchnmf", 200)]),
    "KL": Workload("the notebook's matrix", "notebook", 100,
                   [Peer("scikit-learn", 200, 20), Peer("torchnmf", 200)], loss="kullback-leibler"),
}


class Bench:
    """The programs, and where they may write."""

    def __init__(self, nmf, kernels, python, matrices, scratch):
        self.nmf, self.kernels, self.python = nmf, kernels, python
        self.matrices, self.model = pathlib.Path(matrices), f"{scratch}/model"

    def floor(self):
        return floor(self.kernels, os.cpu_count())

    def fit_command(self, workload, seed, iterations):
        X = self.matrices / workload.matrix / "weights"
        settings = {"corpus.path": X / "tfidf.npz", "corpus.format": "npz", "corpus.vocabulary": X / "vocabulary.txt",
                    "factorization.solver": workload.solver, "factorization.seed": seed,
                    "factorization.max_iter": iterations, "factorization.tol": 0, "output.show": "none"}
        if workload.loss != "frobenius":
            settings["factorization.beta_loss"] = workload.loss
        return [self.nmf, "fit", "-k", str(workload.components), "--output", self.model, "--quiet", "--device", "cpu",
                *itertools.chain.from_iterable(("--set", f"{key}={value}") for key, value in settings.items())]

    def fit(self, workload, seed, iterations):
        """Ours: [seconds, objective] after each iteration."""
        run(self.fit_command(workload, seed, iterations))
        with open(f"{self.model}/history.csv", newline="") as history:
            return [(float(row["seconds"]), float(row[workload.column])) for row in csv.DictReader(history)]

    def peer(self, workload, peer):
        return json.loads(run([self.python, str(HERE / "peers_solvers.py"), peer.name,
                               str(self.matrices / workload.matrix), str(workload.components), workload.loss,
                               str(peer.iterations), str(LIMIT)]))


def seconds_to(history, objective):
    """Infinite where the history does not come so far."""
    return next((seconds for seconds, value in history if value <= objective), math.inf)


def seconds_of_iteration(history):
    return (history[-1][0] - history[1][0]) / (len(history) - 2)


def alternate(bench, workload, rounds):
    """Our histories, every peer's results and the rates of the machine, one of each a round."""
    ours, peers, rates = [], {peer.name: [] for peer in workload.peers}, []
    for seed in range(rounds):
        rates.append(bench.floor())
        ours.append(bench.fit(workload, seed, ITERATIONS))
        for peer in workload.peers:
            results = peers[peer.name]
            slow = results and results[0]["seconds"] > SLOW
            results.append(results[0] if slow else bench.peer(workload, peer))
    return ours, peers, rates


def print_ratios(workload, ours, peers):
    print(f"  {'':<14}{'iterations':>11}{workload.column:>12}{'seconds':>10}{'ours':>9}{'ratio':>9}  mark")
    for peer in workload.peers:
        results = peers[peer.name]
        theirs = statistics.median(result["seconds"] for result in results)
        reached = statistics.median(seconds_to(history, result["objective"]) for history, result in zip(ours, results))
        objective = statistics.median(result["objective"] for result in results)
        iterations = statistics.median_low(result["iterations"] for result in results)
        ratio = f"{reached:>9.3f}{theirs / reached:>8.1f}x" if reached < math.inf else f"{'not reached':>18}"
        mark = f"  >= {peer.mark}x" if peer.mark else ""
        note = f"  (stopped after {LIMIT} s)" if results[0]["stopped"] else ""
        print(f"  {peer.name:<14}{iterations:>11}{objective:>12.4f}{theirs:>10.2f}{ratio}{mark}{note}")
    best = statistics.median(min(value for _, value in history) for history in ours)
    last = statistics.median(history[-1][0] for history in ours)
    print(f"  {'nmf':<14}{len(ours[0]) - 1:>11}{best:>12.4f}{last:>10.2f}   (its best, its end)")


def at_moment(history, moment):
    """The objective then; marked where the history had ended by then, empty before its first."""
    values = [value for seconds, value in history if seconds <= moment]
    if not values:
        return "-"
    return f"{values[-1]:.4f}" + ("*" if len(values) == len(history) else " ")


def print_moments(workload, histories):
    title = f"{workload.column} after"
    print(f"  {title:<16}" + "".join(f"{f'{moment} s':>12}" for moment in MOMENTS) + "   (*: it had ended)")
    for name, history in histories.items():
        print(f"  {name:<16}" + "".join(f"{at_moment(history, moment):>12}" for moment in MOMENTS))


def floor_terms(workload, result):
    """Work of an iteration that no coordinate descent can avoid: flops, and bytes of the factors."""
    K, D, V = workload.components, result["documents"], result["terms"]
    swept = SWEEPS[0] * D + SWEEPS[1] * V
    flops = 2 * 2 * result["stored"] * K    # X H^T and X^T W
    flops += 2 * swept * K * K              # each entry of a factor meets its row of a Gram matrix
    flops += (D + V) * K * K                # two symmetric Gram matrices, half of each
    return flops, 2 * 4 * K * (D + V)       # factors, read and written once


def print_floor(workload, result, iteration, rates):
    sgemm = statistics.median(rate["floor/sgemm"][0] for rate in rates)
    bandwidth = statistics.median(rate["floor/update_in_place"][1] for rate in rates)
    flops, streamed = floor_terms(workload, result)
    least = flops / sgemm + streamed / bandwidth
    print(f"  one iteration: {1e3 * iteration:.2f} ms, {iteration / least:.2f} times the floor of {1e3 * least:.2f} ms "
          f"({flops / 1e9:.2f} Gflop at {sgemm / 1e9:.1f} Gflop/s + "
          f"{streamed / 1e6:.1f} MB at {bandwidth / 1e9:.1f} GB/s)")


def print_peaks(bench, workload, peers):
    peak, empty = peak_mib(bench.fit_command(workload, 0, ITERATIONS)), peak_mib([bench.nmf, "--version"])
    theirs = ", ".join(f"{name} {max(result['peak_mib'] for result in results):.0f}" for name, results in peers.items())
    print(f"  peak memory: {peak:.0f} MiB, {peak - empty:.0f} beyond an empty LibTorch program ({empty:.0f}); {theirs}")


def bench_workload(bench, name, rounds):
    workload = WORKLOADS[name]
    ours, peers, rates = alternate(bench, workload, rounds)
    iteration = statistics.median(seconds_of_iteration(history) for history in ours)
    long = bench.fit(workload, 0, max(ITERATIONS, math.ceil(1.05 * MOMENTS[-1] / iteration)))
    shape = next(iter(peers.values()))[0]
    print(f"{name}: {workload.title}, {shape['documents']} x {shape['terms']}, {shape['stored']} stored, "
          f"K = {workload.components}, {workload.loss}; nmf's solver {workload.solver}")
    print_ratios(workload, ours, peers)
    print_moments(workload, {"nmf": long} | {name: results[0]["history"] for name, results in peers.items()})
    if workload.loss == "frobenius":
        print_floor(workload, shape, iteration, rates)
    print_peaks(bench, workload, peers)


def timed(command):
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - start, done


def bench_shell(bench, options, rounds):
    """From the raw archive to topics, process start to end, both with their defaults."""
    archive = options[options.index("--input") + 1]
    solver = WORKLOADS["B20"].solver
    ours = [bench.nmf, "fit", *options, "-k", str(SHELL_COMPONENTS), "--set", f"factorization.solver={solver}",
            "--output", bench.model, "--quiet", "--device", "cpu"]
    theirs = [bench.python, str(HERE / "peers_shell.py"), archive, str(SHELL_COMPONENTS)]
    seconds, residuals = {"nmf": [], "scikit-learn": []}, {"nmf": [], "scikit-learn": []}
    for seed in range(rounds):
        took, _ = timed([*ours, "--set", f"factorization.seed={seed}"])
        seconds["nmf"].append(took)
        residuals["nmf"].append(json.loads(pathlib.Path(bench.model, "model.json").read_text())["residual"])
        took, done = timed(theirs)
        seconds["scikit-learn"].append(took)
        residuals["scikit-learn"].append(float(done.stderr.split()[-1]))
    median = {name: statistics.median(values) for name, values in seconds.items()}
    print(f"shell: archive of 20 Newsgroups to topics, K = {SHELL_COMPONENTS}; nmf's solver {solver}")
    print(f"  {'':<14}{'residual':>12}{'seconds':>10}{'ratio':>9}  mark")
    for name, mark in (("nmf", ""), ("scikit-learn", f"  >= {SHELL_MARK}x")):
        print(f"  {name:<14}{statistics.median(residuals[name]):>12.4f}{median[name]:>10.2f}"
              f"{median[name] / median['nmf']:>8.1f}x{mark}")


def main(nmf, kernels, python, matrices, rounds, workloads, *options):
    model = next(line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name"))
    print(f"machine: {model}, {os.cpu_count()} threads; median of {rounds} alternating rounds; "
          "ratio: a peer's seconds over ours to the same value", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(nmf, kernels, python, matrices, scratch)
        for name in workloads.split():
            if name == "shell":
                bench_shell(bench, options, int(rounds))
            else:
                bench_workload(bench, name, int(rounds))
            sys.stdout.flush()


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except subprocess.CalledProcessError as failed:
        raise SystemExit(f"{' '.join(map(str, failed.cmd))}\nended with {failed.returncode}:\n{failed.stderr}")
