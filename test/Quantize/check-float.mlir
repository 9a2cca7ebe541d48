// RUN: qopt %s --split-input-file --qopt-check-float=forbid=true --verify-diagnostics

func.func @integers(%x: tensor<1x4xi8>) -> tensor<1x4xi8> {
  %c = arith.constant dense<1.0> : tensor<4xf32>
  %m = arith.constant dense<1073741824> : tensor<1xi32>
  %s = arith.constant dense<33> : tensor<1xi8>
  %0 = qnn.requantize %x, (%m, %s) in_zp 0 out_zp 0 clamp [-128, 127] single : tensor<1x4xi8>, (tensor<1xi32>, tensor<1xi8>) to tensor<1x4xi8>
  return %0 : tensor<1x4xi8>
}

// -----

func.func @numerics(%x: tensor<1x4xi8>) -> tensor<1x4xi8> {
  %c = arith.constant dense<0.5> : tensor<1xf32>
  // expected-error @+1 {{no float is allowed, and the plan's numerics, fp32, multiply floats; make the plan with --numerics=single, or change its "numerics" to "single" or "double"}}
  %0 = qnn.requantize %x, (%c) in_zp 0 out_zp 0 clamp [-128, 127] fp32 : tensor<1x4xi8>, (tensor<1xf32>) to tensor<1x4xi8>
  return %0 : tensor<1x4xi8>
}

// -----

func.func @sum(%x: tensor<1x4xi8>) -> tensor<1x4xi8> {
  // expected-error @+1 {{the plan's numerics, fp32, multiply floats}}
  %0 = qnn.add %x, %x a_zp 0 a_scale 0.5 b_zp 0 b_scale 0.5 out_zp 0 clamp [-128, 127] : (tensor<1x4xi8>, tensor<1x4xi8>) -> tensor<1x4xi8>
  return %0 : tensor<1x4xi8>
}

// -----

// expected-error @+1 {{no float is allowed, and the interface has floats: in0, scores; make them integers with --io=i8 or --io=u8}}
func.func @interface(%x: tensor<1x4xf32> {qnn.name = "in0"}) -> (tensor<1x4xf32> {qnn.name = "scores"}) {
  %0 = qnn.quantize %x scale 0.5 zp 0 : tensor<1x4xf32> to tensor<1x4xi8>
  %1 = qnn.dequantize %0 scale 0.5 zp 0 : tensor<1x4xi8> to tensor<1x4xf32>
  return %1 : tensor<1x4xf32>
}

// -----

// Operations come before the interface that they bring with them, a unit counts as one, and says why.
func.func @operations(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
  // expected-error-re @+1 {{no float is allowed, and these operations are in float: unit "u" of kind "unary" at {{.*}}check-float.mlir:{{[0-9]+}}:8 (the plan says so), 'tosa.exp' at {{.*}}check-float.mlir:{{[0-9]+}}:8; set "quantize": true for the units in the plan, or calibrate again with --no-float{{$}}}}
  %0 = qnn.unit "u" kind "unary"(%x) : (tensor<1x4xf32>) -> tensor<1x4xf32> attributes {qnn.float_reason = "the plan says so"} {
  ^bb0(%arg0: tensor<1x4xf32>):
    %2 = tosa.tanh %arg0 : (tensor<1x4xf32>) -> tensor<1x4xf32>
    qnn.yield %2 : tensor<1x4xf32>
  }
  %1 = tosa.exp %0 : (tensor<1x4xf32>) -> tensor<1x4xf32>
  return %1 : tensor<1x4xf32>
}

// -----

// Machine code has no names, but places.
llvm.func @lowered(%x: !llvm.ptr) {
  %c = llvm.mlir.constant(1.0 : f32) : f32
  // expected-error-re @+1 {{no float is allowed, and these operations are in float: 'llvm.store' at {{.*}}check-float.mlir:{{[0-9]+}}:3{{$}}}}
  llvm.store %c, %x : f32, !llvm.ptr
  llvm.return
}
