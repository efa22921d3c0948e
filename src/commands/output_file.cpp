#include "commands/output_file.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <ostream>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/folding.hpp"
#include "base/text.hpp"
#include "commands/arguments.hpp"

namespace felt {
namespace {

// Nobody reads the output any more; whether that is a mistake is known where the stream ends.
struct OutputClosed {};

}  // namespace

std::optional<std::string_view> format_by_ending(const std::string& file) {
  const auto name = folded(std::filesystem::path(file).filename().string());
  for (const auto& [format, ending] : format_endings.rows)
    if (name.size() > ending.size() && name.ends_with(ending)) return format;
  return std::nullopt;
}

void refuse_ending(const std::string& file, std::string_view format, std::string_view its_formats) {
  throw UsageError(
      fmt::format("{} has the ending of a format that is not written here: {}", quoted_path(file), format),
      format == "pdf" ? fmt::format("A PDF is made by: felt share -o {}", shell_word(file))
                      : fmt::format("Name one with --format. {}", its_formats));
}

void refuse_as_journal(const std::string& file) {
  throw UsageError(quoted_path(file) + " is the journal itself", "Name another file.");
}

void add_output(CLI::App& app, const std::string& names, std::string& file, const std::string& help) {
  add_text(app, names, file, help, "FILE")->transform([](const std::string& typed) {
    return typed == "-" ? std::string() : typed;
  });
}

void refuse_standard_output(const std::string& file, std::string_view what) {
  if (file == "-")
    throw UsageError(fmt::format("{} goes into a file, not to standard output", what),
                     "Name a file. One that is called - is ./-");
}

void refuse_journal(Invocation& invocation, const std::string& file) {
  std::error_code none;
  // A new file can be written where nobody can tell where the journal is.
  if (!std::filesystem::exists(file, none)) return;
  if (is_same_file(file, invocation.journal_path())) refuse_as_journal(file);
}

void hand_over(Invocation& invocation, const std::string& file, Overwrite overwrite,
               const std::function<void(const Pieces&)>& produce) {
  if (!file.empty()) {
    refuse_journal(invocation, file);
    return write_atomically(file, produce, overwrite);
  }
  try {
    produce([&](std::string_view piece) {
      if (!(invocation.out() << piece)) throw OutputClosed();
    });
  } catch (const OutputClosed&) {
    return;
  }
}

}  // namespace felt
