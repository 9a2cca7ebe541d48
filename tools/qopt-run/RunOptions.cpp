//===- RunOptions.cpp - The options of qopt-run -----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RunOptions.h"

#include "qopt/Support/Error.h"
#include "qopt/Support/OutputFile.h"

using namespace llvm;

namespace qopt {

/// What the options ask to be done.
static Error checkActions(const RunOptions &options) {
  if (!options.needsInputs() && !options.bench)
    return makeError("nothing to do: give at least one of --outputs, --labels, "
                     "--compare and --bench");
  if (options.needsInputs() && options.inputs.empty())
    return makeError("no inputs: give the samples with --inputs=x.npz");
  if (options.bench && options.reference)
    return makeError("--bench times compiled code; leave out --reference");
  if (options.rows == 0)
    return makeError("--rows must be at least 1");
  for (const cl::opt<std::string> *path : {&options.outputs, &options.savePlan})
    if (!path->empty())
      if (auto target = resolveOutputTarget(*path); !target)
        return target.takeError();
  return Error::success();
}

Error RunOptions::checkInteger() const {
  if (isFloat)
    return makeError("--float: the model is integer already, there is no float "
                     "model; leave the option out");
  if (!savePlan.empty())
    return makeError("--save-plan: the model is integer already and needs no "
                     "plan; leave the option out");
  if (compare && reference)
    return makeError("--compare compares compiled code with the interpreter; "
                     "leave out --reference");
  return Error::success();
}

Error RunOptions::check(const ModelCommandLine &model) const {
  if (Error error = checkActions(*this))
    return error;
  if (isFloat) {
    if (compare)
      return makeError("--compare compares a quantized model with the float "
                       "one; leave out --float and give --calibrate or --plan");
    if (!savePlan.empty())
      return makeError("--save-plan: --float makes no plan; leave one of the "
                       "two out");
    return model.refuseQuantizationOptions(
        "--float does not quantize; leave one of the two out");
  }
  if (!savePlan.empty() && !model.plan.empty())
    return makeError("--save-plan writes a plan that is made now; leave it out "
                     "where --plan is given");
  return model.checkPlanOptions();
}

} // namespace qopt
