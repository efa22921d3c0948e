#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "journal/opening.hpp"
#include "model/entry.hpp"

namespace felt {

// Something that is not as it should be. Nobody's words are in it.
struct Finding {
  std::string what;  // "entry 12 of Thu 12 Mar 2026: its words are not as they were written"
  std::string cure;
  std::size_t more = 0;  // others like it that are counted and not named
};

// What a journal holds, and whether all of it is as it was written.
struct Checkup {
  std::size_t entries = 0, drafts = 0, sessions = 0, carried = 0, versions = 0;
  Id newest = 0;                           // the greatest number of an entry
  std::optional<Instant> newest_recorded;  // when an entry was written last
  std::vector<Finding> findings;
  std::vector<Finding> remarks;  // what could not be looked at
};

// Reads every page, every row and every checksum of a journal in a file, and changes nothing. Error (damaged)
// where it cannot be read at all, no journal (10), locked (11), newer (14).
Checkup check_journal(const std::string& path, const Opening& opening = {});

}  // namespace felt
