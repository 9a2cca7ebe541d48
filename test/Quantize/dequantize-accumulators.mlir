// RUN: qopt %s --pass-pipeline='builtin.module(func.func(qnn-dequantize-accumulators))' | FileCheck %s

// CHECK-LABEL: @float_result
// CHECK: %[[SCALE:.+]] = arith.constant dense<[5.000000e-01, 2.500000e-01]> : tensor<2xf32>
// CHECK: %[[Y:.+]] = qnn.dequantize_accumulator %arg0, %[[SCALE]] unit "dense0" : tensor<3x2xi32>, tensor<2xf32> to tensor<3x2xf32>
// CHECK-NOT: qnn.requantize
// CHECK: return %[[Y]]
func.func @float_result(%acc: tensor<3x2xi32>) -> tensor<3x2xf32> {
  %s = arith.constant dense<[0.25, 0.125]> : tensor<2xf32>
  %q = qnn.requantize %acc, (%s) in_zp 0 out_zp 31 clamp [-128, 127] fp32 unit "dense0" : tensor<3x2xi32>, (tensor<2xf32>) to tensor<3x2xi8>
  %y = qnn.dequantize %q scale 2.0 zp 31 : tensor<3x2xi8> to tensor<3x2xf32>
  return %y : tensor<3x2xf32>
}

// A range that begins at 0 is a relu's, folded or not.
// CHECK-LABEL: @relu
// CHECK: qnn.dequantize_accumulator %arg0, %{{.+}} relu :
func.func @relu(%acc: tensor<3x2xi32>) -> tensor<3x2xf32> {
  %s = arith.constant dense<0.25> : tensor<1xf32>
  %q = qnn.requantize %acc, (%s) in_zp 0 out_zp 0 clamp [0, 255] fp32 : tensor<3x2xi32>, (tensor<1xf32>) to tensor<3x2xi8>
  %y = qnn.dequantize %q scale 2.0 zp 0 unsigned : tensor<3x2xi8> to tensor<3x2xf32>
  return %y : tensor<3x2xf32>
}

// The zero point of a layer's result is at the end where next to nothing was seen
// above 0; of another rescale that may be meant.
// CHECK-LABEL: @ends_at_zero
// CHECK: qnn.dequantize_accumulator %arg0, %{{.+}} unit "dense0" :
// CHECK: qnn.requantize
func.func @ends_at_zero(%acc: tensor<3x2xi32>) -> (tensor<3x2xf32>, tensor<3x2xf32>) {
  %s = arith.constant dense<0.25> : tensor<1xf32>
  %q = qnn.requantize %acc, (%s) in_zp 0 out_zp 127 clamp [-128, 127] fp32 unit "dense0" : tensor<3x2xi32>, (tensor<1xf32>) to tensor<3x2xi8>
  %y = qnn.dequantize %q scale 2.0 zp 127 : tensor<3x2xi8> to tensor<3x2xf32>
  %r = qnn.requantize %acc, (%s) in_zp 0 out_zp 127 clamp [-128, 127] fp32 : tensor<3x2xi32>, (tensor<1xf32>) to tensor<3x2xi8>
  %z = qnn.dequantize %r scale 2.0 zp 127 : tensor<3x2xi8> to tensor<3x2xf32>
  return %y, %z : tensor<3x2xf32>, tensor<3x2xf32>
}

// CHECK-LABEL: @fixed_point
// CHECK: dense<1.250000e-01>
// CHECK: qnn.dequantize_accumulator
func.func @fixed_point(%acc: tensor<3x2xi32>) -> tensor<3x2xf32> {
  %m = arith.constant dense<1073741824> : tensor<1xi32>
  %s = arith.constant dense<34> : tensor<1xi8>
  %q = qnn.requantize %acc, (%m, %s) in_zp 0 out_zp 3 clamp [-128, 127] double : tensor<3x2xi32>, (tensor<1xi32>, tensor<1xi8>) to tensor<3x2xi8>
  %y = qnn.dequantize %q scale 2.0 zp 3 : tensor<3x2xi8> to tensor<3x2xf32>
  return %y : tensor<3x2xf32>
}

// An integer layer reads the rounded values: both are to agree.
// CHECK-LABEL: @also_integer
// CHECK: qnn.requantize
// CHECK: qnn.dequantize %
func.func @also_integer(%acc: tensor<3x2xi32>) -> (tensor<3x2xf32>, tensor<3x2xi8>) {
  %s = arith.constant dense<0.25> : tensor<1xf32>
  %q = qnn.requantize %acc, (%s) in_zp 0 out_zp 31 clamp [-128, 127] fp32 : tensor<3x2xi32>, (tensor<1xf32>) to tensor<3x2xi8>
  %y = qnn.dequantize %q scale 2.0 zp 31 : tensor<3x2xi8> to tensor<3x2xf32>
  return %y, %q : tensor<3x2xf32>, tensor<3x2xi8>
}

// A relu6 must stay, also where its bound is the storage's.
// CHECK-LABEL: @bounded
// CHECK: qnn.requantize
// CHECK: qnn.dequantize %
func.func @bounded(%acc: tensor<3x2xi32>) -> tensor<3x2xf32> {
  %s = arith.constant dense<0.25> : tensor<1xf32>
  %q = qnn.requantize %acc, (%s) in_zp 0 out_zp -128 clamp [-128, 127] fp32 {qnn.bounded} : tensor<3x2xi32>, (tensor<1xf32>) to tensor<3x2xi8>
  %y = qnn.dequantize %q scale 2.0 zp -128 : tensor<3x2xi8> to tensor<3x2xf32>
  return %y : tensor<3x2xf32>
}

// CHECK-LABEL: @narrowed
// CHECK: qnn.requantize
func.func @narrowed(%acc: tensor<3x2xi32>) -> tensor<3x2xf32> {
  %s = arith.constant dense<0.25> : tensor<1xf32>
  %q = qnn.requantize %acc, (%s) in_zp 0 out_zp 0 clamp [-128, 60] fp32 : tensor<3x2xi32>, (tensor<1xf32>) to tensor<3x2xi8>
  %y = qnn.dequantize %q scale 2.0 zp 0 : tensor<3x2xi8> to tensor<3x2xf32>
  return %y : tensor<3x2xf32>
}

// Through what moves elements: two heads, each rescaled to the range of the
// whole. The second one's rounded values are read by a table too, but not those
// of the whole.

// CHECK-LABEL: @heads
// CHECK: %[[T:.+]] = qnn.requantize %arg1
// CHECK: %[[S:.+]] = arith.constant dense<2.500000e-01> : tensor<1xf32>
// CHECK: %[[A:.+]] = qnn.dequantize_accumulator %arg0, %[[S]] : tensor<4x2xi32>, tensor<1xf32> to tensor<4x2xf32>
// CHECK: %[[R:.+]] = tosa.reshape %[[A]], %{{.+}} : (tensor<4x2xf32>, !tosa.shape<3>) -> tensor<1x8x1xf32>
// CHECK: %[[B:.+]] = qnn.dequantize %[[T]] scale 5.000000e-01 zp 3 : tensor<1x2x1xi8> to tensor<1x2x1xf32>
// CHECK: %[[C:.+]] = tosa.concat %[[R]], %[[B]] {axis = 1 : i32} : (tensor<1x8x1xf32>, tensor<1x2x1xf32>) -> tensor<1x10x1xf32>
// CHECK: %[[Z:.+]] = tosa.slice %[[C]], {{.*}} -> tensor<1x5x1xf32>
// CHECK: qnn.lookup %[[T]]
// CHECK: return %[[Z]]
func.func @heads(%a: tensor<4x2xi32>, %b: tensor<1x2x1xi32>) -> (tensor<1x5x1xf32>, tensor<1x2x1xi8>) {
  %s = arith.constant dense<0.25> : tensor<1xf32>
  %half = arith.constant dense<0.5> : tensor<1xf32>
  %shape = tosa.const_shape {values = dense<[1, 8, 1]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %start = tosa.const_shape {values = dense<[0, 5, 0]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %size = tosa.const_shape {values = dense<[1, 5, 1]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %0 = qnn.requantize %a, (%half) in_zp 0 out_zp 31 clamp [-128, 127] fp32 : tensor<4x2xi32>, (tensor<1xf32>) to tensor<4x2xi8>
  %1 = tosa.reshape %0, %shape : (tensor<4x2xi8>, !tosa.shape<3>) -> tensor<1x8x1xi8>
  %2 = qnn.requantize %b, (%s) in_zp 0 out_zp 3 clamp [-128, 127] fp32 : tensor<1x2x1xi32>, (tensor<1xf32>) to tensor<1x2x1xi8>
  %3 = qnn.requantize %1, (%s) in_zp 31 out_zp 9 clamp [-128, 127] fp32 : tensor<1x8x1xi8>, (tensor<1xf32>) to tensor<1x8x1xi8>
  %4 = qnn.requantize %2, (%s) in_zp 3 out_zp 9 clamp [-128, 127] fp32 : tensor<1x2x1xi8>, (tensor<1xf32>) to tensor<1x2x1xi8>
  %5 = tosa.concat %3, %4 {axis = 1 : i32} : (tensor<1x8x1xi8>, tensor<1x2x1xi8>) -> tensor<1x10x1xi8>
  %6 = tosa.slice %5, %start, %size : (tensor<1x10x1xi8>, !tosa.shape<3>, !tosa.shape<3>) -> tensor<1x5x1xi8>
  %7 = qnn.dequantize %6 scale 2.0 zp 9 : tensor<1x5x1xi8> to tensor<1x5x1xf32>
  %8 = qnn.lookup %2 table dense<7> : tensor<256xi8> : tensor<1x2x1xi8> to tensor<1x2x1xi8>
  return %7, %8 : tensor<1x5x1xf32>, tensor<1x2x1xi8>
}

// A relu between two forms of a tensor stays, and so do bytes that only move.

// CHECK-LABEL: @relu_of_bytes
// CHECK: %[[Q:.+]] = qnn.requantize %arg0
// CHECK: qnn.dequantize %[[Q]] scale 2.000000e+00 zp -128
// CHECK: %[[R:.+]] = tosa.reshape %arg1
// CHECK: qnn.dequantize %[[R]]
func.func @relu_of_bytes(%a: tensor<2xi8>, %b: tensor<2xi8>) -> (tensor<2xf32>, tensor<1x2xf32>) {
  %s = arith.constant dense<0.25> : tensor<1xf32>
  %shape = tosa.const_shape {values = dense<[1, 2]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %0 = qnn.requantize %a, (%s) in_zp 3 out_zp -128 clamp [-128, 127] fp32 : tensor<2xi8>, (tensor<1xf32>) to tensor<2xi8>
  %1 = qnn.dequantize %0 scale 2.0 zp -128 : tensor<2xi8> to tensor<2xf32>
  %2 = tosa.reshape %b, %shape : (tensor<2xi8>, !tosa.shape<2>) -> tensor<1x2xi8>
  %3 = qnn.dequantize %2 scale 2.0 zp 5 : tensor<1x2xi8> to tensor<1x2xf32>
  return %1, %3 : tensor<2xf32>, tensor<1x2xf32>
}
