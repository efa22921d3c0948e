#include "exchange/carry_json.hpp"

namespace felt {

Json carried_json(const CarriedNote& note) {
  Json json = Json::object();
  put(json, "schema", "felt.carry/1");
  put(json, "id", note.id);
  put(json, "uuid", note.uuid);
  put(json, "at", iso_text(note.added));
  put(json, "zone", note.added.zone);
  put(json, "text", note.text);
  if (note.revision > 0) put(json, "revision", note.revision);
  if (!note.done) return json;
  put(json, "done", iso_text(*note.done));
  put(json, "done_zone", note.done->zone);
  return json;
}

Json carried_list_json(std::span<const CarriedNote> notes) {
  Json list = Json::array();
  for (const auto& note : notes) list.push_back(carried_json(note));
  Json json = Json::object();
  put(json, "schema", "felt.carried/1");
  put(json, "notes", std::move(list));
  return json;
}

}  // namespace felt
