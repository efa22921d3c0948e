#include "exchange/verify.hpp"

#include <doctest/doctest.h>

#include "exports.hpp"
#include "journal/journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

Texts differences(const Journal& journal, const std::string& text) {
  std::istringstream in(text);
  Lines lines(in, "x");
  Texts found;
  const auto verified = verify_lines(
      lines, journal,
      [&](const Difference& difference) {
        found.push_back(std::to_string(difference.line) + " " + difference.what);
      },
      [](std::size_t, std::size_t) {});
  CHECK(verified.differences == found.size());
  return found;
}

// What is found when the entry is changed after it was exported.
Texts found_after(const std::function<void(Entry&)>& change) {
  const auto journal = Journal::in_memory();
  const auto kept =
      keep_one(*journal, entry_at("2026-03-12T21:10", {given(scale_question(), Rating{6})}, "x"));
  const auto text = exported(*journal);
  CHECK(differences(*journal, text).empty());
  auto entry = kept;
  change(entry);
  journal->change(entry, kept);
  return differences(*journal, text);
}

}  // namespace

TEST_CASE("an export that was just made is the same as the journal, whatever is in it") {
  const auto journal = Journal::in_memory();
  journal->add_session(session_at("2026-03-12T15:00"));
  keep_one(*journal, entry_at("2026-03-12T21:10", answers_of_every_kind(), "note"));
  journal->begin_draft(entry_at("2026-03-14T21:10"));
  CHECK(differences(*journal, exported(*journal)).empty());
}

TEST_CASE("line ends and a byte order mark of another program are no difference") {
  const auto journal = Journal::in_memory();
  keep_one(*journal, entry_at("2026-03-12T21:10", answers_of_every_kind(), "two\r\nlines\n"));
  std::string text = "\xef\xbb\xbf";
  for (const char byte : exported(*journal)) text.append(byte == '\n' ? "\r" : "").append(1, byte);
  CHECK(differences(*journal, text).empty());
  const auto other = Journal::in_memory();
  import_into(*other, text);
  CHECK(exported(*other) == exported(*journal));
}

TEST_CASE("each difference is named, with its line and without anybody's words") {
  CHECK(found_after([](Entry& entry) { entry.note = "secret"; }) == Texts{"3 entry 1: its note differs"});
  CHECK(found_after([](Entry& entry) { entry.tags = {"secret"}; }) == Texts{"3 entry 1: its tags differ"});
  CHECK(found_after([](Entry& entry) { entry.is_private = true; }) ==
        Texts{"3 entry 1: its privacy differs"});
  CHECK(found_after([](Entry& entry) { entry.about.at += std::chrono::hours(1); }) ==
        Texts{"3 entry 1: its time differs"});
  CHECK(found_after([](Entry& entry) { entry.session_chosen = true; }) ==
        Texts{"3 entry 1: how its session was chosen differs"});
  CHECK(found_after([](Entry& entry) { entry.answers.front().answer.value = Rating{7}; }) ==
        Texts{"3 entry 1: the answer to 'tests/distress' is another one"});
  CHECK(found_after([](Entry& entry) { entry.answers.clear(); }) ==
        Texts{"3 entry 1: the answer to 'tests/distress' is not in the journal"});
  CHECK(found_after([](Entry& entry) { entry.answers.push_back(given(count_question(), Count{2})); }) ==
        Texts{"3 entry 1: the answer to 'tests/wakings' is not in the file"});
  CHECK(found_after([](Entry& entry) {
          entry.answers.front() = given(scale_question("distress"), Rating{6});
          auto asked = *entry.answers.front().wording;
          asked.prompt = "In other words?";
          entry.answers.front().wording = std::make_shared<const Wording>(asked);
        }) == Texts{"3 entry 1: the question 'tests/distress' was asked in another way"});
}

TEST_CASE("what only one side holds is named") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  first->add_session(session_at("2026-03-12T15:00"));
  keep_note(*first, "2026-03-12T21:10", "there");
  second->add_session(session_at("2026-03-20T15:00"));
  keep_note(*second, "2026-03-20T21:10", "here");
  CHECK(differences(*second, exported(*first)) ==
        Texts{"2 session 1 is not in the journal", "3 entry 1 is not in the journal",
              "0 session 1 is not in the file", "0 entry 1 is not in the file"});
}
