// Texts that have broken text handling before.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace felt::text_test {

using Texts = std::vector<std::string>;

inline Texts copied(const std::vector<std::string_view>& views) { return {views.begin(), views.end()}; }

inline std::string repeated(std::string_view part, std::size_t times) {
  std::string result;
  while (times-- > 0) result += part;
  return result;
}

// Of marks, joiners, flags, controls, broken and long sequences.
inline std::string random_text(std::mt19937& random) {
  static const Texts pieces{"a",
                            "Z",
                            " ",
                            "\n",
                            "\t",
                            "\r",
                            "é",
                            "e\u0301",
                            "क्षि",
                            "한",
                            "안녕",
                            "你",
                            "👩‍👩‍👧",
                            "🇦🇹",
                            "❤️",
                            "\u202e",
                            "\xff",
                            "\xe2\x80",
                            "\xc0\xaf",
                            "\xed\xa0\x80",
                            std::string(1, '\0'),
                            "\x1b[31m",
                            "\u200b",
                            "word"};
  std::string text;
  for (auto n = random() % 40; n > 0; --n) text += pieces[random() % pieces.size()];
  return text;
}

}  // namespace felt::text_test
