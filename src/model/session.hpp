#pragma once

#include <string>
#include <vector>

#include "base/time.hpp"

namespace felt {

using Id = long long;  // small, never reused; 0 for what is not kept yet

struct Session {
  Id id = 0;
  std::string uuid;
  Moment starts;
  int minutes = 0;  // 0 if unknown
  std::string with;
  std::vector<std::string> kinds;  // ids of the `techniques` list, or own words
  std::string note;
  int revision = 0;  // how often it was changed; filled where journals are joined
};

}  // namespace felt
