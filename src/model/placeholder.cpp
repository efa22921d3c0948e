#include "model/placeholder.hpp"

#include "base/text.hpp"

namespace felt {
namespace {

struct Placeholder {
  std::size_t begin = 0, end = 0;  // with its braces
  std::string_view id;
};

std::optional<Placeholder> find_placeholder(std::string_view prompt, std::size_t from) {
  for (auto open = prompt.find('{', from); open != std::string_view::npos;
       open = prompt.find('{', open + 1)) {
    const auto close = prompt.find('}', open);
    if (close == std::string_view::npos) return std::nullopt;
    const auto inside = prompt.substr(open + 1, close - open - 1);
    if (is_id(inside)) return Placeholder{open, close + 1, inside};
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::string> placeholders_in(std::string_view prompt) {
  std::vector<std::string> ids;
  for (auto one = find_placeholder(prompt, 0); one; one = find_placeholder(prompt, one->end))
    ids.emplace_back(one->id);
  return ids;
}

std::string filled(std::string_view prompt, const TextOfId& text_of) {
  std::string text;
  std::size_t taken = 0;
  for (auto one = find_placeholder(prompt, 0); one; one = find_placeholder(prompt, one->end)) {
    const auto found = text_of(one->id);
    text += prompt.substr(taken, one->begin - taken);
    text += found.value_or(std::string(prompt.substr(one->begin, one->end - one->begin)));
    taken = one->end;
  }
  return text.append(prompt.substr(taken));
}

}  // namespace felt
