#include "commands/pdf.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/process.hpp"
#include "commands/editor.hpp"
#include "report/paper.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds patience{60};
constexpr std::size_t largest_pdf = std::size_t{256} * 1024 * 1024;

constexpr std::array<const char*, 4> browsers{"chromium", "chromium-browser", "google-chrome",
                                              "google-chrome-stable"};

// The engine sees nothing of the person's environment, and what it keeps it keeps in the folder.
Environment environment_in(const fs::path& folder, const Environment& environment) {
  Environment own;
  for (const auto* name : {"PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ"})
    if (const auto value = value_of(environment, name); !value.empty()) own[name] = value;
  for (const auto* name :
       {"HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"})
    own[name] = folder.string();
  return own;
}

// A browser refuses to shut itself in where root starts it.
std::vector<std::string> browser_arguments(const fs::path& folder, const fs::path& page,
                                           const fs::path& pdf) {
  std::vector<std::string> arguments{"--headless",
                                     "--disable-gpu",
                                     "--disable-dev-shm-usage",
                                     "--disable-extensions",
                                     "--disable-background-networking",
                                     "--disable-component-update",
                                     "--disable-default-apps",
                                     "--disable-domain-reliability",
                                     "--disable-breakpad",
                                     "--disable-sync",
                                     "--metrics-recording-only",
                                     "--no-first-run",
                                     "--no-default-browser-check",
                                     "--no-pings",
                                     "--no-proxy-server",
                                     "--host-resolver-rules=MAP * ~NOTFOUND",
                                     "--no-pdf-header-footer",
                                     "--print-to-pdf-no-header",
                                     "--user-data-dir=" + (folder / "profile").string(),
                                     "--print-to-pdf=" + pdf.string()};
  if (::geteuid() == 0) arguments.emplace_back("--no-sandbox");
  arguments.push_back("file://" + page.string());
  return arguments;
}

std::vector<std::string> arguments_for(const PdfEngine& engine, const fs::path& folder, const fs::path& page,
                                       const fs::path& pdf) {
  std::vector<std::string> arguments{engine.program.filename().string()};
  const auto others = engine.is_browser ? browser_arguments(folder, page, pdf)
                                        : std::vector<std::string>{page.string(), pdf.string()};
  arguments.insert(arguments.end(), others.begin(), others.end());
  return arguments;
}

[[noreturn]] void refuse(const PdfEngine& engine, const ProgramOutput& output) {
  throw Error(Exit::not_saved,
              fmt::format("{} made no PDF: {}", quoted_path(engine.program), complaint_of(output)),
              "Nothing was written. The same page as HTML can be printed from a browser.");
}

}  // namespace

PdfEngine pdf_engine(const Environment& environment) {
  const auto path = value_of(environment, "PATH");
  for (const auto* name : browsers)
    if (const auto program = find_program(name, path)) return {*program, true};
  if (const auto program = find_program("weasyprint", path)) return {*program, false};
  throw Error(Exit::not_saved, "there is no program here that makes a PDF (chromium, weasyprint)",
              "Install Chromium or WeasyPrint, or share as HTML and print that from a browser.");
}

std::string pdf_of(Invocation& invocation, const std::string& html) {
  const auto engine = pdf_engine(invocation.world().env);
  const SignalPause pause;  // until the folder is gone
  const PrivateFolder folder(invocation.world().env);
  const auto page = folder.path() / "page.html", pdf = folder.path() / "page.pdf";
  write_atomically(page, engine.is_browser ? html : paper_html(html));
  const auto output = run_patiently(engine.program, arguments_for(engine, folder.path(), page, pdf),
                                    environment_in(folder.path(), invocation.world().env), patience);
  std::error_code none;
  if (output.exit != 0 || !fs::is_regular_file(pdf, none)) refuse(engine, output);
  return read_file(pdf, largest_pdf);
}

}  // namespace felt
