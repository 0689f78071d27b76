# assay_migrations(TARGET FOLDER): the SQL files of FOLDER, in the order of their names, as a source of
# TARGET. They are part of the binary: a server finds its migrations wherever it is installed.
function(assay_migrations target folder)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.sql)
  list(SORT files)
  set(rows "")
  foreach(file IN LISTS files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    get_filename_component(name ${file} NAME_WE)
    file(READ ${file} text)
    string(APPEND rows "    {\"${name}\", R\"~~~(${text})~~~\"},\n")
  endforeach()
  set(source ${CMAKE_BINARY_DIR}/generated/migrations.cc)
  file(CONFIGURE OUTPUT ${source} CONTENT [=[
#include "store/migrate.h"

namespace assay::store {
namespace {
constexpr Migration table[] = {
@rows@};
}  // namespace

std::span<const Migration> migrations() { return table; }

}  // namespace assay::store
]=] @ONLY)
  target_sources(${target} PRIVATE ${source})
endfunction()
