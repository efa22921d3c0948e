#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace felt {

// Where in the days around a session a question belongs.
enum class Phase { before, after, evening, morning, day3, week, anytime };

inline constexpr std::array<Phase, 7> all_phases{Phase::before, Phase::after, Phase::evening, Phase::morning,
                                                 Phase::day3,   Phase::week,  Phase::anytime};

std::string_view name_of(Phase phase);
std::optional<Phase> find_phase(std::string_view name);

}  // namespace felt
