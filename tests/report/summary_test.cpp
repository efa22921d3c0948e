#include "report/summary.hpp"

#include <doctest/doctest.h>

#include "../insight/near.hpp"
#include "journals.hpp"
#include "report/caveat_text.hpp"
#include "report/report_json.hpp"
#include "report/summary_pictures.hpp"
#include "zones.hpp"

using namespace felt;
using namespace felt::test;

namespace {

std::vector<std::string> names_of(const std::vector<Line>& lines) {
  std::vector<std::string> names;
  for (const auto& line : lines) names.push_back(line.wording.name);
  return names;
}

std::vector<std::string> sentences(const Summary& summary) {
  std::vector<std::string> found;
  for (const auto& caveat : summary.caveats) found.push_back(caveat_text(caveat));
  return found;
}

bool says(const Summary& summary, std::string_view beginning) {
  for (const auto& sentence : sentences(summary))
    if (sentence.starts_with(beginning)) return true;
  return false;
}

Given clock_told(const std::string& name, int minute, const std::optional<Day>& date = {}) {
  Wording wording;
  wording.name = "sleep/" + name;
  wording.type = QuestionType::time;
  return {{wording.name, ClockTime{minute, date}}, std::make_shared<const Wording>(wording)};
}

Given length_told(const std::string& name, int minutes) {
  Wording wording;
  wording.name = "sleep/" + name;
  wording.type = QuestionType::duration;
  return {{wording.name, Minutes{minutes}}, std::make_shared<const Wording>(wording)};
}

// In bed from 23:00 to 7:00.
std::vector<Given> night_told(int awake, const std::optional<Day>& to_bed = {}) {
  return {clock_told("to-bed", 23 * 60, to_bed),  clock_told("turned-in", 23 * 60),
          length_told("sleep-came", 20),          length_told("awake-total", awake),
          clock_told("sleep-ended", 6 * 60 + 30), clock_told("left-bed", 7 * 60)};
}

}  // namespace

TEST_CASE("the worked example gives its numbers through the journal, wherever it was lived") {
  for (const auto* zone : {"UTC", "America/New_York", "Pacific/Auckland"}) {
    CAPTURE(zone);
    const auto journal = golden_journal(zone_named(zone));
    const auto summary = build_summary(*journal, {});
    CHECK(summary.counts.entries == 20);
    CHECK(summary.counts.answers == 20);
    CHECK(summary.counts.sessions == 3);
    CHECK(summary.counts.sessions_unrated == 0);
    REQUIRE(summary.lines.size() == 1);
    const auto& line = summary.lines.front();

    CHECK(line.all.n == 20);
    CHECK(line.all.mean == near(5.45));
    CHECK(line.all.median == near(5.5));
    CHECK(line.all.min == near(3));
    CHECK(line.all.max == near(8));

    REQUIRE(line.sessions.size() == 3);
    const double before[]{7.5, 6.5, 6}, after[]{4.666667, 4.333333, 3.666667};
    const double differences[]{-2.833333, -2.166667, -2.333333};
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(line.sessions[i].session == static_cast<Id>(i + 1));
      CHECK(line.sessions[i].contrast.before->mean == near(before[i]));
      CHECK(line.sessions[i].contrast.after->mean == near(after[i]));
      CHECK(*line.sessions[i].contrast.difference() == near(differences[i]));
    }
    CHECK(line.difference->values.size() == 3);
    CHECK(line.difference->mean == near(-2.444444));
    CHECK(line.difference->median == near(-2.333333));
    const auto certainty = certainty_of(*line.difference);
    CHECK(certainty.interval.lower == near(-2.833333));
    CHECK(certainty.interval.upper == near(-2.166667));
    CHECK_FALSE(certainty.seed);
    CHECK_FALSE(certainty.p);

    const std::size_t n[]{2, 3, 6, 3, 2};
    const double means[]{6.5, 7, 4, 4.666667, 5.5}, medians[]{6.5, 7, 4, 5, 5.5};
    for (std::size_t i = 0; i < 5; ++i) {
      CHECK(line.around[i].n == n[i]);
      CHECK(line.around[i].values->mean == near(means[i]));
      CHECK(line.around[i].values->median == near(medians[i]));
    }

    CHECK(line.overlap->phases.nap == near(0.90625));
    CHECK(line.overlap->phases.tau == near(0.8125));
    CHECK(line.overlap->shown == OverlapShown::very_rough);
    CHECK(line.trend->per_week == near(-0.4061383));
    CHECK(line.trend->interval.lower == near(-0.6774194));
    CHECK(line.trend->interval.upper == near(0));
    CHECK(line.trend->n == 20);
    CHECK(line.too_few == std::vector{TooFew::overlap_interval});
  }
}

TEST_CASE("a technical summary has what stands behind the worked example") {
  ReportWish wish;
  const auto journal = golden_journal(zone_named("UTC"));
  CHECK_FALSE(build_summary(*journal, wish).lines.front().details);
  wish.technical = true;
  const auto line = build_summary(*journal, wish).lines.front();
  const auto& details = line.details.value();
  CHECK(details.span.count() == near(40.5));
  CHECK(details.median_gap->count() == near(2));
  CHECK(details.time_weighted_mean.value() == near(5.6604938));
  CHECK(details.compared == 3);
  CHECK(details.sessions == 3);
  CHECK(details.pseudo_median.value() == near(-2.416667));
  CHECK(details.tau_u->value == near(0.859375));
  CHECK(details.ranks->tau_b.value() == near(-0.3924674));
  CHECK(details.ranks->test.s == -68);
  CHECK(details.ranks->test.variance == near(899.3333, 1e-4));
  CHECK(details.ranks->test.z == near(-2.2341610));
  CHECK(details.autocorrelation.value() == near(0.3904864));
  CHECK(details.effective_n.value() == near(8.7669119));
  CHECK(line.trend->joint_intercept == near(6.544356 - 0.05801976 / 2));
  CHECK(line.trend->separate_intercept == near(6.671999 - 0.05801976 / 2));
}

TEST_CASE("a technical summary counts the sessions of its period") {
  ReportWish wish;
  wish.technical = true;
  wish.session = 2;
  const auto line = build_summary(*golden_journal(zone_named("UTC")), wish).lines.front();
  CHECK(line.details->compared == 1);
  CHECK(line.details->sessions == 1);
  CHECK_FALSE(line.details->pseudo_median);
  CHECK_FALSE(line.details->ranks);
}

TEST_CASE("a technical report in JSON leaves out what has too little behind it") {
  ReportWish wish;
  wish.technical = true;
  const auto report = Json::parse(report_json(build_summary(*golden_journal(zone_named("UTC")), wish)));
  const auto& technical = report.at("lines").at(0).at("technical");
  CHECK(technical.at("coverage") == 1);
  CHECK(technical.at("tau_u") == 0.859375);
  CHECK(technical.at("mann_kendall").at("s") == -68);
  CHECK(technical.at("resamples") == 27);
  for (const auto* key : {"p", "smallest_p", "seed", "nap_error", "nap_null_error"})
    CHECK_FALSE(technical.contains(key));
}

TEST_CASE("the worked example carries its cautions, each once") {
  const auto summary = build_summary(*golden_journal(zone_named("UTC")), {});
  CHECK(sentences(summary) ==
        std::vector<std::string>{
            "These are your own ratings. They describe; they cannot show what caused a change.",
            "People often book when things are worse, and worse days tend to be followed by more usual ones.",
            "Ratings close in time resemble each other, so 20 ratings carry less information than 20 "
            "independent ones.",
            "With 3 sessions, chance alone could easily look like this.",
            "Before and after were usually rated at different times of day."});
}

TEST_CASE("lines stand by thread, main lines first and then by name") {
  auto journal = Journal::in_memory();
  std::vector<Given> answers;
  for (const auto* name :
       {"mine/x", "wellbeing/overall", "emotions/energy", "body/at-home", "emotions/distress", "body/settled",
        "aftercare/space", "body/tension", "emotions/ease-with", "session/let-go"})
    answers.push_back(rated(scale_wording(name, Direction::higher_better), 5));
  journal->keep({entry_at(lived(1, zone_named("UTC")), answers)});
  CHECK(names_of(build_summary(*journal, {}).lines) ==
        std::vector<std::string>{"emotions/distress", "emotions/ease-with", "emotions/energy", "body/tension",
                                 "body/settled", "body/at-home", "wellbeing/overall", "session/let-go",
                                 "aftercare/space", "mine/x"});
  ReportWish wish;
  wish.thread = &thread_named("Body");
  CHECK(names_of(build_summary(*journal, wish).lines) ==
        std::vector<std::string>{"body/tension", "body/settled", "body/at-home"});
}

TEST_CASE("a rating belongs to its nearest session even when that lies outside the period") {
  const auto utc = zone_named("UTC");
  auto journal = Journal::in_memory();
  add_session(*journal, 10, utc);
  add_session(*journal, 12, utc);
  journal->keep({entry_at(lived(10.5, utc), {rated(distress, 2)}),
                 entry_at(lived(11.5, utc), {rated(distress, 8)}),
                 entry_at(lived(12.5, utc), {rated(distress, 3)})});
  ReportWish wish;
  wish.period.from = lived(11.25, utc);
  const auto summary = build_summary(*journal, wish);
  CHECK(summary.counts.entries == 2);
  CHECK(summary.counts.sessions == 1);
  REQUIRE(summary.lines.front().sessions.size() == 1);
  CHECK(summary.lines.front().sessions.front().session == 2);

  wish.period.from.reset();
  wish.period.to = lived(11.75, utc);
  const auto early = build_summary(*journal, wish);
  REQUIRE(early.lines.front().sessions.size() == 2);
  CHECK(early.lines.front().sessions[1].session == 2);  // which starts after the period
  CHECK(early.counts.sessions == 1);
  CHECK(says(early, "2 ratings fell near two sessions and were counted"));
}

TEST_CASE("sessions without a rating are counted, sessions to come are not") {
  const auto utc = zone_named("UTC");
  const auto journal = golden_journal(utc);
  add_session(*journal, 60, utc);
  add_session(*journal, 90, utc);
  ReportWish wish;
  wish.now = golden::day(70);
  const auto summary = build_summary(*journal, wish);
  CHECK(summary.counts.sessions == 4);
  CHECK(summary.counts.sessions_unrated == 1);
}

TEST_CASE("the period reaches to the sessions that are counted and have been, unless it was wished") {
  const auto utc = zone_named("UTC");
  auto journal = Journal::in_memory();
  for (const double day : {1.0, 34.0, 50.0, 90.0}) add_session(*journal, day, utc);
  journal->keep(
      {entry_at(lived(35, utc), {rated(distress, 4)}), entry_at(lived(36, utc), {rated(distress, 3)})});
  ReportWish wish;
  wish.now = golden::day(70);
  const auto summary = build_summary(*journal, wish);
  CHECK(summary.counts.sessions == 3);
  CHECK(summary.period.from == lived(1, utc));
  CHECK(summary.period.to == lived(50, utc));

  const std::vector<const Line*> lines{&summary.lines.front()};
  const auto small = small_lines(summary, lines);
  CHECK(small.days == 49);
  CHECK(small.sessions == std::vector<double>{0, 33, 49});
  CHECK(small.lines.front().points.front().days == 34);

  wish.handed_on = true;
  const auto shared = build_summary(*journal, wish);
  CHECK(shared.counts.sessions == 1);
  CHECK(shared.period.from == lived(34, utc));
  CHECK(shared.period.to == lived(36, utc));

  wish.period.from = lived(20, utc);
  CHECK(build_summary(*journal, wish).counts.sessions == 1);
  CHECK(build_summary(*journal, wish).period.from == lived(20, utc));
}

TEST_CASE("what was remembered later can be left out") {
  const auto utc = zone_named("UTC");
  const auto journal = golden_journal(utc);
  auto late = entry_at(lived(20, utc), {rated(distress, 0)});
  late.recorded = late.about.at + std::chrono::hours(25);
  journal->keep({late});
  CHECK(build_summary(*journal, {}).lines.front().all.n == 21);
  ReportWish wish;
  wish.without_remembered = true;
  CHECK(build_summary(*journal, wish).lines.front().all.n == 20);
}

TEST_CASE("words are counted in the windows, the most named first") {
  const auto utc = zone_named("UTC");
  auto journal = Journal::in_memory();
  add_session(*journal, 10, utc);
  const Word fear{"fear", "afraid"}, relief{"relief", "relieved"}, calm{"calm", "calm"};
  journal->keep(
      {entry_at(lived(5, utc), {picked("emotions/feelings", {calm})}),
       entry_at(lived(9, utc), {picked("emotions/feelings", {fear, calm})}),
       entry_at(lived(9.5, utc), {picked("emotions/feelings", {fear})}),
       entry_at(lived(11, utc), {picked("emotions/feelings", {relief}), picked("aftercare/since", {calm})})});
  const auto summary = build_summary(*journal, {});
  REQUIRE(summary.words.size() == 2);
  const auto& feelings = summary.words.front();
  CHECK(feelings.question == "emotions/feelings");
  REQUIRE(feelings.before.size() == 2);
  CHECK(feelings.before[0].id == "fear");
  CHECK(feelings.before[0].entries == 2);
  CHECK(feelings.before[1].id == "calm");
  CHECK(feelings.before[1].entries == 1);
  REQUIRE(feelings.after.size() == 1);
  CHECK(feelings.after[0].label == "relieved");
  CHECK(summary.words[1].question == "aftercare/since");
}

TEST_CASE("a neutral scale never has an overlap, and that is not for want of ratings") {
  const auto utc = zone_named("UTC");
  auto journal = Journal::in_memory();
  add_session(*journal, 10, utc);
  const auto energy = scale_wording("emotions/energy", Direction::neutral, -3, 3);
  for (int day = 1; day < 20; ++day) journal->keep({entry_at(lived(day, utc), {rated(energy, day % 3)})});
  const auto line = build_summary(*journal, {}).lines.front();
  CHECK_FALSE(line.overlap);
  CHECK(line.too_few == std::vector{TooFew::difference});
}

TEST_CASE("few ratings leave out what they cannot carry") {
  const auto utc = zone_named("UTC");
  auto journal = Journal::in_memory();
  add_session(*journal, 10, utc);
  journal->keep(
      {entry_at(lived(9, utc), {rated(distress, 6)}), entry_at(lived(11, utc), {rated(distress, 3)})});
  const auto summary = build_summary(*journal, {});
  const auto& line = summary.lines.front();
  CHECK(line.too_few == std::vector{TooFew::difference, TooFew::overlap, TooFew::trend});
  CHECK(line.compared_sessions() == 1);
  CHECK(line.around.size() == 5);
  CHECK(summary.few_entries.size() == 2);
  CHECK(says(summary, "With 1 session, chance alone"));
}

TEST_CASE("an empty journal gives an empty summary") {
  const auto summary = build_summary(*Journal::in_memory(), {});
  CHECK(summary.counts.entries == 0);
  CHECK_FALSE(summary.period.from);
  CHECK(summary.lines.empty());
  CHECK(summary.caveats.empty());
}

TEST_CASE("from six sessions on the difference has a p, and from eight on a seed") {
  const auto utc = zone_named("UTC");
  auto journal = Journal::in_memory();
  for (int session = 0; session < 9; ++session) {
    const double day = 10 + 14 * session;
    add_session(*journal, day, utc);
    journal->keep({entry_at(lived(day - 1, utc), {rated(distress, 6)}),
                   entry_at(lived(day + 1, utc), {rated(distress, session % 3)})});
    const auto difference = build_summary(*journal, {}).lines.front().difference;
    CHECK(difference.has_value() == (session >= 2));
    if (!difference) continue;
    const auto certainty = certainty_of(*difference);
    CHECK(certainty.p.has_value() == (session >= 5));
    CHECK(certainty.smallest_p.has_value() == (session >= 5));
    CHECK(certainty.seed.has_value() == (session >= 7));
  }
}

TEST_CASE("nights are summed up where all of them is known") {
  const auto utc = zone_named("UTC");
  auto journal = Journal::in_memory();
  journal->keep({entry_at(lived(1, utc), night_told(30)), entry_at(lived(2, utc), night_told(54)),
                 entry_at(lived(3, utc), {clock_told("to-bed", 22 * 60), clock_told("left-bed", 6 * 60)})});
  const auto nights = build_summary(*journal, {}).nights;
  REQUIRE(nights);
  CHECK(nights->n() == 2);
  CHECK(nights->in_bed_minutes == near(480));
  CHECK(nights->asleep_minutes == near(388));
  CHECK(nights->efficiency == near((400.0 + 376) / 2 / 480 * 100));
  ReportWish wish;
  wish.thread = &thread_named("body");
  CHECK_FALSE(build_summary(*journal, wish).nights);
}

TEST_CASE("a night is after a session by the day of going to bed, however late it is told") {
  const auto utc = zone_named("UTC");
  const auto session = lived(10 + 15.0 / 24, utc);
  const auto is_after = [&](double told_on, const std::optional<Day>& to_bed) {
    auto journal = Journal::in_memory();
    add_session(*journal, 10 + 15.0 / 24, utc);
    journal->keep({entry_at(lived(told_on, utc), night_told(30, to_bed))});
    return build_summary(*journal, {}).nights->each.front().after_session;
  };
  const auto day_of_session = felt_day(session, std::chrono::minutes(0));
  const Day day_before(std::chrono::sys_days(day_of_session) - std::chrono::days(1));
  const double late_that_day = 10 + 23.5 / 24, next_morning = 11 + 8.0 / 24;
  CHECK_FALSE(is_after(late_that_day, day_before));
  CHECK(is_after(next_morning, day_of_session));
  CHECK(is_after(next_morning + 1.5, day_of_session));
  CHECK(is_after(next_morning, std::nullopt));
}
