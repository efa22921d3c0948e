#include "prompts/promises.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <type_traits>

#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "prompts/library.hpp"

namespace felt {
namespace {

std::string range_text(const Scale& scale) {
  const auto step = scale.step == 1 ? "" : fmt::format(" in steps of {}", number_text(scale.step));
  return fmt::format("{} to {}{}", number_text(scale.min), number_text(scale.max), step);
}

class Differences {
 public:
  void compare(const Pack& before, const Pack& after) {
    for (const auto& question : before.questions)
      if (!question.is_retired()) compare(question, find_by_id(after.questions, question.id));
  }

  void compare(const SharedFile& before, const SharedFile& after) {
    for (const auto& scale : before.scales) {
      const auto* now = find_by_id(after.scales, scale.id);
      if (!now) tell_gone("scale", scale.id);
      if (now) compare_scale("scale " + in_quotes(scale.id), scale, *now);
    }
    for (const auto& list : before.vocabularies) {
      const auto now = std::find_if(after.vocabularies.begin(), after.vocabularies.end(),
                                    [&](const auto& other) { return other->id == list->id; });
      if (now == after.vocabularies.end()) tell_gone("word list", list->id);
      if (now != after.vocabularies.end()) compare_words("word list " + in_quotes(list->id), *list, **now);
    }
  }

  std::vector<std::string> lines;

 private:
  template <class Thing>
  static const Thing* find_by_id(const std::vector<Thing>& things, const std::string& id) {
    const auto found =
        std::find_if(things.begin(), things.end(), [&](const Thing& thing) { return thing.id == id; });
    return found == things.end() ? nullptr : &*found;
  }

  void tell_gone(std::string_view what, const std::string& id) {
    lines.push_back(fmt::format("{} {} is gone", what, in_quotes(id)));
  }

  template <class Value>
  void tell_other(const std::string& thing, std::string_view what, const Value& before, const Value& after) {
    if (before != after) lines.push_back(fmt::format("{}: {} {} becomes {}", thing, what, before, after));
  }

  void compare(const Question& before, const Question* after) {
    if (!after)
      return lines.push_back(fmt::format("question {} is gone, and not retired", in_quotes(before.id)));
    const auto thing = "question " + in_quotes(before.id);
    tell_other(thing, "type", name_of(before.type), name_of(after->type));
    if (before.type != after->type) return;
    tell_other(thing, "direction", name_of(before.direction), name_of(after->direction));
    compare_range(thing, "range", before.scale, after->scale);
    compare_range(thing, "intensity", before.intensity, after->intensity);
    if (before.words && after->words && before.words->id.empty())
      compare_words(thing, *before.words, *after->words);
  }

  void compare_range(const std::string& thing, std::string_view what, const std::optional<Scale>& before,
                     const std::optional<Scale>& after) {
    if (before && after) tell_other(thing, what, range_text(*before), range_text(*after));
  }

  void compare_scale(const std::string& thing, const Scale& before, const Scale& after) {
    tell_other(thing, "range", range_text(before), range_text(after));
    tell_other(thing, "direction", name_of(before.direction), name_of(after.direction));
  }

  void compare_words(const std::string& thing, const Vocabulary& before, const Vocabulary& after) {
    for (const auto& term : before.terms)
      if (term.retired.empty() && !after.find(term.id))
        lines.push_back(fmt::format("{}: {} is gone, and not retired", thing, in_quotes(term.id)));
  }
};

std::set<std::string> files_with_errors(const std::vector<OwnFile>& files) {
  std::set<std::string> broken;
  const Library library(files);
  for (const auto& problem : library.problems())
    if (problem.severity == Problem::Severity::error) broken.insert(problem.file);
  return broken;
}

}  // namespace

std::vector<std::string> broken_promises(const PromptContent& before, const PromptContent& after) {
  Differences differences;
  const auto compare = [&]<class Content>(const Content& old) {
    if constexpr (std::is_same_v<Content, Pack> || std::is_same_v<Content, SharedFile>)
      if (const auto* now = std::get_if<Content>(&after)) differences.compare(old, *now);
  };
  std::visit(compare, before);
  return std::move(differences.lines);
}

std::vector<OwnFile> left_out_then(const std::vector<OwnFile>& now, const std::vector<OwnFile>& then) {
  const auto already = files_with_errors(now), broken = files_with_errors(then);
  std::vector<OwnFile> left_out;
  std::copy_if(now.begin(), now.end(), std::back_inserter(left_out), [&](const OwnFile& file) {
    return broken.contains(file.path) && !already.contains(file.path);
  });
  return left_out;
}

}  // namespace felt
