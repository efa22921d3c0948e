#include "source_tree.hpp"

#include <algorithm>
#include <set>

#include "transcript.hpp"

namespace felt::test {

namespace {

// Walks through C++ text and leaves out comments and the inside of quotes.
class Stripper {
 public:
  explicit Stripper(std::string_view text) : m_text(text) {}

  std::string strip() {
    while (m_at < m_text.size()) step();
    return std::move(m_code);
  }

 private:
  bool at(std::string_view what) const { return m_text.substr(m_at).starts_with(what); }
  bool in_a_number_or_word() const {
    if (m_at == 0) return false;
    const char before = m_text[m_at - 1];
    return before == '_' || std::isalnum(static_cast<unsigned char>(before)) != 0;
  }

  void step() {
    if (at("//"))
      skip_to(std::min(m_text.find('\n', m_at), m_text.size()));
    else if (at("/*"))
      skip_to(std::min(m_text.find("*/", m_at), m_text.size() - 2) + 2);
    else if (at("R\"") && !in_a_number_or_word())
      skip_raw();
    else if (at("\"") || (at("'") && !in_a_number_or_word()))
      skip_quoted();
    else
      m_code += m_text[m_at++];
  }
  void skip_to(std::size_t end) {
    m_code.append(
        static_cast<std::size_t>(std::count(m_text.begin() + static_cast<std::ptrdiff_t>(m_at),
                                            m_text.begin() + static_cast<std::ptrdiff_t>(end), '\n')),
        '\n');
    m_at = end;
  }
  void skip_raw() {
    const std::size_t open = std::min(m_text.find('(', m_at), m_text.size());
    std::string close(m_text.substr(m_at + 2, open - m_at - 2));
    close.insert(0, 1, ')');
    close += '"';
    m_code += "\"\"";
    skip_to(std::min(m_text.find(close, open), m_text.size() - close.size()) + close.size());
  }
  void skip_quoted() {
    const char quote = m_text[m_at++];
    while (m_at < m_text.size() && m_text[m_at] != quote) m_at += m_text[m_at] == '\\' ? 2 : 1;
    m_at = std::min(m_at + 1, m_text.size());
    m_code += {quote, quote};
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  std::string m_code;
};

// Depth first; the chain is the way from the first file to the one being looked at.
class CycleSearch {
 public:
  explicit CycleSearch(const std::map<std::string, std::vector<std::string>>& includes)
      : m_includes(includes) {}

  std::vector<std::string> find() {
    for (const auto& [path, included] : m_includes)
      if (visit(path)) return m_chain;
    return {};
  }

 private:
  bool visit(const std::string& path) {
    const auto seen = std::find(m_chain.begin(), m_chain.end(), path);
    if (seen != m_chain.end()) {
      m_chain.erase(m_chain.begin(), seen);
      m_chain.push_back(path);
      return true;
    }
    if (!m_done.insert(path).second) return false;
    m_chain.push_back(path);
    if (const auto found = m_includes.find(path); found != m_includes.end())
      for (const std::string& next : found->second)
        if (visit(next)) return true;
    m_chain.pop_back();
    return false;
  }

  const std::map<std::string, std::vector<std::string>>& m_includes;
  std::set<std::string> m_done;
  std::vector<std::string> m_chain;
};

// What stands before a brace tells what the brace opens.
bool opens_function(const std::string& before) {
  const std::size_t parenthesis = before.find('(');
  const std::size_t equals = before.find('=');
  if (parenthesis == std::string::npos) return false;
  if (equals < parenthesis && before.find("operator") > equals && before.find('<') > equals) return false;
  const std::vector<std::string> words = words_of(before.substr(0, parenthesis));
  return std::none_of(words.begin(), words.end(), [](const std::string& word) {
    return word == "namespace" || word == "class" || word == "struct" || word == "enum" || word == "union";
  });
}

bool is_word_character(char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0; }

}  // namespace

std::vector<std::string> words_of(std::string_view code) {
  std::vector<std::string> words(1);
  for (const char c : code) {
    const bool in_word = is_word_character(c) || c == ':';
    if (in_word)
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::string SourceFile::room() const {
  const std::size_t slash = path.find('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

std::string without_comments_and_quotes(std::string_view text) { return Stripper(text).strip(); }

SourceFile read_source(std::string path, std::string text) {
  SourceFile file{std::move(path), std::move(text), {}, {}, {}};
  file.code = without_comments_and_quotes(file.text);
  for (const std::string& line : lines_of(file.text)) {
    if (line.starts_with("#include \"")) file.own.push_back(line.substr(10, line.rfind('"') - 10));
    if (line.starts_with("#include <")) file.libraries.push_back(line.substr(10, line.rfind('>') - 10));
  }
  return file;
}

std::vector<SourceFile> read_source_tree(const std::filesystem::path& root) {
  std::vector<SourceFile> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    const std::filesystem::path& path = entry.path();
    if (path.extension() == ".cpp" || path.extension() == ".hpp")
      files.push_back(read_source(path.lexically_relative(root).generic_string(), read_whole(path)));
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

std::vector<std::string> find_cycle(const std::map<std::string, std::vector<std::string>>& includes) {
  return CycleSearch(includes).find();
}

std::vector<int> function_lengths(std::string_view code) {
  std::vector<int> lengths;
  std::string before;
  int line = 1, depth_in_function = 0, first_line = 0;
  for (const char c : code) {
    if (c == '\n') ++line;
    if (depth_in_function > 0) {
      depth_in_function += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth_in_function == 0) lengths.push_back(line - first_line + 1);
    } else if (c == '{' && opens_function(before)) {
      depth_in_function = 1;
      first_line = line;
      before.clear();
    } else if (c == '{' || c == '}' || c == ';') {
      before.clear();
    } else {
      before += c;
    }
  }
  return lengths;
}

}  // namespace felt::test
