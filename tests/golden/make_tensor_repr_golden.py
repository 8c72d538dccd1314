"""Writes tensor_repr.json: tensors and what PyTorch's Python prints for them.

Run with the PyTorch of the release whose LibTorch is linked: python make_tensor_repr_golden.py
Needed only to regenerate; the file is never edited by hand.
"""
import json
import pathlib

import torch

NAN, INF = float("nan"), float("inf")

# Short tensors that a reader can check: values as nested lists.
LITERAL = [
    0.0, -0.0, 1.0, -2.0, 1.5, 0.03125, 0.09375, 1e-5, 123456789.0, 1e8, 100000001.0, NAN, INF, -INF,
    [], [0.0], [0.0, -0.0], [1.0, 2.0, 3.0], [1.0, 2.5], [1.0, NAN], [NAN, INF, -INF], [1.5, NAN, -INF],
    [-1.0, 10.0, 999.0], [1.0, 1000.0], [1.0, 1001.0], [0.5, 500.0], [0.5, 501.0],
    [0.0001, 0.05], [0.00009, 0.05], [0.0, 0.1, 0.0], [-0.0, 0.25], [1e38, 1.0], [1e-40, 1e-45],
    [1e8, 5e7], [123456.789, 999.0], [99999.99995, 1.5], [-1e-5, INF], [1e9, NAN],
    [[1.0]], [[1.0, -2.0], [0.5, 0.0]], [[0.1], [0.2], [0.3]], [[NAN, 1.0], [INF, -1.0]],
]
# Longer ones by rule: value of element i is offset + scale * ((i * 37) % 101 - 50).
RULED = [
    ([7], 0, 0.01), ([10], 0, 1.0), ([11], 0, 1e-6), ([12], 0, 0.25), ([100], 0, 1.0),
    ([1000], 0, 0.01), ([1001], 0, 0.01), ([1001], 0, 1e7), ([3, 9], 0, 0.01), ([3, 10], 0, 0.01),
    ([2, 501], 0, 0.01), ([500, 2], 0, 0.01), ([501, 2], 0, 0.01), ([1, 1001], 0, 0.01),
    ([1001, 1], 0, 0.01), ([6, 167], 0, 0.01), ([167, 6], 0, 0.01), ([7, 143], 0, 0.01), ([143, 7], 0, 0.01),
    ([2034, 100], 0.01, 0.001), ([40, 30], 0, 1.0), ([40, 30], 0, 1e-5), ([40, 30], 1e6, 1.0),
    ([30, 1], 0, 1e-3), ([1, 30], 0, 123.456), ([20], 5e-5, 1e-7), ([0, 3], 0, 1.0), ([3, 0], 0, 1.0), ([0, 0], 0, 1.0),
]


def case(tensor, **source):
    """One case: how to make the tensor, and its text."""
    kind = {"dtype": str(tensor.dtype).removeprefix("torch."), "requires_grad": tensor.requires_grad}
    return source | kind | {"repr": repr(tensor)}


cases = []
for i, values in enumerate(LITERAL):
    for dtype in (torch.float32, torch.float64):
        tensor = torch.tensor(values, dtype=dtype, requires_grad=i % 2 == 1)
        # As strings: JSON has no nan.
        flat = [repr(v) for v in torch.tensor(values, dtype=torch.float64).reshape(-1).tolist()]
        cases.append(case(tensor, shape=list(tensor.shape), values=flat))
for i, (shape, offset, scale) in enumerate(RULED):
    size = torch.Size(shape).numel()
    # Texts of up to 1000 numbers are long: one dtype will do.
    for dtype in (torch.float32,) if 200 < size <= 1000 else (torch.float32, torch.float64):
        index = torch.arange(size, dtype=torch.int64)
        ruled = offset + scale * ((index * 37) % 101 - 50).to(torch.float64)
        tensor = ruled.reshape(shape).to(dtype).requires_grad_(i % 2 == 0)
        cases.append(case(tensor, shape=shape, offset=offset, scale=scale))

version = torch.__version__.split("+")[0]
lines = ",\n".join(json.dumps(c) for c in cases)
path = pathlib.Path(__file__).with_name("tensor_repr.json")
path.write_text(f'{{"torch": "{version}", "cases": [\n{lines}\n]}}\n', encoding="utf-8")
