//===- QNNTableOps.td - Functions as tables ----------------*- tablegen -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_DIALECT_QNN_IR_QNNTABLEOPS_TD
#define QOPT_DIALECT_QNN_IR_QNNTABLEOPS_TD

include "qopt/Dialect/QNN/IR/QNNOpBase.td"

def QNN_LookupOp : QNN_ElementwiseOp<"lookup", [QNN_StoredOperands]> {
  let summary = "a unary function of an 8-bit value as a table of 256 entries";
  let description = [{
    `y = table[x]`, the byte `x` read as an unsigned index whatever its
    signedness. The table is made at compile time in high precision and is
    identical on every target by construction. Entries that are summed have 32
    bits.

    ```mlir
    %y = qnn.lookup %x table dense<...> : tensor<256xi8> : tensor<4xi8> to tensor<4xi8>
    ```
  }];
  let arguments = (ins QNN_Byte:$input, ElementsAttr:$table, OptionalAttr<StrAttr>:$unit);
  let results = (outs QNN_EntryLike:$output);
  let assemblyFormat = "$input `table` $table (`unit` $unit^)? attr-dict `:` type($input) `to` type($output)";
  let hasVerifier = 1;
}

def QNN_InterpolateOp : QNN_ElementwiseOp<"interpolate", [QNN_StoredOperands]> {
  let summary = "a unary function of a 16-bit value, between the entries of a table";
  let description = [{
    With `d = x - first`, which is in `[0, (N - 1) << shift)` for a table of N
    entries, `i = d >> shift` and `f = d & ((1 << shift) - 1)`:

    `y = ((table[i] << shift) + (table[i + 1] - table[i]) * f + round) >> s`,
    with `s = shift + fraction` and `round = 1 << (s - 1)`, exact in i32; `>>` is
    arithmetic. With `unsigned`, an 8-bit y is 128 more.

    `shift` is 1 to 12. The entries are stored values of the result times
    2^fraction; `fraction` is 0 for 16-bit results, and at most 8 for those of 8
    bits. x is signed, and what is not between the ends of the table is clamped
    to them first.

    TOSA's TABLE of 16-bit values is this with N = 513, `first` -32768 and
    `shift` 7, but for the last 7 bits, which this rounds away.

    ```mlir
    %y = qnn.interpolate %x table dense<...> : tensor<513xi16> first -32768 shift 7 fraction 0
        : tensor<4xi16> to tensor<4xi16>
    ```
  }];
  let arguments = (ins QNN_Word:$input, ElementsAttr:$table, QNN_I32Attr:$first, QNN_I32Attr:$shift,
    QNN_I32Attr:$fraction, UnitAttr:$isUnsigned, OptionalAttr<StrAttr>:$unit);
  let results = (outs QNN_StoredLike:$output);
  let assemblyFormat = [{
    $input `table` $table `first` custom<BareI32>($first) `shift` custom<BareI32>($shift) `fraction` custom<BareI32>($fraction)
    (`unsigned` $isUnsigned^)? (`unit` $unit^)? attr-dict `:` type($input) `to` type($output)
  }];
  let hasVerifier = 1;
}

#endif // QOPT_DIALECT_QNN_IR_QNNTABLEOPS_TD
