#include "prompts/findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/closest.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"

namespace felt {
namespace {

constexpr std::size_t longest_word = 64;
constexpr std::size_t most_listed = 12;

std::string listed(std::span<const std::string> words) {
  std::vector<std::string> names;
  for (const auto& word : words) names.push_back(in_quotes(word));
  return fmt::format("One of {}.", join(names, ", "));
}

Problem rest_of(const std::string& file, std::size_t count) {
  Problem problem;
  problem.file = file;
  problem.severity = Problem::Severity::warning;
  problem.message = fmt::format("and {} like these", counted(count, "more problem"));
  return problem;
}

}  // namespace

void Findings::error(SourcePlace at, std::string message, std::string hint) {
  if (m_errors++ < most_kept) add(Problem::Severity::error, at, std::move(message), std::move(hint));
}

void Findings::warning(SourcePlace at, std::string message, std::string hint) {
  if (m_warnings++ < most_kept) add(Problem::Severity::warning, at, std::move(message), std::move(hint));
}

void Findings::add(Problem::Severity severity, SourcePlace at, std::string message, std::string hint) {
  m_problems.push_back({m_file, at.line, at.column, severity, std::move(message), std::move(hint),
                        std::string(line(at.line))});
}

std::string_view Findings::line(int number) const {
  std::size_t begin = 0;
  for (int n = 1; n < number && begin != std::string_view::npos; ++n) {
    begin = m_text.find('\n', begin);
    if (begin != std::string_view::npos) ++begin;
  }
  if (number < 1 || begin == std::string_view::npos) return {};
  auto found = m_text.substr(begin, m_text.find('\n', begin) - begin);
  if (found.ends_with('\r')) found.remove_suffix(1);
  return found;
}

std::string Findings::nearest(std::string_view word, std::span<const std::string> candidates) const {
  if (is_full() || candidates.empty()) return {};
  if (word.size() <= longest_word) {
    auto hint = did_you_mean(word, candidates);
    if (!hint.empty()) return hint;
  }
  return candidates.size() <= most_listed ? listed(candidates) : std::string();
}

std::vector<Problem> Findings::sorted() const {
  auto problems = m_problems;
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  if (m_errors + m_warnings > problems.size())
    problems.push_back(rest_of(m_file, m_errors + m_warnings - problems.size()));
  return problems;
}

}  // namespace felt
