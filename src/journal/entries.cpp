#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "base/error.hpp"
#include "journal/checksum.hpp"
#include "journal/former.hpp"
#include "journal/journal.hpp"
#include "journal/past.hpp"
#include "journal/recorder.hpp"
#include "journal/row_reader.hpp"
#include "journal/row_writer.hpp"
#include "journal/schema.hpp"
#include "journal/selection.hpp"
#include "journal/sessions.hpp"
#include "journal/uuid.hpp"

namespace felt {
namespace {

void link_to_session(SQLite::Database& sql, Entry& entry) {
  if (!entry.session_chosen)
    if (const auto near = find_session_near(sql, entry.about.at)) give_session(entry, *near);
}

void keep_one(SQLite::Database& sql, RowWriter& writer, Entry& entry) {
  if (entry.uuid.empty()) entry.uuid = new_uuid();
  link_to_session(sql, entry);
  entry.id = 0;
  entry.id = writer.add_entry(entry);
  writer.add_answers(entry);
  if (entry.state != EntryState::draft) writer.index_words(entry);
}

int next_place(SQLite::Database& sql, Id entry) {
  SQLite::Statement last(sql, "SELECT coalesce(max(place) + 1, 0) FROM answer WHERE entry_id = ?");
  last.bind(1, static_cast<int64_t>(entry));
  last.executeStep();
  return last.getColumn(0).getInt();
}

std::optional<int> place_of(SQLite::Database& sql, Id entry, std::string_view question) {
  SQLite::Statement find(sql,
                         "SELECT place FROM answer JOIN question ON question.id = question_id "
                         "WHERE entry_id = ? AND name = ? LIMIT 1");
  find.bind(1, static_cast<int64_t>(entry));
  find.bind(2, std::string(question));
  if (!find.executeStep()) return std::nullopt;
  return find.getColumn(0).getInt();
}

void erase_entry(SQLite::Database& sql, Id id) {
  SQLite::Statement erase(sql, "DELETE FROM entry WHERE id = ? AND state = 'draft'");
  erase.bind(1, static_cast<int64_t>(id));
  erase.exec();
}

void set_note(SQLite::Database& sql, Id id, std::string_view note) {
  SQLite::Statement update(sql, "UPDATE entry SET note = ? WHERE id = ?");
  update.bind(1, std::string(note));
  update.bind(2, static_cast<int64_t>(id));
  update.exec();
}

void close_entry(SQLite::Database& sql, const Entry& entry) {
  SQLite::Statement update(sql, "UPDATE entry SET state = ?, checksum = ? WHERE id = ?");
  update.bind(1, std::string(name_of(entry.state)));
  update.bind(2, checksum_of(entry));
  update.bind(3, static_cast<int64_t>(entry.id));
  update.exec();
}

[[noreturn]] void refuse_closed(Id id) {
  throw DraftClosed(fmt::format("there is no open check-in {}", id),
                    "It may have been finished from another window.");
}

bool is_draft(SQLite::Database& sql, Id id) {
  SQLite::Statement find(sql, "SELECT 1 FROM entry WHERE id = ? AND state = 'draft'");
  find.bind(1, static_cast<int64_t>(id));
  return find.executeStep();
}

Entry draft_with(SQLite::Database& sql, Id id) {
  auto entry = find_entry(sql, id);
  if (!entry || entry->state != EntryState::draft) refuse_closed(id);
  return std::move(*entry);
}

// What stands in the draft as the answer to a question, where it is none of these.
std::optional<Given> find_other(const Entry& draft, std::string_view question,
                                std::initializer_list<const Answer*> known) {
  for (const auto& given : draft.answers) {
    if (given.answer.question != question) continue;
    const auto is_it = [&](const Answer* answer) { return answer && *answer == given.answer; };
    if (std::none_of(known.begin(), known.end(), is_it)) return given;
  }
  return std::nullopt;
}

void take_date(Given& kept, const std::vector<Given>& dated) {
  auto* time = std::get_if<ClockTime>(&kept.answer.value);
  for (const auto& given : dated) {
    const auto* found = std::get_if<ClockTime>(&given.answer.value);
    const bool is_same = time && found && given.answer.question == kept.answer.question &&
                         found->minute_of_day == time->minute_of_day;
    if (is_same) time->date = found->date;
  }
}

// What is on disk counts, for another window may have changed it; `dated` brings the dates of clock times.
void rewrite_answers(RowWriter& writer, Entry& entry, const std::vector<Given>& dated) {
  for (auto& given : entry.answers) {
    take_date(given, dated);
    writer.remove_answer(entry.id, given.answer.question);
  }
  writer.add_answers(entry);
}

// The entry as it is kept, which is the one that was seen.
Entry kept_as_seen(SQLite::Database& sql, const Entry& seen) {
  auto kept = find_entry(sql, seen.id);
  if (!kept) throw UsageError(fmt::format("there is no entry {}", seen.id), "See them with: felt list");
  if (kept->state == EntryState::draft)
    throw UsageError(fmt::format("entry {} is a check-in that is still open", seen.id),
                     "Go on with it: felt log --resume");
  if (checksum_of(*kept) != checksum_of(seen))
    throw Error(Exit::not_saved, fmt::format("entry {} was changed from another window meanwhile", seen.id),
                fmt::format("What it holds now: felt show {}", seen.id));
  return std::move(*kept);
}

void take_lasting(Entry& entry, const Entry& kept) {
  entry.id = kept.id;
  entry.uuid = kept.uuid;
  entry.recorded = kept.recorded;
  entry.flow = kept.flow;
  entry.phase = kept.phase;
  entry.state = kept.state;
}

void forget_unchosen_session(Entry& entry) {
  if (!entry.session_chosen) leave_session(entry);
}

// What is written next takes the place of what stands there.
void begin_revision(SQLite::Database& sql, const std::string& uuid) {
  const auto kept = KeptFinder(sql, newest_schema()).find(uuid);
  supersede(sql, *kept);
  SQLite::Statement raise(sql, "UPDATE entry SET revision = ? WHERE id = ?");
  raise.bind(1, revision_after(kept->revision));
  raise.bind(2, static_cast<int64_t>(kept->entry.id));
  raise.exec();
}

void set_passed(SQLite::Database& sql, Id draft, std::string_view question) {
  SQLite::Statement change(sql, "UPDATE entry SET passed = ? WHERE id = ?");
  change.bind(1, std::string(question));
  change.bind(2, static_cast<int64_t>(draft));
  change.exec();
}

}  // namespace

Entry Journal::change(Entry entry, const Entry& seen) {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    Transaction transaction(*m_database);
    const auto kept = kept_as_seen(sql, seen);
    Recorder recorder(sql, m_steps.get());
    recorder.touching(Thing::entry, kept.id);
    begin_revision(sql, kept.uuid);
    take_lasting(entry, kept);
    forget_unchosen_session(entry);
    link_to_session(sql, entry);
    RowWriter(sql).replace_entry(entry);
    recorder.close();
    transaction.commit();
    return std::move(entry);
  });
}

std::vector<Entry> Journal::keep(std::vector<Entry> entries) {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    Transaction transaction(*m_database);
    RowWriter writer(sql);
    Recorder recorder(sql, m_steps.get());
    for (auto& entry : entries) {
      keep_one(sql, writer, entry);
      if (entry.state != EntryState::draft) recorder.added(Thing::entry, entry.id);
    }
    recorder.close();
    transaction.commit();
    return std::move(entries);
  });
}

Entry Journal::begin_draft(Entry entry) {
  entry.state = EntryState::draft;
  std::vector<Entry> one;
  one.push_back(std::move(entry));
  return std::move(keep(std::move(one)).front());
}

std::optional<Given> Journal::put_answer(Id draft, const Given& given, const Answer* known) {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    Transaction transaction(*m_database);
    auto other = find_other(draft_with(sql, draft), given.answer.question, {known, &given.answer});
    if (other) return other;
    RowWriter writer(sql);
    const auto place = place_of(sql, draft, given.answer.question);
    writer.remove_answer(draft, given.answer.question);
    writer.add_answer(draft, place ? *place : next_place(sql, draft), given);
    set_passed(sql, draft, given.answer.question);
    transaction.commit();
    return other;
  });
}

void Journal::put_passed(Id draft, std::string_view question) {
  guarded(*m_database, [&](SQLite::Database& sql) {
    Transaction transaction(*m_database);
    if (!is_draft(sql, draft)) refuse_closed(draft);
    set_passed(sql, draft, question);
    transaction.commit();
  });
}

std::string Journal::passed_in(Id draft) const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    SQLite::Statement row(sql, "SELECT passed FROM entry WHERE id = ?");
    row.bind(1, static_cast<int64_t>(draft));
    return row.executeStep() ? row.getColumn(0).getString() : std::string();
  });
}

std::optional<Given> Journal::drop_answer(Id draft, const Answer& known) {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    Transaction transaction(*m_database);
    auto other = find_other(draft_with(sql, draft), known.question, {&known});
    if (other) return other;
    RowWriter(sql).remove_answer(draft, known.question);
    transaction.commit();
    return other;
  });
}

std::string Journal::add_to_note(Id draft, std::string_view text) {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    Transaction transaction(*m_database);
    auto note = draft_with(sql, draft).note;
    if (!note.empty()) note += '\n';
    note += text;
    if (note.size() > longest_text) throw UsageError("the note would be too long to keep");
    set_note(sql, draft, note);
    transaction.commit();
    return note;
  });
}

std::optional<Entry> Journal::finish_draft(Id draft, EntryState state, const std::vector<Given>& dated) {
  return guarded(*m_database, [&](SQLite::Database& sql) -> std::optional<Entry> {
    Transaction transaction(*m_database);
    Entry entry = draft_with(sql, draft);
    if (entry.answers.empty() && entry.note.empty()) {
      erase_entry(sql, draft);
      transaction.commit();
      return std::nullopt;
    }
    RowWriter writer(sql);
    rewrite_answers(writer, entry, dated);
    entry.state = state;
    close_entry(sql, entry);
    writer.index_words(entry);
    Recorder recorder(sql, m_steps.get());
    recorder.added(Thing::entry, draft);
    recorder.close();
    transaction.commit();
    return entry;
  });
}

std::vector<Entry> Journal::drafts() const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    SQLite::Statement rows(sql, fmt::format("SELECT {} FROM {} WHERE entry.state = 'draft' ORDER BY entry.id",
                                            entry_columns, entry_tables));
    RowReader reader(sql);
    std::vector<Entry> found;
    while (rows.executeStep()) found.push_back(reader.entry(rows));
    return found;
  });
}

void Journal::discard_draft(Id draft) {
  guarded(*m_database, [&](SQLite::Database& sql) {
    Transaction transaction(*m_database);
    draft_with(sql, draft);
    Recorder recorder(sql, m_steps.get());
    recorder.touching(Thing::entry, draft);
    supersede(sql, Thing::entry, draft);
    erase_entry(sql, draft);
    recorder.close();
    transaction.commit();
  });
}

bool Journal::is_open(Id draft) const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    const AsOnDisk as_on_disk(*m_database);
    return m_database->is_in_place() && is_draft(sql, draft);
  });
}

std::optional<Entry> Journal::find_entry(Id id) const {
  return guarded(*m_database, [&](SQLite::Database& sql) { return felt::find_entry(sql, id); });
}

std::vector<Entry> Journal::entries(const Query& query) const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    const Selection selection(query);
    SQLite::Statement rows(
        sql, fmt::format("SELECT {} FROM {} WHERE {} ORDER BY entry.about_at DESC, entry.id DESC{}",
                         entry_columns, entry_tables, selection.where(), selection.limit()));
    selection.bind(rows);
    RowReader reader(sql);
    std::vector<Entry> found;
    while (rows.executeStep()) found.push_back(reader.entry(rows));
    return std::vector<Entry>(std::make_move_iterator(found.rbegin()), std::make_move_iterator(found.rend()));
  });
}

std::set<std::string> Journal::questions_answered(std::optional<Id> session) const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    SQLite::Statement rows(
        sql, session ? "SELECT DISTINCT question.name FROM entry JOIN answer ON answer.entry_id = entry.id "
                       "JOIN question ON question.id = answer.question_id "
                       "WHERE entry.session_id = ? AND entry.state <> 'draft'"
                     : "SELECT DISTINCT name FROM question WHERE EXISTS (SELECT 1 FROM answer JOIN entry ON "
                       "entry.id = answer.entry_id WHERE answer.question_id = question.id AND entry.state <> "
                       "'draft')");
    if (session) rows.bind(1, static_cast<int64_t>(*session));
    std::set<std::string> names;
    while (rows.executeStep()) names.insert(rows.getColumn(0).getString());
    return names;
  });
}

std::optional<std::string> Journal::latest_text(std::string_view question) const {
  return guarded(*m_database, [&](SQLite::Database& sql) -> std::optional<std::string> {
    SQLite::Statement row(
        sql,
        "SELECT answer.text FROM answer JOIN question ON question.id = answer.question_id "
        "JOIN entry ON entry.id = answer.entry_id WHERE question.name = ? AND answer.text IS NOT NULL "
        "AND entry.state <> 'draft' ORDER BY entry.about_at DESC, entry.id DESC LIMIT 1");
    row.bind(1, std::string(question));
    if (!row.executeStep()) return std::nullopt;
    return row.getColumn(0).getString();
  });
}

}  // namespace felt
