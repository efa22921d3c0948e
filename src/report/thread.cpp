#include "report/thread.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/closest.hpp"
#include "base/error.hpp"
#include "base/folding.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"

namespace felt {
namespace {

using Names = std::string_view;

constexpr Names feelings[]{"emotions/distress", "emotions/pull", "emotions/ease-with"};
constexpr Names body[]{"body/tension", "body/settled"};
constexpr Names posture[]{"posture/standing", "posture/effort", "posture/confident"};
constexpr Names movement[]{"pain-movement/pain-now", "pain-movement/freely", "pain-movement/my-thing-ease"};
constexpr Names sleep[]{"sleep/quality", "sleep/rested"};
constexpr Names wellbeing[]{"wellbeing/overall", "wellbeing/too-much", "wellbeing/my-aim-now"};
constexpr Names session[]{"session/let-go", "session/steer", "aftercare/space"};

enum Place { in_feelings, in_body, in_posture, in_movement, in_sleep, in_wellbeing, in_session, in_own };

constexpr Thread all[]{{"feelings", feelings},
                       {"body", body},
                       {"posture", posture},
                       {"movement and pain", movement},
                       {"sleep", sleep},
                       {"wellbeing", wellbeing},
                       {"session and aftercare", session},
                       {"your own questions", {}}};

struct PackThread {
  std::string_view pack;
  Place thread;
};
constexpr PackThread packs[]{
    {"emotions", in_feelings},      {"body", in_body},         {"posture", in_posture},
    {"pain-movement", in_movement}, {"sleep", in_sleep},       {"wellbeing", in_wellbeing},
    {"session", in_session},        {"aftercare", in_session}, {"preparation", in_session}};

std::string with_spaces(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '-', ' ');
  return spaced;
}

bool has_word_beginning(std::string_view name, std::string_view beginning) {
  const auto words = split_words(name);
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return word.starts_with(beginning); });
}

const Thread* find_by_word(std::string_view typed) {
  const Thread* found = nullptr;
  for (const auto& thread : all) {
    if (!has_word_beginning(thread.name, typed)) continue;
    if (found) return nullptr;
    found = &thread;
  }
  return found;
}

[[noreturn]] void refuse(std::string_view typed, std::string_view plain) {
  std::vector<std::string> names;
  for (const auto& thread : all) names.emplace_back(thread.name);
  const auto hint = did_you_mean(plain, names);
  throw UsageError("no thread is called " + in_quotes(typed),
                   hint.empty() ? "It is one of: " + join(names, ", ") + "." : hint);
}

}  // namespace

std::span<const Thread> threads() { return all; }

const Thread& thread_of(std::string_view question) {
  const auto pack = question.substr(0, question.find('/'));
  for (const auto& row : packs)
    if (row.pack == pack) return all[row.thread];
  return all[in_own];
}

std::size_t rank_in(const Thread& thread, std::string_view question) {
  const auto& lines = thread.main_lines;
  return static_cast<std::size_t>(std::find(lines.begin(), lines.end(), question) - lines.begin());
}

bool is_main_line(const Thread& thread, std::string_view question) {
  return rank_in(thread, question) < thread.main_lines.size();
}

const Thread& thread_named(std::string_view typed) {
  const auto plain = folded(with_spaces(trim(typed)));
  for (const auto& thread : all)
    if (thread.name == plain) return thread;
  if (const auto* thread = plain.empty() ? nullptr : find_by_word(plain)) return *thread;
  refuse(typed, plain);
}

std::string label_of(std::string_view question) {
  return with_spaces(question.substr(question.find('/') + 1));
}

}  // namespace felt
