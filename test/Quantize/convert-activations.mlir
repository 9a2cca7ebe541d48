// RUN: qopt %s --qopt-convert-units-to-qnn --verify-diagnostics | FileCheck %s

// Units without weights, and what moves stored elements.

!x = !quant.uniform<u8:f32, 0.5:3>
!w = !quant.uniform<i8:f32, 0.25:-5>
!y = !quant.uniform<i8:f32, 2.0:7>

// CHECK-LABEL: func.func @add
// CHECK: qnn.add %arg1, %arg0 a_zp -5 a_scale 1.250000e-01 b_zp 3 b_scale 2.500000e-01 b_unsigned out_zp 7 clamp [7, 127] unit "a" : (tensor<1x4xi8>, tensor<2x4xi8>) -> tensor<2x4xi8>
func.func @add(%x: tensor<2x4x!x>, %w: tensor<1x4x!w>) -> tensor<2x4x!y> {
  %0 = qnn.unit "a" kind "add"(%x, %w) : (tensor<2x4x!x>, tensor<1x4x!w>) -> tensor<2x4x!y> {
  ^bb0(%a: tensor<2x4xf32>, %b: tensor<1x4xf32>):
    %1 = tosa.add %b, %a : (tensor<1x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %2 = tosa.clamp %1 {max_val = 3.40282347E+38 : f32, min_val = 0.0 : f32} : (tensor<2x4xf32>) -> tensor<2x4xf32>
    qnn.yield %2 : tensor<2x4xf32>
  }
  return %0 : tensor<2x4x!y>
}

// In fixed point three rescales: the operands to steps of 2^-20 of twice the
// larger scale, 0.25 / 1 * 2^20 = 2^18 = 2^30 * 2^-12 and 2^19; their sum by
// 1 / 2 * 2^-20 = 2^30 * 2^-51.

// CHECK-LABEL: func.func @add_single
// CHECK-DAG: %[[M:.+]] = arith.constant dense<1073741824> : tensor<1xi32>
// CHECK-DAG: %[[S12:.+]] = arith.constant dense<12> : tensor<1xi8>
// CHECK-DAG: %[[S11:.+]] = arith.constant dense<11> : tensor<1xi8>
// CHECK-DAG: %[[W:.+]] = qnn.requantize %arg1, (%{{.+}}, %[[S12]]) in_zp -5 out_zp 0 clamp [-2147483648, 2147483647] single unit "a" : tensor<1x4xi8>, (tensor<1xi32>, tensor<1xi8>) to tensor<1x4xi32>
// CHECK-DAG: %[[X:.+]] = qnn.requantize %arg0, (%{{.+}}, %[[S11]]) in_zp 3 in_unsigned out_zp 0 clamp [-2147483648, 2147483647] single unit "a" : tensor<2x4xi8>, (tensor<1xi32>, tensor<1xi8>) to tensor<2x4xi32>
// CHECK: %[[SUM:.+]] = tosa.add %[[W]], %[[X]] : (tensor<1x4xi32>, tensor<2x4xi32>) -> tensor<2x4xi32>
// CHECK: %[[S51:.+]] = arith.constant dense<51> : tensor<1xi8>
// CHECK: qnn.requantize %[[SUM]], (%{{.+}}, %[[S51]]) in_zp 0 out_zp 7 clamp [7, 127] single unit "a" : tensor<2x4xi32>, (tensor<1xi32>, tensor<1xi8>) to tensor<2x4xi8>
func.func @add_single(%x: tensor<2x4x!x>, %w: tensor<1x4x!w>) -> tensor<2x4x!y> {
  %0 = qnn.unit "a" kind "add"(%x, %w) : (tensor<2x4x!x>, tensor<1x4x!w>) -> tensor<2x4x!y> attributes {qnn.quantization = {numerics = "single"}} {
  ^bb0(%a: tensor<2x4xf32>, %b: tensor<1x4xf32>):
    %1 = tosa.add %b, %a : (tensor<1x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %2 = tosa.clamp %1 {max_val = 3.40282347E+38 : f32, min_val = 0.0 : f32} : (tensor<2x4xf32>) -> tensor<2x4xf32>
    qnn.yield %2 : tensor<2x4xf32>
  }
  return %0 : tensor<2x4x!y>
}

// A difference adds the negative.

// CHECK-LABEL: func.func @sub
// CHECK: qnn.add %arg0, %arg1 a_zp 3 a_scale 2.500000e-01 a_unsigned b_zp -5 b_scale -1.250000e-01 out_zp 7 clamp [-128, 127] unit "s"
func.func @sub(%x: tensor<2x4x!x>, %w: tensor<2x4x!w>) -> tensor<2x4x!y> {
  %0 = qnn.unit "s" kind "add"(%x, %w) : (tensor<2x4x!x>, tensor<2x4x!w>) -> tensor<2x4x!y> {
  ^bb0(%a: tensor<2x4xf32>, %b: tensor<2x4xf32>):
    %1 = tosa.sub %a, %b : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    qnn.yield %1 : tensor<2x4xf32>
  }
  return %0 : tensor<2x4x!y>
}

// 0.5 * 0.25 / 2 = 0.0625, in fixed point 2^30 * 2^-34.

// CHECK-LABEL: func.func @mul
// CHECK-DAG: %[[M:.+]] = arith.constant dense<1073741824> : tensor<1xi32>
// CHECK-DAG: %[[S:.+]] = arith.constant dense<34> : tensor<1xi8>
// CHECK: %[[ACC:.+]] = qnn.mul %arg0, %arg1 a_zp 3 a_unsigned b_zp -5 unit "m" : (tensor<2x4xi8>, tensor<1x4xi8>) -> tensor<2x4xi32>
// CHECK: qnn.requantize %[[ACC]], (%[[M]], %[[S]]) in_zp 0 out_zp 7 clamp [-128, 127] double unit "m"
func.func @mul(%x: tensor<2x4x!x>, %w: tensor<1x4x!w>) -> tensor<2x4x!y> {
  %0 = qnn.unit "m" kind "mul"(%x, %w) : (tensor<2x4x!x>, tensor<1x4x!w>) -> tensor<2x4x!y> attributes {qnn.quantization = {numerics = "double"}} {
  ^bb0(%a: tensor<2x4xf32>, %b: tensor<1x4xf32>):
    %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
    %1 = tosa.mul %a, %b, %shift : (tensor<2x4xf32>, tensor<1x4xf32>, tensor<1xi8>) -> tensor<2x4xf32>
    qnn.yield %1 : tensor<2x4xf32>
  }
  return %0 : tensor<2x4x!y>
}

// CHECK-LABEL: func.func @matmul
// CHECK: %[[S:.+]] = arith.constant dense<1.250000e-01> : tensor<1xf32>
// CHECK: %[[ACC:.+]] = qnn.matmul %arg0, %arg0 a_zp 3 b_zp 3 a_unsigned b_unsigned unit "mm" : (tensor<2x3x3xi8>, tensor<2x3x3xi8>) -> tensor<2x3x3xi32>
// CHECK: qnn.requantize %[[ACC]], (%[[S]]) in_zp 0 out_zp 7 clamp [-128, 127] fp32 unit "mm"
func.func @matmul(%x: tensor<2x3x3x!x>) -> tensor<2x3x3x!y> {
  %0 = qnn.unit "mm" kind "matmul"(%x) : (tensor<2x3x3x!x>) -> tensor<2x3x3x!y> {
  ^bb0(%a: tensor<2x3x3xf32>):
    %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %1 = tosa.matmul %a, %a, %z, %z : (tensor<2x3x3xf32>, tensor<2x3x3xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x3x3xf32>
    qnn.yield %1 : tensor<2x3x3xf32>
  }
  return %0 : tensor<2x3x3x!y>
}

// Every part is rescaled to the parameters of the whole unless it has them.

// CHECK-LABEL: func.func @concat
// CHECK: %[[S:.+]] = arith.constant dense<2.500000e-01> : tensor<1xf32>
// CHECK: %[[R:.+]] = qnn.requantize %arg0, (%[[S]]) in_zp 3 in_unsigned out_zp 7 clamp [-128, 127] fp32 unit "c" : tensor<2x4xi8>, (tensor<1xf32>) to tensor<2x4xi8>
// CHECK: %[[K:.+]] = arith.constant dense<{{\[\[}}8, 127], [7, 7]]> : tensor<2x2xi8>
// CHECK: tosa.concat %[[R]], %arg1, %[[K]] {axis = 1 : i32} : (tensor<2x4xi8>, tensor<2x1xi8>, tensor<2x2xi8>) -> tensor<2x7xi8>
func.func @concat(%x: tensor<2x4x!x>, %y: tensor<2x1x!y>) -> tensor<2x7x!y> {
  %0 = qnn.unit "c" kind "concat"(%x, %y) : (tensor<2x4x!x>, tensor<2x1x!y>) -> tensor<2x7x!y> {
  ^bb0(%a: tensor<2x4xf32>, %b: tensor<2x1xf32>):
    %k = "tosa.const"() <{values = dense<[[2.0, 1000.0], [0.0, 0.0]]> : tensor<2x2xf32>}> : () -> tensor<2x2xf32>
    %1 = tosa.concat %a, %b, %k {axis = 1 : i32} : (tensor<2x4xf32>, tensor<2x1xf32>, tensor<2x2xf32>) -> tensor<2x7xf32>
    qnn.yield %1 : tensor<2x7xf32>
  }
  return %0 : tensor<2x7x!y>
}

// Windows of the border see one, two or four elements: 0.25 / n.

// CHECK-LABEL: func.func @pool
// CHECK: %[[S:.+]] = arith.constant dense<[2.500000e-01, 1.250000e-01, 0.0833333358, 6.250000e-02]> : tensor<4xf32>
// CHECK: qnn.avg_pool2d %arg0, (%[[S]]) kernel [2, 2] stride [2, 2] pad [1, 1, 1, 1] in_zp 3 in_unsigned out_zp 7 clamp [-128, 127] fp32 unit "p" : tensor<1x4x4x1xi8>, (tensor<4xf32>) to tensor<1x3x3x1xi8>
func.func @pool(%x: tensor<1x4x4x1x!x>) -> tensor<1x3x3x1x!y> {
  %0 = qnn.unit "p" kind "avg_pool2d"(%x) : (tensor<1x4x4x1x!x>) -> tensor<1x3x3x1x!y> {
  ^bb0(%a: tensor<1x4x4x1xf32>):
    %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %1 = tosa.avg_pool2d %a, %z, %z {acc_type = f32, kernel = array<i64: 2, 2>, pad = array<i64: 1, 1, 1, 1>, stride = array<i64: 2, 2>} : (tensor<1x4x4x1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x3x3x1xf32>
    qnn.yield %1 : tensor<1x3x3x1xf32>
  }
  return %0 : tensor<1x3x3x1x!y>
}

// The weights of four pixels add up to 6 * 2, and a relu is a clamp: 0.25 / 12.

// CHECK-LABEL: func.func @resize
// CHECK: %[[S:.+]] = arith.constant dense<0.020833334> : tensor<1xf32>
// CHECK: qnn.resize %arg0, (%[[S]]) scale [6, 3, 2, 3] offset [0, -1] in_zp 3 in_unsigned out_zp 7 clamp [7, 127] fp32 unit "r" : tensor<1x4x4x1xi8>, (tensor<1xf32>) to tensor<1x7x3x1xi8>
func.func @resize(%x: tensor<1x4x4x1x!x>) -> tensor<1x7x3x1x!y> {
  %0 = qnn.unit "r" kind "resize"(%x) : (tensor<1x4x4x1x!x>) -> tensor<1x7x3x1x!y> {
  ^bb0(%a: tensor<1x4x4x1xf32>):
    %s = tosa.const_shape {values = dense<[6, 3, 2, 3]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %o = tosa.const_shape {values = dense<[0, -1]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %b = tosa.const_shape {values = dense<[0, -1]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %1 = tosa.resize %a, %s, %o, %b {mode = BILINEAR} : (tensor<1x4x4x1xf32>, !tosa.shape<4>, !tosa.shape<2>, !tosa.shape<2>) -> tensor<1x7x3x1xf32>
    %2 = tosa.clamp %1 {max_val = 3.40282347E+38 : f32, min_val = 0.0 : f32} : (tensor<1x7x3x1xf32>) -> tensor<1x7x3x1xf32>
    qnn.yield %2 : tensor<1x7x3x1xf32>
  }
  return %0 : tensor<1x7x3x1x!y>
}

// CHECK-LABEL: func.func @mean
// CHECK: %[[S:.+]] = arith.constant dense<1.562500e-02> : tensor<1xf32>
// CHECK: %[[ACC:.+]] = qnn.reduce_sum %arg0 dims [1, 2] zp 3 unsigned unit "m" : tensor<1x4x4x2xi8> to tensor<1x1x1x2xi32>
// CHECK: qnn.requantize %[[ACC]], (%[[S]]) in_zp 0 out_zp 7 clamp [-128, 127] fp32 unit "m"
func.func @mean(%x: tensor<1x4x4x2x!x>) -> tensor<1x1x1x2x!y> {
  %0 = qnn.unit "m" kind "mean"(%x) : (tensor<1x4x4x2x!x>) -> tensor<1x1x1x2x!y> {
  ^bb0(%a: tensor<1x4x4x2xf32>):
    %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
    %c = "tosa.const"() <{values = dense<0.0625> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
    %1 = tosa.reduce_sum %a {axis = 2 : i32} : (tensor<1x4x4x2xf32>) -> tensor<1x4x1x2xf32>
    %2 = tosa.reduce_sum %1 {axis = 1 : i32} : (tensor<1x4x1x2xf32>) -> tensor<1x1x1x2xf32>
    %3 = tosa.mul %2, %c, %shift : (tensor<1x1x1x2xf32>, tensor<1x1x1x1xf32>, tensor<1xi8>) -> tensor<1x1x1x2xf32>
    qnn.yield %3 : tensor<1x1x1x2xf32>
  }
  return %0 : tensor<1x1x1x2x!y>
}

// What moves elements. A pool compares bytes as they are stored, and the
// largest along a dimension is one of n x 1.

// CHECK-LABEL: func.func @moves
// CHECK: %[[ZP:.+]] = arith.constant dense<5> : tensor<1xi8>
// CHECK: %[[P:.+]] = tosa.pad %arg0, %{{.+}}, %[[ZP]] : (tensor<1x4x4x2xi8>, !tosa.shape<8>, tensor<1xi8>) -> tensor<1x4x4x3xi8>
// CHECK: %[[M:.+]] = qnn.max_pool2d %[[P]] kernel [2, 2] stride [2, 2] pad [0, 0, 0, 0] unsigned : tensor<1x4x4x3xi8> to tensor<1x2x2x3xi8>
// CHECK: %[[T:.+]] = tosa.transpose %[[M]] {perms = array<i32: 0, 3, 1, 2>} : (tensor<1x2x2x3xi8>) -> tensor<1x3x2x2xi8>
// CHECK: %[[R:.+]] = tosa.reshape %[[T]], %{{.+}} : (tensor<1x3x2x2xi8>, !tosa.shape<4>) -> tensor<1x3x1x4xi8>
// CHECK: %[[L:.+]] = qnn.max_pool2d %[[R]] kernel [3, 1] stride [3, 1] pad [0, 0, 0, 0] unsigned : tensor<1x3x1x4xi8> to tensor<1x1x1x4xi8>
// CHECK: tosa.reshape %[[L]], %{{.+}} : (tensor<1x1x1x4xi8>, !tosa.shape<4>) -> tensor<1x1x2x2xi8>
func.func @moves(%x: tensor<1x4x4x2x!x>) -> tensor<1x1x2x2x!x> {
  %s = tosa.const_shape {values = dense<[0, 0, 0, 0, 0, 0, 0, 1]> : tensor<8xindex>} : () -> !tosa.shape<8>
  %one = "tosa.const"() <{values = dense<1.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %zp = quant.qcast %one : tensor<1xf32> to tensor<1x!x>
  %0 = tosa.pad %x, %s, %zp : (tensor<1x4x4x2x!x>, !tosa.shape<8>, tensor<1x!x>) -> tensor<1x4x4x3x!x>
  %1 = tosa.max_pool2d %0 {kernel = array<i64: 2, 2>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 2, 2>} : (tensor<1x4x4x3x!x>) -> tensor<1x2x2x3x!x>
  %2 = tosa.transpose %1 {perms = array<i32: 0, 3, 1, 2>} : (tensor<1x2x2x3x!x>) -> tensor<1x3x2x2x!x>
  %3 = tosa.reduce_max %2 {axis = 1 : i32} : (tensor<1x3x2x2x!x>) -> tensor<1x1x2x2x!x>
  return %3 : tensor<1x1x2x2x!x>
}

// CHECK-LABEL: func.func @reduce_max
// CHECK: tosa.reshape %arg0, %{{.+}} : (tensor<?x2x3x4xi8>, !tosa.shape<4>) -> tensor<?x6x1x4xi8>
// CHECK: qnn.max_pool2d %{{.+}} kernel [3, 1] stride [3, 1] pad [0, 0, 0, 0] unsigned : tensor<?x6x1x4xi8> to tensor<?x2x1x4xi8>
// CHECK: tosa.reshape %{{.+}} : (tensor<?x2x1x4xi8>, !tosa.shape<4>) -> tensor<?x2x1x4xi8>
func.func @reduce_max(%x: tensor<?x2x3x4x!x>) -> tensor<?x2x1x4x!x> {
  %0 = tosa.reduce_max %x {axis = 2 : i32} : (tensor<?x2x3x4x!x>) -> tensor<?x2x1x4x!x>
  return %0 : tensor<?x2x1x4x!x>
}

// A prelu: -2.0 and 0.5 for what is below 0, each rounded once.

// CHECK-LABEL: func.func @prelu
// CHECK-DAG: %[[A:.+]] = arith.constant dense<2.500000e-01> : tensor<1xf32>
// CHECK-DAG: %[[B:.+]] = arith.constant dense<[5.000000e-01, 1.250000e-01]> : tensor<2xf32>
// CHECK: %[[P:.+]] = qnn.requantize %arg0, (%[[A]]) in_zp 3 in_unsigned out_zp 7 clamp [7, 127] fp32 unit "p" : tensor<3x2xi8>, (tensor<1xf32>) to tensor<3x2xi8>
// CHECK: %[[L:.+]] = qnn.lookup %arg0 table dense<"0x0001020303
// CHECK: %[[S:.+]] = arith.constant dense<{{\[\[}}-1, 1]]> : tensor<1x2xi8>
// CHECK: %[[M:.+]] = qnn.mul %[[L]], %[[S]] a_zp 3 a_unsigned b_zp 0 unit "p"
// CHECK: %[[N:.+]] = qnn.requantize %[[M]], (%[[B]]) in_zp 0 out_zp 7 clamp [-128, 127] fp32 unit "p"
// CHECK: qnn.add %[[P]], %[[N]] a_zp 7 a_scale 1.000000e+00 b_zp 7 b_scale 1.000000e+00 out_zp 7 clamp [-128, 127] unit "p"
func.func @prelu(%x: tensor<3x2x!x>) -> tensor<3x2x!y> {
  %0 = qnn.unit "p" kind "prelu"(%x) : (tensor<3x2x!x>) -> tensor<3x2x!y> {
  ^bb0(%a: tensor<3x2xf32>):
    %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
    %slopes = "tosa.const"() <{values = dense<[[-2.0, 0.5]]> : tensor<1x2xf32>}> : () -> tensor<1x2xf32>
    %zero = "tosa.const"() <{values = dense<0.0> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
    %1 = tosa.mul %a, %slopes, %shift : (tensor<3x2xf32>, tensor<1x2xf32>, tensor<1xi8>) -> tensor<3x2xf32>
    %2 = tosa.greater_equal %a, %zero : (tensor<3x2xf32>, tensor<1x1xf32>) -> tensor<3x2xi1>
    %3 = tosa.select %2, %a, %1 : (tensor<3x2xi1>, tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
    qnn.yield %3 : tensor<3x2xf32>
  }
  return %0 : tensor<3x2x!y>
}
