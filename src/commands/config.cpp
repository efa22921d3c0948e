#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <ostream>

#include "base/columns.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/folding.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/config_file.hpp"
#include "commands/editor.hpp"
#include "commands/rows.hpp"
#include "settings/edit.hpp"
#include "settings/settings.hpp"

namespace felt {
namespace {

constexpr std::size_t widest_value = 16;  // in the second column

// `felt config set KEY VALUE`.
struct Setting {
  std::string key, value;
};

// One document for all of `felt config`: the keys that were asked about.
void print_json(Invocation& invocation, const Settings& settings, const std::vector<std::string>& keys) {
  Json values = Json::object();
  for (const auto& key : keys) put(values, key, setting_text(settings, key));
  invocation.out() << json_text(Json{{"schema", "felt.config/1"},
                                     {"path", visible_line(invocation.config_path())},
                                     {"settings", std::move(values)}})
                   << '\n';
}

std::string shown_value(const Settings& settings, std::string_view key) {
  const auto text = setting_text(settings, key);
  return text.empty() ? "(unset)" : visible_line(text);
}

// Name, value and meaning in three columns; the meaning of a wide value stands below it.
void print_setting(Invocation& invocation, const SettingKey& key, const std::string& value,
                   std::size_t name_columns, std::size_t value_columns) {
  const auto name = padded(key.name, name_columns);
  const auto columns = name_columns + 2 + value_columns;
  if (display_width(value) <= value_columns)
    return print_row(invocation, name + "  " + value, columns, std::string(key.what));
  print_row(invocation, name, name_columns, value);
  print_row(invocation, "", columns, std::string(key.what));
}

int list_settings(Invocation& invocation) {
  const auto& settings = invocation.settings();
  std::vector<std::string> names, values;
  for (const auto& key : setting_keys()) {
    names.emplace_back(key.name);
    values.push_back(shown_value(settings, key.name));
  }
  if (invocation.globals().json) return print_json(invocation, settings, names), 0;
  auto narrow = values;
  std::erase_if(narrow, [](const std::string& value) { return display_width(value) > widest_value; });
  const auto value_columns = longest(narrow);
  for (std::size_t i = 0; i < names.size(); ++i)
    print_setting(invocation, setting_keys()[i], values[i], longest(names), value_columns);
  return 0;
}

int print_value(Invocation& invocation, const std::string& key) {
  const auto text = setting_text(invocation.settings(), key);
  if (invocation.globals().json)
    print_json(invocation, invocation.settings(), {key});
  else
    invocation.out() << visible_line(text) << '\n';
  return 0;
}

int print_path(Invocation& invocation) {
  const auto path = visible_line(known_config_path(invocation));
  if (invocation.globals().json)
    invocation.out() << json_text(Json{{"schema", "felt.config/1"}, {"path", path}}) << '\n';
  else
    invocation.out() << path << '\n';
  return 0;
}

std::string what_is_set(const Settings& settings, const Setting& setting) {
  const auto text = setting_text(settings, setting.key);
  if (text.empty()) return fmt::format("'{}' is unset", setting.key);
  return fmt::format("'{}' is {} {}", setting.key, setting.value.empty() ? "back at" : "now",
                     in_quotes(text));
}

void say_set(Invocation& invocation, const Settings& settings, const Setting& setting,
             const std::string& path) {
  if (setting.key == "journal" && std::filesystem::path(setting.value).is_relative() &&
      !setting.value.empty())
    invocation.say_warning(in_quotes(setting.value) + " is looked for in the folder that felt is started in",
                           "A path that begins with / is the same from everywhere.");
  if (invocation.globals().quiet) return;
  invocation.say(fmt::format("{}, in {}.", what_is_set(settings, setting), quoted_path(path)));
}

// A passphrase comes from one place: with two, no sealed journal would open.
void refuse_second_passphrase(const Settings& settings, const Setting& setting) {
  if (settings.passphrase_file.empty() || settings.passphrase_command.empty() || setting.value.empty())
    return;
  const bool is_file = setting.key == "passphrase_file";
  if (!is_file && setting.key != "passphrase_command") return;
  const auto* other = is_file ? "passphrase_command" : "passphrase_file";
  throw UsageError(fmt::format("'{}' is set already, and a passphrase comes from one place", other),
                   fmt::format("Nothing was changed. Take it out with: felt config set {} \"\"", other));
}

int set_value(Invocation& invocation, Setting setting) {
  setting.value = composed(trim(setting.value));
  Settings checked;
  take_setting(checked, setting.key, setting.value);
  auto file = read_config(invocation);
  auto text = with_setting(file.text, setting.key, setting.value, file.path);
  const bool changes = text != file.text;
  file.text = std::move(text);
  const auto settings = parse_settings(file.text, file.path);
  refuse_second_passphrase(settings, setting);
  if (changes) keep_config(file);
  if (invocation.globals().json) print_json(invocation, settings, {setting.key});
  say_set(invocation, settings, setting, file.path);
  return 0;
}

// --- edit ---

constexpr std::string_view mark = "# ! ";

std::string without_marks(std::string_view text) {
  std::string rest;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
    if (!text.starts_with(mark)) rest += text.substr(0, end);
    text.remove_prefix(end);
  }
  return rest;
}

std::string marked(const std::string& text, const Error& error) {
  auto lines = fmt::format("{}{}\n", mark, visible_line(error.what()));
  if (!error.hint().empty()) lines += fmt::format("{}{}\n", mark, visible_line(error.hint()));
  return lines + text;
}

// Opens the editor until the file can be read, or comes back as it went; off a terminal once. Nothing if the
// text is as it was, or empty.
std::optional<std::string> edited_config(Invocation& invocation, const std::string& before,
                                         const std::string& path, EditedText& text) {
  for (std::string given = before;;) {
    const auto back = text.open();
    const auto plain = without_marks(back);
    if (plain == before || trim(plain).empty()) return std::nullopt;
    try {
      parse_settings(plain, path);
      return plain;
    } catch (const ContentError& error) {
      if (!invocation.world().in_is_terminal || back == given) throw;
      given = marked(plain, error);
      text.put(given);
      invocation.say("That could not be taken. The editor opens again; # ! says where and why.");
    }
  }
}

int edit_config(Invocation& invocation) {
  auto file = read_config(invocation);
  const auto before = file.is_there ? file.text : new_settings_file({});
  EditedText text(invocation, "felt-config.toml", before);
  const bool is_changed = text.or_keep([&] {
    auto changed = edited_config(invocation, before, file.path, text);
    if (!changed) return false;
    file.text = *std::move(changed);
    keep_config(file);
    return true;
  });
  if (!invocation.globals().quiet)
    invocation.say(is_changed ? "Kept in " + quoted_path(file.path) + "." : "Nothing was changed.");
  return 0;
}

}  // namespace

Run declare_config(CLI::App& app) {
  const auto setting = std::make_shared<Setting>();
  add_word(app, "list", "All settings, with what they mean");
  auto* get = add_word(app, "get", "The value of one");
  get->add_option("key", setting->key, "Its name")->type_name("KEY")->required();
  auto* set = add_word(app, "set", "Give one a value; an empty one takes it out of the file");
  set->add_option("key", setting->key, "Its name")->type_name("KEY")->required();
  set->add_option("value", setting->value, "Its value")->type_name("VALUE")->required();
  auto* edit = add_word(app, "edit", "All of it in your editor, checked before it is kept");
  auto* path = add_word(app, "path", "Where the configuration is, or would be");
  return [=](Invocation& invocation) {
    if (get->parsed()) return print_value(invocation, setting->key);
    if (set->parsed()) return set_value(invocation, *setting);
    if (edit->parsed()) return edit_config(invocation);
    return path->parsed() ? print_path(invocation) : list_settings(invocation);
  };
}

}  // namespace felt
