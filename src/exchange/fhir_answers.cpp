#include "exchange/fhir_answers.hpp"

#include <algorithm>

#include "exchange/fhir_values.hpp"
#include "exchange/shown_text.hpp"

namespace felt::fhir {
namespace {

bool is_pick_sayable(const Pick& pick) { return LocalCodes::can_write(pick.word); }
bool is_place_sayable(const Place& place) { return LocalCodes::can_write(place.region); }

struct Sayable {
  bool operator()(const Text& text) const { return has_words(text.text); }
  bool operator()(const Choice& choice) const { return LocalCodes::can_write(choice.word); }
  bool operator()(const Picks& answer) const {
    return std::any_of(answer.picks.begin(), answer.picks.end(), is_pick_sayable);
  }
  bool operator()(const Places& answer) const {
    return std::any_of(answer.places.begin(), answer.places.end(), is_place_sayable);
  }
  template <class Other>
  bool operator()(const Other&) const {
    return true;
  }
};

// An item with one answer; `put` writes its value.
template <class Put>
void write_one(JsonWriter& json, std::string_view link, const Put& put) {
  json.begin_object().key("linkId").text(link).key("answer").begin_list().begin_object();
  put();
  json.end_object().end_list().end_object();
}

void write_number(JsonWriter& json, const std::string& link, double value) {
  write_one(json, link, [&] { json.key("valueDecimal").number(value); });
}

void put_absent(JsonWriter& json) {
  json.key("extension").begin_list().begin_object();
  json.key("url").text("http://hl7.org/fhir/StructureDefinition/data-absent-reason");
  json.key("valueCode").text("asked-unknown").end_object().end_list();
}

std::string spoken_time(int minute_of_day) { return spoken_clock(minute_of_day) + ":00"; }

// The answers of an item that has its link and text.
struct AnswerWriter {
  JsonWriter& json;
  LocalCodes& codes;
  const std::string& link;
  const Given& given;

  void operator()(const Unsure&) const { put_absent(json); }
  void operator()(const Rating& rating) const {
    one([&] { json.key("valueDecimal").number(rating.value); });
  }
  void operator()(const Count& count) const {
    one([&] { json.key("valueInteger").number(static_cast<long long>(count.value)); });
  }
  void operator()(const YesNo& answer) const {
    one([&] { json.key("valueBoolean").yes_no(answer.yes); });
  }
  void operator()(const Minutes& answer) const {
    one([&] { put_quantity(json, "valueQuantity", answer.minutes, "min"); });
  }
  void operator()(const ClockTime& time) const {
    one([&] {
      json.key("valueTime").text(spoken_time(time.minute_of_day));
      if (time.date) put_date(*time.date);
    });
  }
  void operator()(const Text& answer) const {
    one([&] { json.key("valueString").text(shown_text(answer.text)); });
  }
  void operator()(const Choice& choice) const {
    one([&] { codes.put_word(json, words_list(given.answer.question), choice.word); });
  }
  void operator()(const Picks& answer) const {
    json.key("answer").begin_list();
    for (const auto& pick : answer.picks)
      if (is_pick_sayable(pick)) write_pick(pick);
    json.end_list();
  }
  void operator()(const Places&) const {}  // has an item for each place

  template <class Put>
  void one(const Put& put) const {
    json.key("answer").begin_list().begin_object();
    put();
    json.end_object().end_list();
  }
  void put_date(Day date) const {
    json.key("item").begin_list();
    write_one(json, link + ".date", [&] { json.key("valueDate").text(day_text(date)); });
    json.end_list();
  }
  void write_pick(const Pick& pick) const {
    codes.put_word(json.begin_object(), words_list(given.answer.question), pick.word);
    if (pick.strength) {
      write_number(json.key("item").begin_list(), link + ".strength", *pick.strength);
      json.end_list();
    }
    json.end_object();
  }
};

void begin_item(JsonWriter& json, const std::string& link, const std::string& text) {
  json.begin_object().key("linkId").text(link);
  put_text(json, "text", text);
}

void write_word(JsonWriter& json, LocalCodes& codes, std::string_view list, const std::string& link,
                const Word& word) {
  write_one(json, link, [&] { codes.put_word(json, list, word); });
}

// The name of a side or an aspect, where the place has one.
void write_name(JsonWriter& json, LocalCodes& codes, std::string_view list, const std::string& link,
                std::string_view name) {
  if (!name.empty()) write_word(json, codes, list, link, {std::string(name), std::string(name)});
}

void write_qualities(JsonWriter& json, LocalCodes& codes, const std::string& link,
                     const std::vector<Word>& qualities) {
  if (std::none_of(qualities.begin(), qualities.end(), LocalCodes::can_write)) return;
  json.begin_object().key("linkId").text(link).key("answer").begin_list();
  for (const auto& quality : qualities) {
    if (!LocalCodes::can_write(quality)) continue;
    codes.put_word(json.begin_object(), qualities_list, quality);
    json.end_object();
  }
  json.end_list().end_object();
}

void write_place(JsonWriter& json, LocalCodes& codes, const std::string& link, const Place& place) {
  write_word(json, codes, regions_list, link + ".region", place.region);
  write_name(json, codes, sides_list, link + ".side", name_of(place.side));
  write_name(json, codes, aspects_list, link + ".aspect", name_of(place.aspect));
  write_qualities(json, codes, link + ".quality", place.qualities);
  if (place.strength) write_number(json, link + ".strength", *place.strength);
}

void write_places(JsonWriter& json, LocalCodes& codes, const std::string& link, const Given& given) {
  for (const auto& place : std::get<Places>(given.answer.value).places) {
    if (!is_place_sayable(place)) continue;
    begin_item(json, link, given.wording->prompt);
    write_place(json.key("item").begin_list(), codes, link, place);
    json.end_list().end_object();
  }
}

}  // namespace

bool is_sayable(const Answer& answer) { return std::visit(Sayable{}, answer.value); }

void write_answer(JsonWriter& json, LocalCodes& codes, const std::string& link, const Given& given) {
  if (std::holds_alternative<Places>(given.answer.value)) return write_places(json, codes, link, given);
  begin_item(json, link, given.wording->prompt);
  std::visit(AnswerWriter{json, codes, link, given}, given.answer.value);
  json.end_object();
}

void write_text_item(JsonWriter& json, std::string_view link, const std::string& text) {
  write_text_items(json, link, {text});
}

void write_text_items(JsonWriter& json, std::string_view link, const std::vector<std::string>& texts) {
  json.begin_object().key("linkId").text(link).key("answer").begin_list();
  for (const auto& text : texts) json.begin_object().key("valueString").text(shown_text(text)).end_object();
  json.end_list().end_object();
}

}  // namespace felt::fhir
