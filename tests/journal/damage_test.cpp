#include <SQLiteCpp/SQLiteCpp.h>

#include "journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

using Failure = std::pair<int, std::string>;

// A journal with every kind of answer and a session, in a file.
class Sample {
 public:
  Sample() {
    const auto journal = Journal::open_or_make(path());
    journal->add_session(session_at("2026-03-12T15:00"));
    keep_one(*journal, entry_at("2026-03-12T21:10", answers_of_every_kind(), "a note"));
  }
  std::string path() const { return m_folder.file(); }
  void change(const std::string& statements) const {
    SQLite::Database(path(), SQLite::OPEN_READWRITE)
        .exec("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; " + statements);
  }
  Failure read() const {
    return failure_of([&] {
      const auto journal = Journal::open_existing(path());
      journal->entries({});
      journal->sessions();
    });
  }

 private:
  TemporaryFolder m_folder;
};

Failure after(const std::string& statements) {
  const Sample sample;
  sample.change(statements);
  return sample.read();
}

std::string answer_of(const std::string& question, const std::string& change) {
  return "UPDATE answer SET " + change +
         " WHERE question_id = (SELECT id FROM question WHERE name = 'tests/" + question + "')";
}

}  // namespace

TEST_CASE("a journal as felt wrote it is read") { CHECK(Sample().read() == Failure{0, "done"}); }

TEST_CASE("an entry that felt cannot have written is damage") {
  CHECK(after("UPDATE entry SET felt_day = '2026-02-30'") ==
        Failure{13, "the journal holds the day '2026-02-30' that felt never wrote"});
  CHECK(after("UPDATE entry SET phase = 'noon'") ==
        Failure{13, "the journal holds the phase 'noon' that felt never wrote"});
  CHECK(after("UPDATE entry SET felt_day = ''").first == 13);
  CHECK(after("UPDATE entry SET about_at = '2026-03-12 20:10:00'").first == 13);
  CHECK(after("UPDATE entry SET recorded_at = 'yesterday'").first == 13);
  CHECK(after("UPDATE entry SET state = 'lost'").first == 13);
}

TEST_CASE("a session that felt cannot have written is damage") {
  CHECK(after("UPDATE session SET kinds = '[\"ser'") ==
        Failure{13, "the journal holds kinds of a session that felt never wrote"});
  CHECK(after("UPDATE session SET kinds = '[1]'").first == 13);
  CHECK(after("UPDATE session SET kinds = '{}'").first == 13);
  CHECK(after("UPDATE session SET kinds = ''").first == 13);
  CHECK(after("UPDATE session SET starts_at = ''").first == 13);
}

TEST_CASE("a wording that felt cannot have written is damage") {
  CHECK(after("UPDATE question SET type = 'poem'") ==
        Failure{13, "the journal holds the question type 'poem' that felt never wrote"});
  CHECK(after("UPDATE question SET scale = 'from 0 to 10' WHERE name = 'tests/distress'") ==
        Failure{13, "the journal holds a scale that felt never wrote"});
  CHECK(after("UPDATE question SET scale = '{\"min\":0}' WHERE name = 'tests/distress'").first == 13);
  CHECK(after("UPDATE question SET scale = '[]' WHERE name = 'tests/distress'").first == 13);
  CHECK(after("UPDATE question SET direction = 'up'").first == 13);
  CHECK(after("UPDATE question SET share = 'maybe'").first == 13);
  CHECK(after("DELETE FROM question") == Failure{13, "the journal lacks the wording of an answer"});
}

TEST_CASE("an answer without its number is damage and never nought") {
  for (const std::string question : {"distress", "sleep-came", "wakings", "talked", "turned-in"}) {
    CAPTURE(question);
    CHECK(after(answer_of(question, "number = NULL")) ==
          Failure{13, "the journal holds an answer without its number that felt never wrote"});
  }
  CHECK(after(answer_of("wakings", "number = 1e300")).first == 13);
  CHECK(after(answer_of("sleep-came", "number = -9e999")).first == 13);
}

TEST_CASE("a place or a time that felt cannot have written is damage") {
  CHECK(after(answer_of("noticing", "side = 'up'")).first == 13);
  CHECK(after(answer_of("noticing", "aspect = 'above'")).first == 13);
  CHECK(after(answer_of("turned-in", "text = 'Tuesday'")).first == 13);
}

TEST_CASE("an answer without its place, or one that goes on after it was unsure, is damage") {
  CHECK(after("UPDATE answer SET place = -1 WHERE place = 0") ==
        Failure{13, "the journal holds an answer without its place that felt never wrote"});
  for (const std::string question : {"feelings", "noticing"}) {
    CAPTURE(question);
    CHECK(after(answer_of(question, "state = CASE item WHEN 0 THEN 'unsure' ELSE state END")).first == 13);
  }
}

TEST_CASE("a table that is gone is damage") {
  for (const std::string table : {"answer", "question", "word", "tag", "session"}) {
    CAPTURE(table);
    CHECK(after("DROP TABLE " + table).first == 13);
  }
}

TEST_CASE("a page that is overwritten is damage") {
  const Sample sample;
  auto bytes = bytes_of(sample.path());
  for (std::size_t i = 4096; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 7);
  write_bytes(sample.path(), bytes);
  CHECK(sample.read().first == 13);
}

TEST_CASE("a journal that was cut short is damage") {
  const Sample sample;
  write_bytes(sample.path(), bytes_of(sample.path()).substr(0, 9000));
  CHECK(sample.read().first == 13);
}

TEST_CASE("what damage says holds no words of the person's") {
  CHECK(after("UPDATE session SET kinds = '[\"a private word'").second.find("private") == std::string::npos);
}
