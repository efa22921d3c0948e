// What is exported and read back is the same, byte for byte, whatever a person wrote.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "exports.hpp"
#include "journal/journals.hpp"
#include "journal/shares.hpp"
#include "transcript.hpp"

using namespace felt;
using namespace felt::test;

namespace {

// The same numbers from the same seed with every library.
class Dice {
 public:
  explicit Dice(unsigned seed) : m_engine(seed) {}
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(m_engine() % n); }
  bool one_in(std::size_t n) { return below(n) == 0; }

 private:
  std::mt19937 m_engine;
};

void append_utf8(std::string& text, unsigned code) {
  const auto byte = [&](unsigned value) { text += static_cast<char>(value); };
  if (code < 0x80) return byte(code);
  if (code < 0x800) return byte(0xC0 | code >> 6), byte(0x80 | (code & 0x3F));
  if (code < 0x10000)
    return byte(0xE0 | code >> 12), byte(0x80 | (code >> 6 & 0x3F)), byte(0x80 | (code & 0x3F));
  byte(0xF0 | code >> 18), byte(0x80 | (code >> 12 & 0x3F)), byte(0x80 | (code >> 6 & 0x3F)),
      byte(0x80 | (code & 0x3F));
}

// Any character of any plane but NUL and the surrogates.
unsigned any_code(Dice& dice) {
  const auto code = static_cast<unsigned>(dice.one_in(2) ? 1 + dice.below(0x2FF) : 1 + dice.below(0x10FFFF));
  return code >= 0xD800 && code < 0xE000 ? 'x' : code;
}

std::string odd_text(Dice& dice, std::size_t longest) {
  static const std::vector<std::string> pieces{"plain words ",
                                               "\r\n",
                                               "\n",
                                               "\t",
                                               "e\xcc\x81",
                                               "\xc3\xa9",
                                               "\"",
                                               "\\",
                                               "\x1b[31m",
                                               "\xe2\x80\xae",
                                               "{}",
                                               "%s",
                                               "'; DROP TABLE entry; --",
                                               "=1+1",
                                               ",",
                                               "\x01",
                                               "\x7f",
                                               "\xc2\x85",
                                               "\xef\xbb\xbf",
                                               "🙂"};
  std::string text;
  for (auto n = dice.below(longest); n > 0; --n) {
    if (dice.one_in(3))
      append_utf8(text, any_code(dice));
    else
      text += pieces[dice.below(pieces.size())];
  }
  return text;
}

Given odd_answer(Dice& dice, Given given) {
  auto& value = given.answer.value;
  if (auto* text = std::get_if<Text>(&value)) text->text = "x" + odd_text(dice, 20);
  if (auto* picks = std::get_if<Picks>(&value)) picks->picks.back().word.label = "y" + odd_text(dice, 5);
  return given;
}

Entry odd_entry(Dice& dice) {
  static const auto kinds = answers_of_every_kind();
  auto entry = entry_at("2026-03-12T21:10");
  entry.about.at += std::chrono::minutes(dice.below(2'000'000));
  entry.about.offset = std::chrono::minutes(15 * static_cast<int>(dice.below(105)) - 720);
  entry.about.zone = dice.one_in(5) ? odd_text(dice, 4) : "Asia/Kathmandu";
  entry.recorded = entry.about.at + std::chrono::seconds(dice.below(1'000'000));
  entry.felt_day = felt_day(entry.about, std::chrono::minutes(dice.below(720)));
  entry.flow = dice.one_in(9) ? "daylio" : "after";
  entry.phase = all_phases[dice.below(all_phases.size())];
  entry.state = dice.one_in(5) ? EntryState::stopped : EntryState::kept;
  entry.is_private = dice.one_in(4);
  entry.session_chosen = dice.one_in(3);
  if (entry.session_chosen && dice.one_in(2)) entry.session = static_cast<Id>(1 + dice.below(5));
  for (auto n = dice.below(3); n > 0; --n) entry.tags.push_back("t" + odd_text(dice, 3));
  std::sort(entry.tags.begin(), entry.tags.end());
  entry.tags.erase(std::unique(entry.tags.begin(), entry.tags.end()), entry.tags.end());
  for (const auto& given : kinds)
    if (dice.one_in(9)) entry.answers.push_back(odd_answer(dice, given));
  entry.note = odd_text(dice, 30);
  return entry;
}

Session odd_session(Dice& dice, int number) {
  auto session = session_at("2026-03-12T15:00");
  session.starts.at += std::chrono::hours(24 * 9 * number);
  session.minutes = static_cast<int>(dice.below(90));
  session.with = odd_text(dice, 5);
  session.note = odd_text(dice, 20);
  for (auto n = dice.below(3); n > 0; --n) session.kinds.push_back(odd_text(dice, 4));
  return session;
}

void fill(Journal& journal, std::size_t entries, Dice& dice) {
  for (int number = 0; number < 5; ++number) journal.add_session(odd_session(dice, number));
  while (entries > 0) {
    std::vector<Entry> batch;
    for (; entries > 0 && batch.size() < 1000; --entries) batch.push_back(odd_entry(dice));
    journal.keep(std::move(batch));
  }
}

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE("entries of odd text go out, come in and go out as the same bytes") {
  const auto entries = a_few_or(1'000, 10'000);
  Dice dice(20261121);
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  fill(*first, entries, dice);
  const auto text = exported(*first);
  const auto counts = import_into(*second, text);
  CHECK(count_of(counts.entries, Arrival::taken) == entries);
  CHECK(count_of(counts.sessions, Arrival::taken) == 5);
  CHECK(lines_of(text) > entries + 7);
  CHECK(exported(*second) == text);
  CHECK_FALSE(find_bad_utf8(text));
  CHECK(text == visible_json(text));  // nothing in it that a terminal obeys
}

TEST_CASE("every kind of answer, state, link, change and draft survives the way out and in") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  first->add_session(session_at("2026-03-12T15:00"));
  auto entry = entry_at("2026-03-12T21:10", answers_of_every_kind(), "note");
  entry.tags = {"b", "a"};
  const auto kept = keep_one(*first, entry);
  auto changed = kept;
  changed.note = "changed";
  first->change(changed, kept);
  auto unlinked = entry_at("2026-03-12T22:10", {}, "apart");
  unlinked.session_chosen = true;
  keep_one(*first, unlinked);
  const auto draft = first->begin_draft(entry_at("2026-03-13T08:00"));
  first->put_answer(draft.id, given(scale_question(), Rating{3}));
  first->put_passed(draft.id, "tests/pace");
  for (const auto* carried : {"open", "done"}) {
    CarriedNote note;
    note.text = carried + std::string("\r\n\x1b \"é\"");
    note.added = vienna("2026-03-13T08:00");
    first->add_carried(note);
  }
  first->finish_carried(2, vienna("2026-03-14T08:00"));
  ShareRecord record;
  record.at = vienna("2026-03-14T09:00");
  record.whom = "A.\x1b \"é\"";
  record.format = "html";
  record.file = "/home/you/page.html";
  record.questions = {{"tests/distress", 2}, {"tests/é", 1}};
  keep_share(*first, record);
  keep_share(*first, {});
  const auto text = exported(*first);
  import_into(*second, text);
  CHECK(exported(*second) == text);
  CHECK(shares_in(*second) == shares_in(*first));
  check_same(*second->find_entry(1), *first->find_entry(1));
  CHECK(second->passed_in(draft.id) == "tests/pace");
  CHECK(second->drafts().size() == 1);
  const std::vector<std::string> words{"changed"};
  CHECK(second->search(words, {}).size() == 1);
}

TEST_CASE("what was shared is joined by its uuid, however often") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  ShareRecord here, there;
  here.whom = "A.";
  there.whom = "B.";
  keep_share(*first, here);
  keep_share(*second, there);
  const auto text = exported(*first);
  CHECK(count_of(import_into(*second, text).shares, Arrival::taken) == 1);
  CHECK(count_of(import_into(*second, text).shares, Arrival::known) == 1);
  const auto records = shares_in(*second);
  REQUIRE(records.size() == 2);
  CHECK((records[0].whom == "B." && records[0].id == 1));
  CHECK((records[1].whom == "A." && records[1].id == 2));
}

TEST_CASE("an empty journal goes out and in, too") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  const auto text = exported(*first);
  CHECK(
      text.starts_with("{\"schema\":\"felt.export/1\",\"questions\":0,\"sessions\":0,"
                       "\"carried\":0,\"former\":0,\"entries\":0}\n{\"schema\":\"felt.end/1\",\"lines\":1,"));
  import_into(*second, text);
  CHECK(exported(*second) == text);
}

TEST_CASE("a changed, cut, doubled or mixed export is refused with its line, and nothing is taken") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  first->add_session(session_at("2026-03-12T15:00"));
  keep_one(*first, entry_at("2026-03-12T21:10", answers_of_every_kind(), "note"));
  keep_one(*first, entry_at("2026-03-13T21:10", {}, "more"));
  const auto text = exported(*first);
  const auto empty = exported(*second);
  const auto refused = [&](const std::string& changed) {
    CHECK(exit_of([&] { import_into(*second, changed); }) == 3);
    CHECK(exported(*second) == empty);
  };
  for (std::size_t size = 0; size < text.size(); size += 37) refused(text.substr(0, size));
  refused(text.substr(0, text.size() - 1));
  refused(text + text);
  refused(text + "\n");
  for (std::size_t at = 0; at < text.size(); at += 11) {
    auto flipped = text;
    flipped[at] = static_cast<char>(flipped[at] ^ 1);
    refused(flipped);
  }
  const auto lines = split(text, '\n');
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    std::string without;
    for (std::size_t j = 0; j + 1 < lines.size(); ++j)
      if (j != i) without += std::string(lines[j]) + "\n";
    refused(without);
  }
  for (std::size_t i = 0; i + 2 < lines.size(); ++i) {
    auto swapped = lines;
    std::swap(swapped[i], swapped[i + 1]);
    refused(join(std::vector<std::string>(swapped.begin(), swapped.end()), "\n"));
  }
}

TEST_CASE("a trial does all the work and takes it back") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  keep_one(*first, entry_at("2026-03-12T21:10", {}, "note"));
  const auto before = exported(*second);
  const auto counts = import_into(*second, exported(*first), Journal::Trial::yes);
  CHECK(count_of(counts.entries, Arrival::taken) == 1);
  CHECK(exported(*second) == before);
}

TEST_CASE("every file of the fuzzer's corpus of exports is answered") {
  std::size_t read = 0, refused = 0;
  for (const auto& file : std::filesystem::directory_iterator(FELT_TEST_DATA "/fuzz/exports")) {
    CAPTURE(file.path().string());
    const auto text = read_whole(file.path());
    const auto journal = Journal::in_memory();
    const int exit = exit_of([&] { import_into(*journal, text); });
    CHECK((exit == 0 || exit == 3 || exit == 14));
    ++(exit == 0 ? read : refused);
    const auto mark = std::string("\xef\xbb\xbf");
    if (exit == 0)
      CHECK(exported(*journal) == with_plain_breaks(text.substr(text.starts_with(mark) ? mark.size() : 0)));
  }
  CHECK(read >= 1);
  CHECK(refused > 20);
}
