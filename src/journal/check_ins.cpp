#include "journal/database.hpp"
#include "journal/journal.hpp"

namespace felt {
namespace {

constexpr const char* has_check_in_sql = R"sql(
SELECT EXISTS (SELECT 1 FROM entry WHERE session_id = ?1 AND state <> 'draft' AND phase = ?2)
    OR EXISTS (SELECT 1 FROM entry WHERE about_at >= ?4 AND about_at < ?5 AND state <> 'draft'
               AND (phase = ?2 OR flow = ?3))
)sql";

// The days around narrow it down by an index: a felt day is near its date, in whichever zone it was lived.
constexpr const char* has_entry_on_sql = R"sql(
SELECT EXISTS (SELECT 1 FROM entry WHERE about_at >= ?1 AND about_at < ?2 AND state <> 'draft'
               AND felt_day = ?3)
)sql";

bool answer(SQLite::Statement& question) {
  question.executeStep();
  return question.getColumn(0).getInt() != 0;
}

}  // namespace

bool Journal::has_check_in(const CheckIn& check_in) const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    SQLite::Statement question(sql, has_check_in_sql);
    question.bind(1, static_cast<int64_t>(check_in.session));
    question.bind(2, std::string(name_of(check_in.phase)));
    question.bind(3, check_in.flow);
    question.bind(4, utc_text(check_in.since));
    question.bind(5, utc_text(check_in.until));
    return answer(question);
  });
}

bool Journal::has_entry_on(Day felt_day) const {
  const std::chrono::sys_days day(felt_day);
  return guarded(*m_database, [&](SQLite::Database& sql) {
    SQLite::Statement question(sql, has_entry_on_sql);
    question.bind(1, utc_text(day - std::chrono::days(1)));
    question.bind(2, utc_text(day + std::chrono::days(3)));
    question.bind(3, day_text(felt_day));
    return answer(question);
  });
}

std::vector<Journal::KnownCheckIn> Journal::check_ins_since(Instant since) const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    SQLite::Statement rows(sql,
                           "SELECT about_at, session_id, phase, flow, felt_day FROM entry "
                           "WHERE about_at >= ? AND state <> 'draft' ORDER BY about_at, id");
    rows.bind(1, utc_text(since));
    std::vector<KnownCheckIn> found;
    while (rows.executeStep()) {
      KnownCheckIn one{parse_utc_text(rows.getColumn(0).getString()), std::nullopt,
                       find_phase(rows.getColumn(2).getString()).value_or(Phase::anytime),
                       rows.getColumn(3).getString(), parse_day(rows.getColumn(4).getString())};
      if (!rows.isColumnNull(1)) one.session = rows.getColumn(1).getInt64();
      found.push_back(std::move(one));
    }
    return found;
  });
}

}  // namespace felt
