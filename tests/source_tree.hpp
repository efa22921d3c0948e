#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace felt::test {

// A source file under src/, as the house rules see it.
struct SourceFile {
  std::string path;  // from src/: "journal/entries.cpp"
  std::string text;
  std::string code;                    // text without comments and without what stands in quotes
  std::vector<std::string> own;        // what it includes in quotes
  std::vector<std::string> libraries;  // what it includes in angle brackets
  std::string room() const;            // "journal"; "" for the files at the top
};

SourceFile read_source(std::string path, std::string text);
std::vector<SourceFile> read_source_tree(const std::filesystem::path& root);

// Line breaks stay where they are; quotes keep their marks and lose what is in them.
std::string without_comments_and_quotes(std::string_view text);

// The names in a piece of code, with their namespaces: "std::cout".
std::vector<std::string> words_of(std::string_view code);

// A cycle of includes as a chain of paths that ends where it began; empty if there is none.
std::vector<std::string> find_cycle(const std::map<std::string, std::vector<std::string>>& includes);

// How many lines each function body takes, from its opening brace to its closing one; found by counting
// braces, so only roughly right.
std::vector<int> function_lengths(std::string_view code);

}  // namespace felt::test
