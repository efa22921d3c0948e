#include "report/caveat_text.hpp"

#include <fmt/format.h>

#include "base/numbers.hpp"

namespace felt {

std::string caveat_text(const AppliedCaveat& caveat) {
  const auto n = caveat.number.value_or(0);
  switch (caveat.caveat) {
    case Caveat::own_ratings:
      break;
    case Caveat::booked_when_worse:
      return "People often book when things are worse, and worse days tend to be followed by more usual "
             "ones.";
    case Caveat::ratings_resemble:
      return fmt::format(
          "Ratings close in time resemble each other, so {} ratings carry less information than {} "
          "independent ones.",
          n, n);
    case Caveat::days_without_entry:
      return "Days without an entry may differ from days with one.";
    case Caveat::few_sessions:
      return fmt::format("With {}, chance alone could easily look like this.", counted(n, "session"));
    case Caveat::near_two_sessions:
      return fmt::format("{} fell near two sessions and {} counted with the nearer one.",
                         counted(n, "rating"), n == 1 ? "was" : "were");
    case Caveat::other_times_of_day:
      return "Before and after were usually rated at different times of day.";
  }
  return "These are your own ratings. They describe; they cannot show what caused a change.";
}

}  // namespace felt
