#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/phase.hpp"

namespace felt {

// What a question of a length of time or a count can ask for at most.
inline constexpr int widest_minutes = 7 * 24 * 60, widest_count = 1'000'000;

enum class QuestionType { scale, choice, multi, body, duration, time, count, yesno, text, note };
enum class Direction { neutral, higher_better, lower_better };
// Whether a shared page holds the answer: yes unless left out, only if ticked, only if named outright.
enum class Share { yes, ask, no };
enum class Once { no, session, ever };
enum class TextLines { brief, full };

std::string_view name_of(QuestionType type);
std::string_view name_of(Direction direction);
std::string_view name_of(Share share);
std::string_view name_of(Once once);
std::optional<QuestionType> find_question_type(std::string_view name);
std::optional<Direction> find_direction(std::string_view name);
std::optional<Share> find_share(std::string_view name);
std::optional<Once> find_once(std::string_view name);

struct Anchor {
  double at = 0;
  std::string label;
  friend bool operator==(const Anchor&, const Anchor&) = default;
};

// The size of a change that a published source calls noticeable.
struct Matters {
  double points = 0;
  double percent = 0;
  std::string source;
};

struct Scale {
  std::string id;  // empty for the own range of one question
  double min = 0;
  double max = 10;
  double step = 1;
  Direction direction = Direction::neutral;
  std::vector<Anchor> anchors;  // by rising `at`
  std::optional<Matters> matters;
};

struct Code {
  std::string system, code, match;
};

// A word of a list: what is kept is the id, what is shown the label.
struct Term {
  std::string id;
  std::string label;
  std::string group;                 // empty where the list has none
  std::vector<std::string> aliases;  // help typing only, never kept
  bool exclusive = false;            // clears the others
  bool sided = false;                // a region with left and right
  bool faced = false;                // a region with front and back
  int pleasant = 0;                  // -2 to 2, feelings only
  int energy = 0;                    // -2 to 2, feelings only
  std::string retired;               // version since which it is no longer offered; empty while in use
  std::vector<Code> codes;
};

// Words of a list that are shown together, under a heading.
struct WordGroup {
  std::string id;
  std::string heading;
};

struct Vocabulary {
  std::string id;  // empty for the own options of one question
  std::string title;
  std::vector<WordGroup> groups;
  std::vector<Term> terms;
  const Term* find(std::string_view id) const;
};
using VocabularyPtr = std::shared_ptr<const Vocabulary>;

enum class Op {
  answered,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  in,
  has,
  has_any,
  has_not
};
inline constexpr std::array all_ops{Op::answered,   Op::equal,   Op::not_equal,     Op::less,
                                    Op::less_equal, Op::greater, Op::greater_equal, Op::in,
                                    Op::has,        Op::has_any, Op::has_not};
std::string_view name_of(Op op);
std::optional<Op> find_op(std::string_view name);

// What a condition compares with: true or false, a number, one id, or several.
using ConditionValue = std::variant<bool, double, std::string, std::vector<std::string>>;

struct Condition {
  std::string question;  // full name
  Op op = Op::answered;
  ConditionValue value = true;
};

// Asked only if all, or any, of the conditions hold; no condition always holds.
struct When {
  enum class Join { all, any };
  Join join = Join::all;
  std::vector<Condition> conditions;
};

// A safety card offered after an answer.
struct Support {
  Op op = Op::equal;
  ConditionValue value = true;
  std::string card;
};

struct Question {
  std::string pack;          // "sleep"
  std::string id;            // "rested"
  int position = 0;          // place in its pack, from 0
  std::string pack_version;  // "1.0.0"
  std::string language;      // BCP 47 tag of the wording
  QuestionType type = QuestionType::note;
  std::string prompt;
  std::string help;
  std::string content_note;
  std::vector<Phase> phases;
  Share share = Share::yes;
  Direction direction = Direction::neutral;  // the question's own, else its scale's
  std::optional<Scale> scale;                // scale
  VocabularyPtr words;                       // choice, multi; none where another program has them
  bool allow_other = false;                  // choice, multi
  std::optional<Scale> intensity;            // multi, body: how strong a pick or a place can be
  int max_picks = 0;                         // multi; 0 means any number
  VocabularyPtr regions;                     // body
  VocabularyPtr qualities;                   // body; none asks for regions only
  int max_places = 0;                        // body; 0 means any number
  int min_minutes = 0;                       // duration
  int max_minutes = 24 * 60;                 // duration
  bool night = false;                        // time
  int max_count = 1000;                      // count
  TextLines lines = TextLines::brief;        // text
  std::vector<std::string> tags;
  When when;
  Once once = Once::no;
  std::string uses;  // full name of an earlier text question; empty for none
  std::optional<Support> support;
  std::string since, retired, replaces;

  std::string name() const { return pack + "/" + id; }
  bool is_retired() const { return !retired.empty(); }
  bool belongs_to(Phase phase) const;
};

struct Pack {
  std::string id, title, description, version, language, author, license, content_note;
  std::vector<std::string> tags;
  std::vector<Scale> scales;  // its own
  std::vector<Question> questions;
};

// An order of questions, each by its full name.
struct Flow {
  std::string id, title;
  Phase phase = Phase::anytime;
  int about_seconds = 0;
  std::string intro, outro;
  std::vector<std::string> ask, more, end_on;
};

// The question as it was asked: kept once per wording, so that an answer reads the same for ever.
struct Wording {
  std::string name;  // full name of the question
  std::string pack_version;
  std::string language;
  std::string prompt;
  QuestionType type = QuestionType::note;
  Direction direction = Direction::neutral;
  Share share = Share::yes;
  std::optional<double> min, max, step;  // of the scale, or of the strength of picks and places
  std::vector<Anchor> anchors;
  friend bool operator==(const Wording&, const Wording&) = default;
};
Wording wording_of(const Question& question);
// The question as far as a wording keeps it: without its lists of words, and with the widest limits where the
// wording has none.
Question question_as_kept(const Wording& wording);

}  // namespace felt
