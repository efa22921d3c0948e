#include "commands/notify.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "base/error.hpp"
#include "base/process.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

using Words = std::vector<std::string>;

constexpr const char* bus_variable = "DBUS_SESSION_BUS_ADDRESS";

fs::path runtime_folder(const Environment& env) {
  if (const fs::path named = value_of(env, "XDG_RUNTIME_DIR"); named.is_absolute()) return named;
  return fmt::format("/run/user/{}", ::getuid());
}

// The bus of the person's session: where nothing names it, it is in the runtime folder.
Environment with_session_bus(Environment env) {
  const auto bus = runtime_folder(env) / "bus";
  std::error_code none;
  if (value_of(env, bus_variable).empty() && fs::exists(bus, none))
    env[bus_variable] = "unix:path=" + bus.string();
  return env;
}

Words notify_send_words(const std::string& text) { return {"notify-send", "--app-name=felt", "felt", text}; }

// A text of GVariant.
std::string variant_text(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

// Notify of org.freedesktop.Notifications 1.2: name, replaces, icon, summary, body, actions, hints, timeout.
Words gdbus_words(const std::string& text) {
  return {"gdbus",
          "call",
          "--session",
          "--timeout=5",
          "--dest=org.freedesktop.Notifications",
          "--object-path=/org/freedesktop/Notifications",
          "--method=org.freedesktop.Notifications.Notify",
          variant_text("felt"),
          "uint32 0",
          variant_text(""),
          variant_text("felt"),
          variant_text(text),
          "@as []",
          "@a{sv} {}",
          "int32 10000"};
}

}  // namespace

void notify(Invocation& invocation, const std::string& text) {
  const auto env = with_session_bus(invocation.world().env);
  const auto folders = value_of(env, "PATH");
  for (const auto& words : {notify_send_words(text), gdbus_words(text)}) {
    const auto program = find_program(words.front(), folders);
    if (!program) continue;
    const auto output = run_quietly(*program, words, env);
    if (output.exit == 0) return;
    throw Error(Exit::not_saved,
                fmt::format("'{}' could not show a notification: {}", words.front(), complaint_of(output)),
                "A desktop that shows notifications has to be running. Without one, felt due prints a line.");
  }
  throw Error(Exit::not_saved, "there is no program that shows notifications",
              "Install notify-send (libnotify-bin on Debian), or use felt due without --notify.");
}

}  // namespace felt
