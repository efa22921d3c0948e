#include "report/report_json.hpp"

#include "base/time.hpp"
#include "insight/change.hpp"
#include "report/caveat_text.hpp"
#include "report/places_json.hpp"

namespace felt {
namespace {

Json count_json(std::size_t n) { return static_cast<std::uint64_t>(n); }

Json period_json(const ReportPeriod& period) {
  Json json = Json::object();
  if (period.from) json["from"] = iso_text(*period.from);
  if (period.to) json["to"] = iso_text(*period.to);
  return json;
}

Json counts_json(const ReportCounts& counts) {
  return {{"entries", count_json(counts.entries)},
          {"sessions", count_json(counts.sessions)},
          {"answers", count_json(counts.answers)}};
}

Json side_json(const Description& side) {
  return {{"n", count_json(side.n)}, {"mean", json_number(side.mean)}};
}

Json session_json(const LineSession& session) {
  Json json{{"session", session.session}};
  if (session.contrast.before) json["before"] = side_json(*session.contrast.before);
  if (session.contrast.after) json["after"] = side_json(*session.contrast.after);
  if (const auto difference = session.contrast.difference()) json["difference"] = json_number(*difference);
  return json;
}

Json difference_json(const LineDifference& difference, const DifferenceCertainty& certainty) {
  return {{"n", count_json(difference.values.size())},     {"median", json_number(difference.median)},
          {"mean", json_number(difference.mean)},          {"low", json_number(certainty.interval.lower)},
          {"high", json_number(certainty.interval.upper)}, {"level", json_number(certainty.level)}};
}

Json bin_json(const ProfileBin& bin) {
  Json json{{"from_days", bin.stretch.from}, {"to_days", bin.stretch.to}, {"n", count_json(bin.n)}};
  if (!bin.values) return json;
  json["mean"] = json_number(bin.values->mean);
  json["median"] = json_number(bin.values->median);
  json["min"] = json_number(bin.values->min);
  json["max"] = json_number(bin.values->max);
  return json;
}

Json overlap_json(const LineOverlap& overlap) {
  Json json{{"nap", json_number(overlap.phases.nap)}};
  if (overlap.shown == OverlapShown::with_interval) {
    json["low"] = json_number(overlap.phases.interval.lower);
    json["high"] = json_number(overlap.phases.interval.upper);
  }
  json["tau"] = json_number(overlap.phases.tau);
  json["before"] = count_json(overlap.phases.before);
  json["after"] = count_json(overlap.phases.after);
  return json;
}

Json trend_json(const LineTrend& trend) {
  return {{"per_week", json_number(trend.per_week)},
          {"low", json_number(trend.interval.lower)},
          {"high", json_number(trend.interval.upper)},
          {"n", count_json(trend.n)}};
}

void put(Json& json, const char* key, const std::optional<double>& number) {
  if (number) json[key] = json_number(*number);
}

void put_certainty(Json& json, const DifferenceCertainty& certainty) {
  put(json, "p", certainty.p);
  put(json, "smallest_p", certainty.smallest_p);
  json["resamples"] = certainty.resamples;
  if (certainty.seed) json["seed"] = *certainty.seed;
}

void put_nap_errors(Json& json, const PhaseOverlap& phases) {
  put(json, "nap_error", phases.unbiased_error);
  json["nap_null_error"] = json_number(phases.null_error);
}

void put_trend_details(Json& json, const LineTrend& trend, const RankTrend& ranks) {
  json["daily_medians"] = trend.daily_medians;
  json["intercept"] = {{"joint", json_number(trend.joint_intercept)},
                       {"separate", json_number(trend.separate_intercept)}};
  put(json, "tau_b", ranks.tau_b);
  json["mann_kendall"] = {
      {"s", ranks.test.s}, {"variance", json_number(ranks.test.variance)}, {"z", json_number(ranks.test.z)}};
}

// The ratings as they lie in time, then what belongs to the difference, the overlap and the trend.
Json technical_json(const Line& line, const LineDetails& details,
                    const std::optional<DifferenceCertainty>& certainty) {
  Json json{{"span_days", json_number(details.span.count())}};
  if (details.median_gap) json["median_gap_days"] = json_number(details.median_gap->count());
  put(json, "time_weighted_mean", details.time_weighted_mean);
  put(json, "coverage", coverage(details.compared, details.sessions));
  put(json, "pseudo_median", details.pseudo_median);
  if (certainty) put_certainty(json, *certainty);
  if (line.overlap && line.overlap->shown == OverlapShown::with_interval)
    put_nap_errors(json, line.overlap->phases);
  if (details.tau_u) json["tau_u"] = json_number(details.tau_u->value);
  if (line.trend) put_trend_details(json, *line.trend, *details.ranks);
  put(json, "autocorrelation", details.autocorrelation);
  put(json, "effective_n", details.effective_n);
  return json;
}

Json turn_json(const RatingSeries::Turn& turn) {
  return {
      {"at", iso_text({turn.at, turn.offset, ""})}, {"from", turn.from_language}, {"to", turn.to_language}};
}

Json too_few_json(const std::vector<TooFew>& too_few) {
  Json json = Json::array();
  for (const auto what : too_few) json.push_back(name_of(what));
  return json;
}

template <class Value, class ToJson>
Json list_json(const Value& values, const ToJson& to_json) {
  Json json = Json::array();
  for (const auto& value : values) json.push_back(to_json(value));
  return json;
}

Json word_json(const NamedWord& word) { return {{"id", word.id}, {"entries", count_json(word.entries)}}; }

Json words_json(const std::vector<NamedWords>& all) {
  Json json = Json::object();
  for (const auto& words : all)
    json[words.question] = {{"before", list_json(words.before, word_json)},
                            {"after", list_json(words.after, word_json)}};
  return json;
}

Json night_json(const Night& night) {
  Json json{{"date", day_text(night.ended)},
            {"in_bed_minutes", json_number(night.in_bed_minutes)},
            {"asleep_minutes", json_number(night.asleep_minutes)},
            {"efficiency", json_number(night.efficiency)}};
  if (night.wakings) json["wakings"] = json_number(*night.wakings);
  if (night.after_session) json["after_session"] = true;
  return json;
}

Json nights_json(const Nights& nights) {
  Json json{{"n", count_json(nights.n())},
            {"in_bed_minutes", json_number(nights.in_bed_minutes)},
            {"asleep_minutes", json_number(nights.asleep_minutes)},
            {"efficiency", json_number(nights.efficiency)}};
  if (nights.wakings)
    json["wakings"] = {{"n", count_json(nights.nights_with_wakings)}, {"mean", json_number(*nights.wakings)}};
  json["nights"] = list_json(nights.each, night_json);
  return json;
}

Json all_places_json(const std::vector<NamedPlaces>& all) {
  Json json = Json::object();
  for (const auto& places : all) json[places.questions.front()] = places_json(places);
  return json;
}

Json ends_json(const std::optional<Wording>& wording) {
  Json json = Json::object();
  if (wording && wording->min) json["min"] = json_number(*wording->min);
  if (wording && wording->max) json["max"] = json_number(*wording->max);
  return json;
}

Json cell_json(const FeelingsCell& cell) {
  return {{"pleasantness", json_number(cell.pleasant)},
          {"energy", json_number(cell.energy)},
          {"before", count_json(cell.before)},
          {"after", count_json(cell.after)},
          {"other", count_json(cell.other)}};
}

Json feelings_json(const Feelings& feelings) {
  return {{"pleasantness", ends_json(feelings.pleasant)},
          {"energy", ends_json(feelings.energy)},
          {"cells", list_json(feelings.cells, cell_json)}};
}

Json matters_json(const Matters& matters, const ChangedLine& line) {
  Json json{{"points", json_number(matters.points)}};
  if (matters.percent > 0) json["percent"] = json_number(matters.percent);
  if (const auto percent = percent_change(line.before, line.after))
    json["percent_change"] = json_number(*percent);
  json["reached"] = reaches(matters, line);
  return json;
}

Json changed_json(const ChangedLine& line, const std::map<std::string, Matters>& matters) {
  Json json{{"question", line.question},
            {"before", json_number(line.before)},
            {"after", json_number(line.after)},
            {"sessions", line.sessions}};
  if (const auto found = matters.find(line.question); found != matters.end())
    json["matters"] = matters_json(found->second, line);
  return json;
}

Json compared_json(const ComparedDirectly& compared) {
  return {{"question", compared.question},
          {"easier", count_json(compared.easier)},
          {"same", count_json(compared.same)},
          {"harder", count_json(compared.harder)}};
}

Json answered_yes_json(const AnsweredYes& news) {
  return {{"question", news.question}, {"yes", count_json(news.yes)}, {"n", count_json(news.n)}};
}

Json changes_json(const Summary& summary) {
  const auto& changes = summary.changes;
  const auto changed = [&](const ChangedLine& line) { return changed_json(line, summary.matters); };
  return {{"easier", list_json(changes.easier, changed)},
          {"harder", list_json(changes.harder, changed)},
          {"about_the_same", list_json(changes.same, changed)},
          {"compared", list_json(changes.compared, compared_json)},
          {"new", list_json(changes.news, answered_yes_json)},
          {"going", list_json(changes.going, word_json)}};
}

Json bring_up_json(const Summary& summary) {
  Json json = Json::array();
  for (const auto& note : summary.carried) json.push_back({{"carried", note.id}, {"text", note.text}});
  for (const auto& text : summary.to_bring_up)
    json.push_back({{"question", tell_them_question}, {"text", text}});
  return json;
}

// An object whose members are written one after the other.
class ObjectText {
 public:
  void add(std::string_view key, const Json& value) {
    begin(key);
    m_text += json_text(value);
  }
  void begin(std::string_view key) {
    m_text.append(m_text.empty() ? "{\"" : ",\"").append(key).append("\":");
  }
  std::string& text() { return m_text; }
  std::string ended() { return std::move(m_text) + "}"; }

 private:
  std::string m_text;
};

void add_lines(ObjectText& report, const Summary& summary) {
  report.begin("lines");
  auto& text = report.text();
  text += '[';
  for (const auto& line : summary.lines) {
    if (&line != &summary.lines.front()) text += ',';
    text += json_text(line_json(line));
  }
  text += ']';
}

Json own_words_json(const OwnWords& words) {
  Json json{{"at", iso_text(words.at)}};
  if (!words.question.empty()) json["question"] = words.question;
  json["text"] = words.text;
  return json;
}

void add_shared(ObjectText& report, const SharedPage& shared) {
  if (!shared.words.empty()) report.add("own_words", list_json(shared.words, own_words_json));
  report.add("staying",
             {{"answers", count_json(shared.staying_answers)}, {"notes", count_json(shared.staying_notes)}});
}

}  // namespace

Json line_json(const Line& line) {
  Json json{{"question", line.wording.name},
            {"thread", line.thread->name},
            {"direction", name_of(line.wording.direction)},
            {"n", count_json(line.all.n)},
            {"median", json_number(line.all.median)},
            {"mean", json_number(line.all.mean)},
            {"min", json_number(line.all.min)},
            {"max", json_number(line.all.max)},
            {"sessions", list_json(line.sessions, session_json)}};
  std::optional<DifferenceCertainty> certainty;
  if (line.difference) certainty = certainty_of(*line.difference);
  if (certainty) json["difference"] = difference_json(*line.difference, *certainty);
  json["around"] = list_json(line.around, bin_json);
  if (line.overlap) json["overlap"] = overlap_json(*line.overlap);
  if (line.trend) json["trend"] = trend_json(*line.trend);
  if (!line.turns.empty()) json["wording_changes"] = list_json(line.turns, turn_json);
  if (line.details) json["technical"] = technical_json(line, *line.details, certainty);
  if (!line.too_few.empty()) json["too_few"] = too_few_json(line.too_few);
  return json;
}

std::string report_json(const Summary& summary) {
  ObjectText report;
  report.add("schema", summary.shared ? "felt.share/1" : "felt.report/1");
  report.add("period", period_json(summary.period));
  report.add("counts", counts_json(summary.counts));
  if (const auto bring_up = bring_up_json(summary); !bring_up.empty()) report.add("bring_up", bring_up);
  add_lines(report, summary);
  report.add("words", words_json(summary.words));
  report.add("body", places_json(summary.body));
  if (!summary.places.empty()) report.add("places", all_places_json(summary.places));
  if (!summary.feelings.cells.empty()) report.add("feelings_map", feelings_json(summary.feelings));
  if (!summary.changes.empty()) report.add("changes", changes_json(summary));
  if (summary.nights) report.add("sleep", nights_json(*summary.nights));
  report.add("caveats", list_json(summary.caveats, caveat_text));
  if (summary.shared) add_shared(report, *summary.shared);
  return report.ended();
}

}  // namespace felt
