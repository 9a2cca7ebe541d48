//===- app.cpp - Prints what the example prints ---------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#define NET_STATIC_ARENA
#include "net.h"

#include <cstdio>

int main() {
  const float x[NET_IN0_ELEMENTS] = {};
  float y[NET_OUT0_ELEMENTS];
  net_static(x, y);
  for (int i = 0; i < NET_OUT0_ELEMENTS; ++i)
    std::printf("out0[%d] = %g\n", i, static_cast<double>(y[i]));
}
