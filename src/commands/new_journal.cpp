#include "commands/new_journal.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/file.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

// What SQLite left beside a journal must not meet another one of its name.
void remove_beside(const fs::path& journal) {
  std::error_code ignored;
  for (const auto* end : {"-journal", "-wal", "-shm"}) fs::remove(journal.string() + end, ignored);
}

// The uppermost folder on the way to the file that is not there; empty if all are.
fs::path first_missing(const fs::path& file) {
  fs::path missing;
  std::error_code unknown;
  for (auto folder = file.parent_path(); !folder.empty() && !fs::exists(folder, unknown);
       folder = folder.parent_path())
    missing = folder;
  return missing;
}

}  // namespace

NewJournal::NewJournal(const fs::path& file)
    : m_file(file), m_name(file.string() + ".making"), m_first_folder(first_missing(file)) {
  try {
    make_private_folder(m_file.parent_path());
    claim();
  } catch (const Error&) {
    m_name.clear();  // it is somebody else's
    clear();
    throw;
  }
}

NewJournal::~NewJournal() { clear(); }

void NewJournal::claim() const {
  try {
    write_atomically(m_name, "", Overwrite::no);
  } catch (const UsageError&) {
    throw Error(Exit::locked,
                fmt::format("{} is being made, or was left when felt was stopped", quoted_path(m_name)),
                fmt::format("If no other felt is at work: rm {}", shell_word(m_name)));
  }
}

void NewJournal::finish(Overwrite overwrite) {
  if (overwrite == Overwrite::yes) remove_beside(m_file);
  put_in_place(m_name, m_file, overwrite);
  m_name.clear();
  m_first_folder.clear();
}

void NewJournal::clear() {
  std::error_code ignored;
  if (!m_name.empty()) {
    fs::remove(m_name, ignored);
    remove_beside(m_name);
  }
  if (m_first_folder.empty()) return;
  for (auto folder = m_file.parent_path(); fs::remove(folder, ignored) && folder != m_first_folder;)
    folder = folder.parent_path();
}

}  // namespace felt
