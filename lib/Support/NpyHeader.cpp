//===- NpyHeader.cpp - What precedes the elements of a .npy ---------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NpyHeader.h"
#include "qopt/Support/Error.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace qopt;

/// NumPy writes headers of about a hundred bytes. The bound keeps a corrupt
/// length from becoming an allocation.
static constexpr int64_t maxHeaderLength = 1 << 20;

namespace {
struct DtypeRow {
  StringLiteral dtype;
  ElementType type;
};

/// Parses the header's text, a Python dictionary of exactly the keys descr,
/// fortran_order and shape, in any order. Each method gives false, or nullopt,
/// where the text is something else; `problem` then says what.
class HeaderParser {
public:
  explicit HeaderParser(StringRef text) : rest(text) {}

  bool parse(NpyHeader &header);

  std::string problem = "has a damaged header; write the file again";

private:
  bool consume(StringRef token) {
    rest = rest.ltrim();
    return rest.consume_front(token);
  }
  std::optional<StringRef> parseString();
  bool parseDescr(NpyHeader &header);
  bool parseFortranOrder(bool &value);
  bool parseShape(NpyHeader &header);

  StringRef rest;
};
} // namespace

static constexpr DtypeRow dtypes[] = {
    {"f4", ElementType::F32}, {"f8", ElementType::F64},
    {"f2", ElementType::F16}, {"i1", ElementType::I8},
    {"u1", ElementType::U8},  {"i2", ElementType::I16},
    {"u2", ElementType::U16}, {"i4", ElementType::I32},
    {"i8", ElementType::I64}, {"b1", ElementType::Bool},
};

std::optional<StringRef> HeaderParser::parseString() {
  for (StringRef quote : {"'", "\""}) {
    if (!consume(quote))
      continue;
    auto [text, behind] = rest.split(quote);
    if (text.size() == rest.size())
      return std::nullopt;
    rest = behind;
    return text;
  }
  return std::nullopt;
}

bool HeaderParser::parseDescr(NpyHeader &header) {
  if (consume("[")) {
    problem = "has a structured dtype; save each of its fields as an array of "
              "its own";
    return false;
  }
  std::optional<StringRef> descr = parseString();
  if (!descr)
    return false;
  StringRef dtype = descr->ltrim("<|=>");
  for (const DtypeRow &row : dtypes) {
    if (row.dtype != dtype)
      continue;
    if (descr->starts_with(">") && getElementSize(row.type) > 1) {
      problem = ("is big-endian; save it with .astype('<" + dtype + "')").str();
      return false;
    }
    header.type = row.type;
    return true;
  }
  problem = ("has the dtype '" + *descr +
             "', which is not read; convert it with .astype() to float32, "
             "float64, float16, int8, uint8, int16, uint16, int32, int64 or "
             "bool")
                .str();
  return false;
}

bool HeaderParser::parseFortranOrder(bool &value) {
  value = consume("True");
  return value || consume("False");
}

bool HeaderParser::parseShape(NpyHeader &header) {
  if (!consume("("))
    return false;
  while (!consume(")")) {
    int64_t extent;
    rest = rest.ltrim();
    if (rest.consumeInteger(10, extent))
      return false;
    consume("L"); // as Python 2 wrote a long
    header.shape.push_back(extent);
    if (consume(","))
      continue;
    // Without a comma "(3)" would be an integer; a tuple of one is "(3,)".
    return header.shape.size() > 1 && consume(")");
  }
  return true;
}

bool HeaderParser::parse(NpyHeader &header) {
  bool fortranOrder = false;
  unsigned descrs = 0, orders = 0, shapes = 0;
  if (!consume("{"))
    return false;
  while (!consume("}")) {
    std::optional<StringRef> key = parseString();
    if (!key || !consume(":"))
      return false;
    if (*key == "descr" && ++descrs && !parseDescr(header))
      return false;
    if (*key == "fortran_order" && ++orders && !parseFortranOrder(fortranOrder))
      return false;
    if (*key == "shape" && ++shapes && !parseShape(header))
      return false;
    if (*key != "descr" && *key != "fortran_order" && *key != "shape")
      return false;
    if (!consume(",") && !rest.ltrim().starts_with("}"))
      return false;
  }
  if (descrs != 1 || orders != 1 || shapes != 1 || !rest.trim().empty())
    return false;
  if (fortranOrder && header.shape.size() > 1) {
    problem = "is in Fortran order; save it with np.ascontiguousarray()";
    return false;
  }
  return true;
}

/// Checks that the elements the header promises are what follows it.
static Error checkSize(const NpyHeader &header, int64_t size, StringRef where) {
  int64_t elementSize = getElementSize(header.type);
  std::optional<int64_t> count = checkedNumElements(header.shape, elementSize);
  if (!count)
    return makeError(where + "has the impossible shape " +
                     formatShape(header.shape) + "; write the file again");
  int64_t present = size - header.dataOffset;
  int64_t needed = *count * elementSize;
  if (present == needed)
    return Error::success();
  return makeError(
      where + (present < needed ? "is truncated: " : "is too long: ") +
      formatShape(header.shape) + " elements of " +
      getElementTypeName(header.type) + " are " + Twine(needed) +
      " bytes, but there are " + Twine(present) + "; write the file again");
}

Expected<NpyHeader>
qopt::readNpyHeader(function_ref<Error(MutableArrayRef<char>)> readNext,
                    int64_t size, StringRef where) {
  auto fail = [&](const Twine &message) { return makeError(where + message); };
  // The magic, two bytes of version and the shorter form of the length.
  constexpr int64_t shortPrelude = 10;
  char prelude[12];
  if (size < shortPrelude)
    return fail("is truncated: a .npy has at least 10 bytes, this has " +
                Twine(size) + "; write the file again");
  if (Error error = readNext(MutableArrayRef(prelude).take_front(shortPrelude)))
    return error;
  if (!StringRef(prelude, shortPrelude).starts_with(npyMagic))
    return fail("is not a .npy; write it with np.save or np.savez");
  int major = static_cast<unsigned char>(prelude[6]);
  if (major < 1 || major > 3)
    return fail("has version " + Twine(major) +
                " of the .npy format, which is not known; write it with "
                "np.lib.format.write_array(version=(1, 0))");

  int64_t length = support::endian::read16le(prelude + 8);
  int64_t preludeSize = shortPrelude;
  if (major > 1) {
    preludeSize = sizeof(prelude);
    if (size < preludeSize)
      return fail("is truncated in its header; write the file again");
    if (Error error =
            readNext(MutableArrayRef(prelude).drop_front(shortPrelude)))
      return error;
    length = support::endian::read32le(prelude + 8);
  }
  if (length > size - preludeSize || length > maxHeaderLength)
    return fail("is truncated or damaged: its header claims " + Twine(length) +
                " bytes; write the file again");

  std::string text(length, '\0');
  if (Error error = readNext(MutableArrayRef(text.data(), text.size())))
    return error;
  NpyHeader header;
  header.dataOffset = preludeSize + length;
  HeaderParser parser(text);
  if (!parser.parse(header))
    return fail(parser.problem);
  if (Error error = checkSize(header, size, where))
    return error;
  return header;
}

std::string qopt::formatNpyHeader(const HostTensor &tensor) {
  std::string text = "{'descr': '";
  for (const DtypeRow &row : dtypes)
    if (row.type == tensor.type)
      text += (getElementSize(row.type) == 1 ? "|" : "<") + row.dtype.str();
  text += "', 'fortran_order': False, 'shape': (";
  for (int64_t extent : tensor.shape)
    text += itostr(extent) + ", ";
  if (tensor.shape.size() > 1)
    text.resize(text.size() - 2);
  text += "), }";

  constexpr size_t preludeSize = 10;
  size_t total = alignTo(preludeSize + text.size() + 1, 64);
  text.resize(total - preludeSize - 1, ' ');
  text += '\n';
  assert(text.size() < 1 << 16 && "a version 1 header has a 16-bit length");
  char length[2];
  support::endian::write16le(length, text.size());
  return npyMagic.str() + std::string("\x01\x00", 2) + std::string(length, 2) +
         text;
}
