// The built-in packs against what they promise: tests/prompts/promised.txt, written down apart from them.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "base/numbers.hpp"
#include "base/text.hpp"
#include "prompt_files.hpp"
#include "prompts/builtin.hpp"
#include "prompts/checker.hpp"

using namespace felt;
using namespace felt::prompt_test;

namespace {

using Words = std::vector<std::string>;

// Rows of one kind, in the order of the file; rows of questions have no kind of their own.
Words promised(const std::string& kind) {
  Words rows;
  const auto text = read_test_data("prompts/promised.txt");
  for (const auto line : split_lines(text)) {
    const auto first = line.substr(0, line.find('\t'));
    const bool is_question = first.find('/') != std::string_view::npos;
    if (!line.empty() && !line.starts_with('#') && (kind == "question" ? is_question : first == kind))
      rows.emplace_back(line);
  }
  return rows;
}

std::string row(const Words& fields) { return join(fields, "\t"); }
std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

std::string letters_of(const std::vector<Phase>& phases) {
  static const std::map<Phase, char> letters{
      {Phase::before, 'B'}, {Phase::after, 'A'}, {Phase::evening, 'E'}, {Phase::morning, 'M'},
      {Phase::day3, '3'},   {Phase::week, 'W'},  {Phase::anytime, '*'}};
  std::string text;
  for (const auto phase : phases) text += letters.at(phase);
  return text;
}

// "a", "a or b", "a, b or c"
std::string any_of(Words ids) {
  const auto last = ids.back();
  ids.pop_back();
  return ids.empty() ? last : join(ids, ", ") + " or " + last;
}

std::string value_text(const ConditionValue& value, const std::string& between) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "yes" : "no";
  if (const auto* number = std::get_if<double>(&value)) return number_text(*number);
  if (const auto* id = std::get_if<std::string>(&value)) return *id;
  return join(std::get<Words>(value), between);
}

std::string short_name(const std::string& name) { return name.substr(name.find('/') + 1); }

std::string condition_text(const Condition& condition) {
  const auto name = short_name(condition.question);
  if (condition.op == Op::answered) return name + " answered";
  if (condition.op == Op::has_any) return name + " has " + any_of(std::get<Words>(condition.value));
  return name + " " + std::string(name_of(condition.op)) + " " + value_text(condition.value, ", ");
}

std::string when_text(const When& when) {
  Words texts;
  for (const auto& condition : when.conditions) texts.push_back(condition_text(condition));
  return or_dash(join(texts, when.join == When::Join::all ? " and " : " or "));
}

std::string scale_or_list(const Question& question) {
  if (question.scale) return or_dash(question.scale->id);
  if (question.words) return or_dash(question.words->id);
  if (question.qualities) return or_dash(question.qualities->id);
  return "-";
}

// Only where it was set can it be other than neutral; a scale always has one.
std::string direction_text(const Question& question, const std::string& promised_direction) {
  if (promised_direction == "-" && question.direction == Direction::neutral) return "-";
  return std::string(name_of(question.direction));
}

void add_numbers(const Question& question, Words& flags) {
  if (question.type == QuestionType::duration) {
    flags.push_back("min=" + std::to_string(question.min_minutes));
    flags.push_back("max=" + std::to_string(question.max_minutes));
  }
  if (question.max_places > 0) flags.push_back("max=" + std::to_string(question.max_places));
  if (question.type == QuestionType::count) flags.push_back("max=" + std::to_string(question.max_count));
}

void add_options(const Question& question, Words& flags) {
  if (!question.words || !question.words->id.empty()) return;
  Words ids;
  for (const auto& term : question.words->terms) ids.push_back(term.id);
  flags.push_back("options=" + join(ids, "|"));
  for (const auto& term : question.words->terms)
    if (term.exclusive) flags.push_back("exclusive=" + term.id);
}

std::string card_text(const Support& support) {
  return "card=" + support.card + "(" + std::string(name_of(support.op)) + " " +
         value_text(support.value, "|") + ")";
}

std::string flags_text(const Question& question) {
  Words flags;
  if (question.intensity) flags.push_back("intensity=" + question.intensity->id);
  add_numbers(question, flags);
  if (question.night) flags.push_back("night");
  if (question.type == QuestionType::text)
    flags.push_back(question.lines == TextLines::brief ? "lines=short" : "lines=long");
  if (question.allow_other) flags.push_back("other");
  add_options(question, flags);
  if (!question.uses.empty()) flags.push_back("uses=" + short_name(question.uses));
  if (question.support) flags.push_back(card_text(*question.support));
  if (!question.content_note.empty()) flags.push_back("note");
  if (std::count(question.tags.begin(), question.tags.end(), "steady") > 0) flags.push_back("steady");
  return or_dash(join(flags, ","));
}

std::string question_row(const Question& question, const std::string& promised_row) {
  const auto promised_direction = std::string(split(promised_row, '\t')[3]);
  return row({question.name(), std::string(name_of(question.type)), scale_or_list(question),
              direction_text(question, promised_direction), letters_of(question.phases),
              when_text(question.when), std::string(name_of(question.share)),
              std::string(name_of(question.once)), flags_text(question)});
}

std::string flow_row(const Flow& flow) {
  return row({"flow", flow.id, std::string(name_of(flow.phase)), std::to_string(flow.about_seconds),
              join(flow.ask, ","), join(flow.more, ",")});
}

std::string words_row(const Vocabulary& list) {
  Words ids;
  for (const auto& term : list.terms) ids.push_back(term.id);
  return row({"words", list.id, std::to_string(ids.size()), join(ids, ",")});
}

std::string scale_row(const Scale& scale) {
  Words anchors;
  for (const auto& anchor : scale.anchors) anchors.push_back(number_text(anchor.at) + "=" + anchor.label);
  return row({"scale", scale.id, number_text(scale.min), number_text(scale.max),
              std::string(name_of(scale.direction)), join(anchors, ";")});
}

std::string second_field(const std::string& text) { return std::string(split(text, '\t')[1]); }

}  // namespace

TEST_CASE("every built-in question is as promised") {
  const auto rows = promised("question");
  CHECK(rows.size() == 148);
  for (const auto& text : rows) {
    const auto name = text.substr(0, text.find('\t'));
    CAPTURE(name);
    const auto* question = builtin_library().find_question(name);
    REQUIRE(question);
    CHECK(question_row(*question, text) == text);
  }
}

TEST_CASE("there is no built-in question that was not promised") {
  auto names = builtin_library().question_names();
  Words promised_names;
  for (const auto& text : promised("question")) promised_names.push_back(text.substr(0, text.find('\t')));
  std::sort(names.begin(), names.end());
  std::sort(promised_names.begin(), promised_names.end());
  CHECK(join(names, "\n") == join(promised_names, "\n"));
}

TEST_CASE("the flows are as promised, the quick one first") {
  Words ids;
  for (const auto& text : promised("flow")) {
    ids.push_back(second_field(text));
    const auto* flow = builtin_library().find_flow(ids.back());
    REQUIRE(flow);
    CHECK(flow_row(*flow) == text);
  }
  CHECK(join(builtin_library().flow_ids(), " ") == join(ids, " "));
}

TEST_CASE("the word lists and scales are as promised") {
  const auto lists = promised("words");
  for (const auto& text : lists) {
    const auto list = builtin_library().vocabulary(second_field(text));
    REQUIRE(list);
    CHECK(words_row(*list) == text);
  }
  CHECK(lists.size() == builtin_library().vocabulary_ids().size());
  const auto scales = promised("scale");
  for (const auto& text : scales) {
    const auto* scale = builtin_library().scale(second_field(text));
    REQUIRE(scale);
    CHECK(scale_row(*scale) == text);
  }
  CHECK(scales.size() == builtin_library().shared().scales.size());
}

TEST_CASE("only pain has a change that a published source calls noticeable") {
  for (const auto& [id, scale] : builtin_library().shared().scales)
    CHECK(scale.matters.has_value() == (id == "pain10"));
  CHECK(builtin_library().scale("pain10")->matters->points == 2);
  CHECK(builtin_library().scale("pain10")->matters->percent == 30);
}

TEST_CASE("no built-in file gives anything to remark on") {
  for (const auto& file : builtin_files()) {
    CAPTURE(file.name);
    CHECK(spoken(check_prompt_file(file.text, file.name, builtin_library(), Origin::built_in)) == "");
  }
}

TEST_CASE("the index made while building names every question in its place") {
  auto next = builtin_questions().begin();
  for (const auto& id : builtin_library().pack_ids())
    for (const auto& question : builtin_library().find_pack(id)->questions) {
      REQUIRE(next != builtin_questions().end());
      CHECK(std::string(next->pack) + "/" + std::string(next->id) == question.name());
      ++next;
    }
  CHECK(next == builtin_questions().end());
}

TEST_CASE(
    "a flow opens with a scale, a choice, a yes or no, or a light text, and no flow asks a question twice") {
  for (const auto& id : builtin_library().flow_ids()) {
    const auto* flow = builtin_library().find_flow(id);
    auto names = flow->ask;
    names.insert(names.end(), flow->more.begin(), flow->more.end());
    std::sort(names.begin(), names.end());
    CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
    CHECK(builtin_library().question(flow->ask.front()).type != QuestionType::body);
  }
}

TEST_CASE("the grounding line follows distress wherever distress is asked") {
  for (const auto& id : builtin_library().flow_ids())
    for (const auto& list : {builtin_library().find_flow(id)->ask, builtin_library().find_flow(id)->more}) {
      const auto distress = std::find(list.begin(), list.end(), "emotions/distress");
      if (distress == list.end()) continue;
      REQUIRE(std::next(distress) != list.end());
      CHECK(*std::next(distress) == "emotions/ground");
    }
}
