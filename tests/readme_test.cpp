#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <stdexcept>

#include "documents.hpp"

namespace felt::test {

namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

constexpr std::string_view anything = "…";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

std::string without_trailing_spaces(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

// The manual's own way to write characters that roff would take for its own.
std::string from_roff(std::string line) {
  line = replaced(std::move(line), "\\&", "");
  line = replaced(std::move(line), "\\-", "-");
  line = replaced(std::move(line), "\\(aq", "'");
  line = replaced(std::move(line), "\\(ti", "~");
  line = replaced(std::move(line), "\\(ha", "^");
  return replaced(std::move(line), "\\e", "\\");
}
std::string to_roff(std::string line) {
  line = replaced(std::move(line), "\\", "\\e");
  line = replaced(std::move(line), "-", "\\-");
  line = replaced(std::move(line), "~", "\\(ti");
  line = replaced(std::move(line), "^", "\\(ha");
  line = replaced(std::move(line), "'", "\\(aq");
  return line.starts_with('.') ? "\\&" + line : line;
}

// name, name=value, name="a value", parted by spaces.
std::vector<std::pair<std::string, std::string>> read_wishes(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> wishes;
  while (!text.empty()) {
    if (text.front() == ' ') {
      text.remove_prefix(1);
      continue;
    }
    const std::size_t name_end = std::min(text.find_first_of("= "), text.size());
    auto& [name, value] = wishes.emplace_back(text.substr(0, name_end), "");
    text.remove_prefix(name_end);
    if (!text.starts_with('=')) continue;
    text.remove_prefix(1);
    const bool quoted = text.starts_with('"');
    if (quoted) text.remove_prefix(1);
    const std::size_t end = std::min(text.find(quoted ? '"' : ' '), text.size());
    value = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return wishes;
}

// What the comment above a block asks for.
struct Wish {
  bool played = true;
  std::string text;
};

bool fits_lines(const Lines& pattern, std::size_t i, const Lines& lines, std::size_t j) {
  for (; i < pattern.size(); ++i, ++j) {
    if (pattern[i] == anything) {
      for (std::size_t rest = j; rest <= lines.size(); ++rest)
        if (fits_lines(pattern, i + 1, lines, rest)) return true;
      return false;
    }
    if (j == lines.size() || !fits(pattern[i], lines[j])) return false;
  }
  return j == lines.size();
}

class Document {
 public:
  Document(std::string_view name, std::string_view text, Format format)
      : m_name(name), m_lines(lines_of(text)), m_format(format) {}

  Outcome play() {
    Wish wish;
    while (m_next < m_lines.size()) {
      const std::string& line = m_lines[m_next];
      if (begins_block(line)) {
        keep();
        if (wish.played && is_ours())
          play_block(wish);
        else
          while (m_next < m_lines.size() && !ends_block(m_lines[m_next])) keep();
        wish = {};
      } else {
        if (!line.empty()) wish = read_wish(line);
        keep();
      }
    }
    return std::move(m_outcome);
  }

 private:
  void keep() { m_outcome.text += m_lines[m_next++] + "\n"; }

  bool begins_block(const std::string& line) const {
    return m_format == Format::markdown ? line == "```console" : line.starts_with(".Bd -literal");
  }
  bool ends_block(const std::string& line) const {
    return m_format == Format::markdown ? line == "```" : line.starts_with(".Ed");
  }
  // Manuals also show files in literal displays.
  bool is_ours() const {
    return m_format == Format::markdown || (m_next < m_lines.size() && m_lines[m_next].starts_with("$ "));
  }
  Wish read_wish(const std::string& line) const {
    const std::string begin = m_format == Format::markdown ? "<!-- " : ".\\\" ";
    const std::string end = m_format == Format::markdown ? " -->" : "";
    if (!line.starts_with(begin) || !line.ends_with(end)) return {};
    const std::string text = line.substr(begin.size(), line.size() - begin.size() - end.size());
    if (text.starts_with("not played: ")) return {.played = false, .text = {}};
    if (text.starts_with("play: ")) return {.played = true, .text = text.substr(6)};
    return {};
  }

  Lines block_lines() {
    Lines lines;
    for (; m_next < m_lines.size() && !ends_block(m_lines[m_next]); ++m_next)
      lines.push_back(m_format == Format::manual ? from_roff(m_lines[m_next]) : m_lines[m_next]);
    return lines;
  }

  void play_block(const Wish& wish) {
    m_typed.clear();
    m_exit = 0;
    obey(wish);
    const int first_line = static_cast<int>(m_next) + 1;
    const Lines lines = block_lines();
    for (std::size_t i = 0; i < lines.size();) {
      if (!lines[i].starts_with("$ "))
        throw std::runtime_error(m_name + ":" + std::to_string(first_line) +
                                 ": a console block begins with a command, or is marked `not played`");
      Block block;
      block.line = first_line + static_cast<int>(i);
      block.command.push_back(lines[i++].substr(2));
      while (block.command.back().ends_with('\\') && i < lines.size()) block.command.push_back(lines[i++]);
      while (i < lines.size() && !lines[i].starts_with("$ ")) block.answered.push_back(lines[i++]);
      if (i == lines.size()) block.typed = m_typed;
      play_command(block);
    }
  }

  void obey(const Wish& wish) {
    for (const auto& [name, value] : read_wishes(wish.text)) {
      if (name == "now")
        m_setting.now = replaced(value, "T", " ");
      else if (name == "zone")
        m_setting.zone = value;
      else if (name == "columns")
        m_setting.columns = std::stoi(value);
      else if (name == "terminal")
        m_setting.terminal = value != "no";
      else if (name == "exit")
        m_exit = std::stoi(value);
      else if (name == "typed")
        m_typed = lines_of(replaced(value, "|", "\n"));
      else
        throw std::runtime_error(m_name + ":" + std::to_string(m_next) + ": no wish called '" + name + "'");
    }
  }

  void play_command(const Block& block) {
    const std::string place = m_name + ":" + std::to_string(block.line) + ": ";
    const std::string command = replaced(block.command_line(), "/home/you", "{dir}");
    Played played;
    try {
      played = m_stage.play(command, block.typed, m_setting);
    } catch (const std::exception& error) {
      throw std::runtime_error(place + error.what());
    }
    const Lines shown = on_screen(played);
    const bool passed = fits_lines(block.answered, 0, shown, 0);
    if (!passed)
      m_outcome.failures.push_back(place + "$ " + command + "\n" + difference(block.answered, shown));
    if (played.exit != m_exit)
      m_outcome.failures.push_back(place + "$ " + command + "\n  exit code " + std::to_string(played.exit) +
                                   "\n" + difference({}, shown));
    write_out("$ " + block.command.front());
    for (std::size_t i = 1; i < block.command.size(); ++i) write_out(block.command[i]);
    for (const std::string& line : passed ? block.answered : shown) write_out(line);
  }

  static Lines on_screen(const Played& played) {
    std::string text;
    for (const Event& event : played.events) text += event.text;
    Lines lines = lines_of(replaced(std::move(text), "{dir}", "/home/you"));
    std::transform(lines.begin(), lines.end(), lines.begin(), without_trailing_spaces);
    return lines;
  }

  void write_out(const std::string& line) {
    m_outcome.text += (m_format == Format::manual ? to_roff(line) : line) + "\n";
  }

  std::string m_name;
  Lines m_lines;
  Format m_format;
  std::size_t m_next = 0;
  Stage m_stage;
  Setting m_setting;
  Lines m_typed;
  int m_exit = 0;
  Outcome m_outcome;
};

void test_document() {
  const std::string name = current_test_name().substr(5);
  const bool manual = name != "README.md";
  const fs::path path = fs::path(FELT_SOURCE_DIR) / (manual ? "man/" + name : name);
  const std::string text = read_whole(path);
  const Outcome outcome = play_document(name, text, manual ? Format::manual : Format::markdown);
  if (accepting()) {
    if (!outcome.failures.empty()) write_whole(path, outcome.text);
    return;
  }
  for (const std::string& failure : outcome.failures) FAIL_CHECK(failure);
}

bool is_manual(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension.size() == 2 && extension[1] >= '1' && extension[1] <= '9';
}

}  // namespace

Outcome play_document(std::string_view name, std::string_view text, Format format) {
  return Document(name, text, format).play();
}

bool fits(std::string_view pattern, std::string_view text) {
  const std::size_t gap = pattern.find(anything);
  if (gap == std::string_view::npos) return pattern == text;
  if (!text.starts_with(pattern.substr(0, gap))) return false;
  const std::string_view rest = pattern.substr(gap + anything.size());
  for (std::size_t at = gap; at <= text.size(); ++at)
    if (fits(rest, text.substr(at))) return true;
  return false;
}

void register_documents() {
  const fs::path root = FELT_SOURCE_DIR;
  if (fs::exists(root / "README.md"))
    register_test("docs/README.md", (root / "README.md").string(), test_document);
  if (!fs::exists(root / "man")) return;
  for (const auto& entry : fs::directory_iterator(root / "man"))
    if (is_manual(entry.path()))
      register_test("docs/" + entry.path().filename().string(), entry.path().string(), test_document);
}

}  // namespace felt::test
