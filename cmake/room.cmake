# Read by nearly every file, and much of what a compiler does: once, for all rooms that are compiled alike.
set(common_headers <algorithm> <cstdint> <fmt/format.h> <functional> <map> <memory> <nlohmann/json.hpp>
                   <optional> <set> <span> <string> <string_view> <variant> <vector>)

# And of these rooms what nearly every file of theirs includes.
set(common_headers_app ${CMAKE_SOURCE_DIR}/src/app/permissions.h ${CMAKE_SOURCE_DIR}/src/app/context.h)
set(common_headers_http ${CMAKE_SOURCE_DIR}/src/http/handlers.h ${CMAKE_SOURCE_DIR}/src/http/services.h)

# Several files of a room are one unit for the compiler, which then reads and fills out what they share once
# (decision 0056). What stands in their unnamed namespaces must differ by name; tools/tidy says where it does
# not.
option(ASSAY_UNITY "compile several files of a room as one" ON)
set(files_a_unit 8)
function(assay_unity target)
  if(ASSAY_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${files_a_unit})
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
  endif()
endfunction()

# assay_common_headers(LINK library...): compiles them, with what the lowest room links. They are a target of
# their own: reused of a library, they are not found at the first configuration (CMake 3.25).
function(assay_common_headers)
  cmake_parse_arguments(HEADERS "" "" "LINK" ${ARGN})
  set(source ${CMAKE_BINARY_DIR}/common_headers.cc)
  file(CONFIGURE OUTPUT ${source} CONTENT "// With this the common headers are compiled.\n")
  add_library(assay_common_headers OBJECT ${source})
  target_link_libraries(assay_common_headers PRIVATE ${HEADERS_LINK})
  target_precompile_headers(assay_common_headers PRIVATE ${common_headers})
endfunction()

# assay_room(NAME [KNOWS room...] [LINK library...]): a folder of src/ becomes a library, and its *_test.cc a
# test program. Files are found, not listed: a hand-kept list forgets files in silence.
function(assay_room name)
  cmake_parse_arguments(ROOM "" "" "KNOWS;LINK" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cc)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  add_library(assay_${name} STATIC ${sources})
  assay_unity(assay_${name})
  target_link_libraries(assay_${name} PUBLIC ${ROOM_LINK})
  if(common_headers_${name})
    target_precompile_headers(assay_${name} PRIVATE ${common_headers} ${common_headers_${name}})
  else()
    target_precompile_headers(assay_${name} REUSE_FROM assay_common_headers)
  endif()
  foreach(other IN LISTS ROOM_KNOWS)
    if(TARGET assay_${other})
      target_link_libraries(assay_${name} PUBLIC assay_${other})
    endif()
  endforeach()
  if(ASSAY_TESTS AND tests)
    add_executable(${name}_test ${tests})
    assay_unity(${name}_test)
    target_link_libraries(${name}_test PRIVATE assay_${name} GTest::gtest GTest::gmock GTest::gtest_main)
    target_compile_definitions(${name}_test PRIVATE ASSAY_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    target_precompile_headers(${name}_test PRIVATE <gtest/gtest.h> ${common_headers}
                              ${common_headers_${name}})
    target_compile_options(${name}_test PRIVATE -Wno-sign-conversion)
    # Tests of these compute; of all others the compiler is what costs.
    if(NOT name MATCHES "^(stats|labels|quality|sim)$")
      target_compile_options(${name}_test PRIVATE $<$<CONFIG:Debug>:-O0>)
    endif()
    add_test(NAME ${name} COMMAND ${name}_test --gtest_brief=1)
  endif()
endfunction()
