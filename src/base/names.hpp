#pragma once

#include <optional>
#include <string_view>
#include <utility>

namespace felt {

// A table of an enum's values and their written names, for both directions.
template <class Enum, std::size_t size>
struct Names {
  std::pair<Enum, std::string_view> rows[size];

  constexpr std::string_view of(Enum value) const {
    for (const auto& [row_value, name] : rows)
      if (row_value == value) return name;
    return {};
  }
  constexpr std::optional<Enum> find(std::string_view name) const {
    for (const auto& [value, row_name] : rows)
      if (row_name == name) return value;
    return std::nullopt;
  }
};

}  // namespace felt
