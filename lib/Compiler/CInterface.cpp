//===- CInterface.cpp - A signature as C sees it ----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CInterface.h"

#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

namespace qopt {

llvm::StringRef getCType(ElementType type) {
  switch (type) {
  case ElementType::F32:
    return "float";
  case ElementType::F64:
    return "double";
  case ElementType::I8:
    return "int8_t";
  case ElementType::U8:
  case ElementType::Bool:
    return "uint8_t";
  case ElementType::I16:
    return "int16_t";
  case ElementType::U16:
  case ElementType::F16:
    return "uint16_t";
  case ElementType::I32:
    return "int32_t";
  case ElementType::I64:
    return "int64_t";
  }
  llvm_unreachable("unknown element type");
}

// 9 digits always do.
std::string toLiteral(float value) {
  llvm::SmallString<32> text;
  llvm::APFloat(value).toString(text, /*FormatPrecision=*/9,
                                /*FormatMaxPadding=*/6);
  if (llvm::StringRef(text).find_first_of(".E") == llvm::StringRef::npos)
    text += ".0";
  return (text + "f").str();
}

std::string toComment(llvm::StringRef text) {
  bool isUTF8 = llvm::json::isUTF8(text);
  std::string result;
  for (unsigned char c : text) {
    if (c < 0x20 || c == 0x7f || (c >= 0x80 && !isUTF8)) {
      result += "\\x" + llvm::utohexstr(c, /*LowerCase=*/true, 2);
      continue;
    }
    // Neither an end of the comment nor a start of another.
    if (!result.empty() && ((result.back() == '*' && c == '/') ||
                            (result.back() == '/' && c == '*')))
      result += ' ';
    result += c;
  }
  return result;
}

std::string macroPrefix(const Signature &signature) {
  return llvm::StringRef(signature.name).upper();
}

std::string Parameter::product() const {
  llvm::ArrayRef<int64_t> dims(tensor.shape);
  std::string text;
  for (int64_t dim : hasRows() ? dims.drop_front() : dims)
    text += (text.empty() ? "" : " * ") + std::to_string(dim);
  return text.empty() ? "1" : text;
}

int64_t Parameter::elements() const {
  int64_t product = 1;
  for (int64_t dim : tensor.shapeFor(1))
    product *= dim;
  return product;
}

std::string Parameter::declaration() const {
  return ((isInput ? "const " : "") + getCType(tensor.type) + " *" + name)
      .str();
}

std::vector<Parameter> makeParameters(const Signature &signature) {
  std::string prefix = macroPrefix(signature);
  std::vector<Parameter> parameters;
  auto add = [&](llvm::ArrayRef<InterfaceTensor> tensors, llvm::StringRef name,
                 llvm::StringRef macro, bool isInput) {
    for (auto [i, tensor] : llvm::enumerate(tensors))
      parameters.push_back({tensor, (name + llvm::Twine(i)).str(),
                            (prefix + macro + llvm::Twine(i)).str(), isInput});
  };
  add(signature.inputs, "in", "_IN", /*isInput=*/true);
  add(signature.outputs, "out", "_OUT", /*isInput=*/false);
  return parameters;
}

} // namespace qopt
