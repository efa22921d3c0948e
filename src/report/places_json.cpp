#include "report/places_json.hpp"

namespace felt {
namespace {

Json whole(std::size_t n) { return static_cast<std::uint64_t>(n); }

Json qualities_json(const std::vector<WordCount>& qualities) {
  Json json = Json::array();
  for (const auto& quality : qualities)
    json.push_back({{"id", quality.id}, {"entries", whole(quality.entries)}});
  return json;
}

void add_figures(Json& json, const PlaceFigures& figures) {
  json["entries"] = whole(figures.entries);
  json["n"] = whole(figures.rated);
  if (figures.mean) json["mean"] = json_number(*figures.mean);
  json["qualities"] = qualities_json(figures.qualities);
  if (figures.front > 0) json["front"] = whole(figures.front);
  if (figures.back > 0) json["back"] = whole(figures.back);
}

void add_window(Json& json, const char* name, const PlaceFigures& figures) {
  if (figures.entries == 0) return;
  json[name] = Json::object();
  add_figures(json[name], figures);
}

Json place_json(const MappedPlace& place) {
  Json json{{"region", place.region}};
  if (!place.side.empty()) json["side"] = place.side;
  add_figures(json, place.all);
  add_window(json, "before", place.before);
  add_window(json, "after", place.after);
  return json;
}

}  // namespace

Json places_json(const NamedPlaces& places) {
  Json json = Json::array();
  for (const auto& place : places.places) json.push_back(place_json(place));
  return json;
}

}  // namespace felt
