#include "prompts/wording.hpp"

#include <algorithm>
#include <array>

#include "base/folding.hpp"
#include "base/text.hpp"

namespace felt {
namespace {

// One to three words in a row. A last word that ends in - stands for all words that begin so.
struct Rule {
  std::string_view words;
  std::string_view instead;
};

constexpr std::string_view demand = "Offer it: 'if you like', 'you can'.";
constexpr std::string_view verdict = "Use a plain word with no verdict, such as 'easier' or 'harder'.";
constexpr std::string_view label = "Say it without a label: 'a memory', 'past events'.";
constexpr std::string_view promise = "Ask what was noticed, and promise nothing.";
constexpr std::string_view command = "Ask how it is, and do not tell anyone how to feel.";

constexpr std::array rules{
    Rule{"should", demand},
    Rule{"must", demand},
    Rule{"have to", demand},
    Rule{"need to", demand},
    Rule{"try", demand},
    Rule{"just", "Leave it out."},
    Rule{"simply", "Leave it out."},
    Rule{"normal", verdict},
    Rule{"good", verdict},
    Rule{"bad", verdict},
    Rule{"positive", verdict},
    Rule{"negative", verdict},
    Rule{"fail-", verdict},
    Rule{"why", "Ask what, where, how much or when."},
    Rule{"trauma-", label},
    Rule{"trigger-", label},
    Rule{"flashback-", label},
    Rule{"symptom-", label},
    Rule{"disorder-", label},
    Rule{"diagnos-", label},
    Rule{"victim-", label},
    Rule{"toxin-", promise},
    Rule{"detox-", promise},
    Rule{"healing", promise},
    Rule{"breakthrough-", promise},
    Rule{"deepest", promise},
    Rule{"release-", "Ask how much anything let go or softened."},
    Rule{"relax", command},
    Rule{"calm down", command},
    Rule{"close your eyes", command},
    Rule{"deep breath-", command},
};

// How many words back a negation still reaches.
constexpr std::size_t reach = 5;

constexpr std::array<std::string_view, 10> negations{"no",      "not", "never", "without", "nothing",
                                                     "neither", "nor", "don't", "doesn't", "needn't"};

// Words that make another sense of the next one or the one before.
struct Pair {
  std::string_view first, second;
};
constexpr std::array harmless{Pair{"good", "night"},         Pair{"good", "morning"},
                              Pair{"just", "before"},        Pair{"just", "after"},
                              Pair{"myofascial", "release"}, Pair{"somatoemotional", "release"}};

// Words of one clause; a clause ends at any mark but the apostrophe and the hyphen.
using Clause = std::vector<std::string>;

bool is_in_word(char byte) {
  const bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
  return is_letter || byte == '\'' || byte == '-' || static_cast<unsigned char>(byte) >= 0x80;
}

std::string plain(std::string_view text) {
  auto form = folded(text);
  for (auto at = form.find("’"); at != std::string::npos; at = form.find("’", at)) {
    form[at] = '\'';
    form.erase(at + 1, 2);
  }
  return form;
}

std::vector<Clause> clauses_of(std::string_view text) {
  std::vector<Clause> clauses(1);
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) clauses.back().push_back(std::move(word));
    word.clear();
  };
  for (const char byte : plain(text)) {
    if (is_in_word(byte)) {
      word += byte;
      continue;
    }
    end_word();
    if (byte != ' ') clauses.emplace_back();
  }
  end_word();
  return clauses;
}

bool fits(std::string_view word, std::string_view pattern) {
  return pattern.ends_with('-') ? word.starts_with(pattern.substr(0, pattern.size() - 1)) : word == pattern;
}

bool stands_at(const Clause& clause, std::size_t at, const std::vector<std::string_view>& pattern) {
  if (at + pattern.size() > clause.size()) return false;
  return std::equal(pattern.begin(), pattern.end(), clause.begin() + static_cast<std::ptrdiff_t>(at),
                    [](std::string_view wanted, std::string_view word) { return fits(word, wanted); });
}

bool is_negated(const Clause& clause, std::size_t at) {
  const auto end = clause.begin() + static_cast<std::ptrdiff_t>(at);
  const auto begin = end - static_cast<std::ptrdiff_t>(std::min(at, reach));
  return std::find_first_of(begin, end, negations.begin(), negations.end()) != end;
}

bool is_pair(const Clause& clause, std::size_t at) {
  return at + 1 < clause.size() && std::any_of(harmless.begin(), harmless.end(), [&](const Pair& pair) {
           return clause[at] == pair.first && clause[at + 1] == pair.second;
         });
}

bool is_harmless(const Clause& clause, std::size_t at) {
  return is_negated(clause, at) || is_pair(clause, at) || (at > 0 && is_pair(clause, at - 1));
}

// The words of each rule, taken apart once.
using Pattern = std::vector<std::string_view>;
const std::vector<Pattern>& patterns() {
  static const auto all = [] {
    std::vector<Pattern> taken_apart;
    for (const auto& rule : rules) taken_apart.push_back(split(rule.words, ' '));
    return taken_apart;
  }();
  return all;
}

void flag(const Clause& clause, const Rule& rule, const Pattern& pattern, std::vector<FlaggedWord>& found) {
  for (std::size_t at = 0; at < clause.size(); ++at) {
    if (!stands_at(clause, at, pattern) || is_harmless(clause, at)) continue;
    const auto begin = clause.begin() + static_cast<std::ptrdiff_t>(at);
    const std::vector<std::string> words(begin, begin + static_cast<std::ptrdiff_t>(pattern.size()));
    found.push_back({join(words, " "), std::string(rule.instead)});
  }
}

}  // namespace

std::vector<FlaggedWord> flagged_words(std::string_view text) {
  std::vector<FlaggedWord> found;
  for (const auto& clause : clauses_of(text))
    for (std::size_t i = 0; i < rules.size(); ++i) flag(clause, rules[i], patterns()[i], found);
  return found;
}

}  // namespace felt
