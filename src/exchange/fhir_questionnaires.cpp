#include "exchange/fhir_questionnaires.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/text.hpp"
#include "exchange/fhir_values.hpp"
#include "exchange/shown_text.hpp"
#include "journal/uuid.hpp"
#include "model/accepts.hpp"
#include "prompts/version.hpp"

namespace felt::fhir {
namespace {

constexpr std::string_view extensions = "http://hl7.org/fhir/StructureDefinition/";

std::string_view pack_of(std::string_view question) { return question.substr(0, question.find('/')); }
std::string id_in_pack(std::string_view question) {
  return std::string(question.substr(question.find('/') + 1));
}

std::string_view item_type(QuestionType type) {
  switch (type) {
    case QuestionType::scale:
      return "decimal";
    case QuestionType::choice:
    case QuestionType::multi:
      return "open-choice";
    case QuestionType::body:
      return "group";
    case QuestionType::duration:
      return "quantity";
    case QuestionType::time:
      return "time";
    case QuestionType::count:
      return "integer";
    case QuestionType::yesno:
      return "boolean";
    case QuestionType::text:
    case QuestionType::note:
      return "text";
  }
  return "text";
}

void put_bound(JsonWriter& json, std::string_view name, double value) {
  json.begin_object().key("url").text(std::string(extensions).append(name));
  json.key("valueDecimal").number(value).end_object();
}

void put_bounds(JsonWriter& json, const Wording& asked) {
  json.key("extension").begin_list();
  put_bound(json, "minValue", *asked.min);
  put_bound(json, "maxValue", *asked.max);
  json.end_list();
}

void begin_item(JsonWriter& json, const std::string& link, const std::string& text, std::string_view type) {
  json.begin_object().key("linkId").text(link);
  put_text(json, "text", text);
  json.key("type").text(type);
}

void write_item(JsonWriter& json, const std::string& link, const std::string& text, std::string_view type) {
  begin_item(json, link, text, type);
  json.end_object();
}

void write_repeating(JsonWriter& json, const std::string& link, const std::string& text,
                     std::string_view type) {
  begin_item(json, link, text, type);
  json.key("repeats").yes_no(true).end_object();
}

// A wording does not say whether its numbers tell how strong or how easy a thing is; the anchors do.
void write_strength(JsonWriter& json, const std::string& link, const Wording& asked) {
  const auto anchors = anchors_text(asked.anchors);
  begin_item(json, link + ".strength", anchors.empty() ? "A number with it" : "A number with it: " + anchors,
             "decimal");
  put_bounds(json, asked);
  json.end_object();
}

void write_anchors(JsonWriter& json, const std::string& link, const Wording& asked) {
  write_item(json, link + ".scale", anchors_text(asked.anchors), "display");
}

// A choice between words that are all known.
void write_options(JsonWriter& json, LocalCodes& codes, std::string_view list, const std::string& link,
                   const std::string& text, std::span<const std::string_view> words) {
  begin_item(json, link, text, "choice");
  json.key("answerOption").begin_list();
  for (const auto word : words) {
    codes.write_code(json.begin_object().key("valueCoding"), list, std::string(word), std::string(word));
    json.end_object();
  }
  json.end_list().end_object();
}

void write_place_items(JsonWriter& json, LocalCodes& codes, const std::string& link, const Wording& asked) {
  constexpr std::array<std::string_view, 4> sides{"left", "right", "both", "middle"};
  constexpr std::array<std::string_view, 2> aspects{"front", "back"};
  json.key("item").begin_list();
  write_item(json, link + ".region", "Where", "open-choice");
  write_options(json, codes, sides_list, link + ".side", "Which side, as the person has it", sides);
  write_options(json, codes, aspects_list, link + ".aspect", "Front or back", aspects);
  write_repeating(json, link + ".quality", "What it is like", "open-choice");
  if (has_scale(asked)) write_strength(json, link, asked);
  json.end_list();
}

// What a question has below it.
void put_parts(JsonWriter& json, LocalCodes& codes, const std::string& link, const Wording& asked) {
  const auto one = [&](const auto& write) {
    json.key("item").begin_list();
    write();
    json.end_list();
  };
  if (asked.type == QuestionType::body) return write_place_items(json, codes, link, asked);
  if (asked.type == QuestionType::time)
    return one([&] { write_item(json, link + ".date", "The day of that time", "date"); });
  if (asked.type == QuestionType::multi && has_scale(asked))
    return one([&] { write_strength(json, link, asked); });
  if (asked.type == QuestionType::scale && !asked.anchors.empty())
    return one([&] { write_anchors(json, link, asked); });
}

void write_question(JsonWriter& json, LocalCodes& codes, const Questionnaire::Item& item) {
  const auto& asked = *item.asked;
  begin_item(json, item.link, asked.prompt, item_type(asked.type));
  if (asked.type == QuestionType::multi || asked.type == QuestionType::body) json.key("repeats").yes_no(true);
  if (asked.type == QuestionType::scale && has_scale(asked)) put_bounds(json, asked);
  put_parts(json, codes, item.link, asked);
  json.end_object();
}

void write_items(JsonWriter& json, LocalCodes& codes, const Questionnaire& questionnaire) {
  json.key("item").begin_list();
  for (const auto& item : questionnaire.items) write_question(json, codes, item);
  if (questionnaire.items.empty()) {
    write_item(json, "note", "In the person's own words", "text");
    write_repeating(json, "tag", "Tags", "string");
  }
  json.end_list();
}

void write_questionnaire(JsonWriter& json, LocalCodes& codes, const Questionnaire& questionnaire) {
  json.key("resourceType").text("Questionnaire").key("id").text(questionnaire.uuid);
  if (is_language_tag(questionnaire.language)) json.key("language").text(questionnaire.language);
  json.key("url").text(urn(questionnaire.uuid));
  put_text(json, "version", questionnaire.version);
  json.key("title").text(questionnaire.title).key("status").text("active");
  json.key("subjectType").begin_list().text("Patient").end_list();
  write_items(json, codes, questionnaire);
}

}  // namespace

std::string Questionnaire::canonical() const {
  return version.empty() ? urn(uuid) : urn(uuid) + "|" + version;
}

bool has_scale(const Wording& asked) { return asked.min && asked.max; }

Questionnaire& Questionnaires::questionnaire_of(const Wording& asked) {
  const std::tuple key(std::string(pack_of(asked.name)), asked.pack_version, asked.language);
  auto& found = m_all[key];
  if (!found.uuid.empty()) return found;
  const auto& [pack, version, language] = key;
  found.uuid = uuid_from(fmt::format("felt questionnaire: {} {} {}", pack, version, language));
  found.title = "felt: " + pack;
  found.version = parse_version(version) ? version : "";
  found.language = language;
  return found;
}

const Questionnaires::Place& Questionnaires::place_of(const std::shared_ptr<const Wording>& asked) {
  const auto known = m_places.find(asked);
  if (known != m_places.end()) return known->second;
  auto& questionnaire = questionnaire_of(*asked);
  auto& items = questionnaire.items;
  const auto same = std::find_if(items.begin(), items.end(),
                                 [&](const Questionnaire::Item& item) { return *item.asked == *asked; });
  if (same == items.end()) {
    const auto others = std::count_if(items.begin(), items.end(), [&](const Questionnaire::Item& item) {
      return item.asked->name == asked->name;
    });
    const auto link = id_in_pack(asked->name);
    items.push_back({others == 0 ? link : fmt::format("{}.{}", link, others + 1), asked});
    return m_places[asked] = {&questionnaire, items.back().link};
  }
  return m_places[asked] = {&questionnaire, same->link};
}

const Questionnaire& Questionnaires::beside() {
  auto& found = m_all[{"", "", ""}];
  if (found.uuid.empty())
    found = {
        uuid_from("felt questionnaire beside the answers"), "felt: beside the answers", "1.0.0", "en", {}};
  return found;
}

void Questionnaires::each(LocalCodes& codes, const Visit& visit) const {
  for (const auto& [key, questionnaire] : m_all)
    visit(questionnaire.uuid, [&codes, &questionnaire = questionnaire](JsonWriter& json) {
      write_questionnaire(json, codes, questionnaire);
    });
}

}  // namespace felt::fhir
