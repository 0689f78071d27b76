# What ./do package packs: the binary, the service, its settings, documents. CPack's DEB generator.
include(GNUInstallDirs)
set(doc_dir share/doc/assay)

install(TARGETS assay RUNTIME DESTINATION bin)
install(FILES packaging/assay.service DESTINATION lib/systemd/system)
install(FILES packaging/assay.env DESTINATION /etc/assay PERMISSIONS OWNER_READ OWNER_WRITE)
install(DIRECTORY docs/guides docs/reference docs/methods DESTINATION ${doc_dir}
        FILES_MATCHING PATTERN "*.md")
install(FILES packaging/nginx_site.conf DESTINATION ${doc_dir}/examples)
install(FILES packaging/copyright DESTINATION ${doc_dir})
find_program(GZIP gzip REQUIRED)
foreach(packed IN ITEMS "CHANGELOG.md:changelog.gz:${doc_dir}" "packaging/assay.1:assay.1.gz:share/man/man1")
  string(REPLACE ":" ";" packed "${packed}")
  list(GET packed 0 source)
  list(GET packed 1 name)
  list(GET packed 2 folder)
  set(made ${CMAKE_BINARY_DIR}/packaging/${name})
  add_custom_command(OUTPUT ${made} DEPENDS ${CMAKE_SOURCE_DIR}/${source}
                     COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/packaging
                     COMMAND ${GZIP} -9nc ${CMAKE_SOURCE_DIR}/${source} > ${made} VERBATIM)
  list(APPEND gzipped ${made})
  install(FILES ${made} DESTINATION ${folder})
endforeach()
add_custom_target(packaging_files ALL DEPENDS ${gzipped})

set(CPACK_GENERATOR DEB)
set(CPACK_SET_DESTDIR ON)  # the settings go to /etc
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_VENDOR "the maintainers of Assay")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_NAME assay)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "${ASSAY_MAINTAINER}")
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, tzdata")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "postgresql (>= 15), nginx")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "control system for data labelled by others")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "control system for data labelled by others\n\
Measures whether labels are right and where they are not: agreement, consensus,\n\
accuracy against gold with intervals, slices in which errors gather, gates and\n\
projections. An instrument on the command line, and a server with a web\n\
application on SQLite or PostgreSQL whose audit log cannot be altered unseen.")
foreach(script IN ITEMS postinst prerm postrm)
  configure_file(packaging/${script} ${CMAKE_BINARY_DIR}/packaging/${script} COPYONLY)
  list(APPEND CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_BINARY_DIR}/packaging/${script})
endforeach()
file(WRITE ${CMAKE_BINARY_DIR}/packaging/conffiles "/etc/assay/assay.env\n")
list(APPEND CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_BINARY_DIR}/packaging/conffiles)
include(CPack)
