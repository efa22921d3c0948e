#pragma once

#include <optional>
#include <string>

#include "model/session.hpp"

namespace felt {

// Something to bring to the next session.
struct CarriedNote {
  Id id = 0;
  std::string uuid;
  std::string text;            // may hold line breaks
  Moment added;                // when it was written down
  std::optional<Moment> done;  // nothing while it is still to be brought
  int revision = 0;  // how often doing it was taken back or put back; filled where journals are joined
};

// Which of them: those still to be brought, or those that are done as well.
enum class Carried { open, all };

}  // namespace felt
