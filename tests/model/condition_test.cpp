#include <doctest/doctest.h>

#include <map>

#include "questions.hpp"

using namespace felt;
using namespace felt::test;

namespace {

// The answers an entry has so far.
class Answers {
 public:
  Answers& with(std::string question, AnswerValue value) {
    m_answers[question] = {question, std::move(value)};
    return *this;
  }
  bool let(const Condition& condition) const { return holds(condition, finder()); }
  bool let(const When& when) const { return holds(when, finder()); }

 private:
  FindAnswer finder() const {
    return [this](std::string_view question) -> const Answer* {
      const auto found = m_answers.find(std::string(question));
      return found == m_answers.end() ? nullptr : &found->second;
    };
  }
  std::map<std::string, Answer> m_answers;
};

using Ids = std::vector<std::string>;

bool is_true(AnswerValue answer, Op op, ConditionValue value) {
  return Answers().with("p/q", std::move(answer)).let(Condition{"p/q", op, std::move(value)});
}

const Picks fear_and_calm{{pick("fear", 3), pick("calm"), own_pick("like rain")}};
const Places tight_neck{{place("neck", Side::left, Aspect::none, {"tight", "warm"}, 3), place("belly")}};

// A condition with every op, each with a value that fits it.
std::vector<Condition> one_with_every_op() {
  return {{"p/q", Op::answered, true},
          {"p/q", Op::equal, 6.0},
          {"p/q", Op::not_equal, 6.0},
          {"p/q", Op::less, 6.0},
          {"p/q", Op::less_equal, 6.0},
          {"p/q", Op::greater, 6.0},
          {"p/q", Op::greater_equal, 6.0},
          {"p/q", Op::in, Ids{"fear"}},
          {"p/q", Op::has, std::string("fear")},
          {"p/q", Op::has_any, Ids{"fear"}},
          {"p/q", Op::has_not, std::string("fear")}};
}

}  // namespace

TEST_CASE("without an answer every condition is false, also the negative ones") {
  for (const auto& condition : one_with_every_op()) {
    CAPTURE(name_of(condition.op));
    CHECK_FALSE(Answers().let(condition));
    CHECK_FALSE(Answers().with("p/other", Rating{6}).let(condition));
  }
}

TEST_CASE("with an unsure answer every condition is false, also the negative ones") {
  for (const auto& condition : one_with_every_op()) {
    CAPTURE(name_of(condition.op));
    CHECK_FALSE(Answers().with("p/q", Unsure{}).let(condition));
  }
}

TEST_CASE("answered holds for any answer") {
  using namespace std::chrono;
  for (const auto& value : std::vector<AnswerValue>{Rating{0}, Count{0}, YesNo{false}, Minutes{0},
                                                    ClockTime{0, 2026y / March / 12}, Text{"x"},
                                                    Choice{{"", "own"}}, fear_and_calm, tight_neck})
    CHECK(is_true(value, Op::answered, true));
}

TEST_CASE("numbers are compared on scales, counts and lengths of time") {
  for (const auto& six : std::vector<AnswerValue>{Rating{6}, Count{6}, Minutes{6}}) {
    CHECK(is_true(six, Op::equal, 6.0));
    CHECK_FALSE(is_true(six, Op::equal, 5.0));
    CHECK(is_true(six, Op::not_equal, 5.0));
    CHECK_FALSE(is_true(six, Op::not_equal, 6.0));
    CHECK(is_true(six, Op::less, 7.0));
    CHECK_FALSE(is_true(six, Op::less, 6.0));
    CHECK(is_true(six, Op::less_equal, 6.0));
    CHECK_FALSE(is_true(six, Op::less_equal, 5.0));
    CHECK(is_true(six, Op::greater, 5.0));
    CHECK_FALSE(is_true(six, Op::greater, 6.0));
    CHECK(is_true(six, Op::greater_equal, 6.0));
    CHECK_FALSE(is_true(six, Op::greater_equal, 7.0));
  }
}

TEST_CASE("numbers below zero and between whole ones are compared too") {
  CHECK(is_true(Rating{-1.5}, Op::less, -1.0));
  CHECK(is_true(Rating{-1.5}, Op::equal, -1.5));
  CHECK(is_true(Rating{0.5}, Op::greater, 0.0));
}

TEST_CASE("an answer without a number is neither less nor more") {
  for (const auto& value :
       std::vector<AnswerValue>{YesNo{true}, Text{"6"}, Choice{{"6", "6"}}, fear_and_calm})
    for (const auto op : {Op::less, Op::less_equal, Op::greater, Op::greater_equal})
      CHECK_FALSE(is_true(value, op, 0.0));
  for (const auto op : {Op::less, Op::less_equal, Op::greater, Op::greater_equal})
    CHECK_FALSE(is_true(Rating{6}, op, std::string("5")));
}

TEST_CASE("yes and no are equal to true and false") {
  CHECK(is_true(YesNo{true}, Op::equal, true));
  CHECK_FALSE(is_true(YesNo{true}, Op::equal, false));
  CHECK(is_true(YesNo{false}, Op::equal, false));
  CHECK(is_true(YesNo{false}, Op::not_equal, true));
  CHECK_FALSE(is_true(YesNo{false}, Op::not_equal, false));
}

TEST_CASE("a choice is equal to an id or in a list of them") {
  const Choice right{{"right", "just right"}};
  CHECK(is_true(right, Op::equal, std::string("right")));
  CHECK_FALSE(is_true(right, Op::equal, std::string("just right")));
  CHECK(is_true(right, Op::not_equal, std::string("slow")));
  CHECK_FALSE(is_true(right, Op::not_equal, std::string("right")));
  CHECK(is_true(right, Op::in, Ids{"slow", "right"}));
  CHECK_FALSE(is_true(right, Op::in, Ids{"slow", "fast"}));
  CHECK_FALSE(is_true(right, Op::in, Ids{}));
}

TEST_CASE("own words are no id of the list") {
  const Choice own{{"", "right"}};
  CHECK_FALSE(is_true(own, Op::equal, std::string("right")));
  CHECK(is_true(own, Op::not_equal, std::string("right")));
  CHECK_FALSE(is_true(own, Op::in, Ids{"right"}));
  CHECK_FALSE(is_true(fear_and_calm, Op::has, std::string("like rain")));
}

TEST_CASE("picks have a word, any of some, or none of them") {
  CHECK(is_true(fear_and_calm, Op::has, std::string("fear")));
  CHECK_FALSE(is_true(fear_and_calm, Op::has, std::string("relief")));
  CHECK(is_true(fear_and_calm, Op::has_any, Ids{"relief", "calm"}));
  CHECK_FALSE(is_true(fear_and_calm, Op::has_any, Ids{"relief", "moved"}));
  CHECK(is_true(fear_and_calm, Op::has_not, std::string("relief")));
  CHECK_FALSE(is_true(fear_and_calm, Op::has_not, std::string("fear")));
  CHECK(is_true(fear_and_calm, Op::has_not, Ids{"relief", "moved"}));
  CHECK_FALSE(is_true(fear_and_calm, Op::has_not, Ids{"relief", "calm"}));
}

TEST_CASE("places have their regions and the words for them") {
  CHECK(is_true(tight_neck, Op::has, std::string("neck")));
  CHECK(is_true(tight_neck, Op::has, std::string("belly")));
  CHECK(is_true(tight_neck, Op::has, std::string("warm")));
  CHECK_FALSE(is_true(tight_neck, Op::has, std::string("head")));
  CHECK(is_true(tight_neck, Op::has_any, Ids{"head", "tight"}));
  CHECK(is_true(tight_neck, Op::has_not, Ids{"head", "heavy"}));
  CHECK_FALSE(is_true(tight_neck, Op::has_not, std::string("tight")));
}

TEST_CASE("no condition always holds") {
  CHECK(Answers().let(When{}));
  CHECK(Answers().let(When{When::Join::any, {}}));
}

TEST_CASE("all conditions, or any of them") {
  const Condition high{"p/distress", Op::greater_equal, 6.0},
      afraid{"p/feelings", Op::has, std::string("fear")};
  const When both{When::Join::all, {high, afraid}}, either{When::Join::any, {high, afraid}};
  Answers answers;
  CHECK_FALSE(answers.let(both));
  CHECK_FALSE(answers.let(either));
  answers.with("p/distress", Rating{7});
  CHECK_FALSE(answers.let(both));
  CHECK(answers.let(either));
  answers.with("p/feelings", fear_and_calm);
  CHECK(answers.let(both));
  CHECK(answers.let(either));
  answers.with("p/distress", Rating{2});
  CHECK_FALSE(answers.let(both));
  CHECK(answers.let(either));
  answers.with("p/feelings", Unsure{});
  CHECK_FALSE(answers.let(either));
}

TEST_CASE("an unsure answer opens no safety card") {
  const Support support{Op::greater_equal, 8.0, "reach-out"};
  CHECK(opens(support, {"p/q", Rating{8}}));
  CHECK_FALSE(opens(support, {"p/q", Rating{7}}));
  CHECK_FALSE(opens(support, {"p/q", Unsure{}}));
  CHECK_FALSE(opens({Op::not_equal, 8.0, "reach-out"}, {"p/q", Unsure{}}));
  CHECK(opens({Op::equal, true, "reach-out"}, {"p/q", YesNo{true}}));
  CHECK(opens({Op::has_any, Ids{"fear"}, "reach-out"}, {"p/q", fear_and_calm}));
}
