//===- SearchLog.cpp - What a search has measured -------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SearchLog.h"

#include "qopt/Compiler/Compiler.h"
#include "qopt/Support/Error.h"
#include "qopt/Target/TargetInfo.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace qopt {

static constexpr StringLiteral versionKey = "qopt-search-log";
static constexpr int64_t formatVersion = 1;

//===----------------------------------------------------------------------===//
// SearchKey
//===----------------------------------------------------------------------===//

void SearchKey::add(StringRef text) {
  // With its length, so that texts do not run into each other.
  sum.update(std::to_string(text.size()) + ":");
  sum.update(text);
}

Error SearchKey::addFile(StringRef path) {
  auto buffer = MemoryBuffer::getFile(path, /*IsText=*/false,
                                      /*RequiresNullTerminator=*/false);
  if (!buffer)
    return makeError(path + ": cannot be read (" + buffer.getError().message() +
                     ")");
  add((*buffer)->getBuffer());
  return Error::success();
}

Error SearchKey::addHost() {
  auto host = TargetInfo::create();
  if (!host)
    return host.takeError();
  add(host->getTriple().str());
  add(host->getCPU());
  add(host->getFeatures());
  return Error::success();
}

std::string SearchKey::hash() { return toHex(sum.final(), /*LowerCase=*/true); }

//===----------------------------------------------------------------------===//
// SearchLog
//===----------------------------------------------------------------------===//

std::string nameChoice(StringRef what, ArrayRef<size_t> choices) {
  std::string text = what.str();
  for (size_t choice : choices)
    text += " " + std::to_string(choice);
  return text;
}

SearchLog::SearchLog(StringRef path, int file)
    : path(path), file(file), stream(file, /*shouldClose=*/true) {}

SearchLog::~SearchLog() {
  // What went wrong was said when it did.
  stream.clear_error();
}

Expected<std::unique_ptr<SearchLog>> SearchLog::open(StringRef path) {
  int file;
  if (std::error_code code = sys::fs::openFileForReadWrite(
          path, file, sys::fs::CD_OpenAlways, sys::fs::OF_Append))
    return makeError("--search-log: " + path + ": cannot be written (" +
                     code.message() +
                     "); check that its folder exists and is writable");
  std::unique_ptr<SearchLog> log(new SearchLog(path, file));
  // The lock goes with the process, however that ends.
  if (sys::fs::tryLockFile(file))
    return makeError("--search-log: " + path +
                     ": another search is writing it; wait for that, or give "
                     "another file");
  if (Error error = log->load())
    return std::move(error);
  return std::move(log);
}

Error SearchLog::refuse(const Twine &what) const {
  return makeError("--search-log: " + path + ": line " + Twine(next + 1) + " " +
                   what);
}

Error SearchLog::load() {
  // Not by its name: to close what that opens would give up the lock.
  auto buffer = MemoryBuffer::getOpenFile(sys::fs::convertFDToNativeFile(file),
                                          path, /*FileSize=*/-1,
                                          /*RequiresNullTerminator=*/false,
                                          /*IsVolatile=*/true);
  if (!buffer)
    return makeError("--search-log: " + path + ": cannot be read (" +
                     buffer.getError().message() + ")");
  StringRef text = (*buffer)->getBuffer();
  auto [whole, rest] = text.rsplit('\n');
  if (text.contains('\n'))
    text = text.drop_back(rest.size());
  else if (StringRef("{\"" + versionKey.str() + "\":1}").starts_with(text))
    text = "";
  for (StringRef line : split(text.rtrim('\n'), '\n')) {
    if (text.empty())
      break;
    Expected<json::Value> value = json::parse(line);
    const json::Object *object = value ? value->getAsObject() : nullptr;
    bool isFirst = lines.empty() && next == 0;
    if (!value)
      consumeError(value.takeError());
    if (isFirst && (!object || !object->getInteger(versionKey)))
      return makeError("--search-log: " + path +
                       ": is no log of a search; give another file");
    if (isFirst && object->getInteger(versionKey) != formatVersion)
      return makeError("--search-log: " + path +
                       ": has another version of the format; give another "
                       "file");
    if (!object) {
      next = lines.size();
      return refuse("is damaged; delete the file, or that line and all behind "
                    "it");
    }
    lines.push_back(*object);
  }
  // A file of another search must stay as it is.
  if (text.size() != (*buffer)->getBufferSize())
    cutAt = text.size();
  next = 1;
  if (!lines.empty())
    return Error::success();
  lines.emplace_back();
  return append(json::Object{{versionKey, formatVersion}});
}

Error SearchLog::append(json::Object line) {
  if (cutAt)
    if (std::error_code code = sys::fs::resize_file(file, *cutAt))
      return makeError("--search-log: " + path + ": cannot be written (" +
                       code.message() + ")");
  cutAt.reset();
  stream << json::Value(std::move(line)) << '\n';
  stream.flush();
  if (!stream.has_error())
    return Error::success();
  std::string reason = stream.error().message();
  stream.clear_error();
  return makeError("--search-log: " + path + ": cannot be written (" + reason +
                   "); what it has so far can be gone on from");
}

Error SearchLog::begin(SearchKey key) {
  std::string hash = key.hash();
  if (isAtEnd())
    return append(json::Object{{"search", key.search()}, {"of", hash}});
  const json::Object &line = lines[next];
  if (line.getString("search") != key.search() || line.getString("of") != hash)
    return refuse("is of another model, other data, other options or another "
                  "machine; give another file, or delete this one");
  ++next;
  return Error::success();
}

Expected<std::optional<std::vector<double>>>
SearchLog::read(int64_t call, StringRef tried, size_t size) {
  if (isAtEnd())
    return std::nullopt;
  const json::Object &line = lines[next];
  std::vector<double> values;
  if (const json::Array *measured = line.getArray("measured"))
    for (const json::Value &value : *measured)
      if (std::optional<double> number = value.getAsNumber())
        values.push_back(*number);
  if (line.getInteger("call") != call || line.getString("tried") != tried ||
      values.size() != size)
    return refuse("is not of what this search measures there; delete the file");
  ++next;
  return values;
}

Error SearchLog::add(int64_t call, StringRef tried, ArrayRef<double> measured) {
  return append(json::Object{
      {"call", call}, {"tried", tried}, {"measured", json::Array(measured)}});
}

//===----------------------------------------------------------------------===//
// The compiler's
//===----------------------------------------------------------------------===//

Error Compiler::openSearchLog(StringRef path) {
  auto log = SearchLog::open(path);
  if (!log)
    return log.takeError();
  searchLog = std::move(*log);
  return Error::success();
}

Error Compiler::beginSearch(SearchKey key, StringRef dataPath) {
  if (Error error = key.addFile(dataPath))
    return error;
  if (Error error = key.addHost())
    return error;
  return searchLog->begin(std::move(key));
}

} // namespace qopt
