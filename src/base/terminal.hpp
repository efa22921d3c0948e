#pragma once

#include <string>
#include <string_view>

namespace felt {

enum class ColorWish { automatic, always, never };
enum class Plain { no, yes };

// What is known about where output goes. Gathered by main alone.
struct TerminalFacts {
  bool is_terminal = false;
  int columns = 0;        // 0 if unknown
  int rows = 0;           // 0 if unknown
  std::string term;       // TERM
  bool no_color = false;  // NO_COLOR is set and not empty
  bool utf8_locale = true;
};

// How output is drawn. Colour is never the only carrier of meaning.
struct Look {
  bool color = false;
  bool unicode = true;  // felt's own signs may be other than ASCII; people's words always stay as they are
  int columns = 80;     // at least 20
  int rows = 24;        // at least 5
  bool is_terminal = false;
};

// Colour: --plain beats --color, which beats NO_COLOR and TERM=dumb, which beat the terminal. Output is UTF-8
// whatever the locale. The size is the terminal's, and 80 by 24 where it is unknown or there is none.
Look decide_look(const TerminalFacts& facts, ColorWish wish, Plain plain);

enum class Style { plain, heading, strong, quiet, good, warning };

// The text in a style, as it is without colour.
std::string painted(std::string_view text, Style style, const Look& look);

// Text that felt itself draws, with every sign it uses in ASCII (· is -, → is ->, … is ...). Letters stay.
std::string ascii_only(std::string_view text);
// The same where the look asks for it, else as it is.
std::string drawn(std::string_view text, const Look& look);

// A remark of felt's as whole lines, drawn. On a terminal they are wrapped between words; lines that begin
// with a space show something in its place and stay as they are. Elsewhere no line is broken.
std::string remark_text(std::string_view text, const Look& look);

}  // namespace felt
