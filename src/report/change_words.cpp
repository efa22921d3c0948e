#include "report/change_words.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/numbers.hpp"
#include "insight/change.hpp"
#include "report/line.hpp"

namespace felt {
namespace {

// Means of the same numbers in another order differ in their last bits.
constexpr double rounding = 1e-9;

double to_one_decimal(double value) { return std::round(value * 10) / 10; }

std::string unsigned_text(double value) { return number_text(std::abs(to_one_decimal(value))); }

}  // namespace

std::string rounded_text(double value) {
  return (to_one_decimal(value) < 0 ? "−" : "") + unsigned_text(value);
}

std::string signed_text(double change) {
  return (to_one_decimal(change) > 0 ? "+" : "") + rounded_text(change);
}

std::string times_text(std::size_t times) { return times > 0 ? fmt::format("{}×", times) : ""; }

double noticeable_change(const Wording& wording) {
  constexpr double usual_length = 10, on_usual = 2, on_shorter = 1;
  const double length = wording.max.value_or(usual_length) - wording.min.value_or(0);
  return length < usual_length ? on_shorter : on_usual * length / usual_length;
}

bool is_about_the_same(const Wording& wording, double change) {
  return std::abs(change) < noticeable_change(wording) - rounding;
}

std::string change_word(const Wording& wording, double change) {
  const auto better = better_of(wording);
  if (!better || is_about_the_same(wording, change)) return {};
  return improvement(0, change, *better) > 0 ? "easier" : "harder";
}

std::string change_text(const Wording& wording, double before, double after) {
  const auto from = rounded_text(before), to = rounded_text(after);
  if (is_about_the_same(wording, after - before))
    return from == to ? "about the same, " + from : fmt::format("about the same, {} and {}", from, to);
  const auto word = change_word(wording, after - before);
  return fmt::format("from {} to {}{}", from, to, word.empty() ? "" : ", " + word);
}

}  // namespace felt
