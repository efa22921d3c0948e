#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "insight/around.hpp"

// Where in the body something was named, how often and how strong. Counting entries, not namings: who names
// one place twice in a check-in noticed it once. The sensations are neutral, so nothing here improves.

namespace felt {

// A word, and in how many entries it stands.
struct WordCount {
  std::string id;
  std::size_t entries = 0;  // at least 1
};

// What the entries of one kind say of a place.
struct PlaceFigures {
  std::size_t entries = 0;           // that name the place
  std::size_t rated = 0;             // those of them that say how strong it was: the n of the mean
  std::optional<double> mean;        // over the rated entries; an entry with several strengths counts with
                                     // their mean, so that no entry weighs more than another
  std::vector<WordCount> qualities;  // the most named first, equals by id
  std::size_t front = 0, back = 0;   // namings that said so
};

// A place of the body over all entries, and in the windows before and after the sessions.
struct MappedPlace {
  std::string region;  // id of a region
  std::string side;    // as it was told; empty where none was
  PlaceFigures all, before, after;
};

// One naming of a place in one entry.
struct NamedPlace {
  std::string_view region, side;
  std::vector<std::string_view> qualities;
  std::optional<double> strength;  // in points of its scale
  enum class Aspect { none, front, back } aspect = Aspect::none;
};

// Takes namings entry by entry, and keeps one small sum for each place: as many as there are regions and
// sides, however many entries there are.
class BodyTally {
 public:
  // All namings of one entry come one after the other. `entry` tells entries apart.
  void take(const NamedPlace& place, long long entry, WindowSide window);
  // The places named in most entries first, of equals the stronger one, then by region and side.
  std::vector<MappedPlace> result() const;

 private:
  // The sum of one place in one kind of entry.
  struct Sum {
    std::size_t entries = 0, rated = 0, front = 0, back = 0;
    double strength = 0;  // of the entries that are closed
    double open = 0;      // of the entry that is being taken
    std::size_t open_ratings = 0;
    long long last_entry = 0;
    std::map<std::string, std::pair<std::size_t, long long>, std::less<>> qualities;  // count, last entry

    void take(const NamedPlace& place, long long entry);
    void close_entry();
    PlaceFigures figures() const;
  };
  struct Sums {
    Sum all, before, after;
  };
  using Place = std::pair<std::string, std::string>;  // region and side

  std::map<Place, Sums> m_sums;
};

}  // namespace felt
