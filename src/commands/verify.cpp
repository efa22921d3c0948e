#include <fmt/format.h>

#include <ostream>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/numbers.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/import_source.hpp"
#include "commands/progress_line.hpp"
#include "exchange/verify.hpp"
#include "journal/journal.hpp"

namespace felt {
namespace {

Json difference_json(const Difference& difference) {
  Json json = Json::object();
  if (difference.line > 0) put(json, "line", difference.line);
  put(json, "what", difference.what);
  return json;
}

std::string difference_text(const Difference& difference, const std::string& origin) {
  return difference.line > 0 ? fmt::format("{}:{}: {}", origin, difference.line, difference.what)
                             : difference.what;
}

int verify_as_json(Invocation& invocation, Lines& lines) {
  ProgressLine line(invocation, "comparing");
  Json differences = Json::array();
  const auto verified = verify_lines(
      lines, invocation.journal(),
      [&](const Difference& difference) { differences.push_back(difference_json(difference)); },
      line.progress());
  const Json json{{"schema", "felt.verify/1"},
                  {"agrees", verified.differences == 0},
                  {"entries", verified.entries},
                  {"answers", verified.answers},
                  {"differences", std::move(differences)}};
  invocation.out() << json_text(json) << '\n';
  return static_cast<int>(verified.differences == 0 ? Exit::done : Exit::no);
}

int verify_as_text(Invocation& invocation, Lines& lines) {
  ProgressLine line(invocation, "comparing");
  const auto verified = verify_lines(
      lines, invocation.journal(),
      [&](const Difference& difference) {
        line.clear();
        invocation.out() << difference_text(difference, lines.origin()) << '\n';
      },
      line.progress());
  if (verified.differences > 0) return static_cast<int>(Exit::no);
  if (!invocation.globals().quiet)
    invocation.out() << fmt::format("the same as the journal: {}, {}\n",
                                    counted(verified.entries, "entry", "entries"),
                                    counted(verified.answers, "answer"));
  return 0;
}

int run_verify(Invocation& invocation, const std::string& file) {
  auto source = open_source(invocation, file);
  Lines lines(source.stream, source.origin);
  return invocation.globals().json ? verify_as_json(invocation, lines) : verify_as_text(invocation, lines);
}

}  // namespace

Run declare_verify(CLI::App& app) {
  const auto file = std::make_shared<std::string>();
  app.add_option("file", *file, "What felt export wrote; - reads standard input")
      ->type_name("FILE")
      ->required();
  return [file](Invocation& invocation) { return run_verify(invocation, *file); };
}

}  // namespace felt
