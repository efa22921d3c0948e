#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "insight/body_map.hpp"
#include "journal/journal.hpp"
#include "report/document.hpp"

namespace felt {

// What is noticed in the body: the questions of the body map unless another one is asked for.
inline constexpr std::string_view noticing_questions[]{"body/noticing", "body/session-noticing"};
bool is_noticing(std::string_view question);
// Places that got softer since the session.
inline constexpr std::string_view softer_question = "body/softer";

// The places that were named at some questions, counted together.
struct NamedPlaces {
  std::vector<std::string> questions;                      // full names
  std::size_t entries = 0;                                 // that name a place which is not hidden
  std::vector<MappedPlace> places;                         // the most named first; none hidden
  std::map<std::string, std::string> regions, sensations;  // ids to labels, as offered last
  std::optional<double> strongest;  // the upper end of the scale of strengths; none without strengths
  std::size_t hidden = 0;           // places that were left out on wish

  bool empty() const { return places.empty(); }
};

// Counts the places in the entries. The starts are those of all sessions, in time order; `hidden` are ids of
// regions.
NamedPlaces named_places(const Journal& journal, std::span<const std::string_view> questions,
                         std::span<const LivedEntry> entries, SessionStarts starts,
                         const std::set<std::string, std::less<>>& hidden = {});

// "neck, your left" · "shoulder, both sides" · "head, in the middle" · "belly"
Phrase place_name(const NamedPlaces& places, const MappedPlace& place);
// The labels of the words named most, at most so many: "tight, warm". Empty without one.
Phrase sensations_text(const NamedPlaces& places, const PlaceFigures& figures, std::size_t most);
// "3.2 of 5", with how many of the entries say so where not all do: "3.2 of 5 (2 rated)". Empty without a
// strength.
std::string strength_text(const NamedPlaces& places, const PlaceFigures& figures);
// "neck, your left: in 4 entries, mostly tight, 3.2 of 5 on average"
Phrase place_in_words(const NamedPlaces& places, const MappedPlace& place);

}  // namespace felt
