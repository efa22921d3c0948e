#include "journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

Texts found(const Journal& journal, const Texts& terms, const Query& query = {}) {
  return notes_of(journal.search(terms, query));
}

std::unique_ptr<Journal> with_notes(const Texts& notes) {
  auto journal = Journal::in_memory();
  int day = 0;
  for (const auto& note : notes) {
    auto entry = entry_at("2026-03-01T12:00", {}, note);
    entry.about.at += std::chrono::hours(24 * day++);
    keep_one(*journal, entry);
  }
  return journal;
}

Texts lines(const std::string& note, const Texts& terms) {
  const auto all = with_notes({note})->search(terms, {});
  return all.empty() ? Texts{"nothing found"} : all.front().lines;
}

}  // namespace

TEST_CASE("a word is found in notes, in any case and with or without accents") {
  const auto journal = with_notes({"Nacken müde", "Schulter warm", "nothing of it"});
  for (const auto* term : {"müde", "mude", "MÜDE", "mu\u0308de", "  müde "})
    CHECK(found(*journal, {term}) == Texts{"Nacken müde"});
  CHECK(found(*journal, {"nacken"}) == Texts{"Nacken müde"});
  CHECK(found(*journal, {"nack"}).empty());
  CHECK(found(*journal, {"absent"}).empty());
}

TEST_CASE("text answers and own words are found, words of lists are not") {
  const auto journal = Journal::in_memory();
  auto own_choice = choice_question();
  own_choice.allow_other = true;
  keep_one(*journal,
           entry_at("2026-03-10T12:00", {given(text_question(), Text{"a roof in the rain"})}, "text"));
  keep_one(*journal,
           entry_at("2026-03-11T12:00",
                    {given(multi_question(), Picks{{pick("fear"), own_pick("like rain")}})}, "pick"));
  keep_one(*journal, entry_at("2026-03-12T12:00", {given(own_choice, Choice{{"", "soft rain"}})}, "choice"));
  keep_one(*journal, entry_at("2026-03-13T12:00", {given(text_question(), Unsure{})}, "unsure"));
  CHECK(found(*journal, {"rain"}) == Texts{"text", "pick", "choice"});
  CHECK(found(*journal, {"afraid"}).empty());
  const auto all = journal->search(Texts{"rain"}, {});
  CHECK(all[0].lines == Texts{"a roof in the rain"});
  CHECK(all[1].lines == Texts{"like rain"});
  CHECK(all[2].lines == Texts{"soft rain"});
}

TEST_CASE("every term has to be there, in the note or an answer") {
  const auto journal = Journal::in_memory();
  keep_one(*journal, entry_at("2026-03-10T12:00", {given(text_question(), Text{"a roof"})}, "rain and neck"));
  keep_note(*journal, "2026-03-11T12:00", "rain alone");
  CHECK(found(*journal, {"rain", "roof"}) == Texts{"rain and neck"});
  CHECK(found(*journal, {"neck", "rain"}) == Texts{"rain and neck"});
  CHECK(found(*journal, {"rain"}).size() == 2);
  CHECK(found(*journal, {"rain", "absent"}).empty());
}

TEST_CASE("several words in one term are a phrase") {
  const auto journal = with_notes(
      {"left shoulder warm", "shoulder left", "left, shoulder", "left and shoulder", "Left-Shoulder"});
  CHECK(found(*journal, {"left shoulder"}) == Texts{"left shoulder warm", "left, shoulder", "Left-Shoulder"});
  CHECK(found(*journal, {"left", "shoulder"}).size() == 5);
}

TEST_CASE("a star at the end finds beginnings") {
  const auto journal = with_notes({"shoulder", "shoulders both", "should", "the left shoulder blade", "sh"});
  CHECK(found(*journal, {"should*"}) ==
        Texts{"shoulder", "shoulders both", "should", "the left shoulder blade"});
  CHECK(found(*journal, {"left should*"}) == Texts{"the left shoulder blade"});
  CHECK(found(*journal, {"SHOULDER*"}).size() == 3);
  CHECK(found(*journal, {"shoulder"}) == Texts{"shoulder", "the left shoulder blade"});
}

TEST_CASE("scripts without spaces are found by one character and by several") {
  const auto journal = with_notes({"今日は肩こりがひどい", "背中が温かい", "ไหล่ซ้ายตึง", "어깨가 아파요"});
  CHECK(found(*journal, {"肩"}) == Texts{"今日は肩こりがひどい"});
  CHECK(found(*journal, {"肩こり"}) == Texts{"今日は肩こりがひどい"});
  CHECK(found(*journal, {"こり肩"}).empty());
  CHECK(found(*journal, {"が"}).size() == 2);
  CHECK(found(*journal, {"肩*"}).size() == 1);
  CHECK(found(*journal, {"ซ้าย"}) == Texts{"ไหล่ซ้ายตึง"});
  CHECK(found(*journal, {"어깨"}) == Texts{"어깨가 아파요"});
  CHECK(journal->search(Texts{"肩こり"}, {}).front().lines == Texts{"今日は肩こりがひどい"});
}

TEST_CASE("signs of the query language are plain text") {
  const auto journal =
      with_notes({"neck OR belly", "neck", "belly", "say \"no\" now", "a:b", "(open", "NOT near"});
  CHECK(found(*journal, {"neck OR belly"}) == Texts{"neck OR belly"});
  CHECK(found(*journal, {"neck OR absent"}).empty());
  CHECK(found(*journal, {"NOT"}) == Texts{"NOT near"});
  CHECK(found(*journal, {"NEAR"}) == Texts{"NOT near"});
  CHECK(found(*journal, {"say \"no\""}) == Texts{"say \"no\" now"});
  CHECK(found(*journal, {"words:neck"}).empty());
  CHECK(found(*journal, {"a:b"}) == Texts{"a:b"});
  CHECK(found(*journal, {"{words} : neck"}).empty());
  for (const auto* term :
       {"\"", "neck\"", "\"neck", "neck AND", "(neck", "neck)", "^neck", "-neck", "neck + belly",
        "NEAR(neck belly, 5)", "*neck", "ne*ck", "neck**", "'", "neck;--", "\\", "{neck", "neck,"})
    CHECK_NOTHROW(journal->search(Texts{term, "neck"}, {}));
  CHECK(found(*journal, {"^neck"}) == Texts{"neck OR belly", "neck"});
  CHECK(found(*journal, {"-neck"}) == Texts{"neck OR belly", "neck"});
}

TEST_CASE("a term of signs alone is passed over beside others") {
  const auto journal = with_notes({"left - shoulder", "left", "!!!"});
  CHECK(found(*journal, {"left", "-", "shoulder"}) == Texts{"left - shoulder"});
  CHECK(found(*journal, {"...", "left", "", "*"}).size() == 2);
}

TEST_CASE("a term of signs of any script is passed over, and shows no line") {
  const auto journal = with_notes({"neck → shoulder\n→", "neck"});
  CHECK(found(*journal, {"neck", "→"}).size() == 2);
  CHECK(found(*journal, {"→", "neck", "shoulder"}) == Texts{"neck → shoulder\n→"});
  CHECK(found(*journal, {"neck", "„“", "–", "♥*"}).size() == 2);
  CHECK(found(*journal, {"neck → shoulder"}).size() == 1);
  CHECK(lines("neck → shoulder\n→ →", {"neck", "→"}) == Texts{"neck → shoulder"});
}

TEST_CASE("without a word there is nothing to search for") {
  const auto journal = with_notes({"left - shoulder", "!!!"});
  const std::string refused = "there are no words to search for | For example: felt search \"left shoulder\"";
  for (const auto& terms : {Texts{}, Texts{""}, Texts{"  "}, Texts{"!!!"}, Texts{"*"}, Texts{"**"},
                            Texts{"-", "\""}, Texts{"…"}, Texts{"→", "«»"}})
    CHECK(refusal_of([&] { journal->search(terms, {}); }) == refused);
}

TEST_CASE("an emoji is found") {
  CHECK(found(*with_notes({"tired 🙂", "tired"}), {"🙂"}) == Texts{"tired 🙂"});
}

TEST_CASE("the lines are those in which the words stand") {
  const std::string note = "the neck is warm\nsleep was good\nNECK again, in the heart\n";
  CHECK(lines(note, {"neck"}) == Texts{"the neck is warm", "NECK again, in the heart"});
  CHECK(lines(note, {"sleep", "neck again"}) == Texts{"sleep was good", "NECK again, in the heart"});
  CHECK(lines(note, {"neck", ""}) == Texts{"the neck is warm", "NECK again, in the heart"});
  CHECK(lines(note, {"again in the"}) == Texts{"NECK again, in the heart"});
  CHECK(lines(note, {"hea*"}) == Texts{"NECK again, in the heart"});
  CHECK(lines("the art of rest\nheart", {"art"}) == Texts{"the art of rest"});
}

TEST_CASE("a phrase over the end of a line shows both lines") {
  CHECK(lines("warm on the left\nshoulder, and then\nsleep", {"left shoulder"}) ==
        Texts{"warm on the left", "shoulder, and then"});
}

TEST_CASE("what is found comes in lived time, and a limit takes what was written last") {
  const auto journal = Journal::in_memory();
  for (const auto* at : {"2026-03-12T12:00", "2026-03-10T12:00", "2026-03-14T12:00", "2026-03-11T12:00"})
    keep_note(*journal, at, "neck " + std::string(at).substr(8, 2));
  CHECK(found(*journal, {"neck"}) == Texts{"neck 10", "neck 11", "neck 12", "neck 14"});
  Query query;
  query.limit = 2;
  CHECK(found(*journal, {"neck"}, query) == Texts{"neck 11", "neck 14"});
}

TEST_CASE("a search is narrowed like a list") {
  const auto journal = Journal::in_memory();
  const auto session = journal->add_session(session_at("2026-03-11T12:00"));
  for (const auto* day : {"01", "11", "12"}) {
    auto entry = entry_at(std::string("2026-03-") + day + "T13:00", {given(scale_question(), Rating{6})},
                          std::string("neck ") + day);
    if (*day == '1') entry.tags = {"ten"};
    entry.phase = *day == '1' ? Phase::after : Phase::before;
    keep_one(*journal, entry);
  }
  Query query;
  query.since = vienna("2026-03-12T00:00").at;
  CHECK(found(*journal, {"neck"}, query) == Texts{"neck 12"});
  query = {};
  query.until = vienna("2026-03-11T00:00").at;
  CHECK(found(*journal, {"neck"}, query) == Texts{"neck 01"});
  query = {};
  query.session = session.id;
  CHECK(found(*journal, {"neck"}, query) == Texts{"neck 11", "neck 12"});
  query = {};
  query.tags = {"ten"};
  CHECK(found(*journal, {"neck"}, query).size() == 2);
  query = {};
  query.phase = Phase::before;
  query.question = "tests/distress";
  CHECK(found(*journal, {"neck"}, query) == Texts{"neck 01"});
}

TEST_CASE("what was found holds the whole entry") {
  const auto journal = Journal::in_memory();
  auto entry = entry_at("2026-03-12T12:00", answers_of_every_kind(), "neck");
  entry.tags = {"a", "b"};
  const auto kept = keep_one(*journal, entry);
  check_same(journal->search(Texts{"neck"}, {}).at(0).entry, kept);
}
