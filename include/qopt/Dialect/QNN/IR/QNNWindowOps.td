//===- QNNWindowOps.td - Pools, sums and resizes -----------*- tablegen -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_DIALECT_QNN_IR_QNNWINDOWOPS_TD
#define QOPT_DIALECT_QNN_IR_QNNWINDOWOPS_TD

include "qopt/Dialect/QNN/IR/QNNOpBase.td"

def QNN_MaxPool2DOp : QNN_Op<"max_pool2d", [Pure, QNN_StoredOperands]> {
  let summary = "the largest stored value of every window";
  let description = [{
    `y[b, y, x, c] = max in[b, y * stride[0] + i - pad[0], x * stride[1] + j - pad[2], c]`
    over the window's elements that are inside the image, of which there is at
    least one; they are compared as signed, or with `unsigned` as unsigned
    numbers. Scale and zero point of the result are those of the input.

    ```mlir
    %y = qnn.max_pool2d %x kernel [2, 2] stride [2, 2] pad [0, 0, 0, 0]
        : tensor<1x8x8x16xi8> to tensor<1x4x4x16xi8>
    ```
  }];
  let arguments = (ins 4DTensorOf<[I8, I16]>:$input, DenseI64ArrayAttr:$kernel, DenseI64ArrayAttr:$stride,
    DenseI64ArrayAttr:$pad, UnitAttr:$isUnsigned, OptionalAttr<StrAttr>:$unit);
  let results = (outs 4DTensorOf<[I8, I16]>:$output);
  let assemblyFormat = [{
    $input `kernel` $kernel `stride` $stride `pad` $pad (`unsigned` $isUnsigned^)? (`unit` $unit^)? attr-dict
    `:` type($input) `to` type($output)
  }];
  let hasVerifier = 1;
}

def QNN_AvgPool2DOp : QNN_Op<"avg_pool2d", [Pure, QNN_StoredOperands]> {
  let summary = "the mean of every window, rescaled";
  let description = [{
    Windows as in `qnn.max_pool2d`. With n the number of a window's elements
    inside the image (at least 1) and `acc` the i32 sum of `x - in_zp` over
    them, the result is `qnn.rescale(acc, params[n - 1])`: the parameters have
    KH * KW entries, one for every count, and include the division by n.

    ```mlir
    %y = qnn.avg_pool2d %x, (%scale) kernel [2, 2] stride [2, 2] pad [0, 0, 0, 0] in_zp 0 out_zp -3 clamp [-128, 127] fp32
        : tensor<1x8x8x16xi8>, (tensor<4xf32>) to tensor<1x4x4x16xi8>
    ```
  }];
  let arguments = (ins 4DTensorOf<[I8, I16]>:$input, Variadic<1DTensorOf<[F32, I32, I8]>>:$params,
    DenseI64ArrayAttr:$kernel, DenseI64ArrayAttr:$stride, DenseI64ArrayAttr:$pad,
    QNN_I32Attr:$inZp, QNN_I32Attr:$outZp, QNN_I32Attr:$qmin, QNN_I32Attr:$qmax,
    QNN_NumericsAttr:$numerics, UnitAttr:$inUnsigned, OptionalAttr<StrAttr>:$unit);
  let results = (outs 4DTensorOf<[I8, I16]>:$output);
  let assemblyFormat = [{
    $input `,` `(` $params `)` `kernel` $kernel `stride` $stride `pad` $pad
    `in_zp` custom<BareI32>($inZp) (`in_unsigned` $inUnsigned^)? `out_zp` custom<BareI32>($outZp)
    `clamp` ` ` `[` custom<BareI32>($qmin) `,` custom<BareI32>($qmax) `]` `` $numerics (`unit` $unit^)? attr-dict
    `:` type($input) `,` `(` type($params) `)` `to` type($output)
  }];
  let hasVerifier = 1;
}

def QNN_ReduceSumOp : QNN_Op<"reduce_sum", [Pure, QNN_StoredOperands]> {
  let summary = "sum of stored values along dimensions, up to the accumulator";
  let description = [{
    `acc = sum (x - zp)` in i32 over the dimensions `dims`, which are 1 in the
    result. The number of summed elements times 255 fits i32.

    ```mlir
    %acc = qnn.reduce_sum %x dims [1, 2] zp -3 : tensor<1x8x8x16xi8> to tensor<1x1x1x16xi32>
    ```
  }];
  let arguments = (ins TensorOf<[I8]>:$input, DenseI64ArrayAttr:$dims, QNN_I32Attr:$zp, UnitAttr:$isUnsigned,
    OptionalAttr<StrAttr>:$unit);
  let results = (outs TensorOf<[I32]>:$output);
  let assemblyFormat = [{
    $input `dims` $dims `zp` custom<BareI32>($zp) (`unsigned` $isUnsigned^)? (`unit` $unit^)? attr-dict
    `:` type($input) `to` type($output)
  }];
  let hasVerifier = 1;
}

def QNN_ResizeOp : QNN_Op<"resize", [Pure, QNN_StoredOperands]> {
  let summary = "an image of another size by bilinear interpolation, rescaled";
  let description = [{
    As TOSA's RESIZE in mode BILINEAR, with `scale` = [ny, dy, nx, dx] and
    `offset` = [oy, ox]. Row y of the result is a sample at `(y * dy + oy) / ny`
    rows: with `i = floor((y * dy + oy) / ny)` and `f = y * dy + oy - i * ny` it
    has row i with the weight `ny - f` and row i + 1 with the weight f, where
    rows outside the image are those at its edge. Columns likewise. `acc` is the
    i32 sum of `x - in_zp` over the four pixels, each times both its weights,
    which add up to `ny * nx`; the result is `qnn.rescale(acc, params)`. The
    parameters are one, and include the division by `ny * nx`, of which 255
    times fits i32.

    ```mlir
    %y = qnn.resize %x, (%scale) scale [14, 7, 14, 7] offset [0, 0] in_zp 0 out_zp -3 clamp [-128, 127] fp32
        : tensor<1x8x8x16xi8>, (tensor<1xf32>) to tensor<1x15x15x16xi8>
    ```
  }];
  let arguments = (ins 4DTensorOf<[I8]>:$input, Variadic<1DTensorOf<[F32, I32, I8]>>:$params,
    DenseI64ArrayAttr:$scale, DenseI64ArrayAttr:$offset,
    QNN_I32Attr:$inZp, QNN_I32Attr:$outZp, QNN_I32Attr:$qmin, QNN_I32Attr:$qmax,
    QNN_NumericsAttr:$numerics, UnitAttr:$inUnsigned, OptionalAttr<StrAttr>:$unit);
  let results = (outs 4DTensorOf<[I8]>:$output);
  let assemblyFormat = [{
    $input `,` `(` $params `)` `scale` $scale `offset` $offset
    `in_zp` custom<BareI32>($inZp) (`in_unsigned` $inUnsigned^)? `out_zp` custom<BareI32>($outZp)
    `clamp` ` ` `[` custom<BareI32>($qmin) `,` custom<BareI32>($qmax) `]` `` $numerics (`unit` $unit^)? attr-dict
    `:` type($input) `,` `(` type($params) `)` `to` type($output)
  }];
  let hasVerifier = 1;
}

#endif // QOPT_DIALECT_QNN_IR_QNNWINDOWOPS_TD
