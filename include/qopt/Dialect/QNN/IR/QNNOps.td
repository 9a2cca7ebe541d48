//===- QNNOps.td - Operations of the qnn dialect -----------*- tablegen -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_DIALECT_QNN_IR_QNNOPS_TD
#define QOPT_DIALECT_QNN_IR_QNNOPS_TD

include "qopt/Dialect/QNN/IR/QNNDialect.td"
include "mlir/IR/OpBase.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

class QNN_Op<string mnemonic, list<Trait> traits = []>
    : Op<QNN_Dialect, mnemonic, traits>;

/// Elementwise: one definition serves scalars in a linalg body, vectors after
/// vectorization, and tensors.
class QNN_ElementwiseOp<string mnemonic, list<Trait> traits = []>
    : QNN_Op<mnemonic, !listconcat([Pure], ElementwiseMappable.traits, traits)>;

/// I32Attr with a signed accessor: upstream's reads -3 as 4294967293.
def QNN_I32Attr : TypedSignlessIntegerAttrBase<I32, "int32_t", "32-bit signless integer attribute">;

def QNN_StoredInt : AnyTypeOf<[I8, I16]>;
def QNN_StoredLike : TypeOrValueSemanticsContainer<QNN_StoredInt, "8- or 16-bit integer-like">;
def QNN_Byte : TypeOrValueSemanticsContainer<I8, "8-bit integer-like">;
def QNN_StoredTensor : TensorOf<[I8, I16]>;
def QNN_FloatTensor : TensorOf<[F32]>;

//===----------------------------------------------------------------------===//
// Units
//===----------------------------------------------------------------------===//

def QNN_UnitOp : QNN_Op<"unit", [IsolatedFromAbove, Pure,
    SingleBlockImplicitTerminator<"::mlir::qnn::YieldOp">]> {
  let summary = "the float operations that are quantized as one thing";
  let description = [{
    Holds the float TOSA of one thing to be quantized as a whole: a dense layer
    with its bias and clamp, a unary function, ... Units are made once, before
    anything is observed, so that composites are recognised before casts could
    get inside them.

    The types of the operands and results carry the quantization, as
    `!quant.uniform` element types; the block arguments and the yielded values
    are the expressed (float) types. The region is isolated from above, so that
    a quantize-dequantize pair at a boundary can never be folded away.

    `id` names the unit in the plan, the report and every remark. `kind` is the
    name of the rewrite that turns the unit into integer operations.

    Example:

    ```mlir
    %y = qnn.unit "dense0" kind "dense" (%x) : (tensor<1x64xf32>) -> tensor<1x128xf32> {
    ^bb0(%arg0: tensor<1x64xf32>):
      ...
      qnn.yield %r : tensor<1x128xf32>
    }
    ```
  }];
  let arguments = (ins StrAttr:$id, StrAttr:$kind, Variadic<AnyRankedTensor>:$inputs);
  let results = (outs Variadic<AnyRankedTensor>:$outputs);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $id `kind` $kind `(` $inputs `)` `:` functional-type($inputs, $outputs) attr-dict-with-keyword $body
  }];
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
}

def QNN_YieldOp : QNN_Op<"yield", [Pure, Terminator, ReturnLike, HasParent<"UnitOp">]> {
  let summary = "ends the region of a unit";
  let description = [{
    Yields the float results of a `qnn.unit`, one per result of the unit.

    ```mlir
    qnn.yield %r : tensor<1x128xf32>
    ```
  }];
  let arguments = (ins Variadic<AnyRankedTensor>:$results);
  let assemblyFormat = "($results^ `:` type($results))? attr-dict";
  let builders = [OpBuilder<(ins), [{ build($_builder, $_state, ::mlir::ValueRange()); }]>];
}

//===----------------------------------------------------------------------===//
// Edges between float and integer
//===----------------------------------------------------------------------===//

def QNN_QuantizeOp : QNN_ElementwiseOp<"quantize"> {
  let summary = "float to stored integer";
  let description = [{
    `q = clamp(rne(x / scale) + zp, qmin, qmax)`: a real f32 division (not a
    product with a reciprocal, which would move ties), rounded before the zero
    point is added; `[qmin, qmax]` is the storage range, i8 or, with
    `unsigned`, u8 (i16, u16). NaN gives `zp`.

    ```mlir
    %q = qnn.quantize %x scale 0.0625 zp -3 : tensor<4xf32> to tensor<4xi8>
    ```
  }];
  let arguments = (ins FloatLike:$input, F32Attr:$scale, QNN_I32Attr:$zp, UnitAttr:$isUnsigned);
  let results = (outs QNN_StoredLike:$output);
  let assemblyFormat = [{
    $input `scale` custom<BareF32>($scale) `zp` custom<BareI32>($zp) (`unsigned` $isUnsigned^)? attr-dict `:` type($input) `to` type($output)
  }];
  let hasVerifier = 1;
}

def QNN_DequantizeOp : QNN_ElementwiseOp<"dequantize"> {
  let summary = "stored integer to float";
  let description = [{
    `x = scale * f32(q - zp)`, one product rounded once; `q` is signed, or with
    `unsigned` unsigned.

    ```mlir
    %x = qnn.dequantize %q scale 0.0625 zp 128 unsigned : tensor<4xi8> to tensor<4xf32>
    ```
  }];
  let arguments = (ins QNN_StoredLike:$input, F32Attr:$scale, QNN_I32Attr:$zp, UnitAttr:$isUnsigned);
  let results = (outs FloatLike:$output);
  let assemblyFormat = [{
    $input `scale` custom<BareF32>($scale) `zp` custom<BareI32>($zp) (`unsigned` $isUnsigned^)? attr-dict `:` type($input) `to` type($output)
  }];
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Contractions
//===----------------------------------------------------------------------===//

def QNN_DenseOp : QNN_Op<"dense", [Pure]> {
  let summary = "integer dense layer, up to the accumulator";
  let description = [{
    `acc[m, n] = bias[n] + sum_k (x[m, k] - x_zp) * (w[n, k] - w_zp)` in i32.

    `x` is `M x K`, `w` is `N x K` (one row per output channel), `bias` is `N`.
    Both are i8 and signed, or unsigned where `x_unsigned`/`w_unsigned` says so.
    The zero points are extended by that same signedness. The accumulator must
    not overflow: the compiler bounds it from the real weights and refuses.

    What follows the accumulator is a list of further operations
    (`qnn.requantize`, `qnn.lookup`, ...), each with its own rounding; code
    generation fuses them into the loop that makes the accumulator and never
    changes a byte by it.

    ```mlir
    %acc = qnn.dense %x, %w, %bias x_zp -3 w_zp 0
        : (tensor<1x64xi8>, tensor<128x64xi8>, tensor<128xi32>) -> tensor<1x128xi32>
    ```
  }];
  let arguments = (ins
    2DTensorOf<[I8]>:$input, 2DTensorOf<[I8]>:$weight, 1DTensorOf<[I32]>:$bias,
    QNN_I32Attr:$xZp, QNN_I32Attr:$wZp, UnitAttr:$xUnsigned, UnitAttr:$wUnsigned,
    OptionalAttr<StrAttr>:$unit);
  let results = (outs 2DTensorOf<[I32]>:$output);
  let assemblyFormat = [{
    $input `,` $weight `,` $bias `x_zp` custom<BareI32>($xZp) `w_zp` custom<BareI32>($wZp)
    (`x_unsigned` $xUnsigned^)? (`w_unsigned` $wUnsigned^)? (`unit` $unit^)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Rescaling
//===----------------------------------------------------------------------===//

def QNN_RequantizeOp : QNN_Op<"requantize", [Pure]> {
  let summary = "rescale accumulators or stored integers to stored integers";
  let description = [{
    `y[.., c] = qnn.rescale(x[.., c] - in_zp, scale[c])`, over the last
    dimension: `scale` has one element, or one per channel.

    With `numerics fp32` the parameters are one f32 tensor of scales. With
    `single` and `double` they are an i32 tensor of multipliers and an i8 tensor
    of right shifts. `[qmin, qmax]` is where the result is clamped, a part of
    the storage range: a folded relu or relu6 narrows it.

    ```mlir
    %y = qnn.requantize %acc, (%scale) in_zp 0 out_zp -3 clamp [-3, 127] fp32
        : tensor<1x128xi32>, (tensor<128xf32>) to tensor<1x128xi8>
    ```
  }];
  let arguments = (ins
    TensorOf<[I8, I16, I32]>:$input, Variadic<1DTensorOf<[F32, I32, I8]>>:$params,
    QNN_I32Attr:$inZp, QNN_I32Attr:$outZp, QNN_I32Attr:$qmin, QNN_I32Attr:$qmax,
    QNN_NumericsAttr:$numerics, UnitAttr:$inUnsigned, OptionalAttr<StrAttr>:$unit);
  let results = (outs QNN_StoredTensor:$output);
  let assemblyFormat = [{
    $input `,` `(` $params `)` `in_zp` custom<BareI32>($inZp) (`in_unsigned` $inUnsigned^)? `out_zp` custom<BareI32>($outZp)
    `clamp` `[` custom<BareI32>($qmin) `,` custom<BareI32>($qmax) `]` $numerics (`unit` $unit^)? attr-dict
    `:` type($input) `,` `(` type($params) `)` `to` type($output)
  }];
  let hasVerifier = 1;
}

def QNN_DequantizeAccumulatorOp : QNN_Op<"dequantize_accumulator", [Pure]> {
  let summary = "accumulators to float";
  let description = [{
    `y[.., c] = f32(x[.., c]) * scale[c]`, over the last dimension: `scale` has
    one element, or one per channel, and the conversion and the product are each
    rounded once. With `relu`, negative results are 0.

    A float result of the network is read from the accumulator: rounding it to
    8 bits on the way would only lose what is there.

    ```mlir
    %y = qnn.dequantize_accumulator %acc, %scale
        : tensor<1x10xi32>, tensor<10xf32> to tensor<1x10xf32>
    ```
  }];
  let arguments = (ins TensorOf<[I32]>:$input, 1DTensorOf<[F32]>:$scale, UnitAttr:$relu,
    OptionalAttr<StrAttr>:$unit);
  let results = (outs QNN_FloatTensor:$output);
  let assemblyFormat = [{
    $input `,` $scale (`relu` $relu^)? (`unit` $unit^)? attr-dict `:` type($input) `,` type($scale) `to` type($output)
  }];
  let hasVerifier = 1;
}

def QNN_RescaleOp : QNN_ElementwiseOp<"rescale"> {
  let summary = "one i32 value to one stored integer";
  let description = [{
    The three numerics, to the bit (`>>` is arithmetic):

    - `fp32`: `f = f32(x) * scale` (two IEEE roundings, never contracted),
      clamped to `[qmin - zp, qmax - zp]`; the result is `rne(f) + zp`. This is
      what XNNPACK and ONNX Runtime compute.
    - `single`: `r = (i64(x) * m + (1 << (s - 1))) >> s`, then `+ zp`, clamp.
      TOSA's SINGLE_ROUND, TFLite's single rounding and ruy's.
    - `double`: `round = 1 << (s - 1)`, and `if (s > 31) round += x >= 0 ? 1 << 30 : -(1 << 30)`;
      `r = (i64(x) * m + round) >> s`, then `+ zp`, clamp. TOSA's DOUBLE_ROUND
      and TFLite's reference kernels.

    with `0 <= m < 2^31` and `2 <= s <= 62`.

    ```mlir
    %q = qnn.rescale %acc, (%scale) zp -3 clamp [-128, 127] fp32 : i32, (f32) to i8
    ```
  }];
  let arguments = (ins
    SignlessIntegerLike:$input, Variadic<AnyType>:$params,
    QNN_I32Attr:$zp, QNN_I32Attr:$qmin, QNN_I32Attr:$qmax, QNN_NumericsAttr:$numerics);
  let results = (outs QNN_StoredLike:$output);
  let assemblyFormat = [{
    $input `,` `(` $params `)` `zp` custom<BareI32>($zp) `clamp` `[` custom<BareI32>($qmin) `,` custom<BareI32>($qmax) `]`
    $numerics attr-dict `:` type($input) `,` `(` type($params) `)` `to` type($output)
  }];
  let hasVerifier = 1;
}

def QNN_LookupOp : QNN_ElementwiseOp<"lookup"> {
  let summary = "a unary function of an 8-bit value as a table of 256 entries";
  let description = [{
    `y = table[x]`, the byte `x` read as an unsigned index whatever its
    signedness. The table is made at compile time in high precision and is
    identical on every target by construction.

    ```mlir
    %y = qnn.lookup %x table dense<...> : tensor<256xi8> : tensor<4xi8> to tensor<4xi8>
    ```
  }];
  let arguments = (ins QNN_Byte:$input, ElementsAttr:$table, OptionalAttr<StrAttr>:$unit);
  let results = (outs QNN_StoredLike:$output);
  let assemblyFormat = "$input `table` $table (`unit` $unit^)? attr-dict `:` type($input) `to` type($output)";
  let hasVerifier = 1;
}

#endif // QOPT_DIALECT_QNN_IR_QNNOPS_TD
