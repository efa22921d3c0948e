#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "model/carry.hpp"
#include "model/entry.hpp"
#include "model/share_record.hpp"

namespace felt {

// What comes from elsewhere keeps its number up to here: there is room for those that follow, and an export
// of the journal can always be read.
inline constexpr Id largest_foreign_id = 900'000'000'000;
// As often as something can be changed.
inline constexpr int most_revisions = 1'000'000'000;

// A version of an entry that stands beside another version of it, under a uuid of its own.
struct CopyOf {
  std::string uuid;  // of the entry
  int revision = 0;
};

// An entry with what only the journal needs to know of it.
struct KeptEntry {
  Entry entry;
  int revision = 0;    // how often it was changed
  std::string passed;  // of a draft: the question that was answered or passed over last
  std::optional<CopyOf> copy_of;
  // It says the same as that version: nobody has changed it since.
  bool is_plain_copy() const { return copy_of && revision == 0; }
};

// A version of an entry, a session or a carried note that a later one took the place of, or that was deleted.
// When journals are joined it stays behind.
struct Former {
  std::string uuid;
  int revision = 0;
  std::string checksum;  // as journal/checksum.hpp makes it
};

struct ContentCounts {
  std::size_t questions = 0, sessions = 0, carried = 0, shares = 0, former = 0, entries = 0;
  friend bool operator==(const ContentCounts&, const ContentCounts&) = default;
};

// Who is handed everything a journal holds, part by part, in this order. Parts without a function are left
// out.
struct ContentVisitor {
  std::function<void(const ContentCounts&)> counts;
  // The wordings that answers have, by name, version, language and words; answers share these pointers.
  std::function<void(const std::shared_ptr<const Wording>&)> question;
  std::function<void(const Former&)> former;        // by uuid and revision
  std::function<void(const Session&)> session;      // by id
  std::function<void(const CarriedNote&)> carried;  // by id, done or not
  std::function<void(const ShareRecord&)> share;    // by id
  std::function<void(const KeptEntry&)> entry;      // by id, drafts too
};

class Database;
class KeptFinder;

// Finds what a journal holds of entries, drafts too. Lives inside Journal::look_up.
class KeptEntries {
 public:
  explicit KeptEntries(Database& database);
  ~KeptEntries();
  KeptEntries(const KeptEntries&) = delete;
  KeptEntries& operator=(const KeptEntries&) = delete;

  std::optional<KeptEntry> find(const std::string& uuid);
  void each_id(const std::function<void(Id)>& visit) const;  // rising

 private:
  Database& m_database;
  std::unique_ptr<KeptFinder> m_finder;
};

}  // namespace felt
