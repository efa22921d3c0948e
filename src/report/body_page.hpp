#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "journal/journal.hpp"
#include "model/period.hpp"
#include "report/document.hpp"
#include "report/places.hpp"
#include "report/summary_pictures.hpp"

namespace felt {

// The page of `felt body`: where something was noticed, how often and how strong.

struct BodyWish {
  Period period;
  std::optional<Id> session;                  // entries of this session alone
  std::vector<std::string> questions;         // full names; at least one
  std::set<std::string, std::less<>> hidden;  // ids of regions
  BodyView view = BodyView::together;
  std::chrono::minutes day_start = std::chrono::hours{4};
};

// Another question about places, and how many entries name one at it.
struct OtherPlaces {
  std::string question;
  std::size_t entries = 0;  // at least 1
};

struct BodySummary {
  BodyWish wish;
  std::optional<Moment> from,
      to;  // as wished, else the first and the last entry; `to` is exclusive as wished
  NamedPlaces places;
  std::vector<OtherPlaces> others;  // by question; none where one question was asked for
};

BodySummary build_body_summary(const Journal& journal, const BodyWish& wish);

Document body_document(const BodySummary& summary);

// felt.body/1. Hidden places are not in it, only how many they are.
Json body_json(const BodySummary& summary);

}  // namespace felt
