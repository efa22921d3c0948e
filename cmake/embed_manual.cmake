# cmake -DFOLDER=man -DOUTPUT=FILE -P embed_manual.cmake: writes the pages of the manual as constant data for
# src/commands/manual.hpp.
file(GLOB pages ${FOLDER}/*.[1-9])
list(SORT pages)
set(source "// Made by embed_manual.cmake.\n#include \"commands/manual.hpp\"\n\nnamespace felt {\nnamespace {\n\n")
string(APPEND source "constexpr ManualPage pages[]{\n")
foreach(page IN LISTS pages)
  get_filename_component(name ${page} NAME)
  file(READ ${page} text)
  string(APPEND source "    {\"${name}\", R\"felt(${text})felt\"},\n")
endforeach()
string(APPEND source "};\n\n}  // namespace\n\nstd::span<const ManualPage> manual_pages() { return pages; }\n\n}  // namespace felt\n")
file(WRITE ${OUTPUT} "${source}")
