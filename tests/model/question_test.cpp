#include "model/question.hpp"

#include <doctest/doctest.h>

#include "questions.hpp"

using namespace felt;
using namespace felt::test;

namespace {

// Every name leads back to its value, and no other text to any.
template <class Enum, class Find>
void check_names(std::initializer_list<std::pair<Enum, std::string_view>> names, const Find& find) {
  for (const auto& [value, name] : names) {
    CHECK(name_of(value) == name);
    CHECK(find(name) == value);
  }
  CHECK_FALSE(find("nonsense"));
  CHECK_FALSE(find("YES"));
}

}  // namespace

TEST_CASE("question types, directions, sharing and once have the names of the format") {
  check_names<QuestionType>({{QuestionType::scale, "scale"},
                             {QuestionType::choice, "choice"},
                             {QuestionType::multi, "multi"},
                             {QuestionType::body, "body"},
                             {QuestionType::duration, "duration"},
                             {QuestionType::time, "time"},
                             {QuestionType::count, "count"},
                             {QuestionType::yesno, "yesno"},
                             {QuestionType::text, "text"},
                             {QuestionType::note, "note"}},
                            find_question_type);
  check_names<Direction>({{Direction::neutral, "neutral"},
                          {Direction::higher_better, "higher-better"},
                          {Direction::lower_better, "lower-better"}},
                         find_direction);
  check_names<Share>({{Share::yes, "yes"}, {Share::ask, "ask"}, {Share::no, "no"}}, find_share);
  check_names<Once>({{Once::no, "no"}, {Once::session, "session"}, {Once::ever, "ever"}}, find_once);
}

TEST_CASE("ops have the names of the format") {
  check_names<Op>({{Op::answered, "answered"},
                   {Op::equal, "="},
                   {Op::not_equal, "!="},
                   {Op::less, "<"},
                   {Op::less_equal, "<="},
                   {Op::greater, ">"},
                   {Op::greater_equal, ">="},
                   {Op::in, "in"},
                   {Op::has, "has"},
                   {Op::has_any, "has-any"},
                   {Op::has_not, "has-not"}},
                  find_op);
}

TEST_CASE("phases have the names of the format, in the order they come") {
  std::vector<std::string_view> names;
  for (const auto phase : all_phases) {
    names.push_back(name_of(phase));
    CHECK(find_phase(name_of(phase)) == phase);
  }
  CHECK(names ==
        std::vector<std::string_view>{"before", "after", "evening", "morning", "day3", "week", "anytime"});
  CHECK_FALSE(find_phase("noon"));
}

TEST_CASE("sides and aspects have names, none has an empty one") {
  for (const auto side : {Side::none, Side::left, Side::right, Side::both, Side::middle})
    CHECK(find_side(name_of(side)) == side);
  for (const auto aspect : {Aspect::none, Aspect::front, Aspect::back})
    CHECK(find_aspect(name_of(aspect)) == aspect);
  CHECK(name_of(Side::none) == "");
  CHECK(name_of(Aspect::none) == "");
  CHECK(name_of(Side::middle) == "middle");
  CHECK_FALSE(find_side("front"));
  CHECK_FALSE(find_aspect("left"));
}

TEST_CASE("a question's full name is its pack and its id") {
  CHECK(scale_question().name() == "tests/distress");
}

TEST_CASE("a question belongs to the phases it lists") {
  auto question = scale_question();
  CHECK_FALSE(question.belongs_to(Phase::after));
  question.phases = {Phase::before, Phase::after};
  CHECK(question.belongs_to(Phase::after));
  CHECK_FALSE(question.belongs_to(Phase::anytime));
}

TEST_CASE("a question is retired from the version it names") {
  auto question = scale_question();
  CHECK_FALSE(question.is_retired());
  question.retired = "1.1.0";
  CHECK(question.is_retired());
}

TEST_CASE("a list finds its words by id alone, retired ones too") {
  CHECK(feelings()->find("fear")->label == "afraid");
  CHECK(feelings()->find("gone")->label == "gone");
  CHECK(feelings()->find("afraid") == nullptr);
  CHECK(feelings()->find("") == nullptr);
}

TEST_CASE("the wording keeps what a reader of the answer needs") {
  auto question = scale_question();
  question.direction = Direction::lower_better;
  question.share = Share::no;
  question.language = "de";
  question.prompt = "Wie schwer ist es?";
  const auto wording = wording_of(question);
  CHECK(wording.name == "tests/distress");
  CHECK(wording.pack_version == "1.0.0");
  CHECK(wording.language == "de");
  CHECK(wording.prompt == "Wie schwer ist es?");
  CHECK(wording.type == QuestionType::scale);
  CHECK(wording.direction == Direction::lower_better);
  CHECK(wording.share == Share::no);
  CHECK(wording.min == 0);
  CHECK(wording.max == 10);
  CHECK(wording.step == 1);
  CHECK(wording.anchors == question.scale->anchors);
}

TEST_CASE("the wording of picks and places keeps the scale of their strength") {
  CHECK(wording_of(multi_question()).max == 5);
  CHECK(wording_of(body_question()).anchors == strength().anchors);
}

TEST_CASE("a wording without a scale has no range") {
  const auto wording = wording_of(text_question());
  CHECK_FALSE(wording.min);
  CHECK_FALSE(wording.max);
  CHECK_FALSE(wording.step);
  CHECK(wording.anchors.empty());
}

TEST_CASE("wordings are the same only if everything is") {
  const auto wording = wording_of(scale_question());
  CHECK(wording == wording_of(scale_question()));
  auto question = scale_question();
  question.prompt += "?";
  CHECK(wording != wording_of(question));
  question = scale_question();
  question.scale->anchors.front().label = "not at all";
  CHECK(wording != wording_of(question));
}

TEST_CASE("a question that only its wording tells of has the same range") {
  const auto scale = question_as_kept(wording_of(scale_question("distress")));
  CHECK(scale.name() == "tests/distress");
  CHECK(scale.type == QuestionType::scale);
  CHECK(scale.scale->max == 10);
  CHECK(scale.scale->anchors.size() == 3);
  const auto multi = question_as_kept(wording_of(multi_question()));
  CHECK(multi.intensity->max == 5);
  CHECK_FALSE(multi.scale);
  CHECK(multi.words == nullptr);
  CHECK(wording_of(question_as_kept(wording_of(scale_question("distress")))) ==
        wording_of(scale_question("distress")));
  CHECK(question_as_kept(wording_of(count_question())).max_count == widest_count);
}
