#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/json_writer.hpp"
#include "model/answer.hpp"

namespace felt::fhir {

// The codes of felt's own word lists that a bundle holds. They are nobody's standard: each list is a
// CodeSystem in the bundle itself, with the words that occur.
class LocalCodes {
 public:
  // Whether anything can be written for a word: an id, or words of the person's own.
  static bool can_write(const Word& word);
  // "valueCoding" with the code of a listed word, "valueString" with a person's own.
  void put_word(JsonWriter& json, std::string_view list, const Word& word);
  // A Coding. A code has the first display it came with.
  void write_code(JsonWriter& json, std::string_view list, const std::string& code,
                  const std::string& display);

  // Who is handed each list as a CodeSystem, with its uuid, by name.
  using Visit = std::function<void(const std::string& uuid, const std::function<void(JsonWriter&)>& write)>;
  void each(const Visit& visit) const;

 private:
  struct List {
    std::string uuid;
    std::map<std::string, std::string> displays;  // by code
  };
  List& list_called(std::string_view name);
  std::map<std::string, List, std::less<>> m_lists;
};

// The lists, by the names their systems have.
inline constexpr std::string_view questions_list = "questions";
inline constexpr std::string_view sides_list = "sides of the body";
inline constexpr std::string_view aspects_list = "front and back of the body";
inline constexpr std::string_view regions_list = "regions of the body";
inline constexpr std::string_view places_list = "places of the body";
inline constexpr std::string_view qualities_list = "qualities of what is noticed";
std::string words_list(const std::string& question);

}  // namespace felt::fhir
