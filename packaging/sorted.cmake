# Run by cpack after it made a package: makes the .tar.gz anew in the order of names, with owners and modes that are
# the same everywhere. cpack takes files in the order in which the disk tells them.
if(NOT CPACK_GENERATOR STREQUAL "TGZ")
  return()
endif()
find_program(tar NAMES gtar tar REQUIRED)
execute_process(COMMAND ${tar} --version OUTPUT_VARIABLE version ERROR_QUIET)
if(NOT version MATCHES "GNU tar")
  message(STATUS "Without GNU tar, the bytes of the .tar.gz depend on this machine")
  return()
endif()
get_filename_component(folder ${CPACK_TEMPORARY_DIRECTORY} DIRECTORY)
get_filename_component(name ${CPACK_TEMPORARY_DIRECTORY} NAME)
execute_process(
  COMMAND ${tar} --create --directory=${folder} --format=ustar --sort=name --mtime=@$ENV{SOURCE_DATE_EPOCH}
          --owner=0 --group=0 --numeric-owner --mode=u+rwX,go+rX,go-w ${name}
  COMMAND gzip --best --no-name
  OUTPUT_FILE ${CPACK_PACKAGE_FILES}
  COMMAND_ERROR_IS_FATAL ANY)
