# Most of the time to compile a file of ours goes into reading MLIR's headers.
# With QOPT_PRECOMPILED_HEADERS (the presets set it) they are read once. Files
# include what they need all the same, and a build without it checks that.

option(QOPT_PRECOMPILED_HEADERS "Precompile the headers of MLIR that are used most" OFF)

if(QOPT_PRECOMPILED_HEADERS)
  target_precompile_headers(qopt PRIVATE
    <mlir/Dialect/Arith/IR/Arith.h>
    <mlir/Dialect/Func/IR/FuncOps.h>
    <mlir/Dialect/Quant/IR/Quant.h>
    <mlir/Dialect/Tosa/IR/TosaOps.h>
    <mlir/IR/Matchers.h>
    <mlir/Pass/Pass.h>
    <mlir/Transforms/GreedyPatternRewriteDriver.h>
    <llvm/ADT/StringExtras.h>
    <llvm/Support/raw_ostream.h>)
  # Without a time in it, ccache can tell that two are the same.
  target_compile_options(qopt PRIVATE "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
endif()
