//===- Passes.td - The import phase ------------------------*- tablegen -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_IMPORT_PASSES_TD
#define QOPT_IMPORT_PASSES_TD

include "mlir/Pass/PassBase.td"

def SelectFunctionPass : Pass<"qopt-select-function", "::mlir::ModuleOp"> {
  let summary = "Choose the function to compile";
  let description = [{
    Makes one function the only public one and erases the functions that
    nothing refers to. It is the one that `function` names, else the only
    public one, else @main; a module without such a function is refused.

    With `function=net`:

    ```mlir
    func.func @net(%x: tensor<1x4xf32>) -> tensor<1x4xf32> { ... }
    func.func @train(%x: tensor<1x4xf32>) -> tensor<1x4xf32> { ... }
    ```

    becomes

    ```mlir
    func.func @net(%x: tensor<1x4xf32>) -> tensor<1x4xf32> { ... }
    ```
  }];
  let options = [
    Option<"function", "function", "std::string", /*default=*/"",
           "The function to compile; empty: the only public one, or @main">];
  let statistics = [
    Statistic<"numErased", "functions-erased", "Functions erased">];
}

def MakeStateExplicitPass : Pass<"qopt-make-state-explicit", "::mlir::ModuleOp"> {
  let summary = "Make what a model keeps between calls arguments and results";
  let description = [{
    A `tosa.variable` that the function reads becomes its last arguments, with
    the name in `qnn.state` and the initial value in `qnn.initial`; what is
    written last becomes a result of the same name. Whoever runs the function
    passes one call's results on to the next call. A variable that is never
    written is a constant, and one that is never read does not matter.

    ```mlir
    tosa.variable @seen = dense<0> : tensor<1x4xi8>
    func.func @main(%x: tensor<1x4xi8>) -> tensor<1x4xi8> {
      %old = tosa.variable_read @seen : tensor<1x4xi8>
      tosa.variable_write @seen, %x : tensor<1x4xi8>
      return %old : tensor<1x4xi8>
    }
    ```

    becomes

    ```mlir
    func.func @main(%x: tensor<1x4xi8>, %old: tensor<1x4xi8> {qnn.initial = dense<0> : tensor<1x4xi8>, qnn.state = "seen"})
        -> (tensor<1x4xi8>, tensor<1x4xi8> {qnn.state = "seen"}) {
      return %old, %x : tensor<1x4xi8>, tensor<1x4xi8>
    }
    ```
  }];
  let dependentDialects = ["::mlir::tosa::TosaDialect"];
  let statistics = [
    Statistic<"numVariables", "variables", "Variables made explicit">];
}

def ImportQuantCastsPass : Pass<"qopt-import-quant-casts", "::mlir::func::FuncOp"> {
  let summary = "Take over the quantization of upstream's quantized types";
  let description = [{
    A tensor of `!quant.uniform` type becomes the tensor of floats that it
    stands for. `quant.qcast` becomes a `qnn.fake_quantize`, of a constant a
    `qnn.given_weight` with a scale for all or for each index of a dimension;
    `quant.dcast` goes; `quant.scast` of a constant likewise, of other integers
    it becomes a `qnn.dequantize`, and to integers a `qnn.quantize`. What moves
    elements moves floats. Other operations on quantized types are refused.

    This comes first: the folder of `quant.dcast` would make floats of a cast
    and its inverse, and the quantization would be lost.

    ```mlir
    %q = quant.qcast %x : tensor<4xf32> to tensor<4x!quant.uniform<i8:f32, 0.5:-3>>
    %y = quant.dcast %q : tensor<4x!quant.uniform<i8:f32, 0.5:-3>> to tensor<4xf32>
    ```

    becomes

    ```mlir
    %y = qnn.fake_quantize %x scale 0.5 zp -3 clamp [-128, 127] : tensor<4xf32>
    ```
  }];
  let dependentDialects = ["::mlir::qnn::QNNDialect", "::mlir::tosa::TosaDialect"];
  let statistics = [
    Statistic<"numCasts", "casts-imported", "Casts and moves of quantized types taken over">];
}

def RaiseLinalgToTosaPass : Pass<"qopt-raise-linalg-to-tosa", "::mlir::func::FuncOp"> {
  let summary = "Raise what front ends write as linalg on tensors to TOSA";
  let description = [{
    Matrix products and elementwise functions in linalg on tensors become
    TOSA 1.0, as do reshapes in `tensor` and constants in `arith`. Bodies are
    matched by what they compute, whatever the order of operands. Bodies that
    quantize to 8 bits, or dequantize, become `qnn.quantize`, `qnn.dequantize`
    and `qnn.given_weight`. What is not recognised stays.

    ```mlir
    %t = linalg.transpose ins(%w : tensor<8x4xf32>) outs(%e0 : tensor<4x8xf32>) permutation = [1, 0]
    %z = linalg.fill ins(%zero : f32) outs(%e1 : tensor<1x8xf32>) -> tensor<1x8xf32>
    %y = linalg.matmul ins(%x, %t : tensor<1x4xf32>, tensor<4x8xf32>) outs(%z : tensor<1x8xf32>) -> tensor<1x8xf32>
    ```

    becomes

    ```mlir
    %t = tosa.transpose %w {perms = array<i32: 1, 0>} : (tensor<8x4xf32>) -> tensor<4x8xf32>
    %a = tosa.reshape %x, %shape0 : (tensor<1x4xf32>, !tosa.shape<3>) -> tensor<1x1x4xf32>
    %b = tosa.reshape %t, %shape1 : (tensor<4x8xf32>, !tosa.shape<3>) -> tensor<1x4x8xf32>
    %c = tosa.matmul %a, %b, %zp, %zp : ... -> tensor<1x1x8xf32>
    %y = tosa.reshape %c, %shape2 : (tensor<1x1x8xf32>, !tosa.shape<2>) -> tensor<1x8xf32>
    ```
  }];
  let dependentDialects = ["::mlir::qnn::QNNDialect", "::mlir::tosa::TosaDialect"];
  let statistics = [
    Statistic<"numMatmuls", "matmuls-raised", "Matrix products raised">,
    Statistic<"numWindows", "windows-raised", "Convolutions and pools raised">,
    Statistic<"numElementwise", "elementwise-raised", "Elementwise operations raised">];
}

def RecogniseQuantizationPass : Pass<"qopt-recognise-quantization", "::mlir::func::FuncOp"> {
  let summary = "Find the quantization that a network arrives with";
  let description = [{
    What quantizes a tensor to 8 bits and back, spelt out in elementwise
    operations, becomes one `qnn.fake_quantize`; an 8-bit constant that is
    dequantized, with a scale for each channel perhaps, becomes a
    `qnn.given_weight`. Rounding is recognised by what it computes, however it
    is spelt; halves may go to the even number or away. The whole numbers need
    not be converted to integers between.

    A product with the inverse of a scale counts as the division that it stands
    for. Sums of 8-bit products between a quantize and a dequantize become sums
    of the numbers that the integers stand for. What is not recognised stays
    float arithmetic as it is.

    ```mlir
    %0 = tosa.mul %x, %inverse, %shift : (tensor<4xf32>, tensor<1xf32>, tensor<1xi8>) -> tensor<4xf32>
    %1 = ... // %0 rounded
    %2 = tosa.add %1, %zp : (tensor<4xf32>, tensor<1xf32>) -> tensor<4xf32>
    %3 = tosa.clamp %2 {max_val = 1.270000e+02 : f32, min_val = -1.280000e+02 : f32} : (tensor<4xf32>) -> tensor<4xf32>
    %4 = tosa.cast %3 : (tensor<4xf32>) -> tensor<4xi8>
    %5 = tosa.cast %4 : (tensor<4xi8>) -> tensor<4xi32>
    %6 = tosa.sub %5, %zp32 : (tensor<4xi32>, tensor<1xi32>) -> tensor<4xi32>
    %7 = tosa.cast %6 : (tensor<4xi32>) -> tensor<4xf32>
    %y = tosa.mul %7, %scale, %shift : (tensor<4xf32>, tensor<1xf32>, tensor<1xi8>) -> tensor<4xf32>
    ```

    becomes

    ```mlir
    %y = qnn.fake_quantize %x scale 0.0625 zp -3 clamp [-128, 127] : tensor<4xf32>
    ```
  }];
  let dependentDialects = ["::mlir::qnn::QNNDialect", "::mlir::tosa::TosaDialect"];
  let statistics = [
    Statistic<"numTensors", "tensors-given", "Tensors that arrive quantized">,
    Statistic<"numWeights", "weights-given", "Constants that arrive quantized">];
}

def NormaliseTosaPass : Pass<"qopt-normalise-tosa", "::mlir::func::FuncOp"> {
  let summary = "Give float TOSA the one form that later passes know";
  let description = [{
    - Constants: casts, elementwise functions and moves of constants are folded,
      and so are the indices of gathers that constants make; resources become
      dense attributes.
    - Four gathers that constants bring together, as PyTorch's interpolation
      arrives, become a bilinear `tosa.resize`.
    - A convolution that sees every pixel for itself (1x1), or the whole image
      at once, becomes a `tosa.matmul` between reshapes; its bias a `tosa.add`.
    - A transposed convolution becomes a usual one, with a transpose that
      interleaves its pixels where it has a stride; bilinear enlargement by a
      whole number likewise becomes a depthwise one.
    - A subtracted constant is added; maximum, minimum and select against a
      constant become `tosa.clamp` where NaN comes out the same.
    - What scales or shifts the channels of a dense layer or a convolution by
      constants, as an unfolded batch norm does, goes into its weight and bias,
      which are rounded to f32 again. Where no such layer is before it, it
      becomes a depthwise convolution of single pixels.
    - Transposes move towards the end, through all that does not mix dimensions,
      where they meet their inverse: between layers the channels are last.
    - Zeros that pad an image for a convolution, and what a max pool cannot
      choose, become the padding of that operation.
    - `tosa.identity` goes, and so do reshapes of reshapes.

    ```mlir
    %a = tosa.reshape %x, %s0 : (tensor<?x2xf32>, !tosa.shape<4>) -> tensor<?x1x1x2xf32>
    %b = tosa.conv2d %a, %w, %bias, %zp, %zp {...} : ... -> tensor<?x1x1x10xf32>
    %y = tosa.reshape %b, %s1 : (tensor<?x1x1x10xf32>, !tosa.shape<2>) -> tensor<?x10xf32>
    ```

    becomes

    ```mlir
    %a = tosa.reshape %x, %s0 : (tensor<?x2xf32>, !tosa.shape<3>) -> tensor<1x?x2xf32>
    %b = tosa.matmul %a, %w, %zp, %zp : ... -> tensor<1x?x10xf32>
    %c = tosa.reshape %b, %s1 : (tensor<1x?x10xf32>, !tosa.shape<2>) -> tensor<?x10xf32>
    %y = tosa.add %c, %bias : (tensor<?x10xf32>, tensor<1x10xf32>) -> tensor<?x10xf32>
    ```
  }];
  let dependentDialects = ["::mlir::tosa::TosaDialect"];
  let statistics = [
    Statistic<"numConvs", "convolutions-to-matmul", "Convolutions made matrix products">];
}

def VerifyShapesPass : Pass<"qopt-verify-shapes", "::mlir::func::FuncOp"> {
  let summary = "Refuse shapes that do not fit and interfaces that cannot be compiled";
  let description = [{
    TOSA's own verifier lets shapes through that cannot be computed. This pass
    checks every operation against the shapes that its operands give, and
    checks that the function takes and returns ranked tensors of f32 or
    integers, with no dynamic dimension but the leading one.

    The IR does not change. For example

    ```mlir
    %y = tosa.matmul %a, %b, %zp, %zp : (tensor<1x2x3xf32>, tensor<1x4x5xf32>, ...) -> tensor<1x2x5xf32>
    ```

    gets `error: 'tosa.matmul' op multiplies rows of 3 elements with columns of 4`.
  }];
}

def ImportIntegerTosaPass : Pass<"qopt-import-integer-tosa", "::mlir::func::FuncOp"> {
  let summary = "Take over TOSA that is integer already, with its own numbers";
  let description = [{
    Convolutions, dense layers and matrix products of 8-bit tensors, rescales,
    8-bit tables and pools become operations of qnn that compute the same bits.
    Integer types become signless: an unsigned argument or result gets the
    attribute `qnn.unsigned`, 48-bit accumulators become i64. The other integer
    operations of TOSA stay, and code generation computes them exactly.

    Sums and rescales are bounded from the weights and the ranges of the types;
    what can overflow is refused.

    ```mlir
    %acc = tosa.conv2d %x, %w, %b, %xzp, %wzp {acc_type = i32, ...}
        : (tensor<1x1x1x40xi8>, tensor<32x1x1x40xi8>, tensor<32xi32>, ...) -> tensor<1x1x1x32xi32>
    %y = tosa.rescale %acc, %m, %s, %zero, %yzp {per_channel = true, rounding_mode = DOUBLE_ROUND, scale32 = true, ...}
        : (tensor<1x1x1x32xi32>, tensor<32xi32>, tensor<32xi8>, ...) -> tensor<1x1x1x32xi8>
    ```

    becomes

    ```mlir
    %acc = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] x_zp -128 w_zp 0 unit "conv2d0"
        : (tensor<1x1x1x40xi8>, tensor<32x1x1x40xi8>, tensor<32xi32>) -> tensor<1x1x1x32xi32>
    %y = qnn.requantize %acc, (%m, %s) in_zp 0 out_zp -128 clamp [-128, 127] double unit "conv2d0"
        : tensor<1x1x1x32xi32>, (tensor<32xi32>, tensor<32xi8>) to tensor<1x1x1x32xi8>
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::qnn::QNNDialect", "::mlir::tosa::TosaDialect"];
  let statistics = [
    Statistic<"numConverted", "operations-converted", "Operations converted to qnn">];
}

def FormUnitsPass : Pass<"qopt-form-units", "::mlir::func::FuncOp"> {
  let summary = "Wrap what is quantized as one thing into qnn.unit";
  let description = [{
    - kind "dense": a matrix product with a constant, its bias and its clamp.
      Operand and result are 2-D; reshapes from and to other ranks stay outside.
    - kind "conv2d": a convolution or depthwise convolution with constant
      weights.
    - kind "unary": the largest set of elementwise operations that computes a
      function of one tensor.
    - kind "mean": the sum over dimensions, scaled by a constant.
    - kind "prelu": with a slope for each channel.
    - kinds "softmax" and "layer_norm" (an RMS norm too): along the last
      dimension, with the factor before the one, and gamma and beta of the other.
    - kinds "add" (sum or difference), "mul", "matmul", "concat", "avg_pool2d"
      and "resize" (bilinear): one operation on activations.

    The clamp that follows a unit's operation and is its only reader is in the
    unit. What only moves elements (reshape, transpose, slice, pad, max pool,
    ...) stays outside units: it needs no integer form. The steps of other
    normalisations stay in float. What else stays gets a remark.

    An id is the operation's location name where that is unique, else the kind
    with its ordinal. Arguments and results get the attribute `qnn.name`.

    ```mlir
    %a = tosa.reshape %x, %s0 : (tensor<1x4xf32>, !tosa.shape<3>) -> tensor<1x1x4xf32>
    %b = tosa.matmul %a, %w, %zp, %zp : ... -> tensor<1x1x8xf32>
    %c = tosa.reshape %b, %s1 : (tensor<1x1x8xf32>, !tosa.shape<2>) -> tensor<1x8xf32>
    %y = tosa.sigmoid %c : (tensor<1x8xf32>) -> tensor<1x8xf32>
    ```

    becomes

    ```mlir
    %c = qnn.unit "dense0" kind "dense" (%x) : (tensor<1x4xf32>) -> tensor<1x8xf32> { ... }
    %y = qnn.unit "unary0" kind "unary" (%c) : (tensor<1x8xf32>) -> tensor<1x8xf32> { ... }
    ```
  }];
  let dependentDialects = ["::mlir::qnn::QNNDialect", "::mlir::tosa::TosaDialect"];
  let statistics = [
    Statistic<"numDense", "dense-units", "Units of kind dense">,
    Statistic<"numConv", "conv-units", "Units of kind conv2d">,
    Statistic<"numUnary", "unary-units", "Units of kind unary">,
    Statistic<"numOther", "other-units", "Units of other kinds">,
    Statistic<"numLeft", "left-in-float", "Operations left in float">];
}

#endif // QOPT_IMPORT_PASSES_TD
