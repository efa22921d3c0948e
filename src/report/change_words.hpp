#pragma once

#include <string>

#include "journal/journal.hpp"

namespace felt {

// Words for numbers, with the least that is needed to read them. The minus is felt's own sign "−".

// 6.7 from 6.6667, 7 from 7.02: one decimal at most.
std::string rounded_text(double value);
// The same with its sign: +1.5, −2, 0.
std::string signed_text(double change);

// How often something was named: "3×"; empty for never.
std::string times_text(std::size_t times);

// From which size on a change is more than "about the same": 2 points on a scale of 0 to 10, one whole point
// on a shorter one, as large a share of a longer one.
double noticeable_change(const Wording& wording);
bool is_about_the_same(const Wording& wording, double change);

// "easier" or "harder" for a change that is not about the same; nothing on a neutral scale.
std::string change_word(const Wording& wording, double change);

// "from 7 to 4, easier", "about the same, 6.1 and 5.4"; "from 3 to 6" on a neutral scale.
std::string change_text(const Wording& wording, double before, double after);

}  // namespace felt
