// The bytes under an entry's checksum: fields one after the other, each as its length in decimal, a colon,
// and its text ("4:neck"). First uuid, about_at, offset_min, zone, felt_day, recorded_at, phase, flow, state,
// private (0 or 1), the note; then the number of tags and each tag in order; then the number of answers and
// for each answer, in order: the question's name, version, language and wording, the kind of answer, and its
// values as listed below. A session is not among them: a session added later may change which one an entry
// belongs to.
#include "journal/checksum.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/numbers.hpp"
#include "journal/uuid.hpp"
#include "seal/digest.hpp"

namespace felt {
namespace {

class Fields {
 public:
  Fields& add(std::string_view text) {
    m_bytes.append(std::to_string(text.size())).append(":").append(text);
    return *this;
  }
  Fields& add(double value) { return add(std::string_view(number_text(value))); }
  Fields& add(std::size_t count) { return add(std::string_view(std::to_string(count))); }
  Fields& add(const Word& word) { return add(std::string_view(word.id)).add(std::string_view(word.label)); }
  Fields& add(const std::optional<double>& value) { return value ? add(*value) : add(std::string_view()); }
  const std::string& bytes() const { return m_bytes; }

 private:
  std::string m_bytes;
};

struct ValueFields {
  Fields& fields;
  void operator()(const Unsure&) const { fields.add("unsure"); }
  void operator()(const Rating& rating) const { fields.add("rating").add(rating.value); }
  void operator()(const Count& count) const { fields.add("count").add(static_cast<double>(count.value)); }
  void operator()(const YesNo& yesno) const { fields.add("yesno").add(yesno.yes ? "1" : "0"); }
  void operator()(const Minutes& answer) const {
    fields.add("minutes").add(static_cast<double>(answer.minutes));
  }
  void operator()(const Text& text) const { fields.add("text").add(text.text); }
  void operator()(const Choice& choice) const { fields.add("choice").add(choice.word); }
  void operator()(const ClockTime& time) const {
    fields.add("time").add(static_cast<double>(time.minute_of_day));
    fields.add(time.date ? day_text(*time.date) : std::string());
  }
  void operator()(const Picks& answer) const {
    fields.add("picks").add(answer.picks.size());
    for (const auto& pick : answer.picks) fields.add(pick.word).add(pick.strength);
  }
  void operator()(const Places& answer) const {
    fields.add("places").add(answer.places.size());
    for (const auto& place : answer.places) add_place(place);
  }
  void add_place(const Place& place) const {
    fields.add(place.region).add(name_of(place.side)).add(name_of(place.aspect)).add(place.strength);
    fields.add(place.qualities.size());
    for (const auto& quality : place.qualities) fields.add(quality);
  }
};

void add_answer(Fields& fields, const Given& given) {
  const auto& wording = *given.wording;
  fields.add(wording.name).add(wording.pack_version).add(wording.language).add(wording.prompt);
  std::visit(ValueFields{fields}, given.answer.value);
}

std::string fields_of(const Entry& entry) {
  Fields fields;
  fields.add(entry.uuid).add(utc_text(entry.about.at)).add(static_cast<double>(entry.about.offset.count()));
  fields.add(entry.about.zone).add(day_text(entry.felt_day)).add(utc_text(entry.recorded));
  fields.add(name_of(entry.phase)).add(entry.flow).add(name_of(entry.state));
  fields.add(entry.is_private ? "1" : "0").add(entry.note);
  auto tags = entry.tags;
  std::sort(tags.begin(), tags.end());
  tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
  fields.add(tags.size());
  for (const auto& tag : tags) fields.add(tag);
  fields.add(entry.answers.size());
  for (const auto& given : entry.answers) add_answer(fields, given);
  return fields.bytes();
}

std::string fields_of(const Session& session) {
  Fields fields;
  fields.add(session.uuid)
      .add(utc_text(session.starts.at))
      .add(std::to_string(session.starts.offset.count()));
  fields.add(session.starts.zone).add(std::to_string(session.minutes)).add(session.with).add(session.note);
  fields.add(session.kinds.size());
  for (const auto& kind : session.kinds) fields.add(kind);
  return fields.bytes();
}

std::string checksum_of_bytes(std::string_view bytes) { return hex_text(view_of(sum_128(bytes))); }

std::string uuid_text(Bytes16 bytes, unsigned version) {
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0f) | version << 4);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);  // the variant of RFC 9562
  const auto hex = hex_text(view_of(bytes));
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) + "-" +
         hex.substr(20);
}

}  // namespace

std::string checksum_of(const Entry& entry) { return checksum_of_bytes(fields_of(entry)); }
std::string checksum_of(const CarriedNote& note) {
  Fields fields;
  fields.add(note.uuid).add(utc_text(note.added.at)).add(std::to_string(note.added.offset.count()));
  return checksum_of_bytes(fields.add(note.added.zone).add(note.text).bytes());
}

std::string checksum_of(const Session& session) { return checksum_of_bytes(fields_of(session)); }

std::string new_uuid() { return uuid_text(by_chance<Bytes16>(), 4); }

std::string uuid_from(std::string_view text) { return uuid_text(sum_128(text), 8); }

}  // namespace felt
