#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/file_stream.hpp"
#include "base/names.hpp"
#include "commands/command.hpp"

namespace felt {

// What the endings of files name, as --format names it; of those of one format the first is the usual one,
// and one that ends with another stands before it.
inline constexpr Names<std::string_view, 10> format_endings{{{"fhir", ".fhir.json"},
                                                             {"fhir", ".fhir"},
                                                             {"text", ".txt"},
                                                             {"markdown", ".md"},
                                                             {"html", ".html"},
                                                             {"html", ".htm"},
                                                             {"pdf", ".pdf"},
                                                             {"json", ".json"},
                                                             {"jsonl", ".jsonl"},
                                                             {"csv", ".csv"}}};

// What is said in front of the name of a format that a command does not know.
inline constexpr const char* no_format = "no format is called";

// The format that the ending of a file's name stands for, in whatever case it is written.
std::optional<std::string_view> format_by_ending(const std::string& file);

// UsageError for a file whose ending names a format that the command does not write; `its_formats` is a
// sentence that says which it does.
[[noreturn]] void refuse_ending(const std::string& file, std::string_view format,
                                std::string_view its_formats);

// What the ending of a file's name stands for in a command's own table of formats; nothing for an ending that
// names none. Refuses one that is not in the table.
template <class Formats>
auto find_by_ending(const Formats& formats, const std::string& file, std::string_view its_formats) {
  const auto name = format_by_ending(file);
  const auto format = name ? formats.find(*name) : std::nullopt;
  if (name && !format) refuse_ending(file, *name, its_formats);
  return format;
}

// The option that names the file; - is standard output, as without the option, and `file` is empty then.
void add_output(CLI::App& app, const std::string& names, std::string& file, const std::string& help);

// UsageError for - where standard output cannot take it; `what` begins the sentence that says so.
void refuse_standard_output(const std::string& file, std::string_view what);

// UsageError for a file that is the journal itself.
[[noreturn]] void refuse_as_journal(const std::string& file);
// The same if it is: not even --force puts anything in its place.
void refuse_journal(Invocation& invocation, const std::string& file);

// What comes piece by piece to standard output or, where one is named, into a file of its own, readable by
// its owner alone. UsageError for a file that exists, unless it may be replaced, and always for the journal.
// Work that nobody reads any more, behind a closed pipe, ends at once and quietly.
void hand_over(Invocation& invocation, const std::string& file, Overwrite overwrite,
               const std::function<void(const Pieces&)>& produce);

}  // namespace felt
