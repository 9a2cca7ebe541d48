//===- ForeignDialects.cpp - The way from other dialects --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Import/ForeignDialects.h"

#include "llvm/ADT/StringSwitch.h"

using namespace llvm;

StringRef qopt::wayFromDialect(StringRef dialect) {
  return StringSwitch<StringRef>(dialect)
      .Cases({"stablehlo", "chlo", "vhlo", "mhlo"},
             "export the model as TOSA, or convert it to linalg on tensors: "
             "torch-mlir-opt --stablehlo-legalize-to-linalg")
      .Cases({"torch", "torch_c"},
             "export the model as TOSA: torch_mlir.fx.export_and_import(..., "
             "output_type=\"tosa\")")
      .Cases({"tfl", "tf"}, "convert the .tflite file to TOSA: "
                            "tosa-converter-for-tflite model.tflite")
      .Case("onnx", "import the ONNX file with torch-mlir and export it as "
                    "TOSA, as test/Models/onnx_to_tosa.py does")
      .Default("export the model as TOSA or as linalg on tensors");
}
