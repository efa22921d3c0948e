#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <ostream>

#include "base/closest.hpp"
#include "base/columns.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/folding.hpp"
#include "base/json.hpp"
#include "base/names.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/consent.hpp"
#include "commands/entry_text.hpp"
#include "commands/guided.hpp"
#include "commands/leaving.hpp"
#include "commands/output_file.hpp"
#include "commands/page.hpp"
#include "commands/pager.hpp"
#include "commands/pdf.hpp"
#include "commands/period.hpp"
#include "commands/report_sources.hpp"
#include "commands/rows.hpp"
#include "commands/sharing_choices.hpp"
#include "commands/ticks.hpp"
#include "commands/value_types.hpp"
#include "exchange/export_csv.hpp"
#include "exchange/export_fhir.hpp"
#include "exchange/fhir.hpp"
#include "exchange/share_json.hpp"
#include "interview/dialogue.hpp"
#include "journal/contents.hpp"
#include "journal/journal.hpp"
#include "journal/shares.hpp"
#include "report/html.hpp"
#include "report/report_json.hpp"
#include "report/summary_document.hpp"
#include "report/terminal.hpp"
#include "settings/settings.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

enum class Format { text, markdown, html, pdf, json, csv, fhir };
constexpr Names<Format, 7> formats{{{Format::text, "text"},
                                    {Format::markdown, "markdown"},
                                    {Format::html, "html"},
                                    {Format::pdf, "pdf"},
                                    {Format::json, "json"},
                                    {Format::csv, "csv"},
                                    {Format::fhir, "fhir"}}};

struct ShareOptions {
  PeriodOptions period;
  std::string session, format, file, whom;
  SharingWords words;
  bool force = false;
};

// --- where it goes ---

constexpr const char* its_formats = "It is text, markdown, html, pdf, json, csv or fhir.";

bool is_standard_output(const ShareOptions& options) { return options.file == "-"; }

Format format_of(Invocation& invocation, const ShareOptions& options) {
  if (!options.format.empty()) return value_named(formats, options.format, no_format, its_formats);
  if (const auto format = find_by_ending(formats, options.file, its_formats)) return *format;
  if (invocation.globals().json && is_standard_output(options)) return Format::json;
  throw UsageError(is_standard_output(options)
                       ? "standard output has no ending that names a format"
                       : in_quotes(options.file) + " has no ending that names a format",
                   std::string("Name one with --format. ") + its_formats);
}

Overwrite overwrite_of(const ShareOptions& options) { return options.force ? Overwrite::yes : Overwrite::no; }

void check_whom(const std::string& whom) {
  constexpr std::size_t longest = 1000;
  if (find_bad_utf8(whom)) throw UsageError("whom it is --for is not valid UTF-8");
  if (whom.size() > longest)
    throw UsageError(fmt::format("--for has {} bytes; at most {} fit", whom.size(), longest));
}

// What can be told to be wrong from the words alone.
void check_words(Invocation& invocation, const ShareOptions& options) {
  check_whom(options.whom);
  if (options.file.empty())
    throw UsageError("a file for what leaves is not named yet",
                     "For example: felt share -o for-my-session.html");
  format_of(invocation, options);
}

// Everything that would stop the writing is said before anybody reads and ticks.
void check_target(Invocation& invocation, const ShareOptions& options) {
  if (format_of(invocation, options) == Format::pdf) pdf_engine(invocation.world().env);
  if (is_standard_output(options)) return;
  refuse_journal(invocation, options.file);
  refuse_target(options.file, overwrite_of(options));
}

// --- what leaves ---

ReportWish wish_of(Invocation& invocation, const ShareOptions& options) {
  ReportWish wish;
  wish.now = invocation.now();
  wish.day_start = invocation.settings().day_start;
  wish.period = period_of(invocation, options.period, "the shared page");
  wish.handed_on = true;
  if (!options.session.empty()) wish.session = session_named(invocation, options.session).id;
  return wish;
}

// Tables and bundles are made of entries; a bundle holds their sessions, too.
bool holds_carried(Format format) { return format != Format::csv && format != Format::fhir; }
bool holds_sessions(Format format) { return format == Format::fhir; }

void refuse_without_place(Format format, const SharingChoices& choices) {
  const auto refuse = [&](std::string_view what, const char* where) {
    throw UsageError(fmt::format("{} has no place for {}", formats.of(format), what), where);
  };
  if (!choices.carried.empty() && !holds_carried(format))
    refuse("carried notes", "They leave as html, pdf, markdown, text and json.");
  if (choices.session_notes && !holds_sessions(format))
    refuse("the notes of sessions", "They leave as fhir.");
  if (choices.names && !holds_sessions(format)) refuse("whom sessions were with", "It leaves as fhir.");
}

View view_of(Invocation& invocation, const SharingWords& words, Format format) {
  auto choices = sharing_choices(invocation, words);
  refuse_without_place(format, choices);
  choices.carried_out |= !holds_carried(format);
  return View(std::move(choices));
}

Query query_of(const ReportWish& wish) {
  auto query = query_of(wish.period);
  query.session = wish.session;
  return query;
}

// One sharing, from the choices to the file. What it writes it reads off a journal that holds nothing else.
class Sharing {
 public:
  Sharing(Invocation& invocation, const ShareOptions& options, ReportWish wish, View view)
      : m_invocation(invocation),
        m_options(options),
        m_format(format_of(invocation, options)),
        m_wish(std::move(wish)),
        m_view(std::move(view)),
        m_person(person_of(journal())),
        m_version(journal().version()) {
    narrow();
  }

  const Leaving& leaving() const { return m_leaving; }
  Format format() const { return m_format; }

  void tick(const std::set<std::size_t>& numbers) {
    if (numbers.empty()) return;
    m_view = with_ticked(m_view, m_leaving.to_ask, numbers);
    narrow();
  }

  void preview() {
    m_invocation.err() << "This would leave:\n\n";
    show_page(m_invocation, [&](const Look& look, const auto& add) {
      if (m_format == Format::csv || m_format == Format::fhir)
        add_entries(look, add);
      else if (m_format == Format::json)
        add(pretty_page());
      else
        add(terminal_text(document(), look));
    });
  }

  void write() {
    const std::string file = is_standard_output(m_options) ? "" : m_options.file;
    hand_over(m_invocation, file, overwrite_of(m_options), [&](const Pieces& add) {
      refuse_changed();
      produce(add);
    });
  }

 private:
  Journal& journal() { return m_invocation.journal(); }
  // With --yes nobody ticks.
  void narrow() {
    const auto ticking = m_invocation.globals().yes ? Ticking::none : Ticking::asked;
    m_leaving = narrow_to_leaving(journal(), query_of(m_wish), m_view, ticking);
  }

  // What was looked at is what leaves, or nothing does.
  void refuse_changed() {
    if (journal().version() != m_version)
      throw Error(Exit::not_saved, "the journal was changed from another window meanwhile",
                  "Nothing was written. Have another look with the same command.");
  }

  Summary summary() {
    auto summary = build_summary(journal(), m_wish, report_sources(m_invocation));
    summary.shared = SharedPage{moment_at(m_invocation.now(), m_invocation.zone()), m_leaving.words,
                                m_leaving.counts.staying_answers, m_leaving.staying_notes()};
    return summary;
  }

  // The summary is gone before its text is taken apart.
  std::string pretty_page() {
    const auto page = report_json(summary());
    return json_pretty(parse_json(page, "the page")) + '\n';
  }

  Document document() {
    const bool is_paged = m_format == Format::html || m_format == Format::pdf;
    return summary_document(summary(), is_paged ? Room::page : Room::screen);
  }

  void produce(const Pieces& add) {
    if (m_format == Format::csv) return export_csv(journal(), add, {});
    if (m_format == Format::fhir) return produce_fhir(add);
    if (m_format == Format::json) return add(report_json(summary()) + '\n');
    if (m_format == Format::pdf) return add(pdf_of(m_invocation, html_text(document())));
    PageOptions page;
    page.file = m_options.file;
    add(page_text(m_invocation, page, *page_format_of(m_format), document()));
  }

  static std::optional<PageFormat> page_format_of(Format format) {
    if (format == Format::html) return PageFormat::html;
    return format == Format::markdown ? PageFormat::markdown : PageFormat::text;
  }

  // Everything but whole pages is made of this: the sessions of the entries that leave, and these. It is read
  // through once, the sessions first.
  void each_that_leaves(const std::function<void(const Session&)>& session,
                        const std::function<void(const Entry&)>& entry) {
    ContentVisitor visitor;
    visitor.session = [&](const Session& one) {
      if (m_leaving.sessions.contains(one.id)) session(one);
    };
    visitor.entry = [&](const KeptEntry& kept) { entry(kept.entry); };
    journal().read_through(visitor);
  }

  void produce_fhir(const Pieces& add) {
    FhirWriter writer(add, m_person, m_invocation.now());
    each_that_leaves([&](const Session& session) { writer.take(session); },
                     [&](const Entry& entry) { writer.take(entry); });
    writer.finish();
  }

  // A table and a bundle hold these words, however they are laid out there. A table has no sessions.
  void add_entries(const Look& look, const std::function<void(std::string_view)>& add) {
    const auto latest_text = [&](std::string_view question) { return journal().latest_text(question); };
    each_that_leaves(
        [&](const Session& session) {
          if (m_format == Format::fhir) add(session_in_list(session, look) + '\n');
        },
        [&](const Entry& entry) { add(entry_in_full(entry, look, latest_text) + '\n'); });
  }

  Invocation& m_invocation;
  const ShareOptions& m_options;
  Format m_format;
  ReportWish m_wish;
  View m_view;
  std::string m_person;  // the same in everything this journal lets out
  long m_version;
  Leaving m_leaving;
};

// --- asking ---

enum class Reply { yes, no };

void say_numbered(Dialogue& dialogue, std::size_t number, const std::string& text) {
  constexpr std::size_t indent = 5;
  const auto lines = wrapped(visible(text), static_cast<std::size_t>(dialogue.look().columns) - indent);
  dialogue.say(fmt::format("{:>3}  {}", number, lines.front()));
  for (std::size_t i = 1; i < lines.size(); ++i) dialogue.say(lines[i], Style::plain, indent);
}

void say_list(Dialogue& dialogue, const std::vector<ToAsk>& to_ask) {
  dialogue.gap();
  dialogue.say("These stay unless you tick them:");
  for (std::size_t i = 0; i < to_ask.size(); ++i) say_numbered(dialogue, i + 1, to_ask[i].text);
  dialogue.say("Numbers like 1,3-5 tick some, all ticks every one, and with Enter they stay.", Style::quiet);
}

// Nothing at the end of input.
std::optional<std::set<std::size_t>> ask_for_ticks(Dialogue& dialogue, const std::vector<ToAsk>& to_ask) {
  if (to_ask.empty()) return std::set<std::size_t>();
  say_list(dialogue, to_ask);
  for (;;) {
    const auto line = dialogue.read("> ");
    if (!line) return std::nullopt;
    try {
      return ticked_numbers(*line, to_ask.size());
    } catch (const UsageError& error) {
      dialogue.say(error.what(), Style::warning);
      dialogue.say(error.hint(), Style::quiet);
    }
  }
}

Reply ask_whether(Dialogue& dialogue, const ShareOptions& options) {
  const auto where = is_standard_output(options) ? std::string("Let it out on standard output")
                                                 : "Write it to " + quoted_path(options.file);
  const auto line = dialogue.read(visible(where) + "? y/N ");
  const auto word = line ? folded(trim(*line)) : "";
  return word == "y" || word == "yes" ? Reply::yes : Reply::no;
}

void refuse_nothing(const Sharing& sharing) {
  if (!sharing.leaving().empty()) return;
  const auto& counts = sharing.leaving().counts;
  const bool none = counts.staying_answers + counts.staying_notes == 0;
  throw UsageError("nothing would leave",
                   none ? "There are no check-ins in this time. All that is written: felt list"
                        : leaving_text(sharing.leaving()) + ". --include QUESTION lets more leave.");
}

Reply ask(Invocation& invocation, const ShareOptions& options, Sharing& sharing) {
  const auto reader = reader_of(invocation);
  Dialogue dialogue(*reader, invocation.err(), invocation.err_look());
  const auto ticks = ask_for_ticks(dialogue, sharing.leaving().to_ask);
  if (!ticks) return Reply::no;
  sharing.tick(*ticks);
  refuse_nothing(sharing);
  dialogue.gap();
  dialogue.say(leaving_text(sharing.leaving()));
  return ask_whether(dialogue, options);
}

// With --yes nobody ticks, so what would be asked for stays.
Reply agree(Invocation& invocation, const ShareOptions& options, Sharing& sharing) {
  if (!invocation.globals().yes) {
    if (!sharing.leaving().empty()) sharing.preview();
    return ask(invocation, options, sharing);
  }
  refuse_nothing(sharing);
  if (invocation.globals().quiet) return Reply::yes;
  sharing.preview();
  invocation.err() << '\n';
  invocation.say(leaving_text(sharing.leaving()));
  return Reply::yes;
}

void refuse_unasked(Invocation& invocation) {
  if (invocation.globals().yes || invocation.world().in_is_terminal) return;
  throw UsageError(
      "nothing leaves unasked, and there is no terminal to ask on",
      "With --yes it is written as --include and --leave-out say; what would be asked for stays.");
}

// --- the list of what was shared ---

ShareRecord record_of(Invocation& invocation, const ShareOptions& options, const Sharing& sharing) {
  const auto& leaving = sharing.leaving();
  ShareRecord record;
  record.at = moment_at(invocation.now(), invocation.zone());
  record.whom = trim(options.whom);
  record.format = formats.of(sharing.format());
  // A name that is not text is kept as it is shown.
  if (!is_standard_output(options))
    record.file = visible_line(path_from_root(options.file).lexically_normal().string());
  record.entries = leaving.counts.entries;
  record.answers = leaving.counts.answers;
  record.notes = leaving.notes();
  record.carried = leaving.carried;
  record.staying_answers = leaving.counts.staying_answers;
  record.staying_notes = leaving.staying_notes();
  record.questions = leaving.questions;
  return record;
}

// The page is written by now, whatever happens to its record.
ShareRecord keep(Invocation& invocation, ShareRecord record) {
  const auto where = record.file.empty() ? "standard output" : quoted_path(record.file);
  try {
    return keep_share(invocation.writable_journal(), std::move(record));
  } catch (const Error& error) {
    throw Error(error.exit(), fmt::format("{}; the page is out on {}", error.what(), where),
                "It is not in the list of what was shared.");
  }
}

void say_shared(Invocation& invocation, const ShareOptions& options, const ShareRecord& record) {
  if (is_standard_output(options)) return;
  if (invocation.globals().json)
    invocation.out() << json_text(share_json(record)) << '\n';
  else if (!invocation.globals().quiet)
    invocation.say(
        fmt::format("shared as {}; share {} in felt share list", quoted_path(options.file), record.id));
}

// "  3  Thu 12 Mar 2026 21:10 · for A. · html · '/home/you/page.html'", and what left below it.
void print_record(Invocation& invocation, const ShareRecord& record) {
  std::string heading = spoken_moment(record.at);
  if (!record.whom.empty()) heading += " · for " + visible_line(record.whom);
  heading += " · " + record.format + " · ";
  heading += record.file.empty() ? "standard output" : quoted_path(record.file);
  std::vector<std::string> left{counted(record.answers, "answer")};
  if (record.notes > 0) left.push_back(counted(record.notes, "note"));
  if (record.carried > 0) left.push_back(counted(record.carried, "carried note"));
  std::vector<std::string> questions;
  for (const auto& [question, answers] : record.questions)
    questions.push_back(fmt::format("{} {}", visible_line(question), answers));
  heading += fmt::format("\n{} from {}", join(left, ", "), counted(record.entries, "check-in"));
  if (!questions.empty()) heading += "\n" + join(questions, ", ");
  print_row(invocation, fmt::format("{:>4}", record.id), 4, heading);
}

int list_shares(Invocation& invocation) {
  const auto records = shares_in(invocation.journal());
  if (invocation.globals().json) {
    invocation.out() << json_text(share_list_json(records)) << '\n';
    return 0;
  }
  for (const auto& record : records) print_record(invocation, record);
  if (records.empty() && !invocation.globals().quiet) invocation.say("Nothing was shared with felt share.");
  return 0;
}

int share(Invocation& invocation, const ShareOptions& options) {
  check_words(invocation, options);
  auto wish = wish_of(invocation, options);
  auto view = view_of(invocation, options.words, format_of(invocation, options));
  invocation.journal();  // without one there is nothing to ask
  check_target(invocation, options);
  refuse_unasked(invocation);
  Sharing sharing(invocation, options, std::move(wish), std::move(view));
  if (agree(invocation, options, sharing) == Reply::no) return declined(invocation, "written");
  sharing.write();
  if (is_standard_output(options) && !invocation.out().flush()) return 0;
  say_shared(invocation, options, keep(invocation, record_of(invocation, options, sharing)));
  return 0;
}

}  // namespace

Run declare_share(CLI::App& app) {
  const auto options = std::make_shared<ShareOptions>();
  add_text(app, "-o,--output", options->file, "The file; its ending names the format; - for standard output",
           "FILE");
  add_text(app, "--format", options->format, "What it is written as", type_of(formats));
  declare_period(app, options->period);
  add_text(app, "--session", options->session, "What was written around one session", "SESSION|last");
  declare_sharing(app, options->words);
  add_text(app, "--for", options->whom, "Whom it is for; kept in the list of what was shared", "TEXT");
  app.add_flag("--force", options->force, "Replace the file if there is one");
  auto* list = add_word(app, "list", "What was shared: when, for whom, and which answers");
  return [options, list](Invocation& invocation) {
    return list->parsed() ? list_shares(invocation) : share(invocation, *options);
  };
}

}  // namespace felt
