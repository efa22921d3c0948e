# How everything is compiled and linked.
include(CheckLinkerFlag)

add_library(felt_flags INTERFACE)
target_compile_options(felt_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor
                                            -Wold-style-cast -Woverloaded-virtual)
# Out-of-range access of a container stops the program instead of reading on.
target_compile_definitions(felt_flags INTERFACE _GLIBCXX_ASSERTIONS)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees overlaps that are not there when a std::string is assigned a short text (GCC bug 105651).
  target_compile_options(felt_flags INTERFACE -Wno-restrict)
endif()
if(CMAKE_UNITY_BUILD)
  # Both are about one file alone, and the build of each file by itself warns of them: a name at the top of a file is
  # hidden by a variable of the file beside it; a file's own type stands in what only that file defines.
  target_compile_options(felt_flags INTERFACE -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()
if(FELT_WERROR)
  target_compile_options(felt_flags INTERFACE -Werror)
endif()
if(FELT_SANITIZE)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC 12 with AddressSanitizer takes the parts of a std::regex for uninitialized (GCC bug 105562).
    target_compile_options(felt_flags INTERFACE -Wno-maybe-uninitialized)
  endif()
  target_compile_options(felt_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all
                                              -fno-omit-frame-pointer)
  target_link_options(felt_flags INTERFACE -fsanitize=address,undefined)
elseif(NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
  # felt reads files from strangers: what the compiler can check at run time for little, it does.
  target_compile_options(felt_flags INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong)
endif()
if(FELT_FUZZ)
  target_compile_options(felt_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# For the executable: leave out what is never called, and let nobody rewrite the linkage tables while it runs.
add_library(felt_link_flags INTERFACE)
foreach(flag -Wl,--as-needed -Wl,--gc-sections -Wl,-z,relro -Wl,-z,now)
  string(MAKE_C_IDENTIFIER "felt_linker_takes${flag}" takes_flag)
  check_linker_flag(CXX ${flag} ${takes_flag})
  if(${takes_flag})
    target_link_options(felt_link_flags INTERFACE ${flag})
  endif()
endforeach()

if(FELT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(FELT_CCACHE_PROGRAM ccache)
  if(FELT_CCACHE_PROGRAM)
    # ccache keeps files that use a precompiled header only if it may trust that header's time stamps.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
                                    ${FELT_CCACHE_PROGRAM})
  endif()
endif()

# Precompiles headers for the sources of one target.
function(felt_precompile target)
  if(FELT_PCH)
    target_precompile_headers(${target} PRIVATE ${ARGN})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      target_compile_options(${target} PRIVATE -fpch-preprocess)  # for ccache
    endif()
  endif()
endfunction()
