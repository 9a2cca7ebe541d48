//===- InterpretPass.cpp - Execute functions and report the results -------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "qopt/Quantize/Passes.h"

#include "Evaluators.h"

#include "qopt/Reference/Interpreter.h"

#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

namespace qopt {
#define GEN_PASS_DEF_INTERPRETPASS
#include "qopt/Quantize/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {
struct Interpret : public qopt::impl::InterpretPassBase<Interpret> {
  using Base::Base;

  void runOnOperation() override;
};
} // namespace

/// "1x2 of i8: 1 -2". Floats in full, so that their bits can be told.
static std::string formatTensor(const HostTensor &tensor) {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << formatShape(tensor.shape) << " of " << getElementTypeName(tensor.type)
     << ":";
  for (int64_t i = 0, e = tensor.numElements(); i < e; ++i) {
    os << " ";
    if (reference::isFloat(tensor))
      os << llvm::format("%.9g", reference::loadFloat(tensor, i));
    else
      os << reference::loadInteger(tensor, i);
  }
  return text;
}

void Interpret::runOnOperation() {
  for (auto function : getOperation().getOps<func::FuncOp>()) {
    if (!function.isPublic() || function.isExternal() ||
        function.getNumArguments() != 0)
      continue;
    llvm::Expected<std::vector<HostTensor>> results = interpret(function, {});
    if (!results) {
      emitError(function.getLoc())
          << "@" << function.getName()
          << " cannot be executed: " << llvm::toString(results.takeError());
      signalPassFailure();
      continue;
    }
    for (auto [i, result] : llvm::enumerate(*results))
      emitRemark(function.getLoc()) << "@" << function.getName() << " result "
                                    << i << ": " << formatTensor(result);
  }
}
