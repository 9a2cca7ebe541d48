//===- CInterface.h - A signature as C sees it ------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_COMPILER_CINTERFACE_H
#define QOPT_LIB_COMPILER_CINTERFACE_H

#include "qopt/Compiler/Signature.h"

namespace qopt {

llvm::StringRef getCType(ElementType type);

/// A literal of type float that reads back as the same bits.
std::string toLiteral(float value);

/// `text` as it may stand in a comment and between quotes.
std::string toComment(llvm::StringRef text);

/// What the macros of a function begin with: its name in capitals.
std::string macroPrefix(const Signature &signature);

/// One parameter of the function.
struct Parameter {
  const InterfaceTensor &tensor;
  std::string name;  ///< in0
  std::string macro; ///< NET_IN0
  bool isInput;

  bool hasRows() const {
    return !tensor.shape.empty() && tensor.shape.front() < 0;
  }
  std::string elementsMacro() const {
    return macro + (hasRows() ? "_ROW_ELEMENTS" : "_ELEMENTS");
  }
  /// The known extents: `1 * 64`.
  std::string product() const;
  /// In one row, where there are rows.
  int64_t elements() const;
  /// `const float *in0`.
  std::string declaration() const;
};

/// The inputs, then the outputs. They refer to `signature`.
std::vector<Parameter> makeParameters(const Signature &signature);

} // namespace qopt

#endif // QOPT_LIB_COMPILER_CINTERFACE_H
