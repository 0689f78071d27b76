# assay_report_page(TARGET SOURCE): SOURCE, a file of TARGET, carries the page of the HTML report. The page is
# built from web/ before; without it there is no honest binary, so configuring stops.
function(assay_report_page target source)
  set(page ${CMAKE_SOURCE_DIR}/web/dist/report.html)
  if(NOT EXISTS ${page})
    message(FATAL_ERROR "web/dist/report.html is missing: ./do web builds it; then configure again")
  endif()
  set_property(SOURCE ${source} PROPERTY OBJECT_DEPENDS ${page})
  set_property(SOURCE ${source} APPEND PROPERTY COMPILE_DEFINITIONS ASSAY_REPORT_PAGE="${page}")
endfunction()
