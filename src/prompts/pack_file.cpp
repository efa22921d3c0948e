#include "prompts/pack_file.hpp"

#include <fmt/format.h>

#include "base/columns.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "prompts/prescan.hpp"
#include "prompts/readers.hpp"

namespace felt {
namespace {

constexpr long known_format = 1;

struct Syntax {
  std::optional<toml::table> table;
  Refusal error;  // where there is no table
};

// "Error while parsing key-value pair: expected '=', saw 'b'" without its beginning, on one line.
std::string reason_of(const toml::parse_error& error) {
  auto reason = visible_line(error.description());
  if (reason.starts_with("Error while parsing "))
    if (const auto colon = reason.find(": "); colon != std::string::npos) reason.erase(0, colon + 2);
  return shortened(reason, 160);
}

std::string syntax_hint(std::string_view reason) {
  if (reason.find("expected key or closing '}'") != std::string_view::npos)
    return "A table in braces stays on one line.";
  if (reason.find("could not determine value type") != std::string_view::npos)
    return "Texts stand in straight quotes.";
  if (reason.find("control characters") != std::string_view::npos)
    return "A text ends with its quote on the same line.";
  if (reason.find("cannot redefine") != std::string_view::npos) return "Each name may stand only once.";
  return {};
}

Syntax read_toml(std::string_view text) {
  try {
    return {toml::parse(text), {}};
  } catch (const toml::parse_error& error) {
    const auto begin = error.source().begin;
    const auto reason = reason_of(error);
    return {std::nullopt,
            {{static_cast<int>(begin.line), static_cast<int>(begin.column)},
             fmt::format("not TOML: {}", reason),
             syntax_hint(reason)}};
  }
}

// Where the look ahead refused something, a plain mistake on an earlier line is more use to know: an open
// bracket looks like deep nesting from there on.
Syntax read_safely(std::string_view text) {
  const auto scan = prescan(text);
  if (scan.safe.empty() && scan.refusal) return {std::nullopt, *scan.refusal};
  auto syntax = read_toml(scan.safe);
  if (!scan.refusal) return syntax;
  const bool is_end =
      syntax.error.message.find("end-of-file") != std::string::npos;  // the end of what was safe
  const bool is_earlier = !syntax.table && !is_end && syntax.error.at.line < scan.refusal->at.line;
  return {std::nullopt, is_earlier ? syntax.error : *scan.refusal};
}

void check_text(std::string_view text, std::string_view key, SourcePlace at, Findings& findings) {
  if (const auto control = find_control(text))
    findings.error(at, fmt::format("{} holds a control character: {}", in_quotes(key), *control),
                   "Take it out.");
}

void check_key(const toml::key& key, Findings& findings) {
  if (const auto control = find_control(key.str()))
    findings.error(place_of(key), fmt::format("a key holds a control character: {}", *control),
                   "Take it out.");
}

// Control characters could drive the terminal, in whatever text they stand.
void check_controls(const toml::node& node, std::string_view key, Findings& findings) {
  if (const auto* text = node.as_string()) check_text(text->get(), key, place_of(node), findings);
  if (const auto* list = node.as_array())
    for (const auto& element : *list) check_controls(element, key, findings);
  if (const auto* table = node.as_table())
    for (const auto& [own_key, value] : *table) {
      check_key(own_key, findings);
      check_controls(value, own_key.str(), findings);
    }
}

// False where the rest of the file may mean anything.
bool check_format(Section& root) {
  const auto* format = root.find("felt");
  if (!format)
    root.findings().error({1, 1}, "the file does not say felt = 1", "Begin it with the line felt = 1.");
  const auto* number = format ? format->as_integer() : nullptr;
  if (!format || (number && number->get() == known_format)) return true;
  root.error("felt", "this felt does not know that format",
             "It reads format 1; a newer felt may read the file.");
  return false;
}

const std::vector<std::string>& kinds() {
  static const std::vector<std::string> kinds{"pack", "shared", "flow", "translation", "support"};
  return kinds;
}

std::optional<PromptContent> read_content(const std::string& kind, Section& root, Reading& reading) {
  if (kind == "pack") return read_pack(root, reading);
  if (kind == "shared") return read_shared(root, reading);
  if (kind == "flow") return read_flow(root, reading);
  if (kind == "translation") return read_translation(root, reading);
  if (kind == "support") return read_support(root, reading);
  return std::nullopt;
}

void read_file(const toml::table& table, Reading& reading) {
  auto& findings = reading.findings;
  check_controls(table, {}, findings);
  Section root(table, "the file", findings);
  if (!check_format(root)) return;
  const auto kind = root.text("kind");
  reading.file.content = read_content(kind, root, reading);
  if (reading.file.content)
    root.finish();
  else if (!kind.empty())
    root.report_unknown("kind", {kind, root.at("kind")}, kinds());
}

// The text of a key of one table, "" for the keys before any table, as a quick look finds it.
std::string_view sniffed(std::string_view toml, std::string_view wanted_table, std::string_view wanted_key) {
  std::string_view table;
  for (const auto line : split_lines(toml)) {
    if (line.starts_with('[')) table = line.substr(0, line.find(']') + 1);
    const auto equals = line.find('=');
    if (table != wanted_table || equals == std::string_view::npos) continue;
    if (trim(line.substr(0, equals)) != wanted_key) continue;
    auto value = trim(line.substr(equals + 1));
    value.remove_prefix(std::min<std::size_t>(1, value.size()));
    return value.substr(0, value.find_first_of("\"'"));
  }
  return {};
}

struct IdOf {
  std::string operator()(const Pack& pack) const { return pack.id; }
  std::string operator()(const SharedFile& file) const { return file.id; }
  std::string operator()(const Flow& flow) const { return flow.id; }
  std::string operator()(const TranslationFile& file) const {
    return fmt::format("{}.{}", file.of, file.language);
  }
  std::string operator()(const SupportFile& file) const { return file.country; }
};

}  // namespace

void Shared::add(const SharedFile& file) {
  for (const auto& scale : file.scales) {
    scales.insert_or_assign(scale.id, scale);
    owners.insert_or_assign(fmt::format("scale {}", scale.id), file.id);
  }
  for (const auto& list : file.vocabularies) {
    vocabularies.insert_or_assign(list->id, list);
    owners.insert_or_assign(fmt::format("list {}", list->id), file.id);
  }
}

ParsedFile parse_prompt_file(std::string_view toml, const Shared& known, Origin origin, Findings& findings) {
  ParsedFile file;
  const auto syntax = read_safely(toml);
  if (syntax.table) {
    Reading reading{known, origin, findings, file};
    read_file(*syntax.table, reading);
  } else {
    findings.error(syntax.error.at, syntax.error.message, syntax.error.hint);
  }
  if (findings.has_error()) file.content.reset();
  return file;
}

ParsedFile parse_prompt_file(std::string_view toml, std::string_view file_name, const Shared& known,
                             Origin origin) {
  Findings findings(file_name, toml);
  auto file = parse_prompt_file(toml, known, origin, findings);
  file.problems = findings.sorted();
  return file;
}

std::string id_of(const PromptContent& content) { return std::visit(IdOf(), content); }

std::string_view kind_of(const PromptContent& content) { return kinds()[content.index()]; }

std::string_view sniffed_kind(std::string_view toml) { return sniffed(toml, "", "kind"); }

std::string sniffed_id(std::string_view toml) {
  const auto kind = sniffed_kind(toml);
  const auto table = fmt::format("[{}]", kind);
  const auto value = [&](std::string_view key) { return sniffed(toml, table, key); };
  if (kind == "support") return std::string(value("country"));
  if (kind == "translation") return fmt::format("{}.{}", value("of"), value("language"));
  return std::string(value("id"));
}

}  // namespace felt
