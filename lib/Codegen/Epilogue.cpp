//===- Epilogue.cpp - What follows on a result ------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Kernels.h"

using namespace mlir;

namespace qopt {

Epilogue Epilogue::find(linalg::GenericOp producer) {
  Epilogue none{std::nullopt, -1, producer};
  Value result = producer->getResult(0);
  if (!result.hasOneUse())
    return none;
  auto user = dyn_cast<linalg::GenericOp>(*result.user_begin());
  if (!user)
    return none;
  FailureOr<VectorMap> map = VectorMap::match(user);
  if (failed(map))
    return none;
  int64_t deferred = map->deferredInput(result);
  if (deferred < 0)
    return none;
  return {*map, deferred, user};
}

} // namespace qopt
