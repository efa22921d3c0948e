#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/terminal.hpp"
#include "base/time.hpp"
#include "seal/secret.hpp"

namespace CLI {
class App;
}

namespace felt {

class Journal;
class Library;
class LineReader;
class Passphrase;
struct Opening;
struct OwnFile;
struct SealedState;
struct Settings;

using Environment = std::map<std::string, std::string>;
// A variable's value; empty where it is not set.
std::string value_of(const Environment& environment, const std::string& name);
// felt's folder of the XDG Base Directory Specification, which ignores relative values: in the folder that
// the variable names, else in `under_home` of the home folder. UsageError where neither is known.
std::filesystem::path xdg_folder(const Environment& environment, const std::string& variable,
                                 const char* under_home);

// Everything outside the program, handed in by main.cpp or by a test.
struct World {
  std::istream& in;
  std::ostream& out;  // data
  std::ostream& err;  // talk
  Environment env;
  std::function<Instant()> now;
  Zone zone;
  bool in_is_terminal = false;
  TerminalFacts out_terminal;
  TerminalFacts err_terminal;
  std::function<std::unique_ptr<LineReader>()> line_reader;  // empty: lines are read from `in`
  std::string program = {};                                  // how felt was called; empty if unknown
  // Reads a line that is not shown; nothing at the end of input. Empty: there is no terminal.
  std::function<std::optional<Secret>(std::string_view prompt)> secret_reader = {};
};

// Where a passphrase comes from; at most one is named.
struct PassphraseOptions {
  std::string file, descriptor, command;
};

// The options every command takes.
struct Globals {
  std::string journal, config;  // empty where not named
  PassphraseOptions passphrase;
  std::string color = "auto";
  bool json = false, plain = false, quiet = false, yes = false, version = false;
};

// How output to a stream is drawn.
Look look_for(const TerminalFacts& facts, const Globals& globals);

// Whether files that cannot be read are spoken of.
enum class Unreadable { tell, pass_over };

// One run of one command: the world, the global options, and what they lead to, opened when first asked for.
class Invocation {
 public:
  Invocation(World& world, Globals globals);
  ~Invocation();
  Invocation(const Invocation&) = delete;
  Invocation& operator=(const Invocation&) = delete;

  World& world() { return m_world; }
  std::istream& in() { return m_world.in; }
  std::ostream& out() { return m_world.out; }
  std::ostream& err() { return m_world.err; }
  const Globals& globals() const { return m_globals; }
  const Look& out_look() const { return m_out_look; }
  const Look& err_look() const { return m_err_look; }
  Instant now() const { return m_world.now(); }
  const Zone& zone() const { return m_world.zone; }
  // The date here and now, for counting days.
  std::chrono::sys_days today() const;

  const Settings& settings();
  // From here on they are as if there were no configuration.
  void do_without_settings();
  // In the language of the configuration.
  const Library& library();
  // The person's own prompt files, by name, and where they are kept. What cannot be read is left out.
  std::vector<OwnFile> own_prompts(Unreadable unreadable = Unreadable::tell);
  std::filesystem::path prompts_folder() const;
  // The configuration in force, whether or not it is there: named by --config, then by FELT_CONFIG, else in
  // the configuration folder. Empty where none is named and no home is known.
  std::string config_path();
  std::string journal_path();
  // Where the journal is kept unless something names another place.
  std::string default_journal_path() const;
  // Where the journal is as long as no configuration says otherwise; empty where that cannot be known.
  std::string journal_without_settings() const;
  // For reading; Error(Exit::no_journal), saying how to begin, where there is none.
  Journal& journal();
  // The same without waiting for a lock: Error (locked) at once.
  Journal& journal_at_once();
  // Neither waited for nor changed: for what must leave no trace, and can do without.
  std::unique_ptr<Journal> untouched_journal();
  // For writing; made if there is none.
  Journal& writable_journal();
  // Error (not_saved) where its place cannot be looked at.
  bool has_journal();
  // Error (not_sealed) where another file, or none, has the place of a journal that was sealed.
  void refuse_unsealed();
  // What is asked for next is opened anew.
  void close_journal();
  // The passphrase that opened the journal, for when it is opened again; null where none was asked for yet.
  std::shared_ptr<Passphrase>& kept_passphrase() { return m_passphrase; }
  // A remark on standard error, wrapped on a terminal.
  void say(std::string_view text);
  // The same for what may be wrong and stops nothing.
  void say_warning(std::string_view message, std::string_view hint = {});

 private:
  enum class Access { read, write };
  std::string named_journal() const;
  std::string language_or_none();
  void say_broken_packs();
  void refuse_downgrade(const std::string& path, const std::optional<SealedState>& remembered);
  void say_older_copy(const std::optional<SealedState>& remembered);
  void open_journal(Access access, const Opening& opening);

  World& m_world;
  Globals m_globals;
  Look m_out_look, m_err_look;
  std::unique_ptr<Settings> m_settings;
  std::unique_ptr<Library> m_library;
  std::shared_ptr<Passphrase> m_passphrase;
  std::unique_ptr<Journal> m_journal;
  bool m_journal_is_writable = false;
};

using Run = std::function<int(Invocation&)>;

// A row of the command table: declaring adds options and returns what to do once they are parsed.
struct Command {
  std::string_view name;
  std::string_view group;
  std::string_view arguments;  // as shown after the name in the list of commands
  std::string_view summary;
  Run (*declare)(CLI::App& app);
};

}  // namespace felt
