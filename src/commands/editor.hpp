#pragma once

#include <exception>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/descriptor.hpp"
#include "base/error.hpp"
#include "base/process.hpp"
#include "commands/command.hpp"

namespace felt {

// The editor a person uses: $VISUAL, else $EDITOR, taken apart as a shell would, else the first of editor,
// nano and vi that is on PATH.
struct Editor {
  std::filesystem::path program;
  std::vector<std::string> arguments;  // its name first; the file comes after them
};
// With arguments that keep what is written out of files elsewhere (swap, backup, undo, history), for the
// editors felt knows. Error (not_saved) where there is none, UsageError where a variable cannot be read.
Editor editor_of(const Environment& environment);

// A folder that only its owner can look into, in memory where there is such a place; it goes with this
// object, and everything in it, unless it is to stay. Error (not_saved) where none can be made.
class PrivateFolder {
 public:
  explicit PrivateFolder(const Environment& environment);
  ~PrivateFolder();
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  const std::filesystem::path& path() const { return m_path; }
  void stay() { m_stays = true; }

 private:
  std::filesystem::path m_path;
  bool m_stays = false;
};

// A text on its way through the person's editor, in a file of a private folder, mode 0600. Where it was
// changed and could not be taken it stays there, and the error's hint names it. Signals that end felt wait
// until the folder is gone.
class EditedText {
 public:
  // `name` is the file's: "felt-entry-12.txt".
  EditedText(Invocation& invocation, const std::string& name, std::string text);

  // Opens the editor and returns what came back, without a byte order mark. Error (not_saved) where the
  // editor fails or the file is gone; ContentError where it is not text.
  std::string open();
  // Another text in the place of what came back, for the next time it is opened.
  void put(const std::string& text);
  const std::filesystem::path& path() const { return m_path; }

  // Does what `take` does with the text; where that throws, the text stays.
  template <class Take>
  auto or_keep(const Take& take) {
    try {
      return take();
    } catch (const StandsAnyway& error) {
      refuse(error.exit(), error.what(), error.hint(), Stands::perhaps);
    } catch (const Error& error) {
      refuse(error.exit(), error.what(), error.hint());
    } catch (const std::exception& error) {
      refuse(Exit::bug, error.what(), {});
    }
  }

 private:
  enum class Stands { no, perhaps };  // the change that was to be made
  [[noreturn]] void refuse(Exit exit, const std::string& message, std::string hint,
                           Stands stands = Stands::no);
  std::string read() const;
  bool holds_other_words() const;

  SignalPause m_pause;
  Invocation& m_invocation;
  Editor m_editor;
  std::string m_given;
  PrivateFolder m_folder;
  std::filesystem::path m_path;
  bool m_is_refused = false;
};

}  // namespace felt
