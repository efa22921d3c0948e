#include "prompts/version.hpp"

#include <algorithm>

#include "base/numbers.hpp"
#include "base/text.hpp"

namespace felt {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 9 && std::all_of(text.begin(), text.end(), is_digit);
}

}  // namespace

std::optional<Version> parse_version(std::string_view text) {
  const auto parts = split(text, '.');
  if (parts.size() != 3 || !std::all_of(parts.begin(), parts.end(), is_number)) return std::nullopt;
  Version version{};
  std::transform(parts.begin(), parts.end(), version.begin(),
                 [](std::string_view part) { return parse_whole(part).value_or(0); });
  return version;
}

bool is_older(std::string_view version, std::string_view than) {
  return parse_version(version) < parse_version(than);  // nothing comes before any version
}

}  // namespace felt
