#include "report/summary.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace felt {
namespace {

constexpr std::string_view feelings_question = "emotions/feelings";
constexpr std::string_view sleep_question = "sleep/quality";

Query query_of(const ReportWish& wish) {
  auto query = query_of(wish.period);
  query.session = wish.session;
  query.without_remembered = wish.without_remembered;
  return query;
}

bool is_wanted(const ReportWish& wish, std::string_view question) {
  return !wish.thread || wish.thread == &thread_of(question);
}

bool is_in_period(const Session& session, const ReportWish& wish) {
  if (wish.session) return session.id == *wish.session;
  return is_within(wish.period, session.starts, wish.day_start);
}

SessionTable table_of(const std::vector<Session>& sessions) {
  SessionTable table;
  for (const auto& session : sessions) {
    table.ids.push_back(session.id);
    table.starts.push_back(session.starts.at);
  }
  return table;
}

ReportPeriod period_of(const Journal& journal, const Query& query, const ReportWish& wish) {
  ReportPeriod period{wish.period.from, wish.period.to};
  if (period.from && period.to) return period;
  const auto span = journal.span(query);
  if (!span) return period;
  if (!period.from) period.from = span->first;
  if (!period.to) period.to = span->last;
  return period;
}

TimeSpan span_of(const ReportPeriod& period, const LivedEntries& entries) {
  TimeSpan span{period.from ? period.from->at : Instant(), period.to ? period.to->at : Instant()};
  for (const auto& entry : entries) span = {std::min(span.from, entry.at), std::max(span.to, entry.at)};
  return span;
}

// What the main lines say together about how carefully they should be read; all lines where there is no main
// one.
class Cautions {
 public:
  void add(const LineFacts& line, bool is_main) {
    for (auto* together : {is_main ? &m_main : nullptr, &m_all})
      if (together) join(*together, line);
  }

  std::vector<AppliedCaveat> applied(const std::set<std::size_t>& sessions) const {
    auto [facts, compared] = m_main.facts.ratings > 0 ? m_main : m_all;
    if (facts.ratings == 0) return {};
    facts.sessions = sessions.size();
    facts.differences = compared.size();
    facts.coverage = coverage(common(sessions, compared), sessions.size());
    return applied_caveats(facts);
  }

 private:
  struct Together {
    CaveatFacts facts;
    std::set<std::size_t> compared;  // sessions that some line compares
  };

  static void join(Together& together, const LineFacts& line) {
    auto& facts = together.facts;
    // Ratings of one question resemble each other, so the longest series is what is said; those near two
    // sessions were counted with one of them in every line.
    facts.ratings = std::max(facts.ratings, line.facts.ratings);
    facts.near_two_sessions += line.facts.near_two_sessions;
    facts.before_mainly_worse |= line.facts.before_mainly_worse;
    facts.sparser_when_worse |= line.facts.sparser_when_worse;
    facts.time_of_day_gap = std::max(facts.time_of_day_gap, line.facts.time_of_day_gap);
    together.compared.insert(line.compared.begin(), line.compared.end());
  }

  static std::size_t common(const std::set<std::size_t>& some, const std::set<std::size_t>& others) {
    return static_cast<std::size_t>(
        std::count_if(some.begin(), some.end(), [&](std::size_t one) { return others.contains(one); }));
  }

  Together m_main, m_all;
};

// One run over a journal.
class SummaryBuilder {
 public:
  SummaryBuilder(const Journal& journal, const ReportWish& wish, const ReportSources& sources)
      : m_journal(journal),
        m_sources(sources),
        m_query(query_of(wish)),
        m_entries(journal.lived(m_query)),
        m_sessions(journal.sessions()),
        m_table(table_of(m_sessions)) {
    m_summary.wish = wish;
  }

  Summary build() {
    m_summary.period = period_of(m_journal, m_query, wish());
    m_summary.span = span_of(m_summary.period, m_entries);
    add_lines();
    add_words();
    add_places();
    add_feelings();
    add_changes();
    add_nights();
    count();
    add_texts();
    if (m_summary.counts.entries < entries_for_summary) m_summary.few_entries = m_journal.entries(m_query);
    return std::move(m_summary);
  }

 private:
  const ReportWish& wish() const { return m_summary.wish; }

  void add_lines() {
    m_journal.each_series(QuestionType::scale, m_entries,
                          [this](const RatingSeries& series) { add_line(series); });
    std::sort(m_summary.lines.begin(), m_summary.lines.end(), [](const Line& a, const Line& b) {
      const auto order = [](const Line& line) {
        return std::tuple(line.thread, rank_in(*line.thread, line.wording.name),
                          std::string_view(line.wording.name));
      };
      return order(a) < order(b);
    });
  }

  void add_line(const RatingSeries& series) {
    auto [line, facts] = build_line(series, m_table, m_summary.span, detail());
    m_ratings += series.points.size();
    m_rated.insert(facts.rated.begin(), facts.rated.end());
    if (!is_wanted(wish(), line.wording.name)) return;
    m_cautions.add(facts, line.is_main());
    m_summary.lines.push_back(std::move(line));
  }

  Detail detail() const { return wish().technical ? Detail::technical : Detail::usual; }

  void add_words() {
    add_words_of(feelings_question);
    for (const auto& question : m_journal.questions_of(QuestionType::multi))
      if (question != feelings_question) add_words_of(question);
  }

  void add_words_of(std::string_view question) {
    if (!is_wanted(wish(), question)) return;
    auto words = named_words(m_journal, question, m_entries, m_table.starts);
    if (!words.empty()) m_summary.words.push_back(std::move(words));
  }

  void add_places() {
    if (is_wanted(wish(), noticing_questions[0])) m_summary.body = places_of(noticing_questions);
    for (const auto& question : m_journal.questions_of(QuestionType::body)) {
      const std::string_view name = question;
      if (is_noticing(name) || !is_wanted(wish(), name)) continue;
      auto places = places_of(std::span(&name, 1));
      if (!places.empty()) m_summary.places.push_back(std::move(places));
    }
  }

  NamedPlaces places_of(std::span<const std::string_view> questions) const {
    return named_places(m_journal, questions, m_entries, m_table.starts);
  }

  void add_feelings() {
    if (!is_wanted(wish(), feelings_question)) return;
    const auto* words = !m_summary.words.empty() && m_summary.words.front().question == feelings_question
                            ? &m_summary.words.front()
                            : nullptr;
    const auto list = words && m_sources.feelings ? m_sources.feelings() : nullptr;
    m_summary.feelings = feelings_of(m_journal, m_entries, m_table.starts, words, list.get());
  }

  void add_changes() {
    m_summary.changes = changes_of(m_journal, m_entries, m_table.starts, m_summary.lines,
                                   [this](std::string_view question) { return is_wanted(wish(), question); });
    for (const auto* lines : {&m_summary.changes.easier, &m_summary.changes.harder})
      for (const auto& line : *lines)
        if (const auto matters = m_sources.matters ? m_sources.matters(line.question) : std::nullopt)
          m_summary.matters.emplace(line.question, *matters);
  }

  void add_nights() {
    if (is_wanted(wish(), sleep_question)) m_summary.nights = nights_of(m_journal, m_entries, m_table.starts);
  }

  bool has_been(const Session& session) const { return !wish().now || session.starts.at <= *wish().now; }

  // What is handed on tells of no session before or after all that leaves.
  bool may_be_known(const Session& session) const {
    if (!wish().handed_on || wish().session) return true;
    const auto day = [&](const Moment& moment) { return felt_day(moment, wish().day_start); };
    const auto& [from, to] = m_summary.period;
    return (wish().period.from || (from && day(session.starts) >= day(*from))) &&
           (wish().period.to || (to && day(session.starts) <= day(*to)));
  }

  // A session that is still to come counts once there is a rating around it.
  bool is_counted(std::size_t place) const {
    const auto& session = m_sessions[place];
    return is_in_period(session, wish()) &&
           (m_rated.contains(place) || (has_been(session) && may_be_known(session)));
  }

  // Where it was not wished otherwise, the period holds the sessions that are counted.
  void reach_to(const Session& session) {
    auto& [from, to] = m_summary.period;
    if (!has_been(session) || !from || !to) return;
    if (!wish().period.from && session.starts.at < from->at) from = session.starts;
    if (!wish().period.to && session.starts.at > to->at) to = session.starts;
  }

  void count() {
    auto& counts = m_summary.counts;
    counts.entries = m_entries.size();
    counts.answers = m_ratings + m_journal.answers_in(m_entries, QuestionType::scale);
    std::set<std::size_t> counted;
    for (std::size_t place = 0; place < m_sessions.size(); ++place)
      if (is_counted(place)) counted.insert(place);
    counts.sessions = counted.size();
    for (const auto place : counted) {
      counts.sessions_unrated += m_rated.contains(place) ? 0 : 1;
      m_summary.sessions.push_back({m_table.ids[place], m_table.starts[place]});
      reach_to(m_sessions[place]);
    }
    m_summary.caveats = m_cautions.applied(counted);
    count_compared();
  }

  // For each line, how many of the sessions that count it compares.
  void count_compared() {
    std::set<Id> counted;
    for (const auto& session : m_summary.sessions) counted.insert(session.session);
    for (auto& line : m_summary.lines) {
      if (!line.details) continue;
      line.details->sessions = counted.size();
      line.details->compared = static_cast<std::size_t>(
          std::count_if(line.sessions.begin(), line.sessions.end(), [&](const LineSession& session) {
            return session.contrast.difference() && counted.contains(session.session);
          }));
    }
  }

  void add_texts() {
    if (!is_wanted(wish(), tell_them_question)) return;
    m_summary.carried = m_journal.carried(Carried::open);
    m_summary.to_bring_up = m_journal.texts(tell_them_question, m_entries);
  }

  const Journal& m_journal;
  const ReportSources& m_sources;
  Query m_query;
  LivedEntries m_entries;
  std::vector<Session> m_sessions;
  SessionTable m_table;
  Summary m_summary;
  Cautions m_cautions;
  std::size_t m_ratings = 0;      // on scales, of any thread
  std::set<std::size_t> m_rated;  // sessions with a rating in their windows, as places in the table
};

}  // namespace

std::string for_the_writer(const Summary& summary, const std::string& hint) {
  return summary.shared ? "" : hint;
}

Summary build_summary(const Journal& journal, const ReportWish& wish, const ReportSources& sources) {
  Summary summary;
  journal.at_one_moment([&] { summary = SummaryBuilder(journal, wish, sources).build(); });
  return summary;
}

}  // namespace felt
