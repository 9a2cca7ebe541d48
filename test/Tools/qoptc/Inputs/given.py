"""Writes small networks that arrive quantized, one for each case that is not the usual one, and samples.

usage: given.py DIRECTORY
"""

import sys
from pathlib import Path

import numpy as np

TENSOR = "tensor<4x4xf32>"
HEAD = """!in = !quant.uniform<i8:f32, 0.0078125:-1>
!a = !quant.uniform<i8:f32, 0.05:3>
!b = !quant.uniform<u8:f32, 0.09:100>
!w = !quant.uniform<i8:f32:0, {0.01, 0.02, 0.005, 0.03}>
!wrong = !quant.uniform<i8:f32:1, {0.01, 0.02, 0.005, 0.03}>
!asymmetric = !quant.uniform<u8:f32, 0.01:77>
!apart = !quant.uniform<i8:f32:0, {0.01:10, 0.02:-20, 0.005:127, 0.03:-128}>
"""
CONSTANTS = """  %s3 = tosa.const_shape {values = dense<[1, 4, 4]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %s2 = tosa.const_shape {values = dense<[4, 4]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
"""
RNG = np.random.default_rng(2)
WEIGHT = RNG.integers(-128, 128, (4, 4)).tolist()


def dense(name, source, kind="!w"):
    """Returns the lines of %name, the product of %source and a weight of the quantized type kind."""
    return f"""  %{name}0 = arith.constant dense<{WEIGHT}> : tensor<4x4xi8>
  %{name}1 = quant.scast %{name}0 : tensor<4x4xi8> to tensor<4x4x{kind}>
  %{name}2 = quant.dcast %{name}1 : tensor<4x4x{kind}> to {TENSOR}
  %{name}3 = tosa.transpose %{name}2 {{perms = array<i32: 1, 0>}} : ({TENSOR}) -> {TENSOR}
  %{name}4 = tosa.reshape %{name}3, %s3 : ({TENSOR}, !tosa.shape<3>) -> tensor<1x4x4xf32>
  %{name}5 = tosa.reshape %{source}, %s3 : ({TENSOR}, !tosa.shape<3>) -> tensor<1x4x4xf32>
  %{name}6 = tosa.matmul %{name}5, %{name}4, %zero, %zero
      : (tensor<1x4x4xf32>, tensor<1x4x4xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x4xf32>
  %{name} = tosa.reshape %{name}6, %s2 : (tensor<1x4x4xf32>, !tosa.shape<2>) -> {TENSOR}
"""


def rounded(name, source, kind):
    """Returns the lines of %name, which is %source in the quantized type kind and back."""
    return f"""  %{name}0 = quant.qcast %{source} : {TENSOR} to tensor<4x4x{kind}>
  %{name} = quant.dcast %{name}0 : tensor<4x4x{kind}> to {TENSOR}
"""


def elementwise(name, operation, *operands):
    """Returns the line of %name, an elementwise operation of TOSA."""
    types = ", ".join([TENSOR] * len(operands))
    values = ", ".join(f"%{operand}" for operand in operands)
    return f"  %{name} = tosa.{operation} {values} : ({types}) -> {TENSOR}\n"


def network(*lines, results):
    """Returns the module of a function of one tensor whose results are the names in results."""
    types = ", ".join([TENSOR] * len(results))
    values = ", ".join(f"%{name}" for name in results)
    body = CONSTANTS + rounded("x", "arg", "!in") + "".join(lines)
    return f"{HEAD}func.func @main(%arg: {TENSOR}) -> ({types}) {{\n{body}  return {values} : {types}\n}}\n"


NETWORKS = {
    "usual": network(dense("d", "x"), rounded("y", "d", "!a"), results=["y"]),
    "float-result": network(dense("d", "x"), results=["d"]),
    "some-uses": network(
        dense("d", "x"),
        rounded("y", "d", "!a"),
        dense("e", "y"),
        rounded("f", "e", "!b"),
        elementwise("g", "tanh", "d"),
        rounded("h", "g", "!a"),
        results=["f", "h"],
    ),
    "two": network(
        dense("d", "x"),
        rounded("y", "d", "!a"),
        rounded("z", "d", "!b"),
        dense("e", "y"),
        rounded("f", "e", "!b"),
        dense("g", "z"),
        rounded("h", "g", "!a"),
        results=["f", "h"],
    ),
    "two-of-table": network(
        elementwise("d", "tanh", "x"),
        rounded("y", "d", "!a"),
        rounded("z", "d", "!b"),
        elementwise("s", "add", "y", "z"),
        rounded("f", "s", "!b"),
        results=["f"],
    ),
    "wrong-axis": network(dense("d", "x", "!wrong"), rounded("y", "d", "!a"), results=["y"]),
    "asymmetric": network(dense("d", "x", "!asymmetric"), rounded("y", "d", "!a"), results=["y"]),
    "apart": network(dense("d", "x", "!apart"), rounded("y", "d", "!a"), results=["y"]),
    "no-integer": network(
        dense("d", "x"),
        rounded("y", "d", "!a"),
        f"  %p = tosa.reduce_product %y {{axis = 1 : i32}} : ({TENSOR}) -> tensor<4x1xf32>\n",
        "  %t = tosa.const_shape {values = dense<[1, 4]> : tensor<2xindex>} : () -> !tosa.shape<2>\n",
        f"  %q = tosa.tile %p, %t : (tensor<4x1xf32>, !tosa.shape<2>) -> {TENSOR}\n",
        rounded("z", "q", "!b"),
        results=["z"],
    ),
    "float-part": network(
        dense("d", "x"),
        rounded("y", "d", "!a"),
        elementwise("g", "tanh", "y"),
        elementwise("h", "exp", "g"),
        results=["h"],
    ),
}


# Bytes in and out.
INTEGERS = f"""{HEAD}func.func @main(%arg: tensor<4x4xi8>) -> tensor<4x4xi8> {{
{CONSTANTS}  %x0 = quant.scast %arg : tensor<4x4xi8> to tensor<4x4x!b>
  %x = quant.dcast %x0 : tensor<4x4x!b> to {TENSOR}
{dense("d", "x")}  %y = quant.qcast %d : {TENSOR} to tensor<4x4x!a>
  %z = quant.scast %y : tensor<4x4x!a> to tensor<4x4xi8>
  return %z : tensor<4x4xi8>
}}
"""


def main():
    output = Path(sys.argv[1])
    output.mkdir(parents=True, exist_ok=True)
    for name, text in {**NETWORKS, "integers": INTEGERS}.items():
        (output / f"{name}.mlir").write_text(text)
    samples = RNG.normal(0, 0.4, (64, 4)).astype(np.float32)
    np.savez(output / "x.npz", x=samples)
    np.savez(output / "bytes.npz", x=RNG.integers(0, 256, samples.shape).astype(np.uint8))


main()
