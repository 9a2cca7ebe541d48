// A program around the digits network: it says what is on a picture.
//
// RUN: rm -rf %t && mkdir %t
// DEFINE: %{model} = %models/digits/digits.mlir
// DEFINE: %{data} = %models/digits/calibration.npz
// RUN: qoptc --quiet %{model} --calibrate=%{data} -o %t/digits.o
// RUN: %python %S/Inputs/sample.py %models/digits/test.npz 11 > %t/picture.inc
// DEFINE: %{flags} = -Wall -Wextra -Werror -pedantic -I %t
//
// RUN: clang -std=c11 %{flags} %s %t/digits.o -o %t/clang
// RUN: %t/clang | FileCheck %s
// RUN: clang -std=c99 -DDIGITS_STATIC_ARENA %{flags} %s %t/digits.o -o %t/c99
// RUN: %t/c99 | FileCheck %s
// RUN: clang -xc++ -std=c++11 -DDIGITS_STATIC_ARENA %{flags} -c %s -o %t/cxx.o
// RUN: clang %t/cxx.o %t/digits.o -o %t/cxx
// RUN: %t/cxx | FileCheck %s
// RUN: %if gcc %{ gcc -std=c11 %{flags} %s %t/digits.o -o %t/gcc %}
// RUN: %if gcc %{ %t/gcc | FileCheck %s %}
//
// The label of that picture:
// CHECK: the digit 9

#include "digits.h"
#include <stdio.h>

static const float picture[DIGITS_IN0_ELEMENTS] = {
#include "picture.inc"
};

int main(void) {
  float scores[DIGITS_OUT0_ELEMENTS];
#ifdef DIGITS_STATIC_ARENA
  digits_static(picture, scores);
#else
  _Alignas(DIGITS_ARENA_ALIGNMENT) char arena[DIGITS_ARENA_BYTES];
  digits(picture, scores, arena);
#endif
  int best = 0;
  for (int i = 1; i < DIGITS_OUT0_ELEMENTS; ++i)
    if (scores[i] > scores[best])
      best = i;
  printf("the digit %d\n", best);
  return 0;
}
