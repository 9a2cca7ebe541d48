//===- QNNOps.td - Operations of the qnn dialect -----------*- tablegen -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_DIALECT_QNN_IR_QNNOPS_TD
#define QOPT_DIALECT_QNN_IR_QNNOPS_TD

include "qopt/Dialect/QNN/IR/QNNOpBase.td"
include "qopt/Dialect/QNN/IR/QNNTableOps.td"
include "qopt/Dialect/QNN/IR/QNNWindowOps.td"

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

def QNN_QuantizeOp : QNN_ElementwiseOp<"quantize", [QNN_StoredOperands]> {
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

def QNN_DequantizeOp : QNN_ElementwiseOp<"dequantize", [QNN_StoredOperands]> {
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

def QNN_FakeQuantizeOp : QNN_ElementwiseOp<"fake_quantize", [AllTypesMatch<["input", "output"]>]> {
  let summary = "float to float by way of a stored integer";
  let description = [{
    `y = scale * f32(q - zp)` with `q = clamp(rne(x / scale) + zp, qmin, qmax)`:
    `qnn.dequantize` of `qnn.quantize`, where only the stored values in
    `[qmin, qmax]` are used. NaN gives 0.

    This is how a network says that a tensor has been quantized by whoever made
    it. Such a tensor needs no calibration: the scale and the zero point are
    those of the plan. Where the tensor stays in float, its rounding stays too.

    ```mlir
    %y = qnn.fake_quantize %x scale 0.0625 zp 128 clamp [0, 255] unsigned : tensor<4xf32>
    ```
  }];
  let arguments = (ins FloatLike:$input, F32Attr:$scale, QNN_I32Attr:$zp, QNN_I32Attr:$qmin, QNN_I32Attr:$qmax,
    UnitAttr:$isUnsigned);
  let results = (outs FloatLike:$output);
  let assemblyFormat = [{
    $input `scale` custom<BareF32>($scale) `zp` custom<BareI32>($zp) `clamp` ` ` `[` custom<BareI32>($qmin) `,` custom<BareI32>($qmax) `]`
    (`unsigned` $isUnsigned^)? attr-dict `:` type($input)
  }];
  let hasVerifier = 1;
}

def QNN_GivenWeightOp : QNN_Op<"given_weight", [Pure, AllTypesMatch<["input", "output"]>]> {
  let summary = "a constant that has been quantized by whoever made the network";
  let description = [{
    Returns its operand, and says that every element of it is
    `scale * f32(q - zp)` for an integer q of 8 bits. `scale` and `zp` have the
    rank of the constant, and each of their dimensions is the constant's or 1,
    which is broadcast; `zp` holds whole numbers.

    ```mlir
    %w1 = qnn.given_weight %w, %scale, %zp : tensor<8x3x3x3xf32>, tensor<8x1x1x1xf32>, tensor<1x1x1x1xf32>
    ```
  }];
  let arguments = (ins RankedTensorOf<[F32]>:$input, RankedTensorOf<[F32]>:$scale, RankedTensorOf<[F32]>:$zp);
  let results = (outs RankedTensorOf<[F32]>:$output);
  let assemblyFormat = "$input `,` $scale `,` $zp attr-dict `:` type($input) `,` type($scale) `,` type($zp)";
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Contractions
//===----------------------------------------------------------------------===//

def QNN_DenseOp : QNN_Op<"dense", [Pure, QNN_StoredOperands]> {
  let summary = "integer dense layer, up to the accumulator";
  let description = [{
    `acc[m, n] = bias[n] + sum_k (x[m, k] - x_zp) * (w[n, k] - w_zp)` in i32.

    `x` is `M x K`, `w` is `N x K` (one row per output channel), `bias` is `N`.
    Both are i8 and signed, or unsigned where `x_unsigned`/`w_unsigned` says so;
    `x` may be i16, and is signed then. The zero points are extended by that same
    signedness. The accumulator must
    not overflow: the compiler bounds it from the real weights and refuses.

    With `factors`, an `N x G` table of integers from 1 to 255, the inputs of a
    channel are in G groups of neighbours, each with a scale of its own, of which
    the factor is the ratio to the channel's:
    `acc[m, n] = bias[n] + sum_k factors[n, k / (K / G)] * (x[m, k] - x_zp) * w[n, k]`.
    A group has K / G = 32, 64 or 128 inputs, and the weights are signed, without
    a zero point.

    What follows the accumulator is a list of further operations
    (`qnn.requantize`, `qnn.lookup`, ...), each with its own rounding; code
    generation fuses them into the loop that makes the accumulator and never
    changes a byte by it.

    ```mlir
    %acc = qnn.dense %x, %w, %bias x_zp -3 w_zp 0
        : (tensor<1x64xi8>, tensor<128x64xi8>, tensor<128xi32>) -> tensor<1x128xi32>
    %grouped = qnn.dense %y, %v, %b x_zp 0 w_zp 0 factors dense<[[255, 31], [4, 255]]> : tensor<2x2xui8>
        : (tensor<1x64xi8>, tensor<2x64xi8>, tensor<2xi32>) -> tensor<1x2xi32>
    ```
  }];
  let arguments = (ins
    2DTensorOf<[I8, I16]>:$input, 2DTensorOf<[I8]>:$weight, 1DTensorOf<[I32]>:$bias,
    QNN_I32Attr:$xZp, QNN_I32Attr:$wZp, UnitAttr:$xUnsigned, UnitAttr:$wUnsigned,
    OptionalAttr<QNN_GroupFactorsAttr>:$factors, OptionalAttr<StrAttr>:$unit);
  let results = (outs 2DTensorOf<[I32]>:$output);
  let assemblyFormat = [{
    $input `,` $weight `,` $bias `x_zp` custom<BareI32>($xZp) `w_zp` custom<BareI32>($wZp)
    (`x_unsigned` $xUnsigned^)? (`w_unsigned` $wUnsigned^)? (`factors` $factors^)? (`unit` $unit^)? attr-dict `:` functional-type(operands, results)
  }];
  let extraClassDeclaration = QNN_groupSizeDeclaration;
  let hasVerifier = 1;
}

def QNN_Conv2DOp : QNN_Op<"conv2d", [Pure, QNN_StoredOperands]> {
  let summary = "integer convolution, up to the accumulator";
  let description = [{
    ```
    acc[b, y, x, o] = bias[o] + sum_{i, j, c}
        (in[b, y * stride[0] + i * dilation[0] - pad[0],
               x * stride[1] + j * dilation[1] - pad[2], g * C / groups + c] - x_zp)
        * (w[o, i, j, c] - w_zp),  g = o / (O / groups)
    ```

    in i32. The input is `B x H x W x C`, the weight `O x KH x KW x C / groups`,
    the bias has O elements; `pad` is top, bottom, left, right. An element
    outside the image has the value `x_zp` and so contributes nothing. With
    `groups` = C this is a depthwise convolution, whose channel multiplier is
    O / C. Signedness and overflow are as for `qnn.dense`, and so are `factors`,
    an `O x G` table, where `groups` is 1: the inputs of a channel are counted in
    the order of its weights, and a group divides C, so that all of it multiplies
    neighbours in one place of the image.

    ```mlir
    %acc = qnn.conv2d %x, %w, %bias pad [1, 1, 1, 1] stride [2, 2] dilation [1, 1] x_zp -3 w_zp 0
        : (tensor<1x8x8x3xi8>, tensor<16x3x3x3xi8>, tensor<16xi32>) -> tensor<1x4x4x16xi32>
    ```
  }];
  let arguments = (ins
    4DTensorOf<[I8, I16]>:$input, 4DTensorOf<[I8]>:$weight, 1DTensorOf<[I32]>:$bias,
    DenseI64ArrayAttr:$pad, DenseI64ArrayAttr:$stride, DenseI64ArrayAttr:$dilation,
    DefaultValuedAttr<I64Attr, "1">:$groups,
    QNN_I32Attr:$xZp, QNN_I32Attr:$wZp, UnitAttr:$xUnsigned, UnitAttr:$wUnsigned,
    OptionalAttr<QNN_GroupFactorsAttr>:$factors, OptionalAttr<StrAttr>:$unit);
  let results = (outs 4DTensorOf<[I32]>:$output);
  let assemblyFormat = [{
    $input `,` $weight `,` $bias `pad` $pad `stride` $stride `dilation` $dilation (`groups` $groups^)?
    `x_zp` custom<BareI32>($xZp) `w_zp` custom<BareI32>($wZp)
    (`x_unsigned` $xUnsigned^)? (`w_unsigned` $wUnsigned^)? (`factors` $factors^)? (`unit` $unit^)? attr-dict `:` functional-type(operands, results)
  }];
  let extraClassDeclaration = QNN_groupSizeDeclaration;
  let hasVerifier = 1;
}

def QNN_MatMulOp : QNN_Op<"matmul", [Pure, QNN_StoredOperands]> {
  let summary = "integer product of two activations, up to the accumulator";
  let description = [{
    `acc[b, m, n] = sum_k (lhs[b, m, k] - a_zp) * (rhs[b, k, n] - b_zp)` in i32.

    ```mlir
    %acc = qnn.matmul %a, %b a_zp 3 b_zp -1
        : (tensor<12x128x32xi8>, tensor<12x32x128xi8>) -> tensor<12x128x128xi32>
    ```
  }];
  let arguments = (ins
    3DTensorOf<[I8]>:$lhs, 3DTensorOf<[I8]>:$rhs,
    QNN_I32Attr:$aZp, QNN_I32Attr:$bZp, UnitAttr:$aUnsigned, UnitAttr:$bUnsigned,
    OptionalAttr<StrAttr>:$unit);
  let results = (outs 3DTensorOf<[I32]>:$output);
  let assemblyFormat = [{
    $lhs `,` $rhs `a_zp` custom<BareI32>($aZp) `b_zp` custom<BareI32>($bZp)
    (`a_unsigned` $aUnsigned^)? (`b_unsigned` $bUnsigned^)? (`unit` $unit^)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Two activations
//===----------------------------------------------------------------------===//

def QNN_AddOp : QNN_Op<"add", [Pure, QNN_StoredOperands]> {
  let summary = "weighted sum of two stored tensors";
  let description = [{
    `f = f32(a - a_zp) * a_scale + f32(b - b_zp) * b_scale`: two products and
    one sum, each rounded once and never contracted; then as `qnn.rescale` with
    numerics `fp32`: clamped to `[qmin - out_zp, qmax - out_zp]`, rounded half
    to even, `+ out_zp`. The scales are those of the operands divided by the
    result's; a negative one subtracts. They are normal numbers below 2^111, so
    that no product is infinite. There is one of them, or one for each element
    of the last dimension: `a_scale [0.5, 0.25]`.

    The operands have the rank of the result, and each of their dimensions is
    the result's or 1, which is broadcast.

    ```mlir
    %y = qnn.add %a, %b a_zp 0 a_scale 0.5 b_zp -3 b_scale 0.25 out_zp 4 clamp [-128, 127]
        : (tensor<1x8x8x16xi8>, tensor<1x8x8x16xi8>) -> tensor<1x8x8x16xi8>
    ```
  }];
  let arguments = (ins
    QNN_StoredTensor:$lhs, QNN_StoredTensor:$rhs,
    QNN_I32Attr:$aZp, DenseF32ArrayAttr:$aScale, QNN_I32Attr:$bZp, DenseF32ArrayAttr:$bScale,
    QNN_I32Attr:$outZp, QNN_I32Attr:$qmin, QNN_I32Attr:$qmax,
    UnitAttr:$aUnsigned, UnitAttr:$bUnsigned, OptionalAttr<StrAttr>:$unit);
  let results = (outs QNN_StoredTensor:$output);
  let assemblyFormat = [{
    $lhs `,` $rhs `a_zp` custom<BareI32>($aZp) `a_scale` custom<F32OrList>($aScale) (`a_unsigned` $aUnsigned^)?
    `b_zp` custom<BareI32>($bZp) `b_scale` custom<F32OrList>($bScale) (`b_unsigned` $bUnsigned^)?
    `out_zp` custom<BareI32>($outZp) `clamp` ` ` `[` custom<BareI32>($qmin) `,` custom<BareI32>($qmax) `]`
    (`unit` $unit^)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def QNN_MulOp : QNN_Op<"mul", [Pure, QNN_StoredOperands]> {
  let summary = "product of two stored tensors, up to the accumulator";
  let description = [{
    `acc = (a - a_zp) * (b - b_zp)` in i32, broadcast as in `qnn.add`.

    ```mlir
    %acc = qnn.mul %a, %b a_zp 0 b_zp -128
        : (tensor<1x8x8x16xi8>, tensor<1x1x1x16xi8>) -> tensor<1x8x8x16xi32>
    ```
  }];
  let arguments = (ins
    TensorOf<[I8]>:$lhs, TensorOf<[I8]>:$rhs, QNN_I32Attr:$aZp, QNN_I32Attr:$bZp,
    UnitAttr:$aUnsigned, UnitAttr:$bUnsigned, OptionalAttr<StrAttr>:$unit);
  let results = (outs TensorOf<[I32]>:$output);
  let assemblyFormat = [{
    $lhs `,` $rhs `a_zp` custom<BareI32>($aZp) (`a_unsigned` $aUnsigned^)? `b_zp` custom<BareI32>($bZp)
    (`b_unsigned` $bUnsigned^)? (`unit` $unit^)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Normalisations
//===----------------------------------------------------------------------===//

/// `fp32` or `single`: nobody defines a softmax with two roundings.
def QNN_RowNumericsAttr : DefaultValuedAttr<QNN_NumericsAttr, "::mlir::qnn::Numerics::fp32">;

def QNN_SoftmaxOp : QNN_Op<"softmax", [Pure, QNN_StoredOperands]> {
  let summary = "softmax of stored values along the last dimension";
  let description = [{
    For every row: `d = max q - q`, which is in [0, 255]; `e = table[d]`;
    `S = sum e` in i32, exact; once a row `r = 1 / (f32(S) * scale)`, a product
    and a quotient, each rounded once; then as `qnn.rescale` of e by r with
    numerics `fp32`. `scale` is that of the result, and the table holds
    `rne(exp(-s d) 2^(30 - ceil(log2 N)))` for a row of N elements of scale s,
    so that no sum overflows. Bytes are compared as signed, or with `unsigned`
    as unsigned numbers.

    With `numerics single` no number is a float. `m 2^-s` is `1 / scale` as
    `qnn.rescale` takes it, with `2^30 <= m < 2^31`, and the scale is in
    [2^-20, 1]. Once a row `l` is the number of leading zeros of S in 32 bits and
    `M = (m << 31) / (S << l)`, rounded down; then as `qnn.rescale` of e by the
    multiplier M and the shift `31 + s - l` with numerics `single`: e / S to 29
    bits, rounded to nearest.

    ```mlir
    %y = qnn.softmax %x table dense<...> : tensor<256xi32> scale 0.00390625 out_zp -128 clamp [-128, 127]
        : tensor<12x128x128xi8> to tensor<12x128x128xi8>
    ```
  }];
  let arguments = (ins TensorOf<[I8]>:$input, ElementsAttr:$table, F32Attr:$scale,
    QNN_I32Attr:$outZp, QNN_I32Attr:$qmin, QNN_I32Attr:$qmax, QNN_RowNumericsAttr:$numerics, UnitAttr:$isUnsigned,
    OptionalAttr<StrAttr>:$unit);
  let results = (outs TensorOf<[I8]>:$output);
  let assemblyFormat = [{
    $input `table` $table `scale` custom<BareF32>($scale) (`unsigned` $isUnsigned^)? `out_zp` custom<BareI32>($outZp)
    `clamp` ` ` `[` custom<BareI32>($qmin) `,` custom<BareI32>($qmax) `]` (`numerics` `` $numerics^)? (`unit` $unit^)? attr-dict
    `:` type($input) `to` type($output)
  }];
  let hasVerifier = 1;
}

def QNN_LayerNormOp : QNN_Op<"layer_norm", [Pure, QNN_StoredOperands]> {
  let summary = "layer normalisation of stored values along the last dimension";
  let description = [{
    For every row of n elements, at most 8192: `S1 = sum q`, `S2 = sum q^2` and
    `v = n S2 - S1^2`, exact, at most 2^56;
    `t = f32(v >> 26) * 2^26 + f32(v & (2^26 - 1))`, both conversions from i32;
    `r = 1 / sqrt(t / f32(n^2) + epsilon) / f32(n)`. Then
    for every element `f = f32(n q - S1) * r * gamma[c] + beta[c]`, from left to
    right, every operation rounded once and none contracted; clamped to
    `[qmin - out_zp, qmax - out_zp]`, rounded half to even, `+ out_zp`.

    `epsilon` is in squares of the input's scale, `gamma` and `beta` in steps of
    the result. The zero point of the input does not matter.

    With `rms` the mean is not subtracted, and the zero point does matter:
    `S1 = n in_zp` and `v = n sum (q - in_zp)^2`, where n times the largest
    `|q - in_zp|` is at most 2^28.

    With `numerics single` no number is a float; `>>` and `<<` are shifts, which
    round down. `E = max(1, rne(n^2 * epsilon))`, a real product below 2^60, and
    `V = v + E`. Once a row, with `h` half the number of leading zeros of V in 64
    bits, rounded down, `w = (V << 2 h) >> 32` is in [2^30, 2^32), and
    `R 2^-30 = 1 / sqrt(w 2^-32)` comes from four of Newton's steps:

    ```
    R = 2287070085 - ((w * 1299227607) >> 32)
    4 times: R = (R * (3 * 2^29 - ((((R * R) >> 31) * w) >> 32))) >> 30
    R = min(R, 2^31 - 1)
    ```

    Then for every element `t = qnn.rescale(n q - S1)` by the multiplier R and
    the shift `39 - h` with numerics `single`, which is the normalised element in
    steps of 2^-23 and below 2^30; and, with `gamma` in steps of
    2^(23 - shift) and `beta` in steps of 2^-15 of the result,
    `(t * gamma[c] + (beta[c] << (shift - 15)) + (1 << (shift - 1))) >> shift`,
    `+ out_zp`, clamped.

    ```mlir
    %y = qnn.layer_norm %x, %gamma, %beta epsilon 1.0e-3 out_zp 4 clamp [-128, 127]
        : (tensor<128x384xi8>, tensor<384xf32>, tensor<384xf32>) -> tensor<128x384xi8>
    ```
  }];
  let arguments = (ins QNN_StoredTensor:$input, 1DTensorOf<[F32, I32]>:$gamma, 1DTensorOf<[F32, I32]>:$beta,
    F32Attr:$epsilon, DefaultValuedAttr<QNN_I32Attr, "0">:$shift, UnitAttr:$rms,
    DefaultValuedAttr<QNN_I32Attr, "0">:$inZp, QNN_I32Attr:$outZp, QNN_I32Attr:$qmin, QNN_I32Attr:$qmax, QNN_RowNumericsAttr:$numerics, UnitAttr:$isUnsigned,
    OptionalAttr<StrAttr>:$unit);
  let results = (outs QNN_StoredTensor:$output);
  let assemblyFormat = [{
    $input `,` $gamma `,` $beta `epsilon` custom<BareF32>($epsilon) (`shift` custom<BareI32>($shift)^)? (`unsigned` $isUnsigned^)?
    (`rms` $rms^ `in_zp` custom<BareI32>($inZp))? `out_zp` custom<BareI32>($outZp) `clamp` ` ` `[` custom<BareI32>($qmin) `,` custom<BareI32>($qmax) `]`
    (`numerics` `` $numerics^)? (`unit` $unit^)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Rescaling
//===----------------------------------------------------------------------===//

def QNN_RequantizeOp : QNN_Op<"requantize", [Pure, QNN_StoredOperands]> {
  let summary = "rescale accumulators or stored integers to stored integers";
  let description = [{
    `y[.., c] = qnn.rescale(x[.., c] - in_zp, scale[c])`, over the last
    dimension: `scale` has one element, or one per channel.

    With `numerics fp32` the parameters are one f32 tensor of scales. With
    `single` and `double` they are an i32 tensor of multipliers and an i8 tensor
    of right shifts. `[qmin, qmax]` is where the result is clamped, a part of
    the storage range: a folded relu or relu6 narrows it.

    Integer TOSA brings i32 results, and i64 accumulators with multipliers below
    2^15: both with `single` or `double` only.

    ```mlir
    %y = qnn.requantize %acc, (%scale) in_zp 0 out_zp -3 clamp [-3, 127] fp32
        : tensor<1x128xi32>, (tensor<128xf32>) to tensor<1x128xi8>
    ```
  }];
  let arguments = (ins
    TensorOf<[I8, I16, I32, I64]>:$input, Variadic<1DTensorOf<[F32, I32, I8]>>:$params,
    QNN_I32Attr:$inZp, QNN_I32Attr:$outZp, QNN_I32Attr:$qmin, QNN_I32Attr:$qmax,
    QNN_NumericsAttr:$numerics, UnitAttr:$inUnsigned, OptionalAttr<StrAttr>:$unit);
  let results = (outs TensorOf<[I8, I16, I32]>:$output);
  let assemblyFormat = [{
    $input `,` `(` $params `)` `in_zp` custom<BareI32>($inZp) (`in_unsigned` $inUnsigned^)? `out_zp` custom<BareI32>($outZp)
    `clamp` ` ` `[` custom<BareI32>($qmin) `,` custom<BareI32>($qmax) `]` `` $numerics (`unit` $unit^)? attr-dict
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
  let summary = "one accumulator to one stored integer";
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

    with `0 <= m < 2^31` and `2 <= s <= 62`. Results in i32 are not for `fp32`.
    An i64 input is below 2^47 in magnitude, for `single` with `m < 2^15`: all
    sums fit 64 bits.

    ```mlir
    %q = qnn.rescale %acc, (%scale) zp -3 clamp [-128, 127] fp32 : i32, (f32) to i8
    ```
  }];
  let arguments = (ins
    SignlessIntegerLike:$input, Variadic<AnyType>:$params,
    QNN_I32Attr:$zp, QNN_I32Attr:$qmin, QNN_I32Attr:$qmax, QNN_NumericsAttr:$numerics);
  let results = (outs QNN_RescaledLike:$output);
  let assemblyFormat = [{
    $input `,` `(` $params `)` `zp` custom<BareI32>($zp) `clamp` ` ` `[` custom<BareI32>($qmin) `,` custom<BareI32>($qmax) `]`
    `` $numerics attr-dict `:` type($input) `,` `(` type($params) `)` `to` type($output)
  }];
  let hasVerifier = 1;
}

#endif // QOPT_DIALECT_QNN_IR_QNNOPS_TD
