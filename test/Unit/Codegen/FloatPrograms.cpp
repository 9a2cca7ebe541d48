//===- FloatPrograms.cpp - Networks that stay in float --------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FloatPrograms.h"

#include "llvm/ADT/StringExtras.h"

namespace qopt::codegentest {

static constexpr FloatFunction functions[] = {
    {"tanh", "%y = tosa.tanh %x : (T) -> T", -12, 12, 2e-6},
    {"sigmoid", "%y = tosa.sigmoid %x : (T) -> T", -30, 30, 2e-6},
    {"exp", "%y = tosa.exp %x : (T) -> T", -20, 20, 2e-6},
    {"erf", "%y = tosa.erf %x : (T) -> T", -6, 6, 2e-6},
    {"log", "%y = tosa.log %x : (T) -> T", 1e-6, 100, 2e-6},
    {"sin", "%y = tosa.sin %x : (T) -> T", -20, 20, 4e-6},
    {"cos", "%y = tosa.cos %x : (T) -> T", -20, 20, 4e-6},
    {"rsqrt", "%y = tosa.rsqrt %x : (T) -> T", 1e-6, 100, 2e-6},
    {"reciprocal", "%y = tosa.reciprocal %x : (T) -> T", 0.01, 100, 1e-6},
    {"pow", "%y = tosa.pow %x, %c : (T, C) -> T", 0.001, 20, 4e-6},
    {"pow2",
     "%e = \"tosa.const\"() <{values = dense<2.0> : C}> : () -> C\n"
     "%y = tosa.pow %x, %e : (T, C) -> T",
     -20, 20, 1e-6},
    {"pow3",
     "%e = \"tosa.const\"() <{values = dense<3.0> : C}> : () -> C\n"
     "%y = tosa.pow %x, %e : (T, C) -> T",
     -20, 20, 4e-6},
    {"pow5",
     "%e = \"tosa.const\"() <{values = dense<-5.0> : C}> : () -> C\n"
     "%y = tosa.pow %x, %e : (T, C) -> T",
     -20, -0.1, 6e-6},
    {"exponent", "%y = tosa.pow %c, %x : (C, T) -> T", -20, 20, 4e-6},
    {"abs", "%y = tosa.abs %x : (T) -> T", -10, 10, 0},
    {"negate",
     "%y = tosa.negate %x, %z, %z : (T, tensor<1xf32>, tensor<1xf32>) -> T",
     -10, 10, 0},
    {"ceil", "%y = tosa.ceil %x : (T) -> T", -10, 10, 0},
    {"floor", "%y = tosa.floor %x : (T) -> T", -10, 10, 0},
    {"clamp",
     "%y = tosa.clamp %x {min_val = -1.5 : f32, max_val = 6.0 : f32} : (T) -> "
     "T",
     -10, 10, 0},
    {"add", "%y = tosa.add %x, %c : (T, C) -> T", -10, 10, 0},
    {"sub", "%y = tosa.sub %c, %x : (C, T) -> T", -10, 10, 0},
    {"mul", "%y = tosa.mul %x, %c, %shift : (T, C, tensor<1xi8>) -> T", -10, 10,
     0},
    {"maximum", "%y = tosa.maximum %x, %c : (T, C) -> T", -10, 10, 0},
    {"minimum", "%y = tosa.minimum %x, %c : (T, C) -> T", -10, 10, 0},
    {"select",
     "%b = tosa.greater_equal %x, %c : (T, C) -> B\n"
     "%t = tosa.tanh %x : (T) -> T\n"
     "%y = tosa.select %b, %x, %t : (B, T, T) -> T",
     -10, 10, 2e-6},
    {"logical",
     "%a = tosa.greater %x, %c : (T, C) -> B\n"
     "%n = tosa.negate %x, %z, %z : (T, tensor<1xf32>, tensor<1xf32>) -> T\n"
     "%b = tosa.greater %n, %c : (T, C) -> B\n"
     "%o = tosa.logical_or %a, %b : (B, B) -> B\n"
     "%i = tosa.logical_not %o : (B) -> B\n"
     "%y = tosa.select %i, %x, %n : (B, T, T) -> T",
     -10, 10, 0},
    {"cast", "%i = tosa.cast %x : (T) -> I\n%y = tosa.cast %i : (I) -> T", -10,
     10, 0},
    {"softmax",
     "%m = tosa.reduce_max %x {axis = A : i32} : (T) -> R\n"
     "%d = tosa.sub %x, %m : (T, R) -> T\n"
     "%e = tosa.exp %d : (T) -> T\n"
     "%s = tosa.reduce_sum %e {axis = A : i32} : (T) -> R\n"
     "%r = tosa.reciprocal %s : (R) -> R\n"
     "%y = tosa.mul %e, %r, %shift : (T, R, tensor<1xi8>) -> T",
     -10, 10, 4e-6},
};

const llvm::ArrayRef<FloatFunction> floatFunctions = functions;

std::string makeFloatProgram(const FloatFunction &function,
                             llvm::ArrayRef<int64_t> shape) {
  std::string dims, ones, reduced;
  for (int64_t dim : shape) {
    reduced = dims;
    dims += (dim < 0 ? "?" : std::to_string(dim)) + "x";
    ones += "1x";
  }
  std::string text = "func.func @main(%x: T) -> T {\n"
                     "  %c = \"tosa.const\"() <{values = dense<1.75> : C}> : "
                     "() -> C\n"
                     "  %z = \"tosa.const\"() <{values = dense<0.0> : "
                     "tensor<1xf32>}> : () -> tensor<1xf32>\n"
                     "  %shift = \"tosa.const\"() <{values = dense<0> : "
                     "tensor<1xi8>}> : () -> tensor<1xi8>\n" +
                     std::string(function.body) + "\n  return %y : T\n}\n";
  // Nothing else is a capital letter that stands alone.
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    bool isAlone = (i == 0 || !llvm::isAlnum(text[i - 1])) &&
                   (i + 1 == text.size() || !llvm::isAlnum(text[i + 1]));
    switch (isAlone ? text[i] : '\0') {
    case 'T':
      result += "tensor<" + dims + "f32>";
      break;
    case 'B':
      result += "tensor<" + dims + "i1>";
      break;
    case 'I':
      result += "tensor<" + dims + "i32>";
      break;
    case 'R':
      result += "tensor<" + reduced + "1xf32>";
      break;
    case 'C':
      result += "tensor<" + ones + "f32>";
      break;
    case 'A':
      result += std::to_string(shape.size() - 1);
      break;
    default:
      result += text[i];
    }
  }
  return result;
}

/// `dense<[...]>` values, all in one list.
static std::string randomList(Random &random, int64_t count) {
  std::string text;
  for (int64_t i = 0; i < count; ++i)
    text += (i ? ", " : "") + std::to_string(random.real(-1, 1));
  return text;
}

std::string makeFloatDense(Random &random, int64_t m, int64_t n, int64_t k,
                           bool isClamped) {
  // Rows of weights are nested lists: K of N values.
  std::string weights;
  for (int64_t i = 0; i < k; ++i)
    weights += (i ? ", [" : "[") + randomList(random, n) + "]";
  std::string M = m < 0 ? "?" : std::to_string(m), N = std::to_string(n),
              K = std::to_string(k), rows = std::to_string(m);
  std::string x = "tensor<" + M + "x" + K + "xf32>",
              y = "tensor<" + M + "x" + N + "xf32>",
              x3 = "tensor<1x" + M + "x" + K + "xf32>",
              y3 = "tensor<1x" + M + "x" + N + "xf32>",
              w = "tensor<1x" + K + "x" + N + "xf32>",
              b = "tensor<1x" + N + "xf32>";
  return "func.func @main(%x: " + x + ") -> " + y +
         " {\n"
         "  %0 = qnn.unit \"dense0\" kind \"dense\"(%x) : (" +
         x + ") -> " + y + " {\n  ^bb0(%arg0: " + x +
         "):\n    %w = \"tosa.const\"() <{values = dense<[[" + weights +
         "]]> : " + w + "}> : () -> " + w +
         "\n    %b = \"tosa.const\"() <{values = dense<[[" +
         randomList(random, n) + "]]> : " + b + "}> : () -> " + b +
         "\n    %z = \"tosa.const\"() <{values = dense<0.0> : tensor<1xf32>}> "
         ": () -> tensor<1xf32>\n"
         "    %s0 = tosa.const_shape {values = dense<[1, " +
         rows + ", " + K +
         "]> : tensor<3xindex>} : () -> !tosa.shape<3>\n"
         "    %s1 = tosa.const_shape {values = dense<[" +
         rows + ", " + N +
         "]> : tensor<2xindex>} : () -> !tosa.shape<2>\n"
         "    %1 = tosa.reshape %arg0, %s0 : (" +
         x + ", !tosa.shape<3>) -> " + x3 +
         "\n    %2 = tosa.matmul %1, %w, %z, %z : (" + x3 + ", " + w +
         ", tensor<1xf32>, tensor<1xf32>) -> " + y3 +
         "\n    %3 = tosa.reshape %2, %s1 : (" + y3 + ", !tosa.shape<2>) -> " +
         y + "\n    %4 = tosa.add %3, %b : (" + y + ", " + b + ") -> " + y +
         (isClamped ? "\n    %5 = tosa.clamp %4 {min_val = 0.0 : f32, max_val "
                      "= 6.0 : f32} : (" +
                          y + ") -> " + y + "\n    qnn.yield %5 : " + y
                    : "\n    qnn.yield %4 : " + y) +
         "\n  }\n  return %0 : " + y + "\n}\n";
}

} // namespace qopt::codegentest
