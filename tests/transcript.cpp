#include "transcript.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <algorithm>
#include <deque>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace felt::test {

namespace {

using Lines = std::vector<std::string>;

bool is_exit_code(std::string_view line) {
  return line.size() > 2 && line.front() == '[' && line.back() == ']' &&
         line.find_first_not_of("0123456789", 1) == line.size() - 1;
}
bool is_typed(std::string_view line) { return line == "<" || line.starts_with("< "); }
bool is_error(std::string_view line) { return line == "!" || line.starts_with("! "); }
bool is_command(std::string_view line) { return line.starts_with("$ "); }
bool is_output(std::string_view line) { return !is_typed(line) && !is_error(line) && !is_exit_code(line); }

// Control characters as the pictures Unicode has for them; tabs stay.
std::string shown(std::string_view text) {
  std::string pictures;
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (code == 0x7f)
      pictures += "\u2421";
    else if (code < 0x20 && c != '\t')
      pictures += {static_cast<char>(0xe2), static_cast<char>(0x90), static_cast<char>(0x80 + code)};
    else
      pictures += c;
  }
  return pictures;
}

enum class LineBreak { yes, no };

std::string written_line(Event::Kind kind, std::string_view text, LineBreak line_break) {
  std::string line = shown(text);
  if (kind == Event::Kind::typed) return line.empty() ? "<" : "< " + line;
  const std::size_t last = line.find_last_not_of('\\');
  const std::size_t backslashes = line.size() - (last == std::string::npos ? 0 : last + 1);
  line.append(backslashes, '\\');
  if (line_break == LineBreak::no) line += '\\';
  if (kind == Event::Kind::err) return line.empty() ? "!" : "! " + line;
  if (line.empty()) return "~";
  const bool mistaken = !is_output(line) || is_command(line) || line == "~" || line.front() == '\\';
  return mistaken ? "\\" + line : line;
}

void write_event(const Event& event, Lines& lines) {
  std::string_view rest = event.text;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    const bool broken = end != std::string_view::npos;
    lines.push_back(written_line(event.kind, rest.substr(0, end), broken ? LineBreak::yes : LineBreak::no));
    rest = broken ? rest.substr(end + 1) : std::string_view();
  }
}

template <typename Wanted>
Lines only(const Lines& lines, Wanted wanted) {
  Lines kept;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(kept), wanted);
  return kept;
}

// Typed lines after something was said: their places count.
bool is_dialogue(const Lines& lines) {
  const auto said = std::find_if_not(lines.begin(), lines.end(), is_typed);
  return std::any_of(said, lines.end(), is_typed);
}

std::vector<std::vector<std::size_t>> common_lengths(const Lines& a, const Lines& b) {
  std::vector<std::vector<std::size_t>> common(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      common[i][j] = a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
  return common;
}

// Reads a transcript line by line and plays each block as soon as it is complete.
class Player {
 public:
  Player(std::string_view name, std::string_view text) : m_name(name), m_lines(lines_of(text)) {}

  Outcome play() {
    while (m_next < m_lines.size()) {
      if (is_command(line()))
        play_block();
      else
        read_setting();
    }
    for (const std::string& kept : m_kept) m_outcome.text += kept + "\n";
    return std::move(m_outcome);
  }

 private:
  const std::string& line() const { return m_lines[m_next]; }
  bool at_end_of_block() const { return m_next == m_lines.size() || line().empty() || is_command(line()); }
  std::string place(int line) const { return m_name + ":" + std::to_string(line) + ": "; }
  [[noreturn]] void refuse(const std::string& message) const {
    throw std::runtime_error(place(static_cast<int>(m_next) + 1) + message);
  }

  Block read_block() {
    Block block;
    block.line = static_cast<int>(m_next) + 1;
    block.command.push_back(m_lines[m_next++].substr(2));
    while (block.command.back().ends_with('\\') && m_next < m_lines.size())
      block.command.push_back(m_lines[m_next++]);
    for (; !at_end_of_block(); ++m_next) {
      if (is_typed(line())) block.typed.push_back(line().size() < 2 ? "" : line().substr(2));
      block.answered.push_back(line());
    }
    return block;
  }

  void play_block() {
    const Block block = read_block();
    const Lines happened = written(played(block));
    const bool passed = same(block.answered, happened);
    if (!passed)
      m_outcome.failures.push_back(place(block.line) + "$ " + block.command_line() + "\n" +
                                   difference(block.answered, happened));
    m_kept.push_back("$ " + block.command.front());
    m_kept.insert(m_kept.end(), block.command.begin() + 1, block.command.end());
    const Lines& answered = passed ? block.answered : happened;
    m_kept.insert(m_kept.end(), answered.begin(), answered.end());
  }

  Played played(const Block& block) {
    try {
      return m_stage.play(block.command_line(), block.typed, m_setting);
    } catch (const std::exception& error) {
      throw std::runtime_error(place(block.line) + error.what());
    }
  }

  void read_setting() {
    const std::string& setting = line();
    if (!setting.empty() && setting.front() != '#' && setting.front() != '@')
      refuse("an answer without a command (after an empty line?): " + setting);
    m_kept.push_back(setting);
    if (setting.starts_with('@')) obey(setting);
    ++m_next;
  }

  void obey(const std::string& setting) {
    const std::size_t space = std::min(setting.find(' '), setting.size());
    const std::string name = setting.substr(1, space - 1);
    const std::string value = space < setting.size() ? setting.substr(space + 1) : "";
    if (name == "now")
      m_setting.now = value;
    else if (name == "zone")
      m_setting.zone = value;
    else if (name == "columns")
      m_setting.columns = std::stoi(value);
    else if (name == "terminal")
      m_setting.terminal = value != "no";
    else if (name == "env")
      set_variable(value);
    else if (name == "hide")
      m_setting.hidden.push_back(value);
    else if (name == "file" || name == "program")
      write_file(value, name == "program" ? std::filesystem::perms(0755) : std::filesystem::perms(0644));
    else
      refuse("no setting called '@" + name + "'");
  }

  void set_variable(const std::string& value) {
    const std::size_t equals = value.find('=');
    if (value.starts_with('-'))
      m_setting.env[value.substr(1)] = std::nullopt;
    else if (equals != std::string::npos)
      m_setting.env[value.substr(0, equals)] = value.substr(equals + 1);
    else
      refuse("@env takes NAME=VALUE or -NAME");
  }

  void write_file(const std::string& name, std::filesystem::perms perms) {
    std::string text;
    while (m_next + 1 < m_lines.size() && m_lines[m_next + 1].starts_with('|')) {
      const std::string& content = m_lines[++m_next];
      m_kept.push_back(content);
      text += (content.size() < 2 ? "" : content.substr(2)) + "\n";
    }
    m_stage.write_file(name, text, perms);
  }

  std::string m_name;
  Lines m_lines;
  std::size_t m_next = 0;
  Stage m_stage;
  Setting m_setting;
  Lines m_kept;
  Outcome m_outcome;
};

void test_transcript() {
  const std::filesystem::path path = std::filesystem::path(FELT_TEST_DATA) / (current_test_name() + ".test");
  const std::string text = read_whole(path);
  const Outcome outcome = play_transcript("tests/" + current_test_name() + ".test", text);
  if (accepting()) {
    if (outcome.text != text) write_whole(path, outcome.text);
    return;
  }
  for (const std::string& failure : outcome.failures) FAIL_CHECK(failure);
}

}  // namespace

std::string Block::command_line() const {
  std::string whole;
  for (const std::string& part : command)
    whole += part.ends_with('\\') ? part.substr(0, part.size() - 1) : part;
  return whole;
}

std::vector<std::string> written(const Played& played) {
  Lines lines;
  for (const Event& event : played.events) write_event(event, lines);
  if (played.exit != 0) lines.push_back("[" + std::to_string(played.exit) + "]");
  return lines;
}

bool same(const std::vector<std::string>& expected, const std::vector<std::string>& happened) {
  if (is_dialogue(expected)) return expected == happened;
  return only(expected, is_output) == only(happened, is_output) &&
         only(expected, is_error) == only(happened, is_error) &&
         only(expected, is_exit_code) == only(happened, is_exit_code);
}

std::string difference(const std::vector<std::string>& expected, const std::vector<std::string>& happened) {
  const auto common = common_lengths(expected, happened);
  std::string text;
  std::size_t i = 0, j = 0;
  while (i < expected.size() || j < happened.size()) {
    if (i < expected.size() && j < happened.size() && expected[i] == happened[j]) {
      text += "    " + expected[i++] + "\n";
      ++j;
    } else if (j == happened.size() || (i < expected.size() && common[i + 1][j] >= common[i][j + 1])) {
      text += "  - " + expected[i++] + "\n";
    } else {
      text += "  + " + happened[j++] + "\n";
    }
  }
  return text;
}

std::vector<std::string> lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

Outcome play_transcript(std::string_view name, std::string_view text) { return Player(name, text).play(); }

void register_transcripts() {
  const std::filesystem::path folder = std::filesystem::path(FELT_TEST_DATA) / "cli";
  if (!std::filesystem::exists(folder)) return;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".test")
      register_test("cli/" + entry.path().stem().string(), entry.path().string(), test_transcript);
}

bool accepting() {
  const char* accept = getenv("FELT_ACCEPT");
  return accept && std::string_view(accept) == "1";
}

std::string read_whole(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_whole(const std::filesystem::path& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

void register_test(const std::string& name, const std::string& file, void (*test)()) {
  static std::deque<std::string> texts;  // doctest keeps pointers
  texts.push_back(name);
  texts.push_back(file);
  const char* kept_name = texts[texts.size() - 2].c_str();
  using doctest::detail::TestCase;
  using doctest::detail::TestSuite;
  const auto line = static_cast<unsigned>(texts.size());  // doctest tells test cases apart by file and line
  doctest::detail::regTest(TestCase(test, texts.back().c_str(), line, TestSuite()) * kept_name);
}

std::string current_test_name() { return doctest::getContextOptions()->currentTest->m_name; }

}  // namespace felt::test
