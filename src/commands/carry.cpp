#include <fmt/format.h>

#include <ostream>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/deletion.hpp"
#include "commands/entry_text.hpp"
#include "commands/input.hpp"
#include "exchange/carry_json.hpp"
#include "journal/journal.hpp"

namespace felt {
namespace {

constexpr const char* for_example =
    "For example: felt carry add \"The left hip, and a question about Tuesday\"";

std::string text_given(Invocation& invocation, const std::vector<std::string>& words) {
  if (words == std::vector<std::string>{"-"}) {
    const auto typed = read_all(invocation.in(), longest_text + 1, "standard input");
    if (trim(typed).empty())
      throw ContentError("standard input: there is nothing to carry", "Nothing was kept.");
    return checked_note(trim(typed), NoteFrom::input);
  }
  const auto typed = join(words, " ");
  if (trim(typed).empty()) throw UsageError("there is nothing to carry", for_example);
  return checked_note(trim(typed), NoteFrom::argument);
}

void print_note(Invocation& invocation, const CarriedNote& note, const std::string& line) {
  if (invocation.globals().json)
    invocation.out() << json_text(carried_json(note)) << '\n';
  else
    invocation.out() << drawn(line, invocation.out_look()) << '\n';
}

int add_note(Invocation& invocation, const std::vector<std::string>& words) {
  CarriedNote note;
  note.text = text_given(invocation, words);
  note.added = moment_at(invocation.now(), invocation.zone());
  note = invocation.writable_journal().add_carried(std::move(note));
  print_note(invocation, note, fmt::format("saved carried note {}", note.id));
  return 0;
}

// Only a journal that is there can hold the note.
int finish_note(Invocation& invocation, const std::string& name) {
  const auto id = id_of(name, "a carried note");
  invocation.journal();
  const auto now = moment_at(invocation.now(), invocation.zone());
  const auto note = invocation.writable_journal().finish_carried(id, now);
  const auto line = *note.done == now ? fmt::format("carried note {} is done", id)
                                      : fmt::format("carried note {} has been done since {}", id,
                                                    spoken_moment(*note.done));
  print_note(invocation, note, line);
  return 0;
}

int list_notes(Invocation& invocation, Carried which) {
  const auto notes = invocation.journal().carried(which);
  if (invocation.globals().json) {
    invocation.out() << json_text(carried_list_json(notes)) << '\n';
    return 0;
  }
  for (const auto& note : notes) invocation.out() << carried_in_list(note, invocation.out_look());
  if (notes.empty() && !invocation.globals().quiet)
    invocation.say("Nothing is carried just now. Something to bring along: felt carry add TEXT");
  return 0;
}

Run declare_adding(CLI::App& app) {
  const auto words = std::make_shared<std::vector<std::string>>();
  app.add_option("text", *words, "What to bring to the next session; - reads it from standard input")
      ->type_name("TEXT")
      ->required();
  return [words](Invocation& invocation) { return add_note(invocation, *words); };
}

Run declare_finishing(CLI::App& app) {
  const auto name = std::make_shared<std::string>();
  app.add_option("number", *name, "The note's number")->type_name("NOTE")->required();
  return [name](Invocation& invocation) { return finish_note(invocation, *name); };
}

}  // namespace

Run declare_carry(CLI::App& app) {
  const auto all = std::make_shared<bool>(false);
  app.add_flag("--all", *all, "With those that are done");
  auto* add = add_word(app, "add", "Keep something to bring along");
  auto* done = add_word(app, "done", "It has been brought, or is no longer needed");
  auto* erase = add_word(app, "delete", "Notes: now, or for good");
  add_word(app, "list", "What is carried, the oldest first");
  const Run run_add = declare_adding(*add);
  const Run run_done = declare_finishing(*done);
  const Run run_delete =
      declare_deletion(*erase, Thing::carried, {"number", "CARRIED", "The notes' numbers"});
  return [=](Invocation& invocation) {
    if (*all && (add->parsed() || done->parsed() || erase->parsed()))
      throw UsageError("--all goes with the list of what is carried", "See it with: felt carry --all");
    if (add->parsed()) return run_add(invocation);
    if (done->parsed()) return run_done(invocation);
    if (erase->parsed()) return run_delete(invocation);
    return list_notes(invocation, *all ? Carried::all : Carried::open);
  };
}

}  // namespace felt
