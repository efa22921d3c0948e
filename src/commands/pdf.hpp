#pragma once

#include <filesystem>
#include <string>

#include "commands/command.hpp"

namespace felt {

// What prints a page: a browser of the Chromium family, else WeasyPrint, the first that is on PATH.
struct PdfEngine {
  std::filesystem::path program;
  bool is_browser = false;
};
// Error (not_saved) where there is none.
PdfEngine pdf_engine(const Environment& environment);

// An HTML page as PDF, printed in a private folder that is gone afterwards, without network and without
// anything of the person's settings. Error (not_saved) where the engine fails or takes longer than a minute.
std::string pdf_of(Invocation& invocation, const std::string& html);

}  // namespace felt
