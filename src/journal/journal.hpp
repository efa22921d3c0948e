#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "journal/opening.hpp"
#include "model/carry.hpp"
#include "model/entry.hpp"
#include "model/query.hpp"
#include "model/step.hpp"

namespace felt {

class Database;
class Intake;
class KeptEntries;
struct ContentVisitor;
struct KeptEntry;
struct NewSeal;
struct StepLog;

// A check-in that is no draft any more: it was finished, thrown away or deleted.
class DraftClosed : public UsageError {
 public:
  using UsageError::UsageError;
};

// An entry that a search found.
struct Found {
  Entry entry;
  std::vector<std::string> lines;  // the lines of its note and text answers in which the words stand
};

// One question's ratings in a report: all wordings of one name together.
struct RatingSeries {
  Wording wording;  // that of the last point
  struct Point {
    Instant at;
    double value;
    std::chrono::minutes offset;  // as it was lived
    std::size_t wording = 0;      // equal for ratings that were asked in the same language and words
  };
  std::vector<Point> points;  // by time
  // A rating that was asked in another language, or in other words, than the one before it.
  struct Turn {
    Instant at;
    std::chrono::minutes offset;
    std::string from_language, to_language;
  };
  std::vector<Turn> turns;  // by time
};

// An answer and when what it tells of was lived.
struct LatestAnswer {
  Given given;
  Moment at;
};

// An entry that a summary is about, and when it was lived.
struct LivedEntry {
  Id id = 0;
  Instant at;
  std::chrono::minutes offset{0};  // as it was lived
};
// By id, so each stands once.
using LivedEntries = std::vector<LivedEntry>;

// What of a journal leaves, said of one thing after the other.
struct Narrowing {
  // What leaves of an entry: the entry without some answers, or some places or words of them, and perhaps its
  // note. Nothing if it stays.
  std::function<std::optional<Entry>(const Entry&)> entry;
  std::function<Session(const Session&)> session;  // without what stays of it
  std::function<bool(const CarriedNote&)> carried;
};

// The moments of the first and of the last entry.
struct Span {
  Moment first, last;
  friend bool operator==(const Span&, const Span&) = default;
};

// The one local file with everything in it. Every change is one transaction that is durable when the call
// returns. All calls throw Error: locked (11), damaged (13), newer (14), not saved (15).
class Journal {
 public:
  // For reading: the file must exist (Exit::no_journal otherwise).
  static std::unique_ptr<Journal> open_existing(const std::string& path, const Opening& opening = {});
  // For writing: the file (0600) and its folder (0700) are made where missing. A journal of an earlier schema
  // is brought to this one.
  static std::unique_ptr<Journal> open_or_make(const std::string& path, const Opening& opening = {});
  // For reading without a trace: nothing is waited for, and nothing changes on disk, not even what a crash
  // left to be tidied: such a journal is an Error, and so is one that is not plain.
  static std::unique_ptr<Journal> open_untouched(const std::string& path);
  static std::unique_ptr<Journal> in_memory();
  ~Journal();
  // Nothing where the journal is plain. A sealed one is read into memory when it is opened and before each
  // change; what others write meanwhile is not seen in between.
  std::optional<SealedFacts> sealed() const;
  // The same, but nothing, too, where another file or none has its place by now.
  std::optional<SealedFacts> sealed_in_place() const;

  // Writes a journal that is in memory into a new sealed file.
  void keep_sealed(const std::string& path, const NewSeal& seal) const;

  // From now on everything this object changes, but for drafts that are being asked, is one step that can be
  // taken back; `now` says when. Without it no steps are kept.
  void keep_steps(std::function<Moment()> now);
  // The newest so many steps, oldest first; 0 for all.
  std::vector<Step> steps(std::size_t most) const;
  // Takes back the newest so many steps that are done; puts back the last so many that were taken back. All
  // or none, in the order it was done. What comes back is a later version of itself, so that joined journals
  // agree on it. UsageError where there are not so many.
  std::vector<Step> undo(std::size_t count);
  std::vector<Step> redo(std::size_t count);
  // What was done to one entry, oldest first; nothing for an entry that no step ever changed.
  std::vector<EntryStep> steps_of(Id entry) const;

  // Sessions, by start.
  // Gives id and uuid; entries near it that chose none are linked to it.
  Session add_session(Session session);
  // The same, all or none.
  std::vector<Session> add_sessions(std::vector<Session> sessions);
  std::vector<Session> sessions() const;
  std::vector<Session> sessions_since(Instant since) const;  // those that start then or later
  std::optional<Session> find_session(Id id) const;
  std::optional<Session> find_session_by_uuid(const std::string& uuid) const;
  // The one that an entry of that instant is given, if it chose none: the nearest in reach.
  std::optional<Session> find_session_near(Instant at) const;
  // Keeps a session in the place of what it was. `seen` is the session as it was read: Error (not saved) if
  // it has been changed since. UsageError for an unknown one.
  Session change_session(Session session, const Session& seen);
  // The last session that started at or before the instant.
  std::optional<Session> last_session(Instant before) const;

  // What is to be brought to the next session, in the order it was written down.
  std::vector<CarriedNote> carried(Carried which) const;
  std::optional<CarriedNote> find_carried(Id id) const;
  CarriedNote add_carried(CarriedNote note);  // gives id and uuid
  // Marks a note as done at that moment; one that is done already stays as it is. UsageError for an unknown
  // one.
  CarriedNote finish_carried(Id id, const Moment& when);

  // Keeps whole entries, all or none; gives them their ids, uuids and, unless one was chosen, the nearest
  // session.
  std::vector<Entry> keep(std::vector<Entry> entries);

  // Keeps an entry in the place of what it was: its moment, tags, privacy, answers and note, its session, and
  // unless one was chosen the nearest one. Id, uuid, flow, phase, state and time of writing stay. `seen` is
  // the entry as it was read: Error (not saved) if it has been changed since. UsageError for an unknown entry
  // and for a draft.
  Entry change(Entry entry, const Entry& seen);

  // An entry that is still being asked: each call is on disk when it returns, and throws DraftClosed where it
  // is none any more. It begins with the answers it has.
  Entry begin_draft(Entry entry);
  // Replaces the answer to the same question that the caller knows of, which then is the one that was passed
  // last. Where another one stands there, nothing is changed, and that one is returned.
  std::optional<Given> put_answer(Id draft, const Given& given, const Answer* known = nullptr);
  // The same for taking out the answer that is known.
  std::optional<Given> drop_answer(Id draft, const Answer& known);
  // Adds lines to what stands in the note, and returns all of it. UsageError where it is too long.
  std::string add_to_note(Id draft, std::string_view text);
  // Where the asking stands: behind the question that was answered or passed over last, "" before the first.
  void put_passed(Id draft, std::string_view question);
  std::string passed_in(Id draft) const;
  // Whether the entry was asked one question after the other, here, and not made in one go or joined.
  bool was_asked(Id entry) const { return !passed_in(entry).empty(); }
  // Drafts become entries, with the answers that were put; `dated` brings the dates of their clock times.
  // Nothing is kept of a draft without answers and note: nothing is returned then.
  std::optional<Entry> finish_draft(Id draft, EntryState state, const std::vector<Given>& dated);
  std::vector<Entry> drafts() const;  // the oldest first
  void discard_draft(Id draft);
  // Whether it is a draft now, in the file that is at the path now.
  bool is_open(Id draft) const;

  // Takes entries and drafts, sessions or carried notes out, all or none. The entries of a session stay: each
  // is given its nearest one. UsageError that names the unknown ones.
  void remove(Thing thing, std::span<const Id> ids);
  // The same for good: with every earlier version of them, so that no step can bring them back, and nothing
  // of their words stays in the file. What is deleted already can be named. Steps are not kept of it.
  void forget(Thing thing, std::span<const Id> ids);
  // Whether there is, or was, such a one.
  bool has_known(Thing thing, Id id) const;

  // Entries in lived time, oldest first; with a limit the newest so many.
  std::vector<Entry> entries(const Query& query) const;
  std::optional<Entry> find_entry(Id id) const;
  // Entries whose note, text answers or own words hold every term: a word, several words as a phrase, or with
  // * at its end the beginning of a word; case and accents do not matter, and a term of signs alone is passed
  // over. The newest `query.limit` written, in lived time. UsageError where no term has a word.
  std::vector<Found> search(std::span<const std::string> terms, const Query& query) const;

  // For finding an entry by its number, drafts too: nothing that was written comes along.
  struct Outline {
    Id id = 0;
    Moment about;
    std::string flow;
  };
  // Those whose number begins with these digits (none: all), the newest numbers first, at most so many.
  std::vector<Outline> outlines(std::string_view digits, std::size_t most) const;
  // The tags in use, at most so many, by name.
  std::vector<std::string> tags(std::size_t most) const;

  // What decides whether a question is asked.
  std::set<std::string> questions_answered(std::optional<Id> session) const;  // no session: ever
  std::optional<std::string> latest_text(std::string_view question) const;
  // The latest answer to a question, lived until then; private entries are passed over.
  std::optional<LatestAnswer> latest_answer(std::string_view question, Instant until) const;

  // What decides whether a check-in is due. Drafts do not count.
  struct CheckIn {
    Id session;
    Phase phase;
    std::string flow;      // what is suggested in the phase
    Instant since, until;  // the window of the phase around the session
  };
  // Whether there is an entry of the phase that belongs to the session, or one of the phase or the flow that
  // was lived in the window.
  bool has_check_in(const CheckIn& check_in) const;
  bool has_entry_on(Day felt_day) const;
  // What these two are told of: entries lived then or later, by time.
  struct KnownCheckIn {
    Instant at;
    std::optional<Id> session;
    Phase phase;
    std::string flow;
    Day felt_day;
    friend bool operator==(const KnownCheckIn&, const KnownCheckIn&) = default;
  };
  std::vector<KnownCheckIn> check_ins_since(Instant since) const;

  // For summaries. Drafts are left out.

  // Nothing without entries.
  std::optional<Span> span(const Query& query) const;
  // The entries that the calls below are about. These read the answers of one question after the other, in
  // runs of ids that lie close together: what lies outside the entries costs nothing.
  LivedEntries lived(const Query& query) const;
  using ChosenEntries = std::span<const LivedEntry>;  // by id
  // How many answers the entries hold; unsure ones are not counted, nor those to questions of the type.
  std::size_t answers_in(ChosenEntries entries, std::optional<QuestionType> besides = std::nullopt) const;
  // Full names of the questions of this type that were ever kept, by name.
  std::vector<std::string> questions_of(QuestionType type) const;
  // The wording of a question that was used last, by lived time; nothing if it never was kept.
  std::optional<Wording> find_wording(std::string_view question) const;
  // Ratings of questions of this type, one question after the other by name.
  void each_series(QuestionType type, ChosenEntries entries,
                   const std::function<void(RatingSeries)>& visit) const;
  // Questions side by side: the numbers of an entry, in the order of the questions, for each entry that has
  // one of them. Entries come by id.
  using Numbers = std::span<const std::optional<double>>;
  void each_row(std::span<const std::string_view> questions, ChosenEntries entries,
                const std::function<void(Numbers numbers, const LivedEntry& entry)>& visit) const;
  // The days of the clock times told at a question, where they are known. The entries of one wording come by
  // id.
  void each_day(std::string_view question, ChosenEntries entries,
                const std::function<void(Day day, const LivedEntry& entry)>& visit) const;
  // Words of lists that were picked at a question; own words are none. The entries of one wording come by id.
  void each_pick(std::string_view question, ChosenEntries entries,
                 const std::function<void(const Word& word, const LivedEntry& entry)>& visit) const;
  // Places that were named at any of the questions, those of one entry together. Entries come by id.
  void each_place(std::span<const std::string_view> questions, ChosenEntries entries,
                  const std::function<void(const Place& place, const LivedEntry& entry)>& visit) const;
  // Text answers to a question, oldest first.
  std::vector<std::string> texts(std::string_view question, ChosenEntries entries) const;

  // The uuid of the entry with the lowest number, else of such a session; empty where there is neither.
  std::string first_uuid() const;
  // Does work that reads many things, each of them as it stood at one moment: for that long others can write
  // nothing. It is faster, too, as the file is locked once and not for every reading.
  void at_one_moment(const std::function<void()>& work) const;
  // Does the work on the entries as they stood at one moment, many of them in little time.
  void look_up(const std::function<void(KeptEntries&)>& work) const;
  // Hands over everything, drafts too, as it stood at one moment; in memory is one entry at a time.
  void read_through(const ContentVisitor& visitor) const;
  // Does the work in one transaction: if it throws, nothing was done. Trial::yes does all of it, too, and
  // then takes it back.
  enum class Trial { no, yes };
  void take_in(const std::function<void(Intake&)>& work, Trial trial = Trial::no);

  // For sharing. From now on this object reads as a journal that holds nothing but what leaves: the entries
  // of the query, in lived time, as the narrowing says, all sessions, chosen carried notes; no tags, no names
  // of zones, no private mark, nothing to search. It can be narrowed anew, which begins from everything. The
  // file is not changed.
  void narrow_to(const Query& query, const Narrowing& narrowing);
  // A number that is another one once somebody else has changed the journal; of a sealed one, once anybody
  // has.
  long version() const;

 private:
  explicit Journal(std::unique_ptr<Database> database);
  std::unique_ptr<Database> m_database;
  std::unique_ptr<StepLog> m_steps;  // nothing unless steps are kept
};

}  // namespace felt
