#include "base/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <unordered_set>
#include <utility>

#include "base/closest.hpp"
#include "base/columns.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"

namespace felt {
namespace {

constexpr std::size_t deepest = 64;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

// --- places in the text ---

// A text beside its name, to point into it.
struct Source {
  std::string_view text;
  std::string_view origin;
  std::size_t first_line = 1;
};

bool is_character_start(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

// "origin:line:column" of a byte; columns count characters from 1.
std::string place_of(const Source& source, std::size_t offset) {
  const auto before = source.text.substr(0, offset);
  const auto line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const auto rest = before.substr(before.rfind('\n') + 1);
  const auto column = std::count_if(rest.begin(), rest.end(), is_character_start) + 1;
  return fmt::format("{}:{}:{}", source.origin, source.first_line + line, column);
}

[[noreturn]] void fail_at(const Source& source, std::size_t offset, std::string_view reason) {
  throw ContentError(fmt::format("{}: {}", place_of(source, offset), reason));
}

bool is_word_byte(char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || byte == 'E' || byte == '+' ||
         byte == '-' || byte == '.';
}

bool is_escaped(std::string_view text, std::size_t at) {
  std::size_t slashes = 0;
  while (at > slashes && text[at - slashes - 1] == '\\') ++slashes;
  return slashes % 2 == 1;
}

// Where the string begins whose closing quote stands at `quote`.
std::size_t string_begin(std::string_view text, std::size_t quote) {
  std::size_t at = quote;
  while (at > 0 && (text[--at] != '"' || is_escaped(text, at))) continue;
  return at;
}

// Where the token begins that ends before `end`.
std::size_t token_begin(std::string_view text, std::size_t end) {
  end = std::min(end, text.size());
  if (end == 0) return 0;
  if (text[end - 1] == '"') return string_begin(text, end - 1);
  std::size_t at = end;
  while (at > 0 && is_word_byte(text[at - 1])) --at;
  return std::min(at, end - 1);
}

// --- reasons in plain words ---

struct Reason {
  std::string_view found, plain;
};

// Looked for from the first to the last in what the library says.
constexpr auto reasons = std::to_array<Reason>({
    {"unexpected end of input", "it ends too early"},
    {"missing closing quote", "a text is not closed with a double quote"},
    {"U+000A", "a text goes on in the next line; a line break is written \\n"},
    {"control character", "a control character stands in a text; it is written like \\t or \\u0007"},
    {"must be followed by 4 hex digits", "\\u needs four hexadecimal digits"},
    {"surrogate", "half of a \\ud800 pair stands alone"},
    {"forbidden character after backslash", "after a backslash comes one of \" \\ / b f n r t u"},
    {"expected digit", "a digit is missing in a number"},
    {"number overflow", "a number is too large"},
    {"parsing object key", "a key in double quotes is expected"},
    {"parsing object separator", "a colon is missing after a key"},
    {"parsing object", "a comma or } is missing"},
    {"parsing array", "a comma or ] is missing"},
});

std::string_view plain_reason(std::string_view said) {
  if (said.ends_with("; expected end of input")) return "there is more text after the end";
  said = said.substr(0, said.find("; last read:"));  // never repeats what a person wrote
  for (const auto& reason : reasons)
    if (said.find(reason.found) != std::string_view::npos) return reason.plain;
  return "a value is expected: a text in double quotes, a number, true, false, null, [ or {";
}

// --- parsing ---

// Walks over the text and says how far the parser has come.
struct CountingIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* at;
  const char** reached;

  reference operator*() const { return *at; }
  CountingIterator& operator++() {
    *reached = ++at;
    return *this;
  }
  CountingIterator operator++(int) {
    const auto old = *this;
    ++*this;
    return old;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) { return a.at == b.at; }
};

class Builder final : public nlohmann::json_sax<Json> {
 public:
  explicit Builder(const Source& source) : m_source(source), m_reached(source.text.data()) {}

  Json take_json() { return std::move(m_root); }
  std::vector<std::size_t> take_ends() { return std::move(m_ends); }

  void parse() {
    const auto* begin = m_source.text.data();
    const auto* end = begin + m_source.text.size();
    Json::sax_parse(CountingIterator{begin, &m_reached}, CountingIterator{end, &m_reached}, this);
  }

  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t value, const string_t&) override { return add(value); }
  bool string(string_t& value) override {
    refuse_nul(value);
    return add(std::move(value));
  }
  bool binary(binary_t&) override { return false; }  // never called for text

  bool start_object(std::size_t) override { return open(Json::object()); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& key) override {
    refuse_nul(key);
    if (!is_new(m_levels.back(), key)) fail(fmt::format("the key {} is there twice", in_quotes(key)));
    m_key = std::move(key);
    return true;
  }

  bool parse_error(std::size_t read, const std::string&, const Json::exception& error) override {
    const std::string_view said = error.what();
    const bool whole_token = said.find("unexpected") != std::string_view::npos;
    const std::size_t size = m_source.text.size();
    const bool at_end = said.find("unexpected end of input") != std::string_view::npos;
    const std::size_t last = std::min(read - std::min<std::size_t>(read, 1), size);
    fail_at(m_source,
            at_end        ? size
            : whole_token ? token_begin(m_source.text, read)
                          : last,
            plain_reason(said));
  }

 private:
  struct Level {
    Json* json;
    std::unordered_set<std::string> keys;  // only of large objects
  };

  std::size_t reached() const { return static_cast<std::size_t>(m_reached - m_source.text.data()); }

  [[noreturn]] void fail(std::string_view reason) const {
    fail_at(m_source, token_begin(m_source.text, reached()), reason);
  }

  void refuse_nul(const std::string& text) const {
    if (text.find('\0') != std::string::npos) fail("the character \\u0000 cannot be kept");
  }

  // An object is a plain list, in which looking up every key of a large one would take quadratic time.
  static bool is_new(Level& level, const std::string& key) {
    constexpr std::size_t few = 32;
    const auto& object = level.json->get_ref<const Json::object_t&>();
    if (object.size() < few) return object.find(key) == object.end();
    if (level.keys.empty())
      for (const auto& member : object) level.keys.insert(member.first);
    return level.keys.insert(key).second;
  }

  // The end of a number is only seen from the byte after it.
  std::size_t token_end(const Json& value) const {
    const std::size_t end = reached();
    const bool beyond = value.is_number() && !is_word_byte(m_source.text[end - 1]);
    return beyond ? end - 1 : end;
  }

  Json& put(Json value) {
    m_ends.push_back(token_end(value));
    if (m_levels.empty()) return m_root = std::move(value);
    Json& parent = *m_levels.back().json;
    if (parent.is_array()) return parent.get_ref<Json::array_t&>().emplace_back(std::move(value));
    felt::put(parent, std::move(m_key), std::move(value));
    return parent.get_ref<Json::object_t&>().back().second;
  }

  bool add(Json value) {
    put(std::move(value));
    return true;
  }

  bool open(Json empty) {
    if (m_levels.size() == deepest) fail(fmt::format("more than {} levels are inside each other", deepest));
    m_levels.push_back({&put(std::move(empty)), {}});
    return true;
  }

  bool close() {
    m_levels.pop_back();
    return true;
  }

  Source m_source;
  const char* m_reached;
  std::string m_key;
  std::vector<Level> m_levels;
  std::vector<std::size_t> m_ends;
  Json m_root;
};

void refuse_bad_text(const Source& source) {
  if (trim(source.text).empty()) fail_at(source, 0, "it is empty");
  const auto bad = find_bad_utf8(source.text);
  if (!bad) return;
  fail_at(source, *bad, source.text[*bad] == '\0' ? "a NUL character" : "a byte that is not UTF-8");
}

std::string_view without_mark(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return text;
}

// --- paths ---

// Finds a value by its address: how many values stand before it, and the steps that lead to it.
class Search {
 public:
  explicit Search(const Json& wanted) : m_wanted(&wanted) {}

  std::size_t before() const { return m_before; }
  const std::string& path() const { return m_path; }

  bool look_into(const Json& json) {
    if (&json == m_wanted) return true;
    ++m_before;
    return json.is_array() ? look_into_items(json) : json.is_object() && look_into_members(json);
  }

 private:
  bool step_into(std::string_view step, const Json& json) {
    const std::size_t size = m_path.size();
    m_path += step;
    if (look_into(json)) return true;
    m_path.resize(size);
    return false;
  }

  bool look_into_items(const Json& json) {
    std::size_t index = 0;
    return std::any_of(json.begin(), json.end(),
                       [&](const Json& item) { return step_into(fmt::format("[{}]", index++), item); });
  }

  bool look_into_members(const Json& json) {
    const std::string_view dot = m_path.empty() ? "" : ".";
    const auto& members = json.get_ref<const Json::object_t&>();
    return std::any_of(members.begin(), members.end(), [&](const auto& member) {
      return step_into(fmt::format("{}{}", dot, shortened(visible_line(member.first), 40)), member.second);
    });
  }

  const Json* m_wanted;
  std::size_t m_before = 0;
  std::string m_path;
};

std::string_view kind_of(const Json& json) {
  if (json.is_object()) return "an object";
  if (json.is_array()) return "a list";
  if (json.is_string()) return "a text";
  if (json.is_number()) return "a number";
  if (json.is_null()) return "null";
  return json.get<bool>() ? "true" : "false";
}

std::string known_keys(std::string_view key, std::span<const std::string_view> known) {
  const std::vector<std::string> names(known.begin(), known.end());
  const auto suggestion = did_you_mean(key, names);
  return suggestion.empty() ? fmt::format("Known here: {}.", join(names, ", ")) : suggestion;
}

std::string dumped(const Json& json, int indent) {
  return visible_json(json.dump(indent, ' ', false, Json::error_handler_t::replace));
}

// The keys of an object are constant, so a growing vector of members copies what it could move.
void grow(Json::object_t& members) {
  Json::object_t larger;
  larger.reserve(std::max<std::size_t>(8, 2 * members.size()));
  for (auto& [key, value] : members) larger.emplace_back(key, std::move(value));
  members.swap(larger);
}

constexpr double first_inexact = 9007199254740992.0;  // 2^53

}  // namespace

Json json_number(double value) {
  const bool whole = std::abs(value) < first_inexact && std::trunc(value) == value;
  return whole ? Json(static_cast<std::int64_t>(value)) : Json(value);
}

void put(Json& object, std::string key, Json value) {
  auto& members = object.get_ref<Json::object_t&>();
  if (members.size() == members.capacity()) grow(members);
  members.emplace_back(std::move(key), std::move(value));
}

std::string json_text(const Json& json) { return dumped(json, -1); }
std::string json_pretty(const Json& json) { return dumped(json, 2); }

Json parse_json(std::string_view text, std::string_view origin) {
  const Source source{without_mark(text), origin};
  refuse_bad_text(source);
  Builder builder(source);
  builder.parse();
  return builder.take_json();
}

JsonDocument::JsonDocument(std::string_view text, std::string_view origin, std::size_t first_line)
    : m_text(without_mark(text)), m_origin(origin), m_first_line(first_line) {
  const Source source{m_text, m_origin, m_first_line};
  refuse_bad_text(source);
  Builder builder(source);
  builder.parse();
  m_json = builder.take_json();
  m_ends = builder.take_ends();
}

JsonReader JsonDocument::reader() const { return {*this, m_json}; }

std::string JsonDocument::place_of(const Json& where) const {
  Search search(where);
  const std::size_t end = search.look_into(m_json) ? m_ends.at(search.before()) : 0;
  return felt::place_of({m_text, m_origin, m_first_line}, token_begin(m_text, end));
}

void JsonDocument::fail(const Json& where, const std::string& what, const std::string& hint) const {
  Search search(where);
  search.look_into(m_json);
  const auto path = search.path().empty() ? std::string() : search.path() + ": ";
  throw ContentError(fmt::format("{}: {}{}", place_of(where), path, what), hint);
}

const std::string& JsonReader::text() const {
  if (!m_json->is_string()) fail_kind("a text");
  return m_json->get_ref<const std::string&>();
}

double JsonReader::number() const {
  if (!m_json->is_number()) fail_kind("a number");
  return m_json->get<double>();
}

long JsonReader::whole() const {
  const double value = number();
  if (std::trunc(value) != value || std::abs(value) >= first_inexact) fail("a whole number is expected");
  return static_cast<long>(value);
}

bool JsonReader::yes_no() const {
  if (!m_json->is_boolean()) fail_kind("true or false");
  return m_json->get<bool>();
}

std::vector<JsonReader> JsonReader::items() const {
  if (!m_json->is_array()) fail_kind("a list");
  std::vector<JsonReader> result;
  result.reserve(m_json->size());
  for (const auto& item : *m_json) result.emplace_back(*m_document, item);
  return result;
}

std::optional<JsonReader> JsonReader::find(std::string_view key) const {
  require_object();
  for (const auto& [name, value] : m_json->get_ref<const Json::object_t&>())
    if (name == key && !value.is_null()) return JsonReader(*m_document, value);
  return std::nullopt;
}

JsonReader JsonReader::at(std::string_view key) const {
  const auto value = find(key);
  if (!value) fail(fmt::format("'{}' is missing", key));
  return *value;
}

std::optional<std::string> JsonReader::find_text(std::string_view key) const {
  const auto value = find(key);
  return value ? std::optional(value->text()) : std::nullopt;
}

std::optional<double> JsonReader::find_number(std::string_view key) const {
  const auto value = find(key);
  return value ? std::optional(value->number()) : std::nullopt;
}

std::optional<bool> JsonReader::find_yes_no(std::string_view key) const {
  const auto value = find(key);
  return value ? std::optional(value->yes_no()) : std::nullopt;
}

std::vector<std::string> JsonReader::texts(std::string_view key) const {
  std::vector<std::string> result;
  if (const auto value = find(key))
    for (const auto& item : value->items()) result.push_back(item.text());
  return result;
}

void JsonReader::refuse_unknown_keys(std::span<const std::string_view> known) const {
  require_object();
  for (const auto& [key, value] : m_json->get_ref<const Json::object_t&>())
    if (std::find(known.begin(), known.end(), key) == known.end())
      m_document->fail(value, "this key is not known here", known_keys(key, known));
}

void JsonReader::fail_kind(std::string_view expected) const {
  fail(fmt::format("{} is expected, not {}", expected, kind_of(*m_json)));
}

void JsonReader::require_object() const {
  if (!m_json->is_object()) fail_kind("an object");
}

}  // namespace felt
