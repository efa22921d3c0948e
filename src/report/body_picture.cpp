#include "report/summary_pictures.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/numbers.hpp"

namespace felt {
namespace {

constexpr std::size_t words_of_a_place = 3;
constexpr std::size_t places_in_words = 3;
constexpr double lightest = 0.15;  // a place without a strength is seen, too

using Figures = PlaceFigures MappedPlace::*;

double shade_of(const NamedPlaces& places, const PlaceFigures& figures, std::size_t most_entries) {
  if (!places.strongest)
    return static_cast<double>(figures.entries) / static_cast<double>(std::max<std::size_t>(most_entries, 1));
  return figures.mean ? std::clamp(*figures.mean / *places.strongest, lightest, 1.0) : lightest;
}

Aspect aspect_of(const PlaceFigures& figures) {
  if (figures.front > 0 && figures.back == 0) return Aspect::front;
  return figures.back > 0 && figures.front == 0 ? Aspect::back : Aspect::none;
}

using ShownPlaces = std::span<const MappedPlace>;

BodyFigure figure_of(const NamedPlaces& places, ShownPlaces shown, Figures which, const char* title) {
  BodyFigure figure{title, {}};
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const auto& figures = shown[i].*which;
    if (figures.entries == 0) continue;
    figure.spots.push_back({shown[i].region, find_side(shown[i].side).value_or(Side::none),
                            aspect_of(figures), shade_of(places, figures, shown.front().all.entries),
                            std::to_string(i + 1)});
  }
  return figure;
}

Phrase numbered_name(const NamedPlaces& places, ShownPlaces shown, std::size_t i) {
  Phrase name(std::to_string(i + 1) + "  ");
  append(name, place_name(places, shown[i]));
  return name;
}

Table table_together(const NamedPlaces& places, ShownPlaces shown) {
  Table table{{{"", Align::left}, {"entries", Align::right}, {"how strong", Align::left}}, {{}}};
  table.columns.push_back({"mostly", Align::left});
  for (std::size_t i = 0; i < shown.size(); ++i)
    table.groups.front().rows.push_back(
        {numbered_name(places, shown, i), std::to_string(shown[i].all.entries),
         strength_text(places, shown[i].all), sensations_text(places, shown[i].all, words_of_a_place)});
  return table;
}

// "in 2 entries, 3.5 of 5, tight"; empty where none names it.
Phrase window_cell(const NamedPlaces& places, const PlaceFigures& figures) {
  if (figures.entries == 0) return {};
  Phrase cell("in " + counted(figures.entries, "entry", "entries"));
  if (const auto strength = strength_text(places, figures); !strength.empty())
    cell.add(", " + strength, Voice::felt);
  if (figures.qualities.empty()) return cell;
  cell.add(", ", Voice::felt);
  append(cell, sensations_text(places, figures, words_of_a_place));
  return cell;
}

Table table_before_and_after(const NamedPlaces& places, ShownPlaces shown) {
  Table table{{{"", Align::left}, {"before", Align::left}, {"after", Align::left}}, {{}}};
  for (std::size_t i = 0; i < shown.size(); ++i)
    table.groups.front().rows.push_back({numbered_name(places, shown, i),
                                         window_cell(places, shown[i].before),
                                         window_cell(places, shown[i].after)});
  return table;
}

std::string shade_sentence(const NamedPlaces& places, BodyView view) {
  std::string text = places.strongest ? "The fuller the colour of a place, the stronger it was."
                                      : "The fuller the colour of a place, the more often it was named.";
  if (view == BodyView::before_and_after)
    text += " Before is up to three days before a session, after up to three days after it.";
  return text;
}

Phrase body_description(const NamedPlaces& places, ShownPlaces shown, BodyView view) {
  Phrase text;
  for (std::size_t i = 0; i < std::min(shown.size(), places_in_words); ++i) {
    append(text, place_in_words(places, shown[i]));
    text.add(". ", Voice::felt);
  }
  if (shown.size() < places.places.size())
    text.add(fmt::format("{} named less often. ",
                         counted(places.places.size() - shown.size(), "more place was", "more places were")),
             Voice::felt);
  text.add(shade_sentence(places, view), Voice::felt);
  if (places.hidden > 0) text.add(" Places you hide are left out.", Voice::felt);
  return text;
}

}  // namespace

BodyMap body_map(const NamedPlaces& places, BodyView view, std::string title, std::size_t most) {
  const auto shown = ShownPlaces(places.places).first(std::min(places.places.size(), most));
  BodyMap map{{std::move(title), body_description(places, shown, view), {}}, {}};
  if (view == BodyView::together) {
    map.in_words.table = table_together(places, shown);
    map.figures.push_back(figure_of(places, shown, &MappedPlace::all, ""));
    return map;
  }
  map.in_words.table = table_before_and_after(places, shown);
  map.figures.push_back(figure_of(places, shown, &MappedPlace::before, "before"));
  map.figures.push_back(figure_of(places, shown, &MappedPlace::after, "after"));
  return map;
}

}  // namespace felt
