"""Exports the networks of networks.py, with samples and what PyTorch makes of them.

Usage: export.py [--form FORM] OUTPUT_DIRECTORY [NAME ...]    about a minute for all
FORM is linalg-on-tensors, the default, or tosa.
Needs ../requirements-training.txt.  Weights are random; statistics of batch normalizations are
those of random data.  Writes for each network
  NAME.mlir           what torch-mlir writes, function @main, batch 1; NAME-tosa.mlir if it is TOSA
  NAME.npz            input: [8, ..], standard normal, or numbers of words
  NAME-reference.npz  output0, output1, ..: float32 [8, ..], from PyTorch
and, of those whose batch can be any, NAME-dynamic.mlir, with the same weights.
"""

import argparse
import warnings
from pathlib import Path

import numpy as np
import torch
from networks import NETWORKS
from torch_mlir import fx

SAMPLES = 8
DYNAMIC = ("grouped", "audio")
SEED = 5


def make_samples(name, shape, count):
    """Returns count inputs of a network."""
    if name == "words":
        return torch.randint(0, 50, (count, *shape), dtype=torch.int32)
    return torch.randn(count, *shape)


def make_network(name):
    """Returns a network with fixed random weights, ready for inference, and the shape of its input."""
    kind, shape = NETWORKS[name]
    torch.manual_seed(SEED)
    network = kind()
    if any(
        isinstance(module, torch.nn.modules.batchnorm._BatchNorm) for module in network.modules()
    ):
        network.train()
        with torch.no_grad():
            for _ in range(20):
                network(make_samples(name, shape, 16))
    return network.eval().requires_grad_(False), shape


def export(network, samples, path, form, **options):
    """Writes the network for inputs like samples."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module = fx.export_and_import(
            network, samples, output_type=form, func_name="main", **options
        )
    path.write_text(module.operation.get_asm(large_elements_limit=None))


def write(name, output, form):
    """Writes the files of one network into the folder output."""
    network, shape = make_network(name)
    samples = make_samples(name, shape, SAMPLES)
    suffix = "-tosa" if form == "tosa" else ""
    export(network, samples[:1], output / f"{name}{suffix}.mlir", form)
    if name in DYNAMIC and form != "tosa":
        batch = torch.export.Dim("batch", min=2)
        path = output / f"{name}-dynamic.mlir"
        export(network, samples[:4], path, form, dynamic_shapes=[{0: batch}])
    results = [network(sample[None]) for sample in samples]
    results = [result if isinstance(result, tuple) else (result,) for result in results]
    arrays = {
        f"output{i}": torch.cat(outputs).numpy()
        for i, outputs in enumerate(zip(*results, strict=True))
    }
    np.savez(output / f"{name}.npz", input=samples.numpy())
    np.savez(output / f"{name}-reference.npz", **arrays)


def main():
    parser = argparse.ArgumentParser(description="export small networks from PyTorch")
    parser.add_argument("--form", default="linalg-on-tensors")
    parser.add_argument("output", type=Path)
    parser.add_argument("names", nargs="*", metavar="NAME", default=list(NETWORKS))
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    torch.backends.mha.set_fastpath_enabled(False)
    for name in options.names:
        write(name, options.output, options.form)


if __name__ == "__main__":
    main()
