#include "exchange/fhir_codes.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "exchange/fhir_values.hpp"
#include "exchange/shown_text.hpp"
#include "journal/uuid.hpp"

namespace felt::fhir {
namespace {

void write_system(JsonWriter& json, const std::string& name, const std::string& uuid,
                  const std::map<std::string, std::string>& displays) {
  json.key("resourceType").text("CodeSystem").key("id").text(uuid).key("url").text(urn(uuid));
  json.key("title").text("felt: " + name).key("status").text("active");
  json.key("description").text("Words of felt, a private notebook; they belong to no published standard.");
  json.key("content").text("fragment").key("concept").begin_list();
  for (const auto& [code, display] : displays) {
    json.begin_object().key("code").text(code);
    put_text(json, "display", display);
    json.end_object();
  }
  json.end_list();
}

}  // namespace

std::string words_list(const std::string& question) { return "words of " + question; }

bool LocalCodes::can_write(const Word& word) { return is_id(word.id) || has_words(word.label); }

void LocalCodes::put_word(JsonWriter& json, std::string_view list, const Word& word) {
  if (is_id(word.id))
    write_code(json.key("valueCoding"), list, word.id, word.label);
  else
    json.key("valueString").text(shown_text(word.label));
}

void LocalCodes::write_code(JsonWriter& json, std::string_view list, const std::string& code,
                            const std::string& display) {
  auto& known = list_called(list);
  const auto& shown = known.displays.emplace(code, display).first->second;
  write_coding(json, urn(known.uuid), code, shown);
}

void LocalCodes::each(const Visit& visit) const {
  for (const auto& [name, list] : m_lists)
    visit(list.uuid, [&name = name, &list = list](JsonWriter& json) {
      write_system(json, name, list.uuid, list.displays);
    });
}

LocalCodes::List& LocalCodes::list_called(std::string_view name) {
  const auto found = m_lists.find(name);
  if (found != m_lists.end()) return found->second;
  const auto uuid = uuid_from(fmt::format("felt code system: {}", name));
  return m_lists.emplace(name, List{uuid, {}}).first->second;
}

}  // namespace felt::fhir
