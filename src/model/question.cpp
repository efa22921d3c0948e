#include "model/question.hpp"

#include <algorithm>

#include "base/names.hpp"

namespace felt {
namespace {

constexpr Names<QuestionType, 10> types{{{QuestionType::scale, "scale"},
                                         {QuestionType::choice, "choice"},
                                         {QuestionType::multi, "multi"},
                                         {QuestionType::body, "body"},
                                         {QuestionType::duration, "duration"},
                                         {QuestionType::time, "time"},
                                         {QuestionType::count, "count"},
                                         {QuestionType::yesno, "yesno"},
                                         {QuestionType::text, "text"},
                                         {QuestionType::note, "note"}}};
constexpr Names<Direction, 3> directions{{{Direction::neutral, "neutral"},
                                          {Direction::higher_better, "higher-better"},
                                          {Direction::lower_better, "lower-better"}}};
constexpr Names<Share, 3> shares{{{Share::yes, "yes"}, {Share::ask, "ask"}, {Share::no, "no"}}};
constexpr Names<Once, 3> onces{{{Once::no, "no"}, {Once::session, "session"}, {Once::ever, "ever"}}};
constexpr Names<Op, 11> ops{{{Op::answered, "answered"},
                             {Op::equal, "="},
                             {Op::not_equal, "!="},
                             {Op::less, "<"},
                             {Op::less_equal, "<="},
                             {Op::greater, ">"},
                             {Op::greater_equal, ">="},
                             {Op::in, "in"},
                             {Op::has, "has"},
                             {Op::has_any, "has-any"},
                             {Op::has_not, "has-not"}}};

void take_range(Wording& wording, const Scale& scale) {
  wording.min = scale.min;
  wording.max = scale.max;
  wording.step = scale.step;
  wording.anchors = scale.anchors;
}

std::optional<Scale> range_of(const Wording& wording) {
  if (!wording.min || !wording.max) return std::nullopt;
  Scale scale;
  scale.min = *wording.min;
  scale.max = *wording.max;
  scale.step = wording.step.value_or(1);
  scale.anchors = wording.anchors;
  return scale;
}

}  // namespace

std::string_view name_of(QuestionType type) { return types.of(type); }
std::string_view name_of(Direction direction) { return directions.of(direction); }
std::string_view name_of(Share share) { return shares.of(share); }
std::string_view name_of(Once once) { return onces.of(once); }
std::string_view name_of(Op op) { return ops.of(op); }
std::optional<QuestionType> find_question_type(std::string_view name) { return types.find(name); }
std::optional<Direction> find_direction(std::string_view name) { return directions.find(name); }
std::optional<Share> find_share(std::string_view name) { return shares.find(name); }
std::optional<Once> find_once(std::string_view name) { return onces.find(name); }
std::optional<Op> find_op(std::string_view name) { return ops.find(name); }

const Term* Vocabulary::find(std::string_view term_id) const {
  const auto found = std::find_if(terms.begin(), terms.end(), [&](const Term& t) { return t.id == term_id; });
  return found == terms.end() ? nullptr : &*found;
}

bool Question::belongs_to(Phase phase) const {
  return std::find(phases.begin(), phases.end(), phase) != phases.end();
}

Wording wording_of(const Question& question) {
  Wording wording;
  wording.name = question.name();
  wording.pack_version = question.pack_version;
  wording.language = question.language;
  wording.prompt = question.prompt;
  wording.type = question.type;
  wording.direction = question.direction;
  wording.share = question.share;
  if (question.scale) take_range(wording, *question.scale);
  if (question.intensity) take_range(wording, *question.intensity);
  return wording;
}

Question question_as_kept(const Wording& wording) {
  const auto slash = std::min(wording.name.find('/'), wording.name.size());
  Question question;
  question.pack = wording.name.substr(0, slash);
  question.id = wording.name.substr(std::min(slash + 1, wording.name.size()));
  question.pack_version = wording.pack_version;
  question.language = wording.language;
  question.type = wording.type;
  question.prompt = wording.prompt;
  question.share = wording.share;
  question.direction = wording.direction;
  (wording.type == QuestionType::scale ? question.scale : question.intensity) = range_of(wording);
  question.max_minutes = widest_minutes;
  question.max_count = widest_count;
  return question;
}

}  // namespace felt
