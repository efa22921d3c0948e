# The libraries felt stands on.
#
# Start-up is a promise (CONTRIBUTING.md, "Start-up"), and most of it is the dynamic linker's work. So, unless told
# otherwise, libraries are linked from their archives where these are installed; only the C library stays shared.
# Two have no archive in Debian and are compiled here from their own headers: fmt and toml++.
if(FELT_SANITIZE)
  set(FELT_STATIC_LIBS OFF)  # sanitizers watch shared libraries, too
endif()

find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(tomlplusplus REQUIRED IMPORTED_TARGET tomlplusplus)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(edit REQUIRED IMPORTED_TARGET libedit)

# toml++ compiled once, whether or not the system has it compiled.
add_library(felt_toml STATIC ${CMAKE_CURRENT_LIST_DIR}/toml.cpp)
target_compile_definitions(felt_toml PUBLIC TOML_HEADER_ONLY=0)
target_include_directories(felt_toml SYSTEM PUBLIC ${tomlplusplus_INCLUDE_DIRS})

# Sets `result` to the archives of the named libraries, or to nothing unless all are installed.
function(felt_find_archives result)
  set(archives)
  foreach(name IN LISTS ARGN)
    find_library(felt_archive_${name} ${CMAKE_STATIC_LIBRARY_PREFIX}${name}${CMAKE_STATIC_LIBRARY_SUFFIX})
    mark_as_advanced(felt_archive_${name})
    if(NOT felt_archive_${name})
      set(${result} "" PARENT_SCOPE)
      return()
    endif()
    list(APPEND archives ${felt_archive_${name}})
  endforeach()
  set(${result} ${archives} PARENT_SCOPE)
endfunction()

# Links the imported target from the archives of the named libraries, if all are installed.
function(felt_prefer_archives target)
  felt_find_archives(archives ${ARGN})
  if(archives)
    set_target_properties(${target} PROPERTIES INTERFACE_LINK_LIBRARIES "${archives}")
    message(STATUS "Linking from archives: ${ARGN}")
  endif()
endfunction()

add_library(felt_fmt INTERFACE)
if(FELT_STATIC_LIBS)
  felt_prefer_archives(PkgConfig::sodium sodium)
  felt_prefer_archives(PkgConfig::utf8proc utf8proc)
  felt_prefer_archives(PkgConfig::edit edit bsd md tinfo)
  felt_find_archives(sqlite_archive sqlite3)
  if(sqlite_archive)
    set_target_properties(SQLite::SQLite3 PROPERTIES IMPORTED_LOCATION ${sqlite_archive}
                                                     INTERFACE_LINK_LIBRARIES "m;Threads::Threads;${CMAKE_DL_LIBS}")
    message(STATUS "Linking from archives: sqlite3")
  endif()

  # fmt's compiled part differs from version to version: where ours does not fit, the system's is used.
  get_target_property(fmt_headers fmt::fmt INTERFACE_INCLUDE_DIRECTORIES)
  try_compile(FELT_BUILDS_FMT ${PROJECT_BINARY_DIR}/try_fmt
    SOURCES ${CMAKE_CURRENT_LIST_DIR}/fmt.cpp ${CMAKE_CURRENT_LIST_DIR}/fmt_try.cpp
    CMAKE_FLAGS -DINCLUDE_DIRECTORIES=${fmt_headers}
    CXX_STANDARD 20)
endif()
if(FELT_STATIC_LIBS AND FELT_BUILDS_FMT)
  add_library(felt_fmt_compiled STATIC ${CMAKE_CURRENT_LIST_DIR}/fmt.cpp)
  target_include_directories(felt_fmt_compiled SYSTEM PUBLIC ${fmt_headers})
  target_link_libraries(felt_fmt INTERFACE felt_fmt_compiled)
  message(STATUS "Linking from archives: fmt (compiled here)")
else()
  target_link_libraries(felt_fmt INTERFACE fmt::fmt)
endif()

# The C++ library itself, unless a shared library is left that brings its own copy along.
get_target_property(sqlitecpp_type SQLiteCpp TYPE)
check_linker_flag(CXX -static-libstdc++ FELT_LINKER_TAKES_STATIC_LIBSTDCXX)
if(FELT_STATIC_LIBS AND FELT_BUILDS_FMT AND sqlitecpp_type STREQUAL "STATIC_LIBRARY"
   AND FELT_LINKER_TAKES_STATIC_LIBSTDCXX AND NOT APPLE)
  target_link_options(felt_link_flags INTERFACE -static-libstdc++ -static-libgcc)
  message(STATUS "Linking from archives: the C++ library")
endif()
