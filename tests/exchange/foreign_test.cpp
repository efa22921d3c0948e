#include "exchange/foreign.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "exchange/csv.hpp"
#include "transcript.hpp"
#include "zones.hpp"

using namespace felt;
using namespace felt::test;

namespace {

using Read = decltype(&read_jrnl);

std::vector<Entry> entries_of(Read read, const std::string& text) {
  const auto zone = zone_named("Europe/Vienna");
  std::vector<Entry> entries;
  read(text, "x", {zone, std::chrono::hours(4), parse_utc_text("2026-07-14T20:00:00Z")},
       [&](const ForeignKept& foreign) { entries.push_back(foreign.kept.entry); });
  return entries;
}

std::string error_of(Read read, const std::string& text) {
  try {
    entries_of(read, text);
  } catch (const ContentError& error) {
    return error.what();
  }
  return "read";
}

std::string jrnl(const std::string& keys) {
  return R"({"entries": [{"date": "2026-07-14", "time": "01:30", "title": "A title.", )" + keys + "}]}";
}

const std::string titles = "full_date,date,weekday,time,mood,activities,note_title,note\n";

std::vector<std::vector<std::string>> records_of(const std::string& text) {
  CsvReader csv(text, "x");
  std::vector<std::vector<std::string>> records;
  while (auto record = csv.next()) records.push_back(std::move(*record));
  return records;
}

std::string csv_error(const std::string& text) {
  try {
    records_of(text);
  } catch (const ContentError& error) {
    return error.what();
  }
  return "read";
}

}  // namespace

TEST_CASE("an entry of jrnl has its time, tags, star and note") {
  const auto entries =
      entries_of(read_jrnl, jrnl(R"("body": "A body.\n", "tags": ["@neck", "#x, y"], "starred": true)"));
  REQUIRE(entries.size() == 1);
  CHECK(iso_text(entries[0].about) == "2026-07-14T01:30:00+02:00");
  CHECK(entries[0].about.zone == "Europe/Vienna");
  CHECK(day_text(entries[0].felt_day) == "2026-07-13");
  CHECK_FALSE(entries[0].is_remembered());
  CHECK(entries[0].tags == std::vector<std::string>{"neck", "x-y", "starred"});
  CHECK(entries[0].note == "A title.\nA body.");
  CHECK(entries[0].flow == "jrnl");
}

TEST_CASE("an entry of jrnl may lack what is not needed and hold what felt does not know") {
  const auto entries = entries_of(read_jrnl, jrnl(R"("uuid": "A", "location": {"x": 1})"));
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].note == "A title.");
  CHECK(entries[0].tags.empty());
}

TEST_CASE("the same file gives the same uuids, and equal entries different ones") {
  const auto one = R"({"date": "2026-07-14", "time": "01:30", "title": "A title."})";
  const auto text = std::string(R"({"entries": [)") + one + "," + one + "]}";
  const auto first = entries_of(read_jrnl, text), second = entries_of(read_jrnl, text);
  CHECK(first[0].uuid != first[1].uuid);
  CHECK(first[0].uuid == second[0].uuid);
  CHECK(first[1].uuid == second[1].uuid);
  CHECK(first[0].uuid.size() == 36);
}

TEST_CASE("line ends and the form of characters make no other entry") {
  const std::string row = "2026-02-14,,,21:05,rad,,Title,";
  const auto plain = entries_of(read_daylio, titles + row + "\"a\né\"\n");
  for (const auto* other : {"\"a\r\né\"\r\n", "\"a\ne\u0301\"\n"}) {
    const auto entries = entries_of(read_daylio, titles + row + other);
    CHECK(entries.at(0).uuid == plain.at(0).uuid);
    CHECK(entries.at(0).note == "Title\na\né");
  }
  const auto with_body = [](const std::string& body) {
    return entries_of(read_jrnl, jrnl("\"body\": \"" + body + "\"")).at(0);
  };
  CHECK(with_body("a\\r\\nb").uuid == with_body("a\\nb").uuid);
  CHECK(with_body("a\\r\\nb").note == "A title.\na\nb");
}

TEST_CASE("what is wrong with a file of jrnl is named with its place") {
  CHECK(error_of(read_jrnl, R"({"entries": [{"title": "a", "date": "2026-02-30", "time": "07:30"}]})")
            .starts_with("x:1:14: '2026-02-30'"));
  CHECK(error_of(read_jrnl, R"({"entries": [{"title": "a", "date": "2026-02-14", "time": "7"}]})") ==
        "x:1:14: '7' is not a time of day");
  CHECK(error_of(read_jrnl, R"({"entries": [{"date": "2026-02-14", "time": "07:30"}]})") ==
        "x:1:14: entries[0]: 'title' is missing");
  CHECK(error_of(read_jrnl, "{}") == "x:1:1: 'entries' is missing");
  CHECK(error_of(read_jrnl, jrnl("\"body\": \"" + std::string(70'000, 'a') + "\"")) ==
        "x:1:14: the note has 70009 bytes; at most 65536 fit");
}

TEST_CASE("a row of Daylio has its time, tags, mood and note") {
  const auto entries = entries_of(
      read_daylio,
      titles + "2026-02-14,February 14,Saturday,9:05 PM,Rad,good sleep | walk,Title,\"A \"\"note\"\"\"\n");
  REQUIRE(entries.size() == 1);
  CHECK(iso_text(entries[0].about) == "2026-02-14T21:05:00+01:00");
  CHECK(entries[0].tags == std::vector<std::string>{"good-sleep", "walk"});
  CHECK(entries[0].note == "Title\nA \"note\"");
  REQUIRE(entries[0].answers.size() == 1);
  CHECK(entries[0].answers[0].answer.question == "daylio/mood");
  CHECK(entries[0].answers[0].answer.value == AnswerValue(Choice{{"rad", "Rad"}}));
  CHECK(entries[0].answers[0].wording->type == QuestionType::choice);
}

TEST_CASE("a row of Daylio may have its time in twelve hours, with any space before the half") {
  for (const auto* time : {"9:05 PM", "9:05\u202fPM", "9:05\u00a0p.m.", "21:05"}) {
    CAPTURE(time);
    const auto entries = entries_of(read_daylio, titles + "2026-07-14,July 14,Tuesday," + time + ",rad,,,\n");
    REQUIRE(entries.size() == 1);
    CHECK(iso_text(entries[0].about) == "2026-07-14T21:05:00+02:00");
  }
}

TEST_CASE("a mood of one's own stays what it was called") {
  const auto entries =
      entries_of(read_daylio, titles + "2026-02-14,,,21:05,so so la la,,,\n2026-02-14,,,21:06,,,,x\n");
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].answers[0].answer.value == AnswerValue(Choice{{"", "so so la la"}}));
  CHECK(entries[1].answers.empty());
}

TEST_CASE("a table of Daylio may have semicolons or tabs between its fields") {
  const std::string commas = titles + "2026-02-14,,,21:05,rad,walk,,\"a;\tb\"\n";
  const auto plain = entries_of(read_daylio, commas);
  for (const char separator : {';', '\t'}) {
    auto text = titles + "2026-02-14,,,21:05,rad,walk,,";
    std::replace(text.begin(), text.end(), ',', separator);
    const auto entries = entries_of(read_daylio, text + "\"a;\tb\"\n");
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].uuid == plain.at(0).uuid);
    CHECK(entries[0].note == "a;\tb");
  }
  CHECK(error_of(read_daylio, "full_date;time;mood\n2026-02-14;21:05\n") ==
        "x:2:1: a row of 2 fields; 3 are expected");
}

TEST_CASE("a time to come is refused, but for what may have been lived further east") {
  CHECK(error_of(read_daylio, titles + "2026-07-15,,,22:01,rad,,,\n") ==
        "x:2:1: Wed 15 Jul 2026 22:01 is still to come");
  CHECK(error_of(read_jrnl, R"({"entries": [{"title": "a", "date": "2030-01-01", "time": "07:30"}]})") ==
        "x:1:14: Tue 1 Jan 2030 07:30 is still to come");
  const auto entries = entries_of(read_daylio, titles + "2026-07-15,,,22:00,rad,,,\n");
  REQUIRE(entries.size() == 1);
  CHECK(iso_text(entries[0].about) == "2026-07-15T22:00:00+02:00");
  CHECK(utc_text(entries[0].recorded) == "2026-07-14T20:00:00Z");
}

TEST_CASE("what is wrong with a file of Daylio is named with its place") {
  CHECK(error_of(read_daylio, "") == "x:1:1: it is empty");
  CHECK(error_of(read_daylio, "date,time,mood\n") == "x:1:1: the column 'full_date' is missing");
  CHECK(error_of(read_daylio, titles + "2026-02-14\n") == "x:2:1: a row of 1 fields; 8 are expected");
  CHECK(error_of(read_daylio, titles + "2026-13-14,,,21:05,rad,,,\n").starts_with("x:2:1: '2026-13-14'"));
  CHECK(error_of(read_daylio, titles + "2026-02-14,,,late,rad,,,\n") == "x:2:1: 'late' is not a time of day");
}

TEST_CASE("records are read as RFC 4180 says") {
  using Records = std::vector<std::vector<std::string>>;
  CHECK(records_of("a,b\r\nc,d\r\n") == Records{{"a", "b"}, {"c", "d"}});
  CHECK(records_of("a,b\n\nc,\n") == Records{{"a", "b"}, {"c", ""}});
  CHECK(records_of("\"a,\"\"b\"\"\r\nc\",d") == Records{{"a,\"b\"\r\nc", "d"}});
  CHECK(records_of("\xef\xbb\xbf\"a\",,") == Records{{"a", "", ""}});
  CHECK(records_of("a\"b,c\rd\n") == Records{{"a\"b", "c\rd"}});
  CHECK(records_of("").empty());
}

TEST_CASE("what is no table is refused with its place") {
  CHECK(csv_error("a,\"b") == "x:1:4: a double quote is not closed");
  CHECK(csv_error("a\nbä,\"b\"c") == "x:2:7: there is text behind a closing quote");
  CHECK(csv_error("a\nb,\xff") == "x:2:3: a byte that is not UTF-8");
  CHECK(csv_error(std::string("a\0b", 3)) == "x:1:2: a NUL character");
}

TEST_CASE("what is written as a record is read back") {
  const std::vector<std::string> fields{"plain", "", "a,b", "a\"b", "a\r\nb", "\n", " ", "=1+1", "é"};
  const auto records = records_of(csv_record(fields));
  REQUIRE(records.size() == 1);
  CHECK(records.front() == fields);
  CHECK(csv_record({"a", "b,"}) == "a,\"b,\"\r\n");
}

TEST_CASE("what a spreadsheet takes for a formula is known by its beginning") {
  for (const auto* text : {"=1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x"})
    CHECK_MESSAGE(is_formula(text), text);
  for (const auto* text : {"", "1", "a=1", " =1", "'=1", "é"}) CHECK_FALSE_MESSAGE(is_formula(text), text);
}

TEST_CASE("every file of the fuzzer's corpus of foreign journals is answered") {
  std::size_t read = 0, refused = 0;
  for (const auto& file : std::filesystem::directory_iterator(FELT_TEST_DATA "/fuzz/foreign")) {
    CAPTURE(file.path().string());
    const auto text = read_whole(file.path());
    for (const auto reader : {read_jrnl, read_daylio}) ++(error_of(reader, text) == "read" ? read : refused);
  }
  CHECK(read >= 3);
  CHECK(refused > 10);
}
