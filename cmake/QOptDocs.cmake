# The target qopt-docs writes the parts of docs/ that have their source in the
# code: what mlir-tblgen makes of the .td files, and tables of what is registered.

find_package(Python3 REQUIRED COMPONENTS Interpreter)

add_executable(qopt-docs-tables docs/Tables.cpp)
target_link_libraries(qopt-docs-tables PRIVATE qopt)
# The tests need it, and find it beside the tools.
set_target_properties(qopt-docs-tables PROPERTIES
  RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tools/qopt-docs-tables")
if(NOT QOPT_BUILD_TESTS)
  set_target_properties(qopt-docs-tables PROPERTIES EXCLUDE_FROM_ALL TRUE)
endif()

add_custom_target(qopt-docs
  COMMAND "${CMAKE_COMMAND}" -E env
    "PATH=$<TARGET_FILE_DIR:qopt-docs-tables>:${LLVM_TOOLS_BINARY_DIR}:$ENV{PATH}"
    "${Python3_EXECUTABLE}" docs/generate.py
  DEPENDS qopt-docs-tables
  WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
  COMMENT "Writing the generated parts of docs/"
  VERBATIM)
