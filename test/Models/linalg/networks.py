"""Small networks in PyTorch that use what convolutional networks and transformers use.

NETWORKS has, by name, a class and the shape of its input without the batch.
"""

import torch
from torch import nn
from torch.nn import functional


def normalised(convolution, *after):
    """Returns a convolution with batch normalization, and what comes after that."""
    kind = nn.BatchNorm1d if isinstance(convolution, nn.Conv1d) else nn.BatchNorm2d
    return nn.Sequential(convolution, kind(convolution.out_channels), *after)


class Residual(nn.Module):
    """A block with a stride, whose shortcut is a convolution; adaptive average pool and linear head."""

    def __init__(self):
        super().__init__()
        self.stem = normalised(nn.Conv2d(3, 16, 3, padding=1, bias=False), nn.ReLU())
        self.block = nn.Sequential(
            normalised(nn.Conv2d(16, 20, 3, stride=2, padding=1, bias=False), nn.ReLU()),
            normalised(nn.Conv2d(20, 20, 3, padding=1, bias=False)),
        )
        self.shortcut = normalised(nn.Conv2d(16, 20, 1, stride=2, bias=False))
        self.head = nn.Linear(20, 10)

    def forward(self, x):
        x = self.stem(x)
        x = functional.relu(self.block(x) + self.shortcut(x))
        return self.head(torch.flatten(functional.adaptive_avg_pool2d(x, 1), 1))


class Separable(nn.Module):
    """MobileNetV3's parts: depthwise convolutions, hard-swish, a gate of squeezed channels."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            normalised(nn.Conv2d(3, 16, 3, stride=2, padding=1, bias=False), nn.Hardswish()),
            normalised(nn.Conv2d(16, 16, 3, padding=1, groups=16, bias=False), nn.ReLU6()),
            normalised(nn.Conv2d(16, 24, 1, bias=False), nn.Hardswish()),
            normalised(nn.Conv2d(24, 24, 5, stride=2, padding=2, groups=24, bias=False)),
        )
        self.gate = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            nn.Conv2d(24, 8, 1),
            nn.ReLU(),
            nn.Conv2d(8, 24, 1),
            nn.Hardsigmoid(),
        )
        self.head = nn.Linear(24, 10)

    def forward(self, x):
        x = self.features(x)
        x = x * self.gate(x)
        return functional.softmax(self.head(x.mean((2, 3))), 1)


class Pools(nn.Module):
    """Pools with all kinds of borders, concatenated; adaptive ones whose windows differ."""

    def __init__(self):
        super().__init__()
        self.convolution = nn.Conv2d(3, 4, 3)

    def forward(self, x):
        x = self.convolution(x)
        y = torch.cat(
            [
                functional.max_pool2d(x, 3, 2, 1),
                functional.avg_pool2d(x, 2),
                functional.avg_pool2d(x, 3, 2, 1, count_include_pad=False),
                functional.avg_pool2d(x, 3, 2, 1),
                functional.max_pool2d(x, 2, 2, ceil_mode=True),
            ],
            1,
        )
        ends = functional.adaptive_avg_pool2d(y, 2), functional.adaptive_max_pool2d(y, 1)
        return y, *ends, functional.avg_pool2d(x, 3, 2, ceil_mode=True)


class Grouped(nn.Module):
    """Grouped convolutions, shuffled channels, two filters for each channel, dilation."""

    def __init__(self):
        super().__init__()
        self.groups = nn.Conv2d(8, 16, 3, padding=1, groups=4)
        self.channels = nn.Conv2d(16, 32, 3, padding=2, dilation=2, groups=16)
        self.row = nn.Conv2d(32, 8, (1, 3), padding="same", groups=2)

    def forward(self, x):
        x = functional.relu(self.groups(x))
        n, c, h, w = x.shape
        x = x.view(n, 4, c // 4, h, w).transpose(1, 2).reshape(n, c, h, w)
        return self.row(functional.relu(self.channels(x)))


class Upwards(nn.Module):
    """Down by strides and up again by transposed convolutions, with a concatenation across."""

    def __init__(self):
        super().__init__()
        self.down = nn.Conv2d(3, 8, 3, stride=2, padding=1)
        self.deep = nn.Conv2d(8, 16, 3, stride=2, padding=1)
        self.up = nn.ConvTranspose2d(16, 8, 2, stride=2)
        self.last = nn.ConvTranspose2d(16, 8, 3, stride=2, padding=1, output_padding=1)
        self.head = nn.Conv2d(8, 2, 1)

    def forward(self, x):
        down = functional.relu(self.down(x))
        up = self.up(functional.relu(self.deep(down)))
        return torch.sigmoid(self.head(self.last(functional.relu(torch.cat([up, down], 1)))))


class Resize(nn.Module):
    """Nearest and bilinear interpolation."""

    def __init__(self):
        super().__init__()
        self.before = nn.Conv2d(3, 4, 3, padding=1)
        self.after = nn.Conv2d(8, 4, 1)

    def forward(self, x):
        x = functional.relu(self.before(x))
        nearest = functional.interpolate(x, scale_factor=2, mode="nearest")
        linear = functional.interpolate(x, scale_factor=2, mode="bilinear")
        corners = functional.interpolate(x, size=(15, 15), mode="bilinear", align_corners=True)
        y = self.after(torch.cat([nearest, linear], 1))
        return y, corners, functional.interpolate(x, size=(12, 20), mode="nearest")


class Bilinear(nn.Module):
    """Bilinear interpolation by a whole number and by others, which torch-mlir can write as TOSA."""

    def __init__(self):
        super().__init__()
        self.before = nn.Conv2d(3, 4, 3, padding=1)
        self.after = nn.Conv2d(4, 5, 1)

    def forward(self, x):
        x = functional.interpolate(self.before(x), scale_factor=2, mode="bilinear")
        y = functional.interpolate(self.after(x), size=(11, 10), mode="bilinear")
        return y, functional.interpolate(y, size=(16, 13), mode="bilinear", align_corners=True)


class Activations(nn.Module):
    """Functions of one number, each behind a normalised convolution."""

    def __init__(self):
        super().__init__()
        functions = [
            nn.SiLU(),
            nn.Hardswish(),
            nn.LeakyReLU(0.1),
            nn.GELU(),
            nn.PReLU(8),
            nn.ELU(),
            nn.Mish(),
            nn.Hardsigmoid(),
            nn.Softplus(),
            nn.Hardtanh(),
            nn.Tanh(),
        ]
        self.layers = nn.Sequential(*(normalised(nn.Conv2d(8, 8, 1), f) for f in functions))

    def forward(self, x):
        return self.layers(x)


class Audio(nn.Module):
    """One-dimensional convolutions, pools and batch normalization."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            normalised(nn.Conv1d(8, 16, 5, stride=2, padding=2), nn.ReLU()),
            nn.Conv1d(16, 16, 3, padding=2, dilation=2, groups=16),
            nn.Conv1d(16, 24, 1),
            nn.ReLU(),
            nn.MaxPool1d(2),
            nn.Conv1d(24, 24, 3, padding=1, groups=2),
            nn.ReLU(),
            nn.AvgPool1d(2),
        )
        self.head = nn.Linear(24, 5)

    def forward(self, x):
        return self.head(self.features(x).mean(2))


class Encoder(nn.Module):
    """PyTorch's own layer of a transformer encoder."""

    def __init__(self):
        super().__init__()
        self.layer = nn.TransformerEncoderLayer(32, 4, 48, activation="gelu", batch_first=True)
        self.head = nn.Linear(32, 10)

    def forward(self, x):
        return self.head(self.layer(x).mean(1))


class Words(nn.Module):
    """Rows of a table for the numbers of words, and attention between them."""

    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(50, 16)
        self.places = nn.Parameter(torch.randn(12, 16))
        self.norm = nn.LayerNorm(16)
        self.project = nn.Linear(16, 48)
        self.head = nn.Linear(16, 4)

    def forward(self, numbers):
        x = self.norm(self.words(numbers) + self.places)
        parts = [y.view(1, 12, 2, 8).transpose(1, 2) for y in self.project(x).chunk(3, -1)]
        y = functional.scaled_dot_product_attention(*parts).transpose(1, 2).reshape(1, 12, 16)
        return self.head((x + y)[:, 0])


class Moves(nn.Module):
    """What moves pixels about, and reductions over channels and places."""

    def __init__(self):
        super().__init__()
        self.convolution = nn.Conv2d(12, 8, 3)

    def forward(self, x):
        x = functional.pad(functional.pixel_unshuffle(x, 2), (1, 1, 1, 1))
        x = self.convolution(x)
        a, b = x.chunk(2, 1)
        y = torch.sigmoid(a) * b
        y = functional.pixel_shuffle(torch.cat([y[:, :, ::2], y[:, :, 1::2]], 3), 2)
        return (
            y,
            x.amax((2, 3)),
            torch.stack([a, b], 1).sum(2),
            functional.pad(x, (1, 2, 1, 0), mode="reflect"),
            functional.layer_norm(x, x.shape[1:]),
            functional.group_norm(x, 2),
            functional.normalize(x, dim=1),
        )


NETWORKS = {
    "residual": (Residual, (3, 16, 16)),
    "separable": (Separable, (3, 24, 24)),
    "pools": (Pools, (3, 16, 16)),
    "grouped": (Grouped, (8, 10, 10)),
    "upwards": (Upwards, (3, 16, 16)),
    "bilinear": (Bilinear, (3, 8, 7)),
    "resize": (Resize, (3, 8, 8)),
    "activations": (Activations, (8, 6, 6)),
    "audio": (Audio, (8, 64)),
    "encoder": (Encoder, (12, 32)),
    "words": (Words, (12,)),
    "moves": (Moves, (3, 16, 16)),
}
