#pragma once

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "journal/contents.hpp"
#include "journal/journal.hpp"
#include "model/questions.hpp"
#include "temporary_folder.hpp"
#include "zones.hpp"

namespace felt::test {

class Umask {
 public:
  explicit Umask(mode_t mask) : m_before(::umask(mask)) {}
  ~Umask() { ::umask(m_before); }
  Umask(const Umask&) = delete;
  Umask& operator=(const Umask&) = delete;

 private:
  mode_t m_before;
};

inline mode_t mode_of(const std::filesystem::path& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0) throw std::runtime_error("there is no " + path.string());
  return facts.st_mode & 07777;
}

inline std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

inline Moment vienna(const std::string& text) { return parse_iso(text, zone_named("Europe/Vienna")); }

inline Entry entry_at(const std::string& text, std::vector<Given> answers = {}, std::string note = {}) {
  Entry entry;
  entry.about = vienna(text);
  entry.felt_day = felt_day(entry.about, std::chrono::hours(4));
  entry.recorded = entry.about.at;
  entry.flow = "quick";
  entry.answers = std::move(answers);
  entry.note = std::move(note);
  return entry;
}

inline Session session_at(const std::string& text) {
  Session session;
  session.starts = vienna(text);
  return session;
}

inline Entry keep_one(Journal& journal, Entry entry) { return journal.keep({std::move(entry)}).at(0); }

inline std::optional<KeptEntry> find_kept(const Journal& journal, const std::string& uuid) {
  std::optional<KeptEntry> found;
  journal.look_up([&](KeptEntries& entries) { found = entries.find(uuid); });
  return found;
}

// A note of its own keeps entries apart in tests of order.
inline Entry keep_note(Journal& journal, const std::string& at, const std::string& note) {
  return keep_one(journal, entry_at(at, {}, note));
}

inline std::vector<std::string> notes_of(const std::vector<Entry>& entries) {
  std::vector<std::string> notes;
  for (const auto& entry : entries) notes.push_back(entry.note);
  return notes;
}

inline std::vector<std::string> notes_of(const std::vector<Found>& found) {
  std::vector<std::string> notes;
  for (const auto& one : found) notes.push_back(one.entry.note);
  return notes;
}

using Texts = std::vector<std::string>;

inline void check_same(const std::vector<Given>& read, const std::vector<Given>& kept) {
  REQUIRE(read.size() == kept.size());
  for (std::size_t i = 0; i < kept.size(); ++i) {
    CAPTURE(kept[i].answer.question);
    CHECK(read[i].answer == kept[i].answer);
    CHECK(*read[i].wording == *kept[i].wording);
  }
}

inline void check_same(const Entry& read, const Entry& kept) {
  CHECK(read.id == kept.id);
  CHECK(read.uuid == kept.uuid);
  CHECK(read.about == kept.about);
  CHECK(read.felt_day == kept.felt_day);
  CHECK(read.recorded == kept.recorded);
  CHECK(read.flow == kept.flow);
  CHECK(read.phase == kept.phase);
  CHECK(read.session == kept.session);
  CHECK(read.session_chosen == kept.session_chosen);
  CHECK(read.session_start == kept.session_start);
  CHECK(read.state == kept.state);
  CHECK(read.is_private == kept.is_private);
  CHECK(read.tags == kept.tags);
  CHECK(read.note == kept.note);
  check_same(read.answers, kept.answers);
}

// Answers of every kind, some as awkward as they may be.
inline std::vector<Given> answers_of_every_kind() {
  using namespace std::chrono;
  auto below_zero = scale_question("compared");
  below_zero.scale =
      scale_from(-2, 2, 0.1, {{-2, "much \"harder\""}, {0, "wie früher 🙂"}, {2, "much easier"}});
  auto own_choice = choice_question("own-pace");
  own_choice.allow_other = true;
  return {given(scale_question(), Rating{6}),
          given(below_zero, Rating{-1.3}),
          given(choice_question(), Choice{{"right", "just right"}}),
          given(own_choice, Choice{{"", "like \"rain\"\n\ton a roof"}}),
          given(multi_question(),
                Picks{{pick("fear", 3), pick("moved"), own_pick("肩こり, 'x'"), own_pick("b", 5)}}),
          given(body_question(), Places{{place("neck", Side::left, Aspect::back, {"clenched", "warm"}, 3),
                                         place("belly"), place("head", Side::middle, Aspect::front, {}, 1),
                                         place("spine", Side::none, Aspect::none, {"pins"})}}),
          given(areas_question(), Places{{place("shoulder", Side::both)}}),
          given(duration_question(), Minutes{80}),
          given(time_question(), ClockTime{23 * 60 + 40, 2026y / March / 11}),
          given(time_question("undated"), ClockTime{0, std::nullopt}),
          given(count_question(), Count{2}),
          given(yesno_question(), YesNo{true}),
          given(yesno_question("stopped"), YesNo{false}),
          given(text_question(), Text{"déjà\r\nvu \x1b[31m 'quotes'; DROP TABLE entry; --"}),
          given(scale_question("not-sure"), Unsure{}),
          given(multi_question("not-sure-words"), Unsure{}),
          given(body_question("not-sure-places"), Unsure{}),
          given(text_question("not-sure-text"), Unsure{})};
}

// The exit code that the call ends with, and its message.
template <class Call>
std::pair<int, std::string> failure_of(const Call& call) {
  try {
    call();
    return {0, "done"};
  } catch (const Error& error) {
    return {static_cast<int>(error.exit()), error.what()};
  }
}

template <class Call>
int exit_of(const Call& call) {
  return failure_of(call).first;
}

}  // namespace felt::test
