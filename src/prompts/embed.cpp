// felt_embed_prompts OUTPUT FOLDER FILE...: writes the prompt files as constant data for builtin.hpp. It runs
// while felt is built, so it reads just the few lines it needs and leaves all judging to the tests.

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace {

// Compilers take string literals of at least this many bytes; pieces are joined up to it.
constexpr std::size_t longest_literal = 60'000, longest_piece = 4'000;

constexpr std::array<std::string_view, 5> kinds{"shared", "pack", "flow", "translation", "support"};
constexpr std::array<std::string_view, 7> phases{"anytime", "before", "after", "evening",
                                                 "morning", "day3",   "week"};

struct Question {
  std::string id;
  bool is_retired = false;
};

struct File {
  std::string name, text, kind, id, of, language, country, phase;
  int about_seconds = 0;
  std::vector<Question> questions;
};

std::string read_whole(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) throw std::runtime_error("cannot read " + path);
  return text.str();
}

std::string trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1));
}

std::string unquoted(const std::string& value) {
  if (value.empty() || value.front() != '"') return value.substr(0, value.find_first_of(" #"));
  return value.substr(1, value.find('"', 1) - 1);
}

void take_question_key(Question& question, std::string_view key, const std::string& value) {
  if (key == "id") question.id = value;
  if (key == "retired") question.is_retired = true;
}

void take_key(File& file, const std::string& table, const std::string& key, const std::string& value) {
  if (table.empty() && key == "kind") file.kind = value;
  if (table == "[[question]]") return take_question_key(file.questions.back(), key, value);
  if (table != "[" + file.kind + "]") return;
  if (key == "id") file.id = value;
  if (key == "of") file.of = value;
  if (key == "language") file.language = value;
  if (key == "country") file.country = value;
  if (key == "phase") file.phase = value;
  if (key == "about_seconds") file.about_seconds = std::stoi(value);
}

void take_line(File& file, std::string& table, const std::string& line) {
  if (line.starts_with('[')) {
    table = line.substr(0, line.find_last_of(']') + 1);
    if (table == "[[question]]") file.questions.emplace_back();
    return;
  }
  const auto equals = line.find('=');
  if (equals != std::string::npos && !line.starts_with('#'))
    take_key(file, table, trimmed(line.substr(0, equals)), unquoted(trimmed(line.substr(equals + 1))));
}

File scan(const std::string& folder, const std::string& path) {
  File file;
  file.name = path.substr(folder.size() + 1);
  file.text = read_whole(path);
  std::istringstream lines(file.text);
  std::string table;
  for (std::string line; std::getline(lines, line);) take_line(file, table, line);
  if (file.kind == "translation") file.id = file.of + "." + file.language;
  if (file.kind == "support") file.id = file.country;
  return file;
}

template <class Names>
auto rank(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) - names.begin();
}

bool comes_before(const File& a, const File& b) {
  const auto key = [](const File& file) {
    return std::make_tuple(rank(kinds, file.kind), rank(phases, file.phase), file.about_seconds, file.id);
  };
  return key(a) < key(b);
}

void check(const File& file) {
  if (rank(kinds, file.kind) == static_cast<std::ptrdiff_t>(kinds.size()))
    throw std::runtime_error(file.name + " has no known kind");
  if (file.id.empty() && file.kind != "support") throw std::runtime_error(file.name + " has no id");
  if (file.text.size() > longest_literal)
    throw std::runtime_error(file.name + " is over 60,000 bytes: split it");
}

void write_text(std::ostream& out, const std::string& text) {
  for (std::size_t at = 0; at < text.size(); at += longest_piece)
    out << "\n     R\"felt(" << text.substr(at, longest_piece) << ")felt\"";
}

void write_files(std::ostream& out, const std::vector<File>& files) {
  out << "constexpr BuiltinFile files[]{\n";
  for (const auto& file : files) {
    out << "    {\"" << file.name << "\", \"" << file.kind << "\", \"" << file.id << "\",";
    write_text(out, file.text);
    out << "},\n";
  }
  out << "};\n";
}

void write_questions(std::ostream& out, const std::vector<File>& files) {
  out << "constexpr BuiltinQuestion questions[]{\n";
  for (const auto& file : files)
    for (const auto& question : file.questions)
      if (file.kind == "pack" && !question.is_retired)
        out << "    {\"" << file.id << "\", \"" << question.id << "\"},\n";
  out << "};\n";
}

void write(const std::string& path, const std::vector<File>& files) {
  std::ofstream out(path, std::ios::binary);
  out << "// Made by felt_embed_prompts.\n#include \"prompts/builtin.hpp\"\n\nnamespace felt {\nnamespace "
         "{\n\n";
  write_files(out, files);
  write_questions(out, files);
  out << "\n}  // namespace\n\n"
         "std::span<const BuiltinFile> builtin_files() { return files; }\n"
         "std::span<const BuiltinQuestion> builtin_questions() { return questions; }\n\n"
         "}  // namespace felt\n";
  if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

std::vector<File> scan_all(const std::string& folder, const std::vector<std::string>& paths) {
  std::vector<File> files;
  for (const auto& path : paths) {
    files.push_back(scan(folder, path));
    check(files.back());
  }
  std::sort(files.begin(), files.end(), comes_before);
  return files;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() < 3) {
    std::fputs("usage: felt_embed_prompts OUTPUT FOLDER FILE...\n", stderr);
    return 2;
  }
  try {
    write(arguments[0], scan_all(arguments[1], {arguments.begin() + 2, arguments.end()}));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "felt_embed_prompts: %s\n", error.what());
    return 1;
  }
}
