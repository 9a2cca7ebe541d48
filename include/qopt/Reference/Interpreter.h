//===- Interpreter.h - Executes a network in plain loops --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The oracle of every lowering: executes a function of qnn and TOSA operations
/// in plain loops, with the scalar definitions of Arithmetic.h and nothing
/// else. The integer operations are exact; the float ones (what a plan leaves
/// in float) are held to a tolerance by whoever compares.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_REFERENCE_INTERPRETER_H
#define QOPT_REFERENCE_INTERPRETER_H

#include "qopt/Support/HostTensor.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"

#include <vector>

namespace qopt {

/// Called with every value that the function's own body computes, in order; the
/// bodies of units and of called functions are not reported.
using InterpreterObserver =
    llvm::function_ref<void(mlir::Value, const HostTensor &)>;

/// Executes \p function on \p inputs, one per argument.
///
/// A signless i8 argument or result is `u8` where its attribute `qnn.unsigned`
/// says so and `i8` elsewhere. Results are called by their attribute
/// `qnn.name`. Dynamic dimensions take their extent from the inputs.
///
/// \returns an error that says where, for inputs of another shape or type, an
/// operation that is not known (named), and an accumulator that does not fit
/// its type.
llvm::Expected<std::vector<HostTensor>>
interpret(mlir::func::FuncOp function, llvm::ArrayRef<HostTensor> inputs,
          InterpreterObserver observe = nullptr);

/// The elements of a constant, dense or a dense resource. i1 gives bool, i8
/// and so on the signed type of that width, ui8 and ui16 the unsigned one,
/// index gives i64.
///
/// \returns an error, which does not say where, for other element types.
llvm::Expected<HostTensor> readElements(mlir::ElementsAttr elements);

} // namespace qopt

#endif // QOPT_REFERENCE_INTERPRETER_H
