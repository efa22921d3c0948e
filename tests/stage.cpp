#include "stage.hpp"

#include <stdlib.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <optional>
#include <regex>
#include <sstream>
#include <stdexcept>

#include "base/terminal.hpp"
#include "base/time.hpp"
#include "commands/command.hpp"
#include "felt.hpp"
#include "zones.hpp"

namespace felt::test {

namespace fs = std::filesystem;

namespace {

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

// Collects what is written to one stream as events. The line break that is written in place of the typed one,
// which only a terminal would show, is left out.
class Sink : public std::streambuf {
 public:
  Sink(Event::Kind kind, std::vector<Event>& events) : m_kind(kind), m_events(events) {}

 protected:
  int_type overflow(int_type c) override {
    if (!traits_type::eq_int_type(c, traits_type::eof())) add(std::string{traits_type::to_char_type(c)});
    return traits_type::not_eof(c);
  }
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    add({text, static_cast<std::size_t>(size)});
    return size;
  }

 private:
  void add(std::string_view text) {
    const bool after_typing = !m_events.empty() && m_events.back().kind == Event::Kind::typed;
    if (after_typing && text.starts_with('\n')) text.remove_prefix(1);
    if (text.empty()) return;
    if (m_events.empty() || m_events.back().kind != m_kind) m_events.push_back({m_kind, {}});
    m_events.back().text += text;
  }

  Event::Kind m_kind;
  std::vector<Event>& m_events;
};

// Hands out typed lines one by one and notes when each was read.
class Typist : public std::streambuf {
 public:
  Typist(const std::vector<std::string>& lines, std::vector<Event>& events)
      : m_lines(lines), m_events(events) {}
  // What nobody read.
  void finish() {
    while (m_next < m_lines.size()) type();
  }

 protected:
  int_type underflow() override {
    if (m_next == m_lines.size()) return traits_type::eof();
    type();
    setg(m_line.data(), m_line.data(), m_line.data() + m_line.size());
    return traits_type::to_int_type(m_line.front());
  }

 private:
  void type() {
    m_line = m_lines[m_next++] + "\n";
    m_events.push_back({Event::Kind::typed, m_line});
  }

  const std::vector<std::string>& m_lines;
  std::vector<Event>& m_events;
  std::size_t m_next = 0;
  std::string m_line;
};

struct CommandLine {
  std::map<std::string, std::string> env;
  std::vector<std::string> words;
  std::optional<std::string> from, into;
};

struct Token {
  std::string text;
  bool plain = true;  // nothing in it was quoted
};

// Splits like a shell does, without any expansion.
class Splitter {
 public:
  explicit Splitter(std::string_view line) : m_line(line) {}

  std::vector<Token> tokens() {
    while (skip_spaces()) m_tokens.push_back(token());
    return std::move(m_tokens);
  }

 private:
  bool skip_spaces() {
    while (m_at < m_line.size() && (m_line[m_at] == ' ' || m_line[m_at] == '\n')) ++m_at;
    return m_at < m_line.size();
  }
  Token token() {
    Token token;
    while (m_at < m_line.size() && m_line[m_at] != ' ' && m_line[m_at] != '\n') piece(token);
    return token;
  }
  void piece(Token& token) {
    const char c = m_line[m_at++];
    if (c == '\'' || c == '"') {
      token.plain = false;
      in_quotes(token, c);
    } else if (c == '\\' && m_at < m_line.size()) {
      token.plain = false;
      token.text += m_line[m_at++];
    } else {
      token.text += c;
    }
  }
  void in_quotes(Token& token, char quote) {
    while (m_at < m_line.size() && m_line[m_at] != quote) {
      const bool escaped = quote == '"' && m_line[m_at] == '\\' && m_at + 1 < m_line.size() &&
                           std::string_view("\"\\$`").find(m_line[m_at + 1]) != std::string_view::npos;
      if (escaped) ++m_at;
      token.text += m_line[m_at++];
    }
    if (m_at++ == m_line.size()) throw std::runtime_error("a quote is not closed: " + std::string(m_line));
  }

  std::string_view m_line;
  std::size_t m_at = 0;
  std::vector<Token> m_tokens;
};

bool is_assignment(const Token& token) {
  const std::size_t equals = token.text.find('=');
  if (equals == std::string::npos || equals == 0) return false;
  return std::all_of(token.text.begin(), token.text.begin() + static_cast<std::ptrdiff_t>(equals),
                     [](char c) { return c == '_' || (c >= 'A' && c <= 'Z'); });
}

CommandLine read_command_line(std::string_view text) {
  CommandLine line;
  const std::vector<Token> tokens = Splitter(text).tokens();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.plain && (token.text == "|" || token.text == "&&" || token.text == ";" || token.text == ">>"))
      throw std::runtime_error("transcripts play one command at a time: " + std::string(text));
    if (token.plain && (token.text == "<" || token.text == ">")) {
      if (i + 1 == tokens.size()) throw std::runtime_error("no file after " + token.text);
      (token.text == "<" ? line.from : line.into) = tokens[++i].text;
    } else if (line.words.empty() && is_assignment(token)) {
      const std::size_t equals = token.text.find('=');
      line.env[token.text.substr(0, equals)] = token.text.substr(equals + 1);
    } else {
      line.words.push_back(token.text);
    }
  }
  if (line.words.empty()) throw std::runtime_error("no command: " + std::string(text));
  return line;
}

std::string read_file(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The few other programs a transcript may call.
class Tools {
 public:
  Tools(const std::vector<std::string>& words, std::ostream& out) : m_words(words), m_out(out) {}

  void run() const {
    const std::string& name = m_words[0];
    if (name == "cat") return cat();
    if (name == "ls") return ls();
    if (name == "mode") return mode();
    if (name == "rm") return rm();
    if (name == "cp") return cp();
    if (name == "chmod") return chmod();
    throw std::runtime_error("transcripts know no program called '" + name + "'");
  }

 private:
  void cat() const { m_out << read_file(argument(1)); }
  void ls() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(argument(1)))
      names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) m_out << name << '\n';
  }
  void mode() const {
    const auto bits = static_cast<unsigned>(fs::status(argument(1)).permissions());
    std::ostringstream octal;
    octal << std::oct << bits;
    m_out << octal.str() << '\n';
  }
  void rm() const { fs::remove(argument(1)); }
  void cp() const { fs::copy_file(argument(1), argument(2), fs::copy_options::overwrite_existing); }
  void chmod() const {
    fs::permissions(argument(2), static_cast<fs::perms>(std::stoul(argument(1), nullptr, 8)));
  }
  const std::string& argument(std::size_t n) const {
    if (n >= m_words.size()) throw std::runtime_error(m_words[0] + " misses an argument");
    return m_words[n];
  }

  const std::vector<std::string>& m_words;
  std::ostream& m_out;
};

Environment environment(const Setting& setting, const CommandLine& line) {
  Environment env{{"HOME", "{dir}"},
                  {"XDG_DATA_HOME", "{dir}/.local/share"},
                  {"XDG_CONFIG_HOME", "{dir}/.config"},
                  {"PATH", "{dir}/bin:/usr/bin:/bin"},
                  {"LANG", "C.UTF-8"},
                  {"TERM", "xterm"},
                  {"NO_COLOR", "1"}};
  for (const auto& [name, value] : setting.env) {
    if (value)
      env[name] = *value;
    else
      env.erase(name);
  }
  for (const auto& [name, value] : line.env) env[name] = value;
  return env;
}

TerminalFacts terminal_facts(const Setting& setting, const Environment& env) {
  const auto value = [&env](const std::string& name) {
    return env.contains(name) ? env.at(name) : std::string();
  };
  const std::string locale = value("LC_ALL").empty() ? value("LANG") : value("LC_ALL");
  return {.is_terminal = setting.terminal,
          .columns = setting.columns,
          .term = value("TERM"),
          .no_color = !value("NO_COLOR").empty(),
          .utf8_locale = locale.ends_with("UTF-8")};
}

// What is typed is not shown on a real terminal; here it stands in the transcript.
std::function<std::optional<Secret>(std::string_view)> typed_secret_reader(std::istream& in,
                                                                           std::ostream& err) {
  return [&](std::string_view prompt) -> std::optional<Secret> {
    err << prompt;
    std::string line;
    if (!std::getline(in, line)) return std::nullopt;
    return Secret::copy_of(line);
  };
}

int run_in_world(const CommandLine& line, std::istream& in, std::ostream& out, std::ostream& err,
                 const Setting& setting, Environment env) {
  if (line.words[0] != "felt") {
    Tools(line.words, out).run();
    return 0;
  }
  const Zone zone = zone_named(setting.zone);
  const Instant now = parse_iso(replaced(setting.now, " ", "T"), zone).at;
  const TerminalFacts facts = terminal_facts(setting, env);
  World world{.in = in,
              .out = out,
              .err = err,
              .env = std::move(env),
              .now = [now] { return now; },
              .zone = zone,
              .in_is_terminal = setting.terminal,
              .out_terminal = facts,
              .err_terminal = facts,
              .line_reader = {},
              .program = "felt",
              .secret_reader = {}};
  if (setting.terminal) world.secret_reader = typed_secret_reader(in, err);
  const std::vector<std::string> args(line.words.begin() + 1, line.words.end());
  return run_felt(args, world);
}

bool is_uuid_at(std::string_view text, std::size_t at) {
  static constexpr std::string_view shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  if (text.size() - at < shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const char c = text[at + i];
    const bool fits = shape[i] == '-' ? c == '-' : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (!fits) return false;
  }
  return true;
}

std::string without_uuids(std::string_view text) {
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const bool uuid = is_uuid_at(text, at);
    kept += uuid ? std::string("<uuid>") : std::string(1, text[at]);
    at += uuid ? 36 : 1;
  }
  return kept;
}

std::string masked(std::string text, const fs::path& folder, const Setting& setting) {
  text = without_uuids(replaced(std::move(text), folder.string(), "{dir}"));
  for (const std::string& expression : setting.hidden)
    text = std::regex_replace(text, std::regex(expression), "<hidden>");
  return text;
}

}  // namespace

Stage::Stage() : m_before(fs::current_path()) {
  std::string name = (fs::canonical(fs::temp_directory_path()) / "felt-stage.XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("cannot make a temporary folder: " + name);
  m_folder = name;
  fs::current_path(m_folder);
  umask(022);
}

Stage::~Stage() {
  std::error_code ignored;
  fs::current_path(m_before, ignored);
  fs::remove_all(m_folder, ignored);
}

std::string Stage::with_folder(std::string text) const {
  text = replaced(std::move(text), "{dir}", m_folder.string());
  return text.starts_with("~/") ? m_folder.string() + text.substr(1) : text;
}

void Stage::write_file(const std::string& name, const std::string& text, fs::perms perms) {
  const fs::path path = m_folder / with_folder(name);
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << with_folder(text);
  fs::permissions(path, perms);
}

Played Stage::play(std::string_view command, const std::vector<std::string>& typed, const Setting& setting) {
  CommandLine line = read_command_line(command);
  for (std::string& word : line.words) word = with_folder(word);
  Environment env = environment(setting, line);
  for (auto& [name, value] : env) value = with_folder(value);

  Played played;
  Sink out_sink(Event::Kind::out, played.events), err_sink(Event::Kind::err, played.events);
  Typist typist(typed, played.events);
  std::ostream out(&out_sink), err(&err_sink);
  std::istream in(&typist);
  std::istringstream from(line.from ? read_file(with_folder(*line.from)) : "");
  std::ostringstream into;
  played.exit =
      run_in_world(line, line.from ? from : in, line.into ? into : out, err, setting, std::move(env));
  if (line.into) std::ofstream(with_folder(*line.into), std::ios::binary) << into.str();
  typist.finish();
  for (Event& event : played.events) event.text = masked(std::move(event.text), m_folder, setting);
  return played;
}

}  // namespace felt::test
