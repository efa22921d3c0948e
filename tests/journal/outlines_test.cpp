#include <filesystem>
#include <fstream>

#include "base/error.hpp"
#include "journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

std::vector<Id> ids_of(const std::vector<Journal::Outline>& outlines) {
  std::vector<Id> ids;
  for (const auto& outline : outlines) ids.push_back(outline.id);
  return ids;
}

std::unique_ptr<Journal> journal_with(int entries) {
  auto journal = Journal::in_memory();
  std::vector<Entry> all;
  for (int i = 0; i < entries; ++i) all.push_back(entry_at("2026-03-12T18:00", {}, "words"));
  journal->keep(std::move(all));
  return journal;
}

}  // namespace

TEST_CASE("entries are found by the first digits of their number, the newest first") {
  const auto journal = journal_with(121);
  CHECK(ids_of(journal->outlines("", 3)) == std::vector<Id>{121, 120, 119});
  CHECK(ids_of(journal->outlines("12", 40)) == std::vector<Id>{121, 120, 12});
  CHECK(ids_of(journal->outlines("1", 4)) == std::vector<Id>{121, 120, 119, 118});
  CHECK(ids_of(journal->outlines("10", 40)).back() == 10);
  CHECK(ids_of(journal->outlines("122", 40)).empty());
}

TEST_CASE("what is no number begins none") {
  const auto journal = journal_with(2);
  for (const auto* typed : {"x", "-1", "0", "01x", "99999999999999999999", "1000000000000"}) {
    CAPTURE(typed);
    CHECK(journal->outlines(typed, 40).empty());
  }
}

TEST_CASE("an outline says when an entry was lived and which check-in it was, drafts too") {
  const auto journal = Journal::in_memory();
  auto entry = entry_at("2026-03-12T18:00", {}, "words");
  entry.flow = "evening";
  journal->begin_draft(entry);
  const auto outlines = journal->outlines("", 40);
  REQUIRE(outlines.size() == 1);
  CHECK(outlines[0].about == entry.about);
  CHECK(outlines[0].flow == "evening");
}

TEST_CASE("tags come once each, by name, and no more than asked for") {
  const auto journal = Journal::in_memory();
  CHECK(journal->tags(10).empty());
  auto entry = entry_at("2026-03-12T18:00", {}, "words");
  entry.tags = {"neck", "a:b"};
  keep_one(*journal, entry);
  entry.tags = {"neck", "ü"};
  keep_one(*journal, entry);
  CHECK(journal->tags(10) == std::vector<std::string>{"a:b", "neck", "ü"});
  CHECK(journal->tags(2) == std::vector<std::string>{"a:b", "neck"});
}
