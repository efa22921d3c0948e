#include "commands/manual.hpp"

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "base/process.hpp"
#include "commands/editor.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

std::string_view without_own(std::string_view file) {
  constexpr std::string_view own = "felt-";
  return file.starts_with(own) ? file.substr(own.size()) : file;
}

// man knows of ASCII by the locale alone.
Environment environment_for_man(Invocation& invocation) {
  auto environment = invocation.world().env;
  if (invocation.globals().plain) environment["LC_ALL"] = "C";
  return environment;
}

// Its exit code.
int run_man(Invocation& invocation, const fs::path& man, const fs::path& file) {
  const std::vector<std::string> arguments{"man", file.string()};
  const auto environment = environment_for_man(invocation);
  if (invocation.out_look().is_terminal) return run_program(man, arguments, environment);
  const auto output = run_quietly(man, arguments, environment);
  if (output.exit == 0) invocation.out() << output.out;
  return output.exit;
}

}  // namespace

std::string_view name_of(const ManualPage& page) {
  const auto name = without_own(page.file);
  return name.substr(0, name.rfind('.'));
}

std::string_view about(const ManualPage& page) {
  constexpr std::string_view macro = "\n.Nd ";
  const auto begin = page.text.find(macro) + macro.size();
  return page.text.substr(begin, page.text.find('\n', begin) - begin);
}

const ManualPage* find_manual_page(std::string_view name) {
  const auto pages = manual_pages();
  const auto found = std::find_if(pages.begin(), pages.end(), [&](const ManualPage& page) {
    return name_of(page) == name || without_own(page.file) == name;
  });
  return found == pages.end() ? nullptr : &*found;
}

bool show_manual_page(Invocation& invocation, const ManualPage& page) {
  const auto& environment = invocation.world().env;
  const auto man = find_program("man", value_of(environment, "PATH"));
  if (!man) return false;
  const SignalPause pause;  // until the folder is gone
  const PrivateFolder folder(environment);
  const auto file = folder.path() / page.file;
  write_atomically(file, page.text);
  invocation.out().flush();
  return run_man(invocation, *man, file) == 0;
}

}  // namespace felt
