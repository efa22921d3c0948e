# Run by cpack before it makes a package: lays out what was installed as Debian wants it in a .deb.
if(NOT CPACK_GENERATOR STREQUAL "DEB")
  return()
endif()
set(usr ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr)
set(share ${usr}/share)
set(doc ${share}/doc/felt)

# Debian's zsh looks for completions of packages here.
file(MAKE_DIRECTORY ${share}/zsh/vendor-completions)
file(RENAME ${share}/zsh/site-functions/_felt ${share}/zsh/vendor-completions/_felt)
file(REMOVE_RECURSE ${share}/zsh/site-functions)

# What changed in felt, and what changed in the package.
file(RENAME ${doc}/CHANGELOG.md ${doc}/changelog)
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file(${CMAKE_CURRENT_LIST_DIR}/changelog.in ${doc}/changelog.Debian @ONLY)

configure_file(${CMAKE_CURRENT_LIST_DIR}/lintian-overrides ${share}/lintian/overrides/felt COPYONLY)

# As Debian's own packages are stripped.
execute_process(
  COMMAND ${CPACK_FELT_STRIP} --remove-section=.comment --remove-section=.note ${usr}/bin/felt
  COMMAND_ERROR_IS_FATAL ANY)

file(GLOB manuals ${share}/man/man*/*)
execute_process(
  COMMAND gzip --best --no-name ${manuals} ${doc}/changelog ${doc}/changelog.Debian
  COMMAND_ERROR_IS_FATAL ANY)

# Whatever the umask is.
set(files OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
set(folders ${files} OWNER_EXECUTE GROUP_EXECUTE WORLD_EXECUTE)
file(CHMOD ${usr} ${usr}/bin PERMISSIONS ${folders})
file(CHMOD_RECURSE ${share} FILE_PERMISSIONS ${files} DIRECTORY_PERMISSIONS ${folders})
