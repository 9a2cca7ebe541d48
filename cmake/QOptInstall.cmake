# What `cmake --install` gives: libqopt.a, its headers (the generated ones too),
# the tools, the documents, and the CMake package QOpt with the target QOpt::qopt.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(QOPT_PACKAGE_DIR "${CMAKE_INSTALL_LIBDIR}/cmake/QOpt")

install(TARGETS qopt EXPORT QOptTargets
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")

install(DIRECTORY include/qopt "${PROJECT_BINARY_DIR}/include/qopt"
  DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
  FILES_MATCHING PATTERN "*.h" PATTERN "*.td" PATTERN "*.inc" PATTERN "*.def")

foreach(tool qopt-opt qoptc qopt-run qopt-lsp-server)
  if(TARGET ${tool})
    install(TARGETS ${tool} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
  endif()
endforeach()

install(PROGRAMS tools/qopt-calibrate/qopt-calibrate DESTINATION "${CMAKE_INSTALL_BINDIR}")

install(DIRECTORY docs/ DESTINATION "${CMAKE_INSTALL_DOCDIR}" FILES_MATCHING PATTERN "*.md")
install(FILES README.md LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}" OPTIONAL)

install(EXPORT QOptTargets NAMESPACE QOpt:: DESTINATION "${QOPT_PACKAGE_DIR}")
configure_package_config_file(cmake/QOptConfig.cmake.in "${PROJECT_BINARY_DIR}/QOptConfig.cmake"
  INSTALL_DESTINATION "${QOPT_PACKAGE_DIR}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/QOptConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/QOptConfig.cmake" "${PROJECT_BINARY_DIR}/QOptConfigVersion.cmake"
  DESTINATION "${QOPT_PACKAGE_DIR}")
