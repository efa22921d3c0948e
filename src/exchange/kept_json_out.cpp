#include "exchange/kept_json.hpp"

namespace felt {
namespace {

Json scale_json(const Wording& wording) {
  Json anchors = Json::array();
  for (const auto& anchor : wording.anchors)
    anchors.push_back({{"at", json_number(anchor.at)}, {"label", anchor.label}});
  return {{"min", json_number(*wording.min)},
          {"max", json_number(*wording.max)},
          {"step", json_number(*wording.step)},
          {"anchors", std::move(anchors)}};
}

void write_strength(JsonWriter& json, const std::optional<double>& strength) {
  if (strength) json.key("n").number(*strength);
}

void write_pick(JsonWriter& json, const Pick& pick) {
  json.begin_object();
  if (pick.is_own())
    json.key("text").text(pick.word.label);
  else
    json.key("id").text(pick.word.id).key("label").text(pick.word.label);
  write_strength(json, pick.strength);
  json.end_object();
}

enum class Own { no, yes };

void write_picks(JsonWriter& json, const Picks& answer, Own own) {
  json.begin_list();
  for (const auto& pick : answer.picks)
    if (pick.is_own() == (own == Own::yes)) write_pick(json, pick);
  json.end_list();
}

void write_place(JsonWriter& json, const Place& place) {
  json.begin_object().key("region").text(place.region.id).key("label").text(place.region.label);
  if (place.side != Side::none) json.key("side").text(name_of(place.side));
  if (place.aspect != Aspect::none) json.key("aspect").text(name_of(place.aspect));
  json.key("qualities").begin_list();
  for (const auto& quality : place.qualities) json.text(quality.id);
  json.end_list().key("quality_labels").begin_list();
  for (const auto& quality : place.qualities) json.text(quality.label);
  json.end_list();
  write_strength(json, place.strength);
  json.end_object();
}

// The keys of an answer's value.
struct ValueWriter {
  JsonWriter& json;
  void operator()(const Unsure&) const {}
  void operator()(const Rating& rating) const { json.key("value").number(rating.value); }
  void operator()(const Count& count) const { json.key("value").number(static_cast<long long>(count.value)); }
  void operator()(const YesNo& answer) const { json.key("value").yes_no(answer.yes); }
  void operator()(const Minutes& answer) const {
    json.key("minutes").number(static_cast<long long>(answer.minutes));
  }
  void operator()(const ClockTime& time) const {
    json.key("time").text(spoken_clock(time.minute_of_day));
    if (time.date) json.key("date").text(day_text(*time.date));
  }
  void operator()(const Text& text) const { json.key("text").text(text.text); }
  void operator()(const Choice& choice) const {
    if (choice.word.id.empty()) {
      json.key("other").begin_list();
      write_pick(json, {choice.word, std::nullopt});
      json.end_list();
    } else {
      json.key("pick").text(choice.word.id).key("label").text(choice.word.label);
    }
  }
  void operator()(const Picks& answer) const {
    write_picks(json.key("picks"), answer, Own::no);
    write_picks(json.key("other"), answer, Own::yes);
  }
  void operator()(const Places& answer) const {
    json.key("places").begin_list();
    for (const auto& place : answer.places) write_place(json, place);
    json.end_list();
  }
};

void write_answer(JsonWriter& json, const Given& given, const NumberOfWording& number_of) {
  json.begin_object().key("question").text(given.answer.question);
  json.key("asked").number(static_cast<long long>(number_of(*given.wording)));
  json.key("state").text(given.answer.is_unsure() ? "unsure" : "answered");
  std::visit(ValueWriter{json}, given.answer.value);
  json.end_object();
}

void write_times(JsonWriter& json, const Entry& entry) {
  json.key("at").text(iso_text(entry.about)).key("zone").text(entry.about.zone);
  json.key("felt_day").text(day_text(entry.felt_day)).key("recorded_at").text(utc_text(entry.recorded));
}

void write_session(JsonWriter& json, const Entry& entry) {
  if (entry.session) json.key("session").number(*entry.session);
  json.key("session_chosen").yes_no(entry.session_chosen);
  if (const auto hours = hours_after_session(entry)) json.key("hours_after_session").number(*hours);
}

void write_state(JsonWriter& json, const KeptEntry& kept) {
  json.key("state").text(name_of(kept.entry.state));
  if (!kept.passed.empty()) json.key("passed").text(kept.passed);
  json.key("revision").number(static_cast<long long>(kept.revision));
  if (kept.copy_of) {
    json.key("copy_of").begin_object().key("uuid").text(kept.copy_of->uuid);
    json.key("revision").number(static_cast<long long>(kept.copy_of->revision)).end_object();
  }
  json.key("private").yes_no(kept.entry.is_private);
}

}  // namespace

Json question_json(const Wording& wording, long number) {
  Json json = {{"schema", "felt.question/1"},  {"number", number},
               {"question", wording.name},     {"version", wording.pack_version},
               {"language", wording.language}, {"wording", wording.prompt},
               {"type", name_of(wording.type)}};
  if (wording.min) put(json, "scale", scale_json(wording));
  put(json, "direction", name_of(wording.direction));
  put(json, "share", name_of(wording.share));
  return json;
}

Json former_json(const Former& former) {
  return {{"schema", "felt.former/1"},
          {"uuid", former.uuid},
          {"revision", former.revision},
          {"checksum", former.checksum}};
}

void write_kept_entry(JsonWriter& json, const KeptEntry& kept, const NumberOfWording& number_of) {
  const auto& entry = kept.entry;
  json.begin_object().key("schema").text("felt.entry/1");
  json.key("id").number(entry.id).key("uuid").text(entry.uuid);
  write_times(json, entry);
  json.key("flow").text(entry.flow).key("phase").text(name_of(entry.phase));
  write_session(json, entry);
  write_state(json, kept);
  json.key("tags").begin_list();
  for (const auto& tag : entry.tags) json.text(tag);
  json.end_list().key("answers").begin_list();
  for (const auto& given : entry.answers) write_answer(json, given, number_of);
  json.end_list();
  if (!entry.note.empty()) json.key("note").text(entry.note);
  json.end_object();
}

}  // namespace felt
