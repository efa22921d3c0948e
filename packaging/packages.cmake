# What cpack makes of an installed felt: a .tar.gz that runs wherever it is unpacked and, where dpkg is, a .deb.
# One commit gives the same bytes wherever and whenever it is packaged; tests/package_test.py holds that up.
set(CPACK_PACKAGE_NAME felt)
set(CPACK_PACKAGE_VENDOR "the felt authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "private notebook for the days after a bodywork session")
set(CPACK_STRIP_FILES ON)
set(CPACK_FELT_STRIP ${CMAKE_STRIP})
string(TOLOWER "felt-${PROJECT_VERSION}-${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}" CPACK_PACKAGE_FILE_NAME)
set(CPACK_GENERATOR TGZ)
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_CURRENT_LIST_DIR}/date.cmake)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/debian.cmake)
set(CPACK_POST_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/sorted.cmake)

find_program(FELT_SHLIBDEPS dpkg-shlibdeps)
mark_as_advanced(FELT_SHLIBDEPS)
if(FELT_SHLIBDEPS)
  list(APPEND CPACK_GENERATOR DEB)
endif()
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Days are kept in the zone they were lived in, and zones have their rules from there.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS tzdata)
# In order: pages as PDF, reminders, notifications, opening a page.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS
    "weasyprint | chromium, cron-daemon | systemd, libnotify-bin | libglib2.0-bin, xdg-utils")
# A package must name an address. Nobody can have one under .invalid (RFC 2606).
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "the felt authors <nobody@felt.invalid>")
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"felt asks a few gentle questions after craniosacral work, SomatoEmotional
Release, myofascial work or breathwork: feelings, body sensations, sleep,
posture. It keeps the answers with their times in one local file, and
shows weeks later what changes around the sessions.
.
Every question can be skipped and every check-in left at any moment.
Summaries are made for the terminal, as a web page, or to be shared with
a practitioner, who sees only what was looked through before. The journal
can be sealed with a passphrase. felt opens no network connection.")
include(CPack)
