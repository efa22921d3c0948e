#include "remind/icalendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/error.hpp"
#include "base/json.hpp"

namespace felt {
namespace {

constexpr const char* calendar_schema = "felt.calendar/1";
constexpr std::size_t longest_line = 75;  // bytes, RFC 5545 section 3.1

constexpr std::array<std::string_view, 7> weekdays{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};

// "20260312T160000" of "2026-03-12T16:00:00".
std::string basic_form(std::string text) {
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

std::string instant_text(Instant at) { return basic_form(utc_text(at)); }

// A clock time without an offset, which calendars read as that of the place they are in.
std::string floating_text(Day day, std::chrono::minutes clock) {
  return fmt::format("{}T{}00", basic_form(day_text(day)),
                     basic_form(spoken_clock(static_cast<int>(clock.count()))));
}

CalendarEvent window_event(const Occasion& window, Instant at) {
  return {fmt::format("{}-{}@felt", window.session_uuid, name_of(window.phase)), instant_text(at), ""};
}

// The day on which the clock shows the time of a felt day: the small hours come on the next one.
Day calendar_day(Day felt_day, std::chrono::minutes clock, const Calendar& calendar) {
  const std::chrono::sys_days day(felt_day);
  return clock < calendar.settings.day_start ? day + std::chrono::days(1) : day;
}

CalendarEvent wish_event(const Occasion& wish, std::string_view id, const Calendar& calendar) {
  const auto& wishes = calendar.settings.remind;
  const auto clock = wish.cause == Cause::daily ? *wishes.daily : wishes.weekly->clock;
  const auto day = calendar_day(wish.day, clock, calendar);
  const std::chrono::weekday weekday{std::chrono::sys_days(day)};
  return {fmt::format("{}-{}@felt", id, name_of(wish.cause)), floating_text(day, clock),
          wish.cause == Cause::daily ? "FREQ=DAILY"
                                     : fmt::format("FREQ=WEEKLY;BYDAY={}", weekdays[weekday.c_encoding()])};
}

// What comes round stays the same event while its clock time and its rule do, whichever day it is told on;
// but a rest moves its beginning, and the end of one moves it back.
bool is_same(const CalendarEvent& told, const CalendarEvent& event) {
  const bool is_once = told.rule.empty() || event.rule.empty();
  if (is_once || event.begins_later || event.start < told.start)
    return told.start == event.start && told.rule == event.rule;
  return told.rule == event.rule &&
         told.start.substr(told.start.find('T')) == event.start.substr(event.start.find('T'));
}

bool is_over(const CalendarEvent& event, Instant now) {
  return event.rule.empty() && event.start < instant_text(now);
}

void change(CalendarMemory::Told& told, Instant now) {
  ++told.sequence;
  told.changed = now;
}

void take(CalendarMemory::Told& told, const CalendarEvent& event, Instant now) {
  if (!told.is_cancelled && is_same(told.event, event)) return;
  told.event = event;
  told.is_cancelled = false;
  change(told, now);
}

void cancel(CalendarMemory::Told& told, Instant now) {
  if (told.is_cancelled) return;
  told.is_cancelled = true;
  change(told, now);
}

bool names(const std::vector<CalendarEvent>& events, const std::string& uid) {
  return std::any_of(events.begin(), events.end(), [&](const auto& event) { return event.uid == uid; });
}

// --- the text ---

// Adds a line, folded between characters: a line that begins with a space goes on with the one before.
void add_line(std::string& text, std::string_view line) {
  for (std::size_t room = longest_line; line.size() > room; room = longest_line - 1) {
    auto cut = room;
    while ((static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) --cut;
    text.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
  }
  text.append(line).append("\r\n");
}

constexpr std::string_view summary = "A check-in\\, if you like";

void add_event(std::string& text, const CalendarMemory::Told& told) {
  add_line(text, "BEGIN:VEVENT");
  add_line(text, "UID:" + told.event.uid);
  add_line(text, "DTSTAMP:" + instant_text(told.changed));
  add_line(text, fmt::format("SEQUENCE:{}", told.sequence));
  add_line(text, "DTSTART:" + told.event.start);
  add_line(text, "DURATION:PT15M");
  if (!told.event.rule.empty()) add_line(text, "RRULE:" + told.event.rule);
  add_line(text, fmt::format("SUMMARY:{}", summary));
  add_line(text, told.is_cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
  add_line(text, "CLASS:PRIVATE");
  add_line(text, "TRANSP:TRANSPARENT");
  if (!told.is_cancelled)
    for (const auto line : {"BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT0S"}) add_line(text, line);
  if (!told.is_cancelled) add_line(text, fmt::format("DESCRIPTION:{}", summary));
  if (!told.is_cancelled) add_line(text, "END:VALARM");
  add_line(text, "END:VEVENT");
}

Instant instant_in(const JsonReader& json) {
  const auto& text = json.text();
  try {
    return parse_utc_text(text);
  } catch (const Error& error) {
    json.fail(error.what(), error.hint());
  }
}

CalendarMemory::Told told_in(const JsonReader& json) {
  CalendarMemory::Told told;
  told.event = {json.at("uid").text(), json.at("start").text(), json.find_text("rule").value_or("")};
  told.sequence = static_cast<int>(json.at("sequence").whole());
  told.changed = instant_in(json.at("changed"));
  told.is_cancelled = json.find_yes_no("cancelled").value_or(false);
  return told;
}

Json told_json(const CalendarMemory::Told& told) {
  Json json{{"uid", told.event.uid}, {"start", told.event.start}};
  if (!told.event.rule.empty()) put(json, "rule", told.event.rule);
  put(json, "sequence", told.sequence);
  put(json, "changed", utc_text(told.changed));
  if (told.is_cancelled) put(json, "cancelled", true);
  return json;
}

}  // namespace

std::vector<CalendarEvent> events_to_come(std::span<const Session> sessions, const Calendar& calendar,
                                          Instant now, std::string_view id,
                                          std::optional<Instant> rests_until) {
  std::map<std::string, CalendarEvent> events;
  const auto from = std::max(now, rests_until.value_or(now));
  for (const auto& one : occasions(sessions, calendar, from, end_of_time)) {
    const auto at = after_quiet(one.cause, one.from, calendar);
    if (one.cause == Cause::session && (at < from || at >= one.until)) continue;
    if (one.from < from && rests_until) continue;
    auto event = one.cause == Cause::session ? window_event(one, at) : wish_event(one, id, calendar);
    event.begins_later = rests_until && !event.rule.empty();
    events.emplace(event.uid, std::move(event));
  }
  std::vector<CalendarEvent> found;
  for (auto& [uid, event] : events) found.push_back(std::move(event));
  return found;
}

void tell(CalendarMemory& memory, const std::vector<CalendarEvent>& events, Instant now) {
  std::map<std::string, CalendarMemory::Told> told;
  for (auto& one : memory.told)
    if (is_over(one.event, now))
      memory.first_sequence = std::max(memory.first_sequence, one.sequence + 1);
    else
      told.emplace(one.event.uid, std::move(one));
  for (auto& [uid, one] : told)
    if (!names(events, uid)) cancel(one, now);
  for (const auto& event : events) {
    const auto [place, is_new] =
        told.emplace(event.uid, CalendarMemory::Told{event, memory.first_sequence, now, false});
    if (!is_new) take(place->second, event, now);
  }
  memory.told.clear();
  for (auto& [uid, one] : told) memory.told.push_back(std::move(one));
  std::stable_sort(memory.told.begin(), memory.told.end(),
                   [](const auto& a, const auto& b) { return a.event.start < b.event.start; });
}

std::string icalendar_text(const CalendarMemory& memory) {
  if (memory.told.empty()) return {};
  std::string text;
  for (const auto line : {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//felt//felt remind calendar//EN",
                          "CALSCALE:GREGORIAN", "METHOD:PUBLISH"})
    add_line(text, line);
  for (const auto& told : memory.told) add_event(text, told);
  add_line(text, "END:VCALENDAR");
  return text;
}

std::string memory_text(const CalendarMemory& memory) {
  Json told = Json::array();
  for (const auto& one : memory.told) told.push_back(told_json(one));
  return json_text(Json{{"schema", calendar_schema},
                        {"id", memory.id},
                        {"first_sequence", memory.first_sequence},
                        {"told", std::move(told)}}) +
         "\n";
}

CalendarMemory parse_memory(std::string_view text, std::string_view origin) {
  const JsonDocument document(text, origin);
  const auto reader = document.reader();
  CalendarMemory memory;
  memory.id = reader.at("id").text();
  memory.first_sequence = static_cast<int>(reader.at("first_sequence").whole());
  for (const auto& one : reader.at("told").items()) memory.told.push_back(told_in(one));
  return memory;
}

}  // namespace felt
