#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "settings/settings.hpp"

namespace felt {

// How the wishes for reminders are written in the configuration. Readers take any case and the clock times of
// typed answers (21:00, 9pm), and give nothing for what they cannot read; texts are "" where there is no
// wish.

std::optional<bool> read_on_off(std::string_view text);
std::string on_off_text(bool is_on);

// before, after, evening, morning, day3, week: at least one, in the order of time.
std::optional<std::vector<Phase>> read_phases(std::string_view text);
std::string phases_text(const std::vector<Phase>& phases);

std::optional<std::chrono::minutes> read_clock(std::string_view text);
std::string clock_text(std::optional<std::chrono::minutes> clock);

// A day of the week, of which three letters do, and a clock time.
std::optional<ReminderWishes::Weekly> read_weekly(std::string_view text);
std::string weekly_text(const std::optional<ReminderWishes::Weekly>& weekly);

// Two different clock times with a hyphen between them.
std::optional<ReminderWishes::Quiet> read_quiet(std::string_view text);
std::string quiet_text(const std::optional<ReminderWishes::Quiet>& quiet);

}  // namespace felt
