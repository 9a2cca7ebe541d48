"""Writes small networks of integer TOSA and what NumPy computes for them.

Usage: integer.py FOLDER
Writes for each NAME: NAME.mlir, NAME.npz (its inputs, of 3 samples) and NAME-want.npy.
"""

import sys
from pathlib import Path

import numpy as np

SAMPLES = 3
rng = np.random.default_rng(9)


def draw(dtype, *shape):
    """Returns numbers of the whole range of a type, SAMPLES of them."""
    if dtype == bool:
        return rng.integers(0, 2, (SAMPLES, *shape)).astype(bool)
    limits = np.iinfo(dtype)
    return rng.integers(limits.min, limits.max, (SAMPLES, *shape), endpoint=True).astype(dtype)


def constant(name, values, element):
    """Returns a line that defines a constant."""
    values = np.asarray(values)
    kind = f"tensor<{'x'.join(map(str, [*values.shape, element]))}>"
    text = f"dense<{values.tolist()}> : {kind}".lower()
    return f'%{name} = "tosa.const"() <{{values = {text}}}> : () -> {kind}'


def compare():
    """Booleans that are stored, moved, read and returned: more than a vector of them."""
    a, b = draw(np.int32, 5, 33), draw(np.int32, 5, 33)
    b[:, ::2] = a[:, ::2]
    equal = (a == b).transpose(0, 2, 1)
    padded = np.pad(equal, ((0, 0), (1, 0), (0, 2)), constant_values=True)
    text = """
func.func @main(%a: tensor<5x33xi32>, %b: tensor<5x33xi32>) -> tensor<34x7xi1> {
  %p = tosa.const_shape {values = dense<[1, 0, 0, 2]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %t = "tosa.const"() <{values = dense<true> : tensor<1xi1>}> : () -> tensor<1xi1>
  %0 = tosa.equal %a, %b : (tensor<5x33xi32>, tensor<5x33xi32>) -> tensor<5x33xi1>
  %1 = tosa.transpose %0 {perms = array<i32: 1, 0>} : (tensor<5x33xi1>) -> tensor<33x5xi1>
  %2 = tosa.pad %1, %p, %t : (tensor<33x5xi1>, !tosa.shape<4>, tensor<1xi1>) -> tensor<34x7xi1>
  return %2 : tensor<34x7xi1>
}"""
    return text, [a, b], padded


def select():
    """Booleans that are arguments and constants."""
    c, x, y = draw(bool, 3, 20), draw(np.int8, 3, 20), draw(np.int8, 3, 20)
    mask = np.arange(20) % 3 == 0
    text = f"""
func.func @main(%c: tensor<3x20xi1>, %x: tensor<3x20xi8>, %y: tensor<3x20xi8>) -> tensor<3x20xi8> {{
  {constant("m", [mask], "i1")}
  %0 = tosa.logical_xor %c, %m : (tensor<3x20xi1>, tensor<1x20xi1>) -> tensor<3x20xi1>
  %1 = tosa.select %0, %x, %y : (tensor<3x20xi1>, tensor<3x20xi8>, tensor<3x20xi8>) -> tensor<3x20xi8>
  return %1 : tensor<3x20xi8>
}}"""
    return text, [c, x, y], np.where(c ^ mask, x, y)


def scatter():
    """Rows that take the place of others."""
    x, y = draw(np.int8, 2, 6, 5), draw(np.int8, 2, 3, 5)
    i = np.stack([[rng.permutation(6)[:3] for _ in range(2)] for _ in range(SAMPLES)])
    wanted = x.copy()
    for at in np.ndindex(i.shape):
        wanted[at[0], at[1], i[at]] = y[at]
    text = """
func.func @main(%x: tensor<2x6x5xi8>, %i: tensor<2x3xi32>, %y: tensor<2x3x5xi8>) -> tensor<2x6x5xi8> {
  %0 = tosa.scatter %x, %i, %y : (tensor<2x6x5xi8>, tensor<2x3xi32>, tensor<2x3x5xi8>) -> tensor<2x6x5xi8>
  return %0 : tensor<2x6x5xi8>
}"""
    return text, [x, i.astype(np.int32), y], wanted


def resize():
    """Samples between pixels, before the first and behind the last."""
    x = draw(np.int8, 1, 2, 3, 5)

    def weights(pixels, count, scale, step, offset):
        matrix = np.zeros((count, pixels), int)
        for i in range(count):
            floor, distance = divmod(i * step + offset, scale)
            matrix[i, np.clip(floor, 0, pixels - 1)] += scale - distance
            matrix[i, np.clip(floor + 1, 0, pixels - 1)] += distance
        return matrix

    rows, columns = weights(2, 4, 4, 2, -1), weights(3, 11, 8, 2, -3)
    wanted = np.einsum("yi,xj,nbijc->nbyxc", rows, columns, x.astype(int)).astype(np.int32)
    text = """
func.func @main(%x: tensor<1x2x3x5xi8>) -> tensor<1x4x11x5xi32> {
  %s = tosa.const_shape {values = dense<[4, 2, 8, 2]> : tensor<4xindex>} : () -> !tosa.shape<4>
  %o = tosa.const_shape {values = dense<[-1, -3]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %b = tosa.const_shape {values = dense<[1, 1]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = tosa.resize %x, %s, %o, %b {mode = BILINEAR} : (tensor<1x2x3x5xi8>, !tosa.shape<4>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<1x4x11x5xi32>
  return %0 : tensor<1x4x11x5xi32>
}"""
    return text, [x], wanted


def narrow():
    """Weights of 4 bits."""
    x, w = draw(np.int8, 1, 2, 6), draw(np.int8, 7, 6)[0] >> 4
    wanted = (x.astype(int) - 3) @ w.astype(int).T + 5
    text = f"""
func.func @main(%x: tensor<1x2x6xi8>) -> tensor<1x2x1x7xi32> {{
  %s = tosa.const_shape {{values = dense<[1, 2, 1, 6]> : tensor<4xindex>}} : () -> !tosa.shape<4>
  {constant("w", w.reshape(7, 1, 1, 6), "i4")}
  {constant("b", [5], "i32")}
  {constant("xz", [3], "i8")}
  {constant("wz", [0], "i4")}
  %0 = tosa.reshape %x, %s : (tensor<1x2x6xi8>, !tosa.shape<4>) -> tensor<1x2x1x6xi8>
  %1 = tosa.conv2d %0, %w, %b, %xz, %wz {{acc_type = i32, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>}} : (tensor<1x2x1x6xi8>, tensor<7x1x1x6xi4>, tensor<1xi32>, tensor<1xi8>, tensor<1xi4>) -> tensor<1x2x1x7xi32>
  return %1 : tensor<1x2x1x7xi32>
}}"""
    return text, [x], wanted[:, :, :, None].astype(np.int32)


def wide():
    """A transposed convolution of 16 bits, rescaled from its 48."""
    x, w, b = draw(np.int16, 1, 2, 3, 4), draw(np.int8, 5, 2, 3, 4)[0], 1 << 40
    acc = np.full((SAMPLES, 1, 4, 7, 5), b)
    for i, j, p, q in np.ndindex(2, 3, 2, 3):
        taps = x[:, :, i, j].astype(int) @ w[:, p, q].astype(int).T
        acc[:, :, 2 * i + p, 2 * j + q] += taps
    scaled = (acc * 20000 + (1 << 44)) >> 45
    text = f"""
func.func @main(%x: tensor<1x2x3x4xi16>) -> tensor<1x4x7x5xi16> {{
  {constant("w", w, "i8")}
  {constant("b", [b], "i48")}
  {constant("xz", [0], "i16")}
  {constant("wz", [0], "i8")}
  {constant("az", [0], "i48")}
  {constant("m", [20000], "i16")}
  {constant("s", [45], "i8")}
  %0 = tosa.transpose_conv2d %x, %w, %b, %xz, %wz {{acc_type = i48, out_pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 2, 2>}} : (tensor<1x2x3x4xi16>, tensor<5x2x3x4xi8>, tensor<1xi48>, tensor<1xi16>, tensor<1xi8>) -> tensor<1x4x7x5xi48>
  %1 = tosa.rescale %0, %m, %s, %az, %xz {{input_unsigned = false, output_unsigned = false, per_channel = false, rounding_mode = SINGLE_ROUND, scale32 = false}} : (tensor<1x4x7x5xi48>, tensor<1xi16>, tensor<1xi8>, tensor<1xi48>, tensor<1xi16>) -> tensor<1x4x7x5xi16>
  return %1 : tensor<1x4x7x5xi16>
}}"""
    return text, [x], scaled.clip(-32768, 32767).astype(np.int16)


def batch():
    """Convolutions of 16 bits of a dynamic batch: in parts, and transposed."""
    x, w, v = draw(np.int16, 2, 3, 1100), draw(np.int8, 4, 1, 1, 1100)[0], draw(np.int8, 5, 1, 1, 4)[0]
    acc = x.astype(int) @ w[:, 0, 0].astype(int).T
    y = ((acc * 16384 + (1 << 37)) >> 38).clip(-32768, 32767)
    acc = np.zeros((SAMPLES, 4, 5, 5), int)
    acc[:, ::2, ::2] = y @ v[:, 0, 0].astype(int).T
    scaled = (acc * 16384 + (1 << 22)) >> 23
    rescale = "{input_unsigned = false, output_unsigned = false, per_channel = false, rounding_mode = SINGLE_ROUND, scale32 = false}"
    text = f"""
func.func @main(%x: tensor<?x2x3x1100xi16>) -> tensor<?x4x5x5xi16> {{
  {constant("w", w, "i8")}
  {constant("v", v, "i8")}
  {constant("b", [0], "i48")}
  {constant("xz", [0], "i16")}
  {constant("wz", [0], "i8")}
  {constant("m", [16384], "i16")}
  {constant("s", [38], "i8")}
  {constant("t", [23], "i8")}
  %0 = tosa.conv2d %x, %w, %b, %xz, %wz {{acc_type = i48, dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>}} : (tensor<?x2x3x1100xi16>, tensor<4x1x1x1100xi8>, tensor<1xi48>, tensor<1xi16>, tensor<1xi8>) -> tensor<?x2x3x4xi48>
  %1 = tosa.rescale %0, %m, %s, %b, %xz {rescale} : (tensor<?x2x3x4xi48>, tensor<1xi16>, tensor<1xi8>, tensor<1xi48>, tensor<1xi16>) -> tensor<?x2x3x4xi16>
  %2 = tosa.transpose_conv2d %1, %v, %b, %xz, %wz {{acc_type = i48, out_pad = array<i64: 0, 1, 0, 0>, stride = array<i64: 2, 2>}} : (tensor<?x2x3x4xi16>, tensor<5x1x1x4xi8>, tensor<1xi48>, tensor<1xi16>, tensor<1xi8>) -> tensor<?x4x5x5xi48>
  %3 = tosa.rescale %2, %m, %t, %b, %xz {rescale} : (tensor<?x4x5x5xi48>, tensor<1xi16>, tensor<1xi8>, tensor<1xi48>, tensor<1xi16>) -> tensor<?x4x5x5xi16>
  return %3 : tensor<?x4x5x5xi16>
}}"""
    return text, [x], scaled.clip(-32768, 32767).astype(np.int16)


def main():
    folder = Path(sys.argv[1])
    for network in (compare, select, scatter, resize, narrow, wide, batch):
        text, inputs, wanted = network()
        path = folder / network.__name__
        path.with_suffix(".mlir").write_text(text)
        np.savez(path.with_suffix(".npz"), **{f"in{i}": x for i, x in enumerate(inputs)})
        np.save(f"{path}-want.npy", wanted)


if __name__ == "__main__":
    main()
