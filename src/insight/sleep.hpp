#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <string_view>

// One night in the terms of the consensus sleep diary (Carney et al. 2012).

namespace felt {

// What a person told about a night; any part may be missing. Instants are
// minutes on one axis of elapsed time, whatever its zero; the rest are lengths.
struct SleepTimes {
  std::optional<std::chrono::minutes> to_bed, turned_in;
  std::optional<std::chrono::minutes> sleep_came;  // length: from turning in to sleep
  std::optional<int> wakings;
  std::optional<std::chrono::minutes> awake_total;  // length: awake between, without the final awakening
  std::optional<std::chrono::minutes> sleep_ended, left_bed;
};

// The questions that tell of a night, in the order of SleepTimes.
inline constexpr std::array<std::string_view, 7> sleep_questions{
    "sleep/to-bed",      "sleep/turned-in",   "sleep/sleep-came", "sleep/wakings",
    "sleep/awake-total", "sleep/sleep-ended", "sleep/left-bed"};
// Their answers as numbers, in the same order: minutes, and how often.
SleepTimes sleep_times(std::span<const std::optional<double>> told);

// Instants given as minutes of a 24-hour clock, carried past midnight: each known one is moved
// by whole days to the first time at or after the one before it, in the order of SleepTimes.
SleepTimes past_midnight(SleepTimes clock_times);

// A quantity is absent when a part of it is missing or when it would
// be negative or longer than a day, which only a slip can make it.
struct SleepQuantities {
  std::optional<std::chrono::minutes> time_in_bed;   // TIB: left bed - to bed
  std::optional<std::chrono::minutes> sleep_period;  // SPT: sleep ended - (turned in + sleep came)
  std::optional<std::chrono::minutes> awake;   // WASO: awake total, 0 without wakings; no final awakening
  std::optional<std::chrono::minutes> asleep;  // TST: sleep period - awake
  std::optional<double> efficiency;            // SE: asleep / time in bed x 100, 0 to 100; absent above
};

SleepQuantities sleep_quantities(const SleepTimes& night);

}  // namespace felt
