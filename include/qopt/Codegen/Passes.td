//===- Passes.td - Integer programs to loops and LLVM ------*- tablegen -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_CODEGEN_PASSES_TD
#define QOPT_CODEGEN_PASSES_TD

include "mlir/Pass/PassBase.td"

def SetTarget : Pass<"qopt-set-target", "::mlir::ModuleOp"> {
  let summary = "write the target that the module is compiled for on it";
  let description = [{
    Attaches upstream's `#llvm.target` to the module; the later passes read the
    target from there and never ask the host. An unknown triple, processor or
    feature is an error that lists the known ones.

    ```mlir
    module attributes {llvm.target = #llvm.target<triple = "x86_64-unknown-linux-gnu", chip = "haswell">}
    ```
  }];
  let options = [
    Option<"triple", "triple", "std::string", "\"host\"", "LLVM triple, or host">,
    Option<"cpu", "cpu", "std::string", "", "processor; empty: the one that goes with the triple">,
    Option<"features", "features", "std::string", "", "such as +avx2,-fma">
  ];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def LabelSteps : Pass<"qopt-label-steps", "::mlir::func::FuncOp"> {
  let summary = "write into the location of each operation what it is a part of";
  let description = [{
    The unit, or the name of an operation that is of none. What an operation
    becomes has its location, so that `qopt-plan-memory` can say whose buffers
    are in the arena. No pass decides anything by it.

    ```mlir
    %acc = qnn.dense %x, %w, %b x_zp 3 w_zp 0 unit "dense0" : ... loc("net.mlir":3:8)
    ```
    becomes
    ```mlir
    %acc = qnn.dense %x, %w, %b x_zp 3 w_zp 0 unit "dense0" : ... loc(fused<"dense0">["net.mlir":3:8])
    ```
  }];
}

def SpecializeBatch : Pass<"qopt-specialize-batch", "::mlir::ModuleOp"> {
  let summary = "copies of a function of dynamic batch for 64, 8 and 1 rows";
  let description = [{
    A function whose leading dimension is dynamic is compiled for fixed numbers
    of rows; `qopt-make-batch-loop` calls the copies, so any number of rows runs
    in one arena. An operation that may mix rows is refused.

    ```mlir
    func.func @main(%x: tensor<?x10xf32>) -> tensor<?x4xf32>
    ```
    becomes
    ```mlir
    func.func private @main.rows64(%x: tensor<64x10xf32>) -> tensor<64x4xf32>
    func.func private @main.rows8(%x: tensor<8x10xf32>) -> tensor<8x4xf32>
    func.func private @main.rows1(%x: tensor<1x10xf32>) -> tensor<1x4xf32>
    ```
  }];
}

def MakeBatchLoop : Pass<"qopt-make-batch-loop", "::mlir::ModuleOp"> {
  let summary = "the entry that runs a dynamic batch through the fixed copies";
  let description = [{
    Adds `void name(int64_t rows, inputs..., outputs..., arena)`, which calls the
    copies that `qopt-specialize-batch` made, the largest as often as it fits.
    Does nothing where there are none.
  }];
  let options = [Option<"name", "name", "std::string", "\"main\"", "the C name of the entry function">];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def ConvertQNNToLinalg : Pass<"qopt-convert-qnn-to-linalg", "::mlir::ModuleOp"> {
  let summary = "integer operations on tensors to linalg on integers";
  let description = [{
    A dense layer becomes a contraction over (m, n, k) that starts from its
    bias, with the zero points folded into that constant; what depends on a
    weight zero point is a row sum. Requantize and lookup become maps whose body
    holds `qnn.rescale` and `qnn.lookup`. Softmax and layer norm become loops
    over their rows.

    ```mlir
    %acc = qnn.dense %x, %w, %b x_zp 3 w_zp 0 : ...
    ```
    becomes
    ```mlir
    %init = linalg.broadcast ins(%folded_bias) outs(%empty) dimensions = [0]
    %acc = linalg.generic {contraction (m, k) x (n, k) -> (m, n)} ins(%x, %w) outs(%init) { ... }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect", "::mlir::math::MathDialect",
    "::mlir::scf::SCFDialect", "::mlir::tensor::TensorDialect"
  ];
}

def ConvertIntegerToLinalg : Pass<"qopt-convert-integer-to-linalg", "::mlir::ModuleOp"> {
  let summary = "integer TOSA that upstream does not lower, or not exactly, to linalg";
  let description = [{
    What stays TOSA on the integer level and has no exact form in upstream's
    tosa-to-linalg: convolutions and matrix products with 64-bit accumulators or
    weights that are not constant, rounded shifts, interpolation (of floats too,
    where upstream divides for every pixel). All sums are those of TOSA's
    specification, in integers wide enough for them.

    ```mlir
    %y = tosa.matmul %a, %b, %azp, %bzp
        : (tensor<1x4x8xi16>, tensor<1x8x4xi16>, tensor<1xi16>, tensor<1xi16>) -> tensor<1x4x4xi64>
    ```
    becomes
    ```mlir
    %y = linalg.generic {(b, m, k) x (b, k, n) -> (b, m, n)} ins(%a, %b) outs(%zeros) { ... }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect", "::mlir::scf::SCFDialect",
    "::mlir::tensor::TensorDialect"
  ];
}

def StoreBooleans : Pass<"qopt-store-booleans", "::mlir::ModuleOp"> {
  let summary = "tensors of booleans as tensors of bytes";
  let description = [{
    In memory a boolean is a byte that is 0 or 1, at the interface as well. A
    vector of `i1` that is stored would be one bit an element.

    ```mlir
    %y = linalg.generic ... ins(%a, %b : tensor<4xi32>, tensor<4xi32>) outs(%empty : tensor<4xi1>) {
    ^bb0(%in: i32, %in_0: i32, %out: i1):
      %0 = arith.cmpi sgt, %in, %in_0 : i32
      linalg.yield %0 : i1
    }
    ```
    becomes
    ```mlir
    %y = linalg.generic ... ins(%a, %b : tensor<4xi32>, tensor<4xi32>) outs(%empty : tensor<4xi8>) {
    ^bb0(%in: i32, %in_0: i32, %out: i8):
      %0 = arith.cmpi sgt, %in, %in_0 : i32
      %1 = arith.extui %0 : i1 to i8
      linalg.yield %1 : i8
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect"];
}

def ConvertFloatToLinalg : Pass<"qopt-convert-float-to-linalg", "::mlir::ModuleOp"> {
  let summary = "dense units left in float to contractions";
  let description = [{
    A `qnn.unit` of kind `dense` that stayed in float becomes the same
    contraction as its integer form, on f32, so that it gets the same kernels.
    The body of any other unit takes its place; its operations take upstream's
    tosa-to-linalg. Gathers and scatters become copies of rows, with indices
    that are no row's moved to the nearest.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect", "::mlir::scf::SCFDialect",
    "::mlir::tensor::TensorDialect"
  ];
}

def WidenActivations : Pass<"qopt-widen-activations", "::mlir::ModuleOp"> {
  let summary = "bytes to words where a contraction multiplies words";
  let description = [{
    Where the row of a contraction reads 16 bits and the left side has 8, the
    left side is widened, at the place where it comes from: before it is padded
    or cut, so that what computes it can store it widened.

    ```mlir
    %p = tensor.pad %x low[0, 1, 1, 0] high[0, 1, 1, 0] { ... } : tensor<1x8x8x4xi8> to tensor<1x10x10x4xi8>
    linalg.generic ... ins(%p, %w : tensor<1x10x10x4xi8>, tensor<8x3x3x4xi8>) ...
    ```

    becomes

    ```mlir
    %y = linalg.generic ... ins(%x : tensor<1x8x8x4xi8>) { arith.extsi ... } -> tensor<1x8x8x4xi16>
    %p = tensor.pad %y low[0, 1, 1, 0] high[0, 1, 1, 0] { ... } : tensor<1x8x8x4xi16> to tensor<1x10x10x4xi16>
    linalg.generic ... ins(%p, %w : tensor<1x10x10x4xi16>, tensor<8x3x3x4xi8>) ...
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect", "::mlir::tensor::TensorDialect"];
  let statistics = [Statistic<"numWidened", "widened", "Number of contractions that read words now">];
}

def FuseMaps : Pass<"qopt-fuse-maps", "::mlir::ModuleOp"> {
  let summary = "chains of elementwise operations to one";
  let description = [{
    Upstream's elementwise fusion, kept away from contractions: a map that
    follows a contraction is fused when the contraction is lowered. Every
    operation keeps its own rounding.
  }];
  let dependentDialects = ["::mlir::linalg::LinalgDialect"];
}

def LowerContractions : Pass<"qopt-lower-contractions", "::mlir::ModuleOp"> {
  let summary = "contractions with constant weights to register tiles of a dot instruction";
  let description = [{
    For every contraction: chooses the row (`DotKernel`) and the register tile
    by the padded work, packs the weights at compile time to
    `[N / n][K / k][n][k]`, and emits the loops: output columns outermost, then
    tiles of rows, then K with the accumulators in registers, then the map that
    follows on the accumulators, then the store. Tails in M, N and K are static
    code that stays inside the buffers.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect", "::mlir::LLVM::LLVMDialect",
    "::mlir::math::MathDialect", "::mlir::scf::SCFDialect", "::mlir::tensor::TensorDialect", "::mlir::vector::VectorDialect"
  ];
  let statistics = [Statistic<"numContractions", "contractions", "Number of contractions lowered">];
}

def VectorizeLoops : Pass<"qopt-vectorize-loops", "::mlir::ModuleOp"> {
  let summary = "linalg operations to vector loops";
  let description = [{
    Elementwise operations, windows and sums become loops over vectors, with a
    static remainder: along the last dimension of the result, or along one that
    is summed over. An elementwise operation that follows a sum is computed with
    it. A result that is padded next is written into the padded tensor at once.

    An integer sum is the same in any order. One of floats is not; the float
    part of a program is held to a tolerance.
  }];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect", "::mlir::scf::SCFDialect",
    "::mlir::tensor::TensorDialect", "::mlir::vector::VectorDialect"
  ];
}

def ExpandQNN : Pass<"qopt-expand-qnn", "::mlir::ModuleOp"> {
  let summary = "qnn scalars and vectors to arithmetic";
  let description = [{
    `qnn.rescale`, `qnn.quantize`, `qnn.dequantize` and `qnn.lookup` on scalars
    and vectors become plain arithmetic that is exact on every target: rounding
    to even adds and drops 1.5 * 2^23 after the clamp, so no machine needs a
    rounding instruction or a library call. Products and shifts of 64 bits, and
    counts of leading zeros, become operations of 32 bits where the target has
    no instructions for them.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::scf::SCFDialect", "::mlir::tensor::TensorDialect",
    "::mlir::vector::VectorDialect", "::mlir::LLVM::LLVMDialect"
  ];
}

def ApproximateMath : Pass<"qopt-approximate-math", "::mlir::ModuleOp"> {
  let summary = "float functions as polynomials on vectors";
  let description = [{
    Upstream's polynomial approximations of exp, tanh, erf and the like, so that
    what stays in float is vector code and calls no library. Their error is a few
    units in the last place of f32.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::math::MathDialect", "::mlir::vector::VectorDialect"
  ];
}

def MakeEntryPoint : Pass<"qopt-make-entry-point", "::mlir::ModuleOp"> {
  let summary = "give the function its C signature: inputs, outputs, arena";
  let description = [{
    `func @main(tensors) -> tensors` becomes `func @name(inputs, outputs)` on
    memory of the caller's. Results are written where the caller wants them.
    Input buffers are only read.
  }];
  let options = [Option<"name", "name", "std::string", "", "the C name of the entry function; empty: the function's own">];
  let dependentDialects = ["::mlir::bufferization::BufferizationDialect", "::mlir::memref::MemRefDialect"];
}

def ExpandCopies : Pass<"qopt-expand-copies", "::mlir::ModuleOp"> {
  let summary = "copies between strided buffers to loops";
  let description = [{
    A `memref.copy` of which one side is not contiguous becomes a loop over
    copies of the runs that are, or, where there are none, a linalg copy, hence
    loops: upstream would call the function `memrefCopy` of its runtime library.
    Copies of contiguous buffers become `memcpy`.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect", "::mlir::scf::SCFDialect"
  ];
}

def PlaceState : Pass<"qopt-place-state", "::mlir::ModuleOp"> {
  let summary = "put what is kept between calls into one buffer of the caller's";
  let description = [{
    Parameters that hold the old and the new state become parts of one parameter
    behind the outputs. Where new state would be written before the old is read
    for the last time, it is computed elsewhere and copied at the end. The
    function `NAME_init` writes the initial state.

    ```mlir
    func.func @net(%x: memref<4xi8>, %old: memref<4xi8> {qnn.state = "seen", ...}, %y: memref<4xi8>,
                   %new: memref<4xi8> {qnn.state = "seen"})
    ```
    becomes
    ```mlir
    func.func @net(%x: memref<4xi8>, %y: memref<4xi8>, %state: memref<4xi8>)
    func.func @net_init(%state: memref<4xi8>)
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect", "::mlir::memref::MemRefDialect"
  ];
}

def PlanMemory : Pass<"qopt-plan-memory", "::mlir::ModuleOp"> {
  let summary = "put every buffer at a fixed offset of one arena";
  let description = [{
    Buffers get offsets by their lifetimes, the largest first; the arena becomes
    the last parameter of the function, and its size the attribute
    `qnn.arena_bytes`. `qnn.arena_plan` says which buffers it holds, where, and
    during which steps of the function, for the report.

    ```mlir
    func.func @net(...) attributes {qnn.arena_bytes = 192 : i64, qnn.arena_plan = {
      buffers = [{bytes = 128 : i64, first = 0 : i64, last = 1 : i64, offset = 0 : i64, unit = "dense0"}, ...],
      steps = ["dense0", "dense1", ...]}}
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::memref::MemRefDialect"];
}

def ShareKernels : Pass<"qopt-share-kernels", "::mlir::ModuleOp"> {
  let summary = "one function for loops that are equal up to their buffers";
  let description = [{
    Networks repeat themselves: loops of the function's body that do the same
    on other buffers, weights and bounds of the output become calls of one
    private function, so that code neither is stored nor compiled twice.
    Buffers are its parameters, and so are constants that differ where the code
    does not gain by knowing them: what is added, multiplied, clamped or stored.
    Parameters that overlap no other one are marked `llvm.noalias`.

    ```mlir
    scf.for %i = %c0 to %c2 step %c1 { ... %weights0 ... %in0 ... %out0 ... }
    scf.for %i = %c0 to %c2 step %c1 { ... %weights1 ... %in1 ... %out1 ... }
    ```
    becomes
    ```mlir
    func.call @main_kernel(%weights0, %in0, %out0)
    func.call @main_kernel(%weights1, %in1, %out1)
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::func::FuncDialect", "::mlir::vector::VectorDialect"
  ];
  let statistics = [Statistic<"numShared", "shared", "Number of loops replaced by another's function">];
}

def ConvertToLLVM : Pass<"qopt-convert-to-llvm", "::mlir::ModuleOp"> {
  let summary = "what is left of all dialects to the LLVM dialect";
  let description = [{
    One conversion with upstream's patterns, in which an index has as many bits
    as an address of the target. A memref in a signature becomes a pointer.

    ```mlir
    func.func @f(%x: memref<4xi8>, %i: index) -> i8 {
      %0 = memref.load %x[%i] : memref<4xi8>
      return %0 : i8
    }
    ```
    becomes, for a processor of 32 bits,
    ```mlir
    llvm.func @f(%x: !llvm.ptr, %i: i32) -> i8 {
      %0 = llvm.getelementptr %x[%i] : (!llvm.ptr, i32) -> !llvm.ptr, i8
      %1 = llvm.load %0 : !llvm.ptr -> i8
      llvm.return %1 : i8
    }
    ```
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def EmitObject : Pass<"qopt-emit-object", "::mlir::ModuleOp"> {
  let summary = "write the object file of a module in the LLVM dialect";
  let description = [{
    The last step of `qopt-compile`: translates the module to LLVM IR, optimizes
    it for its target and writes the object file, completely or not at all. The
    module itself passes through.
  }];
  let options = [Option<"output", "output", "std::string", "", "the object file">];
}

#endif // QOPT_CODEGEN_PASSES_TD
