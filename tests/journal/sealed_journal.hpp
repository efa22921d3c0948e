#pragma once

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "journal/sealing.hpp"
#include "journals.hpp"

namespace felt::test {

inline constexpr const char* right = "one two three four";

// Whoever types these, one after the other.
inline Opening typing(std::vector<std::string> tries) {
  return {std::chrono::milliseconds(200), [tries](int wrong) {
            if (static_cast<std::size_t>(wrong) >= tries.size())
              throw Error(Exit::wrong_passphrase, "no more tries");
            return std::make_shared<Passphrase>(Secret::copy_of(tries[static_cast<std::size_t>(wrong)]));
          }};
}

inline NewSeal seal_with(std::string_view words) {
  return {std::make_shared<Passphrase>(Secret::copy_of(words)), least_cost};
}

// A sealed journal with one entry in it.
struct SealedJournal {
  TemporaryFolder folder;
  std::string path = folder.file();
  SealedJournal() {
    keep_note(*Journal::open_or_make(path), "2026-03-12T21:10", "the hip is warm");
    REQUIRE(seal_journal(path, seal_with(right), {}) == Rest::gone);
  }
  std::unique_ptr<Journal> open(const std::string& words = right) {
    return Journal::open_or_make(path, typing({words}));
  }
  Texts notes(const std::string& words = right) {
    return notes_of(Journal::open_existing(path, typing({words}))->entries({}));
  }
  Texts files() const {
    Texts names;
    for (const auto& file : std::filesystem::directory_iterator(folder.path()))
      names.push_back(file.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }
};

}  // namespace felt::test
