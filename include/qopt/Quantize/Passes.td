//===- Passes.td - The quantize phase ----------------------*- tablegen -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_QUANTIZE_PASSES_TD
#define QOPT_QUANTIZE_PASSES_TD

include "mlir/Pass/PassBase.td"

def ApplyPlanPass : Pass<"qopt-apply-plan", "::mlir::ModuleOp"> {
  let summary = "Put the quantization of a plan on the boundaries of units";
  let description = [{
    Gives the operands and results of every unit that the plan quantizes the
    plan's `!quant.uniform` types, and inserts `quant.qcast` and `quant.dcast`
    where float meets quantized. A reshape between quantized tensors is
    retyped. How a unit's weights and its rescale are to be quantized becomes
    the attribute `qnn.quantization` of the unit; a unit that stays in float
    gets `qnn.float_reason`. A unit whose activations the plan leaves in float
    has `qnn.quantization` with `activations` and keeps its float boundary.

    ```mlir
    func.func @main(%x: tensor<1x4xf32> {qnn.name = "in0"}) -> tensor<1x8xf32> {
      %y = qnn.unit "dense0" kind "dense" (%x) : (tensor<1x4xf32>) -> tensor<1x8xf32> { ... }
      return %y : tensor<1x8xf32>
    }
    ```

    becomes

    ```mlir
    !in0 = !quant.uniform<i8:f32, 0.0078125>
    !dense0 = !quant.uniform<i8:f32, 0.0625:-128>
    func.func @main(%x: tensor<1x4xf32> {qnn.name = "in0"}) -> tensor<1x8xf32> {
      %0 = quant.qcast %x : tensor<1x4xf32> to tensor<1x4x!in0>
      %1 = qnn.unit "dense0" kind "dense" (%0) : (tensor<1x4x!in0>) -> tensor<1x8x!dense0>
        attributes {qnn.quantization = {granularity = "per-channel", numerics = "fp32", scheme = "symmetric"}} { ... }
      %2 = quant.dcast %1 : tensor<1x8x!dense0> to tensor<1x8xf32>
      return %2 : tensor<1x8xf32>
    }
    ```

    `io` asks for integers at the interface: the argument or result then has
    the quantized type itself. Where its signedness is not the plan's, the
    tensor's zero point moves by 128, which changes no number that it stands
    for.

    A plan made for another model is refused, and so is one that names a tensor
    or unit that the model does not have, or lacks one that is needed.
  }];
  let dependentDialects = ["::mlir::quant::QuantDialect", "::mlir::tosa::TosaDialect"];
  let options = [
    Option<"plan", "plan", "std::string", /*default=*/"", "The plan file">,
    Option<"io", "io", "std::string", /*default=*/"\"f32\"",
           "Types at the interface: TYPE for all, NAME:TYPE for one, separated by commas; TYPE is f32, i8 or u8">];
  let statistics = [
    Statistic<"numQuantized", "units-quantized", "Units quantized">,
    Statistic<"numFloat", "units-float", "Units left in float">];
}

def ConvertUnitsToQNNPass : Pass<"qopt-convert-units-to-qnn", "::mlir::ModuleOp"> {
  let summary = "Rewrite quantized units to integer operations";
  let description = [{
    One pattern per kind of unit. Quantized types become plain integers; what
    they said is from here on in the operations, and at the interface in the
    attributes `qnn.scale`, `qnn.zero_point` and `qnn.unsigned`. Casts become
    `qnn.quantize` and `qnn.dequantize`. Units that stayed in float are left.

    - kind "dense": weights are quantized as `qnn.quantization` says, to 8 bits
      where it gives no others (`bits = 4`); the bias
      is i32 in units of s_x * s_w. A channel whose bias would overflow the
      accumulator gets a larger weight scale, and a remark.
    - kind "unary": a table of 256 entries.
    - any kind with weights, where `qnn.quantization` has `activations`: the
      boundary stays in float, and so does the bias. `"float"` makes a
      `qnn.float_dense` or `qnn.float_conv2d`; `"dynamic"` a `qnn.dynamic_scale`
      and `qnn.dynamic_quantize`, the integer layer, and a
      `qnn.dynamic_dequantize`.

    ```mlir
    %y = qnn.unit "dense0" kind "dense" (%x)
      : (tensor<1x4x!quant.uniform<i8:f32, 0.5>>) -> tensor<1x8x!quant.uniform<i8:f32, 0.25:-128>> { ... }
    ```

    becomes

    ```mlir
    %acc = qnn.dense %x, %w, %b x_zp 0 w_zp 0 unit "dense0" : ... -> tensor<1x8xi32>
    %y = qnn.requantize %acc, (%s) in_zp 0 out_zp -128 clamp [-128, 127] fp32 unit "dense0"
      : tensor<1x8xi32>, (tensor<8xf32>) to tensor<1x8xi8>
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::qnn::QNNDialect", "::mlir::tosa::TosaDialect"];
  let statistics = [
    Statistic<"numConverted", "units-converted", "Units rewritten to integer operations">];
}

def InlineFloatUnitsPass : Pass<"qopt-inline-float-units", "::mlir::func::FuncOp"> {
  let summary = "Inline the units that stayed in float";
  let description = [{
    A unit whose kind is not in `keep` is replaced by its float operations, and
    a remark says which, why, and what to do. Float units of a kept kind stay,
    with the same remark: code generation has a fast float path for them.

    ```mlir
    %y = qnn.unit "unary0" kind "unary" (%x) : (tensor<1x4xf32>) -> tensor<1x4xf32> {
    ^bb0(%arg0: tensor<1x4xf32>):
      %0 = tosa.tanh %arg0 : (tensor<1x4xf32>) -> tensor<1x4xf32>
      qnn.yield %0 : tensor<1x4xf32>
    }
    ```

    becomes

    ```mlir
    %y = tosa.tanh %x : (tensor<1x4xf32>) -> tensor<1x4xf32>
    ```
  }];
  let dependentDialects = ["::mlir::qnn::QNNDialect"];
  let options = [
    ListOption<"keep", "keep", "std::string", "Kinds of units that are not inlined; dense and conv2d if none is given">];
  let statistics = [
    Statistic<"numInlined", "units-inlined", "Float units inlined">];
}

def DequantizeAccumulatorsPass : Pass<"qnn-dequantize-accumulators", "::mlir::func::FuncOp"> {
  let summary = "Read float results from the accumulator";
  let description = [{
    Where a rescaled accumulator is only turned to float again, the rounding to
    8 or 16 bits between is left out: the scale is `s_y` times the rescale's. A relu
    that the rescale's clamp held stays; any other clamp keeps the rescale. So
    is the rounding of a concatenation's parts to the range of the whole.
    Reshapes, transposes, slices, reversals and concatenations in between move
    floats then.

    This decides what the program computes, so it is a part of quantization and
    not of code generation.

    ```mlir
    %q = qnn.requantize %acc, (%s) in_zp 0 out_zp 31 clamp [-128, 127] fp32 : ...
    %y = qnn.dequantize %q scale 0.19 zp 31 : ...
    ```

    becomes

    ```mlir
    %y = qnn.dequantize_accumulator %acc, %s1 : ...
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::tosa::TosaDialect"];
  let statistics = [
    Statistic<"numDequantized", "accumulators-dequantized", "Accumulators read as float">];
}

def FoldZeroPointsPass : Pass<"qnn-fold-zero-points", "::mlir::func::FuncOp"> {
  let summary = "Fold the input zero point of contractions into the bias";
  let description = [{
    `bias[n] + sum_k (x - x_zp) (w - w_zp)` is
    `(bias[n] - x_zp sum_k (w - w_zp)) + sum_k x (w - w_zp)`, exactly and in
    integers. With constant weights the new bias is a constant, and x_zp is 0.
    A convolution that pads its input has the zero point there: it is written
    around the image by a `tosa.pad`.

    A new bias that does not fit i32 is an error: the accumulator's bound
    excludes it, so the operation was not made by this compiler.

    ```mlir
    %acc = qnn.dense %x, %w, %b x_zp -3 w_zp 0 : ...
    ```

    becomes

    ```mlir
    %acc = qnn.dense %x, %w, %b1 x_zp 0 w_zp 0 : ...
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::qnn::QNNDialect", "::mlir::tosa::TosaDialect"];
  let statistics = [
    Statistic<"numFolded", "zero-points-folded", "Zero points folded into a bias">];
}

def MatchSignednessPass : Pass<"qnn-match-signedness", "::mlir::func::FuncOp"> {
  let summary = "Store activations with the signedness that the target multiplies";
  let description = [{
    A u8 with zero point z and an i8 with zero point z - 128 are the same
    numbers; their bytes differ in the top bit. Every tensor that contractions
    read is stored as `lhs-unsigned` asks: its producer writes it so at once,
    its readers move their zero points. What moves bytes (reshape, transpose,
    pad, concat, max pool, ...) has the same form on both sides. Other tensors
    follow where that costs nothing; the right operand of `qnn.matmul`, which
    takes the place of weights, becomes signed there. Function arguments and
    results keep their form; where one meets a tensor that changed,
    `arith.xori` flips the top bits (`tosa.bitwise_xor`, which broadcasts, where
    the shape is dynamic). No result of the function changes.

    With `lhs-unsigned=true`:

    ```mlir
    %y = qnn.requantize %acc, (%s) in_zp 0 out_zp -128 clamp [-128, 127] fp32 : ...
    %z = qnn.dense %y, %w, %b x_zp -128 w_zp 0 : ...
    ```

    becomes

    ```mlir
    %y = qnn.requantize %acc, (%s) in_zp 0 out_zp 0 clamp [0, 255] fp32 : ...
    %z = qnn.dense %y, %w, %b x_zp 0 w_zp 0 x_unsigned : ...
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::qnn::QNNDialect", "::mlir::tosa::TosaDialect"];
  let options = [
    Option<"lhsUnsigned", "lhs-unsigned", "bool", /*default=*/"true",
           "Whether the left operand of contractions is to be unsigned">];
  let statistics = [
    Statistic<"numFlipped", "tensors-flipped", "Tensors whose signedness changed, with what moves their bytes">,
    Statistic<"numEdges", "edge-flips", "Flips inserted at the edges">];
}

def CheckFloatPass : Pass<"qopt-check-float", "::mlir::ModuleOp"> {
  let summary = "Say where a program computes in floating point";
  let description = [{
    With `forbid`, every operation that computes with floats or moves them is
    an error, which lists them with their places and, for units that stayed in
    float, the reason; so are numerics that need floats and floats at the
    interface. Constants are data, and allowed. It runs twice: before the units
    that stayed in float are inlined, where there is most to say, and on the
    program in the LLVM dialect, where nothing can hide.

    Otherwise it is a remark if the target computes floats in software.

    ```mlir
    %y = qnn.unit "softmax0" kind "softmax"(%x) : (tensor<1x4xf32>) -> tensor<1x4xf32>
      attributes {qnn.float_reason = "the plan says so"} { ... }
    ```

    gives `no float is allowed, and these operations are in float: unit
    "softmax0" of kind "softmax" at net.mlir:7:8 (the plan says so)`.
  }];
  let options = [
    Option<"forbid", "forbid", "bool", /*default=*/"false", "Whether floats are an error">];
}

def InterpretPass : Pass<"qopt-interpret", "::mlir::ModuleOp"> {
  let summary = "Execute functions without arguments and report what they return";
  let description = [{
    Runs every public function that takes no arguments in the reference
    interpreter. Results are remarks at the function; the IR does not change.
    Made for tests: an operation's file says what it computes.

    ```mlir
    func.func @f() -> tensor<2xi8> {
      %0 = arith.constant dense<[1, -2]> : tensor<2xi8>
      return %0 : tensor<2xi8>
    }
    ```

    gives `remark: @f result 0: 2 of i8: 1 -2`.
  }];
}

#endif // QOPT_QUANTIZE_PASSES_TD
