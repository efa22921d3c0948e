#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/question.hpp"
#include "prompts/own_files.hpp"
#include "prompts/pack_file.hpp"
#include "prompts/rules.hpp"

namespace felt {

// What `felt log NAME` can run: a flow, or a pack; one of the two is set.
struct Track {
  const Flow* flow = nullptr;
  const Pack* pack = nullptr;
  const std::string& id() const { return flow ? flow->id : pack->id; }
  const std::string& title() const { return flow ? flow->title : pack->title; }
};

// All questions there are: the built-in files, each read when it is first needed, and the person's own, read
// at once. An own file with an error is left out whole and told of in problems(); the others work. With a
// language every string is in it, or in its general form (pt for pt-BR), where there is a translation, and as
// written where there is none. References and pointers stay good as long as the library. Not for several
// threads at once.
class Library {
 public:
  explicit Library(const std::vector<OwnFile>& own = {}, std::string_view language = {});
  ~Library();
  Library(Library&&) noexcept;
  Library& operator=(Library&&) noexcept;

  // By its full name, which also finds retired questions, or by its bare id where only one pack has it in
  // use, or only one that the track asks. In a full name the part of an own pack's id after the dot stands
  // for it. UsageError with the nearest names, or with all where several packs have it.
  const Question& question(std::string_view name, const Track& asking = {}) const;
  // Nothing where there is none.
  const Question* find_question(std::string_view full_name) const;
  const Pack* find_pack(std::string_view id) const;
  // The same by the part of an own id after the dot, too; UsageError with all where several packs have it.
  const Pack* find_pack_called(std::string_view name) const;
  const Flow* find_flow(std::string_view id) const;
  const Scale* scale(std::string_view id) const;
  VocabularyPtr vocabulary(std::string_view id) const;
  const SharedFile* find_shared(std::string_view id) const;

  // A flow or a pack by its id, by the part of an own id after the dot, or by an unambiguous beginning of at
  // least three letters. UsageError with the nearest name.
  Track track(std::string_view name) const;

  // In the order they are listed: built-in ones first.
  std::vector<std::string> flow_ids() const;
  std::vector<std::string> pack_ids() const;
  std::vector<std::string> vocabulary_ids() const;
  // Full names of all questions that are not retired.
  std::vector<std::string> question_names() const;

  // The translations that fit the language, general ones before exact ones.
  std::vector<const TranslationFile*> translations(std::string_view language) const;
  // What is known about support: felt's own cards, over them those of an own file without a country, over
  // them the file of the country with its numbers. Where there is none for the country, `country` is empty.
  SupportFile support(std::string_view country) const;

  // Of own files: errors of those left out, warnings of those in use.
  const std::vector<Problem>& problems() const;
  // What was decided between own files, such as which of two versions is in use.
  const std::vector<std::string>& notices() const;

  // For reading and checking further files, as written; good while the library stays where it is.
  const Shared& shared() const;
  Surroundings surroundings() const;
  TranslationSource find_source(std::string_view id) const;

 private:
  struct State;
  void take_own(const std::vector<OwnFile>& own);
  std::string hint_for(std::string_view name) const;
  std::unique_ptr<State> m_state;
};

}  // namespace felt
