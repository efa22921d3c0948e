#include "journal/note_intake.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "journal/carry.hpp"
#include "journal/checksum.hpp"
#include "journal/former.hpp"
#include "journal/past.hpp"
#include "journal/uuid.hpp"

namespace felt {
namespace {

// The earlier of two moments, either of which may be missing; the same whichever comes first.
std::optional<Moment> earlier(const std::optional<Moment>& a, const std::optional<Moment>& b) {
  if (!a || !b) return a ? a : b;
  const auto order = [](const Moment& moment) { return std::tuple(moment.at, moment.offset, moment.zone); };
  return order(*b) < order(*a) ? b : a;
}

Former version_of(const CarriedNote& note) { return {note.uuid, note.revision, checksum_of(note)}; }

}  // namespace

Arrival NoteIntake::take(CarriedNote note) {
  if (const auto here = find_carried_by_uuid(m_sql, note.uuid)) return settle(*here, std::move(note));
  return is_former(m_sql, version_of(note)) ? Arrival::gone : add(std::move(note));
}

Arrival NoteIntake::settle(const CarriedNote& here, CarriedNote note) {
  note.id = here.id;
  const auto version = version_of(note), version_here = version_of(here);
  if (is_former(m_sql, version)) return Arrival::known;
  if (is_former(m_sql, version_here)) return replace(note);
  if (version.checksum != version_here.checksum) {
    if (rank(version) < rank(version_here)) return add_copy(note);
    replace(note);
    add_copy(here);
    return Arrival::beside;
  }
  note.done = earlier(note.done, here.done);
  note.revision = std::max(note.revision, here.revision);
  return note.done == here.done && note.revision == here.revision ? Arrival::known : replace(note);
}

Arrival NoteIntake::add(CarriedNote note) {
  insert_carried(m_sql, note);
  m_recorder.added(Thing::carried, note.id);
  return Arrival::taken;
}

Arrival NoteIntake::replace(const CarriedNote& note) {
  m_recorder.touching(Thing::carried, note.id);
  replace_carried(m_sql, note);
  return Arrival::newer;
}

Arrival NoteIntake::add_copy(CarriedNote note) {
  note.uuid = uuid_from(note.uuid + ' ' + checksum_of(note));
  note.id = 0;
  note.revision = 0;
  return take(note) == Arrival::taken ? Arrival::beside : Arrival::known;
}

void NoteIntake::settle() {
  for (const Id id : superseded(m_sql, Thing::carried)) {
    m_recorder.touching(Thing::carried, id);
    take_out(m_sql, Thing::carried, id);
  }
}

}  // namespace felt
