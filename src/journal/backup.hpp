#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "journal/checkup.hpp"
#include "journal/opening.hpp"
#include "model/step.hpp"

namespace felt {

// A whole copy of a journal, of one moment, in a file of its own with mode 0600: sealed if the journal is,
// and then byte by byte. It has been read back, page by page and checksum by checksum, before it has its
// name, and it is safe on the disk when this returns. Error (damaged) if the journal is not whole: then it
// has no copy that is.
Checkup back_up(const std::string& journal, const std::filesystem::path& file, Overwrite overwrite,
                const Opening& opening = {});

// The uuids of those things of a journal, earlier versions included.
std::vector<std::string> uuids_of(const std::string& journal, Thing thing, std::span<const Id> ids,
                                  const Opening& opening = {});
// Whether a copy holds any of them, now or as an earlier version. Error where it cannot be read.
bool holds_any(const std::string& copy, Thing thing, const std::vector<std::string>& uuids,
               const Opening& opening = {});

}  // namespace felt
