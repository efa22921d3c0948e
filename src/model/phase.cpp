#include "model/phase.hpp"

#include "base/names.hpp"

namespace felt {
namespace {

constexpr Names<Phase, 7> names{{{Phase::before, "before"},
                                 {Phase::after, "after"},
                                 {Phase::evening, "evening"},
                                 {Phase::morning, "morning"},
                                 {Phase::day3, "day3"},
                                 {Phase::week, "week"},
                                 {Phase::anytime, "anytime"}}};

}  // namespace

std::string_view name_of(Phase phase) { return names.of(phase); }
std::optional<Phase> find_phase(std::string_view name) { return names.find(name); }

}  // namespace felt
