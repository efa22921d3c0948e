#include "story/chance.hpp"

#include <fmt/format.h>

namespace felt {
namespace {

constexpr std::uint64_t golden_gamma = 0x9E3779B97F4A7C15;

std::uint64_t mixed(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

}  // namespace

Chance::Chance(std::uint64_t seed, std::uint64_t matter, std::uint64_t part)
    : m_state(mixed(mixed(mixed(seed) + matter) + part)) {}

std::uint64_t Chance::next() { return mixed(m_state += golden_gamma); }

double Chance::share() { return static_cast<double>(next() >> 11) * 0x1p-53; }

std::size_t Chance::below(std::size_t n) {
  return static_cast<std::size_t>(share() * static_cast<double>(n));
}

double Chance::sway() {
  // Twelve even draws have a variance of 1; their sum is all but normal (Irwin-Hall).
  constexpr double most = 3.5;
  double sum = -6;
  for (int i = 0; i < 12; ++i) sum += share();
  return sum < -most ? -most : sum > most ? most : sum;
}

std::string invented_uuid(Chance& chance) {
  const auto high = (chance.next() & 0xFFFFFFFFFFFF0FFF) | 0x4000;
  const auto low = (chance.next() & 0x3FFFFFFFFFFFFFFF) | 0x8000000000000000;
  return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32, (high >> 16) & 0xFFFF, high & 0xFFFF,
                     low >> 48, low & 0xFFFFFFFFFFFF);
}

}  // namespace felt
