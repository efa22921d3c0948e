#include <algorithm>

#include "model/answer.hpp"

namespace felt {
namespace {

// The number an answer is compared by, where it has one.
std::optional<double> number_in(const AnswerValue& value) {
  if (const auto* rating = std::get_if<Rating>(&value)) return rating->value;
  if (const auto* count = std::get_if<Count>(&value)) return static_cast<double>(count->value);
  if (const auto* minutes = std::get_if<Minutes>(&value)) return minutes->minutes;
  return std::nullopt;
}

std::vector<std::string> ids_in(const AnswerValue& value) {
  std::vector<std::string> ids;
  if (const auto* choice = std::get_if<Choice>(&value)) ids.push_back(choice->word.id);
  if (const auto* picks = std::get_if<Picks>(&value))
    for (const auto& pick : picks->picks) ids.push_back(pick.word.id);
  if (const auto* body = std::get_if<Places>(&value))
    for (const auto& place : body->places) {
      ids.push_back(place.region.id);
      for (const auto& quality : place.qualities) ids.push_back(quality.id);
    }
  return ids;
}

std::vector<std::string> ids_wanted(const ConditionValue& value) {
  if (const auto* one = std::get_if<std::string>(&value)) return {*one};
  if (const auto* several = std::get_if<std::vector<std::string>>(&value)) return *several;
  return {};
}

bool has_any(const AnswerValue& value, const ConditionValue& wanted) {
  const auto ids = ids_in(value);
  const auto names = ids_wanted(wanted);
  return std::find_first_of(ids.begin(), ids.end(), names.begin(), names.end()) != ids.end();
}

bool equals(const AnswerValue& value, const ConditionValue& wanted) {
  if (const auto* yesno = std::get_if<YesNo>(&value)) {
    const auto* flag = std::get_if<bool>(&wanted);
    return flag && *flag == yesno->yes;
  }
  const auto number = number_in(value);
  if (const auto* target = std::get_if<double>(&wanted)) return number && *number == *target;
  return has_any(value, wanted);
}

bool compares(const AnswerValue& value, Op op, const ConditionValue& wanted) {
  const auto number = number_in(value);
  const auto* target = std::get_if<double>(&wanted);
  if (!number || !target) return false;
  switch (op) {
    case Op::less:
      return *number < *target;
    case Op::less_equal:
      return *number <= *target;
    case Op::greater:
      return *number > *target;
    default:
      return *number >= *target;
  }
}

bool holds_for(const AnswerValue& value, Op op, const ConditionValue& wanted) {
  switch (op) {
    case Op::answered:
      return true;
    case Op::equal:
      return equals(value, wanted);
    case Op::not_equal:
      return !equals(value, wanted);
    case Op::in:
    case Op::has:
    case Op::has_any:
      return has_any(value, wanted);
    case Op::has_not:
      return !has_any(value, wanted);
    default:
      return compares(value, op, wanted);
  }
}

}  // namespace

bool holds(const Condition& condition, const FindAnswer& find) {
  const Answer* answer = find(condition.question);
  if (!answer || answer->is_unsure()) return false;
  return holds_for(answer->value, condition.op, condition.value);
}

bool holds(const When& when, const FindAnswer& find) {
  if (when.conditions.empty()) return true;
  const auto one_holds = [&](const Condition& condition) { return holds(condition, find); };
  return when.join == When::Join::any
             ? std::any_of(when.conditions.begin(), when.conditions.end(), one_holds)
             : std::all_of(when.conditions.begin(), when.conditions.end(), one_holds);
}

bool opens(const Support& support, const Answer& answer) {
  return !answer.is_unsure() && holds_for(answer.value, support.op, support.value);
}

}  // namespace felt
