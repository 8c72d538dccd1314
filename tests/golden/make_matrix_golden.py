"""Records matrix files as SciPy writes them, with the matrices they stand for.

Usage: python make_matrix_golden.py > matrix.json      (needs numpy and scipy)
"""

import io
import json
import zipfile

import numpy
import scipy
import scipy.io
import scipy.sparse as sparse

COUNTS = numpy.array([[2, 0, 0, 1], [0, 0, 0, 0], [0, 7, 1, 0]])
WEIGHTS = numpy.array([[0.25, 0, 0, 1], [0, 0, 0, 0], [0, 0.5, 1.75, 0]])


def npz(matrix, compressed=True):
    file = io.BytesIO()
    sparse.save_npz(file, matrix, compressed=compressed)
    return file.getvalue().hex()


def npz_of(**arrays):
    """An npz of these arrays as they are, which SciPy would not write."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            with archive.open(name + ".npy", "w") as member:
                numpy.lib.format.write_array(member, array, allow_pickle=True)
    return file.getvalue().hex()


def csr_with_data(data):
    m = sparse.csr_matrix(COUNTS)
    return npz_of(indices=m.indices, indptr=m.indptr, format=numpy.array(b"csr"),
                  shape=numpy.array(m.shape), data=data)


def mtx(matrix, **options):
    file = io.BytesIO()
    scipy.io.mmwrite(file, matrix, **options)
    return file.getvalue().decode()


def doubled():
    """Entries out of order, a place that comes twice, a stored zero."""
    row, column, value = [2, 0, 2, 0, 2, 1], [1, 3, 2, 0, 1, 0], [3, 1, 1, 2, 4, 0]
    return sparse.coo_matrix((value, (row, column)), shape=COUNTS.shape)


def unsorted_csr():
    return sparse.csr_matrix((numpy.array([1., 2., 1., 7.]), numpy.array([3, 0, 2, 1]),
                              numpy.array([0, 2, 2, 4])), shape=COUNTS.shape)


def main():
    wide = sparse.csr_matrix(COUNTS)
    wide.indices, wide.indptr = wide.indices.astype("i8"), wide.indptr.astype("i8")
    counts = {
        **{f"{form} {kind}": npz(sparse.coo_matrix(COUNTS).asformat(form), kind == "deflated")
           for form in ("csr", "csc", "coo") for kind in ("stored", "deflated")},
        **{dtype: npz(sparse.csr_matrix(COUNTS.astype(dtype)))
           for dtype in ("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8")},
        "csr array": npz(sparse.csr_array(COUNTS)),
        "wide indices": npz(wide),
        "doubled": npz(doubled()),
        "unsorted": npz(unsorted_csr()),
        "unicode format": npz_of(row=numpy.array([0, 0, 2, 2], "u2"),
                                 col=numpy.array([0, 3, 1, 2], "i8"),
                                 format=numpy.array("coo"), shape=numpy.array([3, 4], "i4"),
                                 data=numpy.array([2, 1, 7, 1])),
    }
    weights = {form: npz(sparse.coo_matrix(WEIGHTS).asformat(form)) for form in ("csr", "csc", "coo")}
    weights["f4"] = npz(sparse.csr_matrix(WEIGHTS.astype("f4")))
    refused = {
        "bsr": npz(sparse.bsr_matrix(numpy.ones((2, 2)))),
        "dia": npz(sparse.dia_matrix(numpy.eye(2))),
        "big-endian": csr_with_data(numpy.array([2, 1, 7, 1], ">f8")),
        "objects": csr_with_data(numpy.array([2, 1, 7, 1], object)),
        "complex": csr_with_data(numpy.array([2, 1, 7, 1], complex)),
        "half": csr_with_data(numpy.array([2, 1, 7, 1], "f2")),
        "structured": csr_with_data(numpy.array([(2,), (1,), (7,), (1,)], [("a", "f8")])),
        "two-dimensional": csr_with_data(numpy.array([[2, 1], [7, 1]])),
        "short data": csr_with_data(numpy.array([2, 1, 7])),
        "dates": csr_with_data(numpy.array([2, 1, 7, 1], "M8[s]")),
    }
    golden = {
        "made_by": "make_matrix_golden.py",
        "scipy": scipy.__version__,
        "counts": COUNTS.tolist(),
        "weights": WEIGHTS.tolist(),
        "npz_counts": counts,
        "npz_bool": npz(sparse.csr_matrix(COUNTS > 0)),
        "npz_weights": weights,
        "npz_refused": refused,
        "mtx_counts": {
            "integer": mtx(sparse.coo_matrix(COUNTS), comment="a comment"),
            "real": mtx(sparse.coo_matrix(COUNTS.astype(float))),
        },
        "mtx_pattern": mtx(sparse.coo_matrix(COUNTS), field="pattern"),
        "mtx_weights": mtx(sparse.coo_matrix(WEIGHTS)),
        "mtx_refused": {
            "array": mtx(COUNTS),
            "complex": mtx(sparse.coo_matrix(COUNTS.astype(complex))),
            "symmetric": mtx(sparse.coo_matrix(numpy.eye(2)), symmetry="symmetric"),
        },
    }
    print(json.dumps(golden, indent=1))


main()
