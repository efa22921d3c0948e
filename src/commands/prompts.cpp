#include "commands/prompts.hpp"

#include <CLI/CLI.hpp>

#include <memory>

#include "commands/arguments.hpp"
#include "commands/commands.hpp"

namespace felt {
namespace {

CLI::App* add_new(CLI::App& app, NewPrompts& wish) {
  auto* word = add_word(app, "new", "Write a file to begin with; it is explained in its own remarks");
  add_text(*word, "file", wish.file, "Where it is written", "FILE")->required();
  add_text(*word, "--kind", wish.kind, "What it holds; pack unless told",
           "pack|flow|shared|translation|support");
  add_text(*word, "--of", wish.of, "What is translated: a pack, a flow or a shared file", "PACK|FLOW|SHARED");
  add_text(*word, "--language", wish.language, "The language it is translated into", "LANGUAGE");
  word->add_flag("--force", wish.force, "Overwrite the file if it exists");
  return word;
}

}  // namespace

Run declare_prompts(CLI::App& app) {
  const auto name = std::make_shared<std::string>();
  const auto files = std::make_shared<std::vector<std::string>>();
  const auto wish = std::make_shared<NewPrompts>();
  add_word(app, "list", "All packs");
  auto* flows = add_word(app, "flows", "All check-ins");
  auto* show = add_word(app, "show", "A pack, a flow or a question (PACK/QUESTION)");
  show->add_option("name", *name, "Its id")->type_name("PACK|FLOW|QUESTION")->required();
  auto* words = add_word(app, "words", "The lists of words, or one of them");
  words->add_option("name", *name, "The list")->type_name("LIST");
  auto* check = add_word(app, "check", "Check prompt files; exit 1 with errors");
  check->add_option("files", *files, "Prompt files")->type_name("FILE")->required()->expected(1, 1000);
  auto* make = add_new(app, *wish);
  auto* add = add_word(app, "add", "Check a prompt file and take it among your own");
  add->add_option("file", *name, "The prompt file")->type_name("FILE")->required();
  auto* remove = add_word(app, "remove", "Take a prompt file of your own out; old answers stay");
  remove->add_option("id", *name, "Its id")->type_name("OWN")->required();
  return [=](Invocation& invocation) {
    if (flows->parsed()) return list_flows(invocation);
    if (show->parsed()) return show_prompts(invocation, *name);
    if (words->parsed()) return list_words(invocation, *name);
    if (check->parsed()) return check_prompts(invocation, *files);
    if (make->parsed()) return write_new_prompts(invocation, *wish);
    if (add->parsed()) return add_prompts(invocation, *name);
    return remove->parsed() ? remove_prompts(invocation, *name) : list_packs(invocation);
  };
}

}  // namespace felt
