#include "journal/salvage.hpp"

#include <fmt/format.h>

#include <set>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/visible.hpp"
#include "journal/carry.hpp"
#include "journal/checksum.hpp"
#include "journal/database.hpp"
#include "journal/former.hpp"
#include "journal/intake.hpp"
#include "journal/row_reader.hpp"
#include "journal/schema.hpp"
#include "journal/sessions.hpp"
#include "journal/share_rows.hpp"

namespace felt {
namespace {

// Does what may fail on a damaged file; whether it did not.
template <class Work>
bool reads(const Work& work) {
  try {
    work();
    return true;
  } catch (const SQLite::Exception&) {
    return false;
  } catch (const Error&) {
    return false;
  }
}

class Salvage {
 public:
  Salvage(SQLite::Database& from, Intake& into) : m_from(from), m_into(into) {
    reads([&] { m_schema = m_from.execAndGet("PRAGMA user_version").getInt(); });
  }

  Salvaged run() {
    if (!reads([&] { m_from.execAndGet("SELECT count(*) FROM sqlite_schema"); }))
      throw Error(Exit::damaged, "nothing in it can be read", "A backup may hold it: felt backup list");
    take_former();
    take_sessions();
    take_carried();
    take_shares();
    for (const Id id : numbers_in("entry")) take_entry(id);
    m_into.finish();
    count_steps();
    return std::move(m_salvaged);
  }

 private:
  // Those that reading in order finds, and those that may stand behind a page that does not read.
  std::set<Id> numbers_in(const std::string& table) {
    std::set<Id> ids;
    const bool reads_all = reads([&] {
      SQLite::Statement rows(m_from, "SELECT id FROM " + table + " ORDER BY id");
      while (rows.executeStep()) ids.insert(rows.getColumn(0).getInt64());
    });
    if (reads_all) return ids;
    m_salvaged.lost.emplace_back("the list of " + table +
                                 " rows does not read; each was looked for by its number");
    Id last = ids.empty() ? 0 : *ids.rbegin() + 10'000;
    reads([&] {
      SQLite::Statement row(m_from, "SELECT seq FROM sqlite_sequence WHERE name = ?");
      row.bind(1, table);
      if (row.executeStep()) last = row.getColumn(0).getInt64();
    });
    for (Id id = 1; id <= std::min<Id>(last, 1'000'000); ++id) ids.insert(id);
    return ids;
  }

  // What was deleted or changed does not come back as it was when another journal is joined.
  void take_former() {
    if (m_schema < with_revisions) return;
    if (!reads([&] { each_former(m_from, [&](const Former& former) { m_into.take(former); }); }))
      m_salvaged.lost.emplace_back(
          "what was deleted or changed: only the first of it reads; an import may bring the rest back");
  }

  // One after the other, so that those behind one that does not read are saved.
  template <class Find, class Take>
  void take_each(const std::string& table, std::string_view name, const Find& find, const Take& take) {
    for (const Id id : numbers_in(table)) {
      decltype(find(id)) found;
      if (!reads([&] { found = find(id); }))
        m_salvaged.lost.push_back(fmt::format("{} {} does not read", name, id));
      if (!found) continue;
      compare(table, id, checksum_of(*found), name);
      take(*found);
    }
  }

  void take_sessions() {
    const auto take = [&](Session session) {
      const Id there = session.id;
      m_into.take(session);
      m_sessions.insert(there);
      ++m_salvaged.sessions;
    };
    take_each(
        "session", "session", [&](Id id) { return find_session_by_id(m_from, id); }, take);
  }

  void take_carried() {
    if (m_schema < with_carried) return;
    const auto take = [&](const CarriedNote& note) {
      m_into.take(note);
      ++m_salvaged.carried;
    };
    take_each(
        "carry", "carried note", [&](Id id) { return find_carried_by_id(m_from, id); }, take);
  }

  void take_shares() {
    const auto take = [&](ShareRecord record) {
      m_into.take(record);
      ++m_salvaged.shares;
    };
    if (!reads([&] { each_share(m_from, take); }))
      m_salvaged.lost.emplace_back("what was shared: only the first records read");
  }

  void count_steps() {
    if (m_schema < with_steps) return;
    reads([&] {
      m_salvaged.staying_steps =
          static_cast<std::size_t>(m_from.execAndGet("SELECT count(*) FROM step").getInt64());
    });
  }

  void take_entry(Id id) {
    std::optional<KeptEntry> kept;
    const bool is_whole = reads([&] { kept = find_kept_entry(m_from, m_schema, id); });
    if (!is_whole && !reads([&] { kept = entry_in_parts(id); })) {
      m_salvaged.lost.push_back(fmt::format("entry {} does not read", id));
      return;
    }
    if (!kept) return;
    if (is_whole && kept->entry.state != EntryState::draft)
      compare("entry", id, checksum_of(kept->entry), "entry");
    take(std::move(*kept));
  }

  void take(KeptEntry kept) {
    if (kept.entry.session && !m_sessions.contains(*kept.entry.session)) kept.entry.session = Id{0};
    m_into.take(std::move(kept));
    ++m_salvaged.entries;
  }

  // What reads of it; each part that does not is named.
  std::optional<KeptEntry> entry_in_parts(Id id) {
    SQLite::Statement row(
        m_from, fmt::format("SELECT {} FROM {} WHERE entry.id = {}", entry_columns, entry_tables, id));
    if (!row.executeStep()) return std::nullopt;
    auto entry = RowReader::entry_alone(row);
    RowReader reader(m_from);
    for (const int place : answer_places(id))
      if (!reads([&] { entry.answers.push_back(reader.answer_at(id, place)); }))
        m_salvaged.lost.push_back(fmt::format("entry {}: {} does not read", id, answer_named(id, place)));
    if (!reads([&] { reader.read_tags(entry); }))
      m_salvaged.lost.push_back(fmt::format("entry {}: its tags do not all read", id));
    return KeptEntry{std::move(entry), 0, {}, {}};
  }

  std::vector<int> answer_places(Id entry) {
    std::vector<int> places;
    const bool reads_all = reads([&] {
      SQLite::Statement rows(
          m_from, fmt::format("SELECT DISTINCT place FROM answer WHERE entry_id = {} ORDER BY place", entry));
      while (rows.executeStep()) places.push_back(rows.getColumn(0).getInt());
    });
    if (!reads_all) m_salvaged.lost.push_back(fmt::format("entry {}: its answers do not all read", entry));
    return places;
  }

  // The full name of its question, where that reads.
  std::string answer_named(Id entry, int place) {
    auto name = fmt::format("answer {}", place + 1);
    reads([&] {
      SQLite::Statement row(m_from,
                            fmt::format("SELECT question.name FROM answer JOIN question ON "
                                        "question.id = question_id WHERE entry_id = {} AND place = {}",
                                        entry, place));
      if (row.executeStep()) name = "its answer to " + in_quotes(row.getColumn(0).getString());
    });
    return name;
  }

  // What reads and is not as it was written is told of; so is what nothing vouches for any more.
  void compare(const std::string& table, Id id, const std::string& checksum, std::string_view name) {
    if (table != "entry" && m_schema < with_steps) return;
    bool is_same = false;
    reads([&] {
      SQLite::Statement row(m_from, fmt::format("SELECT checksum FROM {} WHERE id = {}", table, id));
      is_same = row.executeStep() && row.getColumn(0).getString() == checksum;
    });
    if (!is_same)
      m_salvaged.lost.push_back(fmt::format("{} {} reads, but is not as it was written", name, id));
  }

  SQLite::Database& m_from;
  Intake& m_into;
  int m_schema = newest_schema();
  std::set<Id> m_sessions;
  Salvaged m_salvaged;
};

std::unique_ptr<Database> opened_plain(const std::string& path) {
  try {
    return std::make_unique<Database>(path, Database::Access::read, Opening{});
  } catch (const SQLite::Exception& error) {
    rethrow_translated(error, path);
  }
}

}  // namespace

Salvaged salvage(const std::string& damaged, Journal& into, const Opening& opening) {
  auto from = std::make_unique<Database>();
  const auto remains = load_remains(damaged, opening, from->sql().getHandle());
  if (remains == Remains::not_sealed) from = opened_plain(damaged);
  Salvaged salvaged;
  into.take_in([&](Intake& intake) { salvaged = Salvage(from->sql(), intake).run(); });
  if (remains == Remains::a_part)
    salvaged.lost.emplace_back("what stands behind the damaged place of the sealed file");
  return salvaged;
}

}  // namespace felt
