#include <fmt/format.h>

#include <ostream>

#include "base/closest.hpp"
#include "base/error.hpp"
#include "base/names.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/journal_page.hpp"
#include "commands/output_file.hpp"
#include "commands/progress_line.hpp"
#include "commands/value_types.hpp"
#include "exchange/export_csv.hpp"
#include "exchange/export_fhir.hpp"
#include "exchange/export_lines.hpp"
#include "journal/journal.hpp"

namespace felt {
namespace {

enum class Format { lines, csv, markdown, fhir };
constexpr Names<Format, 4> formats{
    {{Format::lines, "jsonl"}, {Format::csv, "csv"}, {Format::markdown, "markdown"}, {Format::fhir, "fhir"}}};

struct ExportOptions {
  std::string format, file;
  bool force = false;
};

constexpr const char* its_formats = "It is jsonl, csv, markdown or fhir.";

// JSON Lines unless told otherwise.
Format format_of(Invocation& invocation, const ExportOptions& options) {
  const bool wants_json = invocation.globals().json;
  if (options.format.empty() && !wants_json)
    return find_by_ending(formats, options.file, its_formats).value_or(Format::lines);
  const auto format =
      options.format.empty() ? Format::lines : value_named(formats, options.format, no_format, its_formats);
  if (wants_json && format != Format::lines)
    throw UsageError("--json and --format name two formats", "Give one of them.");
  return format;
}

void produce(Invocation& invocation, Format format, const Sink& sink) {
  ProgressLine line(invocation, "exporting");
  const auto show = line.progress();
  if (format == Format::fhir) return export_fhir(invocation.journal(), invocation.now(), sink, show);
  const auto write = format == Format::csv        ? export_csv
                     : format == Format::markdown ? export_markdown
                                                  : export_lines;
  write(invocation.journal(), sink, show);
}

// JSON Lines alone are whole.
std::string what_it_holds(Format format) {
  switch (format) {
    case Format::lines:
      return "; it holds everything you wrote";
    case Format::csv:
      return ", without sessions and carried notes; it holds all your answers and the notes of entries";
    case Format::markdown:
      return ", without open check-ins and carried notes; it holds the rest";
    case Format::fhir:
      return ", without carried notes; it holds the rest";
  }
  return "";
}

void say_exported(Invocation& invocation, Format format, const std::string& file) {
  if (file.empty() || invocation.globals().quiet) return;
  invocation.say(fmt::format("exported the journal to {}{}, readable for whoever opens it", quoted_path(file),
                             what_it_holds(format)));
}

int run_export(Invocation& invocation, const ExportOptions& options) {
  const auto format = format_of(invocation, options);
  invocation.journal();  // without one, nothing is begun
  hand_over(invocation, options.file, options.force ? Overwrite::yes : Overwrite::no,
            [&](const Pieces& add) { produce(invocation, format, add); });
  say_exported(invocation, format, options.file);
  return 0;
}

}  // namespace

Run declare_export(CLI::App& app) {
  const auto options = std::make_shared<ExportOptions>();
  add_text(app, "--format", options->format, "What it is written as; jsonl can be read back",
           type_of(formats));
  add_output(app, "-o,--output", options->file, "Into a file of its own; its ending names the format");
  app.add_flag("--force", options->force, "Replace the file if there is one");
  return [options](Invocation& invocation) { return run_export(invocation, *options); };
}

}  // namespace felt
