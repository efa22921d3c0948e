#include "commands/help_text.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

#include "base/columns.hpp"
#include "base/text.hpp"

namespace felt {
namespace {

constexpr std::size_t narrowest_about = 24;
constexpr std::size_t indent_below = 6;

std::string blanks(std::size_t columns) { return std::string(columns, ' '); }

// One that is longer than a line is broken behind a | or before a space.
std::string broken_name(std::string_view name, std::size_t columns) {
  std::string text = "  ";
  for (std::size_t used = text.size(); !name.empty();) {
    auto end = name.find_first_of("| ", 1);
    if (end != name.npos && name[end] == '|') ++end;
    auto piece = name.substr(0, end);
    name.remove_prefix(piece.size());
    if (used + display_width(piece) > columns && used > indent_below) {
      text += "\n" + blanks(indent_below);
      used = indent_below;
      piece = trim(piece);
    }
    text += piece;
    used += display_width(piece);
  }
  return text;
}

class WrappedHelp : public CLI::Formatter {
 public:
  explicit WrappedHelp(const Look& look) : m_look(look) {}

  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    return help_row(make_option_name(option, is_positional) + make_option_opts(option),
                    make_option_desc(option), column_width_, m_look);
  }
  std::string make_subcommand(const CLI::App* word) const override {
    return help_row(word->get_display_name(true), word->get_description(), column_width_, m_look);
  }
  std::string make_description(const CLI::App* app) const override {
    return help_lines(Formatter::make_description(app), m_look);
  }
  std::string make_usage(const CLI::App* app, std::string name) const override {
    return help_lines(Formatter::make_usage(app, std::move(name)), m_look);
  }

 private:
  Look m_look;
};

CLI::App* find_chosen(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  return chosen.empty() ? nullptr : chosen.front();
}

}  // namespace

std::string help_text(CLI::App& app, const Look& look) {
  const auto formatter = std::make_shared<WrappedHelp>(look);
  for (auto* at = &app; at; at = find_chosen(*at)) at->formatter(formatter);
  return drawn(app.help(), look);
}

std::string help_row(const std::string& name, std::string_view about, std::size_t column, const Look& look) {
  const auto columns = static_cast<std::size_t>(look.columns);
  const bool has_room = columns >= column + narrowest_about;
  const auto indent = has_room ? column : indent_below;
  auto text = broken_name(name, columns);
  bool is_beside = has_room && display_width(text) < column;
  for (const auto& line : wrapped(about, columns - indent)) {
    text = is_beside ? padded(text, indent) + line : text + "\n" + blanks(indent) + line;
    is_beside = false;
  }
  return text + "\n";
}

std::string help_lines(std::string_view text, const Look& look) {
  return join(wrapped(text, static_cast<std::size_t>(look.columns)), "\n") + "\n";
}

}  // namespace felt
