#pragma once

#include <cstddef>
#include <limits>
#include <string>

#include "report/document.hpp"
#include "report/line_table.hpp"
#include "report/summary.hpp"

namespace felt {

// What was found out about a journal, as pictures with their words and numbers.

enum class BodyView { together, before_and_after };

// The places with how often and how strong. Each place has a key: its place in the table, from 1. With a
// limit the table and the figures hold the places named most. There is at least one.
BodyMap body_map(const NamedPlaces& places, BodyView view, std::string title,
                 std::size_t most = std::numeric_limits<std::size_t>::max());
// Ratings of pleasantness and energy, and the feelings named most where they were placed by hand.
FeelingsMap feelings_map(const Feelings& feelings);
// The last nights, at most four weeks of them.
NightBars night_bars(const Nights& nights);
// Lines over the period of the summary, with its sessions. Lines without a point are left out.
SmallLines small_lines(const Summary& summary, LineSpan lines);

// What became easier in one column, what is new or harder in the other, and what stayed about the same.
Table changes_table(const Changes& changes);

}  // namespace felt
