#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <string_view>

#include "commands/command.hpp"
#include "report/document.hpp"

namespace felt {

// What commands that make a page read and do the same way.

enum class PageFormat { text, markdown, html, json };

struct PageOptions {
  std::string format, file;
  bool force = false, open = false;
};
void declare_page(CLI::App& app, PageOptions& options);

// As asked for; else by the ending of the file's name, HTML for a page that is opened, and text. UsageError
// for an unknown format, and for an ending that names one in which no page is written.
PageFormat page_format(Invocation& invocation, const PageOptions& options);

// The document in a format other than JSON; text as wide as the terminal, or as 80 columns in a file.
std::string page_text(Invocation& invocation, const PageOptions& options, PageFormat format,
                      const Document& page);

// The text to where it is wanted: standard output, a file of its own with mode 0600, or a program that shows
// it. `what` names it in messages and files: "report". UsageError for a file that exists, unless forced, for
// the journal always, and for a page that would open at the other end of an ssh connection; Error
// (not_saved) where no program opens it.
void hand_over_page(Invocation& invocation, const PageOptions& options, PageFormat format,
                    std::string_view what, const std::string& text);

}  // namespace felt
