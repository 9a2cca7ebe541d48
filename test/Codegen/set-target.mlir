// RUN: qopt %s --qopt-set-target="triple=x86_64-linux-gnu cpu=haswell features=+avxvnni,-fma" | FileCheck %s
// RUN: qopt %s --qopt-set-target="triple=aarch64-linux-gnu" | FileCheck %s --check-prefix=NOCPU
// RUN: qopt %s --qopt-set-target | FileCheck %s --check-prefix=HOST
// RUN: not qopt %s --qopt-set-target="triple=foo-linux-gnu" 2>&1 | FileCheck %s --check-prefix=TRIPLE
// RUN: not qopt %s --qopt-set-target="triple=x86_64-linux-gnu cpu=foo" 2>&1 | FileCheck %s --check-prefix=CPU
// RUN: not qopt %s --qopt-set-target="triple=x86_64-linux-gnu features=+foo" 2>&1 | FileCheck %s --check-prefix=FEATURE
// RUN: not qopt %s --qopt-set-target="triple=x86_64-linux-gnu features=avx2" 2>&1 | FileCheck %s --check-prefix=SIGN
// RUN: not qopt %s --qopt-set-target="triple=x86_64-linux-gnu cpu=host" 2>&1 | FileCheck %s --check-prefix=CPUHOST
// RUN: qopt %s --qopt-set-target="triple=aarch64-linux-gnu cpu=cortex-a53 features=+dotprod" 2>&1 | FileCheck %s --check-prefix=FOREIGN
// RUN: not qopt %s --qopt-codegen="triple=x86_64-linux-gnu cpu=foo" 2>&1 | FileCheck %s --check-prefix=CPU

// CHECK:    module attributes {llvm.target = #llvm.target<triple = "x86_64-unknown-linux-gnu", chip = "haswell", features = <["+avxvnni", "-fma"]>>}
// NOCPU:    module attributes {llvm.target = #llvm.target<triple = "aarch64-unknown-linux-gnu", chip = "">}
// HOST:     module attributes {llvm.target = #llvm.target<triple = "{{.+}}", chip = "{{.+}}", features =
// TRIPLE:   error: unknown target 'foo-linux-gnu': give an LLVM triple such as x86_64-linux-gnu, or 'host'; known architectures are: aarch64, {{.*}}x86-64
// CPU:      error: unknown cpu 'foo' for x86_64-unknown-linux-gnu; known are: {{.*}}haswell, {{.*}}znver5
// FEATURE:  error: unknown feature 'foo' for x86_64-unknown-linux-gnu; known are: {{.*}}avx2, {{.*}}avxvnni
// SIGN:     error: feature 'avx2' must begin with + or -
// CPUHOST:  error: cpu 'host' needs target 'host'; name a processor of x86_64-unknown-linux-gnu
// FOREIGN:  remark: cortex-a53 has no dotprod; the code runs only on a processor that has it

func.func @main(%x: tensor<4xi8>) -> tensor<4xi8> {
  return %x : tensor<4xi8>
}
