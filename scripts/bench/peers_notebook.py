#!/usr/bin/env python3
"""The notebook's loop in PyTorch, and the same loop by hand-written sparse gradients.

Usage: peers_notebook.py TFIDF_DIR (dense | sparse) EPOCHS THREADS
Prints `SECONDS_PER_EPOCH LOSS_OF_LAST_EPOCH`; the first epoch is not timed.
"""
import sys
import time

import numpy as np
import scipy.sparse
import torch


def penalty(W, H):
    return torch.clamp(-W, min=0).mean() + torch.clamp(-H, min=0).mean()


def dense_loss(X, W, H):
    loss = torch.norm(X - W @ H) + 10 * penalty(W, H)
    loss.backward()
    return loss


def sparse_loss(X, Xt, squared_norm, W, H):
    """Loss and gradients from sparse products and K x K Gram matrices, Ht = H transposed."""
    with torch.no_grad():
        XHt, XtW = X @ H, Xt @ W
        HHt, WtW = H.T @ H, W.T @ W
        residual = torch.sqrt(squared_norm - 2 * (XHt * W).sum() + (HHt * WtW).sum())
        loss = residual + 10 * penalty(W, H)
        W.grad = (W @ HHt - XHt) / residual - 10 / W.numel() * (W <= 0)
        H.grad = (H @ WtW - XtW) / residual - 10 / H.numel() * (H <= 0)
    return loss


def main(directory, which, epochs, threads):
    torch.set_num_threads(threads)
    X = scipy.sparse.load_npz(f"{directory}/tfidf.npz").astype(np.float32)
    torch.manual_seed(42)
    W = torch.abs(torch.normal(0, 0.01, size=(X.shape[0], 100)))
    H = torch.abs(torch.normal(0, 0.01, size=(100, X.shape[1])))
    if which == "dense":
        dense = torch.from_numpy(X.toarray())
        step_loss = lambda: dense_loss(dense, W, H)
    else:
        H = H.T.contiguous()
        csr = lambda A: torch.sparse_csr_tensor(A.indptr, A.indices, A.data, A.shape)
        sparse, transposed = csr(X), csr(X.T.tocsr())
        squared_norm = torch.tensor(float((X.data.astype(np.float64) ** 2).sum()), dtype=torch.float32)
        step_loss = lambda: sparse_loss(sparse, transposed, squared_norm, W, H)
    W.requires_grad, H.requires_grad = True, True
    optimizer = torch.optim.Adam([W, H], lr=1e-3, betas=(0.9, 0.9))
    start = None
    for epoch in range(epochs + 1):
        if epoch == 1:
            start = time.perf_counter()
        optimizer.zero_grad()
        loss = step_loss()
        optimizer.step()
        value = loss.item()
    print((time.perf_counter() - start) / epochs, value)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
