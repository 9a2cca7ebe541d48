//===- QNNDynamicOps.td - Layers without calibration -------*- tablegen -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Layers whose weights are stored integers and whose activations are floats:
/// multiplied as such, or quantized when the program runs.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_DIALECT_QNN_IR_QNNDYNAMICOPS_TD
#define QOPT_DIALECT_QNN_IR_QNNDYNAMICOPS_TD

include "qopt/Dialect/QNN/IR/QNNOpBase.td"

//===----------------------------------------------------------------------===//
// Float activations
//===----------------------------------------------------------------------===//

def QNN_FloatDenseOp : QNN_Op<"float_dense", [Pure]> {
  let summary = "dense layer of floats with stored weights";
  let description = [{
    `y[m, n] = scale[n] * sum_k x[m, k] * f32(w[n, k]) + bias[n]` in f32; the
    product with the scale and the sum with the bias are each rounded once. With
    `relu`, negative results are 0.

    `x` is `M x K`, `w` is `N x K`, signed, `scale` has one element or N, `bias`
    has N. With `factors`, as for `qnn.dense`, every product is multiplied with
    the factor of its group. The order of the sum over K is not defined, and
    products may be fused into it, as in all that stays in float: results are
    not the same to the bit on every target.

    ```mlir
    %y = qnn.float_dense %x, %w, %scale, %bias relu
        : (tensor<1x64xf32>, tensor<128x64xi8>, tensor<128xf32>, tensor<128xf32>) -> tensor<1x128xf32>
    ```
  }];
  let arguments = (ins
    2DTensorOf<[F32]>:$input, 2DTensorOf<[I8]>:$weight, 1DTensorOf<[F32]>:$scale, 1DTensorOf<[F32]>:$bias,
    UnitAttr:$relu, OptionalAttr<QNN_GroupFactorsAttr>:$factors, OptionalAttr<StrAttr>:$unit);
  let results = (outs 2DTensorOf<[F32]>:$output);
  let assemblyFormat = [{
    $input `,` $weight `,` $scale `,` $bias (`relu` $relu^)? (`factors` $factors^)? (`unit` $unit^)? attr-dict
    `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def QNN_FloatConv2DOp : QNN_Op<"float_conv2d", [Pure]> {
  let summary = "convolution of floats with stored weights";
  let description = [{
    ```
    y[b, y, x, o] = scale[o] * sum_{i, j, c}
        in[b, y * stride[0] + i * dilation[0] - pad[0],
              x * stride[1] + j * dilation[1] - pad[2], g * C / groups + c]
        * f32(w[o, i, j, c]) + bias[o],  g = o / (O / groups)
    ```

    in f32, with the shapes and groups of `qnn.conv2d` and the scale, the bias,
    the factors and the freedom of `qnn.float_dense`. An element outside the
    image is 0.

    ```mlir
    %y = qnn.float_conv2d %x, %w, %scale, %bias pad [1, 1, 1, 1] stride [2, 2] dilation [1, 1]
        : (tensor<1x8x8x3xf32>, tensor<16x3x3x3xi8>, tensor<16xf32>, tensor<16xf32>) -> tensor<1x4x4x16xf32>
    ```
  }];
  let arguments = (ins
    4DTensorOf<[F32]>:$input, 4DTensorOf<[I8]>:$weight, 1DTensorOf<[F32]>:$scale, 1DTensorOf<[F32]>:$bias,
    DenseI64ArrayAttr:$pad, DenseI64ArrayAttr:$stride, DenseI64ArrayAttr:$dilation,
    DefaultValuedAttr<I64Attr, "1">:$groups,
    UnitAttr:$relu, OptionalAttr<QNN_GroupFactorsAttr>:$factors, OptionalAttr<StrAttr>:$unit);
  let results = (outs 4DTensorOf<[F32]>:$output);
  let assemblyFormat = [{
    $input `,` $weight `,` $scale `,` $bias `pad` $pad `stride` $stride `dilation` $dilation (`groups` $groups^)?
    (`relu` $relu^)? (`factors` $factors^)? (`unit` $unit^)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Activations that are quantized when the program runs
//===----------------------------------------------------------------------===//

def QNN_DynamicScaleOp : QNN_Op<"dynamic_scale", [Pure]> {
  let summary = "a scale for every sample, from its largest element";
  let description = [{
    For every m of the first dimension, `s[m] = a / 127`, rounded once, where
    `a` is the largest `|x|` of all elements with that m, and NaN counts as
    larger than any number; 0 where a is less than 2^-60, so that no number made
    of a scale is denormal.

    So a sample with an infinity or a NaN has a scale that is one; what
    `qnn.dynamic_dequantize` makes of it is NaN.

    ```mlir
    %s = qnn.dynamic_scale %x : tensor<8x64xf32> to tensor<8xf32>
    ```
  }];
  let arguments = (ins QNN_FloatTensor:$input);
  let results = (outs 1DTensorOf<[F32]>:$output);
  let assemblyFormat = "$input attr-dict `:` type($input) `to` type($output)";
  let hasVerifier = 1;
}

def QNN_DynamicQuantizeOp : QNN_Op<"dynamic_quantize", [Pure, QNN_StoredOperands]> {
  let summary = "float to stored integer, by a scale for every sample";
  let description = [{
    `q = clamp(rne(x * r[m]), -128, 127)` for an element with index m in the
    first dimension, where `r[m] = 1 / scale[m]`, or 0 where the scale is 0;
    quotient and product are each rounded once. A product that is NaN gives 0.
    With the scales of `qnn.dynamic_scale`, q is in [-127, 127]. With
    `unsigned`, 128 is added.

    ```mlir
    %q = qnn.dynamic_quantize %x, %s : (tensor<8x64xf32>, tensor<8xf32>) -> tensor<8x64xi8>
    ```
  }];
  let arguments = (ins QNN_FloatTensor:$input, 1DTensorOf<[F32]>:$scale, UnitAttr:$isUnsigned);
  let results = (outs TensorOf<[I8]>:$output);
  let assemblyFormat = [{
    $input `,` $scale (`unsigned` $isUnsigned^)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def QNN_DynamicDequantizeOp : QNN_Op<"dynamic_dequantize", [Pure]> {
  let summary = "accumulators to float, by a scale for every sample";
  let description = [{
    `y[m, .., n] = f32(acc[m, .., n]) * (input_scale[m] * scale[n]) + bias[n]`:
    a conversion, two products and a sum, each rounded once and none contracted.
    With `relu`, negative results are 0.

    `scale` has one element, or one for each of the last dimension, as `bias`
    has; none is less than 2^-59.

    ```mlir
    %y = qnn.dynamic_dequantize %acc, %s, %scale, %bias relu
        : (tensor<8x10xi32>, tensor<8xf32>, tensor<10xf32>, tensor<10xf32>) -> tensor<8x10xf32>
    ```
  }];
  let arguments = (ins TensorOf<[I32]>:$input, 1DTensorOf<[F32]>:$inputScale, 1DTensorOf<[F32]>:$scale,
    1DTensorOf<[F32]>:$bias, UnitAttr:$relu, OptionalAttr<StrAttr>:$unit);
  let results = (outs QNN_FloatTensor:$output);
  let assemblyFormat = [{
    $input `,` $inputScale `,` $scale `,` $bias (`relu` $relu^)? (`unit` $unit^)? attr-dict
    `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

#endif // QOPT_DIALECT_QNN_IR_QNNDYNAMICOPS_TD
