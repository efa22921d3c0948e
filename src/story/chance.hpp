#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace felt {

// What chance is asked about.
enum Matter : std::uint64_t {
  about_sessions = 1,
  about_days = 2,
  about_session = 16,
  about_moods = 32,
  about_effects = 33,
  about_answers = 34,
  about_nights = 35
};

// Chance that is the same for the same seed on every machine: SplitMix64 (Steele, Lea and Flood 2014), and
// distributions of our own, as those of the standard library differ from one library to the next.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : m_state(seed) {}
  // Chance of its own for a matter, such as a day: what is drawn for one leaves the others as they are.
  Chance(std::uint64_t seed, std::uint64_t matter, std::uint64_t part = 0);

  std::uint64_t next();
  // 0 up to, but not including, 1.
  double share();
  // 0 to n - 1; n is at least 1.
  std::size_t below(std::size_t n);
  // Around 0 with a standard deviation of 1, never beyond 3.5.
  double sway();
  bool happens(double probability) { return share() < probability; }

 private:
  std::uint64_t m_state;
};

// A UUID of version 4 out of chance.
std::string invented_uuid(Chance& chance);

}  // namespace felt
