// RUN: qopt %s | qopt | FileCheck %s
// RUN: qopt %s --mlir-print-op-generic | qopt | FileCheck %s
// RUN: qopt %s --emit-bytecode | qopt | FileCheck %s

// CHECK-LABEL: func.func @unit(
// CHECK-SAME:    %[[X:.+]]: tensor<?x4x!quant.uniform<i8:f32, 5.000000e-01:-3>>)
// CHECK-NEXT:    %[[U:.+]]:2 = qnn.unit "dense0" kind "dense"(%[[X]]) : (tensor<?x4x!quant.uniform<i8:f32, 5.000000e-01:-3>>) -> (tensor<?x4xf32>, tensor<?x4x!quant.uniform<u8:f32, 1.000000e+00>>) {
// CHECK-NEXT:    ^bb0(%[[A:.+]]: tensor<?x4xf32>):
// CHECK-NEXT:      %[[T:.+]] = tosa.tanh %[[A]]
// CHECK-NEXT:      qnn.yield %[[T]], %[[A]] : tensor<?x4xf32>, tensor<?x4xf32>
// CHECK-NEXT:    }
// CHECK-NEXT:    qnn.unit "nothing" kind "none"() : () -> () attributes {qnn.note = 1 : i32} {
// CHECK-NEXT:    }
// CHECK-NEXT:    return %[[U]]#0
func.func @unit(%x: tensor<?x4x!quant.uniform<i8:f32, 0.5:-3>>) -> tensor<?x4xf32> {
  %0:2 = qnn.unit "dense0" kind "dense"(%x) : (tensor<?x4x!quant.uniform<i8:f32, 0.5:-3>>) -> (tensor<?x4xf32>, tensor<?x4x!quant.uniform<u8:f32, 1.0>>) {
  ^bb0(%a: tensor<?x4xf32>):
    %1 = tosa.tanh %a : (tensor<?x4xf32>) -> tensor<?x4xf32>
    qnn.yield %1, %a : tensor<?x4xf32>, tensor<?x4xf32>
  }
  qnn.unit "nothing" kind "none"() : () -> () attributes {qnn.note = 1 : i32} {
  }
  return %0#0 : tensor<?x4xf32>
}

// On tensors of any rank, vectors and scalars; i8 and i16.

// CHECK-LABEL: func.func @edges
// CHECK:         qnn.quantize %{{.+}} scale 6.250000e-02 zp -3 : tensor<?x4xf32> to tensor<?x4xi8>
// CHECK-NEXT:    qnn.quantize %{{.+}} scale 1.17549435E-38 zp 255 unsigned : tensor<?x4xf32> to tensor<?x4xi8>
// CHECK-NEXT:    qnn.quantize %{{.+}} scale 6.250000e-02 zp 65535 unsigned : tensor<?x4xf32> to tensor<?x4xi16>
// CHECK-NEXT:    qnn.quantize %{{.+}} scale 1.000000e+00 zp -128 : f32 to i8
// CHECK-NEXT:    qnn.quantize %{{.+}} scale 1.000000e+00 zp 127 : vector<4xf32> to vector<4xi8>
// CHECK-NEXT:    qnn.dequantize %{{.+}} scale 6.250000e-02 zp -3 : tensor<?x4xi8> to tensor<?x4xf32>
// CHECK-NEXT:    qnn.dequantize %{{.+}} scale 6.250000e-02 zp 128 unsigned : tensor<?x4xi8> to tensor<?x4xf32>
// CHECK-NEXT:    qnn.dequantize %{{.+}} scale 6.250000e-02 zp -32768 : tensor<?x4xi16> to tensor<?x4xf32>
func.func @edges(%x: tensor<?x4xf32>, %s: f32, %v: vector<4xf32>) {
  %0 = qnn.quantize %x scale 0.0625 zp -3 : tensor<?x4xf32> to tensor<?x4xi8>
  %1 = qnn.quantize %x scale 1.17549435e-38 zp 255 unsigned : tensor<?x4xf32> to tensor<?x4xi8>
  %2 = qnn.quantize %x scale 0.0625 zp 65535 unsigned : tensor<?x4xf32> to tensor<?x4xi16>
  %3 = qnn.quantize %s scale 1.0 zp -128 : f32 to i8
  %4 = qnn.quantize %v scale 1.0 zp 127 : vector<4xf32> to vector<4xi8>
  %5 = qnn.dequantize %0 scale 0.0625 zp -3 : tensor<?x4xi8> to tensor<?x4xf32>
  %6 = qnn.dequantize %1 scale 0.0625 zp 128 unsigned : tensor<?x4xi8> to tensor<?x4xf32>
  %7 = qnn.dequantize %2 scale 0.0625 zp -32768 : tensor<?x4xi16> to tensor<?x4xf32>
  return
}

// CHECK-LABEL: func.func @dense
// CHECK:         qnn.dense %{{.+}}, %{{.+}}, %{{.+}} x_zp -3 w_zp 0 : (tensor<?x4xi8>, tensor<3x4xi8>, tensor<3xi32>) -> tensor<?x3xi32>
// CHECK-NEXT:    qnn.dense %{{.+}}, %{{.+}}, %{{.+}} x_zp 200 w_zp 255 x_unsigned w_unsigned unit "dense0" {qnn.note = 1 : i32} : (tensor<?x4xi8>, tensor<3x4xi8>, tensor<3xi32>) -> tensor<?x3xi32>
func.func @dense(%x: tensor<?x4xi8>, %w: tensor<3x4xi8>, %b: tensor<3xi32>) {
  %0 = qnn.dense %x, %w, %b x_zp -3 w_zp 0 : (tensor<?x4xi8>, tensor<3x4xi8>, tensor<3xi32>) -> tensor<?x3xi32>
  %1 = qnn.dense %x, %w, %b x_zp 200 w_zp 255 x_unsigned w_unsigned unit "dense0" {qnn.note = 1 : i32} : (tensor<?x4xi8>, tensor<3x4xi8>, tensor<3xi32>) -> tensor<?x3xi32>
  return
}

// CHECK-LABEL: func.func @groups
// CHECK:         qnn.dense %{{.+}}, %{{.+}}, %{{.+}} x_zp -3 w_zp 0 factors dense<{{\[}}[1, 255], [7, 128]]> : tensor<2x2xui8> unit "d" :
// CHECK-NEXT:    qnn.conv2d %{{.+}} x_zp -3 w_zp 0 factors dense<{{\[}}[9, 200]]> : tensor<1x2xui8> :
func.func @groups(%x: tensor<?x64xi8>, %w: tensor<2x64xi8>, %b: tensor<2xi32>, %i: tensor<?x4x4x32xi8>, %f: tensor<1x1x2x32xi8>, %c: tensor<1xi32>) {
  %0 = qnn.dense %x, %w, %b x_zp -3 w_zp 0 factors dense<[[1, 255], [7, 128]]> : tensor<2x2xui8> unit "d" : (tensor<?x64xi8>, tensor<2x64xi8>, tensor<2xi32>) -> tensor<?x2xi32>
  %1 = qnn.conv2d %i, %f, %c pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] x_zp -3 w_zp 0 factors dense<[[9, 200]]> : tensor<1x2xui8> : (tensor<?x4x4x32xi8>, tensor<1x1x2x32xi8>, tensor<1xi32>) -> tensor<?x4x3x1xi32>
  return
}

// CHECK-LABEL: func.func @conv2d
// CHECK:         qnn.conv2d %{{.+}}, %{{.+}}, %{{.+}} pad [1, 0, 2, 1] stride [2, 1] dilation [1, 2] x_zp -3 w_zp 0 : (tensor<?x8x8x4xi8>, tensor<6x3x3x4xi8>, tensor<6xi32>) -> tensor<?x4x7x6xi32>
// CHECK-NEXT:    qnn.conv2d %{{.+}}, %{{.+}}, %{{.+}} pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] groups 2 x_zp 255 w_zp 128 x_unsigned w_unsigned unit "conv0" {qnn.note = 1 : i32} : (tensor<?x8x8x4xi8>, tensor<6x1x1x2xi8>, tensor<6xi32>) -> tensor<?x8x8x6xi32>
func.func @conv2d(%x: tensor<?x8x8x4xi8>, %w: tensor<6x3x3x4xi8>, %v: tensor<6x1x1x2xi8>, %b: tensor<6xi32>) {
  %0 = qnn.conv2d %x, %w, %b pad [1, 0, 2, 1] stride [2, 1] dilation [1, 2] x_zp -3 w_zp 0 : (tensor<?x8x8x4xi8>, tensor<6x3x3x4xi8>, tensor<6xi32>) -> tensor<?x4x7x6xi32>
  %1 = qnn.conv2d %x, %v, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] groups 2 x_zp 255 w_zp 128 x_unsigned w_unsigned unit "conv0" {qnn.note = 1 : i32} : (tensor<?x8x8x4xi8>, tensor<6x1x1x2xi8>, tensor<6xi32>) -> tensor<?x8x8x6xi32>
  return
}

// CHECK-LABEL: func.func @binary
// CHECK:         qnn.matmul %{{.+}}, %{{.+}} a_zp 3 b_zp -128 : (tensor<?x4x4xi8>, tensor<?x4x4xi8>) -> tensor<?x4x4xi32>
// CHECK-NEXT:    qnn.matmul %{{.+}}, %{{.+}} a_zp 0 b_zp 0 a_unsigned b_unsigned unit "matmul0" : (tensor<?x4x4xi8>, tensor<?x4x4xi8>) -> tensor<?x4x4xi32>
// CHECK-NEXT:    qnn.add %{{.+}}, %{{.+}} a_zp 0 a_scale 5.000000e-01 b_zp -3 b_scale -2.500000e-01 out_zp 4 clamp{{ ?}}[-128, 127] : (tensor<?x4x4xi8>, tensor<1x1x4xi8>) -> tensor<?x4x4xi8>
// CHECK-NEXT:    qnn.add %{{.+}}, %{{.+}} a_zp 0 a_scale 1.000000e+00 a_unsigned b_zp 255 b_scale 1.000000e+00 b_unsigned out_zp 0 clamp{{ ?}}[0, 65535] unit "add0" : (tensor<?x4x4xi8>, tensor<?x4x4xi8>) -> tensor<?x4x4xi16>
// CHECK-NEXT:    qnn.add %{{.+}}, %{{.+}} a_zp 0 a_scale [5.000000e-01, 1.000000e+00, 2.000000e+00, -1.000000e+00] b_zp -40 b_scale 2.500000e-01 out_zp 0 clamp{{ ?}}[-32768, 32767] : (tensor<?x4x4xi8>, tensor<?x4x4xi16>) -> tensor<?x4x4xi16>
// CHECK-NEXT:    qnn.mul %{{.+}}, %{{.+}} a_zp 0 b_zp -128 : (tensor<?x4x4xi8>, tensor<1x1x4xi8>) -> tensor<?x4x4xi32>
// CHECK-NEXT:    qnn.mul %{{.+}}, %{{.+}} a_zp 0 a_unsigned b_zp 128 b_unsigned unit "mul0" : (tensor<?x4x4xi8>, tensor<1x1x4xi8>) -> tensor<?x4x4xi32>
func.func @binary(%x: tensor<?x4x4xi8>, %y: tensor<1x1x4xi8>) {
  %0 = qnn.matmul %x, %x a_zp 3 b_zp -128 : (tensor<?x4x4xi8>, tensor<?x4x4xi8>) -> tensor<?x4x4xi32>
  %1 = qnn.matmul %x, %x a_zp 0 b_zp 0 a_unsigned b_unsigned unit "matmul0" : (tensor<?x4x4xi8>, tensor<?x4x4xi8>) -> tensor<?x4x4xi32>
  %2 = qnn.add %x, %y a_zp 0 a_scale 0.5 b_zp -3 b_scale -0.25 out_zp 4 clamp [-128, 127] : (tensor<?x4x4xi8>, tensor<1x1x4xi8>) -> tensor<?x4x4xi8>
  %3 = qnn.add %x, %x a_zp 0 a_scale 1.0 a_unsigned b_zp 255 b_scale 1.0 b_unsigned out_zp 0 clamp [0, 65535] unit "add0" : (tensor<?x4x4xi8>, tensor<?x4x4xi8>) -> tensor<?x4x4xi16>
  %words = qnn.add %x, %3 a_zp 0 a_scale [0.5, 1.0, 2.0, -1.0] b_zp -40 b_scale 0.25 out_zp 0 clamp [-32768, 32767] : (tensor<?x4x4xi8>, tensor<?x4x4xi16>) -> tensor<?x4x4xi16>
  %4 = qnn.mul %x, %y a_zp 0 b_zp -128 : (tensor<?x4x4xi8>, tensor<1x1x4xi8>) -> tensor<?x4x4xi32>
  %5 = qnn.mul %x, %y a_zp 0 a_unsigned b_zp 128 b_unsigned unit "mul0" : (tensor<?x4x4xi8>, tensor<1x1x4xi8>) -> tensor<?x4x4xi32>
  return
}

// CHECK-LABEL: func.func @windows
// CHECK:         qnn.max_pool2d %{{.+}} kernel [2, 2] stride [2, 1] pad [0, 0, 1, 0] : tensor<?x8x8x4xi8> to tensor<?x4x8x4xi8>
// CHECK-NEXT:    qnn.max_pool2d %{{.+}} kernel [8, 8] stride [8, 8] pad [0, 0, 0, 0] unsigned unit "pool0" : tensor<?x8x8x4xi8> to tensor<?x1x1x4xi8>
// CHECK-NEXT:    qnn.avg_pool2d %{{.+}}, (%{{.+}}) kernel [2, 2] stride [2, 2] pad [0, 0, 0, 0] in_zp 0 out_zp -3 clamp{{ ?}}[-3, 127] fp32 : tensor<?x8x8x4xi8>, (tensor<4xf32>) to tensor<?x4x4x4xi8>
// CHECK-NEXT:    qnn.avg_pool2d %{{.+}}, (%{{.+}}, %{{.+}}) kernel [2, 2] stride [2, 2] pad [0, 0, 0, 0] in_zp 255 in_unsigned out_zp 0 clamp{{ ?}}[0, 255] single unit "pool1" : tensor<?x8x8x4xi8>, (tensor<4xi32>, tensor<4xi8>) to tensor<?x4x4x4xi8>
// CHECK-NEXT:    qnn.reduce_sum %{{.+}} dims [1, 2] zp -3 : tensor<?x8x8x4xi8> to tensor<?x1x1x4xi32>
// CHECK-NEXT:    qnn.reduce_sum %{{.+}} dims [] zp 255 unsigned unit "sum0" : tensor<?x8x8x4xi8> to tensor<?x8x8x4xi32>
// CHECK-NEXT:    qnn.resize %{{.+}}, (%{{.+}}) scale [14, 7, 14, 7] offset [0, -1] in_zp 0 out_zp -3 clamp{{ ?}}[-3, 127] fp32 : tensor<?x8x8x4xi8>, (tensor<1xf32>) to tensor<?x15x15x4xi8>
// CHECK-NEXT:    qnn.resize %{{.+}}, (%{{.+}}, %{{.+}}) scale [1, 8, 2, 1] offset [0, 0] in_zp 255 in_unsigned out_zp 0 clamp{{ ?}}[0, 255] single unit "resize0" : tensor<?x8x8x4xi8>, (tensor<1xi32>, tensor<1xi8>) to tensor<?x1x16x4xi8>
func.func @windows(%x: tensor<?x8x8x4xi8>, %s: tensor<4xf32>, %m: tensor<4xi32>, %t: tensor<4xi8>, %s1: tensor<1xf32>, %m1: tensor<1xi32>, %t1: tensor<1xi8>) {
  %0 = qnn.max_pool2d %x kernel [2, 2] stride [2, 1] pad [0, 0, 1, 0] : tensor<?x8x8x4xi8> to tensor<?x4x8x4xi8>
  %1 = qnn.max_pool2d %x kernel [8, 8] stride [8, 8] pad [0, 0, 0, 0] unsigned unit "pool0" : tensor<?x8x8x4xi8> to tensor<?x1x1x4xi8>
  %2 = qnn.avg_pool2d %x, (%s) kernel [2, 2] stride [2, 2] pad [0, 0, 0, 0] in_zp 0 out_zp -3 clamp [-3, 127] fp32 : tensor<?x8x8x4xi8>, (tensor<4xf32>) to tensor<?x4x4x4xi8>
  %3 = qnn.avg_pool2d %x, (%m, %t) kernel [2, 2] stride [2, 2] pad [0, 0, 0, 0] in_zp 255 in_unsigned out_zp 0 clamp [0, 255] single unit "pool1" : tensor<?x8x8x4xi8>, (tensor<4xi32>, tensor<4xi8>) to tensor<?x4x4x4xi8>
  %4 = qnn.reduce_sum %x dims [1, 2] zp -3 : tensor<?x8x8x4xi8> to tensor<?x1x1x4xi32>
  %5 = qnn.reduce_sum %x dims [] zp 255 unsigned unit "sum0" : tensor<?x8x8x4xi8> to tensor<?x8x8x4xi32>
  %6 = qnn.resize %x, (%s1) scale [14, 7, 14, 7] offset [0, -1] in_zp 0 out_zp -3 clamp [-3, 127] fp32 : tensor<?x8x8x4xi8>, (tensor<1xf32>) to tensor<?x15x15x4xi8>
  %7 = qnn.resize %x, (%m1, %t1) scale [1, 8, 2, 1] offset [0, 0] in_zp 255 in_unsigned out_zp 0 clamp [0, 255] single unit "resize0" : tensor<?x8x8x4xi8>, (tensor<1xi32>, tensor<1xi8>) to tensor<?x1x16x4xi8>
  return
}

// CHECK-LABEL: func.func @requantize
// CHECK:         qnn.requantize %{{.+}}, (%{{.+}}) in_zp 0 out_zp -3 clamp{{ ?}}[-3, 127] fp32 : tensor<2x3xi32>, (tensor<3xf32>) to tensor<2x3xi8>
// CHECK-NEXT:    qnn.requantize %{{.+}}, (%{{.+}}, %{{.+}}) in_zp 0 out_zp 255 clamp{{ ?}}[0, 255] single unit "dense0" : tensor<2x3xi32>, (tensor<3xi32>, tensor<3xi8>) to tensor<2x3xi8>
// CHECK-NEXT:    qnn.requantize %{{.+}}, (%{{.+}}, %{{.+}}) in_zp 0 out_zp 0 clamp{{ ?}}[-32768, 32767] double : tensor<2x3xi32>, (tensor<1xi32>, tensor<1xi8>) to tensor<2x3xi16>
// CHECK-NEXT:    qnn.requantize %{{.+}}, (%{{.+}}) in_zp 200 in_unsigned out_zp 0 clamp{{ ?}}[0, 0] fp32 : tensor<2x3xi8>, (tensor<1xf32>) to tensor<2x3xi8>
func.func @requantize(%acc: tensor<2x3xi32>, %x: tensor<2x3xi8>, %s: tensor<3xf32>, %s1: tensor<1xf32>,
                      %m: tensor<3xi32>, %t: tensor<3xi8>, %m1: tensor<1xi32>, %t1: tensor<1xi8>) {
  %0 = qnn.requantize %acc, (%s) in_zp 0 out_zp -3 clamp [-3, 127] fp32 : tensor<2x3xi32>, (tensor<3xf32>) to tensor<2x3xi8>
  %1 = qnn.requantize %acc, (%m, %t) in_zp 0 out_zp 255 clamp [0, 255] single unit "dense0" : tensor<2x3xi32>, (tensor<3xi32>, tensor<3xi8>) to tensor<2x3xi8>
  %2 = qnn.requantize %acc, (%m1, %t1) in_zp 0 out_zp 0 clamp [-32768, 32767] double : tensor<2x3xi32>, (tensor<1xi32>, tensor<1xi8>) to tensor<2x3xi16>
  %3 = qnn.requantize %x, (%s1) in_zp 200 in_unsigned out_zp 0 clamp [0, 0] fp32 : tensor<2x3xi8>, (tensor<1xf32>) to tensor<2x3xi8>
  return
}

// CHECK-LABEL: func.func @rescale
// CHECK:         qnn.rescale %{{.+}}, (%{{.+}}) zp -3 clamp{{ ?}}[-128, 127] fp32 : i32, (f32) to i8
// CHECK-NEXT:    qnn.rescale %{{.+}}, (%{{.+}}, %{{.+}}) zp 0 clamp{{ ?}}[0, 255] single : vector<4xi32>, (vector<4xi32>, vector<4xi8>) to vector<4xi8>
// CHECK-NEXT:    qnn.rescale %{{.+}}, (%{{.+}}, %{{.+}}) zp 0 clamp{{ ?}}[0, 255] double : vector<4xi32>, (vector<4xi32>, vector<4xi8>) to vector<4xi16>
func.func @rescale(%x: i32, %s: f32, %v: vector<4xi32>, %t: vector<4xi8>) {
  %0 = qnn.rescale %x, (%s) zp -3 clamp [-128, 127] fp32 : i32, (f32) to i8
  %1 = qnn.rescale %v, (%v, %t) zp 0 clamp [0, 255] single : vector<4xi32>, (vector<4xi32>, vector<4xi8>) to vector<4xi8>
  %2 = qnn.rescale %v, (%v, %t) zp 0 clamp [0, 255] double : vector<4xi32>, (vector<4xi32>, vector<4xi8>) to vector<4xi16>
  return
}

// CHECK-LABEL: func.func @lookup
// CHECK:         qnn.lookup %{{.+}} table dense<7> : tensor<256xi8> : tensor<?x4xi8> to tensor<?x4xi8>
// CHECK-NEXT:    qnn.lookup %{{.+}} table dense<300> : tensor<256xi16> unit "tanh0" : i8 to i16
func.func @lookup(%x: tensor<?x4xi8>, %s: i8) {
  %0 = qnn.lookup %x table dense<7> : tensor<256xi8> : tensor<?x4xi8> to tensor<?x4xi8>
  %1 = qnn.lookup %s table dense<300> : tensor<256xi16> unit "tanh0" : i8 to i16
  return
}

// CHECK-LABEL: func.func @fake_quantize
// CHECK:         qnn.fake_quantize %{{.+}} scale 6.250000e-02 zp 128 clamp{{ ?}}[1, 255] unsigned : tensor<?x4xf32>
// CHECK-NEXT:    qnn.fake_quantize %{{.+}} scale 5.000000e-01 zp -3 clamp{{ ?}}[-128, 127] : f32
func.func @fake_quantize(%x: tensor<?x4xf32>, %s: f32) {
  %0 = qnn.fake_quantize %x scale 0.0625 zp 128 clamp [1, 255] unsigned : tensor<?x4xf32>
  %1 = qnn.fake_quantize %s scale 0.5 zp -3 clamp [-128, 127] : f32
  return
}

// CHECK-LABEL: func.func @given_weight
// CHECK:         qnn.given_weight %{{.+}}, %{{.+}}, %{{.+}} : tensor<8x3xf32>, tensor<8x1xf32>, tensor<1x1xf32>
func.func @given_weight(%w: tensor<8x3xf32>, %s: tensor<8x1xf32>, %z: tensor<1x1xf32>) {
  %0 = qnn.given_weight %w, %s, %z : tensor<8x3xf32>, tensor<8x1xf32>, tensor<1x1xf32>
  return
}
