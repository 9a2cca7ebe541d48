"""Classifiers: training in PyTorch and export to MLIR with torch-mlir.

Shared by the train.py of digits, fashion and fashion-cnn.  Needs requirements-training.txt.
"""

import itertools
import os
import subprocess
from pathlib import Path

import numpy as np
import torch
from torch_mlir import fx


def perceptron(widths):
    """Returns dense layers of these widths, inputs first, and a relu after each but the last."""
    layers = []
    for inputs, outputs in itertools.pairwise(widths):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])


def train(make, images, labels, epochs, batch, rate, weight_decay=0.1, seed=0):
    """Trains a classifier with AdamW and cosine decay; one thread, so that a seed gives one result.

    make: returns the torch module, with weights drawn from torch's random numbers.
    images: float32 [samples, inputs]; labels: int64 [samples], in [0, classes).
    rate: the first learning rate, which decays to 0.  Returns the trained torch module.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    model = make()
    images, labels = torch.from_numpy(images), torch.from_numpy(labels)
    optimizer = torch.optim.AdamW(model.parameters(), rate, weight_decay=weight_decay)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    for _ in range(epochs):
        for chosen in torch.randperm(len(images)).split(batch):
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(model(images[chosen]), labels[chosen]).backward()
            optimizer.step()
        schedule.step()
    return model.eval()


def logits(model, images):
    """Returns float32 outputs [samples, classes] for float32 images [samples, inputs]."""
    with torch.no_grad():
        return torch.cat([model(part) for part in torch.from_numpy(images).split(1000)]).numpy()


def accuracy(model, images, labels):
    """Returns the share, 0 to 1, of images whose largest logit is at the label."""
    return float(np.mean(logits(model, images).argmax(axis=1) == labels))


def export(model, inputs, path, batch=1, dialect="tosa"):
    """Writes the model as a function @main: tensor<batch x inputs> -> tensor<batch x classes>.

    batch: the leading dimension, or None for a dynamic one ("?").
    dialect: "tosa" or "linalg-on-tensors", as torch-mlir names them.
    path: a name in .mlirbc gets bytecode, every other one gets text with the weights in full.
    """
    # torch.export takes a leading dimension of 1 for a constant, so a dynamic one is traced with 2.
    example = torch.zeros(2 if batch is None else batch, inputs)
    dynamic = {"input": {0: torch.export.Dim("batch")}} if batch is None else None
    module = fx.export_and_import(
        model, example, output_type=dialect, func_name="main", dynamic_shapes=dynamic
    ).operation
    text = module.get_asm(large_elements_limit=None) + "\n"
    if Path(path).suffix == ".mlirbc":
        write_bytecode(text, path)
    else:
        Path(path).write_text(text)


def write_bytecode(text, path):
    """Writes MLIR text as bytecode, without locations: these hold paths of the machine.

    This takes mlir-opt because MLIR 22 doesn't read torch-mlir's own bytecode of the linalg form.
    The tool is mlir-opt-22 in the PATH, or what the environment variable MLIR_OPT names.
    """
    tool = os.environ.get("MLIR_OPT", "mlir-opt-22")
    command = [tool, "--strip-debuginfo", "--emit-bytecode", "-", "-o", path]
    subprocess.run(command, input=text, text=True, check=True)
