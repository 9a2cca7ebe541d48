// DEFINE: %{target} =
// DEFINE: %{disassemble} = qopt %s --qopt-codegen="triple=aarch64-linux-gnu %{target}" --qopt-emit-object=output=%t.o -o /dev/null && llvm-objdump -d --no-show-raw-insn %t.o
// REDEFINE: %{target} = features=+v8.6a
// RUN: %{disassemble} | FileCheck %s --check-prefixes=CHECK,I8MM,DOT
// REDEFINE: %{target} = cpu=cortex-a76
// RUN: %{disassemble} | FileCheck %s --check-prefixes=CHECK,SDOT,DOT
// REDEFINE: %{target} = cpu=cortex-a53
// RUN: %{disassemble} | FileCheck %s --check-prefixes=CHECK,NEON,BASE
// REDEFINE: %{target} = cpu=cortex-a72
// RUN: %{disassemble} | FileCheck %s --check-prefixes=CHECK,NEON,BASE

// The rescale after the loop rounds, narrows and adds with saturation, and no
// product is contracted with a sum.

// CHECK-LABEL:  <wide>:
// I8MM:         smmla v{{[0-9]+}}.4s, v{{[0-9]+}}.16b, v{{[0-9]+}}.16b
// SDOT:         sdot v{{[0-9]+}}.4s, v{{[0-9]+}}.16b, v{{[0-9]+}}.4b[0]
// NEON:         smull
// NEON:         smlal2
// NEON:         sadalp
// CHECK:        scvtf v{{[0-9]+}}.4s
// CHECK:        fmul v{{[0-9]+}}.4s
// CHECK:        fcvtns v{{[0-9]+}}.4s
// CHECK:        sqxtn
// CHECK:        sqadd
// CHECK:        sqxtn
// CHECK-NOT:    fml{{[as]}}
// CHECK:        ret
func.func @wide(%x: tensor<64x256xi8>) -> tensor<64x64xi8> {
  %w = arith.constant dense<64> : tensor<64x256xi8>
  %b = arith.constant dense<10> : tensor<64xi32>
  %s = arith.constant dense<0.001> : tensor<64xf32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 : (tensor<64x256xi8>, tensor<64x256xi8>, tensor<64xi32>) -> tensor<64x64xi32>
  %1 = qnn.requantize %0, (%s) in_zp 0 out_zp 3 clamp [-128, 127] fp32 : tensor<64x64xi32>, (tensor<64xf32>) to tensor<64x64xi8>
  return %1 : tensor<64x64xi8>
}

// Two products of -128 by -128 do not fit 16 bits: none is added to another.

// CHECK-LABEL:  <least>:
// NEON:         smull2
// NEON-NOT:     smlal
// CHECK:        ret
func.func @least(%x: tensor<64x256xi8>) -> tensor<64x64xi32> {
  %w = arith.constant dense<-128> : tensor<64x256xi8>
  %b = arith.constant dense<10> : tensor<64xi32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 : (tensor<64x256xi8>, tensor<64x256xi8>, tensor<64xi32>) -> tensor<64x64xi32>
  return %0 : tensor<64x64xi32>
}

// Depthwise: sdot on interleaved lines, or products of two lines.

// CHECK-LABEL:  <depthwise>:
// DOT:          zip1
// DOT:          sdot
// BASE:         smull
// BASE:         smlal
// BASE:         saddw
// CHECK:        ret
func.func @depthwise(%x: tensor<1x18x18x32xi8>) -> tensor<1x16x16x32xi32> {
  %w = arith.constant dense<3> : tensor<32x3x3x1xi8>
  %b = arith.constant dense<10> : tensor<32xi32>
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] groups 32 x_zp 0 w_zp 0 : (tensor<1x18x18x32xi8>, tensor<32x3x3x1xi8>, tensor<32xi32>) -> tensor<1x16x16x32xi32>
  return %0 : tensor<1x16x16x32xi32>
}

// CHECK-LABEL:  <table>:
// CHECK:        tbl v{{[0-9]+}}.16b
// CHECK-COUNT-3: tbx v{{[0-9]+}}.16b
// CHECK:        ret
func.func @table(%x: tensor<1024xi8>) -> tensor<1024xi8> {
  %0 = qnn.lookup %x table dense<7> : tensor<256xi8> : tensor<1024xi8> to tensor<1024xi8>
  return %0 : tensor<1024xi8>
}

// What stays in float uses fmla by element.

// CHECK-LABEL:  <float>:
// CHECK:        fmla v{{[0-9]+}}.4s, v{{[0-9]+}}.4s, v{{[0-9]+}}.s[{{[0-3]}}]
// CHECK-NOT:    {{^.*}}bl
// CHECK:        ret
func.func @float(%x: tensor<64x32xf32>) -> tensor<64x32xf32> {
  %0 = qnn.unit "dense0" kind "dense"(%x) : (tensor<64x32xf32>) -> tensor<64x32xf32> {
  ^bb0(%a: tensor<64x32xf32>):
    %w = "tosa.const"() <{values = dense<0.5> : tensor<1x32x32xf32>}> : () -> tensor<1x32x32xf32>
    %b = "tosa.const"() <{values = dense<0.5> : tensor<1x32xf32>}> : () -> tensor<1x32xf32>
    %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %s0 = tosa.const_shape {values = dense<[1, 64, 32]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %s1 = tosa.const_shape {values = dense<[64, 32]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %0 = tosa.reshape %a, %s0 : (tensor<64x32xf32>, !tosa.shape<3>) -> tensor<1x64x32xf32>
    %1 = tosa.matmul %0, %w, %z, %z : (tensor<1x64x32xf32>, tensor<1x32x32xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x64x32xf32>
    %2 = tosa.reshape %1, %s1 : (tensor<1x64x32xf32>, !tosa.shape<2>) -> tensor<64x32xf32>
    %3 = tosa.add %2, %b : (tensor<64x32xf32>, tensor<1x32xf32>) -> tensor<64x32xf32>
    qnn.yield %3 : tensor<64x32xf32>
  }
  return %0 : tensor<64x32xf32>
}
