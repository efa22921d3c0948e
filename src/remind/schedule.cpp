#include "remind/schedule.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/names.hpp"
#include "base/visible.hpp"

namespace felt {
namespace {

constexpr Names<Pace, 4> paces{
    {{Pace::quarter_hour, "15m"}, {Pace::half_hour, "30m"}, {Pace::hour, "1h"}, {Pace::two_hours, "2h"}}};
constexpr Names<Pace, 4> cron_times{{{Pace::quarter_hour, "*/15 * * * *"},
                                     {Pace::half_hour, "*/30 * * * *"},
                                     {Pace::hour, "0 * * * *"},
                                     {Pace::two_hours, "0 */2 * * *"}}};
constexpr Names<Pace, 4> systemd_times{{{Pace::quarter_hour, "*:0/15"},
                                        {Pace::half_hour, "*:0/30"},
                                        {Pace::hour, "*:0"},
                                        {Pace::two_hours, "0/2:0"}}};

constexpr std::string_view first_line = "# >>> felt: reminders. To take them out: felt remind remove\n";
constexpr std::string_view last_line = "# <<< felt: reminders\n";
constexpr std::string_view end_of_call = " due --notify >/dev/null 2>&1";
constexpr std::string_view unit_mark = "# Written by felt. To take it out: felt remind remove\n";

// --- quoting ---

bool is_plain(char c) {
  const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return is_letter || std::string_view("_./:=,@+-").find(c) != std::string_view::npos;
}

std::string replaced(std::string_view text, char sought, std::string_view by) {
  std::string result;
  for (const char c : text)
    if (c == sought)
      result += by;
    else
      result += c;
  return result;
}

void refuse_unwritable(const std::string& word) {
  if (visible_line(word) != word)
    throw UsageError(
        fmt::format("the path {} holds characters that cannot be kept in a schedule", quoted_path(word)));
}

// For sh, inside a line of a crontab.
std::string crontab_word(const std::string& word) {
  refuse_unwritable(word);
  if (word.find('\\') != std::string::npos)
    throw UsageError(fmt::format("the path {} holds a backslash, which crontabs read in different ways",
                                 quoted_path(word)));
  const bool is_simple = !word.empty() && std::all_of(word.begin(), word.end(), is_plain);
  return replaced(is_simple ? word : "'" + replaced(word, '\'', "'\"'\"'") + "'", '%', "\\%");
}

// For systemd, which knows quotes, specifiers and variables.
std::string unit_word(const std::string& word) {
  refuse_unwritable(word);
  auto text = replaced(replaced(word, '\\', "\\\\"), '"', "\\\"");
  text = replaced(text, '%', "%%");
  return std::all_of(word.begin(), word.end(), is_plain) ? text : "\"" + text + "\"";
}

// --- the crontab, taken apart ---

struct Pieces {
  std::string_view before, line, after;
};

[[noreturn]] void refuse_markers() {
  throw ContentError(
      "the lines of felt's in the crontab are not as felt wrote them",
      "Nothing was changed. Take out what stands from '# >>> felt' to '# <<< felt' with: crontab -e");
}

// Where a whole line stands, if it stands there once.
std::size_t find_line(std::string_view text, std::string_view line) {
  auto found = std::string_view::npos;
  for (auto at = text.find(line); at != std::string_view::npos; at = text.find(line, at + 1)) {
    if (at != 0 && text[at - 1] != '\n') continue;
    if (found != std::string_view::npos) refuse_markers();
    found = at;
  }
  return found;
}

std::optional<Pieces> find_pieces(std::string_view crontab) {
  const auto first = find_line(crontab, first_line), last = find_line(crontab, last_line);
  if (first == std::string_view::npos && last == std::string_view::npos) return std::nullopt;
  if (first == std::string_view::npos || last == std::string_view::npos || last < first) refuse_markers();
  const auto begin = first + first_line.size();
  const auto between = crontab.substr(begin, last - begin);
  const auto line = between.substr(0, between.find('\n'));
  if (between.size() != line.size() + 1 || !line.ends_with(end_of_call)) refuse_markers();
  return Pieces{crontab.substr(0, first), line, crontab.substr(last + last_line.size())};
}

// A variable of the unit can hold $, which a command line would replace.
std::string command_word(const std::string& word) { return replaced(unit_word(word), '$', "$$"); }

}  // namespace

std::optional<Pace> find_pace(std::string_view name) { return paces.find(name); }

std::string crontab_line(const ReminderCall& call, Pace pace) {
  std::string line(cron_times.of(pace));
  for (const auto& [name, value] : call.variables) line += fmt::format(" {}={}", name, crontab_word(value));
  line += " " + crontab_word(call.program);
  for (const auto& option : call.options) line += " " + crontab_word(option);
  return line.append(end_of_call);
}

std::optional<std::string> find_crontab_line(std::string_view crontab) {
  const auto pieces = find_pieces(crontab);
  return pieces ? std::optional(std::string(pieces->line)) : std::nullopt;
}

std::string with_crontab_line(std::string_view crontab, std::string_view line) {
  const auto pieces = find_pieces(crontab).value_or(Pieces{"", "", crontab});
  return fmt::format("{}{}{}\n{}{}", pieces.before, first_line, line, last_line, pieces.after);
}

std::string without_crontab_line(std::string_view crontab) {
  const auto pieces = find_pieces(crontab).value_or(Pieces{"", "", crontab});
  return fmt::format("{}{}", pieces.before, pieces.after);
}

std::string service_text(const ReminderCall& call) {
  auto text =
      fmt::format("{}[Unit]\nDescription=A check-in, if one is due\n\n[Service]\nType=oneshot\n", unit_mark);
  for (const auto& [name, value] : call.variables)
    text += fmt::format("Environment={}\n", unit_word(fmt::format("{}={}", name, value)));
  text += "ExecStart=" + command_word(call.program);
  for (const auto& option : call.options) text += " " + command_word(option);
  // Nothing due, no journal, a locked one, a sealed one not opened here yet: all as it may be.
  return text + " due --notify\nSuccessExitStatus=1 10 11 12\nStandardOutput=null\nStandardError=null\n";
}

std::string timer_text(Pace pace) {
  return fmt::format(
      "{}[Unit]\nDescription=Ask felt whether a check-in is "
      "due\n\n[Timer]\nOnCalendar={}\nPersistent=true\n\n"
      "[Install]\nWantedBy=timers.target\n",
      unit_mark, systemd_times.of(pace));
}

bool is_own_unit(std::string_view text) { return text.starts_with(unit_mark); }

}  // namespace felt
