#include "commands/page.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <ostream>

#include "base/closest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/names.hpp"
#include "base/process.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "commands/editor.hpp"
#include "commands/output_file.hpp"
#include "commands/value_types.hpp"
#include "report/html.hpp"
#include "report/markdown.hpp"
#include "report/terminal.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

constexpr Names<PageFormat, 4> format_names{{{PageFormat::text, "text"},
                                             {PageFormat::markdown, "markdown"},
                                             {PageFormat::html, "html"},
                                             {PageFormat::json, "json"}}};
constexpr const char* its_formats = "It is text, markdown, html or json.";

Look look_of(Invocation& invocation, const PageOptions& options) {
  if (options.file.empty()) return invocation.out_look();
  Look page;
  page.unicode = !invocation.globals().plain;
  return page;
}

void save(Invocation& invocation, const PageOptions& options, std::string_view what,
          const std::string& text) {
  refuse_journal(invocation, options.file);
  write_atomically(options.file, text, options.force ? Overwrite::yes : Overwrite::no);
  if (!invocation.globals().quiet)
    invocation.say(fmt::format("saved the {} as {}", what, quoted_path(options.file)));
}

// --- opening ---

bool is_remote(const Environment& environment) {
  return !value_of(environment, "SSH_CONNECTION").empty() || !value_of(environment, "SSH_TTY").empty();
}

void refuse_remote(Invocation& invocation) {
  if (invocation.globals().yes || !is_remote(invocation.world().env)) return;
  throw UsageError("over ssh the page would open on the other computer",
                   "Save it with -o FILE and copy it to where you are. With --yes it is opened there.");
}

fs::path opener(const Environment& environment) {
  for (const auto* name : {"xdg-open", "open"})
    if (const auto program = find_program(name, value_of(environment, "PATH"))) return *program;
  throw Error(Exit::not_saved, "there is no program here that opens a page (xdg-open, open)",
              "Save it with -o FILE and open that with a browser.");
}

void open_file(Invocation& invocation, const fs::path& program, const fs::path& file) {
  invocation.out().flush();
  invocation.err().flush();
  const int code = run_program(program, {program.filename().string(), file.string()}, invocation.world().env);
  if (code != 0)
    throw Error(Exit::not_saved,
                fmt::format("{} ended with exit code {}", quoted_path(program.filename()), code),
                fmt::format("The page is in {}.", quoted_path(file)));
}

// It stays after felt has ended: a browser reads it later than that.
fs::path put_aside(Invocation& invocation, PageFormat format, std::string_view what,
                   const std::string& text) {
  PrivateFolder folder(invocation.world().env);
  auto file = folder.path() / fmt::format("felt-{}{}", what, format_endings.of(format_names.of(format)));
  write_atomically(file, text);
  folder.stay();
  if (!invocation.globals().quiet)
    invocation.say(
        fmt::format("The page is in {}. It can be deleted once it has been read.", quoted_path(file)));
  return file;
}

void open_page(Invocation& invocation, const PageOptions& options, PageFormat format, std::string_view what,
               const std::string& text) {
  refuse_remote(invocation);
  const auto program = opener(invocation.world().env);
  if (options.file.empty()) return open_file(invocation, program, put_aside(invocation, format, what, text));
  save(invocation, options, what, text);
  open_file(invocation, program, path_from_root(options.file));
}

}  // namespace

void declare_page(CLI::App& app, PageOptions& options) {
  add_text(app, "--format", options.format, "What it is written as", type_of(format_names));
  add_output(app, "-o,--output", options.file, "Into a file of its own; its ending names the format");
  app.add_flag("--force", options.force, "Replace the file if there is one");
  app.add_flag("--open", options.open, "Show it in the browser, as HTML unless told");
}

PageFormat page_format(Invocation& invocation, const PageOptions& options) {
  if (invocation.globals().json) return PageFormat::json;
  if (!options.format.empty()) return value_named(format_names, options.format, no_format, its_formats);
  if (const auto format = find_by_ending(format_names, options.file, its_formats)) return *format;
  return options.open ? PageFormat::html : PageFormat::text;
}

std::string page_text(Invocation& invocation, const PageOptions& options, PageFormat format,
                      const Document& page) {
  if (format == PageFormat::html) return html_text(page);
  if (format == PageFormat::markdown) return markdown_text(page);
  return terminal_text(page, look_of(invocation, options));
}

void hand_over_page(Invocation& invocation, const PageOptions& options, PageFormat format,
                    std::string_view what, const std::string& text) {
  if (options.open) return open_page(invocation, options, format, what, text);
  if (options.file.empty())
    invocation.out() << text;
  else
    save(invocation, options, what, text);
}

}  // namespace felt
