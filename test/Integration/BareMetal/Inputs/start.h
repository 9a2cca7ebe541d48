//===- start.h - From the start of a processor to main ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

int main(void);

/* https://github.com/ARM-software/abi-aa/blob/main/semihosting/semihosting.rst
 */
long semihost(long operation, const void *argument);

/* Ends the emulator; it succeeds if the status is 0. */
_Noreturn void finish(int status);
