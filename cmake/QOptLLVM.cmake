# Finds LLVM and MLIR, checks their version against llvm-project.version, and
# sets up TableGen and the flags that our own code is compiled with.

file(STRINGS "${CMAKE_CURRENT_SOURCE_DIR}/llvm-project.version" QOPT_LLVM_VERSION LIMIT_COUNT 1)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS llvm-project.version)
string(REGEX MATCH "^[0-9]+" QOPT_LLVM_MAJOR "${QOPT_LLVM_VERSION}")
set(QOPT_LLVM_PREFIX "/usr/lib/llvm-${QOPT_LLVM_MAJOR}" CACHE PATH "Prefix of the LLVM installation")

find_package(MLIR CONFIG QUIET PATHS "${QOPT_LLVM_PREFIX}/lib/cmake/mlir")
if(NOT MLIR_FOUND)
  message(FATAL_ERROR "MLIR ${QOPT_LLVM_VERSION} was not found under ${QOPT_LLVM_PREFIX}. Install it: "
    "apt-get install libmlir-${QOPT_LLVM_MAJOR}-dev mlir-${QOPT_LLVM_MAJOR}-tools llvm-${QOPT_LLVM_MAJOR}-dev "
    "clang-${QOPT_LLVM_MAJOR} lld-${QOPT_LLVM_MAJOR}, or set QOPT_LLVM_PREFIX.")
endif()
if(NOT LLVM_PACKAGE_VERSION VERSION_EQUAL QOPT_LLVM_VERSION)
  message(FATAL_ERROR "LLVM ${LLVM_PACKAGE_VERSION} was found in ${LLVM_DIR}, but llvm-project.version pins "
    "${QOPT_LLVM_VERSION}. Install that version: apt-get install libmlir-${QOPT_LLVM_MAJOR}-dev=1:${QOPT_LLVM_VERSION}*")
endif()

list(APPEND CMAKE_MODULE_PATH "${MLIR_CMAKE_DIR}" "${LLVM_CMAKE_DIR}")
set(LLVM_LINK_LLVM_DYLIB ON)
include(TableGen)
include(AddLLVM)
include(AddMLIR)

# LLVM's headers are not held to our warnings.
include_directories(SYSTEM ${LLVM_INCLUDE_DIRS} ${MLIR_INCLUDE_DIRS})
include_directories("${CMAKE_CURRENT_SOURCE_DIR}/include" "${CMAKE_CURRENT_BINARY_DIR}/include")
add_compile_options(-Wall -Wextra -Werror -Wno-unused-parameter)
if(NOT LLVM_ENABLE_EH)
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions>)
endif()
if(NOT LLVM_ENABLE_RTTI)
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
endif()
# Compiled code that is compared to the bit never contracts a product and a sum.
add_compile_options(-ffp-contract=off)

# qopt_tablegen(TARGET name INPUT x.td -gen-op-decls Out.h.inc ...): one target for all outputs of one .td file.
function(qopt_tablegen target td)
  set(LLVM_TARGET_DEFINITIONS ${td})
  set(args ${ARGN})
  while(args)
    list(POP_FRONT args out)
    list(POP_FRONT args gen)
    string(REPLACE " " ";" gen "${gen}")
    mlir_tablegen(${out} ${gen})
  endwhile()
  add_public_tablegen_target(${target})
  add_dependencies(qopt ${target})
endfunction()
