#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "model/session.hpp"

namespace felt {

// That something was shared: when, for whom, and which answers left. No words of theirs are in it.
struct ShareRecord {
  Id id = 0;
  std::string uuid;
  Moment at;
  std::string whom;                                              // may be empty
  std::string format;                                            // "html"
  std::string file;                                              // its whole path; empty for standard output
  std::size_t entries = 0, answers = 0, notes = 0, carried = 0;  // that left
  std::size_t staying_answers = 0, staying_notes = 0;
  std::map<std::string, std::size_t> questions;  // answers that left, by full name
  friend bool operator==(const ShareRecord&, const ShareRecord&) = default;
};

}  // namespace felt
