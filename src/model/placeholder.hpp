#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace felt {

// "{my-thing}" in a prompt stands for the text that was answered to the question of that id. Braces around
// anything that is no id are text.
std::vector<std::string> placeholders_in(std::string_view prompt);

// The prompt with a text in the place of each placeholder that there is one for.
using TextOfId = std::function<std::optional<std::string>(std::string_view id)>;
std::string filled(std::string_view prompt, const TextOfId& text_of);

}  // namespace felt
