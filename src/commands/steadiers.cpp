#include "commands/steadiers.hpp"

#include "base/error.hpp"
#include "interview/cards.hpp"
#include "journal/journal.hpp"

namespace felt {
namespace {

constexpr const char* steadiers_question = "preparation/steadiers";

std::vector<std::string> steadiers_in(const Entry& entry) {
  for (const auto& given : entry.answers)
    if (given.answer.question == steadiers_question)
      if (const auto* picks = std::get_if<Picks>(&given.answer.value)) return labels_of(*picks);
  return {};
}

}  // namespace

std::vector<std::string> latest_steadiers(Invocation& invocation) {
  try {
    if (!invocation.has_journal()) return {};
    Query query;
    query.question = steadiers_question;
    query.limit = 1;
    const auto entries = invocation.journal_at_once().entries(query);
    return entries.empty() ? std::vector<std::string>() : steadiers_in(entries.front());
  } catch (const Error&) {
    return {};
  }
}

}  // namespace felt
