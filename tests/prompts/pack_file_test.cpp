// Every error and warning about one file, with its exact place and words.
#include "prompts/pack_file.hpp"

#include <doctest/doctest.h>

#include "prompt_files.hpp"

using namespace felt;
using namespace felt::prompt_test;

namespace {

const std::string a_yes_or_no =
    lines({"[[question]]", "id = \"a\"", "type = \"yesno\"", "prompt = \"A?\"", "phases = [\"after\"]"});
const std::string s_scale = question({.id = "s", .type = "scale", .extra = {R"(scale = "ease10")"}});
const std::string c_choice =
    question({.id = "c",
              .type = "choice",
              .extra = {R"(options = [{ id = "yes", label = "yes" }, { id = "no", label = "no" }])"}});
const std::string m_feelings =
    question({.id = "m", .type = "multi", .extra = {R"(vocabulary = "emotions")"}});
const std::string n_note = question({.id = "n", .type = "note"});
const std::string t_text = question({.id = "t", .type = "text"});
const std::string d_duration = question({.id = "d", .type = "duration", .extra = {"max_minutes = 60"}});
const std::string k_count = question({.id = "k", .type = "count", .extra = {"max = 5"}});
const std::string bo_body = question({.id = "bo", .type = "body", .extra = {R"(qualities = "sensations")"}});
const std::string ti_time = question({.id = "ti", .type = "time"});

// A question 'b' that waits for an answer to another.
std::string asked_if(const std::string& name, const std::string& op, const std::string& value) {
  return question(
      {.extra = {"when = { question = \"" + name + "\", op = \"" + op + "\", value = " + value + " }"}});
}

std::string follow_up(const std::string& of, const std::string& id) {
  return question({.id = id, .extra = {"when = { question = \"" + of + "\", op = \"=\", value = true }"}});
}

std::string pack_called(const std::string& id) { return pack_head(id) + a_yes_or_no; }

std::string flow(const std::string& rest) {
  const bool has_phase = rest.find("phase") == 0;
  return lines({"felt = 1", "kind = \"flow\"", "[flow]", "id = \"me.flow\"", "title = \"Flow\""}) +
         (has_phase ? "" : "phase = \"anytime\"\n") + rest;
}

}  // namespace

TEST_CASE("a key nobody knows is a warning with the nearest right key") {
  CHECK(problems(pack(question({.extra = {R"(lable = "x")"}}))) ==
        "16:1 warning: unknown key 'lable' | It is left aside.");
  CHECK(problems(pack(question({.extra = {"zzz = 1"}}))) ==
        "16:1 warning: unknown key 'zzz' | It is left aside.");
  CHECK(problems(pack(question({.extra = {R"(direction = "neutral")"}}))) ==
        "16:1 warning: 'direction' does not go with type 'yesno' | It is left aside.");
  CHECK(problems(lines({"felt = 1", R"(kind = "pack")", "[[questions]]", R"(id = "a")"})) ==
        "1:1 error: the file has no [pack]\n"
        "3:3 warning: unknown key 'questions' | Did you mean 'question'?");
  CHECK(problems(pack(question(
            {.type = "scale", .extra = {"min = 0", "max = 4", R"(anchors = [{ at = 0, lable = "x" }])"}}))) ==
        "18:12 error: an anchor has no 'label'\n"
        "18:22 warning: unknown key 'lable' | Did you mean 'label'?");
}

TEST_CASE("a value of the wrong type is told with what is needed") {
  CHECK(problems(pack(question({.extra = {R"(optional = "yes")"}}))) ==
        "16:12 error: 'optional' needs true or false, not text");
  CHECK(problems(pack(question({.extra = {R"(tags = "one")"}}))) ==
        "16:8 error: 'tags' needs a list of texts, not text");
  CHECK(problems(pack(question({.extra = {R"(tags = ["one", 2])"}}))) ==
        "16:16 error: 'tags' needs texts in its list, not a number");
  CHECK(problems(pack(lines({"[[question]]", "id = 7", R"(type = "yesno")", R"(prompt = "A?")",
                             R"(phases = ["after"])"}))) == "12:6 error: 'id' needs text, not a number");
  CHECK(problems(pack(question(
            {.type = "multi", .extra = {R"(options = [{ id = "x", label = "x" }])", "max_picks = 1.5"}}))) ==
        "17:13 error: 'max_picks' needs a whole number");
  CHECK(problems(pack(question(
            {.type = "multi", .extra = {R"(options = [{ id = "x", label = "x" }])", "max_picks = 0"}}))) ==
        "17:13 error: 'max_picks' needs a whole number from 1 to 1000");
  CHECK(problems(pack(question({.type = "multi", .extra = {R"(options = ["x"])"}}))) ==
        "16:12 error: 'options' needs tables in its list, not text");
  CHECK(problems(pack(question({.extra = {R"(when = "a")"}}))) ==
        "16:8 error: 'when' needs a table, not text");
  CHECK(problems(pack(question({.type = "scale", .extra = {"min = 0", "max = inf"}}))) ==
        "17:7 error: 'max' needs a finite number");
  CHECK(problems(pack(question({.type = "scale", .extra = {"min = 0", R"(max = "ten")"}}))) ==
        "17:7 error: 'max' needs a number, not text");
  CHECK(problems(pack(question({.type = "time", .extra = {"night = 1"}}))) ==
        "16:9 error: 'night' needs true or false, not a number");
  CHECK(problems(lines({"question = 1"}) + pack("")) ==
        "1:12 error: 'question' needs a list of tables, not a number");
}

TEST_CASE("a missing key is told at the head of its table") {
  CHECK(problems(pack(lines({"[[question]]", R"(id = "b")"}))) ==
        "11:1 error: question 'b' has no 'type'\n"
        "11:1 error: question 'b' has no 'prompt'\n"
        "11:1 error: question 'b' has no 'phases'");
  CHECK(problems(pack(lines({"[[question]]", R"(type = "yesno")", R"(prompt = "A?")",
                             R"(phases = ["after"])"}))) == "11:1 error: a question has no 'id'");
  CHECK(problems(pack(question({.type = "scale"}))) ==
        "11:1 error: question 'b' has no 'scale' | Name a scale, or give 'min' and 'max'.");
  CHECK(problems(pack(question({.type = "choice"}))) ==
        "11:1 error: question 'b' has no 'options' | List them, or name a word list with 'vocabulary'.");
  CHECK(problems(pack(question({.type = "scale", .extra = {"min = 1"}}))) ==
        "11:1 error: question 'b' has no 'max'");
  CHECK(problems(pack(question({.type = "multi", .extra = {"options = []"}}))) ==
        "16:11 error: question 'b' offers no option");
  CHECK(problems(pack(question({.prompt = " "}))) == "14:10 error: 'prompt' is empty");
  CHECK(problems(pack("")) == "3:1 error: the pack has no questions");
  CHECK(problems(lines({"felt = 1", R"(kind = "pack")"})) == "1:1 error: the file has no [pack]");
  CHECK(problems(lines({"felt = 1"})) == "1:1 error: the file has no 'kind'");
  CHECK(problems(lines({R"(kind = "pack")"})) ==
        "1:1 error: the file does not say felt = 1 | Begin it with the line felt = 1.\n"
        "1:1 error: the file has no [pack]");
}

TEST_CASE("an unknown word is told with the nearest right one") {
  CHECK(problems(pack(question({.type = "scales"}))) ==
        "13:8 error: unknown type 'scales' | Did you mean 'scale'?");
  CHECK(problems(pack(lines({"[[question]]", R"(id = "b")", R"(type = "yesno")", R"(prompt = "A?")",
                             R"(phases = ["evning"])"}))) ==
        "15:11 error: unknown phase 'evning' | Did you mean 'evening'?");
  CHECK(problems(pack(question({.extra = {R"(share = "maybe")"}}))) ==
        "16:9 error: unknown share 'maybe' | One of 'yes', 'ask', 'no'.");
  CHECK(problems(pack(question({.type = "scale", .extra = {R"(scale = "easy10")"}}))) ==
        "16:9 error: unknown scale 'easy10' | Did you mean 'ease10'?");
  CHECK(problems(pack(question({.type = "multi", .extra = {R"(vocabulary = "emotion")"}}))) ==
        "16:14 error: unknown word list 'emotion' | Did you mean 'emotions'?");
  CHECK(problems(pack(question(
            {.type = "multi", .extra = {R"(vocabulary = "emotions")", R"(intensity = "strength")"}}))) ==
        "17:13 error: unknown scale 'strength' | Did you mean 'strength5'?");
  CHECK(problems(pack(question({.type = "body", .extra = {R"(qualities = "sensation")"}}))) ==
        "16:13 error: unknown word list 'sensation' | Did you mean 'sensations'?");
  CHECK(problems(
            pack(question({.type = "scale", .extra = {R"(scale = "ease10")", R"(direction = "better")"}}))) ==
        "17:13 error: unknown direction 'better' | One of 'neutral', 'higher-better', 'lower-better'.");
  CHECK(problems(pack(question({.extra = {R"(once = "always")"}}))) ==
        "16:8 error: unknown value for 'once': 'always' | One of 'no', 'session', 'ever'.");
  CHECK(problems(pack(question({.type = "text", .extra = {R"(lines = "medium")"}}))) ==
        "16:9 error: unknown value for 'lines': 'medium' | One of 'short', 'long'.");
  CHECK(problems(pack(question({.extra = {R"(support = { op = "=", value = true, card = "stedy" })"}}))) ==
        "16:44 error: unknown card 'stedy' | Did you mean 'steady'?");
  CHECK(problems(pack(a_yes_or_no +
                      question({.extra = {R"(when = { question = "a", op = "==", value = true })"}}))) ==
        "21:31 error: unknown op '==' | Did you mean '='?");
  CHECK(problems(lines({"felt = 1", R"(kind = "packs")"})) ==
        "2:8 error: unknown kind 'packs' | Did you mean 'pack'?");
  CHECK(
      problems(lines({"felt = 2", R"(kind = "pack")"})) ==
      "1:8 error: this felt does not know that format | It reads format 1; a newer felt may read the file.");
  CHECK(
      problems(lines({R"(felt = "1")", R"(kind = "pack")"})) ==
      "1:8 error: this felt does not know that format | It reads format 1; a newer felt may read the file.");
}

TEST_CASE("an id keeps to its letters and its length") {
  CHECK(problems(pack(question({.id = "Has Space"}))) ==
        "12:6 error: id 'Has Space' is not made of a-z, 0-9 and -");
  CHECK(problems(pack(question({.id = "a/b"}))) == "12:6 error: id 'a/b' is not made of a-z, 0-9 and -");
  CHECK(problems(pack(question({.id = "../x"}))) == "12:6 error: id '../x' is not made of a-z, 0-9 and -");
  CHECK(problems(pack(question({.id = std::string(65, 'x')}))) ==
        "12:6 error: id 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…' is longer than 64 characters");
  CHECK(problems(pack(question({.id = "b"}) + question({.id = "b"}))) ==
        "18:6 error: question 'b' is used twice | The first is on line 12.");
  CHECK(problems(pack(
            question({.type = "choice",
                      .extra = {R"(options = [{ id = "x", label = "x" }, { id = "x", label = "y" }])"}}))) ==
        "16:46 error: id 'x' is used twice | The first is on line 16.");
  CHECK(problems(pack(question({.type = "choice", .extra = {R"(options = [{ id = "X", label = "x" }])"}}))) ==
        "16:19 error: id 'X' is not made of a-z, 0-9 and -");
  CHECK(problems(pack(question({.id = ""}))) == "12:6 error: 'id' is empty");
}

TEST_CASE("a pack id has an owner unless the pack is built in") {
  CHECK(
      problems(pack_called("neck")) ==
      "4:6 error: id 'neck' has no owner | Ids without a dot are felt's own. Write it as 'your-name.neck'.");
  CHECK(problems(pack_called("a.b.c")) == "4:6 error: id 'a.b.c' has more than one dot");
  CHECK(problems(pack_called("Me.neck")) ==
        "4:6 error: id 'Me.neck' is not made of a-z, 0-9 and - | An example: 'your-name.neck-ease'.");
  CHECK(problems(pack_called("me.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")) ==
        "4:6 error: id 'me.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…' is not 2 to 40 characters long");
  CHECK(builtin_problems(pack_called("me.test")) == "4:6 error: built-in id 'me.test' has a dot");
}

TEST_CASE("what is typed for a choice is never only digits") {
  const auto options = [](const std::string& option) {
    return problems(pack(question({.type = "choice", .extra = {"options = [" + option + "]"}})));
  };
  const std::string hint =
      " is only digits, which pick a choice by its number | Write it in words, or make the question a scale "
      "with anchors.";
  CHECK(options("{ id = \"0\", label = \"not at all\" }") == "16:19 error: '0'" + hint);
  CHECK(options("{ id = \"none\", label = \"0\" }") == "16:35 error: '0'" + hint);
  CHECK(options("{ id = \"none\", label = \"none\", aliases = [\"nil\", \"12\"] }") ==
        "16:61 error: '12'" + hint);
  CHECK(options("{ id = \"none\", label = \"１\" }") == "16:35 error: '１'" + hint);
  CHECK(options("{ id = \"0-3\", label = \"0 to 3\", aliases = [\"+1\", \"1.5\", \"3x\"] }") == "");
  CHECK(options("{ id = \"0\", label = \"0\", retired = \"1.0.0\" }, { id = \"none\", label = \"none\" }") ==
        "");
}

TEST_CASE("two options that are typed alike are told") {
  const std::string hint =
      " | Give each a label and aliases of its own, so that it can be told which is meant.";
  CHECK(problems(pack(question(
            {.type = "choice",
             .extra = {"options = [", "{ id = \"ease\", label = \"Easier\", aliases = [\"light\"] },",
                       "{ id = \"calm\", label = \"easier\" },",
                       "{ id = \"light\", label = \"bright\" }]"}}))) ==
        "18:24 warning: 'easier' is typed for both 'ease' and 'calm'" + hint +
            "\n19:8 warning: 'light' is typed for both 'ease' and 'light'" + hint);
}

TEST_CASE("a question can never be made obligatory") {
  CHECK(problems(pack(question({.extra = {"optional = false"}}))) ==
        "16:12 error: 'optional' may only be true | Every question can be skipped.");
}

TEST_CASE("a scale makes sense from end to end") {
  CHECK(problems(pack(question({.type = "scale", .extra = {"min = 4", "max = 4"}}))) ==
        "17:7 error: 'max' is not above 'min'");
  CHECK(problems(pack(question({.type = "scale", .extra = {"min = 0", "max = 4", "step = 0"}}))) ==
        "18:8 error: 'step' is not above 0");
  CHECK(problems(pack(question({.type = "scale", .extra = {"min = 0", "max = 4", "step = 3"}}))) ==
        "17:7 error: 'max' is not on a step | Count from 'min' in steps of 3.");
  CHECK(problems(pack(question(
            {.type = "scale", .extra = {"min = 0", "max = 4", R"(anchors = [{ at = 5, label = "x" }])"}}))) ==
        "18:19 error: anchor 5 is outside 0 to 4");
  CHECK(
      problems(pack(question(
          {.type = "scale", .extra = {"min = 0", "max = 4", R"(anchors = [{ at = 0.5, label = "x" }])"}}))) ==
      "18:19 error: anchor 0.5 is not on a step of 1");
  CHECK(problems(
            pack(question({.type = "scale",
                           .extra = {"min = 0", "max = 4",
                                     R"(anchors = [{ at = 1, label = "x" }, { at = 1, label = "y" }])"}}))) ==
        "18:44 error: anchor '1' is used twice | The first is on line 18.");
  CHECK(problems(pack(question({.type = "scale", .extra = {"min = 0", "max = 100000"}}))) ==
        "17:7 error: a scale has at most 1000 steps");
  CHECK(problems(pack(question({.type = "scale", .extra = {"min = 0", "max = 1e9", "step = 1e8"}}))) ==
        "17:7 error: a scale cannot go beyond a million");
  CHECK(problems(pack(question({.type = "scale", .extra = {R"(scale = "ease10")", "min = 1"}}))) ==
        "17:7 error: 'min' cannot stand beside 'scale' | Leave out one of the two.");
  CHECK(problems(pack(lines({"[[scale]]", R"(id = "ease10")", "min = 0", "max = 4"}) + question({}))) ==
        "12:6 error: scale 'ease10' is already a shared scale | Choose another id.");
  CHECK(problems(pack(lines({"[[scale]]", R"(id = "s")", "min = 0", "max = 4", "[[scale]]", R"(id = "s")",
                             "min = 0", "max = 4"}) +
                      question({}))) == "16:6 error: scale 's' is used twice | The first is on line 12.");
  CHECK(problems(
            pack(question({.type = "scale",
                           .extra = {"min = 0", "max = 4", R"(matters = { points = 0, source = "x" })"}}))) ==
        "18:22 error: 'points' is not above 0");
  CHECK(problems(pack(question({.type = "duration", .extra = {"min_minutes = 60", "max_minutes = 30"}}))) ==
        "17:15 error: 'max_minutes' is not above 'min_minutes'");
}

TEST_CASE("texts have a longest length") {
  CHECK(problems(pack(question({.prompt = std::string(101, 'x')}))) ==
        "14:10 error: 'prompt' is 101 characters long | At most 100.");
  CHECK(problems(pack(question({.type = "note", .prompt = std::string(161, 'x')}))) ==
        "14:10 error: 'prompt' is 161 characters long | At most 160.");
  CHECK(problems(pack(question({.extra = {R"(help = ")" + std::string(101, 'x') + R"(")"}}))) ==
        "16:8 error: 'help' is 101 characters long | At most 100.");
  CHECK(problems(pack(question(
            {.type = "choice",
             .extra = {R"(options = [{ id = "x", label = ")" + std::string(61, 'x') + R"(" }])"}}))) ==
        "16:32 error: 'label' is 61 characters long | At most 60.");
  CHECK(problems(pack(
            question({.type = "scale",
                      .extra = {"min = 0", "max = 4",
                                R"(anchors = [{ at = 0, label = ")" + std::string(41, 'x') + R"(" }])"}}))) ==
        "18:30 error: 'label' is 41 characters long | At most 40.");
}

TEST_CASE("no text holds a control character") {
  CHECK(problems(pack(question({.prompt = R"(A\u001b[2J?)"}))) ==
        "14:10 error: 'prompt' holds a control character: \\x1b | Take it out.");
  CHECK(problems(pack(question({.prompt = R"(A\u202e?)"}))) ==
        "14:10 error: 'prompt' holds a control character: \\u202e | Take it out.");
  CHECK(problems(pack(question({.prompt = R"(A\n?)"}))) ==
        "14:10 error: 'prompt' holds a control character: a line break | Take it out.");
  CHECK(problems(pack(question({.prompt = R"(A\t?)"}))) ==
        "14:10 error: 'prompt' holds a control character: a tab | Take it out.");
  CHECK(problems(pack(question({.extra = {R"(tags = ["x\u0007"])"}}))) ==
        "16:9 error: 'tags' holds a control character: \\x07 | Take it out.");
  CHECK(problems(pack(question({.extra = {R"("k\u001b" = 1)"}}))) ==
        "16:1 error: a key holds a control character: \\x1b | Take it out.\n"
        "16:1 warning: unknown key 'k\\x1b' | It is left aside.");
}

TEST_CASE("a condition points at an earlier question of the pack") {
  CHECK(problems(pack(question({.extra = {R"(when = { question = "a", op = "=", value = true })"}}) +
                      a_yes_or_no)) ==
        "16:21 error: question 'a' comes later in this pack | Name an earlier one, or move it up.");
  CHECK(problems(pack(a_yes_or_no +
                      question({.extra = {R"(when = { question = "aa", op = "=", value = true })"}}))) ==
        "21:21 error: no question called 'aa' in this pack | Did you mean 'a'?");
  CHECK(problems(pack(a_yes_or_no +
                      question({.extra = {R"(when = { question = "b", op = "=", value = true })"}}))) ==
        "21:21 error: 'b' is this question itself | Name an earlier one.");
  CHECK(
      problems(pack(a_yes_or_no +
                    question({.extra = {R"(when = { question = "me.test/c", op = "=", value = true })"}}))) ==
      "21:21 error: no question called 'c' in this pack | One of 'a', 'b'.");
  CHECK(problems(pack(a_yes_or_no + question({.extra = {R"(when = { op = "=", value = true })"}}))) ==
        "21:8 error: 'when' has no condition | An example: when = { question = \"x\", op = \"=\", value = 1 "
        "}.");
  CHECK(problems(pack(a_yes_or_no + question({.extra = {R"(when = { question = "a", value = true })"}}))) ==
        "21:8 error: 'when' has no 'op'");
  CHECK(problems(pack(a_yes_or_no + question({.extra = {R"(when = { question = "a", op = "=" })"}}))) ==
        "21:8 error: 'when' has no 'value'");
  CHECK(problems(pack(a_yes_or_no + question({.extra = {"when = {}"}}))) ==
        "21:8 error: 'when' has no condition | An example: when = { question = \"x\", op = \"=\", value = 1 "
        "}.");
  CHECK(problems(pack(a_yes_or_no + question({.extra = {"when = { any = [] }"}}))) ==
        "21:16 error: 'any' holds no condition");
  CHECK(problems(pack(
            a_yes_or_no +
            question({.extra = {R"(when = { any = [{ question = "a", op = "answered" }], all = [] })"}}))) ==
        "21:55 warning: 'all' does not go with the rest of 'when' | It is left aside.");
  CHECK(problems(pack(lines({"[[question]]", R"(id = "a")", R"(retired = "1.0.0")", R"(type = "yesno")",
                             R"(prompt = "A?")", R"(phases = ["after"])"}) +
                      question({.extra = {R"(when = { question = "a", op = "=", value = true })"}}))) ==
        "22:21 warning: question 'a' is retired and no longer asked | So this one is never asked either.");
}

TEST_CASE("a condition fits the type of the question it points at") {
  CHECK(problems(pack(s_scale + asked_if("s", "has", R"("x")"))) ==
        "22:46 error: op 'has' does not go with 's', which is of type 'scale' | It can be compared with "
        "'answered', '=', '!=', '<', '<=', '>', '>='.");
  CHECK(problems(pack(s_scale + asked_if("s", ">=", "11"))) ==
        "22:45 error: 11 is outside the range of 's' | It goes from 0 to 10.");
  CHECK(problems(pack(s_scale + asked_if("s", ">=", R"("three")"))) ==
        "22:45 error: 's' is compared with a number");
  CHECK(problems(pack(s_scale + asked_if("s", "=", "true"))) == "22:44 error: 's' is compared with a number");
  CHECK(problems(pack(a_yes_or_no + asked_if("a", ">", "1"))) ==
        "21:44 error: op '>' does not go with 'a', which is of type 'yesno' | It can be compared with "
        "'answered', '=', '!='.");
  CHECK(problems(pack(a_yes_or_no + asked_if("a", "=", R"("yes")"))) ==
        "21:44 error: 'a' is compared with true or false");
  CHECK(problems(pack(c_choice + asked_if("c", "=", R"("yess")"))) ==
        "22:44 error: 'yess' is not an answer of 'c' | Did you mean 'yes'?");
  CHECK(problems(pack(c_choice + asked_if("c", "in", R"("yes")"))) ==
        "22:45 error: op 'in' needs a list of ids | Such as [\"one\", \"other\"].");
  CHECK(problems(pack(c_choice + asked_if("c", "in", "[]"))) ==
        "22:45 error: the list of answers of 'c' is empty");
  CHECK(problems(pack(c_choice + asked_if("c", "=", R"(["yes"])"))) ==
        "22:44 error: op '=' needs one id | Several ids go with 'in' or 'has-any'.");
  CHECK(problems(pack(m_feelings + asked_if("m", "has", R"("releif")"))) ==
        "22:46 error: 'releif' is not an answer of 'm' | Did you mean 'relief'?");
  CHECK(problems(pack(m_feelings + asked_if("m", "has", R"(["relief"])"))) ==
        "22:46 error: op 'has' needs one id | Several ids go with 'in' or 'has-any'.");
  CHECK(problems(pack(m_feelings + asked_if("m", "=", R"("relief")"))) ==
        "22:44 error: op '=' does not go with 'm', which is of type 'multi' | It can be compared with "
        "'answered', 'has', 'has-any', 'has-not'.");
  CHECK(problems(pack(m_feelings + asked_if("m", "has-any", R"(["relief", "x"])"))) ==
        "22:50 error: 'x' is not an answer of 'm'");
  CHECK(problems(pack(n_note + asked_if("n", "answered", "true"))) ==
        "22:51 error: op 'answered' does not go with 'n', which is of type 'note' | It has no answer.");
  CHECK(problems(pack(t_text + asked_if("t", "=", R"("x")"))) ==
        "22:44 error: op '=' does not go with 't', which is of type 'text' | It can be compared with "
        "'answered'.");
  CHECK(problems(pack(t_text + asked_if("t", "answered", "false"))) ==
        "22:51 error: op 'answered' is only compared with true | A skipped question opens nothing.");
  CHECK(problems(pack(d_duration + asked_if("d", "<", "61"))) ==
        "22:44 error: 61 is outside the range of 'd' | It goes from 0 to 60.");
  CHECK(problems(pack(k_count + asked_if("k", ">=", "6"))) ==
        "22:45 error: 6 is outside the range of 'k' | It goes from 0 to 5.");
  CHECK(problems(pack(bo_body + asked_if("bo", "has", R"("nek")"))) ==
        "22:47 error: 'nek' is not an answer of 'bo' | Did you mean 'neck'?");
  CHECK(problems(pack(ti_time + asked_if("ti", "=", R"("10:00")"))) ==
        "22:45 error: op '=' does not go with 'ti', which is of type 'time' | It can be compared with "
        "'answered'.");
  CHECK(problems(pack(s_scale + asked_if("s", ">=", "[1]"))) ==
        "22:45 error: 'value' needs a number, true or false, an id, or a list of ids");
}

TEST_CASE("conditions that fit are taken") {
  CHECK(problems(pack(m_feelings + asked_if("m", "has-not", R"(["relief", "sadness"])"))) == "");
  CHECK(problems(pack(bo_body + asked_if("bo", "has", R"("tight")"))) == "");
  CHECK(problems(pack(bo_body + asked_if("bo", "has", R"("neck")"))) == "");
  CHECK(problems(pack(c_choice + asked_if("c", "!=", R"("yes")"))) == "");
  CHECK(problems(pack(k_count + asked_if("k", "=", "0"))) == "");
  CHECK(problems(pack(ti_time + asked_if("ti", "answered", "true"))) == "");
}

TEST_CASE("a follow-up has one follow-up and no more") {
  CHECK(problems(pack(a_yes_or_no + follow_up("a", "b") + follow_up("b", "c"))) == "");
  CHECK(problems(pack(a_yes_or_no + follow_up("a", "b") + follow_up("b", "c") + follow_up("c", "d"))) ==
        "33:21 error: a follow-up of a follow-up cannot have a follow-up | Point the condition of 'd' at an "
        "earlier question.");
}

TEST_CASE("uses fills in an earlier text") {
  CHECK(problems(pack(t_text + question({.prompt = "How is {t}?", .extra = {R"(uses = "t")"}}))) == "");
  CHECK(problems(pack(question({.prompt = "How is {t}?"}))) ==
        "14:10 error: placeholder '{t}' has no 'uses' | Add uses = \"t\", or take out the braces.");
  CHECK(problems(pack(t_text + question({.prompt = "How is it?", .extra = {R"(uses = "t")"}}))) ==
        "22:8 warning: the prompt does not show {t}");
  CHECK(problems(pack(s_scale + question({.prompt = "How is {s}?", .extra = {R"(uses = "s")"}}))) ==
        "22:8 error: 's' is not a text question | Only a text can be filled in.");
  CHECK(problems(pack(question({.prompt = "How is {t}?", .extra = {R"(uses = "t")"}}) + t_text)) ==
        "16:8 error: question 't' comes later in this pack | Name an earlier one, or move it up.");
  CHECK(problems(pack(t_text + question({.prompt = "How is {x}?", .extra = {R"(uses = "t")"}}))) ==
        "20:10 error: placeholder '{x}' is not what 'uses' names | 'uses' names 't'.\n"
        "22:8 warning: the prompt does not show {t}");
  CHECK(problems(pack(question({.prompt = "How is {x}?", .extra = {R"(uses = "you.other/x")"}}))) ==
        "14:10 error: placeholder '{x}' has no 'uses' | Add uses = \"x\", or take out the braces.\n"
        "16:8 error: 'uses' names a question of another pack | Name one of this pack.");
  CHECK(problems(pack(question({.prompt = "{} {0 1} {A} is text"}))) == "");
  CHECK(problems(pack(question({.prompt = "%s $(id) {0}"}))) ==
        "14:10 error: placeholder '{0}' has no 'uses' | Add uses = \"0\", or take out the braces.");
}

TEST_CASE("support compares the answer to its own question") {
  CHECK(problems(pack(question({.type = "scale",
                                .extra = {R"(scale = "ease10")",
                                          R"(support = { op = ">=", value = 11, card = "steady" })"}}))) ==
        "17:32 error: 11 is outside the range of 'b' | It goes from 0 to 10.");
  CHECK(problems(pack(question({.extra = {R"(support = { op = "has", value = "x", card = "steady" })"}}))) ==
        "16:33 error: op 'has' does not go with 'b', which is of type 'yesno' | It can be compared with "
        "'answered', '=', '!='.");
  CHECK(problems(pack(question({.extra = {R"(support = { op = "=", value = true })"}}))) ==
        "16:11 error: 'support' has no 'card'");
  CHECK(problems(pack(question({.extra = {R"(support = { op = "=", value = true, card = "about" })"}}))) ==
        "16:44 error: unknown card 'about' | One of 'steady', 'boundaries', 'health-check', 'rest-first', "
        "'check-in', 'reach-out'.");
  CHECK(problems(pack(lines({"[[question]]", R"(id = "n")", R"(type = "note")", R"(prompt = "B?")",
                             R"(phases = ["after"])",
                             R"(support = { op = "answered", value = true, card = "steady" })"}))) ==
        "16:38 error: op 'answered' does not go with 'n', which is of type 'note' | It has no answer.");
}

TEST_CASE("a question that is replaced stays, retired") {
  CHECK(problems(pack(question({.extra = {R"(replaces = "z")"}}))) ==
        "16:12 error: no question called 'z' in this pack | One of 'b'.");
  CHECK(problems(pack(a_yes_or_no + question({.extra = {R"(replaces = "a")"}}))) ==
        "21:12 warning: question 'a' is replaced, but not retired | Add retired = \"VERSION\" to it.");
  CHECK(problems(pack(question({.extra = {R"(since = "2")"}}))) ==
        "16:9 error: '2' is not a version | A version is three numbers, such as 1.0.0.");
}

TEST_CASE("a text that is not TOML is one error at its place") {
  CHECK(problems(lines({"felt = 1", "kind = "})) == "2:8 error: not TOML: expected value, saw '\\n'");
  CHECK(problems(lines({"felt = 1", R"(kind = "pack)"})) ==
        "2:13 error: not TOML: unescaped control characters other than TAB (U+0009) are explicitly "
        "prohibited | A text ends with its quote on the same line.");
  CHECK(problems(lines({"felt = 1", "felt = 1"})) ==
        "2:8 error: not TOML: cannot redefine existing integer 'felt' | Each name may stand only once.");
  CHECK(problems(lines({"a = {", " b = 1 }"})) ==
        "1:6 error: not TOML: expected key or closing '}', saw '\\n' | A table in braces stays on one line.");
  CHECK(problems(lines({"a = yes"})) ==
        "1:5 error: not TOML: could not determine value type | Texts stand in straight quotes.");
  CHECK(problems("[[[[prop") ==
        "1:3 error: a table has no name here | A table is written [name], one of several tables "
        "[[name]].");
  CHECK(problems("  [[[[prop") ==
        "1:5 error: a table has no name here | A table is written [name], one of several tables "
        "[[name]].");
  CHECK(problems("[a") == "1:3 error: not TOML: encountered end-of-file");
}

TEST_CASE("a flow names whole questions") {
  CHECK(problems(flow(lines({R"(ask = ["sleep/quality", "quality"])"}))) ==
        "7:25 error: 'quality' is not the full name of a question | Write it with its pack: 'pack/quality'.");
  CHECK(problems(flow(lines({"ask = []"}))) == "7:7 error: the flow asks nothing");
  CHECK(problems(flow(lines({R"(ask = ["sleep/quality", "sleep/quality"])"}))) ==
        "7:25 error: question 'sleep/quality' is used twice | The first is on line 7.");
  CHECK(problems(flow(lines({R"(phase = "noon")", R"(ask = ["sleep/quality"])"}))) ==
        "6:9 error: unknown phase 'noon' | One of 'before', 'after', 'evening', 'morning', 'day3', 'week', "
        "'anytime'.");
  CHECK(problems(flow(lines({R"(ask = ["a/b/c"])"}))) ==
        "7:8 error: 'a/b/c' is not the full name of a question | Such as 'sleep/rested'.");
  CHECK(problems(flow(lines({"about_seconds = -1", R"(ask = ["sleep/quality"])"}))) ==
        "7:17 error: 'about_seconds' needs a whole number from 0 to 86400");
}
