"""The text encoder all-MiniLM-L6-v2: its network in PyTorch, and torch-mlir as its front end.

float32 [1, 384] = sentence embedding of int32 [1, 128], token numbers of a text that fills the 128
places, so that there is no mask.  Six layers of 384 features, 12 heads, 1536 hidden features; the
embedding is the mean over the tokens, scaled to length 1.  Needs ../requirements-training.txt.
"""

import json
import warnings

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from torch_mlir import fx
from torch_mlir.passmanager import PassManager

LAYERS, HEADS, FEATURES, HIDDEN = 6, 12, 384, 1536
VOCABULARY, POSITIONS, SEGMENTS = 30522, 512, 2
EPSILON = 1e-12  # of the layer normalizations


class Norm(nn.Module):
    """Layer normalization; that of PyTorch becomes float64 on the way through torch-mlir."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(FEATURES))
        self.bias = nn.Parameter(torch.zeros(FEATURES))

    def forward(self, x):
        centred = x - x.mean(-1, keepdim=True)
        variance = (centred * centred).mean(-1, keepdim=True)
        return centred * torch.rsqrt(variance + EPSILON) * self.weight + self.bias


class Layer(nn.Module):
    """One encoder layer, float32 [batch, tokens, FEATURES] to the same."""

    def __init__(self):
        super().__init__()
        self.query = nn.Linear(FEATURES, FEATURES)
        self.key = nn.Linear(FEATURES, FEATURES)
        self.value = nn.Linear(FEATURES, FEATURES)
        self.mix = nn.Linear(FEATURES, FEATURES)
        self.mix_norm = Norm()
        self.expand = nn.Linear(FEATURES, HIDDEN)
        self.contract = nn.Linear(HIDDEN, FEATURES)
        self.norm = Norm()

    def attend(self, x):
        """Returns what each token takes from the others."""

        def heads(y):
            return y.unflatten(-1, (HEADS, -1)).transpose(1, 2)  # [batch, head, token, feature]

        query, key, value = heads(self.query(x)), heads(self.key(x)), heads(self.value(x))
        scores = query @ key.transpose(-1, -2) * (FEATURES // HEADS) ** -0.5
        return (scores.softmax(-1) @ value).transpose(1, 2).flatten(-2)

    def forward(self, x):
        x = self.mix_norm(x + self.mix(self.attend(x)))
        return self.norm(x + self.contract(functional.gelu(self.expand(x))))


class Encoder(nn.Module):
    """The whole network."""

    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, FEATURES)
        self.positions = nn.Embedding(POSITIONS, FEATURES)
        self.segments = nn.Embedding(SEGMENTS, FEATURES)
        self.norm = Norm()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, tokens):
        places = self.positions.weight[: tokens.shape[1]] + self.segments.weight[0]
        x = self.norm(self.words(tokens) + places)
        for layer in self.layers:
            x = layer(x)
        return functional.normalize(x.mean(1), dim=1)


# Names of modules: those here, and what they end with in the file.
LAYER_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mix": "attention.output.dense",
    "mix_norm": "attention.output.LayerNorm",
    "expand": "intermediate.dense",
    "contract": "output.dense",
    "norm": "output.LayerNorm",
}
EMBEDDING_NAMES = {
    "words": "word_embeddings",
    "positions": "position_embeddings",
    "segments": "token_type_embeddings",
    "norm": "LayerNorm",
}


def name_in_file(name):
    """Returns the file's name of a parameter, "layers.2.mix.bias" for example."""
    parts = name.split(".")
    if parts[0] == "layers":
        return f"encoder.layer.{parts[1]}.{LAYER_NAMES[parts[2]]}.{parts[3]}"
    return f"embeddings.{EMBEDDING_NAMES[parts[0]]}.{parts[1]}"


def read_safetensors(content):
    """Returns the float32 tensors in the bytes of a safetensors file, by name."""
    start = 8 + int.from_bytes(content[:8], "little")
    tensors = {}
    for name, entry in json.loads(content[8:start]).items():
        if entry.get("dtype") == "F32":
            begin, end = (start + offset for offset in entry["data_offsets"])
            values = np.frombuffer(content[begin:end], np.float32).reshape(entry["shape"])
            tensors[name] = torch.from_numpy(values.copy())
    return tensors


def load(content):
    """Returns the network with the weights in the bytes of a safetensors file."""
    tensors = read_safetensors(content)
    encoder = Encoder()
    names = encoder.state_dict()
    encoder.load_state_dict({name: tensors[name_in_file(name)] for name in names})
    return encoder.eval()


def convert(path, output, shape):
    """Writes the network as one TOSA function @main, in bytecode, to output.

    path: of a safetensors file; shape: of the token numbers, [1, tokens].
    """
    tokens = torch.zeros(shape, dtype=torch.int32)
    encoder = load(path.read_bytes())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # PyTorch's, about itself
        module = fx.export_and_import(encoder, tokens, output_type="tosa", func_name="main")
    with module.context:
        PassManager.parse("builtin.module(strip-debuginfo)").run(module.operation)
    with output.open("wb") as stream:
        module.operation.write_bytecode(stream)


def outputs(model, samples):
    """Returns what PyTorch makes of int32 [count, tokens]: one array, float32 [count, FEATURES].

    model: the bytes of a safetensors file.
    """
    with torch.no_grad():
        return [load(model)(torch.from_numpy(samples)).numpy()]
