#include "exchange/share_json.hpp"

namespace felt {

Json share_json(const ShareRecord& record) {
  Json json = {{"schema", "felt.shared/1"},
               {"id", record.id},
               {"uuid", record.uuid},
               {"at", iso_text(record.at)},
               {"zone", record.at.zone}};
  if (!record.whom.empty()) put(json, "for", record.whom);
  put(json, "format", record.format);
  if (!record.file.empty()) put(json, "file", record.file);
  put(json, "leaving",
      {{"entries", record.entries},
       {"answers", record.answers},
       {"notes", record.notes},
       {"carried", record.carried}});
  put(json, "staying", {{"answers", record.staying_answers}, {"notes", record.staying_notes}});
  Json questions = Json::object();
  for (const auto& [question, answers] : record.questions) put(questions, question, answers);
  put(json, "questions", std::move(questions));
  return json;
}

Json share_list_json(std::span<const ShareRecord> records) {
  Json list = Json::array();
  for (const auto& record : records) list.push_back(share_json(record));
  Json json = Json::object();
  put(json, "schema", "felt.shares/1");
  put(json, "shares", std::move(list));
  return json;
}

}  // namespace felt
