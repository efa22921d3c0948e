#pragma once

#include <chrono>
#include <cmath>
#include <utility>
#include <vector>

#include "insight/rating.hpp"

// Distress from 0 to 10 around three sessions: the worked example that runs through these tests.

namespace golden {

inline const std::chrono::sys_seconds start = std::chrono::sys_days{std::chrono::year{2026} / 1 / 5};

inline std::chrono::sys_seconds day(double days) {
  return start + std::chrono::seconds{std::llround(days * 86400)};
}

inline std::vector<felt::TimedRating> ratings_at(
    const std::vector<std::pair<double, double>>& days_and_values) {
  std::vector<felt::TimedRating> ratings;
  for (const auto& [days, value] : days_and_values) ratings.push_back({day(days), value});
  return ratings;
}

inline std::vector<felt::TimedRating> distress() {
  return ratings_at({{0.5, 7}, {2.5, 6},  {5, 7},    {6.8, 8},  {7.3, 5},  {8, 4},  {9.5, 5},
                     {12, 6},  {16, 7},   {19.5, 6}, {20.9, 7}, {21.2, 4}, {22, 4}, {24, 5},
                     {30, 6},  {34.8, 6}, {35.2, 3}, {36, 4},   {38, 4},   {41, 5}});
}

inline std::vector<std::chrono::sys_seconds> sessions() { return {day(7), day(21), day(35)}; }

}  // namespace golden
