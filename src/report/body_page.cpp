#include "report/body_page.hpp"

#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/text.hpp"
#include "report/period_text.hpp"
#include "report/places_json.hpp"
#include "report/scope.hpp"
#include "report/thread.hpp"

namespace felt {
namespace {

Query query_of(const BodyWish& wish) {
  auto query = query_of(wish.period);
  query.session = wish.session;
  return query;
}

std::vector<Instant> starts_of(const Journal& journal) {
  std::vector<Instant> starts;
  for (const auto& session : journal.sessions()) starts.push_back(session.starts.at);
  return starts;
}

void add_period(BodySummary& summary, const Journal& journal, const Query& query) {
  summary.from = summary.wish.period.from;
  summary.to = summary.wish.period.to;
  const auto span = journal.span(query);
  if (!span) return;
  if (!summary.from) summary.from = span->first;
  if (!summary.to) summary.to = span->last;
}

bool is_about_noticing(const BodyWish& wish) { return is_noticing(wish.questions.front()); }

std::vector<OtherPlaces> others_in(const Journal& journal, std::span<const LivedEntry> entries,
                                   SessionStarts starts, const BodyWish& wish) {
  std::vector<OtherPlaces> others;
  if (!is_about_noticing(wish)) return others;
  for (const auto& question : journal.questions_of(QuestionType::body)) {
    if (is_noticing(question)) continue;
    const std::string_view name = question;
    const auto places = named_places(journal, std::span(&name, 1), entries, starts, wish.hidden);
    if (places.entries > 0) others.push_back({question, places.entries});
  }
  return others;
}

// --- as a page ---

Heading title(const BodySummary& summary) {
  std::string text = "Body map";
  if (!is_about_noticing(summary.wish)) text += " · " + label_of(summary.wish.questions.front());
  if (summary.wish.session) text += fmt::format(" · session {}", *summary.wish.session);
  const auto end = end_of(summary.wish.period.to);
  const auto period = period_text(summary.from, summary.to, end, summary.wish.day_start);
  if (!period.empty()) text += " · " + period;
  return {1, text};
}

Paragraph what_there_is(const BodySummary& summary) {
  const auto& places = summary.places;
  if (!places.empty())
    return {fmt::format("{} in {}", counted(places.places.size(), "place"),
                        counted(places.entries, "entry", "entries"))};
  if (places.hidden > 0) return {"All the places named here are ones you hide."};
  return {"No place in the body is named here. A few questions about it: felt log body"};
}

void add_others(Document& page, const BodySummary& summary) {
  if (summary.others.empty()) return;
  std::vector<std::string> named;
  for (const auto& other : summary.others)
    named.push_back(
        fmt::format("{} ({})", label_of(other.question), counted(other.entries, "entry", "entries")));
  const auto& first = summary.others.front().question;
  page.add(Note{fmt::format("Other questions name places, too: {}. See one with: felt body --question {}",
                            join(named, ", "), first.substr(first.find('/') + 1))});
}

Json period_json(const BodySummary& summary) {
  Json json = Json::object();
  if (summary.from) json["from"] = iso_text(*summary.from);
  if (summary.to) json["to"] = iso_text(*summary.to);
  return json;
}

Json others_json(const std::vector<OtherPlaces>& others) {
  Json json = Json::array();
  for (const auto& other : others)
    json.push_back({{"question", other.question}, {"entries", static_cast<std::uint64_t>(other.entries)}});
  return json;
}

void fill(BodySummary& summary, const Journal& journal) {
  const auto& wish = summary.wish;
  const auto query = query_of(wish);
  add_period(summary, journal, query);
  const auto entries = journal.lived(query);
  const auto starts = starts_of(journal);
  const std::vector<std::string_view> questions(wish.questions.begin(), wish.questions.end());
  summary.places = named_places(journal, questions, entries, starts, wish.hidden);
  summary.others = others_in(journal, entries, starts, wish);
}

}  // namespace

BodySummary build_body_summary(const Journal& journal, const BodyWish& wish) {
  BodySummary summary;
  summary.wish = wish;
  journal.at_one_moment([&] { fill(summary, journal); });
  return summary;
}

Document body_document(const BodySummary& summary) {
  Document page;
  page.add(title(summary));
  page.add(what_there_is(summary));
  if (!summary.places.empty()) page.add(body_map(summary.places, summary.wish.view, "Places in the body"));
  add_others(page, summary);
  page.add(Foot{scope_line});
  return page;
}

Json body_json(const BodySummary& summary) {
  Json json{{"schema", "felt.body/1"}, {"period", period_json(summary)}};
  json["questions"] = summary.wish.questions;
  json["entries"] = static_cast<std::uint64_t>(summary.places.entries);
  if (summary.places.strongest) json["strongest"] = json_number(*summary.places.strongest);
  json["places"] = places_json(summary.places);
  if (!summary.others.empty()) json["others"] = others_json(summary.others);
  if (summary.places.hidden > 0) json["hidden"] = static_cast<std::uint64_t>(summary.places.hidden);
  return json;
}

}  // namespace felt
