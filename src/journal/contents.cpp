#include "journal/contents.hpp"

#include "journal/carry.hpp"
#include "journal/database.hpp"
#include "journal/former.hpp"
#include "journal/journal.hpp"
#include "journal/row_reader.hpp"
#include "journal/schema.hpp"
#include "journal/sessions.hpp"
#include "journal/share_rows.hpp"

namespace felt {
namespace {

// One moment of the journal for as long as it lives, whatever others write meanwhile; one inside another one
// is the same moment.
class Snapshot {
 public:
  explicit Snapshot(SQLite::Database& sql) : m_sql(sql) { m_sql.exec("SAVEPOINT snapshot"); }
  ~Snapshot() { m_sql.tryExec("RELEASE snapshot"); }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  SQLite::Database& m_sql;
};

int schema_of(SQLite::Database& sql) { return sql.execAndGet("PRAGMA user_version").getInt(); }

constexpr const char* used_questions =
    "FROM question WHERE EXISTS (SELECT 1 FROM answer WHERE answer.question_id = question.id)";

std::size_t count(SQLite::Database& sql, const std::string& from) {
  return static_cast<std::size_t>(sql.execAndGet("SELECT count(*) " + from).getInt64());
}

ContentCounts counts_in(SQLite::Database& sql, int schema) {
  return {count(sql, used_questions),
          count(sql, "FROM session"),
          sql.tableExists("carry") ? count(sql, "FROM carry") : 0,
          sql.tableExists("share_log") ? count(sql, "FROM share_log") : 0,
          schema < with_revisions ? 0 : count(sql, "FROM former"),
          count(sql, "FROM entry")};
}

void read_questions(SQLite::Database& sql, RowReader& reader, const ContentVisitor& visitor) {
  SQLite::Statement rows(sql,
                         std::string("SELECT id ") + used_questions +
                             " ORDER BY name, version, language, wording, type, scale, direction, share");
  while (rows.executeStep()) visitor.question(reader.wording(rows.getColumn(0).getInt64()));
}

}  // namespace

KeptEntries::KeptEntries(Database& database)
    : m_database(database),
      m_finder(std::make_unique<KeptFinder>(database.sql(), schema_of(database.sql()))) {}
KeptEntries::~KeptEntries() = default;

std::optional<KeptEntry> KeptEntries::find(const std::string& uuid) { return m_finder->find(uuid); }

void KeptEntries::each_id(const std::function<void(Id)>& visit) const {
  SQLite::Statement rows(m_database.sql(), "SELECT id FROM entry ORDER BY id");
  while (rows.executeStep()) visit(rows.getColumn(0).getInt64());
}

void Journal::at_one_moment(const std::function<void()>& work) const {
  guarded(*m_database, [&](SQLite::Database& sql) {
    const Snapshot snapshot(sql);
    work();
  });
}

void Journal::look_up(const std::function<void(KeptEntries&)>& work) const {
  guarded(*m_database, [&](SQLite::Database& sql) {
    const Snapshot snapshot(sql);
    KeptEntries entries(*m_database);
    work(entries);
  });
}

std::string Journal::first_uuid() const {
  return guarded(*m_database, [](SQLite::Database& sql) {
    SQLite::Statement first(sql,
                            "SELECT uuid FROM (SELECT uuid, 1 AS part, id FROM entry WHERE state <> 'draft' "
                            "UNION ALL SELECT uuid, 2, id FROM session) ORDER BY part, id LIMIT 1");
    return first.executeStep() ? first.getColumn(0).getString() : std::string();
  });
}

void Journal::read_through(const ContentVisitor& visitor) const {
  guarded(*m_database, [&](SQLite::Database& sql) {
    const Snapshot snapshot(sql);
    const int schema = schema_of(sql);
    RowReader reader(sql);
    if (visitor.counts) visitor.counts(counts_in(sql, schema));
    if (visitor.question) read_questions(sql, reader, visitor);
    if (visitor.former && schema >= with_revisions) each_former(sql, visitor.former);
    if (visitor.session) each_session(sql, visitor.session);
    if (visitor.carried) each_carried(sql, visitor.carried);
    if (visitor.share) each_share(sql, visitor.share);
    if (!visitor.entry) return;
    EntryStream entries(sql, reader, schema);
    while (const auto entry = entries.next()) visitor.entry(*entry);
  });
}

}  // namespace felt
