#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/carry.hpp"
#include "model/entry.hpp"

namespace felt {

// What a person decides today about what leaves. Whatever is left out stays, even if it is included as well.
struct SharingChoices {
  using Names = std::set<std::string, std::less<>>;
  using Ids = std::set<Id>;

  Names questions = {};        // full names: their answers leave, whatever the questions say of themselves
  Names packs = {};            // their answers leave but for those of questions that say no
  Ids entries = {};            // leave although they are private
  Ids notes = {};              // of these entries the notes leave
  bool all_notes = false;      // of every entry that leaves
  bool session_notes = false;  // the notes of sessions
  bool names = false;          // whom sessions were with
  Ids carried = {};            // carried notes that leave
  std::set<std::pair<Id, std::string>> ticked = {};  // answers by entry and question

  Names questions_out = {}, packs_out = {};  // stay
  Names regions_out = {};                    // ids: places in them stay
  bool carried_out = false;                  // carried notes are not even asked for
  Ids entries_out = {}, notes_out = {};
  bool all_notes_out = false;
};

// The own words in an answer that were added to those of a list; nothing where there are none.
std::optional<Given> own_words_in(const Given& given);

// The one place where it is decided what may leave: entries that are private stay, and every answer follows
// what its question said when it was asked (`share`), but for the choices of today. Own words that were added
// to a list are asked for as texts are, even where what was picked of the list leaves. Notes and tags of
// entries, the notes of sessions and whom they were with stay unless they are named; tags cannot be named.
// The names of zones, which say where somebody lives, stay; the offset from UTC leaves.
class View {
 public:
  explicit View(SharingChoices choices) : m_choices(std::move(choices)) {}
  const SharingChoices& choices() const { return m_choices; }

  // What leaves of an entry; nothing if nothing does. It is never more than the entry holds.
  std::optional<Entry> leaving(const Entry& entry) const;
  // A session without what stays of it.
  Session leaving(Session session) const;
  bool leaves(const CarriedNote& note) const { return m_choices.carried.contains(note.id); }
  // Answers of the entry, or the own words in them, that leave once they are ticked, and do not yet. None of
  // an entry that stays.
  std::vector<Given> to_ask(const Entry& entry) const;

 private:
  bool stays(const Entry& entry) const;
  bool is_left_out(std::string_view question) const;
  bool is_chosen(const Entry& entry, const Given& given) const;
  std::optional<Given> leaving(const Entry& entry, const Given& given) const;
  std::optional<Given> waiting(const Entry& entry, const Given& given) const;
  bool note_leaves(const Entry& entry) const;
  std::optional<Given> without_hidden(const Given& given) const;

  SharingChoices m_choices;
};

// What leaves and what stays of some entries. Answers that are not sure count, too.
struct SharingCounts {
  std::size_t entries = 0, answers = 0, notes = 0;  // leave
  std::size_t staying_answers = 0, staying_notes = 0;
  std::size_t staying_places = 0, staying_words = 0;  // places and own words of answers that leave
  std::size_t unsure = 0;                             // of the answers that leave

  // Counts an entry beside what leaves of it.
  void take(const Entry& entry, const std::optional<Entry>& leaving);
};

}  // namespace felt
