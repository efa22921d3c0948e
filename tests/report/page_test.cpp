#include <doctest/doctest.h>

#include "base/columns.hpp"
#include "base/text.hpp"
#include "journals.hpp"
#include "report/report_json.hpp"
#include "report/summary_document.hpp"
#include "report/summary_pictures.hpp"
#include "report/terminal.hpp"
#include "zones.hpp"

using namespace felt;
using namespace felt::test;

namespace {

constexpr std::string_view scope =
    "felt is a notebook, not medical care or psychotherapy, and it does not diagnose.";

std::string page_of(const Journal& journal, int columns = 80, const ReportWish& wish = {},
                    bool unicode = true) {
  Look look;
  look.columns = columns;
  look.unicode = unicode;
  return terminal_text(summary_document(build_summary(journal, wish)), look);
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::size_t longest_line(std::string_view text) {
  std::size_t longest = 0;
  for (const auto line : split_lines(text)) longest = std::max(longest, display_width(line));
  return longest;
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) < 0x20 && byte != '\n') || byte == 0x7f;
  });
}

}  // namespace

TEST_CASE("a page fits every width") {
  const auto journal = full_journal();
  ReportWish everything;
  everything.technical = true;
  for (const int columns : {20, 40, 60, 80, 120}) {
    CAPTURE(columns);
    for (const auto& thread : threads()) {
      everything.thread = &thread;
      CHECK(longest_line(page_of(*journal, columns, everything)) <= static_cast<std::size_t>(columns));
    }
    everything.thread = nullptr;
    CHECK(longest_line(page_of(*journal, columns, everything)) <= static_cast<std::size_t>(columns));
  }
}

TEST_CASE("a page for a few sessions stays on one screen") {
  CHECK(split_lines(page_of(*full_journal())).size() <= 40);
}

TEST_CASE("a page says what changed, what stayed and nothing about neutral scales") {
  const auto page = page_of(*full_journal());
  CHECK(has(page, "from 6.7 to 4.2, easier"));
  CHECK(has(page, "about the same, 6"));
  CHECK(has(page, "from −3 to 2 "));
  CHECK(has(page, "afraid 3×"));
  CHECK(has(page, "The left shoulder let go last."));
  CHECK(has(page, scope));
  CHECK_FALSE(has(page, "because"));
}

TEST_CASE("where nothing changes a page says so") {
  const auto utc = zone_named("UTC");
  auto journal = Journal::in_memory();
  for (const double start : {10.0, 24.0, 38.0}) {
    add_session(*journal, start, utc);
    journal->keep({entry_at(lived(start - 1, utc), {rated(distress, 5)}),
                   entry_at(lived(start + 1, utc), {rated(distress, 5)})});
  }
  const auto page = page_of(*journal);
  CHECK(has(page, "about the same, 5"));
  CHECK(has(page, "about the same: distress"));
  CHECK(has(page, "What was rated before and after the sessions stayed about the same."));
  CHECK_FALSE(has(page, "easier"));
  CHECK_FALSE(has(page, "harder"));
}

TEST_CASE("fewer than three entries are shown and not compared") {
  const auto utc = zone_named("UTC");
  auto journal = Journal::in_memory();
  add_session(*journal, 10, utc);
  journal->keep(
      {entry_at(lived(9, utc), {rated(distress, 7)}), entry_at(lived(11, utc), {rated(distress, 3)})});
  const auto page = page_of(*journal);
  CHECK(has(page, "7 of 10"));
  CHECK(has(page, "3 of 10"));
  CHECK_FALSE(has(page, "from 7 to 3"));
  CHECK_FALSE(has(page, "a week"));
  CHECK(has(page, scope));
}

TEST_CASE("an empty journal is met kindly") {
  const auto journal = Journal::in_memory();
  const auto page = page_of(*journal);
  CHECK(has(page, "There is nothing to look back on yet"));
  CHECK(has(page, "felt log"));
  ReportWish wish;
  wish.session = 5;
  CHECK(has(page_of(*journal, 80, wish), "There are no check-ins here."));
}

TEST_CASE("hostile words stay words") {
  const auto utc = zone_named("UTC");
  auto journal = Journal::in_memory();
  const std::string nasty =
      "\x1b[2J\x07\xc2\x9b"
      "31m\u202eevil " +
      std::string(10'000, 'w') + "\r\n<script>";
  add_session(*journal, 10, utc);
  auto wording = scale_wording("mine/" + std::string(64, 'q'), Direction::higher_better);
  wording.prompt = nasty;
  for (const double day : {9.0, 9.5, 10.5, 11.0})
    journal->keep(
        {entry_at(lived(day, utc), {rated(wording, day - 5), picked("emotions/feelings", {{"x", nasty}}),
                                    told("session/tell-them", nasty)})});
  ReportWish wish;
  wish.technical = true;
  for (const auto* thread : {static_cast<const Thread*>(nullptr), &threads().front(), &threads().back()})
    for (const int columns : {40, 80}) {
      wish.thread = thread;
      const auto page = page_of(*journal, columns, wish);
      CHECK_FALSE(has_control(page));
      CHECK_FALSE(has(page, "\u202e"));
      CHECK_FALSE(has(page, "\xc2\x9b"));
      CHECK(longest_line(page) <= static_cast<std::size_t>(columns));
    }
  const auto json = report_json(build_summary(*journal, wish));
  CHECK_FALSE(has_control(json));
  CHECK(Json::parse(json).at("schema") == "felt.report/1");
}

TEST_CASE("plain pages are ASCII where the words are felt's own") {
  const auto page = page_of(*full_journal(), 80, {}, false);
  CHECK(std::all_of(page.begin(), page.end(),
                    [](char byte) { return static_cast<unsigned char>(byte) < 0x80; }));
  CHECK(has(page, "before -> after"));
  auto journal = full_journal();
  journal->keep({entry_at(lived(8, zone_named("UTC")), {told("session/tell-them", "Grüße → danke")})});
  CHECK(has(page_of(*journal, 80, {}, false), "Grüße → danke"));
}

TEST_CASE("JSON has the keys of felt.report/1 in their order") {
  const auto summary = build_summary(*full_journal(), {});
  const auto json = Json::parse(report_json(summary));
  const auto keys_of = [](const Json& object) {
    std::string keys;
    for (const auto& [key, value] : object.items()) keys += key + " ";
    return keys;
  };
  CHECK(keys_of(json) == "schema period counts bring_up lines words body changes caveats ");
  const auto& line = json.at("lines").at(0);
  CHECK(keys_of(line) ==
        "question thread direction n median mean min max sessions difference around overlap trend too_few ");
  CHECK(keys_of(line.at("sessions").at(0)) == "session before after difference ");
  CHECK(keys_of(line.at("difference")) == "n median mean low high level ");
  CHECK(keys_of(line.at("around").at(0)) == "from_days to_days n mean median min max ");
  CHECK(keys_of(line.at("overlap")) == "nap tau before after ");
  CHECK(keys_of(line.at("trend")) == "per_week low high n ");
  CHECK(line.at("around").size() == 5);
  CHECK(line.at("direction") == "lower-better");
  CHECK(json.at("counts").at("entries") == 26);
  CHECK(json.at("period").at("from") == "2026-01-05T13:00:00+01:00");
  CHECK(json.at("words").at("emotions/feelings").at("before").at(0) == Json{{"id", "fear"}, {"entries", 3}});
}

TEST_CASE("an empty journal still is a whole JSON report") {
  CHECK(report_json(build_summary(*Journal::in_memory(), {})) ==
        R"({"schema":"felt.report/1","period":{},"counts":{"entries":0,"sessions":0,"answers":0},"lines":[],)"
        R"("words":{},"body":[],"caveats":[]})");
}

TEST_CASE("a page that is handed on does not say which sessions have no rating") {
  const auto utc = zone_named("UTC");
  const auto journal = golden_journal(utc);
  add_session(*journal, 60, utc);
  auto summary = build_summary(*journal, {});
  const auto text = [&] { return terminal_text(summary_document(summary), {}); };
  CHECK(has(text(), "1 session without a rating"));
  summary.shared = SharedPage{lived(70, utc), {}, 0, 0};
  CHECK_FALSE(has(text(), "without a rating"));
}

TEST_CASE("the points over the period hold every entry of a day that is named, wherever it was lived") {
  const auto utc = zone_named("UTC");
  auto journal = Journal::in_memory();
  const auto far = fixed_zone("", std::chrono::hours(12));
  for (const double hour : {5, 12, 20})
    journal->keep({entry_at(lived(10 + (hour - 12) / 24, far), {rated(distress, 4)})});
  ReportWish wish;
  wish.period.from = lived(10 + 4.0 / 24, utc);
  wish.period.to = lived(11 + 4.0 / 24, utc);
  wish.period.first_day = wish.period.last_day = felt_day(*wish.period.from, wish.day_start);
  const auto summary = build_summary(*journal, wish);
  REQUIRE(summary.lines.size() == 1);
  CHECK(summary.lines.front().over_time.size() == 3);
  const auto small = small_lines(summary, std::vector<const Line*>{&summary.lines.front()});
  CHECK(small.from == small.to);
  CHECK(small.lines.front().points.front().days >= 0);
}

TEST_CASE("the pictures over the period end on the day the heading names") {
  const auto utc = zone_named("UTC");
  ReportWish wish;
  wish.thread = &thread_named("feelings");
  wish.period.to = lived(30 + 4.0 / 24, utc);  // Wed 4 Feb 2026 04:00, where the day before ends
  const auto page = page_of(*golden_journal(utc), 80, wish);
  CHECK(has(page, "Mon 5 Jan 2026 to Tue 3 Feb 2026"));
  CHECK_FALSE(has(page, "4 Feb"));
}
