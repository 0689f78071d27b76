# assay_app_archive(TARGET SOURCE): SOURCE, a file of TARGET, carries the web application and the page of the
# API's reference, packed into one file. The application is built from web/ before; without it there is no
# honest server, so configuring stops.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
function(assay_app_archive target source)
  set(folder ${CMAKE_SOURCE_DIR}/web/dist/app)
  if(NOT EXISTS ${folder}/index.html)
    message(FATAL_ERROR "web/dist/app/index.html is missing: ./do web builds it; then configure again")
  endif()
  set(reference ${CMAKE_SOURCE_DIR}/src/http/reference)
  set(archive ${CMAKE_BINARY_DIR}/app.archive)
  set(packer ${CMAKE_SOURCE_DIR}/tools/pack_app.py)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${folder}/* ${reference}/*)
  add_custom_command(OUTPUT ${archive} COMMAND ${Python3_EXECUTABLE} ${packer} ${archive}
                     ${folder} ${reference}=reference/
                     DEPENDS ${files} ${packer} VERBATIM)
  add_custom_target(app_archive DEPENDS ${archive})
  add_dependencies(${target} app_archive)
  set_property(SOURCE ${source} APPEND PROPERTY OBJECT_DEPENDS ${archive})
  set_property(SOURCE ${source} APPEND PROPERTY COMPILE_DEFINITIONS ASSAY_APP_ARCHIVE="${archive}")
endfunction()
