#include "insight/body_map.hpp"

#include <algorithm>
#include <tuple>

namespace felt {
namespace {

bool is_named_more(const WordCount& a, const WordCount& b) { return a.entries > b.entries; }
bool is_mapped_more(const MappedPlace& a, const MappedPlace& b) {
  return std::tuple(a.all.entries, a.all.mean.value_or(0)) >
         std::tuple(b.all.entries, b.all.mean.value_or(0));
}

}  // namespace

void BodyTally::Sum::close_entry() {
  if (open_ratings == 0) return;
  ++rated;
  strength += open / static_cast<double>(open_ratings);
  open = 0;
  open_ratings = 0;
}

void BodyTally::Sum::take(const NamedPlace& place, long long entry) {
  if (entries == 0 || entry != last_entry) {
    close_entry();
    ++entries;
    last_entry = entry;
  }
  if (place.strength) {
    open += *place.strength;
    ++open_ratings;
  }
  front += place.aspect == NamedPlace::Aspect::front ? 1 : 0;
  back += place.aspect == NamedPlace::Aspect::back ? 1 : 0;
  for (const auto quality : place.qualities) {
    auto& [count, last] = qualities[std::string(quality)];
    if (count > 0 && last == entry) continue;
    ++count;
    last = entry;
  }
}

PlaceFigures BodyTally::Sum::figures() const {
  auto closed = *this;
  closed.close_entry();
  PlaceFigures figures;
  figures.entries = closed.entries;
  figures.rated = closed.rated;
  if (closed.rated > 0) figures.mean = closed.strength / static_cast<double>(closed.rated);
  for (const auto& [id, count] : closed.qualities) figures.qualities.push_back({id, count.first});
  std::stable_sort(figures.qualities.begin(), figures.qualities.end(), is_named_more);
  figures.front = closed.front;
  figures.back = closed.back;
  return figures;
}

void BodyTally::take(const NamedPlace& place, long long entry, WindowSide window) {
  auto& sums = m_sums[{std::string(place.region), std::string(place.side)}];
  sums.all.take(place, entry);
  if (window == WindowSide::before) sums.before.take(place, entry);
  if (window == WindowSide::after) sums.after.take(place, entry);
}

std::vector<MappedPlace> BodyTally::result() const {
  std::vector<MappedPlace> places;
  for (const auto& [place, sums] : m_sums)
    places.push_back(
        {place.first, place.second, sums.all.figures(), sums.before.figures(), sums.after.figures()});
  std::stable_sort(places.begin(), places.end(), is_mapped_more);
  return places;
}

}  // namespace felt
