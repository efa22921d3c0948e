#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "base/columns.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "commands/commands.hpp"
#include "commands/steadiers.hpp"
#include "interview/cards.hpp"
#include "prompts/library.hpp"

namespace felt {
namespace {

// All that `felt support` shows.
struct SupportPage {
  Contacts contacts;
  std::vector<std::string> steadiers;
  std::string country;  // as wished
  SupportFile file;
  bool needs_review = false;
};

// Whatever else is broken, this page opens: a configuration with a mistake is told of and left aside.
Settings settings_or_none(Invocation& invocation) {
  try {
    return invocation.settings();
  } catch (const Error& error) {
    invocation.say_warning(error.what(), error.hint());
    return {};
  }
}

SupportPage gather(Invocation& invocation) {
  const auto settings = settings_or_none(invocation);
  SupportPage page{settings.contacts, latest_steadiers(invocation), settings.country, {}, false};
  page.file = invocation.library().support(settings.country);
  page.needs_review = needs_review(page.file, invocation.today());
  return page;
}

class PageWriter {
 public:
  explicit PageWriter(Invocation& invocation) : m_out(invocation.out()), m_look(invocation.out_look()) {}

  const Look& look() const { return m_look; }
  void heading(const std::string& text) {
    if (m_has_begun) m_out << '\n';
    m_has_begun = true;
    line(text, Style::heading, 0);
  }
  // Names and words of people stay as they are.
  void line(const std::string& text, Style style = Style::plain, std::size_t indent = 2) {
    const auto columns = static_cast<std::size_t>(m_look.columns) - indent;
    for (const auto& part : wrapped(visible_line(text), columns))
      m_out << std::string(indent, ' ') << painted(part, style, m_look) << '\n';
  }

 private:
  std::ostream& m_out;
  const Look& m_look;
  bool m_has_begun = false;
};

void write_own(const SupportPage& page, PageWriter& writer) {
  writer.heading("Your own people");
  const auto people = people_of(page.contacts);
  for (const auto& person : people) writer.line(person);
  if (people.empty())
    writer.line("None are kept here. felt config set contacts.person NAME keeps one.", Style::quiet);
  if (page.steadiers.empty()) return;
  writer.heading("You said these can help");
  writer.line(join(page.steadiers, ", "));
}

void write_numbers(const SupportPage& page, PageWriter& writer) {
  writer.heading(fmt::format("People who listen ({})", page.file.country));
  for (const auto& line : page.file.lines) writer.line(line_in_full(line, writer.look()));
  if (!page.file.emergency.empty())
    writer.line(fmt::format("If you are not safe right now: {}", page.file.emergency));
  writer.line(fmt::format("Last tried by a person on {}.", spoken_day(*page.file.checked)), Style::quiet);
  if (page.needs_review) writer.line("Please check these numbers are still right.");
}

void write_general(const SupportPage& page, PageWriter& writer) {
  writer.heading("People who listen");
  writer.line("A listening line where you live, a doctor, or a counsellor.");
  writer.line(
      "If you are not safe right now, your local emergency number is the quickest way to reach help.");
  if (page.country.empty())
    writer.line("No country is chosen; felt config set support.country CODE chooses one.", Style::quiet);
  else
    writer.line(
        fmt::format("There is no file with numbers for {} here. felt help prompts.5 says how one is made.",
                    in_quotes(page.country)),
        Style::quiet);
}

void print(Invocation& invocation, const SupportPage& page) {
  PageWriter writer(invocation);
  write_own(page, writer);
  if (page.file.country.empty())
    write_general(page, writer);
  else
    write_numbers(page, writer);
  invocation.out() << '\n';
  writer.line("felt contacts nobody, and keeps no note of this page.", Style::quiet, 0);
}

Json contact_json(const char* role, const std::string& name, const std::string& phone) {
  return {{"role", role}, {"name", name}, {"phone", phone}};
}

Json contacts_json(const Contacts& contacts) {
  Json json = Json::array();
  if (!contacts.person.empty() || !contacts.person_phone.empty())
    json.push_back(contact_json("person", contacts.person, contacts.person_phone));
  if (!contacts.practitioner.empty() || !contacts.practitioner_phone.empty())
    json.push_back(contact_json("practitioner", contacts.practitioner, contacts.practitioner_phone));
  return json;
}

Json line_json(const SupportLine& line) {
  Json json{{"name", line.name}};
  for (const auto& [key, value] : {std::pair{"phone", &line.phone},
                                   {"text", &line.text},
                                   {"url", &line.url},
                                   {"hours", &line.hours},
                                   {"cost", &line.cost},
                                   {"for", &line.for_whom}})
    if (!value->empty()) json[key] = *value;
  return json;
}

Json page_json(const SupportPage& page) {
  Json json{{"schema", "felt.support/1"},
            {"contacts", contacts_json(page.contacts)},
            {"steadiers", page.steadiers},
            {"country", page.file.country}};
  json["lines"] = Json::array();
  for (const auto& line : page.file.lines) json["lines"].push_back(line_json(line));
  if (page.file.country.empty()) return json;
  json["emergency"] = page.file.emergency;
  json["checked"] = day_text(*page.file.checked);
  json["needs_review"] = page.needs_review;
  return json;
}

int run_support(Invocation& invocation) {
  const auto page = gather(invocation);
  if (invocation.globals().json)
    invocation.out() << json_text(page_json(page)) << '\n';
  else
    print(invocation, page);
  return 0;
}

}  // namespace

Run declare_support(CLI::App&) { return run_support; }

}  // namespace felt
