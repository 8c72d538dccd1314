"""From a file of lines to the finished TF-IDF: nmf beside scikit-learn and topica, alternating.

usage: vectorize.py NMF STAGES PYTHON [ROUNDS] FILE...    (scripts/bench/vectorize.sh calls it)
  NMF        the program        STAGES  the program nmf_bench_vectorize
  PYTHON     a Python that has scikit-learn and topica

The clock is inside each process, from open to finished, and the cache is warm. Prints medians over
the rounds, ratios, peaks, whether vocabulary and values are scikit-learn's, and where the time goes.
"""
import json
import os
import statistics
import subprocess
import sys
import tempfile

nmf, stages, python, rounds = *sys.argv[1:4], 5
files = sys.argv[4:]
if files[0].isdigit():
    rounds, files = int(files[0]), files[1:]
here = os.path.dirname(os.path.abspath(__file__))


def peer(name, path, **environment):
    out = subprocess.run([python, os.path.join(here, "peers_vectorize.py"), name, path], check=True,
                         capture_output=True, text=True, env=os.environ | environment).stdout
    return json.loads(out)


def peak_mib(command):
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        raise SystemExit(f"{' '.join(command)} failed")
    return usage.ru_maxrss / 1024


def ours(path, threads, directory):
    peak = peak_mib([nmf, "vectorize", "--quiet", "--input", path, "--set", "corpus.format=lines",
                     "--threads", str(threads), "--output", directory])
    with open(os.path.join(directory, "input.json"), encoding="utf-8") as file:
        return {"seconds": json.load(file)["seconds"], "peak_mib": peak}


COMPARE = """
import sys, numpy, scipy.sparse
reference, directory = sys.argv[1:]
X, Y = scipy.sparse.load_npz(reference + ".npz"), scipy.sparse.load_npz(directory + "/tfidf.npz")
same = (open(reference + ".txt", "rb").read() == open(directory + "/vocabulary.txt", "rb").read()
        and X.shape == Y.shape and numpy.array_equal(X.indptr, Y.indptr)
        and numpy.array_equal(X.indices, Y.indices))
off = numpy.abs(X.data - Y.data).max() if same else float("nan")
print("identical vocabulary and structure, values off by at most %.1e" % off if same else "DIFFERENT")
"""

empty_mib = peak_mib([nmf, "--version"])
for path in files:
    megabytes = os.path.getsize(path) / 1e6
    with tempfile.TemporaryDirectory() as scratch:
        reference, directory = os.path.join(scratch, "reference"), os.path.join(scratch, "ours")
        peer("scikit-learn", path, NMF_BENCH_REFERENCE=reference)
        runs = {name: [] for name in ("nmf, 2 threads", "nmf, 1 thread", "scikit-learn", "topica", "floor")}
        for _ in range(rounds):
            runs["nmf, 2 threads"].append(ours(path, 2, directory))
            runs["scikit-learn"].append(peer("scikit-learn", path))
            runs["nmf, 1 thread"].append(ours(path, 1, directory))
            runs["topica"].append(peer("topica", path))
            runs["floor"].append(peer("floor", path))
        same = subprocess.run([python, "-c", COMPARE, reference, directory], check=True,
                              capture_output=True, text=True).stdout.strip()
    seconds = {name: statistics.median(run["seconds"] for run in all) for name, all in runs.items()}
    peak = {name: max(run["peak_mib"] for run in all) for name, all in runs.items()}
    print(f"{os.path.basename(path)}: {megabytes:.1f} MB, median of {rounds} rounds; {same}")
    print(f"  {'':16}{'seconds':>9}{'MB/s':>9}{'scikit-learn':>14}{'topica':>9}{'floor':>9}{'peak MiB':>10}")
    for name in runs:
        s = seconds[name]
        print(f"  {name:16}{s:9.3f}{megabytes / s:9.1f}{seconds['scikit-learn'] / s:13.1f}x"
              f"{seconds['topica'] / s:8.1f}x{s / seconds['floor']:8.1f}x"
              + (f"{peak[name]:10.0f}" if name != "floor" else ""))
    beyond = peak["nmf, 2 threads"] - empty_mib
    print(f"  memory beyond an empty LibTorch program ({empty_mib:.0f} MiB): {beyond:.0f} MiB")
    print(subprocess.run([stages, path], check=True, capture_output=True, text=True).stdout, end="",
          flush=True)
